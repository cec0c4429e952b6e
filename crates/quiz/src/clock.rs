//! The clock and the ids of sittings: the one place where time and chance enter.
//!
//! `QUIZDECK_NOW` (an RFC 3339 instant) fixes the clock and `QUIZDECK_SESSION` the id, for tests.

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

/// A clock, running or fixed.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    fixed: Option<Timestamp>,
    session: Option<String>,
    zone: TimeZone,
}

impl Clock {
    /// The clock of this run.
    pub(crate) fn from_environment() -> Result<Self, Failure> {
        let fixed = match std::env::var("QUIZDECK_NOW") {
            Ok(text) => Some(text.parse().map_err(|_| {
                Failure::failed("QUIZDECK_NOW is not an instant such as 2026-11-24T07:30:00Z")
            })?),
            Err(_) => None,
        };
        let session = std::env::var("QUIZDECK_SESSION").ok();
        Ok(Self { fixed, session, zone: TimeZone::system() })
    }

    /// Now, to the millisecond.
    pub(crate) fn now(&self) -> Timestamp {
        let now = self.fixed.unwrap_or_else(Timestamp::now);
        now.round(TimestampRound::new().smallest(Unit::Millisecond)).unwrap_or(now)
    }

    /// The offset from UTC here and now.
    pub(crate) fn offset(&self) -> UtcOffset {
        UtcOffset::new(self.zone.to_offset(self.now()))
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
