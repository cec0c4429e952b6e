//! Reading what was sat on a handout by the ids of its deck.

use deck::handout::{HandoutMap, QuestionMap, handout};
use deck_format::{Deck, Digest, QuestionId};
use session::record::DeckRef;
use session::{Order, PaperItem, Response};

/// What the opaque names of handouts stand for.
#[derive(Debug, Clone, Default)]
pub struct Handouts(Vec<HandoutMap>);

/// The names under which a paper was sat: those of the deck, or those of a handout.
#[derive(Debug, Clone, Copy)]
pub struct Names<'m>(Option<&'m HandoutMap>);

/// The handout of a record is not known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it was sat on a handout that no map belongs to (its digest is {0})")]
pub struct NoNames(pub Digest);

impl Handouts {
    /// The maps that were kept, and the one of the deck as it is now, which fits as long as its face
    /// is what was handed out.
    #[must_use]
    pub fn new(deck: &Deck, kept: Vec<HandoutMap>) -> Self {
        let mut maps = kept;
        maps.retain(|map| map.deck == deck.face.id);
        // A deck of which no handout can be made was never handed out as it is.
        maps.extend(handout(deck, None).ok().map(|made| made.map));
        Self(maps)
    }

    /// The names under which the paper of a deck was sat.
    ///
    /// # Errors
    /// When it was sat on a handout of which there is no map.
    pub fn names(&self, deck: &DeckRef) -> Result<Names<'_>, NoNames> {
        if deck.key.is_some() {
            return Ok(Names(None));
        }
        let map = self.0.iter().find(|map| map.handout == deck.face);
        map.map(|map| Names(Some(map))).ok_or(NoNames(deck.face))
    }
}

impl<'m> Names<'m> {
    /// The names of the deck itself.
    pub const OWN: Names<'static> = Names(None);

    fn question(self, id: &QuestionId) -> Option<Option<&'m QuestionMap>> {
        self.0.map(|map| map.questions.get(id))
    }

    /// The digest of the deck's face that was asked; `None` where the handout had another one.
    pub(super) fn face(self, item: &PaperItem) -> Option<Digest> {
        match self.question(&item.id) {
            None => Some(item.face),
            Some(map) => map.filter(|map| map.handout == item.face).map(|map| map.face),
        }
    }

    /// A response by the ids of the deck.
    ///
    /// # Errors
    /// The name that the handout does not have.
    pub(crate) fn response(self, id: &QuestionId, response: &Response) -> Result<Response, String> {
        match self.question(id) {
            None => Ok(response.clone()),
            Some(Some(map)) => map.by_own_ids(response).map_err(|error| error.name),
            Some(None) => Err(id.to_string()),
        }
    }

    /// What was shown, by the ids of the deck; `None` where it names what the handout does not have.
    pub(super) fn order(self, item: &PaperItem) -> Option<Order> {
        match self.question(&item.id) {
            None => Some(item.order.clone()),
            Some(map) => map?.own_ids().order(&item.order).ok(),
        }
    }
}
