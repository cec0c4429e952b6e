//! A deck's file that is being worked on.

use std::ops::Range;
use std::path::Path;

use deck_format::{Deck, DeckFace, DeckNotes, Problems, Question, parse, parse_bytes};
use session::files::Files;

use super::error::{Broken, EditError};
use super::places::{Place, places};
use super::revision::Revision;
use super::splice;
use crate::lint;
use crate::save::{Endings, Original, encode};

/// The problem of a deck that has no question yet, which is no obstacle to adding one.
const NO_QUESTIONS: &str = "no-questions";

/// What stands in for the questions of a deck that has none yet, so that it can be read.
const STAND_IN: &str = "[[question]]\nid = \"q\"\nprompt = \"?\"\nanswer = true\n";

/// A deck's file with the places of its questions.
#[derive(Debug)]
pub struct Manuscript {
    original: Original,
    text: String,
    /// Where there is no question yet, with one of ours.
    deck: Deck,
    places: Vec<Place>,
}

impl Manuscript {
    /// Reads a deck. One without questions is taken, too: they may be added.
    ///
    /// # Errors
    /// When it cannot be read, and when it has problems.
    pub fn read(files: &dyn Files, path: &Path) -> Result<Self, EditError> {
        let original = Original::read(files, path)?;
        let text = String::from_utf8_lossy(original.bytes()).into_owned();
        let read = match parse_bytes(original.bytes()) {
            Err(problems) if lacks_only_questions(&problems) => {
                parse(&format!("{text}\n{STAND_IN}")).map(|deck| (deck, 0))
            }
            read => read.map(|deck| {
                let count = deck.questions.len();
                (deck, count)
            }),
        };
        let (deck, count) =
            read.map_err(|problems| EditError::Broken(Broken::new(&text, problems)))?;
        let places = places(&text);
        if places.len() != count {
            return Err(EditError::InList);
        }
        Ok(Self { original, text, deck, places })
    }

    /// The text as it stands in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The file as it was read.
    #[must_use]
    pub fn original(&self) -> &Original {
        &self.original
    }

    /// The deck; `None` where it has no question yet.
    #[must_use]
    pub fn deck(&self) -> Option<&Deck> {
        Some(&self.deck).filter(|_| !self.places.is_empty())
    }

    /// The face of the deck.
    #[must_use]
    pub fn face(&self) -> &DeckFace {
        &self.deck.face
    }

    /// The notes about the deck.
    #[must_use]
    pub fn notes(&self) -> &DeckNotes {
        &self.deck.notes
    }

