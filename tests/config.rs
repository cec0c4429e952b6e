//! The configuration: what is in force and where it is from, what is wrong with it, and that the
//! commands heed it.

use std::fs;

use crate::support::{Sandbox, snapshot};

/// All settings in line mode, with some lines other than by default.
fn in_force(changed: &[&str]) -> String {
    let defaults = [
        ("decks", "none"),
        ("count", "10"),
        ("ui", "auto"),
        ("color", "auto"),
        ("retention", "0.9"),
        ("rollover", "4"),
        ("new", "0"),
        ("limit", "30"),
        ("student", "none"),
        ("confidence", "false"),
    ];
    let line = |(key, value): (&str, &str)| {
        let own = changed.iter().find(|line| line.starts_with(&format!("{key};")));
        let rest =
            own.map_or(format!("{key}; Value: {value}; From: default"), |own| (*own).to_owned());
        format!("Setting: {rest}\n")
    };
    let lines: String = defaults.into_iter().map(line).collect();
    format!("{lines}File: [HOME]/.config/quizdeck/config.toml\n")
}

/// What follows where there is no file.
const NO_FILE: &str = "There is no such file; `quiz config --init` writes one.\n";

/// A deck of true-or-false questions.
fn deck(id: &str, questions: usize) -> String {
    let head = format!("format = 1\nid = \"{id}\"\ntitle = \"Deck {id}\"\n");
    let question =
        |n| format!("\n[[question]]\nid = \"q{n}\"\nprompt = \"Is {n}?\"\nanswer = true\n");
    head + &(1..=questions).map(question).collect::<String>()
}

/// The first line that a sitting says, which tells how many are asked.
fn greeting(run: crate::support::Run<'_>) -> String {
    let ended = run.input(":quit\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    ended.stdout.lines().next().unwrap().to_owned()
}

#[test]
fn without_a_file_the_defaults_are_in_force() {
    let sandbox = Sandbox::new();
    sandbox.quiz(["config"]).stdout(in_force(&[]) + NO_FILE).check();
    assert!(!sandbox.config_file().exists(), "nothing is written unasked");
}

#[test]
fn each_source_wins_over_the_next() {
    let sandbox = Sandbox::new().config(
        "# mine\ncount = 20\nnew = 5\ndecks = [\n  \"~/teaching\",\n  \"more\",\n]\nretention = 0.85\n",
    );
    let decks = "decks; Value: [HOME]/teaching, [HOME]/.config/quizdeck/more; From: config.toml, \
                 line 4";
    let new = "new; Value: 5; From: config.toml, line 3";
    let retention = "retention; Value: 0.85; From: config.toml, line 8";
    let count = "count; Value: 20; From: config.toml, line 2";
    sandbox.quiz(["config"]).stdout(in_force(&[decks, new, retention, count])).check();
    let count = "count; Value: 15; From: QUIZDECK_COUNT";
    let set = || sandbox.quiz(["config"]).env("QUIZDECK_COUNT", "15").env("QUIZDECK_NEW", "");
    set().stdout(in_force(&[decks, new, retention, count])).check();
    let flags = ["config", "-n", "3", "--as", "s7", "--confidence", "--ui", "line", "--limit", "9"];
    sandbox
        .quiz(flags)
        .env("QUIZDECK_COUNT", "15")
        .env("QUIZDECK_ROLLOVER", "0")
        .env("QUIZDECK_DECKS", "lent")
        .stdout(in_force(&[
            "decks; Value: lent; From: QUIZDECK_DECKS",
            "count; Value: 3; From: --count",
            "ui; Value: line; From: --ui",
            retention,
            "rollover; Value: 0; From: QUIZDECK_ROLLOVER",
            new,
            "limit; Value: 9; From: --limit",
            "student; Value: s7; From: --as",
            "confidence; Value: true; From: --confidence",
        ]))
        .check();
}

#[test]
fn the_file_and_the_environment_choose_the_front_end() {
    let table = "\
Setting     Value  From
decks       none   default
count       10     default
ui          rich   config.toml, line 1
color       auto   default
retention   0.9    default
rollover    4      default
new         0      default
limit       30     default
student     none   default
confidence  false  default

File: [HOME]/.config/quizdeck/config.toml
";
    let sandbox = Sandbox::new().config("ui = \"rich\"\n");
    sandbox.quiz(["config"]).stdout(table).check();
    let lines = in_force(&["ui; Value: line; From: QUIZDECK_UI"]);
    sandbox.quiz(["config"]).env("QUIZDECK_UI", "line").stdout(lines).check();
    let coloured = sandbox.quiz(["config"]).env("QUIZDECK_COLOR", "always").run().stdout;
    assert!(coloured.starts_with("\u{1b}[4mSetting\u{1b}[0m"), "{coloured:?}");
    let plain = sandbox.quiz(["config", "--color", "never"]).env("QUIZDECK_COLOR", "always").run();
    assert!(!plain.stdout.contains('\u{1b}'), "{:?}", plain.stdout);
}

#[test]
fn a_colour_that_was_chosen_wins_over_no_color() {
    let sandbox = Sandbox::new().config("ui = \"rich\"\n");
    let styled = |name: &'static str, value: &str| {
        let run = sandbox.quiz(["config"]).env(name, value).env("NO_COLOR", "1");
        run.run().stdout.contains('\u{1b}')
    };
    assert!(!styled("CLICOLOR_FORCE", "1"), "by default NO_COLOR is heeded");
    assert!(styled("QUIZDECK_COLOR", "always"));
}

