//! What goes wrong around a sitting: streams that close, disks that are full, input that is no text,
//! an interruption. A clean end that says so, and nothing lost.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::support::Sandbox;

const DECK: &str = "all-kinds.toml";
/// One true-false question.
const ONE: [&str; 6] = ["practice", DECK, "--seed", "7", "--kind", "true-false"];
/// A short answer, then an essay.
const TYPED: [&str; 8] =
    ["practice", DECK, "--seed", "7", "--kind", "short-answer", "--kind", "essay"];

#[test]
fn a_reader_that_goes_away() {
    let sandbox = Sandbox::with(DECK);
    let mut command = sandbox.command("quiz");
    command.args(["practice", DECK, "--all", "--seed", "7"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    assert_eq!(
        line,
        "The night sky. 12 of 13 questions, of each family one; :help lists the commands.\n"
    );
    drop(stdout);
    // It writes into the closed pipe only now.
    drop(child.stdin.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((stderr.as_str(), child.wait().unwrap().code()), ("", Some(0)));
}

#[test]
fn help_into_a_closed_pipe() {
    let sandbox = Sandbox::new();
    let mut child = sandbox
        .command("quiz")
        .arg("--help")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(
        (String::from_utf8(ended.stderr).unwrap().as_str(), ended.status.code()),
        ("", Some(0))
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output() {
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let stderr = "quiz: cannot write to standard output: no space left on device\n";
    let sandbox = Sandbox::with(DECK);
    sandbox.quiz(ONE).output_to(full()).stderr(stderr).status(2).check();
    let sandbox = Sandbox::with(DECK);
    let json = ONE.iter().chain(&["--format", "json"]);
    let ended = sandbox.quiz(json).output_to(full()).input("t\n").run();
    assert!(ended.stderr.ends_with(stderr), "{}", ended.stderr);
    assert_eq!(ended.status, Some(2));
    assert_eq!(sandbox.recorded_lines().last().unwrap()["event"], "end", "nothing is lost");
}

#[test]
fn a_data_directory_that_cannot_be() {
    let sandbox = Sandbox::with(DECK);
    // Below a file there is no folder, whoever runs the tests.
    let below = sandbox.work().join(DECK).join("data");
    let stderr = "quiz: the sitting cannot be recorded, so nothing was asked: cannot create the \
                  folder [WORK]/all-kinds.toml/data/quizdeck/records: file exists\n\
                  hint: records are kept in $XDG_DATA_HOME/quizdeck; set XDG_DATA_HOME to a folder \
                  with room\n";
    sandbox.quiz(ONE).env("XDG_DATA_HOME", &below).input("t\n").stderr(stderr).status(2).check();
    let none = "quiz: there is no unfinished sitting\nhint: start one: quiz practice DECK\n";
    sandbox.quiz(["resume"]).env("XDG_DATA_HOME", below).stderr(none).status(2).check();
}

#[cfg(unix)]
#[test]
fn a_data_directory_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with(DECK);
    fs::set_permissions(sandbox.data(), PermissionsExt::from_mode(0o500)).unwrap();
    if fs::create_dir(sandbox.data().join("probe")).is_ok() {
        eprintln!("skipped: whoever runs the tests may write everywhere");
        return;
    }
    let stderr = "quiz: the sitting cannot be recorded, so nothing was asked: cannot create the \
                  folder [DATA]/quizdeck/records: permission denied\n\
                  hint: records are kept in $XDG_DATA_HOME/quizdeck; set XDG_DATA_HOME to a folder \
                  with room\n";
    sandbox.quiz(ONE).stderr(stderr).status(2).check();
}

/// A disk that fills in the middle of a sitting: the shell lets no file grow beyond some blocks.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_up() {
    let sandbox = Sandbox::with(DECK);
    let program = sandbox.command("quiz");
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", "trap '' XFSZ; ulimit -f 32; exec \"$0\" \"$@\""])
        .arg(program.get_program())
        .args(TYPED)
        .env_clear()
        .envs(sandbox.environment())
        .current_dir(sandbox.work())
        .stdout(Stdio::piped());
    let long = "word ".repeat(10_000);
    let ended = sandbox.talk(shell).end_with(format!("{long}\n.\nEncke\n").into());
    assert_eq!(
        ended.stderr,
        "quiz: cannot write [DATA]/quizdeck/records/TEST-SITTING.jsonl: file too large\n\
         hint: what was answered before is saved; make room, then: quiz resume\n"
    );
    assert_eq!(ended.status, Some(2));
    assert!(!ended.stdout.contains("Not marked"), "no feedback to what was not recorded");
    assert_eq!(sandbox.recorded_lines().len(), 1, "nothing of the line is left behind");
    let resumed = sandbox.quiz(["resume"]).input(format!("{long}\n.\nEncke\nd\n")).run();
    assert_eq!((resumed.stderr.as_str(), resumed.status), ("", Some(0)));
    assert!(resumed.stdout.starts_with("Going on: 2 of 2 questions left.\n"), "{}", resumed.stdout);
}

#[test]
fn standard_input_that_is_closed() {
    let sandbox = Sandbox::with(DECK);
    sandbox.quiz(ONE).stdout_snapshot("nothing-typed").check();
}

#[test]
fn lines_that_cannot_be_read() {
    let sandbox = Sandbox::with(DECK);
    let mut input = vec![b'a'; 2 << 20];
    input.extend_from_slice(b"\n\xff\xfe\xe9\nt\0\ntrue\r\n");
    sandbox.quiz(ONE).input(input).stdout_snapshot("unreadable-lines").check();
}

#[test]
fn an_answer_that_is_too_long() {
    let sandbox = Sandbox::with(DECK);
    let long = "x".repeat(70_000);
    let lines = format!("{}\n", "y".repeat(10_000)).repeat(7);
    let input = format!("{long}\n::{long}\nEncke\n{lines}.\n");
    let ended = sandbox.quiz(TYPED).input(input).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    assert_eq!(
        ended.stdout.matches("That is too long: an answer has at most 64 KiB.\n").count(),
        3
    );
    assert_eq!(sandbox.recorded_lines().len(), 4);
}

#[cfg(unix)]
#[test]
fn an_interruption() {
    let sandbox = Sandbox::with(DECK);
    let mut dialogue = sandbox.quiz(TYPED).begin();
    let seen = dialogue.wait_for_prompt(0).len();
    dialogue.line("Encke");
    dialogue.wait_for_prompt(seen);
    dialogue.interrupt();
    let ended = dialogue.end_of_itself();
    assert_eq!(
        ended.stderr,
        "\nquiz: interrupted; what you answered is saved. Go on with: quiz resume TEST-SITTING\n"
    );
    assert_eq!(ended.status, Some(130));
    let resumed = sandbox.quiz(["resume", "TEST-SITTING"]).input("Because.\n.\nd\n").run();
    assert_eq!((resumed.stderr.as_str(), resumed.status), ("", Some(0)));
    assert!(resumed.stdout.starts_with("Going on: 1 of 2 questions left.\n"), "{}", resumed.stdout);
}

#[cfg(unix)]
#[test]
fn an_interruption_before_anything_was_asked() {
    let sandbox = Sandbox::new();
    let dialogue = sandbox.quiz([""; 0]).begin();
    dialogue.wait_for("Enter for 1): ");
    dialogue.interrupt();
    let ended = dialogue.end_of_itself();
    assert_eq!((ended.stderr.as_str(), ended.status), ("\nquiz: interrupted\n", Some(130)));
    assert!(!sandbox.records().exists());
}

#[test]
fn a_clock_and_an_id_that_are_none() {
    let sandbox = Sandbox::with(DECK);
    let clock = "quiz: QUIZDECK_NOW is not an instant such as 2026-11-24T07:30:00Z\n";
    sandbox.quiz(ONE).env("QUIZDECK_NOW", "yesterday").stderr(clock).status(2).check();
    let id = "quiz: QUIZDECK_SESSION: a session is named by 1 to 64 of A-Z, a-z, 0-9 and `-`, and \
              does not begin with `-`\n";
    sandbox.quiz(ONE).session("../escape").stderr(id).status(2).check();
}
