//! What the tests stand on: built programs, a sandbox, a run and its expectations, a dialogue, a
//! terminal.

pub(crate) mod answerer;
pub(crate) mod build;
mod dialogue;
#[cfg(unix)]
pub(crate) mod generate;
#[cfg(unix)]
pub(crate) mod pty;
mod run;
mod sandbox;
pub(crate) mod snapshot;
#[cfg(unix)]
pub(crate) mod svg;

pub(crate) use dialogue::{Dialogue, Ended, PATIENCE};
pub(crate) use run::Run;
pub(crate) use sandbox::Sandbox;

use std::path::{Path, PathBuf};

/// The ids of the bundled decks, as a message lists them.
pub(crate) const BUNDLED: &str = "china-policing-abroad, china-policing-facts, \
    china-policing-arguments, china-policing-terms, china-policing-exam";

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// A path in this package.
pub(crate) fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a fixture.
pub(crate) fn fixture(name: &str) -> String {
    std::fs::read_to_string(here("fixtures").join(name)).unwrap()
}
