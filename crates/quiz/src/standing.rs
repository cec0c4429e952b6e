//! How a student stands with a deck, by their history: the last score, the days of practice.

use std::collections::BTreeSet;

use deck_format::{Deck, DeckId, Fraction};
use jiff::ToSpan;
use jiff::civil::Date;
use session::record::{Record, Status};
use study::{Calendar, Due};

use crate::clock::Clock;
use crate::history::is_told;
use crate::records::Records;

/// How a student stands with a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    /// What came of the last sitting.
    pub(crate) last: Option<Last>,
    /// How many of its questions are due for review.
    pub(crate) due: usize,
}

/// What came of a sitting, as far as one deck goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Last {
    pub(crate) right: usize,
    pub(crate) asked: usize,
    pub(crate) day: Date,
}

impl Standing {
    /// The standing with a deck, by what is due today in all decks.
    pub(crate) fn of(
        deck: &Deck,
        records: &Records,
        due: &[Due<'_, '_, '_>],
        clock: &Clock,
    ) -> Self {
        let id = &deck.face.id;
        let its = |due: &&Due<'_, '_, '_>| {
            let card = due.standing.card;
            card.deck == id && deck.question(card.question.as_str()).is_some()
        };
        let last = records
            .of_deck(id)
            // An exam that tells nothing tells nothing here either.
            .filter(|record| is_told(record))
            .filter_map(|record| Some((record.replay.last(), tally(id, record)?)))
            .max_by_key(|(at, _)| *at);
        Self {
            last: last.map(|(at, (right, asked))| Last { right, asked, day: clock.day(at) }),
            due: due.iter().filter(its).count(),
        }
    }
}

/// How many questions of a deck were right in a sitting, of those that were dealt with for the
/// first time and are graded by themselves; `None` where there was none.
fn tally(deck: &DeckId, record: &Record) -> Option<(usize, usize)> {
    let mut asked = BTreeSet::new();
    let mut right = 0;
    for (item, state) in record.replay.items() {
        let outcome = state.counted_in_time().map(|given| given.answer.outcome);
        // An essay, and an answer to a handout, has no outcome.
        let graded = outcome.is_none_or(|outcome| outcome.is_some());
        if item.deck == *deck && state.status() != Status::Open && graded && asked.insert(&item.id)
        {
            right += usize::from(outcome.flatten() == Some(Fraction::ONE));
        }
    }
    (!asked.is_empty()).then_some((right, asked.len()))
}

/// On how many days up to today, without a gap, some of these decks were practised. Today counts as
/// practised.
pub(crate) fn streak<'d>(
    decks: impl IntoIterator<Item = &'d DeckId>,
    records: &Records,
    calendar: Calendar,
    clock: &Clock,
) -> usize {
    let day = |at| calendar.day(at, clock.offset_at(at));
    let mut days = BTreeSet::new();
    for deck in decks {
        for record in records.of_deck(deck) {
            let answers = record.replay.items().filter(|(item, _)| item.deck == *deck);
            let answers = answers.flat_map(|(_, state)| state.answers());
            days.extend(answers.map(|given| day(given.at)));
        }
    }
    let today = day(clock.now());
    let before = |day: &Date| day.checked_sub(1.day()).ok();
    std::iter::successors(before(&today), before).take_while(|day| days.contains(day)).count() + 1
}

/// `today`, `yesterday`, `5 days ago`, or the date where that is long ago.
pub(crate) fn ago(day: Date, today: Date) -> String {
    match day.until(today).map_or(i32::MAX, |span| span.get_days()) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2..=30 => format!("{days} days ago"),
        _ => format!("on {day}"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use session::record::Mode;

    use super::*;
    use crate::history::testing::{self, PLAIN, Sitting};

    /// The last score with the deck, after a sitting.
    fn last(sitting: &Sitting) -> Option<(usize, usize)> {
        let mut records = Records::default();
        records.records.push(("one.jsonl".into(), testing::record(sitting)));
        let clock = Clock::from_environment().unwrap();
        let last = Standing::of(&testing::deck(), &records, &[], &clock).last?;
        Some((last.right, last.asked))
    }

    #[test]
    fn an_exam_that_tells_nothing_has_no_score() {
        assert_eq!(last(&PLAIN), Some((1, 2)));
        let exam = Sitting { mode: Mode::Exam, ..PLAIN };
        assert_eq!(last(&exam), Some((1, 2)));
        assert_eq!(last(&Sitting { no_feedback: true, ..exam }), None);
        let open = || vec![(7, testing::answer(0, "a", "1"))];
        assert_eq!(last(&Sitting { events: open, ..exam }), None);
    }

    #[test]
    fn days_are_named_as_people_do() {
        let today = date(2026, 3, 1);
        assert_eq!(ago(today, today), "today");
        assert_eq!(ago(date(2026, 2, 28), today), "yesterday");
        assert_eq!(ago(date(2026, 1, 30), today), "30 days ago");
        assert_eq!(ago(date(2025, 12, 24), today), "on 2025-12-24");
        assert_eq!(ago(date(2026, 3, 2), today), "on 2026-03-02", "a clock that went back");
    }
}
