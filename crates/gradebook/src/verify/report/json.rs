//! What was found as JSON.

use console::escape_json;
use serde::Serialize;

use super::CAUTION;
use crate::verify::{Entry, Pair, Seen, Verified};

/// What was found as one JSON object, with a line end.
///
/// # Errors
/// None that these values have; the library's own type says so.
pub fn json(verified: &Verified) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string_pretty(&Report::of(verified))?;
    Ok(format!("{}\n", escape_json(&json)))
}

#[derive(Serialize)]
struct Report<'v> {
    deck: String,
    findings: Vec<Found<'v>>,
    identical_wrong: Identical<'v>,
    not_checked: Vec<NotChecked>,
    records: Vec<Record<'v>>,
}

#[derive(Serialize)]
struct Found<'v> {
    #[serde(skip_serializing_if = "Option::is_none")]
    student: Option<&'v str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<String>,
    kind: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Identical<'v> {
    students: usize,
    compared: bool,
    caution: &'static str,
    pairs: Vec<OfPair<'v>>,
    more: usize,
}

#[derive(Serialize)]
struct OfPair<'v> {
    students: &'v [String; 2],
    identical: usize,
    both_wrong: usize,
    median_of_others: f64,
    most_of_others: usize,
}

#[derive(Serialize)]
struct NotChecked {
    record: String,
    text: String,
}

#[derive(Serialize)]
struct Record<'v> {
    record: String,
    session: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    student: Option<&'v str>,
    started: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<&'v str>,
}

impl<'v> Report<'v> {
    fn of(verified: &'v Verified) -> Self {
        let pairs = &verified.pairs;
        let not_checked = verified.not_checked.iter();
        let not_checked = not_checked.map(|(origin, what)| NotChecked {
            record: origin.to_string(),
            text: what.to_string(),
        });
        Self {
            deck: verified.deck.to_string(),
            findings: verified.entries.iter().map(Found::of).collect(),
            identical_wrong: Identical {
                students: pairs.students,
                compared: !pairs.not_compared,
                caution: CAUTION,
                pairs: pairs.shown.iter().map(OfPair::of).collect(),
                more: pairs.more,
            },
            not_checked: not_checked.collect(),
            records: verified.records.iter().map(Record::of).collect(),
        }
    }
}

impl<'v> Found<'v> {
    fn of(entry: &'v Entry) -> Self {
        Self {
            student: entry.student.as_deref(),
            name: &entry.name,
            record: entry.origin.as_ref().map(ToString::to_string),
            kind: entry.finding.name(),
            text: entry.finding.to_string(),
        }
    }
}

impl<'v> OfPair<'v> {
    fn of(pair: &'v Pair) -> Self {
        Self {
            students: &pair.students,
            identical: pair.identical,
            both_wrong: pair.both_wrong,
            median_of_others: pair.median,
            most_of_others: pair.most,
        }
    }
}

impl<'v> Record<'v> {
    fn of(seen: &'v Seen) -> Self {
        Self {
            record: seen.origin.to_string(),
            session: &seen.session,
            student: seen.student.as_deref(),
            started: seen.started.to_string(),
            receipt: seen.receipt.as_deref(),
        }
    }
}
