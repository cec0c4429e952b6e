//! Properties of reading, over valid decks with edits and over arbitrary text.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::diagnostic::LineIndex;

/// A deck with every field in every spelling.
const DECK: &str = include_str!("../../tests/fixtures/every-spelling.toml");

/// What a hand may put in by mistake, and what may mislead the cut into pieces.
const SNIPPETS: &[&str] = &[
    "\"",
    "\"\"\"",
    "'''",
    "=",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    "\\",
    "\r",
    "\n",
    "\u{feff}",
    "é",
    "[[question]]\n",
    "  [[question]] # another\n",
    "[ [question] ]\n",
    "[[ question ]]\n",
    "[question]\n",
    "[question.choices]\n",
    "[sources.late]\n",
    "explanation = \"\"\"\n[[question]]\nid = \"inside\"\n\"\"\"\n",
    "x = [\n[[question]],\n]\n",
    "answer = true\n",
    "kind = \"essay\"\n",
];

/// One edit of a text, line by line or byte by byte.
#[derive(Debug, Clone)]
enum Edit {
    Delete(Index),
    Double(Index),
    Swap(Index, Index),
    Cut(Index),
    Insert(Index, &'static str),
    Replace(Index, char),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        any::<Index>().prop_map(Edit::Delete),
        any::<Index>().prop_map(Edit::Double),
        any::<(Index, Index)>().prop_map(|(a, b)| Edit::Swap(a, b)),
        any::<Index>().prop_map(Edit::Cut),
        (any::<Index>(), select(SNIPPETS)).prop_map(|(at, text)| Edit::Insert(at, text)),
        (any::<Index>(), any::<char>()).prop_map(|(at, c)| Edit::Replace(at, c)),
    ]
}

fn apply(text: &str, edit: &Edit) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return String::new();
    }
    let place = |at: &Index| text.floor_char_boundary(at.index(text.len()));
    match edit {
        Edit::Delete(at) => {
            lines.remove(at.index(lines.len()));
        }
        Edit::Double(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at]);
        }
        Edit::Swap(a, b) => {
            let count = lines.len();
            lines.swap(a.index(count), b.index(count));
        }
        Edit::Cut(at) => return text[..place(at)].to_owned(),
        Edit::Insert(at, snippet) => {
            let at = place(at);
            return format!("{}{snippet}{}", &text[..at], &text[at..]);
        }
        Edit::Replace(at, with) => {
            let at = place(at);
            let rest = text[at..].chars().skip(1).collect::<String>();
            return format!("{}{with}{rest}", &text[..at]);
        }
    }
    lines.concat()
}

/// A valid deck with a few edits, so that most of it still makes sense.
fn edited_deck() -> impl Strategy<Value = String> {
    prop::collection::vec(edit(), 1..4)
        .prop_map(|edits| edits.iter().fold(DECK.to_owned(), |text, edit| apply(&text, edit)))
}

/// Checks what holds of every answer of the parser.
fn check(text: &str, result: &Result<Deck, Problems>) {
    let Err(problems) = result else { return };
    assert!(!problems.diagnostics.is_empty());
    assert!(problems.diagnostics.len() <= MAX_DIAGNOSTICS);
    assert!(problems.diagnostics.is_sorted_by_key(|found| found.primary.span.start));
    let lines = LineIndex::new(text);
    for found in &problems.diagnostics {
        let places = std::iter::once(&found.primary).chain(&found.labels);
        for label in places {
            let span = label.span.clone();
            assert!(text.get(span.clone()).is_some(), "{span:?} of {found:?}");
            assert!(lines.position(span.start) <= lines.position(span.end));
        }
        assert!(!found.message.is_empty() && !found.message.contains('\n'), "{found:?}");
        assert!(!found.primary.text.is_empty(), "{found:?}");
        assert!(
            found.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        );
    }
}

