//! The id of a sitting.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest id of a sitting, in characters.
pub const MAX_SESSION_ID: usize = 64;

/// The id of a sitting: 1 to [`MAX_SESSION_ID`] ASCII letters, digits and hyphens, the first of
/// them no hyphen.
///
/// It becomes the name of a file, so it holds nothing that a path, a shell or a command line reads
/// in its own way.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(Box<str>);

/// A text that is no id of a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a session is named by 1 to 64 of A-Z, a-z, 0-9 and `-`, and does not begin with `-`")]
pub struct SessionIdError;

impl SessionId {
    /// Makes an id of a text.
    ///
    /// # Errors
    /// When the text has another shape.
    pub fn new(text: &str) -> Result<Self, SessionIdError> {
        if Self::is_shaped(text) { Ok(Self(text.into())) } else { Err(SessionIdError) }
    }

    /// Whether a text has the shape of an id.
    pub(super) fn is_shaped(text: &str) -> bool {
        (1..=MAX_SESSION_ID).contains(&text.len())
            && !text.starts_with('-')
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of its file in a folder of records.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.jsonl", self.0)
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &self.0)
    }
}

impl FromStr for SessionId {
    type Err = SessionIdError;

    fn from_str(text: &str) -> Result<Self, SessionIdError> {
        Self::new(text)
    }
}

impl Serialize for SessionId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SessionId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        deck_format::from_text(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_safe_file_name() {
        let id = SessionId::new("01JD3Z-x").unwrap();
        assert_eq!(id.file_name(), "01JD3Z-x.jsonl");
        assert!(SessionId::new(&"a".repeat(64)).is_ok());
        for bad in ["", "-a", "a b", "../a", "a.b", "a/b", "a\\b", "é", "a\n", &"a".repeat(65)] {
            assert_eq!(SessionId::new(bad), Err(SessionIdError), "{bad:?}");
        }
    }
}
