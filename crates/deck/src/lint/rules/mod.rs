//! The rules, one file each, by family. A family's table lists its rules.

mod choice;
mod constructed;
mod deck;
mod measured;
mod select;
mod structure;
mod true_false;
mod writing;

use super::rule::Rule;
use super::suppress;

/// The table of each family.
static FAMILIES: &[&[&Rule]] = &[
    structure::RULES,
    choice::RULES,
    select::RULES,
    true_false::RULES,
    constructed::RULES,
    writing::RULES,
    deck::RULES,
    measured::RULES,
    suppress::RULES,
];

/// Every rule, family by family.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().copied().flatten().copied()
}

/// The rule of a code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

#[cfg(test)]
mod tests;
