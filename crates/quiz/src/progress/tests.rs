//! What progress looks like, from a report that is made up.
//!
//! The pages are files in `tests`; `UPDATE=1 cargo test -p quiz progress` writes them anew.

use std::path::Path;

use console::{Look, layout};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use study::Proportion;

use super::report::{
    ByDeck, ByTag, Confidence, Day, Decile, Due, Group, Predictions, Rate, Report, Step, Weak,
};
use super::{ahead, days, sure, text};

/// A Wednesday.
const TODAY: Date = date(2026, 3, 4);

fn rate(right: usize, answers: usize) -> Rate {
    Rate::of(Proportion { part: right, of: answers })
}

fn group(seen: usize, questions: Option<usize>, rate: Rate, due_today: usize) -> Group {
    let retention = (rate.answers > 0).then_some(0.914);
    Group { seen, questions, reviewed: seen, rate, retention, due_today, ..Group::default() }
}

fn deck(id: &str, title: Option<&str>, group: Group) -> ByDeck {
    let shown = title.map_or_else(|| format!("{id} (deck not found)"), str::to_owned);
    ByDeck { deck: id.to_owned(), title: title.map(str::to_owned), shown, group }
}

fn weak(prompt: &str, lapses: usize) -> Weak {
    Weak {
        deck: "key-facts".to_owned(),
        deck_shown: "China's policing abroad: key facts".to_owned(),
        question: "q1".to_owned(),
        prompt: prompt.to_owned(),
        retention: 0.613,
        retention_in_a_week: 0.478,
        lapses,
        answers: 5,
        right: 2,
        due: TODAY,
    }
}

fn step(step: &'static str, said: f64, rate: Rate) -> Step {
    Step { step, said: (rate.answers > 0).then_some(said), rate, enough: rate.answers >= 10 }
}

fn decile(predicted: f64, recalled: usize) -> Decile {
    let rate = rate(recalled, 31);
    Decile {
        lowest: predicted - 0.02,
        highest: predicted + 0.02,
        predicted,
        reviews: 31,
        recalled,
        observed: rate.accuracy,
        interval: rate.interval,
    }
}

fn due() -> Vec<Due> {
    let counts = [12, 3, 0, 1, 24, 0, 0, 5, 2, 0, 0, 0, 1, 7];
    let day = |ahead: usize| TODAY.checked_add(i64::try_from(ahead).unwrap().days()).unwrap();
    let due = |(ahead, questions)| Due {
        day: day(ahead),
        weekday: day(ahead).strftime("%A").to_string(),
        questions,
    };
    counts.into_iter().enumerate().map(due).collect()
}

/// Days of every step, and gaps.
fn study_days() -> Vec<Day> {
    let on = |day: Date, answers| Day { day, answers };
    let autumn = (1..=60_i64).step_by(3).map(|n| {
        let day = date(2025, 10, 1).checked_add(n.days()).unwrap();
        on(day, usize::try_from(n).unwrap())
    });
    let march = [(1, 9), (2, 10), (3, 45), (6, 3)].map(|(day, n)| on(date(2026, 3, day), n));
    autumn.chain(march).collect()
}

/// A report in which there is something of everything.
fn full() -> Report {
    let days = study_days();
    Report {
        today: TODAY,
        only_some_decks: false,
        retention_target: 0.9,
        own_parameters: true,
        total: group(41, None, rate(102, 123), 12),
        by_deck: vec![
            deck(
                "key-facts",
                Some("China's policing abroad: key facts"),
                group(40, Some(64), rate(100, 120), 12),
            ),
            deck("old-deck", None, group(1, None, rate(2, 3), 2)),
            deck("terms", Some("Terms"), group(0, Some(15), rate(0, 0), 0)),
        ],
        by_tag: vec![
            ByTag { tag: "aims".to_owned(), group: group(9, Some(12), rate(20, 20), 0) },
            ByTag { tag: "treaties".to_owned(), group: group(12, Some(12), rate(18, 41), 7) },
        ],
        due: due(),
        overdue: 5,
        due_in_decks_not_found: 2,
        days_studied: days.len(),
        days,
        streak: 3,
        longest_streak: 12,
        confidence: Some(Confidence {
            brier: 0.171_25,
            steps: vec![
                step("guess", 0.33, rate(4, 6)),
                step("unsure", 0.66, rate(20, 30)),
                step("sure", 1.0, rate(52, 60)),
            ],
        }),
        predictions: Predictions {
            reviews: 62,
            reviews_needed: 0,
            log_loss: Some(0.321_44),
            rmse_bins: Some(0.045_6),
            deciles: vec![decile(0.61, 28), decile(0.97, 30)],
        },
        weakest: vec![
            weak("Which academy opened in Kunming in 2016?", 3),
            weak(
                "Roughly how did the number of extradition treaties change, and why did it do so?",
                0,
            ),
        ],
        questions_removed: 1,
    }
}

/// The report of a student who has answered one question, right.
fn first() -> Report {
    let day = Day { day: TODAY, answers: 1 };
    Report {
        own_parameters: false,
        total: group(1, Some(64), rate(1, 1), 0),
        by_deck: vec![deck("terms", Some("Terms"), group(1, Some(64), rate(1, 1), 0))],
        by_tag: Vec::new(),
        due: due().into_iter().map(|day| Due { questions: 0, ..day }).collect(),
        overdue: 0,
        due_in_decks_not_found: 0,
        days: vec![day],
        days_studied: 1,
        streak: 1,
        longest_streak: 1,
        confidence: None,
        predictions: Predictions {
            reviews: 0,
            reviews_needed: 100,
            log_loss: None,
            rmse_bins: None,
            deciles: Vec::new(),
        },
        weakest: vec![weak("Is it so?", 0)],
        questions_removed: 0,
        ..full()
    }
}

