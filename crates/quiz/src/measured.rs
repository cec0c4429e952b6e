//! The questions of a measured difficulty, by the statistics beside decks.
//!
//! They are found before anything is drawn, and the plan names them: a draw never depends on a file
//! that the next class changes.

use std::collections::{BTreeMap, BTreeSet};

use console::{Failure, words};
use deck_format::{DeckId, Difficulty, QuestionId};
use session::files::SystemFiles;
use session::statistics::{self, MIN_STUDENTS, ReadError, Statistics};

use crate::library::{Found, Shelf};

/// Which questions of which decks.
type Only = BTreeMap<DeckId, BTreeSet<QuestionId>>;

/// The questions that classes found one of these difficulties; nothing where none is asked for.
///
/// # Errors
/// When statistics are broken, or there is no such question.
pub(crate) fn only(shelf: &Shelf, wanted: &[Difficulty]) -> Result<Only, Failure> {
    if wanted.is_empty() {
        return Ok(Only::new());
    }
    let mut known = Known::default();
    for found in &shelf.decks {
        if let Some(statistics) = read(found)? {
            known.add(found, &statistics, wanted);
        }
    }
    if known.only.is_empty() { Err(known.nothing(shelf, wanted)) } else { Ok(known.only) }
}

fn read(found: &Found) -> Result<Option<Statistics>, Failure> {
    let Some(path) = &found.path else { return Ok(None) };
    statistics::read(&SystemFiles, path, &found.deck.face.id).map_err(|error| match error {
        ReadError::File(error) => Failure::failed(error.to_string()),
        broken @ ReadError::Broken { .. } => {
            Failure::problems(broken.to_string()).hint("`deck check` says where")
        }
    })
}

/// What statistics say.
#[derive(Debug, Default)]
struct Known {
    only: Only,
    /// How many questions there are of each difficulty.
    of: BTreeMap<Difficulty, usize>,
}

impl Known {
    fn add(&mut self, found: &Found, statistics: &Statistics, wanted: &[Difficulty]) {
        let deck = &found.deck;
        for question in &deck.questions {
            let measures = statistics.measures(question, deck);
            let Some(difficulty) = measures.and_then(|measures| measures.difficulty()) else {
                continue;
            };
            *self.of.entry(difficulty).or_default() += 1;
            if wanted.contains(&difficulty) {
                let questions = self.only.entry(deck.face.id.clone()).or_default();
                questions.insert(question.face.id.clone());
            }
        }
    }

    /// Why there is no question.
    fn nothing(&self, shelf: &Shelf, wanted: &[Difficulty]) -> Failure {
        if self.of.is_empty() {
            let ids: Vec<String> =
                shelf.decks.iter().map(|found| format!("`{}`", found.deck.face.id)).collect();
            let message = format!(
                "how hard the questions of {} are was not measured by {MIN_STUDENTS} students or more",
                ids.join(", ")
            );
            return Failure::failed(message).hint(
                "`gradebook items --write-back` keeps what a class made of a deck beside it; \
                 --difficulty goes by what the deck says",
            );
        }
        let wanted: Vec<&str> = wanted.iter().map(|difficulty| difficulty.as_str()).collect();
        let there: Vec<String> =
            self.of.iter().map(|(difficulty, count)| format!("{count} {difficulty}")).collect();
        let measured = words::count(self.of.values().sum::<usize>(), "question");
        Failure::failed(format!("no question was measured to be {}", wanted.join(" or ")))
            .hint(format!("of {measured} that were measured, there are {}", there.join(", ")))
    }
}
