//! Nothing in this folder is forgotten: every file of tests is listed, every snapshot is used.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{here, root};

/// The names, without their ending, of the files in a folder of this package that have it.
fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    let files = fs::read_dir(here(folder)).unwrap().map(|entry| entry.unwrap().file_name());
    let names = files.filter_map(|file| Some(file.to_str()?.strip_suffix(ending)?.to_owned()));
    names.collect()
}

#[test]
fn every_file_of_tests_is_listed() {
    for (folder, list) in [
        (".", "main.rs"),
        ("support", "support/mod.rs"),
        ("pty", "pty.rs"),
        ("class", "class.rs"),
        ("exam", "exam.rs"),
        ("student", "student.rs"),
    ] {
        let text = fs::read_to_string(here(list)).unwrap();
        let listed = |name: &String| {
            text.contains(&format!("mod {name};\n")) || list.ends_with(&format!("{name}.rs"))
        };
        let missing: Vec<_> = names(folder, ".rs").into_iter().filter(|n| !listed(n)).collect();
        assert!(missing.is_empty(), "{list} does not list {missing:?}");
    }
}

#[test]
fn every_fixture_and_snapshot_is_used() {
    let mut texts: String = [".", "class", "pty", "exam"]
        .iter()
        .flat_map(|folder| names(folder, ".rs").into_iter().map(move |name| (folder, name)))
        .map(|(folder, name)| fs::read_to_string(here(&format!("{folder}/{name}.rs"))).unwrap())
        .collect();
    texts.push_str(&fs::read_to_string(root().join("README.md")).unwrap());
    let is_used = |word: &str| texts.contains(word);
    let fixtures = names("fixtures", ".toml");
    let fixtures = fixtures.iter().filter(|name| !is_used(&format!("{name}.toml")));
    let snapshots = names("snapshots", ".txt");
    let snapshots = snapshots.iter().filter(|name| !is_used(&format!("\"{name}\"")));
    let unused: Vec<_> = fixtures.chain(snapshots).collect();
    assert!(unused.is_empty(), "nothing uses {unused:?}");
}
