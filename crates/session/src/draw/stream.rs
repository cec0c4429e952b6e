//! The streams of chance that a question has of its own.

use deck_format::{DeckId, Digester, QuestionId};
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use crate::seed::Seed;

/// Begins every key; it names the version, so that versions share no stream.
const PURPOSE: &str = "quizdeck draw 1";

/// What a stream is for. The numbers are part of the algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// The priority of the question.
    Priority,
    /// The order of its first list: choices, items or left sides.
    First,
    /// The order of its right sides.
    Right,
    /// The order of the options of one blank, which the prompt holds as the k-th from 0.
    Blank(u32),
}

impl Use {
    fn number(self) -> u64 {
        match self {
            Self::Priority => 0,
            Self::First => 1,
            Self::Right => 2,
            Self::Blank(k) => 16 + u64::from(k),
        }
    }
}

/// The chances of a deck's questions under one seed.
pub(super) struct Chances(Digester);

impl Chances {
    pub(super) fn new(seed: Seed, deck: &DeckId) -> Self {
        let mut key = Digester::new(PURPOSE);
        key.field(seed.to_string()).field(deck.as_str());
        Self(key)
    }

    pub(super) fn question(&self, id: &QuestionId) -> Chance {
        let mut key = self.0.clone();
        key.field(id.as_str());
        Chance { key: key.finish_long() }
    }
}

/// The chance of one question under one seed.
pub(super) struct Chance {
    key: [u8; 32],
}

impl Chance {
    /// The priority of a question: the highest are drawn first.
    pub(super) fn priority(&self, weight: u8) -> u64 {
        let mut numbers = self.stream(Use::Priority, 0);
        (0..weight).map(|_| numbers.next_u64()).max().unwrap_or(0)
    }

    /// Puts things in a random order, each order as likely as any other.
    pub(super) fn shuffle<T>(&self, things: &mut [T], for_use: Use, round: u32) {
        let mut numbers = self.stream(for_use, round);
        for last in (1..things.len()).rev() {
            things.swap(last, below(&mut numbers, last + 1));
        }
    }

    fn stream(&self, for_use: Use, round: u32) -> ChaCha8Rng {
        let mut numbers = ChaCha8Rng::from_seed(self.key);
        numbers.set_stream(for_use.number() + (u64::from(round) << 32));
        numbers
    }
}