#[track_caller]
fn check(name: &str, look: &Look) {
    let page = |report| text::lines(report, look).join("\n");
    let found = format!("{}\n\n══ The first answer\n\n{}\n", page(&full()), page(&first()));
    let widest = found.lines().map(layout::styled_width).max().unwrap_or(0);
    assert!(look.width.is_none_or(|columns| widest <= columns), "{widest} columns");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/progress/tests").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file, found).unwrap();
        return;
    }
    assert_eq!(std::fs::read_to_string(file).unwrap_or_default(), found, "{name}");
}

#[test]
fn on_a_terminal() {
    check("80-columns.txt", &Look::rich(80).uncoloured());
}

#[test]
fn on_a_terminal_in_ascii() {
    let look = Look::rich(80).uncoloured().ascii();
    check("80-columns-ascii.txt", &look);
    assert!(text::lines(&full(), &look).concat().is_ascii());
}

#[test]
fn on_a_narrow_terminal() {
    check("40-columns.txt", &Look::rich(40).uncoloured());
    check("40-columns-ascii.txt", &Look::rich(40).uncoloured().ascii());
}

#[test]
fn in_line_mode() {
    check("lines.txt", &Look::LINE);
}

#[test]
fn no_line_is_too_wide_whatever_the_width() {
    for columns in [20, 31, 59, 61, 63, 64, 70, 100, 200] {
        for report in [full(), first()] {
            let lines = text::lines(&report, &Look::rich(columns));
            let widest = lines.iter().map(|line| layout::styled_width(line)).max().unwrap();
            assert!(widest <= columns, "{widest} of {columns}: {}", lines.join("\n"));
        }
    }
}

#[test]
fn colours_add_nothing_but_colour() {
    for columns in [40, 80] {
        let look = Look::rich(columns);
        let plain = text::lines(&full(), &look.uncoloured()).join("\n");
        let coloured = text::lines(&full(), &look).join("\n");
        assert_ne!(plain, coloured);
        assert_eq!(without_styles(&coloured), plain);
    }
}

/// A text without the sequences that select a style.
fn without_styles(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once('m').map_or(part, |(_, rest)| rest));
    std::iter::once(first).chain(rest).collect()
}

#[test]
fn the_signs_of_the_calendar_are_those_of_its_legend() {
    let look = Look::rich(80).uncoloured();
    let counts = [0, 1, 9, 10, 19, 20, 39, 40, 500];
    let days = counts.iter().enumerate();
    let day = |(ago, answers): (usize, &usize)| Day {
        day: TODAY.checked_sub(i64::try_from(ago).unwrap().days()).unwrap(),
        answers: *answers,
    };
    let report = Report { days: days.map(day).filter(|day| day.answers > 0).collect(), ..full() };
    let drawn = days::drawn(&report, 76, &look);
    let last = |row: usize| drawn[row].chars().filter(|c| !c.is_ascii()).collect::<String>();
    let ends = |row: usize, end: &str| assert!(last(row).ends_with(end), "{row}: {}", drawn[row]);
    // Today is the Wednesday; what is to come is blank.
    for (row, end) in (1..).zip(["··░", "·█░", "·█·", "··▓", "··▓", "··▒", "··▒"])
    {
        ends(row, end);
    }
}

#[test]
fn the_lines_hold_the_numbers_of_the_pictures() {
    let report = full();
    let lines = ahead::lines(&report);
    assert_eq!(lines.len(), 14);
    assert_eq!(lines[0], "Wed 2026-03-04: 12 questions, 5 of them overdue");
    let weeks = days::lines(&report);
    // What came after today, by a clock that was set back, is told as well.
    assert_eq!(weeks.last().unwrap(), "Week of Mon 2026-03-02: Mon 10, Tue 45, Fri 3");
    let sum = |lines: &[String]| -> usize {
        let numbers = lines.iter().flat_map(|line| line.split(": ").nth(1).unwrap().split(", "));
        numbers.map(|day| day.split(' ').nth(1).unwrap().parse::<usize>().unwrap()).sum()
    };
    let days: usize = report.days.iter().map(|day| day.answers).sum();
    assert_eq!(sum(&weeks), days);
}

#[test]
fn too_few_predictions_are_counted_and_not_judged() {
    let report = first();
    assert!(sure::predictions(&report, &Look::LINE).is_none());
    assert_eq!(
        sure::predictions_note(&report),
        "0 reviews so far that came a day or more after another; 100 more are needed to tell."
    );
}

#[test]
fn a_history_of_nothing_says_how_to_begin() {
    let empty = || Report { total: Group::default(), ..first() };
    let says = |report: &Report| text::lines(report, &Look::LINE).join("\n");
    assert_eq!(says(&empty()), "No answers yet. Begin with `quiz`, which lets you choose a deck.");
    let narrow = Report { only_some_decks: true, ..empty() };
    assert!(says(&narrow).starts_with("No answers yet with what you named."));
}
