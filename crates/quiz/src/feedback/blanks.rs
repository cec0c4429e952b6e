//! The text of a cloze as it was filled, then the right answers of the blanks that were not right.

use console::{Look, layout, question, style};
use deck_format::{BlankKey, LocalId};
use session::{Shown, ShownBlank, Verdict};

use super::Feedback;
use super::item::{Item, add_aside, widest};
use crate::right::{blank_text, given_text};

/// The most columns that an answer takes in the text; what is longer is told below.
const WIDEST_FIELD: usize = 48;

/// A field of the text.
struct Field {
    /// What stands in the text, such as `[2 ✗ Kunming]`.
    shown: String,
    verdict: Option<Verdict>,
    /// The whole answer, where it is too long to stand in the text.
    long: Option<String>,
}

pub(super) fn lines(
    feedback: &Feedback<'_>,
    keys: &[(LocalId, BlankKey)],
    look: &Look,
) -> Vec<String> {
    let Shown::Cloze { blanks, .. } = &feedback.presented.shown else { return Vec::new() };
    let numbered = blanks.iter().enumerate();
    let fields: Vec<Field> =
        numbered.map(|(at, blank)| field(feedback, at + 1, blank, look)).collect();
    let shown: Vec<String> = fields.iter().map(|field| field.shown.clone()).collect();
    let mut lines = question::cloze(feedback.presented, &shown, look);
    for line in &mut lines {
        paint(line, &fields, look);
    }
    let answers = answers(blanks, keys, &fields, look);
    if !answers.is_empty() {
        lines.push(String::new());
        lines.extend(answers);
    }
    lines
}

fn field(feedback: &Feedback<'_>, number: usize, blank: &ShownBlank, look: &Look) -> Field {
    let verdict = feedback.verdict_on(blank.id.as_str());
    let given = feedback.given_for(blank.id.as_str()).map(|given| given_text(&blank.sort, given));
    let most = WIDEST_FIELD.min(look.text_width() / 2);
    let given = given.filter(|given| !given.trim().is_empty());
    let filling =
        given.as_ref().map_or_else(|| "____".into(), |text| layout::clip(text, most, look));
    let shown = match verdict {
        Some(verdict) => format!("[{number} {} {filling}]", look.uncoloured().sign(verdict)),
        None => format!("[{number}: {filling}]"),
    };
    Field { shown, verdict, long: given.filter(|given| *given != filling) }
}

/// Colours the fields of a line. One that is cut by the end of a line stays as it is.
fn paint(line: &mut String, fields: &[Field], look: &Look) {
    if !look.colour {
        return;
    }
    for Field { shown, verdict, .. } in fields {
        if let Some(verdict) = verdict {
            *line = line.replace(shown.as_str(), &look.paint(style::of(*verdict), shown));
        }
    }
}

/// The right answers of the blanks that were not right.
fn answers(
    blanks: &[ShownBlank],
    keys: &[(LocalId, BlankKey)],
    fields: &[Field],
    look: &Look,
) -> Vec<String> {
    let labels: Vec<String> = (1..=blanks.len()).map(|number| number.to_string()).collect();
    let widest = widest(&labels);
    let mut lines = Vec::new();
    for ((blank, field), label) in blanks.iter().zip(fields).zip(&labels) {
        let Some((_, key)) = keys.iter().find(|(of, _)| *of == blank.id) else { continue };
        if field.verdict == Some(Verdict::Right) {
            continue;
        }
        let right = blank_text(key, &blank.sort, look);
        let mut item = Item { sign: Some(Verdict::Right), label, widest }.lines(&right, look);
        if let Some(long) = &field.long {
            add_aside(&mut item, &format!("you said {long}"), widest, look);
        }
        lines.extend(item);
    }
    lines
}
