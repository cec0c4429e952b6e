//! `gradebook verify` as a person runs it: what it prints, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

#[path = "../src/testing.rs"]
#[allow(dead_code, reason = "the unit tests use more of it")]
mod testing;

use std::fs;
use std::process::Command;

use deck::handout::handout;
use deck_format::{Deck, Fraction};
use serde_json::Value;
use session::{DeckFaces, History, Plan, Seed, draw};
use tempfile::TempDir;
use testing::{QUESTIONS, Sitting, deck};

const HEAD: &str = "format = 1\nid = \"finals\"\ntitle = \"Exam\"\n";
const EXAM: &str = "[exam]\ntime_limit = \"10m\"\n";
const CLASS: &str = "deck = \"exam.toml\"\nrecords = \"records\"\nopens = 2026-12-01T08:00:00Z\n\
                     [roster]\nfile = \"roster.csv\"\nid = \"id\"\nname = \"name\"\n\
                     time_factor = \"extra\"\n";

/// A class in a folder that sits a handout.
struct Class {
    folder: TempDir,
    handout: Deck,
}

impl Class {
    /// Three who handed in what they should.
    fn new() -> Self {
        let exam = deck(&format!("{EXAM}{QUESTIONS}"));
        let handout = deck_format::parse(&handout(&exam, None).unwrap().text).unwrap();
        let class = Self { folder: tempfile::tempdir().unwrap(), handout };
        class.put("exam.toml", &format!("{HEAD}{EXAM}{QUESTIONS}"));
        class.put("class.toml", CLASS);
        class.put("roster.csv", "id,name,extra,code\nann,Ann,,\nben,Ben,1.5,\ncem,Cem,,\n");
        for student in ["ann", "cem"] {
            class.hand_in(&class.sat(student).number("legs", "6").end());
        }
        class.hand_in(&class.longer("ben").number("legs", "8").end());
        class
    }

    /// A sitting of a student on the handout.
    fn sat(&self, student: &str) -> Sitting {
        let mut sitting = Sitting::of(&self.handout, student, &student.to_uppercase());
        sitting.start.limits.seconds = Some(600);
        self.with_paper_of(sitting, student)
    }

    /// A sitting with half of the time added.
    fn longer(&self, student: &str) -> Sitting {
        let mut sitting = self.sat(student);
        sitting.start.limits.seconds = Some(900);
        sitting.start.limits.factor = Some(Fraction::new(3, 2));
        sitting
    }

    fn with_paper_of(&self, mut sitting: Sitting, owner: &str) -> Sitting {
        let seed = Seed::of_student(self.handout.face_digest(), owner);
        let faces = [DeckFaces::from(&self.handout)];
        sitting.start.paper = draw(&faces, &Plan::all(), seed, &History::default()).unwrap().items;
        sitting.start.seed = seed;
        sitting
    }

