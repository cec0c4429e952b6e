#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use console::Exit;
use session::files::fault::Disk;

use super::super::authoring::ask::{ESC, Script};
use super::*;

fn args(file: &str) -> NewArgs {
    NewArgs { file: file.into(), ..NewArgs::default() }
}

fn head(id: &str, sources: &[(&str, &str)]) -> Head {
    let sources = sources.iter().map(|(name, title)| ((*name).to_owned(), (*title).to_owned()));
    Head { id: id.to_owned(), title: "Bees".to_owned(), language: None, sources: sources.collect() }
}

#[test]
fn a_head_is_in_canonical_layout() {
    let sources = [("lecture", "The \"lecture\""), ("book", "")];
    let text = head("bees", &sources).text(&Look::LINE).unwrap();
    assert_eq!(
        text,
        "format = 1\nid = \"bees\"\ntitle = \"Bees\"\n\n[sources.lecture]\ntitle = 'The \"lecture\"'\n\n\
         [sources.book]\n"
    );
    let failure = head("Bees!", &[]).text(&Look::LINE).unwrap_err();
    assert_eq!(
        (failure.exit, failure.to_string().as_str()),
        (Exit::Problems, "the deck has 1 error; nothing was changed")
    );
    assert!(failure.before.contains("error[bad-id]"), "{}", failure.before);
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let disk = Disk::new();
    disk.put("d.toml", "mine");
    let failure = head("d", &[]).finish(&disk, &args("d.toml"), &Look::LINE).unwrap_err();
    assert_eq!(failure.to_string(), "d.toml is there already; it was left alone");
    let failure = interview(&disk, &args("d.toml"), &mut Script::new(&[]), Look::LINE).unwrap_err();
    assert_eq!(failure.to_string(), "d.toml is there already; it was left alone");
    assert_eq!(disk.bytes("d.toml").unwrap(), b"mine");
}

#[test]
fn on_a_full_disk_no_half_a_file_is_left() {
    let disk = Disk::new();
    disk.set_capacity(Some(10));
    let failure = head("d", &[]).finish(&disk, &args("d.toml"), &Look::LINE).unwrap_err();
    assert!(failure.to_string().starts_with("cannot write d.toml"), "{failure}");
    assert_eq!(disk.bytes("d.toml"), None);
}

#[test]
fn what_is_missing_is_asked_for() {
    let disk = Disk::new();
    let answers =
        ["", "Bees", "Not An Id", "=", "xx-", "en-GB", "Book=B", "book=The book", "", "Done"];
    let mut script = Script::new(&answers);
    interview(&disk, &args("01 Bees.toml"), &mut script, Look::LINE).unwrap();
    let text = String::from_utf8(disk.bytes("01 Bees.toml").unwrap()).unwrap();
    assert_eq!(
        text,
        "format = 1\nid = \"n01-bees\"\ntitle = \"Bees\"\nlanguage = \"en-GB\"\n\n[sources.book]\n\
         title = \"The book\"\n"
    );
    assert_eq!(
        script.seen.iter().filter(|line| line.starts_with("refused: ")).count(),
        4,
        "{:?}",
        script.seen
    );
    interview(&disk, &args("other.toml"), &mut Script::new(&[ESC]), Look::LINE).unwrap();
    assert_eq!(disk.bytes("other.toml"), None);
}

#[test]
fn a_source_has_a_name() {
    assert_eq!(source(" book = The book ").unwrap(), ("book".to_owned(), "The book".to_owned()));
    assert_eq!(source("book").unwrap().1, "");
    let failure = source("The book").unwrap_err();
    assert!(
        failure.to_string().starts_with("the source `The book` has no good name: an id is"),
        "{failure}"
    );
}
