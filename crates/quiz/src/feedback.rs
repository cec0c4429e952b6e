//! What is said about an answer: the verdict, the right answer, why, and where the source says it.

mod blanks;
mod choices;
mod item;
mod labelled;
mod line;
mod order;
mod pairs;
mod reasons;
mod rich;
mod verdict;

#[cfg(test)]
mod tests;

use console::{Look, Rule};
use deck_format::Question;
use session::{Outcome, Presented, Response, Shown, Verdict, read_back};

/// An answer that was recorded, with all that is known about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Feedback<'a> {
    pub(crate) presented: &'a Presented,
    pub(crate) question: &'a Question,
    /// Absent where there was none.
    pub(crate) response: Option<&'a Response>,
    /// Absent where nothing can be marked: an essay, or a handout.
    pub(crate) outcome: Option<&'a Outcome>,
    pub(crate) second_try: bool,
    /// Whether it came after the time.
    pub(crate) late: bool,
    /// Whether the time of the question ran out before any.
    pub(crate) timed_out: bool,
}

impl Feedback<'_> {
    /// The lines that say it: in line mode sentences, else a page that begins with the verdict and
    /// shows the right answer in its place.
    pub(crate) fn lines(&self, look: &Look) -> Vec<String> {
        if look.is_line() { line::lines(self) } else { rich::lines(self, look) }
    }

    /// The verdict on the whole answer; none where there is no answer, or nobody marks it here.
    fn verdict(&self) -> Option<Verdict> {
        self.outcome.map(Outcome::verdict)
    }

    /// The verdict on one of its parts.
    fn verdict_on(&self, id: &str) -> Option<Verdict> {
        let part = self.outcome?.parts.iter().find(|part| part.id == id)?;
        Some(Verdict::of(part.fraction))
    }

    /// What was given for a left side or a blank.
    fn given_for(&self, id: &str) -> Option<&str> {
        match self.response? {
            Response::Pairs(given) | Response::Blanks(given) => {
                given.get(id).map(String::as_str).filter(|given| !given.trim().is_empty())
            }
            _ => None,
        }
    }
}

/// What was understood of an answer, one sentence a line; safe for a terminal.
pub(crate) fn said_back(presented: &Presented, response: &Response) -> Vec<String> {
    let said = read_back(presented, response).into_iter();
    let safe = said.map(|line| match response {
        // What was typed is text, and is not to be read as Markdown.
        Response::Text(_) | Response::Number(_) | Response::Blanks(_) | Response::Essay(_) => {
            console::sanitise_line(&line).into_owned()
        }
        _ => console::markdown::inline(&line),
    });
    safe.map(|line| full_stop(&line)).collect()
}

/// The text as a sentence.
pub(crate) fn full_stop(text: &str) -> String {
    let ended = text.ends_with(['.', '!', '?', '…', ':']);
    format!("{text}{}", if ended { "" } else { "." })
}

/// The scoring rule of a kind that has several: its name, and the rule.
fn rule_of(presented: &Presented) -> Option<(&'static str, Rule)> {
    match &presented.shown {
        Shown::MultipleSelect { rule, .. } => Some((rule.as_str(), (*rule).into())),
        Shown::Ordering { rule, .. } => Some((rule.as_str(), (*rule).into())),
        Shown::Matching { rule, .. } | Shown::Cloze { rule, .. } => {
            Some((rule.as_str(), (*rule).into()))
        }
        _ => None,
    }
}