    fn hand_in(&self, sitting: &Sitting) {
        let student = sitting.start.student.as_deref().unwrap();
        self.put(&format!("records/{student}.jsonl"), &sitting.text());
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Verifies: the exit code, standard output and standard error.
    fn verify(&self, args: &[&str]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_gradebook"))
            .arg("verify")
            .args(args)
            .current_dir(self.folder.path())
            .env("LANG", "C.UTF-8")
            .env("QUIZDECK_NOW", "2026-12-02T00:00:00Z")
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    /// The findings as JSON: student, kind and text.
    fn found(&self, args: &[&str]) -> Vec<[String; 3]> {
        let (_, stdout, stderr) = self.verify(&[args, &["--format", "json"]].concat());
        let json: Value = serde_json::from_str(&stdout).unwrap_or_else(|_| panic!("{stderr}"));
        let text = |found: &Value, name: &str| found[name].as_str().unwrap_or("–").to_owned();
        let findings = json["findings"].as_array().unwrap();
        findings.iter().map(|one| ["student", "kind", "text"].map(|name| text(one, name))).collect()
    }

    fn receipt(&self, student: &str) -> String {
        let path = self.folder.path().join(format!("records/{student}.jsonl"));
        session::record::read(&fs::read(path).unwrap()).unwrap().receipt.unwrap().to_string()
    }
}

fn found(student: &str, kind: &str, text: &str) -> [String; 3] {
    [student, kind, text].map(str::to_owned)
}

#[test]
fn a_class_in_which_all_fits_is_said_to_fit() {
    let class = Class::new();
    let (code, stdout, stderr) = class.verify(&[]);
    let [ann, ben, cem] = ["ann", "ben", "cem"].map(|student| class.receipt(student));
    let expected = format!(
        "Not checked\n\
         identical wrong answers: 3 students are too few to compare\n\
         \n\
         Student: ann; Receipt: {ann}; Record: records/ann.jsonl\n\
         Student: ben; Receipt: {ben}; Record: records/ben.jsonl\n\
         Student: cem; Receipt: {cem}; Record: records/cem.jsonl\n\
         \n\
         Verified\n\
         3 records of 3 students: nothing was found.\n\n"
    );
    assert_eq!((code, stdout, &*stderr), (0, expected, ""));
}

#[test]
fn what_does_not_fit_is_told_by_student_and_ends_with_one() {
    let class = Class::new();
    let edited = class.sat("ann").number("legs", "5").end().text();
    class.put("records/ann.jsonl", &edited.replace("\"number\":\"5\"", "\"number\":\"6\""));
    let granted = class.longer("cem").number("legs", "6").end();
    class.hand_in(&granted);
    let (code, stdout, stderr) = class.verify(&[]);
    assert_eq!((code, &*stderr), (1, "gradebook: 2 findings have to be looked at\n"));
    let expected = "ann, Ann\n\
         records/ann.jsonl: it was changed after it was written: the hash of its line n = 1 does \
         not fit\n\
         \n\
         cem, Cem\n\
         records/cem.jsonl: it was sat with extra time 3/2, the roster gives none\n\
         \n";
    assert!(stdout.starts_with(expected), "{stdout}");
}

#[test]
fn a_wrong_seed_and_the_paper_of_another_student_are_told() {
    let class = Class::new();
    let own = class.sat("ann").start.seed;
    let theirs = class.with_paper_of(class.sat("ann"), "cem");
    let seed = theirs.start.seed;
    class.hand_in(&theirs.end());
    let text = format!("its seed is {seed}, not the one of this student; it is that of `cem`");
    assert_eq!(class.found(&[]), [found("ann", "seed", &text)]);
    let mut paper = class.with_paper_of(class.sat("ann"), "cem");
    paper.start.seed = own;
    class.hand_in(&paper.end());
    let [[student, kind, text]] = &class.found(&[])[..] else { panic!() };
    assert_eq!((&**student, &**kind), ("ann", "paper"));
    assert!(text.ends_with("; it is that of `cem`"), "{text}");
}

#[test]
fn copies_forks_and_second_names_are_told_apart() {
    let class = Class::new();
    let sitting = class.sat("ann").number("legs", "6");
    class.put("records/copy/ann.jsonl", &sitting.clone().end().text());
    class.put("records/early/ann.jsonl", &sitting.text());
    let same = "it is the same as records/ann.jsonl";
    let early = "it is an earlier state of records/ann.jsonl";
    let end = "it has no end";
    assert_eq!(
        class.found(&[]),
        [
            found("ann", "double", same),
            found("ann", "not-used", end),
            found("ann", "double", early)
        ]
    );
    class.put("records/copy/ann.jsonl", &sitting.number("legs", "7").end().text());
    let forked =
        "it has the session of records/ann.jsonl, and says something else; neither is used";
    assert!(class.found(&[]).contains(&found("ann", "double", forked)));
}

#[test]
fn codes_of_the_roster_and_of_the_command_line_are_compared() {
    let class = Class::new();
    let ann = class.receipt("ann");
    let roster = format!("id,name,extra,code\nann,Ann,,{ann}\nben,Ben,1.5,{ann}\ncem,Cem,,\n");
    class.put("roster.csv", &roster);
    let ben = class.receipt("ben");
    let text = format!(
        "the code `{ann}` was written down, and the receipt is {ben}; the code is that of `ann`"
    );
    assert_eq!(class.found(&["--receipts", "code"]), [found("ben", "receipt", &text)]);
    assert_eq!(
        class.found(&["--receipt", &format!("ann={}", ann.to_uppercase())]),
        [] as [[String; 3]; 0]
    );
    let (code, _, stderr) = class.verify(&["--receipts", "codes"]);
    assert_eq!(code, 2);
    assert_eq!(stderr, "gradebook: the roster has not exactly one column `codes`\n");
}

#[test]
fn a_handout_of_an_older_deck_is_checked_when_it_is_named() {
    let class = Class::new();
    let exam = deck(&format!("{EXAM}{QUESTIONS}"));
    let made = handout(&exam, None).unwrap();
    class.put("exam.map.json", &made.map.to_json());
    class.put("kept.toml", &made.text);
    let changed = QUESTIONS.replace("Moss", "Hamar");
    class.put("exam.toml", &format!("{HEAD}{EXAM}{changed}"));
    let (code, stdout, _) = class.verify(&[]);
    assert_eq!(code, 0, "what cannot be checked is no finding: {stdout}");
    assert!(stdout.contains("name the handout with --handout"), "{stdout}");
    let (code, stdout, _) = class.verify(&["--handout", "kept.toml"]);
    assert_eq!(code, 0);
    assert!(!stdout.contains("name the handout"), "{stdout}");
    let (code, _, stderr) = class.verify(&["--handout", "exam.toml"]);
    assert_eq!(code, 2);
    assert_eq!(stderr, "gradebook: exam.toml is a deck with its keys, not a handout\n");
}

#[test]
fn what_cannot_be_read_is_told_and_csv_has_a_row_for_each_finding() {
    let class = Class::new();
    class.put("records/notes.txt", "hello");
    class.put("records/broken.jsonl", "{\"n\":0\n{}\n");
    let (code, stdout, _) = class.verify(&["--format", "csv"]);
    assert_eq!(code, 1);
    let lines: Vec<_> = stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{stdout}");
    assert_eq!(lines[0], "student,name,record,kind,finding");
    assert!(lines[1].starts_with(",,records/broken.jsonl,not-used,"), "{stdout}");
    let other = ",,records/notes.txt,not-used,it is no record: records end in `.jsonl`";
    assert_eq!(lines[2], other);
}

#[test]
fn the_same_class_gives_the_same_bytes() {
    let class = Class::new();
    class.hand_in(&class.with_paper_of(class.sat("ann"), "cem").end());
    for format in ["text", "json", "csv"] {
        assert_eq!(class.verify(&["--format", format]), class.verify(&["--format", format]));
    }
}
