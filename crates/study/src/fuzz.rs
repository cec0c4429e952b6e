//! A little chance in intervals, so that questions that were learnt together do not come back
//! together for ever. It is drawn from the question and the number of its reviews: the same history
//! gives the same due day, everywhere.

use deck_format::{DeckId, Digester, QuestionId};

use crate::memory::MAX_INTERVAL;

/// Thousandths of a day.
const DAY: u64 = 1_000;

/// An interval near another, in days: one of [`range`], all equally likely.
pub(crate) fn fuzzed(interval: u32, deck: &DeckId, question: &QuestionId, reviews: usize) -> u32 {
    let (low, high) = range(interval);
    let span = u64::from(high - low) + 1;
    let chance = u128::from(chance(deck, question, reviews)) * u128::from(span);
    // The upper half of the product is below the span.
    low + (chance >> 64) as u32
}

/// The shortest and the longest interval that another may become.
///
/// It may be off by a day, 15 % of what it has from 2.5 to 7 days, 10 % of what it has from 7 to
/// 20 and 5 % of what is above, in whole days; below 2.5 days it stands as it is. The numbers are
/// those of FSRS.
fn range(interval: u32) -> (u32, u32) {
    if interval < 3 {
        return (interval, interval);
    }
    let days = u64::from(interval);
    let off = DAY + 150 * days.min(7) - 375
        + 100 * days.min(20).saturating_sub(7)
        + 50 * days.saturating_sub(20);
    let low = rounded((days * DAY).saturating_sub(off)).max(2);
    let high = rounded(days * DAY + off).min(MAX_INTERVAL);
    (low.min(high), high)
}

/// Thousandths of a day as whole days, halves up.
fn rounded(thousandths: u64) -> u32 {
    u32::try_from((thousandths + DAY / 2) / DAY).unwrap_or(MAX_INTERVAL)
}

/// 64 bits of SHA-256 of a question and the number of its reviews.
fn chance(deck: &DeckId, question: &QuestionId, reviews: usize) -> u64 {
    let mut digester = Digester::new("quizdeck due 1");
    digester.field(deck.as_str()).field(question.as_str());
    digester.field((reviews as u64).to_le_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digester.finish_long()[..8]);
    u64::from_le_bytes(first)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Computed apart from this code, from SHA-256 alone.
    const PINNED: [u32; 6] = [93, 103, 101, 106, 103, 102];

    fn fuzz(interval: u32, reviews: usize) -> u32 {
        let deck = DeckId::new("deck").unwrap();
        fuzzed(interval, &deck, &QuestionId::new("q1").unwrap(), reviews)
    }

    #[test]
    fn short_intervals_stand_and_long_ones_may_be_off() {
        // By hand from the formula: 1 + .075, 1 + .675, 1 + .675 + 1.3, 1 + .675 + 1.3 + 4.
        let ranges = [1, 2, 3, 7, 20, 100, 36_500].map(range);
        let known = [(1, 1), (2, 2), (2, 4), (5, 9), (17, 23), (93, 107), (34_673, 36_500)];
        assert_eq!(ranges, known);
    }

    #[test]
    fn the_first_draws_are_pinned() {
        let draws: Vec<u32> = (1..=6).map(|reviews| fuzz(100, reviews)).collect();
        assert_eq!(draws, PINNED, "a change here moves the due days of every student");
    }

    #[test]
    fn every_interval_of_the_range_comes_up() {
        let drawn: BTreeSet<u32> = (0..300).map(|reviews| fuzz(20, reviews)).collect();
        assert!(drawn.into_iter().eq(17..=23));
    }

    proptest! {
        #[test]
        fn an_interval_stays_near(interval in 1..=MAX_INTERVAL, reviews in 0..1_000_usize) {
            let (low, high) = range(interval);
            prop_assert!(low >= 1 && low <= interval && interval <= high && high <= MAX_INTERVAL);
            let drawn = fuzz(interval, reviews);
            prop_assert!(low <= drawn && drawn <= high);
            prop_assert_eq!(drawn, fuzz(interval, reviews));
        }
    }
}
