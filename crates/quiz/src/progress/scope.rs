//! Which decks progress tells about, and what they say of their questions now.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use console::Failure;
use deck_format::{Deck, DeckId, Question, QuestionId};
use session::Releases;
use session::record::DeckRef;
use study::{Card, Cards};

use crate::history::decks::{Decks, Indexed};
use crate::home::Home;
use crate::library;
use crate::records::Records;
use crate::talk::Talk;

/// The decks that progress tells about.
#[derive(Debug)]
pub(super) struct Scope<'r> {
    /// Their ids, where some were named; `None` for all that there is a history of.
    only: Option<BTreeSet<DeckId>>,
    /// Those that were named by a file, or that no record knows.
    named: HashMap<DeckId, Indexed>,
    /// Those of the records.
    decks: Decks,
    /// As what the newest record names each that is found.
    newest: HashMap<&'r DeckId, &'r DeckRef>,
}

impl<'r> Scope<'r> {
    /// The decks that were named, else all of the history, as far as they are found. A name may be
    /// the id of a deck that is gone, where there is a history of it.
    ///
    /// # Errors
    /// When there is no deck and no history of a name, or a deck that was named is broken.
    pub(super) fn find(
        names: &[String],
        cards: &Cards<'_>,
        records: &'r Records,
        home: &Home,
        talk: &Talk,
    ) -> Result<Self, Failure> {
        let mut ids = BTreeSet::new();
        let mut named = Vec::new();
        for name in names {
            if let Some(id) = id_in_history(name, cards) {
                ids.insert(id);
            } else {
                let shelf = library::named(std::slice::from_ref(name), home, &talk.errors)?;
                talk.notes(&shelf.notes);
                named.extend(shelf.decks.into_iter().map(|found| found.deck));
            }
        }
        ids.extend(named.iter().map(|deck| deck.face.id.clone()));
        let decks = Decks::find(records.iter(), home, &talk.errors);
        if names.is_empty() {
            talk.notes(decks.notes());
        }
        let mut newest = HashMap::new();
        for deck in records.iter().flat_map(|record| &record.start().decks) {
            if decks.get(deck).is_some() {
                newest.insert(&deck.id, deck);
            }
        }
        let only = (!names.is_empty()).then_some(ids);
        Ok(Self { only, named: indexed(named), decks, newest })
    }

    /// The decks whose keys were released after an exam; of two with one id the one that was named.
    pub(super) fn releases(&self) -> Releases<'_> {
        let mut releases = self.decks.releases();
        releases.put(self.named.values().map(|found| &found.deck));
        releases
    }

    /// Leaves only the cards that are told about; gives the number of those that are left out since
    /// their deck is found and has no such question any more.
    pub(super) fn narrow(&self, cards: &mut Cards<'_>) -> usize {
        cards.retain(|card| self.only.as_ref().is_none_or(|only| only.contains(card.deck)));
        let before = cards.len();
        cards.retain(|card| !self.is_found(card.deck) || self.question(card).is_some());
        before - cards.len()
    }

    /// The ids of decks that were named; nothing where all are told about.
    pub(super) fn named(&self) -> impl Iterator<Item = &DeckId> {
        self.only.iter().flatten()
    }

    /// Whether only some decks are told about.
    pub(super) fn is_narrow(&self) -> bool {
        self.only.is_some()
    }

    /// A deck, where it is found.
    pub(super) fn deck(&self, id: &DeckId) -> Option<&Indexed> {
        self.named.get(id).or_else(|| self.decks.get(self.newest.get(id)?))
    }

    /// Whether a deck is found.
    pub(super) fn is_found(&self, id: &DeckId) -> bool {
        self.deck(id).is_some()
    }

    fn question(&self, card: &Card<'_>) -> Option<&Question> {
        self.deck(card.deck)?.question(card.question)
    }

    /// The tags of a question; none where it is not found.
    pub(super) fn tags(&self, deck: &DeckId, question: &QuestionId) -> &[String] {
        let question = self.deck(deck).and_then(|deck| deck.question(question));
        question.map_or(&[], |question| &question.face.tags)
    }
}

fn indexed(decks: impl IntoIterator<Item = Deck>) -> HashMap<DeckId, Indexed> {
    decks.into_iter().map(|deck| (deck.face.id.clone(), Indexed::new(deck))).collect()
}

/// The id that a name is, where no file has that name and there is a history of it.
fn id_in_history(name: &str, cards: &Cards<'_>) -> Option<DeckId> {
    if Path::new(name).exists() {
        return None;
    }
    let id = DeckId::new(name).ok()?;
    cards.iter().any(|card| *card.deck == id).then_some(id)
}
