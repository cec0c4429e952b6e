use deck_format::{Severity, Span};
use proptest::prelude::*;

use super::*;
use crate::hostile::{self, assert_safe, without_styles};

const DECK: &str = "format = 1\nid = \"x\"\n\n[[question]]\nid = \"a\"\nanwser = \"b\"\nid = \"\t\u{1b}日本\" # \u{202e}\n";

fn ascii() -> Look {
    Look::rich(80).uncoloured().ascii()
}

fn at(needle: &str) -> Span {
    let start = DECK.find(needle).unwrap();
    start..start + needle.len()
}

fn unknown_field() -> Diagnostic {
    Diagnostic::error("unknown-field", at("anwser"), "unknown field `anwser`")
        .under("did you mean `answer`?")
}

fn twice() -> Diagnostic {
    Diagnostic::error("duplicate-key", at("\u{1b}日本"), "`id` stands twice")
        .under("again")
        .label(at("id = \"a\""), "first here")
        .help("rename one")
}

#[test]
fn an_error_is_drawn_below_its_line() {
    let file = File::new("capitals.toml", DECK);
    let expected = "\
error[unknown-field]: unknown field `anwser`
 --> capitals.toml:6:1
  |
6 | anwser = \"b\"
  | ^^^^^^ did you mean `answer`?
";
    assert_eq!(drawn(&file, &[unknown_field()], &ascii()), expected);
}

#[test]
fn every_character_of_the_source_is_visible_and_keeps_its_place() {
    let file = File::new("capitals.toml", DECK);
    let expected = "\
error[duplicate-key]: `id` stands twice
 --> capitals.toml:7:8
  |
5 | id = \"a\"
  | -------- first here
6 | anwser = \"b\"
7 | id = \"    ␛日本\" # �
  |           ^^^^^ again
  |
help: rename one
";
    let unicode = Look { unicode: true, ..ascii() };
    let text = drawn(&file, &[twice()], &ascii());
    assert_eq!(text, expected.replace(['␛', '�'], "?"));
    let drawn_twice = drawn(&file, &[twice(), unknown_field()], &unicode);
    assert!(drawn_twice.contains("7 │ id = \"    ␛日本\" # �\n"), "{drawn_twice}");
    assert!(drawn_twice.contains("\n\nerror[unknown-field]"), "{drawn_twice}");
}

#[test]
fn colours_add_styles_only() {
    let file = File::new("capitals.toml", DECK);
    let coloured = drawn(&file, &[twice()], &Look::rich(80));
    assert!(coloured.starts_with("\u{1b}[1m\u{1b}[31merror[duplicate-key]\u{1b}[0m"), "{coloured}");
    assert_eq!(
        without_styles(&coloured).replace(' ', ""),
        drawn(&file, &[twice()], &Look::rich(80).uncoloured()).replace(' ', "")
    );
}

#[test]
fn huge_lines_and_distant_places_are_cut() {
    let before = "y".repeat(100_000);
    let text = format!("id = 1\n{}{before}HERE{before}", "x\n".repeat(5000));
    let place = text.find("HERE").unwrap();
    let diagnostic =
        Diagnostic::error("far", place..place + 4, "far away").under("this").label(0..2, "first");
    let text = drawn(&File::new("far.toml", &text), &[diagnostic], &ascii());
    assert!(text.contains(" --> far.toml:5002:100001\n"), "{text}");
    assert!(text.contains("\n   1 | id = 1\n     | -- first\n"), "{text}");
    assert!(text.lines().all(|line| line.len() <= 90), "{text}");
    let lines: Vec<_> = text.lines().collect();
    let source = lines.iter().position(|line| line.starts_with("5002 | ...y")).unwrap();
    let column = lines[source].find("HERE").unwrap();
    assert_eq!(lines[source + 1].find("^^^^ this"), Some(column), "{text}");
}

#[test]
fn windows_line_ends_are_not_shown() {
    let file = File::new("a.toml", "a = 1\r\nb = 2\r\n");
    let text = drawn(&file, &[Diagnostic::error("x", 7..8, "m")], &ascii());
    assert_eq!(text, "error[x]: m\n --> a.toml:2:1\n  |\n2 | b = 2\n  | ^\n");
}

