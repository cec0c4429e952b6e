//! Offsets from UTC in a record: `+01:00`.

use std::fmt;
use std::str::FromStr;

use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How far the clock on the wall was ahead of UTC, in whole minutes, less than a day. It says in
/// which day an answer falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UtcOffset(Offset);

/// A text that is no offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an offset from UTC such as `+01:00`")]
pub struct UtcOffsetError;

/// Less than a day.
const MAX_MINUTES: i32 = 24 * 60 - 1;

impl UtcOffset {
    /// No offset.
    pub const UTC: Self = Self(Offset::UTC);

    /// The offset of a time zone at some instant. Seconds, which no zone has had for decades, are
    /// left out.
    #[must_use]
    pub fn new(offset: Offset) -> Self {
        let minutes = (offset.seconds() / 60).clamp(-MAX_MINUTES, MAX_MINUTES);
        Self(Offset::from_seconds(minutes * 60).unwrap_or(Offset::UTC))
    }

    /// The offset, to turn an instant into a day.
    #[must_use]
    pub fn offset(self) -> Offset {
        self.0
    }
}

impl fmt::Display for UtcOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    }
}

impl FromStr for UtcOffset {
    type Err = UtcOffsetError;

    fn from_str(text: &str) -> Result<Self, UtcOffsetError> {
        let (sign, digits) = match text.split_at_checked(1) {
            Some(("+", digits)) => (1, digits),
            Some(("-", digits)) => (-1, digits),
            _ => return Err(UtcOffsetError),
        };
        let (hours, minutes) = digits.split_once(':').ok_or(UtcOffsetError)?;
        let minutes = two_digits(hours, 23)? * 60 + two_digits(minutes, 59)?;
        Offset::from_seconds(sign * minutes * 60).map(Self).map_err(|_| UtcOffsetError)
    }
}

fn two_digits(text: &str, max: i32) -> Result<i32, UtcOffsetError> {
    match text.as_bytes() {
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => {
            let number = i32::from(a - b'0') * 10 + i32::from(b - b'0');
            if number <= max { Ok(number) } else { Err(UtcOffsetError) }
        }
        _ => Err(UtcOffsetError),
    }
}

impl Serialize for UtcOffset {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for UtcOffset {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        deck_format::from_text(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_hours_and_minutes() {
        for text in ["+00:00", "+01:00", "-03:30", "+05:45", "+14:00", "-23:59"] {
            assert_eq!(text.parse::<UtcOffset>().unwrap().to_string(), text);
        }
        for bad in ["", "Z", "01:00", "+1:00", "+01", "+0100", "+24:00", "+00:60", "+é:00", "é"] {
            assert_eq!(bad.parse::<UtcOffset>(), Err(UtcOffsetError), "{bad:?}");
        }
    }

    #[test]
    fn seconds_and_more_than_a_day_are_left_out() {
        let of = |seconds| UtcOffset::new(Offset::from_seconds(seconds).unwrap()).to_string();
        assert_eq!(of(3_661), "+01:01");
        assert_eq!(of(-59), "+00:00");
        assert_eq!(of(25 * 3_600), "+23:59");
    }
}
