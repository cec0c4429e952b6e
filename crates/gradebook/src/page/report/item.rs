//! Each item by itself.

use console::words::count;
use console::{markdown, question};
use maud::{Markup, html};

use super::curves::{curves, mark, part_name};
use super::flags::{class, sign};
use super::{One, Report};
use crate::items::{ChoiceKind, ChoiceRow, ItemAnalysis, MIN_THIRDS, Unit};
use crate::page::student::shown::in_file_order;
use crate::page::table::{Holds, Table};
use crate::page::text::{cell, counted, interval, lang, sentence, share, stat, two};
use crate::report::analysed::{kind, unmarked};
use crate::report::numbers::seconds;

pub(super) fn items(report: &Report<'_>) -> Markup {
    html! {
        p.plain { "Shares are of all who were given the question, those who left it blank included." }
        @for one in report.items() { (article(report, &one)) }
    }
}

fn article(report: &Report<'_>, one: &One<'_>) -> Markup {
    let (question, item) = (one.question, one.item);
    let points = count(question.item.max, "point");
    html! {
        article.item id=(one.anchor()) aria-labelledby=(format!("{}-heading", one.anchor())) {
            h3 id=(format!("{}-heading", one.anchor())) {
                (one.number) ". " code { (question.id) }
                span.about { " " (kind(question)) ", " (points) }
            }
            div.prompt lang=[lang(report.keys.language())] { (prompt(report, one)) }
            @if let Some(words) = unmarked(question) { p.plain { (sentence(&words)) } }
            @if !item.flags.is_empty() {
                ul.flags { @for flag in &item.flags {
                    li class=(class(flag.level)) { span.sign aria-hidden="true" { (sign(flag.level)) } " " (sentence(&flag.words)) }
                } }
            }
            (numbers(item, report.analysed.analysis.unit))
            (answers(report, one))
        }
    }
}

fn prompt(report: &Report<'_>, one: &One<'_>) -> Markup {
    let deck = report.keys.deck();
    let asked = deck.questions.iter().find(|asked| asked.face.id == one.question.id);
    match asked.and_then(|asked| in_file_order(deck, &asked.face)) {
        Some(presented) => question::prompt_html(&presented),
        None => markdown::html(&one.question.prompt),
    }
}

fn numbers(item: &ItemAnalysis, unit: Unit) -> Markup {
    let rest = match unit {
        Unit::Points => "r with the rest",
        Unit::Percent => "r with the percent on the rest",
    };
    let discrimination = &item.discrimination;
    html! {
        dl.numbers {
            div { dt { "Facility" } dd { (stat("facility", item.facility.value, two)) (interval(item.facility.interval)) } }
            div { dt { (rest) } dd { (stat("item-rest", discrimination.item_rest, two)) (interval(discrimination.item_rest_interval)) } }
            div { dt { "α without it" } dd { (stat("alpha-without", item.alpha_if_deleted, two)) } }
            div { dt { "Median time" } dd { (seconds(item.time.median)) } }
            div { dt { "Answered" } dd { (counted("answered", item.replies.answered)) " of " (counted("administered", item.replies.administered)) } }
            div { dt { "Omitted" } dd { (counted("omitted", item.replies.omitted)) } }
            div { dt { "Not reached" } dd { (counted("not-reached", item.replies.not_reached)) } }
        }
    }
}

/// The curves, and the table behind them.
fn answers(report: &Report<'_>, one: &One<'_>) -> Markup {
    if one.item.replies.administered == 0 {
        return html! {};
    }
    let has_choices = one.item.choices.iter().any(|row| matches!(row.kind, ChoiceKind::Choice(_)));
    html! {
        @match curves(one) {
            Some(chart) => { figure { (chart) } }
            None => { p.aside { (no_curves(one.item)) } }
        }
        @if has_choices { (choices(report, one)) }
        @else if !one.item.parts.is_empty() { (parts(one)) }
    }
}

/// Why there are no curves.
fn no_curves(item: &ItemAnalysis) -> String {
    if item.replies.administered < MIN_THIRDS {
        format!("Below {MIN_THIRDS} students there are no curves.")
    } else {
        "All have the same score on the other questions, so that there are no curves.".to_owned()
    }
}

fn choices(report: &Report<'_>, one: &One<'_>) -> Markup {
    let parts = one.item.parts.len();
    let caption = format!("Question {}: who chose what", one.number);
    let mut table = Table::new(format!("choices-{}", one.number), caption)
        .column("Choice", Holds::Text)
        .column("n", Holds::Numbers)
        .column("Share", Holds::Numbers)
        .column("r", Holds::Numbers);
    for part in 0..parts {
        table = table.column(capitalised(part, parts), Holds::Numbers);
    }
    for row in &one.item.choices {
        let mut cells = vec![
            choice(report, one, row),
            counted("count", row.count),
            cell("share", row.share, share),
            cell("choice-rest", row.item_rest, two),
        ];
        let curve = (0..parts).map(|part| row.curve.get(part).copied());
        cells.extend(curve.map(|at| cell("curve", at.unwrap_or(f64::NAN).into(), share)));
        table.push(cells);
    }
    table.render()
}

fn capitalised(part: usize, parts: usize) -> String {
    console::words::capitalised(&part_name(part, parts))
}

/// The letter and the text of a choice, and whether it is right.
fn choice(report: &Report<'_>, one: &One<'_>, row: &ChoiceRow) -> Markup {
    let text = match row.kind {
        ChoiceKind::Choice(at) => one.question.choices.get(at),
        _ => None,
    };
    html! {
        span.letter { (mark(row.kind)) } " "
        @match text {
            Some((id, text)) if text.is_empty() => { code { (id) } }
            Some((_, text)) => { bdi lang=[lang(report.keys.language())] { (sentence(text)) } }
            None => { "(" (row.name) ")" }
        }
        @if row.key { " " strong.key { "✓ right" } }
    }
}

/// What was earned in each part of the class, where no choices are told apart.
fn parts(one: &One<'_>) -> Markup {
    let caption = format!("Question {}: points earned", one.number);
    let mut table = Table::new(format!("parts-{}", one.number), caption)
        .column("Part of the class", Holds::Text)
        .column("Students", Holds::Numbers)
        .column("Earned", Holds::Numbers);
    let count = one.item.parts.len();
    for (at, part) in one.item.parts.iter().enumerate() {
        let students = format!("{:.1}", part.students);
        table.push(vec![
            html! { (capitalised(at, count)) },
            html! { (students.trim_end_matches(".0")) },
            cell("earned", part.earned, share),
        ]);
    }
    table.render()
}
