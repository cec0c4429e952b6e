//! Markdown as text: `CommonMark` with tables and strikethrough, in plain lines or wrapped for a
//! terminal. The text may come from anywhere; what comes out is safe.
//!
//! [`html()`] and [`html_phrase`] make elements of it for a page instead.
//!
//! Emphasis is dropped where there is no style for it. Code keeps its backticks and struck text its
//! `~~`, since they mean something. A link is `text (target)`, an image `[image: alt]`, and HTML
//! stands as it was written. A text of one line is a paragraph, whatever it begins with: the option
//! `> 5` is no quotation.

mod fields;
mod flow;
mod html;
mod plain;
mod rich;
mod single;
mod tree;

use fields::Fields;
use maud::{Markup, html};
use tree::read;

use crate::look::Look;
use crate::sanitise::{Sanitiser, drop_open_isolates};

/// Plain lines, for line mode: one paragraph a line, code indented by four, lists with `- ` and
/// `1. `, a row of a table as `label: cell; label: cell`. There is no newline at the end.
#[must_use]
pub fn plain(text: &str) -> String {
    plain_with(text, &Fields::default())
}

/// Everything on one line, for options and answers.
#[must_use]
pub fn inline(text: &str) -> String {
    let text = plain(text);
    let words: Vec<_> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    drop_open_isolates(&words.join(" "))
}

/// The text as it looks: plain lines in line mode, else wrapped, with a margin of `indent` columns
/// on the left. There is no newline at the end.
#[must_use]
pub fn render(text: &str, look: &Look, indent: usize) -> String {
    let indent = if look.is_line() { 0 } else { indent };
    let columns = look.text_width().saturating_sub(indent);
    crate::layout::indent(lines(text, look, columns), indent).join("\n")
}

/// The lines of [`render`], in so many columns; in line mode the columns do not matter.
#[must_use]
pub fn lines(text: &str, look: &Look, columns: usize) -> Vec<String> {
    lines_with(text, &Fields::default(), look, columns)
}

/// The elements that show the text on a page. What the text holds is escaped; HTML in it stands as it
/// was written, a link as text, an image as its alternative text.
#[must_use]
pub fn html(text: &str) -> Markup {
    html::blocks(&read(text, &Fields::default(), Sanitiser::UNICODE))
}

/// The same for an option or an answer: a text of one paragraph stands in its line.
#[must_use]
pub fn html_phrase(text: &str) -> Markup {
    html::phrase(&read(text, &Fields::default(), Sanitiser::UNICODE))
}

/// The same for a text with fields, as [`lines_of_parts`] shows it.
pub(crate) fn html_of_parts(parts: &[Part<'_>]) -> Markup {
    let Marked { text, fields, written } = Marked::of(parts, Sanitiser::UNICODE);
    let shown = html::blocks(&read(&text, &fields, Sanitiser::UNICODE));
    let shown = maud::PreEscaped(fields.settle(shown.into_string()));
    let escaped = |field: &str| html! { (field) }.into_string();
    if fields.all_in_as(shown.0.as_str(), escaped) {
        return shown;
    }
    html! { p { (drop_open_isolates(&written)) } }
}

/// A text with fields: its pieces in turn, and what stands at its field.
pub(crate) enum Part<'a> {
    /// Markdown.
    Text(&'a str),
    /// A field, as it is to be shown; safe, and not empty.
    Field(String),
}

/// The lines of [`lines`], for a text with fields. Every field is shown: where Markdown would hide
/// one, the text is shown as it was written.
pub(crate) fn lines_of_parts(parts: &[Part<'_>], look: &Look, columns: usize) -> Vec<String> {
    let Marked { text, fields, written } = Marked::of(parts, look.sanitiser());
    let lines = lines_with(&text, &fields, look, columns);
    if fields.all_in(&lines.join("\n")) {
        return lines;
    }
    let written = drop_open_isolates(&written);
    if look.is_line() {
        written.lines().map(str::to_owned).collect()
    } else {
        crate::layout::wrap(&written, columns)
    }
}

/// A text whose fields are marked in it.
struct Marked {
    /// Markdown with the marks.
    text: String,
    fields: Fields,
    /// What stands there instead where Markdown hides a field.
    written: String,
}

impl Marked {
    fn of(parts: &[Part<'_>], sanitiser: Sanitiser) -> Self {
        let mut text = String::new();
        let mut shown = Vec::new();
        let mut written = String::new();
        for part in parts {
            match part {
                Part::Text(piece) => {
                    text.push_str(&Fields::without_marks(piece));
                    written.push_str(&sanitiser.text(piece));
                }
                Part::Field(field) => {
                    shown.push(field.clone());
                    text.push_str(&Fields::mark(shown.len()));
                    written.push_str(field);
                }
            }
        }
        Self { text, fields: Fields::new(&shown), written }
    }
}

fn lines_with(text: &str, fields: &Fields, look: &Look, columns: usize) -> Vec<String> {
    if look.is_line() {
        return plain_with(text, fields).lines().map(str::to_owned).collect();
    }
    let blocks = read(text, fields, look.sanitiser());
    let lines = rich::lines(&blocks, columns, look);
    let finished = lines.into_iter().map(|line| finish(line, fields));
    finished.flat_map(|line| crate::layout::fold(&line, columns)).collect()
}

fn plain_with(text: &str, fields: &Fields) -> String {
    let blocks = read(text, fields, Sanitiser::UNICODE);
    finish(plain::lines(&blocks).join("\n"), fields)
}

/// Markdown cuts texts apart, and what was balanced may no longer be.
fn finish(text: String, fields: &Fields) -> String {
    drop_open_isolates(&fields.settle(text))
}

#[cfg(test)]
mod tests;
