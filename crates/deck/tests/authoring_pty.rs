//! A deck made from nothing in a terminal, and what becomes of it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use deck_format::{Deck, Kind, parse_bytes};
use terminal::Terminal;

const DOWN: &str = "\u{1b}[B";
const ESC: &str = "\u{1b}";
const CTRL_C: &str = "\u{3}";

/// Runs `deck` without a terminal.
fn deck(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deck"));
    command.args(args).current_dir(folder).stdin(Stdio::null()).output().unwrap()
}

#[track_caller]
fn is_clean(folder: &Path, args: &[&str], said: &str) {
    let output = deck(folder, args);
    let all = [output.stdout.as_slice(), &output.stderr].concat();
    let all = String::from_utf8(all).unwrap();
    assert_eq!((output.status.code(), all.as_str()), (Some(0), said));
}

fn read(path: &Path) -> Deck {
    parse_bytes(&fs::read(path).unwrap()).unwrap()
}

/// The prompts of a question and what is answered: each line is a prompt and its keys.
type Answers<'a> = &'a [(&'a str, &'a str)];

/// Answers one question, by its kind and its own fields; what comes last is the same for all.
fn question(terminal: &mut Terminal, kind: &str, own: Answers<'_>, id: &str) {
    terminal.answer("? Kind", &format!("{kind}\r"));
    for (prompt, keys) in own {
        terminal.answer(prompt, &format!("{keys}\r"));
    }
    terminal.answer("? Explanation", "\r");
    terminal.answer("? Source", "\r");
    terminal.answer("? Tags", "bees\r");
    terminal.answer("? Difficulty", "\r");
    terminal.answer(&format!("? Id {id}"), "\r");
    terminal.answer("? This question", "\r");
}

const ALL: [(Kind, Answers<'static>, &str); 9] = [
    (
        Kind::SingleChoice,
        &[
            ("? Prompt", "Which bees of a colony gather nectar?"),
            ("? Option 1", "Workers"),
            ("? Option 2", "Drones"),
            ("? Option 3", "Queens"),
            ("? Option 4", ""),
            ("? Right answer", ""),
            ("? Why not Drones", "They mate with queens."),
            ("? Why not Queens", ""),
        ],
        "bees-colony-gather-nectar",
    ),
    (
        Kind::MultipleSelect,
        &[
            ("? Prompt", "Which materials do bees make in their bodies?"),
            ("? Option 1", "Beeswax"),
            ("? Option 2", "Pollen"),
            ("? Option 3", "Royal jelly"),
            ("? Option 4", ""),
            ("? Right answer", " \u{1b}[B\u{1b}[B "),
            ("? Why not Pollen", ""),
        ],
        "materials-bees-make-bodies",
    ),
    (
        Kind::TrueFalse,
        &[
            ("? Prompt", "A drone has a sting."),
            ("? Right answer", DOWN),
            ("? Why not true", "Only females sting."),
        ],
        "drone-sting",
    ),
    (
        Kind::Numerical,
        &[
            ("? Prompt", "How many days pass from egg to adult worker?"),
            ("? Right answer", "21"),
            ("? Unit", "days"),
            ("? Tolerance", "1"),
        ],
        "days-pass-egg-adult",
    ),
    (
        Kind::ShortAnswer,
        &[
            ("? Prompt", "Who read the waggle dance?"),
            ("? Right answer", "Karl von Frisch"),
            ("? Also right 1", "Frisch"),
            ("? Also right 2", ""),
        ],
        "read-waggle-dance",
    ),
    (
        Kind::Ordering,
        &[
            ("? Prompt", "Put the stages in order."),
            ("? Item 1", "Egg"),
            ("? Item 2", "Larva"),
            ("? Item 3", "Pupa"),
            ("? Item 4", ""),
        ],
        "put-stages-order",
    ),
    (
        Kind::Matching,
        &[
            ("? Prompt", "Match each caste with its task."),
            ("? Left side 1", "Queen"),
            ("? its right side", "Laying eggs"),
            ("? Left side 2", "Drone"),
            ("? its right side", "Mating"),
            ("? Left side 3", "Worker"),
            ("? its right side", "Foraging"),
            ("? Left side 4", ""),
            ("? Spare right side 1", "Guarding flowers"),
            ("? Spare right side 2", ""),
        ],
        "match-caste-task",
    ),
    (
        Kind::Cloze,
        &[
            ("? Prompt", "A cell has {{sides}} sides and is made of {{matter}}."),
            ("? Blank sides", "number"),
            ("? What goes into sides", "6"),
            ("? Tolerance", ""),
            ("? Blank matter", ""),
            ("? What goes into matter", "wax"),
        ],
        "cell-sides-made",
    ),
    (
        Kind::Essay,
        &[
            ("? Prompt", "Why do colonies decline? Weigh two causes (150 words)."),
            ("? Criterion 1", "Names two causes"),
            ("? its points 1", ""),
            ("? Criterion 2", "Weighs them"),
            ("? its points 1", "\u{8}2"),
            ("? Criterion 3", ""),
            ("? Model answer", ""),
        ],
        "colonies-decline-weigh-two",
    ),
];

#[test]
fn a_deck_is_authored_from_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::deck(folder.path(), &["new", "bees.toml"], &[]);
    terminal.answer("? Title", "\r");
    terminal.shows("is empty");
    terminal.answer("? Title", "Honey bees\r");
    terminal.answer("? Id bees", "\r");
    terminal.answer("? Language en", "\r");
    terminal.answer("? Source", "lecture=The lecture\r");
    terminal.answer("? Source", "\r");
    terminal.answer("? And now?", "\r");
    for (at, (kind, own, id)) in ALL.iter().enumerate() {
        if at == 4 {
            // The rest with `deck add`.
            terminal.answer("? Kind", ESC);
            terminal.answer("? And now?", DOWN);
            terminal.answer("? And now?", "\r");
            assert_eq!(terminal.end().0, 0);
            terminal = Terminal::deck(folder.path(), &["add", "bees.toml"], &[]);
        }
        question(&mut terminal, kind.as_str(), own, id);
        terminal.answer("? And now?", if at == 8 { "Done\r" } else { "\r" });
    }
    assert_eq!(terminal.end().0, 0);
    is_clean(folder.path(), &["check", "bees.toml"], "1 deck, 9 questions: no problems.\n");
    is_clean(folder.path(), &["fmt", "--check", "bees.toml"], "1 deck in canonical layout\n");
    let kinds: Vec<Kind> =
        read(&folder.path().join("bees.toml")).questions.iter().map(|q| q.face.kind()).collect();
    assert_eq!(kinds, Kind::ALL);
    is_asked(folder.path());
}

