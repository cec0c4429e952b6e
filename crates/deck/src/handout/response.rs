//! Reading what was answered on a handout by the ids of its deck, so that it can be graded there.

use session::{NoSuchName, OwnIds, Response};

use super::map::QuestionMap;

impl QuestionMap {
    /// The ids that the names stand for.
    #[must_use]
    pub fn own_ids(&self) -> OwnIds<'_> {
        let Self { choices, items, left, right, blanks, .. } = self;
        let blanks = blanks.iter().map(|blank| (&blank.id, &*blank.choices)).collect();
        OwnIds { choices, items, left, right, blanks }
    }

    /// A response to the question on the handout, by the ids of the deck.
    ///
    /// # Errors
    /// When it names an option, item, side or blank that the question does not have on the handout.
    pub fn by_own_ids(&self, response: &Response) -> Result<Response, NoSuchName> {
        self.own_ids().response(response)
    }
}
