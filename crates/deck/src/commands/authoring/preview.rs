//! A question as a student will see it, with what only the author sees.

use console::question::{Showing, lines};
use console::{Look, key};
use deck_format::{Deck, Question};
use session::{Presented, Seed, draw_item};

/// The lines that show a question of a deck: its face, and then its key.
pub(crate) fn preview(deck: &Deck, question: &Question, look: &Look) -> Vec<String> {
    let order = draw_item(&deck.face, &question.face, Seed(1), 0).order;
    // The order was drawn of this very face, so that it fits.
    let Ok(presented) = Presented::new(&deck.face, &question.face, &order) else {
        return Vec::new();
    };
    let mut shown = vec![String::new()];
    shown.extend(lines(&presented, Showing { place: None, passage: true }, look));
    if let Some(known) = &question.key {
        shown.push(String::new());
        shown.extend(key::lines(&presented, known, look));
    }
    shown.push(String::new());
    shown
}
