//! A statistic that may be undefined, with the reason: `n/a` is never shown as 0.

use std::fmt;

use serde::{Serialize, Serializer};
pub use session::statistics::FIRM_STUDENTS;

/// The fewest students for anything beyond counts and facility.
pub const MIN_STUDENTS: u64 = 5;

/// Why a statistic has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Missing {
    /// No student was given the item.
    #[error("nobody was given it")]
    Nobody,
    /// There are too few students for it.
    #[error("only {0} students")]
    TooFew(u64),
    /// Everyone has the same mark on the item, or made the same choice.
    #[error("all the same")]
    NoSpread,
    /// Everyone has the same total, or the same total of the other items.
    #[error("all totals the same")]
    NoTotalSpread,
    /// It takes more items.
    #[error("too few items")]
    TooFewItems,
    /// The item is worth no points.
    #[error("worth no points")]
    NoPoints,
    /// The item is void or a bonus and stands outside the totals.
    #[error("not in the total")]
    Aside,
    /// The students sat different papers.
    #[error("papers differ")]
    PapersDiffer,
    /// It is defined for right and wrong only.
    #[error("partial credit")]
    PartialCredit,
    /// It is defined for items of equal points only.
    #[error("points differ")]
    PointsDiffer,
    /// Nobody is in the group that it describes.
    #[error("nobody chose it")]
    Unchosen,
    /// A correlation of exactly 1 or -1 has no interval.
    #[error("no interval")]
    NoInterval,
    /// A covariance with the total is negative, which has no square root.
    #[error("negative")]
    Negative,
    /// It cannot be guessed, or the chance of guessing it is not known.
    #[error("no chance score")]
    NoChance,
    /// No time was recorded.
    #[error("no times")]
    NoTimes,
}

/// A value, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stat(Result<f64, Missing>);

impl Stat {
    /// The value; `None` where it is undefined.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        self.0.ok()
    }

    /// Why there is no value; `None` where there is one.
    #[must_use]
    pub fn missing(self) -> Option<Missing> {
        self.0.err()
    }

    /// The value, or why there is none.
    ///
    /// # Errors
    /// [`Missing`] where it is undefined.
    pub fn get(self) -> Result<f64, Missing> {
        self.0
    }

    /// The value changed by `change`, such as a fraction into a percentage.
    #[must_use]
    pub fn map(self, change: impl FnOnce(f64) -> f64) -> Self {
        Self(self.0.map(change))
    }

    /// Whether there is a value and it meets a condition.
    #[must_use]
    pub fn is(self, condition: impl FnOnce(f64) -> bool) -> bool {
        self.0.is_ok_and(condition)
    }
}

impl From<Result<f64, Missing>> for Stat {
    /// A result that is no finite number is taken as one without spread: it is a ratio whose
    /// denominator vanished.
    fn from(result: Result<f64, Missing>) -> Self {
        Self(result.and_then(|v| if v.is_finite() { Ok(v) } else { Err(Missing::NoSpread) }))
    }
}

impl From<f64> for Stat {
    fn from(value: f64) -> Self {
        Self::from(Ok(value))
    }
}

impl From<Missing> for Stat {
    fn from(missing: Missing) -> Self {
        Self(Err(missing))
    }
}

impl fmt::Display for Stat {
    /// The value with the precision of the format (`{:.3}`), or `n/a: reason`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Ok(value) => fmt::Display::fmt(&value, f),
            Err(missing) => write!(f, "n/a: {missing}"),
        }
    }
}

impl Serialize for Stat {
    /// The number in full precision, or null.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

/// Two ends of an interval, at 95 %.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The lower end.
    pub low: Stat,
    /// The upper end.
    pub high: Stat,
}

impl Interval {
    /// An interval from its ends, or why there is none.
    pub(crate) fn of(ends: Result<(f64, f64), Missing>) -> Self {
        match ends {
            Ok((low, high)) => Self { low: low.into(), high: high.into() },
            Err(missing) => Self { low: missing.into(), high: missing.into() },
        }
    }
}

/// How far the numbers of this many students can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Below [`MIN_STUDENTS`]: counts and facility only.
    CountsOnly,
    /// Below [`FIRM_STUDENTS`].
    Indicative,
    /// Enough to act on.
    Firm,
}

impl Strength {
    /// The strength of a number of students.
    #[must_use]
    pub fn of(students: u64) -> Self {
        match students {
            ..MIN_STUDENTS => Self::CountsOnly,
            MIN_STUDENTS..FIRM_STUDENTS => Self::Indicative,
            _ => Self::Firm,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_undefined_says_why_and_is_null_in_json() {
        let undefined = Stat::from(Missing::PapersDiffer);
        assert_eq!(format!("{undefined:.3}"), "n/a: papers differ");
        assert_eq!(serde_json::to_string(&undefined).unwrap(), "null");
        let value = Stat::from(1.0 / 3.0);
        assert_eq!(format!("{value:.3}"), "0.333");
        assert_eq!(serde_json::to_string(&value).unwrap(), "0.3333333333333333");
    }

    #[test]
    fn a_ratio_without_denominator_is_undefined() {
        assert_eq!(Stat::from(f64::NAN).missing(), Some(Missing::NoSpread));
    }
}
