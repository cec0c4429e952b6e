//! What one record says by itself.

use deck_format::{Digest, Digester};
use jiff::Timestamp;
use session::record::{Mode, Record, SessionId, Start};

use super::finding::{Finding, NotChecked};
use super::{Against, Seen, limits, outcomes, pairs, paper, times};
use crate::collect::Origin;
use crate::roster::Lookup;
use crate::sat::Ending;
use crate::sat::ending;
use crate::unused::Unused;

/// A record, checked by itself.
pub(super) struct Checked {
    pub(super) session: SessionId,
    pub(super) student: Option<String>,
    pub(super) started: Timestamp,
    pub(super) receipt: Option<String>,
    /// Whether it is an exam on this deck.
    pub(super) is_exam: bool,
    /// Whether it was sat on a handout.
    pub(super) on_handout: bool,
    pub(super) findings: Vec<Finding>,
    pub(super) not_checked: Vec<NotChecked>,
    /// The lines after the start without their hashes; `None` where nothing was answered.
    pub(super) lines: Option<Digest>,
    /// What it began with, kept where its seed or its paper may be another student's.
    pub(super) suspect: Option<Box<Start>>,
    /// The wrong answers: the question's place in the deck, and what was answered.
    pub(super) wrong: Vec<(usize, String)>,
}

impl Checked {
    pub(super) fn seen(self, origin: Origin) -> Seen {
        Seen {
            origin,
            session: self.session.to_string(),
            student: self.student,
            started: self.started,
            receipt: self.receipt,
        }
    }
}

/// Checks a record by itself.
pub(super) fn check(record: &Record, against: &Against<'_>) -> Checked {
    let start = record.start();
    let mut checked = Checked {
        session: start.session.clone(),
        student: start.student.clone(),
        started: record.replay.started(),
        receipt: record.receipt.map(|receipt| receipt.to_string()),
        is_exam: false,
        on_handout: start.decks.iter().any(|deck| deck.key.is_none()),
        findings: Vec::new(),
        not_checked: Vec::new(),
        lines: lines(record),
        suspect: None,
        wrong: Vec::new(),
    };
    checked
        .findings
        .extend(record.broken_at.map(|line| Unused::Changed { line }).map(Finding::NotUsed));
    if let Some(why) = other_sitting(start, against) {
        checked.findings.push(Finding::NotUsed(why));
        return checked;
    }
    checked.is_exam = true;
    checked.findings.extend(whose(record, against).into_iter().map(Finding::NotUsed));
    if let Err(unknown) =
        start.decks.first().map_or(Ok(()), |deck| against.handouts.names(deck).map(drop))
    {
        checked.findings.push(Finding::NotUsed(unknown.into()));
    }
    paper::check(start, against, &mut checked);
    limits::check(start, against, &mut checked);
    checked.findings.extend(times::check(record, against));
    outcomes::check(record, against, &mut checked);
    checked.wrong = pairs::wrong_answers(record, against);
    checked
}

/// Why it is no exam on this deck, if it is none.
fn other_sitting(start: &Start, against: &Against<'_>) -> Option<Unused> {
    let own = &against.keys.deck().face.id;
    if start.mode != Mode::Exam {
        return Some(Unused::NotExam(start.mode));
    }
    if start.decks.is_empty() {
        return Some(Unused::NoDeck);
    }
    let other = start.decks.iter().find(|deck| deck.id != *own)?;
    Some(Unused::OtherDeck(other.id.clone()))
}

/// What is wrong with its end, and with who sat.
fn whose(record: &Record, against: &Against<'_>) -> Vec<Unused> {
    let mut wrong = Vec::new();
    let end = ending(record);
    if end != Ending::Finished {
        wrong.push(Unused::Unfinished(end));
    }
    let Some(id) = &record.start().student else {
        wrong.push(Unused::NoStudent);
        return wrong;
    };
    match against.roster.map(|roster| roster.find(id)) {
        Some(Lookup::Unknown(near)) => {
            wrong.push(Unused::UnknownStudent { id: id.clone(), near: near.map(str::to_owned) });
        }
        Some(Lookup::Several) => wrong.push(Unused::SeveralStudents(id.clone())),
        Some(Lookup::Student(_)) | None => {}
    }
    wrong
}

/// The digest of all lines after the start, without their hashes: a copy under another name has the
/// same one, though its chain was made anew.
fn lines(record: &Record) -> Option<Digest> {
    let answered = record.replay.items().any(|(_, item)| !item.answers().is_empty());
    if !answered {
        return None;
    }
    let mut digester = Digester::new("quizdeck verify lines 1");
    for line in &record.lines {
        digester.field(serde_json::to_string(line).ok()?);
    }
    Some(digester.finish())
}
