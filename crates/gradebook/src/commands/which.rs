//! Which class a command is about.

use std::path::{Path, PathBuf};

use clap::Args;
use console::{Failure, Look};
use gradebook::load::Inputs;
use session::files::Files;

/// The name of a class's file.
pub(super) const CLASS: &str = "class.toml";

/// The class: its file, or a deck with records.
#[derive(Debug, Args)]
pub(crate) struct WhichArgs {
    /// The class, `class.toml` by default; with --deck, files and folders of records instead.
    #[arg(value_name = "CLASS.toml|RECORD")]
    paths: Vec<PathBuf>,

    /// Without a class: the deck with its keys. Whoever hands in is in the class, and the defaults
    /// count.
    #[arg(long, value_name = "DECK")]
    deck: Option<PathBuf>,
}

impl WhichArgs {
    /// Reads the class.
    ///
    /// # Errors
    /// When it cannot be read, and when it is not clear which is meant.
    pub(super) fn read(&self, files: &dyn Files, look: &Look) -> Result<Inputs, Failure> {
        let inputs = self.inputs(files, look)?;
        if let Some(journal) = inputs.journal.as_ref().filter(|_| inputs.own.is_journal_cut) {
            super::note(&format!("{}: its last line is cut off, and not used", journal.display()));
        }
        Ok(inputs)
    }

    fn inputs(&self, files: &dyn Files, look: &Look) -> Result<Inputs, Failure> {
        match (&self.deck, &self.paths[..]) {
            (Some(deck), []) => Inputs::of_deck(files, deck, vec![PathBuf::from(".")], look),
            (Some(deck), records) => Inputs::of_deck(files, deck, records.to_vec(), look),
            (None, []) => Inputs::of_class(files, Path::new(CLASS), look).map_err(no_class),
            (None, [class]) if class.is_dir() => {
                Inputs::of_class(files, &class.join(CLASS), look).map_err(no_class)
            }
            (None, [class]) => Inputs::of_class(files, class, look),
            (None, _) => Err(Failure::failed("a class is one file")
                .hint("records are named in it, or after --deck DECK")),
        }
    }
}

/// Where nothing was named, there may be no class yet.
fn no_class(failure: Failure) -> Failure {
    if Path::new(CLASS).exists() {
        return failure;
    }
    failure.hint("`gradebook init` writes a class.toml; --deck DECK RECORD… does without")
}
