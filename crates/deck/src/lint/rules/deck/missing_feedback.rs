//! Questions without feedback among others that have some.

use deck_format::Severity;

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Items, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "missing-feedback",
    severity: Severity::Info,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "A question has neither an explanation nor a `why`, in a deck in which most have one.",
        why: "Who answers wrongly learns that it was wrong, and not why. A deck without any feedback \
              is a decision and is exempt.",
        bad: r#"[[question]]
id = "kea"
prompt = "Keas live in the mountains."
answer = true
explanation = "They breed above the tree line."

[[question]]
id = "kaka"
prompt = "Kakas live in forests."
answer = true
explanation = "They nest in hollow trees."

[[question]]
id = "tui"
prompt = "Tuis feed on meat."
answer = false"#,
        good: r#"[[question]]
id = "kea"
prompt = "Keas live in the mountains."
answer = true
explanation = "They breed above the tree line."

[[question]]
id = "tui"
prompt = "Tuis feed on meat."
answer = false
explanation = "They feed on nectar.""#,
        source: "Quizdeck",
    },
};

fn check(items: &Items<'_>, out: &mut Findings) {
    let is_bare = |item: &&Item<'_>| !has_feedback(item);
    let bare = items.items.iter().filter(is_bare).count();
    if bare * 2 >= items.items.len() {
        return;
    }
    for item in items.items.iter().filter(is_bare) {
        out.report(
            Finding::new(Spot::header().of(item.index), "the question has no feedback")
                .under("most others have some")
                .help("add an `explanation`, or a `why` to each wrong option"),
        );
    }
}

fn has_feedback(item: &Item<'_>) -> bool {
    let key = item.question.key.as_ref();
    key.is_some_and(|key| key.explanation.is_some() || !key.why.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    #[test]
    fn a_deck_of_which_half_has_feedback_or_less_says_nothing() {
        let of = |explained: usize| {
            let question = |n: usize| {
                let feedback = match n {
                    n if n >= explained => "",
                    0 => "why.false = 'It does.'",
                    _ => "explanation = 'It does.'",
                };
                format!(
                    "[[question]]\nid = 'q{n}'\nprompt = 'Bird {n} flies.'\nanswer = true\n{feedback}\n"
                )
            };
            found(super::RULE.code, &(0..4).map(question).collect::<String>()).len()
        };
        assert_eq!([0, 1, 2, 3, 4].map(of), [0, 0, 0, 1, 0]);
    }
}
