//! What the numbers leave out, or took otherwise than the deck says.

use console::words::count;
use maud::{Markup, html};

use super::Report;
use crate::page::text::sentence;
use crate::report::analysed::changes;

/// Nothing where there is nothing.
pub(super) fn leftovers(report: &Report<'_>) -> Option<Markup> {
    let lists = lists(report);
    (!lists.is_empty()).then(|| {
        html! {
            @for (heading, lines) in lists {
                h3 { (heading) }
                ul.notes { @for line in lines { li { (sentence(&line)) } } }
            }
        }
    })
}

fn lists(report: &Report<'_>) -> Vec<(&'static str, Vec<String>)> {
    let book = report.book;
    let unsettled = book.remarks.unsettled.iter().map(|one| {
        let sittings = count(one.sittings, "sitting");
        format!("`{}`, in {sittings}: {}", one.question, one.why)
    });
    let rules = report.keys.overrides().iter();
    let rules =
        rules.map(|one| format!("`{}`: {} (the deck: {})", one.question, one.class, one.deck));
    let lists = [
        ("Records not used", not_used(report)),
        ("Questions that are not settled", unsettled.collect()),
        ("Changed since it was sat, and graded by the deck as it is", changes(report.analysed)),
        ("Scored by the rules of class.toml", rules.collect()),
        ("In the roster", roster(report)),
        (
            "In class.toml, but in no question",
            book.remarks.strangers.iter().map(|id| format!("`{id}`")).collect(),
        ),
    ];
    lists.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}

/// Files and ids name people, so that an anonymous report only counts.
fn not_used(report: &Report<'_>) -> Vec<String> {
    let unused = &report.book.remarks.not_used;
    if report.anonymous {
        return one_line(unused.len(), "record");
    }
    unused.iter().map(|one| format!("{}: {}", one.origin, one.why)).collect()
}

fn roster(report: &Report<'_>) -> Vec<String> {
    let rows = &report.book.remarks.roster;
    if report.anonymous {
        return one_line(rows.len(), "row");
    }
    rows.iter().map(ToString::to_string).collect()
}

fn one_line(number: usize, noun: &str) -> Vec<String> {
    if number == 0 { Vec::new() } else { vec![count(number, noun)] }
}
