//! What holds of every change to a deck, tried on many generated decks with comments, in several
//! line endings: all but the lines that are meant stays, byte for byte.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

#[allow(dead_code, unused_imports, reason = "other tests look closer at the generated decks")]
#[path = "support/decks/mod.rs"]
mod decks;

use std::path::Path;

use deck::edit::Manuscript;
use deck_format::{Answer, BlankKey, parse};
use decks::{Model, Skin, render};
use session::files::fault::Disk;

/// How many decks the properties are tried on.
const DECKS: u64 = 400;
const NEW: &str = "[[question]]\nid = \"brand-new\"\nprompt = \"New?\"\nanswer = true\n";

/// The text of a deck as one of many editors leaves it.
fn scuffed(seed: u64, text: &str) -> String {
    let lines = |ending: fn(usize) -> &'static str| {
        text.lines().enumerate().flat_map(|(at, line)| [line, ending(at)]).collect::<String>()
    };
    match seed % 5 {
        0 => text.to_owned(),
        1 => lines(|_| "\r\n"),
        2 => lines(|at| if at % 3 == 0 { "\r\n" } else { "\n" }),
        3 => format!("\u{feff}{}", text.trim_end()),
        _ => format!("{}\n\n# the end\n\n\n", text.trim_end()),
    }
}

fn manuscript(text: &str) -> Manuscript {
    let disk = Disk::new();
    disk.put("deck.toml", text);
    Manuscript::read(&disk, Path::new("deck.toml")).unwrap()
}

/// A generated deck that reads as one after it was scuffed.
fn text(seed: u64) -> Option<String> {
    let rendered = render(&Model::new(seed), Skin { keys: seed, names: seed, order: seed });
    let text = scuffed(seed, &rendered.text);
    parse(&text).is_ok().then_some(text)
}

/// The one run of lines that was put into a text; `None` where there is no such run.
fn inserted<'n>(old: &str, new: &'n str) -> Option<&'n str> {
    let shared = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    // What was put in may begin like what follows; only the cut at the beginning of a line counts.
    (0..=shared).rev().find_map(|at| {
        let (before, after) = (old.get(..at)?, old.get(at..)?);
        if !(before.is_empty() || before.ends_with('\n') || after.is_empty()) {
            return None;
        }
        new.strip_prefix(before)?.strip_suffix(after)
    })
}

/// The lines of a text, sorted, without their ends.
fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn adding_puts_lines_in_and_changes_none() {
    let mut tried = 0;
    for seed in 0..DECKS {
        let Some(text) = text(seed) else { continue };
        let manuscript = manuscript(&text);
        let revision = manuscript.add(NEW, None).unwrap();
        assert!(revision.text().starts_with(&text), "deck {seed}");
        let ids: Vec<String> =
            manuscript.questions().iter().map(|question| question.face.id.to_string()).collect();
        for id in &ids {
            let revision = manuscript.add(NEW, Some(id)).unwrap();
            let new = inserted(&text, revision.text());
            let new = new.unwrap_or_else(|| panic!("deck {seed}, after {id}"));
            assert_eq!(sorted(new), sorted(NEW), "deck {seed}, after {id}");
        }
        let back = crate::manuscript(revision.text()).remove(&["brand-new".to_owned()]).unwrap();
        assert_eq!(back.text().trim_end(), text.trim_end(), "deck {seed}");
        tried += 1;
    }
    assert!(tried * 10 > DECKS * 9, "only {tried} decks were tried");
}

#[test]
fn removing_takes_the_lines_of_one_question_and_no_other() {
    for seed in 0..DECKS {
        let Some(text) = text(seed) else { continue };
        let manuscript = manuscript(&text);
        if manuscript.questions().len() < 2 {
            continue;
        }
        for question in manuscript.questions() {
            let id = question.face.id.to_string();
            let revision = manuscript.remove(std::slice::from_ref(&id)).unwrap();
            let gone = inserted(revision.text(), &text);
            let gone = gone.unwrap_or_else(|| panic!("deck {seed}, {id}"));
            let lines = manuscript.lines(&id).unwrap();
            assert_eq!(sorted(gone), sorted(&lines), "deck {seed}, {id}");
        }
    }
}

#[test]
fn replacing_keeps_all_around() {
    for seed in 0..DECKS {
        let Some(text) = text(seed) else { continue };
        let manuscript = manuscript(&text);
        for question in manuscript.questions() {
            let id = question.face.id.as_str();
            let lines = manuscript.lines(id).unwrap();
            assert_eq!(manuscript.replace(id, &lines).unwrap().text(), text, "deck {seed}, {id}");
            let marked = lines.replacen("[[question]]", "[[question]] # marked", 1);
            let revision = manuscript.replace(id, &marked).unwrap();
            assert!(revision.text() != text, "deck {seed}, {id}");
            assert_eq!(revision.text().replacen(" # marked", "", 1), text, "deck {seed}, {id}");
        }
    }
}

/// The typed answers of a question: the blank of each, where it has blanks.
fn typed(answer: &Answer) -> Vec<Option<String>> {
    match answer {
        Answer::ShortAnswer(_) => vec![None],
        Answer::Cloze(keys) => {
            let texts = keys.iter().filter(|(_, key)| matches!(key, BlankKey::Text(_)));
            texts.map(|(id, _)| Some(id.to_string())).collect()
        }
        _ => Vec::new(),
    }
}

/// What was put into a text, character by character; `None` where something of it is gone.
fn put_in(old: &str, new: &str) -> Option<String> {
    let mut rest = old.chars().peekable();
    let put: String = new.chars().filter(|c| rest.next_if_eq(c).is_none()).collect();
    rest.peek().is_none().then_some(put)
}

#[test]
fn accepting_puts_one_text_in_and_takes_nothing_away() {
    const TEXT: &str = "Brand new";
    let mut tried = 0;
    for seed in 0..DECKS {
        let Some(text) = text(seed) else { continue };
        let manuscript = manuscript(&text);
        for question in manuscript.questions() {
            let id = question.face.id.as_str();
            for blank in typed(&question.key.as_ref().unwrap().answer) {
                let revision = manuscript.accept(id, blank.as_deref(), TEXT).unwrap();
                let put = put_in(&text, revision.text());
                let put = put.unwrap_or_else(|| panic!("deck {seed}, {id}: something is gone"));
                let most = TEXT.len() + "accept. = [\"\"],\r\n".len() + 64;
                assert!(put.len() <= most, "deck {seed}, {id}: {put:?}");
                assert_eq!(put.matches('#').count(), 0, "deck {seed}, {id}: {put:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "only {tried} answers were tried");
}
