//! What an input leads to: something is recorded, then something is said.

use console::{Failure, layout, words};
use session::record::{Event, ItemState, Status};
use session::{Command, Input, Outcome, Reply, Response, Step};

use super::exam::CLAIMED;
use super::{Next, Play, Stop, drawn};
use crate::feedback::Feedback;
use crate::{command, scorecard};

/// How much of each prompt stands in the list of questions, in columns.
const LISTED: usize = 60;

/// An answer with what is known about it; the default is that none came in time.
#[derive(Debug, Default)]
struct Answer<'a> {
    response: Option<&'a Response>,
    outcome: Option<Outcome>,
    second_try: bool,
    late: bool,
}

impl Play<'_, '_> {
    /// Records a step, then shows what it leads to.
    pub(super) fn take(&mut self, step: Step) -> Result<Next, Failure> {
        if let Some(event) = step.event {
            self.record(event)?;
        }
        let line = match step.reply {
            Reply::Taken { q, response, outcome, second_try, late } => {
                if self.sitting.is_exam() {
                    return self.taken_in_exam(q, &response, late);
                }
                let answer = Answer { response: Some(&response), outcome, second_try, late };
                return self.feedback(q, &answer);
            }
            Reply::TimedOut { .. } if self.sitting.is_exam() => {
                self.say("The time for this question is over.")?;
                return Ok(Next::Show);
            }
            Reply::TimedOut { q } => return self.feedback(q, &Answer::default()),
            Reply::TimeUp => {
                self.say("Time is up.")?;
                return Ok(Next::Stop(Stop::Time));
            }
            Reply::Paused => return self.rest(),
            Reply::NoPause => "The clock cannot be stopped: a time limit binds.".into(),
            Reply::Question => {
                // Asked for, so with its passage, though that was shown before.
                self.passage = None;
                return Ok(Next::Show);
            }
            Reply::Hint(number, of, text) => return self.hint(number, of, &text),
            Reply::Skipped => {
                self.say("Skipped.")?;
                self.drop_begun()?;
                return Ok(Next::Show);
            }
            Reply::Kept => {
                self.say("Your answer stays.")?;
                self.drop_begun()?;
                return Ok(Next::Show);
            }
            Reply::TakenBack { feedback_seen } => {
                self.say(if feedback_seen {
                    "Taken back. You saw the feedback, so a new answer to this question does not count."
                } else {
                    "Taken back."
                })?;
                return Ok(Next::Show);
            }
            Reply::List => return self.list(),
            Reply::Help => return self.help(),
            Reply::Time => self.time(),
            Reply::NoHint => self.no_hint().into(),
            Reply::Flagged => "Flagged.".into(),
            Reply::Unflagged => "The flag is off.".into(),
            Reply::NothingToUndo => "There is no answer to take back.".into(),
            Reply::Claimed => CLAIMED.into(),
            Reply::Easy => "Noted as easy: the question will come back later.".into(),
            Reply::NotEasy if self.sitting.is_exam() => {
                "An exam says nothing about what comes back when.".into()
            }
            Reply::NotEasy => "Only an answer that was right at once, in time and without a hint \
                               can have been easy."
                .into(),
            Reply::NoBack => "This exam goes forward only.".into(),
            Reply::NoQuestion => {
                "Every question is dealt with; :undo takes the last answer back.".into()
            }
            Reply::NothingToClaim => "There is no answer to make a claim for.".into(),
            Reply::NoSuchQuestion(number) => {
                let total = self.sitting.replay().len();
                if number == 0 {
                    "This is the first question.".into()
                } else {
                    format!("There is no question {number}; there are {total}.")
                }
            }
            Reply::Done => return Ok(Next::Stop(Stop::Done)),
            Reply::Quit => return Ok(Next::Stop(Stop::Quit)),
        };
        self.say(line)?;
        Ok(Next::Stay)
    }

