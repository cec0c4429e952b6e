//! Questions without a tag among others that have one.

use deck_format::Severity;

use crate::lint::{Check, Explanation, Family, Finding, Findings, Items, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "missing-tag",
    severity: Severity::Info,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "A question has no tag, in a deck in which most questions have one.",
        why: "A blueprint and a filter by tag pass it over, and a report by topic does not count it.",
        bad: r#"[[question]]
id = "kea"
prompt = "Keas live in the mountains."
answer = true
tags = ["parrots"]

[[question]]
id = "kaka"
prompt = "Kakas live in forests."
answer = true
tags = ["parrots"]

[[question]]
id = "tui"
prompt = "Tuis feed on meat."
answer = false"#,
        good: r#"[[question]]
id = "kea"
prompt = "Keas live in the mountains."
answer = true
tags = ["parrots"]

[[question]]
id = "tui"
prompt = "Tuis feed on meat."
answer = false
tags = ["honeyeaters"]"#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 1: one specific content",
    },
};

fn check(items: &Items<'_>, out: &mut Findings) {
    let is_untagged = |item: &&crate::lint::Item<'_>| item.question.face.tags.is_empty();
    let untagged = items.items.iter().filter(is_untagged).count();
    if untagged * 2 >= items.items.len() {
        return;
    }
    for item in items.items.iter().filter(is_untagged) {
        out.report(
            Finding::new(Spot::header().of(item.index), "the question has no tag")
                .under("most others have one")
                .help("add `tags`, so that it is found by its topic"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    #[test]
    fn a_deck_of_which_half_is_tagged_or_less_says_nothing() {
        let of = |tagged: usize| {
            let question = |n: usize| {
                let tags = if n < tagged { "tags = ['birds']" } else { "" };
                format!(
                    "[[question]]\nid = 'q{n}'\nprompt = 'Bird {n} flies.'\nanswer = true\n{tags}\n"
                )
            };
            found(super::RULE.code, &(0..4).map(question).collect::<String>()).len()
        };
        assert_eq!([0, 1, 2, 3, 4].map(of), [0, 0, 0, 1, 0]);
    }
}
