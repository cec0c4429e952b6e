//! Cutting a CSV text into cells as they are written, with their quotes.

/// A row as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawRow<'t> {
    /// The cells with their quotes.
    pub(super) cells: Vec<&'t str>,
    /// The line end; empty at the end of a text without one.
    pub(super) end: &'t str,
}

impl RawRow<'_> {
    /// Whether it is an empty line, which a reader of CSV passes over.
    pub(super) fn is_blank(&self) -> bool {
        self.cells == [""]
    }
}

/// Cuts a text. A quote opens a cell only at its beginning, and two of them inside are one.
pub(super) fn cut(text: &str, separator: u8) -> Vec<RawRow<'_>> {
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (row, after) = row(rest, separator);
        rows.push(row);
        rest = after;
    }
    rows
}

/// The first row of a text, and what comes after it.
fn row(text: &str, separator: u8) -> (RawRow<'_>, &str) {
    let bytes = text.as_bytes();
    let (mut cells, mut begin, mut at, mut is_quoted) = (Vec::new(), 0, 0, false);
    while at < bytes.len() {
        let byte = bytes[at];
        if is_quoted {
            if byte == b'"' {
                if bytes.get(at + 1) == Some(&b'"') {
                    at += 1;
                } else {
                    is_quoted = false;
                }
            }
        } else if byte == b'"' && at == begin {
            is_quoted = true;
        } else if byte == separator {
            cells.push(&text[begin..at]);
            begin = at + 1;
        } else if matches!(byte, b'\n' | b'\r') {
            break;
        }
        at += 1;
    }
    cells.push(&text[begin..at]);
    let end = if bytes[at..].starts_with(b"\r\n") { 2 } else { bytes.len().min(at + 1) - at };
    let (end, after) = text[at..].split_at(end);
    (RawRow { cells, end }, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_cells_and_what_stands_between_them() {
        let text = "a,\"b,\"\"\n\",c\r\n\r\n,\nlast,\"open";
        let rows = cut(text, b',');
        let cells: Vec<_> = rows.iter().map(|row| row.cells.join("|")).collect();
        assert_eq!(cells, ["a|\"b,\"\"\n\"|c", "", "|", "last|\"open"]);
        assert_eq!(rows.iter().map(|row| row.end).collect::<Vec<_>>(), ["\r\n", "\r\n", "\n", ""]);
        let whole: String =
            rows.iter().map(|row| format!("{}{}", row.cells.join(","), row.end)).collect();
        assert_eq!(whole, text);
    }
}
