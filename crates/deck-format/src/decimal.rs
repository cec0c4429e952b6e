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

    /// The value in thousandths, where it is a whole number of them that fits.
    pub(crate) fn thousandths(&self) -> Option<i64> {
        let numerator = i128::from(i64::try_from(self.value.numer()).ok()?) * 1000;
        let denominator = i128::from(i64::try_from(self.value.denom()).ok()?);
        let whole = numerator % denominator == 0;
        whole.then(|| i64::try_from(numerator / denominator).ok()).flatten()
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
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let mut digits = Digits::default();
        digits.read(whole)?;
        let before = digits.count;
        fraction.map_or(Ok(()), |fraction| digits.read(fraction))?;
        let places = i32::try_from(digits.count - before).map_err(|_| DecimalError::Digits)?;
        let value = digits.value(mantissa, exponent - places)?;
        let written = text.strip_prefix('+').unwrap_or(text);
        let written =
            if written.contains('_') { written.replace('_', "").into() } else { written.into() };
        Ok(Self { written, value: if text.starts_with('-') { -value } else { value } })
    }
}

/// Digits as they are read, without the decimal point.
#[derive(Default)]
struct Digits {
    count: usize,
    /// Their value, as long as there are few enough of them.
    small: u64,
}

/// How many digits always fit 64 bits; the same powers of ten do.
const SMALL: usize = 19;

impl Digits {
    /// Reads digits with single underscores between them.
    fn read(&mut self, text: &str) -> Result<(), DecimalError> {
        let mut after_digit = false;
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => {
                    self.count += 1;
                    if self.count <= SMALL {
                        self.small = self.small * 10 + u64::from(byte - b'0');
                    }
                    after_digit = true;
                }
                b'_' if after_digit => after_digit = false,
                _ => return Err(DecimalError::Shape),
            }
        }
        if !after_digit {
            return Err(DecimalError::Shape);
        }
        if self.count > MAX_DIGITS { Err(DecimalError::Digits) } else { Ok(()) }
    }

    /// The digits of a mantissa times ten to a power. Nearly every number of a deck is small, and
    /// is reduced without big integers.
    fn value(&self, mantissa: &str, power: i32) -> Result<BigRational, DecimalError> {
        let places = power.unsigned_abs();
        if self.count <= SMALL && power <= 0 && places as usize <= SMALL {
            let (numerator, denominator) = reduce(self.small, places);
            return Ok(BigRational::new_raw(numerator.into(), denominator.into()));
        }
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        let number: BigInt = digits.parse().map_err(|_| DecimalError::Shape)?;
        let ten_to = BigInt::from(10).pow(places);
        Ok(if power < 0 {
            BigRational::new(number, ten_to)
        } else {
            BigRational::from_integer(number * ten_to)
        })
    }
}

/// A number over ten to a power of at most [`SMALL`], in lowest terms: only twos and fives can be
/// common.
fn reduce(number: u64, places: u32) -> (u64, u64) {
    if number == 0 {
        return (0, 1);
    }
    let twos = number.trailing_zeros().min(places);
    let (mut number, mut fives) = (number >> twos, places);
    while fives > 0 && number.is_multiple_of(5) {
        number /= 5;
        fives -= 1;
    }
    (number, (1 << (places - twos)) * 5_u64.pow(fives))
}

fn read_exponent(text: &str) -> Result<i32, DecimalError> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let well_placed = unsigned
        .split('_')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !well_placed {
        return Err(DecimalError::Shape);
    }
    let digits = unsigned.replace('_', "");
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
    fn values_are_in_lowest_terms_however_they_are_read() {
        let written: [(&str, i32, u64); 8] = [
            ("9.810", 981, 100),
            ("0.000", 0, 1),
            ("-0.125", -1, 8),
            ("7", 7, 1),
            ("1_000.5e-2", 2001, 200),
            ("12e2", 1200, 1),
            ("0.0000000000000000001e0", 1, 10_000_000_000_000_000_000),
            ("0.00000000000000000010e2", 1, 100_000_000_000_000_000),
        ];
        for (text, numerator, denominator) in written {
            let value = read(text).value().clone();
            let (numerator, denominator) = (BigInt::from(numerator), BigInt::from(denominator));
            assert_eq!((value.numer(), value.denom()), (&numerator, &denominator), "{text}");
        }
    }

    #[test]
    fn thousandths_are_whole_or_nothing() {
        for (text, thousandths) in [("2", 2000), ("0.125", 125), ("-1", -1000), ("1e3", 1_000_000)]
        {
            assert_eq!(read(text).thousandths(), Some(thousandths), "{text}");
        }
        for text in ["0.0001", "1e30", "1e-30", "0.3333"] {
            assert_eq!(read(text).thousandths(), None, "{text}");
        }
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
