use std::fs;

use deck_format::Deck;
use session::files::SystemFiles;

use super::*;
use crate::book::Book;
use crate::exact::short;
use crate::grade::Keys;
use crate::load::Inputs;
use crate::policy::{Band, Policy};
use crate::report;
use crate::testing::{QUESTIONS, Sitting, deck};

/// A class of three, and their gradebook by a deck.
fn class(folder: &std::path::Path, deck: Deck, policy: &Policy) -> Inputs {
    let exam = crate::testing::deck(QUESTIONS);
    for (student, option) in [("s1", "oslo"), ("s2", "moss"), ("s3", "moss")] {
        let sat = Sitting::of(&exam, student, &format!("A{student}")).choice("capital", option);
        let text = sat.number("legs", "6").end().text();
        fs::write(folder.join(format!("{student}.jsonl")), text).unwrap();
    }
    let records = vec![folder.to_owned()];
    Inputs {
        folder: folder.to_owned(),
        deck_path: "exam.toml".into(),
        deck,
        maps: Vec::new(),
        roster: None,
        records,
        policy: policy.clone(),
    }
}

fn book(inputs: &Inputs, keys: &Keys<'_>) -> Book {
    inputs.book(&SystemFiles, keys, inputs.find(&SystemFiles), 1, &|_| {})
}

/// What changes when the deck becomes another one.
fn regraded(now: &str) -> (Regrade, String) {
    let folder = tempfile::tempdir().unwrap();
    let from = |percent| crate::exact::whole(percent);
    let bands =
        vec![Band { name: "A".into(), from: from(50) }, Band { name: "B".into(), from: from(0) }];
    let policy = Policy { bands, ..Policy::default() };
    let old = class(folder.path(), deck(QUESTIONS), &policy);
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
