//! Plain records: those of an exam in exactly the shape that the writer gives them, with nothing in
//! them that changes what came before. Nearly every record of a class is one, and is read here at
//! the speed of the disk; whatever is not is [`Scanner::scan`]'s `None` and takes the long way,
//! which knows everything.
//!
//! What is taken here is exactly what [`super::read`] and its replay would take, and says the same:
//! line numbers follow each other, every question is on the paper, every field is well formed. The
//! parts that are the same in most records are read by the reader of lines once and compared byte
//! by byte from then on.

mod asked;
mod cursor;
mod head;
mod instant;
#[cfg(test)]
mod tests;

use super::bounds::{MAX_LINE, MAX_PAPER_LINE, MAX_RECORD};
use super::chain::Chain;
use super::line::{EndReason, Limits};
use super::lines::BEGINNING;

pub use asked::Asked;
use cursor::Cursor;
use head::{Rests, head};
use instant::Dates;

/// What tells answers to a question apart, in terms of whoever reads.
pub trait Replies {
    /// What is kept of a reply.
    type Reply: Copy;

    /// What a response to a question comes to, by its JSON; `None` where the record has to be read
    /// in full. `response` is any text up to a brace before `,"ms":`, which may be no JSON, or not a
    /// response to such a question: that is `None`, too.
    fn reply(&mut self, asked: usize, question: u32, response: &[u8]) -> Option<Self::Reply>;
}

/// A plain record.
#[derive(Debug, PartialEq, Eq)]
pub struct Plain<'a> {
    /// The sitting's id.
    pub session: &'a str,
    /// Who sat.
    pub student: &'a str,
    /// Where its questions stand among those that the scanner knows.
    pub asked: usize,
    /// What bound.
    pub limits: Limits,
    /// How many questions from the first were reached: where the time ran out, what is open to the
    /// end of the paper was not.
    pub reached: usize,
    /// Its length in bytes.
    pub length: usize,
    /// How many lines it has.
    pub lines: usize,
}

/// What became of one question of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlainItem<R> {
    /// Which question it is.
    pub question: u32,
    /// The reply that counts, if there is one.
    pub reply: Option<R>,
    /// How long it was on screen before its answers, in milliseconds.
    pub ms: u64,
    is_skipped: bool,
    is_hinted: bool,
    is_flagged: bool,
}

impl<R> PlainItem<R> {
    fn new(question: u32) -> Self {
        let [is_skipped, is_hinted, is_flagged] = [false; 3];
        Self { question, reply: None, ms: 0, is_skipped, is_hinted, is_flagged }
    }

    fn is_open(&self) -> bool {
        self.reply.is_none() && !self.is_skipped
    }

    fn is_touched(&self) -> bool {
        !self.is_open() || self.is_hinted || self.is_flagged
    }
}

/// Reads plain records, one after the other.
#[derive(Debug)]
pub struct Scanner<'k, R> {
    asked: &'k [Asked],
    verify: bool,
    dates: Dates,
    rests: Rests,
    items: Vec<PlainItem<R>>,
    /// Which questions stand on the paper.
    seen: Vec<bool>,
}

/// What a line after the first says.
enum Said {
    /// The sitting goes on.
    On,
    /// The time ran out.
    TimeUp,
    /// It is over.
    End(EndReason),
}

impl<'k, R: Copy> Scanner<'k, R> {
    /// A reader of records whose questions are among these. `verify` says whether a record with a
    /// broken chain is to be read in full.
    #[must_use]
    pub fn new(asked: &'k [Asked], verify: bool) -> Self {
        let (dates, rests) = (Dates::default(), Rests::default());
        Self { asked, verify, dates, rests, items: Vec::new(), seen: Vec::new() }
    }

    /// The questions of the record that was read last.
    #[must_use]
    pub fn items(&self) -> &[PlainItem<R>] {
        &self.items
    }

