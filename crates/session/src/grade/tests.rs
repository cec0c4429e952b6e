//! Whole gradings of a deck with every kind.

use super::*;
use crate::outcome::Verdict;

/// One question of every kind, and some more.
pub(super) const DECK: &str = r#"
format = 1
id = "probe"
title = "Probe"
language = "en"

[[question]]
id = "single"
prompt = "Which ministry?"
choices = { mps = "MPS", mss = "MSS", mfa = "MFA" }
answer = "mps"

[[question]]
id = "weighted"
prompt = "Best first step?"
choices = { ask = "Ask", wait = "Wait", act = "Act" }
scoring = "weighted"
answer = "ask"
credit.wait = 0.5
credit.act = -0.25

[[question]]
id = "several"
prompt = "Which two?"
choices = { one = "A", two = "B", three = "C", four = "D" }
answer = ["one", "three"]

[[question]]
id = "truth"
prompt = "It is so."
answer = true

[[question]]
id = "number"
prompt = "How long?"
unit = "m"
answer = 9.81
tolerance = "1%"
units = { cm = 0.01 }

[[question]]
id = "short"
prompt = "Which company?"
answer = "Meiya Pico"
reject = { "Huawei" = "It is named for another reason." }

[[question]]
id = "order"
prompt = "Earliest first"
items = { paper = "Paper", talk = "Talk", congress = "Congress", law = "Law" }
answer = ["paper", ["talk", "congress"], "law"]

[[question]]
id = "match"
prompt = "Match."
left = { a1 = "College", a2 = "Academy", a3 = "Bureau", a4 = "Firm" }
right = { b1 = "Kunming", b2 = "Shandong", b3 = "Beijing", b4 = "Xiamen", b5 = "Lyon", b6 = "Rome" }
answer = { a1 = "b1", a2 = "b2", a3 = "b3", a4 = "b4" }

[[question]]
id = "cloze"
prompt = "In {{year}} the {{body}} met in {{place}}."
blanks.year = { sort = "number", weight = 2 }
blanks.body.choices = { mps = "MPS", mss = "MSS" }
answer = { year = 2017, body = "mps", place = "Beijing" }
accept.place = [{ text = "Peking", credit = 0.5 }]

[[question]]
id = "essay"
prompt = "Compare."
points = 1
rubric = [{ id = "claim", text = "States it", points = 1 }]
"#;

