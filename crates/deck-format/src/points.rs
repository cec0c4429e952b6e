//! Points: what a question is worth, in thousandths.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

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
            assert_eq!(Points::from_thousandths(thousandths).to_string(), text);
        }
    }
}
