//! What a class made of a deck's questions, as it is kept beside the deck.
//!
//! What was measured belongs to the text that was asked. A question whose text is another one now is
//! left out, and said to be: its numbers would be those of another question.

use std::collections::{BTreeMap, BTreeSet};

use deck_format::{Deck, LocalId, QuestionId, face_digest};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use session::statistics::{Class, ItemCounts, OptionCounts, Sittings, TimeSum};

use crate::analyse::{Analysed, Question, counted_attempts};
use crate::book::{Attempt, Book};
use crate::grade::{Asked, Fit, Keys};
use crate::items::{ChoiceKind, ItemAnalysis};
use crate::policy::Policy;

/// A class as it is to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct WriteBack {
    /// What it made of the questions.
    pub class: Class,
    /// The questions that are left out, in the order of the deck.
    pub left_out: Vec<LeftOut>,
}

/// A question that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The question.
    pub question: QuestionId,
    /// Why.
    pub why: Why,
}

/// Why a question is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Some were asked another text than the deck has now.
    #[error("{} asked another text of it than the deck has now", were(*sittings))]
    OtherText {
        /// In how many sittings.
        sittings: usize,
    },
    /// Answers wait for a person's mark.
    #[error("{} for a mark", wait(*answers))]
    Unmarked {
        /// How many.
        answers: usize,
    },
}

fn were(sittings: usize) -> String {
    if sittings == 1 { "1 student was".to_owned() } else { format!("{sittings} students were") }
}

fn wait(answers: usize) -> String {
    if answers == 1 { "1 answer waits".to_owned() } else { format!("{answers} answers wait") }
}

/// Why there is nothing to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Nothing {
    /// Nobody handed in.
    #[error("no sitting is counted, so that there are no statistics to write back")]
    NoSittings,
    /// No question is left.
    #[error("no question was asked as the deck has it now, so that there is nothing to write back")]
    NoQuestions,
}

/// What a class made of the questions of its deck.
///
/// # Errors
/// [`Nothing`] where there is none.
pub fn write_back(
    analysed: &Analysed,
    book: &Book,
    keys: &Keys<'_>,
    policy: &Policy,
) -> Result<WriteBack, Nothing> {
    let attempts: Vec<&Attempt> = counted_attempts(book, policy.attempts).collect();
    let latest = attempts.iter().map(|attempt| attempt.sat.handed_in).max();
    let latest: Timestamp = latest.ok_or(Nothing::NoSittings)?;
    let deck = keys.deck();
    let sessions = || attempts.iter().map(|attempt| attempt.sat.session.as_str());
    let left_out = left_out(analysed, &attempts);
    let questions = questions(analysed, keys, &left_out);
    if questions.is_empty() {
        return Err(Nothing::NoQuestions);
    }
    let class = Class {
        id: Sittings::digest(sessions()),
        date: TimeZone::UTC.to_datetime(latest).date(),
        students: attempts.len() as u64,
        face: deck.face_digest(),
        // Whoever grades has keys.
        key: deck.key_digest().ok_or(Nothing::NoQuestions)?,
        sittings: Sittings::of(sessions()),
        questions,
    };
    Ok(WriteBack { class, left_out })
}

/// The questions that are left out. Any other text counts, graded by the key or as `class.toml` says.
fn left_out(analysed: &Analysed, attempts: &[&Attempt]) -> Vec<LeftOut> {
    let mut asked: BTreeMap<&QuestionId, usize> = BTreeMap::new();
    for item in attempts.iter().flat_map(|attempt| &attempt.sat.items) {
        if let Asked::InDeck(at) = item.question
            && item.fit != Fit::Same
            && let Some(question) = analysed.questions.get(at)
        {
            *asked.entry(&question.id).or_default() += 1;
        }
    }
    let why = |question: &Question| match (asked.get(&question.id), question.unmarked) {
        (Some(sittings), _) => Some(Why::OtherText { sittings: *sittings }),
        (None, 0) => None,
        (None, answers) => Some(Why::Unmarked { answers }),
    };
    let all = analysed.questions.iter();
    all.filter_map(|question| Some(LeftOut { question: question.id.clone(), why: why(question)? }))
        .collect()
}

fn questions(
    analysed: &Analysed,
    keys: &Keys<'_>,
    left_out: &[LeftOut],
) -> BTreeMap<QuestionId, ItemCounts> {
    let out: BTreeSet<&QuestionId> = left_out.iter().map(|one| &one.question).collect();
    let all = analysed.questions.iter().zip(&analysed.analysis.items).enumerate();
    let mut kept = BTreeMap::new();
    for (at, (question, item)) in all {
        if item.replies.administered == 0 || out.contains(&question.id) {
            continue;
        }
        if let Some(counts) = counts(at, question, item, keys) {
            kept.insert(question.id.clone(), counts);
        }
    }
    kept
}

/// What was made of the question at a place of the deck. Its face is the one that was graded: under a
/// scoring rule of the class it is not the deck's.
fn counts(
    at: usize,
    question: &Question,
    item: &ItemAnalysis,
    keys: &Keys<'_>,
) -> Option<ItemCounts> {
    let deck: &Deck = keys.deck();
    let face = &keys.questions().get(at)?.face;
    let passage = face.passage.as_ref().and_then(|id| deck.passage(id));
    Some(ItemCounts {
        face: face_digest(face, passage),
        key: deck.questions.get(at)?.key_digest()?,
        n: item.replies.administered,
        earned: item.earned.clone(),
        r: item.discrimination.item_rest.value(),
        options: options(question, item),
        omitted: item.replies.omitted,
        not_reached: item.replies.not_reached,
        time: TimeSum { n: item.time.count, ms: item.time.total },
    })
}

/// Who chose what, by the ids of the options.
fn options(question: &Question, item: &ItemAnalysis) -> BTreeMap<LocalId, OptionCounts> {
    let rows = item.choices.iter().filter_map(|row| {
        let ChoiceKind::Choice(index) = row.kind else { return None };
        let (id, _) = question.choices.get(index)?;
        let counts = OptionCounts { n: row.count, r: row.item_rest.value() };
        Some((LocalId::new(id).ok()?, counts))
    });
    rows.collect()
}

#[cfg(test)]
mod tests;
