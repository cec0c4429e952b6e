//! The page of one student: what they came to, what to study, and each question of their paper. It
//! tells of others the mean and the median alone, and those only where they are many.

mod question;
pub(super) mod shown;
mod study;

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::document::{Kind, document};
use super::report::tag_table;
use super::text::{clipped, datum, lang, name, one, percent, points, sentence};
use crate::book::{Book, Row, Scored, Standing, Summary, Unit};
use crate::exact;
use crate::grade::Keys;
use crate::papers::Paper;
use crate::policy::Policy;
use crate::report::said;
use crate::sat::Sat;
use question::Asking;

/// The fewest scores of which a student is told the mean: of fewer, it tells what others have.
const MIN_TOLD: usize = 5;

/// What a student's page is made of.
#[derive(Debug, Clone, Copy)]
pub struct Feedback<'a> {
    /// The keys.
    pub keys: &'a Keys<'a>,
    /// What counts.
    pub policy: &'a Policy,
    /// The gradebook.
    pub book: &'a Book,
    /// Its numbers.
    pub summary: &'a Summary,
    /// What was answered, by the places of the attempts in the gradebook.
    pub papers: &'a BTreeMap<usize, Paper>,
    /// The heading; the title of the deck where there is none.
    pub title: Option<&'a str>,
    /// Whether right answers and explanations are shown.
    pub key: bool,
}

/// The page of the student of a row, as one HTML document.
#[must_use]
pub fn feedback(of: &Feedback<'_>, row: &Row) -> String {
    let title = clipped(of.title.unwrap_or(&of.keys.deck().face.title));
    let body = html! {
        header {
            p.kicker { "Feedback on an exam" }
            h1 lang=[lang(of.keys.language())] { (title) }
            p.dates {
                @if !row.name.is_empty() { strong { (name(&row.name)) } ", " }
                code { (name(&row.id)) }
                @if let Some(sat) = sats(of, row).last() {
                    ", handed in "
                    time datetime=(sat.handed_in.strftime("%Y-%m-%dT%H:%M:%SZ")) { (sat.handed_in.strftime("%-d %B %Y, %H:%M")) }
                    " UTC"
                }
            }
        }
        main id="main" tabindex="-1" {
            section id="score" aria-labelledby="score-heading" {
                h2 id="score-heading" { "Your score" }
                (standing(of, row))
            }
            @if let Some(scored) = row.scored() { (by_tag(of, scored)) }
            (study::study(of, row))
            @for attempt in counted(row) { (answers(of, row, attempt)) }
        }
        footer { p { "Made by Quizdeck " code { "gradebook report" } "." } }
    };
    document(Kind::Student, &title, &body)
}

/// The attempts that count; where no score is settled, all.
fn counted(row: &Row) -> &[usize] {
    row.scored().map_or(&row.attempts, |scored| &scored.counted)
}

fn sats<'a>(of: &Feedback<'a>, row: &Row) -> Vec<&'a Sat> {
    counted(row).iter().filter_map(|at| of.book.sat(*at)).collect()
}

fn standing(of: &Feedback<'_>, row: &Row) -> Markup {
    let notes = said(row, of.policy);
    html! {
        @match &row.standing {
            Standing::Scored(scored) => { (tiles(of, scored)) }
            Standing::Missing => { p.plain { "Nothing was handed in." } }
            Standing::NotSettled(_) => { p.plain { "There is no score yet: a question is not settled." } }
        }
        @if matches!(row.standing, Standing::Scored(_)) && !notes.is_empty() {
            p.plain { (sentence(&console::words::capitalised(&notes))) "." }
        }
    }
}

fn tiles(of: &Feedback<'_>, scored: &Scored) -> Markup {
    let decimals = of.policy.decimals;
    let value = scored.percent.as_ref().map(exact::to_f64);
    let shown = percent(scored.percent.as_ref(), decimals);
    html! {
        dl.tiles {
            div { dt { "Score" } dd { (points(&scored.earned, &scored.possible, decimals)) } }
            div { dt { "Percent" } dd {
                @match value { Some(value) => { (datum("percent", value, &shown)) " %" } None => { "n/a: nothing could be earned" } }
            } }
            @if !of.policy.bands.is_empty() {
                div { dt { "Grade" } dd { (scored.band.as_deref().map_or_else(|| html! { "–" }, name)) } }
            }
            @if of.summary.scored >= MIN_TOLD { (class(of.summary)) }
        }
    }
}

/// The class, of which a student is told no more.
fn class(summary: &Summary) -> Markup {
    let unit = match summary.unit {
        Some(Unit::Percent) => " %",
        _ => " points",
    };
    html! {
        div { dt { "Mean of the class" } dd { (datum("mean", summary.mean, &one(summary.mean))) (unit) } }
        div { dt { "Median of the class" } dd { (datum("median", summary.median, &one(summary.median))) (unit) } }
    }
}

fn by_tag(of: &Feedback<'_>, scored: &Scored) -> Markup {
    html! {
        @if !scored.tags.is_empty() {
            section id="tags" aria-labelledby="tags-heading" {
                h2 id="tags-heading" { "By tag" }
                (tag_table("tag-table", "What you earned, by tag: the least first", &scored.tags, of.policy))
            }
        }
    }
}

/// The questions of one attempt, in the order of the paper.
fn answers(of: &Feedback<'_>, row: &Row, attempt: &usize) -> Markup {
    let Some(sat) = of.book.sat(*attempt) else { return html! {} };
    let number = row.attempts.iter().position(|at| at == attempt).unwrap_or(0) + 1;
    let paper = of.papers.get(attempt);
    let mut passage = None;
    let mut asked = Vec::with_capacity(sat.items.len());
    for (at, graded) in sat.items.iter().enumerate() {
        let answered = paper.and_then(|paper| paper.items.get(at));
        let asking = Asking {
            of,
            number: at + 1,
            anchor: format!("a{number}-{}", at + 1),
            session: &sat.session,
            graded,
            answered,
        };
        asked.push(asking.article(&mut passage));
    }
    let heading = match row.attempts.len() {
        1 => "Your answers".to_owned(),
        several => format!("Your answers, attempt {number} of {several}"),
    };
    let id = format!("answers-{number}");
    html! {
        section id=(id) aria-labelledby=(format!("{id}-heading")) {
            h2 id=(format!("{id}-heading")) { (heading) }
            @if paper.is_none() { p.plain { "The record can no longer be read, so that the answers are not shown." } }
            @for one in &asked { (one) }
        }
    }
}
