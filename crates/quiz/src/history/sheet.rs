//! Data as JSON and as CSV.

use console::{Failure, inert};
use serde::Serialize;

/// Indented JSON with a newline at its end, safe for a terminal.
pub(crate) fn json(data: &impl Serialize) -> String {
    // Texts and numbers alone: there is nothing that could fail.
    let json = serde_json::to_string_pretty(data).unwrap_or_default();
    format!("{}\n", console::escape_json(&json))
}

/// A table as CSV. No cell is a formula.
///
/// # Errors
/// When it cannot be written into memory.
pub(crate) fn csv<const N: usize>(
    head: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<String, Failure> {
    let fail = |error: String| Failure::failed(format!("cannot write the table: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head).map_err(|error| fail(error.to_string()))?;
    for row in rows {
        let cells = row.map(|cell| inert(&cell));
        writer.write_record(cells).map_err(|error| fail(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| fail(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| fail(error.to_string()))
}
