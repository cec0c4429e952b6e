//! Numbers that are written in different ways.

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Shape, Spot,
    TokenKind,
};

use super::amounts::{Valued, amounts};

/// How many more decimal places and significant digits one number may have than another. One more is
/// what 0.5, 1 and 1.5 have.
const SPARE: usize = 1;

pub(super) static RULE: Rule = Rule {
    code: "inconsistent-numeric-form",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[
        List::MoreThan,
        List::AtLeast,
        List::LessThan,
        List::AtMost,
        List::RangeWord,
        List::Unit,
    ],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "The options are numbers, but they mix units, fractions and decimals, ranges and single \
               numbers, or very different precision.",
        why: "Readers have to convert before they can compare, and an option that is written more \
              exactly than the others looks like the key.",
        bad: r#"prompt = "How heavy is a kea?"
choices = { light = "900 g", more = "2 kg", most = "3 kg" }
answer = "light""#,
        good: r#"prompt = "How heavy is a kea?"
choices = { light = "0.9 kg", more = "2.0 kg", most = "3.0 kg" }
answer = "light""#,
        source: "NBME item-writing guide: numeric data not stated consistently",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let Some(amounts) = amounts(item).filter(|amounts| amounts.len() > 1) else { return };
    if !amounts.iter().all(|(option, _)| is_number(option)) {
        return;
    }
    let Some((what, odd)) = difference(&amounts) else { return };
    let odd = odd.map_or_else(
        || Spot::key(["choices"]),
        |(option, _)| Spot::value(["choices", option.id.as_str()]),
    );
    out.report(Finding::new(odd, what).help("write all of them in the same way"));
}

/// Whether the words of an option, if it has any, are those of an amount.
fn is_number(option: &Choice<'_>) -> bool {
    let text = &option.text;
    let known = [List::Unit, List::MoreThan, List::AtLeast, List::LessThan, List::AtMost]
        .map(|list| text.find(list));
    let is_known = |at: usize| known.iter().flatten().any(|range| range.contains(&at));
    let tokens = text.tokens().iter().enumerate();
    let mut words = tokens.filter(|(_, token)| token.kind == TokenKind::Word);
    words.all(|(at, token)| is_known(at) || token.lists.has(List::RangeWord))
}

/// In what the numbers differ, and the first that differs from the one before.
fn difference<'v, 'i, 'a>(
    amounts: &'v [Valued<'i, 'a>],
) -> Option<(&'static str, Option<&'v Valued<'i, 'a>>)> {
    let (_, first) = amounts.first()?;
    let other = |differs: &dyn Fn(&Valued<'i, 'a>) -> bool| amounts.iter().find(|it| differs(it));
    let is_fraction = |numeral: &str| numeral.contains('/');
    if let Some(odd) = other(&|(_, it)| !it.is_written_like(first)) {
        return Some(("the options mix units", Some(odd)));
    }
    if let Some(odd) = other(&|(_, it)| is_fraction(it.numeral) != is_fraction(first.numeral)) {
        return Some(("the options mix fractions with other numbers", Some(odd)));
    }
    let is_open = amounts.iter().any(|(_, it)| it.shape == Shape::Open);
    if let Some(odd) = other(&|(_, it)| it.shape != first.shape).filter(|_| !is_open) {
        return Some(("the options mix ranges with single numbers", Some(odd)));
    }
    let spread = |of: fn(&str) -> usize| {
        let digits = || amounts.iter().map(|(_, it)| of(it.numeral));
        digits().max().unwrap_or(0) - digits().min().unwrap_or(0)
    };
    let is_uneven = spread(places) > SPARE && spread(significant) > SPARE;
    is_uneven.then_some(("the options are written with different precision", None))
}

/// Digits behind the point.
fn places(numeral: &str) -> usize {
    numeral.split_once('.').map_or(0, |(_, places)| places.len())
}

/// Digits without the zeros before the first of them, and without those at the end of a whole number.
fn significant(numeral: &str) -> usize {
    let start = numeral.trim_start_matches(['0', '.', ',']);
    let digits = if numeral.contains('.') { start } else { start.trim_end_matches(['0', ',']) };
    digits.bytes().filter(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn on(a: &str, b: &str, c: &str) -> bool {
        let question = format!(
            "prompt = 'How?'\nchoices = {{ a = '{a}', b = '{b}', c = '{c}' }}\nanswer = 'a'"
        );
        fires(super::RULE.code, &question)
    }

    #[test]
    fn what_is_mixed_is_reported() {
        assert!(on("5 kg", "500 g", "50 kg"));
        assert!(on("50 %", "0.25", "75 %"));
        assert!(on("1/2", "0.25", "0.75"));
        assert!(on("5", "10–20", "30–40"));
        assert!(on("3", "3.1416", "4"));
    }

    #[test]
    fn small_differences_are_not() {
        assert!(!on("0.5", "1", "1.5"));
        assert!(!on("0.1", "0.01", "0.001"));
        assert!(!on("1 hour", "2 hours", "3 hours"));
        assert!(!on("0", "1–3", "More than 3"));
        assert!(!on("2 apples", "3 pears", "4 plums"), "other things");
    }
}
