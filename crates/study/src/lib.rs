//! What a student's history says, as pure data and functions: no files, no clock, no terminal.
//!
//! The history is the student's records and nothing else. Every number here is derived from them
//! again each time, so that there is no second truth:
//!
//! `Record`s ─[`Cards::from_records`]→ one [`Card`] for each question, with its [`Review`]s and
//! their [`Rating`]s ─[`Model`] (FSRS-6)→ [`Memory`] ─[`Schedule`]→ due days.
//!
//! From the same cards come [`Progress`], [`Calibration`] and, where there is enough of it, a
//! [`Fit`]: memory parameters of the student's own.
//!
//! Three rules hold throughout:
//!
//! * An answer that was given after its feedback was seen changes no rating, no accuracy and no due
//!   day: a sitting gives a question one review, by the answer that counts.
//! * Exams, essays and answers on handouts make no reviews; they are only seen. Once the key of a
//!   deck is released, what was sat of it is reviews, but for essays, each on its own day.
//! * The day of an answer is the day where and when it was given ([`Calendar`]), so that the past
//!   never changes when the student travels, and intervals are never negative, whatever the clock
//!   did.

mod calendar;
mod calibration;
mod cards;
mod fit;
mod fuzz;
mod memory;
mod parameters;
mod predict;
mod progress;
mod proportion;
mod quality;
mod rating;
mod retention;
mod review;
mod schedule;
#[cfg(test)]
mod second_tries;
mod streaks;
#[cfg(test)]
mod testing;
mod weakest;

pub use calendar::{Calendar, DEFAULT_ROLLOVER, RolloverError, days_after, days_between};
pub use calibration::{
    Calibration, Confidence, Decile, MIN_INTERPRETED, MIN_VERDICT, Sureness, SurenessRow,
};
pub use cards::{Card, Cards};
pub use fit::{Fit, FitError, MIN_DAYS, MIN_REVIEWS, fit};
pub use memory::{MAX_INTERVAL, Memory, Model, Repetition};
pub use parameters::{Parameters, ParametersError};
pub use predict::{Prediction, predictions};
pub use progress::{Group, Progress};
pub use proportion::Proportion;
pub use quality::{Bin, Quality, brier, log_loss, rmse_bins};
pub use rating::Rating;
pub use retention::{Retention, RetentionError};
pub use review::{Dealt, Review};
pub use schedule::{Due, HORIZON, Schedule, Standing};
pub use streaks::Streaks;
pub use weakest::{WEAK_IN_DAYS, WEAKEST, Weak};
