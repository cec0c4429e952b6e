//! How long a deck takes to read.

use console::markdown;
use deck_format::{BlankSort, Body, Deck, Face, Options};
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

/// Words that a student reads in a minute: with care, to answer. Silent reading of easy texts goes at
/// about 240 (Brysbaert 2019).
pub const WORDS_PER_MINUTE: usize = 200;

/// What there is to read: passages, each once, prompts and options. Answering takes longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// How many words; in scripts without spaces, about how many characters.
    pub words: usize,
    /// The time for them in seconds, at [`WORDS_PER_MINUTE`].
    pub seconds: usize,
}

impl Reading {
    /// Counts the words of a deck.
    pub(super) fn of(deck: &Deck) -> Self {
        let passages = deck.face.passages.iter().map(|passage| words(&passage.text));
        let questions = deck.questions.iter().map(|question| of_face(&question.face));
        let words = passages.chain(questions).sum();
        Self { words, seconds: (words * 60).div_ceil(WORDS_PER_MINUTE) }
    }
}

fn of_face(face: &Face) -> usize {
    let lists: Vec<&Options> = match &face.body {
        Body::SingleChoice { choices, .. } | Body::MultipleSelect { choices, .. } => vec![choices],
        Body::Ordering { items, .. } => vec![items],
        Body::Matching { left, right, .. } => vec![left, right],
        Body::Cloze { blanks, .. } => blanks
            .iter()
            .filter_map(|blank| match &blank.sort {
                BlankSort::Choice { choices, .. } => Some(choices),
                BlankSort::Text | BlankSort::Number { .. } => None,
            })
            .collect(),
        Body::TrueFalse | Body::Numerical { .. } | Body::ShortAnswer | Body::Essay => Vec::new(),
    };
    let options = lists.into_iter().flat_map(Options::iter).map(|entry| words(&entry.text));
    words(&face.prompt) + options.sum::<usize>()
}

fn words(text: &str) -> usize {
    markdown::plain(text).unicode_words().count()
}
