use deck_format::{Fraction, Kind};

use super::super::testing::{answer, answered, at, question, start};
use super::super::{Answered, EndReason, Event, Line, Mode, MoreReason, Refusal, UtcOffset};
use super::*;
use crate::response::Response;

/// A sitting to which events come a second apart.
struct Sitting(Replay);

impl Sitting {
    fn new(mode: Mode) -> Self {
        Self(Replay::new(start(mode), at(0)))
    }

    fn then(mut self, events: impl IntoIterator<Item = Event>) -> Self {
        for event in events {
            let n = self.0.next_line();
            let line = Line { n, at: at(i64::try_from(n).unwrap()), event };
            self.0.apply(&line).unwrap();
        }
        self
    }

    fn item(&self, q: usize) -> &ItemState {
        self.0.item(q).unwrap()
    }

    /// The line of the answer that counts.
    fn counted(&self, q: usize) -> Option<u64> {
        self.item(q).counted().map(|given| given.line)
    }
}

fn undo(line: u64) -> Event {
    Event::Undo { line }
}

fn skip(q: usize) -> Event {
    Event::Skip { q }
}

fn end() -> Event {
    Event::End { reason: EndReason::Done }
}

fn late(q: usize) -> Event {
    Event::Answer(Answered { late: true, ..answered(q) })
}

#[test]
fn in_practice_only_the_first_answer_counts() {
    let sitting = Sitting::new(Mode::Practice).then([answer(0), answer(0), answer(1)]);
    let tries: Vec<_> = sitting.item(0).answers().iter().map(|given| given.second_try).collect();
    assert_eq!(tries, [false, true]);
    assert_eq!(sitting.counted(0), Some(1));
    assert_eq!(sitting.item(0).latest().unwrap().line, 2);
    assert!(!sitting.item(1).answers()[0].second_try);
}

#[test]
fn the_feedback_of_an_undone_answer_was_seen() {
    let sitting = Sitting::new(Mode::Review).then([answer(0), undo(1), answer(0)]);
    let item = sitting.item(0);
    assert!(item.answers()[0].undone && item.answers()[1].second_try);
    assert_eq!(sitting.counted(0), None);
    assert_eq!(item.latest().unwrap().line, 3);
}

#[test]
fn a_question_that_comes_again_is_a_second_try() {
    let paper = vec![question("q1", Kind::SingleChoice), question("new", Kind::SingleChoice)];
    let more = Event::More { reason: MoreReason::Missed, paper };
    let again = |q| Event::Answer(Answered { q, ..answered(0) });
    let sitting = Sitting::new(Mode::Practice).then([answer(1), more, again(3), again(4)]);
    assert_eq!(sitting.0.len(), 5);
    assert_eq!(sitting.0.question(3).unwrap().id.as_str(), "q1");
    assert_eq!(sitting.0.items().count(), 5);
    assert!(sitting.item(3).answers()[0].second_try);
    assert!(!sitting.item(4).answers()[0].second_try);
}

#[test]
fn in_an_exam_the_last_answer_before_the_end_counts() {
    let events = [answer(0), answer(0), end(), late(0)];
    let sitting = Sitting::new(Mode::Exam).then(events);
    assert_eq!(sitting.counted(0), Some(2));
    let given = sitting.item(0).answers();
    assert!(given.iter().all(|given| !given.second_try));
    assert!(given[2].late && given[2].after_end);
}

#[test]
fn an_undone_answer_gives_way_to_the_one_before() {
    let sitting = Sitting::new(Mode::Exam).then([answer(0), answer(0), undo(2)]);
    assert_eq!(sitting.counted(0), Some(1));
}

#[test]
fn late_answers_are_marked() {
    let time_up = Event::Timeout { q: None };
    let sitting = Sitting::new(Mode::Exam).then([answer(0), time_up, answer(0), late(1)]);
    assert!(sitting.0.is_time_up());
    assert_eq!(sitting.counted(0), Some(3));
    assert!(sitting.item(0).counted().unwrap().late, "though it does not say so");
    assert_eq!(sitting.item(0).counted_in_time().unwrap().line, 1);
    assert_eq!(sitting.item(1).counted_in_time(), None);
}

#[test]
fn a_question_out_of_time_shows_its_answer() {
    let timeout = Event::Timeout { q: Some(0) };
    let sitting = Sitting::new(Mode::Practice).then([timeout.clone(), answer(0)]);
    assert!(sitting.0.has_seen_feedback(0) && sitting.0.is_late(0) && !sitting.0.is_late(1));
    let given = &sitting.item(0).answers()[0];
    assert!(given.late && given.second_try);
    assert_eq!(sitting.counted(0), None);
    let sitting = Sitting::new(Mode::Exam).then([timeout, answer(0)]);
    assert!(!sitting.0.has_seen_feedback(0));
    assert_eq!((sitting.counted(0), sitting.item(0).counted_in_time()), (Some(2), None));
}

