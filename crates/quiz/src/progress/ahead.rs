//! What is due in the next days: bars on a terminal, a line for each day else.

use console::{Look, bar, style, words};
use deck_format::Fraction;

use super::report::{Due, Report};

/// The widest bar.
const BAR: usize = 40;
/// The columns between the parts of a line.
const GAP: usize = 2;

/// What stands above the days.
pub(super) fn heading(report: &Report) -> String {
    let all: usize = report.due.iter().map(|day| day.questions).sum();
    let days = report.due.len();
    format!("Due in the next {}: {}", words::count(days, "day"), words::count(all, "question"))
}

/// A bar for each day.
pub(super) fn drawn(report: &Report, columns: usize, look: &Look) -> Vec<String> {
    let most = report.due.iter().map(|day| day.questions).max().unwrap_or(0);
    if most == 0 {
        return Vec::new();
    }
    let widest = most.to_string().len();
    report.due.iter().map(|day| drawn_day(day, most, widest, columns, look)).collect()
}

/// `Sun  1 Mar  12  ████████`.
fn drawn_day(day: &Due, most: usize, widest: usize, columns: usize, look: &Look) -> String {
    let date = day.day.strftime("%a %e %b").to_string();
    let number = format!("{:>widest$}", day.questions);
    let left = columns.saturating_sub(date.len() + widest + 2 * GAP);
    let bar = bar(Fraction::of(day.questions, most), left.min(BAR), look);
    // What is empty says nothing here.
    let bar = bar.trim_end_matches(['░', '.']);
    let gap = " ".repeat(GAP);
    let line = format!("{date}{gap}{number}{gap}{}", look.paint(style::ACCENT, bar));
    line.trim_end().to_owned()
}

/// What is to be said about today beside its number.
pub(super) fn note(report: &Report) -> Option<String> {
    match report.overdue {
        0 => None,
        1 => Some("1 of today's is overdue.".to_owned()),
        overdue => Some(format!("{overdue} of today's are overdue.")),
    }
}

/// A line for each day: `Sun 2026-03-01: 12 questions`; none where nothing is due on any.
pub(super) fn lines(report: &Report) -> Vec<String> {
    if report.due.iter().all(|day| day.questions == 0) {
        return Vec::new();
    }
    let line = |day: &Due| {
        let date = day.day.strftime("%a %Y-%m-%d");
        format!("{date}: {}", words::count(day.questions, "question"))
    };
    let mut lines: Vec<String> = report.due.iter().map(line).collect();
    if let Some(today) = lines.first_mut().filter(|_| report.overdue > 0) {
        today.push_str(&format!(", {} of them overdue", report.overdue));
    }
    lines
}

/// What is best done next.
pub(super) fn next(report: &Report) -> String {
    let ahead = report.due.iter().find(|day| day.questions > 0);
    match (report.total.due_today, ahead) {
        (0, Some(day)) => format!(
            "Nothing is due today; the next come back on {}. `quiz review --new 10` asks new ones.",
            day.day.strftime("%a %-d %b")
        ),
        (0, None) => "Nothing is due soon. `quiz review --new 10` asks new ones.".to_owned(),
        (1, _) => "`quiz review` asks the question that is due.".to_owned(),
        (due, _) => format!("`quiz review` asks the {due} questions that are due."),
    }
}
