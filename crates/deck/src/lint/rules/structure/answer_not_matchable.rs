//! Listed answers that their own matcher does not take as they are meant.

use deck_format::{Answer, BlankKey, Kind, Severity, TextKey, TextPattern};
use session::compare_text;

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "answer-not-matchable",
    severity: Severity::Error,
    family: Family::Structure,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::ShortAnswer, Kind::Cloze], check),
    explanation: Explanation {
        what: "A listed answer does not earn what it says, since the key takes it for another one.",
        why: "Answers are compared after case, spaces and the like are folded away. What is listed \
              both as right and as wrong, or twice with different credits, has only one of them.",
        bad: r#"prompt = "Which metal is liquid at room temperature?"
answer = "mercury"
reject = { "Mercury" = "That is the planet." }"#,
        good: r#"prompt = "Which metal is liquid at room temperature?"
answer = "mercury"
reject = { "gallium" = "It melts in the hand, a little above room temperature." }"#,
        source: "Quizdeck",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    match item.answer() {
        Some(Answer::ShortAnswer(key)) => check_key(item, key, None, out),
        Some(Answer::Cloze(keys)) => {
            for (blank, key) in keys {
                if let BlankKey::Text(key) = key {
                    check_key(item, key, Some(blank.as_str()), out);
                }
            }
        }
        _ => {}
    }
}

fn check_key(item: &Item<'_>, key: &TextKey, blank: Option<&str>, out: &mut Findings) {
    let language = &item.deck.face.language;
    for (at, accept) in key.accept.iter().enumerate() {
        let TextPattern::Literal(text) = &accept.pattern else { continue };
        let earned = compare_text(key, language, text).credit;
        if earned != accept.credit {
            let at = at.to_string();
            let path = ["accept"].into_iter().chain(blank).chain([at.as_str()]);
            let message = format!("the accepted answer `{}` earns another credit", short(text));
            out.report(
                Finding::new(Spot::value(path), message)
                    .under(format!("it earns {earned}, not {}", accept.credit))
                    .help("it is the same as another listed answer; take one of them out"),
            );
        }
    }
    for (text, _) in &key.reject {
        if compare_text(key, language, text).credit > deck_format::Fraction::ZERO {
            let path = ["reject"].into_iter().chain(blank).chain([text.as_str()]);
            let message = format!("the rejected answer `{}` is accepted", short(text));
            out.report(
                Finding::new(Spot::key(path), message)
                    .under("it is the same as an accepted answer")
                    .help("take it out, or fold less with `compare`"),
            );
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn places(key: &str) -> Vec<String> {
        let found = found(super::RULE.code, &format!("prompt = \"Who?\"\n{key}"));
        found.into_iter().map(|(_, place, _)| place).collect()
    }

    #[test]
    fn a_text_cannot_be_accepted_twice_or_rejected_as_well() {
        let twice = "answer = 'Bern'\naccept = ['Berne', { text = 'BERN', credit = 0.5 }]";
        assert_eq!(places(twice), ["{ text = 'BERN', credit = 0.5 }"]);
        assert_eq!(places("answer = 'Bern'\nreject = { 'bern' = '' }"), ["'bern'"]);
        assert_eq!(
            places("answer = 'Bern'\naccept = ['Berne']\nreject = { 'Basel' = '' }").len(),
            0
        );
        let case = "answer = 'Bern'\nreject = { 'bern' = '' }\ncompare = { case = 'keep' }";
        assert_eq!(places(case).len(), 0);
    }

    #[test]
    fn blanks_are_looked_at_one_by_one() {
        let cloze = "prompt = 'In {{year}} at {{place}}'\nanswer = { year = '1', place = 'Bern' }\n\
                     reject.place = { 'BERN' = '' }";
        assert_eq!(found(super::RULE.code, cloze).len(), 1);
    }
}