    /// Shows the feedback on an answer, or on a question whose time ran out.
    fn feedback(&mut self, q: usize, answer: &Answer<'_>) -> Result<Next, Failure> {
        let look = self.front.look();
        let (Some(presented), Some(question)) =
            (self.sitting.presented(q), self.sitting.question(q))
        else {
            return Ok(Next::Show);
        };
        let feedback = Feedback {
            presented,
            question,
            response: answer.response,
            outcome: answer.outcome.as_ref(),
            second_try: answer.second_try,
            late: answer.late,
            timed_out: answer.response.is_none(),
        };
        let lines = feedback.lines(&look);
        if !look.is_line() {
            self.front.gap()?;
        }
        self.front.say(&lines)?;
        if let Some(remark) = self.remarks.remove(&q) {
            self.say(remark)?;
        }
        // The clock of the question stands; that of the sitting does not.
        let deadline = self.deadline_of_sitting();
        self.front.limit(deadline);
        while let Some(command) = self.front.go_on()? {
            match self.after_feedback(command)? {
                Next::Stay => {}
                next => return Ok(next),
            }
        }
        Ok(Next::Show)
    }

    /// What is done about an answer after its feedback.
    fn after_feedback(&mut self, command: Command) -> Result<Next, Failure> {
        let step = self.sitting.step(Input::Command(command), 0);
        self.take(step)
    }

    /// Stands still until the student goes on.
    fn rest(&mut self) -> Result<Next, Failure> {
        if !self.front.rest()? {
            return Ok(Next::Stop(Stop::EndOfInput));
        }
        self.record(Event::Resume { offset: self.place.clock.offset() })?;
        Ok(Next::Show)
    }

    fn hint(&mut self, number: usize, of: usize, text: &str) -> Result<Next, Failure> {
        let label = if of > 1 { format!("Hint {number} of {of}") } else { "Hint".to_owned() };
        let look = self.front.look();
        let text = format!("{label}: {}", console::markdown::plain(text));
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        self.front.say(&drawn(&lines, &look))?;
        Ok(Next::Stay)
    }

    /// `6 min 12 s so far; 3 min 48 s left.`
    fn time(&self) -> String {
        let spent = words::duration(self.time_spent());
        match self.deadline_of_sitting() {
            Some(deadline) => {
                format!("{spent} so far; {} left.", words::duration(deadline.seconds_left()))
            }
            None => format!("{spent} so far."),
        }
    }

    /// Whether there is no further hint, or none at all.
    fn no_hint(&self) -> &'static str {
        let item = self.sitting.current().and_then(|q| self.sitting.replay().item(q));
        match item.map_or(0, ItemState::hints) {
            0 => "There is no hint for this question.",
            _ => "There is no further hint.",
        }
    }

    /// `1. answered: Which ministry …`, one line a question.
    fn list(&mut self) -> Result<Next, Failure> {
        let look = self.front.look();
        let here = self.sitting.current();
        let mut lines = Vec::with_capacity(self.sitting.replay().len());
        for (q, (_, item)) in self.sitting.replay().items().enumerate() {
            let status = match item.status() {
                Status::Open => "open",
                Status::Skipped => "skipped",
                Status::TimedOut => "out of time",
                Status::Answered => "answered",
            };
            let flag = if item.flag().is_some() { ", flagged" } else { "" };
            let here = if here == Some(q) { ", you are here" } else { "" };
            let prompt = self.sitting.presented(q).map_or(String::new(), scorecard::short_prompt);
            let prompt = layout::clip(&prompt, LISTED, &look);
            lines.push(format!("{}. {status}{flag}{here}: {prompt}", q + 1));
        }
        self.front.say(&drawn(&lines, &look))?;
        Ok(Next::Stay)
    }

    fn help(&mut self) -> Result<Next, Failure> {
        let look = self.front.look();
        self.front.say(&drawn(&command::help(self.sitting.is_exam()), &look))?;
        Ok(Next::Stay)
    }
}
