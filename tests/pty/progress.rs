//! Progress in a terminal: what is on the screen at its end, and all of it where there is room.

use std::ffi::OsString;
use std::fmt::Write;

use crate::progress::studied;
use crate::support::pty::{SMALL, Terminal, USUAL};
use crate::support::snapshot;

/// High enough for all of it.
const TALL: (u16, u16) = (80, 100);
const NOW: [(&str, &str); 1] = [("QUIZDECK_NOW", "2026-03-04T20:00:00Z")];

#[test]
fn progress_on_screens() {
    let sandbox = studied();
    let mut screens = String::new();
    for size in [USUAL, SMALL, TALL] {
        let mut terminal = Terminal::sized(&sandbox, &["progress"], size, &NOW);
        let (status, screen) = terminal.end();
        assert_eq!(status, 0, "{screen}");
        terminal.is_restored();
        writeln!(screens, "── {}×{} ──\n{screen}\n", size.0, size.1).unwrap();
    }
    snapshot::check("pty-progress", "screens", &[OsString::from("progress")], &screens);
}
