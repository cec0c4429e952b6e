//! What the README says is so: its examples run and print what it shows, its tables name the commands
//! that there are.
//!
//! A `console` block holds commands behind `$ ` and what they print; `UPDATE=1` writes what they
//! print now. A `sh` block is not run, but the programs, commands and options in it are there. A
//! `toml` block is a deck.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use crate::support::{Sandbox, build, root};

/// A piece of a Markdown text: a fenced block by its language, or what stands between blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Block { language: String, text: String },
    Prose(String),
}

/// Takes a Markdown text apart. [`joined`] puts it together again.
fn pieces(markdown: &str) -> Vec<Piece> {
    let mut pieces = vec![Piece::Prose(String::new())];
    for line in markdown.split_inclusive('\n') {
        let fence = line.strip_prefix("```").map(str::trim_end);
        match (pieces.last_mut(), fence) {
            (Some(Piece::Block { .. }), Some("")) => pieces.push(Piece::Prose(String::new())),
            (Some(Piece::Block { text, .. } | Piece::Prose(text)), None) => text.push_str(line),
            (_, Some(language)) => {
                pieces.push(Piece::Block { language: language.into(), text: String::new() });
            }
            (None, None) => unreachable!("there is always a piece"),
        }
    }
    pieces
}

fn joined(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Block { language, text } => format!("```{language}\n{text}```\n"),
        Piece::Prose(text) => text.clone(),
    };
    pieces.iter().map(piece).collect()
}

/// A `console` block with what its commands print now.
fn run_console(text: &str) -> String {
    let sandbox = Sandbox::new();
    let commands = text.lines().filter_map(|line| line.strip_prefix("$ "));
    commands.map(|command| format!("$ {command}\n{}", printed(&sandbox, command))).collect()
}

/// What a command prints on both streams, run at the root of the workspace.
fn printed(sandbox: &Sandbox, command: &str) -> String {
    printed_in(sandbox, root(), command)
}

/// What a command prints on both streams, run in a folder.
pub(crate) fn printed_in(sandbox: &Sandbox, folder: &Path, command: &str) -> String {
    let [quiz, ..] = PROGRAMS.map(build::program);
    let programs = quiz.parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(programs).chain(std::env::split_paths(&path));
    let command = without_cargo(command);
    let ended = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .env_clear()
        .envs(sandbox.environment())
        .env("PATH", std::env::join_paths(path).unwrap())
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let printed = String::from_utf8(ended.stdout).unwrap();
    sandbox.namer()(&printed)
}

/// The README is written by one test at a time.
static WRITING: Mutex<()> = Mutex::new(());

/// Compares a block of the README, ```` ```text NAME ````, with what a test saw; `UPDATE=1` writes it.
#[track_caller]
pub(crate) fn transcript(name: &str, told: &str) {
    let _one_at_a_time = WRITING.lock().unwrap();
    let all = pieces(&readme());
    let is_it = |piece: &&Piece| matches!(piece, Piece::Block { language, .. } if *language == format!("text {name}"));
    let Some(Piece::Block { language, text }) = all.iter().find(is_it) else {
        panic!("README.md has no transcript {name:?}");
    };
    if std::env::var_os("UPDATE").is_some() {
        let now = readme()
            .replace(&format!("```{language}\n{text}```"), &format!("```{language}\n{told}```"));
        fs::write(root().join("README.md"), now).unwrap();
        return;
    }
    assert_eq!(text, told, "README.md, the transcript {name:?}");
}

/// A command that runs the built program where it would have Cargo build and run it.
fn without_cargo(command: &str) -> String {
    let Some((before, rest)) = command.split_once("cargo run") else { return command.to_owned() };
    let (options, args) = rest.split_once(" -- ").unwrap_or((rest, ""));
    let program = program_of(options).unwrap_or("quiz");
    format!("{before}{program} {args}").trim_end().to_owned()
}

/// The program that the options of `cargo run` name.
fn program_of(options: &str) -> Option<&str> {
    options.split_whitespace().skip_while(|word| *word != "--bin").nth(1)
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The blocks of a language in the README.
fn blocks(language: &str) -> Vec<String> {
    let blocks = pieces(&readme()).into_iter().filter_map(|piece| match piece {
        Piece::Block { language: of, text } if of == language => Some(text),
        _ => None,
    });
    blocks.collect()
}

/// The first cells of a table's rows, without code marks, in the section of a heading.
fn table(heading: &str) -> Vec<String> {
    let text = readme();
    let section = text.split(heading).nth(1).unwrap_or_else(|| panic!("no {heading:?}"));
    let rows = section.lines().skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| {
        row.split(" | ").next().unwrap().trim_start_matches("| ").replace(['`', '\\'], "")
    })
    .collect()
}

/// The programs whose commands and options the README names.
const PROGRAMS: [&str; 3] = ["quiz", "deck", "gradebook"];

/// What stands behind the first program that a line names.
fn after_program(line: &str) -> Option<&str> {
    let behind = |program: &&str| line.split_once(&format!("{program} ")).map(|(_, args)| args);
    PROGRAMS.iter().find_map(behind)
}

fn help(program: &str, args: &[&str]) -> String {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command(program);
    command.args(args).arg("--help").stdout(Stdio::piped());
    let ended = sandbox.talk(command).end();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)), "{program} {args:?}");
    ended.stdout
}

