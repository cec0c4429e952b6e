//! Typing errors: which are forgiven.
//!
//! The distance is that of optimal string alignment (insertions, deletions, replacements, and
//! transpositions of neighbours) on graphemes. How much is forgiven depends on the length of the
//! key; a word that could just as well be meant as something else is never forgiven.

use std::collections::HashMap;

use deck_format::{Fraction, Typos};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The longest key, in graphemes, whose typing errors are looked for. The distance is quadratic in
/// the length, and whoever types more than this has other means than luck.
const MAX_KEY: usize = 200;

/// The longest typed text, in characters, in which typing errors are looked for.
pub(super) const MAX_TYPED: usize = 1000;

/// A key shorter than this, in graphemes, must begin with the right one.
const FIRST_MUST_MATCH_BELOW: usize = 9;

/// A text that earns credit.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'a> {
    /// As the author wrote it.
    pub(super) written: &'a str,
    /// As it is compared.
    pub(super) folded: String,
    /// What it earns.
    pub(super) credit: Fraction,
    /// Its words that are abbreviations, folded: they must be typed as they are.
    pub(super) abbreviations: Vec<String>,
}

/// The candidate that was meant by a text with typing errors, where that is beyond doubt: it is
/// within the limits, and nearer than every listed wrong answer and every candidate of another
/// credit.
pub(super) fn forgiven<'a, 'b>(
    typos: Typos,
    candidates: &'b [Candidate<'a>],
    rejects: &[String],
    typed: &str,
) -> Option<&'b Candidate<'a>> {
    if typed.chars().nth(MAX_TYPED).is_some() {
        return None;
    }
    let (candidate, edits) = candidates
        .iter()
        .filter(|candidate| within_limits(candidate, typed, typos))
        .map(|candidate| (candidate, distance(&candidate.folded, typed)))
        .min_by_key(|(candidate, edits)| (*edits, std::cmp::Reverse(candidate.credit)))?;
    let others =
        candidates.iter().filter(|other| other.credit != candidate.credit).map(|o| &o.folded);
    let rivalled = others.chain(rejects).any(|rival| is_within(rival, typed, edits));
    (!rivalled).then_some(candidate)
}

/// The words of a text that are written in capitals, such as NATO; `I` alone is none.
pub(super) fn abbreviations(written: &str) -> impl Iterator<Item = &str> {
    written.split_whitespace().map(core).filter(|word| {
        word.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !word.chars().any(char::is_lowercase)
    })
}

/// The most edits that are forgiven in a key of so many graphemes.
fn limit(length: usize) -> usize {
    match length {
        0..=4 => 0,
        5..=8 => 1,
        9..=14 => 2,
        _ => 3,
    }
}

/// Whether a text is the candidate but for errors that are forgiven: word by word, none added or
/// left out.
fn within_limits(candidate: &Candidate<'_>, typed: &str, typos: Typos) -> bool {
    let cap = match typos {
        Typos::ByLength => usize::MAX,
        Typos::AtMost(most) => usize::from(most),
    };
    if cap == 0 || !is_prose(&candidate.folded) {
        return false;
    }
    let (keys, words) = (candidate.folded.split(' '), typed.split(' '));
    if keys.clone().count() != words.clone().count() {
        return false;
    }
    let edits: Option<usize> = keys
        .zip(words)
        .map(|(key, word)| {
            if key == word {
                Some(0)
            } else if candidate.abbreviations.iter().any(|exact| exact == core(key)) {
                None
            } else {
                word_edits(key, word)
            }
        })
        .sum();
    edits.is_some_and(|edits| edits <= cap)
}

/// How many edits part a word from its key, where they are few enough to be forgiven.
fn word_edits(key: &str, word: &str) -> Option<usize> {
    let length = core(key).graphemes(true).count();
    let most = limit(length);
    let same_start = key.graphemes(true).next() == word.graphemes(true).next();
    if length < FIRST_MUST_MATCH_BELOW && !same_start || !is_within(key, word, most) {
        return None;
    }
    Some(distance(key, word))
}

/// Whether at most so many edits part two texts. Lengths are looked at first, which settles most
/// cases and bounds the work of the rest.
fn is_within(key: &str, typed: &str, edits: usize) -> bool {
    let (a, b) = (key.graphemes(true).count(), typed.graphemes(true).count());
    a.abs_diff(b) <= edits && distance(key, typed) <= edits
}

/// The distance of optimal string alignment between two texts, in graphemes.
pub(super) fn distance(a: &str, b: &str) -> usize {
    // The library counts characters; each grapheme is given one of its own.
    let mut codes = HashMap::new();
    let mut encode = |text: &str| -> String {
        text.graphemes(true)
            .map(|grapheme| {
                let next = u32::try_from(codes.len()).unwrap_or(u32::MAX);
                *codes.entry(grapheme.to_owned()).or_insert_with(|| private(next))
            })
            .collect()
    };
    strsim::osa_distance(&encode(a), &encode(b))
}

/// The n-th character of the private planes, which hold over 130 000: far more than two texts of
/// bounded length have graphemes.
fn private(n: u32) -> char {
    char::from_u32(0xf_0000_u32.saturating_add(n)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Whether a key is made of words alone. In numbers, formulas and code every character counts, and
/// so does each ideograph, which is a word of its own.
fn is_prose(key: &str) -> bool {
    let letter = |c: char| {
        c.is_alphabetic() && !is_ideograph(c)
            || is_combining_mark(c)
            || matches!(c, '-' | '\'' | '’')
    };
    key.graphemes(true).count() <= MAX_KEY
        && key.split(' ').all(|word| core(word).chars().all(letter))
}

/// A word without the punctuation that prose puts around it. The brackets of `main()` stay.
fn core(word: &str) -> &str {
    word.trim_start_matches(['(', '"', '\'', '“', '‘'])
        .trim_end_matches([')', '"', '\'', '”', '’', '.', ',', ';', ':', '!', '?'])
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{2_0000}'..='\u{3_ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_that_of_optimal_string_alignment() {
        for (a, b, edits) in [
            ("mitochondria", "mitohcondria", 1),
            ("receive", "recieve", 1),
            ("photosynthesis", "fotosynthesis", 2),
            ("cat", "cut", 1),
            ("iodine", "iodide", 1),
            ("ca", "abc", 3),
            ("", "abc", 3),
            ("e\u{308}x", "ex", 1),
            ("👩‍👩‍👧 x", "👩‍👩‍👦 x", 1),
        ] {
            assert_eq!(distance(a, b), edits, "{a} {b}");
            assert_eq!(distance(b, a), edits, "{b} {a}");
        }
    }

    #[test]
    fn limits_follow_the_length() {
        let limits: Vec<usize> = (0..=16).map(limit).collect();
        assert_eq!(limits, [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3]);
    }

    #[test]
    fn abbreviations_are_words_in_capitals() {
        let found = |text| abbreviations(text).collect::<Vec<_>>();
        assert_eq!(found("The NATO (and UNESCO) treaty, I think"), ["NATO", "UNESCO"]);
        assert!(found("Interpol 公安部 X").is_empty());
    }

    #[test]
    fn numbers_formulas_and_code_are_no_prose() {
        for text in
            ["2017", "h2o", "a+b", "main()", "snake_case", "example.com", "50%", "公安部", "mol/l"]
        {
            assert!(!is_prose(text), "{text}");
        }
        for text in
            ["meiya pico", "women's", "belt-and-road", "paris, france", "security (mps)", "हिन्दी"]
        {
            assert!(is_prose(text), "{text}");
        }
        assert!(!is_prose(&"a".repeat(201)));
    }
}
