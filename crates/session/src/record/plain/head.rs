//! The first line of a plain record.

use std::ops::Range;

use super::super::line::{Event, Limits, Line};
use super::super::session_id::SessionId;
use super::asked::Asked;
use super::cursor::Cursor;
use super::instant::Dates;
use crate::seed::Seed;

/// The most rests of first lines that are remembered.
const MAX_RESTS: usize = 64;

/// What the first line of a record says.
#[derive(Debug)]
pub(super) struct Head<'a> {
    pub(super) session: &'a str,
    pub(super) student: &'a str,
    /// Where the paper's questions stand among those that are known.
    pub(super) asked: usize,
    pub(super) limits: Limits,
}

/// The parts of first lines that are the same in nearly all records of a class, as they were read
/// by the reader of lines.
#[derive(Debug, Default)]
pub(super) struct Rests(Vec<(Box<[u8]>, Limits)>);

/// Goes over a first line up to its paper.
pub(super) fn head<'a>(
    cursor: &mut Cursor<'a>,
    asked: &[Asked],
    dates: &mut Dates,
    rests: &mut Rests,
) -> Option<Head<'a>> {
    cursor.take(b"{\"n\":0,\"at\":\"")?;
    dates.instant(cursor)?;
    cursor.take(b"\",\"event\":\"start\",\"record\":1,\"session\":\"")?;
    let session = session(cursor)?;
    cursor.take(b",\"decks\":[{\"id\":\"")?;
    let asked = deck(cursor, asked)?;
    cursor.take(b",\"student\":\"")?;
    let student = cursor.text()?;
    cursor.take(b",\"mode\":\"exam\",\"seed\":\"")?;
    cursor.text()?.parse::<Seed>().ok()?;
    cursor.take(b",")?;
    let limits = rests.take(cursor)?;
    Some(Head { session, student, asked, limits })
}

/// Goes over the id of a sitting and its quote.
fn session<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let id = cursor.text()?;
    SessionId::is_shaped(id).then_some(id)
}

/// Goes over the one deck of a paper: where its questions stand among those that are known.
fn deck(cursor: &mut Cursor<'_>, asked: &[Asked]) -> Option<usize> {
    let id = cursor.text()?;
    cursor.take(b",\"face\":\"")?;
    let face = std::str::from_utf8(cursor.hex::<32>()?).ok()?;
    cursor.take(b"\"")?;
    let has_key = cursor.has(b",\"key\":\"");
    if has_key {
        cursor.hex::<32>()?;
        cursor.take(b"\"")?;
    }
    if cursor.has(b",\"file\":\"") {
        cursor.text()?;
    }
    cursor.take(b"}]")?;
    asked.iter().position(|asked| asked.are_of(id, face, has_key))
}

impl Rests {
    /// Goes over what stands between the seed and the questions of the paper.
    fn take(&mut self, cursor: &mut Cursor<'_>) -> Option<Limits> {
        for (at, (known, limits)) in self.0.iter().enumerate() {
            let mut ahead = *cursor;
            if ahead.take_all(known).is_some() {
                *cursor = ahead;
                let limits = limits.clone();
                self.0.swap(0, at);
                return Some(limits);
            }
        }
        let rest = &cursor.0[range(cursor.0)?];
        let limits = read(rest)?;
        if self.0.len() < MAX_RESTS {
            self.0.push((rest.into(), limits.clone()));
        }
        cursor.take_all(rest)?;
        Some(limits)
    }
}

/// Up to the beginning of the paper.
fn range(bytes: &[u8]) -> Option<Range<usize>> {
    const PAPER: &[u8] = b"\"paper\":[";
    let at = memchr::memmem::find(bytes, PAPER)?;
    Some(0..at + PAPER.len())
}

/// What the rest of a first line says, by the reader of lines: whether it is the rest of one that
/// is well formed does not depend on what stands in the other fields.
fn read(rest: &[u8]) -> Option<Limits> {
    let rest = std::str::from_utf8(rest).ok()?;
    let line = format!(
        "{{\"n\":0,\"at\":\"2000-01-01T00:00:00.000Z\",\"event\":\"start\",\"record\":1,\
         \"session\":\"A\",\"decks\":[],\"mode\":\"exam\",\"seed\":\"0\",{rest}]}}"
    );
    match serde_json::from_str::<Line>(&line).ok()?.event {
        Event::Start(start) if start.paper.is_empty() => Some(start.limits),
        _ => None,
    }
}
