//! The pile with the deck and the decisions as they stand.

use deck_format::{Deck, Fraction, LocalId};

use super::cluster::{Cluster, clusters};
use super::effect::Effect;
use super::pile::Pile;
use super::spellings::Spellings;
use super::variant::Refusal;
use super::view::View;
use crate::book::{Attempt, Book, Gathered, Remarks, build};
use crate::collect::Relation;
use crate::decisions::{Decisions, Verdict};
use crate::grade::{Keys, NoKeys};
use crate::load::Inputs;
use crate::policy::Policy;
use crate::regrade::{Graded, Regrade, compare};
use crate::roster::Roster;

/// What a person is to decide about, and what it would change.
#[derive(Debug)]
pub struct Desk<'h> {
    pub(super) deck: Deck,
    pub(super) decisions: Decisions,
    pub(super) policy: Policy,
    pub(super) roster: Option<Roster>,
    pub(super) pile: Pile<'h>,
    pub(super) spellings: Spellings,
    /// The deck, the decisions and the gradebook before anything was decided.
    begun: (Deck, Decisions, Book),
}

/// What is chosen for a cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The text is accepted in the deck.
    Variant(String),
    /// It earns so much of the points in this class; `None` is all.
    Once(Option<Fraction>),
}

impl<'h> Desk<'h> {
    /// A class's pile, read by its keys.
    ///
    /// # Errors
    /// When the deck has no keys.
    pub fn new(inputs: &Inputs, pile: Pile<'h>) -> Result<Self, NoKeys> {
        let Inputs { deck, decisions, policy, roster, .. } = inputs.clone();
        let keys = Keys::new(&deck, policy.rules)?;
        let spellings = Spellings::of(&pile, &keys, &policy);
        let begun = (deck.clone(), decisions.clone(), pile.book.clone());
        Ok(Self { spellings, deck, decisions, policy, roster, pile, begun })
    }

    /// The deck, with what was accepted since.
    #[must_use]
    pub fn deck(&self) -> &Deck {
        &self.deck
    }

    /// The policy of the class.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What was typed.
    #[must_use]
    pub fn pile(&self) -> &Pile<'h> {
        &self.pile
    }

    /// The keys as they stand.
    ///
    /// # Errors
    /// When the deck has none.
    pub fn keys(&self) -> Result<Keys<'_>, NoKeys> {
        Ok(Keys::new(&self.deck, self.policy.rules)?.deciding(&self.decisions))
    }

    /// All clusters, decided ones too.
    ///
    /// # Errors
    /// When the deck has no keys.
    pub fn clusters(&self) -> Result<Vec<Cluster>, NoKeys> {
        Ok(clusters(&self.spellings, &self.pile.book, &self.keys()?))
    }

    /// The desk with its keys, to look at many clusters.
    ///
    /// # Errors
    /// When the deck has no keys.
    pub fn view(&self) -> Result<View<'_>, NoKeys> {
        Ok(View::new(self, self.keys()?))
    }

    /// The decision about a cluster, as [`View::verdict`] gives it.
    #[must_use]
    pub fn verdict(&self, cluster: &Cluster) -> Option<Verdict<'_>> {
        self.view().ok()?.verdict(cluster)
    }

    /// The text as which a cluster would stand in the deck.
    ///
    /// # Errors
    /// Why it cannot be accepted as a variant.
    pub fn variant(&self, cluster: &Cluster) -> Result<String, Refusal> {
        self.view().map_err(|_| Refusal::NotTyped)?.variant(cluster)
    }

    /// What a choice would change. Nothing is written.
    ///
    /// # Errors
    /// When the deck has no keys.
    pub fn effect(&self, cluster: &Cluster, choice: &Choice) -> Result<Effect, NoKeys> {
        self.view()?.effect(cluster, choice)
    }

    /// The deck with a variant.
    pub(super) fn accepting(&self, cluster: &Cluster, text: &str) -> Deck {
        let mut deck = self.deck.clone();
        let question =
            deck.questions.iter_mut().find(|question| question.face.id == cluster.question);
        if let Some(key) = question.and_then(|question| question.key.as_mut()) {
            key.answer.accept(cluster.blank.as_ref().map(LocalId::as_str), text);
        }
        deck
    }

    /// Takes in that a variant stands in the deck now.
    ///
    /// # Errors
    /// When the deck has no keys.
    pub fn accepted(&mut self, cluster: &Cluster, text: &str) -> Result<(), NoKeys> {
        self.deck = self.accepting(cluster, text);
        self.grade_again()
    }

    /// Takes in what is decided now.
    ///
    /// # Errors
    /// When the deck has no keys.
    pub fn decided(&mut self, decisions: &Decisions) -> Result<(), NoKeys> {
        self.decisions = decisions.clone();
        self.grade_again()
    }

    fn grade_again(&mut self) -> Result<(), NoKeys> {
        let keys = Keys::new(&self.deck, self.policy.rules)?.deciding(&self.decisions);
        let again = |attempt: &Attempt| self.pile.again(attempt, &keys, &self.policy, |_| true);
        let attempts: Vec<Attempt> = self.pile.book.attempts.iter().map(again).collect();
        let Book { rows, attempts, remarks, tags } = build(Gathered {
            keys: &keys,
            policy: &self.policy,
            roster: self.roster.as_ref(),
            records: attempts.into_iter().map(super::pile::as_read).collect(),
            passed_over: Vec::new(),
            relation: &|_, _| Relation::Same,
        });
        // What is said of records that are not used, of the roster and of class.toml stays.
        let Remarks { changes, unsettled, to_look_at, .. } = remarks;
        let said = std::mem::take(&mut self.pile.book.remarks);
        let remarks = Remarks { changes, unsettled, to_look_at, ..said };
        self.pile.book = Book { rows, attempts, remarks, tags };
        Ok(())
    }

    /// What changed since the beginning.
    ///
    /// # Errors
    /// When the deck has no keys.
    pub fn changed(&self) -> Result<Regrade, NoKeys> {
        let (deck, decisions, book) = &self.begun;
        let old = Keys::new(deck, self.policy.rules)?.deciding(decisions);
        let new = self.keys()?;
        let old = Graded { keys: &old, book };
        Ok(compare(old, Graded { keys: &new, book: &self.pile.book }, &self.policy))
    }
}
