//! A number, with a tolerance, other accepted numbers, and units.

use toml::de::DeValue;

use super::Parts;
use super::choice::missing_answer;
use crate::decimal::{Decimal, MAX_DIGITS};
use crate::diagnostic::Diagnostic;
use crate::face::Body;
use crate::fraction::Fraction;
use crate::key::{Answer, NumberAccept, NumberKey, NumberRange, Tolerance};
use crate::limits::{MAX_ENTRIES, MAX_LIST};
use crate::read::fields::{Field, Fields, Short, Value};
use crate::read::question::Defaults;
use crate::read::value::{all, bad_value, ruling, too_large, wrong_type};
use crate::read::walk::Walk;

/// The fields that make the key of a number, taken from a question or from a blank's share of it.
pub(super) struct NumberFields<'a> {
    pub(super) answer: Option<Field<'a>>,
    pub(super) tolerance: Option<Field<'a>>,
    pub(super) accept: Option<Field<'a>>,
    pub(super) units: Option<Field<'a>>,
}

pub(super) fn read(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    defaults: &Defaults,
) -> Option<Parts> {
    let unit = ruling(walk, fields, "unit", read_unit);
    let key = NumberFields {
        answer: fields.take("answer"),
        tolerance: fields.take("tolerance"),
        accept: fields.take("accept"),
        units: fields.take("units"),
    };
    let answer = match key.answer {
        _ if defaults.handout => None,
        None => {
            missing_answer(walk, fields);
            None
        }
        Some(_) => read_number_key(walk, key, unit.as_deref()),
    };
    Some(Parts {
        body: Body::Numerical { unit },
        answer: answer.map(Answer::Numerical),
        why: Vec::new(),
    })
}

