//! Two options that say the same.

use deck_format::Severity;

use crate::lint::fold::is_folded_like;
use crate::lint::{
    CHOICES, Check, Choice, Explanation, Family, Finding, Findings, Item, Rule, Spot,
};
use crate::lint::{Number, TokenKind};

/// Up to so many characters, capitals may be the point: `MB` and `Mb`.
const NOTATION: usize = 4;

pub(super) static RULE: Rule = Rule {
    code: "duplicate-option",
    severity: Severity::Error,
    family: Family::Structure,
    lists: &[],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "Two options of a question say the same, or name the same number.",
        why: "If one of them is right, so is the other. Code and mathematics are compared letter by \
              letter, and so are the capitals of short options, since the notation may be the point.",
        bad: r#"prompt = "What is the chance of heads with a fair coin?"
choices = { half = "1/2", point = "0.50", third = "1/3" }
answer = "half""#,
        good: r#"prompt = "What is the chance of heads with a fair coin?"
choices = { half = "1/2", quarter = "1/4", third = "1/3" }
answer = "half""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 19: one right answer",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    // Most options begin with other letters, which settles it for nothing.
    for (at, option) in item.options.iter().enumerate() {
        let earlier = &item.options[..at];
        let Some(same) = earlier.iter().find(|other| says_the_same(other, option)) else {
            continue;
        };
        let message = format!("the options `{}` and `{}` say the same", same.id, option.id);
        out.report(
            Finding::new(Spot::value(["choices", option.id.as_str()]), message)
                .under("the second")
                .label(Spot::value(["choices", same.id.as_str()]), "the first")
                .help("take one of them out, or say how they differ"),
        );
    }
}

fn says_the_same(one: &Choice<'_>, other: &Choice<'_>) -> bool {
    let (a, b) = (&one.text, &other.text);
    let begin = |choice: &Choice<'_>| choice.text.tokens().first().map(|token| token.word);
    if let (Some(a), Some(b)) = (number(one), number(other)) {
        return a == b;
    }
    let is_verbatim = |choice: &Choice<'_>| {
        choice.text.tokens().iter().any(|token| token.kind == TokenKind::Opaque)
            || choice.text.visible().len() <= NOTATION
    };
    if begin(one) != begin(other) {
        return false;
    }
    if is_verbatim(one) || is_verbatim(other) {
        return a.visible().trim() == b.visible().trim();
    }
    is_folded_like(a.visible(), b.visible())
}

fn number(choice: &Choice<'_>) -> Option<Number> {
    let tokens = choice.text.tokens();
    if tokens.first()?.kind != TokenKind::Number || tokens.len() > 2 {
        return None;
    }
    Number::read(choice.text.visible())
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn messages(a: &str, b: &str) -> usize {
        let question = format!(
            "prompt = \"Which?\"\nchoices = {{ a = '{a}', b = '{b}', c = 'Other' }}\nanswer = 'a'"
        );
        found(super::RULE.code, &question).len()
    }

    #[test]
    fn texts_are_compared_without_case_spaces_and_marks() {
        assert_eq!(messages("The Nile", "the  **Nile**."), 1);
        assert_eq!(messages("x is < 0", "x is > 0"), 0);
        assert_eq!(messages("MB", "Mb"), 0);
        assert_eq!(messages("`Foo()`", "`foo()`"), 0);
    }

    #[test]
    fn numbers_are_compared_by_value() {
        assert_eq!(messages("0.5", "1/2"), 1);
        assert_eq!(messages("1,000", "1000.0"), 1);
        assert_eq!(messages("75 %", "0.75"), 1);
        assert_eq!(messages("2", "2 kg"), 0);
        assert_eq!(messages("-3", "3"), 0);
        assert_eq!(messages("1/0", "2/0"), 0);
    }
}
