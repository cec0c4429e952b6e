//! The prompt of a cloze, cut at its blanks.

use crate::id::LocalId;

/// A part of a cloze's prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text, Markdown, with `\{{` already turned into `{{`.
    Text(String),
    /// A blank, by its id.
    Blank(LocalId),
}

/// The prompt of a cloze: texts and blanks in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// Why a prompt is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// `{{` without `}}` after it.
    #[error("`{{{{` without `}}}}` after it")]
    Open,
    /// `{{…}}` with no id in it.
    #[error("`{{{{{0}}}}}` names no blank")]
    Name(String),
    /// A blank that stands twice.
    #[error("the blank `{0}` stands twice")]
    Twice(LocalId),
}

impl Template {
    /// Cuts a prompt at `{{id}}`; `\{{` is a literal `{{`.
    ///
    /// # Errors
    /// At a `{{` that opens no blank, and at a blank that stands twice.
    pub fn new(prompt: &str) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = prompt;
        while let Some(at) = rest.find("{{") {
            if let Some(before) = rest[..at].strip_suffix('\\') {
                text.push_str(before);
                text.push_str("{{");
                rest = &rest[at + 2..];
                continue;
            }
            text.push_str(&rest[..at]);
            let (name, after) = rest[at + 2..].split_once("}}").ok_or(TemplateError::Open)?;
            let id = LocalId::new(name)
                .map_err(|_| TemplateError::Name(name.chars().take(40).collect()))?;
            if pieces.contains(&Piece::Blank(id.clone())) {
                return Err(TemplateError::Twice(id));
            }
            if !text.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
            }
            pieces.push(Piece::Blank(id));
            rest = after;
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(Self { pieces })
    }

    /// Texts and blanks in turn.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The blanks in the order in which they stand.
    pub fn blanks(&self) -> impl Iterator<Item = &LocalId> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Blank(id) => Some(id),
            Piece::Text(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blank(id: &str) -> Piece {
        Piece::Blank(LocalId::new(id).unwrap())
    }

    fn text(text: &str) -> Piece {
        Piece::Text(text.into())
    }

    #[test]
    fn a_prompt_is_cut_at_its_blanks() {
        let template = Template::new("In {{year}} the {{body}}; a template writes \\{{name}}.");
        assert_eq!(
            template.unwrap().pieces(),
            [
                text("In "),
                blank("year"),
                text(" the "),
                blank("body"),
                text("; a template writes {{name}}.")
            ]
        );
    }

    #[test]
    fn what_is_no_blank_is_named() {
        assert_eq!(Template::new("a {{ b"), Err(TemplateError::Open));
        assert_eq!(Template::new("{{ b }}"), Err(TemplateError::Name(" b ".into())));
        assert!(matches!(Template::new("{{b}} {{b}}"), Err(TemplateError::Twice(_))));
    }
}
