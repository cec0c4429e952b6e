//! A key that looks wrong.

use deck_format::{Kind, Severity};
use session::statistics::{
    Answers, MIN_CHOOSERS, NEGATIVE, OptionMeasure, Scores, decimal, is_ahead, is_clearly_negative,
};

use super::{answers, scores, softened, told};
use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

/// The kinds with a key: an essay is marked by a person.
const KEYED: &[Kind] = super::ANY.split_at(8).0;

pub(super) static RULE: Rule = Rule {
    code: "key-suspect",
    severity: Severity::Error,
    family: Family::Measured,
    lists: &[],
    replaces: &["neg-discrimination", "too-easy", "too-hard"],
    check: Check::Question(KEYED, check),
    explanation: Explanation {
        what: "The students who knew more got the question wrong more often: the key looks wrong.",
        why: "It is reported where the correlation of the question with the rest of the paper is \
              below -.05, where an option that is not the key goes with knowing more than the key \
              does, or where one of several right options goes with knowing less, by more than a \
              standard error. Ten students are needed; below thirty it is a warning. Look at the key first, then for a second \
              reading of the question. Where the key is right, allow it with your reason.",
        bad: r#"prompt = "Which planet has the shortest day?"
choices = { earth = "Earth", jupiter = "Jupiter", mars = "Mars" }
answer = "earth""#,
        good: r#"prompt = "Which planet has the shortest day?"
choices = { earth = "Earth", jupiter = "Jupiter", mars = "Mars" }
answer = "jupiter""#,
        source: "Haladyna and Rodriguez 2013; the correlation is the corrected item-total one",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let Some(scores) = scores(item) else { return };
    let Some(why) = doubt(item, scores) else { return };
    out.report(
        Finding::new(Spot::value(["answer"]), told(item, "the key looks wrong"))
            .severity(softened(Severity::Error, scores.n))
            .under(why)
            .help("mend the key or the text, and regrade; a key that is right can be allowed"),
    );
}

/// Why the key is in doubt; `None` where it is not.
fn doubt(item: &Item<'_>, scores: &Scores) -> Option<String> {
    if let Some(answers) = answers(item) {
        if let Some((rival, r)) = rival(item, answers) {
            let r = decimal(r);
            return Some(format!("who chose `{}` did better on the rest (r = {r})", rival.id));
        }
        if let Some((key, r)) = bad_key(item, answers) {
            let r = decimal(r);
            return Some(format!("who chose `{}` did worse on the rest (r = {r})", key.id));
        }
    }
    let negative = scores.discrimination.is_some_and(|r| r.value < NEGATIVE);
    negative.then(|| "the weaker students did better on it".to_owned())
}

/// The wrong option that tells strong from weak better than every right one does, by more than a
/// standard error: where nothing tells them apart, one of several is ahead by chance. A right one that
/// nobody chose is behind every other.
fn rival<'a>(item: &Item<'_>, answers: &'a Answers) -> Option<(&'a OptionMeasure, f64)> {
    let r = |id: &str| answers.option(id).and_then(|option| option.r);
    let keys = item.keys().map(|key| r(key.id.as_str()).unwrap_or(f64::NEG_INFINITY));
    let key = keys.max_by(f64::total_cmp)?;
    let wrong = item.distractors().filter_map(|wrong| chosen(answers, wrong.id.as_str()));
    wrong.filter(|(_, r)| is_ahead(*r, key, answers.n)).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// The worst of several right options, where choosing it goes with knowing less.
fn bad_key<'a>(item: &Item<'_>, answers: &'a Answers) -> Option<(&'a OptionMeasure, f64)> {
    let keys = item.keys().filter_map(|key| chosen(answers, key.id.as_str()));
    let worst =
        keys.filter(|(_, r)| is_clearly_negative(*r, answers.n)).min_by(|a, b| a.1.total_cmp(&b.1));
    worst.filter(|_| item.keys().count() > 1)
}

/// An option that enough chose, with its correlation.
fn chosen<'a>(answers: &'a Answers, id: &str) -> Option<(&'a OptionMeasure, f64)> {
    let option = answers.option(id).filter(|option| option.n >= MIN_CHOOSERS)?;
    Some((option, option.r?))
}
