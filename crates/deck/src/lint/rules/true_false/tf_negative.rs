//! A negative statement.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

use super::super::choice::negations_in;

pub(super) static RULE: Rule = Rule {
    code: "tf-negative",
    severity: Severity::Warning,
    family: Family::TrueFalse,
    lists: &[List::Negation, List::NoNegation],
    replaces: &[],
    check: Check::Question(&[Kind::TrueFalse], check),
    explanation: Explanation {
        what: "A statement that is true or false has a negation in it.",
        why: "To call a negative statement false is to negate twice, and readers pass over a small \
              `not`. Code, quotations and fixed terms such as `at least` are exempt.",
        bad: r#"prompt = "The kiwi cannot fly."
answer = true"#,
        good: r#"prompt = "The kiwi walks on the ground all its life."
answer = true"#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 17",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if !item.stem.has(List::Negation) {
        return;
    }
    let Some(first) = negations_in(item, &(0..item.stem.tokens().len())).first().copied() else {
        return;
    };
    let bytes = item.stem.tokens_in_source(&(first..first + 1));
    out.report(
        Finding::new(Spot::bytes(["prompt"], bytes), "the statement is negative")
            .under("to call this false is to negate twice")
            .help("state what is so, or what readers wrongly believe"),
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    #[test]
    fn negations_are_reported_but_fixed_terms_are_not() {
        let on = |prompt: &str| {
            let found = found(super::RULE.code, &format!("prompt = '{prompt}'\nanswer = true"));
            found.into_iter().map(|(_, place, _)| place).collect::<Vec<_>>()
        };
        assert_eq!(on("The kiwi does not fly."), ["not"]);
        assert_eq!(on("The kiwi isn’t a parrot. It walks."), ["isn’t"]);
        assert!(on("It has at least one wing.").is_empty());
        assert!(on("The song is called \"Not now\".").is_empty());
        assert!(on("It is a least common bird.").is_empty());
    }
}
