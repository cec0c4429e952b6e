//! Every spelling of every typed answer, and who gave it.

use std::collections::{BTreeMap, BTreeSet};

use deck_format::{Answer, BlankKey, BlankSort, Body, LocalId};
use session::{Response, TextMatch, compare_number, compare_text};

use super::pile::{Pile, Sighted};
use crate::grade::{Keyed, Keys, answered};
use crate::policy::Policy;

/// A typed answer that is asked for: a question by its place in the deck, and a blank of it.
pub(super) type Field = (usize, Option<LocalId>);

/// Who gave one spelling.
#[derive(Debug, Clone, Default)]
pub(super) struct Givers {
    /// The attempts, by their places in the book.
    pub(super) attempts: BTreeSet<usize>,
    /// The claims about it: the attempt and the note.
    pub(super) claims: Vec<(usize, String)>,
}

/// Every spelling of every typed answer of the sittings that are used.
#[derive(Debug, Clone, Default)]
pub(super) struct Spellings(pub(super) BTreeMap<Field, BTreeMap<String, Givers>>);

impl Spellings {
    pub(super) fn of(pile: &Pile<'_>, keys: &Keys<'_>, policy: &Policy) -> Self {
        let mut all = Self::default();
        for (at, attempt) in pile.book.attempts.iter().enumerate() {
            for sighted in pile.of(attempt) {
                all.take(at, &sighted, keys, policy);
            }
        }
        all
    }

    fn take(&mut self, attempt: usize, sighted: &Sighted<'_>, keys: &Keys<'_>, policy: &Policy) {
        let Sighted { names, item, state, .. } = *sighted;
        let Some((place, keyed)) = keys.find(&item.id) else { return };
        if policy.void.contains(&item.id) || policy.void.contains(&keyed.face.id) {
            return;
        }
        let (fit, response) = answered(keys, policy, names, item, state);
        let Some(response) = response.filter(|_| fit.is_gradable()) else { return };
        for (blank, typed) in typed(keyed, response) {
            if typed.trim().is_empty() {
                continue;
            }
            let givers = self.0.entry((place, blank)).or_default().entry(typed).or_default();
            givers.attempts.insert(attempt);
            givers.claims.extend(sighted.claims(policy).map(|note| (attempt, note.to_owned())));
        }
    }
}

/// What was typed, with the blank in which it stands.
fn typed(keyed: &Keyed<'_>, response: Response) -> Vec<(Option<LocalId>, String)> {
    match (response, keyed.answer) {
        (Response::Text(typed) | Response::Number(typed), _) => vec![(None, typed)],
        (Response::Blanks(mut given), Answer::Cloze(blanks)) => {
            let typed = blanks.iter().filter(|(_, key)| !matches!(key, BlankKey::Choice(_)));
            let typed =
                typed.filter_map(|(id, _)| Some((Some(id.clone()), given.remove(id.as_str())?)));
            typed.collect()
        }
        _ => Vec::new(),
    }
}

/// What a typed answer earns by the key alone; `None` where the field takes none.
pub(super) fn earned(
    keyed: &Keyed<'_>,
    blank: Option<&LocalId>,
    language: &str,
    typed: &str,
) -> Option<TextMatch> {
    match (&keyed.face.body, keyed.answer, blank) {
        (_, Answer::ShortAnswer(key), None) => Some(compare_text(key, language, typed)),
        (Body::Numerical { unit }, Answer::Numerical(key), None) => {
            Some(compare_number(key, unit.as_deref(), language, typed))
        }
        (Body::Cloze { blanks, .. }, Answer::Cloze(keys), Some(id)) => {
            let key = keys.iter().find(|(of, _)| of == id).map(|(_, key)| key)?;
            let sort = blanks.iter().find(|blank| blank.id == *id).map(|blank| &blank.sort)?;
            match (key, sort) {
                (BlankKey::Text(key), _) => Some(compare_text(key, language, typed)),
                (BlankKey::Number(key), BlankSort::Number { unit }) => {
                    Some(compare_number(key, unit.as_deref(), language, typed))
                }
                _ => None,
            }
        }
        _ => None,
    }
}
