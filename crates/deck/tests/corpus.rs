//! The labelled corpus is in order: every file is a deck, every label names a rule.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::fs;
use std::path::{Path, PathBuf};

use deck::lint::corpus::{Labels, Score, Scores, unknown_codes};
use deck::lint::{Family, all, rule};
use deck_format::Severity;

/// How many true hits and how many near misses stand behind a rule that warns.
const ENOUGH: usize = 8;
/// The share of its reports that has to be right.
const MIN_PRECISION: f64 = 0.9;

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
        let unknown = unknown_codes(&labels);
        assert!(unknown.is_empty(), "{}: {unknown:?}", path.display());
    }
}

// `essay-no-rubric` and `readability` of the guidelines are no rules: the format knows no essay without
// a rubric, and no field for the grade that a deck is written for.
#[test]
fn what_the_format_rules_out_is_no_rule() {
    for code in ["essay-no-rubric", "readability"] {
        assert!(rule(code).is_none(), "{code}: tell here what has changed");
    }
    let essay = |rubric: &str| {
        format!(
            "format = 1\nid = \"d\"\ntitle = \"T\"\n[[question]]\nid = \"q\"\nprompt = \"Why?\"\n\
             kind = \"essay\"\npoints = 1\n{rubric}"
        )
    };
    let rubric = "rubric = [{ id = \"a\", text = \"Says why\", points = 1 }]\n";
    assert!(deck_format::parse(&essay(rubric)).is_ok());
    assert!(deck_format::parse(&essay("")).is_err());
}

#[test]
fn a_rule_that_warns_has_enough_hits_and_near_misses_and_is_right() {
    let mut scores = Scores::default();
    for path in files() {
        scores.add(&path.display().to_string(), &fs::read_to_string(&path).unwrap()).unwrap();
    }
    // What was measured in a class is no matter of the text, of which the corpus is made.
    let of_text = all().filter(|rule| rule.family != Family::Measured);
    let warning = of_text.filter(|rule| rule.severity == Severity::Warning);
    let weak: Vec<_> = warning
        .map(|rule| (rule.code, scores.rules.get(rule.code).copied().unwrap_or_default()))
        .filter(|(_, score)| !is_enough(*score))
        .collect();
    assert!(weak.is_empty(), "add to the corpus, mend the rule, or make it info: {weak:#?}");
}

fn is_enough(score: Score) -> bool {
    score.hits >= ENOUGH
        && score.near + score.near_reported >= ENOUGH
        && score.precision().is_some_and(|precision| precision >= MIN_PRECISION)
}

#[test]
fn a_rule_of_few_cases_or_many_false_alarms_would_be_found() {
    let good = Score { hits: 9, false_alarms: 1, misses: 3, near: 7, near_reported: 1 };
    assert!(is_enough(good));
    assert!(!is_enough(Score { false_alarms: 2, ..good }));
    assert!(!is_enough(Score { hits: 7, false_alarms: 0, ..good }));
    assert!(!is_enough(Score { near: 6, ..good }));
    assert!(!is_enough(Score::default()));
}
