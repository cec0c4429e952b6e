//! What to look at first.

use maud::{Markup, html};

use super::{One, Report};
use crate::items::{Flag, Level};
use crate::page::text::sentence;
use crate::report::analysed::level;

/// The sign of a level, which is also that of its marks in the map.
pub(super) fn sign(level: Level) -> &'static str {
    match level {
        Level::Error => "◆",
        Level::Warning => "▲",
        Level::Info => "○",
    }
}

/// The class of a level.
pub(super) fn class(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
    }
}

/// Everything that was flagged, the worst first.
pub(super) fn flags(report: &Report<'_>) -> Markup {
    let levels = [Level::Error, Level::Warning, Level::Info];
    let found = levels.map(|at| (at, at_level(report, at)));
    if found.iter().all(|(_, flags)| flags.is_empty()) {
        let few = report.analysed.analysis.students < 10;
        return html! {
            p.plain {
                @if few { "Nothing is flagged in a class of fewer than 10." }
                @else { "Nothing stands out: no question is flagged." }
            }
        };
    }
    html! {
        @for (at, flags) in found.iter().filter(|(_, flags)| !flags.is_empty()) {
            h3 class=(class(*at)) { span.sign aria-hidden="true" { (sign(*at)) } " " (level(*at)) }
            ul.flags { @for (one, flag) in flags { li { (link(one)) ": " (sentence(&flag.words)) } } }
        }
    }
}

fn at_level<'a>(report: &Report<'a>, at: Level) -> Vec<(One<'a>, &'a Flag)> {
    let flags = report.items().flat_map(|one| one.item.flags.iter().map(move |flag| (one, flag)));
    flags.filter(|(_, flag)| flag.level == at).collect()
}

/// The number and the id of an item, which lead to it.
pub(super) fn link(one: &One<'_>) -> Markup {
    html! { a href=(format!("#{}", one.anchor())) { (one.number) ". " code { (one.question.id) } } }
}
