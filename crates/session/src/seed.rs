//! The seed of a draw.

use std::fmt;
use std::str::FromStr;

use deck_format::{Digest, Digester};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The seed of a draw: a whole number of 64 bits, written as a decimal text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seed(pub u64);

impl Seed {
    /// The seed of a student's paper on a handout: the first 8 bytes, big-endian, of SHA-256 over
    /// the fields "quizdeck exam 1", the handout's face digest and the student's id, each with its
    /// length before it ([`Digester`]). So nobody chooses a paper, and everybody can recompute it.
    #[must_use]
    pub fn of_student(handout: Digest, student: &str) -> Self {
        let mut digester = Digester::new("quizdeck exam 1");
        digester.field(handout.to_string()).field(student);
        let mut first = [0; 8];
        first.copy_from_slice(&digester.finish().as_bytes()[..8]);
        Self(u64::from_be_bytes(first))
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Seed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().map(Self).map_err(|_| format!("a seed is a whole number up to {}", u64::MAX))
    }
}

impl Serialize for Seed {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Seed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        deck_format::from_text(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fixed for ever: a grade book recomputes the seeds of old exams.
    #[test]
    fn a_students_seed_is_a_function_of_handout_and_id() {
        let handout: Digest = "000102030405060708090a0b0c0d0e0f".parse().unwrap();
        assert_eq!(Seed::of_student(handout, "s1041"), Seed(3_770_239_281_078_359_823));
        assert_ne!(Seed::of_student(handout, "s1041"), Seed::of_student(handout, "s1042"));
    }
}
