use deck_format::Kind;
use jiff::civil::date;
use session::record::{Event, Mode, Record};

use super::*;
use crate::calendar::Calendar;
use crate::memory::Model;
use crate::retention::Retention;
use crate::testing::{Sheet, item};
use crate::weakest::WEAKEST;

/// The questions of the sittings here: three of one deck, one of another.
const IDS: [(&str, &str); 4] = [("alps", "q1"), ("alps", "q2"), ("alps", "q3"), ("seas", "q1")];

fn on(day: i8) -> Sheet {
    let paper = IDS.map(|(deck, id)| item(deck, id, Kind::ShortAnswer, 0)).to_vec();
    let at = format!("{}T10:00:00Z", date(2026, 3, day));
    Sheet::with_paper(&format!("s{day}"), at.parse().unwrap(), paper)
}

/// Looks at the progress with some records on a day in March 2026.
fn look<T>(records: &[Record], day: i8, at: impl FnOnce(&Progress<'_, '_, '_, '_>) -> T) -> T {
    let high = ["high".to_owned(), "high".to_owned()];
    let both = ["high".to_owned(), "deep".to_owned()];
    let cards = Cards::from_records(records, Calendar::default());
    let schedule = Schedule::new(&cards, Model::default(), Retention::default());
    let tags = |deck: &DeckId, question: &QuestionId| match (deck.as_str(), question.as_str()) {
        ("alps", "q1") => &high[..],
        ("seas", "q1") => &both[..],
        _ => &[],
    };
    at(&Progress::of(&cards, &schedule, date(2026, 3, day), tags))
}

fn proportion(part: usize, of: usize) -> Proportion {
    Proportion { part, of }
}

#[test]
fn answers_are_counted_by_deck_and_tag() {
    let first = on(1).answer(0, "1").answer(1, "1/2").then(Event::Skip { q: 2 }).answer(3, "1");
    let records = [first.record(), on(3).answer(0, "0").answer(0, "1").record()];
    look(&records, 3, |progress| {
        assert_eq!((progress.total.seen, progress.total.reviewed), (4, 4));
        assert_eq!(progress.total.accuracy, proportion(2, 4));
        assert_eq!((progress.total.answers(), progress.total.passed_over), (4, 1));
        assert_eq!(progress.total.mean_fraction(), Some(2.5 / 4.0));
        let decks: Vec<_> = progress
            .by_deck
            .iter()
            .map(|(deck, group)| (deck.as_str(), group.seen, group.accuracy))
            .collect();
        assert_eq!(decks, [("alps", 3, proportion(1, 3)), ("seas", 1, proportion(1, 1))]);
        let tags: Vec<_> =
            progress.by_tag.iter().map(|(tag, group)| (*tag, group.accuracy)).collect();
        assert_eq!(tags, [("deep", proportion(1, 1)), ("high", proportion(2, 3))]);
    });
}

#[test]
fn an_exam_is_seen_and_studied_but_not_counted() {
    let exam = on(1).with(|start| start.mode = Mode::Exam).answer(0, "0");
    look(&[exam.record()], 2, |progress| {
        assert_eq!((progress.total.seen, progress.total.reviewed), (1, 0));
        assert_eq!((progress.total.accuracy.share(), progress.total.retention()), (None, None));
        assert_eq!((progress.total.mean_fraction(), progress.weakest.len()), (None, 0));
        assert_eq!(progress.days, &BTreeMap::from([(date(2026, 3, 1), 1)]));
        assert_eq!(progress.streaks, Streaks { current: 1, longest: 1 });
    });
}

#[test]
fn credit_below_zero_counts_as_none() {
    let record = on(1).answer(0, "-1").answer(1, "1").record();
    look(&[record], 1, |progress| assert_eq!(progress.total.mean_fraction(), Some(0.5)));
}

#[test]
fn a_taken_back_answer_is_a_miss() {
    let record = on(1).answer(0, "1").then(Event::Undo { line: 1 }).record();
    look(&[record], 1, |progress| assert_eq!(progress.total.accuracy, proportion(0, 1)));
}

#[test]
fn retention_is_the_mean_chance_of_recall_today() {
    let records = [on(1).answer(0, "1").answer(3, "1").record()];
    let today = look(&records, 1, |progress| progress.total.retention());
    assert_eq!(today, Some(1.0));
    let later = look(&records, 3, |progress| progress.total.retention().unwrap());
    // The first row of vector A of the reference.
    assert!((later - 0.909_493).abs() < 1e-4);
}

#[test]
fn what_becomes_due_is_counted_by_group() {
    let records = [on(1).answer(0, "1").answer(1, "0").answer(3, "0").record()];
    look(&records, 1, |progress| {
        assert_eq!(progress.total.due[..4], [0, 2, 1, 0]);
        assert_eq!(progress.by_deck[1].1.due[..4], [0, 1, 0, 0]);
        assert_eq!(progress.by_tag[1].1.due[..4], [0, 1, 1, 0]);
    });
    look(&records, 9, |progress| assert_eq!(progress.total.due[0], 3));
}

/// The weakest questions, as deck and id.
fn weakest(records: &[Record], day: i8) -> Vec<String> {
    look(records, day, |progress| {
        let name = |weak: &Weak<'_, '_, '_>| {
            format!("{}/{}", weak.standing.card.deck, weak.standing.card.question)
        };
        progress.weakest.iter().map(name).collect()
    })
}

#[test]
fn the_weakest_are_those_that_will_not_be_known_in_a_week() {
    // A miss of today is weaker than something known that is overdue by a week.
    let records = [on(1).answer(0, "1").record(), on(8).answer(3, "0").record()];
    assert_eq!(weakest(&records, 8), ["seas/q1", "alps/q1"]);
}

#[test]
fn equally_weak_ones_are_ordered_by_misses_and_then_by_id() {
    let records = [on(1).answer(3, "0").answer(1, "0").answer(0, "0").record()];
    assert_eq!(weakest(&records, 1), ["alps/q1", "alps/q2", "seas/q1"]);
    look(&records, 1, |progress| {
        let first = progress.weakest[0];
        assert_eq!((first.misses, first.today), (1, 1.0));
        assert!(first.ahead < 0.6);
    });
}

#[test]
fn only_so_many_weak_ones_are_named() {
    let paper = (0..30).map(|n| item("alps", &format!("q{n}"), Kind::ShortAnswer, 0)).collect();
    let sheet = Sheet::with_paper("s1", "2026-03-01T10:00:00Z".parse().unwrap(), paper);
    let record = (0..30).fold(sheet, |sheet, q| sheet.answer(q, "0")).record();
    assert_eq!(weakest(&[record], 1).len(), WEAKEST);
}
