//! Letters and numbers that are typed to choose: one key where that is enough, else several.

use session::{letter, letter_index};

/// What is typed of a letter or number, among so many places.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    count: usize,
    typed: String,
}

/// What typing leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    /// A place that no further key could change.
    Place(usize),
    /// A place, but what is typed may also begin another: `a` of `a` to `ab`.
    Perhaps(usize),
    /// The beginning of a label, or a character that is none.
    Nothing,
}

impl Labels {
    pub(super) fn new(count: usize) -> Self {
        Self { count, typed: String::new() }
    }

    /// Among how many places.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Types one more character. One that cannot follow begins anew.
    pub(super) fn typed(&mut self, c: char) -> Typed {
        let c = c.to_ascii_lowercase();
        self.typed.push(c);
        let found = match self.found() {
            Typed::Nothing if self.typed.len() > 1 => {
                self.typed = c.to_string();
                self.found()
            }
            found => found,
        };
        if !matches!(found, Typed::Perhaps(_)) {
            self.typed.clear();
        }
        found
    }

    /// Forgets what is typed.
    pub(super) fn clear(&mut self) {
        self.typed.clear();
    }

    fn found(&self) -> Typed {
        let Some(place) = place(&self.typed).filter(|place| *place < self.count) else {
            return Typed::Nothing;
        };
        if self.begins_another(place) { Typed::Perhaps(place) } else { Typed::Place(place) }
    }

    /// Whether a longer label begins with that of a place.
    fn begins_another(&self, place: usize) -> bool {
        let first = if self.typed.starts_with(|c: char| c.is_ascii_digit()) {
            (place + 1).saturating_mul(10) - 1
        } else {
            letter_index(&format!("{}a", letter(place))).unwrap_or(usize::MAX)
        };
        first < self.count
    }
}

/// The place of a letter, or of a number from 1.
fn place(typed: &str) -> Option<usize> {
    if typed.starts_with(|c: char| c.is_ascii_digit()) {
        typed.parse::<usize>().ok()?.checked_sub(1)
    } else {
        letter_index(typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(labels: &mut Labels, typed: &str) -> Vec<Typed> {
        typed.chars().map(|c| labels.typed(c)).collect()
    }

    #[test]
    fn one_key_is_enough_for_a_few() {
        let mut labels = Labels::new(4);
        assert_eq!(
            all(&mut labels, "aD2e50?"),
            [
                Typed::Place(0),
                Typed::Place(3),
                Typed::Place(1),
                Typed::Nothing,
                Typed::Nothing,
                Typed::Nothing,
                Typed::Nothing
            ]
        );
    }

    #[test]
    fn many_take_several_keys() {
        let mut labels = Labels::new(40);
        assert_eq!(all(&mut labels, "ab"), [Typed::Perhaps(0), Typed::Place(27)]);
        assert_eq!(all(&mut labels, "b"), [Typed::Place(1)], "there is no ba");
        assert_eq!(all(&mut labels, "12"), [Typed::Perhaps(0), Typed::Place(11)]);
        assert_eq!(all(&mut labels, "5"), [Typed::Place(4)]);
        assert_eq!(
            all(&mut labels, "az"),
            [Typed::Perhaps(0), Typed::Place(25)],
            "az is none, z is"
        );
        assert_eq!(all(&mut labels, "41"), [Typed::Perhaps(3), Typed::Perhaps(0)]);
        labels.clear();
        assert_eq!(all(&mut labels, "0"), [Typed::Nothing]);
    }
}
