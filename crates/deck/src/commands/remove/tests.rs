#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use console::Exit;
use session::files::fault::Disk;

use super::super::authoring::ask::Script;
use super::*;

const DECK: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n\n[[blueprint]]\ntag = \"x\"\ncount = 2\n\n\
                    [[passage]]\nid = \"text\"\ntext = \"So.\"\n\n\
                    # one\n[[question]]\nid = \"one\"\nprompt = \"*One*?\"\nanswer = true\ntags = [\"x\"]\n\n\
                    [[question]]\nid = \"two\"\nprompt = \"Two?\"\nanswer = true\ntags = [\"x\"]\n\
                    family = \"f\"\npassage = \"text\"\n\n\
                    [[question]]\nid = \"three\"\nprompt = \"Three?\"\nanswer = true\n";

fn run(
    ids: &[&str],
    answers: &[&'static str],
    yes: bool,
) -> (String, Vec<String>, Result<(), Failure>) {
    let disk = Disk::new();
    disk.put("d.toml", DECK);
    let ids = ids.iter().map(|id| (*id).to_owned()).collect();
    let args = RemoveArgs { file: "d.toml".into(), ids, yes, dry_run: false };
    let mut script = Script::new(answers);
    let end = remove(&disk, &args, Some(&mut script), &Look::LINE);
    (String::from_utf8(disk.bytes("d.toml").unwrap()).unwrap(), script.seen, end)
}

#[test]
fn what_misses_a_question_is_said_before() {
    let (text, seen, end) = run(&["two", "one"], &["Remove 2 questions"], false);
    end.unwrap();
    assert_eq!(
        seen,
        [
            "one: One?",
            "two: Two?",
            "note: row 1 of the blueprint asks for 2 questions, and only 0 would be sure",
            "note: no other question has the family `f`",
            "note: no other question has the passage `text`",
            "Sure?",
        ]
    );
    let start = DECK.find("# one").unwrap();
    let end = DECK.find("[[question]]\nid = \"three\"").unwrap();
    assert_eq!(text, format!("{}{}", &DECK[..start], &DECK[end..]));
}

#[test]
fn nothing_is_removed_without_leave() {
    let (text, _, end) = run(&["one"], &["Keep"], false);
    assert_eq!((text.as_str(), end), (DECK, Ok(())));
    let (text, seen, end) = run(&["three"], &[], true);
    assert_eq!((seen.len(), end), (0, Ok(())));
    assert_eq!(text, DECK[..DECK.find("\n[[question]]\nid = \"three\"").unwrap()]);
}

#[test]
fn a_question_that_is_not_there_is_named() {
    let (text, _, end) = run(&["one", "tow"], &[], true);
    let failure = end.unwrap_err();
    assert_eq!(failure.to_string(), "d.toml has no question `tow`");
    assert_eq!((text.as_str(), failure.exit), (DECK, Exit::Failed));
    let failure = run(&["one", "two", "three"], &[], true).2.unwrap_err();
    assert_eq!(
        failure.to_string(),
        "d.toml was not changed: no question would be left, and a deck has at least one"
    );
}
