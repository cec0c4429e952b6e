//! Released decks: what students get of a deck after its exam, keys included.
//!
//! A released deck is the deck without comments and without `lint`, with the mark `released`: it says
//! what the names in the handouts stood for, so that a student's program can judge the records that
//! lie in the student's history. Only what was handed out is released, unless more is asked for.
//!
//! Everything here is a function of its arguments: files are read and written by the caller.

mod bare;
mod mark;

use std::collections::{BTreeSet, HashSet};

use deck_format::{Answer, Deck, Problems, Question, QuestionId};
use toml_edit::{DocumentMut, Item};

use crate::handout::{self, HandoutMap};
use crate::layout::{self, LayoutError};

/// A released deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The deck: TOML 1.0 that `deck_format` reads, without a comment.
    pub text: String,
    /// How many questions it has.
    pub questions: usize,
    /// How many questions of the deck were never handed out, and are left out.
    pub left_out: usize,
    /// The questions whose text is another than was handed out.
    pub changed: Vec<QuestionId>,
    /// Those that were handed out and are no longer in the deck.
    pub gone: Vec<QuestionId>,
    /// The images that it shows, from the deck's folder.
    pub images: BTreeSet<String>,
}

/// Why a deck is not released.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// It has no keys.
    #[error("it is a handout: it holds no keys to release")]
    Handout,
    /// It is one already.
    #[error("its key is released already: it says `released`")]
    Released,
    /// A map is that of another deck.
    #[error("the map is of the deck `{0}`")]
    OtherDeck(String),
    /// Of all that was handed out the deck has nothing any more.
    #[error("none of the questions that were handed out is in it")]
    Nothing,
    /// What was written is not what was to be written: a mistake of this program.
    #[error("what was written does not read back as the same deck; please report it")]
    Unfaithful,
}

impl From<Problems> for ReleaseError {
    fn from(_: Problems) -> Self {
        Self::Unfaithful
    }
}

impl From<LayoutError> for ReleaseError {
    fn from(_: LayoutError) -> Self {
        Self::Unfaithful
    }
}

/// Releases a deck with the maps of its handouts: the questions that were handed out or, where there
/// is no map or `all` says so, every one. `text` is that of the deck.
///
/// # Errors
/// When it is a handout or released already, and when a map is of another deck.
pub fn release(
    deck: &Deck,
    text: &str,
    maps: &[HandoutMap],
    all: bool,
) -> Result<Release, ReleaseError> {
    if deck.face.handout {
        return Err(ReleaseError::Handout);
    }
    if deck.notes.released.is_some() {
        return Err(ReleaseError::Released);
    }
    if let Some(other) = maps.iter().find(|map| map.deck != deck.face.id) {
        return Err(ReleaseError::OtherDeck(other.deck.to_string()));
    }
    let handed: HashSet<&QuestionId> = maps.iter().flat_map(|map| map.questions.keys()).collect();
    let is_kept = |id: &QuestionId| all || maps.is_empty() || handed.contains(id);
    let kept: Vec<&Question> =
        deck.questions.iter().filter(|question| is_kept(&question.face.id)).collect();
    if kept.is_empty() {
        return Err(ReleaseError::Nothing);
    }
    let text = written(deck, text, &kept, maps)?;
    let read = deck_format::parse(&text)?;
    check(&kept, &read)?;
    Ok(Release {
        text,
        questions: kept.len(),
        left_out: deck.questions.len() - kept.len(),
        changed: changed(deck, &kept, maps),
        gone: gone(deck, &handed),
        images: images(&read),
    })
}

/// The text of the released deck.
fn written(
    deck: &Deck,
    text: &str,
    kept: &[&Question],
    maps: &[HandoutMap],
) -> Result<String, ReleaseError> {
    // In the canonical layout every question is a table below its own header.
    let mut document: DocumentMut =
        layout::format(text)?.parse().map_err(|_| ReleaseError::Unfaithful)?;
    bare::strip(&mut document);
    if kept.len() < deck.questions.len() {
        bare::narrow(&mut document, kept);
    }
    let ids: HashSet<&QuestionId> = kept.iter().map(|question| &question.face.id).collect();
    document["released"] = Item::Table(mark::mark(maps, &ids));
    Ok(layout::format(&document.to_string())?)
}

/// Makes sure that the released deck asks and grades as the deck does.
fn check(kept: &[&Question], read: &Deck) -> Result<(), ReleaseError> {
    let same = read.questions.len() == kept.len()
        && read.questions.iter().zip(kept).all(|(read, kept)| {
            read.face == kept.face && read.key == kept.key && read.notes.lint_allow.is_empty()
        });
    if same && read.notes.released.is_some() { Ok(()) } else { Err(ReleaseError::Unfaithful) }
}

/// The questions whose face is not the one of which a handout was made.
fn changed(deck: &Deck, kept: &[&Question], maps: &[HandoutMap]) -> Vec<QuestionId> {
    let is_changed = |question: &&&Question| {
        let now = question.face_digest(deck);
        maps.iter()
            .filter_map(|map| map.questions.get(&question.face.id))
            .any(|map| map.face != now)
    };
    kept.iter().filter(is_changed).map(|question| question.face.id.clone()).collect()
}

/// The questions that were handed out and are gone, in the order of their ids.
fn gone(deck: &Deck, handed: &HashSet<&QuestionId>) -> Vec<QuestionId> {
    let here: HashSet<&QuestionId> = deck.questions.iter().map(|one| &one.face.id).collect();
    let mut gone: Vec<QuestionId> = handed.difference(&here).map(|id| (*id).clone()).collect();
    gone.sort();
    gone
}

/// The images of a released deck: of its faces and of what teaches.
fn images(deck: &Deck) -> BTreeSet<String> {
    let mut images = handout::image_paths(deck);
    for key in deck.questions.iter().filter_map(|question| question.key.as_ref()) {
        let (rubric, model): (&[_], _) = match &key.answer {
            Answer::Essay { rubric, model } => (rubric, model.as_deref()),
            _ => (&[], None),
        };
        let why = key.why.iter().map(|(_, text)| &**text);
        let texts = why.chain(key.hints.iter().map(String::as_str));
        let texts = texts.chain(key.explanation.as_deref()).chain(model);
        let texts = texts.chain(rubric.iter().map(|criterion| &*criterion.text));
        images.extend(texts.flat_map(handout::images_of));
    }
    images
}

#[cfg(test)]
mod tests;
