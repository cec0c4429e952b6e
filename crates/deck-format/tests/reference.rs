//! The format reference, `README.md`, says what is so.
//!
//! Its blocks are examples. A `toml` block is a whole deck; `toml,question` holds questions, to which
//! the test adds the first lines of a deck; `toml,deck-fields` holds fields of a deck, to which it
//! adds the first lines and a question. Each is a valid deck, unless `error:CODE` says which problem
//! comes first. Other blocks are those of rustdoc.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use deck_format::{
    Difficulty, FIELD_NAMES, Feedback, Kind, OrderRule, PartsRule, SelectRule, limits, parse,
};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

const REFERENCE: &str = include_str!("../README.md");

/// The first lines of a deck, which an example can leave out.
const HEAD: &str = "format = 1\nid = \"example\"\ntitle = \"Example\"\n";

/// A question, which an example of the deck's fields can leave out.
const QUESTION: &str = "\n[[question]]\nid = \"q\"\nprompt = \"So?\"\nanswer = true\n";

/// The names inside the tables of a question or a deck.
const INNER_NAMES: &[&str] = &[
    "accents",
    "allow",
    "articles",
    "back",
    "case",
    "compat",
    "count",
    "digits",
    "evidence",
    "feedback",
    "from",
    "numbers",
    "paragraph",
    "punctuation",
    "quotes",
    "sha256",
    "skip",
    "sort",
    "source",
    "spaces",
    "tag",
    "text",
    "time_limit",
    "to",
    "typos",
    "value",
    "wildcard",
];

/// A fenced block of the reference.
struct Block {
    /// The words after the opening fence.
    info: String,
    text: String,
    line: usize,
}

impl Block {
    /// The whole deck of an example; nothing where the block is no example of a deck.
    fn deck(&self) -> Option<String> {
        let mut words = self.info.split(',').filter(|word| !word.starts_with("error:"));
        if words.next() != Some("toml") {
            return None;
        }
        Some(match words.next() {
            None => self.text.clone(),
            Some("question") => format!("{HEAD}{}", self.text),
            Some("deck-fields") => format!("{HEAD}{}{QUESTION}", self.text),
            Some(word) => panic!("line {}: no example is a {word:?}", self.line),
        })
    }

    /// The code of the problem that the example is to show.
    fn error(&self) -> Option<&str> {
        self.info.split(',').find_map(|word| word.strip_prefix("error:"))
    }
}

fn blocks() -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = false;
    for (event, range) in Parser::new_ext(REFERENCE, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let line = REFERENCE[..range.start].matches('\n').count() + 1;
                blocks.push(Block { info: info.to_string(), text: String::new(), line });
                open = true;
            }
            Event::Text(text) if open => {
                if let Some(block) = blocks.last_mut() {
                    block.text.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => open = false,
            _ => {}
        }
    }
    blocks
}

/// What stands in backticks in a part of the reference, outside of blocks.
fn in_backticks(markdown: &str) -> BTreeSet<String> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES)
        .filter_map(|event| match event {
            Event::Code(code) => Some(code.to_string()),
            _ => None,
        })
        .collect()
}

/// A section of the reference, without its heading.
fn section(title: &str) -> &'static str {
    let (_, rest) = REFERENCE.split_once(&format!("\n## {title}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

/// What stands in backticks at the start of each row of the tables of a section.
fn first_column(title: &str) -> BTreeSet<String> {
    let cells = section(title).lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    cells.map(|(cell, _)| cell.to_owned()).collect()
}

fn sources() -> Vec<PathBuf> {
    let mut sources = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(path);
            }
        }
    }
    sources
}

/// The codes that the sources give to diagnostics.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        for call in text.split("Diagnostic::error(").skip(1) {
            let code = call.trim_start().strip_prefix('"').and_then(|call| call.split_once('"'));
            let Some((code, _)) = code else {
                panic!("{}: a diagnostic whose code is no literal", path.display());
            };
            codes.insert(code.to_owned());
        }
    }
    codes
}

