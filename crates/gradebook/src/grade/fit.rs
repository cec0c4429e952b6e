//! How a question that was asked compares with the one in the deck.

use std::collections::BTreeMap;
use std::fmt;

use deck_format::{BlankSort, Body, Face, Kind, LocalId, Options};
use session::record::Given;
use session::{Order, PaperItem, Response, absent_id};

use super::handouts::Names;
use super::keys::Keyed;

/// How a question that was asked compares with the one in the deck.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Its face is what was asked.
    Same,
    /// Its face has changed, but none of its options came or went.
    TextChanged,
    /// There is an option that could not be chosen.
    OptionAdded,
    /// An option that was not chosen is gone.
    OptionRemoved,
    /// The response names something that is gone: an option, an item, a side or a blank.
    IdGone(String),
    /// Its kind has changed.
    KindChanged {
        /// The kind that was asked.
        from: Kind,
        /// The kind that it has now.
        to: Kind,
    },
    /// It is no longer in the deck.
    Gone,
}

impl Fit {
    /// Whether the current key says what the response earns.
    #[must_use]
    pub fn is_gradable(&self) -> bool {
        matches!(self, Self::Same | Self::TextChanged | Self::OptionAdded | Self::OptionRemoved)
    }
}

impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("unchanged"),
            Self::TextChanged => f.write_str("text changed"),
            Self::OptionAdded => f.write_str("option added"),
            Self::OptionRemoved => f.write_str("option removed"),
            Self::IdGone(id) => write!(f, "`{id}`, which was answered, is gone"),
            Self::KindChanged { from, to } => write!(f, "it was {from} and is {to}"),
            Self::Gone => f.write_str("it is no longer in the deck"),
        }
    }
}

/// Compares a question that was asked with the deck's, and gives the response by the deck's ids.
pub(super) fn compare(
    keyed: Option<&Keyed<'_>>,
    names: Names<'_>,
    item: &PaperItem,
    given: Option<&Given>,
) -> (Fit, Option<Response>) {
    let Some(keyed) = keyed else { return (Fit::Gone, None) };
    let (from, to) = (item.kind, keyed.face.kind());
    if from != to {
        return (Fit::KindChanged { from, to }, None);
    }
    let own = given.map(|given| names.response(&item.id, &given.answer.response)).transpose();
    let response = match own {
        Ok(response) => response,
        Err(name) => return (Fit::IdGone(name), None),
    };
    if names.face(item) == Some(keyed.digest) {
        return (Fit::Same, response);
    }
    if let Some(gone) = response.as_ref().and_then(|response| absent_id(&keyed.face, response)) {
        return (Fit::IdGone(gone), None);
    }
    let fit = match names.order(item) {
        Some(order) => options(&keyed.face, &order),
        None => Fit::TextChanged,
    };
    (fit, response)
}

/// Whether options came or went since the paper was drawn.
fn options(face: &Face, order: &Order) -> Fit {
    let pairs = lists(face, order);
    let came = |(now, then): &(Vec<&LocalId>, &[LocalId])| now.iter().any(|id| !then.contains(id));
    let went = |(now, then): &(Vec<&LocalId>, &[LocalId])| then.iter().any(|id| !now.contains(&id));
    if pairs.iter().any(came) {
        Fit::OptionAdded
    } else if pairs.iter().any(went) {
        Fit::OptionRemoved
    } else {
        Fit::TextChanged
    }
}

/// The lists of a face as they are now, each beside what the paper showed.
fn lists<'a>(face: &'a Face, order: &'a Order) -> Vec<(Vec<&'a LocalId>, &'a [LocalId])> {
    let ids = |options: &'a Options| options.iter().map(|entry| &entry.id).collect();
    match &face.body {
        Body::SingleChoice { choices, .. } | Body::MultipleSelect { choices, .. } => {
            vec![(ids(choices), &order.choices)]
        }
        Body::Ordering { items, .. } => vec![(ids(items), &order.items)],
        Body::Matching { left, right, .. } => {
            vec![(ids(left), &order.left), (ids(right), &order.right)]
        }
        Body::Cloze { blanks, .. } => {
            let shown: &BTreeMap<LocalId, Vec<LocalId>> = &order.blanks;
            let choices = blanks.iter().filter_map(|blank| match &blank.sort {
                BlankSort::Choice { choices, .. } => {
                    let then = shown.get(&blank.id).map_or(&[][..], Vec::as_slice);
                    Some((ids(choices), then))
                }
                BlankSort::Text | BlankSort::Number { .. } => None,
            });
            choices.collect()
        }
        Body::TrueFalse | Body::Numerical { .. } | Body::ShortAnswer | Body::Essay => Vec::new(),
    }
}
