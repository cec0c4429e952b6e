//! A word of the prompt that comes back in the right option alone.

use std::collections::{HashMap, HashSet};

use deck_format::{Kind, Severity};

use crate::lint::{
    Check, Choice, Explanation, Family, Finding, Findings, Item, Items, List, Rule, Spot, Text,
    Token, TokenKind, word_hash,
};

/// The fewest letters of such a word.
const LETTERS: usize = 4;
/// A word in more than one prompt of so many is a word of the subject.
const COMMON: usize = 5;
/// With fewer questions that cannot be told.
const QUESTIONS: usize = 10;

pub(super) static RULE: Rule = Rule {
    code: "clang-association",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::Stop],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "A word of the prompt comes back in the right option, and in no other.",
        why: "Readers without the knowledge choose the option that sounds like the question. Words \
              of the deck's tags, words that many of its prompts have, quotations, and questions \
              whose other options take up words of the prompt too are exempt.",
        bad: r#"prompt = "What does a race detector find?"
choices.race = "Data races"
choices.leak = "Leaks of memory"
choices.typo = "Misspelt names"
answer = "race""#,
        good: r#"prompt = "What does a race detector find?"
choices.race = "Unsynchronised accesses"
choices.leak = "Leaks of memory"
choices.typo = "Misspelt names"
answer = "race""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 28: clang associations",
    },
};

fn check(deck: &Items<'_>, out: &mut Findings) {
    let mut subject = None;
    let questions = deck.items.iter().filter(|item| item.kind() == Kind::SingleChoice);
    for item in questions {
        let Some(key) = item.only_key() else { continue };
        let Some((in_key, in_stem)) = echo(item, key, &mut subject, deck) else { continue };
        let spot = Spot::bytes(["choices", key.id.as_str()], key.text.in_source(&in_key.range()));
        let other = Spot::bytes(["prompt"], item.stem.in_source(&in_stem.range()));
        out.report(
            Finding::new(
                spot.of(item.index),
                "only the right option takes up a word of the prompt",
            )
            .under("this word")
            .label(other.of(item.index), "as here")
            .help("say it in other words, or let the wrong options take up the prompt as well"),
        );
    }
}

/// A word of the key that echoes the prompt, and the word of the prompt; `None` where there is none,
/// or another option echoes the prompt as well.
fn echo<'t>(
    item: &'t Item<'_>,
    key: &'t Choice<'_>,
    subject: &mut Option<Subject>,
    deck: &Items<'_>,
) -> Option<(&'t Token, &'t Token)> {
    let mut echoes = key.text.content().filter_map(|token| {
        let in_stem = in_stem(item, &key.text, token)?;
        let elsewhere = item.distractors().any(|option| has_stem(&option.text, token.stem));
        (!elsewhere).then_some((token, in_stem))
    });
    let first = echoes.next()?;
    let takes_up = |option: &Choice<'_>| {
        let text = &option.text;
        text.content()
            .any(|token| in_stem(item, text, token).is_some() && !has_stem(&key.text, token.stem))
    };
    if item.distractors().any(takes_up) {
        return None;
    }
    let subject = subject.get_or_insert_with(|| Subject::new(deck));
    [first].into_iter().chain(echoes).find(|(token, _)| !subject.has(token.stem))
}

/// The word of the prompt that a word of an option echoes.
fn in_stem<'t>(item: &'t Item<'_>, text: &Text<'_>, token: &Token) -> Option<&'t Token> {
    let is_word = token.kind == TokenKind::Word && text.word(token).chars().count() >= LETTERS;
    let mut words = item.stem.content().filter(|word| !word.quoted);
    words.find(|word| is_word && word.stem == token.stem)
}

fn has_stem(text: &Text<'_>, stem: u64) -> bool {
    text.content().any(|token| token.stem == stem)
}

/// What a deck is about: words of its tags, and words that many of its prompts have. Made only if a
/// question asks for it.
struct Subject(HashSet<u64>);

impl Subject {
    fn new(deck: &Items<'_>) -> Self {
        let tags = deck.items.iter().flat_map(|item| &item.question.face.tags);
        let words = tags.flat_map(|tag| tag.split(|c: char| !c.is_alphanumeric()));
        let mut subject: HashSet<u64> =
            words.map(|word| deck.words.stem_hash(word, word_hash(word))).collect();
        if deck.items.len() >= QUESTIONS {
            let mut counts: HashMap<u64, usize> = HashMap::new();
            for item in &deck.items {
                let stems: HashSet<u64> = item.stem.content().map(|token| token.stem).collect();
                stems.into_iter().for_each(|stem| *counts.entry(stem).or_default() += 1);
            }
            let common = counts.into_iter().filter(|(_, count)| count * COMMON > deck.items.len());
            subject.extend(common.map(|(stem, _)| stem));
        }
        Self(subject)
    }

    fn has(&self, stem: u64) -> bool {
        self.0.contains(&stem)
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::{fires, found};

    fn question(prompt: &str, key: &str, other: &str) -> String {
        format!(
            "prompt = '{prompt}'\nchoices = {{ a = '{key}', b = '{other}', c = 'It sings' }}\nanswer = 'a'\n"
        )
    }

    #[test]
    fn the_echo_is_shown() {
        let found = found(
            super::RULE.code,
            &question("What is a night parrot?", "A parrot of hills", "A duck"),
        );
        assert_eq!(found[0].1, "parrot");
        assert!(fires(
            super::RULE.code,
            &question("What are walking birds?", "They walk", "A duck")
        ));
    }

    #[test]
    fn other_echoes_quotations_short_words_and_tags_are_exempt() {
        let fires = |question: &str| fires(super::RULE.code, question);
        assert!(!fires(&question("What is a night parrot?", "A parrot", "A duck of the night")));
        assert!(!fires(&question("What is \"a night parrot\"?", "A parrot", "A duck")));
        assert!(!fires(&question("What is a kea bird?", "A kea", "A duck")));
        let tagged =
            question("What is a night parrot?", "A parrot", "A duck") + "tags = ['parrots']";
        assert!(!fires(&tagged));
    }

    #[test]
    fn a_word_of_many_prompts_is_the_subject() {
        let about = |number: usize, word: &str| {
            let one = question(
                &format!("What is said of {word} {number}?"),
                &format!("A {word}"),
                "A duck",
            );
            format!("[[question]]\nid = 'q{number}'\n{one}")
        };
        let of = |parrots: usize| -> String {
            let words = [
                "kakapo",
                "albatross",
                "penguin",
                "pelican",
                "heron",
                "egret",
                "bittern",
                "plover",
                "dotterel",
                "godwit",
            ];
            let others = words.iter().enumerate().map(|(at, word)| about(at + 10, word));
            (0..parrots).map(|at| about(at, "parrot")).chain(others).collect()
        };
        assert_eq!(found(super::RULE.code, &of(2)).len(), 12);
        assert_eq!(found(super::RULE.code, &of(3)).len(), 10, "more than a fifth");
    }
}
