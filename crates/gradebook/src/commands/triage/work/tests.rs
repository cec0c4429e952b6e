//! What becomes of a deck and a journal when something goes wrong in between.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::Path;

use gradebook::collect::Found;
use gradebook::decisions::{self, Decisions};
use gradebook::grade::Handouts;
use gradebook::load::Inputs;
use gradebook::triage::Pile;
use session::Response;
use session::files::fault::Disk;
use session::files::{FileError, OpenFile};

use super::*;

#[path = "../../../testing.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod testing;

use testing::{Sitting, deck};

const HEAD: &str = "format = 1\nid = \"finals\"\ntitle = \"Exam\"\n";
const TOWN: &str =
    "\n[[question]]\nid = \"town\"\nprompt = \"Which?\"\nanswer = \"Kunming\"  # the city\n";
const LEGS: &str = "\n[[question]]\nid = \"legs\"\nprompt = \"Legs?\"\nanswer = 6\n";
const VARIANT: &str = "answer = \"Kunming\"  # the city\naccept = [\"Dali\"]\n";
const DECK: &str = "exam.toml";
const JOURNAL: &str = "decisions.jsonl";

fn disk() -> Disk {
    let disk = Disk::new();
    disk.put(DECK, format!("{HEAD}{TOWN}{LEGS}"));
    disk.put("class.toml", "deck = \"exam.toml\"\nrecords = \"records\"\n");
    let exam = deck(&format!("{TOWN}{LEGS}"));
    for (student, town) in [("s1", "Dali"), ("s2", "dali."), ("s3", "Oslo")] {
        let sitting = Sitting::of(&exam, student, student).number("legs", "6");
        let sitting = sitting.answer("town", Response::Text(town.to_owned()));
        disk.put(format!("records/{student}.jsonl"), sitting.end().text());
    }
    disk
}

/// Does something with a triage at work, when everything is read.
fn at_work<'d, T>(
    disk: &'d Disk,
    keep_old: Option<&str>,
    then: impl FnOnce(&mut Work<'d, '_>) -> T,
) -> T {
    let inputs = Inputs::of_class(disk, Path::new("class.toml"), &Look::LINE).unwrap();
    let at = "2026-12-03T10:00:00Z".parse().unwrap();
    let ledger = Ledger::open(disk, Path::new(JOURNAL), &inputs.deck.face.id, at).unwrap();
    let keys = inputs.keys().unwrap();
    let handouts = Handouts::new(&inputs.deck, Vec::new());
    let files = ["s1", "s2", "s3"].map(|student| format!("records/{student}.jsonl").into());
    let found = Found { files: files.into(), passed_over: Vec::new() };
    let pile = Pile::read(&inputs, disk, (&keys, &handouts), found, 1, &|_| ());
    let desk = Desk::new(&inputs, pile).unwrap();
    let by = Some("tester".to_owned());
    then(&mut Work::new(disk, desk, ledger, DECK.into(), by, keep_old.map(PathBuf::from)))
}

fn dali(work: &Work<'_, '_>) -> Cluster {
    let clusters = work.waiting().unwrap();
    clusters.into_iter().find(|cluster| cluster.text == "dali").unwrap()
}

fn deck_of(disk: &Disk) -> String {
    String::from_utf8(disk.bytes(DECK).unwrap()).unwrap()
}

fn logged(disk: &Disk) -> Decisions {
    decisions::read(&disk.bytes(JOURNAL).unwrap()).unwrap()
}

fn accept(work: &mut Work<'_, '_>) -> Result<Went, Failure> {
    let cluster = dali(work);
    work.apply(&cluster, Act::Variant, Some("why not"))
}

#[test]
fn a_variant_stands_in_the_deck_and_in_the_journal() {
    let disk = disk();
    at_work(&disk, Some("old.toml"), |work| {
        let went = accept(work).unwrap();
        let said = "Accepted as a variant: exam.toml has `Dali` now.";
        assert_eq!(went, Went::Done(said.to_owned()));
        assert_eq!(work.waiting().unwrap().len(), 1, "Oslo is left");
    });
    let before = format!("{HEAD}{TOWN}{LEGS}");
    let after = before.replace("answer = \"Kunming\"  # the city\n", VARIANT);
    assert_eq!(deck_of(&disk), after);
    assert_eq!(disk.bytes("old.toml").unwrap(), before.as_bytes());
    let decisions = logged(&disk);
    let Event::Accept(accepted) = &decisions.lines()[0].event else { panic!("{decisions:?}") };
    assert_eq!((&*accepted.text, accepted.scope), ("dali", Scope::Deck));
    assert_eq!(
        (accepted.by.as_deref(), accepted.why.as_deref()),
        (Some("tester"), Some("why not"))
    );
}

#[test]
fn a_change_of_another_question_is_kept() {
    let disk = disk();
    at_work(&disk, None, |work| {
        disk.put(DECK, format!("{HEAD}# mine\n{TOWN}{LEGS}").replace("Legs?", "How many?"));
        assert!(matches!(accept(work).unwrap(), Went::Done(_)));
        assert!(work.merged);
    });
    assert!(deck_of(&disk).contains("# mine"), "{}", deck_of(&disk));
    assert!(deck_of(&disk).contains("How many?"));
    assert!(deck_of(&disk).contains(VARIANT));
}

