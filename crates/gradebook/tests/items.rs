//! `gradebook items` as a person runs it: what it prints, and how it ends.

#![allow(clippy::cast_precision_loss, reason = "forty students are few")]
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

#[path = "../src/testing.rs"]
#[allow(dead_code, reason = "the unit tests use more of it")]
mod testing;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use testing::{Sitting, deck};

const HEAD: &str = "format = 1\nid = \"finals\"\ntitle = \"Exam\"\n";
const STUDENTS: usize = 40;

/// Six questions of three options. The key of `moon` is wrong: those who know choose `a`.
fn questions() -> String {
    let question = |id: &str, key: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\nprompt = \"What of the *{id}*?\"\n\
             choices.a = \"The {id}, of course\"\nchoices.b = \"=Not it\"\n\
             choices.c = \"None\"\nanswer = \"{key}\"\n"
        )
    };
    let right = ["sun", "sea", "sky", "ice", "ash"].map(|id| question(id, "a"));
    right.concat() + &question("moon", "c")
}

const KEYS: [&str; 6] = ["a", "a", "a", "a", "a", "c"];
const IDS: [&str; 6] = ["sun", "sea", "sky", "ice", "ash", "moon"];

/// What a student chooses: the later the student, the more often what is right; the later the
/// question, the less often.
fn choice(student: usize, item: usize) -> &'static str {
    let luck = (student * 37 + item * 101 + student * item * 13) % 60;
    match luck {
        luck if luck + 4 * item + 5 < 2 * student => "a",
        luck if luck / 5 % 2 == 0 => "b",
        _ => "c",
    }
}

/// A class in a folder.
struct Class {
    folder: TempDir,
}

impl Class {
    /// Forty who handed in.
    fn new() -> Self {
        let class = Self { folder: tempfile::tempdir().unwrap() };
        class.put("exam.toml", &format!("{HEAD}{}", questions()));
        class.put("class.toml", "deck = \"exam.toml\"\nrecords = \"records\"\n");
        for student in 0..STUDENTS {
            class.put(&format!("records/{student:02}.jsonl"), &sitting(student).text());
        }
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

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        run(self.folder.path(), args)
    }

    /// The JSON of a run, whatever its exit code is.
    fn json(&self, args: &[&str]) -> Value {
        let args = [&["items", "--format", "json"], args].concat();
        serde_json::from_str(&self.run(&args).1).unwrap()
    }
}

/// Runs the program in a folder: its exit code, standard output and standard error.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gradebook"))
        .args(args)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .env("LANG", "C.UTF-8")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn sitting(student: usize) -> Sitting {
    let exam = deck(&questions());
    let start = Sitting::of(&exam, &format!("s{student:02}"), &format!("R{student:02}"));
    let answers = IDS.iter().enumerate();
    answers.fold(start, |sat, (item, id)| sat.choice(id, choice(student, item))).end()
}

