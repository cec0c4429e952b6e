//! The history in a terminal: the table of sittings, and one sitting in full.

use std::ffi::OsString;
use std::fmt::Write;

use crate::history::studied;
use crate::support::pty::{SMALL, Terminal, USUAL};
use crate::support::snapshot;

const NOW: [(&str, &str); 1] = [("QUIZDECK_NOW", "2026-03-04T20:00:00Z")];

#[test]
fn history_on_screens() {
    let sandbox = studied();
    let mut screens = String::new();
    for (size, args) in [
        (USUAL, &["history"][..]),
        (SMALL, &["history"]),
        (USUAL, &["history", "7Q"]),
        (USUAL, &["history", "--flagged"]),
    ] {
        let mut terminal = Terminal::sized(&sandbox, args, size, &NOW);
        let (status, screen) = terminal.end();
        assert_eq!(status, 0, "{screen}");
        terminal.is_restored();
        let shown = args.join(" ");
        writeln!(screens, "── {}×{} {shown} ──\n{screen}\n", size.0, size.1).unwrap();
    }
    snapshot::check("pty-history", "screens", &[OsString::from("history")], &screens);
}
