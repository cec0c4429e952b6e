//! Tags that are another tag, but for a letter.

use std::collections::HashMap;

use deck_format::Severity;
use strsim::osa_distance;

use crate::lint::words::WordMap;
use crate::lint::{Check, Explanation, Family, Finding, Findings, Items, Rule, Spot, word_hash};

/// Shorter tags are too often another word.
const MIN_LENGTH: usize = 5;
/// Longer ones are not looked at.
const MAX_LENGTH: usize = 60;
/// With how many tags that are alike but for a letter a tag is compared.
const MAX_ALIKE: usize = 8;

pub(super) static RULE: Rule = Rule {
    code: "unknown-tag",
    severity: Severity::Warning,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "A tag differs by one letter from another tag that is used more often, or that the \
               blueprint names.",
        why: "It is most likely misspelt, and the question is then missing where its tag is asked \
              for. Digits may differ: `week-1` and `week-2` are two tags.",
        bad: r#"[[question]]
id = "kea"
prompt = "Keas live in the mountains."
answer = true
tags = ["parrots"]

[[question]]
id = "kaka"
prompt = "Kakas live in forests."
answer = true
tags = ["parrots"]

[[question]]
id = "kakapo"
prompt = "Kakapos fly far."
answer = false
tags = ["parots"]"#,
        good: r#"[[question]]
id = "kea"
prompt = "Keas live in the mountains."
answer = true
tags = ["parrots"]

[[question]]
id = "kaka"
prompt = "Kakas live in forests."
answer = true
tags = ["parrots"]

[[question]]
id = "kakapo"
prompt = "Kakapos fly far."
answer = false
tags = ["parrots"]"#,
        source: "Quizdeck",
    },
};

fn check(items: &Items<'_>, out: &mut Findings) {
    let tags = Tags::new(items);
    let meant = tags.meant();
    if meant.is_empty() {
        return;
    }
    for item in &items.items {
        for (at, tag) in item.question.face.tags.iter().enumerate() {
            let Some(known) = meant.get(tag.as_str()) else { continue };
            let at = at.to_string();
            out.report(
                Finding::new(
                    Spot::value(["tags", at.as_str()]).of(item.index),
                    format!("the tag `{tag}` is used elsewhere as `{known}`"),
                )
                .under(format!("did you mean `{known}`?"))
                .help("use one spelling throughout"),
            );
        }
    }
}

/// The tags of a deck, each with how often it is used; those of the blueprint count for more than
/// any number of questions.
struct Tags<'a>(HashMap<&'a str, usize>);

impl<'a> Tags<'a> {
    fn new(items: &Items<'a>) -> Self {
        let mut tags: HashMap<&str, usize> = HashMap::new();
        for tag in items.items.iter().flat_map(|item| &item.question.face.tags) {
            *tags.entry(tag).or_default() += 1;
        }
        for tag in items.deck.face.blueprint.iter().filter_map(|row| row.tag.as_deref()) {
            *tags.entry(tag).or_default() += items.items.len() + 1;
        }
        Self(tags)
    }

    /// The tag that each misspelt one is meant for. Candidates share what is left of them without
    /// one of their letters (Garbe's symmetric delete), so that no tag is compared with all others.
    fn meant(&self) -> HashMap<&'a str, &'a str> {
        let mut alike: WordMap<Vec<(&str, usize)>> = WordMap::default();
        for (tag, count) in &self.0 {
            for key in shortened(tag) {
                alike.entry(key).or_default().push((tag, *count));
            }
        }
        let mut meant = HashMap::new();
        for group in alike.values_mut().filter(|group| group.len() > 1) {
            // The most used are what is meant; and the order of a table is no order.
            group.sort_by_key(|(tag, count)| (std::cmp::Reverse(*count), *tag));
            for (at, (tag, count)) in group.iter().enumerate() {
                let mut known = group[..at.min(MAX_ALIKE)].iter();
                if let Some((known, _)) =
                    known.find(|(known, of)| of > count && is_slip(tag, known))
                {
                    meant.entry(*tag).and_modify(|it| *it = (*known).min(*it)).or_insert(*known);
                }
            }
        }
        meant
    }
}

/// A tag, and the tag without each of its letters, as numbers.
fn shortened(tag: &str) -> Vec<u64> {
    let length = tag.chars().count();
    if !(MIN_LENGTH - 1..=MAX_LENGTH).contains(&length) {
        return Vec::new();
    }
    let without = |at: usize| -> String {
        let letters = tag.chars().enumerate();
        letters.filter(|(place, _)| *place != at).map(|(_, letter)| letter).collect()
    };
    let mut keys: Vec<u64> = (0..=length).map(|at| word_hash(&without(at))).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether one tag is the other but for a slip: a letter more, less, other or in the wrong place.
fn is_slip(tag: &str, known: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let longest = tag.chars().count().max(known.chars().count());
    longest >= MIN_LENGTH && digits(tag) == digits(known) && osa_distance(tag, known) == 1
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn at(tags: &[&str], head: &str) -> Vec<String> {
        let question = |(n, tag): (usize, &&str)| {
            format!(
                "[[question]]\nid = 'q{n}'\nprompt = 'Bird {n} flies.'\nanswer = true\ntags = ['{tag}']\n"
            )
        };
        let questions: String = tags.iter().enumerate().map(question).collect();
        let deck = format!("format = 1\nid = 'd'\ntitle = 'T'\n{head}{questions}");
        found(super::RULE.code, &deck).into_iter().map(|(_, place, _)| place).collect()
    }

    #[test]
    fn slips_of_known_tags_are_found() {
        for slip in ["parots", "parrrots", "parrats", "parrtos", "parrot"] {
            assert_eq!(at(&["parrots", "parrots", slip], ""), [format!("'{slip}'")], "{slip}");
        }
        let blueprint = "[[blueprint]]\ntag = 'parrots'\ncount = 1\n";
        assert_eq!(at(&["parrots", "parots", "parots"], blueprint).len(), 2);
    }

    #[test]
    fn other_tags_are_not() {
        assert!(at(&["parrots", "parots"], "").is_empty(), "which is known?");
        assert!(at(&["week-1", "week-1", "week-2"], "").is_empty());
        assert!(at(&["kea", "kea", "kaa"], "").is_empty(), "too short");
        assert!(at(&["parrots", "parrots", "carrot"], "").is_empty());
    }

    #[test]
    fn many_tags_take_no_square_time() {
        let tags: Vec<String> = (0..5_000).map(|n| format!("tag-{n}-of-many")).collect();
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        assert!(at(&tags, "").is_empty());
    }
}
