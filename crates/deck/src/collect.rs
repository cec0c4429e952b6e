//! The decks that a person means by paths.

use std::ffi::OsStr;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use console::Failure;

/// The bytes in which a file has to show that it is a deck.
const LOOKED_AT: u64 = 64 * 1024;

/// The files that are named, and the decks in the folders that are named, each once, sorted within
/// a folder. In a folder a deck is a `.toml` file that has the field `format` or a `[[question]]`;
/// what is hidden is passed over, and so are links to folders.
///
/// # Errors
/// When a path cannot be read, or there is no deck at all.
pub fn collect(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        let metadata = fs::metadata(path).map_err(|error| Failure::read(path, &error))?;
        if metadata.is_dir() {
            search(path, &mut found)?;
        } else {
            found.push(path.clone());
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|path| seen.insert(path.clone()));
    if found.is_empty() {
        let named: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(Failure::failed(format!("there is no deck in {}", named.join(", "))));
    }
    Ok(found)
}

fn search(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let fail = |error: std::io::Error| Failure::read(folder, &error);
    let entries = fs::read_dir(folder).map_err(fail)?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(fail)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            search(&path, found)?;
        } else if path.extension() == Some(OsStr::new("toml")) && path.is_file() && is_deck(&path)?
        {
            found.push(path);
        }
    }
    Ok(())
}

fn is_deck(path: &Path) -> Result<bool, Failure> {
    let mut start = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(LOOKED_AT).read_to_end(&mut start))
        .map_err(|error| Failure::read(path, &error))?;
    Ok(String::from_utf8_lossy(&start).lines().any(shows_deck))
}

/// Whether a line is one that decks have, and other files hardly.
fn shows_deck(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}').trim();
    let format = line.strip_prefix("format").map(str::trim_start);
    line.starts_with("[[question]]") || format.is_some_and(|rest| rest.starts_with('='))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

    use super::*;

    #[test]
    fn folders_are_searched_for_decks() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for (name, text) in [
            ("b.toml", "# A deck\nformat = 1\n"),
            ("a/deck.toml", "\u{feff}format=1\n"),
            ("a/no-format.toml", "[[question]]\n"),
            ("a/Cargo.toml", "[package]\nformatter = 1\n"),
            ("a/deck.txt", "format = 1\n"),
            (".hidden/deck.toml", "format = 1\n"),
        ] {
            fs::create_dir_all(path(name).parent().unwrap()).unwrap();
            fs::write(path(name), text).unwrap();
        }
        let found = collect(&[folder.path().to_owned(), path("b.toml")]).unwrap();
        assert_eq!(found, ["a/deck.toml", "a/no-format.toml", "b.toml"].map(path));
        assert_eq!(collect(&[path("a/deck.txt")]).unwrap(), [path("a/deck.txt")]);
    }

    #[test]
    fn what_is_not_there_is_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        let failure = collect(&[folder.path().to_owned()]).unwrap_err();
        assert!(failure.to_string().starts_with("there is no deck in "), "{failure}");
        let failure = collect(&[folder.path().join("none.toml")]).unwrap_err();
        assert!(failure.to_string().starts_with("cannot read "), "{failure}");
    }
}
