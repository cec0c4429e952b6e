//! Where the record of an exam is, and how an exam that was left goes on.

use std::fs;

use super::{DECK, SIT, events, lines_of, receipt, responses};
use crate::support::{Run, Sandbox};

const LATER: &str = "2026-03-04T18:00:00Z";

fn to_file(sandbox: &Sandbox) -> Run<'_> {
    sandbox.quiz(SIT.iter().chain(&["--record", "hand-in.jsonl"]))
}

#[test]
fn the_record_is_written_where_it_is_wanted() {
    let sandbox = Sandbox::with(DECK);
    let ended = to_file(&sandbox).input("b\nThe Moon\n:done\nh\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    assert!(ended.stdout.contains("\nRecord: hand-in.jsonl\nReceipt: "), "{}", ended.stdout);
    let lines = lines_of(&sandbox, "hand-in.jsonl");
    assert_eq!(events(&lines), ["start", "answer 0", "end done"]);
    let h = lines.last().unwrap()["h"].as_str().unwrap();
    assert_eq!(receipt(&ended.stdout).replace('-', ""), h);
    assert!(!sandbox.records().exists(), "one sitting is one file");
}

#[test]
fn nothing_is_written_over() {
    let sandbox = Sandbox::with(DECK).file("hand-in.jsonl", "Anything at all.");
    let stderr = "quiz: hand-in.jsonl exists already, so nothing was asked\n\
                  hint: a record is never written over; give another name, or go on with: quiz \
                  resume\n";
    let ended = to_file(&sandbox).input("b\nThe Moon\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), (stderr, Some(2)));
    assert!(!ended.stdout.contains("Question"), "{}", ended.stdout);
    let kept = fs::read_to_string(sandbox.work().join("hand-in.jsonl")).unwrap();
    assert_eq!(kept, "Anything at all.");
}

#[test]
fn a_file_in_no_folder() {
    let sandbox = Sandbox::with(DECK);
    let args = SIT.iter().chain(&["--record", "none/hand-in.jsonl"]);
    let ended = sandbox.quiz(args).input("b\n").run();
    let words = "quiz: there is no folder none, so nothing was asked\n\
                 hint: the record needs a folder that is there\n";
    assert_eq!((ended.stderr.as_str(), ended.status), (words, Some(2)));
    assert_eq!(ended.stdout, "", "that is said before the exam begins");
}

#[test]
fn a_record_in_a_file_goes_on_by_its_name() {
    let sandbox = Sandbox::with(DECK);
    let left = to_file(&sandbox).input("b\nThe Sun\n:quit\n").run();
    let words = "Saved, and not handed in. Go on with: quiz resume hand-in.jsonl\n";
    assert!(left.stdout.ends_with(words), "{}", left.stdout);
    let ended =
        sandbox.quiz(["resume", "hand-in.jsonl"]).input(":go 1\nThe Moon\n:done\nh\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    assert!(ended.stdout.contains("\nRecord: hand-in.jsonl\nReceipt: "), "{}", ended.stdout);
    let lines = lines_of(&sandbox, "hand-in.jsonl");
    assert_eq!(events(&lines), ["start", "answer 0", "leave 1", "resume", "answer 0", "end done"]);
    assert_eq!(responses(&lines, 0), [r#"{"choice":"sun"}"#, r#"{"choice":"moon"}"#]);
    let stderr = "quiz: the sitting in hand-in.jsonl is finished\n";
    sandbox.quiz(["resume", "hand-in.jsonl"]).stderr(stderr).status(2).check();
}

#[test]
fn three_days_later_both_dates_are_kept_and_no_time_is_lost() {
    let sandbox = Sandbox::with(DECK);
    sandbox.quiz(SIT).input("b\nThe Moon\n:quit\n").run();
    let run = sandbox.quiz(["resume"]).env("QUIZDECK_NOW", LATER).env("TZ", "Asia/Kathmandu");
    let ended =
        run.input("t\n:back\nf\n:done\nl\nh\nm\n\n").stdout_snapshot("exam-resumed").check();
    assert!(ended.stdout.contains("\nTime left: 30 min.\n"), "{}", ended.stdout);
    let lines = sandbox.recorded_lines();
    assert_eq!(
        events(&lines),
        ["start", "answer 0", "leave 1", "resume", "answer 1", "answer 1", "end done"]
    );
    let days: Vec<_> = lines.iter().map(|line| line["at"].as_str().unwrap()).collect();
    assert!(days[..3].iter().all(|at| at.starts_with("2026-03-01")), "{days:?}");
    assert!(days[3..].iter().all(|at| at.starts_with("2026-03-04T18:00:00")), "{days:?}");
    assert_eq!((&lines[0]["offset"], &lines[3]["offset"]), (&"+00:00".into(), &"+05:45".into()));
}

#[test]
fn the_end_of_the_input_leaves_it_open() {
    for input in ["b\n", "b\nThe Moon", "b\nThe Moon\n:done\n"] {
        let sandbox = Sandbox::with(DECK);
        let ended = sandbox.quiz(SIT).input(input).run();
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
        let words = "\nSaved, and not handed in. Go on with: quiz resume TEST-SITTING\n";
        assert!(ended.stdout.ends_with(words), "{}", ended.stdout);
        assert!(!ended.stdout.contains("Score"), "{}", ended.stdout);
        let lines = sandbox.recorded_lines();
        assert!(lines.iter().all(|line| line["event"] != "end"), "{lines:?}");
        let resumed = sandbox.quiz(["resume"]).input(":done\nh\nd\n").run();
        assert!(resumed.stdout.contains("\nReceipt: "), "{}", resumed.stdout);
    }
}

#[test]
fn an_exam_with_every_question_dealt_with_goes_on_with_the_look_over() {
    let sandbox = Sandbox::with(DECK);
    sandbox.quiz(SIT).input("b\na\nt\na b\n24.84\nslack\n:skip\nq\n").run();
    let ended = sandbox.quiz(["resume"]).input("g\nb\nh\nd\n").run();
    let begins = "All 6 questions were dealt with.\n\n6 questions: 5 answered, 1 unanswered (6).\n";
    assert!(ended.stdout.starts_with(begins), "{}", ended.stdout);
    assert!(ended.stdout.contains("\n6 questions: 6 answered.\n"), "{}", ended.stdout);
    assert!(ended.stdout.contains("Score: 7 of 7 points"), "{}", ended.stdout);
}

#[test]
fn how_sure_is_never_asked_in_an_exam() {
    let sandbox = Sandbox::with(DECK).config("confidence = true\n");
    let ended = sandbox.quiz(SIT).input("b\nThe Moon\n:quit\n").run();
    let resumed = sandbox.quiz(["resume"]).input("t\n:quit\n").run();
    for ended in [&ended, &resumed] {
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
        assert!(!ended.stdout.contains("How sure"), "{}", ended.stdout);
    }
    assert_eq!(
        events(&sandbox.recorded_lines()),
        ["start", "answer 0", "leave 1", "resume", "answer 1", "leave 2"]
    );
}

/// Who leaves has no time back: the time until then counts, and a question's own clock goes on.
#[test]
fn to_leave_gives_no_time_back() {
    let sandbox = Sandbox::with(DECK);
    let args = ["exam", DECK, "--time-limit", "60s", "--seed", "1"];
    let left =
        sandbox.quiz(args).env("QUIZDECK_NOW", "2026-11-24T09:00:00Z/5s").input("b\n:quit\n").run();
    assert_eq!(left.status, Some(0), "{}", left.stderr);
    let leave = sandbox.recorded_lines().pop().unwrap();
    assert_eq!((&leave["event"], &leave["q"]), (&"leave".into(), &0.into()));
    assert!(leave["ms"].as_u64().unwrap() >= 5_000, "{leave}");
    let now = "2026-11-27T09:00:00Z";
    let ended = sandbox.quiz(["resume"]).env("QUIZDECK_NOW", now).input(":time\n:quit\n").run();
    let time = ended.stdout.lines().find(|line| line.ends_with(" left.")).unwrap();
    assert!(!time.starts_with("0 s so far"), "{time}");
}
