//! Diagnostics of one file, for people, for editors and for programs.

mod drawn;
mod excerpt;
mod json;
mod sarif;
mod short;

use std::cell::RefCell;
use std::collections::BTreeMap;

use deck_format::{Diagnostic, LineIndex, Position};

pub use drawn::drawn;
pub use json::{JsonDiagnostic, json};
pub use sarif::{SarifResult, SarifRule, sarif};
pub use short::{short, told};

use crate::look::Look;
use crate::words::count;

/// A file that was read, as diagnostics need it.
#[derive(Debug, Clone)]
pub struct File<'a> {
    name: &'a str,
    text: &'a str,
    index: LineIndex<'a>,
    /// The places that were asked for. A line may be very long: columns are counted on from the
    /// last place before.
    known: RefCell<BTreeMap<usize, Position>>,
}

impl<'a> File<'a> {
    /// A file by its name, which is its path as the person gave it, and its text.
    #[must_use]
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, index: LineIndex::new(text), known: RefCell::default() }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The line and column of a byte, as [`LineIndex::position`] counts them.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let mut known = self.known.borrow_mut();
        let position = match known.range(..=byte).next_back() {
            Some((at, position)) if !self.text[*at..byte].contains('\n') => {
                let columns = self.text[*at..byte].chars().filter(|c| *c != '\u{feff}').count();
                Position { column: position.column + columns, ..*position }
            }
            _ => self.index.position(byte),
        };
        known.insert(byte, position);
        position
    }
}

/// Diagnostics as a person wants them: drawn on a terminal, told in line mode. Each ends with a
/// newline; on a terminal an empty line stands between them.
#[must_use]
pub fn text(file: &File<'_>, diagnostics: &[Diagnostic], look: &Look) -> String {
    if look.is_line() { told(file, diagnostics) } else { drawn(file, diagnostics, look) }
}

/// `1 error, 2 warnings`; `no problems` where there are none.
#[must_use]
pub fn summary(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => "no problems".to_owned(),
        (errors, 0) => count(errors, "error"),
        (0, warnings) => count(warnings, "warning"),
        (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    }
}

#[cfg(test)]
mod tests;
