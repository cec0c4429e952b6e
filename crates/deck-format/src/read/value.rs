//! Values of one type each, with what was expected where the type is another.

use std::time::Duration;

use toml::de::DeValue;

use super::fields::{Field, Fields, Value, short};
use super::suggest::{did_you_mean, list};
use super::walk::Walk;
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostic, Span};
use crate::fraction::Fraction;
use crate::id::IdError;
use crate::limits::{MAX_LIST, MAX_TEXT};
use crate::points::{MAX_POINTS, Points};

/// Reports a value of another type than was expected.
pub(crate) fn wrong_type(walk: &mut Walk<'_>, value: &Value<'_>, expected: &str) {
    let found = match value.value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    walk.report(
        Diagnostic::error(
            "wrong-type",
            value.span.clone(),
            format!("expected {expected}, found {found}"),
        )
        .under(format!("not {expected}")),
    );
}

/// Reports a value that is of the right type but not allowed.
pub(crate) fn bad_value(walk: &mut Walk<'_>, span: &Span, message: impl Into<String>, under: &str) {
    walk.report(Diagnostic::error("bad-value", span.clone(), message).under(under));
}

impl<'a> Value<'a> {
    pub(crate) fn string(&self, walk: &mut Walk<'_>, expected: &str) -> Option<&'a str> {
        let DeValue::String(text) = self.value else {
            wrong_type(walk, self, expected);
            return None;
        };
        if text.len() > MAX_TEXT {
            let message = format!("the text has {} bytes; at most {MAX_TEXT} are read", text.len());
            walk.report(Diagnostic::error("too-large", self.span.clone(), message));
            return None;
        }
        Some(text)
    }

    /// A text with something in it.
    pub(crate) fn text(&self, walk: &mut Walk<'_>, expected: &str) -> Option<&'a str> {
        let text = self.string(walk, expected)?;
        if text.trim().is_empty() {
            walk.report(
                Diagnostic::error("empty-text", self.span.clone(), format!("{expected} is empty"))
                    .under("nothing stands here"),
            );
            return None;
        }
        Some(text)
    }

    /// A Markdown text with something in it; its images are inside the deck's folder.
    pub(crate) fn markdown(&self, walk: &mut Walk<'_>, expected: &str) -> Option<String> {
        let text = self.text(walk, expected)?;
        super::checks::images(walk, &self.span, text);
        Some(text.to_owned())
    }

    pub(crate) fn boolean(&self, walk: &mut Walk<'_>) -> Option<bool> {
        match self.value {
            DeValue::Boolean(truth) => Some(*truth),
            _ => {
                wrong_type(walk, self, "`true` or `false`");
                None
            }
        }
    }

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
                wrong_type(walk, self, &format!("a whole number from {low} to {high}"));
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
                        .help("a number has at most 40 digits and an exponent within ±30"),
                );
                None
            }
        }
    }

    /// A fraction of the points from a decimal with at most three places.
    pub(crate) fn credit(&self, walk: &mut Walk<'_>, low: i64) -> Option<Fraction> {
        let number = self.decimal(walk, "a number")?;
        let thousandths =
            thousandths(&number).filter(|n| (low * 1000..=1000).contains(n) && (low < 0 || *n > 0));
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
        let points = thousandths(&number).and_then(|n| u64::try_from(n).ok());
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
        let duration = read_duration(text);
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

    /// The elements of a list, at most `most`.
    pub(crate) fn list(
        &self,
        walk: &mut Walk<'_>,
        expected: &str,
        most: usize,
    ) -> Option<Vec<Value<'a>>> {
        let DeValue::Array(array) = self.value else {
            wrong_type(walk, self, expected);
            return None;
        };
        if array.len() > most {
            let message = format!("the list has {} elements; at most {most} are read", array.len());
            walk.report(Diagnostic::error("too-large", self.span.clone(), message));
            return None;
        }
        Some(
            array
                .iter()
                .map(|value| Value { value: value.get_ref(), span: walk.at(value.span()) })
                .collect(),
        )
    }

    /// A list of texts with something in each. A list that is wrong in part is reported in full.
    pub(crate) fn texts(
        &self,
        walk: &mut Walk<'_>,
        expected: &str,
        what: &str,
    ) -> Option<Vec<&'a str>> {
        let values = self.list(walk, expected, MAX_LIST)?;
        let texts: Vec<Option<&str>> = values.iter().map(|value| value.text(walk, what)).collect();
        texts.into_iter().collect()
    }

    /// The fields of a table.
    pub(crate) fn table(&self, walk: &mut Walk<'_>, expected: &str) -> Option<Fields<'a>> {
        let DeValue::Table(table) = self.value else {
            wrong_type(walk, self, expected);
            return None;
        };
        Some(Fields::new(walk, table, self.span.clone()))
    }

    /// One of several names.
    pub(crate) fn name<T: Copy>(
        &self,
        walk: &mut Walk<'_>,
        what: &str,
        names: &[&str],
        values: &[T],
    ) -> Option<T> {
        let text = self.string(walk, what)?;
        if let Some(at) = names.iter().position(|name| *name == text) {
            return values.get(at).copied();
        }
        let message = format!("`{}` is no {what}", short(text));
        let diagnostic = Diagnostic::error("unknown-name", self.span.clone(), message)
            .under(did_you_mean(text, names.iter().copied()));
        walk.report(diagnostic.help(format!("one of {}", list(names.iter().copied()))));
        None
    }

    /// An id made of a text.
    pub(crate) fn id<T: std::str::FromStr<Err = IdError>>(
        &self,
        walk: &mut Walk<'_>,
        what: &str,
    ) -> Option<T> {
        let text = self.string(walk, what)?;
        read_id(walk, text, &self.span, what)
    }
}

