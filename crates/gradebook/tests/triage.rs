//! `gradebook triage` as a person runs it, in a pipe: what it prints, what it writes, how it ends.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

#[path = "../src/testing.rs"]
#[allow(dead_code, reason = "the unit tests use more of it")]
mod testing;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::json;
use session::Response;
use tempfile::TempDir;
use testing::{Sitting, deck};

const HEAD: &str = "format = 1\nid = \"finals\"\ntitle = \"Exam\"\n";
const CLASS: &str = "deck = \"exam.toml\"\nrecords = \"records\"\n\
                     [roster]\nfile = \"roster.csv\"\nid = \"ID\"\nname = \"Name\"\n\
                     [bands]\nA = 90\nB = 50\nF = 0\n";
const ROSTER: &str =
    "Name,ID\nAmara Okafor,s1\nJonas Weber,s2\nLi Na,s3\nMaria Silva,s4\nOmar Haddad,s5\n";
const QUESTIONS: &str = r#"
# The capital of Yunnan.
[[question]]
id = "town"
prompt = "Which town has the academy?"
answer = "Kunming"   # in Yunnan
accept = [
  { wildcard = "Kunming *" },  # with its province
]
reject = { "Beijing" = "That is where the ministry is." }

[[question]]
id = "tools"
prompt = "In {{year}} they met in {{place}}."
answer.year = 2017
answer.place = "Beijing"   # the capital
blanks.year.sort = "number"
points = 2

[[question]]
id = "legs"
prompt = "How many legs has a bee?"
answer = 6
"#;

fn text(typed: &str) -> Response {
    Response::Text(typed.to_owned())
}

fn blanks(year: &str, place: &str) -> Response {
    let blanks = [("year", year), ("place", place)];
    Response::Blanks(blanks.map(|(id, typed)| (id.to_owned(), typed.to_owned())).into())
}

/// A class of five in a folder.
struct Class {
    folder: TempDir,
}

