//! Instants in a record: RFC 3339 in UTC with exactly three decimals, `2026-11-24T07:27:23.120Z`.

use jiff::Timestamp;
use serde::{Deserializer, Serializer};

/// The instant to the millisecond, as a record holds it.
#[must_use]
pub fn to_millisecond(at: Timestamp) -> Timestamp {
    // The milliseconds of an instant are those of an instant.
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

/// Writes an instant.
///
/// # Errors
/// When the serializer fails.
pub fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&format_args!("{at:.3}"))
}

/// Reads an instant, to the millisecond.
///
/// # Errors
/// When the text is no RFC 3339 instant.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    deck_format::from_text(from).map(to_millisecond)
}
