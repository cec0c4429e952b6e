//! A typed answer that hardly anybody types as it stands.

use deck_format::{Kind, Severity, TextKey, TextPattern};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule};

use super::typed::{spot, texts};

/// The most words that people type alike.
const MAX_WORDS: usize = 6;

pub(super) static RULE: Rule = Rule {
    code: "answer-too-long",
    severity: Severity::Warning,
    family: Family::Constructed,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::ShortAnswer, Kind::Cloze], check),
    explanation: Explanation {
        what: "A typed answer has more than six words.",
        why: "Typed answers are compared word for word, and nobody types so many words alike: right \
              answers are marked wrong. Code is exempt, and so is a key with a pattern that takes \
              shorter answers.",
        bad: r#"prompt = "Why do keas visit ski huts?"
answer = "because they find food there that people leave""#,
        good: r#"prompt = "What do keas look for at ski huts?"
answer = "food""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 14, applied to typed answers",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    for (blank, key) in texts(item) {
        let words = key.answer.split_whitespace().count();
        if words <= MAX_WORDS || is_code(&key.answer) || takes_pattern(key) {
            continue;
        }
        out.report(
            Finding::new(spot(blank, None), format!("the answer has {words} words"))
                .under("who knows it will type other words")
                .help("ask for a word or two, or mark it by a rubric (`kind = \"essay\"`)"),
        );
    }
}

/// Whether a text has marks that prose does not have.
fn is_code(text: &str) -> bool {
    text.contains(['{', '}', '=', '<', '>', '\\', '|', ';', '`', '$', '_', '*', '[', ']'])
        || text.contains("()")
}

/// Whether a shorter pattern is accepted.
fn takes_pattern(key: &TextKey) -> bool {
    key.accept.iter().any(|accept| match &accept.pattern {
        TextPattern::Wildcard(pattern) => pattern.split_whitespace().count() <= MAX_WORDS,
        TextPattern::Literal(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn of(answer: &str, rest: &str) -> bool {
        fires(super::RULE.code, &format!("prompt = 'Why?'\nanswer = '{answer}'\n{rest}"))
    }

    #[test]
    fn the_seventh_word_is_one_too_many() {
        assert!(!of("one two three four five six", ""));
        assert!(of("one two three four five six seven", ""));
        let cloze = "prompt = 'It {{does}}.'\nanswer = { does = 'a b c d e f g' }";
        assert!(fires(super::RULE.code, cloze));
    }

    #[test]
    fn code_and_patterns_are_exempt() {
        assert!(!of("for i in a : b [ i ] = 0", ""));
        assert!(!of("it flies since it has two wings", "accept = [{ wildcard = '*wings*' }]"));
    }
}
