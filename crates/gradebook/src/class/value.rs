//! What values may be, and what is said of those that are not.

use std::path::PathBuf;
use std::time::Duration;

use deck_format::{DecimalError, Fraction, Points, QuestionId, Span, nearest, parse_duration};
use jiff::Timestamp;
use toml::Spanned;
use toml::de::DeValue;

use super::Named;
use crate::exact::{self, Exact};
use crate::policy::Minus;

/// A value as it stands in the file.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// Reads a value.
pub(super) type Read<T> = fn(&Value<'_>) -> Result<T, Wrong>;

/// What is wrong with a value.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) code: &'static str,
    /// Where.
    pub(super) span: Span,
    /// What it should be: the end of "`deck` is …".
    pub(super) is: String,
    /// What is said under it.
    pub(super) under: String,
}

fn wrong_type(span: Span, is: &str, under: &str) -> Wrong {
    Wrong { code: "wrong-type", span, is: is.to_owned(), under: under.to_owned() }
}

fn bad_value(span: Span, is: &str, under: &str) -> Wrong {
    Wrong { code: "bad-value", span, is: is.to_owned(), under: under.to_owned() }
}

/// A text that is not empty.
fn text<'v>(value: &'v Value<'_>, is: &str) -> Result<&'v str, Wrong> {
    match value.get_ref() {
        DeValue::String(text) if text.trim().is_empty() => {
            Err(bad_value(value.span(), is, "empty"))
        }
        DeValue::String(text) => Ok(text),
        _ => Err(wrong_type(value.span(), is, "not a text in quotes")),
    }
}

/// One value, or a list of them.
fn one_or_more<T>(value: &Value<'_>, read: Read<T>) -> Result<Vec<T>, Wrong> {
    match value.get_ref() {
        DeValue::Array(values) => values.iter().map(read).collect(),
        _ => read(value).map(|one| vec![one]),
    }
}

/// A path in quotes.
pub(super) fn path(value: &Value<'_>) -> Result<PathBuf, Wrong> {
    text(value, "a path in quotes").map(PathBuf::from)
}

/// A path or a list of paths.
pub(super) fn paths(value: &Value<'_>) -> Result<Vec<PathBuf>, Wrong> {
    one_or_more(value, path)
}

/// The name of a column.
pub(super) fn column(value: &Value<'_>) -> Result<Named, Wrong> {
    let name = text(value, "the name of a column in quotes")?.to_owned();
    Ok(Named { name, span: value.span() })
}

/// The name of a column or a list of them.
pub(super) fn columns(value: &Value<'_>) -> Result<Vec<Named>, Wrong> {
    one_or_more(value, column)
}

/// `true` or `false`.
pub(super) fn truth(value: &Value<'_>) -> Result<bool, Wrong> {
    match value.get_ref() {
        DeValue::Boolean(truth) => Ok(*truth),
        _ => Err(wrong_type(value.span(), "`true` or `false`", "not in quotes, and no number")),
    }
}

/// The id of a question.
fn question(value: &Value<'_>) -> Result<QuestionId, Wrong> {
    const IS: &str = "a list of ids of questions";
    let text = text(value, IS)?;
    QuestionId::new(text).map_err(|error| bad_value(value.span(), IS, &error.to_string()))
}

/// A list of ids of questions.
pub(super) fn questions(value: &Value<'_>) -> Result<Vec<QuestionId>, Wrong> {
    match value.get_ref() {
        DeValue::Array(values) => values.iter().map(question).collect(),
        _ => Err(wrong_type(value.span(), "a list of ids of questions", "not a list")),
    }
}

/// One of a few words.
pub(super) fn word<T>(
    value: &Value<'_>,
    names: &[&'static str],
    of: impl Fn(&str) -> Option<T>,
) -> Result<T, Wrong> {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    let is = match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    };
    let text = text(value, &is)?;
    of(text).ok_or_else(|| {
        let near = nearest(text, names.iter().copied());
        let under = near.map(|near| format!("did you mean `{near}`?"));
        bad_value(value.span(), &is, under.as_deref().unwrap_or("not one of these"))
    })
}

/// A number as it is written.
fn digits<'v>(value: &'v Value<'_>, is: &str) -> Result<&'v str, Wrong> {
    match value.get_ref() {
        DeValue::Integer(number) if number.radix() != 10 => {
            Err(bad_value(value.span(), is, "numbers are written in decimal"))
        }
        DeValue::Integer(number) => Ok(number.as_str()),
        DeValue::Float(number) => Ok(number.as_str()),
        _ => Err(wrong_type(value.span(), is, "not a number")),
    }
}

