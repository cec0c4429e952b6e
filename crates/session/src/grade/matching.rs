//! Matching (scoring rules, section 5).

use std::collections::BTreeMap;

use deck_format::{Fraction, LocalId, Options, PartsRule};

use super::{part, parted};
use crate::outcome::{Outcome, Part};

pub(super) fn grade(
    left: &Options,
    right: &Options,
    rule: PartsRule,
    key: &[(LocalId, LocalId)],
    response: Option<&BTreeMap<String, String>>,
) -> Outcome {
    let wanted =
        |id: &str| key.iter().find(|(side, _)| side.as_str() == id).map(|(_, to)| to.as_str());
    let given = |id: &str| response.and_then(|pairs| pairs.get(id)).map(String::as_str);
    let parts: Vec<Part> = left
        .iter()
        .map(|side| {
            let id = side.id.as_str();
            part(id, given(id).is_some() && given(id) == wanted(id))
        })
        .collect();
    let hits = parts.iter().filter(|part| part.fraction == Fraction::ONE).count();
    let fraction = match rule {
        PartsRule::PerPair => Fraction::of(hits, parts.len()),
        PartsRule::AllOrNothing => Fraction::of(usize::from(hits == parts.len()), 1),
    };
    let fits = response.is_some_and(|pairs| {
        pairs.iter().all(|(from, to)| left.get(from).is_some() && right.get(to).is_some())
    });
    parted(fits, fraction, parts)
}
