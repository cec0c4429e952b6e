//! The gradebook for a person.

use console::words::count;
use console::{Align, Look, Table, sanitise_line, style};

use super::words::{said, stale, unsettled};
use crate::book::{Book, Change, NotUsed, Row, Scored, Summary, Unit};
use crate::exact;
use crate::grade::Keys;
use crate::policy::Policy;
use crate::unused::Unused;

/// The margin on the left.
const MARGIN: usize = 2;

/// The gradebook as text that is safe for a terminal.
#[must_use]
pub fn text(book: &Book, keys: &Keys<'_>, policy: &Policy, look: &Look) -> String {
    let parts = [
        students(book, policy, look),
        summary(&book.summary(), look),
        tags(book, policy, look),
        rules(keys, look),
        list(
            "Changed since it was sat, and graded by the deck as it is",
            changes(&book.remarks.changes),
            look,
        ),
        list(
            "Not settled: say in class.toml how, such as treat.ID = \"void\"",
            unsettled_lines(book),
            look,
        ),
        list("To be marked again: the rubric has changed", misfits(book), look),
        list("Not used", book.remarks.not_used.iter().map(not_used).collect(), look),
        list("In the roster", book.remarks.roster.iter().map(ToString::to_string).collect(), look),
        list("In class.toml, but in no question", strangers(book), look),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The table of students.
fn students(book: &Book, policy: &Policy, look: &Look) -> String {
    let has_names = book.rows.iter().any(|row| !row.name.is_empty());
    let has_grades = !policy.bands.is_empty();
    let keep = [true, has_names, true, true, has_grades, true];
    let columns = [
        ("Student", Align::Left),
        ("Name", Align::Left),
        ("Score", Align::Right),
        ("%", Align::Right),
        ("Grade", Align::Left),
        ("Notes", Align::Left),
    ];
    let kept = columns.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(column, _)| column);
    let mut table = Table::new(kept).indented(MARGIN).whole([0]);
    let strangers = book.remarks.not_used.iter().filter_map(stranger);
    for cells in book.rows.iter().map(|row| cells(row, policy)).chain(strangers) {
        let kept = cells.iter().zip(keep).filter(|(_, keep)| *keep).map(|(cell, _)| cell);
        table.push(kept);
    }
    format!("{}\n", table.render(look))
}

fn cells(row: &Row, policy: &Policy) -> [String; 6] {
    let (score, percent, grade) = match row.scored() {
        Some(scored) => numbers(scored, policy),
        None => ("–".into(), "–".into(), "–".into()),
    };
    [row.id.clone(), row.name.clone(), score, percent, grade, said(row, policy)]
}

fn numbers(scored: &Scored, policy: &Policy) -> (String, String, String) {
    let short = |number| exact::short(number, policy.decimals);
    let percent = scored.percent.as_ref();
    (
        format!("{}/{}", short(&scored.earned), short(&scored.possible)),
        percent.map_or_else(|| "–".into(), |percent| exact::fixed(percent, policy.decimals)),
        scored.band.clone().unwrap_or_else(|| "–".into()),
    )
}

/// The line of somebody who handed in and is not in the class.
fn stranger(unused: &NotUsed) -> Option<[String; 6]> {
    let name = match &unused.why {
        Unused::UnknownStudent { .. } => "(not in roster)",
        Unused::SeveralStudents(_) => "(several in roster)",
        _ => return None,
    };
    let note = format!("record set aside: {}", unused.origin);
    let none = || "–".to_owned();
    Some([
        unused.student.clone().unwrap_or_default(),
        name.to_owned(),
        none(),
        none(),
        none(),
        note,
    ])
}

fn summary(summary: &Summary, look: &Look) -> String {
    let Summary { students, scored, unit, mean, median, sd } = summary;
    let students = count(students, "student");
    let percent = if *unit == Some(Unit::Percent) { " %" } else { "" };
    let numbers = unit.map(|_| {
        let sd = sd.map_or_else(String::new, |sd| format!(", sd {sd:.1}{percent}"));
        format!("; mean {mean:.1}{percent}, median {median:.1}{percent}{sd}")
    });
    let line = format!("{scored} of {students} scored{}.", numbers.unwrap_or_default());
    lines([line], look)
}

fn tags(book: &Book, policy: &Policy, look: &Look) -> String {
    if book.tags.is_empty() {
        return String::new();
    }
    let columns = [("By tag", Align::Left), ("Points", Align::Right), ("%", Align::Right)];
    let mut table = Table::new(columns).indented(MARGIN);
    for tag in &book.tags {
        let short = |number| exact::short(number, policy.decimals);
        let percent = exact::percent(&tag.earned, &tag.possible);
        let percent = percent.map_or_else(|| "–".into(), |percent| exact::fixed(&percent, 1));
        let points = format!("{}/{}", short(&tag.earned), short(&tag.possible));
        table.push([tag.tag.clone(), points, percent]);
    }
    format!("{}\n", table.render(look))
}

/// Where the class's scoring rules are not the deck's.
fn rules(keys: &Keys<'_>, look: &Look) -> String {
    let told = keys.overrides().iter();
    let told =
        told.map(|one| format!("`{}`: {} (the deck: {})", one.question, one.class, one.deck));
    list("Scored by the rules of class.toml", told.collect(), look)
}

pub(super) fn changes(changes: &[Change]) -> Vec<String> {
    let told = changes.iter().map(|change| {
        let sittings = count(change.sittings, "sitting");
        format!("`{}`, in {sittings}: {}", change.question, change.fit)
    });
    told.collect()
}

fn unsettled_lines(book: &Book) -> Vec<String> {
    book.remarks.unsettled.iter().map(unsettled).collect()
}

fn misfits(book: &Book) -> Vec<String> {
    book.remarks.misfits.iter().map(stale).collect()
}

fn not_used(unused: &NotUsed) -> String {
    format!("{}: {}", unused.origin, unused.why)
}

fn strangers(book: &Book) -> Vec<String> {
    book.remarks.strangers.iter().map(|id| format!("`{id}`")).collect()
}

/// A heading and its lines, made safe; nothing where there are none.
#[must_use]
pub fn list(heading: &str, told: Vec<String>, look: &Look) -> String {
    if told.is_empty() {
        return String::new();
    }
    let margin = if look.is_line() { 0 } else { MARGIN };
    let heading = format!("{:margin$}{}\n", "", look.paint(style::HEADING, heading));
    heading + &lines(told, look)
}

/// Lines of running text, made safe.
pub fn lines(told: impl IntoIterator<Item = String>, look: &Look) -> String {
    let margin = if look.is_line() { 0 } else { MARGIN };
    let columns = look.text_width().saturating_sub(2 * margin).max(20);
    let mut text = String::new();
    for line in told {
        let line = sanitise_line(&line).into_owned();
        let wrapped =
            if look.is_line() { vec![line] } else { console::layout::wrap(&line, columns) };
        for line in console::layout::indent(console::layout::hang(wrapped, "", "  "), margin) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}
