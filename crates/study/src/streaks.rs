//! Days of study in a row.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::calendar::days_after;

/// Days of study in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Streaks {
    /// How many days up to today; up to yesterday where today has none yet, since it is not over.
    pub current: usize,
    /// How many at most, ever.
    pub longest: usize,
}

impl Streaks {
    /// The streaks in some days of study.
    #[must_use]
    pub fn of(days: &BTreeMap<Date, usize>, today: Date) -> Self {
        let mut streaks = Self::default();
        let mut run = 0;
        let mut before: Option<Date> = None;
        for day in days.keys().copied() {
            run =
                if before.is_some_and(|before| days_after(before, 1) == day) { run + 1 } else { 1 };
            streaks.longest = streaks.longest.max(run);
            if day == today || days_after(day, 1) == today {
                streaks.current = run;
            }
            before = Some(day);
        }
        streaks
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn streaks(days: &[i8], today: i8) -> (usize, usize) {
        let days = days.iter().map(|day| (date(2026, 3, *day), 1)).collect();
        let streaks = Streaks::of(&days, date(2026, 3, today));
        (streaks.current, streaks.longest)
    }

    #[test]
    fn a_streak_is_of_days_in_a_row() {
        assert_eq!(streaks(&[], 9), (0, 0));
        assert_eq!(streaks(&[1, 2, 3, 5, 6], 6), (2, 3));
        assert_eq!(streaks(&[1, 2, 3, 5, 6], 7), (2, 3), "today is not over");
        assert_eq!(streaks(&[1, 2, 3, 5, 6], 8), (0, 3));
    }

    #[test]
    fn days_after_today_are_in_no_current_streak() {
        assert_eq!(streaks(&[3, 4, 5, 6], 4), (2, 4), "a clock that was set back");
    }
}
