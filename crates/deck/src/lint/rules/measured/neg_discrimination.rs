//! A question on which the weaker students did better.

use deck_format::Severity;

use super::{ANY, scores, softened, told};
use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "neg-discrimination",
    severity: Severity::Warning,
    family: Family::Measured,
    lists: &[],
    replaces: &[],
    check: Check::Question(ANY, check),
    explanation: Explanation {
        what: "The correlation of a question with the rest of the paper is negative.",
        why: "Students who know more should do better on it. Often there is a second reading that \
              only those see who know more, or a trick. Ten students are needed; below thirty it \
              is a note.",
        bad: r#"prompt = "Is a tomato a vegetable?"
answer = true"#,
        good: r#"prompt = "In botany, a tomato is a vegetable."
answer = false"#,
        source: "Moodle documentation, quiz statistics: a negative index means a question that is \
                 probably invalid",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let Some(scores) = scores(item) else { return };
    if scores.discrimination.is_some_and(|r| r.value < 0.0) {
        out.report(
            Finding::new(Spot::value(["prompt"]), told(item, "the weaker students did better"))
                .severity(softened(Severity::Warning, scores.n))
                .help("look for a second reading of it"),
        );
    }
}
