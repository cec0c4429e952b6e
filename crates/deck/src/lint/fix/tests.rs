use super::*;
use crate::lint::test_support::deck_of;

fn edit(text: &str, old: &str, new: &str) -> Edit {
    let start = text.find(old).unwrap();
    Edit { span: start..start + old.len(), text: new.to_owned() }
}

#[test]
fn edits_are_applied_in_the_order_of_the_text() {
    let text = "a b c";
    let edits = [edit(text, "c", "C"), edit(text, "a", ""), Edit { span: 2..2, text: "+".into() }];
    assert_eq!(apply(text, edits.iter()).unwrap(), " +b C");
    let line = Edit { span: 3..3, text: "b\n".into() };
    assert_eq!(apply("a\r\nc\r\n", [line].iter()).unwrap(), "a\r\nb\r\nc\r\n");
}

#[test]
fn an_edit_that_changes_a_key_is_refused() {
    let text = deck_of("prompt = 'Kiwis fly.'\nanswer = false");
    let deck = parse(&text).unwrap();
    let change = |old, new| {
        let edit = edit(&text, old, new);
        attempt(&deck, &text, [edit].iter(), 1).is_some()
    };
    assert!(change("Kiwis fly.", "Kiwis walk."));
    assert!(!change("false", "true"), "another key");
    assert!(!change("answer", "anwser"), "no deck");
    assert!(!change("id = \"q\"", "id = \"r\""), "another id");
}

#[test]
fn fixes_that_touch_each_other_wait_for_the_next_round() {
    let fix = |start, end| Fix {
        message: String::new(),
        edits: vec![Edit { span: start..end, text: String::new() }],
    };
    let fixes = [fix(4, 6), fix(0, 5), fix(8, 9), fix(8, 9)];
    let chosen: Vec<_> = apart(&fixes).iter().map(|fix| fix.edits[0].span.clone()).collect();
    assert_eq!(chosen, [0..5, 8..9]);
}

#[test]
fn a_deck_without_fixes_is_left_alone() {
    let text = deck_of("prompt = 'Kiwis fly.'\nanswer = false");
    assert_eq!(fix(&parse(&text).unwrap(), &text), None);
}
