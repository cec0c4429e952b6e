//! Item-writing rules: what a reader would object to in a deck that parses.
//!
//! [`lint`] prepares each question once ([`Item`]), shows it to every [`Rule`] of its kind, takes out
//! what the author allows, and gives the rest as diagnostics. A rule names its places by field; they
//! are looked up in the text only for findings that stay.

mod amount;
pub mod corpus;
mod engine;
mod finding;
mod fix;
mod fold;
mod item;
mod marks;
mod number;
mod resolve;
mod rule;
mod rules;
mod spread;
mod suppress;
mod text;
mod words;

#[cfg(test)]
mod test_support;

pub use amount::{Amount, Shape, has_digit};
pub use engine::{lint, lint_measured};
pub use finding::{Finding, Findings, Spot};
pub use fix::{Fixed, fix};
pub use fold::folded;
pub use item::{Choice, Item, Items};
pub use number::Number;
pub use rule::{CHOICES, Check, Explanation, Family, Rule};
pub use rules::{all, rule};
pub use text::{Text, Token, TokenKind};
pub use words::{List, ListSet, Words, word_hash};
