//! How an event changes the state of a sitting.

use std::time::Duration;

use jiff::Timestamp;

use super::super::line::{Answered, Event, Line};
use super::super::refusal::Refusal;
use super::{Claimed, Given, ItemState, Replay, Role, Status};

impl Replay {
    /// Takes in the next line.
    ///
    /// # Errors
    /// When the line cannot follow; the state is then what it was.
    pub fn apply(&mut self, line: &Line) -> Result<(), Refusal> {
        let expected = self.next_line();
        if line.n != expected {
            return Err(Refusal::OutOfStep { expected, found: line.n });
        }
        self.allows(&line.event)?;
        self.pass_time(line);
        let role = self.take_in(line);
        self.roles.push(role);
        Ok(())
    }

    /// Counts the time since the last line, unless the student was away or the sitting is over.
    fn pass_time(&mut self, line: &Line) {
        if self.ended.is_none() && !matches!(line.event, Event::Resume { .. }) {
            // A clock that went back passes no time.
            let gap = Duration::try_from(line.at.duration_since(self.last)).unwrap_or_default();
            self.spent = self.spent.saturating_add(gap);
        }
        self.last = self.last.max(line.at);
    }

    /// Does what an event says that was found to be allowed, so that its indexes are good.
    fn take_in(&mut self, line: &Line) -> Role {
        match &line.event {
            Event::Answer(answer) => return self.answer(line.n, line.at, answer),
            Event::Skip { q } => {
                self.visit(*q).skipped_by = Some(line.n);
                return Role::Skip { q: *q };
            }
            Event::Claim { line: answer, note } => return self.claim(line.n, *answer, note),
            Event::Undo { line } => self.undo(*line),
            Event::Easy { line } => self.ease(*line),
            Event::Timeout { q: Some(q) } => self.time_out(*q),
            Event::Timeout { q: None } => self.time_up = true,
            Event::Hint { q, hint } => {
                let item = self.visit(*q);
                item.hints = item.hints.max(*hint);
            }
            Event::Flag { q, note } => self.items[*q].flag = Some(note.clone()),
            Event::Unflag { q } => self.items[*q].flag = None,
            Event::More { paper, .. } => {
                self.see_scorecard();
                self.cursor = self.len();
                self.added.extend_from_slice(paper);
                self.items.resize_with(self.cursor + paper.len(), ItemState::default);
            }
            Event::End { reason } => self.ended = Some((line.at, *reason)),
            Event::Start(_) | Event::Pause | Event::Leave { .. } | Event::Resume { .. } => {}
        }
        Role::Other(line.event.name())
    }

    /// The right answer is shown then, so that a later one is a second try.
    fn time_out(&mut self, q: usize) {
        self.see_feedback(q);
        self.visit(q).timed_out = true;
    }

    /// The state of a question that is being dealt with.
    fn visit(&mut self, q: usize) -> &mut ItemState {
        self.cursor = q;
        &mut self.items[q]
    }

    fn answer(&mut self, line: u64, at: Timestamp, answer: &Answered) -> Role {
        let q = answer.q;
        let after_end = self.ended.is_some();
        let second_try = !self.see_feedback(q);
        let late = answer.late || self.is_late(q) || after_end;
        let item = self.visit(q);
        let (answer, hints) = (answer.clone(), item.hints);
        let given = Given {
            line,
            at,
            answer,
            second_try,
            late,
            after_end,
            undone: false,
            hints,
            easy: false,
        };
        // Most questions are answered once, and a long history has very many of them.
        if item.answers.is_empty() {
            item.answers.reserve_exact(1);
        }
        item.answers.push(given);
        Role::Answer { q, answer: item.answers.len() - 1 }
    }

    /// Notes that the feedback on a question is about to be seen; whether that is the first time.
    fn see_feedback(&mut self, q: usize) -> bool {
        if !self.has_feedback() {
            return true;
        }
        match self.question(q).map(|question| (question.deck.clone(), question.id.clone())) {
            Some(question) => self.seen.insert(question),
            None => true,
        }
    }

    /// Notes that a scorecard was seen, which names the answer of all that was dealt with.
    fn see_scorecard(&mut self) {
        for q in 0..self.len() {
            if self.items[q].status() != Status::Open {
                self.see_feedback(q);
            }
        }
    }

    fn claim(&mut self, line: u64, answer: u64, note: &str) -> Role {
        match self.role(answer) {
            Some(Role::Answer { q, .. }) => {
                let claims = &mut self.items[q].claims;
                claims.push(Claimed { line, answer, note: note.to_owned(), undone: false });
                Role::Claim { q, claim: claims.len() - 1 }
            }
            _ => Role::Other("claim"),
        }
    }

    fn ease(&mut self, line: u64) {
        if let Some(Role::Answer { q, answer }) = self.role(line) {
            self.items[q].answers[answer].easy = true;
        }
    }

    fn undo(&mut self, line: u64) {
        let Some(role) = self.role(line) else { return };
        match role {
            Role::Answer { q, answer } => {
                let item = self.visit(q);
                item.answers[answer].undone = true;
                // The question is asked again, whether or not it was passed over before.
                item.skipped_by = None;
                // What was claimed for the answer goes with it.
                for claim in item.claims.iter_mut().filter(|claim| claim.answer == line) {
                    claim.undone = true;
                }
            }
            Role::Skip { q } => {
                let item = self.visit(q);
                if item.skipped_by == Some(line) {
                    item.skipped_by = None;
                }
            }
            Role::Claim { q, claim } => self.items[q].claims[claim].undone = true,
            Role::Undone(_) | Role::Other(_) => {}
        }
        if let Some(done) = usize::try_from(line).ok().and_then(|line| self.roles.get_mut(line)) {
            *done = Role::Undone(role.name());
        }
    }
}
