//! Ten years of study, made up by chance from one seed: 20 decks of 200 questions, and 5,000
//! sittings that hold 100,000 answers.
//!
//! Nothing of it is written by hand: decks are parsed, papers drawn, answers graded, and each line
//! is allowed by the replay and sealed by the chain before it is kept. So the files are what a
//! student's own would be. The same files come out on every run.

mod chance;
mod decks;
mod sitting;

use std::fs;
use std::path::{Path, PathBuf};

use deck_format::Deck;
use jiff::{Timestamp, ToSpan};
use session::{History, QuestionSet};

use chance::Chance;
use sitting::Student;

/// How many decks there are.
pub(crate) const DECKS: usize = 20;
/// How many questions each has.
pub(crate) const QUESTIONS: usize = 200;
/// How many sittings there are, each with a record of its own.
pub(crate) const SITTINGS: usize = 5_000;
/// How many answers a sitting holds, second tries and those that were taken back included.
pub(crate) const ANSWERS: usize = 20;

/// When the first sitting begins, in seconds since 1970: on 4 January 2016, in the morning.
const FIRST: i64 = 1_451_890_800;
/// The time from one sitting to the next, in minutes: 5,000 of them are ten years.
const APART: i64 = 1_051;

/// What was written.
#[derive(Debug)]
pub(crate) struct Decade {
    /// The record files, in the order of their names.
    pub(crate) records: Vec<PathBuf>,
    /// Their length in bytes.
    pub(crate) bytes: usize,
    /// An instant soon after the last sitting, as `QUIZDECK_NOW` takes it.
    pub(crate) now: String,
}

/// Writes the decks and the records below a data directory, as `XDG_DATA_HOME` names it.
pub(crate) fn write(data: &Path) -> Decade {
    let home = data.join("quizdeck");
    let (records, decks) = (home.join("records"), home.join("decks"));
    for folder in [&records, &decks] {
        fs::create_dir_all(folder).expect("a folder can be made");
    }
    let decks: Vec<Deck> = (0..DECKS).map(|number| deck(number, &decks)).collect();
    let first = Timestamp::from_second(FIRST).expect("an instant of our days");
    let mut student = Student {
        decks: &decks,
        history: History { seen: QuestionSet::default(), missed: QuestionSet::default() },
        chance: Chance::new(2016),
    };
    let mut decade = Decade { records: Vec::new(), bytes: 0, now: String::new() };
    let mut at = first;
    for _ in 0..SITTINGS {
        let (name, text) = student.sit(at);
        decade.bytes += text.len();
        decade.records.push(records.join(name));
        fs::write(&decade.records[decade.records.len() - 1], text).expect("room for a record");
        at += APART.minutes();
    }
    decade.now = at.to_string();
    decade
}

fn deck(number: usize, folder: &Path) -> Deck {
    let text = decks::text(number, QUESTIONS);
    let path = folder.join(format!("{}.toml", decks::id(number)));
    fs::write(path, &text).expect("room for a deck");
    deck_format::parse(&text).expect("a deck without errors")
}
