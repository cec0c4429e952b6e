use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::Offset;
use proptest::prelude::*;
use session::record::{Record, UtcOffset};

use super::*;
use crate::calendar::Calendar;
use crate::testing::{Sheet, simulated};

fn deck() -> DeckId {
    DeckId::new("deck").unwrap()
}

fn id(text: &str) -> QuestionId {
    QuestionId::new(text).unwrap()
}

/// The record of a sitting in March 2026 at which `q1`, `q2` … earned these fractions.
fn on(day: i8, outcomes: &[&str]) -> Record {
    let ids: Vec<String> = (1..=outcomes.len()).map(|number| format!("q{number}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let at = format!("{}T10:00:00Z", date(2026, 3, day));
    let mut sheet = Sheet::new(&format!("s{day}"), &at, &ids);
    for (q, outcome) in outcomes.iter().enumerate() {
        sheet = sheet.answer(q, outcome);
    }
    sheet.record()
}

fn cards(records: &[Record]) -> Cards<'_> {
    Cards::from_records(records, Calendar::default())
}

fn schedule<'c, 'a>(cards: &'c Cards<'a>) -> Schedule<'c, 'a> {
    Schedule::new(cards, Model::default(), Retention::default())
}

/// What is due on a day, by its id.
fn due(schedule: &Schedule<'_, '_>, day: Date) -> Vec<String> {
    schedule.due(day).iter().map(|due| due.standing.card.question.to_string()).collect()
}

#[test]
fn a_question_comes_back_when_its_memory_says() {
    let records = [on(1, &["1", "0"])];
    let cards = cards(&records);
    let schedule = schedule(&cards);
    // First good: 2.3 days; first again: 0.2 days, so tomorrow. Both too short for chance.
    assert_eq!(schedule.get(&deck(), &id("q1")).unwrap().due, date(2026, 3, 3));
    assert_eq!(schedule.get(&deck(), &id("q2")).unwrap().due, date(2026, 3, 2));
    assert_eq!(due(&schedule, date(2026, 3, 1)), [""; 0]);
    assert_eq!(due(&schedule, date(2026, 3, 2)), ["q2"]);
    assert_eq!(due(&schedule, date(2026, 3, 3)), ["q2", "q1"], "the least likely known first");
    assert_eq!(schedule.get(&deck(), &id("q3")), None);
}

#[test]
fn equally_likely_ones_are_ordered_by_id() {
    let records = [on(1, &["1", "1", "1"])];
    let cards = cards(&records);
    assert_eq!(due(&schedule(&cards), date(2026, 3, 30)), ["q1", "q2", "q3"]);
}

#[test]
fn the_forecast_counts_overdue_ones_today() {
    let records = [on(1, &["1", "0", "0"])];
    let cards = cards(&records);
    let schedule = schedule(&cards);
    let forecast = |day| schedule.forecast(date(2026, 3, day));
    assert_eq!(forecast(1)[..4], [0, 2, 1, 0]);
    assert_eq!(forecast(2)[..4], [2, 1, 0, 0]);
    assert_eq!(forecast(9), [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn what_was_reviewed_in_the_future_waits_for_it() {
    let records = [on(20, &["0"])];
    let cards = cards(&records);
    let schedule = schedule(&cards);
    let (standing, today) = (&schedule.standings()[0], date(2026, 3, 1));
    assert_eq!(schedule.retrievability(standing, today), 1.0);
    assert_eq!(due(&schedule, today), [""; 0]);
    assert_eq!(schedule.forecast(today), [0; HORIZON], "it is due on the 21st");
}

#[test]
fn who_wants_to_remember_more_is_asked_sooner() {
    let records = [on(1, &["1"]), on(3, &["1"]), on(14, &["1"])];
    let cards = cards(&records);
    let due = |share| {
        let retention = Retention::new(share).unwrap();
        Schedule::new(&cards, Model::default(), retention).standings()[0].due
    };
    assert!(due(0.97) < due(0.90) && due(0.90) < due(0.80));
}

#[test]
fn a_simulated_student_is_due_once_for_each_question() {
    let records = simulated(&Model::default(), 30, 60, 1);
    let cards = cards(&records);
    let schedule = schedule(&cards);
    let far = date(2200, 1, 1);
    let mut all = due(&schedule, far);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), cards.len());
    assert_eq!(schedule.forecast(far)[0], cards.len());
    let retrievabilities: Vec<f64> =
        schedule.due(far).iter().map(|due| due.retrievability).collect();
    assert!(retrievabilities.is_sorted());
}

/// Sittings at any instants in a year, in the order in which they are written, with any offsets:
/// the clock goes back and forth.
fn wild() -> impl Strategy<Value = Vec<(i64, i32, bool)>> {
    prop::collection::vec((0..31_536_000_i64, -14..=14_i32, any::<bool>()), 1..12)
}

/// The records of those sittings.
fn records(sittings: &[(i64, i32, bool)]) -> Vec<Record> {
    let sitting = |(number, (seconds, hours, right)): (usize, &(i64, i32, bool))| {
        let at = Timestamp::from_second(1_770_000_000 + seconds).unwrap();
        let offset = UtcOffset::new(Offset::from_seconds(hours * 3_600).unwrap());
        let sheet = Sheet::new(&format!("s{number}"), &at.to_string(), &["q1"]);
        sheet.with(|start| start.offset = offset).answer(0, if *right { "1" } else { "0" }).record()
    };
    sittings.iter().enumerate().map(sitting).collect()
}

proptest! {
    #[test]
    fn nothing_is_due_before_the_day_after_its_last_review(sittings in wild()) {
        let records = records(&sittings);
        let cards = cards(&records);
        let schedule = schedule(&cards);
        let standing = &schedule.standings()[0];
        let latest = standing.card.reviews.iter().map(|review| review.day).max().unwrap();
        prop_assert_eq!(standing.card.reviews.len(), sittings.len());
        prop_assert!(standing.due > latest && standing.last == latest);
        // No day is counted twice, whatever the clock did.
        let days: u32 = standing.card.repetitions().map(|repetition| repetition.days).sum();
        let first = standing.card.reviews[0].day;
        prop_assert_eq!(days, days_between(first, latest));
    }
}
