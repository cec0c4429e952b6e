//! `gradebook init`: a commented class by asking, in a terminal and without one.

use std::fs;

use super::sitting::fixed;
use crate::support::Sandbox;

/// The instructor's folder without its class.
fn unbegun() -> Sandbox {
    let sandbox = fixed().sandbox();
    fs::remove_file(sandbox.work().join("class.toml")).unwrap();
    sandbox
}

fn class(sandbox: &Sandbox) -> String {
    fs::read_to_string(sandbox.work().join("class.toml")).unwrap()
}

/// What the class says beyond its comments.
fn settings(class: &str) -> String {
    let lines = class.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| format!("{line}\n")).collect()
}

const SETTINGS: &str = "deck = \"weather.toml\"\nrecords = [\"records\"]\n[roster]\nfile = \
                        \"roster.csv\"\nid = \"login\"\nname = \"last\"\n";
const WROTE: &str = "Wrote class.toml. Next: `gradebook score`\n";

#[test]
fn through_a_pipe_flags_say_it_all() {
    let sandbox = unbegun();
    let args = ["init", "--deck", "weather.toml", "--roster", "roster.csv", "--id", "login"];
    let init = || sandbox.gradebook(args.iter().chain(&["--name", "last"]));
    init().stdout(WROTE).check();
    let written = class(&sandbox);
    assert_eq!(settings(&written), SETTINGS);
    assert!(written.matches("\n# ").count() > 30, "every setting is explained");
    let scored = sandbox.gradebook(["score"]).run();
    assert!(scored.stdout.contains("\n59 of 60 students scored; "), "{}", scored.stderr);
    let there = "gradebook: class.toml is there already; it is left as it is\n";
    init().stderr(there).status(2).check();
    assert_eq!(class(&sandbox), written);
}

#[test]
fn without_a_class_it_is_named() {
    let none = "gradebook: cannot read class.toml: no such file or directory\nhint: `gradebook init` \
                writes a class.toml; --deck DECK RECORD… does without\n";
    unbegun().gradebook(["score"]).stderr(none).status(2).check();
}

#[cfg(unix)]
mod in_a_terminal {
    use super::{SETTINGS, WROTE, class, settings, unbegun};
    use crate::support::Sandbox;
    use crate::support::pty::{Terminal, USUAL};

    fn begin(sandbox: &Sandbox) -> Terminal {
        Terminal::of("gradebook", sandbox, &["init"], USUAL, &[])
    }

    #[test]
    fn it_asks() {
        let sandbox = unbegun();
        let mut terminal = begin(&sandbox);
        for (asked, typed) in [
            ("The deck with its keys [weather.toml]: ", "\r"),
            ("Where records arrive [records]: ", "\r"),
            ("The roster, a CSV file (- for none) [roster.csv]: ", "\r"),
            ("Its column of ids (login, first, last, extra, receipt): ", "login\r"),
            ("Its column of names (empty for none): ", "last\r"),
        ] {
            terminal.wait_for(asked.trim_end());
            terminal.press(typed);
        }
        let (status, screen) = terminal.end();
        assert_eq!(status, 0, "{screen}");
        assert!(screen.ends_with(WROTE.trim_end()), "{screen}");
        terminal.is_restored();
        assert_eq!(settings(&class(&sandbox)), SETTINGS);
        let scored = sandbox.gradebook(["score"]).run();
        assert!(scored.stdout.contains("\n59 of 60 students scored; "), "{}", scored.stderr);
    }

    #[test]
    fn it_asks_nothing_where_a_class_is() {
        let sandbox = unbegun().file("class.toml", "mine");
        let mut terminal = begin(&sandbox);
        let (status, screen) = terminal.end();
        let there = "gradebook: class.toml is there already; it is left as it is";
        assert_eq!((status, screen.trim_end()), (2, there));
        assert_eq!(class(&sandbox), "mine");
    }

    #[test]
    fn it_can_be_left() {
        let sandbox = unbegun();
        // The end of the input, and a signal.
        for (keys, is_fine) in [("\x04", true), ("\x03", false)] {
            let mut terminal = begin(&sandbox);
            terminal.wait_for("The deck with its keys");
            terminal.press(keys);
            let (status, screen) = terminal.end();
            assert_eq!(status == 0, is_fine, "{screen}");
            terminal.is_restored();
            assert!(!sandbox.work().join("class.toml").exists());
        }
    }
}
