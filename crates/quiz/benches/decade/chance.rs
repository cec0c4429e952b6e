//! Chance that depends on a seed alone.

use std::ops::RangeInclusive;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

/// Chance that depends on a seed alone.
#[derive(Debug)]
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// The chance of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A whole number of a range.
    pub(super) fn of(&mut self, range: RangeInclusive<u64>) -> u64 {
        self.0.random_range(range)
    }

    /// A place among so many, which are not none.
    pub(super) fn place(&mut self, count: usize) -> usize {
        self.0.random_range(0..count)
    }

    /// True in so many cases out of a hundred.
    pub(super) fn percent(&mut self, cases: u64) -> bool {
        self.of(1..=100) <= cases
    }
}
