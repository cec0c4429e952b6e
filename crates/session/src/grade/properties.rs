//! What holds for every response.

use std::collections::BTreeMap;

use deck_format::{Answer, BlankKey, Deck, Question};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::tests::deck;
use super::*;

/// An id of the deck's questions, or none of them, or what someone might type.
fn word() -> impl Strategy<Value = String> {
    const IDS: [&str; 24] = [
        "mps", "mss", "ask", "wait", "act", "one", "two", "three", "four", "paper", "talk",
        "congress", "law", "a1", "a2", "a3", "b1", "b2", "b3", "year", "body", "place", "2017",
        "Beijing",
    ];
    prop_oneof![4 => proptest::sample::select(&IDS[..]).prop_map(str::to_owned), 1 => ".{0,12}"]
}

fn response() -> impl Strategy<Value = Response> {
    prop_oneof![
        word().prop_map(Response::Choice),
        vec(word(), 0..6).prop_map(Response::Choices),
        any::<bool>().prop_map(Response::Truth),
        "[-0-9., e/%cm]{0,12}".prop_map(Response::Number),
        ".{0,24}".prop_map(Response::Text),
        vec(word(), 0..6).prop_map(Response::Order),
        btree_map(word(), word(), 0..6).prop_map(Response::Pairs),
        btree_map(word(), word(), 0..6).prop_map(Response::Blanks),
        ".{0,24}".prop_map(Response::Essay),
    ]
}

/// The response that the key itself would give; `None` for an essay.
fn full_response(question: &Question) -> Option<Response> {
    let text = |id: &deck_format::LocalId| id.as_str().to_owned();
    Some(match &question.key.as_ref()?.answer {
        Answer::SingleChoice(key) => Response::Choice(text(&key.correct)),
        Answer::MultipleSelect(key) => Response::Choices(key.iter().map(text).collect()),
        Answer::TrueFalse(truth) => Response::Truth(*truth),
        Answer::Numerical(key) => Response::Number(key.answer.written().to_owned()),
        Answer::ShortAnswer(key) => Response::Text(key.answer.clone()),
        Answer::Ordering(steps) => Response::Order(steps.iter().flatten().map(text).collect()),
        Answer::Matching(pairs) => {
            Response::Pairs(pairs.iter().map(|(left, right)| (text(left), text(right))).collect())
        }
        Answer::Cloze(keys) => Response::Blanks(
            keys.iter()
                .map(|(id, key)| {
                    (
                        text(id),
                        match key {
                            BlankKey::Choice(key) => text(&key.correct),
                            BlankKey::Number(key) => key.answer.written().to_owned(),
                            BlankKey::Text(key) => key.answer.clone(),
                        },
                    )
                })
                .collect::<BTreeMap<_, _>>(),
        ),
        Answer::Essay { .. } => return None,
    })
}

fn graded(question: &Question, response: &Response) -> Option<Outcome> {
    grade(&question.face, &question.key.as_ref()?.answer, "en", response)
}

/// How many parts an outcome of a question has.
fn part_count(question: &Question) -> usize {
    match &question.face.body {
        Body::MultipleSelect { choices, .. } => choices.len(),
        Body::Ordering { items, .. } => items.len(),
        Body::Matching { left, .. } => left.len(),
        Body::Cloze { blanks, .. } => blanks.len(),
        _ => 0,
    }
}

#[test]
fn the_key_itself_is_worth_all() {
    let mut graded_kinds = 0;
    for question in &deck().questions {
        let Some(response) = full_response(question) else { continue };
        let outcome = graded(question, &response).unwrap();
        assert_eq!(outcome.fraction, Fraction::ONE, "{}", question.face.id);
        assert!(outcome.parts.iter().all(|part| part.fraction == Fraction::ONE));
        assert_eq!(outcome.note, None);
        graded_kinds += 1;
    }
    assert_eq!(graded_kinds, 9);
}

fn probe() -> &'static Deck {
    static PROBE: std::sync::OnceLock<Deck> = std::sync::OnceLock::new();
    PROBE.get_or_init(deck)
}

proptest! {
    #[test]
    fn every_response_gets_an_outcome_within_bounds(response in response()) {
        for question in &probe().questions {
            let Some(outcome) = graded(question, &response) else {
                prop_assert_eq!(question.face.kind(), deck_format::Kind::Essay);
                continue;
            };
            let bounds = -Fraction::ONE..=Fraction::ONE;
            prop_assert!(bounds.contains(&outcome.fraction));
            prop_assert!(outcome.parts.iter().all(|part| bounds.contains(&part.fraction)));
            prop_assert_eq!(outcome.parts.len(), part_count(question));
            if response.kind() != question.face.kind() {
                prop_assert_eq!(outcome.fraction, Fraction::ZERO);
            }
        }
    }

    #[test]
    fn the_order_of_choices_does_not_matter(
        mut ids in vec(proptest::sample::select(&["one", "two", "three", "four"][..]), 0..6),
    ) {
        let question = probe().question("several").unwrap();
        let choices = |ids: &[&str]| Response::Choices(ids.iter().map(|id| (*id).to_owned()).collect());
        let before = graded(question, &choices(&ids));
        ids.reverse();
        prop_assert_eq!(before, graded(question, &choices(&ids)));
    }
}