#[test]
fn a_pause_stops_the_clock_unless_a_limit_binds() {
    let mut sitting = Sitting::new(Mode::Practice).0;
    let resume = Event::Resume { offset: UtcOffset::UTC };
    for (second, event) in [(5, Event::Pause), (65, resume), (67, answer(0))] {
        let at = sitting.started() + Duration::from_secs(second);
        sitting.apply(&Line { n: sitting.next_line(), at, event }).unwrap();
    }
    assert_eq!(sitting.spent(), Duration::from_secs(7));
    let mut limited = sitting.start().clone();
    limited.limits.questions = true;
    let limited = Replay::new(limited, sitting.started());
    assert_eq!(limited.allows(&Event::Pause), Err(Refusal::PauseUnderLimit));
}

#[test]
fn a_question_has_a_status() {
    let timeout = |q| Event::Timeout { q: Some(q) };
    let events = [skip(0), timeout(1), answer(2)];
    let sitting = Sitting::new(Mode::Exam).then(events);
    let status = |sitting: &Sitting| [0, 1, 2].map(|q| sitting.item(q).status());
    assert_eq!(status(&sitting), [Status::Skipped, Status::TimedOut, Status::Answered]);
    let sitting = sitting.then([answer(0), answer(1), undo(3)]);
    assert_eq!(status(&sitting), [Status::Answered, Status::Answered, Status::Open]);
    let sitting = sitting.then([undo(4), undo(5)]);
    assert_eq!(status(&sitting), [Status::Open, Status::TimedOut, Status::Open]);
    assert!(sitting.item(1).timed_out());
    let sitting = sitting.then([skip(2), undo(9)]);
    assert_eq!(sitting.item(2).status(), Status::Open);
}

#[test]
fn the_next_question_is_the_first_open_one_after_the_last() {
    let sitting = Sitting::new(Mode::Exam);
    assert_eq!(sitting.0.next_open(), Some(0));
    let sitting = sitting.then([answer(1)]);
    assert_eq!(sitting.0.next_open(), Some(2));
    let sitting = sitting.then([answer(2)]);
    assert_eq!(sitting.0.next_open(), Some(0), "the first that was left out");
    let sitting = sitting.then([skip(0)]);
    assert_eq!(sitting.0.next_open(), None);
    let sitting = sitting.then([undo(2)]);
    assert_eq!(sitting.0.next_open(), Some(2), "it is asked again");
}

#[test]
fn a_question_that_was_being_read_is_the_next_after_a_break() {
    let resume = Event::Resume { offset: UtcOffset::UTC };
    let sitting = Sitting::new(Mode::Practice).then([Event::Hint { q: 1, hint: 1 }, resume]);
    assert_eq!(sitting.0.next_open(), Some(1));
}

#[test]
fn added_questions_come_first() {
    let paper = vec![question("new", Kind::TrueFalse)];
    let more = Event::More { reason: MoreReason::New, paper };
    let sitting = Sitting::new(Mode::Practice).then([answer(0), more]);
    assert_eq!(sitting.0.next_open(), Some(3));
}

#[test]
fn hints_are_counted_before_each_answer() {
    let hint = |hint| Event::Hint { q: 0, hint };
    let sitting =
        Sitting::new(Mode::Practice).then([hint(1), hint(2), hint(1), answer(0), hint(3)]);
    assert_eq!(sitting.item(0).answers()[0].hints, 2);
    assert_eq!(sitting.item(0).hints(), 3);
}

#[test]
fn flags_go_on_and_off() {
    let flag = Event::Flag { q: 0, note: "unclear".into() };
    let sitting = Sitting::new(Mode::Exam).then([flag]);
    assert_eq!(sitting.item(0).flag(), Some("unclear"));
    let sitting = sitting.then([end(), Event::Unflag { q: 0 }]);
    assert_eq!(sitting.item(0).flag(), None);
}

