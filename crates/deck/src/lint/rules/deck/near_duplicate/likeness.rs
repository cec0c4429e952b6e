//! How alike two questions are.

use deck_format::Answer;
use strsim::normalized_levenshtein;

use crate::lint::words::WordMap;
use crate::lint::{Item, Token, TokenKind};

/// The share of runs of three words that near duplicates have in common, in hundredths.
const MIN_SHINGLES: usize = 80;
/// The likeness of the sorted words of two prompts from which they are near duplicates.
const MIN_SORTED: f64 = 0.90;
/// Prompts with fewer words say too little to be compared.
const MIN_WORDS: usize = 5;
/// How many of the rarest words of a prompt are indexed. Near duplicates differ in one word or two.
const MAX_RARE: usize = 4;
/// The share of a prompt's letters that may be in words which the other prompt does not have, in
/// hundredths: with more, the letters themselves need not be compared.
const MAX_OWN: usize = 20;

/// How two questions are alike.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Likeness {
    /// So many hundredths of their runs of three words are common.
    Shingles(usize),
    /// The likeness of their sorted words.
    Sorted(f64),
}

impl Likeness {
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Shingles(share) => format!("{share} % of the runs of three words are common"),
            Self::Sorted(share) => format!("{:.0} % of the letters are common", share * 100.0),
        }
    }
}

/// A question as it is compared with others.
pub(super) struct Profile<'i, 'a> {
    item: &'i Item<'a>,
    words: Vec<u64>,
    numbers: Vec<u64>,
}

impl<'i, 'a> Profile<'i, 'a> {
    pub(super) fn new(item: &'i Item<'a>) -> Self {
        let mut words: Vec<u64> = item.stem.tokens().iter().map(|token| token.stem).collect();
        words.sort_unstable();
        Self { item, words, numbers: fixed(item) }
    }

    /// The rarest words of a prompt, by which like ones are found; none where it is too short. A
    /// word that no other prompt has finds nothing and is left out.
    pub(super) fn rarest(item: &Item<'_>, frequency: &WordMap<u32>) -> [Option<u64>; MAX_RARE] {
        let tokens = item.stem.tokens();
        if tokens.len() < MIN_WORDS {
            return [None; MAX_RARE];
        }
        // The rarest so far, rarest first; a prompt has few words, and most are not among them.
        let mut rare = [(u32::MAX, 0); MAX_RARE];
        for token in tokens {
            let count = frequency.get(&token.stem).copied().unwrap_or(0);
            let entry = (count, token.stem);
            if entry < rare[MAX_RARE - 1] && !rare.contains(&entry) {
                rare[MAX_RARE - 1] = entry;
                rare.sort_unstable();
            }
        }
        rare.map(|(count, word)| (2..u32::MAX).contains(&count).then_some(word))
    }

    /// Whether another question can be alike: this is quick, and rules out nearly all.
    pub(super) fn may_be_like(&self, other: &Item<'_>) -> bool {
        let tokens = other.stem.tokens();
        if self.words.len().abs_diff(tokens.len()) * 4 > self.words.len().max(tokens.len()) {
            return false;
        }
        let most = other.stem.visible().len() * MAX_OWN / 100;
        let mut own = 0;
        tokens.iter().all(|token| {
            if self.words.binary_search(&token.stem).is_err() {
                own += token.range().len();
            }
            own <= most
        })
    }

    /// How the two are alike, if they are near duplicates. What has other numbers, code or figures is
    /// another question, and so is what has the very same prompt: others look after that.
    pub(super) fn like(&self, other: &Item<'_>) -> Option<Likeness> {
        let exact = |item: &Item<'_>| -> Vec<u64> {
            item.stem.tokens().iter().map(|token| token.word).collect()
        };
        if self.numbers != fixed(other) || exact(self.item) == exact(other) {
            return None;
        }
        let share = jaccard(&shingles(self.item), &shingles(other));
        if share >= MIN_SHINGLES {
            return Some(Likeness::Shingles(share));
        }
        let share = normalized_levenshtein(&sorted(self.item), &sorted(other));
        (share >= MIN_SORTED).then_some(Likeness::Sorted(share))
    }
}

/// The numbers and code of a prompt, in order.
fn fixed(item: &Item<'_>) -> Vec<u64> {
    let is_fixed = |token: &&Token| matches!(token.kind, TokenKind::Number | TokenKind::Opaque);
    item.stem.tokens().iter().filter(is_fixed).map(|token| token.word).collect()
}

/// The words of the prompt in the order of the alphabet.
fn sorted(item: &Item<'_>) -> String {
    let mut words: Vec<String> =
        item.stem.tokens().iter().map(|token| item.stem.word(token).to_lowercase()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// The runs of three words in prompt and key, as sorted numbers, each once.
fn shingles(item: &Item<'_>) -> Vec<u64> {
    let mut words: Vec<u64> = item.stem.tokens().iter().map(|token| token.word).collect();
    for key in item.keys() {
        words.extend(key.text.tokens().iter().map(|token| token.word));
    }
    if let Some(Answer::ShortAnswer(key)) = item.answer() {
        words.extend(item.prepare(&key.answer).tokens().iter().map(|token| token.word));
    }
    let join = |run: &[u64]| run.iter().fold(0, |hash: u64, word| hash.rotate_left(21) ^ word);
    let mut shingles: Vec<u64> = words.windows(3).map(join).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// The share of two sorted lists that is common to both, in hundredths.
fn jaccard(a: &[u64], b: &[u64]) -> usize {
    let common = a.iter().filter(|shingle| b.binary_search(shingle).is_ok()).count();
    let all = a.len() + b.len() - common;
    (common * 100).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_share_is_counted_in_hundredths() {
        assert_eq!(jaccard(&[1, 2, 3], &[1, 2, 4]), 50);
        assert_eq!(jaccard(&[1], &[1]), 100);
        assert_eq!(jaccard(&[], &[]), 0);
    }
}
