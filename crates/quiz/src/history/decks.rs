//! The decks of a history, as far as they are found; each file is read once.

use std::collections::HashMap;

use console::{Look, markdown};
use deck_format::{Deck, DeckId, Question, QuestionId};
use session::Releases;
use session::record::{DeckRef, Record};

use crate::home::Home;
use crate::library;

/// The decks that were found.
#[derive(Debug, Default)]
pub(crate) struct Decks {
    /// Those that are found by their id; read when a record asks for one of them.
    by_id: Option<HashMap<DeckId, Indexed>>,
    /// Those that a record names by a path.
    by_file: HashMap<String, Option<Indexed>>,
    /// What is wrong with other decks.
    notes: Vec<String>,
    /// Whether one was not found.
    missing: bool,
}

/// A deck whose questions are found without a search.
#[derive(Debug)]
pub(crate) struct Indexed {
    /// The deck.
    pub(crate) deck: Deck,
    questions: HashMap<QuestionId, usize>,
}

impl Decks {
    /// The decks of records, as far as they are found; `look` is that of standard error.
    pub(crate) fn find<'r>(
        records: impl IntoIterator<Item = &'r Record>,
        home: &Home,
        look: &Look,
    ) -> Self {
        let mut decks = Self::default();
        for deck in records.into_iter().flat_map(|record| &record.start().decks) {
            if let Some(file) = &deck.file
                && !decks.by_file.contains_key(file)
            {
                let found = library::of_file(file, look).map(Indexed::new);
                decks.by_file.insert(file.clone(), found);
            }
            // Beside a handout there may be the deck that was released.
            let found = decks.of_file(deck).is_some_and(|found| !found.deck.face.handout);
            if !found && decks.by_id.is_none() {
                let shelf = library::all(home, look);
                decks.notes = shelf.notes;
                decks.index(shelf.decks.into_iter().map(|found| found.deck));
            }
            decks.missing |= decks.get(deck).is_none();
        }
        decks
    }

    fn index(&mut self, decks: impl IntoIterator<Item = Deck>) {
        let found = decks.into_iter().map(|deck| (deck.face.id.clone(), Indexed::new(deck)));
        self.by_id = Some(found.collect());
    }

    fn of_file(&self, wanted: &DeckRef) -> Option<&Indexed> {
        let found = self.by_file.get(wanted.file.as_ref()?)?.as_ref();
        found.filter(|found| found.deck.face.id == wanted.id)
    }

    /// The deck of a record, if it was found: the one in the file that the record names, else the
    /// one of its id.
    pub(crate) fn get(&self, wanted: &DeckRef) -> Option<&Indexed> {
        self.of_file(wanted).or_else(|| self.by_id.as_ref()?.get(&wanted.id))
    }

    /// Those whose keys were released after an exam.
    pub(crate) fn releases(&self) -> Releases<'_> {
        let by_id = self.by_id.iter().flat_map(HashMap::values);
        let by_file = self.by_file.values().flatten();
        Releases::new(by_id.chain(by_file).map(|found| &found.deck))
    }

    /// Why a deck may not have been found: what is wrong with those that were left out. Nothing
    /// where all were found.
    pub(crate) fn notes(&self) -> &[String] {
        if self.missing { &self.notes } else { &[] }
    }

    /// Decks that are at hand, for tests.
    #[cfg(test)]
    pub(crate) fn at_hand(decks: impl IntoIterator<Item = Deck>) -> Self {
        let mut found = Self::default();
        found.index(decks);
        found
    }
}

impl Indexed {
    /// A deck with the places of its questions.
    pub(crate) fn new(deck: Deck) -> Self {
        let ids = deck.questions.iter().enumerate();
        let questions = ids.map(|(at, question)| (question.face.id.clone(), at)).collect();
        Self { deck, questions }
    }

    /// The question of an id.
    pub(crate) fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.deck.questions.get(*self.questions.get(id)?)
    }
}

/// A deck by its title on one line, or by its id where it is not found.
pub(crate) fn title(id: &DeckId, found: Option<&Indexed>) -> String {
    match found {
        Some(found) => markdown::inline(&found.deck.face.title),
        None => format!("{id} (deck not found)"),
    }
}
