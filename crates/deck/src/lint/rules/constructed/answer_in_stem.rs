//! A typed answer that can be read off the prompt.

use std::ops::Range;

use deck_format::{Kind, Severity};

use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, Token, TokenKind,
    word_hash,
};

use super::typed::{content_words, literals, numbers, texts};

/// Numbers with fewer digits stand in a prompt by chance.
const MIN_DIGITS: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "answer-in-stem",
    severity: Severity::Warning,
    family: Family::Constructed,
    lists: &[List::Stop],
    replaces: &[],
    check: Check::Question(&[Kind::ShortAnswer, Kind::Cloze, Kind::Numerical], check),
    explanation: Explanation {
        what: "The typed answer stands in the prompt, or differs from a word of it in an ending only.",
        why: "Whoever reads the prompt can copy the answer. What the prompt quotes, and a choice that \
              it offers (`acid or base`), is exempt; so are numbers of one or two digits.",
        bad: r#"prompt = "What does the borrow checker of a compiler check?"
answer = "borrows""#,
        good: r#"prompt = "What does the borrow checker of a compiler check?"
answer = "references""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 28: no clues",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    for (_, key) in texts(item) {
        let shown = literals(key).find_map(|(_, text)| Some((text, shown(item, text)?)));
        if let Some((text, tokens)) = shown {
            report(item, text, &tokens, out);
        }
    }
    for (_, key) in numbers(item) {
        let text = key.answer.written();
        if let Some(tokens) = shown(item, text) {
            report(item, text, &tokens, out);
        }
    }
}

fn report(item: &Item<'_>, answer: &str, tokens: &Range<usize>, out: &mut Findings) {
    let answer: String = answer.chars().take(40).collect();
    let bytes = item.stem.tokens_in_source(tokens);
    out.report(
        Finding::new(Spot::bytes(["prompt"], bytes), "the answer stands in the prompt")
            .under(format!("the answer is `{answer}`"))
            .help("say it in other words, or ask for something else"),
    );
}

/// Where the words of an answer that carry content stand in the prompt one after the other, as a
/// range of tokens.
fn shown(item: &Item<'_>, answer: &str) -> Option<Range<usize>> {
    let stem_of = |word: &str| item.words.stem_hash(word, word_hash(word));
    let first = content_words(item.words, answer).next()?;
    let hash = stem_of(first);
    let tokens = item.stem.tokens();
    let starts = tokens.iter().enumerate().filter(|(_, token)| token.stem == hash);
    // Most prompts hold nothing of the answer: only now the rest is looked at.
    starts.map(|(start, _)| start).find_map(|start| {
        let mut end = start;
        for word in content_words(item.words, answer) {
            let at = (end..tokens.len()).find(|at| !is_stop(&tokens[*at]))?;
            if tokens[at].stem != stem_of(word) || tokens[at].quoted {
                return None;
            }
            end = at + 1;
        }
        (tells(item, answer) && !is_offered(item, &(start..end))).then_some(start..end)
    })
}

fn is_stop(token: &Token) -> bool {
    token.lists.has(List::Stop) && token.kind == TokenKind::Word
}

/// Whether an answer is long enough to say something: more than a letter, or enough digits.
fn tells(item: &Item<'_>, answer: &str) -> bool {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    content_words(item.words, answer).any(|word| {
        let long = if is_number(word) { MIN_DIGITS } else { 2 };
        word.chars().nth(long - 1).is_some()
    })
}

/// Whether the prompt offers the words as one of several: beside `or`, or in a list that ends in it.
fn is_offered(item: &Item<'_>, range: &Range<usize>) -> bool {
    let (tokens, or) = (item.stem.tokens(), word_hash("or"));
    let word_at = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.word);
    if word_at(range.start.checked_sub(1)) == Some(or) || word_at(Some(range.end)) == Some(or) {
        return true;
    }
    let next = tokens.get(range.end).map(|token| token.range().start);
    let behind = tokens.get(range.end - 1).map(|token| token.range().end).zip(next);
    let gap = behind.and_then(|(end, next)| item.stem.visible().get(end..next));
    gap.is_some_and(|gap| gap.trim_start().starts_with(','))
        && tokens[range.end..].iter().any(|token| token.word == or)
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn at(prompt: &str, answer: &str) -> Vec<String> {
        let question = format!("prompt = \"{prompt}\"\nanswer = {answer}");
        found(super::RULE.code, &question).into_iter().map(|(_, place, _)| place).collect()
    }

    #[test]
    fn the_answer_is_found_in_other_forms() {
        assert_eq!(at("What does a *wind* turbine use?", "'the winds'"), ["wind"]);
        assert_eq!(at("Who wrote On the Origin of Species?", "'origin of the species'").len(), 1);
        assert_eq!(at("The war of 1812 began when?", "1812"), ["1812"]);
        let cloze = "prompt = 'A kea is a {{a}} parrot; parrots are {{b}}.'\n\
                     answer = { a = 'green', b = 'parrots' }";
        assert_eq!(found(super::RULE.code, cloze).len(), 1);
    }

    #[test]
    fn part_of_an_answer_is_no_answer() {
        assert!(at("What is the capital of Mexico?", "'Mexico City'").is_empty());
        assert!(at("What is 12 less 0?", "12").is_empty());
        assert!(at("Solve for x in x = y.", "'x'").is_empty());
    }

    #[test]
    fn what_is_quoted_or_offered_is_exempt() {
        assert!(at("Which word of 'Birds sing' is a verb?", "'sing'").len() == 1);
        assert!(at("Which word of “Birds sing” is a verb?", "'sing'").is_empty());
        assert!(at("Is vinegar acid or alkaline?", "'acid'").is_empty());
        assert!(at("Is it red, green or blue?", "'red'").is_empty());
    }
}
