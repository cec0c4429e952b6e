//! `lint.allow`: findings that the author overrules, each with a reason.

use std::collections::HashMap;

use deck_format::{Deck, Severity};
use session::statistics::{MIN_STUDENTS, Statistics};
use strsim::osa_distance;

use super::engine::Found;
use super::finding::{Finding, Spot};
use super::rule::{Check, Explanation, Family, Rule};
use super::rules;

/// The suppressions of a deck, and whether each suppressed anything.
pub(super) struct Suppressions<'a> {
    deck: &'a Deck,
    /// By where it stands (a question's index, or `None` for the deck) and its code.
    used: HashMap<(Option<usize>, &'a str), bool>,
}

impl<'a> Suppressions<'a> {
    pub(super) fn new(deck: &'a Deck) -> Self {
        let of_deck = deck.notes.lint_allow.iter().map(|(code, _)| (None, code));
        let questions = deck.questions.iter().enumerate();
        let of_questions = questions.flat_map(|(index, question)| {
            question.notes.lint_allow.iter().map(move |(code, _)| (Some(index), code))
        });
        let all = of_deck.chain(of_questions);
        Self { deck, used: all.map(|(at, code)| ((at, code.as_str()), false)).collect() }
    }

    /// Whether a finding is allowed: by its question, or else by the deck.
    pub(super) fn allow(&mut self, code: &'static str, question: Option<usize>) -> bool {
        if self.used.is_empty() {
            return false;
        }
        let place = if self.used.contains_key(&(question, code)) { question } else { None };
        let used = self.used.get_mut(&(place, code));
        used.map(|used| *used = true).is_some()
    }
}

/// Adds what is wrong with the suppressions themselves. One of what classes made of a question is
/// unused only where that is known: the next class may show it again.
pub(super) fn report(
    suppressions: &Suppressions<'_>,
    statistics: Option<&Statistics>,
    found: &mut Vec<Found>,
) {
    let deck = suppressions.deck;
    let mut check = |place: Option<usize>, code: &str| {
        if suppressions.used.get(&(place, code)) == Some(&true) {
            return;
        }
        let spot = Spot { question: place, ..Spot::key(["lint", "allow", code]) };
        found.push(match rules::rule(code) {
            Some(rule)
                if rule.family == Family::Measured && !is_measured(deck, place, statistics) =>
            {
                return;
            }
            Some(_) => (&UNUSED, unused(spot, code, place)),
            None => (&UNKNOWN, unknown(spot, code)),
        });
    };
    for (code, _) in &deck.notes.lint_allow {
        check(None, code);
    }
    for (index, question) in deck.questions.iter().enumerate() {
        for (code, _) in &question.notes.lint_allow {
            check(Some(index), code);
        }
    }
}

/// Whether it is known what enough students made of a question, or of any question of the deck.
fn is_measured(deck: &Deck, question: Option<usize>, statistics: Option<&Statistics>) -> bool {
    let Some(statistics) = statistics else { return false };
    let all = deck.questions.iter().enumerate();
    let mut meant = all.filter(|(at, _)| question.is_none_or(|question| question == *at));
    meant.any(|(_, question)| {
        let scores = statistics.measures(question, deck).and_then(|measures| measures.scores);
        scores.is_some_and(|scores| scores.n >= MIN_STUDENTS)
    })
}

fn unused(spot: Spot, code: &str, question: Option<usize>) -> Finding {
    let place = if question.is_some() { "question" } else { "deck" };
    Finding::new(spot, format!("nothing in this {place} is reported as `{code}`"))
        .under("allows nothing")
        .help("take it out, or put it where the finding is")
}

fn unknown(spot: Spot, code: &str) -> Finding {
    let shown: String = code.chars().take(64).collect();
    let near = rules::all()
        .map(|rule| (osa_distance(&shown, rule.code), rule.code))
        .filter(|(distance, other)| *distance <= other.len() / 3)
        .min();
    let under = match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None => "no rule has this name".to_owned(),
    };
    Finding::new(spot, format!("unknown rule `{shown}`"))
        .under(under)
        .help("`deck explain` lists the rules")
}

/// The rules about suppressions.
pub(super) static RULES: &[&Rule] = &[&UNUSED, &UNKNOWN];

static UNUSED: Rule = Rule {
    code: "unused-suppression",
    severity: Severity::Warning,
    family: Family::Suppression,
    lists: &[],
    replaces: &[],
    check: Check::Engine,
    explanation: Explanation {
        what: "`lint.allow` names a rule that reports nothing here.",
        why: "A suppression that is left behind would hide the next finding of its rule, which \
              nobody has looked at.",
        bad: r#"id = "capital"
prompt = "Which city is the capital of Peru?"
choices = { lima = "Lima", cusco = "Cusco", ica = "Ica" }
answer = "lima"
lint.allow = { "negative-stem" = "the exception is the point" }"#,
        good: r#"id = "capital"
prompt = "Which city is the capital of Peru?"
choices = { lima = "Lima", cusco = "Cusco", ica = "Ica" }
answer = "lima""#,
        source: "Quizdeck",
    },
};

static UNKNOWN: Rule = Rule {
    code: "unknown-rule",
    severity: Severity::Warning,
    family: Family::Suppression,
    lists: &[],
    replaces: &[],
    check: Check::Engine,
    explanation: Explanation {
        what: "`lint.allow` names a rule that does not exist.",
        why: "It allows nothing. Often the name is misspelt.",
        bad: r#"id = "capital"
prompt = "Which city is **NOT** a capital?"
choices = { lima = "Lima", cusco = "Cusco", quito = "Quito" }
answer = "cusco"
lint.allow = { "negativ-stem" = "the exception is the point" }"#,
        good: r#"id = "capital"
prompt = "Which city is **NOT** a capital?"
choices = { lima = "Lima", cusco = "Cusco", quito = "Quito" }
answer = "cusco"
lint.allow = { "negative-stem" = "the exception is the point" }"#,
        source: "Quizdeck",
    },
};
