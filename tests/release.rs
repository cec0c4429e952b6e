//! From exam to review: what was missed on a handout is due once the key is released, by the
//! student's own record.

use std::fs;
use std::process::Stdio;

use crate::support::{Ended, Sandbox, fixture};

const EXAM_DAY: &str = "2026-03-01T10:00:00Z";
const LATER: &str = "2026-03-05T10:00:00Z";
const NOTHING: &str = "Nothing to review yet: what you practise comes back here. To begin with new \
                       questions: quiz review --new 10\n";

fn deck(sandbox: &Sandbox, args: &[&str]) -> Ended {
    let mut command = sandbox.command("deck");
    command.args(args).stdout(Stdio::piped());
    sandbox.talk(command).end()
}

#[track_caller]
fn release(sandbox: &Sandbox, args: &[&str]) -> Ended {
    let args: Vec<&str> = ["release", "bees.toml"].iter().chain(args).copied().collect();
    let ended = deck(sandbox, &args);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    ended
}

/// A student who sat the handout: wrong on what bees make and on drones, right on legs; whether
/// bees sleep was not reached.
fn sat() -> Sandbox {
    let sandbox = Sandbox::new().file("bees.toml", fixture("bees-exam.toml"));
    fs::create_dir(sandbox.work().join("decks")).unwrap();
    let made = deck(&sandbox, &["handout", "bees.toml", "-o", "decks/bees-exam.toml"]);
    assert_eq!(made.status, Some(0), "{}", made.stderr);
    let run = sandbox.quiz(["exam", "decks/bees-exam.toml", "--as", "s1"]).session("EXAM");
    let ended = run.env("QUIZDECK_NOW", EXAM_DAY).input("b\nb\n6\nt\n:done\nh\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)), "{}", ended.stdout);
    sandbox
}

#[track_caller]
fn review(sandbox: &Sandbox, args: &[&str], input: &str) -> Ended {
    let run = sandbox.quiz(["review", "--seed", "1"].iter().chain(args)).session("REVIEW");
    let ended = run.env("QUIZDECK_NOW", LATER).input(input).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    ended
}

#[test]
fn what_was_missed_in_the_exam_is_due_once_the_key_is_released() {
    let sandbox = sat();
    let record = sandbox.records().join("EXAM.jsonl");
    let before = fs::read(&record).unwrap();
    assert_eq!(review(&sandbox, &[], "").stdout, NOTHING);
    let made = release(&sandbox, &["-o", "decks/bees.released.toml"]);
    assert_eq!(
        (made.stdout.as_str(), made.stderr.as_str()),
        (
            "decks/bees.released.toml: 4 questions, with keys; for exams on the deck and on 1 \
             handout.\nTell your students: what you missed in the exam comes back with\n  quiz \
             review bees.released.toml\n",
            ""
        )
    );
    // The handout lies in the same folder, and nothing is said about that. What was right comes
    // back as after any first success.
    let run = sandbox.quiz(["review", "--seed", "1"]).session("REVIEW");
    let run = run.env("QUIZDECK_NOW", "2026-03-02T10:00:00Z").input("f\nWax\n");
    run.stdout_snapshot("review-after-exam").check();
    assert_eq!(fs::read(&record).unwrap(), before, "nothing in the record is changed");
}

#[test]
fn the_released_deck_can_be_named() {
    let sandbox = sat();
    release(&sandbox, &[]);
    let ended = review(&sandbox, &["bees.released.toml"], ":quit\n");
    assert!(ended.stdout.starts_with("Review: 3 due questions;"), "{}", ended.stdout);
}

#[test]
fn a_deck_that_is_not_that_of_the_exam_gives_nothing() {
    let sandbox = sat();
    // A deck with the same id and another handout.
    let text = fixture("bees-exam.toml");
    let other = text.replace("What do bees make?", "What do bees eat?");
    fs::write(sandbox.work().join("other.toml"), other).unwrap();
    let made = deck(&sandbox, &["release", "other.toml"]);
    assert_eq!(made.status, Some(0), "{}", made.stderr);
    assert_eq!(review(&sandbox, &["other.released.toml"], "").stdout, NOTHING);
    // The deck with its key, but without the mark.
    assert_eq!(review(&sandbox, &["bees.toml"], "").stdout, NOTHING);
}

#[test]
fn a_key_and_a_text_that_were_mended_after_the_exam_judge_it() {
    let sandbox = sat();
    let text = fixture("bees-exam.toml");
    let mended = text.replace("answer = false", "answer = true").replace("What do", "Which do");
    fs::write(sandbox.work().join("bees.toml"), mended).unwrap();
    let made = release(&sandbox, &[]);
    assert_eq!(
        made.stderr,
        "warning: changed since the exam: `made`; answers are judged by the deck as it is now, \
         where it still has what they name\n"
    );
    let run = sandbox.quiz(["review", "bees.released.toml", "--seed", "1"]);
    let ended = run.env("QUIZDECK_NOW", "2026-03-02T10:00:00Z").input(":quit\n").run();
    assert!(ended.stdout.starts_with("Review: 1 due question;"), "{}", ended.stdout);
}

#[test]
fn a_released_deck_is_clean_laid_out_and_written_over_only_by_force() {
    let sandbox = sat();
    release(&sandbox, &[]);
    let text = fs::read_to_string(sandbox.work().join("bees.released.toml")).unwrap();
    for secret in ["#", "lint", "old hands"] {
        assert!(!text.contains(secret), "{text}");
    }
    let laid_out = deck(&sandbox, &["fmt", "--check", "bees.released.toml"]);
    assert_eq!((laid_out.stdout.as_str(), laid_out.status), ("", Some(0)));
    let again = deck(&sandbox, &["release", "bees.toml"]);
    let refused = "deck: bees.released.toml exists; nothing was written\n\
                   hint: another file can be named, or --force replaces a released deck\n";
    assert_eq!((again.stderr.as_str(), again.status), (refused, Some(2)));
    release(&sandbox, &["--force"]);
    let handout = deck(&sandbox, &["release", "decks/bees-exam.toml"]);
    let refused = "deck: decks/bees-exam.toml: it is a handout: it holds no keys to release\n\
                   hint: release the deck that it was made from\n";
    assert_eq!((handout.stderr.as_str(), handout.status), (refused, Some(1)));
}