    /// The questions, in the order of the text.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        self.deck().map_or(&[], |deck| &deck.questions)
    }

    /// The text without its questions.
    #[must_use]
    pub fn head(&self) -> String {
        let mut head = String::new();
        let mut at = 0;
        for place in &self.places {
            head.push_str(&self.text[at..place.lines.start]);
            at = place.lines.end;
        }
        head.push_str(&self.text[at..]);
        if !head.ends_with('\n') {
            head.push('\n');
        }
        head
    }

    /// The lines of a question, with line feeds.
    ///
    /// # Errors
    /// When there is no such question, or it has no lines of its own.
    pub fn lines(&self, id: &str) -> Result<String, EditError> {
        let (_, place) = self.find(id)?;
        Ok(self.text[place.lines.clone()].replace("\r\n", "\n"))
    }

    /// Reads a question as if it were the deck's only one, save that its id may not be that of
    /// another. It is the last one of what comes out. Places count in the question's text.
    ///
    /// # Errors
    /// When it has problems.
    pub fn trial(&self, question: &str, id: &str) -> Result<Deck, Broken> {
        let (text, part) = self.alone(question, id);
        parse(&text).map_err(|problems| {
            let broken = Broken::new(&text, problems);
            broken.within(&part).unwrap_or(broken)
        })
    }

    /// What `deck check` would say about a question as one of this deck; `None` where it would say
    /// nothing, and where the question has problems.
    #[must_use]
    pub fn lint(&self, question: &str, id: &str) -> Option<Broken> {
        let (text, part) = self.alone(question, id);
        let deck = parse(&text).ok()?;
        let mut diagnostics = lint::lint(&deck, &text);
        diagnostics.retain(|found| found.question.as_deref() == Some(id));
        let found = Broken { text, diagnostics, more: 0, is_part: false };
        found.within(&part).filter(|found| !found.diagnostics.is_empty())
    }

    /// A text that has no question but one, and where that stands; of the others, only those of
    /// the same id.
    fn alone(&self, question: &str, id: &str) -> (String, Range<usize>) {
        let mut text = self.head();
        for (other, place) in self.questions().iter().zip(&self.places) {
            let was = || other.notes.was.iter().any(|was| was.as_str() == id);
            if other.face.id.as_str() == id || was() {
                text.push_str(&self.text[place.lines.clone()]);
                text.push('\n');
            }
        }
        let part = text.len()..text.len() + question.len();
        text.push_str(question);
        (text, part)
    }

    /// Adds a question, whose lines end with line feeds: after another one, or at the end.
    ///
    /// # Errors
    /// When the deck would have problems, or the lines hold anything but one question.
    pub fn add(&self, lines: &str, after: Option<&str>) -> Result<Revision, EditError> {
        let (at, index) = match after {
            Some(id) => {
                let (index, place) = self.find(id)?;
                (place.lines.end, index + 1)
            }
            None => (self.text.len(), self.places.len()),
        };
        let edit = splice::insert(&self.text, at, lines);
        let part = at..at + edit.text.len();
        let revision = self.revise(&splice::apply(&self.text, &[edit]), &part)?;
        revision.differs_by(self, &[], Some(index))?;
        Ok(revision)
    }

    /// Puts other lines, which end with line feeds, in the place of a question's. Lines that stay
    /// keep their line endings.
    ///
    /// # Errors
    /// When the deck would have problems, or the lines hold anything but one question.
    pub fn replace(&self, id: &str, lines: &str) -> Result<Revision, EditError> {
        let (index, place) = self.find(id)?;
        let old = &self.text[place.lines.clone()];
        let mut lines = lines.to_owned();
        if old.ends_with('\n') && !lines.ends_with('\n') {
            lines.push('\n');
        }
        let new = encode(old.as_bytes(), &lines, Endings::Kept);
        let new = String::from_utf8_lossy(&new).into_owned();
        let part = place.lines.start..place.lines.start + new.len();
        let edit = deck_format::Edit { span: place.lines.clone(), text: new };
        let revision = self.revise(&splice::apply(&self.text, &[edit]), &part)?;
        revision.differs_by(self, &[index], Some(index))?;
        Ok(revision)
    }

    /// Takes questions out, each with the comment that belongs to it.
    ///
    /// # Errors
    /// When one is not there, or none would be left.
    pub fn remove(&self, ids: &[String]) -> Result<Revision, EditError> {
        let found = ids.iter().map(|id| self.find(id)).collect::<Result<Vec<_>, _>>()?;
        let mut indices: Vec<usize> = found.into_iter().map(|(index, _)| index).collect();
        indices.sort_unstable();
        indices.dedup();
        if indices.len() == self.places.len() {
            return Err(EditError::NoneLeft);
        }
        let mut text = self.text.clone();
        // From the last on, so that the places above stay as they are.
        for index in indices.iter().rev() {
            let edit = splice::cut(&text, &self.places[*index].lines);
            text = splice::apply(&text, &[edit]);
        }
        let revision = self.revise(&text, &(0..0))?;
        revision.differs_by(self, &indices, None)?;
        Ok(revision)
    }

    /// Reads what the text would be. Problems of the part that is new count from where it begins.
    fn revise(&self, text: &str, part: &Range<usize>) -> Result<Revision, EditError> {
        match parse(text) {
            Ok(deck) => Ok(Revision::new(self.original.clone(), text.to_owned(), deck)),
            Err(problems) => {
                let broken = Broken::new(text, problems);
                let new = &text[part.clone()];
                let own = part.start + new.len() - new.trim_start().len()..part.end;
                Err(EditError::Broken(broken.within(&own).unwrap_or(broken)))
            }
        }
    }

    fn find(&self, id: &str) -> Result<(usize, &Place), EditError> {
        let index = self.questions().iter().position(|question| question.face.id.as_str() == id);
        let Some(index) = index else {
            let ids = self.questions().iter().map(|question| question.face.id.as_str());
            return Err(EditError::Unknown { id: id.to_owned(), like: most_like(id, ids) });
        };
        match self.places.get(index) {
            Some(place) if place.scattered => Err(EditError::Scattered(id.to_owned())),
            Some(place) => Ok((index, place)),
            None => Err(EditError::InList),
        }
    }
}

fn lacks_only_questions(problems: &Problems) -> bool {
    let mut found = problems.diagnostics.iter();
    problems.more == 0 && found.all(|diagnostic| diagnostic.code == NO_QUESTIONS)
}

/// The id that may have been meant: at most a third of it is written otherwise.
fn most_like<'a>(id: &str, ids: impl Iterator<Item = &'a str>) -> Option<String> {
    let scored = ids.map(|other| (strsim::osa_distance(id, other), other));
    let (distance, other) = scored.min()?;
    (distance * 3 <= id.chars().count().max(3)).then(|| other.to_owned())
}

#[cfg(test)]
mod tests;
