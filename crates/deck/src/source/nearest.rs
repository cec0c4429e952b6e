//! The words of a text that come nearest to a phrase.
//!
//! The phrase is aligned with any run of words of the text, at the least cost (the approximate string
//! matching of Sellers 1980, over words in place of letters).

use deck_format::TextPolicy;
use strsim::normalized_levenshtein;

/// What a word of the phrase costs that has no match.
const MISSING: u32 = 100;
/// What a word of the text costs that stands between the matches. Authors leave words out more often
/// than they make words up.
const EXTRA: u32 = 40;
/// What comes nearest is worth naming up to this cost for each word of the phrase.
const WORTH_NAMING: u32 = 50;
/// The most pairs of words that are compared.
const MOST_PAIRS: usize = 200_000;
/// Words that are longer than this, in bytes, are compared as a whole.
const LONG_WORD: usize = 40;

/// Words of a text that are like a phrase.
pub(super) struct Nearest<'a> {
    /// The words as they stand there, without the punctuation around them.
    pub(super) text: &'a str,
    /// How unlike they are, for each word of the phrase: 0 to 100.
    pub(super) cost: u32,
}

/// The words of a text that come nearest to a phrase; the first of equals. `None` where nothing is
/// like it, or it would take too long to find out.
pub(super) fn nearest<'a>(phrase: &str, text: &'a str) -> Option<Nearest<'a>> {
    let phrase: Vec<String> = words(phrase).map(|(_, word)| word).collect();
    let words: Vec<(usize, String)> = words(text).collect();
    if phrase.is_empty() || phrase.len().saturating_mul(words.len()) > MOST_PAIRS {
        return None;
    }
    let (cost, first, last) = align(&phrase, &words)?;
    let cost = cost / u32::try_from(phrase.len()).ok()?;
    if cost > WORTH_NAMING {
        return None;
    }
    let (start, end) = (words.get(first)?.0, words.get(last)?.0);
    let end = text[end..].find(char::is_whitespace).map_or(text.len(), |length| end + length);
    let outer = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?');
    Some(Nearest { text: text[start..end].trim_matches(outer), cost })
}

/// The words of a text, folded, each with the byte where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, String)> {
    let policy = TextPolicy::default();
    text.split_whitespace().map(move |word| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        (at, session::fold(policy, "en", word))
    })
}

/// The best way to reach a point of the alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    cost: u32,
    /// The first word of the text that is used.
    first: usize,
}

/// The least cost of the phrase against a run of words, with the first and the last word of the run.
fn align(phrase: &[String], words: &[(usize, String)]) -> Option<(u32, usize, usize)> {
    // The column before the first word: so many words of the phrase are missing.
    let mut ways: Vec<Way> = (0..=phrase.len()).map(|missing| start(missing, 0)).collect();
    let mut best: Option<(u32, usize, usize)> = None;
    for (at, (_, word)) in words.iter().enumerate() {
        let mut diagonal = ways[0];
        ways[0] = start(0, at + 1);
        for (row, wanted) in phrase.iter().enumerate() {
            let here = ways[row + 1];
            let matched = Way { cost: diagonal.cost + unlikeness(wanted, word), ..diagonal };
            let extra = Way { cost: here.cost + EXTRA, ..here };
            let missing = Way { cost: ways[row].cost + MISSING, ..ways[row] };
            ways[row + 1] = matched.min(extra).min(missing);
            diagonal = here;
        }
        let end = ways[phrase.len()];
        if end.first <= at && best.is_none_or(|(cost, ..)| end.cost < cost) {
            best = Some((end.cost, end.first, at));
        }
    }
    best
}

fn start(missing: usize, first: usize) -> Way {
    let missing = u32::try_from(missing).unwrap_or(u32::MAX);
    Way { cost: missing.saturating_mul(MISSING), first }
}

/// How unlike two words are: 0 to [`MISSING`].
fn unlikeness(a: &str, b: &str) -> u32 {
    if a == b {
        return 0;
    }
    if a.len() > LONG_WORD || b.len() > LONG_WORD {
        return MISSING;
    }
    let likeness = normalized_levenshtein(a, b);
    // Between 0 and 100.
    ((1.0 - likeness) * f64::from(MISSING)) as u32
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

    use super::*;

    fn found(phrase: &str, text: &'static str) -> Option<&'static str> {
        nearest(phrase, text).map(|found| found.text)
    }

    #[test]
    fn left_out_mistyped_and_swapped_words_are_found() {
        let text = "It nearly doubled: China has 59 extradition treaties, with partners elsewhere.";
        assert_eq!(found("59 treaties", text), Some("59 extradition treaties"));
        assert_eq!(found("doubeld China has", text), Some("doubled: China has"));
        assert_eq!(found("60 extradition treaties", text), Some("59 extradition treaties"));
        assert_eq!(found("partners all elsewhere", text), Some("partners elsewhere"));
    }

    #[test]
    fn the_first_of_equals_is_named() {
        assert_eq!(nearest("one", "one. One, one").unwrap().text, "one");
        assert_eq!(nearest("one", "one. One, one").unwrap().cost, 0);
    }

    #[test]
    fn what_is_like_nothing_has_no_nearest() {
        assert_eq!(found("purple elephants", "59 extradition treaties"), None);
        assert_eq!(found("", "words"), None);
        assert_eq!(found("words", ""), None);
    }

    #[test]
    fn long_texts_cost_little() {
        let text = "word ".repeat(MOST_PAIRS);
        assert!(nearest("two words", &text).is_none());
    }
}
