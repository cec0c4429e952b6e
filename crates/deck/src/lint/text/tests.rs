use super::*;

fn words_of<'t>(text: &'t Text<'_>) -> Vec<&'t str> {
    text.tokens().iter().map(|token| text.word(token)).collect()
}

fn read(source: &str) -> Text<'_> {
    Text::new(&Words::of("en"), source)
}

#[test]
fn tokens_are_runs_of_letters_and_digits() {
    let text = read("It's a well-known fact: π ≈ 3.14, not 1,000 -- étude 2nd.");
    let expected = ["It's", "a", "well-known", "fact", "π", "3.14", "not", "1,000", "étude", "2nd"];
    assert_eq!(words_of(&text), expected);
    assert_eq!(text.tokens()[5].kind, TokenKind::Number);
    assert_eq!(words_of(&read("e\u{301}tude")), ["e\u{301}tude"]);
    assert_eq!(words_of(&read("")), [""; 0]);
}

#[test]
fn markdown_is_taken_off_and_places_are_kept() {
    let source = "Which is **not** in `a b`, see [this](x) &amp; *that*?";
    let text = read(source);
    assert_eq!(text.visible().trim_end(), "Which is not in a b, see this & that?");
    assert_eq!(words_of(&text), ["Which", "is", "not", "in", "a b", "see", "this", "that"]);
    for token in text.tokens() {
        assert_eq!(&source[text.in_source(&token.range())], text.word(token));
    }
    let marked: Vec<_> = text.tokens().iter().filter(|token| token.emphasis).collect();
    assert_eq!(marked.iter().map(|token| text.word(token)).collect::<Vec<_>>(), ["not", "that"]);
    assert_eq!(text.tokens()[4].kind, TokenKind::Opaque);
}

#[test]
fn code_mathematics_and_blanks_are_single_tokens() {
    let text = read("What is printed?\n\n```rust\nlet not = 1;\n```\n");
    assert!(text.has_figure());
    assert_eq!(words_of(&text), ["What", "is", "printed", "let not = 1;\n"]);
    assert!(!text.has(List::Negation), "code is no word");
    assert_eq!(
        words_of(&read("so $a + b$ is, at $5 or $6")),
        ["so", "$a + b$", "is", "at", "5", "or", "6"]
    );
    let cloze = Text::cloze(&Words::of("en"), "In {{year}} it was {{not}}.");
    assert_eq!(words_of(&cloze), ["In", "{{year}}", "it", "was", "{{not}}"]);
    assert!(!cloze.has(List::Negation));
    assert!(read("![A *wing*](w.png) which?").has_figure());
}

#[test]
fn a_line_is_a_paragraph_whatever_it_begins_with() {
    assert_eq!(read("- 5").visible(), "- 5");
    assert_eq!(read("1. `x`").visible().trim_end(), "1. x");
    let text = read("> 5 *m*");
    assert_eq!(text.visible().trim_end(), "> 5 m");
    assert_eq!(text.in_source(&text.tokens()[1].range()), 5..6);
}

#[test]
fn lists_are_found_as_words_and_phrases() {
    let text = read("At least one is NOT a false positive.");
    assert_eq!(text.find(List::Negation), [1..2, 4..5, 6..7]);
    assert_eq!(text.find(List::NoNegation), [0..2, 6..8]);
    assert!(read("All of the above.").is_wholly(List::AllOfTheAbove));
    assert!(!read("All of the above and more").is_wholly(List::AllOfTheAbove));
    assert!(!read("Walk").has(List::Negation));
    assert!(!Text::new(&Words::of("de"), "not").has(List::Negation));
}

#[test]
fn the_question_clause_is_the_last_sentence_that_asks() {
    let clause = |source| {
        let text = read(source);
        let range = text.tokens_in_source(&text.question_clause());
        source.get(range).unwrap_or_default()
    };
    assert_eq!(clause("It is not so. Why is it, e.g. here?"), "Why is it, e.g. here");
    assert_eq!(clause("Which are fish? Select all that apply."), "Which are fish");
    assert_eq!(clause("What is printed?\n\n```\nnot()\n```"), "What is printed");
    assert_eq!(clause("One line\n\nAnother line"), "Another line");
}

#[test]
fn words_between_quotation_marks_are_marked() {
    let quoted = |source| {
        let text = read(source);
        let words = text.tokens().iter().filter(|token| token.quoted);
        words.map(|token| text.word(token).to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(quoted("He said \"not now\" and “go on” then"), "not now go on");
    assert_eq!(quoted("an 11\" pipe is not"), "");
    assert_eq!(quoted("Who said this?\n\n> Not now,\n> he said.\n\nAnd when?"), "Not now he said");
}

#[test]
fn length_is_what_is_seen() {
    assert_eq!(read("**bold**").length(), 4);
    assert_eq!(read("e\u{301}te\u{301}").length(), 3);
    assert_eq!(read(" x ").length(), 1);
}
