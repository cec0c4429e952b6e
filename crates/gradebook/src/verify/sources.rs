//! The decks and handouts that papers are drawn from.

use deck::handout::{HandoutMap, PaperPlan, handout};
use deck_format::{Deck, Digest};
use session::record::DeckRef;

/// The decks and handouts that papers are drawn from.
pub struct Sources<'d> {
    own: (Digest, &'d Deck),
    handouts: Vec<(Digest, Deck)>,
}

impl<'d> Sources<'d> {
    /// The deck, its handouts as far as they can be made again, and handouts that were kept.
    #[must_use]
    pub fn new(deck: &'d Deck, maps: &[HandoutMap], kept: Vec<Deck>) -> Self {
        let papers = maps.iter().filter_map(|map| map.paper.as_ref());
        let papers = papers.map(|map| PaperPlan { plan: map.plan.clone(), seed: map.seed });
        let plans = std::iter::once(None).chain(papers.map(Some));
        // A deck of which no handout can be made was never handed out as it is.
        let made = plans.filter_map(|plan| handout(deck, plan.as_ref()).ok());
        let made = made.filter_map(|made| deck_format::parse(&made.text).ok());
        let handouts = kept.into_iter().chain(made).filter(|handout| handout.face.handout);
        let handouts = handouts.map(|handout| (handout.face_digest(), handout)).collect();
        Self { own: (deck.face_digest(), deck), handouts }
    }

    /// What a paper was drawn from, if it is at hand.
    #[must_use]
    pub fn find(&self, deck: &DeckRef) -> Option<&Deck> {
        if deck.key.is_some() {
            return (self.own.0 == deck.face).then_some(self.own.1);
        }
        let found = self.handouts.iter().find(|(digest, _)| *digest == deck.face);
        found.map(|(_, handout)| handout)
    }
}

#[cfg(test)]
mod tests {
    use session::{Plan, Seed};

    use super::*;
    use crate::testing::{QUESTIONS, deck};

    #[test]
    fn handouts_of_one_paper_are_made_again_by_their_maps() {
        let deck = deck(QUESTIONS);
        let plan = PaperPlan { plan: Plan::count(2), seed: Seed(3) };
        let paper = handout(&deck, Some(&plan)).unwrap().map;
        let sat = DeckRef { id: deck.face.id.clone(), face: paper.handout, key: None, file: None };
        let found = |maps: &[HandoutMap]| {
            let sources = Sources::new(&deck, maps, Vec::new());
            sources.find(&sat).map(|handout| handout.questions.len())
        };
        assert_eq!(found(&[paper]), Some(2));
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn a_deck_that_has_changed_is_not_what_was_sat() {
        let (deck, other) = (deck(QUESTIONS), deck(&QUESTIONS.replace("Moss", "Hamar")));
        let sat = DeckRef {
            id: deck.face.id.clone(),
            face: deck.face_digest(),
            key: deck.key_digest(),
            file: None,
        };
        assert!(Sources::new(&deck, &[], Vec::new()).find(&sat).is_some());
        assert!(Sources::new(&other, &[], Vec::new()).find(&sat).is_none());
    }
}
