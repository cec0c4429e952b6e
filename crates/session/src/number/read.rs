//! Reading a typed number: sign, digits, then an exponent or a divisor, then a unit.

use deck_format::{MAX_DIGITS, MAX_EXPONENT};
use num_bigint::BigInt;
use num_rational::BigRational;

use super::locale::decimal_mark;
use super::{NumberProblem, TypedNumber};

/// The longest unit, in characters, as in decks.
const MAX_UNIT: usize = 40;

/// Reads a number as a student writes it in a deck of the language.
///
/// It may have a sign, groups of three digits (parted by spaces, or by whichever of point and comma
/// the language does not use for decimals), underscores, an exponent (`6.02e23`, `6.02 × 10^23`), the
/// form of a fraction (`1/3`), and a unit after it. A percent sign is a unit like any other: only the
/// question knows whether it may stand there.
///
/// # Errors
/// When the text is empty, no number, too long, or can be read in two ways.
pub fn read_number(text: &str, language: &str) -> Result<TypedNumber, NumberProblem> {
    let text: String = text.chars().map(plain).collect();
    let mut scan = Scan { rest: text.trim() };
    if scan.rest.is_empty() {
        return Err(NumberProblem::Empty);
    }
    let negative = scan.sign();
    let mantissa = scan.mantissa();
    let power = if mantissa == "10" { scan.raised() } else { None };
    let (mantissa, exponent) = match power {
        // A power alone, such as 10^5.
        Some(exponent) => ("1", Some(exponent)),
        None => (mantissa, scan.exponent()),
    };
    let digits = Digits::read(mantissa, language)?;
    let mut value = match exponent {
        Some(exponent) => digits.value(read_exponent(&exponent)?)?,
        None => digits.value(0)? / scan.divisor()?,
    };
    if negative {
        value = -value;
    }
    Ok(TypedNumber { value, unit: scan.unit()? })
}

/// The plain form of a character: the full-width forms of ASCII, and the many spaces, minus signs
/// and fraction bars, each as one.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '−' | '–' | '‐' | '‑' => '-',
        '⁄' | '∕' => '/',
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

/// What is left of a text. A method that finds nothing takes nothing.
#[derive(Clone, Copy)]
struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    /// Takes a sign and the spaces after it; says whether it is a minus.
    fn sign(&mut self) -> bool {
        let negative = self.rest.starts_with('-');
        self.rest = self.rest.strip_prefix(['+', '-']).unwrap_or(self.rest).trim_start();
        negative
    }

    /// Takes digits with all that may stand between them.
    fn mantissa(&mut self) -> &'a str {
        let numeric = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '_' | '.' | ',');
        let end = self.rest.find(|c| !numeric(c)).unwrap_or(self.rest.len());
        let mantissa = self.rest[..end].trim_end();
        self.rest = &self.rest[mantissa.len()..];
        // A full stop at the very end is that of the sentence.
        if self.rest.is_empty() { mantissa.strip_suffix('.').unwrap_or(mantissa) } else { mantissa }
    }

    /// Takes the exponent of `e5`, `× 10^5` or `x10⁵`.
    fn exponent(&mut self) -> Option<String> {
        if let Some(after) = self.rest.strip_prefix(['e', 'E'])
            && let Some(exponent) = (Scan { rest: after }).commit(self, Self::integer)
        {
            return Some(exponent);
        }
        let after = self.rest.trim_start().strip_prefix(['×', 'x', 'X', '*', '·', '⋅'])?;
        let after = after.trim_start().strip_prefix("10")?;
        (Scan { rest: after }).commit(self, Self::raised)
    }

    /// Takes the exponent of `^5`, `**5` or `⁵`.
    fn raised(&mut self) -> Option<String> {
        if let Some(after) = self.rest.strip_prefix('^').or_else(|| self.rest.strip_prefix("**")) {
            return (Scan { rest: after }).commit(self, Self::integer);
        }
        let end = self.rest.find(|c| superscript(c).is_none()).unwrap_or(self.rest.len());
        let ascii: String = self.rest[..end].chars().filter_map(superscript).collect();
        let exponent = (Scan { rest: &ascii }).integer()?;
        self.rest = &self.rest[end..];
        Some(exponent)
    }

    /// Takes a sign and digits.
    fn integer(&mut self) -> Option<String> {
        let unsigned = self.rest.strip_prefix(['+', '-']).unwrap_or(self.rest);
        let digits = leading_digits(unsigned);
        let end = self.rest.len() - unsigned.len() + digits.len();
        let (integer, rest) = self.rest.split_at(end);
        (!digits.is_empty()).then(|| {
            self.rest = rest;
            integer.to_owned()
        })
    }

    /// Reads on from here; where that finds something, the other scan goes on behind it.
    fn commit(mut self, to: &mut Self, read: fn(&mut Self) -> Option<String>) -> Option<String> {
        let found = read(&mut self)?;
        to.rest = self.rest;
        Some(found)
    }

    /// Takes the divisor of a fraction; 1 where there is none, as in `5 /s`.
    fn divisor(&mut self) -> Result<BigRational, NumberProblem> {
        let after = self.rest.trim_start().strip_prefix('/').map(str::trim_start);
        let digits = after.map(leading_digits).filter(|digits| !digits.is_empty());
        let (Some(after), Some(digits)) = (after, digits) else {
            return Ok(BigRational::from_integer(BigInt::from(1)));
        };
        self.rest = &after[digits.len()..];
        let divisor = integer(digits)?;
        if divisor == BigInt::ZERO {
            return Err(NumberProblem::NotANumber);
        }
        Ok(BigRational::from_integer(divisor))
    }

    /// Takes all the rest as a unit.
    fn unit(self) -> Result<Option<String>, NumberProblem> {
        let unit = self.rest.trim();
        if unit.is_empty() {
            return Ok(None);
        }
        // `m2`, `s-1` and `℃` are units; `5 or 6` is two numbers, and `5.2.1` is none.
        let opens = |c: char| {
            !c.is_numeric() && (!c.is_ascii() || c.is_ascii_alphabetic() || "%'\"$/".contains(c))
        };
        let second_number = unit.split_whitespace().any(|word| {
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
                .starts_with(|c: char| c.is_ascii_digit())
        });
        if !unit.starts_with(opens) || second_number || unit.chars().count() > MAX_UNIT {
            return Err(NumberProblem::NotANumber);
        }
        Ok(Some(unit.to_owned()))
    }
}

