//! The desk with its keys, which are made once for many clusters.

use std::cell::OnceCell;

use deck_format::LocalId;

use super::cluster::Cluster;
use super::desk::{Choice, Desk};
use super::effect::{Effect, Sight, effect};
use super::others::Others;
use super::variant::{Refusal, variant};
use crate::decisions::{Accepted, Event, Scope, Verdict};
use crate::grade::{Keys, NoKeys};

/// A desk with its keys.
#[derive(Debug)]
pub struct View<'a> {
    desk: &'a Desk<'a>,
    keys: Keys<'a>,
    others: OnceCell<Others<'a>>,
}

impl<'a> View<'a> {
    pub(super) fn new(desk: &'a Desk<'a>, keys: Keys<'a>) -> Self {
        Self { desk, keys, others: OnceCell::new() }
    }

    /// The desk.
    #[must_use]
    pub fn desk(&self) -> &'a Desk<'a> {
        self.desk
    }

    /// Its keys.
    #[must_use]
    pub fn keys(&self) -> &Keys<'a> {
        &self.keys
    }

    /// The decision about a cluster, where it is in force. One that was accepted in the deck and is no
    /// longer matched by it waits again: somebody has taken it out.
    #[must_use]
    pub fn verdict(&self, cluster: &Cluster) -> Option<Verdict<'a>> {
        let blank = cluster.blank.as_ref().map(LocalId::as_str);
        match self.keys.verdict(cluster.place, blank, &cluster.text)? {
            Verdict::Accepted(Accepted { scope: Scope::Deck, .. }) => None,
            verdict => Some(verdict),
        }
    }

    /// The text as which a cluster would stand in the deck.
    ///
    /// # Errors
    /// Why it cannot be accepted as a variant.
    pub fn variant(&self, cluster: &Cluster) -> Result<String, Refusal> {
        variant(cluster, &self.keys)
    }

    /// What a choice would change. Nothing is written.
    ///
    /// # Errors
    /// When the deck has no keys.
    pub fn effect(&self, cluster: &Cluster, choice: &Choice) -> Result<Effect, NoKeys> {
        let Desk { pile, deck, decisions, policy, roster, spellings, .. } = self.desk;
        let sight = Sight { pile, roster: roster.as_ref(), policy };
        match choice {
            Choice::Variant(text) => {
                let deck = self.desk.accepting(cluster, text);
                let after = Keys::new(&deck, policy.rules)?.deciding(decisions);
                let others = self.others.get_or_init(|| Others::of(spellings, &self.keys));
                let also = others.gaining(cluster, text, &after);
                Ok(effect(sight, cluster, also, &self.keys, &after))
            }
            Choice::Once(credit) => {
                let decisions = decisions.with(Event::Accept(Accepted {
                    question: cluster.question.clone(),
                    blank: cluster.blank.clone(),
                    text: cluster.text.clone(),
                    scope: Scope::Once,
                    credit: *credit,
                    by: None,
                    why: None,
                }));
                let after = Keys::new(deck, policy.rules)?.deciding(&decisions);
                // The key stays, so that it forgives what it forgave.
                Ok(effect(sight, cluster, Vec::new(), &self.keys, &after))
            }
        }
    }
}
