//! Diagnostics as JSON, for programs.

use deck_format::Diagnostic;
use serde::Serialize;

use super::File;
use crate::sanitise::escape_json;

/// One diagnostic as data. Lines and columns count from 1, columns in characters; the end is
/// the place just after the last character.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JsonDiagnostic {
    /// The stable name of what is wrong.
    pub code: &'static str,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// The id of the question that it is about.
    pub question: Option<String>,
    /// The file.
    pub file: String,
    /// The line where the place begins.
    pub line: usize,
    /// The column where the place begins.
    pub column: usize,
    /// The line where the place ends.
    pub end_line: usize,
    /// The column where the place ends.
    pub end_column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl JsonDiagnostic {
    /// A diagnostic of a file as data.
    #[must_use]
    pub fn new(file: &File<'_>, diagnostic: &Diagnostic) -> Self {
        let span = &diagnostic.primary.span;
        let start = file.position(span.start);
        let end = file.position(span.end.max(span.start));
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity.as_str(),
            question: diagnostic.question.clone(),
            file: file.name.to_owned(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }
}

/// The diagnostics of any number of files as one JSON array with a newline at the end. All texts
/// are there as they are; what could harm a terminal is escaped.
///
/// # Errors
/// None that a text could cause: only those of the JSON writer.
pub fn json(diagnostics: &[JsonDiagnostic]) -> serde_json::Result<String> {
    let json = serde_json::to_string_pretty(diagnostics)?;
    Ok(format!("{}\n", escape_json(&json)))
}