fn leading_digits(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())]
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁺' => '+',
        '⁻' => '-',
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        _ => return None,
    })
}

fn read_exponent(text: &str) -> Result<i32, NumberProblem> {
    // A text of digits that is no number of this size is too large a number.
    let exponent: i32 = text.parse().map_err(|_| NumberProblem::TooLong)?;
    if exponent.abs() > MAX_EXPONENT { Err(NumberProblem::TooLong) } else { Ok(exponent) }
}

/// A whole number of a text of digits alone.
fn integer(digits: &str) -> Result<BigInt, NumberProblem> {
    if digits.len() > MAX_DIGITS {
        return Err(NumberProblem::TooLong);
    }
    digits.parse().map_err(|_| NumberProblem::NotANumber)
}

/// The digits of a number without anything between them.
struct Digits {
    whole: String,
    decimals: String,
}

impl Digits {
    /// Takes out marks and spaces as the language means them. A text that means nothing in the
    /// language, but something where point and comma change places, is ambiguous.
    fn read(mantissa: &str, language: &str) -> Result<Self, NumberProblem> {
        let decimal = decimal_mark(language);
        let other = if decimal == '.' { ',' } else { '.' };
        if let Some(digits) = Self::split(mantissa, decimal, other) {
            return Ok(digits);
        }
        let swapped = Self::split(mantissa, other, decimal);
        Err(match swapped {
            Some(digits) if digits.len() <= MAX_DIGITS => {
                NumberProblem::Ambiguous { typed: mantissa.to_owned(), decimal }
            }
            Some(_) => NumberProblem::TooLong,
            None => NumberProblem::NotANumber,
        })
    }

    fn split(mantissa: &str, decimal: char, group: char) -> Option<Self> {
        let Some((whole, decimals)) = mantissa.split_once(decimal) else {
            return Some(Self { whole: ungroup(mantissa, group)?, decimals: String::new() });
        };
        let whole = if whole.is_empty() { String::new() } else { ungroup(whole, group)? };
        Some(Self { whole, decimals: ungroup_decimals(decimals)? })
    }

    fn len(&self) -> usize {
        self.whole.len() + self.decimals.len()
    }

    /// The value, times ten to an exponent.
    fn value(&self, exponent: i32) -> Result<BigRational, NumberProblem> {
        let number = integer(&format!("{}{}", self.whole, self.decimals))?;
        let places = i32::try_from(self.decimals.len()).map_err(|_| NumberProblem::TooLong)?;
        let places = exponent - places;
        let power = BigInt::from(10).pow(places.unsigned_abs());
        Ok(if places < 0 {
            BigRational::new(number, power)
        } else {
            BigRational::from_integer(number * power)
        })
    }
}

/// The digits of a whole number. Underscores may stand between any two digits; spaces and the mark
/// for groups only before groups of three, and never in what begins with 0, as `0,123` does.
fn ungroup(text: &str, group: char) -> Option<String> {
    let Some(mark) = text.chars().find(|c| !c.is_ascii_digit()) else {
        return (!text.is_empty()).then(|| text.to_owned());
    };
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let fits = match mark {
        '_' => is_digits(first) && groups.all(is_digits),
        _ if mark == ' ' || mark == group => {
            is_digits(first)
                && first.len() <= 3
                && !first.starts_with('0')
                && groups.all(|group| is_digits(group) && group.len() == 3)
        }
        _ => false,
    };
    fits.then(|| text.replace(mark, ""))
}

/// The digits after the decimal mark: spaces may part them into groups of three, of which the last
/// may be shorter.
fn ungroup_decimals(text: &str) -> Option<String> {
    let mark = if text.contains('_') { '_' } else { ' ' };
    let groups: Vec<&str> = text.split(mark).collect();
    let (last, rest) = groups.split_last()?;
    let threes = mark == '_'
        || rest.is_empty()
        || last.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    (threes && groups.iter().all(|group| is_digits(group))).then(|| text.replace(mark, ""))
}

/// Whether a text is at least one digit and nothing else.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
