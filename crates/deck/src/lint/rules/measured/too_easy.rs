//! A question that nearly everyone has right.

use deck_format::Severity;

use super::{ANY, scores, told};
use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

/// More of the points than this is very easy.
const EASY: f64 = 0.95;

pub(super) static RULE: Rule = Rule {
    code: "too-easy",
    severity: Severity::Info,
    family: Family::Measured,
    lists: &[],
    replaces: &[],
    check: Check::Question(ANY, check),
    explanation: Explanation {
        what: "More than 95 % of a question's points were earned.",
        why: "It tells hardly anyone apart. That can be meant, as with a question to begin with, or \
              one that everyone has to know: then allow it. Ten students are needed.",
        bad: r#"prompt = "Spiders have eight legs."
answer = true"#,
        good: r#"prompt = "All arachnids have eight legs as adults."
answer = true"#,
        source: "a convention; see Lord 1952 on the difficulty that tells most",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if scores(item).is_some_and(|scores| scores.facility.value > EASY) {
        out.report(Finding::new(Spot::value(["prompt"]), told(item, "very easy")));
    }
}
