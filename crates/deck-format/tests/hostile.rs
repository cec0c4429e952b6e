//! Texts that were made to hurt: large, deep, or both. Each is refused soon, with few words.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::time::{Duration, Instant};

use deck_format::limits::{MAX_BYTES, MAX_DIAGNOSTICS, MAX_QUESTIONS};
use deck_format::{Problems, parse, parse_bytes};

const HEAD: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n";
const LARGE: usize = 50 * 1024 * 1024;
/// Enough to be refused before it is parsed, where it is dense with marks.
const DENSE: usize = 8 * 1024 * 1024;

/// Far above what is needed, even in a debug build on a busy machine: it only tells a reading that
/// takes its time from one that never ends.
const SOON: Duration = Duration::from_secs(60);

/// Reads bytes that are no deck.
fn refused(bytes: &[u8]) -> Problems {
    let start = Instant::now();
    let problems = parse_bytes(bytes).expect_err("no deck");
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert!((1..=MAX_DIAGNOSTICS).contains(&problems.diagnostics.len()));
    problems
}

fn code_of(text: &str) -> &'static str {
    refused(text.as_bytes()).diagnostics[0].code
}

fn repeated(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len())
}

#[test]
fn junk_of_all_bytes_is_refused() {
    let mut state = 1_u64;
    let mut junk = Vec::with_capacity(LARGE);
    while junk.len() < LARGE {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        junk.extend(state.to_le_bytes());
    }
    assert_eq!(refused(&junk).diagnostics[0].code, "binary");
    let letters: Vec<u8> = junk.iter().map(|byte| b' ' + byte % 94).collect();
    refused(&letters);
    assert_eq!(refused(&vec![0; LARGE]).diagnostics[0].code, "binary");
}

#[test]
fn large_texts_of_one_piece_are_refused() {
    for piece in ["x", "= ", "[", "{", "\"\"\"\n", "a.", "a = 1\n", "[a]\n", "\n"] {
        refused(repeated(piece, DENSE).as_bytes());
    }
}

#[test]
fn questions_without_end_are_refused() {
    assert_eq!(code_of(&repeated("[[question]]\n", LARGE)), "missing-field");
    let problems = refused(format!("{HEAD}{}", repeated("[[question]]\n", LARGE)).as_bytes());
    assert_eq!(problems.diagnostics.len(), MAX_DIAGNOSTICS);
    let wrong = repeated("[[question]]\nid = \nprompt = 2\nfoo = 3\n", LARGE);
    assert_eq!(refused(format!("{HEAD}{wrong}").as_bytes()).diagnostics.len(), MAX_DIAGNOSTICS);
}

#[test]
fn a_list_of_millions_is_refused() {
    assert_eq!(code_of(&format!("{HEAD}a = [{}]\n", repeated("[],", DENSE))), "too-large");
    assert_eq!(code_of(&format!("{HEAD}a = [{}]\n", repeated("1,", DENSE))), "too-large");
}

#[test]
fn bounds_are_exact() {
    let question =
        |n: usize| format!("[[question]]\nid = \"q{n}\"\nprompt = \"Q\"\nanswer = true\n");
    let text: String =
        std::iter::once(HEAD.to_owned()).chain((0..=MAX_QUESTIONS).map(question)).collect();
    let problems = refused(text.as_bytes());
    assert_eq!(problems.diagnostics.len(), 1);
    assert_eq!(problems.diagnostics[0].code, "too-large");
    assert!(problems.diagnostics[0].message.contains("200001 questions"));
    let one_less = &text[..text.rfind("[[question]]").unwrap()];
    assert_eq!(parse(one_less).unwrap().questions.len(), MAX_QUESTIONS);
    assert_eq!(code_of(&" ".repeat(MAX_BYTES + 1)), "too-large");
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    let deep = 10_000;
    let nested = [
        format!("a = {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("a = {}1{}", "{ a = ".repeat(deep), " }".repeat(deep)),
        format!("{} = 1", vec!["a"; deep].join(".")),
        format!("[{}]", vec!["a"; deep].join(".")),
        format!("[[{}]]", vec!["a"; deep].join(".")),
        format!("a = {}", "[".repeat(deep)),
        format!("a = {}", "{ a = ".repeat(deep)),
    ];
    for text in &nested {
        let place = text.get(..20).unwrap_or_default();
        let alone = refused(text.as_bytes());
        assert_eq!(alone.diagnostics[0].code, "syntax", "{place}");
        let in_head = refused(format!("{HEAD}{text}\n").as_bytes());
        assert_eq!(in_head.diagnostics[0].code, "syntax", "{place}");
        let question = "[[question]]\nid = \"q\"\nprompt = \"Q\"\nanswer = true\n";
        let in_question = refused(format!("{HEAD}{question}{text}\n{question}").as_bytes());
        assert_eq!(in_question.diagnostics[0].code, "syntax", "{place}");
    }
}

/// As deep as TOML allows at each step: keys of 79 parts in tables of 78 levels. An optimised build
/// needs half a megabyte of stack for it, a debug build many times that.
#[test]
fn the_deepest_toml_is_read_without_overflow() {
    let key = format!("{}a", "a.".repeat(78));
    let text = format!("x = {}1{}", format!("{{{key} = ").repeat(78), "}".repeat(78));
    let stack = if cfg!(debug_assertions) { 64 } else { 1 };
    let reading = std::thread::Builder::new().stack_size(stack * 1024 * 1024);
    reading.spawn(move || refused(text.as_bytes())).unwrap().join().unwrap();
}

/// A string with the header of a question on many of its lines.
#[test]
fn headers_inside_a_text_do_not_take_long() {
    let lines = "[[question]]\n".repeat(20_000);
    let question = format!("[[question]]\nid = \"q\"\nprompt = '''\n{}'''\n", &lines[..60_000]);
    let deck = parse(&format!("{HEAD}{question}answer = true\n")).unwrap();
    assert_eq!(deck.questions.len(), 1);
    refused(format!("{HEAD}{question}answer = maybe\n").as_bytes());
}
