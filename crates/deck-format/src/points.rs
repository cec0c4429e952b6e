//! Points: what a question is worth, in thousandths.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use crate::decimal::Decimal;

/// Points in whole thousandths, so that sums are exact; a question is worth 0 to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(u64);

/// The most points that one question may be worth.
pub const MAX_POINTS: u64 = 1000;

impl Points {
    /// One point, which a question is worth when it does not say.
    pub const ONE: Self = Self(1000);

    /// A number of thousandths of a point.
    #[must_use]
    pub fn from_thousandths(thousandths: u64) -> Self {
        Self(thousandths)
    }

    /// The number of thousandths of a point.
    #[must_use]
    pub fn thousandths(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Points {
    /// As short as it is exact: `1`, `2.5`, `0.125`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        let decimals = format!("{rest:03}");
        write!(f, "{whole}.{}", decimals.trim_end_matches('0'))
    }
}

/// A text that is no number of points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("points are from 0 to {MAX_POINTS}, with at most 3 decimal places")]
pub struct PointsError;

impl FromStr for Points {
    type Err = PointsError;

    /// Reads a decimal as decks write it: `2`, `1.5`.
    fn from_str(text: &str) -> Result<Self, PointsError> {
        let thousandths = text.parse::<Decimal>().ok().and_then(|number| number.thousandths());
        let points = thousandths.and_then(|thousandths| u64::try_from(thousandths).ok());
        points.filter(|points| *points <= MAX_POINTS * 1000).map(Self).ok_or(PointsError)
    }
}

crate::text_serde::text_serde!(Points);

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_shown_as_short_as_exact() {
        for (thousandths, text) in [(1000, "1"), (2500, "2.5"), (125, "0.125"), (0, "0")] {
            let points = Points::from_thousandths(thousandths);
            assert_eq!((points.to_string().as_str(), text.parse()), (text, Ok(points)));
        }
        for text in ["", "-1", "0.0001", "1000.001", "one", "1/2"] {
            assert_eq!(text.parse::<Points>(), Err(PointsError), "{text}");
        }
    }
}
