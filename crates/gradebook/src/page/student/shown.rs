//! Questions as they stood on a paper.

use deck_format::{BlankSort, Body, Deck, Face, Options};
use session::{Order, Presented};

/// A question as it was shown; in the order of the file where that is no longer known.
pub(super) fn as_sat(deck: &Deck, face: &Face, order: Option<&Order>) -> Option<Presented> {
    let sat = order.and_then(|order| Presented::new(&deck.face, face, order).ok());
    sat.or_else(|| in_file_order(deck, face))
}

/// A question with its parts in the order of the file.
pub(in crate::page) fn in_file_order(deck: &Deck, face: &Face) -> Option<Presented> {
    Presented::new(&deck.face, face, &file_order(face)).ok()
}

fn file_order(face: &Face) -> Order {
    let ids = |options: &Options| options.iter().map(|entry| entry.id.clone()).collect();
    let mut order = Order::default();
    match &face.body {
        Body::SingleChoice { choices, .. } | Body::MultipleSelect { choices, .. } => {
            order.choices = ids(choices);
        }
        Body::Ordering { items, .. } => order.items = ids(items),
        Body::Matching { left, right, .. } => {
            order.left = ids(left);
            order.right = ids(right);
        }
        Body::Cloze { blanks, .. } => {
            for blank in blanks {
                if let BlankSort::Choice { choices, .. } = &blank.sort {
                    order.blanks.insert(blank.id.clone(), ids(choices));
                }
            }
        }
        Body::TrueFalse | Body::Numerical { .. } | Body::ShortAnswer | Body::Essay => {}
    }
    order
}
