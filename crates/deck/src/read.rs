//! Reading decks for commands that only look at them.

use std::path::{Path, PathBuf};

use console::{Failure, Look, diagnostics, sanitise_line};
use deck_format::{Deck, Problems, parse_bytes};
use session::files::Files;

use crate::save::Original;

/// A deck with the file that it was read from.
#[derive(Debug, Clone)]
pub struct ReadDeck {
    /// The file, as it was named.
    pub path: PathBuf,
    /// What stands in it.
    pub deck: Deck,
}

impl ReadDeck {
    /// The file's name for people; not yet safe for a terminal.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// A file that is no deck.
#[derive(Debug, Clone)]
pub struct Broken {
    path: PathBuf,
    text: String,
    problems: Problems,
}

/// Reads a deck.
///
/// # Errors
/// When the file cannot be read. What is wrong with its text is the inner error.
pub fn read(files: &dyn Files, path: &Path) -> Result<Result<ReadDeck, Broken>, Failure> {
    let original =
        Original::read(files, path).map_err(|error| Failure::failed(error.to_string()))?;
    Ok(match parse_bytes(original.bytes()) {
        Ok(deck) => Ok(ReadDeck { path: path.to_owned(), deck }),
        Err(problems) => Err(Broken {
            path: path.to_owned(),
            text: String::from_utf8_lossy(original.bytes()).into_owned(),
            problems,
        }),
    })
}

/// Reads a deck that has to be right.
///
/// # Errors
/// When the file cannot be read, and when it has errors, which are then told.
pub fn read_whole(files: &dyn Files, path: &Path, look: &Look) -> Result<ReadDeck, Failure> {
    read(files, path)?.map_err(|broken| broken.failure(look))
}

/// Reads several decks; those with errors are passed over.
///
/// # Errors
/// When a file cannot be read.
pub fn read_all(
    files: &dyn Files,
    paths: &[PathBuf],
) -> Result<(Vec<ReadDeck>, Vec<Broken>), Failure> {
    let (mut decks, mut broken) = (Vec::new(), Vec::new());
    for path in paths {
        match read(files, path)? {
            Ok(deck) => decks.push(deck),
            Err(problems) => broken.push(problems),
        }
    }
    Ok((decks, broken))
}

/// The failure for decks that were passed over; `None` where there were none.
#[must_use]
pub fn passed_over(broken: &[Broken]) -> Option<Failure> {
    let failure = match broken {
        [] => return None,
        [one] => Failure::problems(one.summary()),
        several => {
            let lines = several.iter().map(|one| format!("{}\n", sanitise_line(&one.summary())));
            let count = several.len();
            Failure::problems(format!("{count} decks have errors and are passed over"))
                .before(lines.collect::<String>())
        }
    };
    Some(failure.hint("`deck check` says more"))
}

impl Broken {
    /// `bees.toml has 2 errors`.
    fn summary(&self) -> String {
        let errors = self.problems.diagnostics.len() + self.problems.more;
        format!("{} has {}", self.path.display(), console::words::count(errors, "error"))
    }

    /// The failure that tells every error.
    #[must_use]
    pub fn failure(&self, look: &Look) -> Failure {
        let name = self.path.display().to_string();
        let file = diagnostics::File::new(&name, &self.text);
        let before = diagnostics::text(&file, &self.problems.diagnostics, look);
        Failure::problems(self.summary()).before(before)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

    use session::files::SystemFiles;

    use super::*;

    #[test]
    fn broken_decks_are_passed_over_and_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let good = "format = 1\nid = \"d\"\ntitle = \"T\"\n\
                    [[question]]\nid = \"q\"\nprompt = \"So?\"\nanswer = true\n";
        std::fs::write(path("good.toml"), good).unwrap();
        std::fs::write(path("bad.toml"), good.replace("true", "tru")).unwrap();
        let (decks, broken) =
            read_all(&SystemFiles, &[path("good.toml"), path("bad.toml")]).unwrap();
        assert_eq!((decks.len(), broken.len()), (1, 1));
        let failure = passed_over(&broken).unwrap();
        assert!(failure.to_string().ends_with("bad.toml has 1 error"), "{failure}");
        assert_eq!(passed_over(&[]), None);
        let failure = passed_over(&[broken[0].clone(), broken[0].clone()]).unwrap();
        assert_eq!(failure.to_string(), "2 decks have errors and are passed over");
        assert_eq!(failure.before.matches("bad.toml has 1 error\n").count(), 2);
        let failure = read_whole(&SystemFiles, &path("bad.toml"), &Look::LINE).unwrap_err();
        assert!(failure.before.contains("error[syntax]"), "{}", failure.before);
        assert!(read(&SystemFiles, &path("none.toml")).is_err());
    }
}
