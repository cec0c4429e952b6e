//! The commands as a person runs them: what they print, and how they end.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

#[path = "../src/testing.rs"]
#[allow(dead_code, reason = "the unit tests use more of it")]
mod testing;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;
use testing::{QUESTIONS, Sitting, deck};

const HEAD: &str = "format = 1\nid = \"finals\"\ntitle = \"Exam\"\n";
const CLASS: &str = "deck = \"exam.toml\"\nrecords = \"records\"\n\
                     [roster]\nfile = \"roster.csv\"\nid = \"SIS Login ID\"\nname = \"Student\"\n\
                     [bands]\nA = 90\nB = 50\nF = 0\n";
const ROSTER: &str = "Student,ID,SIS Login ID,Section,Quiz 1 (77)\r\n\
                      \"    Points Possible\",,,,4\r\n\
                      \"Okafor, Amara\",101,s1041,A,\r\n\
                      \"Weber, Jonas\",102,s1042,A,\r\n";

/// A class in a folder: two who handed in.
struct Class {
    folder: TempDir,
}

impl Class {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let class = Self { folder };
        let exam = deck(QUESTIONS);
        let right = Sitting::of(&exam, "s1041", "A").choice("capital", "oslo");
        let right = right.choices("even", &["two", "four"]).number("legs", "6").end();
        let poor = Sitting::of(&exam, "s1042", "B").choice("capital", "moss").number("legs", "6");
        class.put("exam.toml", &format!("{HEAD}{QUESTIONS}"));
        class.put("class.toml", CLASS);
        class.put("roster.csv", ROSTER);
        class.put("records/amara.jsonl", &right.text());
        class.put("records/late/jonas.jsonl", &poor.end().text());
        class
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs the program in the folder: its exit code, standard output and standard error.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_gradebook"))
            .args(args)
            .current_dir(self.folder.path())
            .env("LANG", "C.UTF-8")
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}

#[test]
fn a_class_is_scored() {
    let class = Class::new();
    let (code, stdout, stderr) = class.run(&["score"]);
    assert_eq!((code, &*stderr), (0, ""));
    assert_eq!(
        stdout,
        "Student: s1041; Name: Okafor, Amara; Score: 4/4; %: 100.00; Grade: A\n\
         Student: s1042; Name: Weber, Jonas; Score: 1/4; %: 25.00; Grade: F\n\
         \n\
         2 of 2 students scored; mean 2.5, median 2.5, sd 2.1.\n\
         \n\
         By tag: bees; Points: 2/2; %: 100.0\n\
         By tag: numbers; Points: 4/6; %: 66.7\n\
         By tag: places; Points: 1/2; %: 50.0\n"
    );
    let by_deck = class.run(&["score", "--deck", "exam.toml", "records", "--format", "csv"]);
    assert_eq!(
        by_deck,
        (
            0,
            "student,name,earned,possible,percent,grade,attempts,notes\n\
             s1041,,4,4,100,,1,\ns1042,,1,4,25,,1,\n"
                .to_owned(),
            String::new()
        )
    );
}

#[test]
fn what_is_not_used_is_listed_and_the_exit_code_is_one() {
    let class = Class::new();
    class.put("records/notes.jsonl", "hello\n");
    let (code, stdout, stderr) = class.run(&["score", "class.toml"]);
    assert_eq!((code, &*stderr), (1, "gradebook: 1 record was not used\n"));
    assert!(
        stdout
            .ends_with("\nNot used\nrecords/notes.jsonl: line 1: this is no record of a sitting\n"),
        "{stdout}"
    );
    let (code, stdout, stderr) = class.run(&["score", "--format", "json"]);
    assert_eq!(code, 1);
    assert!(stderr.starts_with("records/notes.jsonl: line 1: "), "{stderr}");
    let json: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(json["not_used"][0]["reason"], "line 1: this is no record of a sitting");
}

