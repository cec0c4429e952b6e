//! Texts with labels: the labels in a column of their own, the texts hanging beside them.

use console::{Look, layout, markdown, style};

/// The columns between a label and its text.
const GAP: usize = 2;

/// A label and what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled {
    pub(super) label: String,
    pub(super) body: Body,
}

/// What stands beside a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Body {
    /// A text, Markdown.
    Text(String),
    /// Texts with a bullet each, Markdown.
    Items(Vec<String>),
}

impl Labelled {
    pub(super) fn new(label: &str, text: &str) -> Self {
        Self { label: label.to_owned(), body: Body::Text(text.to_owned()) }
    }
}

/// The lines of some texts in so many columns. Where a label takes more than a third of them, all
/// labels stand on a line of their own, with the texts below.
pub(super) fn lines(texts: &[Labelled], columns: usize, look: &Look) -> Vec<String> {
    let widest = texts.iter().map(|text| layout::width(&text.label)).max().unwrap_or(0);
    let mut lines = Vec::new();
    for Labelled { label, body } in texts {
        let pad = " ".repeat(widest.saturating_sub(layout::width(label)) + GAP);
        let label = look.paint(style::DIM, label);
        if widest <= columns / 3 {
            let hanging = widest + GAP;
            let body = body_lines(body, columns.saturating_sub(hanging), look);
            let body = if body.is_empty() { vec![String::new()] } else { body };
            lines.extend(layout::hang(body, &format!("{label}{pad}"), &" ".repeat(hanging)));
        } else {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(label);
            lines.extend(layout::indent(body_lines(body, columns.saturating_sub(GAP), look), GAP));
        }
    }
    lines
}

fn body_lines(body: &Body, columns: usize, look: &Look) -> Vec<String> {
    match body {
        Body::Text(text) => markdown::lines(text, look, columns),
        Body::Items(items) => {
            let bullet = format!("{} ", look.glyphs().bullet);
            let item = |item: &String| {
                let lines = markdown::lines(item, look, columns.saturating_sub(2));
                layout::hang(lines, &bullet, "  ")
            };
            items.iter().flat_map(item).collect()
        }
    }
}
