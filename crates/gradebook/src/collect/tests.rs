use std::ffi::OsString;
use std::fs;

use session::files::{OpenFile, SystemFiles};

use super::*;
use crate::testing::{QUESTIONS, Sitting, deck};

/// A sitting's record.
fn record(session: &str) -> String {
    Sitting::of(&deck(QUESTIONS), "s1", session).choice("capital", "oslo").end().text()
}

/// The sessions that are collected under some paths, or why not.
fn told(folder: &Path, paths: &[PathBuf], threads: usize) -> Vec<String> {
    let found = walk(&SystemFiles, paths);
    let name = |path: &Path| path.strip_prefix(folder).unwrap_or(path).display().to_string();
    let keep = |record: &Record| record.start().session.to_string();
    let collected = collect(&SystemFiles, &found.files, threads, &keep, &|_| {});
    let records = collected.into_iter().map(|one| {
        let place =
            if one.origin.shared { format!("#{}", one.origin.place) } else { String::new() };
        let kept = one.kept.unwrap_or_else(|why| why.to_string());
        format!("{}{place}: {kept}", name(&one.origin.path))
    });
    let passed = found.passed_over.iter().map(|(path, why)| format!("{}: {why}", name(path)));
    records.chain(passed).collect()
}

#[test]
fn records_are_found_in_files_and_folders_and_one_behind_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("a/b/c")).unwrap();
    fs::write(path("a/b/c/deep.jsonl"), record("DEEP")).unwrap();
    fs::write(path("a/all.jsonl"), record("ONE") + &record("TWO")).unwrap();
    fs::write(path("a/notes.txt"), "notes").unwrap();
    fs::write(path("a/.hidden.jsonl"), "hidden").unwrap();
    fs::write(path("a/none.jsonl"), "hello\n").unwrap();
    fs::write(path("named.txt"), record("NAMED")).unwrap();
    let expected = [
        "a/all.jsonl#1: ONE",
        "a/all.jsonl#2: TWO",
        "a/b/c/deep.jsonl: DEEP",
        "a/none.jsonl: line 1: this is no record of a sitting",
        "named.txt: NAMED",
        "a/notes.txt: it is no record: records end in `.jsonl`",
    ];
    let paths = [path("a"), path("named.txt"), path("a/b")];
    assert_eq!(told(folder.path(), &paths, 1), expected);
    let mut turned = paths.clone();
    turned.reverse();
    assert_eq!(told(folder.path(), &turned, 2), expected, "neither order nor threads matter");
    let missing = told(folder.path(), &[path("nothing")], 1);
    assert_eq!(missing, ["nothing: no such file or directory"]);
}

#[test]
#[cfg(unix)]
fn links_to_folders_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("a/b")).unwrap();
    fs::write(path("a/b/x.jsonl"), record("X")).unwrap();
    symlink(path("a"), path("a/b/round")).unwrap();
    symlink(path("a/b/x.jsonl"), path("a/x-again.jsonl")).unwrap();
    symlink(path("nowhere"), path("a/broken.jsonl")).unwrap();
    assert_eq!(
        told(folder.path(), &[path("a")], 2),
        [
            "a/x-again.jsonl: X",
            "a/b/round: it is a link to a folder, which is not followed",
            "a/broken.jsonl: no such file or directory",
        ]
    );
}

#[test]
fn broken_records_say_why_and_leave_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.jsonl");
    let torn = record("TORN");
    let cut = &torn[..torn.len() - 30];
    let future = record("FUTURE").replacen("\"record\":1", "\"record\":9", 1);
    let broken = record("BROKEN").replacen("\"event\":\"answer\"", "\"event\":\"anwser\"", 1);
    fs::write(&path, format!("{broken}{future}{}{cut}", record("GOOD"))).unwrap();
    let told = told(folder.path(), std::slice::from_ref(&path), 1);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[0].starts_with("all.jsonl#1: line 2, column "), "{told:?}");
    assert_eq!(
        told[1],
        "all.jsonl#2: line 4: the record was made by a newer version of quizdeck (format 9, this \
         one reads 1); upgrade to read it"
    );
    assert_eq!(told[2..], ["all.jsonl#3: GOOD", "all.jsonl#4: TORN"]);
}

/// Files of which one is gone when it is read.
#[derive(Debug)]
struct Vanishing;

impl Files for Vanishing {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        if path.ends_with("gone.jsonl") {
            fs::remove_file(path).unwrap();
        }
        SystemFiles.read(path, limit)
    }
    fn list(&self, folder: &Path) -> Result<Vec<OsString>, FileError> {
        SystemFiles.list(folder)
    }
    fn create_folder(&self, folder: &Path) -> Result<(), FileError> {
        SystemFiles.create_folder(folder)
    }
    fn create(&self, path: &Path) -> Result<Box<dyn OpenFile>, FileError> {
        SystemFiles.create(path)
    }
    fn open(&self, path: &Path) -> Result<Box<dyn OpenFile>, FileError> {
        SystemFiles.open(path)
    }
    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
        SystemFiles.replace(path, bytes)
    }
    fn remove(&self, path: &Path) -> Result<(), FileError> {
        SystemFiles.remove(path)
    }
}

#[test]
fn a_file_may_vanish_while_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["gone.jsonl", "stays.jsonl"] {
        fs::write(folder.path().join(name), record("X")).unwrap();
    }
    let found = walk(&Vanishing, &[folder.path().to_owned()]);
    let collected = collect(&Vanishing, &found.files, 2, &|_| (), &|_| {});
    let kept: Vec<_> = collected.into_iter().map(|one| one.kept).collect();
    assert_eq!(kept, [Err(Unread::Vanished), Ok(())]);
}

#[test]
fn records_of_one_session_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let sat = Sitting::of(&deck(QUESTIONS), "s1", "X").choice("capital", "oslo");
    let texts = [
        ("whole", sat.clone().end().text()),
        ("copy", sat.clone().end().text()),
        ("open", sat.text()),
        ("fork", sat.number("legs", "6").end().text()),
    ];
    let origin =
        |name: &str| Origin { path: folder.path().join(name).into(), place: 1, shared: false };
    for (name, text) in &texts {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let compared = |one, other| relation(&SystemFiles, &origin(one), &origin(other));
    assert_eq!(compared("whole", "copy"), Relation::Same);
    assert_eq!(compared("open", "whole"), Relation::Earlier);
    assert_eq!(compared("whole", "open"), Relation::Later);
    assert_eq!(compared("whole", "fork"), Relation::Forked);
    assert_eq!(compared("whole", "gone"), Relation::Forked);
}
