//! One sitting as a state machine without I/O: inputs go in, events to record and things to show
//! come out.
//!
//! The caller writes each event to the record, gives the written line to [`Sitting::apply`], and
//! only then shows the [`Reply`]: what was acknowledged is on the disk.

mod step;

use std::collections::HashMap;

use deck_format::{Deck, DeckId, Fraction, Question, QuestionId};

use crate::grade::grade;
use crate::outcome::Outcome;
use crate::paper::PaperItem;
use crate::presented::Presented;
use crate::record::{Answered, EndReason, Event, ItemState, Line, Mode, Refusal, Replay, Status};
use crate::response::Response;

pub use step::{Command, Input, Limit, Reply, Step};

/// A sitting that is going on.
#[derive(Debug)]
pub struct Sitting<'d> {
    decks: HashMap<&'d DeckId, &'d Deck>,
    by_id: HashMap<(&'d DeckId, &'d QuestionId), &'d Question>,
    replay: Replay,
    questions: Vec<Asked<'d>>,
    /// The question on screen; `None` when none is open.
    at: Option<usize>,
}

/// A question of the paper, with its key beside what is shown.
#[derive(Debug)]
struct Asked<'d> {
    presented: Presented,
    question: &'d Question,
    language: &'d str,
}

/// Why a paper cannot be asked from these decks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SittingError {
    /// A deck is not there.
    #[error("the deck `{0}` is not at hand")]
    NoDeck(DeckId),
    /// A question is no longer in its deck.
    #[error("the deck `{deck}` no longer has the question `{id}`", deck = .0.deck, id = .0.id)]
    NoQuestion(Box<PaperItem>),
    /// A question has another kind or other options than those that were drawn.
    #[error("the question `{id}` of the deck `{deck}` was changed so that it cannot be asked as it was drawn", deck = .0.deck, id = .0.id)]
    Changed(Box<PaperItem>),
}

impl<'d> Sitting<'d> {
    /// Takes up a sitting in the state that its record gives.
    ///
    /// # Errors
    /// When the decks do not have the paper's questions in the shape in which they were drawn.
    pub fn new(
        replay: Replay,
        decks: impl IntoIterator<Item = &'d Deck>,
    ) -> Result<Self, SittingError> {
        let mut sitting = Self {
            decks: HashMap::new(),
            by_id: HashMap::new(),
            at: None,
            questions: Vec::new(),
            replay,
        };
        for deck in decks {
            sitting.decks.entry(&deck.face.id).or_insert(deck);
            for question in &deck.questions {
                sitting.by_id.entry((&deck.face.id, &question.face.id)).or_insert(question);
            }
        }
        sitting.present()?;
        sitting.at = sitting.replay.next_open();
        Ok(sitting)
    }

    /// Presents the questions of the paper that are not presented yet.
    fn present(&mut self) -> Result<(), SittingError> {
        for (item, _) in self.replay.items().skip(self.questions.len()) {
            let deck = *self
                .decks
                .get(&item.deck)
                .ok_or_else(|| SittingError::NoDeck(item.deck.clone()))?;
            let question = *self
                .by_id
                .get(&(&item.deck, &item.id))
                .ok_or_else(|| SittingError::NoQuestion(Box::new(item.clone())))?;
            let presented = Presented::new(&deck.face, &question.face, &item.order)
                .ok()
                .filter(|presented| presented.kind() == item.kind)
                .ok_or_else(|| SittingError::Changed(Box::new(item.clone())))?;
            self.questions.push(Asked { presented, question, language: &deck.face.language });
        }
        Ok(())
    }

    /// The state that the record gives.
    #[must_use]
    pub fn replay(&self) -> &Replay {
        &self.replay
    }

    /// The index of the question on screen; `None` when none is open.
    #[must_use]
    pub fn current(&self) -> Option<usize> {
        self.at
    }

    /// Whether there is a further hint for a question.
    #[must_use]
    pub fn has_hint(&self, q: usize) -> bool {
        self.hints(q).len() > self.replay.item(q).map_or(0, ItemState::hints)
    }

