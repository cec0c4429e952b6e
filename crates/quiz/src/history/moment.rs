//! Instants in the time of the place where they were: the offset that the record gives for them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use session::record::{Offsets, Record, UtcOffset};

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

/// An instant at a line of a record, at the place where that was written.
pub(super) fn at_line(offsets: &Offsets, n: u64, at: Timestamp) -> Moment {
    Moment { at, offset: offsets.at(n) }
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
            record.lines.iter().map(|line| at_line(&offsets, line.n, line.at).long()).collect();
        assert_eq!(
            moments,
            ["2026-02-28 23:31 -03:00", "2026-03-04 10:00 +05:45", "2026-03-04 10:01 +05:45"]
        );
        assert_eq!(
            at_line(&offsets, 0, record.replay.started()).exact(),
            "2026-02-28T23:30:00.000-03:00"
        );
    }
}
