use deck_format::Fraction;
use jiff::Timestamp;

use super::*;
use crate::record::{
    GRADING_VERSION, Limits, Mode, RECORD_VERSION, SessionId, Start, UtcOffset, Versions,
};
use crate::{DRAW_VERSION, DeckFaces, History, Plan, Seed, draw};

const DECK: &str = r#"
format = 1
id = "capitals"
title = "Capitals"
shuffle = false

[[question]]
id = "first"
prompt = "The capital of Bhutan?"
choices.thimphu = "Thimphu"
choices.paro = "Paro"
answer = "thimphu"
hint = ["It lies on a river.", "It begins with T."]
tags = ["asia"]

[[question]]
id = "second"
prompt = "The capital of Nepal?"
answer = "Kathmandu"
tags = ["asia"]
points = 2

[[question]]
id = "third"
prompt = "Describe one."
points = 3
rubric = [{ id = "claim", text = "A claim", points = 3 }]
"#;

pub(crate) fn deck(text: &str) -> Deck {
    deck_format::parse(text).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

pub(crate) fn start(deck: &Deck, mode: Mode) -> Start {
    let drawn = draw(&[DeckFaces::from(deck)], &Plan::all(), Seed(1), &History::default()).unwrap();
    Start {
        record: RECORD_VERSION,
        session: SessionId::new("S1").unwrap(),
        decks: Vec::new(),
        student: None,
        mode,
        seed: Seed(1),
        plan: Plan::all(),
        versions: Versions { draw: DRAW_VERSION, grading: GRADING_VERSION, program: "0".into() },
        offset: UtcOffset::UTC,
        limits: Limits::default(),
        paper: drawn.items,
    }
}

pub(crate) fn sitting(deck: &Deck, mode: Mode) -> Sitting<'_> {
    Sitting::new(Replay::new(start(deck, mode), Timestamp::UNIX_EPOCH), [deck]).unwrap()
}

/// Takes a step and its event in, as the flow does after it wrote the line.
pub(crate) fn go(sitting: &mut Sitting<'_>, input: Input) -> Reply {
    let step = sitting.step(input, 10);
    if let Some(event) = step.event {
        let line = Line { n: sitting.replay().next_line(), at: Timestamp::UNIX_EPOCH, event };
        sitting.apply(&line).unwrap();
    }
    step.reply
}

pub(crate) fn choose(sitting: &mut Sitting<'_>, id: &str) -> Reply {
    go(sitting, Input::Answer(Response::Choice(id.into())))
}

fn command(sitting: &mut Sitting<'_>, command: Command) -> Reply {
    go(sitting, Input::Command(command))
}

fn fraction(reply: &Reply) -> Option<Fraction> {
    match reply {
        Reply::Taken { outcome, .. } => outcome.as_ref().map(|outcome| outcome.fraction),
        other => panic!("no answer was taken: {other:?}"),
    }
}

#[test]
fn answers_are_graded_and_lead_on() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    assert_eq!(sitting.current(), Some(0));
    assert_eq!(fraction(&choose(&mut sitting, "paro")), Some(Fraction::ZERO));
    assert_eq!(sitting.current(), Some(1));
    let reply = go(&mut sitting, Input::Answer(Response::Text("kathmandu".into())));
    assert_eq!(fraction(&reply), Some(Fraction::ONE));
    let reply = go(&mut sitting, Input::Answer(Response::Essay("It is high.".into())));
    assert_eq!(fraction(&reply), None, "people mark essays");
    assert_eq!(sitting.current(), None);
    assert_eq!(sitting.end(EndReason::Done), Event::End { reason: EndReason::Complete });
    for needs_a_question in [Command::Hint, Command::Skip, Command::Repeat] {
        assert_eq!(command(&mut sitting, needs_a_question), Reply::NoQuestion);
    }
    assert_eq!(command(&mut sitting, Command::List), Reply::List);
    assert_eq!(command(&mut sitting, Command::Quit), Reply::Quit);
    assert_eq!(command(&mut sitting, Command::Done), Reply::Done);
    assert_eq!(command(&mut sitting, Command::Back), Reply::Question);
    assert_eq!(sitting.current(), Some(2), "the last one, once more");
}

#[test]
fn what_can_be_taken_back_is_known() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    assert!(!sitting.can_undo());
    command(&mut sitting, Command::Skip);
    assert!(sitting.can_undo());
    command(&mut sitting, Command::Undo);
    assert!(!sitting.can_undo());
}

