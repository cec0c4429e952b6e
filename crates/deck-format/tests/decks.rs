//! The decks that come with the program are valid.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::fs;
use std::path::Path;

use deck_format::{LineIndex, parse};

#[test]
fn every_bundled_deck_is_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../decks");
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        if let Err(problems) = parse(&text) {
            let first = &problems.diagnostics[0];
            let place = LineIndex::new(&text).position(first.primary.span.start);
            panic!("{}:{}: {}", path.display(), place.line, first.message);
        }
        count += 1;
    }
    assert!(count > 0, "no deck in {}", folder.display());
}
