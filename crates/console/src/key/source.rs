//! Where the sources say it.

use std::collections::BTreeSet;

use deck_format::Citation;

use crate::sanitise::sanitise_line;

/// `article, paragraphs 7 and 9; atlas`: each source once, in the order in which they are cited.
#[must_use]
pub fn sources(citations: &[Citation]) -> String {
    let mut by_source: Vec<(&str, BTreeSet<u32>)> = Vec::new();
    for citation in citations {
        let known = by_source.iter().position(|(source, _)| *source == citation.source);
        let at = known.unwrap_or_else(|| {
            by_source.push((&citation.source, BTreeSet::new()));
            by_source.len() - 1
        });
        by_source[at].1.extend(citation.paragraph);
    }
    let parts = by_source.iter().map(|(source, paragraphs)| one(source, paragraphs));
    parts.collect::<Vec<_>>().join("; ")
}

fn one(source: &str, paragraphs: &BTreeSet<u32>) -> String {
    let source = sanitise_line(source);
    let numbers: Vec<String> = paragraphs.iter().map(u32::to_string).collect();
    match numbers.as_slice() {
        [] => source.into_owned(),
        [one] => format!("{source}, paragraph {one}"),
        [some @ .., last] => format!("{source}, paragraphs {} and {last}", some.join(", ")),
    }
}
