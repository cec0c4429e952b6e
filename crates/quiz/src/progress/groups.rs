//! The tables by deck and by tag.

use console::{Align, Look, Table, words};

use super::numbers::{percent_or_none, range};
use super::report::{Group, Report};

/// The columns of the CSV.
pub(super) const COLUMNS: [&str; 14] = [
    "by",
    "id",
    "title",
    "seen",
    "questions",
    "reviewed",
    "answers",
    "right",
    "accuracy",
    "accuracy_low",
    "accuracy_high",
    "passed_over",
    "retention",
    "due_today",
];

/// The facts about all of it, each with its label.
pub(super) fn facts(report: &Report, look: &Look) -> Vec<(&'static str, String)> {
    let total = &report.total;
    let rate = total.rate;
    let right = match rate.accuracy {
        Some(_) => format!(
            "{} of {}, {} ({} with 95 % confidence)",
            rate.right,
            words::count(rate.answers, "answer"),
            percent_or_none(rate.accuracy, look),
            range(rate.interval, look),
        ),
        None => "no answers that count yet".to_owned(),
    };
    let mut facts = vec![
        ("Seen", seen_in_words(total)),
        ("Right", right),
        ("Known now", known(report, look)),
        ("Due today", due(report)),
    ];
    if report.questions_removed > 0 {
        let removed = words::count(report.questions_removed, "question");
        facts.push(("Left out", format!("{removed} that your decks have no more")));
    }
    facts
}

fn seen_in_words(group: &Group) -> String {
    match group.questions {
        Some(all) => format!("{} of {}", group.seen, words::count(all, "question")),
        None => words::count(group.seen, "question"),
    }
}

fn known(report: &Report, look: &Look) -> String {
    let target = super::numbers::percent(report.retention_target);
    let by = if report.own_parameters { ", by your own memory parameters" } else { "" };
    match report.total.retention {
        Some(_) => {
            let known = percent_or_none(report.total.retention, look);
            format!("{known} on average; questions come back at {target}{by}")
        }
        None => "nothing to tell yet".to_owned(),
    }
}

fn due(report: &Report) -> String {
    let mut text = words::count(report.total.due_today, "question");
    if report.overdue > 0 {
        text.push_str(&format!(", {} of them overdue", report.overdue));
    }
    if report.due_in_decks_not_found > 0 {
        let more = report.due_in_decks_not_found;
        text.push_str(&format!("; {more} more in decks that are not found"));
    }
    text
}

/// The tables by deck and by tag; the latter only where there are tags.
pub(super) fn tables(report: &Report, look: &Look) -> Vec<Table> {
    let decks = report.by_deck.iter().map(|row| (row.shown.as_str(), &row.group));
    let tags = report.by_tag.iter().map(|row| (row.tag.as_str(), &row.group));
    let tables = [table("Deck", decks, look), table("Tag", tags, look)];
    tables.into_iter().filter(|table| !table.is_empty()).collect()
}

fn table<'r>(label: &str, rows: impl Iterator<Item = (&'r str, &'r Group)>, look: &Look) -> Table {
    let mut table = Table::new([
        (label, Align::Left),
        ("Seen", Align::Right),
        ("Answers", Align::Right),
        ("Right", Align::Right),
        ("95 % range", Align::Right),
        ("Known now", Align::Right),
        ("Due", Align::Right),
    ]);
    for (name, group) in rows {
        table.push([
            name.to_owned(),
            seen(group, look),
            group.rate.answers.to_string(),
            percent_or_none(group.rate.accuracy, look),
            range(group.rate.interval, look),
            percent_or_none(group.retention, look),
            group.due_today.to_string(),
        ]);
    }
    table
}

fn seen(group: &Group, look: &Look) -> String {
    match group.questions {
        Some(all) if look.is_line() => format!("{} of {all}", group.seen),
        Some(all) => format!("{}/{all}", group.seen),
        None => group.seen.to_string(),
    }
}

/// The rows of the CSV, in full precision.
pub(super) fn csv_rows(report: &Report) -> impl Iterator<Item = [String; COLUMNS.len()]> {
    let decks = report.by_deck.iter().map(|row| {
        let title = row.title.as_deref().unwrap_or(&row.shown);
        csv_row("deck", &row.deck, title, &row.group)
    });
    let tags = report.by_tag.iter().map(|row| csv_row("tag", &row.tag, &row.tag, &row.group));
    decks.chain(tags)
}

fn csv_row(by: &str, id: &str, title: &str, group: &Group) -> [String; COLUMNS.len()] {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let rate = group.rate;
    [
        by.to_owned(),
        id.to_owned(),
        title.to_owned(),
        group.seen.to_string(),
        group.questions.map(|all| all.to_string()).unwrap_or_default(),
        group.reviewed.to_string(),
        rate.answers.to_string(),
        rate.right.to_string(),
        number(rate.accuracy),
        number(rate.interval.map(|(low, _)| low)),
        number(rate.interval.map(|(_, high)| high)),
        group.passed_over.to_string(),
        number(group.retention),
        group.due_today.to_string(),
    ]
}
