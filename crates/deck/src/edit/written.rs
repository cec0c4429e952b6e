//! What a person types for a field, as a value of TOML.
//!
//! Nothing is refused here: what is no number stays a text, and the parser of decks says what is
//! wrong with it.

use deck_format::Decimal;
use toml_edit::{Array, InlineTable, Value};

/// A text.
#[must_use]
pub fn text(typed: &str) -> Value {
    Value::from(typed)
}

/// A list of texts.
#[must_use]
pub fn texts<'a>(typed: impl IntoIterator<Item = &'a str>) -> Value {
    Value::Array(typed.into_iter().collect())
}

/// A number, written as it was typed; whatever else was typed is a text.
///
/// ```
/// use deck::edit::written::number;
/// assert_eq!(number("9.810").to_string(), "9.810");
/// assert_eq!(number(".5").to_string(), "0.5");
/// assert_eq!(number("many").to_string(), "\"many\"");
/// ```
#[must_use]
pub fn number(typed: &str) -> Value {
    let typed = typed.trim();
    let (sign, digits) = typed.strip_prefix('-').map_or(("", typed), |digits| ("-", digits));
    let full = if digits.starts_with('.') { format!("{sign}0{digits}") } else { typed.to_owned() };
    if full.parse::<Decimal>().is_ok()
        && let Ok(value @ (Value::Integer(_) | Value::Float(_))) = full.parse::<Value>()
    {
        return value;
    }
    text(typed)
}

/// `true` or `false`; whatever else was typed is a text.
#[must_use]
pub fn truth(typed: &str) -> Value {
    match typed.trim() {
        "true" => Value::from(true),
        "false" => Value::from(false),
        other => text(other),
    }
}

/// A tolerance: `2`, `5%`, or `3 digits`.
#[must_use]
pub fn tolerance(typed: &str) -> Value {
    let typed = typed.trim();
    let digits = typed.strip_suffix("digits").or_else(|| typed.strip_suffix("digit"));
    match digits.map(str::trim) {
        Some(digits) => {
            let mut table = InlineTable::new();
            table.insert("digits", number(digits));
            Value::InlineTable(table)
        }
        None => number(typed),
    }
}

/// Something that is accepted: a table of TOML such as `{ wildcard = "Meiya*" }`, or else what
/// `plain` makes of it.
#[must_use]
pub fn accepted(typed: &str, plain: fn(&str) -> Value) -> Value {
    if typed.trim_start().starts_with('{')
        && let Ok(Value::InlineTable(table)) = typed.trim().parse::<Value>()
    {
        return Value::InlineTable(table);
    }
    plain(typed)
}

/// Ids with spaces or commas between them.
pub fn ids(typed: &str) -> impl Iterator<Item = &str> {
    typed.split([',', ' ']).filter(|id| !id.is_empty())
}

/// The steps of an order: ids, those of one step with `+` between them.
#[must_use]
pub fn steps(typed: &str) -> Array {
    let step = |step: &str| match step.split_once('+') {
        None => text(step),
        Some(_) => texts(step.split('+')),
    };
    ids(typed).map(step).collect()
}

/// Cuts `id=text`, if what stands before the sign can be an id.
#[must_use]
pub fn named(typed: &str) -> Option<(&str, &str)> {
    let (name, rest) = typed.split_once('=')?;
    let name = name.trim();
    let shaped = deck_format::check_id(name) != Err(deck_format::IdError::Shape);
    shaped.then(|| (name, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_as_they_are_typed() {
        for (typed, value) in [
            ("59", "59"),
            ("-2.50", "-2.50"),
            ("6.02e23", "6.02e23"),
            ("-.5", "-0.5"),
            (" 7 ", "7"),
            ("1_000", "1_000"),
            ("0x10", "\"0x10\""),
            ("nan", "\"nan\""),
            ("007", "\"007\""),
        ] {
            assert_eq!(number(typed).to_string(), value, "{typed}");
        }
    }

    #[test]
    fn tolerances_have_three_forms() {
        assert_eq!(tolerance("2").to_string(), "2");
        assert_eq!(tolerance(" 5% ").to_string(), "\"5%\"");
        assert_eq!(tolerance("3 digits").to_string(), "{ digits = 3 }");
        assert_eq!(tolerance("1 digit").to_string(), "{ digits = 1 }");
    }

    #[test]
    fn what_is_accepted_may_be_a_table() {
        assert_eq!(accepted("{ wildcard = \"M*\" }", text).to_string(), "{ wildcard = \"M*\" }");
        assert_eq!(accepted("{ no table", text).to_string(), "\"{ no table\"");
        assert_eq!(accepted("9.8", number).to_string(), "9.8");
    }

    #[test]
    fn orders_have_ties() {
        assert_eq!(
            steps("veil+smoke, frames spin").to_string(),
            "[[\"veil\", \"smoke\"], \"frames\", \"spin\"]"
        );
    }

    #[test]
    fn a_name_is_only_what_can_be_an_id() {
        assert_eq!(named("mps = The Ministry"), Some(("mps", "The Ministry")));
        assert_eq!(named("answer=x"), Some(("answer", "x")), "the parser says why not");
        assert_eq!(named("2 + 2 = 4"), None);
        assert_eq!(named("E=mc²"), None);
        assert_eq!(named("plain"), None);
    }
}