/// A number in a range.
fn number(value: &Value<'_>, is: &str, from: i64, to: i64) -> Result<Exact, Wrong> {
    let number = exact::parse(digits(value, is)?)
        .map_err(|error: DecimalError| bad_value(value.span(), is, &error.to_string()))?;
    let in_range = exact::whole(from) <= number && number <= exact::whole(to);
    if in_range { Ok(number) } else { Err(bad_value(value.span(), is, "not in that range")) }
}

/// A whole number of decimals.
pub(super) fn decimals(value: &Value<'_>) -> Result<u32, Wrong> {
    const IS: &str = "a whole number from 0 to 6";
    match value.get_ref() {
        DeValue::Integer(_) => {
            let number = number(value, IS, 0, 6)?;
            Ok(u32::try_from(number.to_integer()).unwrap_or_default())
        }
        _ => Err(wrong_type(value.span(), IS, "not a whole number")),
    }
}

/// A percent from 0 to 100.
pub(super) fn percent(value: &Value<'_>) -> Result<Exact, Wrong> {
    number(value, "a percent from 0 to 100", 0, 100)
}

/// Points with at most three decimals.
pub(super) fn points(value: &Value<'_>) -> Result<Points, Wrong> {
    const IS: &str = "a number of points from 0 to 1000";
    let thousandths = number(value, IS, 0, 1000)? * exact::whole(1000);
    if !thousandths.is_integer() {
        return Err(bad_value(value.span(), IS, "more than three decimals"));
    }
    Ok(Points::from_thousandths(u64::try_from(thousandths.to_integer()).unwrap_or_default()))
}

/// The least that a question earns; without a floor it may lose all of its points.
pub(super) fn item_floor(value: &Value<'_>) -> Result<Fraction, Wrong> {
    const IS: &str = "a number from -1 to 0, or \"none\"";
    if is_none(value) {
        return Ok(-Fraction::ONE);
    }
    let thousandths = number(value, IS, -1, 0)? * exact::whole(1000);
    if !thousandths.is_integer() {
        return Err(bad_value(value.span(), IS, "more than three decimals"));
    }
    let thousandths = i64::try_from(thousandths.to_integer()).unwrap_or_default();
    Ok(Fraction::new(thousandths, 1000))
}

/// The least that a sitting earns.
pub(super) fn test_floor(value: &Value<'_>) -> Result<Option<Exact>, Wrong> {
    if is_none(value) {
        return Ok(None);
    }
    number(value, "a number of points from -1000000 to 0, or \"none\"", -1_000_000, 0).map(Some)
}

fn is_none(value: &Value<'_>) -> bool {
    matches!(value.get_ref(), DeValue::String(text) if text == "none")
}

/// What being late takes away: `"5%"` or a number of points.
pub(super) fn minus(value: &Value<'_>) -> Result<Minus, Wrong> {
    const IS: &str = "a percent such as \"5%\", or a number of points";
    let DeValue::String(text) = value.get_ref() else {
        return number(value, IS, 0, 1_000_000).map(Minus::Points);
    };
    let percent = text.strip_suffix('%').and_then(|percent| exact::parse(percent.trim()).ok());
    match percent {
        Some(percent) if exact::zero() <= percent && percent <= exact::whole(100) => {
            Ok(Minus::Percent(percent))
        }
        Some(_) => Err(bad_value(value.span(), IS, "not from 0% to 100%")),
        None => Err(bad_value(value.span(), IS, "neither of these")),
    }
}

/// A time such as `90s`, `30m` or `1h30m`.
pub(super) fn duration(value: &Value<'_>) -> Result<Duration, Wrong> {
    const IS: &str = "a time such as \"90s\", \"30m\" or \"1h30m\"";
    let text = text(value, IS)?;
    let under = "not a time above 0, at most 7 days";
    parse_duration(text).ok_or_else(|| bad_value(value.span(), IS, under))
}

/// An instant with its offset from UTC.
pub(super) fn instant(value: &Value<'_>) -> Result<Timestamp, Wrong> {
    const IS: &str = "a time with its offset from UTC, such as 2026-12-01T18:00:00+01:00";
    let DeValue::Datetime(datetime) = value.get_ref() else {
        return Err(wrong_type(value.span(), IS, "not a date and time without quotes"));
    };
    if datetime.date.is_none() || datetime.time.is_none() {
        return Err(bad_value(value.span(), IS, "a date and a time are needed"));
    }
    if datetime.offset.is_none() {
        return Err(bad_value(value.span(), IS, "without an offset, such as `+01:00` or `Z`"));
    }
    let instant = datetime.to_string().parse();
    instant.map_err(|_| bad_value(value.span(), IS, "there is no such time"))
}
