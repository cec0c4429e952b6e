//! Numbers of a key in words.

use deck_format::{Decimal, NumberAccept, NumberKey, NumberRange, Tolerance};

use super::Fact;
use super::answer::worth;
use crate::look::Look;

/// `9.81 m (±2 m)`.
pub(super) fn number(key: &NumberKey, unit: Option<&str>, look: &Look) -> String {
    within(&key.answer, &key.tolerance, unit, look)
}

/// What else is right, and the units that may be typed.
pub(super) fn more<'a>(
    prefix: &str,
    key: &NumberKey,
    unit: Option<&str>,
    look: &Look,
) -> Vec<Fact<'a>> {
    let mut facts = Vec::new();
    let accepted = |accept: &NumberAccept| {
        let range = match &accept.range {
            NumberRange::Around { value, tolerance } => within(value, tolerance, unit, look),
            NumberRange::Between { from, to } => format!("{from} to {to}{}", after(unit, look)),
        };
        format!("{range}{}", worth(accept.credit))
    };
    if !key.accept.is_empty() {
        let lines = key.accept.iter().map(accepted).collect();
        facts.push(Fact::lines(format!("{prefix}Also right"), lines));
    }
    if !key.units.is_empty() {
        let units = key.units.iter().map(|(name, one)| {
            format!("1 {} = {one}{}", look.sanitiser().line(name), after(unit, look))
        });
        facts.push(Fact::lines(format!("{prefix}Units"), units.collect()));
    }
    facts
}

fn within(value: &Decimal, tolerance: &Tolerance, unit: Option<&str>, look: &Look) -> String {
    let about = if look.unicode { "±" } else { "+/-" };
    let unit = after(unit, look);
    let tolerance = match tolerance {
        Tolerance::Exact => String::new(),
        Tolerance::Absolute(by) => format!(" ({about}{by}{unit})"),
        Tolerance::Percent(by) => format!(" ({about}{by} %)"),
        Tolerance::Digits(1) => " (to 1 significant digit)".into(),
        Tolerance::Digits(digits) => format!(" (to {digits} significant digits)"),
    };
    format!("{value}{unit}{tolerance}")
}

fn after(unit: Option<&str>, look: &Look) -> String {
    unit.map_or(String::new(), |unit| format!(" {}", look.sanitiser().line(unit)))
}
