//! In which day an answer falls.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use session::record::UtcOffset;

/// The hour at which a day begins where nothing else is said: who studies past midnight is still
/// in the evening before.
pub const DEFAULT_ROLLOVER: u8 = 4;

/// Says in which day an instant falls: the day on the wall at that place, where a day begins at
/// the rollover hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    rollover: u8,
}

/// An hour that is none of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a day begins at an hour from 0 to 23, not at {0}")]
pub struct RolloverError(pub u8);

impl Default for Calendar {
    fn default() -> Self {
        Self { rollover: DEFAULT_ROLLOVER }
    }
}

impl Calendar {
    /// A calendar whose days begin at an hour of the clock on the wall.
    ///
    /// # Errors
    /// When the hour is above 23.
    pub fn new(rollover: u8) -> Result<Self, RolloverError> {
        if rollover < 24 { Ok(Self { rollover }) } else { Err(RolloverError(rollover)) }
    }

    /// The hour at which a day begins.
    #[must_use]
    pub fn rollover(self) -> u8 {
        self.rollover
    }

    /// The day of an instant at a place with an offset from UTC.
    #[must_use]
    pub fn day(self, at: Timestamp, offset: UtcOffset) -> Date {
        let shifted = at.checked_sub(SignedDuration::from_hours(i64::from(self.rollover)));
        // Only the first hours of the year -9999 have none before them.
        offset.offset().to_datetime(shifted.unwrap_or(at)).date()
    }
}

/// The whole days from one day to another; 0 where the other is not later, since a clock that was
/// set back passes no time.
#[must_use]
pub fn days_between(from: Date, to: Date) -> u32 {
    u32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(0)
}

/// The day that is so many days later; the last day that there is, where it would lie behind it.
#[must_use]
pub fn days_after(day: Date, days: u32) -> Date {
    let hours = i64::from(days) * 24;
    day.checked_add(SignedDuration::from_hours(hours)).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(rollover: u8, at: &str, offset: &str) -> Date {
        let calendar = Calendar::new(rollover).unwrap();
        calendar.day(at.parse().unwrap(), offset.parse().unwrap())
    }

    #[test]
    fn a_day_begins_at_the_rollover_hour_of_the_place() {
        assert_eq!(day(4, "2026-03-02T03:59:59Z", "+00:00"), date(2026, 3, 1));
        assert_eq!(day(4, "2026-03-02T04:00:00Z", "+00:00"), date(2026, 3, 2));
        assert_eq!(day(0, "2026-03-02T00:00:00Z", "+00:00"), date(2026, 3, 2));
        assert_eq!(day(4, "2026-03-02T03:00:00Z", "+01:00"), date(2026, 3, 2));
        assert_eq!(day(4, "2026-03-02T08:59:00Z", "-05:00"), date(2026, 3, 1));
        assert_eq!(day(23, "2026-03-02T22:59:59Z", "+00:00"), date(2026, 3, 1));
    }

    #[test]
    fn an_hour_is_one_of_a_day() {
        assert_eq!(Calendar::new(24), Err(RolloverError(24)));
        assert_eq!(Calendar::default().rollover(), 4);
    }

    #[test]
    fn the_ends_of_time_have_a_day() {
        let calendar = Calendar::new(23).unwrap();
        for offset in ["-23:59", "+23:59"] {
            let offset = offset.parse().unwrap();
            assert!(calendar.day(Timestamp::MIN, offset) <= calendar.day(Timestamp::MAX, offset));
        }
    }

    #[test]
    fn days_are_counted_and_never_negative() {
        let (first, second) = (date(2024, 2, 28), date(2024, 3, 1));
        assert_eq!(days_between(first, second), 2);
        assert_eq!(days_between(second, first), 0);
        assert_eq!(days_between(Date::MIN, Date::MAX), 7_304_483);
        assert_eq!(days_after(first, 2), second);
        assert_eq!(days_after(Date::MAX, 1), Date::MAX);
        assert_eq!(days_after(first, u32::MAX), Date::MAX);
    }
}
