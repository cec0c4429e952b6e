//! A cloze that begins with a blank.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot, TokenKind};

pub(super) static RULE: Rule = Rule {
    code: "cloze-first-word",
    severity: Severity::Info,
    family: Family::Constructed,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::Cloze], check),
    explanation: Explanation {
        what: "The text begins with a blank.",
        why: "Readers meet the blank before they know what it is about, and have to start over.",
        bad: r#"prompt = "{{parrot}} is the name of a parrot that lives in the mountains."
answer = { parrot = "kea" }"#,
        good: r#"prompt = "The parrot that lives in the mountains is called {{parrot}}."
answer = { parrot = "kea" }"#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 15, applied to blanks",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let first = item.stem.tokens().first();
    if first.is_some_and(|token| token.kind == TokenKind::Blank) && !item.stem.has_figure() {
        let bytes = item.stem.tokens_in_source(&(0..1));
        out.report(
            Finding::new(Spot::bytes(["prompt"], bytes), "the text begins with a blank")
                .under("comes before what it is about")
                .help("turn the sentence so that the blank stands near its end"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    #[test]
    fn only_the_first_word_counts() {
        let at = |prompt: &str| -> Vec<String> {
            let question = format!("prompt = '{prompt}'\nanswer = {{ a = 'kea' }}");
            found(super::RULE.code, &question).into_iter().map(|(_, place, _)| place).collect()
        };
        let none: Vec<String> = Vec::new();
        assert_eq!(at("**{{a}}** is a parrot."), ["{{a}}"]);
        assert_eq!(at("A {{a}} is a parrot."), none);
        assert_eq!(at("Parrots: {{a}} is one."), none);
    }
}
