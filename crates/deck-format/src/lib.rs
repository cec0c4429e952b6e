#![doc = include_str!("../README.md")]

mod text_serde;

mod blueprint;
mod cloze;
mod codes;
pub mod compare;
mod decimal;
mod deck;
mod diagnostic;
mod digest;
mod face;
mod fraction;
mod id;
mod key;
pub mod limits;
mod names;
mod parse;
mod points;
mod read;
mod released;
mod spans;

pub use blueprint::Shortfall;
pub use cloze::{Piece, Template, TemplateError};
pub use codes::codes;
pub use compare::{TextPolicy, Typos};
pub use decimal::{Decimal, DecimalError, MAX_DIGITS, MAX_EXPONENT};
pub use deck::{BlueprintRow, Deck, DeckFace, DeckNotes, Exam, Notes, Passage, Question, Source};
pub use diagnostic::{Diagnostic, Edit, Fix, Label, LineIndex, Position, Severity, Span};
pub use digest::{Digest, DigestError, Digester, face_digest, key_digest};
pub use face::{Blank, BlankSort, Body, Entry, Face, Options};
pub use fraction::{Fraction, FractionError};
pub use id::{
    DeckId, FIELD_NAMES, FamilyId, IdError, LocalId, MAX_ID, PassageId, QuestionId, check_id,
};
pub use key::{
    Answer, BlankKey, ChoiceKey, Citation, Criterion, Key, NumberAccept, NumberKey, NumberRange,
    TextAccept, TextKey, TextPattern, Tolerance,
};
pub use names::{Difficulty, Feedback, Kind, OrderRule, PartsRule, SelectRule};
pub use parse::{Problems, mend_toml, parse, parse_bytes};
pub use points::{MAX_POINTS, Points, PointsError};
pub use read::{nearest, parse_duration};
pub use released::{BlankNames, HandedOut, NamesOf, Released};
pub use spans::{FieldSpan, Spans};
pub use text_serde::from_text;
