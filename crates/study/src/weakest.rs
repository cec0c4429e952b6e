//! The questions that are remembered worst.

use jiff::civil::Date;

use crate::calendar::days_after;
use crate::schedule::{Schedule, Standing};

/// How many questions are named.
pub const WEAKEST: usize = 10;
/// How many days ahead recall is predicted for it. On the day of a review everything is remembered,
/// also what was missed just then; a week later weak memories have shown themselves.
pub const WEAK_IN_DAYS: u32 = 7;

/// A question that is remembered badly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weak<'s, 'c, 'a> {
    /// How the student stands with it.
    pub standing: &'s Standing<'c, 'a>,
    /// The chance of recall today.
    pub today: f64,
    /// The chance of recall in [`WEAK_IN_DAYS`] days, if it is not reviewed before.
    pub ahead: f64,
    /// How often it was missed.
    pub misses: usize,
}

/// The questions that are the least likely to be known in a week if they are not reviewed before,
/// at most [`WEAKEST`]; of equals first those that were missed more often, then by deck and
/// question.
pub(crate) fn weakest<'s, 'c, 'a>(
    schedule: &'s Schedule<'c, 'a>,
    today: Date,
) -> Vec<Weak<'s, 'c, 'a>> {
    let ahead = days_after(today, WEAK_IN_DAYS);
    let mut all: Vec<_> = schedule
        .standings()
        .iter()
        .map(|standing| Weak {
            standing,
            today: schedule.retrievability(standing, today),
            ahead: schedule.retrievability(standing, ahead),
            misses: standing.card.misses(),
        })
        .collect();
    // The sort is stable, and the standings are in order.
    all.sort_by(|one, other| one.ahead.total_cmp(&other.ahead).then(other.misses.cmp(&one.misses)));
    all.truncate(WEAKEST);
    all
}
