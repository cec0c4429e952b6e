//! Diagnostics in single lines: for editors, and for people who listen to them.

use deck_format::{Diagnostic, Label};

use super::File;
use crate::sanitise::sanitise_line;

/// One line for each: `path:line:column: error[code]: message`.
#[must_use]
pub fn short(file: &File<'_>, diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| headline(file, diagnostic) + "\n").collect()
}

/// All that is drawn, told without drawing: the line of [`short`] with what is said at the place,
/// then a line for each other place, then the help.
#[must_use]
pub fn told(file: &File<'_>, diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| tell(file, diagnostic)).collect()
}

fn tell(file: &File<'_>, diagnostic: &Diagnostic) -> String {
    let mut told = headline(file, diagnostic);
    if !diagnostic.primary.text.is_empty() {
        told.push_str(&format!(": {}", sanitise_line(&diagnostic.primary.text)));
    }
    told.push('\n');
    for label in diagnostic.labels.iter().filter(|label| !label.text.is_empty()) {
        told.push_str(&format!("{}: note: {}\n", place(file, label), sanitise_line(&label.text)));
    }
    if let Some(help) = &diagnostic.help {
        told.push_str(&format!("help: {}\n", sanitise_line(help)));
    }
    told
}

fn headline(file: &File<'_>, diagnostic: &Diagnostic) -> String {
    let Diagnostic { code, severity, message, primary, .. } = diagnostic;
    let severity = severity.as_str();
    format!("{}: {severity}[{code}]: {}", place(file, primary), sanitise_line(message))
}

fn place(file: &File<'_>, label: &Label) -> String {
    let place = file.position(label.span.start);
    format!("{}:{}:{}", sanitise_line(file.name), place.line, place.column)
}
