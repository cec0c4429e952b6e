//! How much time is left, in words that turn urgent with their colour.

use std::time::{Duration, Instant};

use console::{Look, style, words};

use super::super::Deadline;

const URGENT: Duration = Duration::from_secs(60);
const LAST: Duration = Duration::from_secs(10);

/// What is said about the time that is left.
pub(super) fn words(deadline: Deadline, look: &Look) -> String {
    let left = deadline.seconds_left();
    let of = deadline.of();
    let left_words = words::duration(left);
    if left < LAST {
        look.paint(style::WRONG, &format!("Last seconds: {left_words} left{of}"))
    } else if left < URGENT {
        look.paint(style::PARTLY, &format!("Less than a minute: {left_words} left{of}"))
    } else {
        look.paint(style::DIM, &format!("Time left{of}: {left_words}"))
    }
}

/// When these words are no longer true.
pub(super) fn next_tick(deadline: Deadline) -> Instant {
    let left = deadline.left();
    let within = Duration::from_nanos(u64::from(left.subsec_nanos()));
    // A moment after the second has passed, so that it has in every reckoning.
    (Instant::now() + within + Duration::from_millis(1)).min(deadline.at)
}

#[cfg(test)]
mod tests {
    use session::Limit;

    use super::*;

    fn said(seconds: u64, limit: Limit) -> String {
        let at = Instant::now() + Duration::from_secs(seconds);
        words(Deadline { at, limit }, &Look::rich(80).uncoloured())
    }

    #[test]
    fn words_turn_urgent() {
        assert_eq!(said(150, Limit::Sitting), "Time left: 2 min 30 s");
        assert_eq!(said(59, Limit::Question), "Less than a minute: 59 s left for this question");
        assert_eq!(said(9, Limit::Sitting), "Last seconds: 9 s left");
        assert_eq!(said(0, Limit::Sitting), "Last seconds: 0 s left");
    }

    #[test]
    fn a_tick_comes_with_the_next_second_and_never_after_the_end() {
        let deadline =
            Deadline { at: Instant::now() + Duration::from_millis(1_500), limit: Limit::Sitting };
        let tick = next_tick(deadline).saturating_duration_since(Instant::now());
        assert!(tick <= Duration::from_millis(502), "{tick:?}");
        let over = Deadline { at: Instant::now(), limit: Limit::Sitting };
        assert!(next_tick(over) <= Instant::now());
    }
}
