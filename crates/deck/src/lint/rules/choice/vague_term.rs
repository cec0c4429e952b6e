//! Options that leave exceptions open.

use deck_format::{Kind, Severity};

use crate::lint::{
    CHOICES, Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Spot,
    word_hash,
};

use super::wording::{is_in_stem, spoken};

pub(super) static RULE: Rule = Rule {
    code: "vague-term",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::Hedge, List::NoHedge],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "Some options say usually, often, may or the like, and others do not. Where it is the \
               right one alone, this is a warning.",
        why: "Readers differ in how often `often` is, and such words make an option hard to refute: \
              who knows nothing picks it. Options that all hedge, and questions that ask how often, \
              are exempt.",
        bad: r#"prompt = "What happens to a red blood cell in distilled water?"
choices = { swell = "It usually swells", shrink = "It shrinks", divide = "It divides" }
answer = "swell""#,
        good: r#"prompt = "What happens to a red blood cell in distilled water?"
choices = { swell = "It swells", shrink = "It shrinks", divide = "It divides" }
answer = "swell""#,
        source: "NBME guide, vague frequency terms; Haladyna, Downing and Rodriguez 2002, guideline 28",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let hedged = |option: &&Choice<'_>| option.text.has(List::Hedge);
    let count = item.options.iter().filter(hedged).count();
    // Most options hedge nothing; where all do, no one stands out.
    if count == 0 || count == item.options.len() || item.stem.has(List::NoHedge) {
        return;
    }
    let mut found = item.options.iter().filter_map(|option| Some((option, hedge(item, option)?)));
    let Some((option, at)) = found.next() else { return };
    let alone = found.next().is_none() && option.correct && item.kind() == Kind::SingleChoice;
    // What something can do is seldom a matter of how often.
    if !alone && option.text.tokens()[at].word == word_hash("can") {
        return;
    }
    let bytes = option.text.tokens_in_source(&(at..at + 1));
    let spot = Spot::bytes(["choices", option.id.as_str()], bytes);
    out.report(if alone {
        Finding::new(spot, "the right option alone leaves exceptions open")
            .severity(Severity::Warning)
            .under("hard to refute, so readers pick it")
            .help("take the word out, or say in each option how often")
    } else {
        Finding::new(spot, "an option leaves open how often it holds")
            .under("readers differ in what it means")
            .help("take the word out, or give a number")
    });
}

/// The first word in an option that leaves exceptions open, as a place among its tokens. `May` is
/// the month, and an option of one word is what is asked for.
fn hedge(item: &Item<'_>, option: &Choice<'_>) -> Option<usize> {
    let text = &option.text;
    if text.tokens().len() < 2 {
        return None;
    }
    let found = spoken(text, List::Hedge, List::NoHedge).into_iter();
    found.into_iter().find(|at| {
        let token = &text.tokens()[*at];
        text.word(token) != "May" && !is_in_stem(item, token)
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn severities(prompt: &str, key: &str, other: &str) -> Vec<(&'static str, String)> {
        let question = format!(
            "prompt = '{prompt}'\nchoices = {{ a = '{key}', b = '{other}', c = 'It sings' }}\nanswer = 'a'"
        );
        let found = found(super::RULE.code, &question);
        found.into_iter().map(|(severity, place, _)| (severity, place)).collect()
    }

    #[test]
    fn it_is_worse_in_the_key_alone() {
        assert_eq!(
            severities("And then?", "It often flies", "It swims"),
            [("warning", "often".into())]
        );
        assert_eq!(severities("And then?", "It flies", "It may swim"), [("info", "may".into())]);
        let both = severities("And then?", "It may fly", "It often swims");
        assert_eq!(both, [("info", "may".into())]);
    }

    #[test]
    fn months_tins_and_scales_are_exempt() {
        assert_eq!(severities("When?", "May", "In a tin can"), []);
        assert_eq!(severities("Which verb?", "may", "It may not fly"), []);
        assert_eq!(severities("And then?", "It flies", "It can swim"), []);
        assert_eq!(severities("How often does it sing?", "Often", "Rarely"), []);
        assert_eq!(severities("Which bird can swim?", "One that can fly", "A kea"), []);
    }
}
