//! Which columns of a roster are meant, by the names that learning platforms give them.

use std::path::Path;

use console::sanitise_line;
use gradebook::roster::{self, MAX_ROSTER};
use session::files::Files;

/// The columns of ids, the likeliest first.
const IDS: [&str; 7] =
    ["SIS Login ID", "ID number", "Username", "SIS User ID", "Student ID", "ID", "Email address"];
/// The columns of names, the likeliest first.
const NAMES: [&str; 4] = ["Student", "Name", "Full name", "Last name"];

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
