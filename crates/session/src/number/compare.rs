//! The comparison of a typed number with its key (scoring rules, section 2).

use deck_format::{Fraction, NumberKey, NumberRange, Tolerance};
use num_bigint::BigInt;
use num_rational::BigRational;
use unicode_normalization::UnicodeNormalization;

use super::{TypedNumber, read_number};
use crate::outcome::Note;
use crate::text::TextMatch;

/// Compares a typed number with its key, in the language of the deck. `unit` is the one that the
/// question shows after the field.
///
/// Without a unit, or with the question's own, the number counts as it is; with one of the key's it
/// is converted. Every range that holds it counts, and the best credit is taken.
#[must_use]
pub fn compare_number(
    key: &NumberKey,
    unit: Option<&str>,
    language: &str,
    typed: &str,
) -> TextMatch {
    let Ok(typed) = read_number(typed, language) else {
        return TextMatch::wrong(Note::NotANumber);
    };
    match in_own_unit(typed, key, unit) {
        Some(value) => TextMatch::plain(credit(key, &value)),
        None => TextMatch::wrong(Note::UnknownUnit(accepted_units(key, unit))),
    }
}

/// The value in the question's unit; nothing where the typed unit is not known.
fn in_own_unit(typed: TypedNumber, key: &NumberKey, own: Option<&str>) -> Option<BigRational> {
    let Some(unit) = typed.unit.as_deref().map(unit_form) else { return Some(typed.value) };
    if own.is_some_and(|own| unit_form(own) == unit) {
        return Some(typed.value);
    }
    let (_, factor) = key.units.iter().find(|(name, _)| unit_form(name) == unit)?;
    Some(typed.value * factor.value())
}

fn accepted_units(key: &NumberKey, own: Option<&str>) -> Vec<String> {
    own.map(str::to_owned)
        .into_iter()
        .chain(key.units.iter().map(|(name, _)| name.clone()))
        .collect()
}

/// A unit as it is compared: `m²`, `m^2` and `m2` are one, and so are both characters for micro and
/// ohm. Capitals count, for `mW` is not `MW`, but not in a whole word such as `Years`.
fn unit_form(unit: &str) -> String {
    let plain: String =
        unit.nfkc().map(|c| if c == '−' { '-' } else { c }).filter(|c| *c != '^').collect();
    let form = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    // No symbol of a unit is as long as this.
    let is_word = form.chars().count() >= 5 && form.chars().all(|c| c.is_alphabetic() || c == ' ');
    if is_word { form.to_lowercase() } else { form }
}

/// The best credit among the ranges that hold a value.
fn credit(key: &NumberKey, value: &BigRational) -> Fraction {
    if is_around(value, key.answer.value(), &key.tolerance) {
        return Fraction::ONE;
    }
    let holds = |range: &NumberRange| match range {
        NumberRange::Around { value: middle, tolerance } => {
            is_around(value, middle.value(), tolerance)
        }
        NumberRange::Between { from, to } => from.value() <= value && value <= to.value(),
    };
    let credits = key.accept.iter().filter(|accept| holds(&accept.range)).map(|a| a.credit);
    credits.max().unwrap_or(Fraction::ZERO)
}

/// Whether a value is as near to a number as a tolerance asks; bounds are included.
fn is_around(value: &BigRational, middle: &BigRational, tolerance: &Tolerance) -> bool {
    match half_width(middle, tolerance) {
        Some(half) => size(value - middle) <= half,
        None => value == middle,
    }
}

/// How far a value may be from a number; nothing where it must be the same.
fn half_width(middle: &BigRational, tolerance: &Tolerance) -> Option<BigRational> {
    match tolerance {
        Tolerance::Exact => None,
        Tolerance::Absolute(most) => Some(size(most.value().clone())),
        Tolerance::Percent(percent) => {
            let part = size(percent.value().clone()) / BigInt::from(100);
            Some(size(middle.clone()) * part)
        }
        Tolerance::Digits(digits) => {
            // Half a unit in the last of so many digits: ½ · 10^(e - s + 1), e = ⌊log₁₀ |a|⌋.
            let exponent = magnitude(middle)? - i32::from(*digits) + 1;
            Some(power_of_ten(exponent) / BigInt::from(2))
        }
    }
}