/// What every student earned on every question.
fn marks() -> Vec<[f64; 6]> {
    let mark = |student, item| if choice(student, item) == KEYS[item] { 1.0 } else { 0.0 };
    (0..STUDENTS).map(|student| std::array::from_fn(|item| mark(student, item))).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The sample covariance.
fn covariance(u: &[f64], v: &[f64]) -> f64 {
    let (mu, mv) = (mean(u), mean(v));
    let sum: f64 = u.iter().zip(v).map(|(u, v)| (u - mu) * (v - mv)).sum();
    sum / (u.len() - 1) as f64
}

fn close(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
}

#[test]
fn the_numbers_are_those_of_the_answers() {
    let class = Class::new();
    let json = class.json(&[]);
    let marks = marks();
    let of = |item: usize| marks.iter().map(|marks| marks[item]).collect::<Vec<f64>>();
    let totals: Vec<f64> = marks.iter().map(|marks| marks.iter().sum()).collect();
    let mut variances = 0.0;
    for (item, id) in IDS.iter().enumerate() {
        let (found, x) = (&json["items"][item], of(item));
        assert_eq!(found["id"], *id, "the order is that of the deck");
        close(&found["facility"]["value"], mean(&x));
        let rest: Vec<f64> = totals.iter().zip(&x).map(|(total, x)| total - x).collect();
        let r = covariance(&x, &rest) / (covariance(&x, &x) * covariance(&rest, &rest)).sqrt();
        close(&found["discrimination"]["item_rest"], r);
        for (option, id) in ["a", "b", "c"].iter().enumerate() {
            let count = (0..STUDENTS).filter(|student| choice(*student, item) == *id).count();
            assert_eq!(found["choices"][option]["count"], count);
            assert_eq!(found["options"][option]["id"], *id);
        }
        variances += covariance(&x, &x);
    }
    close(
        &json["reliability"]["alpha"],
        6.0 / 5.0 * (1.0 - variances / covariance(&totals, &totals)),
    );
    assert_eq!(json["students"], STUDENTS);
    assert_eq!(json["rasch"]["items"][5]["id"], "moon");
}

#[test]
fn a_wrong_key_is_told_in_words() {
    let class = Class::new();
    let (code, stdout, stderr) = class.run(&["items"]);
    assert_eq!((code, &*stderr), (0, ""));
    let told = "\nMarks are probably wrong\n\
                `moon`: likely miskeyed: the best third chose a \"The moon, of course\" (";
    assert!(stdout.contains(told), "{stdout}");
    assert_eq!(stdout.matches("miskeyed").count(), 1, "{stdout}");
    class.put(
        "exam.toml",
        &format!("{HEAD}{}", questions().replace("answer = \"c\"", "answer = \"a\"")),
    );
    let (_, stdout, _) = class.run(&["items"]);
    assert!(!stdout.contains("Marks are probably wrong"), "{stdout}");
}

#[test]
fn a_person_reads_one_line_for_each_item_and_then_what_it_means() {
    let class = Class::new();
    let (_, line, _) = class.run(&["items"]);
    let first: Vec<&str> = line.lines().take(6).collect();
    for (item, id) in IDS.iter().enumerate() {
        let facility = mean(&marks().iter().map(|marks| marks[item]).collect::<Vec<_>>());
        let head = format!("Item: {id}; Kind: single-choice; n: 40; Facility: {facility:.2} (");
        assert!(first[item].starts_with(&head), "{line}");
        assert!(first[item].ends_with("; Blank: 0; Time: 0.9 s"), "{line}");
    }
    assert!(line.contains("\n\n40 students; mean "), "{line}");
    assert!(line.contains("\nReliability: α 0."), "{line}");
    let (_, drawn, _) = class.run(&["items", "--ui", "rich", "--color", "never"]);
    assert!(drawn.starts_with("  Item  Kind            n          Facility"), "{drawn}");
    assert!(drawn.lines().all(|line| line.chars().count() <= 80), "{drawn}");
}

#[test]
fn one_item_is_shown_in_full() {
    let class = Class::new();
    let (code, stdout, _) = class.run(&["items", "--item", "moon"]);
    assert_eq!(code, 0);
    assert!(stdout.starts_with("moon, single-choice, 1 point\nWhat of the moon?\n"), "{stdout}");
    for part in [
        "\nStudents: 40\n",
        "\nChoice: a The moon, of course; n: ",
        "\nkey; Choice: c None; n: ",
        "\nDiscriminative efficiency: ",
        "\nDifficulty, logits: ",
    ] {
        assert!(stdout.contains(part), "{part} is not in {stdout}");
    }
    let json = class.json(&["--item", "moon"]);
    assert_eq!(json["items"].as_array().unwrap().len(), 1);
    assert_eq!(json["items"][0], class.json(&[])["items"][5]);
    let (code, stdout, stderr) = class.run(&["items", "--item", "mars"]);
    assert_eq!((code, &*stdout), (2, ""));
    assert!(stderr.contains("the deck has no question `mars`"), "{stderr}");
}

#[test]
fn a_spreadsheet_gets_numbers_in_full_and_no_formula() {
    let class = Class::new();
    let (code, csv, _) = class.run(&["items", "--format", "csv"]);
    assert_eq!(code, 0);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let json = class.json(&[]);
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    for (item, row) in rows.iter().enumerate() {
        assert_eq!(&row[at("id")], IDS[item]);
        let r = &json["items"][item]["discrimination"]["item_rest"];
        assert_eq!(row[at("item_rest")].parse::<f64>().unwrap(), r.as_f64().unwrap());
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '@'])), "{row:?}");
    }
    assert_eq!(rows.len(), 6);
}

