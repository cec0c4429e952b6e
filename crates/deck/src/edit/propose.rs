//! Names for what has none yet.
//!
//! A question's id is made of content words of its prompt, without any word of the answer, so that
//! nobody who sees the id learns what is right. The ids of options are made of their texts, all in
//! the same way, so that the right one does not stand out.

use std::collections::HashSet;

use deck_format::check_id;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::lint::{List, Text, Words};

/// How many words make an id.
const MAX_WORDS: usize = 4;
/// How many characters they may have together.
const MAX_LENGTH: usize = 40;
/// Words that ask, and say nothing of what is asked about.
const ASKING: [&str; 3] = ["many", "best", "called"];
/// How many letters two words share that count as one.
const STEM: usize = 4;

/// An id for a question: valid, not one of those that are taken, and without a word of the texts
/// that tell what is right.
///
/// ```
/// use deck::edit::propose::question_id;
/// let prompt = "Which **bees** of a colony gather nectar?";
/// assert_eq!(question_id(prompt, "en", &["Workers".into()], |_| false), "bees-colony-gather-nectar");
/// assert_eq!(question_id(prompt, "en", &["The nectar bee".into()], |_| false), "colony-gather");
/// ```
#[must_use]
pub fn question_id(
    prompt: &str,
    language: &str,
    telling: &[String],
    is_taken: impl Fn(&str) -> bool,
) -> String {
    let words = Words::of(language);
    let told: Vec<String> = telling.iter().flat_map(|text| slug_words(text)).collect();
    let tells = |word: &String| told.iter().any(|other| are_alike(word, other));
    let content = content_words(&Text::cloze(&words, prompt), words.knows(List::Stop));
    let says = |word: &String| !tells(word) && !ASKING.contains(&word.as_str());
    let free: Vec<String> = content.into_iter().filter(says).collect();
    unique(&join(&free, "q"), |id| is_taken(id))
}

/// Ids for options, items or sides, in their order. Where a text has no letters that an id can
/// have, all of them get letters, in the order of their texts.
///
/// ```
/// use deck::edit::propose::entry_ids;
/// assert_eq!(entry_ids(&["The Nile", "The Rhine"], "en"), ["nile", "rhine"]);
/// assert_eq!(entry_ids(&["尼罗河", "莱茵河"], "zh"), ["a", "b"]);
/// ```
#[must_use]
pub fn entry_ids<S: AsRef<str>>(texts: &[S], language: &str) -> Vec<String> {
    let words = Words::of(language);
    let name = |text: &S| {
        let content = content_words(&Text::new(&words, text.as_ref()), words.knows(List::Stop));
        let all = if content.is_empty() { slug_words(text.as_ref()) } else { content };
        let short: Vec<String> = all.into_iter().take(3).collect();
        join(&short, "")
    };
    let names: Vec<String> = texts.iter().map(name).collect();
    if names.iter().any(String::is_empty) {
        return letters(texts);
    }
    let mut taken = HashSet::new();
    let mut ids = Vec::with_capacity(names.len());
    for name in names {
        let id = unique(&name, |id| taken.contains(id));
        taken.insert(id.clone());
        ids.push(id);
    }
    ids
}

/// An id for a deck, of the name of its file.
#[must_use]
pub fn deck_id(name: &str) -> String {
    unique(&join(&slug_words(name), "deck"), |_| false)
}

fn letters<S: AsRef<str>>(texts: &[S]) -> Vec<String> {
    let mut sorted: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let at = |text: &S| sorted.iter().position(|other| *other == text.as_ref()).unwrap_or(0);
    texts.iter().map(|text| session::letter(at(text)).to_lowercase()).collect()
}

/// The words of a text that say something, as an id can hold them. Without a list of those that do
/// not, short ones are left out.
fn content_words(text: &Text<'_>, listed: bool) -> Vec<String> {
    let words = text.content().map(|token| text.word(token));
    words
        .flat_map(slug_words)
        .filter(|word| listed || word.len() >= STEM || word.starts_with(char::is_numeric))
        .collect()
}

