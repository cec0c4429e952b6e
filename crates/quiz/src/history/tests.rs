//! History as a whole, without files.

use console::Look;
use session::record::{Event, Mode, MoreReason, Record};

use super::decks::Decks;
use super::full::Full;
use super::marks::{Marks, PointsFrom, Progress, Sum};
use super::testing::{PLAIN, Sitting, TRAVELLER, answer, deck, end, question, record};
use super::*;

/// What a sitting earned, with its deck or without it.
fn marks(sitting: &Sitting, decks: &Decks) -> Marks {
    Progress::of(&record(sitting), decks).marks
}

fn sum(events: fn() -> Vec<(i64, Event)>, decks: &Decks) -> Sum {
    match marks(&Sitting { events, ..PLAIN }, decks) {
        Marks::Some(sum) => sum,
        none => panic!("{none:?}"),
    }
}

/// Right, asked, earned and possible.
fn numbers(sum: &Sum) -> (usize, usize, String, String) {
    (sum.right, sum.asked, sum.earned.to_string(), sum.possible.to_string())
}

#[test]
fn points_are_those_of_the_deck_or_one_each() {
    let events = || vec![(1, answer(0, "a", "1")), (1, answer(1, "b", "1/3")), (1, end())];
    let found = sum(events, &Decks::at_hand([deck()]));
    assert_eq!(numbers(&found), (1, 2, "1.67".into(), "3".into()));
    assert_eq!((found.percent, found.points_from), (Some(56), PointsFrom::Deck));
    let alone = sum(events, &Decks::default());
    assert_eq!(numbers(&alone), (1, 2, "1.33".into(), "2".into()));
    assert_eq!((alone.percent, alone.points_from), (Some(67), PointsFrom::OneEach));
}

#[test]
fn what_counts_is_what_the_scorecard_counts() {
    let decks = Decks::at_hand([deck()]);
    let second_try = || vec![(1, answer(0, "b", "0")), (1, answer(0, "a", "1"))];
    assert_eq!(numbers(&sum(second_try, &decks)), (0, 1, "0".into(), "1".into()));
    let taken_back = || vec![(1, answer(0, "a", "1")), (1, Event::Undo { line: 1 })];
    assert_eq!(numbers(&sum(taken_back, &decks)), (0, 1, "0".into(), "1".into()));
    let skipped = || vec![(1, Event::Skip { q: 1 }), (1, Event::Timeout { q: Some(0) })];
    assert_eq!(numbers(&sum(skipped, &decks)), (0, 2, "0".into(), "3".into()));
    let below_zero = || vec![(1, answer(0, "b", "-1/4")), (1, answer(2, "a", "1"))];
    assert_eq!(numbers(&sum(below_zero, &decks)), (1, 2, "1".into(), "2".into()));
    let again = || {
        let more = Event::More { reason: MoreReason::Missed, paper: vec![question("q0")] };
        vec![(1, answer(0, "b", "0")), (1, more), (1, answer(3, "a", "1"))]
    };
    assert_eq!(numbers(&sum(again, &decks)), (0, 1, "0".into(), "1".into()));
}

#[test]
fn an_exam_tells_nothing_before_its_end() {
    let decks = Decks::at_hand([deck()]);
    let open = || vec![(1, answer(0, "a", "1"))];
    let exam = Sitting { mode: Mode::Exam, ..PLAIN };
    assert_eq!(marks(&Sitting { events: open, ..exam }, &decks), Marks::Untold);
    let Marks::Some(told) = marks(&exam, &decks) else { panic!("it is over") };
    assert_eq!(numbers(&told), (1, 3, "1".into(), "4".into()), "what is open is owed");
    assert_eq!(marks(&Sitting { no_feedback: true, ..exam }, &decks), Marks::Untold);
    let record = record(&Sitting { events: open, ..exam });
    let full = full(&record, &decks);
    assert_eq!((full.paper[0].verdict, full.paper[0].answers[0].verdict), (None, None));
    let json = sheet::json(&full);
    assert!(!json.contains("\"right\""), "{json}");
}

#[test]
fn what_is_not_graded_is_not_scored() {
    let decks = Decks::at_hand([deck()]);
    assert_eq!(marks(&Sitting { handout: true, ..PLAIN }, &decks), Marks::Unscored);
    assert_eq!(marks(&Sitting { events: Vec::new, ..PLAIN }, &decks), Marks::Unscored);
}

fn full(record: &Record, decks: &Decks) -> Full {
    Full::of(record, Path::new("x.jsonl"), "AAXY", decks)
}

fn full_lines(sitting: &Sitting, decks: &Decks, look: &Look) -> String {
    full_text::lines(&full(&record(sitting), decks), look).join("\n")
}

