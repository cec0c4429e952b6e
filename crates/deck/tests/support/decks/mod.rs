//! Decks made up by chance, for tests over thousands of them: of all nine kinds, with passages,
//! families, blueprints, exams, hostile texts and images.
//!
//! A [`Model`] is the face of a deck, without any id but those of its questions. A [`Skin`] adds what
//! a handout leaves out: keys, notes and comments, names, and the order of what is shuffled anyway.
//! One model in several skins is several decks with one handout.
//!
//! Whatever is not of the face is a token of its own, so that a test can look for it: all begin with
//! [`KEY_MARK`], [`NAME_MARK`] or [`IMAGE_MARK`], which no face does.

mod chance;
mod keys;
mod model;
mod render;
mod texts;

pub(crate) use model::Model;
pub(crate) use render::{Rendered, Skin, render};

/// Begins every text of a key, note or comment.
pub(crate) const KEY_MARK: &str = "zk";
/// Begins the name of every option, item, side, blank, passage and family.
pub(crate) const NAME_MARK: &str = "zn";
/// Begins the name of every image.
pub(crate) const IMAGE_MARK: &str = "zm";
