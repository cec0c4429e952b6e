//! Drawing a paper: which questions, in which order, with their options in which order.
//!
//! A draw is a function of (faces, plan, seed, history) and must give the same paper on every
//! platform and in every later version, since a seed is printed on papers and kept in records. It
//! therefore uses nothing of `rand` but the generator, which is a fixed public algorithm. Whatever
//! changes a paper takes a new [`DRAW_VERSION`]. Version 1:
//!
//! **Chance.** Each question has `ChaCha8` streams of its own, so that a new question leaves
//! the others as they are. The key is SHA-256 over the fields "quizdeck draw 1", the seed in decimal,
//! the deck's id and the question's id, each with its length before it ([`deck_format::Digester`]).
//! The number of the stream says what it is for, so that one use never shifts another: 0 the
//! priority, 1 the first list (`choices`, `items`, `left`), 2 the `right` sides, 16 + k the k-th
//! blank of the prompt, from 0. Numbers of 64 bits are read from the start of the stream. A question
//! that is asked again in a sitting has its order from the same stream number + round × 2³².
//!
//! **Order of options.** Fisher–Yates from the last place down, over the canonical order
//! ([`deck_format::Options::canonical`]): by text, so that neither ids nor the order of the file
//! matter. Pinned options stay last. With `shuffle = false` the order of the file stands. A whole
//! number below n is `next_u64() % n`, drawn again while at or above the largest multiple of n.
//!
//! **Preference.** A question's priority is the largest of `weight` numbers from its stream: its
//! distribution is that of u^(1/weight), so that taking the highest is exact weighted sampling
//! without replacement (Efraimidis and Spirakis 2006). Ties go by deck id, then question id. With
//! [`Plan::unseen_first`], unseen questions come before all seen ones.
//!
//! **Families and passages.** Of each family only the preferred member can be drawn, and none once
//! an earlier row of the blueprint used the family; a family belongs to one deck. The candidates
//! that share a passage are one unit of their number, kept in the order of the file. A unit has the
//! priority of its member with the least id, and is unseen if any member is.
//!
//! **Taking.** Units are taken in the order of preference. One that would make the exact number
//! impossible to reach with the units after it is passed over. Where no units add up to the number,
//! the largest number below it that they can reach is aimed at. A blueprint's rows are filled top to
//! bottom, no question twice.
//!
//! **Order of the paper.** As taken: by row, then by preference. Where every deck has
//! `shuffle = false`: by deck, then as in the file.

mod error;
mod fill;
mod history;
mod order;
mod select;
mod stream;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use deck_format::{Deck, DeckFace, Face, Passage, PassageId, face_digest};

use crate::paper::PaperItem;
use crate::plan::{Plan, Take};
use crate::seed::Seed;
use select::{Candidate, Pool};
use stream::{Chance, Chances};

pub use error::{DrawError, Filter};
pub use history::{History, QuestionSet};

/// The version of the algorithm, as records hold it.
pub const DRAW_VERSION: u32 = 1;

/// What a draw may know of a deck: its face and the faces of its questions, never a key.
#[derive(Debug, Clone)]
pub struct DeckFaces<'a> {
    deck: &'a DeckFace,
    faces: Vec<&'a Face>,
}

impl<'a> DeckFaces<'a> {
    /// The deck's face, and its questions' in the order of the file.
    #[must_use]
    pub fn new(deck: &'a DeckFace, faces: impl IntoIterator<Item = &'a Face>) -> Self {
        Self { deck, faces: faces.into_iter().collect() }
    }

    /// The deck's face.
    #[must_use]
    pub fn deck(&self) -> &'a DeckFace {
        self.deck
    }

    /// The faces of its questions, in the order of the file.
    pub fn faces(&self) -> impl Iterator<Item = &'a Face> {
        self.faces.iter().copied()
    }
}

impl<'a> From<&'a Deck> for DeckFaces<'a> {
    fn from(deck: &'a Deck) -> Self {
        Self::new(&deck.face, deck.questions.iter().map(|question| &question.face))
    }
}

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// The questions, in the order in which they are asked.
    pub items: Vec<PaperItem>,
    /// How many questions passed the plan's filters: the 64 of "10 of 64".
    pub available: usize,
}

