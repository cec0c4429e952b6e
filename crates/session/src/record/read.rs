//! Reading records: bytes in, a [`Record`] or the first error out.

use jiff::Timestamp;
use serde::Deserialize;

use super::bounds::{MAX_PAPER_LINE, MAX_RECORD, max_line};
use super::chain::Chain;
use super::error::{Problem, RecordError};
use super::line::{Event, Line, RECORD_VERSION, Start};
use super::lines::{Lines, RawLine};
use super::receipt::Receipt;
use super::refusal::Refusal;
use super::replay::Replay;
use super::session_id::SessionId;
use super::wire;

/// A record that was read: the whole lines of one sitting.
#[derive(Debug, Clone)]
pub struct Record {
    /// The state of the sitting after its last whole line.
    pub replay: Replay,
    /// The whole lines after the start; the first has number 1.
    pub lines: Vec<Line>,
    /// How the file ends.
    pub tail: Tail,
    /// The length of the whole lines in bytes.
    pub whole: u64,
    /// The number of the first line whose hash does not fit; `None` when the chain is whole, and
    /// after [`read_unverified`]. See [`Chain`] for what that proves.
    pub broken_at: Option<u64>,
    /// The receipt, where the sitting is finished.
    pub receipt: Option<Receipt>,
    /// The place after the last whole line.
    pub(super) chain: Chain,
}

/// How the file of a record ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// With a whole line.
    Whole,
    /// With a whole line that only lacks its line end, as some editors leave it.
    NoLineEnd,
    /// With a piece of a line, written when the program or the machine stopped. The line was never
    /// acknowledged, and is not used.
    Torn,
}

/// The place of a line in a student's history: lines are ordered by time, sitting and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HistoryKey<'a> {
    /// When the line was written.
    pub at: Timestamp,
    /// The sitting.
    pub session: &'a SessionId,
    /// The number of the line.
    pub n: u64,
}

impl Record {
    /// A record that nobody wrote: a sitting in which these events followed on the start, for
    /// whoever asks what such a sitting would come to. It has no chain and no receipt.
    ///
    /// # Errors
    /// When an event cannot come there.
    pub fn imagined(
        at: Timestamp,
        start: Start,
        events: impl IntoIterator<Item = Event>,
    ) -> Result<Self, Refusal> {
        let mut record = Self::begun(at, Box::new(start), 0);
        for event in events {
            let line = Line { n: record.replay.next_line(), at, event };
            record.replay.apply(&line)?;
            record.lines.push(line);
        }
        Ok(record)
    }

    /// A record of which nothing but the start was read.
    fn begun(at: Timestamp, start: Box<Start>, lines: usize) -> Self {
        Self {
            replay: Replay::new(start, at),
            lines: Vec::with_capacity(lines),
            tail: Tail::Whole,
            whole: 0,
            broken_at: None,
            receipt: None,
            chain: Chain::default(),
        }
    }

    /// What the sitting began with.
    #[must_use]
    pub fn start(&self) -> &Start {
        self.replay.start()
    }

    /// The place of one of its lines in the student's history.
    #[must_use]
    pub fn history_key(&self, line: &Line) -> HistoryKey<'_> {
        HistoryKey { at: line.at, session: &self.start().session, n: line.n }
    }

    /// Whether the sitting came to its end.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.replay.ended().is_some()
    }
}

/// Reads a file that holds one record.
///
/// # Errors
/// When it is empty, larger than [`MAX_RECORD`], not a record of this version, has a broken line
/// that is not its torn tail, a line that cannot come there, or a second record.
pub fn read(bytes: &[u8]) -> Result<Record, RecordError> {
    only(Records::new(bytes))
}

/// Reads a file that holds one record, as [`read`] does, but does not go over its chain, which is a
/// good part of the work: for whoever reads thousands of records and asks none for its damage.
///
/// # Errors
/// As [`read`].
pub fn read_unverified(bytes: &[u8]) -> Result<Record, RecordError> {
    only(Records { verify: false, ..Records::new(bytes) })
}

