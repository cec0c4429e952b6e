//! A class sits an exam through `quiz`, hands in, and is graded by `gradebook`.

mod bad;
mod drawn;
mod fixed;
mod help;
mod init;
mod knowledge;
mod order;
mod platforms;
mod screen;
mod sitting;
mod student;
mod term;

use serde_json::Value;

use crate::support::Sandbox;

/// When everybody has handed in.
const LATER: &str = "2026-05-12T18:00:00Z";

/// The arguments of a run that draws its tables as in a terminal.
fn as_drawn<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [args, &["--ui", "rich", "--color", "never"]].concat()
}

/// The questions of a class that are flagged with a code, with the words of the flag.
fn flagged(sandbox: &Sandbox, code: &str) -> Vec<(String, String)> {
    let ended = sandbox.gradebook(["items", "--format", "json"]).run();
    let items: Value = serde_json::from_str(&ended.stdout).unwrap();
    let flags = |item: &Value| {
        let id = item["id"].as_str().unwrap().to_owned();
        let flags = item["flags"].as_array().unwrap().iter().filter(|flag| flag["code"] == code);
        flags
            .map(|flag| (id.clone(), flag["words"].as_str().unwrap().to_owned()))
            .collect::<Vec<_>>()
    };
    items["items"].as_array().unwrap().iter().flat_map(flags).collect()
}
