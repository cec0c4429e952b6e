use deck_format::Kind;
use jiff::Timestamp;

use super::*;
use crate::record::{Event, Line, Mode, MoreReason};
use crate::sitting::tests::{choose, deck, go, sitting};
use crate::{Command, Input, Limit, Response, Seed, draw_item};

const DECK: &str = r#"
format = 1
id = "d"
title = "D"
shuffle = false

[[question]]
id = "one"
prompt = "One?"
choices.a = "A"
choices.b = "B"
answer = "a"
tags = ["x"]

[[question]]
id = "two"
prompt = "Two?"
choices.a = "A"
choices.b = "B"
choices.c = "C"
answer = ["a", "b", "c"]
scoring = "partial"
points = 2
tags = ["x", "y"]

[[question]]
id = "three"
prompt = "Three?"
points = 3
rubric = [{ id = "claim", text = "A claim", points = 3 }]
tags = ["y"]

[[question]]
id = "four"
prompt = "Four?"
answer = true
"#;

#[test]
fn points_are_exact_and_shown_rounded() {
    let third = Earned::of(Points::from_thousandths(1000), Fraction::new(1, 3));
    let mut sum = Earned::default();
    for _ in 0..3 {
        sum += &third;
    }
    assert_eq!(third.to_string(), "0.33");
    assert_eq!(sum.to_string(), "1", "three thirds are one, exactly");
    let of =
        |thousandths, n, d| Earned::of(Points::from_thousandths(thousandths), Fraction::new(n, d));
    assert_eq!(of(2500, 1, 1).to_string(), "2.5");
    assert_eq!(of(10, 1, 2).to_string(), "0.01", "half away from zero");
    assert_eq!(of(1000, -1, 2).to_string(), "0", "the floor");
    assert_eq!(of(1000, 2, 3).percent(Points::ONE), Some(67));
    assert_eq!(of(1000, 1, 1).percent(Points::default()), None);
}

#[test]
fn a_sitting_is_summed_by_tag_and_kind() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    choose(&mut sitting, "b");
    go(&mut sitting, Input::Answer(Response::Choices(vec!["a".into(), "b".into()])));
    go(&mut sitting, Input::Answer(Response::Essay("Text.".into())));
    let score = Score::of(&sitting);
    let shown = |tally: &Tally| {
        format!("{}/{} {} of {}", tally.right, tally.asked, tally.earned, tally.possible)
    };
    assert_eq!(shown(&score.total), "0/2 1.33 of 3", "neither the essay nor what was not reached");
    let tags: Vec<_> = score.by_tag.iter().map(|(tag, tally)| (*tag, shown(tally))).collect();
    assert_eq!(tags, [("x", "0/2 1.33 of 3".into()), ("y", "0/1 1.33 of 2".into())]);
    let kinds: Vec<_> = score.by_kind.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [Kind::SingleChoice, Kind::MultipleSelect]);
    assert_eq!(score.to_repeat().map(|item| item.q).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_skipped_question_counts_and_an_answer_taken_back_does_not_come_back() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    choose(&mut sitting, "b");
    go(&mut sitting, Input::Command(Command::Undo));
    choose(&mut sitting, "a");
    go(&mut sitting, Input::Command(Command::Skip));
    let score = Score::of(&sitting);
    assert_eq!((score.total.right, score.total.asked), (0, 2));
    assert!(score.questions[0].forfeited);
    assert!(score.questions[1].missed());
}

#[test]
fn the_missed_ones_asked_again_change_no_score() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    choose(&mut sitting, "b");
    for _ in 0..3 {
        go(&mut sitting, Input::Command(Command::Skip));
    }
    let before = Score::of(&sitting).total;
    let again = draw_item(&deck.face, &deck.question("one").unwrap().face, Seed(1), 1);
    let event = Event::More { reason: MoreReason::Missed, paper: vec![again] };
    let at = sitting.replay().last();
    sitting.apply(&Line { n: sitting.replay().next_line(), at, event }).unwrap();
    assert_eq!(sitting.current(), Some(4));
    choose(&mut sitting, "a");
    let score = Score::of(&sitting);
    assert_eq!(score.total, before);
    assert!(score.questions[4].again);
    let repeat: Vec<usize> = score.to_repeat().map(|item| item.q).collect();
    assert_eq!(score.second_tries(), (1, 1));
    assert_eq!(repeat, [1, 3], "the one that was right on a second try is learnt");
}

#[test]
fn taking_a_wrong_answer_back_does_not_raise_the_score() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    choose(&mut sitting, "b");
    let before = Score::of(&sitting).total;
    go(&mut sitting, Input::Command(Command::Undo));
    assert_eq!(Score::of(&sitting).total, before);
}

#[test]
fn a_skipped_question_earns_nothing_once_the_scorecard_named_its_answer() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    for _ in 0..4 {
        go(&mut sitting, Input::Command(Command::Skip));
    }
    let again = draw_item(&deck.face, &deck.question("one").unwrap().face, Seed(1), 1);
    let event = Event::More { reason: MoreReason::Missed, paper: vec![again] };
    let at = sitting.replay().last();
    sitting.apply(&Line { n: sitting.replay().next_line(), at, event }).unwrap();
    go(&mut sitting, Input::Command(Command::Go(1)));
    choose(&mut sitting, "a");
    let score = Score::of(&sitting);
    assert_eq!(score.total.right, 0);
    assert!(score.questions[0].forfeited);
    assert!(score.to_repeat().all(|item| item.q != 0), "it is learnt all the same");
}

#[test]
fn what_was_late_earns_nothing() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    go(&mut sitting, Input::TimeUp(Limit::Question));
    go(&mut sitting, Input::TimeUp(Limit::Sitting));
    go(&mut sitting, Input::Answer(Response::Choices(vec!["a".into()])));
    let score = Score::of(&sitting);
    let (timed_out, late) = (&score.questions[0], &score.questions[1]);
    assert!(timed_out.missed() && late.missed());
    assert_eq!((timed_out.forfeited, late.forfeited), (false, false));
    assert_eq!((late.fraction, score.total.asked), (None, 2));
}

#[test]
fn after_an_exam_every_question_counts() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Exam);
    choose(&mut sitting, "a");
    let total = |sitting: &Sitting<'_>| {
        let Tally { right, asked, earned, possible } = Score::of(sitting).total;
        format!("{right}/{asked} {earned} of {possible}")
    };
    assert_eq!(total(&sitting), "1/1 1 of 1");
    let end = sitting.end(crate::record::EndReason::Time);
    let line = Line { n: sitting.replay().next_line(), at: Timestamp::UNIX_EPOCH, event: end };
    sitting.apply(&line).unwrap();
    assert_eq!(total(&sitting), "1/3 1 of 4", "what was not reached as well, but for the essay");
    assert_eq!(Score::of(&sitting).to_repeat().map(|item| item.q).collect::<Vec<_>>(), [1, 3]);
}
