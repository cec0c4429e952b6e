use super::*;
use crate::parse;

const DECK: &str = r#"# A comment
format = 1
id = "d"
title = "T"
lint.allow = { "key-run" = "short" }

[[blueprint]]
count = 1

[[question]]
id = "one"
prompt = "Which is **not** a fish?"
choices.a = "A \"shark\""
choices.b = 'B whale'
answer = "b"

[[question]]
id = "two"
prompt = """
Say
it"""
answer = "it"
accept = ["that", { text = "this", credit = 0.5 }]
[question.lint.allow]
"answer-in-stem" = "reason"
"#;

fn with_spans<T>(text: &str, look: impl FnOnce(&Spans<'_>) -> T) -> T {
    let deck = parse(text).unwrap();
    look(&Spans::new(text, &deck))
}

fn value<'t>(text: &'t str, index: usize, path: &[&str]) -> &'t str {
    &text[with_spans(text, |spans| spans.question(index, path)).unwrap().value]
}

fn check_all(text: &str) {
    assert_eq!(value(text, 0, &["prompt"]), "\"Which is **not** a fish?\"");
    assert_eq!(value(text, 0, &["choices", "b"]), "'B whale'");
    assert_eq!(value(text, 1, &["accept", "1", "text"]), "\"this\"");
    assert_eq!(value(text, 1, &["accept", "0"]), "\"that\"");
    assert_eq!(value(text, 1, &["lint", "allow", "answer-in-stem"]), "\"reason\"");
    let key = with_spans(text, |spans| spans.question(1, &["lint", "allow", "answer-in-stem"]));
    assert_eq!(&text[key.unwrap().key], "\"answer-in-stem\"");
}

#[test]
fn fields_are_found_by_their_path() {
    check_all(DECK);
    check_all(&format!("\u{feff}{DECK}"));
    check_all(&DECK.replace('\n', "\r\n"));
    with_spans(DECK, |spans| {
        assert_eq!(&DECK[spans.question(1, &[]).unwrap().key], "[[question]]");
        assert_eq!(spans.question(0, &["choices", "c"]), None);
        assert_eq!(spans.question(2, &["id"]), None);
        assert_eq!(spans.question(1, &["accept", "2"]), None);
    });
}

#[test]
fn fields_of_the_deck_are_found() {
    with_spans(DECK, |spans| {
        let at = |path| spans.deck(path).unwrap();
        assert_eq!(&DECK[at(&["title"]).value], "\"T\"");
        assert_eq!(&DECK[at(&["lint", "allow", "key-run"]).key], "\"key-run\"");
        assert_eq!(&DECK[at(&["blueprint", "0", "count"]).value], "1");
        assert_eq!(&DECK[at(&[]).key], "format = 1");
        assert_eq!(spans.deck(&["language"]), None);
    });
}

#[test]
fn parts_of_a_text_are_exact_or_not_given() {
    with_spans(DECK, |spans| {
        let part = |index, path: &[&str], bytes| spans.question(index, path).unwrap().part(&bytes);
        assert_eq!(&DECK[part(0, &["prompt"], 11..14).unwrap()], "not");
        assert_eq!(&DECK[part(0, &["choices", "b"], 2..7).unwrap()], "whale");
        assert_eq!(&DECK[part(1, &["prompt"], 4..6).unwrap()], "it");
        assert_eq!(part(0, &["choices", "a"], 0..1), None, "it has escapes");
        assert_eq!(part(0, &["choices", "b"], 2..8), None, "beyond its end");
        assert_eq!(part(1, &["accept"], 0..1), None, "no text");
    });
}

#[test]
fn a_header_inside_a_text_does_not_mislead() {
    let text = DECK.replace("Say\n", "Say\n[[question]]\n");
    check_all(&text);
    let inline = "question = [{ id = \"q\", prompt = \"P?\", answer = true }]\n\
                  format = 1\nid = \"d\"\ntitle = \"T\"\n";
    assert_eq!(value(inline, 0, &["prompt"]), "\"P?\"");
    assert_eq!(&inline[with_spans(inline, |spans| spans.deck(&["title"])).unwrap().value], "\"T\"");
}

#[test]
fn the_empty_text_has_an_empty_content() {
    let text = DECK.replace("answer = \"it\"", "answer = \"it\"\nreject = { \"no\" = '' }");
    let place = with_spans(&text, |spans| spans.question(1, &["reject", "no"])).unwrap();
    assert_eq!(place.part(&(0..0)), Some(place.value.start + 1..place.value.start + 1));
}
