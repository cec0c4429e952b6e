//! A statement that allows no exception.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Findings, Item, List, Rule, TokenKind};

use super::at_first;

pub(super) static RULE: Rule = Rule {
    code: "tf-absolute",
    severity: Severity::Info,
    family: Family::TrueFalse,
    lists: &[List::Absolute, List::NoAbsolute, List::Definition],
    replaces: &[],
    check: Check::Question(&[Kind::TrueFalse], check),
    explanation: Explanation {
        what: "A statement that is true or false allows no exception: always, never, all, only.",
        why: "Readers have learnt that such statements are false, and guess so. Definitions and \
              statements with mathematics are exempt.",
        bad: r#"prompt = "All birds of New Zealand are parrots."
answer = false"#,
        good: r#"prompt = "The tui belongs to the parrots."
answer = false"#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 28: specific determiners",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let is_formal = || {
        item.stem.has(List::Definition)
            || item.stem.tokens().iter().any(|token| token.kind == TokenKind::Opaque)
    };
    if !item.stem.has(List::Absolute) || is_formal() {
        return;
    }
    let message = "the statement allows no exception";
    let Some(finding) = at_first(item, [List::Absolute, List::NoAbsolute], |_| true, message)
    else {
        return;
    };
    out.report(
        finding.under("taken as a sign that it is false").help("name the case that is meant"),
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    #[test]
    fn claims_are_reported_but_definitions_are_not() {
        let on =
            |prompt: &str| fires(super::RULE.code, &format!("prompt = '{prompt}'\nanswer = false"));
        assert!(on("Keas always nest in rocks."));
        assert!(!on("Keas nest in rocks."));
        assert!(!on("A number that only one and itself divide is called prime."));
        assert!(!on("The key `only` is required."));
        assert!(!on("The song is called \"Always\"."));
    }
}
