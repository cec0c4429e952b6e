//! From the bytes of a line to a [`Line`].
//!
//! A record of a class holds a million lines, so a line is read in one pass: `n`, `at` and `event`
//! come first, and the event says which fields may follow. Serde's own `flatten` and `tag` would
//! put every line into a buffer first, would not notice unknown fields, and would lose the columns
//! of errors.

use std::fmt;

use jiff::Timestamp;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::chain;
use super::line::{Answered, EndReason, Event, Line, MoreReason, Start};
use super::offset::UtcOffset;
use crate::paper::PaperItem;

/// Reads a line, without its line end. `scratch` is room that is used again for the next one.
pub(super) fn line(raw: &[u8], scratch: &mut Vec<u8>) -> Result<Line, serde_json::Error> {
    match chain::split(raw) {
        Some((body, _)) => {
            scratch.clear();
            scratch.extend_from_slice(body);
            scratch.push(b'}');
            // Text that is known to be UTF-8 is not looked at again, string by string.
            match std::str::from_utf8(scratch) {
                Ok(text) => serde_json::from_str(text),
                Err(_) => serde_json::from_slice(scratch),
            }
        }
        None => rewritten(raw),
    }
}

/// Reads a line that another program wrote anew, with spaces or with its fields in another order.
/// Its chain is broken, but what it says is still there.
fn rewritten(raw: &[u8]) -> Result<Line, serde_json::Error> {
    let mut fields: Map<String, Value> = serde_json::from_slice(raw)?;
    fields.shift_remove("h");
    let mut ordered = Map::new();
    for name in ["n", "at", "event"] {
        if let Some((name, value)) = fields.shift_remove_entry(name) {
            ordered.insert(name, value);
        }
    }
    ordered.extend(fields);
    Line::deserialize(Value::Object(ordered))
}

impl<'de> Deserialize<'de> for Line {
    /// Reads a line that begins with `n`, `at` and `event` and has no `h`.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(LineVisitor)
    }
}

/// The fields that every line begins with.
#[derive(serde::Deserialize)]
#[serde(field_identifier, rename_all = "kebab-case")]
enum Head {
    N,
    At,
    Event,
    #[serde(other)]
    Other,
}

/// An instant, as a value of its own.
#[derive(serde::Deserialize)]
struct At(#[serde(with = "super::instant")] Timestamp);

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = Line;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a line of a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line, A::Error> {
        let (mut n, mut at, mut name) = (None, None, None);
        loop {
            if let (Some(n), Some(At(at)), Some(name)) = (n, &at, name) {
                return Ok(Line { n, at: *at, event: event(name, map)? });
            }
            match map.next_key()? {
                Some(Head::N) if n.is_none() => n = Some(map.next_value()?),
                Some(Head::At) if at.is_none() => at = Some(map.next_value()?),
                Some(Head::Event) if name.is_none() => name = Some(map.next_value()?),
                _ => return Err(A::Error::custom("a line begins with `n`, `at` and `event`")),
            }
        }
    }
}

/// The names of events.
#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Name {
    Start,
    Answer,
    Skip,
    Timeout,
    Hint,
    Flag,
    Unflag,
    Undo,
    Claim,
    Easy,
    More,
    Pause,
    Leave,
    Resume,
    End,
}

/// Reads the rest of a line as the fields of one event, and no others.
macro_rules! fields {
    ($rest:expr, $event:ident { $($(#[$optional:meta])* $field:ident: $type:ty),* }) => {{
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Fields { $($(#[$optional])* $field: $type),* }
        let Fields { $($field),* } = Fields::deserialize($rest)?;
        Event::$event { $($field),* }
    }};
}

fn event<'de, A: MapAccess<'de>>(name: Name, rest: A) -> Result<Event, A::Error> {
    let rest = MapAccessDeserializer::new(rest);
    Ok(match name {
        Name::Start => Event::Start(Box::new(Start::deserialize(rest)?)),
        Name::Answer => Event::Answer(Answered::deserialize(rest)?),
        Name::Skip => fields!(rest, Skip { q: usize }),
        Name::Timeout => fields!(rest, Timeout { #[serde(default)] q: Option<usize> }),
        Name::Hint => fields!(rest, Hint { q: usize, hint: usize }),
        Name::Flag => fields!(
            rest,
            Flag {
                q: usize,
                #[serde(default)]
                note: String
            }
        ),
        Name::Unflag => fields!(rest, Unflag { q: usize }),
        Name::Undo => fields!(rest, Undo { line: u64 }),
        Name::Claim => fields!(
            rest,
            Claim {
                line: u64,
                #[serde(default)]
                note: String
            }
        ),
        Name::Easy => fields!(rest, Easy { line: u64 }),
        Name::Pause => fields!(rest, Pause {}),
        Name::Leave => fields!(
            rest,
            Leave {
                #[serde(default)]
                q: Option<usize>,
                ms: u64
            }
        ),
        Name::More => fields!(rest, More { reason: MoreReason, paper: Vec<PaperItem> }),
        Name::Resume => fields!(rest, Resume { offset: UtcOffset }),
        Name::End => fields!(rest, End { reason: EndReason }),
    })
}

#[cfg(test)]
mod tests;
