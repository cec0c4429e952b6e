//! Days, and what must not disturb them: clocks that are set back, time zones, daylight saving; and
//! what must not disturb a history: a typo that is mended, and second tries.

use jiff::civil::DateTime;
use serde_json::Value;

use super::fsrs6::Fsrs6;
use super::learner::{DECK, Learner, WRONG, answer, converse, deck};
use crate::support::Sandbox;

/// Where and when a student sits down: the time on the wall, and the time zone.
type Moment<'z> = (&'static str, &'z str);

/// The instant of a moment.
fn instant((wall, zone): Moment<'_>) -> String {
    let wall: DateTime = wall.parse().unwrap();
    wall.in_tz(zone).unwrap().timestamp().to_string()
}

/// A sitting, with its number.
fn sit(
    sandbox: &Sandbox,
    moment: Moment<'_>,
    number: usize,
    args: &[&str],
    answer: impl FnMut(Option<usize>) -> Option<String>,
) -> String {
    let run = sandbox.quiz(args.iter().chain(&["--seed", "1"]));
    let run = run.session(&format!("SITTING-{number:02}")).env("TZ", moment.1);
    converse(run.env("QUIZDECK_NOW", instant(moment)).begin(), answer)
}

/// What is said of progress.
fn progress(sandbox: &Sandbox, moment: Moment<'_>) -> Value {
    let run = sandbox.quiz(["progress", "--format", "json"]).env("TZ", moment.1);
    let ended = run.env("QUIZDECK_NOW", instant(moment)).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    serde_json::from_str(&ended.stdout).unwrap()
}

/// The day on which each of at most ten questions is due.
fn due_list(sandbox: &Sandbox, moment: Moment<'_>) -> Vec<(String, String)> {
    let progress = progress(sandbox, moment);
    let rows = progress["weakest"].as_array().unwrap().iter();
    let text = |row: &Value, field: &str| row[field].as_str().unwrap().to_owned();
    let mut list: Vec<_> = rows.map(|row| (text(row, "question"), text(row, "due"))).collect();
    list.sort();
    list
}

fn wrong(asked: Option<usize>) -> Option<String> {
    asked.map(|_| WRONG.to_owned())
}

fn right(asked: Option<usize>) -> Option<String> {
    asked.map(answer)
}

/// Sittings over five weeks, in the evening, after midnight and in the morning: with the days on
/// which the clocks change in America (8 March), Europe (29 March) and Australia (5 April), and
/// with an hour that is left out there, or comes twice.
const SITTINGS: [&str; 14] = [
    "2026-03-05T10:00",
    "2026-03-06T23:30",
    "2026-03-08T02:30",
    "2026-03-08T22:00",
    "2026-03-10T10:00",
    "2026-03-13T10:00",
    "2026-03-14T21:00",
    "2026-03-17T10:00",
    "2026-03-20T10:00",
    "2026-03-28T23:59",
    "2026-03-30T01:30",
    "2026-04-02T09:00",
    "2026-04-05T02:30",
    "2026-04-06T10:00",
];

/// The same answers at the same times on the wall, each sitting in some time zone: all that was
/// printed, and the due days in the end.
fn five_weeks<'z>(zones: impl Fn(usize) -> &'z str) -> (String, Vec<(String, String)>) {
    let sandbox = Sandbox::new().file(DECK, deck(10));
    let mut printed = String::new();
    for (number, wall) in SITTINGS.into_iter().enumerate() {
        let args = ["review", DECK, "--new", "1"];
        let answer = |asked: Option<usize>| {
            let place = asked?;
            Some(if (place + number) % 3 > 0 { answer(place) } else { WRONG.to_owned() })
        };
        printed += &sit(&sandbox, (wall, zones(number)), number, &args, answer);
    }
    let readers = ["UTC", "Pacific/Auckland", "America/Los_Angeles"];
    let [list, others @ ..] = readers.map(|zone| due_list(&sandbox, ("2026-04-07T10:00", zone)));
    assert_eq!(others, [list.clone(), list.clone()], "the past is another one elsewhere");
    (printed, list)
}

#[test]
fn days_are_days_wherever_and_however_long_they_are() {
    let (printed, list) = five_weeks(|_| "UTC");
    assert_eq!(list.len(), 10);
    let same = |zones: &str, elsewhere: (String, Vec<_>)| {
        assert_eq!(elsewhere.1, list, "{zones}");
        assert!(elsewhere.0 == printed, "{zones}: {printed} is not {}", elsewhere.0);
    };
    for zone in ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"] {
        same(zone, five_weeks(|_| zone));
    }
    let travelling = five_weeks(|number| match number {
        5..=7 => "America/Los_Angeles",
        _ => "Pacific/Auckland",
    });
    same("Auckland, Los Angeles and back", travelling);
}

#[test]
fn a_day_that_comes_twice_asks_nothing_twice() {
    let sandbox = Sandbox::new().file(DECK, deck(2));
    let review = |moment, number, args: &[&str], expected: &str| {
        let args: Vec<_> = ["review", DECK].iter().chain(args).copied().collect();
        let printed = sit(&sandbox, moment, number, &args, wrong);
        assert!(printed.starts_with(expected), "{number}: {printed}");
    };
    let later = "Nothing is due today. The next question comes back on Fri 6 Mar.";
    let soon = "Nothing is due today. The next question comes back tomorrow.";
    let due = "Review: 2 due questions;";
    review(("2026-03-05T09:00", "Pacific/Auckland"), 1, &["--new", "2"], "Review: 2 new");
    review(("2026-03-05T21:00", "Pacific/Auckland"), 2, &[], soon);
    // Over the date line: it is the day before once more, and then the same day.
    review(("2026-03-04T20:00", "America/Los_Angeles"), 3, &[], later);
    review(("2026-03-05T20:00", "America/Los_Angeles"), 4, &[], soon);
    review(("2026-03-06T03:59", "America/Los_Angeles"), 5, &[], soon);
    review(("2026-03-06T04:00", "America/Los_Angeles"), 6, &[], due);
    review(("2026-03-06T23:00", "America/Los_Angeles"), 7, &[], "Nothing is due today.");
}

