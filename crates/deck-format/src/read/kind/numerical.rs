//! A number, with a tolerance, other accepted numbers, and units.

use toml::de::DeValue;

use super::choice::missing_answer;
use super::{Parts, no_why};
use crate::decimal::Decimal;
use crate::diagnostic::Diagnostic;
use crate::face::Body;
use crate::fraction::Fraction;
use crate::key::{Answer, NumberAccept, NumberKey, NumberRange, Tolerance};
use crate::limits::MAX_LIST;
use crate::names::Kind;
use crate::read::fields::{Field, Fields, Value};
use crate::read::question::Defaults;
use crate::read::value::{bad_value, optional, wrong_type};
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
    no_why(walk, fields, Kind::Numerical, "write it into `explanation`");
    let unit = optional(walk, fields, "unit", read_unit);
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
        DeValue::Integer(_) | DeValue::Float(_) => {
            let by = field.spanned().decimal(walk, TOLERANCE)?;
            if by.written().starts_with('-') {
                bad_value(walk, &field.span, "a tolerance is not negative", "below 0");
                return None;
            }
            Tolerance::Absolute(by)
        }
        DeValue::String(text) => {
            let percent =
                text.strip_suffix('%').and_then(|text| text.trim().parse::<Decimal>().ok());
            match percent {
                Some(by) if !by.written().starts_with('-') => Tolerance::Percent(by),
                _ => {
                    walk.report(
                        Diagnostic::error(
                            "bad-tolerance",
                            field.span.clone(),
                            format!("expected {TOLERANCE}"),
                        )
                        .under("not a percentage"),
                    );
                    return None;
                }
            }
        }
        DeValue::Table(_) => {
            let mut fields = field.spanned().table(walk, TOLERANCE)?;
            let digits = fields.require(walk, "digits", "such a tolerance");
            let digits = digits
                .and_then(|f| f.spanned().integer(walk, 1, 40, "a number of significant digits"));
            fields.finish(walk, "a tolerance", &["digits"]);
            Tolerance::Digits(u8::try_from(digits?).ok()?)
        }
        _ => {
            wrong_type(walk, &field.spanned(), TOLERANCE);
            return None;
        }
    };
    let relative = matches!(tolerance, Tolerance::Percent(_) | Tolerance::Digits(_));
    if relative && around.is_some_and(Decimal::is_zero) {
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

/// Other accepted numbers; one without a tolerance of its own takes the question's.
fn read_accept(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    tolerance: &Tolerance,
) -> Option<Vec<NumberAccept>> {
    let values = field.spanned().list(walk, "a list of numbers", MAX_LIST)?;
    let read: Vec<Option<NumberAccept>> =
        values.iter().map(|value| read_accepted(walk, value, tolerance)).collect();
    read.into_iter().collect()
}

fn read_accepted(
    walk: &mut Walk<'_>,
    value: &Value<'_>,
    tolerance: &Tolerance,
) -> Option<NumberAccept> {
    const EXPECTED: &str = "a number, { value = … } or { from = …, to = … }";
    let DeValue::Table(_) = value.value else {
        let number = value.decimal(walk, EXPECTED)?;
        let range = around(number, tolerance.clone());
        return Some(NumberAccept { range, credit: Fraction::ONE });
    };
    let mut fields = value.table(walk, EXPECTED)?;
    let number = optional(walk, &mut fields, "value", |w, f| f.spanned().decimal(w, "a number"));
    let from = optional(walk, &mut fields, "from", |w, f| f.spanned().decimal(w, "a number"));
    let to = optional(walk, &mut fields, "to", |w, f| f.spanned().decimal(w, "a number"));
    let own = match fields.take("tolerance") {
        Some(field) => Some(read_tolerance(walk, &field, number.as_ref())?),
        None => None,
    };
    let credit = match fields.take("credit") {
        Some(field) => field.spanned().credit(walk, 0),
        None => Some(Fraction::ONE),
    };
    fields.finish(walk, "an accepted number", &["value", "tolerance", "from", "to", "credit"]);
    let range = match (number, from, to, own) {
        (Some(number), None, None, own) => around(number, own.unwrap_or_else(|| tolerance.clone())),
        (None, Some(from), Some(to), None) if from <= to => NumberRange::Between { from, to },
        (None, Some(_), Some(_), None) => {
            bad_value(walk, &value.span, "`from` is above `to`", "no number lies between them");
            return None;
        }
        _ => {
            bad_value(
                walk,
                &value.span,
                "an accepted number has either `value`, with or without `tolerance`, or both `from` and `to`",
                "neither of the two",
            );
            return None;
        }
    };
    Some(NumberAccept { range, credit: credit? })
}

/// A tolerance that means nothing around 0 is exact there.
fn around(value: Decimal, tolerance: Tolerance) -> NumberRange {
    let relative = matches!(tolerance, Tolerance::Percent(_) | Tolerance::Digits(_));
    let tolerance = if relative && value.is_zero() { Tolerance::Exact } else { tolerance };
    NumberRange::Around { value, tolerance }
}

/// Units that may be typed, each with what one of it is in the question's own unit.
fn read_units(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    unit: Option<&str>,
) -> Option<Vec<(String, Decimal)>> {
    let mut fields = field.spanned().table(walk, "a table such as { cm = 0.01 }")?;
    let mut units = Vec::new();
    let mut whole = true;
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
        whole = false;
    }
    for entry in fields.rest() {
        let factor = entry.spanned().decimal(walk, "what one of it is in the question's unit");
        if !is_unit(entry.name) || Some(entry.name) == unit {
            let message =
                if Some(entry.name) == unit { "this is the question's own unit" } else { UNIT };
            bad_value(walk, &entry.key, message, "not another unit");
            whole = false;
        }
        match factor {
            Some(factor) if factor.is_zero() => {
                bad_value(
                    walk,
                    &entry.span,
                    "a unit is not worth 0",
                    "every number would become 0",
                );
                whole = false;
            }
            Some(factor) => units.push((entry.name.to_owned(), factor)),
            None => whole = false,
        }
    }
    whole.then_some(units)
}
