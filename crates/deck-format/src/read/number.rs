//! Values that are numbers: whole numbers, decimals as written, credits, points, durations.

use std::time::Duration;

use toml::de::DeValue;

use super::fields::Value;
use super::value::{bad_value, wrong_type};
use super::walk::Walk;
use crate::decimal::Decimal;
use crate::diagnostic::Diagnostic;
use crate::fraction::Fraction;
use crate::points::{MAX_POINTS, Points};

impl Value<'_> {
    /// A whole number within bounds.
    pub(crate) fn integer(
        &self,
        walk: &mut Walk<'_>,
        low: u64,
        high: u64,
        what: &str,
    ) -> Option<u64> {
        let number = match self.value {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse::<u64>().ok(),
            DeValue::Integer(_) => None,
            _ => {
                wrong_type(walk, self, format_args!("a whole number from {low} to {high}"));
                return None;
            }
        };
        match number {
            Some(number) if (low..=high).contains(&number) => Some(number),
            _ => {
                let message = format!("{what} is a whole number from {low} to {high}");
                bad_value(walk, &self.span, message, "not in that range");
                None
            }
        }
    }

    /// The number of a paragraph of a source, from 1.
    pub(crate) fn paragraph(&self, walk: &mut Walk<'_>) -> Option<u32> {
        let number = self.integer(walk, 1, 1_000_000, "a paragraph")?;
        u32::try_from(number).ok()
    }

    /// A decimal number as written.
    pub(crate) fn decimal(&self, walk: &mut Walk<'_>, expected: &str) -> Option<Decimal> {
        let written = match self.value {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            DeValue::Integer(_) => {
                bad_value(walk, &self.span, "numbers are written in decimal", "not decimal digits");
                return None;
            }
            _ => {
                wrong_type(walk, self, expected);
                return None;
            }
        };
        match written.parse() {
            Ok(number) => Some(number),
            Err(error) => {
                let message = format!("this number cannot be used: {error}");
                walk.report(
                    Diagnostic::error("bad-number", self.span.clone(), message)
                        .under(error.to_string())
                        .help(
                            "a number is a decimal of at most 40 digits, its exponent within ±30",
                        ),
                );
                None
            }
        }
    }

    /// A fraction of the points from a decimal with at most three places.
    pub(crate) fn credit(&self, walk: &mut Walk<'_>, low: i64) -> Option<Fraction> {
        let number = self.decimal(walk, "a number")?;
        let thousandths =
            number.thousandths().filter(|n| (low * 1000..=1000).contains(n) && (low < 0 || *n > 0));
        if thousandths.is_none() {
            let above =
                if low == 0 { "above 0, at most 1".to_owned() } else { format!("from {low} to 1") };
            let message = format!("a credit is {above}, with at most 3 decimal places");
            bad_value(walk, &self.span, message, "not such a number");
        }
        thousandths.map(|n| Fraction::new(n, 1000))
    }

    pub(crate) fn points(&self, walk: &mut Walk<'_>) -> Option<Points> {
        let number = self.decimal(walk, "a number of points")?;
        let points = number.thousandths().and_then(|n| u64::try_from(n).ok());
        match points {
            Some(points) if points <= MAX_POINTS * 1000 => Some(Points::from_thousandths(points)),
            _ => {
                let message =
                    format!("points are from 0 to {MAX_POINTS}, with at most 3 decimal places");
                bad_value(walk, &self.span, message, "not such a number");
                None
            }
        }
    }

    /// A duration such as `90s`, `30m` or `1h30m`.
    pub(crate) fn duration(&self, walk: &mut Walk<'_>) -> Option<Duration> {
        const EXPECTED: &str = "a time such as \"90s\", \"30m\" or \"1h30m\"";
        let text = self.string(walk, EXPECTED)?;
        let duration = parse_duration(text);
        if duration.is_none() {
            bad_value(
                walk,
                &self.span,
                format!("expected {EXPECTED}"),
                "not a time above 0, at most 7 days",
            );
        }
        duration
    }
}

/// Reads a time as decks and command lines write it: hours, minutes and seconds in that order, such
/// as `90s`, `30m` or `1h30m`; above 0, and at most 7 days.
#[must_use]
pub fn parse_duration(text: &str) -> Option<Duration> {
    let mut seconds = 0_u64;
    let mut rest = text;
    for (unit, factor) in [('h', 3600), ('m', 60), ('s', 1)] {
        if let Some((number, after)) = rest.split_once(unit) {
            if number.is_empty() || number.len() > 6 || number.bytes().any(|b| !b.is_ascii_digit())
            {
                return None;
            }
            seconds += number.parse::<u64>().ok()? * factor;
            rest = after;
        }
    }
    let in_range = (1..=7 * 24 * 3600).contains(&seconds);
    (rest.is_empty() && in_range).then(|| Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_hours_minutes_and_seconds_in_that_order() {
        let seconds = |text| parse_duration(text).map(|duration| duration.as_secs());
        assert_eq!(seconds("90s"), Some(90));
        assert_eq!(seconds("30m"), Some(1800));
        assert_eq!(seconds("1h30m"), Some(5400));
        assert_eq!(seconds("1h0m5s"), Some(3605));
        for bad in ["", "30", "m", "5s1h", "-5s", "1.5h", "0s", "9999999h", "200h", "5 m"] {
            assert_eq!(seconds(bad), None, "{bad:?}");
        }
    }
}
