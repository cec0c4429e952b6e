//! Screens of a sitting, one below the other, as a snapshot.

use std::ffi::OsString;
use std::fmt::Write;

use super::{GO_ON, MORE};
use crate::support::pty::{SMALL, Terminal, USUAL};
use crate::support::{Sandbox, snapshot};

/// A sitting of which screens are kept.
pub(super) struct Film {
    terminal: Terminal,
    size: (u16, u16),
    screens: String,
}

impl Film {
    /// Presses keys.
    pub(super) fn press(&mut self, keys: &str) {
        self.terminal.press(keys);
    }

    /// Waits for a screen with a text on it.
    #[track_caller]
    pub(super) fn wait_for(&mut self, text: &str) -> String {
        self.terminal.drawn(text)
    }

    /// Waits for a screen without a text on it.
    #[track_caller]
    pub(super) fn gone(&mut self, text: &str) {
        self.terminal.gone(text);
    }

    /// Keeps the screen on which a prompt with a text was drawn since the last keys.
    #[track_caller]
    pub(super) fn shot(&mut self, what: &str, text: &str) {
        let screen = self.terminal.drawn(text);
        self.keep(what, &screen);
    }

    /// Keeps the screens that lead to a prompt, where it takes several.
    #[track_caller]
    pub(super) fn shots(&mut self, what: &str, last: &str) {
        loop {
            let screen = self.terminal.drawn_either(&[last, MORE]);
            self.keep(what, &screen);
            if screen.contains(last) {
                return;
            }
            self.press(" ");
        }
    }

    /// Answers, and keeps the feedback.
    #[track_caller]
    pub(super) fn answer(&mut self, what: &str, keys: &str) {
        self.press(keys);
        self.shots(what, GO_ON);
    }

    /// Reads on to a prompt, which is not kept.
    #[track_caller]
    pub(super) fn read_on(&mut self, last: &str) {
        while !self.terminal.drawn_either(&[last, MORE]).contains(last) {
            self.press(" ");
        }
    }

    /// Waits for the end with this exit code, and keeps the last screen.
    #[track_caller]
    pub(super) fn end(&mut self, what: &str, status: u32) {
        let (found, screen) = self.terminal.end();
        assert_eq!(found, status, "{screen}");
        self.terminal.is_restored();
        self.keep(what, &screen);
    }

    fn keep(&mut self, what: &str, screen: &str) {
        let (columns, rows) = self.size;
        let rule = "─".repeat(usize::from(columns).saturating_sub(what.chars().count() + 10));
        writeln!(self.screens, "── {columns}×{rows} {what} {rule}\n{screen}\n").unwrap();
    }
}

/// Plays a scene in a usual terminal and in a small one, and compares the screens with a snapshot.
#[track_caller]
pub(super) fn check(
    name: &'static str,
    sandbox: impl Fn() -> Sandbox,
    args: &[&str],
    environment: &[(&str, &str)],
    scene: impl Fn(&mut Film),
) {
    let mut screens = String::new();
    for size in [USUAL, SMALL] {
        let sandbox = sandbox();
        let terminal = Terminal::sized(&sandbox, args, size, environment);
        let mut film = Film { terminal, size, screens: String::new() };
        scene(&mut film);
        screens += &film.screens;
    }
    let args: Vec<OsString> = args.iter().map(OsString::from).collect();
    snapshot::check(name, "screens", &args, &screens);
}
