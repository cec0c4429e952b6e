//! The report on a class, which an instructor reads.

mod curves;
mod flags;
mod item;
mod leftovers;
mod map;
mod scores;
mod students;
mod summary;
mod tags;

use maud::{Markup, html};

pub(super) use tags::tag_table;

use super::document::{Kind, document};
use super::text::{clipped, lang};
use crate::analyse::{Analysed, Question};
use crate::book::Book;
use crate::grade::Keys;
use crate::items::ItemAnalysis;
use crate::policy::Policy;

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The items, analysed.
    pub analysed: &'a Analysed,
    /// The gradebook.
    pub book: &'a Book,
    /// The keys.
    pub keys: &'a Keys<'a>,
    /// What counts.
    pub policy: &'a Policy,
    /// The heading; the title of the deck where there is none.
    pub title: Option<&'a str>,
    /// Whether nobody is named: neither students nor the files of their records.
    pub anonymous: bool,
}

/// One item of the report.
#[derive(Debug, Clone, Copy)]
struct One<'a> {
    /// Its number, from 1, in the order of the deck.
    number: usize,
    question: &'a Question,
    item: &'a ItemAnalysis,
}

impl One<'_> {
    /// The id of its part of the page.
    fn anchor(&self) -> String {
        format!("item-{}", self.question.id)
    }
}

impl<'a> Report<'a> {
    /// The items, in the order of the deck.
    fn items(&self) -> impl Iterator<Item = One<'a>> + use<'a> {
        let found = self.analysed.questions.iter().zip(&self.analysed.analysis.items);
        found.zip(1..).map(|((question, item), number)| One { number, question, item })
    }

    fn title(&self) -> String {
        clipped(self.title.unwrap_or(&self.keys.deck().face.title))
    }
}

/// The report as one HTML document.
#[must_use]
pub fn report(report: &Report<'_>) -> String {
    let title = report.title();
    let sections = sections(report);
    let body = html! {
        header {
            p.kicker { "Report on an exam" }
            h1 lang=[lang(report.keys.language())] { (title) }
            (summary::dates(report))
            nav aria-label="Contents" {
                ul { @for one in &sections { li { a href=(format!("#{}", one.id)) { (one.name) } } } }
            }
        }
        main id="main" tabindex="-1" {
            @for one in &sections {
                section id=(one.id) aria-labelledby=(format!("{}-heading", one.id)) {
                    h2 id=(format!("{}-heading", one.id)) { (one.name) }
                    (one.content)
                }
            }
        }
        footer { p { "Made by Quizdeck " code { "gradebook report" } ". Every number with its formula: " code { "gradebook items --item ID" } "." } }
    };
    document(Kind::Report, &title, &body)
}

/// A part of the report.
struct Section {
    id: &'static str,
    name: &'static str,
    content: Markup,
}

/// The parts that have something to say.
fn sections(report: &Report<'_>) -> Vec<Section> {
    let part = |id, name, content| Some(Section { id, name, content });
    let tags = tags::tags(report).and_then(|content| part("tags", "By tag", content));
    let leftovers = leftovers::leftovers(report)
        .and_then(|content| part("leftovers", "Not in the numbers", content));
    let all = [
        part("summary", "In short", summary::summary(report)),
        part("flags", "What to look at", flags::flags(report)),
        leftovers,
        part("scores", "Scores", scores::scores(report)),
        tags,
        part("map", "Difficulty and discrimination", map::map(report)),
        part("items", "Question by question", item::items(report)),
        part("students", "Students", students::students(report)),
    ];
    all.into_iter().flatten().collect()
}
