use console::layout::styled_width;
use deck_format::Deck;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use session::record::{
    GRADING_VERSION, Limits, Line, Mode, RECORD_VERSION, Replay, SessionId, Start, UtcOffset,
    Versions,
};
use session::{DRAW_VERSION, DeckFaces, History, Input, Plan, Response, Seed, draw};

use super::*;

const DECK: &str = r#"
format = 1
id = "d"
title = "D"
shuffle = false

[[question]]
id = "one"
prompt = "Which *academy* opened in Kunming in 2016, as a place where officers of many countries are trained, and by whom was it paid for in the years after?"
choices.a = "The China-ASEAN Law Enforcement Academy"
choices.b = "The other one"
answer = "a"
tags = ["institutions"]

[[question]]
id = "two"
prompt = "Which are ministries?"
choices.a = "MPS"
choices.b = "MSS"
choices.c = "Huawei"
answer = ["a", "b"]
scoring = "partial"
points = 2
tags = ["institutions", "treaties"]

[[question]]
id = "three"
prompt = "True?"
answer = true
tags = ["treaties"]

[[question]]
id = "four"
prompt = "In {{year}} at {{place}}."
blanks.year = { sort = "number" }
answer = { year = 2017, place = "Kunming" }

[[question]]
id = "five"
prompt = "Match."
left = { b1 = "College", b2 = "Academy" }
right = { r1 = "Beijing", r2 = "Kunming" }
answer = { b1 = "r1", b2 = "r2" }
"#;

fn deck(text: &str) -> Deck {
    deck_format::parse(text).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn sitting(deck: &Deck) -> Sitting<'_> {
    let drawn = draw(&[DeckFaces::from(deck)], &Plan::all(), Seed(1), &History::default()).unwrap();
    let mut paper = drawn.items;
    let place =
        |id: &str| deck.questions.iter().position(|question| question.face.id.as_str() == id);
    paper.sort_by_key(|item| place(item.id.as_str()));
    let start = Start {
        record: RECORD_VERSION,
        session: SessionId::new("S1").unwrap(),
        decks: Vec::new(),
        student: None,
        mode: Mode::Practice,
        seed: Seed(1),
        plan: Plan::all(),
        versions: Versions { draw: DRAW_VERSION, grading: GRADING_VERSION, program: "0".into() },
        offset: UtcOffset::UTC,
        limits: Limits::default(),
        paper,
    };
    Sitting::new(Replay::new(start, Timestamp::UNIX_EPOCH), [deck]).unwrap()
}

/// Answers the current question after so many seconds.
fn give(sitting: &mut Sitting<'_>, response: Response, seconds: i64) {
    let step = sitting.step(Input::Answer(response), u64::try_from(seconds * 1000).unwrap());
    let at = sitting.replay().last() + SignedDuration::from_secs(seconds);
    let line = Line { n: sitting.replay().next_line(), at, event: step.event.unwrap() };
    sitting.apply(&line).unwrap();
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn mixed(deck: &Deck) -> Sitting<'_> {
    let mut sitting = sitting(deck);
    give(&mut sitting, Response::Choice("b".into()), 40);
    give(&mut sitting, Response::Choices(ids(&["b"])), 20);
    give(&mut sitting, Response::Truth(true), 13);
    give(&mut sitting, Response::Blanks([("year".into(), "2017".into())].into()), 30);
    sitting
}

fn shown(sitting: &Sitting<'_>, look: &Look) -> String {
    let extras = Extras { streak: Some("You practised this deck 3 days in a row.".into()) };
    lines(sitting, &extras, look).join("\n")
}

#[test]
fn a_scorecard_in_eighty_columns() {
    let deck = deck(DECK);
    let expected = "  2.5 of 5 points   ███████████████░░░░░░░░░░░░░░░   50 %   in 1 min 43 s
  1 of 4 questions right · 26 s a question
  1 question was not reached.

  By tag         Right  Points    By kind           Right    Points
  institutions  0 of 2  1 of 3    single-choice    0 of 1    0 of 1
  treaties      1 of 2  2 of 3    multiple-select  0 of 1    1 of 2
                                  true-false       1 of 1    1 of 1
                                  cloze            0 of 1  0.5 of 1

  Missed
  ✗ 1  Which academy opened in Kunming in 2016, as a place where officers of
       many countries are trained, and by whom was it paid for in the years a…
       → The China-ASEAN Law Enforcement Academy
  ≈ 2  Which are ministries?
       → MPS
       → MSS
  ≈ 4  In … at ….
       → 1: 2017
       → 2: Kunming

  You practised this deck 3 days in a row.";
    assert_eq!(shown(&mixed(&deck), &Look::rich(80).uncoloured()), expected);
    let coloured = shown(&mixed(&deck), &Look::rich(80));
    assert!(
        coloured.starts_with("  \u{1b}[1m2.5 of 5 points\u{1b}[0m   \u{1b}[36m█"),
        "{coloured:?}"
    );
}

