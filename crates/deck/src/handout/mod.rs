//! Handouts: what students get of a deck, its face and nothing else.
//!
//! [`handout`] writes the face under opaque names, reads it again, and gives it only if nothing but
//! the face stands in it. Three things hold, and are tested over thousands of generated decks:
//!
//! 1. decks with equal faces give the same handout, byte for byte, whatever their keys are;
//! 2. what options, items, sides and blanks are called, and in which order they stand in the file,
//!    changes no byte, unless they are pinned or not shuffled;
//! 3. nothing of the key, no note, no comment and none of those ids stands in a handout, nor in what
//!    is shown, drawn or recorded of one.
//!
//! What they are called instead: options, items and sides `a`, `b`, `c` … in canonical order; blanks
//! `b1`, `b2` … in the order of the prompt, since `1` is no id; passages `p1` … and families `f1` …
//! in the order in which questions first name them; images `ID-media/m1.png` … with the deck's id.
//! The ids of the deck and of its questions stay, since draws and records go by them.
//!
//! Everything here is a function of its arguments: files are read and written by the caller.

mod by_name;
mod check;
mod content;
mod error;
mod key_texts;
mod map;
mod media;
mod names;
mod paper;
mod response;
mod typed;
mod write;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use deck_format::{Deck, Face};
use session::{Order, PaperItem};

pub use error::{HandoutError, Leak};
pub use map::{BlankMap, HandoutMap, MAP_VERSION, MapError, PaperMap, QuestionMap};
pub use media::Medium;
pub use paper::PaperPlan;
pub use typed::{GivenAway, Place};

pub(crate) use media::paths as images_of;
pub(crate) use names::image_paths;

use content::Content;
use names::Names;

/// A handout, and what its author keeps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// The handout: TOML 1.0 that `deck_format` reads, without a comment.
    pub text: String,
    /// What the opaque names stand for. Not for students.
    pub map: HandoutMap,
    /// The images that go with it.
    pub media: Vec<Medium>,
    /// Typed answers that the handout itself gives away.
    pub given_away: Vec<GivenAway>,
}

/// Makes the handout of a deck: of all its questions or, with a plan, of one paper.
///
/// # Errors
/// When the deck is a handout itself, when the plan cannot be drawn, when an image's name cannot be
/// hidden, and when the result, read again, does not pass the checks.
pub fn handout(deck: &Deck, paper: Option<&PaperPlan>) -> Result<Handout, HandoutError> {
    if deck.face.handout {
        return Err(HandoutError::NoKeys);
    }
    let drawn = paper.map(|paper| paper.draw(deck)).transpose()?;
    if drawn.as_ref().is_some_and(Vec::is_empty) {
        return Err(HandoutError::EmptyPaper);
    }
    let (content, names) = compose(deck, drawn.as_deref(), names::new_images(deck))?;
    let text = write::write(&content);
    let read = check::check(deck, &content, &text)?;
    Ok(Handout {
        map: map::map(deck, &content, &names, &read, paper),
        media: names.media(&content.media),
        given_away: typed::given_away(deck, &content),
        text,
    })
}

/// What a handout says, from the faces of a deck; `drawn` is a paper of it, `images` are their names.
fn compose<'d>(
    deck: &'d Deck,
    drawn: Option<&[PaperItem]>,
    images: HashMap<String, String>,
) -> Result<(Content<'d>, Names<'d>), HandoutError> {
    let questions: Vec<(&Face, Option<&Order>)> = match drawn {
        None => deck.questions.iter().map(|question| (&question.face, None)).collect(),
        Some(items) => {
            let faces = paper::faces(deck);
            let faces = items.iter().filter_map(|item| Some((*faces.get(&item.id)?, item)));
            faces.map(|(face, item)| (face, Some(&item.order))).collect()
        }
    };
    let names = Names::new(questions.iter().map(|(face, _)| *face), images);
    let content = Content::new(deck, &questions, drawn.is_some(), &names)?;
    Ok((content, names))
}
