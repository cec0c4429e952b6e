//! The sittings as a table.

use console::{Align, Failure, Look, Table, layout, words};

use super::decks::Decks;
use super::marks::{Marks, PointsFrom};
use super::summary::{Summary, mode_name, time_cell};
use super::{Selection, sheet};
use crate::args::TableFormat;
use crate::home::Home;
use crate::records::listed;
use crate::talk::Talk;

/// The columns of the CSV.
const COLUMNS: [&str; 17] = [
    "session",
    "started",
    "mode",
    "decks",
    "titles",
    "questions",
    "dealt_with",
    "asked",
    "right",
    "earned",
    "possible",
    "percent",
    "points_from",
    "no_marks",
    "seconds",
    "state",
    "decks_not_found",
];

/// Prints the sittings.
pub(super) fn print(
    selection: &Selection<'_>,
    home: &Home,
    format: TableFormat,
    talk: &Talk,
) -> Result<(), Failure> {
    let newest = selection.newest();
    let decks = Decks::find(newest.iter().map(|(record, _)| *record), home, &talk.errors);
    let rows: Vec<Summary<'_>> =
        newest.iter().map(|(record, short)| Summary::of(record, short, &decks)).collect();
    talk.notes(decks.notes());
    match format {
        TableFormat::Text => return talk.print(|look| text(&rows, selection, look)),
        TableFormat::Json => {
            let data: Vec<_> = rows.iter().map(Summary::data).collect();
            talk.print(|_| sheet::json(&data))?;
        }
        TableFormat::Csv => {
            let csv = sheet::csv(COLUMNS, rows.iter().map(csv_row))?;
            talk.print(|_| csv)?;
        }
    }
    talk.notes(&left_out(rows.len(), selection.records.len(), "sitting"));
    Ok(())
}

/// That older ones are left out, if so.
pub(super) fn left_out(shown: usize, total: usize, what: &str) -> Vec<String> {
    let left_out = total.saturating_sub(shown);
    if left_out == 0 {
        return Vec::new();
    }
    let total = words::count(total, what);
    vec![format!("the newest {shown} of {total}; {left_out} left out")]
}

