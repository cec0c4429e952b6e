//! Reading a journal of decisions: bytes in, [`Decisions`] or the first error out.

use deck_format::Fraction;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};
use session::record::Chain;

use super::Decisions;
use super::error::{DecisionsError, Problem};
use super::line::{Accepted, DECISIONS_VERSION, Event, Line};

/// The longest line, in bytes, with its line end.
pub const MAX_LINE: usize = 1024 * 1024;
/// The largest journal, in bytes.
pub const MAX_DECISIONS: usize = 256 * 1024 * 1024;

/// Reads a journal. A piece of a line at its end, which a program or machine left that stopped, was
/// never acknowledged and is not used; a file of nothing else holds no decisions.
///
/// # Errors
/// When a line is broken, does not fit its hash, or cannot come there. Nothing of the journal is then
/// to be used.
pub fn read(bytes: &[u8]) -> Result<Decisions, DecisionsError> {
    Whole::read(bytes).map(|whole| whole.decisions)
}

/// Reads a journal, and tells whether a last line that is cut off was left out.
///
/// # Errors
/// As [`read`].
pub fn read_cut(bytes: &[u8]) -> Result<(Decisions, bool), DecisionsError> {
    Whole::read(bytes).map(|whole| (whole.decisions, whole.len < bytes.len()))
}

/// The whole lines of a journal.
#[derive(Debug, Default)]
pub(super) struct Whole {
    pub(super) decisions: Decisions,
    /// The number of the next line.
    pub(super) next: u64,
    /// When the last line was written.
    pub(super) last: Timestamp,
    /// The place after the last whole line.
    pub(super) chain: Chain,
    /// The length of the whole lines in bytes.
    pub(super) len: usize,
    /// Whether the last of them lacks its line end.
    pub(super) is_open: bool,
}

impl Whole {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, DecisionsError> {
        let mut whole = Self::default();
        if bytes.len() > MAX_DECISIONS {
            return Err(DecisionsError { line: 1, problem: Problem::TooLarge });
        }
        for (line, raw) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
            let is_last = whole.len + raw.len() == bytes.len();
            match whole.take(raw) {
                Ok(()) => {}
                Err(_) if is_last && is_torn(raw) => break,
                Err(problem) => return Err(DecisionsError { line, problem }),
            }
        }
        Ok(whole)
    }

    /// Takes in the next line, with its line end where it has one.
    fn take(&mut self, raw: &[u8]) -> Result<(), Problem> {
        if raw.len() > MAX_LINE {
            return Err(Problem::LineTooLong);
        }
        let text = raw.strip_suffix(b"\n").unwrap_or(raw);
        let line = line(text)?;
        let (fits, chain) = self.chain.follow(text);
        if !fits {
            return Err(Problem::Changed);
        }
        if line.n != self.next {
            return Err(Problem::OutOfStep { expected: self.next, found: line.n });
        }
        check(&line)?;
        (self.next, self.last, self.chain) = (line.n + 1, line.at, chain);
        self.len += raw.len();
        self.is_open = text.len() == raw.len();
        self.decisions.take(line);
        Ok(())
    }
}

/// Whether a line that cannot be read is one that was being written when the machine stopped: without
/// its end, or with zeros where a block did not reach the disk. JSON holds no zeros.
fn is_torn(raw: &[u8]) -> bool {
    !raw.ends_with(b"\n") || raw.contains(&0)
}

/// Whether a line can come where its number puts it, and says what can be.
fn check(line: &Line) -> Result<(), Problem> {
    match &line.event {
        Event::Start(_) if line.n > 0 => Err(Problem::StartAgain),
        Event::Start(start) if start.decisions == 0 => Err(Problem::NoVersion(0)),
        Event::Start(start) if start.decisions > DECISIONS_VERSION => {
            Err(Problem::Newer(start.decisions))
        }
        Event::Start(_) => Ok(()),
        other if line.n == 0 => Err(Problem::NoStart(other.name())),
        Event::Accept(Accepted { credit: Some(credit), .. })
            if *credit <= Fraction::ZERO || *credit > Fraction::ONE =>
        {
            Err(Problem::Credit)
        }
        _ => Ok(()),
    }
}

/// The fields that every line begins with.
#[derive(Deserialize)]
struct Head {
    n: u64,
    #[serde(with = "session::record::instant")]
    at: Timestamp,
}

/// Reads a line, without its line end.
fn line(text: &[u8]) -> Result<Line, Problem> {
    let broken = |error: serde_json::Error| Problem::Broken(error.to_string());
    let mut fields: Map<String, Value> = serde_json::from_slice(text).map_err(broken)?;
    // The hash is checked on the bytes.
    fields.remove("h");
    let head: Map<String, Value> =
        ["n", "at"].iter().filter_map(|name| fields.remove_entry(*name)).collect();
    let Head { n, at } = Head::deserialize(Value::Object(head)).map_err(broken)?;
    let event = Event::deserialize(Value::Object(fields)).map_err(broken)?;
    Ok(Line { n, at, event })
}
