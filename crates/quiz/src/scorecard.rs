//! The end of a sitting: what it earned, and what was missed; as text and as data.

mod asides;
mod json;
mod line;
mod missed;
mod rich;
mod sure;
mod tables;

#[cfg(test)]
mod tests;

use console::{Look, markdown};
use session::{Presented, Score, Scored, Shown, Sitting};

pub(crate) use json::{Printed, json};

/// What a scorecard tells beside the sitting itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Extras {
    /// How long the deck was practised day after day, in a sentence.
    pub(crate) streak: Option<String>,
}

/// The lines of a scorecard.
pub(crate) fn lines(sitting: &Sitting<'_>, extras: &Extras, look: &Look) -> Vec<String> {
    let score = Score::of(sitting);
    if look.is_line() {
        line::lines(&score, sitting, extras)
    } else {
        rich::lines(&score, sitting, extras, look)
    }
}

/// A prompt on one line, its blanks as `…`.
pub(crate) fn short_prompt(presented: &Presented) -> String {
    prompt_with(presented, "…")
}

/// A prompt on one line, with a sign for its blanks.
fn prompt_with(presented: &Presented, blank: &str) -> String {
    match &presented.shown {
        Shown::Cloze { pieces, .. } => {
            let text = pieces.iter().map(|piece| match piece {
                deck_format::Piece::Text(text) => text.as_str(),
                deck_format::Piece::Blank(_) => blank,
            });
            markdown::inline(&text.collect::<String>())
        }
        _ => markdown::inline(&presented.prompt),
    }
}

/// What was missed.
fn missed<'m, 's>(score: &'m Score<'s>) -> impl Iterator<Item = &'m Scored<'s>> {
    score.questions.iter().filter(|item| item.missed())
}
