//! Feedback on a terminal: the verdict, the right answer in its place, then why.

use console::{Look, layout, style};
use deck_format::{Answer, Criterion, Key};
use session::Note;

use super::labelled::{Body, Labelled};
use super::reasons::reasons;
use super::{Feedback, blanks, choices, full_stop, labelled, order, pairs, verdict};

/// The empty columns on both sides.
const MARGIN: usize = 2;

pub(super) fn lines(feedback: &Feedback<'_>, look: &Look) -> Vec<String> {
    let Some(key) = &feedback.question.key else {
        return quiet("Your answer is recorded.", 0, look);
    };
    let blocks = [
        verdict::lines(feedback, key, look),
        in_place(feedback, &key.answer, look),
        layout::indent(labelled::lines(&remarks(feedback, key), columns(look), look), MARGIN),
    ];
    blocks.into_iter().filter(|block| !block.is_empty()).collect::<Vec<_>>().join(&String::new())
}

/// The columns between the margins.
pub(super) fn columns(look: &Look) -> usize {
    look.text_width().saturating_sub(2 * MARGIN).max(10)
}

/// A sentence that the eye may pass over, so many columns further in than the verdict.
pub(super) fn quiet(sentence: &str, further_in: usize, look: &Look) -> Vec<String> {
    let lines = layout::wrap(sentence, columns(look).saturating_sub(further_in)).into_iter();
    let lines = lines.map(|line| look.paint(style::DIM, &line)).collect();
    layout::indent(lines, MARGIN + further_in)
}

/// The right answer where the question had its options, items, sides or blanks; nothing for an
/// answer that was typed, which the verdict names.
fn in_place(feedback: &Feedback<'_>, answer: &Answer, look: &Look) -> Vec<String> {
    match answer {
        Answer::SingleChoice(key) => choices::one(feedback, &key.correct, look),
        Answer::MultipleSelect(right) => choices::several(feedback, right, look),
        Answer::TrueFalse(truth) => choices::truth(feedback, *truth, look),
        Answer::Ordering(steps) => order::lines(feedback, steps, look),
        Answer::Matching(key) => pairs::lines(feedback, key, look),
        Answer::Cloze(keys) => blanks::lines(feedback, keys, look),
        Answer::Numerical(_) | Answer::ShortAnswer(_) | Answer::Essay { .. } => Vec::new(),
    }
}

/// All that is said below.
fn remarks(feedback: &Feedback<'_>, key: &Key) -> Vec<Labelled> {
    let mut remarks = Vec::new();
    if let Answer::Essay { rubric, model } = &key.answer {
        remarks.extend(model.as_ref().map(|model| Labelled::new("Model", model)));
        remarks.push(counts(rubric));
    }
    if let Some(Note::Spelling(spelling)) =
        feedback.outcome.and_then(|outcome| outcome.note.as_ref())
    {
        remarks.push(Labelled::new("Spelling", spelling));
    }
    for reason in reasons(feedback, key) {
        remarks.push(Labelled::new(&reason.label, &reason.sentence()));
    }
    remarks.extend(key.explanation.as_ref().map(|text| Labelled::new("Because", text)));
    if !key.cite.is_empty() {
        remarks.push(Labelled::new("Source", &full_stop(&console::key::sources(&key.cite))));
    }
    remarks
}

/// What a rubric asks for.
fn counts(rubric: &[Criterion]) -> Labelled {
    let item = |criterion: &Criterion| {
        format!("{} ({})", criterion.text.trim(), console::words::count(criterion.points, "point"))
    };
    Labelled { label: "What counts".into(), body: Body::Items(rubric.iter().map(item).collect()) }
}
