//! How sure a student is, asked after the answer and before its feedback.

use console::Failure;
use session::record::{Answered, Event};
use session::{Response, Step};

use super::{Play, drawn};
use crate::feedback::said_back;
use crate::front::{Choice, Chosen};

/// The steps that are asked for: what is typed, what it says, and the percentage that the record
/// keeps.
pub(crate) const STEPS: [(&str, &str, u8); 3] =
    [("g", "guess", 33), ("u", "unsure", 66), ("s", "sure", 100)];

/// Where the choice begins.
const USUAL: usize = 2;

impl Play<'_, '_> {
    /// Asks how sure the student is of the answer of a step, where that is wanted.
    ///
    /// The answer was not recorded yet. When the dialogue ends here, it is recorded without, so
    /// that nothing is lost; only a signal that ends the program loses it, and says so.
    pub(super) fn ask_confidence(&mut self, step: &mut Step) -> Result<(), Failure> {
        let Some(Event::Answer(answered)) = &mut step.event else { return Ok(()) };
        // An exam that is resumed does not ask for it either, whatever is configured.
        if !self.confidence || answered.late || self.sitting.is_exam() {
            return Ok(());
        }
        self.place.talk.remember_but_the_last(&self.handle);
        let sure = self.say_answer_again(answered).and_then(|()| self.how_sure());
        self.place.talk.remember(&self.handle);
        match sure {
            Ok(confidence) => {
                answered.confidence = confidence;
                Ok(())
            }
            Err(failure) => {
                if let Some(event) = step.event.take() {
                    self.record(event)?;
                }
                Err(failure)
            }
        }
    }

    /// Says what was answered where the prompt that took it is gone from the screen.
    fn say_answer_again(&mut self, answered: &Answered) -> Result<(), Failure> {
        let look = self.front.look();
        let is_typed = matches!(
            answered.response,
            Response::Number(_) | Response::Text(_) | Response::Essay(_)
        );
        match self.sitting.presented(answered.q) {
            Some(presented) if !look.is_line() && !is_typed => {
                self.front.say(&drawn(&said_back(presented, &answered.response), &look))
            }
            _ => Ok(()),
        }
    }

    /// The percentage that the student chose; none where nothing more comes, or no time is left.
    fn how_sure(&mut self) -> Result<Option<u8>, Failure> {
        loop {
            match self.front.pick("How sure", &choices(), USUAL)? {
                Chosen::One(chosen) => {
                    return Ok(STEPS.get(chosen).map(|(_, _, percent)| *percent));
                }
                Chosen::Nothing | Chosen::TimeUp => return Ok(None),
                Chosen::Command(_) => self.say("Say first how sure you are.")?,
            }
        }
    }
}

fn choices() -> Vec<Choice> {
    STEPS.iter().map(|(key, label, _)| Choice::new(*key, *label)).collect()
}