#[test]
fn claims_stand_until_they_or_their_answer_are_taken_back() {
    let claim = |line, note: &str| Event::Claim { line, note: note.into() };
    let events = [answer(0), claim(1, "a"), claim(1, "b"), undo(2)];
    let sitting = Sitting::new(Mode::Practice).then(events);
    let claims: Vec<_> = sitting.item(0).claims().collect();
    assert_eq!((claims.len(), claims[0].answer, &*claims[0].note), (1, 1, "b"));
    let sitting = sitting.then([undo(1)]);
    assert_eq!(sitting.item(0).claims().count(), 0);
    let after = Sitting::new(Mode::Exam).then([answer(0), end(), claim(1, ""), undo(3)]);
    assert_eq!(after.item(0).claims().count(), 0);
}

#[test]
fn time_is_counted_without_breaks_and_never_back() {
    let mut replay = Replay::new(start(Mode::Practice), at(0));
    let resume = || Event::Resume { offset: UtcOffset::UTC };
    let events = [(10, answer(0)), (1_000, resume()), (1_005, answer(1)), (900, answer(2))];
    for (seconds, event) in events.into_iter().chain([(1_006, end()), (5_000, late(0))]) {
        replay.apply(&Line { n: replay.next_line(), at: at(seconds), event }).unwrap();
    }
    assert_eq!(replay.spent().as_secs(), 10 + 5 + 1);
    assert_eq!((replay.started(), replay.last()), (at(0), at(5_000)));
    assert_eq!(replay.ended(), Some((at(1_006), EndReason::Done)));
    assert_eq!(replay.item(0).unwrap().ms(), 3_000);
}

/// Why an event cannot come after others.
fn refusal(mode: Mode, before: impl IntoIterator<Item = Event>, event: Event) -> Refusal {
    let mut replay = Sitting::new(mode).then(before).0;
    let (as_it_was, n) = (replay.clone(), replay.next_line());
    let refusal = replay.apply(&Line { n, at: at(99), event }).unwrap_err();
    assert_eq!(replay, as_it_was, "a refused line changes nothing");
    refusal
}

#[test]
fn events_that_name_nothing_are_refused() {
    let none = Refusal::NoQuestion { q: 3, count: 3 };
    let note = String::new;
    for event in [
        answer(3),
        skip(3),
        Event::Timeout { q: Some(3) },
        Event::Hint { q: 3, hint: 1 },
        Event::Flag { q: 3, note: note() },
        Event::Unflag { q: 3 },
    ] {
        assert_eq!(refusal(Mode::Practice, [], event), none);
    }
    let huge = Event::Skip { q: usize::MAX };
    assert_eq!(refusal(Mode::Exam, [], huge), Refusal::NoQuestion { q: usize::MAX, count: 3 });
    assert_eq!(refusal(Mode::Exam, [], undo(u64::MAX)), Refusal::NoLine(u64::MAX));
    assert_eq!(refusal(Mode::Exam, [], undo(1)), Refusal::NoLine(1));
    let claim = Event::Claim { line: 1, note: note() };
    assert_eq!(refusal(Mode::Exam, [], claim), Refusal::NoLine(1));
}

#[test]
fn only_some_lines_can_be_taken_back_and_only_once() {
    for (before, event) in [
        (Event::Hint { q: 0, hint: 1 }, "hint"),
        (Event::Timeout { q: Some(0) }, "timeout"),
        (Event::Flag { q: 0, note: String::new() }, "flag"),
        (Event::Resume { offset: UtcOffset::UTC }, "resume"),
    ] {
        let refused = refusal(Mode::Practice, [before], undo(1));
        assert_eq!(refused, Refusal::NotUndoable { line: 1, event });
    }
    let refused = refusal(Mode::Practice, [], undo(0));
    assert_eq!(refused, Refusal::NotUndoable { line: 0, event: "start" });
    let refused = refusal(Mode::Practice, [answer(0), undo(1)], undo(1));
    assert_eq!(refused, Refusal::UndoneAlready(1));
    let refused = refusal(Mode::Practice, [answer(0), undo(1)], undo(2));
    assert_eq!(refused, Refusal::NotUndoable { line: 2, event: "undo" });
}

#[test]
fn only_standing_answers_can_be_claimed_for() {
    let claim = |line| Event::Claim { line, note: String::new() };
    let refused = refusal(Mode::Practice, [skip(0)], claim(1));
    assert_eq!(refused, Refusal::NotAnAnswer { line: 1, event: "skip" });
    let refused = refusal(Mode::Practice, [answer(0), undo(1)], claim(1));
    assert_eq!(refused, Refusal::UndoneAlready(1));
    let refused = refusal(Mode::Practice, [skip(0), undo(1)], claim(1));
    assert_eq!(refused, Refusal::NotAnAnswer { line: 1, event: "skip" });
}