#[test]
fn the_settings_as_data() {
    let sandbox = Sandbox::new().config("count = 20\n");
    let run = sandbox.quiz(["config", "--format", "json"]).env("QUIZDECK_STUDENT", "s7");
    run.stdout_snapshot("config-json").check();
}

#[test]
fn another_place_for_the_file() {
    let sandbox = Sandbox::new().config("count = 20\n").file("xdg/quizdeck/config.toml", "new = 2");
    let folder = sandbox.work().join("xdg");
    let expected = in_force(&["new; Value: 2; From: config.toml, line 1"])
        .replace("[HOME]/.config", "[WORK]/xdg");
    sandbox.quiz(["config"]).env("XDG_CONFIG_HOME", folder).stdout(expected).check();
}

#[test]
fn each_wrong_value_and_unknown_setting() {
    let mut all = String::new();
    for text in [
        "count = 0\n",
        "count = \"ten\"\n",
        "ui = \"rihc\"\n",
        "ui = rich\n",
        "color = \"blue\"\n",
        "retention = 0.5\n",
        "retention = \"0.9\"\n",
        "rollover = 24\n",
        "new = -1\n",
        "limit = 1.5\n",
        "student = \"\"\n",
        "confidence = \"yes\"\n",
        "decks = \"~/decks\"\n",
        "decks = [\"~bob/decks\", 3]\n",
        "cuont = 5\n",
        "bananas = 5\n",
        "[practice]\ncount = 5\n",
        "count = 5\ncount = 6\n",
        "count = [\n",
    ] {
        let sandbox = Sandbox::new().file("one.toml", deck("one", 1)).config(text);
        for args in [["config", "--ui=rich"], ["one.toml", "--ui=rich"]] {
            let ended = sandbox.quiz(args).input("t\n").run();
            assert_eq!((ended.stdout.as_str(), ended.status), ("", Some(1)), "{text}");
            assert!(!sandbox.records().exists(), "{text}: nothing was asked");
            if args[0] == "config" {
                all.push_str(&format!("══ {text}\n{}\n", ended.stderr));
            }
        }
    }
    snapshot::check("config-wrong", "standard error", &[], &all);
}

#[test]
fn all_that_is_wrong_at_once() {
    let sandbox = Sandbox::new().config("\u{feff}cuont = 5\r\nui = rich\r\nretention = 2\r\n");
    let stderr = "\
[HOME]/.config/quizdeck/config.toml:1:1: error[unknown-setting]: unknown setting `cuont`: did you \
mean `count`?
[HOME]/.config/quizdeck/config.toml:2:6: error[syntax]: string values must be quoted, expected \
literal string: not in quotes
help: a text stands in quotes: `\"…\"`
[HOME]/.config/quizdeck/config.toml:3:13: error[bad-value]: `retention` is a number from 0.70 to \
0.97: not in that range
quiz: [HOME]/.config/quizdeck/config.toml has 3 errors; nothing was done
";
    sandbox.quiz(["resume"]).stderr(stderr).status(1).check();
}

