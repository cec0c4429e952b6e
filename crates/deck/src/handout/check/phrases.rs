//! Looking for very many phrases in very many texts at once.

use std::collections::HashMap;

/// The least length of a phrase that is looked for, in characters: shorter ones stand in too many
/// texts by chance.
pub(super) const LEAST: usize = 12;

/// Phrases by their first bytes.
pub(super) struct Phrases<'p>(HashMap<[u8; LEAST], Vec<&'p str>>);

impl<'p> Phrases<'p> {
    /// Those of the phrases that are long enough.
    pub(super) fn new(phrases: impl Iterator<Item = &'p str>) -> Self {
        let mut by_start: HashMap<_, Vec<&str>> = HashMap::new();
        for phrase in phrases.map(str::trim) {
            let is_long = phrase.chars().nth(LEAST - 1).is_some();
            if let Some(start) = phrase.as_bytes().first_chunk().filter(|_| is_long) {
                by_start.entry(*start).or_default().push(phrase);
            }
        }
        for phrases in by_start.values_mut() {
            phrases.sort_unstable();
            phrases.dedup();
        }
        Self(by_start)
    }

    /// The phrases that stand in some of the texts, each once.
    pub(super) fn found_in(&self, texts: &[&str]) -> Vec<&'p str> {
        let mut found: Vec<&str> = Vec::new();
        for text in texts {
            let bytes = text.as_bytes();
            for at in 0..bytes.len() {
                let Some(start) = bytes[at..].first_chunk() else { break };
                let phrases = self.0.get(start).into_iter().flatten();
                found.extend(phrases.filter(|phrase| bytes[at..].starts_with(phrase.as_bytes())));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_phrases_are_found_anywhere() {
        let phrases = ["The queen lays eggs", "short", "überaus längliche", "The queen lays"];
        let phrases = Phrases::new(phrases.into_iter());
        assert_eq!(
            phrases.found_in(&["x The queen lays eggs.", "short", "The queen lays"]),
            ["The queen lays", "The queen lays eggs"]
        );
        assert_eq!(phrases.found_in(&["eine überaus längliche Art"]), ["überaus längliche"]);
        assert!(phrases.found_in(&["the queen", ""]).is_empty());
    }
}
