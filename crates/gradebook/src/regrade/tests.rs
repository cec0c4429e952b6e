use std::fs;

use deck_format::Deck;
use proptest::prelude::*;
use session::files::SystemFiles;

use super::*;
use crate::book::Book;
use crate::exact::short;
use crate::grade::Keys;
use crate::load::Inputs;
use crate::policy::{Band, Policy};
use crate::report;
use crate::testing::{QUESTIONS, Sitting, deck, some_sitting};

/// The sittings of a class of three.
fn three() -> Vec<Sitting> {
    let exam = deck(QUESTIONS);
    let sat = [("s1", "oslo"), ("s2", "moss"), ("s3", "moss")].map(|(student, option)| {
        let sat = Sitting::of(&exam, student, &format!("A{student}")).choice("capital", option);
        sat.number("legs", "6").end()
    });
    sat.into()
}

/// A class with a deck.
fn class(folder: &std::path::Path, deck: Deck, policy: &Policy) -> Inputs {
    let records = vec![folder.to_owned()];
    Inputs {
        folder: folder.to_owned(),
        deck_path: "exam.toml".into(),
        deck,
        maps: Vec::new(),
        roster: None,
        records,
        decisions: crate::decisions::Decisions::default(),
        journal: None,
        own: crate::load::Own::default(),
        policy: policy.clone(),
    }
}

fn book(inputs: &Inputs, keys: &Keys<'_>) -> Book {
    inputs.book(&SystemFiles, keys, inputs.find(&SystemFiles), 1, &|_| {})
}

/// What changes for the class of three when the deck becomes another one.
fn regraded(now: &str) -> (Regrade, String) {
    regraded_from(QUESTIONS, now, &three())
}

/// What changes for a class when one deck becomes another one.
fn regraded_from(before: &str, now: &str, sat: &[Sitting]) -> (Regrade, String) {
    let folder = tempfile::tempdir().unwrap();
    for (at, sat) in sat.iter().enumerate() {
        fs::write(folder.path().join(format!("{at}.jsonl")), sat.text()).unwrap();
    }
    let from = |percent| crate::exact::whole(percent);
    let bands =
        vec![Band { name: "A".into(), from: from(50) }, Band { name: "B".into(), from: from(0) }];
    let policy = Policy { bands, ..Policy::default() };
    let old = class(folder.path(), deck(before), &policy);
    let new = class(folder.path(), deck(now), &policy);
    let (old_keys, new_keys) = (old.keys().unwrap(), new.keys().unwrap());
    let (old_book, new_book) = (book(&old, &old_keys), book(&new, &new_keys));
    let change = compare(
        Graded { keys: &old_keys, book: &old_book },
        Graded { keys: &new_keys, book: &new_book },
        &policy,
    );
    let text = report::regrade(&change, &policy, &console::Look::LINE);
    (change, text)
}

#[test]
fn regrading_by_the_same_deck_changes_nothing() {
    let (change, text) = regraded(QUESTIONS);
    assert!(change.is_empty(), "{change:?}");
    assert_eq!(text, "Nothing changes.\n");
}

#[test]
fn a_mended_key_moves_those_who_chose_it() {
    let (change, text) = regraded(&QUESTIONS.replace("answer = \"oslo\"", "answer = \"moss\""));
    assert_eq!(change.questions.len(), 1);
    let by: Vec<_> = change.questions[0].by.iter().map(|by| short(by, 2)).collect();
    assert_eq!(by, ["-1", "1", "1"]);
    assert_eq!(
        text,
        "`capital`: key oslo → moss; 3 students change, 2 up by 1 point, 1 down by 1 point\n\
         \n\
         Student: s1; Before: 2/4; After: 1/4; Grade: A → B\n\
         Student: s2; Before: 1/4; After: 2/4; Grade: B → A\n\
         Student: s3; Before: 1/4; After: 2/4; Grade: B → A\n"
    );
}

#[test]
fn a_key_that_changes_for_nobody_is_told() {
    let (change, text) = regraded(&QUESTIONS.replace("[\"two\", \"four\"]", "[\"two\"]"));
    assert!(change.students.is_empty());
    assert_eq!(text, "`even`: key two, four → two; nobody changes\n");
}

#[test]
fn points_and_questions_that_are_gone() {
    let now = QUESTIONS.replace("points = 2", "points = 3");
    let (change, text) = regraded(&now);
    assert!(text.starts_with("`even`: points 2 → 3; nobody changes\n\n"), "{text}");
    assert_eq!(change.students.len(), 3, "more could be earned");
    let (change, text) = regraded(&QUESTIONS.replace("id = \"capital\"", "id = \"another\""));
    assert!(text.starts_with("`another`: new; nobody changes\n`capital`: gone; nobody changes\n"));
    assert!(change.students.iter().all(|student| student.after.is_none()), "not settled");
}

/// Keys and points that a deck may have.
const DECKS: [(&str, &str); 4] = [
    ("Which", "Which"),
    ("answer = \"oslo\"", "answer = \"moss\""),
    ("[\"two\", \"four\"]", "[\"two\", \"three\", \"five\"]"),
    ("answer = 6", "answer = 5\npoints = 3"),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn regrading_by_the_same_deck_changes_nothing_for_any_class(
        class in prop::collection::vec((0_u8..4, 0_u8..6, 0_u8..8), 0..6),
        deck in prop::sample::select(&DECKS[..]),
    ) {
        let sat: Vec<_> =
            class.iter().enumerate().map(|(at, one)| some_sitting(at, *one)).collect();
        let questions = QUESTIONS.replace(deck.0, deck.1);
        let (change, text) = regraded_from(&questions, &questions, &sat);
        prop_assert!(change.is_empty(), "{change:?}");
        prop_assert_eq!(text, "Nothing changes.\n");
    }

    #[test]
    fn regrading_there_and_back_takes_back_what_was_given(
        class in prop::collection::vec((0_u8..4, 0_u8..6, 0_u8..8), 0..6),
        deck in prop::sample::select(&DECKS[1..]),
    ) {
        let sat: Vec<_> =
            class.iter().enumerate().map(|(at, one)| some_sitting(at, *one)).collect();
        let questions = QUESTIONS.replace(deck.0, deck.1);
        let (there, _) = regraded_from(QUESTIONS, &questions, &sat);
        let (back, _) = regraded_from(&questions, QUESTIONS, &sat);
        let given = there.questions.iter().flat_map(|one| one.by.iter().cloned());
        let mut taken: Vec<Exact> =
            back.questions.iter().flat_map(|one| one.by.iter().map(|by| -by)).collect();
        taken.sort();
        let mut given: Vec<Exact> = given.collect();
        given.sort();
        prop_assert_eq!(given, taken);
        let turned = back.students.into_iter().map(|student| StudentChange {
            before: student.after,
            after: student.before,
            ..student
        });
        prop_assert_eq!(there.students, turned.collect::<Vec<_>>());
    }
}
