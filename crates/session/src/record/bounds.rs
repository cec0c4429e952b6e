//! Bounds on records, so that a hostile file costs little. What is written keeps them too.

use super::line::Event;

/// The longest line, in bytes, with its line end.
pub const MAX_LINE: usize = 1024 * 1024;
/// The longest line that holds a paper: `start` and `more`.
pub const MAX_PAPER_LINE: usize = 64 * MAX_LINE;
/// The largest record, in bytes.
pub const MAX_RECORD: usize = 128 * 1024 * 1024;

/// The longest line for an event.
pub(super) fn max_line(event: &Event) -> usize {
    match event {
        Event::Start(_) | Event::More { .. } => MAX_PAPER_LINE,
        _ => MAX_LINE,
    }
}
