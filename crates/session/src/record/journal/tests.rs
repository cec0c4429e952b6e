use std::io::ErrorKind;

use super::super::testing::{answer, at, file, start};
use super::super::{EndReason, Event, Mode, Problem};
use super::*;
use crate::files::SystemFiles;
use crate::files::fault::Disk;

const PATH: &str = "01JD.jsonl";

fn path() -> &'static Path {
    Path::new(PATH)
}

fn create(files: &dyn Files) -> Result<Journal, JournalError> {
    Journal::create(files, path(), at(0), start(Mode::Practice)).map(|(journal, _)| journal)
}

fn end() -> Event {
    Event::End { reason: EndReason::Done }
}

/// What stands in the record.
fn record(disk: &Disk) -> Record {
    read::read(&disk.bytes(PATH).unwrap()).unwrap()
}

#[test]
fn a_journal_writes_what_a_reader_reads() {
    let disk = Disk::new();
    let (mut journal, replay) =
        Journal::create(&disk, path(), at(0), start(Mode::Practice)).unwrap();
    assert_eq!(record(&disk).replay, replay, "the start is written at once");
    let mut lines = Vec::new();
    for (seconds, event) in [(1, answer(0)), (2, Event::Skip { q: 1 }), (3, end())] {
        lines.push(journal.append(at(seconds), event.clone()).unwrap());
        assert_eq!(record(&disk).lines, lines);
    }
    let expected = file(start(Mode::Practice), [answer(0), Event::Skip { q: 1 }, end()]);
    assert_eq!(disk.bytes(PATH).unwrap(), expected.as_bytes());
    assert_eq!(journal.path(), path());
}

#[test]
fn each_line_is_one_write_and_one_sync() {
    let disk = Disk::new();
    let mut journal = create(&disk).unwrap();
    let before = disk.steps();
    journal.append(at(1), answer(0)).unwrap();
    assert_eq!(disk.steps(), before + 2);
    assert_eq!(disk.after_power_loss(99).len(), 1, "nothing is left to lose");
}

#[test]
fn a_clock_that_goes_back_stands_still() {
    let disk = Disk::new();
    let mut journal = create(&disk).unwrap();
    let times = [5, 3, 6].map(|s| journal.append(at(s), Event::Skip { q: 0 }).unwrap().at);
    assert_eq!(times, [at(5), at(5), at(6)]);
    drop(journal);
    let (mut journal, _) = Journal::resume(&disk, path()).unwrap();
    assert_eq!(journal.append(at(1), Event::Skip { q: 0 }).unwrap().at, at(6));
}

#[test]
fn an_existing_file_is_never_written_over() {
    let disk = Disk::new();
    disk.put(PATH, "mine");
    let error = create(&disk).unwrap_err();
    assert!(matches!(error, JournalError::File(error) if error.kind() == ErrorKind::AlreadyExists));
    assert_eq!(disk.bytes(PATH).unwrap(), b"mine");
}

#[test]
fn a_sitting_goes_on_where_it_was_cut_off() {
    let disk = Disk::new();
    let whole = file(start(Mode::Practice), [answer(0), answer(1), answer(2)]);
    let lines: Vec<_> = whole.split_inclusive('\n').collect();
    let begun = lines[0].len() + lines[1].len();
    for cut in begun..begun + lines[2].len() {
        disk.put(PATH, &whole[..cut]);
        let (mut journal, found) = Journal::resume(&disk, path()).unwrap();
        let kept = found.lines.len();
        assert_eq!(kept, if cut == begun + lines[2].len() - 1 { 2 } else { 1 }, "byte {cut}");
        for (seconds, event) in [(2, answer(1)), (3, answer(2))].into_iter().skip(kept - 1) {
            journal.append(at(seconds), event).unwrap();
        }
        assert_eq!(disk.bytes(PATH).unwrap(), whole.as_bytes(), "byte {cut}");
    }
}

#[test]
fn what_cannot_go_on_is_left_as_it_is() {
    let disk = Disk::new();
    let refused = |text: &str| {
        disk.put(PATH, text);
        let error = Journal::resume(&disk, path()).unwrap_err();
        assert_eq!(disk.bytes(PATH).unwrap(), text.as_bytes());
        error
    };
    let problem = |text: &str| match refused(text) {
        JournalError::Record { error, .. } => (error.line, error.problem),
        other => panic!("{other}"),
    };
    let text = file(start(Mode::Practice), [answer(0), answer(1)]);
    assert!(matches!(problem(&text.replacen("answer", "anwser", 1)), (2, Problem::Broken(_))));
    assert_eq!(problem(""), (1, Problem::Empty));
    assert_eq!(problem(&text[..99]), (1, Problem::CutOff));
    let finished = file(start(Mode::Practice), [answer(0), end()]);
    assert!(matches!(refused(&finished), JournalError::Finished { .. }));
    assert!(matches!(refused(&format!("{finished}{{")), JournalError::Finished { .. }));
    let missing = Journal::resume(&disk, Path::new("none")).unwrap_err();
    assert!(matches!(missing, JournalError::File(error) if error.kind() == ErrorKind::NotFound));
}

