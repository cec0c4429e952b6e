//! A multiple select in which every option is right.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "ms-all-correct",
    severity: Severity::Warning,
    family: Family::Select,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::MultipleSelect], check),
    explanation: Explanation {
        what: "Every option of a multiple select is right.",
        why: "Whoever ticks everything has full marks, and nothing shows who knows what is wrong.",
        bad: r#"prompt = "Which of these birds are parrots?"
choices = { kea = "Kea", kaka = "Kaka", kakapo = "Kakapo" }
answer = ["kea", "kaka", "kakapo"]"#,
        good: r#"prompt = "Which of these birds are parrots?"
choices = { kea = "Kea", kaka = "Kaka", kiwi = "Kiwi" }
answer = ["kea", "kaka"]"#,
        source: "Haladyna, Downing and Rodriguez 2002, guidelines 26 and 29",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if item.options.iter().all(|option| option.correct) {
        out.report(
            Finding::new(Spot::value(["answer"]), "every option is right")
                .under("ticking everything earns full marks")
                .help("add an option that is wrong and that somebody would choose"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    #[test]
    fn only_a_key_of_all_options_is_reported() {
        let on = |answer: &str| {
            let options = "choices = { a = 'Kea', b = 'Kaka', c = 'Kiwi' }";
            fires(super::RULE.code, &format!("prompt = 'Which?'\n{options}\nanswer = {answer}"))
        };
        assert!(on("['a', 'b', 'c']"));
        assert!(!on("['a', 'b']"));
        assert!(!on("['c']"));
    }
}