#[test]
fn answers_fit_their_question() {
    let wrong = Answered { response: Response::Truth(true), ..answered(0) };
    let (expected, found) = (Kind::SingleChoice, Kind::TrueFalse);
    let refused = refusal(Mode::Practice, [], Event::Answer(wrong));
    assert_eq!(refused, Refusal::WrongKind { q: 0, expected, found });
    let sure = Answered { confidence: Some(101), ..answered(0) };
    assert_eq!(refusal(Mode::Practice, [], Event::Answer(sure)), Refusal::Confidence(101));
    for outcome in [Fraction::new(3, 2), Fraction::new(-3, 2)] {
        let beyond = Answered { outcome: Some(outcome), ..answered(0) };
        assert_eq!(refusal(Mode::Practice, [], Event::Answer(beyond)), Refusal::Outcome);
    }
}

#[test]
fn a_sitting_starts_once_and_its_lines_are_in_step() {
    let again = Event::Start(Box::new(start(Mode::Exam)));
    assert_eq!(refusal(Mode::Exam, [], again), Refusal::StartAgain);
    assert_eq!(refusal(Mode::Exam, [], Event::Hint { q: 0, hint: 0 }), Refusal::HintZero);
    let more = Event::More { reason: MoreReason::New, paper: Vec::new() };
    assert_eq!(refusal(Mode::Exam, [], more), Refusal::MoreInExam);
    let mut replay = Replay::new(start(Mode::Exam), at(0));
    let refused = replay.apply(&Line { n: 2, at: at(1), event: skip(0) });
    assert_eq!(refused, Err(Refusal::OutOfStep { expected: 1, found: 2 }));
}

#[test]
fn little_may_come_after_the_end() {
    let resume = Event::Resume { offset: UtcOffset::UTC };
    for event in [answer(0), skip(0), undo(1), Event::Timeout { q: None }, resume, end()] {
        let name = event.name();
        let refused = refusal(Mode::Exam, [answer(0), end()], event);
        assert_eq!(refused, Refusal::AfterEnd(name));
    }
    Sitting::new(Mode::Exam).then([
        answer(0),
        end(),
        late(0),
        Event::Flag { q: 0, note: String::new() },
        Event::Unflag { q: 0 },
        Event::Claim { line: 1, note: String::new() },
    ]);
}

#[test]
fn an_answer_can_have_been_easy_outside_of_exams() {
    let easy = |line| Event::Easy { line };
    let sitting = Sitting::new(Mode::Review).then([answer(0), answer(1), easy(1)]);
    assert!(sitting.item(0).answers()[0].easy && !sitting.item(1).answers()[0].easy);
    assert_eq!(refusal(Mode::Exam, [answer(0)], easy(1)), Refusal::EasyInExam);
    let refused = refusal(Mode::Practice, [skip(0)], easy(1));
    assert_eq!(refused, Refusal::NotAnAnswer { line: 1, event: "skip" });
    assert_eq!(refusal(Mode::Practice, [answer(0), undo(1)], easy(1)), Refusal::UndoneAlready(1));
}

#[test]
fn an_exam_that_goes_forward_only_takes_nothing_back() {
    let mut start = start(Mode::Exam);
    start.limits.no_back = true;
    let mut replay = Replay::new(start, at(0));
    for event in [answer(0), skip(1)] {
        replay.apply(&Line { n: replay.next_line(), at: at(1), event }).unwrap();
    }
    for (event, q) in [(answer(0), 0), (answer(1), 1), (undo(1), 0), (undo(2), 1)] {
        assert_eq!(replay.allows(&event), Err(Refusal::NoBack(q)));
    }
    replay.allows(&late(0)).expect("what comes late is kept");
    replay.allows(&answer(2)).expect("what is open can be answered");
    assert!(!Sitting::new(Mode::Exam).then([answer(0)]).0.is_closed(0), "usually one may go back");
}

#[test]
fn the_time_until_one_leaves_counts_and_the_break_does_not() {
    let mut replay = Replay::new(start(Mode::Exam), at(0));
    let resume = Event::Resume { offset: UtcOffset::UTC };
    let leave = Event::Leave { q: Some(1), ms: 40_000 };
    for (seconds, event) in [(10, answer(0)), (50, leave), (9_000, resume), (9_005, answer(1))] {
        replay.apply(&Line { n: replay.next_line(), at: at(seconds), event }).unwrap();
    }
    assert_eq!(replay.spent().as_secs(), 50 + 5);
    let refused = refusal(Mode::Exam, [], Event::Leave { q: Some(3), ms: 0 });
    assert_eq!(refused, Refusal::NoQuestion { q: 3, count: 3 });
}
