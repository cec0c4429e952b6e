//! Why what was given is wrong.

use console::words::capitalised;
use deck_format::{Key, LocalId};
use session::{Note, Response, Verdict};

use super::{Feedback, full_stop};

/// Something that is said about an answer or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reason {
    /// `Why not b`, `On 2`, `Note`.
    pub(super) label: String,
    /// What is said, Markdown.
    pub(super) text: String,
    /// Whether the words are our own, in lower case, and not the author's.
    ours: bool,
}

impl Reason {
    /// The text as it stands by itself.
    pub(super) fn sentence(&self) -> String {
        if self.ours { capitalised(&self.text) } else { self.text.clone() }
    }
}

/// All that is said: what was noted when it was graded, then the author's reasons. The spelling of
/// the whole answer is no part of it.
pub(super) fn reasons(feedback: &Feedback<'_>, key: &Key) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if let Some(outcome) = feedback.outcome {
        let note = outcome.note.as_ref().filter(|note| !matches!(note, Note::Spelling(_)));
        reasons.extend(note.and_then(|note| noted("Note".to_owned(), note)));
        for part in &outcome.parts {
            let label = || format!("Note on {}", label_of(feedback, &part.id));
            reasons.extend(part.note.as_ref().and_then(|note| noted(label(), note)));
        }
    }
    // An option was chosen wrongly; about another part there is something to be said.
    let lead = match feedback.response {
        Some(Response::Choice(_) | Response::Choices(_) | Response::Truth(_)) => "Why not",
        _ => "On",
    };
    reasons.extend(wrong_parts(feedback, key).into_iter().map(|(id, why)| Reason {
        label: format!("{lead} {}", label_of(feedback, id.as_str())),
        text: why.to_owned(),
        ours: false,
    }));
    reasons
}

/// What a note says, in a sentence; `None` where the author gave no reason.
fn noted(label: String, note: &Note) -> Option<Reason> {
    let (text, ours) = match note {
        Note::Spelling(spelling) => (full_stop(&format!("the spelling is {spelling}")), true),
        Note::Rejected(reason) if reason.is_empty() => return None,
        Note::Rejected(reason) => (reason.clone(), false),
        Note::UnknownUnit(units) if units.is_empty() => ("no unit is expected.".to_owned(), true),
        Note::UnknownUnit(units) => {
            (full_stop(&format!("the unit is to be one of {}", units.join(", "))), true)
        }
        Note::NotANumber => ("this is not a number.".to_owned(), true),
    };
    Some(Reason { label, text, ours })
}

/// The parts that were given wrongly and whose reason the author wrote.
fn wrong_parts<'k>(feedback: &Feedback<'_>, key: &'k Key) -> Vec<(&'k LocalId, &'k str)> {
    let (Some(response), Some(whole)) = (feedback.response, feedback.verdict()) else {
        return Vec::new();
    };
    let is_wrong = |id: &str| feedback.verdict_on(id).is_some_and(|part| part != Verdict::Right);
    let wrong = |id: &str| match response {
        Response::Choice(chosen) => chosen == id && whole != Verdict::Right,
        Response::Choices(chosen) => chosen.iter().any(|one| one == id) && is_wrong(id),
        Response::Truth(truth) => truth.to_string() == id && whole == Verdict::Wrong,
        // What was left open was not got wrong in any way that could be explained.
        Response::Pairs(given) | Response::Blanks(given) => given.contains_key(id) && is_wrong(id),
        _ => is_wrong(id),
    };
    let reasons = key.why.iter().filter(|(id, _)| wrong(id.as_str()));
    reasons.map(|(id, why)| (id, why.as_str())).collect()
}

/// What a part is called: its letter or number, else itself.
fn label_of(feedback: &Feedback<'_>, id: &str) -> String {
    console::key::label(feedback.presented, id).unwrap_or_else(|| id.to_owned())
}
