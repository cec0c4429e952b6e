//! What is different between a question in two decks, in words.

use deck_format::{Answer, LocalId};

use crate::grade::Keyed;

/// The longest key that is shown whole, in characters.
const MAX_KEY: usize = 60;

/// What is different between a question in the old deck and in the new one; nothing where it is the
/// same.
pub(super) fn differences(
    old: Option<(usize, &Keyed<'_>)>,
    new: Option<(usize, &Keyed<'_>)>,
) -> Vec<String> {
    let (old, new) = match (old, new) {
        (Some((_, old)), Some((_, new))) => (old, new),
        (Some(_), None) => return vec!["gone".to_owned()],
        (None, Some(_)) => return vec!["new".to_owned()],
        (None, None) => return Vec::new(),
    };
    let mut what = Vec::new();
    if old.answer != new.answer {
        what.push(match (shown(old.answer), shown(new.answer)) {
            (Some(old), Some(new)) if old != new => format!("key {old} → {new}"),
            _ => "key changed".to_owned(),
        });
    }
    let (before, after) = (old.face.points, new.face.points);
    if before != after {
        what.push(format!("points {before} → {after}"));
    } else if old.digest != new.digest {
        what.push("text changed".to_owned());
    }
    what
}

/// A key that is short enough to be shown.
fn shown(answer: &Answer) -> Option<String> {
    let ids = |ids: &[LocalId]| ids.iter().map(LocalId::as_str).collect::<Vec<_>>().join(", ");
    let shown = match answer {
        Answer::SingleChoice(key) => key.correct.to_string(),
        Answer::MultipleSelect(key) if key.is_empty() => "none".to_owned(),
        Answer::MultipleSelect(key) => ids(key),
        Answer::TrueFalse(truth) => truth.to_string(),
        _ => return None,
    };
    (shown.chars().count() <= MAX_KEY).then_some(shown)
}