#[test]
fn a_broken_chain_stays_visible_after_a_resume() {
    let disk = Disk::new();
    let text = file(start(Mode::Practice), [answer(0)]).replace("1500", "1400");
    disk.put(PATH, text.clone());
    let (mut journal, found) = Journal::resume(&disk, path()).unwrap();
    assert_eq!(found.broken_at, Some(1));
    journal.append(at(9), answer(1)).unwrap();
    let record = record(&disk);
    assert_eq!((record.broken_at, record.lines.len()), (Some(1), 2));
    // The new line fits: with the edit undone, the chain is whole.
    let undone = String::from_utf8(disk.bytes(PATH).unwrap()).unwrap().replacen("1400", "1500", 1);
    assert_eq!(read::read(undone.as_bytes()).unwrap().broken_at, None);
}

#[test]
fn a_running_record_is_locked() {
    fn check(files: &dyn Files, path: &Path) {
        let begun = Journal::create(files, path, at(0), start(Mode::Practice)).unwrap();
        let error = Journal::resume(files, path).unwrap_err();
        let message = error.to_string();
        assert!(message.ends_with("is in use by another program"), "{message}");
        let JournalError::Locked { sitting: Some((session, since)), .. } = error else {
            panic!("{error}")
        };
        assert_eq!((session.as_str(), since), ("01JD", at(0)));
        drop(begun);
        let (mut journal, _) = Journal::resume(files, path).unwrap();
        journal.append(at(1), answer(0)).unwrap();
        assert!(matches!(Journal::resume(files, path), Err(JournalError::Locked { .. })));
    }
    check(&Disk::new(), path());
    let folder = tempfile::tempdir().unwrap();
    check(&SystemFiles, &folder.path().join(PATH));
}

#[test]
fn a_full_disk_loses_nothing_and_can_be_tried_again() {
    let disk = Disk::new();
    let mut journal = create(&disk).unwrap();
    journal.append(at(1), answer(0)).unwrap();
    let before = disk.bytes(PATH).unwrap();
    for room in 0..50 {
        disk.set_capacity(Some(before.len() as u64 + room));
        let error = journal.append(at(2), answer(1)).unwrap_err();
        assert!(
            matches!(error, JournalError::File(error) if error.kind() == ErrorKind::StorageFull)
        );
        assert_eq!(disk.bytes(PATH).unwrap(), before, "half a line is cut off");
    }
    disk.set_capacity(None);
    journal.append(at(2), answer(1)).unwrap();
    let record = record(&disk);
    assert_eq!((record.lines.len(), record.broken_at), (2, None));
}

#[test]
fn a_disk_that_is_full_from_the_beginning_keeps_no_empty_record() {
    let disk = Disk::new();
    disk.set_capacity(Some(100));
    assert!(create(&disk).is_err());
    assert_eq!(disk.bytes(PATH), None);
    disk.set_capacity(None);
    create(&disk).unwrap();
}

#[test]
fn a_read_only_disk_is_said() {
    let disk = Disk::new();
    let read_only = |error| match error {
        JournalError::File(error) => assert_eq!(error.kind(), ErrorKind::ReadOnlyFilesystem),
        other => panic!("{other}"),
    };
    let mut journal = create(&disk).unwrap();
    disk.set_read_only(true);
    read_only(journal.append(at(1), answer(0)).unwrap_err());
    read_only(Journal::create(&disk, Path::new("b"), at(0), start(Mode::Exam)).unwrap_err());
    drop(journal);
    read_only(Journal::resume(&disk, path()).unwrap_err());
    assert_eq!(record(&disk).lines.len(), 0);
}

#[test]
fn any_step_may_fail_once_and_the_next_try_goes_on() {
    for step in 0.. {
        let disk = Disk::new();
        disk.fail_at(step, ErrorKind::Other);
        let Ok(mut journal) = create(&disk) else { continue };
        for q in 0..3 {
            while journal.append(at(1), answer(q)).is_err() {
                assert_eq!(record(&disk).lines.len(), q);
            }
        }
        let record = record(&disk);
        assert_eq!((record.lines.len(), record.broken_at), (3, None), "step {step}");
        if disk.steps() <= step {
            return;
        }
    }
}

#[test]
fn a_tail_that_could_not_be_cut_is_cut_before_the_next_line() {
    let disk = Disk::new();
    let mut journal = create(&disk).unwrap();
    let before = disk.bytes(PATH).unwrap();
    disk.set_capacity(Some(before.len() as u64 + 10));
    // The write is cut short, then cutting it off fails too.
    disk.fail_at(disk.steps() + 1, ErrorKind::Other);
    assert!(journal.append(at(1), answer(0)).is_err());
    assert_eq!(disk.bytes(PATH).unwrap().len(), before.len() + 10);
    disk.set_capacity(None);
    journal.append(at(1), answer(0)).unwrap();
    assert_eq!(record(&disk).broken_at, None);
}

