//! The keys of a deck, with the class's scoring rules in the place of its own.

use std::borrow::Cow;
use std::collections::HashMap;

use deck_format::{Answer, Body, Deck, Digest, Face, QuestionId};
use session::record::SessionId;
use session::{Outcome, Response};

use super::decided::Decided;
use crate::decisions::{Decisions, Marked, Verdict, folded, response_digest};
use crate::policy::Rules;

/// A deck that records are graded against.
#[derive(Debug)]
pub struct Keys<'d> {
    deck: &'d Deck,
    questions: Vec<Keyed<'d>>,
    /// By their ids and by those that they had before.
    by_id: HashMap<&'d QuestionId, usize>,
    overrides: Vec<Override>,
    decided: Decided<'d>,
}

/// A question with its key.
#[derive(Debug)]
pub struct Keyed<'d> {
    /// Its face, with the class's scoring rule.
    pub face: Cow<'d, Face>,
    /// The digest of its face as the deck has it.
    pub digest: Digest,
    /// What is right.
    pub answer: &'d Answer,
}

/// A scoring rule of the class that is not the deck's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The question.
    pub question: QuestionId,
    /// The deck's rule.
    pub deck: &'static str,
    /// The class's rule.
    pub class: &'static str,
}

/// A deck without keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the deck is a handout: it holds no keys to grade by")]
pub struct NoKeys;

impl<'d> Keys<'d> {
    /// The keys of a deck, under a class's scoring rules.
    ///
    /// # Errors
    /// When the deck is a handout.
    pub fn new(deck: &'d Deck, rules: Rules) -> Result<Self, NoKeys> {
        let mut keys = Self {
            deck,
            questions: Vec::new(),
            by_id: HashMap::new(),
            overrides: Vec::new(),
            decided: Decided::default(),
        };
        for (at, question) in deck.questions.iter().enumerate() {
            let key = question.key.as_ref().ok_or(NoKeys)?;
            let face = keys.ruled(&question.face, rules);
            let digest = question.face_digest(deck);
            keys.questions.push(Keyed { face, digest, answer: &key.answer });
            keys.by_id.insert(&question.face.id, at);
        }
        // A question that still has its id wins over one that had it before.
        for (at, question) in deck.questions.iter().enumerate() {
            for old in &question.notes.was {
                keys.by_id.entry(old).or_insert(at);
            }
        }
        Ok(keys)
    }

    /// The keys, and what people decided beside them.
    #[must_use]
    pub fn deciding(mut self, decisions: &'d Decisions) -> Self {
        self.decided = Decided::new(decisions, |id| self.by_id.get(id).copied());
        self
    }

    /// What a response to the question at a place earns: by its key, and by what was accepted beside
    /// it. `None` where people mark it, and where there is no such question.
    #[must_use]
    pub fn outcome(&self, at: usize, response: &Response) -> Option<Outcome> {
        let Keyed { face, answer, .. } = self.questions.get(at)?;
        let language = self.language();
        session::grade_accepting(face, answer, language, response, &|blank, typed| {
            if !self.decided.has_verdicts(at, blank) {
                return None;
            }
            self.verdict(at, blank, &folded(answer, blank, language, typed)?)?.once()
        })
    }

    /// What was last decided about a typed answer to the question at a place, under whichever of its
    /// ids. The text is folded as [`folded`] does.
    #[must_use]
    pub fn verdict(&self, at: usize, blank: Option<&str>, text: &str) -> Option<Verdict<'d>> {
        self.decided.verdict(at, blank, text)
    }

    /// The mark that a person gave to a response to the question at a place, whether or not it still
    /// fits the rubric.
    #[must_use]
    pub fn mark(&self, at: usize, session: &SessionId, response: &Response) -> Option<&'d Marked> {
        self.decided.mark(at, session, || response_digest(response))
    }

    /// The face with the class's rule.
    fn ruled(&mut self, face: &'d Face, rules: Rules) -> Cow<'d, Face> {
        let mut ruled = Cow::Borrowed(face);
        if let Some((deck, class)) = differing(face, rules) {
            self.overrides.push(Override { question: face.id.clone(), deck, class });
            apply(&mut ruled.to_mut().body, rules);
        }
        ruled
    }

    /// The deck.
    #[must_use]
    pub fn deck(&self) -> &'d Deck {
        self.deck
    }

    /// The language of the deck.
    #[must_use]
    pub fn language(&self) -> &'d str {
        &self.deck.face.language
    }

    /// The questions, in the order of the deck.
    #[must_use]
    pub fn questions(&self) -> &[Keyed<'d>] {
        &self.questions
    }

    /// The question that has an id, or had it before, with its place in the deck.
    #[must_use]
    pub fn find(&self, id: &QuestionId) -> Option<(usize, &Keyed<'d>)> {
        let at = *self.by_id.get(id)?;
        Some((at, self.questions.get(at)?))
    }

    /// The ids by which the question at a place is found: its own, and those that it had before.
    pub fn ids(&self, at: usize) -> impl Iterator<Item = &'d QuestionId> {
        let question = self.deck.questions.get(at).into_iter();
        let ids = question
            .flat_map(|question| std::iter::once(&question.face.id).chain(&question.notes.was));
        ids.filter(move |id| self.by_id.get(id) == Some(&at))
    }

    /// Where the class's scoring rules are not the deck's, in the order of the deck.
    #[must_use]
    pub fn overrides(&self) -> &[Override] {
        &self.overrides
    }
}

/// The deck's rule and the class's, where they differ.
fn differing(face: &Face, rules: Rules) -> Option<(&'static str, &'static str)> {
    let (deck, class) = match &face.body {
        Body::MultipleSelect { rule, .. } => (rule.as_str(), rules.select?.as_str()),
        Body::Ordering { rule, .. } => (rule.as_str(), rules.order?.as_str()),
        Body::Matching { rule, .. } => (rule.as_str(), rules.matching?.as_str()),
        Body::Cloze { rule, .. } => (rule.as_str(), rules.cloze?.as_str()),
        _ => return None,
    };
    (deck != class).then_some((deck, class))
}

fn apply(body: &mut Body, rules: Rules) {
    match body {
        Body::MultipleSelect { rule, .. } => *rule = rules.select.unwrap_or(*rule),
        Body::Ordering { rule, .. } => *rule = rules.order.unwrap_or(*rule),
        Body::Matching { rule, .. } => *rule = rules.matching.unwrap_or(*rule),
        Body::Cloze { rule, .. } => *rule = rules.cloze.unwrap_or(*rule),
        _ => {}
    }
}
