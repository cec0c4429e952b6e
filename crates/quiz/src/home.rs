//! Where a student's files are: one data directory, by the XDG rules on every Unix.

use std::path::PathBuf;

use console::Failure;
use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};

use crate::config::Settings;

/// A student's data directory, and the folders in which there may be decks.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    data: PathBuf,
    further: Vec<PathBuf>,
}

impl Home {
    /// The data directory of this run: `$XDG_DATA_HOME/quizdeck`, by default
    /// `~/.local/share/quizdeck`. The settings may name further folders of decks.
    ///
    /// # Errors
    /// When there is no home directory to put it in.
    pub(crate) fn find(settings: &Settings) -> Result<Self, Failure> {
        let strategy = choose_base_strategy().map_err(|_| {
            Failure::failed("there is no home directory to keep records in")
                .hint("set HOME, or XDG_DATA_HOME")
        })?;
        let further = settings.decks.value.clone();
        Ok(Self { data: strategy.data_dir().join("quizdeck"), further })
    }

    /// Further folders of decks, which the settings name.
    pub(crate) fn further_decks(&self) -> &[PathBuf] {
        &self.further
    }

    /// The folder of a student's own decks.
    pub(crate) fn decks(&self) -> PathBuf {
        self.data.join("decks")
    }

    /// The file with memory parameters of the student's own, if there are any.
    pub(crate) fn memory(&self) -> PathBuf {
        self.data.join("memory.toml")
    }

    /// The folder of records, which is the student's history.
    pub(crate) fn records(&self) -> PathBuf {
        self.data.join("records")
    }
}
