//! Instants in the time of the place where they were: the offset that the record gives for them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use session::record::{Event, Record, UtcOffset};

/// An instant and the offset from UTC at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    at: Timestamp,
    offset: UtcOffset,
}

/// When a sitting began.
pub(super) fn started(record: &Record) -> Moment {
    Moment { at: record.replay.started(), offset: record.start().offset }
}

/// The offsets of a record, by the line from which they are in force.
#[derive(Debug, Clone)]
pub(super) struct Offsets(Vec<(u64, UtcOffset)>);

impl Offsets {
    pub(super) fn of(record: &Record) -> Self {
        let start = (0, record.start().offset);
        let resumed = record.lines.iter().filter_map(|line| match &line.event {
            Event::Resume { offset } => Some((line.n, *offset)),
            _ => None,
        });
        Self(std::iter::once(start).chain(resumed).collect())
    }

    /// An instant at a line, there.
    pub(super) fn moment(&self, n: u64, at: Timestamp) -> Moment {
        let before = self.0.partition_point(|(from, _)| *from <= n);
        let offset = before.checked_sub(1).and_then(|last| self.0.get(last));
        Moment { at, offset: offset.map_or(UtcOffset::UTC, |(_, offset)| *offset) }
    }
}

impl Moment {
    fn civil(self) -> DateTime {
        self.offset.offset().to_datetime(self.at)
    }

    /// The day.
    pub(super) fn date(self) -> jiff::civil::Date {
        self.civil().date()
    }

    /// `2026-03-01 09:30`.
    pub(super) fn short(self) -> String {
        self.civil().strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// `2026-03-01 09:30 +01:00`.
    pub(super) fn long(self) -> String {
        format!("{} {}", self.short(), self.offset)
    }

    /// `2026-03-01T09:30:00.000+01:00`, as RFC 3339 has it.
    pub(super) fn exact(self) -> String {
        format!("{:.3}{}", self.civil(), self.offset)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{self, record};
    use super::*;

    #[test]
    fn a_day_is_that_of_its_place() {
        let record = record(&testing::TRAVELLER);
        assert_eq!(started(&record).long(), "2026-02-28 23:30 -03:00");
        let offsets = Offsets::of(&record);
        let moments: Vec<String> =
            record.lines.iter().map(|line| offsets.moment(line.n, line.at).long()).collect();
        assert_eq!(
            moments,
            ["2026-02-28 23:31 -03:00", "2026-03-04 10:00 +05:45", "2026-03-04 10:01 +05:45"]
        );
        assert_eq!(
            offsets.moment(0, record.replay.started()).exact(),
            "2026-02-28T23:30:00.000-03:00"
        );
    }
}
