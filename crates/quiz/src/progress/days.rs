//! The days of study: a calendar on a terminal, a line for each week else.

use std::collections::HashMap;

use console::{Look, layout, style, words};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::report::Report;

/// The most weeks that are shown.
const WEEKS: usize = 26;
/// The columns of a week: a sign and a space.
const CELL: usize = 2;
/// The columns before the first week: the name of a weekday and a space.
const LABEL: usize = 4;
/// The fewest answers of each step but the first, which is for none.
const STEPS: [usize; 4] = [1, 10, 20, 40];
/// The signs of the steps.
const UNICODE: [&str; 5] = ["·", "░", "▒", "▓", "█"];
const ASCII: [&str; 5] = [".", ":", "+", "*", "#"];
/// What each step stands for.
const LEGEND: [&str; 5] = ["none", "1 to 9", "10 to 19", "20 to 39", "40 or more answers"];

/// Some weeks up to that of today.
struct Weeks {
    /// The Monday of each, the oldest first.
    mondays: Vec<Date>,
    answers: HashMap<Date, usize>,
    today: Date,
}

impl Weeks {
    fn of(report: &Report, most: usize) -> Self {
        let this = monday(report.today);
        let back = |week: &Date| week.checked_sub(1.week()).ok();
        let mut mondays: Vec<Date> = std::iter::successors(Some(this), back).take(most).collect();
        mondays.reverse();
        let answers = report.days.iter().map(|day| (day.day, day.answers)).collect();
        Self { mondays, answers, today: report.today }
    }

    /// The answers on a day of a week; `None` on days that are to come.
    fn answers(&self, monday: Date, weekday: usize) -> Option<usize> {
        let day = on(monday, weekday)?;
        match self.answers.get(&day) {
            Some(answers) => Some(*answers),
            None => (day <= self.today).then_some(0),
        }
    }

    /// On how many days of them there were answers.
    fn studied(&self) -> usize {
        let days = self.mondays.iter().flat_map(|monday| (0..7).map(move |day| (*monday, day)));
        days.filter(|(monday, day)| self.answers(*monday, *day).is_some_and(|n| n > 0)).count()
    }
}

/// The Monday of the week of a day.
fn monday(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(back.days()).unwrap_or(day)
}

fn on(monday: Date, weekday: usize) -> Option<Date> {
    monday.checked_add(i64::try_from(weekday).ok()?.days()).ok()
}

/// What stands above the days.
pub(super) fn heading(report: &Report, columns: Option<usize>) -> String {
    let weeks = Weeks::of(report, shown(columns));
    let days = words::count(weeks.studied(), "day");
    let all = if report.only_some_decks { ", with all decks" } else { "" };
    format!("Studied on {days} of the last {} weeks{all}", weeks.mondays.len())
}

/// How many weeks are shown in so many columns.
fn shown(columns: Option<usize>) -> usize {
    let fitting = columns.map_or(WEEKS, |columns| (columns + 1).saturating_sub(LABEL) / CELL);
    fitting.clamp(1, WEEKS)
}

/// `3 days in a row now, 12 at most; 97 days in all.`
pub(super) fn streaks(report: &Report) -> String {
    format!(
        "{} in a row now, {} at most; {} in all.",
        words::count(report.streak, "day"),
        report.longest_streak,
        report.days_studied
    )
}

/// The calendar: months above, a row for each weekday, what the signs mean below.
pub(super) fn drawn(report: &Report, columns: usize, look: &Look) -> Vec<String> {
    let weeks = Weeks::of(report, shown(Some(columns)));
    let mut lines = vec![look.paint(style::DIM, &months(&weeks.mondays, columns))];
    let weekdays = std::iter::successors(Some(Weekday::Monday), |day| Some(day.next()));
    for (place, weekday) in weekdays.take(7).enumerate() {
        let label = look.paint(style::DIM, short(weekday));
        let cells: String = weeks
            .mondays
            .iter()
            .map(|monday| format!(" {}", sign(weeks.answers(*monday, place), look)))
            .collect();
        lines.push(format!("{label}{cells}").trim_end().to_owned());
    }
    lines.extend(legend(columns, look));
    lines
}

/// The sign of a day.
fn sign(answers: Option<usize>, look: &Look) -> String {
    answers.map_or_else(|| " ".to_owned(), |answers| step_sign(step(answers), look))
}

fn step(answers: usize) -> usize {
    STEPS.partition_point(|least| *least <= answers)
}

fn step_sign(step: usize, look: &Look) -> String {
    let signs = if look.unicode { UNICODE } else { ASCII };
    let style = if step == 0 { style::DIM } else { style::ACCENT };
    look.paint(style, signs[step])
}

/// The columns of the name of a month.
const NAME: usize = 3;

/// The names of the months, each above the first week that begins in it, where there is room.
fn months(mondays: &[Date], columns: usize) -> String {
    let mut line = " ".repeat(LABEL);
    for (week, monday) in mondays.iter().enumerate() {
        let before = week.checked_sub(1).and_then(|before| mondays.get(before));
        let begins = before.is_none_or(|before| before.month() != monday.month());
        // A month of which the first week alone is shown would push the next away.
        let room = mondays.get(week + 1).is_none_or(|next| next.month() == monday.month());
        let at = LABEL + week * CELL;
        if begins && room && line.len() <= at && at + NAME <= columns {
            line.push_str(&" ".repeat(at - line.len()));
            line.push_str(&format!("{} ", monday.strftime("%b")));
        }
    }
    line.trim_end().to_owned()
}

fn short(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

/// What the signs mean, on as few lines as they fit on; a sign is never apart from its words.
fn legend(columns: usize, look: &Look) -> Vec<String> {
    let parts = LEGEND.iter().enumerate().map(|(step, words)| {
        format!("{} {}", step_sign(step, look), look.paint(style::DIM, words))
    });
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line)
                if layout::styled_width(line) + 2 + layout::styled_width(&part) <= columns =>
            {
                line.push_str("  ");
                line.push_str(&part);
            }
            _ => lines.push(format!("{}{part}", " ".repeat(LABEL))),
        }
    }
    lines
}

/// A line for each week with answers: `Week of Mon 2026-02-23: Tue 12, Sun 3`.
pub(super) fn lines(report: &Report) -> Vec<String> {
    let weeks = Weeks::of(report, WEEKS);
    let line = |monday: &Date| {
        let days = (0..7).filter_map(|weekday| {
            let answers = weeks.answers(*monday, weekday).filter(|answers| *answers > 0)?;
            Some(format!("{} {answers}", short(on(*monday, weekday)?.weekday())))
        });
        let days: Vec<String> = days.collect();
        (!days.is_empty()).then(|| format!("Week of Mon {monday}: {}", days.join(", ")))
    };
    weeks.mondays.iter().filter_map(line).collect()
}