/// Reading in pieces and reading at once give the same, where both can tell.
fn check_ways(text: &str) {
    let (text, bom) = text.strip_prefix('\u{feff}').map_or((text, 0), |rest| (rest, 3));
    if let Some(pieces) = pieces::read(text, bom) {
        let whole = read_whole(text, bom).expect("pieces that are TOML make a whole that is");
        assert_eq!(pieces, whole, "{text}");
    }
}

proptest! {
    #[test]
    fn edited_decks_never_break_the_reader(text in edited_deck()) {
        check(&text, &parse(&text));
    }

    #[test]
    fn pieces_and_whole_agree_on_edited_decks(text in edited_deck()) {
        check_ways(&text);
    }

    #[test]
    fn arbitrary_text_never_breaks_the_reader(text in any::<String>()) {
        check(&text, &parse(&text));
        check_ways(&text);
    }

    #[test]
    fn text_of_snippets_never_breaks_the_reader(
        parts in prop::collection::vec(select(SNIPPETS), 0..40),
    ) {
        let text = parts.concat();
        check(&text, &parse(&text));
        check_ways(&text);
    }

    #[test]
    fn arbitrary_bytes_never_break_the_reader(bytes in any::<Vec<u8>>()) {
        check(&String::from_utf8_lossy(&bytes), &parse_bytes(&bytes));
    }

    #[test]
    fn flipped_bytes_never_break_the_reader(at in any::<Index>(), byte in any::<u8>()) {
        let mut bytes = DECK.as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        check(&String::from_utf8_lossy(&bytes), &parse_bytes(&bytes));
    }
}

#[test]
fn the_unedited_deck_is_read_in_pieces() {
    let pieces = pieces::read(DECK, 0).expect("a deck of the usual shape");
    assert_eq!(pieces, read_whole(DECK, 0).expect("TOML"));
    assert!(pieces.is_ok(), "{pieces:?}");
}

#[test]
fn a_header_inside_a_text_does_not_cut_it() {
    let text =
        DECK.replace("Measured from its farthest spring.", "\"\"\n[[question]]\nid = 'x'\n\"\"");
    assert!(pieces::read(&text, 0).is_none(), "the cut is inside the text");
    let deck = parse(&text).unwrap();
    let key = deck.questions[0].key.as_ref().unwrap();
    assert_eq!(key.explanation.as_deref(), Some("[[question]]\nid = 'x'\n"));
}

#[test]
fn tables_of_the_deck_may_follow_its_questions() {
    let source = "[sources.notes]\n";
    let text = format!("{}\n{source}", DECK.replace(source, ""));
    assert!(pieces::read(&text, 0).is_none(), "the last piece holds more than its question");
    assert_eq!(parse(&text), parse(DECK));
}

#[test]
fn a_syntax_error_spoils_its_own_question_only() {
    let text = DECK
        .replace("tags = [\"lakes\"]\n", "tags = [\"lakes\"\n")
        .replace("[sources.notes]\n", "")
        .replace("difficulty = \"hard\"", "difficulty = \"herd\"");
    let problems = parse(&text).unwrap_err();
    let codes: Vec<_> = problems.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["unknown-id", "syntax", "unknown-name"], "{problems:#?}");
    let questions: Vec<_> =
        problems.diagnostics.iter().map(|found| found.question.as_deref()).collect();
    assert_eq!(questions, [Some("multi"), Some("true-false"), Some("short")]);
}

#[test]
fn a_text_that_is_no_deck_is_mended_in_place() {
    let text = "count = ten\nui = \"rich\"\nstudent = me\n";
    let (left, found) = mend_toml(text);
    assert_eq!(left, "           \nui = \"rich\"\n            \n");
    let places: Vec<_> = found.iter().map(|found| &text[found.primary.span.clone()]).collect();
    assert_eq!(places, ["ten", "me"]);
    assert_eq!(mend_toml("count = 10\n"), ("count = 10\n".into(), Vec::new()));
}
