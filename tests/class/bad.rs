//! Records and rosters that are not as they should be: each is listed with its reason, everything
//! else is scored all the same, and the exit code is 1.

use std::fs;
use std::time::{Duration, Instant};

use super::sitting::fixed;
use crate::support::{Sandbox, root};

/// The class, with records of everything that can be wrong.
fn with_odd_records() -> Sandbox {
    let sandbox = fixed().sandbox();
    let record = |id: &str| {
        let (_, bytes) = fixed().records().find(|(name, _)| name.contains(id)).unwrap();
        String::from_utf8(bytes.clone()).unwrap()
    };
    let torn = record("s001");
    let edited = record("s005").replacen("\"s005\"", "\"s055\"", 1);
    let (start, rest) = torn.split_once('\n').unwrap();
    let sandbox = sandbox
        .file("records/west/s001.jsonl", &torn[..torn.len() - 200])
        .file("records/west/s005.jsonl", edited)
        .file("records/odd/copy.jsonl", record("s003"))
        .file("records/odd/future.jsonl", start.replace("\"record\":1", "\"record\":7") + "\n")
        .file("records/odd/later.jsonl", record("s007").replace("\"at\":\"2026", "\"at\":\"2099"))
        .file("records/odd/headless.jsonl", rest)
        .file("records/odd/empty.jsonl", "")
        .file("records/odd/other.jsonl", "{\"name\": \"a file of something else\"}\n")
        .file("records/odd/picture.jsonl", b"\x89PNG\r\n\x1a\n\xff\xfe")
        .file("records/odd/notes.txt", "Handed in by mail.\n")
        .file("records/odd/s004.jsonl.bak", record("s004"))
        .file("records/odd/.hidden", "");
    // Somebody sits twice with one session, and a neighbour practises.
    let exam = ["exam", "out/weather.toml", "--as", "s009", "--record", "records/odd/fork.jsonl"];
    let fork = sandbox.quiz(exam).session("EXAM-s009").input("b\ntrue\n:done\nh\n").run();
    assert_eq!(fork.status, Some(0), "{}", fork.stderr);
    let practice = sandbox.quiz(["weather.toml", "--as", "s010"]).input("a\n").run();
    assert_eq!(practice.status, Some(0), "{}", practice.stderr);
    let practised = fs::read(sandbox.the_record()).unwrap();
    sandbox.file("records/odd/practice.jsonl", practised)
}

/// Links that lead round in a circle: of folders, and of a file to itself.
#[cfg(unix)]
fn with_loops(sandbox: Sandbox) -> Sandbox {
    let odd = sandbox.work().join("records/odd");
    std::os::unix::fs::symlink("..", odd.join("above")).unwrap();
    std::os::unix::fs::symlink("self.jsonl", odd.join("self.jsonl")).unwrap();
    std::os::unix::fs::symlink("nowhere.jsonl", odd.join("dangling.jsonl")).unwrap();
    sandbox
}

#[test]
#[cfg(unix)]
fn records() {
    let sandbox = with_loops(with_odd_records());
    let problems = "gradebook: 17 records were not used, 2 students have to be looked at\n";
    let score = sandbox.gradebook(["score"]).stdout_snapshot("class-odd");
    let scored = score.stderr(problems).status(1).check();
    let rows = |text: &str| {
        let rows = text.lines().filter(|line| line.starts_with("Student: s0"));
        rows.map(str::to_owned).collect::<Vec<_>>()
    };
    let usual = fixed().sandbox().gradebook(["score"]).run();
    let changed: Vec<String> = rows(&usual.stdout)
        .iter()
        .zip(rows(&scored.stdout))
        .filter(|(before, after)| *before != after)
        .map(|(_, after)| after["Student: ".len()..].split(';').next().unwrap().to_owned())
        .collect();
    assert_eq!(changed, ["s001", "s005", "s009"], "everybody else is scored as before");
    // Other commands list the same.
    let (_, listed) = scored.stdout.split_once("\nNot used\n").unwrap();
    let listed = listed.trim_end_matches('\n');
    for args in [&["items", "--verify"][..], &["export", "--to", "csv"]] {
        let ended = sandbox.gradebook(args).run();
        assert_eq!((ended.stderr, ended.status), (format!("{listed}\n{problems}"), Some(1)));
    }
}

/// Names and ids as somebody might have them who means no good.
const ROSTER: &str = "\u{feff}login;name;extra\n\
    s001;=cmd|'/C calc'!A0;\n\
    s002;<script>alert(1)</script>;\n\
    s003;\"\u{202e}gnp.exe\";\n\
    s004;+SUM(1;2)\n\
    s006;\"@x\n=y\";2 hours\n\
    s007;\"a; \"\"b\"\"\";1,5\n\
    s009;One;\n\
    s010;Two;\n\
    s009;Another;\n\
    ;Nobody;\n\
    =1+1;A formula;\n";

/// The class with a roster of its own.
fn with_roster(roster: &str) -> Sandbox {
    let class = "deck = \"weather.toml\"\nrecords = \"records\"\n\n[roster]\nfile = \"roster.csv\"\n\
                 id = \"login\"\nname = \"name\"\ntime_factor = \"extra\"\n";
    let sandbox = fixed().sandbox().file("class.toml", class).file("roster.csv", roster);
    for (name, _) in fixed().records().filter(|(name, _)| !name.contains("s00")) {
        fs::remove_file(sandbox.work().join(name)).unwrap();
    }
    let exam = ["exam", "out/weather.toml", "--as", "=1+1", "--record", "records/formula.jsonl"];
    let sat = sandbox.quiz(exam).session("FORMULA").input("b\nfalse\n:done\nh\n").run();
    assert_eq!(sat.status, Some(0), "{}", sat.stderr);
    sandbox
}

