//! The clock and the ids of sittings: the one place where time and chance enter.
//!
//! `QUIZDECK_NOW` (an RFC 3339 instant) fixes the clock and `QUIZDECK_SESSION` the id, for tests.
//! With a step behind the instant, such as `2026-11-24T07:30:00Z/7s`, the clock goes on by that
//! with every reading.

use std::cell::Cell;
use std::time::Duration;

use console::Failure;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, TimestampRound, Unit};
use rand::TryRng;
use rand::rngs::SysRng;
use session::Seed;
use session::record::UtcOffset;

/// Seeds that nobody chose are below this, so that they are short enough to type.
const SEEDS: u64 = 1_000_000_000;

/// A clock that does not run by itself.
#[derive(Debug)]
struct Fixed {
    /// The next reading.
    next: Cell<Timestamp>,
    /// How far it goes on with a reading.
    step: Duration,
}

impl Fixed {
    /// Reads an instant, and a step behind it if there is one.
    fn parse(text: &str) -> Option<Self> {
        let (instant, step) = text.split_once('/').unwrap_or((text, ""));
        let step = match step {
            "" => Duration::ZERO,
            step => deck_format::parse_duration(step)?,
        };
        Some(Self { next: Cell::new(instant.parse().ok()?), step })
    }

    fn now(&self) -> Timestamp {
        let now = self.next.get();
        self.next.set(now.checked_add(self.step).unwrap_or(now));
        now
    }
}

/// A clock, running or fixed.
#[derive(Debug)]
pub(crate) struct Clock {
    fixed: Option<Fixed>,
    session: Option<String>,
    zone: TimeZone,
}

impl Clock {
    /// The clock of this run.
    pub(crate) fn from_environment() -> Result<Self, Failure> {
        let fixed = match std::env::var("QUIZDECK_NOW") {
            Ok(text) => Some(Fixed::parse(&text).ok_or_else(|| {
                Failure::failed("QUIZDECK_NOW is not an instant such as 2026-11-24T07:30:00Z")
            })?),
            Err(_) => None,
        };
        let session = std::env::var("QUIZDECK_SESSION").ok();
        Ok(Self { fixed, session, zone: TimeZone::system() })
    }

    /// Now, to the millisecond.
    pub(crate) fn now(&self) -> Timestamp {
        let now = self.fixed.as_ref().map_or_else(Timestamp::now, Fixed::now);
        now.round(TimestampRound::new().smallest(Unit::Millisecond)).unwrap_or(now)
    }

    /// The offset from UTC here and now.
    pub(crate) fn offset(&self) -> UtcOffset {
        self.offset_at(self.now())
    }

    /// The offset from UTC here at an instant.
    pub(crate) fn offset_at(&self, at: Timestamp) -> UtcOffset {
        UtcOffset::new(self.zone.to_offset(at))
    }

    /// The time of day of an instant here, such as `14:02`.
    pub(crate) fn time_of_day(&self, at: Timestamp) -> String {
        self.zone.to_datetime(at).strftime("%H:%M").to_string()
    }

    /// The id of a new sitting: a ULID, so that ids sort by time.
    pub(crate) fn session_id(&self) -> Result<String, Failure> {
        if let Some(id) = &self.session {
            return Ok(id.clone());
        }
        let mut random = [0; 16];
        SysRng.try_fill_bytes(&mut random).map_err(no_chance)?;
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        Ok(ulid::Ulid::from_parts(millis, u128::from_le_bytes(random)).to_string())
    }

    /// The day of an instant here.
    pub(crate) fn day(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// A seed that nobody chose.
    pub(crate) fn seed() -> Result<Seed, Failure> {
        SysRng.try_next_u64().map(|number| Seed(number % SEEDS)).map_err(no_chance)
    }
}

fn no_chance(error: impl std::fmt::Display) -> Failure {
    Failure::failed(format!("the system gives no random numbers: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_stands_or_steps() {
        let start: Timestamp = "2026-11-24T07:30:00Z".parse().unwrap();
        let standing = Fixed::parse("2026-11-24T07:30:00Z").unwrap();
        assert_eq!([standing.now(), standing.now()], [start, start]);
        let stepping = Fixed::parse("2026-11-24T07:30:00Z/1m30s").unwrap();
        assert_eq!([stepping.now(), stepping.now()], [start, start + Duration::from_secs(90)]);
        for text in ["", "today", "2026-11-24T07:30:00Z/x", "2026-11-24T07:30:00Z/0s"] {
            assert!(Fixed::parse(text).is_none(), "{text}");
        }
    }
}
