//! A matching whose last pair is free.

use deck_format::{Body, Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "matching-equal-lists",
    severity: Severity::Info,
    family: Family::Constructed,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::Matching], check),
    explanation: Explanation {
        what: "Both sides of a matching have as many entries, and each right side is used once.",
        why: "Who knows all pairs but one gets the last one free.",
        bad: r#"prompt = "Match each bird with its food."
left = { kea = "Kea", tui = "Tui", kiwi = "Kiwi" }
right = { berries = "Berries", nectar = "Nectar", worms = "Worms" }
answer = { kea = "berries", tui = "nectar", kiwi = "worms" }"#,
        good: r#"prompt = "Match each bird with its food."
left = { kea = "Kea", tui = "Tui", kiwi = "Kiwi" }
right = { berries = "Berries", nectar = "Nectar", worms = "Worms", fish = "Fish" }
answer = { kea = "berries", tui = "nectar", kiwi = "worms" }"#,
        source: "Haladyna and Rodriguez 2013 on matching; Quizdeck",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let Body::Matching { left, right, reuse: false, .. } = &item.question.face.body else { return };
    if left.len() == right.len() {
        out.report(
            Finding::new(Spot::key(["right"]), "both sides have as many entries")
                .under("the last pair is free")
                .help("add one or two right sides that fit nothing, or allow `reuse`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    #[test]
    fn a_spare_right_side_or_reuse_is_enough() {
        let of = |rest: &str| {
            let question = format!(
                "prompt = 'Match.'\nleft = {{ a = 'A', b = 'B' }}\nright.x = 'X'\nright.y = 'Y'\n\
                 answer = {{ a = 'x', b = 'y' }}\n{rest}"
            );
            fires(super::RULE.code, &question)
        };
        assert!(of(""));
        assert!(!of("right.z = 'Z'"));
        assert!(!of("reuse = true"));
    }
}
