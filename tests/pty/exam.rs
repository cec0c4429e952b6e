//! Screens of an exam: the rules, a question with the time that is left, an answer that is kept, the
//! way back to it, the look-over and its list, the end with the receipt.

use super::film::{self, Film};
use super::{CTRL_C, ENTER, ESCAPE, GO_ON, MORE};
use crate::support::Sandbox;
use crate::support::pty::{Terminal, USUAL};

const DECK: &str = "tides.toml";
/// So long a time is told in minutes, which stay the same while the screens are looked at.
const SIT: [&str; 8] =
    ["exam", DECK, "--seed", "3", "--time-limit", "90m50s", "--record", "hand-in.jsonl"];
/// What the look-over alone offers; `Exam ▸` stays on the screen with what was chosen.
const LOOK_OVER: &str = "save and leave, without";

#[track_caller]
fn check(name: &'static str, scene: impl Fn(&mut Film)) {
    film::check(name, || Sandbox::with(DECK), &SIT, &[], scene);
}

#[test]
fn questions() {
    check("pty-exam", |film| {
        film.shots("the rules", "Exam ▸");
        film.press(ENTER);
        film.shots("a question", "Answer ▸");
        film.press("b");
        film.shots("its answer is kept", "t or f");
        film.press(":");
        film.wait_for("lists them");
        film.press("back\r");
        film.shots("back at it", "Answer ▸");
        film.press(ESCAPE);
        film.shot("the menu", "Menu ▸");
    });
}

#[test]
fn the_look_over() {
    check("pty-look-over", |film| {
        film.read_on("Exam ▸");
        film.press(ENTER);
        film.read_on("Answer ▸");
        film.press("a");
        film.read_on("t or f");
        film.press(":");
        film.wait_for("lists them");
        film.press("flag\r");
        film.read_on("Flagged");
        film.press("t");
        film.read_on("letters mark");
        film.press(":");
        film.wait_for("lists them");
        film.press("done\r");
        film.shots("with unanswered questions", LOOK_OVER);
        film.press("l");
        // Not the offers of before, which a tick of the clock may draw once more.
        film.wait_for("1. answered");
        film.shots("the list", LOOK_OVER);
        film.press("g");
        film.read_on("letters mark");
        film.press("ab\r");
        film.read_on("unit h ·");
        film.press("24.84\r");
        film.read_on("a short text ·");
        film.press("slow water\r");
        film.read_on("a or b");
        film.press("b");
        film.shots("with all answered", LOOK_OVER);
        film.press("h");
        film.shots("handed in", "Next ▸");
        film.press(ENTER);
        film.end("the receipt", 0);
    });
}

#[test]
fn reading_the_feedback() {
    check("pty-exam-feedback", |film| {
        film.read_on("Exam ▸");
        film.press(ENTER);
        film.read_on("Answer ▸");
        film.press("b");
        film.read_on("t or f");
        film.press(":");
        film.wait_for("lists them");
        film.press("done\r");
        film.read_on(LOOK_OVER);
        film.press("h");
        film.read_on("Next ▸");
        film.press("a");
        film.shots("of an answer", GO_ON);
    });
}

#[test]
fn an_interruption_says_how_it_goes_on() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, &SIT, USUAL, &[]);
    terminal.drawn("Exam ▸");
    terminal.press(ENTER);
    terminal.drawn("a–d or");
    terminal.press("a");
    terminal.drawn("t or f");
    terminal.press(":");
    terminal.drawn("lists them");
    terminal.press("done\r");
    terminal.drawn(LOOK_OVER);
    terminal.press(CTRL_C);
    let (status, screen) = terminal.end();
    let words =
        "quiz: interrupted; what you answered is saved. Go on with: quiz resume hand-in.jsonl";
    assert!(status == 130 && screen.ends_with(words), "{screen}");
    terminal.is_restored();
    drop(terminal);

    let mut terminal = Terminal::sized(&sandbox, &["resume", "hand-in.jsonl"], USUAL, &[]);
    terminal.drawn("t or f");
    terminal.press(":");
    terminal.drawn("lists them");
    terminal.press("done\r");
    terminal.drawn(LOOK_OVER);
    terminal.press("h");
    while terminal.drawn_either(&["Next ▸", MORE]).contains(MORE) {
        terminal.press(" ");
    }
    // It is handed in: there is nothing to go on with any more.
    terminal.press(CTRL_C);
    let (status, screen) = terminal.end();
    assert_eq!(status, 130, "{screen}");
    terminal.is_restored();
    let record = std::fs::read_to_string(sandbox.work().join("hand-in.jsonl")).unwrap();
    let end: serde_json::Value = serde_json::from_str(record.lines().last().unwrap()).unwrap();
    assert_eq!(end["event"], "end");
    let (_, receipt) =
        screen.rsplit_once("quiz: interrupted; the exam is handed in. Receipt: ").unwrap();
    assert_eq!(receipt.replace('-', ""), end["h"].as_str().unwrap());
}
