//! The memory model, FSRS-6: how well a question is remembered and when it is to come back.
//!
//! The formulas are those of the crate `fsrs`, which works in single precision; here is the edge
//! at which its numbers become ours.

use fsrs::{FSRS, FSRSItem, FSRSReview, MemoryState, current_retrievability};

use crate::parameters::Parameters;
use crate::rating::Rating;
use crate::retention::Retention;

/// The longest interval, in days.
pub const MAX_INTERVAL: u32 = 36_500;

/// What is remembered of one question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// The days until the chance of recall falls to 90 %, from 0.001 to 36,500.
    pub stability: f64,
    /// How hard the question is for the student, from 1 to 10.
    pub difficulty: f64,
}

/// One review, as the model takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repetition {
    /// The whole days since the review before; 0 for the first.
    pub days: u32,
    /// How well it went.
    pub rating: Rating,
}

/// FSRS-6 with its parameters.
#[derive(Debug, Clone)]
pub struct Model {
    parameters: Parameters,
    fsrs: FSRS,
    decay: f32,
}

impl Default for Model {
    fn default() -> Self {
        Self::new(Parameters::default())
    }
}

impl Model {
    /// The model with some parameters.
    #[must_use]
    pub fn new(parameters: Parameters) -> Self {
        Self { parameters, fsrs: parameters.fsrs(), decay: parameters.decay() }
    }

    /// Its parameters.
    #[must_use]
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// What is remembered after some reviews; none without one.
    #[must_use]
    pub fn memory(&self, repetitions: impl IntoIterator<Item = Repetition>) -> Option<Memory> {
        let reviews: Vec<_> = repetitions.into_iter().map(FSRSReview::from).collect();
        if reviews.is_empty() {
            return None;
        }
        self.fsrs.memory_state(FSRSItem { reviews }, None).ok().map(Memory::from)
    }

    /// What is remembered after each of some reviews.
    #[must_use]
    pub fn course(&self, repetitions: impl IntoIterator<Item = Repetition>) -> Vec<Memory> {
        let reviews = repetitions.into_iter().map(FSRSReview::from).collect();
        let states = self.fsrs.historical_memory_states(FSRSItem { reviews }, None);
        states.unwrap_or_default().into_iter().map(Memory::from).collect()
    }

    /// What is remembered after one more review.
    #[must_use]
    pub fn after(&self, memory: Option<Memory>, repetition: Repetition) -> Option<Memory> {
        let item = FSRSItem { reviews: vec![repetition.into()] };
        self.fsrs.memory_state(item, memory.map(Memory::state)).ok().map(Memory::from)
    }

    /// The chance of recall so many days after the last review, from 0 to 1.
    #[must_use]
    pub fn retrievability(&self, memory: Memory, days: u32) -> f64 {
        f64::from(current_retrievability(memory.state(), days as f32, self.decay))
    }

    /// After how many days the chance of recall falls to a retention, in whole days from 1 to
    /// [`MAX_INTERVAL`].
    #[must_use]
    pub fn interval(&self, memory: Memory, retention: Retention) -> u32 {
        let stability = Some(memory.state().stability);
        // The rating matters only where there is no stability.
        let days = self.fsrs.next_interval(stability, retention.share() as f32, 0);
        // `as` saturates, and takes what is no number as 0.
        (days.round() as u32).clamp(1, MAX_INTERVAL)
    }
}

impl Memory {
    fn state(self) -> MemoryState {
        MemoryState { stability: self.stability as f32, difficulty: self.difficulty as f32 }
    }
}

impl From<MemoryState> for Memory {
    fn from(state: MemoryState) -> Self {
        Self { stability: state.stability.into(), difficulty: state.difficulty.into() }
    }
}

impl From<Repetition> for FSRSReview {
    fn from(repetition: Repetition) -> Self {
        Self { rating: repetition.rating as u32, delta_t: repetition.days }
    }
}

#[cfg(test)]
mod tests;
