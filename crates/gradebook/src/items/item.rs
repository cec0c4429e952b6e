//! What the analysis knows of an item, and what a student did with it.

use deck_format::{Fraction, Points};

/// An item of the class: one question of the deck.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// How it is called in flags: the question's id.
    pub name: String,
    /// Its most points.
    pub max: Points,
    /// Whether it is part of the totals. A void or a bonus item is not: its own choices and
    /// facility are still described, against the total of the others.
    pub counts: bool,
    /// What can be told apart in a response: the options of a choice, the accepted and the known
    /// wrong answers of a typed one. Empty where responses are not told apart. At most
    /// [`Choices::MAX`].
    pub choices: Vec<Choice>,
    /// What blind guessing earns on average, as a fraction; `None` where it cannot be said
    /// (Moodle's "random guess score").
    pub chance: Option<Fraction>,
}

impl Item {
    /// An item worth `max`, part of the totals, whose responses are not told apart.
    #[must_use]
    pub fn new(name: impl Into<String>, max: Points) -> Self {
        Self { name: name.into(), max, counts: true, choices: Vec::new(), chance: None }
    }

    /// The same item with these choices.
    #[must_use]
    pub fn with_choices(self, choices: impl IntoIterator<Item = Choice>) -> Self {
        Self { choices: choices.into_iter().collect(), ..self }
    }

    /// Whether it adds to totals. An item without points adds nothing and would only raise the
    /// number of items in the formulas.
    pub(crate) fn is_counted(&self) -> bool {
        self.counts && self.max > Points::default()
    }
}

/// One thing that a response can be or hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// How it is called in flags and tables: a letter, an id, a typed answer.
    pub name: String,
    /// Whether it is right.
    pub key: bool,
}

impl Choice {
    /// A right choice.
    #[must_use]
    pub fn key(name: impl Into<String>) -> Self {
        Self { name: name.into(), key: true }
    }

    /// A wrong choice.
    #[must_use]
    pub fn distractor(name: impl Into<String>) -> Self {
        Self { name: name.into(), key: false }
    }
}

/// Which of an item's choices a response holds: one for a single choice or a typed answer, any
/// number for a multiple select, none where the answer is none of those that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Choices(u128);

impl Choices {
    /// The most choices of an item.
    pub const MAX: usize = 128;
    /// No choice.
    pub const NONE: Self = Self(0);

    /// The choice at `index` alone; none from [`Self::MAX`] on.
    #[must_use]
    pub fn one(index: usize) -> Self {
        Self::NONE.and(index)
    }

    /// The same and the choice at `index`.
    #[must_use]
    pub fn and(self, index: usize) -> Self {
        if index < Self::MAX { Self(self.0 | 1 << index) } else { self }
    }

    /// Whether it holds the choice at `index`.
    #[must_use]
    pub fn holds(self, index: usize) -> bool {
        index < Self::MAX && self.0 >> index & 1 == 1
    }
}

impl FromIterator<usize> for Choices {
    fn from_iter<I: IntoIterator<Item = usize>>(indexes: I) -> Self {
        indexes.into_iter().fold(Self::NONE, Self::and)
    }
}

/// What a student did with an item that was on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reply {
    /// Answered, with these choices.
    Answered(Choices),
    /// Seen and left blank.
    Omitted,
    /// Left blank to the end of the paper when the time was over.
    NotReached,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_hold_what_was_put_in_and_ignore_what_is_out_of_range() {
        let choices: Choices = [0, 3, 127, 128, 4000].into_iter().collect();
        let held: Vec<_> = (0..Choices::MAX + 9).filter(|&i| choices.holds(i)).collect();
        assert_eq!(held, [0, 3, 127]);
    }
}
