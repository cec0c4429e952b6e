//! Where a student's files are: one data directory, by the XDG rules on every Unix.

use std::path::PathBuf;

use console::Failure;
use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};

/// A student's data directory.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    data: PathBuf,
}

impl Home {
    /// The data directory of this run: `$XDG_DATA_HOME/quizdeck`, by default
    /// `~/.local/share/quizdeck`.
    ///
    /// # Errors
    /// When there is no home directory to put it in.
    pub(crate) fn find() -> Result<Self, Failure> {
        let strategy = choose_base_strategy().map_err(|_| {
            Failure::failed("there is no home directory to keep records in")
                .hint("set HOME, or XDG_DATA_HOME")
        })?;
        Ok(Self { data: strategy.data_dir().join("quizdeck") })
    }

    /// The folder of a student's own decks.
    pub(crate) fn decks(&self) -> PathBuf {
        self.data.join("decks")
    }

    /// The folder of records, which is the student's history.
    pub(crate) fn records(&self) -> PathBuf {
        self.data.join("records")
    }
}