#[test]
fn hints_come_one_by_one() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    let hint = |n: usize, text: &str| Reply::Hint(n, 2, text.into());
    assert_eq!(command(&mut sitting, Command::Hint), hint(1, "It lies on a river."));
    assert_eq!(command(&mut sitting, Command::Hint), hint(2, "It begins with T."));
    assert_eq!(command(&mut sitting, Command::Hint), Reply::NoHint);
    assert_eq!(sitting.replay().item(0).unwrap().hints(), 2);
    assert_eq!(sitting.current(), Some(0), "the question stays");
}

#[test]
fn undo_takes_back_answers_and_skips_but_not_what_feedback_showed() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    assert_eq!(command(&mut sitting, Command::Undo), Reply::NothingToUndo);
    choose(&mut sitting, "paro");
    assert_eq!(command(&mut sitting, Command::Skip), Reply::Skipped);
    assert_eq!(sitting.current(), Some(2));
    let taken_back = |feedback_seen| Reply::TakenBack { feedback_seen };
    assert_eq!(command(&mut sitting, Command::Undo), taken_back(false));
    assert_eq!(sitting.current(), Some(1), "the skip");
    assert_eq!(command(&mut sitting, Command::Undo), taken_back(true));
    assert_eq!(sitting.current(), Some(0), "the answer");
    let reply = choose(&mut sitting, "thimphu");
    assert!(matches!(reply, Reply::Taken { second_try: true, .. }), "{reply:?}");
}

#[test]
fn one_can_move_between_questions() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    assert_eq!(command(&mut sitting, Command::Back), Reply::NoSuchQuestion(0));
    assert_eq!(command(&mut sitting, Command::Go(3)), Reply::Question);
    assert_eq!(sitting.current(), Some(2));
    assert_eq!(command(&mut sitting, Command::Go(4)), Reply::NoSuchQuestion(4));
    assert_eq!(command(&mut sitting, Command::Back), Reply::Question);
    assert_eq!(sitting.current(), Some(1));
    go(&mut sitting, Input::Answer(Response::Text("x".into())));
    assert_eq!(sitting.current(), Some(2), "the open one after it");
    command(&mut sitting, Command::Skip);
    assert_eq!(sitting.current(), Some(0), "the open one that was passed");
}

#[test]
fn flags_and_claims_are_kept() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    assert_eq!(command(&mut sitting, Command::Claim("x".into())), Reply::NothingToClaim);
    assert_eq!(command(&mut sitting, Command::Flag("odd".into())), Reply::Flagged);
    assert_eq!(sitting.replay().item(0).unwrap().flag(), Some("odd"));
    assert_eq!(command(&mut sitting, Command::Flag(String::new())), Reply::Unflagged);
    choose(&mut sitting, "paro");
    assert_eq!(command(&mut sitting, Command::Claim("both are".into())), Reply::Claimed);
    let notes: Vec<&str> =
        sitting.replay().item(0).unwrap().claims().map(|claim| claim.note.as_str()).collect();
    assert_eq!(notes, ["both are"]);
}

#[test]
fn the_others_show_something_and_record_nothing() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    for (what, reply) in [
        (Command::Repeat, Reply::Question),
        (Command::List, Reply::List),
        (Command::Time, Reply::Time),
        (Command::Help, Reply::Help),
        (Command::Done, Reply::Done),
        (Command::Quit, Reply::Quit),
    ] {
        let step = sitting.step(Input::Command(what), 0);
        assert_eq!((step.event, step.reply), (None, reply));
    }
    assert_eq!(sitting.end(EndReason::Done), Event::End { reason: EndReason::Done });
}

#[test]
fn a_paper_that_the_decks_cannot_show_is_refused() {
    let before = deck(DECK);
    let start = start(&before, Mode::Practice);
    let replay = || Replay::new(start.clone(), Timestamp::UNIX_EPOCH);
    let error = |text: String| Sitting::new(replay(), [&deck(&text)]).unwrap_err().to_string();
    assert_eq!(
        Sitting::new(replay(), []).unwrap_err().to_string(),
        "the deck `capitals` is not at hand"
    );
    assert_eq!(
        error(DECK.replace("\"first\"", "\"other\"")),
        "the deck `capitals` no longer has the question `first`"
    );
    let changed = "the question `first` of the deck `capitals` was changed so that it cannot be asked as it \
         was drawn";
    assert_eq!(error(DECK.replace("choices.paro", "choices.punakha")), changed);
    assert_eq!(error(DECK.replace("answer = \"thimphu\"", "answer = [\"thimphu\"]")), changed);
    let reworded = deck(&DECK.replace("The capital of Bhutan?", "Bhutan's capital?"));
    let sitting = Sitting::new(replay(), [&reworded]).unwrap();
    assert_eq!(sitting.presented(0).unwrap().prompt, "Bhutan's capital?", "texts may change");
}

