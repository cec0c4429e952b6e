//! Numbers as options write them.

/// A number: a fraction in lowest terms, small enough to be exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    numerator: i128,
    denominator: i128,
}

/// The most digits that are read: the product of two such numbers fits.
const MAX_DIGITS: usize = 18;

impl Number {
    /// Reads a whole text that is a number: `0.5`, `.50`, `1,000`, `-3`, `−3`, `1/2` or `50 %`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let unsigned = text.strip_prefix(['-', '−']).unwrap_or(text);
        let (written, hundred) = match unsigned.strip_suffix('%') {
            Some(percent) => (percent.trim_end(), 100),
            None => (unsigned, 1),
        };
        let (numerator, denominator) = match written.split_once('/') {
            Some((above, below)) => {
                let ((a, b), (c, d)) = (decimal(above.trim())?, decimal(below.trim())?);
                (a.checked_mul(d)?, b.checked_mul(c)?)
            }
            None => decimal(written)?,
        };
        let denominator = denominator.checked_mul(hundred)?;
        if denominator == 0 {
            return None;
        }
        let divisor = gcd(numerator, denominator).max(1);
        let sign = if unsigned.len() < text.len() { -1 } else { 1 };
        Some(Self { numerator: sign * numerator / divisor, denominator: denominator / divisor })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Some(left.cmp(&right))
    }
}

/// Digits with at most one point, and commas between groups of three, as a number over a power of
/// ten.
fn decimal(text: &str) -> Option<(i128, i128)> {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1 || groups[1..].iter().all(|group| group.len() == 3);
    let digits: String = groups.concat() + places;
    let is_number = grouped
        && (1..=MAX_DIGITS).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    let power = u32::try_from(places.len()).ok()?;
    is_number.then(|| digits.parse().ok()).flatten().map(|number| (number, 10_i128.pow(power)))
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_by_value() {
        for (one, other) in
            [("0.5", "1/2"), (".50", "2/4"), ("1,000", "1000"), ("-3", "−3.0"), ("75 %", "0.75")]
        {
            let read = Number::read(one);
            assert!(read.is_some(), "{one}");
            assert_eq!(read, Number::read(other), "{one} and {other}");
        }
        assert!(Number::read("1/3") < Number::read("0.34"));
        assert!(Number::read("-2") < Number::read("1"));
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in ["", ".", "1/0", "1,00", "1.2.3", "ten", "5 kg", "1/", "9999999999999999999"] {
            assert_eq!(Number::read(text), None, "{text}");
        }
    }
}
