//! Which offset from UTC was in force where in a record.

use super::line::Event;
use super::offset::UtcOffset;
use super::read::Record;

/// The offsets from UTC of a record's places, by the line from which on each is in force: that of
/// the start, and that of each `resume`.
#[derive(Debug, Clone)]
pub struct Offsets {
    start: UtcOffset,
    resumed: Vec<(u64, UtcOffset)>,
}

impl Offsets {
    /// The offsets of a record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let resumed = record.lines.iter().filter_map(|line| match line.event {
            Event::Resume { offset } => Some((line.n, offset)),
            _ => None,
        });
        Self { start: record.start().offset, resumed: resumed.collect() }
    }

    /// The offset that is in force at a line.
    #[must_use]
    pub fn at(&self, line: u64) -> UtcOffset {
        let before = self.resumed.partition_point(|(from, _)| *from <= line);
        before.checked_sub(1).map_or(self.start, |last| self.resumed[last].1)
    }
}
