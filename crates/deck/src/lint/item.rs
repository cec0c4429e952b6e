//! A question and a deck as the rules see them: every text that most rules look at, prepared once.

use std::ops::Range;
use std::sync::OnceLock;

use deck_format::{Answer, Body, Deck, Entry, Key, Kind, LocalId, Options, Question};
use session::statistics::Measures;

use super::text::Text;
use super::words::{WordMap, Words};

/// A question, prepared.
#[derive(Debug)]
pub struct Item<'a> {
    /// Its index in the deck.
    pub index: usize,
    /// The question.
    pub question: &'a Question,
    /// The deck that it stands in.
    pub deck: &'a Deck,
    /// The word lists of the deck's language.
    pub words: &'a Words,
    /// The prompt.
    pub stem: Text<'a>,
    /// The options of a single choice or multiple select, in the order of the file; else empty.
    pub options: Vec<Choice<'a>>,
    /// What classes made of it; `None` where that is not known.
    pub measures: Option<Measures>,
}

/// One option, prepared.
#[derive(Debug)]
pub struct Choice<'a> {
    /// Its id.
    pub id: &'a LocalId,
    /// Its text.
    pub text: Text<'a>,
    /// Whether the key says that it is right.
    pub correct: bool,
    /// Whether it stays last.
    pub pinned: bool,
}

impl<'a> Item<'a> {
    pub(super) fn new(
        deck: &'a Deck,
        words: &'a Words,
        index: usize,
        question: &'a Question,
    ) -> Self {
        let prompt = &question.face.prompt;
        let (stem, options) = match &question.face.body {
            Body::SingleChoice { choices, .. } | Body::MultipleSelect { choices, .. } => {
                (Text::new(words, prompt), read_options(words, choices, question.key.as_ref()))
            }
            Body::Cloze { .. } => (Text::cloze(words, prompt), Vec::new()),
            _ => (Text::new(words, prompt), Vec::new()),
        };
        Self { index, question, deck, words, stem, options, measures: None }
    }

    /// The kind of question.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.question.face.kind()
    }

    /// What is right; `None` on a handout, which is not linted.
    #[must_use]
    pub fn answer(&self) -> Option<&'a Answer> {
        self.question.key.as_ref().map(|key| &key.answer)
    }

    /// Prepares another text of the question, such as its explanation.
    #[must_use]
    pub fn prepare(&self, markdown: &'a str) -> Text<'a> {
        Text::new(self.words, markdown)
    }

    /// The right options.
    pub fn keys(&self) -> impl Iterator<Item = &Choice<'a>> {
        self.options.iter().filter(|option| option.correct)
    }

    /// The wrong options.
    pub fn distractors(&self) -> impl Iterator<Item = &Choice<'a>> {
        self.options.iter().filter(|option| !option.correct)
    }

    /// The one right option of a single choice.
    #[must_use]
    pub fn only_key(&self) -> Option<&Choice<'a>> {
        if self.kind() == Kind::SingleChoice { self.keys().next() } else { None }
    }

    /// Whether the runner shuffles the options.
    #[must_use]
    pub fn is_shuffled(&self) -> bool {
        self.question.face.shuffle
    }

    /// The tokens of the prompt that ask; see [`Text::question_clause`].
    #[must_use]
    pub fn question_clause(&self) -> Range<usize> {
        self.stem.question_clause()
    }
}

fn read_options<'a>(words: &Words, choices: &'a Options, key: Option<&Key>) -> Vec<Choice<'a>> {
    let option = |entry: &'a Entry| Choice {
        id: &entry.id,
        text: Text::new(words, &entry.text),
        correct: key.is_some_and(|key| is_right(&key.answer, &entry.id)),
        pinned: choices.pinned().contains(&entry.id),
    };
    choices.iter().map(option).collect()
}

fn is_right(answer: &Answer, id: &LocalId) -> bool {
    match answer {
        Answer::SingleChoice(key) => key.correct == *id,
        Answer::MultipleSelect(ids) => ids.contains(id),
        _ => false,
    }
}

/// About how many words of a prompt stand in no other; room for them is made beforehand.
const NEW_WORDS: usize = 4;

/// A deck, prepared.
#[derive(Debug)]
pub struct Items<'a> {
    /// The deck.
    pub deck: &'a Deck,
    /// The word lists of its language.
    pub words: &'a Words,
    /// Its questions, in the order of the file.
    pub items: Vec<Item<'a>>,
    frequency: OnceLock<WordMap<u32>>,
}

impl<'a> Items<'a> {
    pub(super) fn new(deck: &'a Deck, words: &'a Words, items: Vec<Item<'a>>) -> Self {
        Self { deck, words, items, frequency: OnceLock::new() }
    }

    /// How often each word stands in the prompts of the deck, by its stem.
    pub(super) fn frequency(&self) -> &WordMap<u32> {
        self.frequency.get_or_init(|| {
            // A prompt brings some words that no other has.
            let mut frequency = WordMap::default();
            frequency.reserve(self.items.len() * NEW_WORDS);
            for token in self.items.iter().flat_map(|item| item.stem.tokens()) {
                *frequency.entry(token.stem).or_insert(0) += 1;
            }
            frequency
        })
    }

    /// Whether at most one of two questions is asked in a sitting, or both are about one passage: such
    /// questions may be alike, and may give each other away.
    #[must_use]
    pub fn are_kin(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.items.get(one), self.items.get(other)) else {
            return false;
        };
        let (one, other) = (&one.question.face, &other.question.face);
        one.family.is_some() && one.family == other.family
            || one.passage.is_some() && one.passage == other.passage
    }
}