#[test]
fn what_stands_in_the_file_does_not_reach_the_terminal_raw() {
    let sandbox = Sandbox::new().config("\"\\u001b[2J\" = 1\nui = \"\u{202e}rich\"\n# \u{9b}2J\n");
    let stderr = sandbox.quiz(["config", "--ui", "rich"]).run().stderr;
    assert!(stderr.contains("has 2 errors"), "{stderr}");
    let raw = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
    assert!(!stderr.contains(raw), "{stderr:?}");
}

#[test]
fn wrong_variables() {
    let sandbox = Sandbox::new().file("one.toml", deck("one", 1));
    let run = sandbox.quiz(["one.toml", "-n", "1"]).env("QUIZDECK_COUNT", "ten");
    let stderr = "quiz: QUIZDECK_COUNT is `ten`; expected a whole number from 1 to 100000\n";
    run.input("t\n").stderr(stderr).status(2).check();
    assert!(!sandbox.records().exists());
    let stderr = "\
quiz: QUIZDECK_DECKS is `~bob`; expected a list of folders as in PATH; of `~`, only `~/`
quiz: QUIZDECK_COLOR is `blue`; expected `auto`, `always` or `never`
quiz: QUIZDECK_RETENTION is `1`; expected a number from 0.70 to 0.97
quiz: QUIZDECK_ROLLOVER is `-1`; expected an hour from 0 to 23
quiz: QUIZDECK_NEW is `x`; expected a whole number from 0 to 100000
quiz: QUIZDECK_LIMIT is `0`; expected a whole number from 1 to 100000
quiz: QUIZDECK_STUDENT is ` `; expected an id of 1 to 100 characters on one line
quiz: QUIZDECK_CONFIDENCE is `yes`; expected `true` or `false`
";
    sandbox
        .quiz(["config"])
        .env("QUIZDECK_DECKS", "~bob")
        .env("QUIZDECK_COLOR", "blue")
        .env("QUIZDECK_RETENTION", "1")
        .env("QUIZDECK_ROLLOVER", "-1")
        .env("QUIZDECK_NEW", "x")
        .env("QUIZDECK_LIMIT", "0")
        .env("QUIZDECK_STUDENT", " ")
        .env("QUIZDECK_CONFIDENCE", "yes")
        .stderr(stderr)
        .status(2)
        .check();
    let stderr = "quiz: QUIZDECK_UI is `rihc`; expected `auto`, `rich` or `line`\n";
    sandbox.quiz(["config"]).env("QUIZDECK_UI", "rihc").stderr(stderr).status(2).check();
}

#[test]
fn a_file_that_cannot_be_read() {
    let sandbox = Sandbox::new();
    fs::create_dir_all(sandbox.config_file()).unwrap();
    let stderr = "quiz: cannot read [HOME]/.config/quizdeck/config.toml: not a regular file\n";
    sandbox.quiz(["config"]).stderr(stderr).status(2).check();
    let sandbox = Sandbox::new().config("#".repeat(64 * 1024 + 1));
    let stderr = "quiz: cannot read [HOME]/.config/quizdeck/config.toml: it is longer than 65536 \
                  bytes\n";
    sandbox.quiz(["config"]).stderr(stderr).status(2).check();
    let sandbox = Sandbox::new().config("#".repeat(64 * 1024));
    sandbox.quiz(["config"]).stdout(in_force(&[])).check();
    let sandbox = Sandbox::new().config(b"count = 3\n# caf\xe9\n");
    let stderr = "\
[HOME]/.config/quizdeck/config.toml:2:6: error[not-utf8]: the text is not UTF-8: this byte begins \
no character
help: save the file as UTF-8 in your editor
quiz: [HOME]/.config/quizdeck/config.toml has 1 error; nothing was done
";
    sandbox.quiz(["config"]).stderr(stderr).status(1).check();
}

