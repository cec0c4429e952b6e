//! Fields in a text: the blanks of a cloze.
//!
//! A field stands in the Markdown as a mark of noncharacters, which Markdown takes for a letter.
//! So it works inside emphasis and code as well, and no text from a file can be mistaken for it.

use std::borrow::Cow;

use crate::sanitise::is_noncharacter;

const BEGIN: char = '\u{fdd0}';
const END: char = '\u{fdd1}';
/// A space inside a field, where no line may end.
const SPACE: char = '\u{fdd2}';

/// The fields of a text, by number from 1.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    /// What each field looks like.
    shown: Vec<String>,
}

impl Fields {
    /// Fields that look so. What they look like must be safe already.
    pub(super) fn new(shown: &[String]) -> Self {
        Self { shown: shown.iter().map(|text| text.replace(' ', &SPACE.to_string())).collect() }
    }

    /// What stands in the Markdown for the field of a number.
    pub(super) fn mark(number: usize) -> String {
        format!("{BEGIN}{number}{END}")
    }

    /// A text from a file, without anything that could be taken for a mark.
    pub(super) fn without_marks(text: &str) -> String {
        text.replace(is_noncharacter, "\u{fffd}")
    }

    /// Shows the fields of a text; everything else goes through `safe`.
    pub(super) fn show<'t>(&self, text: &'t str, safe: impl Fn(&'t str) -> Cow<'t, str>) -> String {
        let mut shown = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, number, after)) = next_mark(rest) {
            let field = number.checked_sub(1).and_then(|index| self.shown.get(index));
            shown.push_str(&safe(before));
            shown.push_str(field.map_or("\u{fffd}", String::as_str));
            rest = after;
        }
        shown.push_str(&safe(rest));
        shown
    }

    /// Finishes lines that hold fields.
    pub(super) fn settle(&self, text: String) -> String {
        if self.shown.is_empty() { text } else { text.replace(SPACE, " ") }
    }

    /// Whether the text, finished, shows every field.
    pub(super) fn all_in(&self, text: &str) -> bool {
        self.all_in_as(text, str::to_owned)
    }

    /// The same for a text in which fields are written as `written` says.
    pub(super) fn all_in_as(&self, text: &str, written: impl Fn(&str) -> String) -> bool {
        self.shown.iter().all(|field| text.contains(&written(&self.settle(field.clone()))))
    }
}

fn next_mark(text: &str) -> Option<(&str, usize, &str)> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (number, after) = rest.split_once(END)?;
    Some((before, number.parse().unwrap_or(0), after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitise::sanitise_line;

    #[test]
    fn marks_are_shown_and_the_rest_is_made_safe() {
        let fields = Fields::new(&["[1: ____]".to_owned()]);
        let text = format!("\u{1b}a{}b{}\u{fdd1}", Fields::mark(1), Fields::mark(2));
        let shown = fields.settle(fields.show(&text, sanitise_line));
        assert_eq!(shown, "␛a[1: ____]b��");
        assert!(fields.all_in(&shown));
        assert!(!fields.all_in("a"));
    }

    #[test]
    fn files_hold_no_marks() {
        let fields = Fields::new(&["[1]".to_owned()]);
        let text = Fields::without_marks(&Fields::mark(1));
        assert_eq!(fields.show(&text, sanitise_line), "�1�");
    }
}