/// A whole number below `n`, each as likely as any other. `n` is at least 1.
fn below(numbers: &mut impl Rng, n: usize) -> usize {
    let n = n as u64;
    // 2^64 mod n: that many numbers at the top would make the lowest results likelier.
    let surplus = n.wrapping_neg() % n;
    loop {
        let number = numbers.next_u64();
        if number <= u64::MAX - surplus {
            return (number % n) as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::convert::Infallible;

    use rand::TryRng;

    use super::*;

    /// Gives the numbers of a list.
    struct Listed(std::vec::IntoIter<u64>);

    impl Listed {
        fn new(numbers: impl Into<Vec<u64>>) -> Self {
            Self(numbers.into().into_iter())
        }
    }

    impl TryRng for Listed {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            unreachable!("only numbers of 64 bits are drawn")
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            Ok(self.0.next().unwrap())
        }

        fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Infallible> {
            unreachable!("only numbers of 64 bits are drawn")
        }
    }

    fn chance(seed: u64, question: &str) -> Chance {
        Chances::new(Seed(seed), &DeckId::new("deck").unwrap())
            .question(&QuestionId::new(question).unwrap())
    }

    fn order_of(count: usize, seed: u64, for_use: Use, round: u32) -> Vec<usize> {
        let mut things: Vec<_> = (0..count).collect();
        chance(seed, "q").shuffle(&mut things, for_use, round);
        things
    }

    #[test]
    fn the_purpose_names_the_version() {
        assert_eq!(PURPOSE, format!("quizdeck draw {}", super::super::DRAW_VERSION));
    }

    /// Pins the generator itself: a change of it would change every paper.
    #[test]
    fn the_generator_is_chacha8() {
        let mut numbers = ChaCha8Rng::seed_from_u64(42);
        assert_eq!(numbers.next_u64(), 12_578_764_544_318_200_737);
        assert_eq!(numbers.next_u64(), 17_529_487_244_874_322_312);
    }

    #[test]
    fn numbers_that_would_favour_low_results_are_drawn_again() {
        // 2^64 = 3 × 6148914691236517205 + 1, so exactly the topmost number is surplus.
        assert_eq!(below(&mut Listed::new([u64::MAX, 7]), 3), 1);
        assert_eq!(below(&mut Listed::new([u64::MAX - 1]), 3), 2);
        // A power of two divides 2^64: nothing is surplus.
        assert_eq!(below(&mut Listed::new([u64::MAX]), 4), 3);
        assert_eq!(below(&mut Listed::new([u64::MAX]), 1), 0);
        // 2^64 mod 10 is 6.
        assert_eq!(below(&mut Listed::new([u64::MAX - 5, u64::MAX - 6]), 10), 9);
    }

    #[test]
    fn a_shuffle_swaps_from_the_last_place_down() {
        let expected = {
            let mut numbers = chance(7, "q").stream(Use::First, 0);
            let mut things = ['a', 'b', 'c'];
            things.swap(2, (numbers.next_u64() % 3) as usize);
            things.swap(1, (numbers.next_u64() % 2) as usize);
            things
        };
        let mut things = ['a', 'b', 'c'];
        chance(7, "q").shuffle(&mut things, Use::First, 0);
        assert_eq!(things, expected);
    }

    #[test]
    fn every_order_is_as_likely_as_any_other() {
        const SEEDS: u32 = 24_000;
        let mut counts: HashMap<Vec<usize>, u32> = HashMap::new();
        for seed in 0..SEEDS {
            *counts.entry(order_of(4, seed.into(), Use::First, 0)).or_default() += 1;
        }
        assert_eq!(counts.len(), 24);
        let expected = f64::from(SEEDS) / 24.0;
        let chi_square: f64 =
            counts.values().map(|&count| (f64::from(count) - expected).powi(2) / expected).sum();
        // 23 degrees of freedom: above 74 once in some three million, as beyond five sigma.
        assert!(chi_square < 74.0, "{chi_square}");
    }

    #[test]
    fn uses_and_rounds_have_streams_of_their_own() {
        let streams = [
            (Use::First, 0),
            (Use::Right, 0),
            (Use::Blank(0), 0),
            (Use::Blank(1), 0),
            (Use::First, 1),
            (Use::First, 2),
            (Use::Right, 1),
        ];
        let orders: std::collections::HashSet<_> =
            streams.iter().map(|&(for_use, round)| order_of(20, 1, for_use, round)).collect();
        assert_eq!(orders.len(), streams.len());
    }

    #[test]
    fn a_priority_is_the_largest_of_as_many_numbers_as_the_weight() {
        let mut numbers = chance(3, "q").stream(Use::Priority, 0);
        let drawn: Vec<u64> = (0..5).map(|_| numbers.next_u64()).collect();
        for weight in 1..=5 {
            let largest = drawn.iter().take(weight.into()).max();
            assert_eq!(Some(&chance(3, "q").priority(weight)), largest);
        }
    }

    #[test]
    fn seed_deck_and_question_all_matter() {
        let key = |seed, deck, question| {
            Chances::new(Seed(seed), &DeckId::new(deck).unwrap())
                .question(&QuestionId::new(question).unwrap())
                .key
        };
        // The last two differ only in where the deck's id ends.
        let keys = [key(1, "a", "b"), key(2, "a", "b"), key(1, "ab", "c"), key(1, "a", "bc")];
        for (i, one) in keys.iter().enumerate() {
            assert!(keys[..i].iter().all(|other| other != one));
        }
    }
}
