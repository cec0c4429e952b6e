//! Cells of a spreadsheet, which takes some texts for formulas.

use crate::sanitise::sanitise_line;

/// A text on one line that no spreadsheet takes for a formula, for a cell of a CSV file: what would
/// be one begins with an apostrophe.
#[must_use]
pub fn inert(text: &str) -> String {
    let line = sanitise_line(text);
    let formula = line.trim_start().starts_with(['=', '+', '-', '@']);
    if formula { format!("'{line}") } else { line.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            (" @x", "' @x"),
            ("a = b", "a = b"),
            ("\t-1", "' -1"),
            ("\r+1", "␍+1"),
            ("\u{200b}=1", "'=1"),
            ("", ""),
        ] {
            assert_eq!(inert(text), cell);
        }
    }
}
