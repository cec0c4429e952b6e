//! Where the sources say it.

use std::collections::BTreeSet;

use deck_format::Citation;

use super::full_stop;

/// `article, paragraphs 7 and 9; atlas.`: each source once.
pub(super) fn sources(citations: &[Citation]) -> String {
    let mut by_source: Vec<(&str, BTreeSet<u32>)> = Vec::new();
    for citation in citations {
        let at = by_source.iter().position(|(source, _)| *source == citation.source);
        let at = at.unwrap_or_else(|| {
            by_source.push((&citation.source, BTreeSet::new()));
            by_source.len() - 1
        });
        by_source[at].1.extend(citation.paragraph);
    }
    let one = |(source, paragraphs): &(&str, BTreeSet<u32>)| {
        let numbers: Vec<String> = paragraphs.iter().map(u32::to_string).collect();
        match numbers.as_slice() {
            [] => (*source).to_owned(),
            [one] => format!("{source}, paragraph {one}"),
            [some @ .., last] => format!("{source}, paragraphs {} and {last}", some.join(", ")),
        }
    };
    full_stop(&by_source.iter().map(one).collect::<Vec<_>>().join("; "))
}
