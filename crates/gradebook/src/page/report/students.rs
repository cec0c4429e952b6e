//! The students and what they come to.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::Report;
use crate::book::{Row, Scored};
use crate::exact;
use crate::page::table::{Holds, Table};
use crate::page::text::{datum, name, percent, points, sentence};
use crate::report::said;

pub(super) fn students(report: &Report<'_>) -> Markup {
    let rows = &report.book.rows;
    if rows.is_empty() {
        return html! { p.plain { "There are no students." } };
    }
    if report.anonymous { anonymous(report) } else { named(report) }
}

/// Everybody, in the order of the roster.
fn named(report: &Report<'_>) -> Markup {
    let rows = &report.book.rows;
    let has_names = rows.iter().any(|row| !row.name.is_empty());
    let has_grades = !report.policy.bands.is_empty();
    let keep = [true, has_names, true, true, has_grades, true];
    let columns = [
        ("Student", Holds::Text),
        ("Name", Holds::Text),
        ("Score", Holds::Numbers),
        ("Percent", Holds::Numbers),
        ("Grade", Holds::Text),
        ("Notes", Holds::Text),
    ];
    let kept = columns.into_iter().zip(keep).filter(|(_, keep)| *keep);
    let table = Table::new("student-table", "Students and their scores");
    let mut table = kept.fold(table, |table, ((label, holds), _)| table.column(label, holds));
    for row in rows {
        let cells = cells(report, row).into_iter().zip(keep).filter(|(_, keep)| *keep);
        table.push(cells.map(|(cell, _)| cell).collect());
    }
    table.render()
}

fn cells(report: &Report<'_>, row: &Row) -> [Markup; 6] {
    let [score, percent, grade] = numbers(report, row.scored());
    let notes = said(row, report.policy);
    [name(&row.id), name(&row.name), score, percent, grade, html! { (sentence(&notes)) }]
}

fn numbers(report: &Report<'_>, scored: Option<&Scored>) -> [Markup; 3] {
    let Some(scored) = scored else { return [(); 3].map(|()| html! { "–" }) };
    let decimals = report.policy.decimals;
    let shown = percent(scored.percent.as_ref(), decimals);
    let value = scored.percent.as_ref().map(exact::to_f64);
    [
        html! { (points(&scored.earned, &scored.possible, decimals)) },
        value.map_or_else(|| html! { "–" }, |value| datum("percent", value, &shown)),
        scored.band.as_deref().map_or_else(|| html! { "–" }, name),
    ]
}

/// The scores, the highest first, and nothing that tells whose they are: notes on lateness or extra
/// time would.
fn anonymous(report: &Report<'_>) -> Markup {
    let mut scored: Vec<&Scored> = report.book.rows.iter().filter_map(Row::scored).collect();
    scored.sort_by_key(|scored| Reverse((scored.percent.as_ref(), &scored.earned)));
    let has_grades = !report.policy.bands.is_empty();
    let mut table = Table::new("student-table", "Scores, the highest first; nobody is named")
        .column("Place", Holds::Text)
        .column("Score", Holds::Numbers)
        .column("Percent", Holds::Numbers);
    if has_grades {
        table = table.column("Grade", Holds::Text);
    }
    for (place, scored) in (1_usize..).zip(scored) {
        let [score, percent, grade] = numbers(report, Some(scored));
        let mut cells = vec![html! { (place) }, score, percent];
        cells.extend(has_grades.then_some(grade));
        table.push(cells);
    }
    table.render()
}
