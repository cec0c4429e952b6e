//! Long expectations, each in a file.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

/// The file of a snapshot.
fn path(name: &str) -> PathBuf {
    super::here("snapshots").join(format!("{name}.txt"))
}

/// Compares a text with its snapshot, byte for byte. With `UPDATE` in the environment it becomes
/// the snapshot instead.
#[track_caller]
pub(crate) fn check(name: &str, stream: &str, args: &[OsString], found: &str) {
    let path = path(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, found).unwrap();
        return;
    }
    let Ok(expected) = fs::read_to_string(&path) else {
        panic!("there is no snapshot {name}; UPDATE=1 writes it. Found:\n{found}");
    };
    assert!(expected == found, "{name}: {}", difference(stream, args, &expected, found));
}

/// Both texts, with the first line in which they differ.
pub(crate) fn difference(stream: &str, args: &[OsString], expected: &str, found: &str) -> String {
    let same = expected.split('\n').zip(found.split('\n')).take_while(|(a, b)| a == b).count();
    let line =
        |text: &str| text.split('\n').nth(same).map_or("(nothing)".into(), |l| format!("{l:?}"));
    format!(
        "the {stream} of {args:?} differs in line {}\nexpected {}\nfound    {}\n\
         ── expected ──\n{expected}\n── found ──\n{found}\n──",
        same + 1,
        line(expected),
        line(found),
    )
}
