//! A multiple select in which one option is right.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "ms-one-correct",
    severity: Severity::Info,
    family: Family::Select,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::MultipleSelect], check),
    explanation: Explanation {
        what: "One option of a multiple select is right, and no other.",
        why: "Readers look for a second one, since the form promises several. If one is right, a \
              single choice asks for it.",
        bad: r#"prompt = "Which of these birds is a parrot?"
choices = { kea = "Kea", kiwi = "Kiwi", tui = "Tui" }
answer = ["kea"]"#,
        good: r#"prompt = "Which of these birds is a parrot?"
choices = { kea = "Kea", kiwi = "Kiwi", tui = "Tui" }
answer = "kea""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 7: no trick items",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if let (Some(only), None) = (item.keys().next(), item.keys().nth(1)) {
        let help = format!("ask with a single choice: answer = \"{}\"", only.id);
        let finding = Finding::new(Spot::value(["answer"]), "only one option is right");
        out.report(finding.under("the form promises several").help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    #[test]
    fn only_a_key_of_one_option_is_reported() {
        let on = |answer: &str| {
            let options = "choices = { a = 'Kea', b = 'Kaka', c = 'Kiwi' }";
            fires(super::RULE.code, &format!("prompt = 'Which?'\n{options}\nanswer = {answer}"))
        };
        assert!(on("['a']"));
        assert!(!on("['a', 'b']"));
        assert!(!on("'a'"), "a single choice");
    }
}