#[test]
fn time_runs_out_for_a_question_or_for_all() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    let time_up = |limit| Input::TimeUp(limit);
    assert_eq!(go(&mut sitting, time_up(Limit::Question)), Reply::TimedOut { q: 0 });
    assert_eq!(sitting.current(), Some(1));
    assert_eq!(go(&mut sitting, time_up(Limit::Sitting)), Reply::TimeUp);
    assert_eq!(sitting.current(), Some(1), "what is on screen can still be answered, though late");
    go(&mut sitting, Input::Answer(Response::Text("Kathmandu".into())));
    assert!(sitting.replay().item(1).unwrap().answers()[0].late);
    assert_eq!(sitting.end(EndReason::Time), Event::End { reason: EndReason::Time });
}

#[test]
fn the_clock_stops_for_a_break() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Practice);
    assert_eq!(command(&mut sitting, Command::Pause), Reply::Paused);
    assert_eq!(sitting.current(), Some(0));
    let mut limited = start(&deck, Mode::Practice);
    limited.limits.seconds = Some(60);
    let replay = Replay::new(limited, Timestamp::UNIX_EPOCH);
    let mut limited = Sitting::new(replay, [&deck]).unwrap();
    assert_eq!(command(&mut limited, Command::Pause), Reply::NoPause);
}

#[test]
fn an_exam_gives_no_hints_and_answers_change_freely() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Exam);
    assert_eq!(command(&mut sitting, Command::Hint), Reply::NoHint);
    assert!(!sitting.has_hint(0));
    choose(&mut sitting, "paro");
    assert_eq!(command(&mut sitting, Command::Back), Reply::Question);
    let reply = choose(&mut sitting, "thimphu");
    assert!(matches!(reply, Reply::Taken { second_try: false, .. }), "{reply:?}");
    let counted = sitting.replay().item(0).unwrap().counted_in_time().unwrap();
    assert_eq!(counted.answer.response, Response::Choice("thimphu".into()));
    assert_eq!(command(&mut sitting, Command::Easy), Reply::NotEasy);
    command(&mut sitting, Command::Back);
    assert_eq!(command(&mut sitting, Command::Go(1)), Reply::Question);
    assert_eq!(command(&mut sitting, Command::Skip), Reply::Kept, "what has an answer keeps it");
    assert_eq!(sitting.current(), Some(1));
    assert_eq!(sitting.replay().item(0).unwrap().status(), Status::Answered);
}

#[test]
fn an_exam_that_goes_forward_only_leads_nowhere_else() {
    let deck = deck(DECK);
    let mut start = start(&deck, Mode::Exam);
    start.limits.no_back = true;
    let mut sitting = Sitting::new(Replay::new(start, Timestamp::UNIX_EPOCH), [&deck]).unwrap();
    choose(&mut sitting, "paro");
    for back in [Command::Back, Command::Go(1), Command::Go(3), Command::Undo] {
        assert_eq!(command(&mut sitting, back), Reply::NoBack);
    }
    assert!(!sitting.can_undo());
    assert_eq!(sitting.current(), Some(1));
}

#[test]
fn a_late_answer_is_to_the_question_that_was_gone_to() {
    let deck = deck(DECK);
    let mut sitting = sitting(&deck, Mode::Exam);
    choose(&mut sitting, "paro");
    command(&mut sitting, Command::Go(1));
    go(&mut sitting, Input::TimeUp(Limit::Sitting));
    assert_eq!(sitting.current(), Some(0));
    let reply = choose(&mut sitting, "thimphu");
    assert!(matches!(reply, Reply::Taken { q: 0, late: true, .. }), "{reply:?}");
}

#[test]
fn only_an_answer_that_was_right_at_once_can_have_been_easy() {
    let deck = deck(DECK);
    let easy = |first: &[Input]| {
        let mut sitting = sitting(&deck, Mode::Review);
        for input in first {
            go(&mut sitting, input.clone());
        }
        command(&mut sitting, Command::Easy)
    };
    let answer = |id: &str| Input::Answer(Response::Choice(id.into()));
    let after = |command| Input::Command(command);
    assert_eq!(easy(&[answer("thimphu")]), Reply::Easy);
    assert_eq!(easy(&[]), Reply::NotEasy);
    assert_eq!(easy(&[answer("paro")]), Reply::NotEasy, "wrong");
    assert_eq!(easy(&[after(Command::Hint), answer("thimphu")]), Reply::NotEasy, "hinted");
    let late = Input::LateAnswer(Response::Choice("thimphu".into()));
    assert_eq!(easy(&[late]), Reply::NotEasy, "late");
    let again = [answer("paro"), after(Command::Undo), answer("thimphu")];
    assert_eq!(easy(&again), Reply::NotEasy, "a second try");
}
