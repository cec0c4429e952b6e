//! What an instructor does with a deck beside reading it: the parts of the program `deck` that
//! others can use too.

pub mod citations;
pub mod collect;
pub mod edit;
pub mod handout;
pub mod layout;
pub mod lint;
pub mod measured;
pub mod read;
pub mod release;
pub mod save;
pub mod shown;
pub mod source;
pub mod stats;
pub mod summary;

/// The JSON Schema (draft 2020-12) of the deck format, with a description of every field.
pub const SCHEMA: &str = include_str!("../data/schema.json");
