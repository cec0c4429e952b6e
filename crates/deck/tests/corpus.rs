//! The labelled corpus is in order: every file is a deck, every label names a rule.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::fs;
use std::path::{Path, PathBuf};

use deck::lint::corpus::{Labels, unknown_codes};
use deck::lint::rule;

/// Codes that labels name ahead of their rules: whoever writes a rule takes its code out.
const TO_COME: &[&str] = &["essay-no-rubric", "id-gives-away", "missing-feedback", "readability"];

fn files() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folders = ["blind", "own"].map(|folder| corpus.join(folder));
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).into_iter().flatten());
    entries.flatten().map(|entry| entry.path()).collect()
}

#[test]
fn every_file_is_a_deck_with_a_label_for_each_question() {
    let files = files();
    assert!(!files.is_empty());
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let deck = deck_format::parse(&text);
        let deck = deck.unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display()));
        let labels = Labels::read(&text);
        assert_eq!(deck.questions.len(), labels.questions.len(), "{}", path.display());
        for (question, label) in deck.questions.iter().zip(&labels.questions) {
            let is_labelled = label.expected.is_some() || !label.near.is_empty();
            assert!(is_labelled, "{}: {}", path.display(), question.face.id);
        }
    }
}

#[test]
fn every_label_names_a_rule() {
    for path in files() {
        let labels = Labels::read(&fs::read_to_string(&path).unwrap());
        let mut unknown = unknown_codes(&labels);
        unknown.retain(|code| !TO_COME.contains(&code.as_str()));
        assert!(unknown.is_empty(), "{}: {unknown:?}", path.display());
    }
}

#[test]
fn no_rule_that_is_written_is_still_to_come() {
    let written: Vec<_> = TO_COME.iter().filter(|code| rule(code).is_some()).collect();
    assert!(written.is_empty(), "take out of the list: {written:?}");
}
