//! Every kind of question: before an answer, on the way to it, and the feedback on it.

use super::film::{self, Film};
use super::{BACKSPACE, DECK, DOWN, ENTER, RIGHT, asks};
use crate::support::Sandbox;

#[track_caller]
fn check(name: &'static str, kind: &str, tag: &str, scene: impl Fn(&mut Film)) {
    film::check(name, || Sandbox::with(DECK), &asks(kind, tag), &[], scene);
}

#[test]
fn single_choice() {
    check("pty-single-choice", "single-choice", "stars", |film| {
        film.shots("before", "Answer ▸");
        film.press(DOWN);
        film.shot("by an arrow", "Answer ▸ a");
        film.answer("wrong", "c");
    });
}

#[test]
fn weighted() {
    check("pty-weighted", "single-choice", "practice", |film| {
        film.read_on("Answer ▸");
        film.answer("partly", "a");
    });
}

#[test]
fn multiple_select() {
    check("pty-multiple-select", "multiple-select", "planets", |film| {
        film.shots("before", "Answer ▸");
        film.press("a");
        film.shot("one", "Answer ▸ a");
        film.press("d");
        film.shot("two", "Answer ▸ a d");
        film.answer("partly", ENTER);
    });
}

#[test]
fn true_false() {
    check("pty-true-false", "true-false", "moon", |film| {
        film.shots("before", "Answer ▸");
        film.press(DOWN);
        film.wait_for("Answer ▸ t");
        film.answer("right", ENTER);
    });
}

#[test]
fn numerical() {
    check("pty-numerical", "numerical", "distances", |film| {
        film.shots("before", "? Answer");
        film.press("fast");
        film.wait_for("fast");
        film.press(ENTER);
        film.shot("no number", "That is not a number");
        film.press(&BACKSPACE.repeat(4));
        film.press("8 min");
        film.answer("partly", ENTER);
    });
}

#[test]
fn short_answer() {
    check("pty-short-answer", "short-answer", "comets", |film| {
        film.shots("before", "? Answer");
        film.press("Hale-Bopp");
        film.wait_for("Hale-Bopp");
        film.answer("wrong", ENTER);
    });
}

#[test]
fn ordering() {
    check("pty-ordering", "ordering", "planets", |film| {
        film.shots("before", "Order ▸");
        film.press("d c");
        film.shot("two", "Order ▸ d c _ _");
        film.press("ab");
        film.shot("complete", "Order ▸ d c a b");
        film.press(&BACKSPACE.repeat(3));
        film.wait_for("Order ▸ d _ _ _");
        film.press("a c b");
        film.wait_for("Order ▸ d a c b");
        film.answer("partly", ENTER);
    });
}

#[test]
fn matching() {
    check("pty-matching", "matching", "moon", |film| {
        film.shots("before", "Pairs ▸");
        film.press("c");
        film.shot("one", "Pairs ▸ 1c 2_ 3_");
        film.press("3d2-");
        film.wait_for("Pairs ▸ 1c 2- 3d");
        film.press(RIGHT);
        film.shot("complete", "Pairs ▸ 1c 2a 3d");
        film.answer("partly", ENTER);
    });
}

#[test]
fn cloze() {
    check("pty-cloze", "cloze", "stars", |film| {
        film.shots("before", "Blank 1");
        film.press("24");
        film.wait_for("▸ 24");
        film.press(ENTER);
        film.shot("the second", "Blank 2");
        film.press("b\r");
        film.wait_for("Blank 3");
        film.press("Vega");
        film.shot("complete", "▸ Vega");
        film.answer("partly", ENTER);
    });
}

#[test]
fn an_essay_that_is_typed() {
    check("pty-essay", "essay", "moon", |film| {
        film.shots("before", "? Your text");
        film.press("The Sun lights one half, and the Moon goes round us.");
        film.wait_for("round us.");
        film.press(ENTER);
        film.wait_for("? …");
        film.press("So we see more of it or less.");
        film.press(ENTER);
        film.press(".");
        film.answer("handed in", ENTER);
    });
}

#[test]
fn an_essay_in_an_editor() {
    let scribe =
        "printf '%s\\n' 'The Sun lights one half.' '' 'We see it from all sides.' >> \"$1\"";
    let sandbox = || Sandbox::with(DECK).file("scribe.sh", scribe);
    let editor = [("EDITOR", "sh scribe.sh")];
    film::check("pty-editor", sandbox, &asks("essay", "moon"), &editor, |film| {
        film.shots("before", "Your text ▸");
        film.press("e");
        film.shot("written", "11 words");
        film.answer("handed in", ENTER);
    });
}

#[test]
fn a_passage() {
    check("pty-passage", "single-choice", "planets", |film| {
        film.shots("before", "Answer ▸");
        film.answer("right", "a");
    });
}
