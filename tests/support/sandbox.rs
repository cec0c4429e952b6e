//! A place of its own for a test: a home, a data directory, a folder to work in.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{Dialogue, Run, build, fixture};

/// The instant at which every run takes place that does not ask for the real time.
pub(crate) const NOW: &str = "2026-03-01T09:30:00Z";
/// The id of the sitting of such a run.
pub(crate) const SESSION: &str = "TEST-SITTING";

/// A home, a data directory and a working folder, which vanish with it.
pub(crate) struct Sandbox {
    // Held so that the folder lives as long as this.
    _temporary: TempDir,
    path: PathBuf,
}

impl Sandbox {
    /// An empty one.
    pub(crate) fn new() -> Self {
        let temporary = TempDir::with_prefix("quizdeck-").unwrap();
        let path = temporary.path().canonicalize().unwrap();
        for folder in ["home", "data", "work"] {
            fs::create_dir(path.join(folder)).unwrap();
        }
        Self { _temporary: temporary, path }
    }

    /// One with a deck of the fixtures in its working folder.
    pub(crate) fn with(name: &str) -> Self {
        Self::new().file(name, fixture(name))
    }

    /// Puts a file into the working folder.
    pub(crate) fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        put(&self.work().join(name), bytes.as_ref());
        self
    }

    /// Puts a file into the folder of records.
    pub(crate) fn record(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        put(&self.records().join(name), bytes.as_ref());
        self
    }

    /// Puts a deck into the data directory.
    pub(crate) fn own_deck(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        put(&self.data().join("quizdeck/decks").join(name), bytes.as_ref());
        self
    }

    /// Puts a configuration into the home.
    pub(crate) fn config(self, bytes: impl AsRef<[u8]>) -> Self {
        put(&self.config_file(), bytes.as_ref());
        self
    }

    /// Where the configuration is.
    pub(crate) fn config_file(&self) -> PathBuf {
        self.path.join("home/.config/quizdeck/config.toml")
    }

    /// The folder in which programs run.
    pub(crate) fn work(&self) -> PathBuf {
        self.path.join("work")
    }

    /// The data directory of all programs.
    pub(crate) fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    /// The folder of records.
    pub(crate) fn records(&self) -> PathBuf {
        self.data().join("quizdeck/records")
    }

    /// The record of the sitting with the fixed id.
    pub(crate) fn the_record(&self) -> PathBuf {
        self.records().join(format!("{SESSION}.jsonl"))
    }

    /// The text of that record.
    pub(crate) fn recorded(&self) -> String {
        fs::read_to_string(self.the_record()).unwrap()
    }

    /// The lines of that record.
    pub(crate) fn recorded_lines(&self) -> Vec<serde_json::Value> {
        self.recorded().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// A run of `quiz` in line mode, which pipes choose by themselves.
    pub(crate) fn quiz<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Run<'_> {
        Run::new(self, "quiz", args)
    }

    /// A run of `deck`.
    pub(crate) fn deck<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Run<'_> {
        Run::new(self, "deck", args)
    }

    /// A run of `gradebook`.
    pub(crate) fn gradebook<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Run<'_> {
        Run::new(self, "gradebook", args)
    }

    /// A program with nothing in its environment but what every run has.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(build::program(program));
        command.env_clear().envs(self.environment()).current_dir(self.work());
        command
    }

    /// Starts a command that was made for this place.
    pub(crate) fn talk(&self, command: Command) -> Dialogue {
        Dialogue::start(command, self)
    }

    /// What stands in the environment of every run.
    pub(crate) fn environment(&self) -> Vec<(String, std::ffi::OsString)> {
        let mut variables: Vec<_> = [
            ("LANG", OsStr::new("C.UTF-8")),
            ("TZ", OsStr::new("UTC")),
            ("QUIZDECK_NOW", OsStr::new(NOW)),
            ("QUIZDECK_SESSION", OsStr::new(SESSION)),
            ("HOME", self.path.join("home").as_os_str()),
            ("XDG_DATA_HOME", self.data().as_os_str()),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        // Windows programs do not start without the second.
        for name in ["PATH", "SystemRoot"] {
            variables.extend(std::env::var_os(name).map(|value| (name.to_owned(), value)));
        }
        variables
    }

    /// Names the paths of the sandbox in a text instead of spelling them.
    pub(crate) fn namer(&self) -> impl Fn(&str) -> String + use<> {
        let folders = [("data", "[DATA]"), ("home", "[HOME]"), ("work", "[WORK]")];
        let folders = folders
            .map(|(folder, name)| (self.path.join(folder).to_string_lossy().into_owned(), name));
        move |text| {
            folders.iter().fold(text.to_owned(), |text, (path, name)| text.replace(path, name))
        }
    }
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
