//! `quiz history` and `quiz export`: the table, one sitting in full, what was flagged, and what
//! becomes of it when decks vanish and records break.

use std::fs;

use crate::support::{Run, Sandbox, snapshot};

const DECK: &str = "all-kinds.toml";
/// Two ids that end alike but for the letter before.
const FIRST: &str = "01KJM3V5Z0AAAAAAAAAAAAAAXY";
const SECOND: &str = "01KJM3V5Z0BBBBBBBBBBBBBBXY";
const THIRD: &str = "01KJM3V5Z0CCCCCCCCCCCCCC7Q";
/// A note that means to steer a terminal and a spreadsheet.
const HOSTILE: &str = "=cmd()|' \u{1b}[2J\u{9b}31m\u{202e}x";

/// A sitting of three questions of one kind, with a clock that goes on.
fn sit(sandbox: &Sandbox, id: &str, now: &str, input: &str) {
    let args = ["practice", DECK, "--seed", "7", "--kind", "single-choice"];
    let run = sandbox.quiz(args).session(id).env("QUIZDECK_NOW", now);
    let ended = run.input(input).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
}

/// A sitting with a flag and a second try, one that was resumed elsewhere and is still open, and
/// one of another deck.
pub(crate) fn studied() -> Sandbox {
    let sandbox = Sandbox::with(DECK);
    let input = format!(
        "Binoculars\n:flag {HOSTILE}\n:hint\nSirius\n:claim it was close\n:undo\nVega\n:skip\nd\n"
    );
    sit(&sandbox, FIRST, "2026-02-20T09:30:00Z/9s", &input);
    sit(&sandbox, SECOND, "2026-02-22T22:10:00Z/9s", "A large telescope\n:flag\n:quit\n");
    let resume = sandbox.quiz(["resume", "BXY"]).env("TZ", "Asia/Kathmandu");
    let ended =
        resume.env("QUIZDECK_NOW", "2026-02-25T20:00:00Z/9s").input("Sirius\n:quit\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    let title = "title = \"=Old\\u001B[2J \\u202E*things*\"";
    let deck = format!(
        "format = 1\nid = \"old-deck\"\n{title}\n[[question]]\nid = \"one\"\nprompt = \"Is it \
         so?\"\nanswer = true\npoints = 2\n"
    );
    fs::write(sandbox.work().join("old.toml"), deck).unwrap();
    let run = sandbox.quiz(["old.toml", "--seed", "1"]).session(THIRD);
    let ended = run.env("QUIZDECK_NOW", "2026-02-24T07:00:00Z/9s").input("t\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    sandbox
}

/// The history on a terminal of 80 columns, without colours.
fn drawn<'s>(sandbox: &'s Sandbox, args: &[&str]) -> Run<'s> {
    let look = ["history", "--ui", "rich", "--color", "never"];
    sandbox.quiz(look.iter().chain(args)).env("COLUMNS", "80")
}

#[test]
fn no_history_says_how_to_begin() {
    let sandbox = Sandbox::new();
    let none = "No sittings yet. Begin with `quiz`, which lets you choose a deck.\n";
    sandbox.quiz(["history"]).stdout(none).check();
    sandbox.quiz(["history", "--flagged"]).stdout(none).check();
    sandbox.quiz(["history", "--format", "json"]).stdout("[]\n").check();
    let missing = "quiz: there is no sitting X\nhint: quiz history lists the sittings\n";
    sandbox.quiz(["history", "X"]).stderr(missing).status(2).check();
    sandbox.quiz(["export", "X"]).stderr(missing).status(2).check();
    let nothing = "quiz: there is no sitting to export\n";
    sandbox.quiz(["export", "--all"]).stderr(nothing).status(2).check();
}

#[test]
fn the_sittings_are_a_table() {
    let sandbox = studied();
    drawn(&sandbox, &[]).stdout_snapshot("history-drawn").check();
    sandbox.quiz(["history"]).stdout_snapshot("history-line").check();
    sandbox.quiz(["history", "--format", "csv"]).stdout_snapshot("history-csv").check();
    let ended =
        sandbox.quiz(["history", "--format", "json"]).stdout_snapshot("history-json").check();
    let data: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(data[0]["decks"][0]["title"], "=Old\u{1b}[2J \u{202e}*things*");
    assert_eq!(data[2]["marks"]["earned"], "1");
}

