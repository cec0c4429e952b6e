//! Draws by the rows of a blueprint.

use std::collections::HashSet;

use super::*;
use crate::plan::Take;

#[test]
fn rows_of_a_blueprint_are_filled_in_turn() {
    let deck = deck_with(
        "deck",
        "[[blueprint]]\ntag = \"x\"\ncount = 2\n[[blueprint]]\ntag = \"y\"\ncount = 2\n",
        &[
            "a tags = [\"x\"]",
            "b tags = [\"x\", \"y\"]",
            "c tags = [\"x\"]",
            "d tags = [\"y\"]",
            "e tags = [\"y\"]",
        ],
    );
    for seed in 0..50 {
        let drawn = paper(&deck, &Plan::of(Take::Blueprint), seed);
        let ids = ids(&drawn);
        assert!(ids[..2].iter().all(|id| ["a", "b", "c"].contains(id)), "{ids:?}");
        assert!(ids[2..].iter().all(|id| ["b", "d", "e"].contains(id)), "{ids:?}");
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 4);
    }
}

#[test]
fn a_family_is_used_up_by_an_earlier_row() {
    let deck = deck_with(
        "deck",
        "[[blueprint]]\ntag = \"x\"\ncount = 1\n[[blueprint]]\ntag = \"y\"\ncount = 1\n",
        &[
            "a tags = [\"x\"]; family = \"f\"",
            "b tags = [\"y\"]; family = \"f\"; weight = 100",
            "c tags = [\"y\"]",
        ],
    );
    for seed in 0..50 {
        assert_eq!(ids(&paper(&deck, &Plan::of(Take::Blueprint), seed)), ["a", "c"]);
    }
}

#[test]
fn a_row_that_cannot_be_filled_is_named() {
    let deck = deck_with(
        "deck",
        "[[blueprint]]\ntag = \"x\"\ncount = 1\n[[blueprint]]\ntag = \"y\"\ncount = 2\n",
        &["a tags = [\"x\"]", "b tags = [\"y\"]", "c tags = [\"y\"]; difficulty = \"easy\""],
    );
    let blueprint = Plan::of(Take::Blueprint);
    assert_eq!(paper(&deck, &blueprint, 1).len(), 3);
    let history = History { missed: set("deck", &["a", "b"]), ..History::default() };
    let missed = Plan { missed: true, ..blueprint.clone() };
    assert_eq!(
        try_draw(&[&deck], &missed, 1, &history),
        Err(DrawError::Row { row: 2, wanted: 2, got: 1 })
    );
    let plain = super::deck("plain", &["a"]);
    let error = |decks: &[&Deck]| try_draw(decks, &blueprint, 1, &history).unwrap_err();
    assert_eq!(error(&[&plain]), DrawError::NoBlueprint(plain.face.id.clone()));
    assert_eq!(error(&[&deck, &plain]), DrawError::BlueprintDecks(2));
}
