//! Reading the feedback of an exam after its end.

use console::{Failure, words};
use session::record::{Event, ItemState};
use session::{Command, Score};

use super::super::Play;
use crate::feedback::Feedback;
use crate::front::{Choice, Chosen};

impl Play<'_, '_> {
    /// Offers the feedback on the questions, until the student has read enough.
    pub(super) fn look_back(&mut self) -> Result<(), Failure> {
        let score = Score::of(&self.sitting);
        let missed: Vec<usize> =
            score.questions.iter().filter(|item| item.missed()).map(|item| item.q).collect();
        let all: Vec<usize> = (0..self.sitting.replay().len()).collect();
        let mut choices = Vec::new();
        let mut offers = Vec::new();
        if !missed.is_empty() && missed.len() < all.len() {
            let of = match missed.len() {
                1 => "missed question".to_owned(),
                number => words::count(number, "missed question"),
            };
            choices.push(Choice::new("m", format!("read the feedback on the {of}")));
            offers.push(missed);
        }
        choices.push(Choice::new("a", "read the feedback on all questions"));
        offers.push(all);
        choices.push(Choice::new("d", "done"));
        loop {
            let chosen = self.front.pick("Next", &choices, choices.len() - 1)?;
            let Chosen::One(chosen) = chosen else { return Ok(()) };
            let Some(questions) = offers.get(chosen).cloned() else { return Ok(()) };
            self.passage = None;
            for q in questions {
                if !self.tell(q)? {
                    break;
                }
            }
            self.front.gap()?;
        }
    }

    /// Shows a question with its feedback; whether the student reads on.
    fn tell(&mut self, q: usize) -> Result<bool, Failure> {
        self.show_question(q)?;
        let look = self.front.look();
        let (Some(presented), Some(question)) =
            (self.sitting.presented(q), self.sitting.question(q))
        else {
            return Ok(true);
        };
        let given = self.sitting.replay().item(q).and_then(|item| item.counted());
        let response = given.map(|given| &given.answer.response);
        let outcome = response.and_then(|response| self.sitting.outcome(q, response));
        let feedback = Feedback {
            presented,
            question,
            response,
            outcome: outcome.as_ref(),
            second_try: false,
            late: given.is_some_and(|given| given.late),
            timed_out: self.sitting.replay().item(q).is_some_and(ItemState::timed_out),
        };
        let line = given.map(|given| given.line);
        let mut lines = feedback.lines(&look);
        if let (Some(response), true) = (response, look.is_line()) {
            lines.splice(0..0, crate::feedback::said_back(presented, response));
        }
        self.front.say(&lines)?;
        while let Some(command) = self.front.go_on()? {
            match command {
                Command::Done | Command::Quit => return Ok(false),
                Command::Claim(note) => match line {
                    Some(line) => {
                        self.record(Event::Claim { line, note })?;
                        self.say(CLAIMED)?;
                    }
                    None => self.say("There is no answer to make a claim for.")?,
                },
                _ => self.say("The exam is handed in: only a claim can still be made.")?,
            }
        }
        Ok(true)
    }
}

/// What is said of a claim.
pub(in crate::play) const CLAIMED: &str =
    "Your claim is in the record; the score stays until someone decides on it.";
