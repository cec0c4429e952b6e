//! What is probably meant: the deck and the roster that lie beside, and the columns of a roster by
//! the names that learning platforms give them.

use std::path::Path;

use console::sanitise_line;
use gradebook::roster::{self, MAX_ROSTER};
use session::files::Files;

use crate::commands::regrade::SCORES;

/// The columns of ids, the likeliest first.
const IDS: [&str; 7] =
    ["SIS Login ID", "ID number", "Username", "SIS User ID", "Student ID", "ID", "Email address"];
/// The columns of names, the likeliest first.
const NAMES: [&str; 4] = ["Student", "Name", "Full name", "Last name"];

/// The largest file that is looked at for whether it is a deck, in bytes.
const MAX_LOOK: u64 = 16 * 1024 * 1024;

/// What lies in a folder, where there is exactly one of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Beside {
    /// The deck with keys.
    pub(super) deck: Option<String>,
    /// The roster.
    pub(super) roster: Option<String>,
}

/// What lies in a folder. One that cannot be listed holds nothing.
pub(super) fn beside(files: &dyn Files, folder: &Path) -> Beside {
    let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let names = files.list(listed).unwrap_or_default();
    let names = || names.iter().filter_map(|name| name.to_str()).filter(|n| !n.starts_with('.'));
    let ends = |name: &str, end: &str| name.to_ascii_lowercase().ends_with(end);
    let is_deck = |name: &&str| ends(name, ".toml") && is_deck(files, &folder.join(name));
    Beside {
        deck: only(names().filter(is_deck)),
        roster: only(names().filter(|name| ends(name, ".csv") && *name != SCORES)),
    }
}

/// The one name, where it is one.
fn only<'n>(mut names: impl Iterator<Item = &'n str>) -> Option<String> {
    let first = names.next()?;
    names.next().is_none().then(|| first.to_owned())
}

/// Whether a file looks like a deck with keys: it has questions, and is no handout.
fn is_deck(files: &dyn Files, path: &Path) -> bool {
    let text = files.read(path, MAX_LOOK).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let has = |line: &str| text.lines().any(|one| one.trim() == line);
    has("[[question]]") && !has("handout = true")
}

/// The columns of a roster; none where it cannot be read.
pub(super) fn headers(files: &dyn Files, path: &Path) -> Vec<String> {
    let bytes = files.read(path, MAX_ROSTER).unwrap_or_default();
    roster::headers(&bytes).unwrap_or_default()
}

/// The column of ids.
pub(super) fn id(headers: &[String]) -> Option<String> {
    first(headers, &IDS)
}

/// The column of names.
pub(super) fn name(headers: &[String]) -> Option<String> {
    first(headers, &NAMES)
}

fn first(headers: &[String], known: &[&str]) -> Option<String> {
    let find = |name: &&str| headers.iter().find(|header| header.trim().eq_ignore_ascii_case(name));
    known.iter().find_map(find).cloned()
}

/// A label with the columns that there are.
pub(super) fn label(label: &str, headers: &[String]) -> String {
    if headers.is_empty() {
        return label.to_owned();
    }
    let headers: Vec<_> = headers.iter().map(|header| sanitise_line(header)).collect();
    format!("{label} ({})", headers.join(", "))
}
