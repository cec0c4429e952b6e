#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use session::files::fault::Disk;

use super::*;
use crate::edit::Draft;

const DECK: &str = "\
# Bees.
format = 1
id = 'bees'
title = \"Bees\"   # for people

[sources.lecture]

# The first.
[[question]]
id=\"one\"
prompt='One?'   # so
answer = true
# below the first

# A heading

[[question]]
id = \"two\"
prompt = \"Two?\"
answer = 2

[question.lint]
allow = { \"x\" = \"y\" }


[[question]]
id = \"three\"
prompt = \"Three?\"
answer = \"3\"
# at the end
";

const NEW: &str = "[[question]]\nid = \"new\"\nprompt = \"New?\"\nanswer = true\n";

fn disk(text: &str) -> (Disk, Manuscript) {
    let disk = Disk::new();
    disk.put("bees.toml", text);
    let manuscript = Manuscript::read(&disk, Path::new("bees.toml")).unwrap();
    (disk, manuscript)
}

fn error(text: &str, change: impl Fn(&Manuscript) -> Result<Revision, EditError>) -> String {
    let (_, manuscript) = disk(text);
    change(&manuscript).unwrap_err().to_string()
}

#[test]
fn a_question_is_added_and_nothing_else_changes() {
    let (disk, manuscript) = disk(DECK);
    let revision = manuscript.add(NEW, None).unwrap();
    assert_eq!(revision.text(), format!("{DECK}\n{NEW}"));
    assert!(revision.save(&disk).unwrap());
    assert_eq!(disk.bytes("bees.toml").unwrap(), revision.text().as_bytes());

    let revision = manuscript.add(NEW, Some("one")).unwrap();
    assert_eq!(revision.deck().questions[1].face.id.as_str(), "new");
    let (before, after) = DECK.split_at(DECK.find("\n# A heading").unwrap());
    assert_eq!(revision.text(), format!("{before}\n{NEW}{after}"));
    assert!(
        revision.diff().lines().skip(2).all(|line| !line.starts_with('-')),
        "{}",
        revision.diff()
    );
}

#[test]
fn line_endings_and_marks_of_the_file_are_taken_up() {
    let text = format!("\u{feff}{}", DECK.trim_end().replace('\n', "\r\n"));
    let (_, manuscript) = disk(&text);
    let revision = manuscript.add(NEW, None).unwrap();
    assert_eq!(revision.text(), format!("{text}\r\n\r\n{}", NEW.replace('\n', "\r\n")));
    let mixed = DECK.replacen("answer = true\n", "answer = true\r\n", 1);
    let (_, manuscript) = disk(&mixed);
    let revision = manuscript.add(NEW, Some("two")).unwrap();
    assert_eq!(revision.text().matches("\r\n").count(), 1);
    assert!(revision.text().contains("answer = true\r\n"));
}

#[test]
fn a_deck_without_questions_takes_its_first() {
    let (_, manuscript) = disk("format = 1\nid = \"d\"\ntitle = \"T\"\nlanguage = \"de\"");
    assert!(manuscript.deck().is_none() && manuscript.questions().is_empty());
    assert_eq!(manuscript.face().language, "de");
    let revision = manuscript.add(NEW, None).unwrap();
    assert!(revision.text().ends_with(&format!("\"de\"\n\n{NEW}")));
}

#[test]
fn a_question_is_replaced_in_its_lines() {
    let (_, manuscript) = disk(DECK);
    let lines = manuscript.lines("two").unwrap();
    assert_eq!(lines.lines().last(), Some("allow = { \"x\" = \"y\" }"));
    let revision = manuscript.replace("two", &lines.replace("Two?", "Not two?")).unwrap();
    assert_eq!(revision.text(), DECK.replace("Two?", "Not two?"));
    let lines = manuscript.lines("three").unwrap();
    assert!(lines.ends_with("# at the end\n"));
    assert_eq!(manuscript.replace("three", lines.trim_end()).unwrap().text(), DECK);
}

#[test]
fn an_edit_of_one_question_is_of_one_question() {
    let one = "exactly one question is to stand there";
    assert_eq!(
        error(DECK, |m| m.replace("one", &format!("{NEW}\n{}", NEW.replace("new", "b")))),
        one
    );
    assert_eq!(error(DECK, |m| m.replace("one", "# nothing\n")), one);
    assert_eq!(error(DECK, |m| m.add("# nothing\n", None)), one);
    let head = "a question holds nothing of the deck itself";
    assert_eq!(error(DECK, |m| m.add(&format!("{NEW}[exam]\nback = false\n"), None)), head);
    let others = "other questions would change";
    let stray = format!("tags = [\"x\"]\n\n{NEW}");
    assert_eq!(error(DECK, |m| m.replace("two", &stray)), others);
}

#[test]
fn questions_are_removed_with_their_comments() {
    let (_, manuscript) = disk(DECK);
    let revision = manuscript.remove(&["one".into(), "three".into(), "one".into()]).unwrap();
    let start = DECK.find("# The first").unwrap();
    let heading = DECK.find("# A heading").unwrap();
    let end = DECK.find("\n\n\n[[question]]").unwrap() + 1;
    assert_eq!(revision.text(), format!("{}{}", &DECK[..start], &DECK[heading..end]));
    let all = ["one", "two", "three"].map(str::to_owned);
    assert_eq!(
        error(DECK, |m| m.remove(&all)),
        "no question would be left, and a deck has at least one"
    );
}

#[test]
fn problems_are_shown_in_the_lines_of_the_question() {
    let (_, manuscript) = disk(DECK);
    let bad = NEW.replace("answer", "anwser");
    let EditError::Broken(broken) = manuscript.add(&bad, Some("one")).unwrap_err() else {
        panic!("the question is broken");
    };
    assert!(broken.is_part && broken.text.trim_end() == bad.trim_end(), "{broken:?}");
    assert!(
        broken.diagnostics.iter().any(|found| &broken.text[found.primary.span.clone()] == "anwser")
    );
    let broken = manuscript.trial(&NEW.replace("new", "two"), "two").unwrap_err();
    assert_eq!(broken.diagnostics[0].code, "duplicate-id");
    assert!(broken.is_part);
}

#[test]
fn what_cannot_be_changed_is_refused() {
    let unknown = |id: &str| match disk(DECK).1.lines(id).unwrap_err() {
        EditError::Unknown { like, .. } => like,
        other => panic!("{other}"),
    };
    assert_eq!((unknown("thre"), unknown("elephant")), (Some("three".to_owned()), None));
    let scattered = DECK.replace("[question.lint]", "[exam]\n[question.lint]");
    assert_eq!(
        error(&scattered, |m| m.remove(&["two".into()])),
        "parts of the question `two` stand in several places of the file"
    );
    assert!(disk(&scattered).1.add(NEW, None).is_ok());
    let read = |text: &str| {
        let disk = Disk::new();
        disk.put("d.toml", text);
        Manuscript::read(&disk, Path::new("d.toml")).unwrap_err()
    };
    let list = "format = 1\nid = \"d\"\ntitle = \"T\"\n\
                question = [{ id = \"a\", prompt = \"A?\", answer = true }]\n";
    assert!(matches!(read(list), EditError::InList));
    assert!(matches!(read("format = 1\n"), EditError::Broken(broken) if broken.count() > 0));
    assert!(matches!(read("format = 1\nx = \u{0}"), EditError::Broken(_)));
}

#[test]
fn what_a_reader_would_object_to_is_found() {
    let (_, manuscript) = disk(DECK);
    let text = "[[question]]\nid = \"new\"\nprompt = \"Which is the the one?\"\nanswer = \"x\"\n";
    let found = manuscript.lint(text, "new").unwrap();
    assert!(found.is_part && found.diagnostics[0].code == "double-word", "{found:?}");
    assert!(manuscript.lint(NEW, "new").is_none());
}

#[test]
fn a_full_disk_and_a_change_meanwhile_leave_the_file_alone() {
    let (disk, manuscript) = disk(DECK);
    let revision = manuscript.add(NEW, None).unwrap();
    disk.set_capacity(Some(DECK.len() as u64 + 8));
    assert!(revision.save(&disk).is_err());
    assert_eq!(disk.bytes("bees.toml").unwrap(), DECK.as_bytes());
    disk.set_capacity(None);
    disk.put("bees.toml", "theirs");
    assert!(matches!(revision.save(&disk), Err(crate::save::SaveError::Changed(_))));
    assert_eq!(disk.bytes("bees.toml").unwrap(), b"theirs");
}

#[test]
fn a_draft_is_read_with_and_without_its_header() {
    let (_, manuscript) = disk(DECK);
    let bare = "id = 'new'\r\nanswer = true # so\r\nprompt = 'New?'";
    let expected = "[[question]]\nid = \"new\"\nprompt = \"New?\"\nanswer = true  # so\n";
    assert_eq!(Draft::read(&manuscript, bare).unwrap().text(), expected);
    let whole = format!("# mine\n[[question]]\n{bare}");
    assert_eq!(Draft::read(&manuscript, &whole).unwrap().text(), format!("# mine\n{expected}"));
}
