//! Too few or too many options.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

/// More options than these add reading, and hardly any that is chosen.
const MAX_OPTIONS: usize = 5;

pub(super) static RULE: Rule = Rule {
    code: "option-count",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::Verdict],
    replaces: &[],
    check: Check::Question(&[Kind::SingleChoice], check),
    explanation: Explanation {
        what: "A single choice has two options, or more than five.",
        why: "With two, every other guess is right. Beyond three, a further option that nobody would \
              choose only adds reading; three are usually enough. Options such as yes and no are \
              exempt.",
        bad: r#"prompt = "Which bird is a parrot?"
choices = { kea = "Kea", kiwi = "Kiwi" }
answer = "kea""#,
        good: r#"prompt = "Which bird is a parrot?"
choices = { kea = "Kea", kiwi = "Kiwi", tui = "Tui" }
answer = "kea""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 18; Rodriguez 2005",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let count = item.options.len();
    let is_verdict = |option: &Choice<'_>| {
        let first = option.text.tokens().first();
        first.is_some_and(|token| token.lists.has(List::Verdict))
    };
    let spot = Spot::key(["choices"]);
    if count > MAX_OPTIONS {
        let finding = Finding::new(spot, format!("the question has {count} options"));
        out.report(finding.help("keep those that somebody without the knowledge would choose"));
    } else if count == 2 && !item.options.iter().all(is_verdict) {
        let finding = Finding::new(spot, "the question has two options only");
        out.report(finding.help("add a third that somebody without the knowledge would choose"));
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn on(options: &[&str]) -> Vec<String> {
        let options: Vec<String> =
            options.iter().enumerate().map(|(at, text)| format!("o{at} = '{text}'")).collect();
        let question =
            format!("prompt = 'Which?'\nchoices = {{ {} }}\nanswer = 'o0'", options.join(", "));
        found(super::RULE.code, &question).into_iter().map(|(.., message)| message).collect()
    }

    #[test]
    fn two_and_six_are_reported() {
        assert_eq!(on(&["Kea", "Kiwi"]), ["the question has two options only"]);
        assert_eq!(on(&["A", "B", "C", "D", "E", "F"]), ["the question has 6 options"]);
        assert!(on(&["A", "B", "C"]).is_empty());
        assert!(on(&["A", "B", "C", "D", "E"]).is_empty());
        assert!(on(&["Yes, it is", "No"]).is_empty());
    }
}
