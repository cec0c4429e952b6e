//! By which a class is known again, without the ids of its sittings.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use deck_format::{Digest, Digester};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The most sittings that stand for a class.
const MAX_KEPT: usize = 64;
/// The hex digits of each.
const DIGITS: usize = 12;

/// The least digests of a class's sittings: all of a class of up to 64, else 64 of them, which any
/// class that holds most of the same sittings shares for the most part (a bottom-k sketch, Cohen and
/// Kaplan 2007). Two classes without a common sitting share none. A digest tells nothing of a student.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sittings(BTreeSet<u64>);

impl Sittings {
    /// Those of some sittings, by their ids.
    pub fn of<'s>(sessions: impl IntoIterator<Item = &'s str>) -> Self {
        let mut all: BTreeSet<u64> = sessions.into_iter().map(short).collect();
        while all.len() > MAX_KEPT {
            all.pop_last();
        }
        Self(all)
    }

    /// The digest of all of some sittings, in whatever order they are given: the id of the class.
    pub fn digest<'s>(sessions: impl IntoIterator<Item = &'s str>) -> Digest {
        let sorted: BTreeSet<&str> = sessions.into_iter().collect();
        let mut to = Digester::new("quizdeck class 1");
        for session in sorted {
            to.field(session);
        }
        to.finish()
    }

    /// Whether they have one in common.
    pub(super) fn meet(&self, other: &Self) -> bool {
        !self.0.is_disjoint(&other.0)
    }
}

/// The first bytes of a digest of a sitting's id.
fn short(session: &str) -> u64 {
    let mut to = Digester::new("quizdeck sitting 1");
    to.field(session);
    let digest = to.finish();
    let bytes = digest.as_bytes().iter().take(DIGITS / 2);
    bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
}

impl fmt::Display for Sittings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        for sitting in &self.0 {
            write!(f, "{gap}{sitting:0DIGITS$x}")?;
            gap = " ";
        }
        Ok(())
    }
}

/// A text that is no list of sittings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a list of at most {MAX_KEPT} digests of {DIGITS} lower-case hex digits each")]
pub struct SittingsError;

impl FromStr for Sittings {
    type Err = SittingsError;

    fn from_str(text: &str) -> Result<Self, SittingsError> {
        let mut all = BTreeSet::new();
        for word in text.split(' ').filter(|_| !text.is_empty()) {
            let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
            if word.len() != DIGITS || !word.bytes().all(is_hex) || all.len() == MAX_KEPT {
                return Err(SittingsError);
            }
            all.insert(u64::from_str_radix(word, 16).map_err(|_| SittingsError)?);
        }
        Ok(Self(all))
    }
}

impl Serialize for Sittings {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sittings {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        deck_format::from_text(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(range: std::ops::Range<u32>) -> Vec<String> {
        range.map(|number| format!("01HZX{number:021}")).collect()
    }

    fn of(ids: &[String]) -> Sittings {
        Sittings::of(ids.iter().map(String::as_str))
    }

    #[test]
    fn a_class_that_has_grown_is_known_again() {
        for size in [1, 12, 64, 65, 2_000] {
            let (before, after) = (of(&ids(0..size)), of(&ids(0..size + size / 10 + 1)));
            assert!(before.meet(&after), "{size}");
            assert!(!before.meet(&of(&ids(10_000..10_000 + size))), "{size}");
        }
    }

    #[test]
    fn they_are_written_in_one_order_and_read_back() {
        let mut some = ids(0..100);
        let sittings = of(&some);
        some.reverse();
        assert_eq!(of(&some), sittings);
        let text = sittings.to_string();
        assert_eq!(text.len(), MAX_KEPT * (DIGITS + 1) - 1);
        assert_eq!(text.parse(), Ok(sittings));
        assert_eq!("".parse(), Ok(Sittings::default()));
        let digest = |ids: &[String]| Sittings::digest(ids.iter().map(String::as_str));
        assert_eq!(digest(&ids(0..9)), digest(&ids(0..9).into_iter().rev().collect::<Vec<_>>()));
        assert_ne!(digest(&ids(0..9)), digest(&ids(0..10)));
    }

    #[test]
    fn what_is_no_list_of_sittings_is_refused() {
        assert!("0123456789ab 0123456789ac".parse::<Sittings>().is_ok());
        for bad in [" ", "0123", "0123456789AB", "0123456789ab  0123456789ac", "+123456789ab"] {
            assert!(bad.parse::<Sittings>().is_err(), "{bad:?}");
        }
        let many: Vec<String> = (0..65).map(|number| format!("{number:012x}")).collect();
        assert!(many.join(" ").parse::<Sittings>().is_err());
    }
}
