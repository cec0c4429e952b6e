//! The walk over the parsed TOML: every field is taken, checked and reported with its place.

mod checks;
mod deck;
mod entries;
mod fields;
mod kind;
mod question;
mod suggest;
mod value;
mod walk;

pub(crate) use deck::DeckReader;
pub(crate) use walk::Walk;