#[test]
fn a_place_of_several_lines_is_shown_by_its_first() {
    let file = File::new("a.toml", DECK);
    let start = at("[[question]]").start;
    let text = drawn(&file, &[Diagnostic::error("x", start..DECK.len(), "m")], &ascii());
    assert!(text.ends_with("4 | [[question]]\n  | ^^^^^^^^^^^^\n"), "{text}");
}

#[test]
fn short_lines_are_for_editors() {
    let file = File::new("a\u{1b}.toml", DECK);
    assert_eq!(
        short(&file, &[unknown_field(), twice()]),
        "a␛.toml:6:1: error[unknown-field]: unknown field `anwser`\n\
         a␛.toml:7:8: error[duplicate-key]: `id` stands twice\n"
    );
}

#[test]
fn line_mode_tells_everything() {
    let file = File::new("a.toml", DECK);
    assert_eq!(
        text(&file, &[unknown_field(), twice()], &Look::LINE),
        "a.toml:6:1: error[unknown-field]: unknown field `anwser`: did you mean `answer`?\n\
         a.toml:7:8: error[duplicate-key]: `id` stands twice: again\n\
         a.toml:5:1: note: first here\n\
         help: rename one\n"
    );
}

#[test]
fn json_has_exactly_these_fields() {
    let file = File::new("a.toml", DECK);
    let mut diagnostic = twice();
    diagnostic.severity = Severity::Warning;
    diagnostic.message.push('\u{9b}');
    let data = [JsonDiagnostic::new(&file, &diagnostic)];
    let expected = r#"[
  {
    "code": "duplicate-key",
    "severity": "warning",
    "question": null,
    "file": "a.toml",
    "line": 7,
    "column": 8,
    "end_line": 7,
    "end_column": 11,
    "message": "`id` stands twice\u009b",
    "help": "rename one"
  }
]
"#;
    assert_eq!(json(&data).unwrap(), expected);
    assert_eq!(json(&[]).unwrap(), "[]\n");
}

#[test]
fn places_are_those_of_the_index_in_any_order() {
    let text = "\u{feff}ä\nbcd\r\n\nef";
    let (file, index) = (File::new("a", text), LineIndex::new(text));
    for byte in (0..20).chain((0..20).rev()).chain([3, 9, 5, 14, 1]) {
        assert_eq!(file.position(byte), index.position(byte), "byte {byte}");
    }
}

#[test]
fn the_summary_counts() {
    assert_eq!(summary(1, 2), "1 error, 2 warnings");
    assert_eq!(summary(3, 0), "3 errors");
    assert_eq!(summary(0, 1), "1 warning");
    assert_eq!(summary(0, 0), "no problems");
}

proptest! {
    #[test]
    fn nothing_harmful_comes_out(
        text in hostile::text(),
        words in prop::collection::vec(hostile::text(), 4),
        spans in prop::collection::vec((0_usize..300, 0_usize..300), 1..4),
        columns in 0_usize..120,
    ) {
        let [name, message, label, help] = &words[..] else { unreachable!("four words") };
        let span = |(start, end): &(usize, usize)| *start..*end;
        let mut diagnostic = Diagnostic::error("x", span(&spans[0]), message)
            .under(label)
            .help(help);
        for other in &spans[1..] {
            diagnostic = diagnostic.label(span(other), label);
        }
        let file = File::new(name, &text);
        let data = [JsonDiagnostic::new(&file, &diagnostic)];
        assert_safe(&json(&data).unwrap(), false);
        let diagnostics = [diagnostic];
        assert_safe(&drawn(&file, &diagnostics, &Look::rich(columns)), true);
        assert_safe(&drawn(&file, &diagnostics, &Look::rich(columns).uncoloured().ascii()), false);
        assert_safe(&told(&file, &diagnostics), false);
        assert_safe(&short(&file, &diagnostics), false);
        prop_assert_eq!(short(&file, &diagnostics).lines().count(), 1);
    }
}
