//! The class of which everybody had a paper of their own: what is different from one paper for all.

use std::fs;

use serde_json::Value;

use super::fixed::{LISTED, TO_LOOK_AT};
use super::sitting::{DECK, drawn, mended, wrong};
use super::{LATER, as_drawn, flagged};

#[test]
fn it_is_scored() {
    let sandbox = drawn().sandbox();
    let score = sandbox.gradebook(as_drawn(&["score"])).stdout_snapshot("class-drawn-score");
    score.stderr(TO_LOOK_AT).status(1).check();
}

#[test]
fn the_wrong_key_is_flagged_and_what_papers_do_not_share_is_not_reckoned() {
    let sandbox = drawn().sandbox();
    let items = sandbox.gradebook(as_drawn(&["items"])).stdout_snapshot("class-drawn-items");
    let items = items.stderr(LISTED).status(1).check();
    for told in ["Reliability: α n/a: papers differ.", "Rasch: n/a: papers differ."] {
        assert!(items.stdout.contains(told), "{told}");
    }
    let dew = "likely miskeyed: the best third chose dew \"At its dew point\" (100 %)";
    assert_eq!(flagged(&sandbox, "key-suspect"), [("condensing".to_owned(), dew.to_owned())]);
    assert_eq!(flagged(&sandbox.file(DECK, mended()), "key-suspect"), []);
}

#[test]
fn who_was_not_asked_does_not_change() {
    let sandbox = drawn().sandbox().file("before.toml", wrong()).file(DECK, mended());
    let args = as_drawn(&["regrade", "--against", "before.toml"]);
    let dry = format!("Nothing is written yet. `--apply` writes scores.csv and the log.\n{LISTED}");
    let regrade = sandbox.gradebook(args).stdout_snapshot("class-drawn-regrade");
    let ended = regrade.stderr(dry).status(1).check();
    let asked = |(_, record): &(&String, &Vec<u8>)| {
        let start = String::from_utf8_lossy(record);
        start.lines().next().unwrap().contains("\"condensing\"")
    };
    let asked = drawn().records().filter(asked).count();
    let changed = ended.stdout.lines().filter(|line| line.starts_with("  s")).count();
    assert!(changed > 30 && changed <= asked && asked < 60, "{changed} of {asked}");
}

#[test]
fn papers_and_seeds_are_recomputed() {
    let sandbox = drawn().sandbox();
    let args = as_drawn(&["verify", "--receipts", "receipt"]);
    let verify = sandbox.gradebook(args).env("QUIZDECK_NOW", LATER);
    let found = "gradebook: 5 findings have to be looked at, 5 pairs have many identical wrong \
                 answers\n";
    let ended = verify.stdout_snapshot("class-drawn-verify").stderr(found).status(1).check();
    assert!(!ended.stdout.contains("Not checked"), "{}", ended.stdout);
}

#[test]
fn a_neighbours_record_under_an_own_name_is_noticed() {
    let sandbox = drawn().sandbox();
    let place = |name: &str| sandbox.work().join(name);
    let neighbour = fs::read_to_string(place("records/west/s003.jsonl")).unwrap();
    let start: Value = serde_json::from_str(neighbour.lines().next().unwrap()).unwrap();
    fs::write(place("records/east/s002.jsonl"), neighbour.replace("s003", "s002")).unwrap();
    let ended = sandbox.gradebook(["verify"]).env("QUIZDECK_NOW", LATER).run();
    let told = ended.stdout.lines().filter_map(|l| l.strip_prefix("records/east/s002.jsonl: "));
    let seed = start["seed"].as_str().unwrap();
    let seed = format!("its seed is {seed}, not the one of this student; it is that of `s003`");
    let expected = [
        "it was changed after it was written: the hash of its line n = 0 does not fit",
        &seed,
        "after its start, it has the lines and times of records/west/s003.jsonl, which is `s003`'s",
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
}
