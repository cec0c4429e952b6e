//! Screens of marking: the question with its rubric, an answer of pages, points and a comment, the
//! same text again, what it comes to.

use super::{CTRL_C, ENTER};
use crate::mark::{TYPED, class, journal};
use crate::support::pty::{Terminal, USUAL};
use crate::support::snapshot;

#[test]
fn from_the_rubric_to_the_means() {
    let sandbox = class();
    let mut terminal = Terminal::of("gradebook", &sandbox, &["mark"], USUAL, &[]);
    let mut screens = String::new();
    let mut shot = |name: &str, screen: &str| screens.push_str(&format!("── {name}\n{screen}\n"));
    let mut answer = |terminal: &mut Terminal, name: &str, keys: &str, next: &str| {
        terminal.press(&format!("{keys}{ENTER}"));
        let screen = terminal.drawn(next);
        shot(name, &screen);
    };
    terminal.drawn("f full");
    answer(&mut terminal, "points were given", "2.5 0", "Enter for none");
    answer(&mut terminal, "an answer of pages", "And the Sun?", "Enter reads on");
    let (mut screen, mut pages) = (String::new(), 0);
    while !screen.contains("f full") {
        let now = terminal.drawn_either(&["Enter reads on", "f full"]);
        // The page before is there until the next one is drawn over it.
        if now == screen {
            std::thread::sleep(std::time::Duration::from_millis(5));
            continue;
        }
        if now.contains("Enter reads on") {
            pages += 1;
            terminal.press(ENTER);
        }
        screen = now;
    }
    answer(&mut terminal, "its end", "f 0,5", "Enter for none");
    answer(&mut terminal, "the same text", "", "Enter the same");
    answer(&mut terminal, "hostile text", "", "f full, ? help");
    answer(&mut terminal, "too much", "f 2", "at most");
    // What was typed stands there still.
    answer(&mut terminal, "none", "\u{7f}\u{7f}\u{7f}0 0", "Enter for none");
    terminal.press(ENTER);
    let (status, screen) = terminal.end();
    shot("the end", &screen);
    assert_eq!((status, pages), (0, 6));
    terminal.is_restored();
    snapshot::check("pty-mark", "output", &[], &screens);
    let by_lines = class();
    let mut command = by_lines.command("gradebook");
    command.arg("mark").stdout(std::process::Stdio::piped());
    by_lines.talk(command).end_with(TYPED.into());
    assert_eq!(journal(&sandbox), journal(&by_lines), "both front ends write the same");
}

#[test]
fn an_interruption_keeps_what_is_marked() {
    let sandbox = class();
    let mut terminal = Terminal::of("gradebook", &sandbox, &["mark"], USUAL, &[]);
    terminal.drawn("f full");
    terminal.press(CTRL_C);
    let (status, _) = terminal.end();
    assert_eq!(status, 130);
    terminal.is_restored();
    assert_eq!(journal(&sandbox).lines().count(), 1);
}