#[test]
fn neither_order_nor_files_nor_chains_matter() {
    let class = Class::new();
    let usual = class.json(&[]);
    let all: String = (0..STUDENTS).rev().map(|student| sitting(student).text()).collect();
    class.put("all.jsonl", &all);
    let together = class.json(&["--deck", "exam.toml", "all.jsonl"]);
    assert_eq!(together, usual);
    assert_eq!(class.json(&["--verify"]), usual);
    let two = ["--deck", "exam.toml", "records/31.jsonl", "records"];
    assert_eq!(class.json(&two), usual, "a file that is named twice is read once");
}

#[test]
fn what_was_sat_on_the_handout_is_told_by_the_ids_of_the_deck() {
    let class = Class::new();
    let usual = class.json(&[]);
    let handed = deck::handout::handout(&deck(&questions()), None).unwrap();
    let paper = deck_format::parse(&handed.text).unwrap();
    for student in 0..STUDENTS {
        let start = Sitting::of(&paper, &format!("s{student:02}"), &format!("R{student:02}"));
        let sat = IDS.iter().enumerate().fold(start, |sat, (item, id)| {
            let map = &handed.map.questions[&deck_format::QuestionId::new(id).unwrap()];
            let own = choice(student, item);
            let place = map.choices.iter().position(|id| id.as_str() == own).unwrap();
            sat.choice(id, ["a", "b", "c"][place])
        });
        class.put(&format!("records/{student:02}.jsonl"), &sat.end().text());
    }
    assert_eq!(class.json(&[]), usual);
}

fn facility(json: &Value, item: usize) -> f64 {
    json["items"][item]["facility"]["value"].as_f64().unwrap()
}

#[test]
fn a_void_question_leaves_the_others_alone() {
    let class = Class::new();
    let usual = class.json(&[]);
    for role in ["void", "bonus"] {
        class.put(
            "class.toml",
            &format!("deck = \"exam.toml\"\nrecords = \"records\"\n{role} = [\"moon\"]\n"),
        );
        let json = class.json(&[]);
        let moon = &json["items"][5];
        assert_eq!((&moon["role"], &moon["counts"]), (&role.into(), &false.into()));
        // It is still described.
        close(&moon["facility"]["value"], facility(&usual, 5));
        assert_eq!(moon["alpha_if_deleted"], Value::Null);
        assert_eq!(json["reliability"]["items"], 5);
        let alpha = usual["items"][5]["alpha_if_deleted"].as_f64().unwrap();
        close(&json["reliability"]["alpha"], alpha);
        for item in 0..5 {
            close(&json["items"][item]["facility"]["value"], facility(&usual, item));
        }
        let (code, stdout, _) = class.run(&["items"]);
        assert_eq!(code, 0);
        let line = format!("Item: moon; Kind: single-choice, {role}; n: 40; ");
        assert!(stdout.contains(&line), "{stdout}");
    }
}