/// The commands that a program's `--help` lists.
fn commands(program: &str) -> Vec<String> {
    let help = help(program, &[]);
    let list = help.split("Commands:\n").nth(1).unwrap();
    let entries = list.lines().map_while(|line| line.strip_prefix("  "));
    // A line that goes on with what a command does begins further in.
    let names = entries.filter_map(|entry| entry.split(' ').next());
    names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect()
}

/// How a command is used, as the README writes it.
fn usage(program: &str, command: &[&str]) -> String {
    let help = help(program, command);
    let usage = help.lines().find_map(|line| line.strip_prefix("Usage: ")).unwrap();
    usage.replace(" [OPTIONS]", "").replace("...", "…").replace(['<', '>'], "")
}

#[test]
fn its_examples_print_what_it_shows() {
    let _one_at_a_time = WRITING.lock().unwrap();
    let before = readme();
    let pieces: Vec<Piece> = pieces(&before)
        .into_iter()
        .map(|piece| match piece {
            Piece::Block { language, text } if language == "console" => {
                let text = run_console(&text);
                Piece::Block { language, text }
            }
            piece => piece,
        })
        .collect();
    let now = joined(&pieces);
    assert!(!now.contains("panicked"), "{now}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(root().join("README.md"), now).unwrap();
        return;
    }
    for (line, (before, now)) in before.lines().zip(now.lines()).enumerate() {
        assert_eq!(before, now, "README.md:{}", line + 1);
    }
    assert!(before == now, "README.md: an output is longer than that");
}

#[test]
fn its_decks_are_decks() {
    for deck in blocks("toml") {
        let sandbox = Sandbox::new().file("deck.toml", deck);
        let ended = sandbox.quiz(["deck.toml"]).run();
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    }
}

#[test]
fn its_table_of_commands_is_that_of_the_help() {
    let of = |program| commands(program).into_iter().map(move |name| usage(program, &[&name]));
    let expected: Vec<String> = std::iter::once(usage("quiz", &[])).chain(of("quiz")).collect();
    assert_eq!(table("## Commands\n"), expected);
    assert_eq!(table("## Commands for authors\n"), of("deck").collect::<Vec<_>>());
    let of_class = table("## Commands for instructors with a class\n");
    assert_eq!(of_class, of("gradebook").collect::<Vec<_>>());
}

#[test]
fn its_table_of_what_can_be_typed_is_that_of_the_help() {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split([' ', ',', '\n']).filter(|word| word.starts_with(':'));
        words.map(|word| word.trim_end_matches(['.', ';']).to_owned()).collect()
    };
    let sandbox = Sandbox::with("all-kinds.toml");
    let ended = sandbox.quiz(["all-kinds.toml"]).input(":help\n:quit\n").run();
    let help = ended
        .stdout
        .lines()
        .filter(|line| line.starts_with(':'))
        .map(|line| line.split(' ').next().unwrap().to_owned());
    assert_eq!(words(&table("type a command:").join("\n")), help.collect());
}

#[test]
fn its_options_are_there() {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for program in PROGRAMS {
        let helps = commands(program).iter().map(|name| help(program, &[name])).collect::<String>();
        let text = help(program, &[]) + &helps;
        let words = text.split([' ', ',', '\n']).filter(|word| word.starts_with('-'));
        known.extend(words.map(str::to_owned));
    }
    let prose: String = pieces(&readme())
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Prose(text) => Some(text),
            Piece::Block { .. } => None,
        })
        .collect();
    let code = prose
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|code| code.starts_with('-') || after_program(code).is_some());
    let lines = blocks("console").into_iter().chain(blocks("sh")).flat_map(|block| {
        // What a command printed may name a program in a sentence.
        let names = |line: &&str| !line.contains(": ") && after_program(line).is_some();
        let lines = block.lines().filter(names).map(str::to_owned);
        lines.collect::<Vec<_>>()
    });
    let mut seen = 0;
    for line in code.map(str::to_owned).chain(lines) {
        // What stands before the program is for Cargo or the shell.
        let args = after_program(&line).unwrap_or(&line);
        for word in args
            .split_whitespace()
            .filter(|word| word.len() > 1 && word.starts_with('-') && *word != "--")
        {
            assert!(known.contains(word), "`{word}` of {line:?} is no option");
            seen += 1;
        }
    }
    assert!(seen > 5, "the README names options");
}

#[test]
fn the_commands_that_are_not_run_are_there() {
    for line in blocks("sh").iter().flat_map(|block| block.lines()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["cargo", "run", ..] => {
                assert!(build::program(program_of(line).unwrap()).is_file(), "{line}");
            }
            ["cargo", "test" | "bench" | "install", ..] => {}
            [program, command, ..] if PROGRAMS.contains(program) && !command.starts_with('-') => {
                assert!(commands(program).iter().any(|known| known == command), "{line}");
            }
            _ => panic!("this is not checked: {line}"),
        }
    }
}

#[test]
fn a_text_is_taken_apart_and_put_together_again() {
    let text = "# A\n\n```console\n$ true\nno output\n```\n\nB\n```sh\nls\n```\n";
    let taken = pieces(text);
    assert_eq!(joined(&taken), text);
    assert_eq!(
        taken[1],
        Piece::Block { language: "console".into(), text: "$ true\nno output\n".into() }
    );
    assert_eq!(
        run_console("$ echo one; echo two >&2\nzero\n$ true\n"),
        "$ echo one; echo two >&2\none\ntwo\n$ true\n"
    );
    assert_eq!(
        without_cargo("printf 'a' | cargo run --release --bin quiz -- resume --ui line"),
        "printf 'a' | quiz resume --ui line"
    );
    assert_eq!(without_cargo("cargo run --bin quiz"), "quiz");
}