/// An id made of a text at a place.
pub(crate) fn read_id<T: std::str::FromStr<Err = IdError>>(
    walk: &mut Walk<'_>,
    text: &str,
    span: &Span,
    what: &str,
) -> Option<T> {
    match text.parse() {
        Ok(id) => Some(id),
        Err(error @ IdError::Shape) => {
            let message = format!("`{}` cannot be {what}", short(text));
            let diagnostic = Diagnostic::error("bad-id", span.clone(), message).under("not an id");
            walk.report(diagnostic.help(error.to_string()));
            None
        }
        Err(error @ IdError::FieldName(_)) => {
            let message = format!("{error}, so it cannot be {what}");
            walk.report(
                Diagnostic::error("reserved-id", span.clone(), message)
                    .under("choose another name"),
            );
            None
        }
    }
}

/// Takes a field and reads it, where it is there.
pub(crate) fn optional<'a, T>(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'a>,
    name: &str,
    read: impl FnOnce(&mut Walk<'_>, &Field<'a>) -> Option<T>,
) -> Option<T> {
    let field = fields.take(name)?;
    read(walk, &field)
}

/// The value in thousandths, if it is a whole number of them.
fn thousandths(number: &Decimal) -> Option<i64> {
    let scaled = number.value() * num_bigint::BigInt::from(1000);
    if scaled.is_integer() { i64::try_from(scaled.to_integer()).ok() } else { None }
}

fn read_duration(text: &str) -> Option<Duration> {
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
        let seconds = |text| read_duration(text).map(|duration| duration.as_secs());
        assert_eq!(seconds("90s"), Some(90));
        assert_eq!(seconds("30m"), Some(1800));
        assert_eq!(seconds("1h30m"), Some(5400));
        assert_eq!(seconds("1h0m5s"), Some(3605));
        for bad in ["", "30", "m", "5s1h", "-5s", "1.5h", "0s", "9999999h", "200h", "5 m"] {
            assert_eq!(seconds(bad), None, "{bad:?}");
        }
    }
}
