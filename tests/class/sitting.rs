//! A class that sits an exam through `quiz`: sixty in the roster, of whom one never hands in, one
//! leaves, one takes extra time, one is late, one hands in twice; and a stranger.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, OnceLock};
use std::thread;

use super::knowledge::{Question, questions};
use super::screen::Screen;
use super::student::{Student, students};
use crate::support::{Dialogue, Ended, PATIENCE, Sandbox, fixture};

/// The deck in its folder; its key to `condensing` is wrong.
pub(super) const DECK: &str = "weather.toml";
/// What is wrong in it, and what is right.
const KEYS: [&str; 2] = ["answer = \"wet-bulb\"", "answer = \"dew\""];
/// What is handed out.
const HANDOUT: &str = "out/weather.toml";
/// How many are in the roster.
const STUDENTS: u32 = 60;

/// The deck as its author has it, with the wrong key.
pub(super) fn wrong() -> String {
    mended().replace(KEYS[1], KEYS[0])
}

/// The deck with the key mended.
pub(super) fn mended() -> String {
    fixture(DECK)
}

/// What a class sat, with all that its instructor has then.
#[derive(Debug)]
pub(super) struct Sat {
    /// The files in the instructor's folder.
    files: BTreeMap<String, Vec<u8>>,
}

/// The class that sat one paper.
pub(super) fn fixed() -> &'static Sat {
    static SAT: OnceLock<Sat> = OnceLock::new();
    SAT.get_or_init(|| Sat::of(&["--as-paper", "--seed", "1"], 7))
}

/// The class of which everybody had a paper of their own.
pub(super) fn drawn() -> &'static Sat {
    static SAT: OnceLock<Sat> = OnceLock::new();
    SAT.get_or_init(|| Sat::of(&[], 8))
}

impl Sat {
    /// Hands the deck out, and lets everybody sit.
    fn of(handout: &[&str], seed: u64) -> Self {
        let sandbox = Sandbox::new().file(DECK, wrong());
        fs::create_dir(sandbox.work().join("out")).unwrap();
        let args = ["handout", DECK, "-o", HANDOUT].iter().chain(handout);
        let made = sandbox.deck(args).run();
        assert_eq!(made.status, Some(0), "{}", made.stderr);
        let sittings = sittings(students(STUDENTS, seed));
        for sitting in &sittings {
            fs::create_dir_all(sandbox.work().join(&sitting.file).parent().unwrap()).unwrap();
        }
        let known = questions(&mended());
        let receipts = all_sit(&sandbox, &sittings, &known);
        let mut files = BTreeMap::new();
        gather(&sandbox.work(), "", &mut files);
        files.insert("class.toml".to_owned(), CLASS.into());
        files.insert("roster.csv".to_owned(), roster(&receipts).into());
        Self { files }
    }

    /// The instructor's folder.
    pub(super) fn sandbox(&self) -> Sandbox {
        self.files.iter().fold(Sandbox::new(), |sandbox, (name, bytes)| sandbox.file(name, bytes))
    }

    /// The records, by the names of their files.
    pub(super) fn records(&self) -> impl Iterator<Item = (&String, &Vec<u8>)> {
        self.files.iter().filter(|(name, _)| name.starts_with("records/"))
    }
}

/// Everything in a folder, by its path from the first one.
fn gather(folder: &Path, name: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{name}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            gather(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(path).unwrap());
        }
    }
}

