//! Two options of which one holds part of the other.

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Shape, Spot,
    Token,
};

use super::amounts::{Valued, amounts};

pub(super) static RULE: Rule = Rule {
    code: "overlapping-options",
    severity: Severity::Warning,
    family: Family::Choice,
    lists: &[
        List::MoreThan,
        List::AtLeast,
        List::LessThan,
        List::AtMost,
        List::RangeWord,
        List::Qualifier,
    ],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "Two options hold the same number, or one says the other in a narrower way.",
        why: "What lies in both makes both right, and where one implies the other a reader can rule \
              one of them out. Intervals share their end points (0–10 and 10–20) unless brackets say \
              otherwise. Spans of years that lie across each other are exempt, since each may be a \
              period of its own.",
        bad: r#"prompt = "How many eggs does a kea lay in a year?"
choices = { few = "0–2", some = "2–4", many = "4–8" }
answer = "some""#,
        good: r#"prompt = "How many eggs does a kea lay in a year?"
choices = { few = "0–1", some = "2–4", many = "5–8" }
answer = "some""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 22",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if let Some(amounts) = amounts(item) {
        check_amounts(&amounts, out);
    } else if item.options.iter().any(|option| option.text.has(List::Qualifier)) {
        check_words(item, out);
    }
}

fn check_amounts(amounts: &[Valued<'_, '_>], out: &mut Findings) {
    for (at, (option, amount)) in amounts.iter().enumerate() {
        let same = amounts[..at].iter().find(|(_, other)| {
            let is_interval = amount.shape != Shape::Point || other.shape != Shape::Point;
            let are_periods = amount.is_years() && other.is_years() && !amount.touches(other);
            is_interval && amount.has_unit_of(other) && amount.overlaps(other) && !are_periods
        });
        if let Some((other, _)) = same {
            let finding = report(other, option, "some numbers lie in both");
            out.report(finding.help("let each interval begin behind the end of the one before"));
        }
    }
}

fn check_words(item: &Item<'_>, out: &mut Findings) {
    for (at, option) in item.options.iter().enumerate() {
        let other = item.options[..at].iter().find(|other| {
            let (one, other) = (option.text.tokens(), other.text.tokens());
            narrows(one, other) || narrows(other, one)
        });
        if let Some(other) = other {
            let finding = report(other, option, "one says the other in a narrower way");
            out.report(finding.help("let the options differ in what they say"));
        }
    }
}

/// Whether a text is another one with qualifying words in it, and nothing else.
fn narrows(narrow: &[Token], wide: &[Token]) -> bool {
    let mut rest = wide.iter().peekable();
    for token in narrow {
        if rest.peek().is_some_and(|next| next.word == token.word) {
            rest.next();
        } else if !token.lists.has(List::Qualifier) {
            return false;
        }
    }
    rest.peek().is_none() && !wide.is_empty() && narrow.len() > wide.len()
}

fn report(one: &Choice<'_>, other: &Choice<'_>, under: &str) -> Finding {
    let message = format!("the options `{}` and `{}` overlap", one.id, other.id);
    Finding::new(Spot::value(["choices", other.id.as_str()]), message)
        .under(under)
        .label(Spot::value(["choices", one.id.as_str()]), "the other")
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
    fn numbers_in_two_intervals_are_reported() {
        assert!(on("0–10", "10–20", "20–30"));
        assert!(on("At least 5", "More than 3", "2"));
        assert!(on("1400–1450", "1450–1500", "1500–1550"));
        assert!(!on("0–9", "10–19", "20–29"));
        assert!(!on("[0, 10)", "[10, 20)", "[20, 30)"));
        assert!(!on("1756–1791", "1770–1827", "1685–1750"), "lives");
        assert!(!on("5", "5.5", "6"), "points");
        assert!(!on("1 and 7", "2 and 7", "3 and 7"), "lists");
        assert!(on("Fewer than 7", "Fewer than 8", "Fewer than 9"));
    }

    #[test]
    fn narrower_words_are_reported() {
        assert!(on("Warm", "Very warm", "Cold"));
        assert!(on("In Europe", "Mainly in Europe", "In Asia"));
        assert!(!on("Very warm", "Rather warm", "Cold"));
        assert!(!on("Warm", "Warm water", "Very cold"));
    }
}
