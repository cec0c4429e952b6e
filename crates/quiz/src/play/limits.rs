//! The clocks that bind, and when they run out.

use std::time::{Duration, Instant};

use deck_format::Fraction;
use session::Limit;

use super::{Play, elapsed_ms};
use crate::front::Deadline;

/// A time with the factor of extra time in it.
pub(crate) fn extended(time: Duration, factor: Option<Fraction>) -> Duration {
    let Some(factor) = factor else { return time };
    let (of, per) = (factor.numerator().unsigned_abs(), factor.denominator().unsigned_abs());
    let millis = time.as_millis() * u128::from(of) / u128::from(per.max(1));
    Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX))
}

impl Play<'_, '_> {
    /// When the time of a question runs out, or that of the sitting if it comes first.
    pub(super) fn deadline(&self, q: usize) -> Option<Deadline> {
        let deadlines = self.deadline_of_question(q).into_iter().chain(self.deadline_of_sitting());
        deadlines.min_by_key(|deadline| deadline.at)
    }

    /// When the time of the sitting runs out. Its clock is that of the record, breaks left out.
    pub(super) fn deadline_of_sitting(&self) -> Option<Deadline> {
        let seconds = self.sitting.replay().start().limits.seconds?;
        let left = Duration::from_secs(seconds).saturating_sub(self.time_spent());
        deadline(left, Limit::Sitting)
    }

    /// When the time of a question runs out that binds. It counts while the question is on screen.
    fn deadline_of_question(&self, q: usize) -> Option<Deadline> {
        let binds = self.sitting.replay().start().limits.questions;
        let time = self.sitting.presented(q)?.time.filter(|_| binds)?;
        let time = extended(time, self.sitting.replay().start().limits.factor);
        let seen = Duration::from_millis(self.on_screen.get(&q).copied().unwrap_or(0));
        deadline(time.saturating_sub(seen), Limit::Question)
    }

    /// How long the sitting has taken so far.
    pub(super) fn time_spent(&self) -> Duration {
        let replay = self.sitting.replay();
        let since = elapsed_ms(replay.last(), self.place.clock.now());
        replay.spent() + Duration::from_millis(since)
    }
}

/// When so much time has passed from now; none where no clock shows it, as a record may say.
fn deadline(left: Duration, limit: Limit) -> Option<Deadline> {
    Some(Deadline { at: Instant::now().checked_add(left)?, limit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_no_clock_shows_never_runs_out() {
        let limit = |seconds| deadline(Duration::from_secs(seconds), Limit::Sitting);
        assert!(limit(60).is_some_and(|deadline| deadline.left() <= Duration::from_secs(60)));
        assert_eq!(limit(u64::MAX), None);
    }
}