/// The one record of a file.
fn only(mut records: Records<'_>) -> Result<Record, RecordError> {
    let record = records.one()?;
    if records.lines.is_done() {
        Ok(record)
    } else {
        Err(at_line(records.lines.number(), Problem::Another))
    }
}

/// Reads a file of records, one behind the other, one at a time. Of a record with an error the
/// rest is passed over. A file always gives something: an empty one gives the error that it is.
#[must_use]
pub fn records(bytes: &[u8]) -> Records<'_> {
    Records::new(bytes)
}

/// Reads a file of records as [`records`] does, but does not go over their chains; see
/// [`read_unverified`].
#[must_use]
pub fn records_unverified(bytes: &[u8]) -> Records<'_> {
    Records { verify: false, ..Records::new(bytes) }
}

/// Reads a file of records, one behind the other; see [`records`].
#[must_use]
pub fn read_all(bytes: &[u8]) -> Vec<Result<Record, RecordError>> {
    records(bytes).collect()
}

/// Reads when and with what a record begins, and nothing more.
pub(super) fn read_start(bytes: &[u8]) -> Result<(Timestamp, Box<Start>), RecordError> {
    let mut records = Records::new(bytes);
    records.start().map(|(at, start, _)| (at, start))
}

/// Records out of a file, one at a time; see [`records`].
#[derive(Debug)]
pub struct Records<'a> {
    lines: Lines<'a>,
    /// Room for one line.
    scratch: Vec<u8>,
    /// Whether nothing was handed out yet.
    fresh: bool,
    /// The largest record.
    max: usize,
    /// Whether hashes are reckoned.
    verify: bool,
}

impl Iterator for Records<'_> {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.lines.is_done() && !self.fresh {
            return None;
        }
        self.fresh = false;
        let record = self.one();
        if record.is_err() {
            self.lines.skip_record();
        }
        Some(record)
    }
}

impl Records<'_> {
    /// Goes to the next record: where in the bytes it begins, or their end where none is left.
    pub fn begin(&mut self) -> usize {
        self.lines.begin()
    }

    /// How many lines were gone over.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.lines.number() - 1
    }
}

impl<'a> Records<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            lines: Lines::new(bytes),
            scratch: Vec::new(),
            fresh: true,
            max: MAX_RECORD,
            verify: true,
        }
    }

    /// Reads the record that begins here.
    fn one(&mut self) -> Result<Record, RecordError> {
        let (at, mut start, first) = self.start()?;
        // A history is kept whole, and most of it are papers.
        start.paper.shrink_to_fit();
        // A line for each question and a few more are usual.
        let usual = start.paper.len() + start.paper.len() / 4 + 2;
        let mut record = Record::begun(at, start, usual);
        record.link(&first, first.from, 0, self.verify);
        let mut last = first.last;
        while !last {
            let Some(raw) = self.lines.next() else { break };
            if raw.to() - first.from > self.max {
                return Err(at_line(raw.number, Problem::TooLarge));
            }
            last = raw.last;
            match self.line(raw)? {
                (raw, Some(line)) => {
                    record.take(&raw, line)?;
                    record.link(&raw, first.from, record.replay.next_line() - 1, self.verify);
                    last |= raw.last;
                }
                (_, None) => {
                    record.tail = Tail::Torn;
                    last = true;
                }
            }
        }
        Ok(record)
    }

    /// Reads the first line of a record.
    fn start(&mut self) -> Result<(Timestamp, Box<Start>, RawLine<'a>), RecordError> {
        let Some(raw) = self.lines.next() else {
            return Err(at_line(1, Problem::Empty));
        };
        // Zeros are what a block leaves that did not reach the disk.
        if !matches!(raw.bytes.trim_ascii_start().first(), Some(b'{' | 0)) {
            return Err(at_line(raw.number, Problem::NotARecord));
        }
        let (raw, line) = self.line(raw).map_err(|error| newer(raw).unwrap_or(error))?;
        let Some(line) = line else { return Err(at_line(raw.number, Problem::CutOff)) };
        let start = match line.event {
            Event::Start(start) if line.n == 0 => start,
            Event::Start(_) => {
                let refusal = Refusal::OutOfStep { expected: 0, found: line.n };
                return Err(at_line(raw.number, Problem::Refused(refusal)));
            }
            other => return Err(at_line(raw.number, Problem::NoStart(other.name()))),
        };
        check_version(u64::from(start.record)).map_err(|problem| at_line(raw.number, problem))?;
        Ok((line.at, start, raw))
    }

    /// Reads one line; `None` when it is a torn tail. When another record begins inside it, only
    /// what stands before that one is the line.
    fn line(&mut self, raw: RawLine<'a>) -> Result<(RawLine<'a>, Option<Line>), RecordError> {
        if raw.bytes.len() >= MAX_PAPER_LINE {
            return Err(at_line(raw.number, Problem::LineTooLong));
        }
        let error = match wire::line(raw.bytes, &mut self.scratch) {
            Ok(line) if raw.bytes.len() >= max_line(&line.event) => {
                return Err(at_line(raw.number, Problem::LineTooLong));
            }
            Ok(line) => return Ok((raw, Some(line))),
            Err(error) => error,
        };
        if let Some(piece) = self.lines.part(raw) {
            return self.line(piece);
        }
        if is_torn(&raw) { Ok((raw, None)) } else { Err(broken(&raw, &error)) }
    }
}