#[test]
fn a_wrong_key_is_mended_by_scoring_again() {
    let class = Class::new();
    class.put("exam.toml", &format!("{HEAD}{}", QUESTIONS.replace("\"oslo\"\n", "\"moss\"\n")));
    let (code, stdout, _) = class.run(&["score", "--format", "csv"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("s1041,\"Okafor, Amara\",3,4,75,B,1,"), "{stdout}");
    assert!(stdout.contains("s1042,\"Weber, Jonas\",2,4,50,B,1,"), "{stdout}");
}

#[test]
fn what_is_wrong_with_a_class_is_told_at_its_place() {
    let class = Class::new();
    class.put("class.toml", &CLASS.replace("SIS Login ID", "Login ID"));
    let (code, stdout, stderr) = class.run(&["score"]);
    assert_eq!((code, &*stdout), (1, ""));
    assert_eq!(
        stderr,
        "class.toml:5:6: error[no-column]: the roster has no column `Login ID`: did you mean \
         `SIS Login ID`?\ngradebook: class.toml has 1 error; nothing was scored\n"
    );
    let empty = tempfile::tempdir().unwrap();
    let (code, _, stderr) = Class { folder: empty }.run(&["score"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("hint: `gradebook init` writes a class.toml"), "{stderr}");
}

#[test]
fn a_canvas_roster_comes_back_with_one_column_filled() {
    let class = Class::new();
    let args = ["export", "--to", "canvas", "--column", "Quiz 1 (77)", "-o", "out.csv"];
    let (code, stdout, stderr) = class.run(&args);
    assert_eq!((code, &*stdout, &*stderr), (0, "", "2 scores in the column `Quiz 1 (77)`\n"));
    let filled = fs::read_to_string(class.path("out.csv")).unwrap();
    let expected = ROSTER.replace("s1041,A,", "s1041,A,4").replace("s1042,A,", "s1042,A,1");
    assert_eq!(filled, expected);
    let (code, _, stderr) = class.run(&args);
    assert_eq!(code, 2, "nothing is overwritten unasked");
    assert!(stderr.starts_with("gradebook: out.csv is there already"), "{stderr}");
}

/// Runs git in the folder of a class.
fn git(class: &Class, args: &[&str]) {
    let mut git = Command::new("git");
    let fixed = ["-c", "user.name=t", "-c", "user.email=t@example.org"];
    let done = git.args(fixed).args(args).current_dir(class.folder.path()).output().unwrap();
    assert!(done.status.success(), "{done:?}");
}

#[test]
fn a_regrade_shows_who_changes_and_writes_only_when_told() {
    let class = Class::new();
    class.put("old.toml", &format!("{HEAD}{}", QUESTIONS.replace("\"oslo\"\n", "\"moss\"\n")));
    let expected = "`capital`: key moss → oslo; 2 students change, 1 up by 1 point, 1 down by 1 \
                    point\n\n\
                    Student: s1041; Name: Okafor, Amara; Before: 3/4; After: 4/4; Grade: B → A\n\
                    Student: s1042; Name: Weber, Jonas; Before: 2/4; After: 1/4; Grade: B → F\n";
    let (code, stdout, stderr) = class.run(&["regrade", "--against", "old.toml"]);
    assert_eq!((code, &*stdout), (0, expected));
    assert_eq!(stderr, "Nothing is written yet. `--apply` writes scores.csv and the log.\n");
    assert!(!class.path("scores.csv").exists() && !class.path("regrade.jsonl").exists());
    let (code, _, stderr) = class.run(&["regrade", "--against", "old.toml", "--apply"]);
    assert_eq!(code, 0);
    assert_eq!(stderr, "2 students written to scores.csv; the log is regrade.jsonl\n");
    let scores = fs::read_to_string(class.path("scores.csv")).unwrap();
    assert_eq!(scores, class.run(&["score", "--format", "csv"]).1);
    assert_eq!(class.run(&["regrade", "--against", "old.toml", "--apply"]).0, 0);
    let log = fs::read_to_string(class.path("regrade.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["students"][1]["before"]["earned"], "2");
    class.put("scores.csv", "mine\n");
    let (code, _, stderr) = class.run(&["regrade", "--against", "old.toml", "--apply"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("scores.csv is no table of scores of this program"), "{stderr}");
}

#[test]
fn a_deck_is_compared_with_what_git_has_kept() {
    let class = Class::new();
    let (code, _, stderr) = class.run(&["regrade", "--against", "HEAD"]);
    assert_eq!(code, 2);
    let start = "gradebook: HEAD is neither a file nor a git revision with the deck\nhint: git: ";
    assert!(stderr.starts_with(start), "{stderr}");
    git(&class, &["init", "-q"]);
    git(&class, &["add", "exam.toml"]);
    git(&class, &["commit", "-qm", "exam"]);
    let (code, stdout, _) = class.run(&["regrade", "--against", "HEAD"]);
    assert_eq!((code, &*stdout), (0, "Nothing changes.\n"));
    class.put("exam.toml", &format!("{HEAD}{}", QUESTIONS.replace("answer = 6", "answer = 8")));
    let (code, stdout, _) = class.run(&["regrade", "--against", "HEAD"]);
    assert_eq!(code, 0);
    let start = "`legs`: key changed; 2 students change, 2 down by 1 point\n";
    assert!(stdout.starts_with(start), "{stdout}");
}

#[test]
fn a_class_is_begun_by_init() {
    let class = Class::new();
    let args = ["init", "new.toml", "--deck", "exam.toml", "--roster", "roster.csv"];
    let (code, stdout, _) = class.run(&args);
    assert_eq!((code, &*stdout), (0, "Wrote new.toml. Next: `gradebook score`\n"));
    let (code, stdout, _) = class.run(&["score", "new.toml", "--format", "csv"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("s1041,\"Okafor, Amara\",4,4,100,,1,"), "{stdout}");
    assert_eq!(class.run(&args).0, 2, "a class that is there is left");
}