fn assert_all_named<'a>(named: &BTreeSet<String>, names: impl IntoIterator<Item = &'a str>) {
    let missing: Vec<&str> = names.into_iter().filter(|name| !named.contains(*name)).collect();
    assert!(missing.is_empty(), "the reference does not name {missing:?}");
}

#[test]
fn every_example_is_what_it_says() {
    let examples: Vec<(Block, String)> =
        blocks().into_iter().filter_map(|block| block.deck().map(|deck| (block, deck))).collect();
    for (block, deck) in &examples {
        let problems = parse(deck).err().map(|problems| problems.diagnostics);
        let first = problems.as_ref().and_then(|problems| problems.first()).map(|first| first.code);
        assert_eq!(first, block.error(), "line {}: {problems:#?}", block.line);
    }
    assert!(examples.len() > 30, "{} examples were found", examples.len());
}

#[test]
fn every_kind_has_an_example() {
    let examples = blocks().into_iter().filter(|block| block.error().is_none());
    let decks = examples.filter_map(|block| parse(&block.deck()?).ok());
    let shown: BTreeSet<Kind> = decks
        .filter(|deck| !deck.face.handout)
        .flat_map(|deck| deck.questions)
        .map(|question| question.face.kind())
        .collect();
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), Kind::ALL);
}

#[test]
fn every_block_is_of_a_known_language() {
    for block in blocks() {
        let language = block.info.split(',').next().unwrap();
        assert!(
            matches!(language, "toml" | "rust" | "json"),
            "line {}: {:?}",
            block.line,
            block.info
        );
    }
}

#[test]
fn every_field_is_described() {
    // The list of reserved names describes nothing.
    let described = REFERENCE.replace(section("Ids and reserved names"), "");
    assert_all_named(&in_backticks(&described), FIELD_NAMES.iter().chain(INNER_NAMES).copied());
}

#[test]
fn every_reserved_name_is_listed() {
    let (_, listed) = section("Ids and reserved names").split_once("reserved names are:").unwrap();
    let listed = in_backticks(listed);
    assert_eq!(listed.iter().map(String::as_str).collect::<Vec<_>>(), FIELD_NAMES);
}

#[test]
fn every_word_that_a_field_can_hold_is_described() {
    let named = in_backticks(REFERENCE);
    let words = [
        Kind::NAMES,
        SelectRule::NAMES,
        OrderRule::NAMES,
        PartsRule::NAMES,
        Difficulty::NAMES,
        Feedback::NAMES,
        &["weighted", "fold", "keep", "by-length", "number", "choice"],
    ];
    assert_all_named(&named, words.into_iter().flatten().copied());
}

#[test]
fn every_code_is_listed_and_no_other() {
    assert_eq!(first_column("Diagnostics"), codes());
}

#[test]
fn every_limit_is_stated() {
    let stated = section("Limits");
    for bytes in [limits::MAX_BYTES, limits::MAX_TEXT] {
        let (mebi, kibi) = (bytes >> 20, bytes >> 10);
        let written = if mebi > 0 { format!("{mebi} MiB") } else { format!("{kibi} KiB") };
        assert!(stated.contains(&format!("| {written} |")), "{written}");
    }
    for count in [
        limits::MAX_QUESTIONS,
        limits::MAX_PASSAGES,
        limits::MAX_ENTRIES,
        limits::MAX_LIST,
        limits::MAX_MARKS,
        limits::MAX_DIAGNOSTICS,
    ] {
        let written = grouped(count);
        assert!(stated.contains(&format!("| {written} |")), "{written}");
    }
}

/// A number in groups of three digits.
fn grouped(number: usize) -> String {
    if number < 1000 {
        return number.to_string();
    }
    format!("{} {:03}", grouped(number / 1000), number % 1000)
}