impl Record {
    /// Takes in the next line.
    fn take(&mut self, raw: &RawLine<'_>, line: Line) -> Result<(), RecordError> {
        let taken = self.replay.apply(&line);
        taken.map_err(|refusal| at_line(raw.number, Problem::Refused(refusal)))?;
        self.lines.push(line);
        Ok(())
    }

    /// Goes on by a line, and over its hash.
    fn link(&mut self, raw: &RawLine<'_>, from: usize, n: u64, verify: bool) {
        let (fits, chain) =
            if verify { self.chain.follow(raw.bytes) } else { (true, self.chain.pass(raw.bytes)) };
        self.chain = chain;
        if self.is_finished() && self.receipt.is_none() {
            self.receipt = chain.last().map(Receipt);
        }
        if !fits {
            self.broken_at.get_or_insert(n);
        }
        self.whole = (raw.to() - from) as u64;
        self.tail = if raw.ended { Tail::Whole } else { Tail::NoLineEnd };
    }
}

/// Whether a line that cannot be read is one that was being written when the machine stopped: the
/// last one, without its end, or with zeros where a block did not reach the disk. JSON holds no
/// zeros.
fn is_torn(raw: &RawLine<'_>) -> bool {
    raw.last && (!raw.ended || raw.bytes.contains(&0))
}

fn at_line(line: usize, problem: Problem) -> RecordError {
    RecordError { line, column: None, problem }
}

/// The error for a line that cannot be read.
fn broken(raw: &RawLine<'_>, error: &serde_json::Error) -> RecordError {
    if let Err(error) = std::str::from_utf8(raw.bytes) {
        let column = Some(characters(&raw.bytes[..error.valid_up_to()]) + 1);
        return RecordError { line: raw.number, column, problem: Problem::NotUtf8 };
    }
    let mut message = error.to_string();
    // The JSON reader ends with its own line and byte; ours are said in front.
    if error.line() > 0
        && let Some(place) = message.rfind(" at line ")
    {
        message.truncate(place);
    }
    let before = error.column().saturating_sub(1).min(raw.bytes.len());
    let column = (error.column() > 0).then(|| characters(&raw.bytes[..before]) + 1);
    RecordError { line: raw.number, column, problem: Problem::Broken(message) }
}

/// The number of characters in a piece of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// The error for a first line that cannot be read because it was made by a later version, whatever
/// that one changed.
fn newer(raw: RawLine<'_>) -> Option<RecordError> {
    #[derive(Deserialize)]
    struct Version {
        record: u64,
    }
    let version: Version = serde_json::from_slice(raw.bytes).ok()?;
    let problem = check_version(version.record).err()?;
    Some(at_line(raw.number, problem))
}

fn check_version(version: u64) -> Result<(), Problem> {
    match version {
        0 => Err(Problem::NoVersion(version)),
        _ if version > u64::from(RECORD_VERSION) => Err(Problem::Newer(version)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
