//! Tests of whole draws.

mod blueprint;
mod golden;
mod papers;
mod rules;
mod sampling;

use std::fmt::Write as _;

use deck_format::{Deck, DeckId, QuestionId};

use super::{DeckFaces, Draw, DrawError, History, QuestionSet, draw};
use crate::paper::PaperItem;
use crate::plan::Plan;
use crate::presented::{Presented, Shown, ShownSort};
use crate::seed::Seed;

const GOLDEN: &str = include_str!("golden.toml");

fn parse(text: &str) -> Deck {
    deck_format::parse(text).unwrap()
}

/// A deck of true-false questions, each an id with further fields: `"a"`, `"a weight = 2"`.
fn deck(id: &str, questions: &[&str]) -> Deck {
    deck_with(id, "", questions)
}

/// The same, with further lines for the deck as a whole.
fn deck_with(id: &str, head: &str, questions: &[&str]) -> Deck {
    let mut text = format!("format = 1\nid = \"{id}\"\ntitle = \"T\"\nlanguage = \"en\"\n{head}\n");
    for question in questions {
        let (id, fields) = question.split_once(' ').unwrap_or((question, ""));
        writeln!(
            text,
            "[[question]]\nid = \"{id}\"\nprompt = \"Is {id} so?\"\nanswer = true\n{}",
            fields.replace("; ", "\n")
        )
        .unwrap();
    }
    parse(&text)
}

fn try_draw(decks: &[&Deck], plan: &Plan, seed: u64, history: &History) -> Result<Draw, DrawError> {
    let decks: Vec<DeckFaces<'_>> = decks.iter().map(|&deck| deck.into()).collect();
    draw(&decks, plan, Seed(seed), history)
}

/// The paper of one deck without history.
fn paper(deck: &Deck, plan: &Plan, seed: u64) -> Vec<PaperItem> {
    try_draw(&[deck], plan, seed, &History::default()).unwrap().items
}

fn set(deck: &str, questions: &[&str]) -> QuestionSet {
    questions.iter().map(|id| (DeckId::new(deck).unwrap(), QuestionId::new(id).unwrap())).collect()
}

fn ids(paper: &[PaperItem]) -> Vec<&str> {
    paper.iter().map(|item| item.id.as_str()).collect()
}

/// The texts that a student sees, list by list, in the order in which they are shown.
fn texts(deck: &Deck, item: &PaperItem) -> Vec<Vec<String>> {
    let face = &deck.question(item.id.as_str()).unwrap().face;
    let lists = match Presented::new(&deck.face, face, &item.order).unwrap().shown {
        Shown::SingleChoice { choices } | Shown::MultipleSelect { choices, .. } => vec![choices],
        Shown::Ordering { items, .. } => vec![items],
        Shown::Matching { left, right, .. } => vec![left, right],
        Shown::Cloze { blanks, .. } => blanks
            .into_iter()
            .filter_map(|blank| match blank.sort {
                ShownSort::Choice { choices } => Some(choices),
                ShownSort::Text | ShownSort::Number { .. } => None,
            })
            .collect(),
        Shown::TrueFalse | Shown::Numerical { .. } | Shown::ShortAnswer | Shown::Essay => vec![],
    };
    lists.into_iter().map(|list| list.into_iter().map(|entry| entry.text).collect()).collect()
}
