//! What to study: the tags of what was missed, and where the sources say it.

use std::collections::BTreeMap;

use console::key::sources;
use deck_format::{Citation, Fraction};
use maud::{Markup, html};

use super::{Feedback, sats};
use crate::book::Row;
use crate::grade::{Asked, Graded, Mark};
use crate::page::text::{name, sentence};

/// Nothing where nothing was handed in.
pub(super) fn study(of: &Feedback<'_>, row: &Row) -> Markup {
    let items: Vec<&Graded> = sats(of, row).into_iter().flat_map(|sat| &sat.items).collect();
    if items.is_empty() {
        return html! {};
    }
    let (tags, citations) = (tags(of, &items), citations(of, &items));
    let any = items.iter().any(|item| is_missed(item));
    html! {
        section id="study" aria-labelledby="study-heading" {
            h2 id="study-heading" { "What to study" }
            @if !any { p.plain { "Nothing was missed." } }
            @else {
                @if !tags.is_empty() {
                    ul.notes { @for (tag, missed, all) in &tags {
                        li { strong { (name(tag)) } ": " (missed) " of " (all) " missed" }
                    } }
                }
                @if !citations.is_empty() {
                    p.plain { "What you missed stands in: " strong { (sentence(&sources(&citations))) } "." }
                }
                @if tags.is_empty() && citations.is_empty() { p.plain { "See the questions below that are not marked as right." } }
            }
        }
    }
}

/// Whether less than everything was earned, by what is settled.
fn is_missed(item: &Graded) -> bool {
    match item.mark {
        Mark::Earned(_, fraction) => fraction < Fraction::ONE,
        Mark::Omitted(_) => true,
        Mark::Unmarked(..) | Mark::Void | Mark::Unsettled(_) => false,
    }
}

/// The tags of what was missed, the most missed first, each with how many of its questions were.
fn tags<'a>(of: &Feedback<'a>, items: &[&Graded]) -> Vec<(&'a str, usize, usize)> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for item in items {
        let Asked::InDeck(at) = item.question else { continue };
        for tag in of.keys.deck().questions.get(at).into_iter().flat_map(|asked| &asked.face.tags) {
            let count = counts.entry(tag).or_default();
            count.0 += usize::from(is_missed(item));
            count.1 += 1;
        }
    }
    let missed = counts.into_iter().filter(|(_, (missed, _))| *missed > 0);
    let mut tags: Vec<_> = missed.map(|(tag, (missed, all))| (tag, missed, all)).collect();
    tags.sort_by_key(|(tag, missed, _)| (std::cmp::Reverse(*missed), *tag));
    tags
}

fn citations(of: &Feedback<'_>, items: &[&Graded]) -> Vec<Citation> {
    let missed = items.iter().filter(|item| is_missed(item));
    let keys = missed.filter_map(|item| match item.question {
        Asked::InDeck(at) => of.keys.deck().questions.get(at)?.key.as_ref(),
        Asked::Gone(_) => None,
    });
    keys.flat_map(|key| key.cite.iter().cloned()).collect()
}