#[test]
fn a_scorecard_in_forty_columns_of_ascii() {
    let deck = deck(DECK);
    let expected = "  2.5 of 5 points   50 %
  in 1 min 43 s
  ###############...............
  1 of 4 questions right
  26 s a question
  1 question was not reached.

  By tag         Right  Points
  institutions  0 of 2  1 of 3
  treaties      1 of 2  2 of 3

  By kind           Right    Points
  single-choice    0 of 1    0 of 1
  multiple-select  0 of 1    1 of 2
  true-false       1 of 1    1 of 1
  cloze            0 of 1  0.5 of 1

  Missed
  x 1  Which academy opened in Kunming
       in 2016, as a place where of...
       -> The China-ASEAN Law
          Enforcement Academy
  ~ 2  Which are ministries?
       -> MPS
       -> MSS
  ~ 4  In ... at ....
       -> 1: 2017
       -> 2: Kunming

  You practised this deck 3 days in a
  row.";
    assert_eq!(shown(&mixed(&deck), &Look::rich(40).uncoloured().ascii()), expected);
}

#[test]
fn a_scorecard_in_line_mode() {
    let deck = deck(DECK);
    let expected = "Score: 2.5 of 5 points, 50 %. 1 of 4 right, in 1 min 43 s.
1 question was not reached.
By tag: institutions; Right: 0 of 2; Points: 1 of 3
By tag: treaties; Right: 1 of 2; Points: 2 of 3
By kind: single-choice; Right: 0 of 1; Points: 0 of 1
By kind: multiple-select; Right: 0 of 1; Points: 1 of 2
By kind: true-false; Right: 1 of 1; Points: 1 of 1
By kind: cloze; Right: 0 of 1; Points: 0.5 of 1
Missed:
- Which academy opened in Kunming in 2016, as a place where officers of many countries are trained, \
and by whom was it paid for in the years after? Answer: a) The China-ASEAN Law Enforcement Academy.
- Which are ministries? Answer: a) MPS; b) MSS.
- In … at …. Answer: Blank 1: 2017; Blank 2: Kunming.\n\
         You practised this deck 3 days in a row.";
    assert_eq!(shown(&mixed(&deck), &Look::LINE), expected);
}

#[test]
fn with_nothing_missed_it_says_so() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck);
    give(&mut sitting, Response::Choice("a".into()), 5);
    give(&mut sitting, Response::Choices(ids(&["a", "b"])), 6);
    let expected = "  3 of 3 points   ██████████████████████████████   100 %   in 11 s
  2 of 2 questions right · 6 s a question
  3 questions were not reached.

  By tag         Right  Points    By kind           Right  Points
  institutions  2 of 2  3 of 3    single-choice    1 of 1  1 of 1
  treaties      1 of 1  2 of 2    multiple-select  1 of 1  2 of 2

  ✓ Nothing missed";
    let look = Look::rich(80).uncoloured();
    assert_eq!(lines(&sitting, &Extras::default(), &look).join("\n"), expected);
}

#[test]
fn with_nothing_answered_nothing_is_scored() {
    let deck = deck(DECK);
    let sitting = sitting(&deck);
    let look = Look::rich(80).uncoloured();
    assert_eq!(
        lines(&sitting, &Extras::default(), &look),
        ["  Nothing was scored, in 0 s.", "  5 questions were not reached."]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_line_is_wider_than_the_screen(
        prompt in "[ -~ä日א\u{1b}]{1,300}",
        tag in "[a-z日]{1,60}",
        columns in 20_usize..120,
    ) {
        let mut deck = deck(DECK);
        for question in &mut deck.questions {
            question.face.prompt.clone_from(&prompt);
            question.face.tags = vec![tag.clone()];
        }
        let sitting = mixed(&deck);
        for look in [Look::rich(columns), Look::rich(columns).uncoloured().ascii()] {
            for line in shown(&sitting, &look).lines() {
                prop_assert!(styled_width(line) <= columns, "wider than {}: {:?}", columns, line);
            }
        }
    }
}

#[test]
fn how_sure_the_student_was_is_told_with_a_proper_score() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck);
    let answers = [
        (Response::Choice("b".into()), Some(100)),
        (Response::Choices(ids(&["b"])), Some(33)),
        (Response::Truth(true), Some(100)),
        (Response::Blanks([("year".into(), "2017".into())].into()), None),
    ];
    for (response, confidence) in answers {
        let mut step = sitting.step(Input::Answer(response), 1_000);
        if let Some(session::record::Event::Answer(answered)) = &mut step.event {
            answered.confidence = confidence;
        }
        let (n, at) = (sitting.replay().next_line(), sitting.replay().last());
        sitting.apply(&Line { n, at, event: step.event.unwrap() }).unwrap();
    }
    // Wrong when sure: 1; partly right, so not right, at a third: 0.33²; right when sure: 0.
    let expected = "How sure you were: 1 of 2 right when sure, 0 of 1 when guessing. Brier score \
                    0.370: 0 is best, and 0.25 is what saying 50 % every time gets.";
    let said = shown(&sitting, &Look::LINE);
    assert!(said.contains(expected), "{said}");
    assert!(!shown(&mixed(&deck), &Look::LINE).contains("sure"));
}
