//! Chance that depends on a seed alone.

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

    /// A number from 0 to 1, which it never is.
    pub(super) fn part(&mut self) -> f64 {
        self.0.random_range(0.0..1.0)
    }

    /// A place among so many, which are not none.
    pub(super) fn place(&mut self, count: usize) -> usize {
        self.0.random_range(0..count)
    }

    /// 128 bits.
    pub(super) fn bits(&mut self) -> u128 {
        self.0.random_range(0..=u128::MAX)
    }

    /// A number of the standard normal distribution, by Box and Muller.
    pub(super) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.part()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.part()).cos()
    }
}
