//! What the times of a record say: late answers, breaks, and clocks that went back.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use session::record::{Event, Given, Line, Record};

use super::Against;
use super::finding::Finding;

/// A line is written a moment after its answer was given, and times are rounded.
const GRACE: Duration = Duration::from_secs(5);

/// Checks the times.
pub(super) fn check(record: &Record, against: &Against<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let began = record.replay.started();
    let opens = against.policy.opens.filter(|opens| began < *opens);
    findings.extend(opens.map(|opens| Finding::BeforeOpening { began, opens }));
    let last = record.replay.last();
    findings.extend((last > against.now).then_some(Finding::Future(last)));
    findings.extend(backwards(record));
    findings.extend(breaks(record));
    findings.extend(overtime(record));
    findings.extend(clock_back(record).map(Finding::ClockBack));
    let given = || record.replay.items().flat_map(|(_, item)| item.answers());
    let counted = |wanted: fn(&Given) -> bool| given().filter(|one| wanted(one)).count();
    let late = counted(|one| one.late && !one.after_end);
    findings.extend((late > 0).then_some(Finding::Late(late)));
    let after_end = counted(|one| one.after_end);
    findings.extend((after_end > 0).then_some(Finding::AfterEnd(after_end)));
    findings
}

/// Lines that are dated before the line before them.
fn backwards(record: &Record) -> impl Iterator<Item = Finding> {
    let dates = record.lines.iter().map(|line| line.at);
    let before = std::iter::once(record.replay.started()).chain(dates);
    let lines = record.lines.iter().zip(before);
    lines.filter(|(line, before)| line.at < *before).map(|(line, _)| Finding::Backwards(line.n))
}

/// The lines up to the end, each with the time since all before it.
fn steps(record: &Record) -> impl Iterator<Item = (&Line, Duration)> {
    let lines = record.lines.iter().take_while(|line| !matches!(line.event, Event::End { .. }));
    lines.scan(record.replay.started(), |latest, line| {
        let gap = between(*latest, line.at);
        *latest = line.at.max(*latest);
        Some((line, gap))
    })
}

/// Breaks while a limit was binding.
fn breaks(record: &Record) -> impl Iterator<Item = Finding> {
    let binds = record.replay.limits_bind();
    let resumed = |line: &Line| matches!(line.event, Event::Resume { .. });
    let breaks = steps(record).filter(move |(line, _)| binds && resumed(line));
    breaks.map(|(line, away)| Finding::Break { line: line.n, away })
}

/// The first answer after the time that is not marked late. One says enough: all that follow came
/// later still.
fn overtime(record: &Record) -> Option<Finding> {
    let limit = Duration::from_secs(record.start().limits.seconds?);
    let given = record.replay.items().flat_map(|(_, item)| item.answers());
    let in_time: BTreeSet<u64> = given.filter(|one| !one.late).map(|one| one.line).collect();
    let mut spent = Duration::ZERO;
    for (line, gap) in steps(record) {
        if !matches!(line.event, Event::Resume { .. }) {
            spent = spent.saturating_add(gap);
        }
        let by = spent.saturating_sub(limit);
        if by > GRACE && in_time.contains(&line.n) {
            return Some(Finding::Overtime { line: line.n, by });
        }
    }
    None
}

/// How much longer questions were on screen than the lines lasted, if they were. A clock that goes
/// back is never written, since a line is dated at least as late as the line before it; the times
/// on screen go on.
fn clock_back(record: &Record) -> Option<Duration> {
    let (mut on_screen, mut most) = (Duration::ZERO, Duration::ZERO);
    for line in &record.lines {
        if let Event::Answer(answer) = &line.event {
            on_screen = on_screen.saturating_add(Duration::from_millis(answer.ms));
            let lasted = between(record.replay.started(), line.at);
            most = most.max(on_screen.saturating_sub(lasted));
        }
    }
    (most > GRACE).then_some(most)
}

/// The time from one instant to another; none where that is earlier.
fn between(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}
