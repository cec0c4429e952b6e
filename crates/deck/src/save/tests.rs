#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::fs;
use std::io::ErrorKind;

use session::files::SystemFiles;
use session::files::fault::Disk;

use super::*;

fn encoded(original: &str, text: &str, endings: Endings) -> String {
    String::from_utf8(encode(original.as_bytes(), text, endings)).unwrap()
}

fn disk(bytes: &str) -> (Disk, Original) {
    let disk = Disk::new();
    disk.put("deck.toml", bytes);
    let original = Original::read(&disk, Path::new("deck.toml")).unwrap();
    (disk, original)
}

#[test]
fn the_marks_of_a_file_stay() {
    let (disk, original) = disk("\u{feff}a\r\nb\r\n");
    assert_eq!(original.text().unwrap(), "a\nb\n");
    assert!(original.replace(&disk, "a\nc\nb\n", Endings::Kept).unwrap());
    assert_eq!(disk.bytes("deck.toml").unwrap(), "\u{feff}a\r\nc\r\nb\r\n".as_bytes());
}

#[test]
fn untouched_lines_keep_their_endings() {
    let original = "one\r\ntwo\nthree\r\nfour\n";
    for (text, expected) in [
        ("one\ntwo\nthree\nfour\n", original),
        ("one\nnew\ntwo\nthree\nfour\n", "one\r\nnew\r\ntwo\nthree\r\nfour\n"),
        ("one\ntwo\nnew\nthree\nfour\n", "one\r\ntwo\nnew\nthree\r\nfour\n"),
        ("two\nthree\n", "two\nthree\r\n"),
        ("one\nTWO\nTHREE\nfour\n", "one\r\nTWO\nTHREE\r\nfour\n"),
        ("0\none\ntwo\nthree\nfour\n5\n", "0\none\r\ntwo\nthree\r\nfour\n5\n"),
    ] {
        assert_eq!(encoded(original, text, Endings::Kept), expected, "{text:?}");
    }
    assert_eq!(encoded("a\r\nb\r\nc\n", "a\nb\nc\n", Endings::Even), "a\r\nb\r\nc\r\n");
}

#[test]
fn a_last_line_without_an_ending_stays_so_while_it_is_the_last() {
    assert_eq!(encoded("a\nb", "x\nb\n", Endings::Kept), "x\nb");
    assert_eq!(encoded("a\nb", "a\nb\nc\n", Endings::Kept), "a\nb\nc\n");
    assert_eq!(encoded("a\r\nb", "a\nb\nc\n", Endings::Kept), "a\r\nb\r\nc\r\n");
    assert_eq!(encoded("a\nb", "a\nb\n", Endings::Even), "a\nb\n");
    assert_eq!(encoded("", "a\n", Endings::Kept), "a\n");
}

#[test]
fn nothing_is_written_where_nothing_changes() {
    let (disk, original) = disk("a\r\nb");
    let steps = disk.steps();
    assert!(!original.replace(&disk, "a\nb\n", Endings::Kept).unwrap());
    assert_eq!(disk.steps(), steps);
}

#[test]
fn a_file_that_changed_is_refused() {
    let (disk, original) = disk("a\n");
    disk.put("deck.toml", "theirs\n");
    let error = original.replace(&disk, "b\n", Endings::Kept).unwrap_err();
    assert_eq!(
        error.to_string(),
        "deck.toml was changed by another program in the meantime; nothing was written"
    );
    assert_eq!(Failure::from(error).hints, ["run the command again"]);
    assert_eq!(disk.bytes("deck.toml").unwrap(), b"theirs\n");

    disk.remove(Path::new("deck.toml")).unwrap();
    assert!(matches!(original.replace(&disk, "b\n", Endings::Kept), Err(SaveError::Changed(_))));
}

#[test]
fn a_full_disk_loses_nothing() {
    let (disk, original) = disk("old\n");
    disk.set_capacity(Some(6));
    let error = original.replace(&disk, "a longer text\n", Endings::Kept).unwrap_err();
    assert!(error.to_string().starts_with("cannot write deck.toml: "), "{error}");
    assert_eq!(disk.bytes("deck.toml").unwrap(), b"old\n");
}

#[test]
fn wherever_the_program_stops_the_file_is_old_or_new() {
    for step in 0.. {
        let (disk, original) = disk("old\n");
        disk.stop_at(disk.steps() + step);
        let done = original.replace(&disk, "new\n", Endings::Kept).is_ok();
        for left in disk.after_power_loss(64).iter().chain([&disk.after_kill()]) {
            let bytes = left.bytes("deck.toml").unwrap();
            assert!(bytes == b"new\n" || (!done && bytes == b"old\n"), "{step}: {bytes:?}");
        }
        if done {
            return;
        }
    }
}

#[test]
fn a_read_only_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deck.toml");
    fs::write(&path, "old\n").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let original = Original::read(&SystemFiles, &path).unwrap();
    match original.replace(&SystemFiles, "new\n", Endings::Kept).unwrap_err() {
        SaveError::File(error) => assert_eq!(error.kind(), ErrorKind::PermissionDenied),
        SaveError::Changed(path) => panic!("{path:?} did not change"),
    }
    assert_eq!(fs::read(&path).unwrap(), b"old\n");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
#[cfg(unix)]
fn links_are_followed_and_permissions_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deck.toml");
    let link = folder.path().join("link.toml");
    fs::write(&path, "old\n").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("deck.toml", &link).unwrap();
    let original = Original::read(&SystemFiles, &link).unwrap();
    assert!(original.replace(&SystemFiles, "new\n", Endings::Kept).unwrap());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&path).unwrap(), b"new\n");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    let (_, original) = {
        let disk = Disk::new();
        disk.put("deck.toml", vec![b'a', 0xff]);
        let original = Original::read(&disk, Path::new("deck.toml")).unwrap();
        (disk, original)
    };
    assert!(original.text().is_err());
    assert_eq!(original.bytes(), [b'a', 0xff]);
    assert_eq!(original.path(), Path::new("deck.toml"));
}