#[test]
fn some_of_the_sittings() {
    let sandbox = studied();
    let shown = |args: &[&str], expected: &[&str], stderr: &str| {
        let all = ["history", "--format", "json"];
        let ended = sandbox.quiz(all.iter().chain(args)).run();
        assert_eq!((ended.stderr.as_str(), ended.status), (stderr, Some(0)));
        let data: Vec<serde_json::Value> = serde_json::from_str(&ended.stdout).unwrap();
        let sessions: Vec<_> = data.iter().map(|row| row["session"].as_str().unwrap()).collect();
        assert_eq!(sessions, expected);
    };
    shown(&["--deck", "old-deck"], &[THIRD], "");
    shown(&["--mode", "exam"], &[], "");
    shown(&["--mode", "practice", "--since", "2026-02-22"], &[THIRD, SECOND], "");
    shown(&["--since", "2026-02-25"], &[], "");
    let left_out = "quiz: the newest 1 of 3 sittings; 2 left out\n";
    shown(&["-n", "1"], &[THIRD], left_out);
    sandbox.quiz(["history", "--mode", "exam"]).stdout("No sitting fits.\n").check();
    let ended = sandbox.quiz(["history", "-n", "1"]).run();
    assert!(ended.stdout.ends_with("\n\nThe newest 1 of 3 sittings; 2 left out.\n"));
    let wrong = sandbox.quiz(["history", "--since", "yesterday"]).run();
    assert_eq!(wrong.status, Some(2));
    assert!(wrong.stderr.contains("a date is written such as 2026-03-01"), "{}", wrong.stderr);
}

#[test]
fn one_sitting_in_full() {
    let sandbox = studied();
    drawn(&sandbox, &["AXY"]).stdout_snapshot("history-one-drawn").check();
    sandbox.quiz(["history", FIRST]).stdout_snapshot("history-one-line").check();
    sandbox
        .quiz(["history", "axy", "--format", "json"])
        .stdout_snapshot("history-one-json")
        .check();
    sandbox.quiz(["history", "BXY"]).stdout_snapshot("history-one-open").check();
    let file = sandbox.records().join(format!("{THIRD}.jsonl"));
    let by_file = sandbox.quiz(["history", file.to_str().unwrap()]).run().stdout;
    assert_eq!(by_file, sandbox.quiz(["history", "7Q"]).run().stdout);
    let several = format!(
        "quiz: several sittings begin or end with XY\nhint: type more of the id: {FIRST}, {SECOND}\n"
    );
    sandbox.quiz(["history", "XY"]).stderr(several).status(2).check();
    let no_table = "quiz: one sitting is no table, so there is no csv of it\n\
                    hint: --format json holds all of it\n";
    sandbox.quiz(["history", "7Q", "--format", "csv"]).stderr(no_table).status(2).check();
}

#[test]
fn what_was_flagged() {
    let sandbox = studied();
    drawn(&sandbox, &["--flagged"]).stdout_snapshot("history-flagged-drawn").check();
    let flagged = ["history", "--flagged"];
    sandbox.quiz(flagged).stdout_snapshot("history-flagged-line").check();
    let csv = flagged.iter().chain(&["--format", "csv"]);
    sandbox.quiz(csv).stdout_snapshot("history-flagged-csv").check();
    let json = flagged.iter().chain(&["--format", "json"]);
    let ended = sandbox.quiz(json).stdout_snapshot("history-flagged-json").check();
    let data: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(data[1]["note"], HOSTILE);
    let other = flagged.iter().chain(&["--deck", "old-deck"]);
    sandbox.quiz(other).stdout("No flag in 1 sitting.\n").check();
}

