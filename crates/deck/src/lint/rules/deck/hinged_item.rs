//! A question that leans on another one.

use std::ops::Range;

use deck_format::{Kind, Severity};

use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, Text, TokenKind,
    word_hash,
};

pub(super) static RULE: Rule = Rule {
    code: "hinged-item",
    severity: Severity::Warning,
    family: Family::Deck,
    lists: &[List::OtherQuestion],
    replaces: &[],
    check: Check::Question(Kind::ALL, check),
    explanation: Explanation {
        what: "A question points at another one: `the previous question`, `question 3`, `your answer \
               above`.",
        why: "Questions are drawn and shuffled, so that another one stands before it or none; and who \
              errs in the first errs in both.",
        bad: r#"prompt = "Which order does the bird of the previous question belong to?"
answer = "parrots""#,
        good: r#"prompt = "Which order does the kea belong to?"
answer = "parrots""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 4: items independent of one another",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    report(&item.stem, &["prompt"], out);
    for option in &item.options {
        report(&option.text, &["choices", option.id.as_str()], out);
    }
}

fn report(text: &Text<'_>, path: &[&str], out: &mut Findings) {
    if !text.has(List::OtherQuestion) {
        return;
    }
    let found = text.find(List::OtherQuestion).into_iter();
    let Some(tokens) = found.filter_map(|range| reference(text, range)).next() else { return };
    out.report(
        Finding::new(
            Spot::bytes(path, text.tokens_in_source(&tokens)),
            "points at another question",
        )
        .under("which may not be asked before")
        .help("say here what has to be known, or share a `passage`"),
    );
}

/// The words that point at another question: a phrase of the list, or a word with a number behind.
fn reference(text: &Text<'_>, found: Range<usize>) -> Option<Range<usize>> {
    let tokens = text.tokens();
    if tokens[found.clone()].iter().any(|token| token.quoted) {
        return None;
    }
    if found.len() > 1 {
        return Some(found);
    }
    let number = tokens.get(found.end).filter(|token| token.kind == TokenKind::Number)?;
    let (word, digits) = (text.word(&tokens[found.start]), text.word(number));
    // "Which of 20 questions" has the number before; "question 2024" is a year or a name.
    let is_number = digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let gap = tokens[found.start].range().end..number.range().start;
    let is_next = text.visible().get(gap).is_some_and(|gap| gap.trim().is_empty());
    (is_number && is_next && word_hash(word) != word_hash("questions"))
        .then_some(found.start..found.end + 1)
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn at(prompt: &str) -> Vec<String> {
        let question = format!("prompt = '{prompt}'\nanswer = 'kea'");
        found(super::RULE.code, &question).into_iter().map(|(_, place, _)| place).collect()
    }

    #[test]
    fn words_that_point_are_found() {
        assert_eq!(at("Where does the bird of the previous question live?"), ["previous question"]);
        assert_eq!(at("Using Question 12, which bird is it?"), ["Question 12"]);
        assert_eq!(at("With the mass you found above, which bird is it?"), ["found above"]);
    }

    #[test]
    fn other_questions_are_no_reference() {
        assert!(at("Which bird is in question?").is_empty());
        assert!(at("Which bird raises 20 questions?").is_empty());
        assert!(at("Who said “the previous question is put”?").is_empty());
        assert!(at("Which bird was question 1984 in the quiz?").is_empty());
    }
}
