//! What may follow on the state of a sitting.

use deck_format::Fraction;

use super::super::line::{Answered, Event, Mode};
use super::super::refusal::Refusal;
use super::{Replay, Role};
use crate::paper::PaperItem;

impl Replay {
    /// Whether an event may come next.
    ///
    /// After the end, only late answers, flags, claims and claims taken back may come.
    ///
    /// # Errors
    /// Says why not.
    pub fn allows(&self, event: &Event) -> Result<(), Refusal> {
        if self.ended.is_some() && !self.may_follow_the_end(event) {
            return Err(Refusal::AfterEnd(event.name()));
        }
        match event {
            Event::Start(_) => Err(Refusal::StartAgain),
            Event::Answer(answer) => self.allows_answer(answer),
            Event::Hint { hint: 0, .. } => Err(Refusal::HintZero),
            Event::Skip { q }
            | Event::Timeout { q: Some(q) }
            | Event::Leave { q: Some(q), .. }
            | Event::Hint { q, .. }
            | Event::Flag { q, .. }
            | Event::Unflag { q } => self.expect_question(*q).map(drop),
            Event::Undo { line } => self.allows_undo(*line),
            Event::Claim { line, .. } => self.allows_claim(*line),
            Event::Easy { .. } if self.start.mode == Mode::Exam => Err(Refusal::EasyInExam),
            Event::Easy { line } => self.allows_claim(*line),
            Event::More { .. } if self.start.mode == Mode::Exam => Err(Refusal::MoreInExam),
            Event::Pause if self.limits_bind() => Err(Refusal::PauseUnderLimit),
            Event::More { .. }
            | Event::Timeout { q: None }
            | Event::Pause
            | Event::Leave { q: None, .. }
            | Event::Resume { .. }
            | Event::End { .. } => Ok(()),
        }
    }

    fn may_follow_the_end(&self, event: &Event) -> bool {
        match event {
            Event::Answer(answer) => answer.late,
            Event::Flag { .. } | Event::Unflag { .. } | Event::Claim { .. } => true,
            Event::Undo { line } => matches!(self.role(*line), Some(Role::Claim { .. })),
            _ => false,
        }
    }

    fn allows_answer(&self, answer: &Answered) -> Result<(), Refusal> {
        let question = self.expect_question(answer.q)?;
        if self.is_closed(answer.q) && !answer.late {
            return Err(Refusal::NoBack(answer.q));
        }
        let (expected, found) = (question.kind, answer.response.kind());
        if expected != found {
            return Err(Refusal::WrongKind { q: answer.q, expected, found });
        }
        if let Some(confidence) = answer.confidence.filter(|percent| *percent > 100) {
            return Err(Refusal::Confidence(confidence));
        }
        let scores = -Fraction::ONE..=Fraction::ONE;
        match answer.outcome {
            Some(outcome) if !scores.contains(&outcome) => Err(Refusal::Outcome),
            _ => Ok(()),
        }
    }

    fn allows_undo(&self, line: u64) -> Result<(), Refusal> {
        match self.role(line).ok_or(Refusal::NoLine(line))? {
            Role::Answer { q, .. } | Role::Skip { q } if self.is_closed(q) => {
                Err(Refusal::NoBack(q))
            }
            Role::Answer { .. } | Role::Skip { .. } | Role::Claim { .. } => Ok(()),
            Role::Undone(_) => Err(Refusal::UndoneAlready(line)),
            Role::Other(event) => Err(Refusal::NotUndoable { line, event }),
        }
    }

    fn allows_claim(&self, line: u64) -> Result<(), Refusal> {
        match self.role(line).ok_or(Refusal::NoLine(line))? {
            Role::Answer { .. } => Ok(()),
            Role::Undone("answer") => Err(Refusal::UndoneAlready(line)),
            role => Err(Refusal::NotAnAnswer { line, event: role.name() }),
        }
    }

    fn expect_question(&self, q: usize) -> Result<&PaperItem, Refusal> {
        self.question(q).ok_or(Refusal::NoQuestion { q, count: self.len() })
    }

    /// What a line did.
    pub(super) fn role(&self, line: u64) -> Option<Role> {
        self.roles.get(usize::try_from(line).ok()?).copied()
    }
}
