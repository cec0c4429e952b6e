//! Which other answers would be forgiven as typing errors of a text that is accepted.

use std::collections::{BTreeMap, BTreeSet};

use deck_format::{Fraction, LocalId, TextKey};
use session::{compare_text, fold};

use super::cluster::Cluster;
use super::spellings::{Field, Givers, Spellings, earned};
use crate::grade::Keys;

/// More edits than are ever forgiven in one word.
const TOO_MANY: u32 = 4;

/// What was typed into each field for less than all of its points.
#[derive(Debug)]
pub(super) struct Others<'a>(BTreeMap<&'a Field, Vec<Other<'a>>>);

/// A spelling that may earn more.
#[derive(Debug)]
struct Other<'a> {
    typed: &'a str,
    attempts: &'a BTreeSet<usize>,
    shape: Option<Shape>,
    /// What it earns.
    before: Fraction,
}

impl<'a> Others<'a> {
    pub(super) fn of(spellings: &'a Spellings, keys: &Keys<'_>) -> Self {
        let fields = spellings.0.iter();
        Self(fields.map(|(field, typed)| (field, of_field(field, typed, keys))).collect())
    }

    /// The spellings outside a cluster that earn more when a text of it is accepted, each with the
    /// attempts that have it. `after` are the keys with the text.
    pub(super) fn gaining(
        &self,
        cluster: &Cluster,
        text: &str,
        after: &Keys<'_>,
    ) -> Vec<(&'a str, &'a BTreeSet<usize>)> {
        let field = (cluster.place, cluster.blank.clone());
        let (Some(all), Some(keyed)) = (self.0.get(&field), after.questions().get(field.0)) else {
            return Vec::new();
        };
        let Some(key) = keyed.answer.text_key(field.1.as_ref().map(LocalId::as_str)) else {
            return Vec::new();
        };
        let language = after.language();
        let shape = Shape::of(&fold(key.compare, language, text));
        let own: BTreeSet<&str> = cluster.spellings.iter().map(|(own, _)| own.as_str()).collect();
        let gains = |other: &&Other<'_>| {
            let credit = || Some(earned(keyed, field.1.as_ref(), language, other.typed)?.credit);
            may_be_forgiven(shape.as_ref(), other.shape.as_ref())
                && !own.contains(other.typed)
                && credit() > Some(other.before)
        };
        all.iter().filter(gains).map(|other| (other.typed, other.attempts)).collect()
    }
}

fn of_field<'a>(
    (place, blank): &Field,
    typed: &'a BTreeMap<String, Givers>,
    keys: &Keys<'_>,
) -> Vec<Other<'a>> {
    let Some(keyed) = keys.questions().get(*place) else { return Vec::new() };
    let language = keys.language();
    let key: Option<&TextKey> = keyed.answer.text_key(blank.as_ref().map(LocalId::as_str));
    let Some(key) = key else { return Vec::new() };
    let other = |(typed, givers): (&'a String, &'a Givers)| {
        let before = compare_text(key, language, typed).credit;
        (before < Fraction::ONE).then(|| Other {
            typed,
            attempts: &givers.attempts,
            shape: Shape::of(&fold(key.compare, language, typed)),
            before,
        })
    };
    typed.iter().filter_map(other).collect()
}

/// What tells quickly that two folded texts are further apart than any typing error: the length of
/// each word, and which letters it has.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shape(Vec<(u32, u64)>);

impl Shape {
    /// `None` of a text in which one letter may be several characters.
    fn of(folded: &str) -> Option<Self> {
        let is_letter =
            |c: char| !c.is_control() && matches!(c, ..'\u{300}' | '\u{370}'..'\u{483}');
        let word = |word: &str| {
            word.chars().fold((0, 0), |(length, letters), c| {
                (length + 1, letters | 1 << (u32::from(c) % 64))
            })
        };
        folded.chars().all(is_letter).then(|| Self(folded.split(' ').map(word).collect()))
    }
}

/// Whether the one may be the other with typing errors: these leave the words as many as they are, and
/// each edit of a word changes its length by one, and takes one letter and adds another, at most.
fn may_be_forgiven(one: Option<&Shape>, other: Option<&Shape>) -> bool {
    let (Some(Shape(one)), Some(Shape(other))) = (one, other) else { return true };
    let is_near = |(one, other): (&(u32, u64), &(u32, u64))| {
        one.0.abs_diff(other.0) < TOO_MANY
            && (one.1 & !other.1).count_ones() < TOO_MANY
            && (other.1 & !one.1).count_ones() < TOO_MANY
    };
    one.len() == other.len() && one.iter().zip(other).all(is_near)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_forgiven_may_be(
            key in "[a-eßéжω]{1,16}( [a-e']{1,9})?",
            edits in prop::collection::vec((0..20_usize, "[ a-ézж\u{301}\r\n]?"), 0..4),
        ) {
            let mut typed: Vec<char> = key.chars().collect();
            for (at, with) in edits {
                let at = at.min(typed.len());
                typed.splice(at..(at + 1).min(typed.len()), with.chars());
            }
            let typed: String = typed.into_iter().collect();
            let exam = format!("[[question]]\nid = \"q\"\nprompt = \"?\"\nanswer = \"{key}\"\n");
            let deck = crate::testing::deck(&exam);
            let answer = &deck.questions[0].key.as_ref().unwrap().answer;
            let key_of = answer.text_key(None).unwrap();
            let shape = |text: &str| Shape::of(&fold(key_of.compare, "en", text));
            let credit = compare_text(key_of, "en", &typed).credit;
            prop_assert!(
                credit == Fraction::ZERO
                    || may_be_forgiven(shape(&key).as_ref(), shape(&typed).as_ref())
            );
        }

        #[test]
        fn words_apart_are_not_looked_at(word in "[a-d]{4,9}") {
            let shape = |text: &str| Shape::of(text);
            prop_assert!(!may_be_forgiven(shape(&word).as_ref(), shape("vwxyz").as_ref()));
        }
    }
}
