//! Exact numbers of points and percents, and how they are shown.

use deck_format::{Decimal, Fraction, Points};
use num_bigint::BigInt;
use num_rational::BigRational;

/// An exact number. Sums and means never round; only what is shown does.
pub type Exact = BigRational;

/// Nothing.
#[must_use]
pub fn zero() -> Exact {
    whole(0)
}

/// A whole number.
#[must_use]
pub fn whole(number: i64) -> Exact {
    Exact::from_integer(BigInt::from(number))
}

/// Points as an exact number.
#[must_use]
pub fn of_points(points: Points) -> Exact {
    Exact::new(BigInt::from(points.thousandths()), BigInt::from(1000))
}

/// A fraction as an exact number.
#[must_use]
pub fn of_fraction(fraction: Fraction) -> Exact {
    Exact::new(BigInt::from(fraction.numerator()), BigInt::from(fraction.denominator()))
}

/// Reads a decimal such as `12.5`.
///
/// # Errors
/// When it is none.
pub fn parse(text: &str) -> Result<Exact, deck_format::DecimalError> {
    text.parse::<Decimal>().map(|decimal| decimal.value().clone())
}

/// The percent that a part is of a whole; `None` of nothing.
#[must_use]
pub fn percent(part: &Exact, of: &Exact) -> Option<Exact> {
    (*of.numer() != BigInt::ZERO).then(|| part * whole(100) / of)
}

/// Rounded half away from zero to so many decimals, all of them written: `75.0`.
#[must_use]
pub fn fixed(number: &Exact, decimals: u32) -> String {
    let scale = BigInt::from(10).pow(decimals);
    let scaled = (number * Exact::from_integer(scale)).round().to_integer();
    let negative = scaled < BigInt::ZERO;
    let digits = scaled.magnitude().to_string();
    let places = usize::try_from(decimals).unwrap_or(usize::MAX);
    let digits = format!("{digits:0>width$}", width = places.saturating_add(1));
    let (before, after) = digits.split_at(digits.len() - places);
    let sign = if negative { "-" } else { "" };
    if places == 0 { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") }
}

/// Rounded half away from zero to so many decimals at most: `17.5`, `15`.
#[must_use]
pub fn short(number: &Exact, decimals: u32) -> String {
    let text = fixed(number, decimals);
    match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => text,
    }
}

/// The nearest float, for statistics and for JSON readers; never for a decision.
#[must_use]
pub fn to_f64(number: &Exact) -> f64 {
    // Thirty decimals are more than a float tells apart at this scale, and reading them rounds once.
    fixed(number, 30).parse().unwrap_or(f64::NAN)
}

/// A sum of many exact numbers, most of which are whole thousandths, which are added without
/// reducing fractions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    thousandths: i128,
    rest: Exact,
}

impl Default for Sum {
    fn default() -> Self {
        Self { thousandths: 0, rest: zero() }
    }
}

impl Sum {
    /// Adds a fraction of points.
    pub fn add(&mut self, points: Points, fraction: Fraction) {
        let (over, under) = (i128::from(fraction.numerator()), i128::from(fraction.denominator()));
        let scaled = i128::from(points.thousandths()) * over;
        if scaled % under == 0 {
            self.thousandths += scaled / under;
        } else {
            self.rest += of_points(points) * of_fraction(fraction);
        }
    }

    /// The sum.
    #[must_use]
    pub fn total(&self) -> Exact {
        Exact::new(BigInt::from(self.thousandths), BigInt::from(1000)) + &self.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(over: i64, under: i64) -> Exact {
        whole(over) / whole(under)
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (number, decimals, text) in [
            (of(1, 8), 2, "0.13"),
            (of(-1, 8), 2, "-0.13"),
            (of(5, 2), 0, "3"),
            (of(-5, 2), 0, "-3"),
            (of(1, 3), 3, "0.333"),
            (of(75, 1), 1, "75.0"),
            (of(-1, 1000), 2, "0.00"),
            (of(1005, 1000), 2, "1.01"),
        ] {
            assert_eq!(fixed(&number, decimals), text);
        }
        assert_eq!(short(&of(35, 2), 2), "17.5");
        assert_eq!(short(&whole(100), 2), "100");
        assert_eq!(short(&whole(100), 0), "100");
    }

    #[test]
    fn a_sum_is_exact() {
        let mut sum = Sum::default();
        for _ in 0..3 {
            sum.add(Points::ONE, Fraction::new(1, 3));
            sum.add(Points::from_thousandths(500), Fraction::ONE);
        }
        assert_eq!(sum.total(), of(5, 2));
        sum.add(Points::ONE, Fraction::new(-1, 4));
        assert_eq!(sum.total(), of(9, 4));
    }

    #[test]
    fn a_percent_of_nothing_is_none() {
        assert_eq!(percent(&whole(3), &whole(4)), Some(whole(75)));
        assert_eq!(percent(&whole(3), &zero()), None);
    }

    #[test]
    fn floats_are_the_nearest() {
        assert_eq!(to_f64(&of(1, 3)), 1.0 / 3.0);
        assert_eq!(to_f64(&of(-35, 2)), -17.5);
    }
}
