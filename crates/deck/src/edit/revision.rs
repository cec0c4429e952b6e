//! What a deck would be after a change, and that nothing but the change is in it.

use deck_format::{Deck, Question, Shortfall};
use session::files::Files;
use similar::TextDiff;

use super::error::EditError;
use super::manuscript::Manuscript;
use crate::save::{Original, SaveError};

/// A changed deck that has not been written yet.
#[derive(Debug)]
pub struct Revision {
    original: Original,
    text: String,
    deck: Deck,
}

impl Revision {
    pub(super) fn new(original: Original, text: String, deck: Deck) -> Self {
        Self { original, text, deck }
    }

    /// The deck that it is.
    #[must_use]
    pub fn deck(&self) -> &Deck {
        &self.deck
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines that change, as `diff -u` shows them; line endings are not told apart. Control
    /// characters stand in it as in the text.
    #[must_use]
    pub fn diff(&self) -> String {
        let plain = |text: &str| text.replace("\r\n", "\n");
        let old = plain(&String::from_utf8_lossy(self.original.bytes()));
        let new = plain(&self.text);
        let name = self.original.path().display().to_string();
        let diff = TextDiff::from_lines(&old, &new);
        diff.unified_diff().context_radius(3).header(&name, &name).to_string()
    }

    /// Writes it. Says whether that changed anything.
    ///
    /// # Errors
    /// When the file is no longer what was read, or cannot be written. It is then as it was.
    pub fn save(&self, files: &dyn Files) -> Result<bool, SaveError> {
        self.original.replace_bytes(files, self.text.as_bytes())
    }

    /// The rows of the blueprint that can run dry now and could not before.
    #[must_use]
    pub fn new_shortfalls(&self, before: &Deck) -> Vec<Shortfall> {
        let known: Vec<usize> =
            before.blueprint_shortfalls().iter().map(|shortfall| shortfall.row).collect();
        let mut now = self.deck.blueprint_shortfalls();
        now.retain(|shortfall| !known.contains(&shortfall.row));
        now
    }

    /// Checks that the deck is as before, without some questions, and with one that is new.
    pub(super) fn differs_by(
        &self,
        before: &Manuscript,
        gone: &[usize],
        new: Option<usize>,
    ) -> Result<(), EditError> {
        let kept: Vec<&Question> = leave_out(before.questions(), gone).collect();
        let now: Vec<&Question> = leave_out(&self.deck.questions, new.as_slice()).collect();
        let is_there = new.is_none_or(|new| new < self.deck.questions.len());
        if now.len() != kept.len() || !is_there {
            return Err(EditError::NotOne("exactly one question is to stand there"));
        }
        if now != kept {
            return Err(EditError::NotOne("other questions would change"));
        }
        if *before.face() != self.deck.face || *before.notes() != self.deck.notes {
            return Err(EditError::NotOne("a question holds nothing of the deck itself"));
        }
        Ok(())
    }
}

fn leave_out<'a>(
    questions: &'a [Question],
    gone: &'a [usize],
) -> impl Iterator<Item = &'a Question> {
    let numbered = questions.iter().enumerate();
    numbered.filter(|(at, _)| !gone.contains(at)).map(|(_, question)| question)
}