    /// Reads the record at the beginning of some bytes; `None` where it is not plain.
    pub fn scan<'a>(
        &mut self,
        bytes: &'a [u8],
        replies: &mut impl Replies<Reply = R>,
    ) -> Option<Plain<'a>> {
        let mut cursor = Cursor(bytes);
        let head = head(&mut cursor, self.asked, &mut self.dates, &mut self.rests)?;
        self.paper(&mut cursor, head.asked)?;
        seal(&mut cursor)?;
        let mut chain = Chain::default();
        let mut line = &bytes[..bytes.len() - cursor.0.len()];
        let mut longest = MAX_PAPER_LINE;
        let (mut n, mut is_time_up) = (1, false);
        let reason = loop {
            if line.len() > longest || (self.verify && !is_sealed(&mut chain, line)) {
                return None;
            }
            longest = MAX_LINE;
            let from = cursor.0;
            let said = self.line(&mut cursor, n, &head.limits, head.asked, is_time_up, replies)?;
            seal(&mut cursor)?;
            line = &from[..from.len() - cursor.0.len()];
            n += 1;
            match said {
                Said::On => {}
                Said::TimeUp => is_time_up = true,
                Said::End(reason) => break reason,
            }
        };
        let length = bytes.len() - cursor.0.len();
        let is_alone = cursor.0.is_empty() || cursor.0.starts_with(BEGINNING);
        let is_sealed = !self.verify || is_sealed(&mut chain, line);
        if !is_alone || !is_sealed || line.len() > MAX_LINE || length > MAX_RECORD {
            return None;
        }
        let in_time = reason != EndReason::Time && !is_time_up;
        Some(Plain {
            session: head.session,
            student: head.student,
            asked: head.asked,
            limits: head.limits,
            reached: if in_time { self.items.len() } else { self.reached() },
            length,
            lines: usize::try_from(n).ok()?,
        })
    }

    /// Goes over the questions of a paper, no one twice.
    fn paper(&mut self, cursor: &mut Cursor<'_>, asked: usize) -> Option<()> {
        for item in self.items.drain(..) {
            self.seen[item.question as usize] = false;
        }
        if cursor.has(b"]") {
            return Some(());
        }
        loop {
            let question = self.asked[asked].question(cursor)?;
            let place = question as usize;
            if self.seen.len() <= place {
                self.seen.resize(place + 1, false);
            }
            if std::mem::replace(&mut self.seen[place], true) {
                return None;
            }
            self.items.push(PlainItem::new(question));
            if !cursor.has(b",") {
                return cursor.take(b"]");
            }
        }
    }

    fn reached(&self) -> usize {
        self.items.iter().rposition(PlainItem::is_touched).map_or(0, |last| last + 1)
    }

    /// Goes over a line, up to its hash.
    #[inline]
    fn line(
        &mut self,
        cursor: &mut Cursor<'_>,
        n: u64,
        limits: &Limits,
        asked: usize,
        is_time_up: bool,
        replies: &mut impl Replies<Reply = R>,
    ) -> Option<Said> {
        cursor.take(b"{\"n\":")?;
        (cursor.number()? == n).then_some(())?;
        cursor.take(b",\"at\":\"")?;
        self.dates.instant(cursor)?;
        cursor.take(b"\",\"event\":\"")?;
        if cursor.has(b"answer\",\"q\":") {
            let item = self.items.get_mut(place(cursor)?)?;
            // An answer after the time is late, and one to a question that is closed is refused.
            if is_time_up || (limits.no_back && !item.is_open()) {
                return None;
            }
            return answer(cursor, item, asked, replies).map(|()| Said::On);
        }
        self.other(cursor)
    }

    /// Goes over a line that is no answer.
    fn other(&mut self, cursor: &mut Cursor<'_>) -> Option<Said> {
        let name = cursor.text()?;
        if name == "end" {
            return end(cursor).map(Said::End);
        }
        if name == "timeout" && !cursor.0.starts_with(b",\"q\":") {
            return Some(Said::TimeUp);
        }
        cursor.take(b",\"q\":")?;
        let item = self.items.get_mut(place(cursor)?)?;
        match name {
            "skip" => item.is_skipped = true,
            "unflag" => item.is_flagged = false,
            "flag" => {
                if cursor.has(b",\"note\":\"") {
                    cursor.text()?;
                }
                item.is_flagged = true;
            }
            "hint" => {
                cursor.take(b",\"hint\":")?;
                item.is_hinted = cursor.number()? > 0;
                return item.is_hinted.then_some(Said::On);
            }
            _ => return None,
        }
        Some(Said::On)
    }
}

/// The place of a question on a paper.
#[inline(always)]
fn place(cursor: &mut Cursor<'_>) -> Option<usize> {
    usize::try_from(cursor.number()?).ok()
}

/// Goes over an answer, which takes the place of one before it.
#[inline]
fn answer<R>(
    cursor: &mut Cursor<'_>,
    item: &mut PlainItem<R>,
    asked: usize,
    replies: &mut impl Replies<Reply = R>,
) -> Option<()> {
    const MS: &[u8; 6] = b",\"ms\":";
    cursor.take(b",\"response\":")?;
    // A response is an object, so that it ends where a brace is followed by the next field.
    let mut end = 0;
    loop {
        end += memchr::memchr(b'}', &cursor.0[end..])? + 1;
        if cursor.0[end..].starts_with(MS) {
            break;
        }
    }
    let (response, rest) = cursor.0.split_at(end);
    item.reply = Some(replies.reply(asked, item.question, response)?);
    cursor.0 = &rest[MS.len()..];
    item.ms = item.ms.saturating_add(cursor.number()?);
    if cursor.has(b",\"confidence\":") && cursor.number()? > 100 {
        return None;
    }
    if cursor.has(b",\"outcome\":\"") {
        outcome(cursor)?;
    }
    Some(())
}

/// Goes over what was earned, and the quote.
fn outcome(cursor: &mut Cursor<'_>) -> Option<()> {
    if cursor.has(b"1\"") || cursor.has(b"0\"") {
        return Some(());
    }
    let outcome: deck_format::Fraction = cursor.text()?.parse().ok()?;
    let one = deck_format::Fraction::ONE;
    (-one..=one).contains(&outcome).then_some(())
}

/// Goes over why a sitting is over.
fn end(cursor: &mut Cursor<'_>) -> Option<EndReason> {
    cursor.take(b",\"reason\":\"")?;
    Some(match cursor.text()? {
        "complete" => EndReason::Complete,
        "done" => EndReason::Done,
        "input" => EndReason::Input,
        "time" => EndReason::Time,
        _ => return None,
    })
}

/// Goes over the end of a line.
#[inline(always)]
fn seal(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.take(b",\"h\":\"")?;
    cursor.hex::<16>()?;
    cursor.take(b"\"}\n")
}

/// Whether the hash of a line fits, and goes on by it.
fn is_sealed(chain: &mut Chain, line: &[u8]) -> bool {
    let (fits, next) = chain.follow(&line[..line.len() - 1]);
    *chain = next;
    fits
}
