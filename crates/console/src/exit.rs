//! How a program ends: its exit code, and the words on standard error that go with it.

use std::fmt;
use std::io;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::sanitise::sanitise_line;

/// The exit codes of all programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exit {
    /// All is well. Warnings alone, an early `:quit`, the end of the input and a closed pipe count
    /// as that.
    Fine = 0,
    /// The input has problems: errors in a deck, records that were not used, files that `fmt
    /// --check` would change.
    Problems = 1,
    /// The program could not do its work: wrong usage, unreadable files, a full disk.
    Failed = 2,
    /// Interrupted, as by Ctrl-C: 128 + SIGINT.
    Interrupted = 130,
}

impl Exit {
    /// The number.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a program ends early: the one type of error that reaches `main`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What is shown before the message, such as diagnostics; it is safe for a terminal already.
    pub before: String,
    /// What happened: lower case, without a full stop; `None` where nothing is to be said.
    pub message: Option<String>,
    /// What can be done about it, one sentence each.
    pub hints: Vec<String>,
}

impl Failure {
    /// The program could not do its work.
    #[must_use]
    pub fn failed(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Failed,
            before: String::new(),
            message: Some(message.into()),
            hints: Vec::new(),
        }
    }

    /// The input has problems.
    #[must_use]
    pub fn problems(message: impl Into<String>) -> Self {
        Self { exit: Exit::Problems, ..Self::failed(message) }
    }

    /// An end about which all has been said.
    #[must_use]
    pub fn quiet(exit: Exit) -> Self {
        Self { exit, before: String::new(), message: None, hints: Vec::new() }
    }

    /// Interrupted by the person, who needs no message.
    #[must_use]
    pub fn interrupted() -> Self {
        Self::quiet(Exit::Interrupted)
    }

    /// A file or folder that cannot be read.
    #[must_use]
    pub fn read(path: &Path, error: &io::Error) -> Self {
        Self::failed(format!("cannot read {}: {}", path.display(), reason(error)))
    }

    /// A file or folder that cannot be written.
    #[must_use]
    pub fn write(path: &Path, error: &io::Error) -> Self {
        Self::failed(format!("cannot write {}: {}", path.display(), reason(error)))
    }

    /// Puts something before the message, such as drawn diagnostics, which are safe already.
    #[must_use]
    pub fn before(mut self, text: impl Into<String>) -> Self {
        self.before = text.into();
        self
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

impl fmt::Display for Failure {
    /// The message alone, as it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message.as_deref().unwrap_or_default())
    }
}

impl std::error::Error for Failure {}

/// The reason of a system error in the middle of a sentence: without its number, in lower case.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let Some(number) = error.raw_os_error() else { return text };
    let text = text.strip_suffix(&format!(" (os error {number})")).unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Says on standard error why the program ends, and gives its exit code.
///
/// That standard error cannot be written is not reported: there is nowhere left to say it.
#[must_use]
pub fn report(program: &str, failure: &Failure) -> ExitCode {
    let _ = io::stderr().write_all(words(program, failure).as_bytes());
    failure.exit.into()
}

/// `program: message` and `hint: …` lines, safe for a terminal.
fn words(program: &str, failure: &Failure) -> String {
    let mut words = failure.before.clone();
    if let Some(message) = &failure.message {
        words.push_str(&format!("{program}: {}\n", sanitise_line(message)));
    }
    for hint in &failure.hints {
        words.push_str(&format!("hint: {}\n", sanitise_line(hint)));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_that_are_documented() {
        let codes = [Exit::Fine, Exit::Problems, Exit::Failed, Exit::Interrupted];
        assert_eq!(codes.map(Exit::code), [0, 1, 2, 130]);
    }

    #[test]
    fn a_failure_is_put_in_words() {
        let failure = Failure::failed("the sitting is running in another terminal")
            .hint("finish it there, or start a new one with `quiz practice`");
        assert_eq!(
            words("quiz", &failure),
            "quiz: the sitting is running in another terminal\n\
             hint: finish it there, or start a new one with `quiz practice`\n"
        );
        assert_eq!(failure.exit, Exit::Failed);
        assert_eq!(Failure::problems("1 error").exit, Exit::Problems);
    }

    #[test]
    fn a_quiet_end_says_nothing() {
        assert_eq!(words("quiz", &Failure::interrupted()), "");
    }

    #[test]
    fn system_errors_name_the_path_and_the_reason() {
        let path = Path::new("no/such/deck.toml");
        let error = std::fs::read(path).unwrap_err();
        let failure = Failure::read(path, &error);
        let message = failure.to_string();
        assert!(message.starts_with("cannot read no/such/deck.toml: "), "{message}");
        assert!(!message.contains("os error"), "{message}");
        let own = io::Error::other("Too large");
        assert_eq!(
            Failure::write(path, &own).to_string(),
            "cannot write no/such/deck.toml: Too large"
        );
    }

    #[test]
    fn messages_are_made_safe() {
        let failure = Failure::failed("bad \u{1b}[2J").hint("two\nlines");
        assert_eq!(words("quiz", &failure), "quiz: bad ␛[2J\nhint: two lines\n");
    }
}
