//! A blank for a word that says nothing.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, List, Rule, word_hash};

use super::typed::{spot, texts};

pub(super) static RULE: Rule = Rule {
    code: "cloze-stopword",
    severity: Severity::Info,
    family: Family::Constructed,
    lists: &[List::Stop],
    replaces: &[],
    check: Check::Question(&[Kind::Cloze], check),
    explanation: Explanation {
        what: "The answer of a blank is a word such as `of` or `the`.",
        why: "Such a word shows knowledge of the language, and not of the subject. In a course on the \
              language that may be the point: then allow it.",
        bad: r#"prompt = "The kea is a parrot {{word}} the mountains."
answer = { word = "of" }"#,
        good: r#"prompt = "The kea is a {{bird}} of the mountains."
answer = { bird = "parrot" }"#,
        source: "Quizdeck",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    for (blank, key) in texts(item) {
        let answer = key.answer.trim();
        let entry = item.words.entry(word_hash(answer));
        if entry.is_some_and(|entry| entry.lists.has(List::Stop)) {
            out.report(
                Finding::new(spot(blank, None), format!("the blank asks for `{answer}`"))
                    .under("carries no content")
                    .help("blank a word that shows what somebody knows"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    #[test]
    fn only_a_lone_stop_word_counts() {
        let of = |answer: &str| {
            let question = format!("prompt = 'It is {{{{a}}}} it.'\nanswer = {{ a = '{answer}' }}");
            fires(super::RULE.code, &question)
        };
        assert!(of("The"));
        assert!(!of("the kea"));
        assert!(!of("kea"));
    }
}
