//! A wrong option that hardly anyone chooses.

use deck_format::Severity;
use session::statistics::is_rare;

use super::{answers, few, scores};
use crate::lint::{CHOICES, Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "nonfunctional-distractor",
    severity: Severity::Info,
    family: Family::Measured,
    lists: &[],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "A wrong option is chosen by fewer than 5 % of the students.",
        why: "It does no work: the question would be as good without it, and quicker to read. Below \
              forty students only an option that nobody chose is reported, below ten none. Nothing \
              is reported where everyone was right.",
        bad: r#"prompt = "Which planet has the shortest day?"
choices = { earth = "Earth", jupiter = "Jupiter", cheese = "The cheese planet" }
answer = "jupiter""#,
        good: r#"prompt = "Which planet has the shortest day?"
choices = { earth = "Earth", jupiter = "Jupiter", saturn = "Saturn" }
answer = "jupiter""#,
        source: "Haladyna and Downing 1993; the bound of 5 % is a convention",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let Some(answers) = answers(item) else { return };
    if scores(item).is_some_and(|scores| scores.facility.value >= 1.0) {
        return;
    }
    for wrong in item.distractors() {
        let Some(option) = answers.option(wrong.id.as_str()) else { continue };
        let rare = is_rare(option.n, answers.n);
        if !rare {
            continue;
        }
        let (id, n) = (wrong.id, answers.n);
        let what = match option.n {
            0 => format!("nobody of {n} chose `{id}`"),
            chosen => format!("only {chosen} of {n} chose `{id}`"),
        };
        out.report(
            Finding::new(Spot::value(["choices", id.as_str()]), format!("{what}{}", few(n)))
                .help("put something in its place that who knows less takes for right, or drop it"),
        );
    }
}
