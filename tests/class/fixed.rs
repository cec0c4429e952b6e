//! The class that sat one paper, from its records to a fair regrade: scored; the wrong key found by
//! its flag; the records verified; the key mended; everybody regraded.

use std::fs;
use std::process::Command;

use super::sitting::{DECK, fixed, mended, wrong};
use super::{LATER, as_drawn};
use crate::support::Sandbox;

/// What every command says of the stranger and of who left.
pub(super) const TO_LOOK_AT: &str =
    "gradebook: 1 record was not used, 1 student has to be looked at\n";
/// Where a command says nothing of them on standard output.
pub(super) const LISTED: &str = "records/west/s160.jsonl: `s160` is not in the roster; did they mean `s060`?\n\
     gradebook: 1 record was not used, 1 student has to be looked at\n";

#[test]
fn it_is_scored() {
    let sandbox = fixed().sandbox();
    let score = || sandbox.gradebook(as_drawn(&["score", "class.toml"]));
    score().stdout_snapshot("class-score").stderr(TO_LOOK_AT).status(1).check();
    let plain = sandbox.gradebook(["score", "class.toml"]);
    plain.stdout_snapshot("class-score-plain").stderr(TO_LOOK_AT).status(1).check();
}

#[test]
fn the_wrong_key_is_flagged_and_no_other() {
    let sandbox = fixed().sandbox();
    let items = sandbox.gradebook(as_drawn(&["items"])).stdout_snapshot("class-items");
    items.stderr(LISTED).status(1).check();
    let one = sandbox.gradebook(as_drawn(&["items", "--item", "condensing"]));
    one.stdout_snapshot("class-item").stderr(LISTED).status(1).check();
    let suspects = |sandbox: &Sandbox| super::flagged(sandbox, "key-suspect");
    let dew = "likely miskeyed: the best third chose dew \"At its dew point\" (95 %)";
    assert_eq!(suspects(&sandbox), [("condensing".to_owned(), dew.to_owned())]);
    assert_eq!(suspects(&sandbox.file(DECK, mended())), []);
}

#[test]
fn its_records_are_verified() {
    let sandbox = fixed().sandbox();
    let args = as_drawn(&["verify", "--receipts", "receipt"]);
    let verify = sandbox.gradebook(args).env("QUIZDECK_NOW", LATER);
    let found = "gradebook: 5 findings have to be looked at, 2 pairs have many identical wrong \
                 answers\n";
    verify.stdout_snapshot("class-verify").stderr(found).status(1).check();
}

#[test]
fn who_is_not_allowed_extra_time_is_told() {
    let sandbox = fixed().sandbox();
    let roster = fs::read_to_string(sandbox.work().join("roster.csv")).unwrap();
    let sandbox = sandbox.file("roster.csv", roster.replace(",1.5,", ",1.25,"));
    let scored = sandbox.gradebook(["score"]).run();
    let row = scored.stdout.lines().find(|line| line.starts_with("Student: s021;")).unwrap();
    assert!(row.ends_with("Notes: sat with extra time 3/2, the roster gives 5/4"), "{row}");
    let two = "gradebook: 1 record was not used, 2 students have to be looked at\n";
    assert_eq!(scored.stderr, two);
    let verified = sandbox.gradebook(["verify"]).env("QUIZDECK_NOW", LATER).run();
    let found = "s021, Ílker O'Brien\nrecords/west/s021.jsonl: it was sat with extra time 3/2, the \
                 roster gives 5/4\n\n";
    assert!(verified.stdout.contains(found), "{}", verified.stdout);
}

#[test]
fn the_mended_key_is_applied_to_everybody() {
    let sandbox = fixed().sandbox().file("before.toml", wrong()).file(DECK, mended());
    let regrade = |args: &[&str]| {
        let args = ["regrade", "class.toml", "--against", "before.toml"].iter().chain(args);
        sandbox.gradebook(as_drawn(&args.copied().collect::<Vec<_>>()))
    };
    let scores = sandbox.work().join("scores.csv");
    let log = sandbox.work().join("regrade.jsonl");
    let dry = format!("Nothing is written yet. `--apply` writes scores.csv and the log.\n{LISTED}");
    regrade(&[]).stdout_snapshot("class-regrade").stderr(dry).status(1).check();
    assert!(!scores.exists() && !log.exists(), "a dry run writes nothing");
    let written = format!("60 students written to scores.csv; the log is regrade.jsonl\n{LISTED}");
    let apply = regrade(&["--apply"]).stdout_snapshot("class-regrade");
    apply.stderr(written).status(1).check();
    assert_eq!(fs::read_to_string(&log).unwrap().lines().count(), 1);
    let exported = sandbox.gradebook(["export", "--to", "csv"]).run();
    assert_eq!(fs::read_to_string(&scores).unwrap(), exported.stdout);
    let score = sandbox.gradebook(as_drawn(&["score"])).stdout_snapshot("class-score-mended");
    score.stderr(TO_LOOK_AT).status(1).check();
}

#[test]
fn regrading_by_the_same_deck_changes_nothing() {
    let sandbox = fixed().sandbox().file(DECK, mended());
    let again = sandbox.gradebook(["regrade", "--against", DECK]).stdout("Nothing changes.\n");
    again.stderr(LISTED).status(1).check();
}

/// Runs git in the instructor's folder, as nobody in particular.
fn git(sandbox: &Sandbox, args: &[&str]) {
    let who = ["-c", "user.name=An Author", "-c", "user.email=author@example.com"];
    let mut git = Command::new("git");
    git.args(who).args(args).current_dir(sandbox.work());
    git.env_clear().envs(sandbox.environment());
    let output = git.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_deck_as_it_was_may_be_a_revision() {
    let sandbox = fixed().sandbox();
    git(&sandbox, &["init", "--quiet"]);
    git(&sandbox, &["add", DECK]);
    git(&sandbox, &["commit", "--quiet", "--message", "The exam"]);
    let sandbox = sandbox.file(DECK, mended()).file("before.toml", wrong());
    let against = |what: &str| {
        let args = ["regrade", "--against", what, "--format", "json"];
        let ended = sandbox.gradebook(args).run();
        assert_eq!(ended.status, Some(1), "{}", ended.stderr);
        ended.stdout.replace(&format!("\"against\":\"{what}\""), "")
    };
    assert_eq!(against("HEAD"), against("before.toml"));
    let missing = "gradebook: HEAD~7 is neither a file nor a git revision with the deck\n\
                   hint: git: fatal: invalid object name 'HEAD~7'.\n";
    let run = sandbox.gradebook(["regrade", "--against", "HEAD~7"]);
    run.stderr(missing).status(2).check();
}