/// A unit as it stands after a number.
pub(super) fn read_unit(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<String> {
    let text = field.spanned().text(walk, "a unit")?;
    if !is_unit(text) {
        bad_value(walk, &field.span, UNIT, "not a unit");
        return None;
    }
    Some(text.to_owned())
}

const UNIT: &str = "a unit is at most 40 characters, begins with no digit and has no outer spaces";

fn is_unit(text: &str) -> bool {
    text.trim() == text
        && !text.is_empty()
        && text.chars().count() <= 40
        && !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-'))
}

/// The key of a number; the caller has made sure that there is an answer.
pub(super) fn read_number_key(
    walk: &mut Walk<'_>,
    fields: NumberFields<'_>,
    unit: Option<&str>,
) -> Option<NumberKey> {
    let answer = fields.answer.and_then(|field| field.spanned().decimal(walk, "a number"));
    let tolerance = match &fields.tolerance {
        Some(field) => read_tolerance(walk, field, answer.as_ref()),
        None => Some(Tolerance::Exact),
    };
    let accept = match (&fields.accept, &tolerance) {
        (Some(field), Some(tolerance)) => read_accept(walk, field, tolerance),
        (Some(_), None) => None,
        (None, _) => Some(Vec::new()),
    };
    let units = match &fields.units {
        Some(field) => read_units(walk, field, unit),
        None => Some(Vec::new()),
    };
    Some(NumberKey { answer: answer?, tolerance: tolerance?, accept: accept?, units: units? })
}

const TOLERANCE: &str = "a tolerance such as 2, \"5%\" or { digits = 3 }";

/// A tolerance around a number.
fn read_tolerance(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    around: Option<&Decimal>,
) -> Option<Tolerance> {
    let tolerance = match field.value {
        DeValue::Integer(_) | DeValue::Float(_) => read_absolute(walk, field)?,
        DeValue::String(text) => read_percent(walk, field, text)?,
        DeValue::Table(_) => read_digits(walk, field)?,
        _ => {
            wrong_type(walk, &field.spanned(), TOLERANCE);
            return None;
        }
    };
    if is_relative(&tolerance) && around.is_some_and(Decimal::is_zero) {
        walk.report(
            Diagnostic::error(
                "bad-tolerance",
                field.span.clone(),
                "this tolerance means nothing around 0",
            )
            .under("a share of 0 is 0")
            .help("give an absolute tolerance, such as `tolerance = 0.5`"),
        );
        return None;
    }
    Some(tolerance)
}

fn read_absolute(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Tolerance> {
    let by = field.spanned().decimal(walk, TOLERANCE)?;
    if by.written().starts_with('-') {
        bad_value(walk, &field.span, "a tolerance is not negative", "below 0");
        return None;
    }
    Some(Tolerance::Absolute(by))
}

fn read_percent(walk: &mut Walk<'_>, field: &Field<'_>, text: &str) -> Option<Tolerance> {
    let by = text.strip_suffix('%').and_then(|text| text.trim().parse::<Decimal>().ok());
    match by {
        Some(by) if !by.written().starts_with('-') => Some(Tolerance::Percent(by)),
        _ => {
            walk.report(
                Diagnostic::error(
                    "bad-tolerance",
                    field.span.clone(),
                    format!("expected {TOLERANCE}"),
                )
                .under("not a percentage"),
            );
            None
        }
    }
}

fn read_digits(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Tolerance> {
    let mut fields = field.spanned().table(walk, TOLERANCE)?;
    let digits = fields.take("digits");
    if digits.is_none() && fields.is_empty() {
        fields.report_missing(walk, "digits", "such a tolerance needs `digits`");
    }
    let digits = digits.and_then(|field| {
        field.spanned().integer(walk, 1, MAX_DIGITS as u64, "a number of significant digits")
    });
    fields.finish(walk, "a tolerance", &["digits"]);
    digits.and_then(|digits| u8::try_from(digits).ok()).map(Tolerance::Digits)
}

/// Whether it is a share of the number, which means nothing around 0.
fn is_relative(tolerance: &Tolerance) -> bool {
    matches!(tolerance, Tolerance::Percent(_) | Tolerance::Digits(_))
}

/// Other accepted numbers; one without a tolerance of its own takes the question's.
fn read_accept(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    tolerance: &Tolerance,
) -> Option<Vec<NumberAccept>> {
    let values = field.spanned().list(walk, "a list of numbers", MAX_LIST)?;
    all(values, |value| read_accepted(walk, &value, tolerance))
}

const ACCEPTED: &str = "a number, { value = … } or { from = …, to = … }";

fn read_accepted(
    walk: &mut Walk<'_>,
    value: &Value<'_>,
    tolerance: &Tolerance,
) -> Option<NumberAccept> {
    let DeValue::Table(_) = value.value else {
        let number = value.decimal(walk, ACCEPTED)?;
        return Some(NumberAccept { range: around(number, tolerance), credit: Fraction::ONE });
    };
    let mut fields = value.table(walk, ACCEPTED)?;
    let credit = match fields.take("credit") {
        Some(field) => field.spanned().credit(walk, 0),
        None => Some(Fraction::ONE),
    };
    let range = read_range(walk, &mut fields, value, tolerance);
    fields.finish(walk, "an accepted number", &["value", "tolerance", "from", "to", "credit"]);
    Some(NumberAccept { range: range?, credit: credit? })
}

/// Around a number, or between two.
fn read_range(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    value: &Value<'_>,
    tolerance: &Tolerance,
) -> Option<NumberRange> {
    let number = |field: &Field<'_>, walk: &mut Walk<'_>| field.spanned().decimal(walk, "a number");
    let taken = ["value", "tolerance", "from", "to"].map(|name| fields.take(name));
    match taken {
        [Some(middle), own, None, None] => {
            let middle = number(&middle, walk);
            let own = match &own {
                Some(own) => read_tolerance(walk, own, middle.as_ref())?,
                None => tolerance.clone(),
            };
            middle.map(|middle| around(middle, &own))
        }
        [None, None, Some(from), Some(to)] => {
            let (from, to) = (number(&from, walk), number(&to, walk));
            let (from, to) = from.zip(to)?;
            if from > to {
                bad_value(walk, &value.span, "`from` is above `to`", "no number lies between them");
                return None;
            }
            Some(NumberRange::Between { from, to })
        }
        _ if ["value", "from", "to"].iter().any(|name| fields.has_near(name)) => None,
        _ => {
            let message = "an accepted number has either `value`, with or without `tolerance`, or \
                           both `from` and `to`";
            bad_value(walk, &value.span, message, "neither of the two");
            None
        }
    }
}

/// A tolerance that means nothing around 0 is exact there.
fn around(value: Decimal, tolerance: &Tolerance) -> NumberRange {
    let means_nothing = is_relative(tolerance) && value.is_zero();
    let tolerance = if means_nothing { Tolerance::Exact } else { tolerance.clone() };
    NumberRange::Around { value, tolerance }
}

/// Units that may be typed, each with what one of it is in the question's own unit.
fn read_units(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    unit: Option<&str>,
) -> Option<Vec<(String, Decimal)>> {
    let fields = field.spanned().table(walk, "a table such as { cm = 0.01 }")?;
    if fields.len() > MAX_ENTRIES {
        too_large(walk, &field.key, format!("{} units", fields.len()), MAX_ENTRIES);
        return None;
    }
    let units = all(fields.left(), |entry| read_factor(walk, &entry, unit));
    if unit.is_none() {
        walk.report(
            Diagnostic::error(
                "units-without-unit",
                field.key.clone(),
                "`units` needs a `unit` to convert to",
            )
            .under("converted to what?")
            .help("add `unit = \"…\"`, which is shown after the field"),
        );
        return None;
    }
    units
}

/// One unit, with what one of it is in the question's own.
fn read_factor(
    walk: &mut Walk<'_>,
    entry: &Field<'_>,
    unit: Option<&str>,
) -> Option<(String, Decimal)> {
    if Some(entry.name) == unit {
        let message = format!("`{}` is the question's own unit", Short(entry.name));
        bad_value(walk, &entry.key, message, "not another unit");
        return None;
    }
    if !is_unit(entry.name) {
        bad_value(walk, &entry.key, UNIT, "not a unit");
        return None;
    }
    let factor = entry.spanned().decimal(walk, "what one of it is in the question's unit")?;
    if factor.is_zero() {
        bad_value(walk, &entry.span, "a unit is not worth 0", "every number would become 0");
        return None;
    }
    Some((entry.name.to_owned(), factor))
}
