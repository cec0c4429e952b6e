//! Exact fractions of an item's points.

use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};
use std::str::FromStr;

use num_rational::Ratio;

/// A fraction of an item's points, exact, from -1 to 1 wherever it stands for a score.
///
/// It is written as `2/3`, `1`, `0` or `-1/4`. Credits have at most three decimal places, weights
/// reach 100 and an item has at most [`crate::limits::MAX_ENTRIES`] parts, so that the numerator
/// and denominator stay far inside 64 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fraction(Ratio<i64>);

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// All points.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));

    /// `numerator / denominator`, reduced; zero where the denominator is zero.
    #[must_use]
    pub fn new(numerator: i64, denominator: i64) -> Self {
        if denominator == 0 { Self::ZERO } else { Self(Ratio::new(numerator, denominator)) }
    }

    /// A number of parts out of a number of parts; zero out of zero is zero.
    #[must_use]
    pub fn of(part: usize, whole: usize) -> Self {
        Self::new(i64::try_from(part).unwrap_or(i64::MAX), i64::try_from(whole).unwrap_or(i64::MAX))
    }

    /// The numerator, with the sign.
    #[must_use]
    pub fn numerator(self) -> i64 {
        *self.0.numer()
    }

    /// The denominator, above zero.
    #[must_use]
    pub fn denominator(self) -> i64 {
        *self.0.denom()
    }

    /// The nearest value from -1 to 1.
    #[must_use]
    pub fn clamped(self) -> Self {
        self.clamp(-Self::ONE, Self::ONE)
    }

    /// The value as a float, for display only.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn to_f64(self) -> f64 {
        self.numerator() as f64 / self.denominator() as f64
    }
}

impl Add for Fraction {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Fraction {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul for Fraction {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl Neg for Fraction {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A text that is no fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a fraction such as `2/3`, `1` or `-1/4`")]
pub struct FractionError;

impl FromStr for Fraction {
    type Err = FractionError;

    fn from_str(text: &str) -> Result<Self, FractionError> {
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        let numerator: i64 = numerator.parse().map_err(|_| FractionError)?;
        let denominator: i64 = denominator.parse().map_err(|_| FractionError)?;
        if denominator <= 0 {
            return Err(FractionError);
        }
        Ok(Self::new(numerator, denominator))
    }
}

crate::text_serde::text_serde!(Fraction);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_written_reduced_and_read_back() {
        for (fraction, text) in [
            (Fraction::new(4, 6), "2/3"),
            (Fraction::of(3, 3), "1"),
            (Fraction::of(0, 5), "0"),
            (Fraction::new(-1, 4), "-1/4"),
        ] {
            assert_eq!(fraction.to_string(), text);
            assert_eq!(text.parse(), Ok(fraction));
        }
        assert!("1/0".parse::<Fraction>().is_err());
        assert!("0.5".parse::<Fraction>().is_err());
    }

    #[test]
    fn a_score_stays_from_minus_one_to_one() {
        assert_eq!(Fraction::new(-7, 3).clamped(), -Fraction::ONE);
        assert_eq!(Fraction::new(1, 3).clamped(), Fraction::new(1, 3));
    }
}
