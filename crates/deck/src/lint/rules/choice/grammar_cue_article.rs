//! A prompt that ends in an article which only some options can follow.

use deck_format::{Kind, Severity};

use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, Text, TokenKind,
};

pub(super) static RULE: Rule = Rule {
    code: "grammar-cue-article",
    severity: Severity::Warning,
    family: Family::Choice,
    lists: &[List::VowelSound, List::ConsonantSound, List::Article],
    replaces: &[],
    check: Check::Question(&[Kind::SingleChoice], check),
    explanation: Explanation {
        what: "The prompt ends in `a` or `an`, the right option can follow it, and a wrong one \
               cannot.",
        why: "Readers rule the others out by ear. Abbreviations that can be spelt or spoken are \
              given the benefit of the doubt.",
        bad: r#"prompt = "A word that says how something is done is called an …"
choices = { adverb = "adverb", noun = "noun", verb = "verb" }
answer = "adverb""#,
        good: r#"prompt = "A word that says how something is done is called a(n) …"
choices = { adverb = "adverb", noun = "noun", verb = "verb" }
answer = "adverb""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 28; NBME guide, grammatical cues",
    },
};

/// How a word begins in speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sound {
    Vowel,
    Consonant,
}

fn check(item: &Item<'_>, out: &mut Findings) {
    let Some(wanted) = wanted(&item.stem) else { return };
    let Some(key) = item.only_key() else { return };
    let mut others = item.distractors();
    let odd = others.find(|option| sound(&option.text).is_some_and(|sound| sound != wanted));
    let Some(odd) = odd.filter(|_| sound(&key.text) == Some(wanted)) else { return };
    let last = item.stem.tokens().len() - 1;
    let bytes = item.stem.tokens_in_source(&(last..last + 1));
    out.report(
        Finding::new(Spot::bytes(["prompt"], bytes), "the article at the end tells options apart")
            .under("the right option can follow it")
            .label(Spot::value(["choices", odd.id.as_str()]), "this one cannot")
            .help("end with `a(n)`, or put the articles into the options"),
    );
}

/// The sound that the article at the end of a prompt asks for; `None` where there is no article, or
/// a choice of two.
fn wanted(stem: &Text<'_>) -> Option<Sound> {
    let last = stem.tokens().last().filter(|last| !last.quoted)?;
    let wanted = match stem.word(last) {
        "a" => Sound::Consonant,
        "an" => Sound::Vowel,
        _ => return None,
    };
    let before = stem.visible().get(..last.range().start)?;
    let behind = stem.visible().get(last.range().end..)?;
    let is_open = !before.ends_with('/') && !behind.contains(['?', '!']);
    is_open.then_some(wanted)
}

/// How an option begins in speech; `None` where that cannot be told.
fn sound(text: &Text<'_>) -> Option<Sound> {
    let first = text.tokens().first().filter(|first| first.kind == TokenKind::Word)?;
    if first.lists.has(List::Article) {
        return None;
    }
    if first.lists.has(List::VowelSound) {
        return Some(Sound::Vowel);
    }
    if first.lists.has(List::ConsonantSound) {
        return Some(Sound::Consonant);
    }
    let word = text.word(first);
    let head = word.split('-').next().unwrap_or(word);
    let spoken = spoken(head)?;
    if !is_abbreviation(head) {
        return Some(spoken);
    }
    let spelt = spelt(head)?;
    (head.chars().count() == 1 || spelt == spoken).then_some(spelt)
}

/// Whether a word is written as an abbreviation: two capitals or more, or a letter that stands alone.
fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals > 1 || capitals == word.chars().count()
}

/// How a word begins that is read as a word.
fn spoken(word: &str) -> Option<Sound> {
    const VOWELS: &str = "aeiouàáâäåæèéêëìíîïòóôöøùúûü";
    let first = word.chars().flat_map(char::to_lowercase).next()?;
    Some(if VOWELS.contains(first) { Sound::Vowel } else { Sound::Consonant })
}

/// How a word begins that is spelt, letter by letter: an F, a U.
fn spelt(word: &str) -> Option<Sound> {
    let first = word.chars().next()?.to_ascii_lowercase();
    first
        .is_ascii_alphabetic()
        .then(|| if "aefhilmnorsx".contains(first) { Sound::Vowel } else { Sound::Consonant })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn of(prompt: &str, key: &str, other: &str) -> bool {
        let options = format!("choices = {{ a = '{key}', b = '{other}' }}");
        fires(super::RULE.code, &format!("prompt = '{prompt}'\n{options}\nanswer = 'a'"))
    }

    #[test]
    fn the_sound_counts_and_not_the_letter() {
        assert!(of("It is an …", "owl", "kea"));
        assert!(of("It is a ___.", "kea", "owl"));
        assert!(of("One waits for an", "hour", "year"));
        assert!(of("She is a:", "user", "expert"));
        assert!(of("It is an", "X-ray", "scan"));
        assert!(!of("He waits for an", "hour", "evening"));
    }

    #[test]
    fn what_cannot_be_told_is_exempt() {
        assert!(!of("It is an …", "MRI", "NASA"));
        assert!(!of("It is an …", "owl", "`kea`"));
        assert!(!of("It is a(n) …", "owl", "kea"));
        assert!(!of("It is a/an …", "owl", "kea"));
        assert!(!of("Which letter is an A?", "owl", "kea"));
        assert!(!of("It holds vitamin A", "kea", "owl"));
        assert!(!of("It is an …", "kea", "owl"), "the key does not fit either");
    }
}
