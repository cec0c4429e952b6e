//! Comments out of the white space that `toml_edit` keeps between values.

use toml_edit::{Decor, RawString};

use super::tree::{Above, Paragraph};

/// The comments on whole lines, such as those above a key. What follows the last line break is the
/// indentation of what stands there.
pub(super) fn lines(raw: &str) -> Above {
    let mut above = Above::default();
    let mut open = false;
    let (complete, rest) = raw.rsplit_once('\n').unwrap_or(("", raw));
    let last = Some(rest).filter(|rest| rest.contains('#'));
    let complete = raw.contains('\n').then(|| complete.split('\n')).into_iter().flatten();
    for line in complete.chain(last).map(str::trim) {
        if line.is_empty() {
            above.gap += 1;
            open = false;
            continue;
        }
        if !open {
            above.paragraphs.push(Paragraph { gap: std::mem::take(&mut above.gap), lines: vec![] });
            open = true;
        }
        if let Some(paragraph) = above.paragraphs.last_mut() {
            paragraph.lines.push(line.to_owned());
        }
    }
    above
}

/// The comment on the rest of a line, and those on the lines after it.
pub(super) fn rest_of_line(raw: &str) -> (Option<String>, Vec<String>) {
    let (first, rest) = raw.split_once('\n').unwrap_or((raw, ""));
    (one(first), lines(rest).take().collect())
}

/// The comment in what follows on the same line.
pub(super) fn one(raw: &str) -> Option<String> {
    Some(raw.trim()).filter(|raw| !raw.is_empty()).map(str::to_owned)
}

/// What stands before something.
pub(super) fn before(decor: &Decor) -> &str {
    decor.prefix().and_then(RawString::as_str).unwrap_or_default()
}

/// What stands after something.
pub(super) fn after(decor: &Decor) -> &str {
    decor.suffix().and_then(RawString::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_keep_their_distance() {
        let above = lines("# end\n\n\n# one  \n#two\n\n  ");
        let paragraph = |gap, lines: &[&str]| Paragraph {
            gap,
            lines: lines.iter().copied().map(str::to_owned).collect(),
        };
        assert_eq!(above.paragraphs, [paragraph(0, &["# end"]), paragraph(2, &["# one", "#two"])]);
        assert_eq!(above.gap, 1);
        let mut parted = above.clone();
        assert_eq!(parted.take_end(), ["# end"]);
        assert_eq!(parted.paragraphs.len(), 1);
        assert!(lines("# attached\n").take_end().is_empty());
        assert!(lines("   ").is_empty() && lines("").is_empty());
        assert_eq!(lines("\n# no break at the end").take().collect::<Vec<_>>().len(), 1);
    }

    #[test]
    fn the_rest_of_a_line_is_kept_apart() {
        let (first, rest) = rest_of_line("  # of the line\n\n # of the next\n  ");
        assert_eq!(first.as_deref(), Some("# of the line"));
        assert_eq!(rest, ["# of the next"]);
        assert_eq!(rest_of_line(" "), (None, vec![]));
    }
}