/// Draws a paper. Of two decks with one id only the first is read.
///
/// # Errors
/// When no question passes the filters, and when a blueprint is missing or cannot be filled. Fewer
/// questions than [`Take::Count`] asks for are no error.
pub fn draw(
    decks: &[DeckFaces<'_>],
    plan: &Plan,
    seed: Seed,
    history: &History,
) -> Result<Draw, DrawError> {
    let sources = Source::all(decks, seed);
    let candidates = candidates(&sources, plan, history);
    if candidates.is_empty() {
        return Err(error::nothing(decks, plan));
    }
    let available = candidates.len();
    let mut taken = take(Pool::new(candidates), &sources, plan)?;
    if sources.iter().all(|source| !source.deck.shuffle) {
        taken.sort_by_key(|candidate| (candidate.source, candidate.place));
    }
    let items = taken.iter().map(|one| sources[one.source].item(one.face)).collect();
    Ok(Draw { items, available })
}

/// A question as a paper holds it, with its options in the order of a round: 0 when it is first
/// asked in a sitting, 1 when it comes again, and so on.
#[must_use]
pub fn draw_item(deck: &DeckFace, face: &Face, seed: Seed, round: u32) -> PaperItem {
    let passage =
        face.passage.as_ref().and_then(|id| deck.passages.iter().find(|passage| passage.id == *id));
    let chance = Chances::new(seed, &deck.id).question(&face.id);
    paper_item(deck, face, passage, &chance, round)
}

/// A deck ready to be drawn from.
struct Source<'a> {
    deck: &'a DeckFace,
    faces: &'a [&'a Face],
    chances: Chances,
    passages: HashMap<&'a PassageId, &'a Passage>,
}

impl<'a> Source<'a> {
    fn all(decks: &'a [DeckFaces<'a>], seed: Seed) -> Vec<Self> {
        let mut ids = HashSet::new();
        decks
            .iter()
            .filter(|deck| ids.insert(&deck.deck.id))
            .map(|DeckFaces { deck, faces }| Self {
                deck,
                faces,
                chances: Chances::new(seed, &deck.id),
                passages: deck.passages.iter().map(|passage| (&passage.id, passage)).collect(),
            })
            .collect()
    }

    /// The question as it is asked first.
    fn item(&self, face: &Face) -> PaperItem {
        let passage = face.passage.as_ref().and_then(|id| self.passages.get(id).copied());
        paper_item(self.deck, face, passage, &self.chances.question(&face.id), 0)
    }
}

fn paper_item(
    deck: &DeckFace,
    face: &Face,
    passage: Option<&Passage>,
    chance: &Chance,
    round: u32,
) -> PaperItem {
    PaperItem {
        deck: deck.id.clone(),
        id: face.id.clone(),
        kind: face.kind(),
        face: face_digest(face, passage),
        order: order::order(face, chance, round),
    }
}

/// The questions that pass the filters, each with its priority.
fn candidates<'a>(sources: &[Source<'a>], plan: &Plan, history: &History) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    for (number, source) in sources.iter().enumerate() {
        let deck = &source.deck.id;
        for (place, &face) in source.faces.iter().enumerate() {
            if !plan.fits(deck, face) || plan.missed && !history.missed.contains(deck, &face.id) {
                continue;
            }
            candidates.push(Candidate {
                deck,
                face,
                source: number,
                place,
                seen: plan.unseen_first && history.seen.contains(deck, &face.id),
                priority: source.chances.question(&face.id).priority(face.weight),
            });
        }
    }
    candidates
}

/// Takes what the plan asks for, in the order of the paper.
fn take<'a>(
    mut pool: Pool<'a>,
    sources: &[Source<'a>],
    plan: &Plan,
) -> Result<Vec<Candidate<'a>>, DrawError> {
    match plan.take {
        Take::Count(count) => Ok(pool.take(count, |_| true)),
        Take::All => Ok(pool.take(usize::MAX, |_| true)),
        Take::Blueprint => {
            let [Source { deck, .. }] = sources else {
                return Err(DrawError::BlueprintDecks(sources.len()));
            };
            take_rows(pool, deck)
        }
    }
}

/// Fills the rows of a deck's blueprint, top to bottom.
fn take_rows<'a>(mut pool: Pool<'a>, deck: &DeckFace) -> Result<Vec<Candidate<'a>>, DrawError> {
    if deck.blueprint.is_empty() {
        return Err(DrawError::NoBlueprint(deck.id.clone()));
    }
    let mut taken = Vec::new();
    for (above, row) in deck.blueprint.iter().enumerate() {
        let filled = pool.take(row.count, |face| row.fits(face));
        if filled.len() < row.count {
            let (row, wanted, got) = (above + 1, row.count, filled.len());
            return Err(DrawError::Row { row, wanted, got });
        }
        taken.extend(filled);
    }
    Ok(taken)
}