#[test]
fn a_first_file_is_written_and_never_over_another() {
    let sandbox = Sandbox::new();
    let wrote = "Wrote [HOME]/.config/quizdeck/config.toml\n";
    sandbox.quiz(["config", "--init"]).stdout(wrote).check();
    let written = fs::read_to_string(sandbox.config_file()).unwrap();
    assert!(written.contains("\n# count = 10\n"), "{written}");
    sandbox.quiz(["config"]).stdout(in_force(&[])).check();
    let stderr =
        "quiz: [HOME]/.config/quizdeck/config.toml is there already; it is left as it is\n";
    for text in ["count = 20\n", "broken\n", ""] {
        fs::write(sandbox.config_file(), text).unwrap();
        sandbox.quiz(["config", "--init"]).stderr(stderr).status(2).check();
        assert_eq!(fs::read_to_string(sandbox.config_file()).unwrap(), text);
    }
}

#[test]
fn a_broken_file_does_not_keep_the_shell_from_completing() {
    let sandbox = Sandbox::new().config("broken\n");
    let ended = sandbox.quiz(["completions", "bash"]).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
}

#[test]
fn practice_asks_as_many_as_was_set() {
    let sandbox = Sandbox::new().file("five.toml", deck("five", 5)).config("count = 2\n");
    let asked = |args: &[&str], variable: &str| {
        let args = ["practice", "five.toml"].iter().chain(args);
        let line = greeting(sandbox.quiz(args).env("QUIZDECK_COUNT", variable));
        fs::remove_file(sandbox.the_record()).unwrap();
        line
    };
    let of = |asked: &str| format!("Deck five. {asked} questions; :help lists the commands.");
    assert_eq!(asked(&[], ""), of("2 of 5"));
    assert_eq!(asked(&[], "3"), of("3 of 5"));
    assert_eq!(asked(&["-n", "4"], "3"), of("4 of 5"));
    assert_eq!(asked(&["--all"], "3"), of("5"));
}

#[test]
fn the_menu_offers_as_many_as_was_set() {
    let sandbox = Sandbox::new().file("decks/five.toml", deck("five", 5)).config("count = 2\n");
    let stdout = sandbox.quiz([""; 0]).input("1\n\n:quit\n").run().stdout;
    assert!(stdout.contains("How many questions (1 to 5, or Enter for 2): \n"), "{stdout}");
    assert!(stdout.contains("2 of 5 questions"), "{stdout}");
}

#[test]
fn a_record_names_the_student_of_the_settings() {
    let sandbox = Sandbox::new().file("one.toml", deck("one", 1)).config("student = \"s1041\"\n");
    let named = |args: &[&str], variable: &str| {
        let args = ["one.toml"].iter().chain(args);
        greeting(sandbox.quiz(args).env("QUIZDECK_STUDENT", variable));
        let student = sandbox.recorded_lines()[0]["student"].clone();
        fs::remove_file(sandbox.the_record()).unwrap();
        student
    };
    assert_eq!(named(&[], ""), "s1041");
    assert_eq!(named(&[], "s7"), "s7");
    assert_eq!(named(&["--as", "s8"], "s7"), "s8");
}

#[test]
fn further_folders_are_searched_between_the_decks_here_and_ones_own() {
    let sandbox = Sandbox::new()
        .file("decks/here.toml", deck("first", 1))
        .file("lent/one.toml", deck("first", 2))
        .file("lent/two.toml", deck("second", 3))
        .own_deck("two.toml", deck("second", 4))
        .config("decks = [\"../../../work/lent\", \"gone\"]\n");
    let found = |decks: &str| {
        let run = sandbox.quiz(["second"]).env("QUIZDECK_DECKS", decks).input(":quit\n");
        let stdout = run.run().stdout;
        fs::remove_file(sandbox.the_record()).unwrap();
        stdout.split("; ").next().unwrap().to_owned()
    };
    assert_eq!(found(""), "Deck second. 3 questions");
    assert_eq!(found("decks"), "Deck second. 4 questions");
    let ended = sandbox.quiz([""; 0]).run();
    let place = "[HOME]/.config/quizdeck/../../../work/lent";
    assert_eq!(
        ended.stderr,
        format!(
            "quiz: {place}/one.toml is left out: it has the same id, `first`, as decks/here.toml\n\
             quiz: there is no folder [HOME]/.config/quizdeck/gone\n\
             quiz: [DATA]/quizdeck/decks/two.toml is left out: it has the same id, `second`, as \
             {place}/two.toml\n"
        )
    );
    assert!(ended.stdout.contains(&format!("2) Deck second (3 questions; {place}/two.toml)\n")));
}
