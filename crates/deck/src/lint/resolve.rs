//! From findings to diagnostics: names of fields become places in the text.

use std::ops::Range;

use deck_format::{Deck, Diagnostic, Edit, FieldSpan, Fix, Label, Spans};

use super::finding::{Finding, Part, Spot};
use super::rule::Rule;

/// Looks places up in the text of a deck.
pub(super) struct Resolver<'a> {
    text: &'a str,
    deck: &'a Deck,
    spans: Spans<'a>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(text: &'a str, deck: &'a Deck) -> Self {
        Self { text, deck, spans: Spans::new(text, deck) }
    }

    pub(super) fn diagnostic(&self, rule: &Rule, finding: Finding) -> Diagnostic {
        let question = finding.spot.question.and_then(|index| self.deck.questions.get(index));
        let labels = finding
            .labels
            .iter()
            .map(|(spot, text)| Label { span: self.place(spot), text: text.clone() });
        Diagnostic {
            code: rule.code,
            severity: finding.severity.unwrap_or(rule.severity),
            message: finding.message,
            primary: Label { span: self.place(&finding.spot), text: finding.under },
            labels: labels.collect(),
            help: finding.help,
            question: question.map(|question| question.face.id.as_str().to_owned()),
            fix: finding.fix.and_then(|(message, edits)| self.fix(message, edits)),
        }
    }

    /// A fix in bytes; `None` where one of its places is not exact, or two of them overlap.
    fn fix(&self, message: String, edits: Vec<(Spot, String)>) -> Option<Fix> {
        let edits =
            edits.into_iter().map(|(spot, text)| Some(Edit { span: self.exact(&spot)?, text }));
        let mut edits: Vec<Edit> = edits.collect::<Option<_>>()?;
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let overlaps = edits.windows(2).any(|pair| pair[0].span.end > pair[1].span.start);
        (!overlaps).then_some(Fix { message, edits })
    }

    /// The place of a spot. Where a field is not written, as with a default, it is the nearest that
    /// is: the table that it would stand in, or the header.
    fn place(&self, spot: &Spot) -> Range<usize> {
        if let Some(place) = self.exact(spot) {
            return place;
        }
        let mut path: Vec<&str> = spot.path.iter().map(String::as_str).collect();
        loop {
            if let Some(found) = self.field(spot.question, &path) {
                return if path.len() == spot.path.len() { found.value } else { found.key };
            }
            if path.pop().is_none() {
                return 0..0;
            }
        }
    }

    /// The place of a spot, if it is written there letter by letter.
    fn exact(&self, spot: &Spot) -> Option<Range<usize>> {
        let path: Vec<&str> = spot.path.iter().map(String::as_str).collect();
        let found = self.field(spot.question, &path)?;
        match &spot.part {
            Part::Key => Some(found.key),
            Part::Value => Some(found.value),
            Part::Bytes(bytes) => found.part(bytes),
            Part::NextLine => {
                let below = self.text.get(found.value.end..)?;
                // Only a comment may stand between the field and the end of its line.
                let (line, _) = below.split_once('\n')?;
                let rest = line.trim_start();
                let at = found.value.end + line.len() + 1;
                (rest.is_empty() || rest.starts_with('#')).then_some(at..at)
            }
        }
    }

    fn field(&self, question: Option<usize>, path: &[&str]) -> Option<FieldSpan> {
        match question {
            Some(index) => self.spans.question(index, path),
            None => self.spans.deck(path),
        }
    }
}
