//! What was found, for people and for programs.

mod csv;
mod json;

use std::collections::{BTreeMap, BTreeSet};

use console::words::count;
use console::{Align, Look, Table, sanitise_line};

use super::{Entry, MAX_STUDENTS, NotChecked, Pair, Pairs, Verified};
use crate::collect::Origin;
use crate::report::list;

pub use csv::csv;
pub use json::json;

/// The margin on the left.
const MARGIN: usize = 2;
/// How many records are named of those to which one reason applies.
const NAMED: usize = 3;

/// What identical wrong answers do not say.
const CAUTION: &str = "Identical wrong answers are no proof of copying: a tempting option, a wrong \
                       key and learning together give them, too. Look at both papers, and hear \
                       both students, before you conclude anything.";

/// What was found as text that is safe for a terminal: by student, then pairs, then all receipts.
#[must_use]
pub fn text(verified: &Verified, look: &Look) -> String {
    let mut parts: Vec<String> = by_student(&verified.entries)
        .into_iter()
        .map(|(who, told)| list(&who, told, look))
        .collect();
    parts.push(list("Many identical wrong answers", pairs(&verified.pairs), look));
    parts.push(list("Not checked", not_checked(verified), look));
    parts.push(receipts(verified, look));
    parts.push(list("Verified", vec![summary(verified)], look));
    let mut text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}

/// What was found about each student, in the order of the findings.
fn by_student(entries: &[Entry]) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for entry in entries {
        let who = match (&entry.student, entry.name.as_str()) {
            (None, _) => "Of no student".to_owned(),
            (Some(id), "") => id.clone(),
            (Some(id), name) => format!("{id}, {name}"),
        };
        let who = sanitise_line(&who).into_owned();
        let told = match &entry.origin {
            Some(origin) => format!("{origin}: {}", entry.finding),
            None => entry.finding.to_string(),
        };
        match groups.last_mut().filter(|(last, _)| *last == who) {
            Some((_, lines)) => lines.push(told),
            None => groups.push((who, vec![told])),
        }
    }
    groups
}

fn pairs(pairs: &Pairs) -> Vec<String> {
    if pairs.shown.is_empty() {
        return Vec::new();
    }
    let more = (pairs.more > 0).then(|| format!("and {} more", count(pairs.more, "pair")));
    let told = pairs.shown.iter().map(|pair| {
        let [one, two] = &pair.students;
        format!("{one} and {two}: {}", pair_words(pair))
    });
    told.chain(more).chain([CAUTION.to_owned()]).collect()
}

/// `9 identical of 10 that both got wrong; all other pairs: median 1, at most 4`.
fn pair_words(pair: &Pair) -> String {
    let Pair { identical, both_wrong, median, most, .. } = pair;
    format!(
        "{identical} identical, of {both_wrong} that both got wrong; all other pairs: \
         median {median}, at most {most}"
    )
}

/// What was not checked, each reason once.
fn not_checked(verified: &Verified) -> Vec<String> {
    let mut by_reason: BTreeMap<&NotChecked, Vec<&Origin>> = BTreeMap::new();
    for (origin, what) in &verified.not_checked {
        by_reason.entry(what).or_default().push(origin);
    }
    let told = by_reason.into_iter().map(|(what, origins)| {
        let named: Vec<_> = origins.iter().take(NAMED).map(ToString::to_string).collect();
        let more = origins.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{}{more}: {what}", named.join(", "))
    });
    told.chain(not_compared(&verified.pairs)).collect()
}

/// Why students were not compared, if they were not.
fn not_compared(pairs: &Pairs) -> Option<String> {
    let students = pairs.students;
    let why =
        if students > MAX_STUDENTS { "make too many pairs" } else { "are too few to compare" };
    let is_told = pairs.not_compared && students > 1;
    is_told.then(|| format!("identical wrong answers: {students} students {why}"))
}

/// All receipts, to be compared with codes that were written down.
fn receipts(verified: &Verified, look: &Look) -> String {
    let columns = [("Student", Align::Left), ("Receipt", Align::Left), ("Record", Align::Left)];
    let mut table = Table::new(columns).indented(MARGIN).whole([0, 1]);
    let mut rows: Vec<[String; 3]> = Vec::new();
    for seen in &verified.records {
        let student = seen.student.clone().unwrap_or_else(|| "–".to_owned());
        let receipt = seen.receipt.clone().unwrap_or_else(|| "–".to_owned());
        rows.push([student, receipt, seen.origin.to_string()]);
    }
    rows.sort();
    for row in rows {
        table.push(row);
    }
    if table.is_empty() { String::new() } else { format!("{}\n", table.render(look)) }
}

fn summary(verified: &Verified) -> String {
    let students: BTreeSet<_> =
        verified.records.iter().filter_map(|seen| seen.student.as_ref()).collect();
    let records = count(verified.records.len(), "record");
    let found = problems(verified).unwrap_or_else(|| "nothing was found".to_owned());
    format!("{records} of {}: {found}.", count(students.len(), "student"))
}

/// What was found, in one line; `None` where nothing was.
#[must_use]
pub fn problems(verified: &Verified) -> Option<String> {
    let findings = verified.entries.len();
    let pairs = verified.pairs.shown.len() + verified.pairs.more;
    let findings = (findings > 0).then(|| {
        let verb = if findings == 1 { "has" } else { "have" };
        format!("{} {verb} to be looked at", count(findings, "finding"))
    });
    let pairs = (pairs > 0).then(|| {
        let verb = if pairs == 1 { "has" } else { "have" };
        format!("{} {verb} many identical wrong answers", count(pairs, "pair"))
    });
    let parts: Vec<String> = findings.into_iter().chain(pairs).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
