//! Decimal numbers, kept and compared as written: no binary rounding anywhere.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;

/// The most digits a number may have, before and after the decimal point together.
pub const MAX_DIGITS: usize = 40;
/// The largest exponent, up or down.
pub const MAX_EXPONENT: i32 = 30;

/// A decimal number with the text that it was written as.
///
/// Two decimals are equal when their values are: `9.81` equals `9.810`. [`Decimal::written`] tells
/// them apart.
#[derive(Clone)]
pub struct Decimal {
    written: Box<str>,
    value: BigRational,
}

/// Why a text is no number of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Not digits with an optional sign, point and exponent.
    #[error("not a decimal number")]
    Shape,
    /// More than [`MAX_DIGITS`] digits.
    #[error("more than 40 digits")]
    Digits,
    /// An exponent beyond ±[`MAX_EXPONENT`].
    #[error("an exponent beyond ±30")]
    Exponent,
}

impl Decimal {
    /// The number as it was written, without underscores and without a leading `+`.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The exact value.
    #[must_use]
    pub fn value(&self) -> &BigRational {
        &self.value
    }

    /// Whether the value is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        *self.value.numer() == BigInt::ZERO
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Reads `-12_000.5e3`: an optional sign, digits with optional `_` between them, at most one
    /// decimal point with digits on both sides, an optional exponent.
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (group(whole)?, group(fraction)?),
            None => (group(mantissa)?, String::new()),
        };
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(DecimalError::Digits);
        }
        let digits = format!("{whole}{fraction}");
        let mut number: BigInt = digits.parse().map_err(|_| DecimalError::Shape)?;
        if text.starts_with('-') {
            number = -number;
        }
        let places = exponent - i32::try_from(fraction.len()).map_err(|_| DecimalError::Digits)?;
        let power = BigInt::from(10).pow(places.unsigned_abs());
        let value = if places < 0 {
            BigRational::new(number, power)
        } else {
            BigRational::from_integer(number * power)
        };
        let written = text.trim_start_matches('+').replace('_', "").into_boxed_str();
        Ok(Self { written, value })
    }
}

/// Digits with single underscores between them, the underscores taken out.
fn group(text: &str) -> Result<String, DecimalError> {
    let well_placed =
        text.split('_').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    if well_placed { Ok(text.replace('_', "")) } else { Err(DecimalError::Shape) }
}

fn read_exponent(text: &str) -> Result<i32, DecimalError> {
    let digits = group(text.strip_prefix(['+', '-']).unwrap_or(text))?;
    let size = digits.trim_start_matches('0');
    // Longer than any allowed exponent: decided by length, since it may not fit an integer.
    let size: i32 = match size.len() {
        0 => 0,
        1 | 2 => size.parse().map_err(|_| DecimalError::Shape)?,
        _ => return Err(DecimalError::Exponent),
    };
    if size > MAX_EXPONENT {
        return Err(DecimalError::Exponent);
    }
    Ok(if text.starts_with('-') { -size } else { size })
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Decimal {
        text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn values_are_exact_and_the_writing_is_kept() {
        assert_eq!(read("9.81"), read("9.810"));
        assert_eq!(read("9.810").written(), "9.810");
        assert_eq!(read("1_200").written(), "1200");
        assert_eq!(read("12e2"), read("1200"));
        assert_eq!(read("+0.5e-1"), read("0.05"));
        assert!(read("-11.72") < read("-11.7"));
        assert!(read("-0").is_zero());
        assert_eq!(read("1e+030"), read("1e30"));
    }

    #[test]
    fn bounds_are_named() {
        assert_eq!("1e999999999".parse::<Decimal>(), Err(DecimalError::Exponent));
        assert_eq!("1e31".parse::<Decimal>(), Err(DecimalError::Exponent));
        assert_eq!("1".repeat(41).parse::<Decimal>(), Err(DecimalError::Digits));
        assert!("1".repeat(40).parse::<Decimal>().is_ok());
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for bad in ["", ".", "1.", ".5", "1__0", "_1", "0x10", "inf", "nan", "1e", "1.2.3", "١"] {
            assert_eq!(bad.parse::<Decimal>(), Err(DecimalError::Shape), "{bad:?}");
        }
    }
}
