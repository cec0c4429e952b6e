use deck_format::Kind;
use session::record::{Answered, Event};

use super::*;
use crate::calendar::Calendar;
use crate::cards::Cards;
use crate::testing::{Sheet, item};

/// The rating of the only question of a sitting.
fn rating(sheet: &Sheet) -> Rating {
    let record = sheet.record();
    let cards = Cards::from_records([&record], Calendar::default());
    let card = cards.iter().next().unwrap();
    assert_eq!(card.reviews.len(), 1);
    card.reviews[0].rating()
}

fn sheet() -> Sheet {
    Sheet::new("s1", "2026-03-01T10:00:00Z", &["q1"])
}

/// The rating of an answer; a right one, where nothing is changed.
fn answer(change: impl FnOnce(&mut Answered)) -> Rating {
    rating(&sheet().answered(0, change))
}

/// The rating of a right answer that was easy, to a question of some kind.
fn easy(kind: Kind, options: usize) -> Rating {
    let paper = vec![item("deck", "q1", kind, options)];
    let sheet = Sheet::with_paper("s1", "2026-03-01T10:00:00Z".parse().unwrap(), paper);
    rating(&sheet.answer(0, "1").then(Event::Easy { line: 1 }))
}

fn earned(outcome: &str) -> Rating {
    rating(&sheet().answer(0, outcome))
}

#[test]
fn below_three_fifths_is_again() {
    for outcome in ["-1", "0", "1/2", "599/1000"] {
        assert_eq!(earned(outcome), Rating::Again, "{outcome}");
    }
}

#[test]
fn skipped_is_again() {
    assert_eq!(rating(&sheet().then(Event::Skip { q: 0 })), Rating::Again);
}

#[test]
fn out_of_time_is_again() {
    let sheet = sheet().then(Event::Timeout { q: Some(0) });
    assert_eq!(rating(&sheet), Rating::Again);
    assert_eq!(rating(&sheet.answer(0, "1")), Rating::Again, "its answer was shown by then");
}

#[test]
fn taken_back_is_again() {
    let sheet = sheet().answer(0, "1").then(Event::Undo { line: 1 });
    assert_eq!(rating(&sheet), Rating::Again);
    assert_eq!(rating(&sheet.answer(0, "1")), Rating::Again);
}

#[test]
fn right_in_part_is_hard() {
    for outcome in ["3/5", "2/3", "999/1000"] {
        assert_eq!(earned(outcome), Rating::Hard, "{outcome}");
    }
}

#[test]
fn right_but_late_is_hard() {
    assert_eq!(answer(|answer| answer.late = true), Rating::Hard);
}

#[test]
fn right_after_a_hint_is_hard() {
    let hinted = sheet().then(Event::Hint { q: 0, hint: 1 }).answer(0, "1");
    assert_eq!(rating(&hinted), Rating::Hard);
    let after = sheet().answer(0, "1").then(Event::Hint { q: 0, hint: 1 });
    assert_eq!(rating(&after), Rating::Good, "a hint that was read afterwards helped nobody");
}

#[test]
fn right_but_unsure_is_hard() {
    for percent in [0, 33, 66, 99] {
        let rating = answer(|answer| answer.confidence = Some(percent));
        assert_eq!(rating, Rating::Hard, "{percent}");
    }
}

#[test]
fn wrong_is_again_however_unsure_or_late() {
    let wrong = |answer: &mut Answered| {
        answer.outcome = Some(Fraction::ZERO);
        answer.confidence = Some(33);
        answer.late = true;
    };
    assert_eq!(answer(wrong), Rating::Again);
}

#[test]
fn right_is_good() {
    assert_eq!(answer(|_| {}), Rating::Good);
    assert_eq!(answer(|answer| answer.confidence = Some(100)), Rating::Good);
}

#[test]
fn right_and_easy_is_easy() {
    assert_eq!(easy(Kind::ShortAnswer, 0), Rating::Easy);
    assert_eq!(easy(Kind::SingleChoice, 3), Rating::Easy);
}

#[test]
fn what_is_easily_guessed_is_never_easy() {
    assert_eq!(easy(Kind::TrueFalse, 0), Rating::Good);
    assert_eq!(easy(Kind::SingleChoice, 2), Rating::Good);
    assert_eq!(easy(Kind::MultipleSelect, 2), Rating::Good);
}

#[test]
fn what_was_not_simply_right_is_not_easy() {
    let easy = Event::Easy { line: 1 };
    let late = sheet().answered(0, |answer| answer.late = true).then(easy.clone());
    assert_eq!(rating(&late), Rating::Hard);
    assert_eq!(rating(&sheet().answer(0, "1/2").then(easy.clone())), Rating::Again);
    let hinted = sheet().then(Event::Hint { q: 0, hint: 1 }).answer(0, "1");
    assert_eq!(rating(&hinted.then(Event::Easy { line: 2 })), Rating::Hard);
    let unsure = sheet().answered(0, |answer| answer.confidence = Some(66)).then(easy);
    assert_eq!(rating(&unsure), Rating::Hard);
}

#[test]
fn a_hard_rating_is_a_success() {
    assert_eq!(Rating::ALL.map(Rating::is_success), [false, true, true, true]);
}