/// Whether some cell of a CSV text is one that a spreadsheet would run.
fn has_formula(text: &str) -> bool {
    let cells = text.lines().flat_map(|line| line.split([',', '"']));
    cells.map(str::trim_start).any(|cell| cell.starts_with(['=', '+', '-', '@']))
}

#[test]
fn a_roster() {
    let sandbox = with_roster(ROSTER);
    let problems = "gradebook: 3 records were not used, 4 rows of the roster are wrong\n";
    let score = sandbox.gradebook(["score"]).stdout_snapshot("class-hostile");
    let scored = score.stderr(problems).status(1).check();
    assert!(!scored.stdout.contains('\u{202e}'), "an override reaches no terminal");
    let (_, listed) = scored.stdout.split_once("\nNot used\n").unwrap();
    let (unused, rows) = listed.split_once("\nIn the roster\n").unwrap();
    let rows: Vec<_> = rows.lines().map(|row| format!("roster, {row}\n")).collect();
    let listed = format!("{unused}{}{problems}", rows.concat());
    let csv = sandbox.gradebook(["export", "--to", "csv"]).stdout_snapshot("class-hostile-csv");
    let csv = csv.stderr(listed.clone()).status(1).check();
    assert!(!has_formula(&csv.stdout), "{}", csv.stdout);
    // A platform's own cells stay; what is written is a number.
    for platform in ["canvas", "moodle"] {
        let export = |column| sandbox.gradebook(["export", "--to", platform, "--column", column]);
        let formula =
            "gradebook: a new column may not be named like a formula; nothing was written\n";
        export("=HYPERLINK(1)").stderr(formula).status(2).check();
        let ended = export("Exam").run();
        let mine = "7 scores in the new column `Exam`\n4 cells of the roster may be read \
                    as a formula, and stay as they are: row 2, `name`; row 5, `name`; row 6, \
                    `name`; row 12, `login`. Do not open the file in a spreadsheet\n";
        assert_eq!((ended.stderr, ended.status), (format!("{mine}{listed}"), Some(1)));
        let before: Vec<&str> = ROSTER.split('\n').collect();
        let after: Vec<&str> = ended.stdout.split('\n').collect();
        assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(after) {
            assert!(after.starts_with(before), "{after:?}");
        }
    }
}

#[test]
fn a_roster_of_ten_thousand() {
    let mut roster = "login,name,extra\n".to_owned();
    for number in 1..=10_000 {
        roster += &format!("s{number:03},Student {number},\n");
    }
    let class = fs::read_to_string(fixed().sandbox().work().join("class.toml")).unwrap();
    let class = class.replace("name = [\"first\", \"last\"]", "name = \"name\"");
    let sandbox = fixed().sandbox().file("class.toml", class).file("roster.csv", roster);
    let begun = Instant::now();
    let ended = sandbox.gradebook(["score"]).run();
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}");
    assert!(ended.stdout.contains("\n60 of 10000 students scored; "), "{}", ended.stdout.len());
    assert_eq!(ended.stdout.matches("nothing was handed in").count(), 9_940);
    // Nobody is unknown now; one has left, and one takes a time that this roster does not give.
    let problems = "gradebook: 2 students have to be looked at\n";
    assert_eq!((ended.stderr.as_str(), ended.status), (problems, Some(1)));
}

#[test]
fn a_class_that_cannot_be_read() {
    let sandbox = fixed().sandbox();
    let deck = fs::read_to_string(root().join("tests/fixtures/tides.toml")).unwrap();
    let class = |from: &str, to: &str| {
        let text = fs::read_to_string(fixed().sandbox().work().join("class.toml")).unwrap();
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    };
    let sandbox = sandbox
        .file("other.toml", deck)
        .file("other-deck.toml", class("deck = \"weather.toml\"", "deck = \"other.toml\""))
        .file("no-column.toml", class("id = \"login\"", "id = \"logins\""))
        .file("no-roster.toml", class("roster.csv", "rooster.csv"))
        .file("typo.toml", class("attempts = \"best\"", "atempts = \"best\""))
        .file("handout.toml", class("deck = \"weather.toml\"", "deck = \"out/weather.toml\""));
    let cases = [
        ("missing.toml", 2, "gradebook: cannot read missing.toml: no such file or directory\n"),
        ("no-roster.toml", 2, "gradebook: cannot read rooster.csv: no such file or directory\n"),
        (
            "no-column.toml",
            1,
            "no-column.toml:9:6: error[no-column]: the roster has no column `logins`: did you mean \
             `login`?\ngradebook: no-column.toml has 1 error; nothing was scored\n",
        ),
        (
            "typo.toml",
            1,
            "typo.toml:3:1: error[unknown-field]: unknown setting `atempts`: did you mean \
             `attempts`?\ngradebook: typo.toml has 1 error; nothing was scored\n",
        ),
    ];
    for (class, status, stderr) in cases {
        sandbox.gradebook(["score", class]).stderr(stderr).status(status).check();
    }
    let ended = sandbox.gradebook(["score", "other-deck.toml"]).run();
    let unused = ended.stdout.matches("it is about the deck `weather`\n").count();
    assert_eq!((unused, ended.status), (61, Some(1)));
    let handout = "gradebook: the deck is a handout: it holds no keys to grade by\n\
                   hint: name the deck that it was made of\n";
    sandbox.gradebook(["score", "handout.toml"]).stderr(handout).status(2).check();
}
