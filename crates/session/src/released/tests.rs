//! What is judged by a released key, and what is not.

use deck_format::{LocalId, QuestionId, parse};

use super::*;
use crate::paper::Order;

const HANDOUT: &str = "101112131415161718191a1b1c1d1e1f";
const DECK: &str = r#"
format = 1
id = "final"
title = "Exam"

[released.101112131415161718191a1b1c1d1e1f]
single = { choices = ["mss", "mps", "gone"] }
match = { left = ["a2", "a1"], right = ["b1", "b2"] }
cloze = { blanks = [{ id = "year" }, { id = "body", choices = ["mss", "mps"] }] }

[[question]]
id = "single"
prompt = "Which ministry?"
choices = { mps = "MPS", mss = "MSS" }
answer = "mps"

[[question]]
id = "truth"
prompt = "It is so."
answer = true

[[question]]
id = "match"
prompt = "Match."
left = { a1 = "College", a2 = "Academy" }
right = { b1 = "Kunming", b2 = "Shandong" }
answer = { a1 = "b1", a2 = "b2" }

[[question]]
id = "cloze"
prompt = "In {{year}} the {{body}} met."
blanks.year.sort = "number"
blanks.body.choices = { mps = "MPS", mss = "MSS" }
answer = { year = 2017, body = "mps" }

[[question]]
id = "essay"
prompt = "Compare."
points = 1
rubric = [{ id = "claim", text = "States it", points = 1 }]
"#;

fn deck() -> Deck {
    parse(DECK).unwrap()
}

fn sat(face: &str, key: Option<&str>) -> DeckRef {
    let key = key.map(|key| key.parse().unwrap());
    DeckRef { id: DeckId::new("final").unwrap(), face: face.parse().unwrap(), key, file: None }
}

fn asked(id: &str, kind: Kind) -> PaperItem {
    PaperItem {
        deck: DeckId::new("final").unwrap(),
        id: QuestionId::new(id).unwrap(),
        kind,
        face: HANDOUT.parse().unwrap(),
        order: Order::default(),
    }
}

/// What a response earns; `None` where the question cannot be judged at all.
fn earns(deck: &Deck, sat: &DeckRef, id: &str, response: &Response) -> Option<Option<String>> {
    let releases = Releases::new([deck]);
    let item = releases.of(sat)?.item(&asked(id, response.kind()))?;
    Some(item.fraction(response).map(|fraction| fraction.to_string()))
}

fn pairs(pairs: &[(&str, &str)]) -> std::collections::BTreeMap<String, String> {
    pairs.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect()
}

#[test]
fn answers_on_a_handout_are_read_by_the_ids_of_the_deck() {
    let (deck, handout) = (deck(), sat(HANDOUT, None));
    let earned = |id, response: Response| earns(&deck, &handout, id, &response).unwrap();
    assert_eq!(earned("single", Response::Choice("b".into())).as_deref(), Some("1"));
    assert_eq!(earned("single", Response::Choice("a".into())).as_deref(), Some("0"));
    assert_eq!(earned("truth", Response::Truth(true)).as_deref(), Some("1"));
    let matched = Response::Pairs(pairs(&[("a", "b"), ("b", "b")]));
    assert_eq!(earned("match", matched).as_deref(), Some("1/2"));
    let filled = Response::Blanks(pairs(&[("b1", "2017"), ("b2", "b")]));
    assert_eq!(earned("cloze", filled).as_deref(), Some("1"));
}

#[test]
fn what_the_deck_or_the_handout_lacks_is_not_judged() {
    let (deck, handout) = (deck(), sat(HANDOUT, None));
    let earned = |id, response: Response| earns(&deck, &handout, id, &response).unwrap();
    for stray in ["c", "d", "B", "mps", ""] {
        assert_eq!(earned("single", Response::Choice(stray.into())), None, "{stray}");
    }
    for stray in ["b0", "b3", "b01", "year"] {
        assert_eq!(earned("cloze", Response::Blanks(pairs(&[(stray, "2017")]))), None, "{stray}");
    }
    assert_eq!(earns(&deck, &handout, "single", &Response::Truth(true)), None, "another kind");
    assert_eq!(earns(&deck, &handout, "nowhere", &Response::Truth(true)), None);
    assert_eq!(earns(&deck, &handout, "essay", &Response::Essay("So.".into())), None);
}

#[test]
fn only_what_was_released_is_judged() {
    let deck = deck();
    let truth = Response::Truth(true);
    let own = sat(HANDOUT, Some(HANDOUT));
    assert_eq!(earns(&deck, &own, "truth", &truth), Some(Some("1".into())), "the deck itself");
    assert_eq!(
        earns(&deck, &own, "single", &Response::Choice("mps".into())),
        Some(Some("1".into())),
        "by its own ids"
    );
    let other = sat(&HANDOUT.replace("10", "99"), None);
    assert_eq!(earns(&deck, &other, "truth", &truth), None, "another handout");
    let renamed = DeckRef { id: DeckId::new("other").unwrap(), ..own.clone() };
    assert_eq!(earns(&deck, &renamed, "truth", &truth), None, "another deck");
    let (head, rest) = DECK.split_once("[released").unwrap();
    let (_, questions) = rest.split_once("\n\n").unwrap();
    let unmarked = parse(&format!("{head}{questions}")).unwrap();
    assert_eq!(earns(&unmarked, &own, "truth", &truth), None, "no mark");
}

#[test]
fn orders_are_read_by_the_ids_of_the_deck() {
    let deck = deck();
    let handout = &deck.notes.released.as_ref().unwrap().handouts[0];
    let names = |id| OwnIds::from(&handout.questions[&QuestionId::new(id).unwrap()]);
    let ids = |ids: &[&str]| ids.iter().map(|id| LocalId::new(id).unwrap()).collect::<Vec<_>>();
    let shown = Order { choices: ids(&["b", "a", "c"]), ..Order::default() };
    assert_eq!(names("single").order(&shown).unwrap().choices, ids(&["mps", "mss", "gone"]));
    let shown = Order { left: ids(&["x"]), ..Order::default() };
    let message = names("match").order(&shown).unwrap_err().to_string();
    assert_eq!(message, "the handout has no `x` in this question");
}