/// The oracle subtracts days and would fail for a negative interval, and the student fails when a
/// question comes twice a day.
#[test]
fn a_clock_set_back_makes_no_negative_interval() {
    let mut learner = Learner::new(Fsrs6::DEFAULT, 60, 2);
    learner.study(15);
    learner.day -= 7;
    learner.study(1);
    let in_between = learner.reviews.len();
    learner.study(14);
    let reviews = &learner.reviews;
    // In the days that came again only what was new there came back.
    assert!(in_between > 10 && reviews.len() > in_between + 10);
    assert_eq!(learner.json(&["progress"])["predictions"]["reviews"], reviews.len());
}

#[test]
fn what_is_practised_with_the_clock_set_back_is_history_of_that_day() {
    let zone = "UTC";
    let practised = |walls: [(&'static str, bool); 3]| {
        let sandbox = Sandbox::new().file(DECK, deck(1));
        for (number, (wall, is_right)) in walls.into_iter().enumerate() {
            let answer = if is_right { right } else { wrong };
            sit(&sandbox, (wall, zone), number, &["practice", DECK], answer);
        }
        sandbox
    };
    let [first, second, last] =
        [("2026-03-13T10:00", true), ("2026-03-13T11:00", false), ("2026-03-20T10:00", true)];
    let as_it_comes = practised([first, second, last]);
    let set_back = practised([last, first, second]);
    let today = ("2026-03-13T12:00", zone);
    let due = due_list(&set_back, today);
    assert_eq!(due, due_list(&as_it_comes, today));
    assert!(due[0].1.as_str() > "2026-03-20", "{due:?}");
    let printed = sit(&set_back, today, 3, &["review", DECK], wrong);
    assert!(printed.starts_with("Nothing is due today."), "{printed}");
    let data = progress(&set_back, today);
    assert_eq!(
        (&data["total"]["due_today"], &data["total"]["retention"]),
        (&0.into(), &1.0.into())
    );
}

#[test]
fn a_typo_that_is_mended_keeps_the_history() {
    let sandbox = Sandbox::new().file(DECK, deck(3));
    let zone = "UTC";
    sit(&sandbox, ("2026-03-01T10:00", zone), 1, &["review", DECK, "--new", "3"], right);
    let later = ("2026-03-03T10:00", zone);
    let before = due_list(&sandbox, later);
    let mended = deck(3).replace("Which number is at 0?", "Which number, please, is at 0?");
    let changed = mended.replace("answer = \"word1x\"", "answer = \"another\"");
    let sandbox = sandbox.file(DECK, changed);
    assert_eq!(due_list(&sandbox, later), before);
    let printed = sit(&sandbox, later, 2, &["review", DECK], right);
    assert!(printed.starts_with("Review: 3 due questions;"), "{printed}");
    assert!(printed.contains("Which number, please, is at 0?"), "{printed}");
    // Another key is another matter: it is said where the question is asked, and only there.
    let remark = "The key of this question was changed since you answered it on 2026-03-01: that \
                  answer would be wrong today.";
    assert_eq!(printed.matches(remark).count(), 1, "{printed}");
    assert_eq!(printed.matches("The key of this question").count(), 1, "{printed}");
}

/// Practises three questions that are all answered wrongly, and does more after the feedback of the
/// first; gives what is said of accuracy and due days then. How many answers a day had is left out:
/// one that was taken back is none.
fn practised(mut more: impl FnMut(&mut State, Option<usize>) -> Option<String>) -> Value {
    let sandbox = Sandbox::new().file(DECK, deck(3));
    let moment = ("2026-03-01T10:00", "UTC");
    let mut state = State::default();
    sit(&sandbox, moment, 1, &["practice", DECK, "--all"], |asked| {
        state.prompts += 1;
        more(&mut state, asked)
    });
    assert!(state.second_tries > 0 || state.prompts == 4, "{state:?}");
    let mut data = progress(&sandbox, ("2026-03-02T10:00", "UTC"));
    data.as_object_mut().unwrap().remove("days");
    data
}

/// How far a sitting is.
#[derive(Debug, Default)]
struct State {
    prompts: usize,
    second_tries: usize,
}

impl State {
    fn second_try(&mut self, asked: Option<usize>) -> Option<String> {
        self.second_tries += 1;
        right(asked)
    }
}

#[test]
fn what_is_answered_after_its_feedback_changes_nothing() {
    let plain = practised(|_, asked| wrong(asked));
    assert_eq!((&plain["total"]["answers"], &plain["total"]["right"]), (&3.into(), &0.into()));
    let taken_back = practised(|state, asked| match state.prompts {
        2 => Some(":undo".to_owned()),
        3 => state.second_try(asked),
        _ => wrong(asked),
    });
    assert_eq!(taken_back, plain);
    let gone_back = practised(|state, asked| match state.prompts {
        2 => Some(":back".to_owned()),
        3 => state.second_try(asked),
        _ => wrong(asked),
    });
    assert_eq!(gone_back, plain);
    let again = practised(|state, asked| match (state.prompts, asked) {
        (4, None) => Some("m".to_owned()),
        (5.., Some(_)) => state.second_try(asked),
        _ => wrong(asked),
    });
    assert_eq!(again, plain);
}
