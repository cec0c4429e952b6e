//! One sitting, graded: what a gradebook keeps of a record.

use deck_format::Fraction;
use jiff::Timestamp;
use session::record::{Mode, Record, SessionId, Tail};

use crate::grade::{Graded, Handouts, Keys, grade_item};
use crate::policy::{Policy, Unfinished};
use crate::unused::Unused;

/// One sitting, graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sat {
    /// Its id.
    pub session: SessionId,
    /// Who sat, as the record says.
    pub student: String,
    /// When it began.
    pub started: Timestamp,
    /// When it ended; when its last line was written where it has no end.
    pub handed_in: Timestamp,
    /// How it ends.
    pub ending: Ending,
    /// The factor of extra time that was sat with; one is none.
    pub time_factor: Fraction,
    /// The questions, in the order of the paper.
    pub items: Vec<Graded>,
}

/// How a record ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// With the end of the sitting.
    Finished,
    /// Without it.
    Open,
    /// In the middle of a line, without it.
    CutOff,
}

/// Grades a record.
///
/// # Errors
/// Why the record is not one of this class's exam.
pub fn sit(
    record: &Record,
    keys: &Keys<'_>,
    handouts: &Handouts,
    policy: &Policy,
) -> Result<Sat, Unused> {
    let start = record.start();
    if let Some(line) = record.broken_at {
        return Err(Unused::Changed { line });
    }
    if start.mode != Mode::Exam {
        return Err(Unused::NotExam(start.mode));
    }
    let own = &keys.deck().face.id;
    if let Some(other) = start.decks.iter().find(|deck| deck.id != *own) {
        return Err(Unused::OtherDeck(other.id.clone()));
    }
    let Some(deck) = start.decks.first() else { return Err(Unused::NoDeck) };
    let names = handouts.names(deck)?;
    let ending = ending(record);
    if ending != Ending::Finished && policy.unfinished == Unfinished::SetAside {
        return Err(Unused::Unfinished(ending));
    }
    let student = start.student.clone().ok_or(Unused::NoStudent)?;
    let session = &start.session;
    let grade = |(item, state)| grade_item(keys, policy, names, session, item, state);
    Ok(Sat {
        session: session.clone(),
        student,
        started: record.replay.started(),
        handed_in: record.replay.ended().map_or(record.replay.last(), |(at, _)| at),
        ending,
        time_factor: start.limits.factor.unwrap_or(Fraction::ONE),
        items: record.replay.items().map(grade).collect(),
    })
}

/// How a record ends.
pub(crate) fn ending(record: &Record) -> Ending {
    match record.tail {
        _ if record.is_finished() => Ending::Finished,
        Tail::Torn => Ending::CutOff,
        Tail::Whole | Tail::NoLineEnd => Ending::Open,
    }
}