/// `quiz` asks all questions of the deck.
fn is_asked(folder: &Path) {
    let mut command = Command::new(quiz());
    command.args(["practice", "bees.toml", "--all", "--ui", "line"]).current_dir(folder);
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder);
    }
    let input = folder.join("input");
    fs::write(&input, ":skip\n".repeat(9)).unwrap();
    let output = command.stdin(fs::File::open(input).unwrap()).output().unwrap();
    let asked = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{asked}");
    for place in 1..=9 {
        assert!(asked.contains(&format!("Question {place} of 9.")), "{asked}");
    }
    assert!(asked.contains("Weigh two causes"), "{asked}");
}

/// The program of the other crate, which is built in the profile of this test.
fn quiz() -> PathBuf {
    let folder = Path::new(env!("CARGO_BIN_EXE_deck")).parent().unwrap();
    let profile = match folder.file_name().unwrap().to_str().unwrap() {
        "debug" => "dev",
        other => other,
    };
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "quiz", "--bin", "quiz", "--profile", profile])
        .arg("--target-dir")
        .arg(folder.parent().unwrap())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(status.success(), "quiz could not be built");
    folder.join("quiz")
}

const DECK: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n\n\
                    [[question]]\nid = \"one\"\nprompt = \"One?\"\nanswer = true\ntags = [\"beetles\"]\n\n\
                    [[question]]\nid = \"two\"\nprompt = \"Two?\"\nanswer = true\n";

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("d.toml");
    fs::write(&path, DECK).unwrap();
    (folder, path)
}

#[test]
fn mistakes_are_told_at_once_and_an_interruption_changes_nothing() {
    let (folder, path) = folder();
    let mut terminal = Terminal::deck(folder.path(), &["add", "d.toml"], &[]);
    terminal.answer("? Kind", "numerical\r");
    terminal.answer("? Prompt", "How many?\r");
    terminal.answer("? Right answer", "many\r");
    terminal.shows("a number");
    terminal.answer("? Right answer many", CTRL_C);
    let (code, screen) = terminal.end();
    assert_eq!(code, 130, "{screen}");
    assert_eq!(fs::read_to_string(path).unwrap(), DECK);
}

