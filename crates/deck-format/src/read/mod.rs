//! The walk over the parsed TOML: every field is taken, checked and reported with its place.

mod common;
mod deck;
mod declared;
mod entries;
mod fallen;
mod field_set;
mod fields;
mod head;
mod images;
mod kind;
mod number;
mod question;
mod recognise;
mod released;
mod suggest;
mod ties;
mod value;
mod walk;

pub(crate) use deck::DeckReader;
pub(crate) use fields::Short;
pub use number::parse_duration;
pub use suggest::nearest;
pub(crate) use walk::Walk;
