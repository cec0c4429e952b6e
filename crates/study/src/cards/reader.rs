//! Gathering cards from records, one record after the other.

use std::collections::{BTreeMap, HashMap};

use deck_format::{DeckId, QuestionId};
use jiff::civil::Date;
use session::record::{Record, Status};
use session::{PaperItem, Releases};

use super::sitting::Sitting;
use super::{Card, Cards};
use crate::calendar::Calendar;
use crate::review::Review;

/// One record of each sitting: the longest, and of equals the first.
fn longest_of_each_sitting<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<&'a Record> {
    let mut kept: Vec<&Record> = Vec::new();
    let mut places = HashMap::new();
    for record in records {
        let place = *places.entry(&record.start().session).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(known) if known.lines.len() < record.lines.len() => *known = record,
            Some(_) => {}
            None => kept.push(record),
        }
    }
    kept
}

/// Gathers cards from records.
#[derive(Default)]
pub(super) struct Reader<'a> {
    cards: Vec<Card<'a>>,
    places: Places<'a>,
    /// The number of the sitting that each card was last seen in.
    last_seen: Vec<usize>,
    sittings: usize,
    answers: BTreeMap<Date, usize>,
}

/// The places of cards, by deck and question.
#[derive(Default)]
struct Places<'a> {
    /// The decks, in the order in which they were met.
    decks: Vec<(&'a DeckId, HashMap<QuestionId, usize>)>,
    /// Where each stands among them.
    numbers: HashMap<&'a DeckId, usize>,
    /// The number of the deck that was asked for last; most records are of one deck.
    last: usize,
}

impl<'a> Places<'a> {
    /// The places of the cards of a deck.
    fn of(&mut self, deck: &'a DeckId) -> &mut HashMap<QuestionId, usize> {
        if self.decks.get(self.last).is_none_or(|(known, _)| *known != deck) {
            self.last = *self.numbers.entry(deck).or_insert(self.decks.len());
            if self.last == self.decks.len() {
                self.decks.push((deck, HashMap::new()));
            }
        }
        &mut self.decks[self.last].1
    }
}

impl<'a> Reader<'a> {
    /// Reads records in any order, the longest of each sitting.
    pub(super) fn read_all(
        records: impl IntoIterator<Item = &'a Record>,
        calendar: Calendar,
        releases: &Releases<'_>,
    ) -> Cards<'a> {
        let mut reader = Self::default();
        for record in longest_of_each_sitting(records) {
            reader.read(record, calendar, releases);
        }
        reader.finish()
    }

    fn read(&mut self, record: &'a Record, calendar: Calendar, releases: &Releases<'_>) {
        self.sittings += 1;
        let sitting = Sitting::new(record, calendar, releases);
        for (q, (item, state)) in record.replay.items().enumerate() {
            let counted = state.counted().map(|given| (given, sitting.day(given.line, given.at)));
            if let Some((_, day)) = counted {
                *self.answers.entry(day).or_default() += 1;
            }
            let review = sitting.review(q, item, state, counted);
            if review.is_some() || state.status() != Status::Open {
                let place = self.see(item);
                if let Some(review) = review {
                    add(&mut self.cards[place].reviews, review);
                }
            }
        }
    }

    /// The place of the card of a question that was dealt with in this sitting.
    fn see(&mut self, item: &'a PaperItem) -> usize {
        let places = self.places.of(&item.deck);
        // The id is copied once for a question, not for each answer.
        let place = places.get(&item.id).copied().unwrap_or_else(|| {
            let (deck, question) = (&item.deck, &item.id);
            self.cards.push(Card { deck, question, seen: 0, reviews: Vec::new() });
            self.last_seen.push(0);
            places.insert(item.id.clone(), self.cards.len() - 1);
            self.cards.len() - 1
        });
        if self.last_seen[place] != self.sittings {
            self.last_seen[place] = self.sittings;
            self.cards[place].seen += 1;
        }
        place
    }

    fn finish(self) -> Cards<'a> {
        let mut cards = self.cards;
        for card in &mut cards {
            card.reviews.sort_unstable_by_key(|review| review.when);
        }
        cards.sort_unstable_by_key(|card| (card.deck, card.question));
        Cards { cards, answers: self.answers }
    }
}

/// Adds a review, unless the question has one of the same sitting: there it stands on the paper
/// twice. An answer goes before a skip, else the first counts.
fn add<'a>(reviews: &mut Vec<Review<'a>>, review: Review<'a>) {
    match reviews.last_mut() {
        Some(last) if last.when.session == review.when.session => {
            if !last.is_answered() && review.is_answered() {
                *last = review;
            }
        }
        _ => reviews.push(review),
    }
}