#[test]
fn what_flags_give_is_not_asked_for_and_tags_are_completed() {
    let (folder, path) = folder();
    let args =
        ["add", "d.toml", "--kind", "true-false", "--prompt", "Bees fly.", "--explanation", "So."];
    let mut terminal = Terminal::deck(folder.path(), &args, &[]);
    terminal.answer("? Right answer", "\r");
    terminal.answer("? Why not false", "\r");
    terminal.answer("? Tags", "bee");
    terminal.answer("? Tags bee", &format!("{DOWN}\t"));
    terminal.answer("? Tags beetles", "\r");
    terminal.answer("? Difficulty", "easy\r");
    terminal.answer("? Id bees-fly", "\r");
    terminal.shows("Right answer");
    terminal.answer("? This question", "Drop\r");
    terminal.shows("nothing was added");
    terminal.answer("? And now?", "Done\r");
    assert_eq!(terminal.end().0, 0);
    assert_eq!(fs::read_to_string(path).unwrap(), DECK);
}

#[test]
fn a_broken_edit_is_opened_again() {
    let (folder, path) = folder();
    let editor = folder.path().join("editor");
    // The first time it breaks the question, the second time it mends it.
    fs::write(&editor, "#!/bin/sh\nif grep -q anwser \"$1\"\nthen sed -i 's/anwser = true/answer = false/' \"$1\"\n\
                        else sed -i 's/answer/anwser/' \"$1\"\nfi\n").unwrap();
    let editor = format!("sh {}", editor.display());
    let mut terminal = Terminal::deck(
        folder.path(),
        &["edit", "d.toml", "two"],
        &[("EDITOR", &editor), ("VISUAL", "")],
    );
    terminal.shows("did you mean `answer`?");
    terminal.answer("? What now?", "\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    let expected = DECK.replace("Two?\"\nanswer = true", "Two?\"\nanswer = false");
    assert_eq!(fs::read_to_string(path).unwrap(), expected);
}

#[test]
fn leave_is_asked_before_a_question_goes() {
    let (folder, path) = folder();
    let mut terminal = Terminal::deck(folder.path(), &["remove", "d.toml", "one"], &[]);
    terminal.shows("one: One?");
    terminal.answer("? Sure?", "\r");
    assert_eq!(terminal.end().0, 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), DECK, "to keep is what stands there first");
    let mut terminal = Terminal::deck(folder.path(), &["remove", "d.toml", "one"], &[]);
    terminal.answer("? Sure?", "Remove\r");
    assert_eq!(terminal.end().0, 0);
    assert_eq!(read(&path).questions.len(), 1);
}

#[test]
fn plain_lines_move_no_cursor() {
    let (folder, path) = folder();
    let args = ["add", "d.toml", "--ui", "line", "--prompt", "Bees fly.", "--kind", "true-false"];
    let mut terminal = Terminal::deck(folder.path(), &args, &[]);
    for (prompt, keys) in [
        ("Right answer (a letter; Enter for a):", "\r"),
        ("Why not false (may be left empty):", "\r"),
        ("Explanation (why the right answer is right; may be left empty):", "They have wings.\r"),
        ("Tags (commas between them; may be left empty):", "\r"),
        ("Difficulty (a letter; Enter for a):", "b\r"),
    ] {
        terminal.answer(prompt, keys);
    }
    terminal.shows("Enter for bees-fly");
    terminal.press("\r");
    terminal.answer("This question (a letter; Enter for a):", "\r");
    terminal.answer("And now? (a letter; Enter for a):", "Done\r");
    assert_eq!(terminal.end().0, 0);
    let added = "\n[[question]]\nid = \"bees-fly\"\nprompt = \"Bees fly.\"\nanswer = true\n\
                 explanation = \"They have wings.\"\ndifficulty = \"easy\"\n";
    assert_eq!(fs::read_to_string(path).unwrap(), format!("{DECK}{added}"));
    assert!(!terminal.raw().contains('\u{1b}'), "{:?}", terminal.raw());
}