pub(super) fn deck() -> deck_format::Deck {
    deck_format::parse(DECK).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The outcome of a response, written as a record writes it.
fn outcome(id: &str, response: &str) -> Outcome {
    let deck = deck();
    let question = deck.question(id).unwrap();
    let response = serde_json::from_str(response).unwrap();
    let answer = &question.key.as_ref().unwrap().answer;
    grade(&question.face, answer, "en", &response).unwrap()
}

fn fraction(id: &str, response: &str) -> String {
    outcome(id, response).fraction.to_string()
}

/// The ids of the parts that earned something, with what they earned where that is not 1.
fn parts(id: &str, response: &str) -> String {
    let found = outcome(id, response).parts;
    let earning = found.iter().filter(|part| part.fraction != Fraction::ZERO);
    let written = earning.map(|part| {
        if part.fraction == Fraction::ONE {
            part.id.clone()
        } else {
            format!("{}={}", part.id, part.fraction)
        }
    });
    written.collect::<Vec<_>>().join(" ")
}

#[test]
fn an_option_earns_its_credit() {
    assert_eq!(fraction("single", r#"{"choice":"mps"}"#), "1");
    assert_eq!(fraction("single", r#"{"choice":"mss"}"#), "0");
    assert_eq!(fraction("weighted", r#"{"choice":"ask"}"#), "1");
    assert_eq!(fraction("weighted", r#"{"choice":"wait"}"#), "1/2");
    assert_eq!(fraction("weighted", r#"{"choice":"act"}"#), "-1/4");
    assert_eq!(outcome("weighted", r#"{"choice":"act"}"#).floored(), Fraction::ZERO);
    assert_eq!(outcome("weighted", r#"{"choice":"wait"}"#).verdict(), Verdict::Partly);
}

#[test]
fn every_option_of_a_selection_is_a_part() {
    assert_eq!(fraction("several", r#"{"choices":["three","one"]}"#), "1");
    assert_eq!(fraction("several", r#"{"choices":["one","one"]}"#), "1/2");
    assert_eq!(parts("several", r#"{"choices":["one","two"]}"#), "one four");
    assert_eq!(fraction("several", r#"{"choices":["two"]}"#), "-1/2");
    assert_eq!(fraction("several", r#"{"choices":[]}"#), "0");
}

#[test]
fn a_statement_is_right_or_wrong() {
    assert_eq!(fraction("truth", r#"{"truth":true}"#), "1");
    assert_eq!(fraction("truth", r#"{"truth":false}"#), "0");
}

#[test]
fn typed_answers_carry_their_notes() {
    assert_eq!(fraction("number", r#"{"number":"990 cm"}"#), "1");
    let unknown = outcome("number", r#"{"number":"9.8 ft"}"#);
    assert_eq!(unknown.note, Some(Note::UnknownUnit(vec!["m".into(), "cm".into()])));
    assert_eq!(outcome("number", r#"{"number":"far"}"#).note, Some(Note::NotANumber));
    let typo = outcome("short", r#"{"text":"Meyia Pico"}"#);
    assert_eq!(
        (typo.fraction, typo.note),
        (Fraction::ONE, Some(Note::Spelling("Meiya Pico".into())))
    );
    let rejected = outcome("short", r#"{"text":"Huawei"}"#);
    assert_eq!(rejected.note, Some(Note::Rejected("It is named for another reason.".into())));
}

#[test]
fn an_order_is_right_item_by_item() {
    assert_eq!(fraction("order", r#"{"order":["paper","congress","talk","law"]}"#), "1");
    let swapped = r#"{"order":["talk","paper","congress","law"]}"#;
    assert_eq!(fraction("order", swapped), "3/5");
    assert_eq!(parts("order", swapped), "congress law");
    let repeated = r#"{"order":["paper","paper","congress","talk","law"]}"#;
    assert_eq!(fraction("order", repeated), "1", "a repeated item counts once");
}

#[test]
fn pairs_are_counted_out_of_all_left_sides() {
    // The worked example of the scoring rules: three of four.
    let three = r#"{"pairs":{"a1":"b1","a2":"b2","a3":"b3","a4":"b6"}}"#;
    assert_eq!(fraction("match", three), "3/4");
    assert_eq!(parts("match", three), "a1 a2 a3");
    assert_eq!(fraction("match", r#"{"pairs":{"a4":"b4"}}"#), "1/4");
    assert_eq!(fraction("match", r#"{"pairs":{}}"#), "0");
}

#[test]
fn blanks_are_weighed() {
    let half = r#"{"blanks":{"year":"2017","body":"mss","place":"peking"}}"#;
    assert_eq!(fraction("cloze", half), "5/8");
    assert_eq!(parts("cloze", half), "year place=1/2");
    let noted = outcome("cloze", r#"{"blanks":{"year":"last year","place":"Bejing"}}"#);
    let notes: Vec<Option<Note>> = noted.parts.into_iter().map(|part| part.note).collect();
    assert_eq!(notes, [Some(Note::NotANumber), None, Some(Note::Spelling("Beijing".into()))]);
}

#[test]
fn rules_can_be_all_or_nothing() {
    let rule =
        "[scoring]\nmatching = \"all-or-nothing\"\ncloze = \"all-or-nothing\"\n\n[[question]]";
    let deck = deck_format::parse(&DECK.replacen("[[question]]", rule, 1)).unwrap();
    let score = |id: &str, response: &str| {
        let question = deck.question(id).unwrap();
        let response = serde_json::from_str(response).unwrap();
        let answer = &question.key.as_ref().unwrap().answer;
        grade(&question.face, answer, "en", &response).unwrap().fraction
    };
    let pairs = r#"{"pairs":{"a1":"b1","a2":"b2","a3":"b3","a4":"b4"}}"#;
    assert_eq!(score("match", pairs), Fraction::ONE);
    assert_eq!(score("match", &pairs.replace("b4", "b5")), Fraction::ZERO);
    let blanks = r#"{"blanks":{"year":"2017","body":"mps","place":"beijing"}}"#;
    assert_eq!(score("cloze", blanks), Fraction::ONE);
    assert_eq!(score("cloze", &blanks.replace("beijing", "peking")), Fraction::ZERO);
}

#[test]
fn essays_are_marked_by_people() {
    let deck = deck();
    let question = deck.question("essay").unwrap();
    let response = Response::Essay("Long.".into());
    let answer = &question.key.as_ref().unwrap().answer;
    assert_eq!(grade(&question.face, answer, "en", &response), None);
}

#[test]
fn a_response_of_another_kind_earns_nothing_and_shows_the_parts() {
    for id in ["single", "truth", "number", "short", "order", "match", "cloze"] {
        let found = outcome(id, r#"{"choices":["one","three"]}"#);
        assert_eq!(found.fraction, Fraction::ZERO, "{id}");
    }
    let found = outcome("several", r#"{"choice":"one"}"#);
    assert_eq!((found.fraction, found.parts.len()), (Fraction::ZERO, 4));
    assert_eq!(outcome("order", r#"{"text":"paper"}"#).parts.len(), 4);
}

#[test]
fn an_unknown_id_voids_the_response_but_not_its_parts() {
    for (id, response, right) in [
        ("single", r#"{"choice":"mod"}"#, ""),
        ("several", r#"{"choices":["one","three","nine"]}"#, "one two three four"),
        (
            "order",
            r#"{"order":["paper","talk","congress","law","war"]}"#,
            "paper talk congress law",
        ),
        ("match", r#"{"pairs":{"a1":"b1","a2":"b9"}}"#, "a1"),
        ("match", r#"{"pairs":{"a1":"b1","a9":"b2"}}"#, "a1"),
        ("cloze", r#"{"blanks":{"year":"2017","body":"mfa"}}"#, "year"),
        ("cloze", r#"{"blanks":{"year":"2017","month":"May"}}"#, "year"),
    ] {
        assert_eq!(fraction(id, response), "0", "{id} {response}");
        assert_eq!(parts(id, response), right, "{id} {response}");
    }
}