const CLASS: &str = "\
deck = \"weather.toml\"
records = [\"records\"]
attempts = \"best\"
opens = 2026-05-12T08:00:00Z
due = 2026-05-12T09:00:00Z

[roster]
file = \"roster.csv\"
id = \"login\"
name = [\"first\", \"last\"]
time_factor = \"extra\"

[[late]]
minus = \"5%\"

[bands]
A = 85
B = 70
C = 55
D = 40
F = 0
";

const FIRST: [&str; 12] = [
    "Amara",
    "Björn",
    "Chiara",
    "Dmitri",
    "Esperança",
    "Fatima",
    "Goran",
    "Hana",
    "Ílker",
    "Joana",
    "Kwame",
    "Łucja",
];
const LAST: [&str; 5] = ["Adeyemi", "O'Brien", "García Márquez", "Müller-Lüdenscheidt", "王"];

/// Everybody in the class, with the receipts that they wrote down. One took down a neighbour's.
fn roster(receipts: &BTreeMap<String, String>) -> String {
    let mut text = "login,first,last,extra,receipt\n".to_owned();
    for number in 0..STUDENTS as usize {
        let id = format!("s{:03}", number + 1);
        let extra = if id == EXTRA_TIME { "1.5" } else { "" };
        let wrote = if id == "s052" { "s053" } else { &id };
        let receipt = receipts.get(wrote).map_or("", String::as_str);
        let (first, last) = (FIRST[number % 12], LAST[number / 12]);
        text += &format!("{id},{first},{last},{extra},{receipt}\n");
    }
    text
}

/// Never hands in.
const MISSING: &str = "s060";
/// Leaves after some answers.
const LEAVES: &str = "s013";
/// Has extra time, and needs it.
const EXTRA_TIME: &str = "s021";
/// Begins when others have ended.
const LATE: &str = "s008";
/// Hands in a second time, having learnt something.
const TWICE: &str = "s034";
/// Is not in the roster.
const STRANGER: &str = "s160";

/// One sitting of somebody.
struct Sitting {
    student: Student,
    /// Where the record goes.
    file: String,
    session: String,
    /// The clock: when it begins, and how long everything takes.
    clock: String,
    /// The factor of extra time.
    factor: Option<&'static str>,
    /// After how many answers it is left.
    leaves: Option<usize>,
}

/// All sittings of a class.
fn sittings(students: Vec<Student>) -> Vec<Sitting> {
    let mut again: Student = students.iter().find(|one| one.id == TWICE).unwrap().clone();
    again.ability += 1.0;
    let stranger = Student { id: STRANGER.to_owned(), ability: 0.0, seed: 1 };
    let present = students.into_iter().filter(|one| one.id != MISSING).chain([stranger]);
    let mut all: Vec<Sitting> = present.map(Sitting::of).collect();
    all.push(Sitting {
        file: format!("records/again/{TWICE}.jsonl"),
        session: format!("AGAIN-{TWICE}"),
        clock: "2026-05-12T08:25:00Z/7s".to_owned(),
        ..Sitting::of(again)
    });
    all
}

impl Sitting {
    fn of(student: Student) -> Self {
        let pace = 5 + student.seed % 5;
        let id = student.id.as_str();
        let clock = match id {
            LATE => "2026-05-12T08:50:00Z/9s".to_owned(),
            EXTRA_TIME => "2026-05-12T08:00:00Z/40s".to_owned(),
            _ => format!("2026-05-12T08:00:00Z/{pace}s"),
        };
        let room = if student.seed.is_multiple_of(2) { "east" } else { "west" };
        Self {
            file: format!("records/{room}/{id}.jsonl"),
            session: format!("EXAM-{id}"),
            clock,
            factor: (id == EXTRA_TIME).then_some("1.5"),
            leaves: (id == LEAVES).then_some(9),
            student,
        }
    }

    /// Sits; gives the receipt, if it was handed in.
    fn sit(&self, sandbox: &Sandbox, known: &[Question]) -> Option<String> {
        let mut args = vec!["exam", HANDOUT, "--as", &self.student.id, "--record", &self.file];
        args.extend(self.factor.iter().flat_map(|factor| ["--time-factor", factor]));
        let run = sandbox.quiz(args).session(&self.session).env("QUIZDECK_NOW", &self.clock);
        // Everybody sits at a computer of their own.
        let data = sandbox.data().join(&self.session);
        let ended = self.talk(run.env("XDG_DATA_HOME", data).begin(), known);
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)), "{}", ended.stdout);
        let (_, receipt) = ended.stdout.rsplit_once("Receipt: ")?;
        Some(receipt.trim_end().to_owned())
    }

    fn talk(&self, mut dialogue: Dialogue, known: &[Question]) -> Ended {
        let (mut seen, mut answered) = (0, 0);
        while let Some(text) = dialogue.prompt_within(seen, PATIENCE) {
            seen = text.len();
            match Screen::of(&text) {
                Some(_) if self.leaves == Some(answered) => dialogue.line(":quit"),
                Some(screen) => {
                    let question = known.iter().find(|one| screen.shows(&one.prompt));
                    let question = question.unwrap_or_else(|| panic!("not known:\n{text}"));
                    dialogue.line(&self.student.answer(question, &screen));
                    answered += 1;
                }
                // The rules, whose first choice is to begin; at last the look-over.
                None if answered == 0 => dialogue.line("b"),
                None => dialogue.line("h"),
            }
        }
        dialogue.end_of_itself()
    }
}

/// Lets all sit, some at a time, and gives their receipts; of two the last.
fn all_sit(
    sandbox: &Sandbox,
    sittings: &[Sitting],
    known: &[Question],
) -> BTreeMap<String, String> {
    let workers = thread::available_parallelism().map_or(2, |cores| cores.get() + 1);
    let next = Mutex::new(sittings.iter());
    let receipts = Mutex::new(BTreeMap::new());
    let work = || {
        while let Some(sitting) = { next.lock().unwrap().next() } {
            if let Some(receipt) = sitting.sit(sandbox, known) {
                receipts
                    .lock()
                    .unwrap()
                    .insert(sitting.session.clone(), (sitting.student.id.clone(), receipt));
            }
        }
    };
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    // In the order of sessions, in which who came again comes before.
    receipts.into_inner().unwrap().into_values().collect()
}
