//! What was found as a table for spreadsheets.

use console::inert;

use super::pair_words;
use crate::verify::Verified;

/// One row for each finding: student, name, record, kind, and what it is; then one for each pair.
/// No cell is a formula.
///
/// # Errors
/// None that a text in memory has; the library's own type says so.
pub fn csv(verified: &Verified) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(["student", "name", "record", "kind", "finding"])?;
    for entry in &verified.entries {
        let record = entry.origin.as_ref().map(ToString::to_string).unwrap_or_default();
        writer.write_record([
            inert(entry.student.as_deref().unwrap_or_default()),
            inert(&entry.name),
            inert(&record),
            inert(entry.finding.name()),
            inert(&entry.finding.to_string()),
        ])?;
    }
    for pair in &verified.pairs.shown {
        let [one, two] = &pair.students;
        let words = format!("with {two}: {}", pair_words(pair));
        writer.write_record([&inert(one), "", "", "identical-wrong", &inert(&words)])?;
    }
    let bytes = writer.into_inner().map_err(|error| ::csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