#[test]
fn a_question_that_was_changed_is_left_alone() {
    for changed in [
        format!("{HEAD}{}{LEGS}", TOWN.replace("Kunming", "Lijiang")),
        format!("{HEAD}{LEGS}"),
        format!("{HEAD}language = \"de\"\n{TOWN}{LEGS}"),
        format!("{HEAD}{TOWN}{LEGS}").replace("finals", "others"),
    ] {
        let disk = disk();
        at_work(&disk, None, |work| {
            disk.put(DECK, changed.clone());
            let went = accept(work).unwrap();
            let reason = "`town` was changed in the deck since it was read; nothing was written";
            let hint = "run `gradebook triage` again to see it as it is";
            assert_eq!(went, Went::Refused(reason.to_owned(), Some(hint.to_owned())));
            assert!(!work.has_decided());
        });
        assert_eq!(deck_of(&disk), changed);
        assert!(logged(&disk).is_empty());
    }
}

#[test]
fn a_deck_that_is_none_any_more_is_left_alone() {
    let disk = disk();
    at_work(&disk, None, |work| {
        disk.put(DECK, "nothing");
        let Went::Refused(_, hint) = accept(work).unwrap() else { panic!("it was accepted") };
        assert_eq!(hint.as_deref(), Some("`deck check exam.toml` says more"));
    });
    assert_eq!(deck_of(&disk), "nothing");
    assert!(logged(&disk).is_empty());
}

#[test]
fn a_copy_is_never_written_over() {
    let disk = disk();
    disk.put("old.toml", "precious");
    at_work(&disk, Some("old.toml"), |work| {
        assert_eq!(accept(work).unwrap_err().hints, ["the deck is as it was; name a new file"]);
    });
    assert_eq!(deck_of(&disk), format!("{HEAD}{TOWN}{LEGS}"));
    assert_eq!(disk.bytes("old.toml").unwrap(), b"precious");
    assert!(logged(&disk).is_empty());
}

/// A disk on which somebody changes the deck when its copy is made.
#[derive(Debug)]
struct Meddled<'d> {
    disk: &'d Disk,
    deck: &'d str,
}

impl Files for Meddled<'_> {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        self.disk.read(path, limit)
    }

    fn list(&self, folder: &Path) -> Result<Vec<OsString>, FileError> {
        self.disk.list(folder)
    }

    fn create_folder(&self, folder: &Path) -> Result<(), FileError> {
        self.disk.create_folder(folder)
    }

    fn create(&self, path: &Path) -> Result<Box<dyn OpenFile>, FileError> {
        if path == Path::new("old.toml") {
            self.disk.put(DECK, self.deck);
        }
        self.disk.create(path)
    }

    fn open(&self, path: &Path) -> Result<Box<dyn OpenFile>, FileError> {
        self.disk.open(path)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
        self.disk.replace(path, bytes)
    }

    fn remove(&self, path: &Path) -> Result<(), FileError> {
        self.disk.remove(path)
    }
}

#[test]
fn the_copy_is_of_what_the_edit_replaced() {
    let disk = disk();
    let changed = format!("{HEAD}# mine\n{TOWN}{LEGS}");
    let files = Meddled { disk: &disk, deck: &changed };
    at_work(&disk, Some("old.toml"), |work| {
        work.files = &files;
        let went = accept(work).unwrap();
        assert!(matches!(&went, Went::Refused(_, Some(_))), "{went:?}");
        assert_eq!((&work.original, deck_of(&disk)), (&None, changed.clone()));
        assert!(matches!(accept(work).unwrap(), Went::Done(_)));
        assert_eq!(work.original.as_deref(), Some(changed.as_bytes()));
    });
    assert_eq!(disk.bytes("old.toml").unwrap(), changed.as_bytes());
}

#[test]
fn at_whatever_step_it_fails_nothing_is_recorded_that_is_not_in_the_deck() {
    let mut failed_after_the_deck = 0;
    for step in 0.. {
        let disk = disk();
        let (began, went) = at_work(&disk, None, |work| {
            let began = disk.steps();
            disk.fail_at(began + step, ErrorKind::StorageFull);
            (began, accept(work))
        });
        if disk.steps() <= began + step {
            assert!(step > 3, "else nothing was tried");
            break;
        }
        let is_in_deck = deck_of(&disk).contains(VARIANT);
        let is_logged = !logged(&disk).is_empty();
        assert!(is_in_deck || !is_logged, "step {step}");
        match went {
            Ok(Went::Done(_)) => assert!(is_in_deck && is_logged, "step {step}"),
            Ok(Went::Refused(reason, _)) => panic!("step {step}: {reason}"),
            Err(failure) if failure.to_string().contains("is accepted in exam.toml now") => {
                assert!(is_in_deck && !is_logged, "step {step}: {failure}");
                failed_after_the_deck += 1;
            }
            Err(failure) => {
                assert!(failure.to_string().contains("not recorded"), "step {step}: {failure}");
                // The name of the file was not safely on the disk, or nothing was.
                let is_warned = failure.hints.iter().any(|hint| hint.contains("may have been"));
                assert!(is_warned || !is_in_deck, "step {step}: {failure}");
            }
        }
    }
    assert!(failed_after_the_deck > 0, "the journal failed once at least");
}