/// The words of a text in lower-case ASCII letters and digits; accents are taken away, and words in
/// other letters are left out.
fn slug_words(text: &str) -> Vec<String> {
    let mut slug = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'ß' => slug.push_str("ss"),
            'æ' => slug.push_str("ae"),
            'œ' => slug.push_str("oe"),
            'ø' => slug.push('o'),
            'ł' => slug.push('l'),
            '\'' | '’' => {}
            _ => slug.push(' '),
        }
    }
    slug.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether two words are the same, or forms of one.
fn are_alike(one: &str, other: &str) -> bool {
    let shared = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let singular = |word: &str| word.strip_suffix('s').unwrap_or(word).len();
    let is_plural = shared > 2 && singular(one).max(singular(other)) <= shared;
    one == other || is_plural || shared >= STEM && shared * 5 >= one.len().max(other.len()) * 3
}

/// The first words with hyphens between them, as far as they fit; or else a word of ours.
fn join(words: &[String], other: &str) -> String {
    let mut seen = HashSet::new();
    let mut id = String::new();
    for word in words.iter().filter(|word| seen.insert(word.as_str())).take(MAX_WORDS) {
        if id.len() + word.len() + 1 > MAX_LENGTH {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    match id.chars().next() {
        None => other.to_owned(),
        Some('0'..='9') => format!("n{id}"),
        Some(_) => id,
    }
}

/// The name itself, or with a number where it cannot be an id or is taken.
fn unique(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let is_free = |id: &String| check_id(id).is_ok() && !is_taken(id);
    let numbered = (2_u64..).map(|number| format!("{name}-{number}"));
    let mut candidates = std::iter::once(name.to_owned()).chain(numbered);
    candidates.find(is_free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(prompt: &str, telling: &[&str]) -> String {
        let telling: Vec<String> = telling.iter().map(|text| (*text).to_owned()).collect();
        question_id(prompt, "en", &telling, |_| false)
    }

    #[test]
    fn an_id_is_made_of_content_words() {
        assert_eq!(
            id("How many extradition treaties were there in 2017?", &["59"]),
            "extradition-treaties-2017"
        );
        assert_eq!(id("Über den Größenwahn", &[]), "uber-den-grossenwahn");
        assert_eq!(
            id("In {{year}} the *owner* moved to {{place}}.", &["2017", "Peking"]),
            "owner-moved"
        );
    }

    #[test]
    fn no_word_of_the_answer_is_in_it() {
        assert_eq!(id("Do workers gather nectar?", &["the worker"]), "gather-nectar");
        assert_eq!(id("Nectar?", &["Nectar"]), "q");
        assert_eq!(id("答案是什么？", &[]), "q");
    }

    #[test]
    fn it_is_valid_and_new() {
        assert_eq!(id("The answer?", &[]), "answer-2", "a field has that name");
        let taken = |id: &str| matches!(id, "nectar" | "nectar-2");
        assert_eq!(question_id("Nectar?", "en", &[], taken), "nectar-3");
        assert_eq!(deck_id("01 Bees (final)"), "n01-bees-final");
        assert_eq!(deck_id("蜜蜂"), "deck");
    }

    #[test]
    fn entries_get_short_ids_of_one_kind() {
        assert_eq!(entry_ids(&["About 59", "About 60"], "en"), ["n59", "n60"]);
        assert_eq!(entry_ids(&["Left", "Left!"], "en"), ["left-2", "left-3"]);
        assert_eq!(entry_ids(&["Ω", "Nile", "Ж"], "en"), ["b", "a", "c"]);
        assert_eq!(entry_ids(&["What is it?", "It is"], "en"), ["what-is-it", "it-is"]);
    }

    proptest! {
        #[test]
        fn all_proposals_are_ids(prompt in ".{0,80}", answer in ".{0,20}", texts in prop::collection::hash_set(".{1,12}", 1..8)) {
            prop_assert!(check_id(&question_id(&prompt, "en", &[answer], |_| false)).is_ok());
            let texts: Vec<String> = texts.into_iter().collect();
            let ids = entry_ids(&texts, "en");
            prop_assert!(ids.iter().all(|id| check_id(id).is_ok()), "{ids:?}");
            prop_assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
        }
    }
}
