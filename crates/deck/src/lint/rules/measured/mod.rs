//! What classes made of a question, by the statistics beside the deck.
//!
//! The conditions are those of `gradebook items`, over all classes that sat the question as it is now.
//! Below ten students nothing is reported; below thirty it is told more softly. One cause is told
//! once: a key that looks wrong also makes a question hard, and the weak do better on it.

mod key_suspect;
mod neg_discrimination;
mod nonfunctional_distractor;
mod too_easy;
mod too_hard;

#[cfg(test)]
mod tests;

use deck_format::{Kind, Severity};
use session::statistics::{Answers, FIRM_STUDENTS, MIN_STUDENTS, Measures, Scores};

use crate::lint::{Item, Rule};

pub(super) static RULES: &[&Rule] = &[
    &key_suspect::RULE,
    &neg_discrimination::RULE,
    &nonfunctional_distractor::RULE,
    &too_easy::RULE,
    &too_hard::RULE,
];

/// All kinds of questions.
const ANY: &[Kind] = &[
    Kind::SingleChoice,
    Kind::MultipleSelect,
    Kind::TrueFalse,
    Kind::Numerical,
    Kind::ShortAnswer,
    Kind::Ordering,
    Kind::Matching,
    Kind::Cloze,
    Kind::Essay,
];

/// How many were right, where enough were asked.
fn scores<'i>(item: &'i Item<'_>) -> Option<&'i Scores> {
    let scores = item.measures.as_ref()?.scores.as_ref();
    scores.filter(|scores| scores.n >= MIN_STUDENTS)
}

/// Who chose what, where enough were asked.
fn answers<'i>(item: &'i Item<'_>) -> Option<&'i Answers> {
    let answers = item.measures.as_ref()?.answers.as_ref();
    answers.filter(|answers| answers.n >= MIN_STUDENTS)
}

/// `the key looks wrong: p = .31, r = -.12, option c never chosen, n = 84`.
fn told(item: &Item<'_>, what: &str) -> String {
    let numbers = item.measures.as_ref().and_then(Measures::in_words).unwrap_or_default();
    let few = scores(item).map_or("", |scores| few(scores.n));
    format!("{what}: {numbers}{few}")
}

/// What is added where students are few.
fn few(students: u64) -> &'static str {
    if students < FIRM_STUDENTS { " (few students: indicative)" } else { "" }
}

/// A severity, softer where students are few.
fn softened(severity: Severity, students: u64) -> Severity {
    match severity {
        Severity::Error if students < FIRM_STUDENTS => Severity::Warning,
        Severity::Warning if students < FIRM_STUDENTS => Severity::Info,
        other => other,
    }
}
