//! One slip of the hand gives at most one problem: what follows from it is not told as well.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use deck_format::{LineIndex, parse};

const DECK: &str = include_str!("fixtures/every-spelling.toml");

/// Slips that a hand makes in one line. Nothing stands for a line that is left out.
fn slips(line: &str) -> Vec<String> {
    let mut slips = vec![String::new(), format!("{line}{line}")];
    for character in ["\"", "]", "}", "[", "{", "'", "=", ","] {
        for (at, _) in line.match_indices(character) {
            slips.push(format!("{}{}", &line[..at], &line[at + character.len()..]));
        }
    }
    slips.push(line.replacen('=', ":", 1));
    slips.extend(swapped_letters(line));
    slips
}

/// The name of the field with two of its letters swapped.
fn swapped_letters(line: &str) -> Option<String> {
    let (name, rest) = line.split_once(" =")?;
    let mut letters: Vec<char> = name.chars().collect();
    let count = letters.len();
    if count < 4 || letters[count - 3] == '.' || letters[count - 2] == '.' {
        return None;
    }
    letters.swap(count - 3, count - 2);
    Some(format!("{} ={rest}", letters.into_iter().collect::<String>()))
}

#[test]
fn one_slip_gives_at_most_one_problem() {
    let lines: Vec<&str> = DECK.split_inclusive('\n').collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        for slip in slips(line) {
            let text = format!("{}{slip}{}", lines[..at].concat(), lines[at + 1..].concat());
            count += 1;
            let Err(problems) = parse(&text) else { continue };
            if problems.diagnostics.len() > 1 {
                let places = LineIndex::new(&text);
                let told = problems.diagnostics.iter().map(|found| {
                    let place = places.position(found.primary.span.start);
                    format!("  {}:{} {}", place.line, found.code, found.message)
                });
                let told: Vec<String> = told.collect();
                wrong.push(format!("line {}: {slip:?}\n{}", at + 1, told.join("\n")));
            }
        }
    }
    assert!(count > 1000, "{count} slips");
    assert!(wrong.is_empty(), "{} of {count} slips:\n{}", wrong.len(), wrong.join("\n"));
}
