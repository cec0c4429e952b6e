//! The comparison of a typed text with its key.
//!
//! Both sides are folded as the deck's [`TextPolicy`] says ([`fold`]), then compared: first exactly,
//! then with the patterns, and last with typing errors forgiven. The best credit counts.

mod fold;
mod number_words;
mod typo;
mod wildcard;

#[cfg(test)]
mod tests;

use deck_format::limits::MAX_TEXT;
use deck_format::{Fraction, TextKey, TextPattern, TextPolicy};

use crate::outcome::Note;

pub use fold::fold;
use typo::Candidate;
use wildcard::Wildcard;

/// What a typed answer earns, and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMatch {
    /// The best credit among the keys that it matches, from 0 to 1.
    pub credit: Fraction,
    /// A forgiven spelling, or the author's word on a listed wrong answer.
    pub note: Option<Note>,
}

impl TextMatch {
    /// A match without anything to say.
    pub(crate) fn plain(credit: Fraction) -> Self {
        Self { credit, note: None }
    }

    /// This match, or what was accepted beside the key where that is better.
    pub(crate) fn or_accepted(self, credit: Option<Fraction>) -> Self {
        match credit {
            Some(credit) if credit > self.credit => Self::plain(credit),
            _ => self,
        }
    }

    /// No match, with a reason.
    pub(crate) fn wrong(note: Note) -> Self {
        Self { credit: Fraction::ZERO, note: Some(note) }
    }
}

/// Compares a typed text with its key, in the language of the deck.
///
/// A text that is blank or longer than any text of a deck matches nothing. The time is linear in
/// the length of the typed text, save for short texts in which typing errors are looked for.
#[must_use]
pub fn compare_text(key: &TextKey, language: &str, typed: &str) -> TextMatch {
    if typed.trim().is_empty() || typed.len() > MAX_TEXT {
        return TextMatch::plain(Fraction::ZERO);
    }
    let folds = Folds { policy: key.compare, language };
    let typed = folds.fold(typed);
    if typed == folds.fold(&key.answer) {
        return TextMatch::plain(Fraction::ONE);
    }
    let literals = folds.literals(key);
    let exact = literals.iter().filter(|key| key.folded == typed).map(|key| key.credit).max();
    let rejects: Vec<String> = key.reject.iter().map(|(text, _)| folds.fold(text)).collect();
    if exact.is_none()
        && let Some(at) = rejects.iter().position(|reject| *reject == typed)
    {
        return TextMatch::wrong(Note::Rejected(key.reject[at].1.clone()));
    }
    if let Some(credit) = exact.max(folds.best_pattern(key, &typed)) {
        return TextMatch::plain(credit);
    }
    match typo::forgiven(key.compare.typos, &literals, &rejects, &typed) {
        Some(key) => TextMatch {
            credit: key.credit,
            note: Some(Note::Spelling(key.written.trim().to_owned())),
        },
        None => TextMatch::plain(Fraction::ZERO),
    }
}

/// A text that a key takes as right, and how far a typed one is from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// The text as the author wrote it.
    pub written: String,
    /// How many insertions, deletions, replacements and transpositions of neighbours part the two
    /// after folding.
    pub edits: usize,
}

/// The answer or accepted text that a typed one is nearest to, whether that is forgiven or not.
/// `None` where the typed text is so long that nobody counts, and where it is blank.
#[must_use]
pub fn nearest_text(key: &TextKey, language: &str, typed: &str) -> Option<Nearest> {
    if typed.trim().is_empty() || typed.chars().nth(typo::MAX_TYPED).is_some() {
        return None;
    }
    let folds = Folds { policy: key.compare, language };
    let typed = folds.fold(typed);
    let literals = folds.literals(key).into_iter();
    let counted = literals.map(|literal| (typo::distance(&literal.folded, &typed), literal));
    let (edits, nearest) = counted.min_by_key(|(edits, _)| *edits)?;
    Some(Nearest { written: nearest.written.trim().to_owned(), edits })
}

/// How both sides of one comparison are folded.
#[derive(Clone, Copy)]
struct Folds<'a> {
    policy: TextPolicy,
    language: &'a str,
}

impl Folds<'_> {
    fn fold(self, text: &str) -> String {
        fold(self.policy, self.language, text)
    }

    /// The answer and the accepted texts that are no patterns.
    fn literals<'t>(self, key: &'t TextKey) -> Vec<Candidate<'t>> {
        let accepted = key.accept.iter().filter_map(|accept| match &accept.pattern {
            TextPattern::Literal(text) => Some((text, accept.credit)),
            TextPattern::Wildcard(_) => None,
        });
        std::iter::once((&key.answer, Fraction::ONE))
            .chain(accepted)
            .map(|(text, credit)| self.candidate(text, credit))
            .collect()
    }

    fn candidate<'t>(self, written: &'t str, credit: Fraction) -> Candidate<'t> {
        let abbreviations = typo::abbreviations(written).map(|word| self.fold(word)).collect();
        Candidate { written, folded: self.fold(written), credit, abbreviations }
    }

    /// The best credit among the accepted patterns that a folded text fits.
    fn best_pattern(self, key: &TextKey, typed: &str) -> Option<Fraction> {
        let fits = |accept: &&deck_format::TextAccept| match &accept.pattern {
            TextPattern::Wildcard(pattern) => {
                Wildcard::new(pattern, |text| self.fold(text)).matches(typed)
            }
            TextPattern::Literal(_) => false,
        };
        key.accept.iter().filter(fits).map(|accept| accept.credit).max()
    }
}
