//! A question that hardly more have right than by guessing.

use deck_format::{Fraction, Severity};
use session::chance;
use session::statistics::is_very_hard;

use super::{ANY, scores, told};
use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "too-hard",
    severity: Severity::Info,
    family: Family::Measured,
    lists: &[],
    replaces: &[],
    check: Check::Question(ANY, check),
    explanation: Explanation {
        what: "Hardly more of a question's points were earned than by guessing.",
        why: "It is reported below what guessing earns and 10 % more; where nothing can be guessed, \
              below 20 %. What is not known by anybody is not measured either. Ten students are \
              needed.",
        bad: r#"prompt = "How many bees are in a swarm?"
answer = 17342"#,
        good: r#"prompt = "About how many bees are in a large swarm?"
answer = 20000
tolerance = "50%""#,
        source: "a convention",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let Some(scores) = scores(item) else { return };
    let guessed = item.answer().and_then(|answer| chance(&item.question.face, answer));
    let guessed = guessed.map_or(0.0, Fraction::to_f64);
    if !is_very_hard(scores.facility.value, guessed) {
        return;
    }
    let finding = Finding::new(Spot::value(["prompt"]), told(item, "very hard"));
    out.report(if guessed > 0.0 {
        finding.under(format!("guessing earns {:.0} %", guessed * 100.0))
    } else {
        finding
    });
}
