use jiff::civil::date;
use session::record::{Event, Record};

use super::*;
use crate::calendar::Calendar;
use crate::testing::Sheet;

/// A sitting in March 2026 in which `q1` was right or wrong; with an hour, since there may be
/// several on a day.
fn on(day: i8, hour: i8, right: bool) -> Record {
    let at = format!("{}T{hour:02}:00:00Z", date(2026, 3, day));
    let sheet = Sheet::new(&format!("s{day}-{hour}"), &at, &["q1"]);
    sheet.answer(0, if right { "1" } else { "0" }).record()
}

#[test]
fn only_reviews_a_day_or_more_after_one_are_predicted() {
    // Vector F of the reference, but for the ratings that a quiz does not give.
    let records = [on(1, 10, false), on(1, 11, true), on(2, 10, true), on(2, 12, true)];
    let cards = Cards::from_records(&records, Calendar::default());
    let predictions = predictions(&cards, &Model::default());
    assert_eq!(predictions.len(), 1);
    let only = predictions[0];
    assert!((only.recall - 0.780_850).abs() < 1e-4);
    assert_eq!((only.day, only.recalled, only.bin), (date(2026, 3, 2), true, Bin::new(1, 1, 0)));
}

#[test]
fn the_bin_counts_the_lapses_before() {
    let records =
        [on(1, 10, false), on(2, 10, false), on(3, 10, true), on(13, 10, false), on(14, 10, true)];
    let cards = Cards::from_records(&records, Calendar::default());
    let predictions = predictions(&cards, &Model::default());
    let bins: Vec<Bin> = predictions.iter().map(|one| one.bin).collect();
    // The first miss is no lapse: nothing was remembered before it.
    let expected = [(1, 1, 0), (1, 2, 1), (10, 3, 1), (1, 4, 2)];
    assert_eq!(bins, expected.map(|(days, nth, lapses)| Bin::new(days, nth, lapses)));
    let recalled: Vec<bool> = predictions.iter().map(|one| one.recalled).collect();
    assert_eq!(recalled, [false, true, false, true]);
}

#[test]
fn predictions_of_all_cards_are_in_the_order_of_history() {
    let sitting = |day: i8| {
        let at = format!("{}T10:00:00Z", date(2026, 3, day));
        let sheet = Sheet::new(&format!("s{day}"), &at, &["q2", "q1"]);
        sheet.answer(0, "1").then(Event::Skip { q: 1 }).record()
    };
    let records = [sitting(1), sitting(5), sitting(3)];
    let cards = Cards::from_records(&records, Calendar::default());
    let predictions = predictions(&cards, &Model::default());
    let recalled: Vec<bool> = predictions.iter().map(|one| one.recalled).collect();
    assert_eq!(recalled, [true, false, true, false]);
    assert!(predictions.is_sorted_by_key(|one| one.when));
}
