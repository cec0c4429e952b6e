//! Sets of fields of the format, as bits, so that the common case costs nothing: no question has a
//! field that it may not have.

use crate::id::{FIELD_NAMES, field_index};

/// A set of names in [`FIELD_NAMES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FieldSet(u64);

const _: () = assert!(FIELD_NAMES.len() <= 64, "a bit for each name");

impl FieldSet {
    /// The set of these names; a name that is no field is left out.
    pub(super) const fn of(names: &[&str]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < names.len() {
            let mut index = 0;
            while index < FIELD_NAMES.len() {
                if is_same(names[at], FIELD_NAMES[index]) {
                    set |= 1 << index;
                }
                index += 1;
            }
            at += 1;
        }
        Self(set)
    }

    /// Adds a name, if it is a field; says whether it is.
    pub(super) fn insert(&mut self, name: &str) -> bool {
        let index = field_index(name);
        self.0 |= index.map_or(0, |index| 1 << index);
        index.is_some()
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it has a name that is in `these` but not in `those`.
    pub(super) fn has_any_of(self, these: Self, those: Self) -> bool {
        self.0 & these.0 & !those.0 != 0
    }
}

/// Whether two texts are the same, at compile time.
const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_tell_what_is_in_them() {
        let mut set = FieldSet::default();
        assert!(set.insert("answer") && set.insert("why"));
        assert!(!set.insert("anwser"));
        assert_eq!(set, FieldSet::of(&["why", "answer", "anwser"]));
        let answer = FieldSet::of(&["answer"]);
        assert!(set.has_any_of(set, answer), "why");
        assert!(!set.has_any_of(answer, answer));
        assert_eq!(answer.or(FieldSet::of(&["why"])), set);
    }
}