impl Class {
    fn new() -> Self {
        let class = Self { folder: tempfile::tempdir().unwrap() };
        let exam = deck(QUESTIONS);
        let students = [
            ("s1", "Spring City", blanks("2017", "Peking"), "6"),
            ("s2", "spring city.", blanks("2016", "Peking"), "8"),
            ("s3", "Kunmin", blanks("2017", "beijing"), "8"),
            ("s4", "Dali", blanks("2017", "<script>"), "6"),
            ("s5", "Beijing", blanks("2017", "Peking"), "=1+1"),
        ];
        for (student, town, tools, legs) in students {
            let sitting = Sitting::of(&exam, student, &format!("S-{student}"));
            let mut sitting = sitting.answer("town", text(town)).answer("tools", tools);
            if student == "s4" {
                sitting = sitting.claim("town", "Dali is in Yunnan, too");
            }
            class.put(
                &format!("records/{student}.jsonl"),
                &sitting.number("legs", legs).end().text(),
            );
        }
        class.put("exam.toml", &format!("{HEAD}{QUESTIONS}"));
        class.put("class.toml", CLASS);
        class.put("roster.csv", ROSTER);
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

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the program with some input: its exit code, standard output and standard error.
    fn run_with(&self, args: &[&str], input: &str) -> (i32, String, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gradebook"))
            .args(args)
            .current_dir(self.folder.path())
            .env("LANG", "C.UTF-8")
            .env("USER", "tester")
            .env("QUIZDECK_NOW", "2026-12-03T10:00:00Z")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that ends early does not read everything.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        self.run_with(args, "")
    }

    /// The decisions of the journal, without what changes from run to run.
    fn decisions(&self) -> Vec<serde_json::Value> {
        let lines = self.read("decisions.jsonl");
        let lines = lines.lines().skip(1).map(|line| {
            let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
            let fields = line.as_object_mut().unwrap();
            assert_eq!(fields.remove("at").unwrap(), "2026-12-03T10:00:00.000Z");
            fields.remove("h").unwrap();
            fields.remove("n").unwrap();
            line
        });
        lines.collect()
    }
}

#[test]
fn a_list_shows_claims_first_then_the_most_frequent() {
    let (code, stdout, stderr) = Class::new().run(&["triage", "--list"]);
    assert_eq!((code, &*stderr), (0, ""));
    assert_eq!(
        stdout,
        "Question: town; Typed: Dali (1); Answers: 1; Nearest: Kunming (6 edits); Claims: 1; \
         Accepting it: 1 student gains 1 point\n\
         Question: tools.place; Typed: Peking (3); Answers: 3; Nearest: Beijing (3 edits); Claims: 0; \
         Accepting it: 3 students gain 1 point, 1 band moves\n\
         Question: town; Typed: Spring City (1), spring city. (1); Answers: 2; Nearest: Kunming (9 \
         edits); Claims: 0; Accepting it: 2 students gain 1 point\n\
         Question: legs; Typed: 8 (2); Answers: 2; Claims: 0; Accepting it: once: 2 students gain 1 \
         point, 1 band moves\n\
         Question: tools.place; Typed: <script> (1); Answers: 1; Nearest: Beijing (7 edits); Claims: \
         0; Accepting it: 1 student gains 1 point\n"
    );
}

#[test]
fn decisions_are_carried_out_and_told() {
    let class = Class::new();
    // A line that says nothing, a reject, a variant, and an answer that is worth half.
    let input = "x\nr\nNot the one with the academy\na\nThe older name\no\n2\n1/2\n\ns\nq\n";
    let (code, stdout, stderr) = class.run_with(&["triage"], input);
    assert_eq!((code, &*stderr), (0, "Next: `gradebook score` has the new grades\n"));
    assert_eq!(stdout, DIALOGUE);
    let after = QUESTIONS.replace(
        "answer.place = \"Beijing\"   # the capital\n",
        "answer.place = \"Beijing\"   # the capital\naccept.place = [\"Peking\"]\n",
    );
    assert_eq!(class.read("exam.toml"), format!("{HEAD}{after}"));
    assert_eq!(
        class.decisions(),
        [
            json!({
                "event": "reject", "question": "town", "text": "dali", "by": "tester",
                "why": "Not the one with the academy",
            }),
            json!({
                "event": "accept", "question": "tools", "blank": "place", "text": "peking",
                "scope": "deck", "by": "tester", "why": "The older name",
            }),
            json!({
                "event": "accept", "question": "town", "text": "spring city", "scope": "once",
                "credit": "1/2", "by": "tester",
            }),
        ]
    );
    let (_, scores, _) = class.run(&["score"]);
    assert!(scores.contains("Amara Okafor; Score: 3.5/4"), "{scores}");
}

const DIALOGUE: &str = "\
5 typed answers that the key does not match, 1 of them claimed.

1 of 5. Question town, 1 point, 1 answer.
Which town has the academy?
Right: Kunming.
Accepted: Kunming *.
Typed: Dali (1).
Nearest: Kunming, 6 edits.
Claimed: s4 (Maria Silva): “Dali is in Yunnan, too”.
Accepting: 1 student gains 1 point.
Student: s4; Name: Maria Silva; Score: 2/4 → 3/4; Grade: B
Decision (a variant, o once, r reject, s skip, b back, q quit, ? help): x
Type a letter: a variant, o once, r reject, s skip, b back, q quit, ? help.
Decision (a variant, o once, r reject, s skip, b back, q quit, ? help): r
Why (Enter for no reason): Not the one with the academy
Rejected.

2 of 5. Question tools.place, 2 points, 3 answers.
In {{year}} they met in {{place}}.
Right: Beijing.
Typed: Peking (3).
Nearest: Beijing, 3 edits.
Accepting: 3 students gain 1 point, 1 band moves.
Student: s1; Name: Amara Okafor; Score: 2/4 → 3/4; Grade: B
Student: s2; Name: Jonas Weber; Score: 0/4 → 1/4; Grade: F
Student: s5; Name: Omar Haddad; Score: 1/4 → 2/4; Grade: F → B
Decision (a variant, o once, r reject, s skip, b back, q quit, ? help): a
Why (Enter for no reason): The older name
Accepted as a variant: exam.toml has `Peking` now.

3 of 5. Question town, 1 point, 2 answers.
Which town has the academy?
Right: Kunming.
Accepted: Kunming *.
Typed: Spring City (1), spring city. (1).
Nearest: Kunming, 9 edits.
Accepting: 2 students gain 1 point, 2 bands move.
Student: s1; Name: Amara Okafor; Score: 3/4 → 4/4; Grade: B → A
Student: s2; Name: Jonas Weber; Score: 1/4 → 2/4; Grade: F → B
Decision (a variant, o once, r reject, s skip, b back, q quit, ? help): o
What it earns (from 0 to 1; Enter for all): 2
A credit is above 0, at most 1, such as 1/2 or 0.5.
What it earns (from 0 to 1; Enter for all): 1/2
Why (Enter for no reason): 
Accepted once.

4 of 5. Question legs, 1 point, 2 answers.
How many legs has a bee?
Right: 6.
Typed: 8 (2).
No variant: a number is accepted by its range; write it with `deck edit`, or accept it once.
Once: 2 students gain 1 point, 2 bands move.
Student: s2; Name: Jonas Weber; Score: 1.5/4 → 2.5/4; Grade: F → B
Student: s3; Name: Li Na; Score: 3/4 → 4/4; Grade: B → A
Decision (a variant, o once, r reject, s skip, b back, q quit, ? help): s

5 of 5. Question tools.place, 2 points, 1 answer.
In {{year}} they met in {{place}}.
Right: Beijing.
Accepted: Peking.
Typed: <script> (1).
Nearest: Beijing, 7 edits.
Accepting: 1 student gains 1 point.
Student: s4; Name: Maria Silva; Score: 2/4 → 3/4; Grade: B
Decision (a variant, o once, r reject, s skip, b back, q quit, ? help): q

1 accepted as a variant, 1 accepted once, 1 rejected; 3 students change.

`town`: marks change; 2 students change, 2 up by 0.5 points
`tools`: key changed; 3 students change, 3 up by 1 point

Student: s1; Name: Amara Okafor; Before: 2/4; After: 3.5/4; Grade: B
Student: s2; Name: Jonas Weber; Before: 0/4; After: 1.5/4; Grade: F
Student: s5; Name: Omar Haddad; Before: 1/4; After: 2/4; Grade: F → B
";

#[test]
fn going_back_shows_what_was_decided_and_the_end_of_the_input_is_an_end() {
    let class = Class::new();
    let (code, stdout, _) = class.run_with(&["triage"], "r\nno\na\n\n:back\ns\n");
    assert_eq!(code, 0);
    assert_eq!(stdout.matches("Decided: rejected.\n").count(), 1, "{stdout}");
    let (_, after) = stdout.split_once("Decided: rejected.\n").unwrap();
    assert!(after.contains("\ntools.place is matched by the key now.\n\n3 of 5. "), "{after}");
    assert!(after.contains("1 accepted as a variant, 1 rejected; 3 students change."), "{after}");
    let (code, stdout, _) = class.run_with(&["triage"], "");
    assert_eq!(code, 0);
    assert!(stdout.starts_with("3 typed answers that the key does not match.\n"), "{stdout}");
    assert!(stdout.ends_with("\nNothing was decided.\n"), "{stdout}");
}

#[test]
fn flags_decide_without_a_dialogue() {
    let class = Class::new();
    let args = ["triage", "--accept", "tools.place=PEKING", "--accept", "town=Spring  City!"];
    let more = ["--reject", "town=dali", "--why", "As on the map", "--as", "rs"];
    let keep = ["--keep-old", "old.toml"];
    let (code, stdout, stderr) = class.run(&[&args[..], &more, &keep].concat());
    assert_eq!(code, 0);
    assert_eq!(
        stdout,
        "tools.place=PEKING: Accepted as a variant: exam.toml has `Peking` now.\n\
         town=Spring  City!: Accepted as a variant: exam.toml has `Spring City` now.\n\
         town=dali: Rejected.\n\
         \n\
         2 accepted as variants, 1 rejected; 3 students change.\n\
         \n\
         `town`: key changed; 2 students change, 2 up by 1 point\n\
         `tools`: key changed; 3 students change, 3 up by 1 point\n\
         \n\
         Student: s1; Name: Amara Okafor; Before: 2/4; After: 4/4; Grade: B → A\n\
         Student: s2; Name: Jonas Weber; Before: 0/4; After: 2/4; Grade: F → B\n\
         Student: s5; Name: Omar Haddad; Before: 1/4; After: 2/4; Grade: F → B\n"
    );
    assert_eq!(
        stderr,
        "Next: `gradebook score` has the new grades; `gradebook regrade --against old.toml` shows \
         what the deck's variants change\n"
    );
    let after = QUESTIONS
        .replace("  # with its province\n", "  # with its province\n  \"Spring City\",\n")
        .replace("# the capital\n", "# the capital\naccept.place = [\"Peking\"]\n");
    assert_eq!(class.read("exam.toml"), format!("{HEAD}{after}"));
    let who: Vec<String> = class
        .decisions()
        .iter()
        .map(|line| format!("{} {} {}", line["event"], line["by"], line["why"]))
        .collect();
    assert_eq!(who[2], "\"reject\" \"rs\" \"As on the map\"");
    assert_eq!(who.len(), 3);
    let (code, regraded, _) = class.run(&["regrade", "--against", "old.toml"]);
    assert_eq!(code, 0);
    assert!(stdout.ends_with(&regraded), "the same change is seen again: {regraded}");
    let (_, left, _) = class.run(&["triage", "--list"]);
    assert_eq!(left.lines().count(), 2, "{left}");
    let (_, all, _) = class.run(&["triage", "--list", "--all", "--format", "csv"]);
    assert_eq!(
        all,
        "question,blank,text,spellings,answers,claims,nearest,edits,students,effect,decision\n\
         town,,dali,Dali (1),1,1,Kunming,6,1,1 student gains 1 point,rejected\n\
         legs,,8,8 (2),2,0,,,2,\"2 students gain 1 point, 1 band moves\",\n\
         tools,place,<script>,<script> (1),1,0,Beijing,7,1,1 student gains 1 point,\n"
    );
}

#[test]
fn what_cannot_be_is_refused_before_anything_is_written() {
    let class = Class::new();
    let before = class.read("exam.toml");
    let number = ["triage", "--accept", "tools.place=peking", "--accept", "legs=8"];
    let (code, stdout, stderr) = class.run(&number);
    assert_eq!((code, &*stdout), (1, ""));
    assert_eq!(
        stderr,
        "gradebook: `legs=8` is not accepted: a number is accepted by its range; write it with `deck \
         edit`, or accept it once\n"
    );
    let (code, _, stderr) = class.run(&["triage", "--reject", "town=Kunming"]);
    assert_eq!(code, 2);
    assert_eq!(
        stderr,
        "gradebook: no answer that the key does not match reads `town=Kunming`\n\
         hint: `gradebook triage --list` shows them\n"
    );
    let (code, _, stderr) = class.run(&["triage", "--deck", "exam.toml", "records"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("decisions are kept beside a class"), "{stderr}");
    assert_eq!(class.read("exam.toml"), before);
    assert!(class.decisions().is_empty());
    let (code, listed, _) =
        class.run(&["triage", "--list", "--deck", "exam.toml", "records", "--format", "json"]);
    assert_eq!(code, 0);
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let first = &listed["clusters"][0];
    assert_eq!((&first["text"], &first["variant"]), (&json!("dali"), &json!("Dali")));
    assert_eq!(
        first["claims"][0],
        json!({
            "student": "s4", "name": "", "note": "Dali is in Yunnan, too",
        })
    );
    let refused = listed["clusters"][3]["refused"].as_str().unwrap();
    assert!(refused.starts_with("a number is accepted by its range"), "{refused}");
}

#[test]
fn git_is_named_where_it_has_the_deck_as_it_was() {
    let class = Class::new();
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
        let mut git = Command::new("git");
        git.args(identity)
            .args(args)
            .current_dir(class.folder.path())
            .output()
            .is_ok_and(|ran| ran.status.success())
    };
    let committed =
        git(&["init", "-q"]) && git(&["add", "exam.toml"]) && git(&["commit", "-qm", "x"]);
    assert!(committed, "git is needed");
    let (_, _, stderr) = class.run(&["triage", "--accept", "tools.place=peking"]);
    assert!(stderr.contains("`gradebook regrade --against HEAD` shows"), "{stderr}");
}
