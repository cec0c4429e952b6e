//! Ids: short names that survive edits of the text they stand for.
//!
//! Every id matches `[a-z][a-z0-9-]{0,63}` and is never the name of a field, so that
//! `choices.answer = "…"`, an answer that has fallen below `[question.choices]`, is noticed.

use std::fmt;

use smol_str::SmolStr;

/// The longest id, in characters.
pub const MAX_ID: usize = 64;

/// The fields of a deck and of a question, in alphabetical order. None of them may serve as an id.
pub const FIELD_NAMES: &[&str] = &[
    "accept",
    "answer",
    "blanks",
    "blueprint",
    "choices",
    "cite",
    "compare",
    "credit",
    "difficulty",
    "exam",
    "explanation",
    "family",
    "format",
    "handout",
    "hint",
    "id",
    "items",
    "kind",
    "language",
    "left",
    "lint",
    "model",
    "passage",
    "pin",
    "points",
    "prompt",
    "question",
    "reject",
    "released",
    "reuse",
    "right",
    "rubric",
    "scoring",
    "shuffle",
    "sources",
    "tags",
    "time",
    "title",
    "tolerance",
    "unit",
    "units",
    "was",
    "weight",
    "why",
];

/// Where the names with each first letter begin in [`FIELD_NAMES`], and where the last end: most
/// ids share their first letter with few names, so that a look-up compares next to nothing.
const FIRST_LETTERS: [usize; 27] = {
    let mut starts = [0; 27];
    let mut letter = 0;
    while letter < 27 {
        let mut at = 0;
        while at < FIELD_NAMES.len() && (FIELD_NAMES[at].as_bytes()[0] as usize) < letter + 97 {
            at += 1;
        }
        starts[letter] = at;
        letter += 1;
    }
    starts
};

/// Where a name stands in [`FIELD_NAMES`], if it is the name of a field.
pub(crate) fn field_index(text: &str) -> Option<usize> {
    let Some(first @ b'a'..=b'z') = text.bytes().next() else { return None };
    let letter = usize::from(first - b'a');
    let (start, end) = (FIRST_LETTERS[letter], FIRST_LETTERS[letter + 1]);
    FIELD_NAMES[start..end].iter().position(|name| *name == text).map(|at| start + at)
}

/// Whether a text is the name of a field.
pub(crate) fn is_field_name(text: &str) -> bool {
    field_index(text).is_some()
}

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// It does not match `[a-z][a-z0-9-]{0,63}`.
    #[error("an id is a lower-case letter, then at most 63 lower-case letters, digits or hyphens")]
    Shape,
    /// It is the name of a field.
    #[error("`{0}` is the name of a field and cannot be an id")]
    FieldName(String),
}

/// Checks one id.
///
/// # Errors
/// Says which of the two rules is broken.
pub fn check_id(text: &str) -> Result<(), IdError> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() <= MAX_ID
        && bytes.first().is_some_and(u8::is_ascii_lowercase)
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-');
    if !shaped {
        return Err(IdError::Shape);
    }
    if is_field_name(text) {
        return Err(IdError::FieldName(text.to_owned()));
    }
    Ok(())
}

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(SmolStr);

        impl $name {
            /// Makes an id of a text.
            ///
            /// # Errors
            /// When the text does not match `[a-z][a-z0-9-]{0,63}` or is the name of a field.
            pub fn new(text: &str) -> Result<Self, IdError> {
                check_id(text).map(|()| Self(SmolStr::new(text)))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        crate::text_serde::text_serde!($name);
    };
}

id_type!(
    /// The id of a deck.
    DeckId
);
id_type!(
    /// The id of a question, unique in its deck.
    QuestionId
);
id_type!(
    /// The id of a shared passage, unique in its deck.
    PassageId
);
id_type!(
    /// The name of a family: questions of which at most one is asked in a sitting.
    FamilyId
);
id_type!(
    /// An id inside one question: of an option, an item, a side, a blank or a criterion.
    LocalId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_names_are_sorted_and_found() {
        assert!(FIELD_NAMES.is_sorted());
        for name in FIELD_NAMES {
            assert_eq!(field_index(name).map(|at| FIELD_NAMES[at]), Some(*name));
        }
        for other in ["", "q", "questions", "answe", "zz", "Answer", "éa", "{"] {
            assert!(!is_field_name(other), "{other}");
        }
    }

    #[test]
    fn ids_are_short_lower_case_names() {
        assert!(QuestionId::new("extradition-treaties-2").is_ok());
        assert!(QuestionId::new(&"a".repeat(64)).is_ok());
        for bad in ["", "2nd", "-a", "A", "a_b", "a b", "é", &"a".repeat(65)] {
            assert_eq!(QuestionId::new(bad), Err(IdError::Shape), "{bad:?}");
        }
    }

    #[test]
    fn no_field_name_is_an_id() {
        assert_eq!(LocalId::new("answer"), Err(IdError::FieldName("answer".into())));
    }
}
