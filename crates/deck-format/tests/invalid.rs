//! Decks that are wrong, each with what is said about it: one line a problem, kept beside it.
//!
//! `UPDATE=1 cargo test -p deck-format --test invalid` writes the expected lines anew; read the
//! difference before you keep it. A new case is a file `invalid/NAME.toml` and that command.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use deck_format::{Diagnostic, LineIndex, Problems, parse_bytes};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid")
}

/// The cases, in the order of their names.
fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    cases.sort();
    cases
}

fn problems(path: &Path) -> (String, Problems) {
    let bytes = fs::read(path).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    match parse_bytes(&bytes) {
        Ok(_) => panic!("{} is a valid deck", path.display()),
        Err(problems) => (text, problems),
    }
}

/// `line:column: code: message | under | help`, with the places of its labels.
fn rendered(lines: &LineIndex<'_>, found: &Diagnostic) -> String {
    let place = |byte: usize| {
        let at = lines.position(byte);
        format!("{}:{}", at.line, at.column)
    };
    let span = &found.primary.span;
    let help = found.help.as_deref().unwrap_or("-");
    let labels: String = found
        .labels
        .iter()
        .map(|label| format!(" | {}: {}", place(label.span.start), label.text))
        .collect();
    format!(
        "{}-{}: {}: {} | {} | {help}{labels}\n",
        place(span.start),
        place(span.end),
        found.code,
        found.message,
        found.primary.text,
    )
}

#[test]
fn every_wrong_deck_is_told_as_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let (text, problems) = problems(&case);
        let lines = LineIndex::new(&text);
        let told: String =
            problems.diagnostics.iter().map(|found| rendered(&lines, found)).collect();
        let kept = case.with_extension("txt");
        if update {
            fs::write(&kept, &told).unwrap();
        } else if fs::read_to_string(&kept).ok().as_deref() != Some(told.as_str()) {
            wrong.push(format!("{}:\n{told}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "not as kept (UPDATE=1 writes anew):\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_kept_without_its_case() {
    let kept = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    for path in kept.filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        assert!(path.with_extension("toml").exists(), "{}", path.display());
    }
}

/// The codes that the sources use, found where a diagnostic is made.
fn codes_in_sources(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes_in_sources(&path, codes);
        } else {
            let source = fs::read_to_string(&path).unwrap();
            for made in source.split("Diagnostic::error(").skip(1) {
                if let Some(code) = made.trim_start().strip_prefix('"') {
                    codes.insert(code.split('"').next().unwrap().to_owned());
                }
            }
        }
    }
}

#[test]
fn every_code_has_a_case() {
    let mut codes = BTreeSet::new();
    codes_in_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut codes);
    // It says that the program is at fault, so that no input can show it.
    codes.remove("unreadable");
    for case in cases() {
        for found in problems(&case).1.diagnostics {
            codes.remove(found.code);
        }
    }
    assert!(codes.is_empty(), "no case for {codes:?}");
}

/// A deck with twelve different mistakes, syntax errors among them, is told them all at once, each
/// in its place.
#[test]
fn twelve_mistakes_are_found_in_one_run() {
    const DECK: &str = r#"format = 1
id = "Twelve"
title = "Twelve mistakes"
colour = "red"

[[question]]
id = "q1"
prompt = Which river is longest?
choices = { nile = "Nile", rhine = "Rhine" }
answer = "nile"

[[question]]
id = "q2"
prompt = "Which lake is deepest?"
choices = { baikal = "Baikal", como = "Como" }
answer = "bakial"
tags = ["lakes", "depth"

[[question]]
id = "q3"
prompt = "Which is a river?"
choices = { nile = "Nile", como = "Como" }
answer = "niel"

[[question]]
id = "q3"
prompt = "How deep is it?"
answer = 12
tolerance = "some"

[[question]]
id = "q5"
prompt = "In {{year}} it was dammed at {{place}}."
answer.year = "1970"

[[question]]
id = "q6"
prompt = "From spring to mouth"
items = { spring = "Spring", delta = "Delta" }
answer = ["spring", "delta"]
dificulty = "easy"

[[question]]
id = "q7"
prompt "How long is it?"
answer = 3

[[question]]
id = "q8"
prompt = "Should it be dammed?"
points = 4
rubric = [{ id = "claim", text = "States a claim", points = 3 }]
passage = "letter"
"#;
    let problems = deck_format::parse(DECK).unwrap_err();
    let lines = LineIndex::new(DECK);
    let told: Vec<String> = problems
        .diagnostics
        .iter()
        .map(|found| {
            let at = lines.position(found.primary.span.start);
            format!("{}:{}: {}", at.line, at.column, found.code)
        })
        .collect();
    assert_eq!(
        told,
        [
            "2:6: bad-id",
            "4:1: unknown-field",
            "8:10: syntax",
            "17:25: syntax",
            "23:10: unknown-id",
            "26:6: duplicate-id",
            "29:13: bad-tolerance",
            "34:1: blank-without-key",
            "41:1: unknown-field",
            "45:8: syntax",
            "52:1: rubric-points-mismatch",
            "53:11: unknown-id",
        ]
    );
    assert_eq!(problems.more, 0);
}
