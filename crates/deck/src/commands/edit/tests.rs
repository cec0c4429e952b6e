#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use console::Exit;
use session::files::fault::Disk;

use super::super::authoring::ask::Script;
use super::*;

const DECK: &str = "format = 1\r\nid = \"d\"\r\ntitle = \"T\"\r\n\r\n# mine\r\n[[question]]\r\n\
                    id = \"one\"\r\nprompt = \"One?\"\r\nanswer = true # so";

type Edits<'a> = &'a [fn(&str) -> String];

/// Edits the question of [`DECK`] again and again.
fn run(
    edits: Edits<'_>,
    answers: Option<&[&'static str]>,
) -> (String, Vec<String>, Result<(), Failure>) {
    let disk = Disk::new();
    disk.put("d.toml", DECK);
    let args = EditArgs { file: "d.toml".into(), id: "one".into(), dry_run: false };
    let mut script = answers.map(Script::new);
    let mut edits = edits.iter();
    let mut editor = |text: &str| Ok(edits.next().unwrap()(text));
    let ask = script.as_mut().map(|script| script as &mut dyn Ask);
    let end = edit(&disk, &args, ask, &mut editor, &Look::LINE);
    let seen = script.map_or_else(Vec::new, |script| script.seen);
    (String::from_utf8(disk.bytes("d.toml").unwrap()).unwrap(), seen, end)
}

#[test]
fn the_editor_gets_the_lines_of_the_question() {
    let (text, _, end) = run(
        &[|text| {
            assert_eq!(
                text,
                "# mine\n[[question]]\nid = \"one\"\nprompt = \"One?\"\nanswer = true # so"
            );
            text.replace("One?", "Really?")
        }],
        None,
    );
    assert_eq!((text, end), (DECK.replace("One?", "Really?"), Ok(())));
}

#[test]
fn a_text_that_did_not_change_changes_nothing() {
    let (text, _, end) = run(&[|text| text.replace('\n', "\r\n")], None);
    assert_eq!((text.as_str(), end), (DECK, Ok(())));
}

#[test]
fn errors_are_shown_and_the_text_is_opened_again() {
    let edits: Edits<'_> = &[
        |text| text.replace("answer", "anwser"),
        |text| {
            assert!(text.contains("anwser"), "what was written is not lost: {text}");
            text.replace("anwser = true", "answer = false")
        },
    ];
    let (text, seen, end) = run(edits, Some(&["Edit it again"]));
    assert_eq!((text, end), (DECK.replace("true", "false"), Ok(())));
    assert!(seen[0].contains("anwser") || seen[1].contains("anwser"), "{seen:?}");

    let (text, _, end) = run(&edits[..1], Some(&["Drop"]));
    assert_eq!((text.as_str(), end), (DECK, Ok(())));
    let (text, _, end) = run(&edits[..1], None);
    let failure = end.unwrap_err();
    assert_eq!((text.as_str(), failure.exit), (DECK, Exit::Problems));
    assert!(failure.before.contains("did you mean `answer`?"), "{}", failure.before);
}

#[test]
fn what_was_written_is_shown_where_it_cannot_be_saved() {
    let disk = Disk::new();
    disk.put("d.toml", DECK);
    let args = EditArgs { file: "d.toml".into(), id: "one".into(), dry_run: false };
    let mut editor = |text: &str| {
        disk.put("d.toml", "theirs");
        Ok(text.replace("One?", "Mine?"))
    };
    let failure = edit(&disk, &args, None, &mut editor, &Look::LINE).unwrap_err();
    assert_eq!(
        failure.to_string(),
        "d.toml was changed by another program in the meantime; nothing was written"
    );
    assert!(failure.before.contains("prompt = \"Mine?\""), "{}", failure.before);
    assert_eq!(disk.bytes("d.toml").unwrap(), b"theirs");
}

#[test]
fn a_question_that_is_not_there_opens_no_editor() {
    let disk = Disk::new();
    disk.put("d.toml", DECK);
    let args = EditArgs { file: "d.toml".into(), id: "eon".into(), dry_run: false };
    let mut editor = |_: &str| -> Result<String, Failure> { panic!("it opened") };
    let failure = edit(&disk, &args, None, &mut editor, &Look::LINE).unwrap_err();
    assert_eq!(failure.to_string(), "d.toml has no question `eon`");
}
