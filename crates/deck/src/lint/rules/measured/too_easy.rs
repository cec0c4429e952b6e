//! A question that nearly everyone has right.

use deck_format::Severity;
use session::statistics::is_very_easy;

use super::{ANY, scores, told};
use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

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
    if scores(item).is_some_and(|scores| is_very_easy(scores.facility.value)) {
        out.report(Finding::new(Spot::value(["prompt"]), told(item, "very easy")));
    }
}
