//! Exams whose key was released: each question is a review on its own day.

use deck_format::{Deck, Kind, parse};
use jiff::civil::date;
use session::record::{EndReason, Event, Mode, Record};
use session::{Releases, Response};

use crate::testing::{Sheet, question};
use crate::{Calendar, Cards, Dealt, Model, Rating, Retention, Schedule};

/// A released deck of four short answers and an essay; its handout has the digest of the tests.
const DECK: &str = r#"
format = 1
id = "deck"
title = "Exam"

[released.101112131415161718191a1b1c1d1e1f]

[[question]]
id = "q1"
prompt = "One?"
answer = "a text"

[[question]]
id = "q2"
prompt = "Two?"
answer = "another one"

[[question]]
id = "q3"
prompt = "Three?"
answer = "a third"

[[question]]
id = "q4"
prompt = "Four?"
answer = "a fourth"

[[question]]
id = "q5"
prompt = "Compare."
points = 1
rubric = [{ id = "claim", text = "States it", points = 1 }]
"#;

fn deck(text: &str) -> Deck {
    parse(text).unwrap()
}

/// An exam on the handout: `q1` right, `q2` wrong, `q3` passed over, `q4` not reached, an essay.
fn sat() -> Sheet {
    let short = ["q1", "q2", "q3", "q4"].map(|id| question(id, Kind::ShortAnswer));
    let paper = short.into_iter().chain([question("q5", Kind::Essay)]).collect();
    Sheet::with_paper("exam", "2026-03-01T10:00:00Z".parse().unwrap(), paper)
        .with(|start| (start.mode, start.decks[0].key) = (Mode::Exam, None))
        .answered(0, |answer| answer.outcome = None)
        .answered(1, |answer| answer.outcome = None)
        .then(Event::Skip { q: 2 })
        .answered(4, |answer| answer.outcome = None)
}

fn over(sheet: Sheet) -> Sheet {
    sheet.then(Event::End { reason: EndReason::Done })
}

/// What each question says: its reviews by day and rating, and the day on which it is due.
fn said(records: &[Record], deck: &Deck) -> Vec<String> {
    let releases = Releases::new([deck]);
    let cards = Cards::with_released(records, Calendar::default(), &releases);
    let schedule = Schedule::new(&cards, Model::default(), Retention::default());
    let due =
        |id| schedule.standings().iter().find(|one| one.card.question == id).map(|one| one.due);
    let said = cards.iter().map(|card| {
        let reviews = card.reviews.iter().map(|one| format!("{} {:?}", one.day, one.rating()));
        let due = due(card.question).map_or("never".to_owned(), |day| day.to_string());
        format!("{}: {}; {due}", card.question, reviews.collect::<Vec<_>>().join(", "))
    });
    said.collect()
}

#[test]
fn what_was_missed_is_due_from_the_day_of_the_exam() {
    let said = said(&[over(sat()).record()], &deck(DECK));
    let good = "q1: 2026-03-01 Good; 2026-03-03";
    let missed = |id| format!("{id}: 2026-03-01 Again; 2026-03-02");
    assert_eq!(said, [good, &missed("q2"), &missed("q3"), "q5: ; never"]);
}

#[test]
fn an_exam_counts_as_the_same_practice_would() {
    let exam = said(&[over(sat()).record()], &deck(DECK));
    let practised = Sheet::new("exam", "2026-03-01T10:00:00Z", &["q1", "q2", "q3"])
        .answer(0, "1")
        .answer(1, "0")
        .then(Event::Skip { q: 2 });
    let practised = said(&[over(practised).record()], &deck(DECK));
    assert_eq!(exam[..3], practised);
}

#[test]
fn nothing_is_judged_before_the_exam_is_over_or_without_its_own_key() {
    let open = [sat().record()];
    assert!(said(&open, &deck(DECK)).iter().all(|card| card.ends_with(": ; never")));
    let records = [over(sat()).record()];
    for other in [
        DECK.replace("[released.10", "[released.99"),
        DECK.replace("[released.101112131415161718191a1b1c1d1e1f]", ""),
        DECK.replace("id = \"deck\"", "id = \"another\""),
    ] {
        let said = said(&records, &deck(&other));
        assert_eq!(said.len(), 4, "they were seen");
        assert!(said.iter().all(|card| card.ends_with(": ; never")), "{said:?}");
    }
}

#[test]
fn a_key_that_was_changed_judges_and_not_what_was_told() {
    // On the deck itself the record says what the student was told: wrong.
    let told = Sheet::new("exam", "2026-03-01T10:00:00Z", &["q1"])
        .with(|start| start.mode = Mode::Exam)
        .answer(0, "0");
    let records = [over(told).record()];
    let releases = deck(DECK);
    let releases = Releases::new([&releases]);
    let cards = Cards::with_released(&records, Calendar::default(), &releases);
    let review = cards.iter().next().unwrap().reviews[0];
    assert_eq!((review.rating(), review.is_right(), review.mode), (Rating::Good, true, Mode::Exam));
    let changed = DECK.replace("answer = \"a text\"", "answer = \"no such text\"");
    assert_eq!(said(&records, &deck(&changed)), ["q1: 2026-03-01 Again; 2026-03-02"]);
    let gone = DECK.replace("id = \"q1\"", "id = \"q9\"");
    assert_eq!(said(&records, &deck(&gone)), ["q1: ; never"]);
}

#[test]
fn practice_after_the_exam_adds_to_it_and_copies_do_not() {
    let exam = over(sat()).record();
    let later = Sheet::new("later", "2026-03-02T10:00:00Z", &["q2"]).answer(0, "1").record();
    let records = [later.clone(), exam.clone()];
    let once = said(&records, &deck(DECK));
    assert!(once[1].starts_with("q2: 2026-03-01 Again, 2026-03-02 Good; "), "{once:?}");
    assert_eq!(once, said(&records, &deck(DECK)), "again the same");
    assert_eq!(once, said(&[exam.clone(), later, exam], &deck(DECK)), "a copy of the file");
}

#[test]
fn an_answer_that_was_taken_back_and_none_given_is_a_miss() {
    let sheet = Sheet::new("exam", "2026-03-01T10:00:00Z", &["q1", "q2"])
        .with(|start| start.mode = Mode::Exam)
        .answer(0, "1")
        .then(Event::Undo { line: 1 })
        .then(Event::Timeout { q: Some(1) });
    let (records, deck) = ([over(sheet).record()], deck(DECK));
    let cards = Cards::with_released(&records, Calendar::default(), &Releases::new([&deck]));
    let reviews: Vec<_> = cards.iter().map(|card| card.reviews[0]).collect();
    assert!(matches!(reviews[0].dealt, Dealt::TakenBack(_)), "{reviews:?}");
    assert_eq!((reviews[1].dealt, reviews[1].day), (Dealt::TimedOut, date(2026, 3, 1)));
    assert!(reviews.iter().all(|review| review.rating() == Rating::Again));
}

#[test]
fn answers_on_a_handout_of_practice_count_as_well() {
    let sheet = Sheet::new("s1", "2026-03-01T10:00:00Z", &["q1", "q2"])
        .with(|start| start.decks[0].key = None)
        .answered(0, |answer| answer.outcome = None)
        .answered(1, |answer| {
            (answer.outcome, answer.response) = (None, Response::Text("what?".into()));
        });
    let said = said(&[sheet.record()], &deck(DECK));
    assert_eq!(said, ["q1: 2026-03-01 Good; 2026-03-03", "q2: 2026-03-01 Again; 2026-03-02"]);
}