#[test]
fn a_deck_that_vanished_keeps_its_history() {
    let sandbox = studied();
    for deck in [DECK, "old.toml"] {
        fs::remove_file(sandbox.work().join(deck)).unwrap();
    }
    let mut all = String::new();
    for args in [&[][..], &["7Q"], &["--flagged"]] {
        let ended = drawn(&sandbox, args).run();
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
        all.push_str(&format!("══ {args:?} ══\n{}\n", ended.stdout));
    }
    snapshot::check("history-vanished", "standard output", &[], &all);
}

#[test]
fn a_deck_that_broke_is_told_about() {
    let sandbox = studied();
    fs::remove_file(sandbox.work().join("old.toml")).unwrap();
    let sandbox = sandbox.file("decks/old.toml", "format = 1\nid = \"old-deck\"\n");
    let broken =
        "quiz: decks/old.toml is left out: it has 2 errors; `quiz decks/old.toml` shows them\n";
    let ended = sandbox.quiz(["history", "--deck", "old-deck"]).stderr(broken);
    let ended = ended.stdout_snapshot("history-deck-broken").check();
    assert!(ended.stdout.contains("Deck: old-deck (deck not found);"));
}

#[test]
fn records_that_cannot_be_used_are_named_once_and_left_alone() {
    let sandbox = studied();
    let text = fs::read_to_string(sandbox.records().join(format!("{FIRST}.jsonl"))).unwrap();
    let broken = text.replacen("\"event\":\"answer\"", "\"event\":\"anser\"", 1);
    let newer = text.replacen("\"record\":1", "\"record\":9", 1);
    let files = [
        ("broken.jsonl", broken.as_str()),
        ("foreign.jsonl", "Dear diary\n"),
        ("newer.jsonl", newer.as_str()),
        ("both.jsonl", &text.repeat(2)),
        ("empty.jsonl", ""),
        ("notes.txt", "not looked at"),
    ];
    let sandbox = files.iter().fold(sandbox, |sandbox, (name, text)| sandbox.record(name, text));
    let run = sandbox.quiz(["history", "-n", "1"]).stderr_snapshot("history-broken");
    let ended = run.stdout_snapshot("history-beside-broken").status(1).check();
    assert_eq!(ended.stderr.lines().count(), 4, "each once");
    sandbox
        .quiz(["history", "--flagged", "--mode", "exam"])
        .stdout("No sitting fits.\n")
        .stderr_snapshot("history-broken")
        .status(1)
        .check();
    // One that is asked for has nothing to do with the others.
    let ended = sandbox.quiz(["history", THIRD]).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    for command in ["history", "export"] {
        let ended = sandbox.quiz([command, "foreign"]).run();
        assert_eq!((ended.stdout.as_str(), ended.status), ("", Some(1)));
        assert_eq!(
            ended.stderr,
            "quiz: the record of the sitting foreign cannot be used\n\
             hint: [DATA]/quizdeck/records/foreign.jsonl is left out: line 1: this is no record of \
             a sitting\n"
        );
    }
    for (name, text) in files {
        assert_eq!(fs::read_to_string(sandbox.records().join(name)).unwrap(), text, "{name}");
    }
}

/// The texts of records in the folder.
fn records(sandbox: &Sandbox, ids: &[&str]) -> String {
    let text = |id| fs::read_to_string(sandbox.records().join(format!("{id}.jsonl"))).unwrap();
    ids.iter().map(text).collect()
}

#[test]
fn records_are_exported_as_they_are() {
    let sandbox = studied();
    let two = records(&sandbox, &[SECOND, FIRST]);
    sandbox.quiz(["export", "BXY", FIRST, "bxy"]).stdout(two).check();
    let all = records(&sandbox, &[FIRST, SECOND, THIRD]);
    sandbox.quiz(["export", "--all"]).stdout(all.as_str()).check();
    let since = records(&sandbox, &[SECOND, THIRD]);
    sandbox.quiz(["export", "--since", "2026-02-22"]).stdout(since).check();
    // What was exported is read again.
    let mut other = Sandbox::with(DECK);
    fs::copy(sandbox.work().join("old.toml"), other.work().join("old.toml")).unwrap();
    let exported = sandbox.quiz(["export", "--all"]).run().stdout;
    let begins = |at: &usize| exported[*at..].starts_with("{\"n\":0,");
    let starts: Vec<usize> = exported.match_indices('{').map(|(at, _)| at).filter(begins).collect();
    assert_eq!(starts.len(), 3);
    let ends = starts.iter().copied().skip(1).chain([exported.len()]);
    for (number, (start, end)) in starts.iter().zip(ends).enumerate() {
        other = other.record(&format!("{number}.jsonl"), &exported[*start..end]);
    }
    let history = ["history", "--format", "json"];
    let expected = sandbox.quiz(history).run().stdout;
    other.quiz(history).stdout(expected).check();
}

