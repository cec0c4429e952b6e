//! Why a deck is not changed.

use std::ops::Range;

use deck_format::{Diagnostic, Problems};
use session::files::FileError;

use crate::save::SaveError;

/// Why a deck is not changed. Whatever the reason, the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It cannot be written.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The deck has problems, or would have some.
    #[error("the deck has problems")]
    Broken(Broken),
    /// There is no question of that id.
    #[error("there is no question `{id}`")]
    Unknown {
        /// The id that was given.
        id: String,
        /// The id in the deck that is most like it.
        like: Option<String>,
    },
    /// Its questions are elements of a list, which has no lines to add to.
    #[error("its questions stand in a list between brackets, not below `[[question]]`")]
    InList,
    /// A part of the question stands below another table.
    #[error("parts of the question `{0}` stand in several places of the file")]
    Scattered(String),
    /// A deck has to have a question.
    #[error("no question would be left, and a deck has at least one")]
    NoneLeft,
    /// What was written for one question holds something else.
    #[error("{0}")]
    NotOne(&'static str),
}

/// A text with problems.
#[derive(Debug)]
pub struct Broken {
    /// The text that the places of the problems count in.
    pub text: String,
    /// The problems; never empty.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there are.
    pub more: usize,
    /// Whether the text is only a part of the file, such as one question.
    pub is_part: bool,
}

impl Broken {
    /// The problems of a text.
    #[must_use]
    pub fn new(text: &str, problems: Problems) -> Self {
        let Problems { diagnostics, more, .. } = problems;
        Self { text: text.to_owned(), diagnostics, more, is_part: false }
    }

    /// How many problems there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.diagnostics.len() + self.more
    }

    /// The same without the first bytes of the text; what is said of these is said of what follows.
    pub(super) fn without_start(mut self, bytes: usize) -> Self {
        let shift = |at: usize| at.saturating_sub(bytes);
        for found in &mut self.diagnostics {
            let labels = found.labels.iter_mut().map(|label| &mut label.span);
            for span in labels.chain([&mut found.primary.span]) {
                *span = shift(span.start)..shift(span.end);
            }
        }
        self.text.drain(..bytes.min(self.text.len()));
        self
    }

    /// The same as problems of one part of the text, with places that count from where it begins;
    /// `None` where one of them is elsewhere.
    pub(super) fn within(&self, part: &Range<usize>) -> Option<Self> {
        let holds = |span: &Range<usize>| part.start <= span.start && span.end <= part.end;
        if self.more > 0 || !self.diagnostics.iter().all(|found| holds(&found.primary.span)) {
            return None;
        }
        let shift = |span: &mut Range<usize>| {
            *span = span.start - part.start..span.end - part.start;
        };
        let mut diagnostics = self.diagnostics.clone();
        for found in &mut diagnostics {
            shift(&mut found.primary.span);
            found.labels.retain(|label| holds(&label.span));
            found.labels.iter_mut().for_each(|label| shift(&mut label.span));
            found.fix = None;
        }
        let text = self.text[part.clone()].to_owned();
        Some(Self { text, diagnostics, more: 0, is_part: true })
    }
}
