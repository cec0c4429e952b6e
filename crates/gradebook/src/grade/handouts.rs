//! Reading what was sat on a handout by the ids of its deck.

use std::collections::BTreeMap;

use deck::handout::{HandoutMap, QuestionMap, handout};
use deck_format::{Deck, Digest, QuestionId};
use session::record::DeckRef;
use session::record::plain::Asked;
use session::{Order, PaperItem, Response};

use super::keys::Keys;

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

/// The questions of a deck as papers name them: by their own ids, and by those of each handout;
/// those of which the face is still what was asked.
#[derive(Debug, Clone)]
pub struct Papers {
    /// As a scanner of records wants them.
    pub asked: Vec<Asked>,
    /// What a record names as its deck, beside each.
    pub decks: Vec<DeckRef>,
    /// The ids under which the questions stand there, by their places in the deck.
    pub ids: Vec<BTreeMap<u32, (QuestionId, Digest)>>,
}

impl Handouts {
    /// The questions of a deck as papers name them.
    #[must_use]
    pub fn papers(&self, keys: &Keys<'_>) -> Papers {
        let mut papers = Papers { asked: Vec::new(), decks: Vec::new(), ids: Vec::new() };
        let own = keys.questions().iter().map(|keyed| (&keyed.face.id, keyed.digest, keyed.digest));
        papers.push(keys, None, own);
        for map in &self.0 {
            let shown = map.questions.iter().map(|(id, asked)| (id, asked.face, asked.handout));
            papers.push(keys, Some(map.handout), shown);
        }
        papers
    }
}

impl Papers {
    /// Adds the questions of the deck or of a handout, each by its id there and the digests of its
    /// face in the deck and on the paper.
    fn push<'q>(
        &mut self,
        keys: &Keys<'_>,
        handout: Option<Digest>,
        shown: impl Iterator<Item = (&'q QuestionId, Digest, Digest)>,
    ) {
        let deck = keys.deck();
        let mut ids = BTreeMap::new();
        let mut all = Vec::new();
        for (id, own, asked) in shown {
            let found = keys.find(id).filter(|(_, keyed)| keyed.digest == own);
            let Some((at, keyed)) = found else { continue };
            let Ok(at) = u32::try_from(at) else { continue };
            all.push((at, id, keyed.face.kind(), asked));
            ids.insert(at, (id.clone(), asked));
        }
        self.asked.push(Asked::new(&deck.face.id, handout, all));
        self.decks.push(DeckRef {
            id: deck.face.id.clone(),
            face: handout.unwrap_or_else(|| deck.face_digest()),
            key: if handout.is_none() { deck.key_digest() } else { None },
            file: None,
        });
        self.ids.push(ids);
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
    pub(crate) fn order(self, item: &PaperItem) -> Option<Order> {
        match self.question(&item.id) {
            None => Some(item.order.clone()),
            Some(map) => map?.own_ids().order(&item.order).ok(),
        }
    }
}