fn text(rows: &[Summary<'_>], selection: &Selection<'_>, look: &Look) -> String {
    if rows.is_empty() {
        return selection.nothing("sitting");
    }
    let table = if look.is_line() { labelled(rows, look) } else { drawn(rows, look) };
    let mut lines = vec![table.render(look), String::new()];
    lines.extend(below(rows, selection).iter().flat_map(|line| wrapped(line, look)));
    lines.join("\n") + "\n"
}

fn wrapped(line: &str, look: &Look) -> Vec<String> {
    if look.is_line() { vec![line.to_owned()] } else { layout::wrap(line, look.text_width()) }
}

/// The table for a terminal: short, so that a deck's title has room.
fn drawn(rows: &[Summary<'_>], look: &Look) -> Table {
    let mut table = Table::new([
        ("When", Align::Left),
        ("What", Align::Left),
        ("Deck", Align::Left),
        ("Right", Align::Right),
        ("Points", Align::Right),
        ("Score", Align::Right),
        ("Time", Align::Right),
        ("Id", Align::Left),
    ])
    .whole([0, 1, 7]);
    for row in rows {
        let dash = look.glyphs().dash;
        let (right, points, score) = match &row.progress.marks {
            Marks::Some(sum) => (
                format!("{}/{}", sum.right, sum.asked),
                format!("{}/{}{}", sum.earned, sum.possible, sum.mark()),
                sum.percent.map_or_else(|| dash.to_owned(), |percent| format!("{percent} %")),
            ),
            none => (
                format!("{dash}/{}", row.progress.dealt_with),
                none.none_in_words().to_owned(),
                dash.to_owned(),
            ),
        };
        table.push([
            row.started.short(),
            mode_name(row.mode).to_owned(),
            row.deck_cell(),
            right,
            points,
            if row.finished { score } else { "open".to_owned() },
            time_cell(row.spent, look),
            row.short.to_owned(),
        ]);
    }
    table
}

/// The table as labelled cells, which have room for words.
fn labelled(rows: &[Summary<'_>], look: &Look) -> Table {
    let labels =
        ["When", "What", "Deck", "Dealt with", "Right", "Points", "Score", "Time", "State", "Id"];
    let mut table = Table::new(labels.map(|label| (label, Align::Left)));
    for row in rows {
        let progress = &row.progress;
        let (right, points, score) = match &progress.marks {
            Marks::Some(sum) => (
                format!("{} of {}", sum.right, sum.asked),
                format!("{} of {}{}", sum.earned, sum.possible, sum.mark()),
                sum.percent.map_or_else(String::new, |percent| format!("{percent} %")),
            ),
            none => (String::new(), String::new(), none.none_in_words().to_owned()),
        };
        table.push([
            row.started.short(),
            mode_name(row.mode).to_owned(),
            row.deck_cell(),
            format!("{} of {}", progress.dealt_with, progress.questions),
            right,
            points,
            score,
            time_cell(row.spent, look),
            if row.finished { "finished" } else { "left open" }.to_owned(),
            row.short.to_owned(),
        ]);
    }
    table
}

/// What is said below the table: how many there are, which can be gone on with, what a mark means.
fn below(rows: &[Summary<'_>], selection: &Selection<'_>) -> Vec<String> {
    let left_out = left_out(rows.len(), selection.records.len(), "sitting");
    let mut lines = vec![match left_out.first() {
        Some(line) => format!("{}.", words::capitalised(line)),
        None => format!("{}.", words::count(rows.len(), "sitting")),
    }];
    let open: Vec<String> =
        rows.iter().filter(|row| !row.finished).map(|row| row.short.to_owned()).collect();
    match open.as_slice() {
        [] => {}
        [one] => lines.push(format!("Left open: quiz resume {one} goes on.")),
        several => {
            let several = listed(several);
            lines.push(format!("Left open: {several}; quiz resume ID goes on with one."));
        }
    }
    let one_each = |row: &Summary<'_>| {
        row.progress.marks.sum().is_some_and(|sum| sum.points_from == PointsFrom::OneEach)
    };
    if rows.iter().any(one_each) {
        let line = "* One point for each question: not all of them are found in a deck.";
        lines.push(line.to_owned());
    }
    lines
}

fn csv_row(row: &Summary<'_>) -> [String; COLUMNS.len()] {
    let sum = row.progress.marks.sum();
    let of_sum = |text: fn(&super::marks::Sum) -> String| sum.map(text).unwrap_or_default();
    let decks = |name: fn(&super::summary::DeckName) -> &str| -> String {
        row.decks.iter().map(name).collect::<Vec<_>>().join("; ")
    };
    let missing = row.decks.iter().filter(|deck| deck.title.is_none()).count();
    [
        row.session.to_owned(),
        row.started.exact(),
        mode_name(row.mode).to_owned(),
        decks(|deck| &deck.id),
        decks(|deck| deck.title.as_deref().unwrap_or(&deck.shown)),
        row.progress.questions.to_string(),
        row.progress.dealt_with.to_string(),
        of_sum(|sum| sum.asked.to_string()),
        of_sum(|sum| sum.right.to_string()),
        of_sum(|sum| sum.earned.to_string()),
        of_sum(|sum| sum.possible.to_string()),
        of_sum(|sum| sum.percent.map(|percent| percent.to_string()).unwrap_or_default()),
        of_sum(|sum| sum.points_from.as_str().to_owned()),
        row.progress.marks.why_none().unwrap_or_default().to_owned(),
        row.spent.as_secs().to_string(),
        row.state().to_owned(),
        missing.to_string(),
    ]
}
