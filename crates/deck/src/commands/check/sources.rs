//! The texts that decks cite, held against their citations.

use std::collections::BTreeSet;

use console::Failure;
use deck::citations;
use deck::source::{Source, SourceArg};
use deck_format::{Deck, Diagnostic};
use session::files::Files;

/// The texts that were given, and what became known of them while decks were checked.
#[derive(Debug, Default)]
pub(super) struct Sources {
    texts: Vec<Source>,
    declared: BTreeSet<String>,
    /// Whether some deck could not be read, which may be the one that declares a source.
    broken: bool,
    /// How many citations are of texts that were not given.
    unverified: usize,
}

impl Sources {
    pub(super) fn read(files: &dyn Files, args: &[SourceArg]) -> Result<Self, Failure> {
        Ok(Self { texts: Source::read_all(files, args)?, ..Self::default() })
    }

    /// The findings about the citations of a deck.
    pub(super) fn check(&mut self, deck: &Deck, text: &str) -> Vec<Diagnostic> {
        self.unverified += citations::unverified(deck, &self.texts);
        self.declared.extend(deck.notes.sources.iter().map(|source| source.name.clone()));
        citations::check(deck, text, &self.texts)
    }

    /// Passes over a deck with errors.
    pub(super) fn pass_over(&mut self) {
        self.broken = true;
    }

    /// How many citations stand unverified.
    pub(super) fn unverified(&self) -> usize {
        self.unverified
    }

    /// Fails where a text was given that no deck declares.
    pub(super) fn finish(&self) -> Result<(), Failure> {
        if self.broken {
            return Ok(());
        }
        let declared: BTreeSet<&str> = self.declared.iter().map(String::as_str).collect();
        citations::undeclared_in(&declared, &self.texts).map_or(Ok(()), Err)
    }
}