/// The absolute value.
fn size(number: BigRational) -> BigRational {
    if *number.numer() < BigInt::ZERO { -number } else { number }
}

/// ⌊log₁₀ |a|⌋, exact; nothing for 0.
fn magnitude(number: &BigRational) -> Option<i32> {
    if *number.numer() == BigInt::ZERO {
        return None;
    }
    let number = size(number.clone());
    let length = |part: &BigInt| i32::try_from(part.to_string().len()).unwrap_or(i32::MAX);
    // The quotient of numbers of m and n digits has the magnitude m - n or one less.
    let guess = length(number.numer()) - length(number.denom());
    Some(if number >= power_of_ten(guess) { guess } else { guess - 1 })
}

fn power_of_ten(exponent: i32) -> BigRational {
    let power = BigInt::from(10).pow(exponent.unsigned_abs());
    if exponent < 0 {
        BigRational::new(BigInt::from(1), power)
    } else {
        BigRational::from_integer(power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> BigRational {
        text.parse::<deck_format::Decimal>().unwrap().value().clone()
    }

    fn accepts(answer: &str, tolerance: &Tolerance, value: &str) -> bool {
        is_around(&number(value), &number(answer), tolerance)
    }

    #[test]
    fn tolerances_include_their_bounds() {
        let absolute = Tolerance::Absolute("0.02".parse().unwrap());
        assert!(accepts("-11.7", &absolute, "-11.72"));
        assert!(accepts("-11.7", &absolute, "-11.68"));
        assert!(!accepts("-11.7", &absolute, "-11.7201"));
        assert!(accepts("9.81", &Tolerance::Exact, "9.810"));
        assert!(!accepts("9.81", &Tolerance::Exact, "9.8100001"));
    }

    #[test]
    fn percent_is_of_the_answer() {
        let one = Tolerance::Percent("1".parse().unwrap());
        assert!(!accepts("9.81", &one, "9.7"));
        assert!(accepts("9.81", &one, "9.9"));
        assert!(accepts("9.81", &one, "9.7119"));
        assert!(accepts("9.81", &one, "9.9081"));
        assert!(!accepts("9.81", &one, "9.90811"));
        assert!(accepts("-200", &one, "-202"));
    }

    #[test]
    fn digits_are_significant_ones() {
        let three = Tolerance::Digits(3);
        for (answer, low, high, out) in [
            ("9.81", "9.805", "9.815", "9.8151"),
            ("-9.81", "-9.815", "-9.805", "-9.8049"),
            ("0.00123", "0.001225", "0.001235", "0.0012351"),
            ("1000", "995", "1005", "994.9"),
            ("999", "998.5", "999.5", "999.6"),
        ] {
            assert!(accepts(answer, &three, low), "{answer} {low}");
            assert!(accepts(answer, &three, high), "{answer} {high}");
            assert!(!accepts(answer, &three, out), "{answer} {out}");
        }
    }

    #[test]
    fn around_zero_only_an_absolute_tolerance_is_wider_than_zero() {
        let absolute = Tolerance::Absolute("0.5".parse().unwrap());
        assert!(accepts("0", &absolute, "-0.5"));
        for tolerance in
            [Tolerance::Exact, Tolerance::Percent("5".parse().unwrap()), Tolerance::Digits(2)]
        {
            assert!(accepts("0", &tolerance, "0.0"));
            assert!(!accepts("0", &tolerance, "0.001"));
        }
    }

    #[test]
    fn magnitudes_are_exact_at_powers_of_ten() {
        for (text, exponent) in [
            ("1", 0),
            ("10", 1),
            ("9.99", 0),
            ("0.1", -1),
            ("0.0999", -2),
            ("1e30", 30),
            ("-1e-30", -30),
        ] {
            assert_eq!(magnitude(&number(text)), Some(exponent), "{text}");
        }
        assert_eq!(magnitude(&number("0")), None);
    }

    #[test]
    fn spellings_of_one_unit_are_one() {
        assert_eq!(unit_form("m²"), unit_form("m^2"));
        assert_eq!(unit_form("µm"), unit_form("μm"));
        assert_eq!(unit_form("m s⁻¹"), unit_form("m  s-1"));
        assert_eq!(unit_form("Years"), unit_form("years"));
        assert_ne!(unit_form("mW"), unit_form("MW"));
        assert_ne!(unit_form("m s"), unit_form("ms"));
    }
}
