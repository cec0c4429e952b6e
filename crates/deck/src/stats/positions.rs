//! Where the key stands in lists of options whose order is fixed: those with `shuffle = false`, and
//! options that are pinned last. Where options are shuffled, a position means nothing.

use deck_format::{Answer, BlankKey, BlankSort, Body, Deck, LocalId, Options, Question};
use serde::Serialize;
use session::letter;

/// Where keys stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Positions {
    /// The letters at which an option has its fixed place.
    pub fixed: Vec<Position>,
    /// How many right options have no fixed position.
    pub shuffled: usize,
    /// How many true-false statements are true.
    pub statements_true: usize,
    /// How many true-false statements are false.
    pub statements_false: usize,
}

/// A position and how often the key stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Its letter, as students see it.
    pub letter: String,
    /// How many right options stand there.
    pub keys: usize,
    /// How many options stand there, right or wrong.
    pub options: usize,
}

impl Positions {
    /// Looks at every choice of a deck: single choice, multiple select, and blanks with options.
    pub(super) fn of(deck: &Deck) -> Self {
        let mut positions = Self::default();
        for question in &deck.questions {
            positions.question(question);
        }
        positions.fixed.retain(|position| position.options > 0);
        positions
    }

    fn question(&mut self, question: &Question) {
        let Some(key) = &question.key else { return };
        let shuffle = question.face.shuffle;
        match (&question.face.body, &key.answer) {
            (Body::SingleChoice { choices, .. }, Answer::SingleChoice(key)) => {
                self.list(choices, shuffle, std::slice::from_ref(&key.correct));
            }
            (Body::MultipleSelect { choices, .. }, Answer::MultipleSelect(ids)) => {
                self.list(choices, shuffle, ids);
            }
            (Body::TrueFalse, Answer::TrueFalse(true)) => self.statements_true += 1,
            (Body::TrueFalse, Answer::TrueFalse(false)) => self.statements_false += 1,
            (Body::Cloze { blanks, .. }, Answer::Cloze(keys)) => {
                for (blank, (_, key)) in blanks.iter().zip(keys) {
                    if let (BlankSort::Choice { choices, shuffle }, BlankKey::Choice(key)) =
                        (&blank.sort, key)
                    {
                        self.list(choices, *shuffle, std::slice::from_ref(&key.correct));
                    }
                }
            }
            _ => {}
        }
    }

    fn list(&mut self, options: &Options, shuffle: bool, right: &[LocalId]) {
        let first_fixed = if shuffle { options.len() - options.pinned().len() } else { 0 };
        for (at, entry) in options.canonical(shuffle).into_iter().enumerate() {
            let is_right = right.contains(&entry.id);
            if at < first_fixed {
                self.shuffled += usize::from(is_right);
                continue;
            }
            while self.fixed.len() <= at {
                let letter = letter(self.fixed.len());
                self.fixed.push(Position { letter, keys: 0, options: 0 });
            }
            self.fixed[at].options += 1;
            self.fixed[at].keys += usize::from(is_right);
        }
    }
}