#[test]
fn what_was_not_used_is_listed_and_the_rest_is_analysed() {
    let class = Class::new();
    class.put("records/notes.txt", "notes");
    let changed = sitting(3).text().replacen("\"ms\":900", "\"ms\":901", 1);
    assert_ne!(changed, sitting(3).text());
    class.put("records/03.jsonl", &changed);
    let (code, _, stderr) = class.run(&["items"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("records/notes.txt: it is no record"), "{stderr}");
    assert!(stderr.ends_with("gradebook: 1 record was not used\n"), "{stderr}");
    assert_eq!(class.json(&[])["students"], STUDENTS, "chains are not read");
    let verified = class.json(&["--verify"]);
    assert_eq!(verified["students"], STUDENTS - 1);
    assert_eq!(verified["not_used"].as_array().unwrap().len(), 2);
    class.put("both.jsonl", &(changed + &sitting(4).text()));
    let both = class.json(&["--deck", "exam.toml", "both.jsonl"]);
    assert_eq!(both["students"], 2, "of several in a file no chain is read either");
}

#[test]
fn papers_that_differ_have_no_common_reliability() {
    let class = Class::new();
    for student in 0..STUDENTS {
        let exam = deck(&questions());
        let mut sat = Sitting::of(&exam, &format!("s{student:02}"), &format!("R{student:02}"));
        let without = IDS[student % 6];
        sat.start.paper.retain(|item| item.id.as_str() != without);
        let asked = IDS.iter().enumerate().filter(|(_, id)| **id != without);
        let sat = asked.fold(sat, |sat, (item, id)| sat.choice(id, choice(student, item)));
        class.put(&format!("records/{student:02}.jsonl"), &sat.end().text());
    }
    let (code, stdout, _) = class.run(&["items"]);
    assert_eq!(code, 0);
    for part in [
        "Papers differ: ",
        "Reliability: α n/a: papers differ.",
        "Rasch: n/a: papers differ.",
        "Item: sun; Kind: single-choice; n: 33; ",
    ] {
        assert!(stdout.contains(part), "{part} is not in {stdout}");
    }
    let json = class.json(&[]);
    assert_eq!((&json["unit"], &json["reliability"]["alpha"]), (&"percent".into(), &Value::Null));
    assert_eq!(json["rasch"]["refused"], "papers differ");
}

#[test]
fn few_students_are_told_as_such() {
    let class = Class::new();
    let of = |students: usize| {
        let text: String = (0..students).map(|student| sitting(student * 3).text()).collect();
        class.put("few.jsonl", &text);
        let (code, stdout, stderr) = class.run(&["items", "--deck", "exam.toml", "few.jsonl"]);
        assert_eq!(stderr.is_empty(), code == 0, "{stderr}");
        stdout
    };
    let three = of(3);
    assert!(three.contains("Below 5 students there are counts and facilities only."), "{three}");
    assert!(three.contains("Reliability: α n/a: only 3 students."), "{three}");
    assert!(three.contains("; r: –; α without: –; Blank: 0; "), "{three}");
    let twelve = of(12);
    assert!(twelve.contains("So few students say little: take numbers as hints."), "{twelve}");
    assert!(twelve.contains("Rasch: n/a: "), "{twelve}");
    assert!(twelve.contains("(only 12 students: indicative)"), "{twelve}");
}

#[test]
fn nobody_handed_in() {
    let class = Class::new();
    fs::remove_dir_all(class.path("records")).unwrap();
    fs::create_dir(class.path("records")).unwrap();
    let (code, stdout, stderr) = class.run(&["items"]);
    assert_eq!((code, &*stderr), (0, ""));
    assert!(stdout.contains("Facility: –; r: –; α without: –; Blank: 0; Time: –\n"), "{stdout}");
    assert!(stdout.contains("\n0 students.\n"), "{stdout}");
    let json = class.json(&[]);
    assert_eq!(json["items"][0]["facility"]["value"], Value::Null);
}

#[test]
fn a_text_that_changed_is_told() {
    let class = Class::new();
    let text = questions().replacen("choices.c = \"None\"", "choices.c = \"None of these\"", 1);
    class.put("exam.toml", &format!("{HEAD}{text}"));
    let (code, stdout, _) = class.run(&["items"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("\n`sun`, in 40 sittings: text changed\n"), "{stdout}");
    assert_eq!(class.json(&[])["changes"][0]["question"], "sun");
}

#[test]
fn a_hostile_text_reaches_neither_the_terminal_nor_the_json_as_it_is() {
    let class = Class::new();
    let text = questions().replace("The sun, of course", "\\u001b[2J\\u202eevil");
    class.put("exam.toml", &format!("{HEAD}{text}"));
    for args in [&["items", "--item", "sun"][..], &["items", "--format", "json"], &["items"]] {
        let (_, stdout, stderr) = class.run(args);
        let hostile = |c: char| c == '\u{202e}' || (c.is_control() && c != '\n');
        assert!(!stdout.contains(hostile) && !stderr.contains(hostile), "{args:?}: {stdout}");
    }
}
