//! What an exam adds to the flow: nothing is told before the end, what was given is looked over,
//! and the record is handed in.

mod hand_in;
mod look_back;

pub(super) use look_back::CLAIMED;

use console::{Failure, words};
use session::record::{EndReason, Event, Status};
use session::{Command, Input, Response};

use super::{Next, Play, Stop, drawn};
use crate::feedback::said_back;
use crate::front::{Choice, Chosen};

/// What comes of looking an exam over.
enum Decision {
    HandIn,
    /// Back to the questions.
    GoOn,
    Leave,
    TimeUp,
}

/// What can be done with an exam that was gone through.
#[derive(Clone, Copy)]
enum Offer {
    HandIn,
    /// To the question of an index.
    Go(usize),
    List,
    Leave,
}

impl Play<'_, '_> {
    /// What follows on a stop in an exam; whether it is over or left.
    pub(super) fn stop_exam(&mut self, stop: &Stop) -> Result<bool, Failure> {
        self.drop_begun()?;
        let decision = match stop {
            Stop::Quit | Stop::EndOfInput => Decision::Leave,
            Stop::Time => Decision::TimeUp,
            Stop::Done => self.look_over()?,
        };
        match decision {
            Decision::GoOn => return Ok(false),
            Decision::Leave => self.leave_exam()?,
            Decision::HandIn => self.hand_in(EndReason::Done)?,
            Decision::TimeUp => self.hand_in(EndReason::Time)?,
        }
        Ok(true)
    }

    /// Says what was kept of an answer.
    pub(super) fn taken_in_exam(
        &mut self,
        q: usize,
        response: &Response,
        late: bool,
    ) -> Result<Next, Failure> {
        let look = self.front.look();
        let mut lines = Vec::new();
        if let Some(presented) = self.sitting.presented(q) {
            lines.extend(said_back(presented, response));
        }
        if late {
            lines.push("This came after the time; it is kept as late.".to_owned());
        }
        if !lines.is_empty() {
            self.front.say(&drawn(&lines, &look))?;
        }
        Ok(Next::Show)
    }

    /// Says what was given before to a question that is shown again.
    pub(super) fn say_answer_so_far(&mut self, q: usize) -> Result<(), Failure> {
        let given = self.sitting.replay().item(q).and_then(|item| item.counted());
        let (Some(given), Some(presented)) = (given, self.sitting.presented(q)) else {
            return Ok(());
        };
        let look = self.front.look();
        let mut lines = vec!["Your answer so far, which a new one replaces:".to_owned()];
        lines.extend(said_back(presented, &given.answer.response));
        self.front.say(&drawn(&lines, &look))
    }

    /// Shows how the exam stands, and asks what is to be done.
    fn look_over(&mut self) -> Result<Decision, Failure> {
        self.front.gap()?;
        let standing = self.standing();
        self.say(standing)?;
        loop {
            let limit = self.deadline_of_sitting();
            self.front.limit(limit);
            let (choices, offers, default) = self.offers();
            let chosen = self.front.pick("Exam", &choices, default)?;
            if chosen == Chosen::TimeUp || limit.is_some_and(|limit| limit.left().is_zero()) {
                self.record(Event::Timeout { q: None })?;
                self.say("Time is up.")?;
                return Ok(Decision::TimeUp);
            }
            let command = match chosen {
                Chosen::One(chosen) => match offers[chosen] {
                    Offer::HandIn => return Ok(Decision::HandIn),
                    Offer::Leave => return Ok(Decision::Leave),
                    Offer::List => Command::List,
                    Offer::Go(q) => Command::Go(q + 1),
                },
                Chosen::Command(command) => command,
                // The end of the input in line mode, else Esc.
                Chosen::Nothing if self.front.look().is_line() => return Ok(Decision::Leave),
                Chosen::Nothing if self.sitting.current().is_some() => return Ok(Decision::GoOn),
                Chosen::Nothing | Chosen::TimeUp => continue,
            };
            let step = self.sitting.step(Input::Command(command), 0);
            match self.take(step)? {
                Next::Stay | Next::Stop(Stop::Done) => {}
                Next::Show => return Ok(Decision::GoOn),
                Next::Stop(Stop::Time) => return Ok(Decision::TimeUp),
                Next::Stop(Stop::Quit | Stop::EndOfInput) => return Ok(Decision::Leave),
            }
        }
    }

    /// `20 questions: 17 answered, 3 unanswered (4, 9 and 17), 2 flagged (3 and 9).`
    fn standing(&self) -> String {
        let total = words::count(self.sitting.replay().len(), "question");
        let unanswered = self.unanswered();
        let answered = self.sitting.replay().len() - unanswered.len();
        let mut facts = vec![format!("{answered} answered")];
        for (questions, what) in [(&unanswered, "unanswered"), (&self.flagged(), "flagged")] {
            if !questions.is_empty() {
                facts.push(format!("{} {what} ({})", questions.len(), numbers(questions)));
            }
        }
        format!("{total}: {}.", facts.join(", "))
    }

    /// What can be done now, and what is nearest.
    fn offers(&self) -> (Vec<Choice>, Vec<Offer>, usize) {
        let unanswered = self.unanswered();
        let hand_in = match unanswered.as_slice() {
            [] => "hand in".to_owned(),
            some => {
                let questions = words::count(some.len(), "question");
                format!("hand in with {questions} unanswered: {}", numbers(some))
            }
        };
        let mut choices = vec![Choice::new("h", hand_in)];
        let mut offers = vec![Offer::HandIn];
        let open = unanswered.first().copied().or_else(|| self.flagged().first().copied());
        if let Some(q) = open.filter(|_| !self.sitting.goes_forward_only()) {
            choices.push(Choice::new("g", format!("go to question {}", q + 1)));
            offers.push(Offer::Go(q));
        }
        let default = choices.len() - 1;
        choices.push(Choice::new("l", "list the questions"));
        offers.push(Offer::List);
        choices.push(Choice::new("q", "save and leave, without handing in"));
        offers.push(Offer::Leave);
        (choices, offers, default)
    }

    /// The questions without an answer.
    pub(super) fn unanswered(&self) -> Vec<usize> {
        let items = self.sitting.replay().items().enumerate();
        items.filter(|(_, (_, item))| item.status() != Status::Answered).map(|(q, _)| q).collect()
    }

    /// The questions that were marked for later.
    fn flagged(&self) -> Vec<usize> {
        let items = self.sitting.replay().items().enumerate();
        items.filter(|(_, (_, item))| item.flag().is_some()).map(|(q, _)| q).collect()
    }
}

/// The numbers of questions: `4, 9 and 17`, or `1 to 5 and 9` where many stand in a row.
fn numbers(questions: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in questions.iter().map(|q| q + 1) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let named = runs.into_iter().flat_map(|(first, last)| match last - first {
        0 => vec![first.to_string()],
        1 => vec![first.to_string(), last.to_string()],
        _ => vec![format!("{first} to {last}")],
    });
    match named.collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [some @ .., last] => format!("{} and {last}", some.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_in_a_row_are_named_by_the_first_and_the_last() {
        assert_eq!(numbers(&[]), "");
        assert_eq!(numbers(&[3]), "4");
        assert_eq!(numbers(&[3, 4]), "4 and 5");
        assert_eq!(numbers(&[3, 8, 16]), "4, 9 and 17");
        assert_eq!(numbers(&[0, 1, 2, 3, 4, 8]), "1 to 5 and 9");
        assert_eq!(numbers(&[0, 4, 5, 6]), "1 and 5 to 7");
    }
}
