//! A class that sat an exam, made up by chance from one seed: four-choice answers by a
//! 2-parameter logistic model with guessing.
//!
//! The exam is a handout of a deck; every line is made, allowed and sealed by the code that writes
//! real records, so that they are what `quiz exam` would have written. The same files come out on
//! every run.

mod chance;
mod sitting;

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use deck_format::Deck;
use serde_json::json;

use chance::Chance;
use sitting::{Exam, Question};

/// The options of every question, by the names that they have in the deck and in the handout.
pub(crate) const OPTIONS: [&str; 4] = ["a", "b", "c", "d"];

/// How large a class is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) students: usize,
    pub(crate) items: usize,
    /// Whether each record is written to a file of its own, too.
    pub(crate) files: bool,
}

/// What was written.
#[derive(Debug)]
pub(crate) struct Class {
    /// The deck, beside which the map of the handout lies.
    pub(crate) deck: PathBuf,
    /// All records, one behind the other.
    pub(crate) all: PathBuf,
    /// The folder of the records, one file each.
    pub(crate) files: PathBuf,
    /// The length of all records in bytes.
    pub(crate) bytes: u64,
}

/// Writes a class to a folder.
pub(crate) fn write(folder: &Path, size: Size) -> Class {
    fs::create_dir_all(folder).expect("a folder can be made");
    let class = Class {
        deck: folder.join("exam.toml"),
        all: folder.join("all.jsonl"),
        files: folder.join("files"),
        bytes: 0,
    };
    let mut chance = Chance::new(7);
    let questions: Vec<Question> = (0..size.items).map(|_| Question::new(&mut chance)).collect();
    let deck = deck(&questions);
    fs::write(&class.deck, &deck).expect("room for a deck");
    let deck: Deck = deck_format::parse(&deck).expect("a deck without errors");
    let handout = deck::handout::handout(&deck, None).expect("a handout can be made");
    let map = folder.join("exam.map.json");
    fs::write(map, handout.map.to_json()).expect("room for a map");
    let ids: Vec<String> = (0..size.items).map(id).collect();
    let key: Vec<&str> = questions.iter().map(|question| OPTIONS[question.key]).collect();
    let peers = json!({ "ids": ids, "key": key }).to_string();
    fs::write(folder.join("key.json"), peers).expect("room for a key");
    let exam = Exam::new(&handout.text, questions);
    Class { bytes: records(&exam, &class, size), ..class }
}

/// Writes the records: their length.
fn records(exam: &Exam, class: &Class, size: Size) -> u64 {
    let mut all = BufWriter::new(File::create(&class.all).expect("room for records"));
    let mut bytes = 0;
    for student in 0..size.students {
        let text = exam.sit(student);
        bytes += text.len() as u64;
        all.write_all(text.as_bytes()).expect("room for records");
        if size.files {
            let folder = class.files.join(format!("{:03}", student / 1000));
            if student.is_multiple_of(1000) {
                fs::create_dir_all(&folder).expect("a folder can be made");
            }
            let path = folder.join(format!("s{student:07}.jsonl"));
            fs::write(path, text).expect("room for a record");
        }
    }
    all.flush().expect("room for records");
    bytes
}

fn id(item: usize) -> String {
    format!("q{item:05}")
}

/// The deck, as a text.
fn deck(questions: &[Question]) -> String {
    let mut text = String::from("format = 1\nid = \"bench\"\ntitle = \"An exam\"\n");
    for (item, question) in questions.iter().enumerate() {
        let id = id(item);
        text.push_str(&format!("\n[[question]]\nid = \"{id}\"\nprompt = \"What of {id}?\"\n"));
        for option in OPTIONS {
            text.push_str(&format!("choices.{option} = \"Option {option} of {id}\"\n"));
        }
        text.push_str(&format!("answer = \"{}\"\n", OPTIONS[question.key]));
    }
    text
}
