//! One class in the file: what can be added up.

use std::collections::BTreeMap;

use deck_format::{Digest, Fraction, LocalId, QuestionId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::sittings::Sittings;

/// The most students of a class.
const MAX_STUDENTS: u64 = 100_000_000;

/// What one class made of a deck.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// The digest of its sittings: [`Sittings::digest`].
    pub id: Digest,
    /// The day, in UTC, on which the last of it handed in.
    #[serde(with = "date")]
    pub date: Date,
    /// How many sittings are counted, one of each student.
    pub students: u64,
    /// The digest of the deck's face when the class was written.
    pub face: Digest,
    /// The digest of the deck's keys when the class was written.
    pub key: Digest,
    /// By which the class is known again when a few more have handed in.
    pub sittings: Sittings,
    /// What was made of each question that somebody was asked.
    pub questions: BTreeMap<QuestionId, ItemCounts>,
}

impl Class {
    /// Whether another entry is of this class, perhaps at another time.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.id == other.id || self.sittings.meet(&other.sittings)
    }
}

/// What a class made of one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, try_from = "RawCounts")]
pub struct ItemCounts {
    /// The digest of the face that was asked.
    pub face: Digest,
    /// The digest of the key that it was graded by.
    pub key: Digest,
    /// How many were asked it.
    pub n: u64,
    /// How many earned each fraction of its points; those who left it blank earned 0.
    pub earned: BTreeMap<Fraction, u64>,
    /// The correlation with the rest of the paper, from -1 to 1; absent where it is not defined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r: Option<f64>,
    /// How many chose each option; of blanks and pairs, how many had each right. Empty where answers
    /// are not told apart.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<LocalId, OptionCounts>,
    /// How many saw it and left it blank.
    pub omitted: u64,
    /// How many left it blank to the end of their paper when their time was over.
    pub not_reached: u64,
    /// How long it took.
    pub time: TimeSum,
}

/// How many chose an option.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionCounts {
    /// How many.
    pub n: u64,
    /// The correlation of choosing it with the rest of the paper, from -1 to 1; absent where it is
    /// not defined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r: Option<f64>,
}

/// How long a question took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeSum {
    /// Of how many the time is known.
    pub n: u64,
    /// Their times together, in milliseconds.
    pub ms: u64,
}

/// The counts as they are written, not yet known to agree with each other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCounts {
    face: Digest,
    key: Digest,
    n: u64,
    earned: BTreeMap<Fraction, u64>,
    r: Option<f64>,
    #[serde(default)]
    options: BTreeMap<LocalId, OptionCounts>,
    omitted: u64,
    not_reached: u64,
    time: TimeSum,
}

/// Counts that cannot be those of a class.
#[derive(Debug, thiserror::Error)]
enum BadCounts {
    #[error("`n` is {0}: a class has from 1 to {MAX_STUDENTS} students")]
    Students(u64),
    #[error("`earned` has the fraction {0}, which is not from -1 to 1")]
    Fraction(Fraction),
    #[error("`earned` counts {counted} students, but `n` is {n}")]
    Sum { counted: u128, n: u64 },
    #[error("`{what}` counts {counted} students, but `n` is {n}")]
    TooMany { what: String, counted: u128, n: u64 },
    #[error("`r` is {0}: a correlation is from -1 to 1")]
    Correlation(f64),
    #[error("`ms` is {0} milliseconds, more than so many answers can take")]
    Time(u64),
}

impl TryFrom<RawCounts> for ItemCounts {
    type Error = BadCounts;

    fn try_from(raw: RawCounts) -> Result<Self, BadCounts> {
        raw.check()?;
        let RawCounts { face, key, n, earned, r, options, omitted, not_reached, time } = raw;
        Ok(Self { face, key, n, earned, r, options, omitted, not_reached, time })
    }
}

impl RawCounts {
    fn check(&self) -> Result<(), BadCounts> {
        let n = self.n;
        if n == 0 || n > MAX_STUDENTS {
            return Err(BadCounts::Students(n));
        }
        let range = -Fraction::ONE..=Fraction::ONE;
        if let Some(fraction) = self.earned.keys().find(|fraction| !range.contains(fraction)) {
            return Err(BadCounts::Fraction(*fraction));
        }
        let counted = self.earned.values().map(|count| u128::from(*count)).sum();
        if counted != u128::from(n) {
            return Err(BadCounts::Sum { counted, n });
        }
        let options = self.options.iter().map(|(id, option)| (id.as_str(), u128::from(option.n)));
        let blank = u128::from(self.omitted) + u128::from(self.not_reached);
        let all = options.chain([("omitted", blank), ("time", u128::from(self.time.n))]);
        if let Some((what, counted)) = { all }.find(|(_, counted)| *counted > u128::from(n)) {
            return Err(BadCounts::TooMany { what: what.to_owned(), counted, n });
        }
        let correlations = self.options.values().map(|option| option.r).chain([self.r]);
        if let Some(r) = correlations.flatten().find(|r| !(-1.0..=1.0).contains(r)) {
            return Err(BadCounts::Correlation(r));
        }
        if u128::from(self.time.ms) > u128::from(self.time.n) * u128::from(u32::MAX) {
            return Err(BadCounts::Time(self.time.ms));
        }
        Ok(())
    }
}

/// A day as text, `2026-03-01`.
mod date {
    use jiff::civil::Date;
    use serde::{Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(date)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        deck_format::from_text(from)
    }
}
