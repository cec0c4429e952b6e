//! Running the rules over a deck.

use std::ops::Range;

use deck_format::{Deck, Diagnostic, Kind};
use session::statistics::Statistics;

use super::finding::{Finding, Findings};
use super::item::{Item, Items};
use super::resolve::Resolver;
use super::rule::{Check, Rule};
use super::rules;
use super::spread::spread;
use super::suppress::{Suppressions, report};
use super::words::Words;

/// A finding with the rule that it is of.
pub(super) type Found = (&'static Rule, Finding);

/// The findings of a deck, in the order of its text. `text` is what the deck was read from.
///
/// A handout has none: the deck that it was made from is the place to mend.
#[must_use]
pub fn lint(deck: &Deck, text: &str) -> Vec<Diagnostic> {
    lint_measured(deck, text, None)
}

/// The findings of a deck, those from what classes made of its questions included.
#[must_use]
pub fn lint_measured(deck: &Deck, text: &str, statistics: Option<&Statistics>) -> Vec<Diagnostic> {
    if deck.face.handout {
        return Vec::new();
    }
    let words = Words::of(&deck.face.language);
    let mut found = findings(deck, &words, statistics);
    drop_replaced(&mut found);
    let mut suppressions = Suppressions::new(deck);
    found.retain(|(rule, finding)| !suppressions.allow(rule.code, finding.spot.question));
    report(&suppressions, statistics, &mut found);
    let resolver = Resolver::new(text, deck);
    let mut diagnostics: Vec<Diagnostic> =
        found.into_iter().map(|(rule, finding)| resolver.diagnostic(rule, finding)).collect();
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.span.start);
    diagnostics
}

fn findings(deck: &Deck, words: &Words, statistics: Option<&Statistics>) -> Vec<Found> {
    let active: Vec<&'static Rule> =
        rules::all().filter(|rule| rule.lists.iter().all(|list| words.knows(*list))).collect();
    let plan = Plan::new(&active);
    let mut found = Vec::new();
    let mut items = Vec::with_capacity(deck.questions.len());
    let known = Known { deck, words, statistics };
    for (prepared, said) in spread(&parts(deck), |part| read(known, part.clone(), &plan)) {
        items.extend(prepared);
        found.extend(said);
    }
    let items = Items::new(deck, words, items);
    found.extend(spread(&active, |rule| check_deck(rule, &items)).into_iter().flatten());
    found
}

/// How many questions are looked at in one go.
const PART: usize = 512;

/// The questions of a deck, in parts that are worth a thread.
fn parts(deck: &Deck) -> Vec<Range<usize>> {
    let all = deck.questions.len();
    (0..all).step_by(PART).map(|start| start..all.min(start + PART)).collect()
}

/// What a question is prepared with.
#[derive(Debug, Clone, Copy)]
struct Known<'a> {
    deck: &'a Deck,
    words: &'a Words,
    statistics: Option<&'a Statistics>,
}

/// Prepares some questions, and shows each to the rules of its kind.
fn read<'a>(known: Known<'a>, part: Range<usize>, plan: &Plan) -> (Vec<Item<'a>>, Vec<Found>) {
    let Known { deck, words, statistics } = known;
    let mut out = Findings::default();
    let mut found = Vec::new();
    let mut items = Vec::with_capacity(part.len());
    for (index, question) in deck.questions.iter().enumerate().take(part.end).skip(part.start) {
        let mut item = Item::new(deck, words, index, question);
        item.measures = statistics.and_then(|all| all.measures(question, deck));
        out.question = Some(index);
        for (rule, check) in plan.of(item.kind()) {
            check(&item, &mut out);
            found.extend(out.found.drain(..).map(|finding| (*rule, finding)));
        }
        items.push(item);
    }
    (items, found)
}

/// Shows the whole deck to a rule, if it is one about decks.
fn check_deck(rule: &&'static Rule, items: &Items<'_>) -> Vec<Found> {
    let Check::Deck(check) = rule.check else { return Vec::new() };
    let mut out = Findings::default();
    check(items, &mut out);
    out.found.into_iter().map(|finding| (*rule, finding)).collect()
}

type QuestionCheck = fn(&Item<'_>, &mut Findings);

/// The rules for each kind of question, in the order of [`Kind::ALL`].
struct Plan(Vec<Vec<(&'static Rule, QuestionCheck)>>);

impl Plan {
    fn new(rules: &[&'static Rule]) -> Self {
        let of_kind = |kind: &Kind| {
            let checks = rules.iter().filter_map(|rule| match rule.check {
                Check::Question(kinds, check) if kinds.contains(kind) => Some((*rule, check)),
                _ => None,
            });
            checks.collect()
        };
        Self(Kind::ALL.iter().map(of_kind).collect())
    }

    fn of(&self, kind: Kind) -> &[(&'static Rule, QuestionCheck)] {
        let at = Kind::ALL.iter().position(|other| *other == kind);
        at.and_then(|at| self.0.get(at)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Drops what a more specific finding about the same question replaces.
fn drop_replaced(found: &mut Vec<Found>) {
    let specific = found.iter().filter(|(rule, _)| !rule.replaces.is_empty());
    let mut replaced: Vec<(Option<usize>, &str)> = specific
        .flat_map(|(rule, finding)| rule.replaces.iter().map(|code| (finding.spot.question, *code)))
        .collect();
    if replaced.is_empty() {
        return;
    }
    replaced.sort_unstable();
    found.retain(|(rule, finding)| {
        replaced.binary_search(&(finding.spot.question, rule.code)).is_err()
    });
}

#[cfg(test)]
mod tests;