#[test]
fn a_line_that_no_reader_takes_is_not_written() {
    let disk = Disk::new();
    let mut journal = create(&disk).unwrap();
    let before = disk.bytes(PATH).unwrap();
    let note = "x".repeat(super::super::MAX_LINE);
    let error = journal.append(at(1), Event::Flag { q: 0, note }).unwrap_err();
    assert!(matches!(error, JournalError::TooLarge { event: "flag", .. }));
    assert_eq!(disk.bytes(PATH).unwrap(), before);
}

/// A run that a crash may end anywhere: how many lines were acknowledged, the start included.
fn run(disk: &Disk) -> usize {
    let Ok(mut journal) = create(disk) else { return 0 };
    for (seconds, event) in (1..).zip([answer(0), answer(1), Event::Skip { q: 2 }]) {
        if journal.append(at(seconds), event).is_err() {
            return usize::try_from(seconds).unwrap();
        }
    }
    4
}

/// Takes the record up after a crash, and goes on: how many lines were found. Every line that was
/// acknowledged must be among them.
fn take_up(disk: &Disk, acknowledged: usize) -> usize {
    let (mut journal, found) = match Journal::resume(disk, path()) {
        Ok(resumed) => resumed,
        // A sitting of which nothing was ever shown may have left nothing, or no whole line.
        Err(JournalError::File(error)) if error.kind() == ErrorKind::NotFound => {
            assert_eq!(acknowledged, 0);
            return 0;
        }
        Err(JournalError::Record { error, .. }) => {
            assert!(matches!(error.problem, Problem::Empty | Problem::CutOff), "{error}");
            assert_eq!(acknowledged, 0);
            return 0;
        }
        Err(error) => panic!("{error}"),
    };
    let lines = found.lines.len() + 1;
    assert!((acknowledged..=acknowledged + 1).contains(&lines), "{lines} of {acknowledged}");
    let all = file(start(Mode::Practice), [answer(0), answer(1), Event::Skip { q: 2 }]);
    let expected: String = all.split_inclusive('\n').take(lines).collect();
    assert_eq!(disk.bytes(PATH).unwrap(), expected.as_bytes(), "only whole lines are left");
    journal.append(at(60), Event::End { reason: EndReason::Done }).unwrap();
    drop(journal);
    let record = record(disk);
    assert_eq!((record.lines.len(), record.broken_at), (lines, None));
    lines
}

#[test]
fn a_crash_at_any_step_loses_no_line_that_was_acknowledged() {
    let mut crashes = 0;
    for step in 0.. {
        let disk = Disk::new();
        disk.stop_at(step);
        let acknowledged = run(&disk);
        for left in disk.after_power_loss(10_000) {
            take_up(&left, acknowledged);
            crashes += 1;
        }
        take_up(&disk.after_kill(), acknowledged);
        if !disk.is_stopped() {
            break;
        }
    }
    assert!(crashes > 1_000, "only {crashes} crashes were tried");
}

#[test]
fn a_crash_while_a_sitting_is_taken_up_loses_nothing_either() {
    let whole = file(start(Mode::Practice), [answer(0), answer(1)]);
    for cut in [whole.len() - 1, whole.len() - 30] {
        for step in 0.. {
            let disk = Disk::new();
            disk.put(PATH, &whole[..cut]);
            disk.stop_at(step);
            let resumed = Journal::resume(&disk, path()).map(|(_, found)| found.lines.len() + 1);
            for left in disk.after_power_loss(1_000) {
                take_up(&left, resumed.as_ref().copied().unwrap_or(2));
            }
            if resumed.is_ok() {
                break;
            }
        }
    }
}

#[test]
fn what_a_resumed_sitting_builds_on_outlives_a_power_loss() {
    for step in 0.. {
        let disk = Disk::new();
        disk.stop_at(step);
        run(&disk);
        let stopped = disk.is_stopped();
        // Only the program is killed: the last line may be there and not yet be safe.
        let disk = disk.after_kill();
        if let Ok((_, found)) = Journal::resume(&disk, path()) {
            for left in disk.after_power_loss(1_000) {
                assert_eq!(record(&left).lines, found.lines);
            }
        }
        if !stopped {
            return;
        }
    }
}

#[test]
fn the_real_disk_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(PATH);
    let (mut journal, _) =
        Journal::create(&SystemFiles, &path, at(0), start(Mode::Practice)).unwrap();
    journal.append(at(1), answer(0)).unwrap();
    drop(journal);
    let torn = [std::fs::read(&path).unwrap(), b"{\"n\":2,\"at".to_vec()].concat();
    std::fs::write(&path, torn).unwrap();
    let (mut journal, _) = Journal::resume(&SystemFiles, &path).unwrap();
    journal.append(at(2), answer(1)).unwrap();
    let expected = file(start(Mode::Practice), [answer(0), answer(1)]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
}
