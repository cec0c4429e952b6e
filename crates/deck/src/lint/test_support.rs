//! Decks for the tests of rules.

use deck_format::{Diagnostic, parse};

use super::engine::lint;

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