#[test]
fn an_export_never_takes_the_place_of_a_file_unasked() {
    let sandbox = studied();
    let out = sandbox.work().join("hand-in.jsonl");
    let export = ["export", "7Q", "-o", "hand-in.jsonl"];
    let written = "quiz: 1 record written to hand-in.jsonl\n";
    sandbox.quiz(export).stderr(written).check();
    assert_eq!(fs::read_to_string(&out).unwrap(), records(&sandbox, &[THIRD]));
    let all = ["export", "--all", "-o", "hand-in.jsonl"];
    let there = "quiz: hand-in.jsonl is there already; nothing was written\n\
                 hint: --force puts the records in its place\n";
    sandbox.quiz(all).stderr(there).status(2).check();
    assert_eq!(fs::read_to_string(&out).unwrap(), records(&sandbox, &[THIRD]));
    let written = "quiz: 3 records written to hand-in.jsonl\n";
    sandbox.quiz(all.iter().chain(&["--force"])).stderr(written).check();
    assert_eq!(fs::read_to_string(&out).unwrap(), records(&sandbox, &[FIRST, SECOND, THIRD]));
    let among = sandbox.records().join(format!("{FIRST}.jsonl"));
    let before = records(&sandbox, &[FIRST]);
    let refused = format!(
        "quiz: [DATA]/quizdeck/records/{FIRST}.jsonl is among the records themselves\n\
         hint: name a file in another folder\n"
    );
    let args = ["export", "7Q", "--force", "-o", among.to_str().unwrap()];
    sandbox.quiz(args).stderr(refused).status(2).check();
    assert_eq!(records(&sandbox, &[FIRST]), before);
    let nowhere = sandbox.quiz(["export", "7Q", "-o", "no/such/folder.jsonl"]).run();
    assert_eq!(nowhere.status, Some(2), "{}", nowhere.stderr);
}

#[test]
fn a_torn_tail_is_left_out_and_said() {
    let sandbox = studied();
    let whole = records(&sandbox, &[SECOND]);
    let sandbox = sandbox.record(&format!("{SECOND}.jsonl"), format!("{whole}{{\"n\":4,\"a"));
    let said = format!("quiz: the last line of {SECOND} was cut off, and is left out\n");
    sandbox.quiz(["export", SECOND]).stdout(whole).stderr(said).check();
    let ended = sandbox.quiz(["history", SECOND]).run();
    let remark = "\n\nThe last line of the record was cut off; it is not used.\n";
    assert!(ended.stdout.ends_with(remark), "{}", ended.stdout);
}

#[test]
fn a_running_sitting_is_listed_and_exported_as_far_as_it_got() {
    let sandbox = Sandbox::with(DECK);
    let args = ["practice", DECK, "--seed", "7", "--kind", "single-choice"];
    let mut running = sandbox.quiz(args).session(FIRST).begin();
    let seen = running.wait_for_prompt(0).len();
    running.line("Binoculars");
    running.wait_for_prompt(seen);
    let so_far = records(&sandbox, &[FIRST]);
    assert_eq!(so_far.lines().count(), 2);
    sandbox.quiz(["export", FIRST]).stdout(so_far).check();
    let ended = sandbox.quiz(["history"]).run();
    assert!(ended.stdout.contains("Dealt with: 1 of 3; Right: 1 of 1;"), "{}", ended.stdout);
    running.end();
}
