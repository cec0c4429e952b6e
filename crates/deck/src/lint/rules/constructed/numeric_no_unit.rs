//! A measured number without a unit.

use deck_format::{Body, Kind, Severity};

use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, TokenKind,
};

pub(super) static RULE: Rule = Rule {
    code: "numeric-no-unit",
    severity: Severity::Info,
    family: Family::Constructed,
    lists: &[List::Quantity, List::Unit, List::Money, List::Dimensionless],
    replaces: &[],
    check: Check::Question(&[Kind::Numerical], check),
    explanation: Explanation {
        what: "The prompt asks for something measured, and neither it nor `unit` says in what unit.",
        why: "Who answers in another unit is right and marked wrong.",
        bad: r#"prompt = "How far is the Moon?"
answer = 384000
tolerance = "5%""#,
        good: r#"prompt = "How far is the Moon?"
answer = 384000
tolerance = "5%"
unit = "km""#,
        source: "Quizdeck",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let Body::Numerical { unit: None } = &item.question.face.body else { return };
    if !item.stem.has(List::Quantity) || names_unit(item) {
        return;
    }
    let Some(first) = item.stem.find(List::Quantity).into_iter().next() else { return };
    let bytes = item.stem.tokens_in_source(&first);
    out.report(
        Finding::new(Spot::bytes(["prompt"], bytes), "the question says no unit")
            .under("in what?")
            .help("add `unit`, or name the unit in the prompt"),
    );
}

/// Whether a unit stands in the prompt, or it asks for a ratio, which has none. A unit may stand in one
/// token with its number, as `5km`, or be a sign.
fn names_unit(item: &Item<'_>) -> bool {
    let stem = &item.stem;
    let is_glued = |text: &str| text.ends_with(char::is_alphabetic);
    stem.has(List::Unit)
        || stem.has(List::Money)
        || stem.has(List::Dimensionless)
        || stem.visible().contains(['%', '°', '$', '€', '£', '‰'])
        || stem.tokens().iter().any(|it| it.kind == TokenKind::Number && is_glued(stem.word(it)))
        || stem.tokens().iter().any(|it| it.kind == TokenKind::Opaque)
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn of(prompt: &str, rest: &str) -> bool {
        fires(super::RULE.code, &format!("prompt = '{prompt}'\nanswer = 5\n{rest}"))
    }

    #[test]
    fn what_is_measured_needs_a_unit() {
        assert!(of("What is the speed of a tern?", ""));
        assert!(of("How deep is the lake?", ""));
    }

    #[test]
    fn a_unit_in_prompt_or_field_is_enough() {
        assert!(!of("What is the speed of a tern, in metres a second?", ""));
        assert!(!of("How deep is the lake?", "unit = 'm'"));
        assert!(!of("How long do 5km take at this speed?", ""));
        assert!(!of("What share, in %, of its weight is fat?", ""));
        assert!(!of("How many legs has a tern?", ""));
    }
}
