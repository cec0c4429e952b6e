//! Neither the order of records, nor the files that they stand in, nor the number of threads changes
//! a byte of what is said of a class.

use std::process::{Command, Stdio};

use super::sitting::{Sat, drawn, fixed};
use crate::support::Sandbox;

/// What is asked of a class.
const COMMANDS: [&[&str]; 5] = [
    &["score"],
    &["score", "--format", "json"],
    &["export", "--to", "csv"],
    &["items"],
    &["items", "--format", "json"],
];

/// What is said, and how it ends.
fn said(sandbox: &Sandbox) -> Vec<String> {
    let told = COMMANDS.map(|args| {
        let ended = sandbox.gradebook(args).run();
        assert_eq!(ended.status, Some(1), "{}", ended.stderr);
        without_places(&(ended.stdout + &ended.stderr))
    });
    told.into()
}

/// A text without the lines that say where records are, which is not the same.
fn without_places(text: &str) -> String {
    text.lines().filter(|line| !line.contains(".jsonl")).collect::<Vec<_>>().join("\n")
}

/// The class with its records in other files.
fn moved(sat: &Sat, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Sandbox {
    let sandbox = sat.sandbox();
    std::fs::remove_dir_all(sandbox.work().join("records")).unwrap();
    files.into_iter().fold(sandbox, |sandbox, (name, bytes)| sandbox.file(&name, bytes))
}

#[test]
fn files_may_come_in_any_order_or_in_one() {
    for sat in [fixed(), drawn()] {
        let records: Vec<&Vec<u8>> = sat.records().map(|(_, bytes)| bytes).collect();
        let count = records.len();
        let expected = said(&sat.sandbox());
        // 23 has no divisor in common with the number of records, so that each comes once.
        let turned = (0..count).map(|at| {
            let folder = at % 3;
            let name = format!("records/{folder}/{at:03}.jsonl");
            (name, records[(at * 23 + 5) % count].clone())
        });
        assert!(said(&moved(sat, turned)) == expected, "in another order");
        let joined: Vec<u8> =
            records.iter().rev().flat_map(|bytes| bytes.iter().copied()).collect();
        let one = [("records/all.jsonl".to_owned(), joined)];
        assert!(said(&moved(sat, one)) == expected, "in one file");
    }
}

/// On one core there is one thread.
#[test]
#[cfg(target_os = "linux")]
fn threads_may_be_one_or_several() {
    let sandbox = fixed().sandbox();
    let on_one_core = |args: &[&str]| {
        let gradebook = sandbox.command("gradebook");
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", "0"]).arg(gradebook.get_program()).args(args);
        command.env_clear().envs(sandbox.environment()).current_dir(sandbox.work());
        command.stdout(Stdio::piped());
        sandbox.talk(command).end()
    };
    for args in COMMANDS {
        assert_eq!(on_one_core(args), sandbox.gradebook(args).run());
    }
}