#[test]
fn both_dates_of_an_exam_that_was_resumed_are_kept() {
    let text = full_lines(&TRAVELLER, &Decks::at_hand([deck()]), &Look::LINE);
    let head: Vec<&str> = text.lines().take(8).collect();
    assert_eq!(
        head,
        [
            "Deck: Key facts",
            "Sitting: 01KJM3V5Z0BBBBBBBBBBBBBBXZ",
            "What: exam",
            "Seed: 7",
            "Started: 2026-02-28 23:30 -03:00",
            "Resumed: 2026-03-04 10:00 +05:45",
            "Ended: 2026-03-04 10:01 +05:45, you handed in",
            "Time: 2 min",
        ]
    );
}

/// All that can be said of a question.
const ASIDES: Sitting = Sitting {
    events: || {
        let flag = |q, note: &str| Event::Flag { q, note: note.into() };
        let easy = Event::Easy { line: 1 };
        vec![
            (7, answer(0, "a", "1")),
            (1, easy),
            (1, flag(0, "=cmd()|'x' \u{1b}[2J")),
            (1, Event::Hint { q: 1, hint: 1 }),
            (5, answer(1, "b", "1/3")),
            (1, Event::Claim { line: 5, note: "it is so".into() }),
            (1, Event::Hint { q: 2, hint: 1 }),
            (1, flag(2, "")),
            (1, Event::Timeout { q: Some(2) }),
            (1, answer(2, "a", "1")),
        ]
    },
    ..PLAIN
};

#[test]
fn each_question_says_what_became_of_it() {
    let text = full_lines(&ASIDES, &Decks::at_hand([deck()]), &Look::LINE);
    let questions = text.split_once("\n\n").unwrap().1;
    assert_eq!(
        questions,
        "Question 1: Is q0 so?\n\
         Answer: a) Yes\n\
         Right, 1 of 1 point, 7 s, easy.\n\
         Flagged: =cmd()|'x' ␛[2J\n\
         Its text was changed since.\n\
         \n\
         Question 2: Is q1 so?\n\
         Answer: b) No\n\
         Partly right (1/3), 0.67 of 2 points, 7 s, after 1 hint.\n\
         You claimed more credit: it is so\n\
         Its text was changed since.\n\
         \n\
         Question 3: Is q2 so?\n\
         Answer: a) Yes\n\
         Right, 7 s, after 1 hint, late, second try.\n\
         Flagged.\n\
         Its text was changed since."
    );
}

#[test]
fn on_a_terminal_it_stands_in_columns() {
    let look = Look::rich(50).uncoloured();
    let text = full_lines(&ASIDES, &Decks::at_hand([deck()]), &look);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.contains(&"≈ 2  Is q1 so?"), "{text}");
    assert!(lines.contains(&"     ▸ b) No"), "{text}");
    assert!(lines.iter().all(|line| console::layout::width(line) <= 50), "{text}");
}

#[test]
fn without_its_deck_the_ids_are_told() {
    let text = full_lines(&PLAIN, &Decks::default(), &Look::LINE);
    assert!(text.starts_with("Deck: key-facts (deck not found)\n"), "{text}");
    assert!(text.contains("1 of 2 points, 50 % (one point for each question)\n"), "{text}");
    assert!(
        text.contains(
            "Question 2: q1\nAnswer: b\nWrong, 7 s.\nIt is not found in the deck key-facts.\n"
        ),
        "{text}"
    );
}

#[test]
fn damage_is_told() {
    let mut text = testing::text(&PLAIN).replacen("\"choice\":\"a\"", "\"choice\":\"b\"", 1);
    text.push_str("{\"n\":4,");
    let record = session::record::read(text.as_bytes()).unwrap();
    let lines = full_text::lines(&full(&record, &Decks::default()), &Look::LINE);
    let changed =
        "The record was changed after it was written: its line 2 does not fit those before.";
    let torn = "The last line of the record was cut off; it is not used.";
    assert_eq!(lines[lines.len() - 2..], [changed, torn]);
}

#[test]
fn damage_of_a_sitting_that_is_named_is_found() {
    let disk = session::files::fault::Disk::new();
    let path = Path::new("plain.jsonl");
    let text = testing::text(&PLAIN).replacen("\"choice\":\"a\"", "\"choice\":\"b\"", 1);
    disk.replace(path, text.as_bytes()).unwrap();
    let mut records = Records::default();
    let unverified = session::record::read_unverified(text.as_bytes()).unwrap();
    records.records.push((path.to_owned(), unverified));
    let (file, record, short) = found(PLAIN.session, &records, &disk).unwrap();
    assert_eq!((file, record.broken_at, short), (path, Some(1), "AAXY"));
}

#[test]
fn a_date_is_a_day() {
    assert_eq!(date("2026-03-01").unwrap(), jiff::civil::date(2026, 3, 1));
    for bad in ["", "2026-02-30", "1.3.2026", "2026-3-1", "2026-03-01T09:30", "yesterday"] {
        assert!(date(bad).is_err(), "{bad}");
    }
}
