//! Decks for the tests of rules.

use deck_format::{Deck, Diagnostic, Fraction, LocalId, parse};
use session::statistics::{Class, ItemCounts, OptionCounts, Sittings, Statistics, TimeSum};

use super::engine::{lint, lint_measured};

/// A deck of one question, from its fields; of several, if they have their headers; or the whole
/// text, if it has its own head.
pub(super) fn deck_of(questions: &str) -> String {
    const HEAD: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n";
    if questions.starts_with("format") {
        return questions.to_owned();
    }
    if questions.contains("[[question]]") {
        return format!("{HEAD}{questions}\n");
    }
    let id = if questions.contains("id =") { "" } else { "id = \"q\"\n" };
    format!("{HEAD}[[question]]\n{id}{questions}\n")
}

/// The findings of a deck that has to parse.
pub(super) fn findings(text: &str) -> Vec<Diagnostic> {
    let deck = parse(text).unwrap_or_else(|problems| panic!("{text}\n{problems:?}"));
    lint(&deck, text)
}

/// The codes of all findings, in the order of the text.
pub(super) fn codes_of(text: &str) -> Vec<&'static str> {
    findings(text).iter().map(|finding| finding.code).collect()
}

/// The findings of one code in a deck of one question or several, each as its severity, the text that
/// it points at, and its message.
pub(super) fn found(code: &str, questions: &str) -> Vec<(&'static str, String, String)> {
    let text = deck_of(questions);
    let of_code = findings(&text).into_iter().filter(|finding| finding.code == code);
    of_code
        .map(|finding| {
            let place = text.get(finding.primary.span.clone()).unwrap_or("beyond the text");
            (finding.severity.as_str(), place.to_owned(), finding.message)
        })
        .collect()
}

/// Whether a code is reported about a question or several.
pub(super) fn fires(code: &str, questions: &str) -> bool {
    !found(code, questions).is_empty()
}

/// What a class made of the only question of a deck.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    /// How many students.
    pub(super) n: u64,
    /// How many were right.
    pub(super) right: u64,
    /// The correlation with the rest.
    pub(super) r: Option<f64>,
    /// The options, how many chose each, and its correlation with the rest.
    pub(super) options: &'static [(&'static str, u64, Option<f64>)],
}

/// The statistics of a deck whose first question a class made this of.
pub(super) fn statistics(deck: &Deck, made: Made) -> Statistics {
    let question = &deck.questions[0];
    let earned = [(Fraction::ONE, made.right), (Fraction::ZERO, made.n - made.right)];
    let options = made.options.iter();
    let counts = ItemCounts {
        face: question.face_digest(deck),
        key: question.key_digest().unwrap(),
        n: made.n,
        earned: earned.into_iter().filter(|(_, count)| *count > 0).collect(),
        r: made.r,
        options: options
            .map(|(id, n, r)| (LocalId::new(id).unwrap(), OptionCounts { n: *n, r: *r }))
            .collect(),
        omitted: 0,
        not_reached: 0,
        time: TimeSum::default(),
    };
    let mut statistics = Statistics::new(deck.face.id.clone());
    statistics.put(Class {
        id: Sittings::digest(["S"]),
        date: "2026-03-01".parse().unwrap(),
        students: made.n,
        face: deck.face_digest(),
        key: deck.key_digest().unwrap(),
        sittings: Sittings::of(["S"]),
        questions: [(question.face.id.clone(), counts)].into(),
    });
    statistics
}

/// The findings of one code in a deck of one question that a class made this of, each as its
/// severity, the text that it points at, and its message.
pub(super) fn measured(
    code: &str,
    question: &str,
    made: Made,
) -> Vec<(&'static str, String, String)> {
    let text = deck_of(question);
    let deck = parse(&text).unwrap_or_else(|problems| panic!("{text}\n{problems:?}"));
    let found = lint_measured(&deck, &text, Some(&statistics(&deck, made)));
    let of_code = found.into_iter().filter(|finding| finding.code == code);
    of_code
        .map(|finding| {
            let place = text.get(finding.primary.span.clone()).unwrap_or("beyond the text");
            (finding.severity.as_str(), place.to_owned(), finding.message)
        })
        .collect()
}