    /// All hints for a question; an exam has none.
    fn hints(&self, q: usize) -> &'d [String] {
        if self.is_exam() {
            return &[];
        }
        let key = self.question(q).and_then(|question| question.key.as_ref());
        key.map_or(&[][..], |key| key.hints.as_slice())
    }

    /// Whether it is an exam: no feedback before the end.
    #[must_use]
    pub fn is_exam(&self) -> bool {
        self.replay.start().mode == Mode::Exam
    }

    /// The question of an index as a student sees it.
    #[must_use]
    pub fn presented(&self, q: usize) -> Option<&Presented> {
        self.questions.get(q).map(|asked| &asked.presented)
    }

    /// The question of an index with its key, to be shown after the answer only.
    #[must_use]
    pub fn question(&self, q: usize) -> Option<&'d Question> {
        self.questions.get(q).map(|asked| asked.question)
    }

    /// The outcome of an answer by the deck at hand.
    #[must_use]
    pub fn outcome(&self, q: usize, response: &Response) -> Option<Outcome> {
        let asked = self.questions.get(q)?;
        let key = asked.question.key.as_ref()?;
        grade(&asked.question.face, &key.answer, asked.language, response)
    }

    /// Takes an input. `ms` is how long the question has been on screen.
    #[must_use]
    pub fn step(&mut self, input: Input, ms: u64) -> Step {
        match (self.at, input) {
            (Some(q), Input::Answer(response)) => self.answer(q, response, ms, false),
            (Some(q), Input::LateAnswer(response)) => self.answer(q, response, ms, true),
            (Some(q), Input::Command(command)) => self.command(q, command),
            (Some(q), Input::TimeUp(Limit::Question)) => {
                record(Event::Timeout { q: Some(q) }, Reply::TimedOut { q })
            }
            (Some(_), Input::TimeUp(Limit::Sitting)) => {
                record(Event::Timeout { q: None }, Reply::TimeUp)
            }
            // With nothing on screen, what was given last can still be taken back or claimed, and
            // all that needs no question can be done.
            (None, Input::Command(Command::Undo)) => self.undo(),
            (None, Input::Command(Command::Claim(note))) => self.claim(note),
            (None, Input::Command(Command::Easy)) => self.easy(),
            (None, Input::Command(Command::Quit)) => show(Reply::Quit),
            (None, Input::Command(Command::List)) => show(Reply::List),
            (None, Input::Command(Command::Time)) => show(Reply::Time),
            (None, Input::Command(Command::Help)) => show(Reply::Help),
            (None, Input::Command(Command::Pause)) => self.pause(),
            (None, Input::Command(Command::Back)) => {
                self.go(self.questions.len().checked_sub(1), 0)
            }
            (None, Input::Command(Command::Go(number))) => self.go(number.checked_sub(1), number),
            (
                None,
                Input::Command(Command::Repeat | Command::Hint | Command::Skip | Command::Flag(_)),
            ) => show(Reply::NoQuestion),
            (None, _) => show(Reply::Done),
        }
    }

    fn answer(&self, q: usize, response: Response, ms: u64, late: bool) -> Step {
        let outcome = self.outcome(q, &response);
        let late = late || self.replay.is_late(q);
        let answered = Answered {
            q,
            response: response.clone(),
            ms,
            confidence: None,
            outcome: outcome.as_ref().map(|outcome| outcome.fraction),
            late,
        };
        let second_try = self.replay.has_seen_feedback(q);
        Step {
            event: Some(Event::Answer(answered)),
            reply: Reply::Taken { q, response, outcome, second_try, late },
        }
    }

    fn command(&mut self, q: usize, command: Command) -> Step {
        match command {
            Command::Repeat => show(Reply::Question),
            Command::Hint => self.hint(q),
            Command::Flag(note) => self.flag(q, note),
            Command::Skip if self.is_kept(q) => self.keep(),
            Command::Skip => record(Event::Skip { q }, Reply::Skipped),
            Command::Undo => self.undo(),
            Command::Claim(note) => self.claim(note),
            Command::Easy => self.easy(),
            Command::Back => self.go(q.checked_sub(1), 0),
            Command::Go(number) => self.go(number.checked_sub(1), number),
            Command::List => show(Reply::List),
            Command::Time => show(Reply::Time),
            Command::Pause => self.pause(),
            Command::Done => show(Reply::Done),
            Command::Quit => show(Reply::Quit),
            Command::Help => show(Reply::Help),
        }
    }

    /// Whether a question of an exam has an answer, which passing it over would leave as it is.
    #[must_use]
    pub fn is_kept(&self, q: usize) -> bool {
        let item = self.replay.item(q);
        self.is_exam() && item.is_some_and(|item| item.status() == Status::Answered)
    }

    /// Goes on from an answer that stays.
    fn keep(&mut self) -> Step {
        self.at = self.replay.next_open();
        show(Reply::Kept)
    }

    fn pause(&self) -> Step {
        if self.replay.limits_bind() {
            show(Reply::NoPause)
        } else {
            record(Event::Pause, Reply::Paused)
        }
    }

    fn hint(&self, q: usize) -> Step {
        let hints = self.hints(q);
        let seen = self.replay.item(q).map_or(0, ItemState::hints);
        match hints.get(seen) {
            Some(text) => {
                let hint = seen + 1;
                record(Event::Hint { q, hint }, Reply::Hint(hint, hints.len(), text.clone()))
            }
            None => show(Reply::NoHint),
        }
    }

    fn flag(&self, q: usize, note: String) -> Step {
        let flagged = self.replay.item(q).is_some_and(|item| item.flag().is_some());
        if flagged && note.is_empty() {
            record(Event::Unflag { q }, Reply::Unflagged)
        } else {
            record(Event::Flag { q, note }, Reply::Flagged)
        }
    }

    fn claim(&self, note: String) -> Step {
        match self.last_answer() {
            Some((line, _)) => record(Event::Claim { line, note }, Reply::Claimed),
            None => show(Reply::NothingToClaim),
        }
    }

    fn easy(&self) -> Step {
        let Some((line, q)) = self.last_answer() else { return show(Reply::NotEasy) };
        let given = self.replay.item(q).and_then(ItemState::counted_in_time);
        let easy = given.is_some_and(|given| {
            given.line == line && given.hints == 0 && given.answer.outcome == Some(Fraction::ONE)
        });
        if easy && !self.is_exam() {
            record(Event::Easy { line }, Reply::Easy)
        } else {
            show(Reply::NotEasy)
        }
    }

    /// Whether an answer or a skip can be taken back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.goes_forward_only() && self.last_undoable().is_some()
    }

    /// Whether a student may not go back to what was dealt with.
    #[must_use]
    pub fn goes_forward_only(&self) -> bool {
        self.replay.start().limits.no_back
    }

    /// The last line that can be taken back, and its question; claims stand until their answer is
    /// taken back.
    fn last_undoable(&self) -> Option<(u64, usize)> {
        let skips = self
            .replay
            .items()
            .enumerate()
            .filter_map(|(q, (_, item))| item.skipped_by().map(|line| (line, q)));
        self.last_answer().into_iter().chain(skips).max()
    }

    fn undo(&self) -> Step {
        if self.goes_forward_only() {
            return show(Reply::NoBack);
        }
        match self.last_undoable() {
            Some((line, q)) => {
                let feedback_seen = self.replay.has_seen_feedback(q);
                record(Event::Undo { line }, Reply::TakenBack { feedback_seen })
            }
            None => show(Reply::NothingToUndo),
        }
    }

    fn go(&mut self, to: Option<usize>, number: usize) -> Step {
        if self.goes_forward_only() {
            return show(Reply::NoBack);
        }
        match to.filter(|to| *to < self.questions.len()) {
            Some(to) => {
                self.at = Some(to);
                show(Reply::Question)
            }
            None => show(Reply::NoSuchQuestion(number)),
        }
    }

    /// The line of the last answer that was not taken back, and the index of its question.
    fn last_answer(&self) -> Option<(u64, usize)> {
        let answers = self.replay.items().enumerate().flat_map(|(q, (_, item))| {
            let standing = item.answers().iter().filter(|given| !given.undone);
            standing.map(move |given| (given.line, q))
        });
        answers.max()
    }

    /// Takes in a line that was written to the record, and moves on.
    ///
    /// # Errors
    /// When the line cannot follow, or adds questions that the decks do not have.
    pub fn apply(&mut self, line: &Line) -> Result<(), ApplyError> {
        self.replay.apply(line)?;
        self.present()?;
        match line.event {
            // What is on screen when the time of the sitting runs out can still be answered late.
            Event::Answer(_)
            | Event::Skip { .. }
            | Event::Timeout { q: Some(_) }
            | Event::Undo { .. }
            | Event::More { .. } => self.at = self.replay.next_open(),
            Event::End { .. } => self.at = None,
            _ => {}
        }
        Ok(())
    }

    /// The event that ends the sitting: complete, where nothing is open, else for this reason.
    #[must_use]
    pub fn end(&self, reason: EndReason) -> Event {
        let open = self.replay.items().any(|(_, item)| item.status() == Status::Open);
        Event::End { reason: if open { reason } else { EndReason::Complete } }
    }
}

/// Why a line could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// It cannot follow on what was.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// It adds questions that the decks do not have.
    #[error(transparent)]
    Sitting(#[from] SittingError),
}

fn record(event: Event, reply: Reply) -> Step {
    Step { event: Some(event), reply }
}

fn show(reply: Reply) -> Step {
    Step { event: None, reply }
}

#[cfg(test)]
pub(crate) mod tests;
