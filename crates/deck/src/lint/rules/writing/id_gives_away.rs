//! A question's id that holds a word of the answer.

use deck_format::{Kind, Severity};

use crate::lint::rules::constructed::typed::{content_words, literals, numbers, texts};
use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, Text, Token, word_hash,
};

/// Shorter words stand in ids by chance.
const MIN_LETTERS: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "id-gives-away",
    severity: Severity::Warning,
    family: Family::Writing,
    lists: &[List::Stop, List::Article],
    replaces: &[],
    check: Check::Question(KINDS, check),
    explanation: Explanation {
        what: "The id of a question holds a word of the right answer that its prompt lacks.",
        why: "Ids of questions stand in handouts and in records, where students see them before they \
              answer. A word that a wrong option has as well tells nothing and is exempt. Ids of \
              options may tell: a handout has others.",
        bad: r#"id = "mercury"
prompt = "Which metal is liquid at room temperature?"
answer = "mercury""#,
        good: r#"id = "liquid-metal"
prompt = "Which metal is liquid at room temperature?"
answer = "mercury""#,
        source: "Quizdeck",
    },
};

/// The kinds whose key has words of its own.
const KINDS: &[Kind] =
    &[Kind::SingleChoice, Kind::MultipleSelect, Kind::ShortAnswer, Kind::Numerical, Kind::Cloze];

fn check(item: &Item<'_>, out: &mut Findings) {
    let telling = words_of(item.question.face.id.as_str()).find(|word| {
        let stem = stem_of(item, word);
        !is_article(item, word) && is_in_key(item, stem) && !holds(item, &item.stem, stem)
    });
    let Some(word) = telling.filter(|_| !names_distractor(item)) else { return };
    out.report(
        Finding::new(Spot::value(["id"]), "the id gives the answer away")
            .under(format!("`{word}` stands in the answer, and not in the prompt"))
            .help("name the question by its topic, and list the old id in `was`"),
    );
}

/// The words of an id that are long enough to tell something.
fn words_of(id: &str) -> impl Iterator<Item = &str> {
    parts(id).filter(|word| word.chars().nth(MIN_LETTERS - 1).is_some())
}

fn parts(id: &str) -> impl Iterator<Item = &str> {
    id.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty())
}

fn stem_of(item: &Item<'_>, word: &str) -> u64 {
    item.words.stem_hash(word, word_hash(word))
}

fn is_article(item: &Item<'_>, word: &str) -> bool {
    item.words.entry(word_hash(word)).is_some_and(|entry| entry.lists.has(List::Article))
}

fn is_in_key(item: &Item<'_>, stem: u64) -> bool {
    let in_options = item.keys().any(|option| names(item, &option.text, stem))
        && !item.distractors().any(|option| holds(item, &option.text, stem));
    let in_text = |text: &str| {
        let mut content = content_words(item.words, text).peekable();
        // An answer that is made of stop words is still the answer.
        let all = if content.peek().is_none() { text } else { "" };
        content.flat_map(words_of).chain(words_of(all)).any(|word| stem_of(item, word) == stem)
    };
    in_options
        || texts(item).flat_map(|(_, key)| literals(key)).any(|(_, text)| in_text(text))
        || numbers(item).any(|(_, key)| in_text(key.answer.written()))
}

/// Whether the id names a wrong option too, such as `fewer-less`: both sides tell nothing.
fn names_distractor(item: &Item<'_>) -> bool {
    let is_in_wrong = |stem| {
        item.distractors().any(|option| names(item, &option.text, stem))
            && !item.keys().any(|option| holds(item, &option.text, stem))
    };
    parts(item.question.face.id.as_str()).any(|word| is_in_wrong(stem_of(item, word)))
}

/// Whether an option holds a word that carries content there; where none does, any word.
fn names(item: &Item<'_>, option: &Text<'_>, stem: u64) -> bool {
    let is_other = |token: &Token| token.stem == stem && !token.is_content();
    let stops_only = || option.content().next().is_none();
    holds(item, option, stem) && (!option.tokens().iter().any(is_other) || stops_only())
}

/// Whether a text holds a word, by its stem, by itself or joined to others by hyphens.
fn holds(item: &Item<'_>, text: &Text<'_>, stem: u64) -> bool {
    let is_joined = text.visible().contains('-');
    text.tokens().iter().any(|token| {
        let by_part = || words_of(text.word(token)).any(|part| stem_of(item, part) == stem);
        token.stem == stem || is_joined && by_part()
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn tells(id: &str, rest: &str) -> bool {
        let question = format!("id = \"{id}\"\nprompt = \"Which city is in the Alps?\"\n{rest}");
        let found = found(super::RULE.code, &question);
        assert!(found.iter().all(|(_, place, _)| place.contains(id)), "{found:?}");
        !found.is_empty()
    }

    #[test]
    fn words_of_the_key_tell() {
        let options =
            "choices = { a = \"Old Innsbruck\", b = \"Old Graz\", c = \"Linz\" }\nanswer = \"a\"";
        assert!(tells("innsbruck", options));
        assert!(!tells("graz", options), "a wrong option");
        assert!(!tells("old-towns", options), "stands in a wrong option too");
        assert!(!tells("a", options), "the id of the option");
        assert!(tells("q-bern-1", "answer = \"Bern\""));
        assert!(tells("berne", "answer = \"Bern\"\naccept = [\"Berne\"]"));
        assert!(tells("before", "answer = \"before\""));
    }

    #[test]
    fn articles_and_ids_that_name_both_sides_tell_nothing() {
        let options = |key: &str, other: &str| {
            format!("choices = {{ a = \"{key}\", b = \"{other}\" }}\nanswer = \"a\"")
        };
        assert!(!tells("the-question", &options("The Hague", "Geneva")));
        assert!(tells("the-hague", &options("The Hague", "Geneva")));
        assert!(!tells("yes-no", &options("Yes", "No")));
        assert!(!tells("not-idiom", &options("not bad", "snow")));
        assert!(tells("neither-title", &options("Neither", "Either")));
        assert!(!tells("the-band", "answer = \"The Who\""));
    }

    #[test]
    fn words_of_the_prompt_and_short_words_tell_nothing() {
        assert!(!tells("city", "answer = \"City of Bern\""));
        assert!(!tells("pa", "answer = \"pa\""));
        assert!(tells("y-1291", "answer = 1291"));
        assert!(!tells("y-12", "answer = 12"));
    }
}
