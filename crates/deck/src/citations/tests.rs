#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use deck_format::parse;

use super::*;

const TEXT: &str = "The title\n\nChina has 59 extradition treaties.\n\nBeijing trains police.\n";

fn source() -> Source {
    Source::from_bytes("article", TEXT.as_bytes()).unwrap()
}

/// A deck with a question for each of these fields.
fn deck_text(questions: &[&str]) -> String {
    let mut text = "format = 1\nid = \"d\"\ntitle = \"T\"\n[sources.article]\n".to_owned();
    for (at, fields) in questions.iter().enumerate() {
        text += &format!(
            "[[question]]\nid = \"q{at}\"\nprompt = \"Is it {at}?\"\nanswer = true\n{fields}\n"
        );
    }
    text
}

/// What is found, as `severity code place: message: words under it`.
fn findings(text: &str) -> Vec<String> {
    let deck = parse(text).unwrap();
    let found = check(&deck, text, &[source()]);
    let lines = found.iter().map(|one| {
        let place = &text[one.primary.span.clone()];
        let severity = one.severity.as_str();
        format!("{severity} {} {place}: {}: {}", one.code, one.message, one.primary.text)
    });
    lines.collect()
}

fn errors(questions: &[&str]) -> Vec<String> {
    let found = findings(&deck_text(questions)).into_iter();
    found.filter(|line| line.starts_with("error ")).collect()
}

#[test]
fn evidence_that_stands_there_is_silent() {
    let cite = r#"cite = [
        { source = "article", paragraph = 2, evidence = ["59 Extradition  Treaties", "China"] },
        { source = "article", evidence = ["trains police"] },
        { source = "article", paragraph = 1 },
    ]"#;
    assert_eq!(findings(&deck_text(&[cite])), [""; 0]);
}

#[test]
fn evidence_that_does_not_stand_there_is_an_error_with_where_it_does() {
    let cite = |fields: &str| format!("cite = {{ source = \"article\", {fields} }}");
    let found = errors(&[
        &cite(r#"paragraph = 2, evidence = ["59 treaties"]"#),
        &cite(r#"paragraph = 3, evidence = ["59 extradition treaties"]"#),
        &cite(r#"evidence = ["Beijing taught police"]"#),
        &cite(r#"paragraph = 1, evidence = ["purple elephants"]"#),
    ]);
    let expected = [
        "error citation-not-found \"59 treaties\": \"59 treaties\" does not stand in paragraph 2 of \
         `article`: nearest: \"59 extradition treaties\"",
        "error citation-not-found \"59 extradition treaties\": \"59 extradition treaties\" does not \
         stand in paragraph 3 of `article`: it stands in paragraph 2",
        "error citation-not-found \"Beijing taught police\": \"Beijing taught police\" does not \
         stand in `article`: nearest: \"Beijing trains police\" in paragraph 3",
        "error citation-not-found \"purple elephants\": \"purple elephants\" does not stand in \
         paragraph 1 of `article`: nothing like it stands there",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_paragraph_beyond_the_last_is_one_error() {
    let found = errors(&[
        r#"cite = [{ source = "article", paragraph = 9, evidence = ["China"] }]"#,
        r#"cite = { source = "article", paragraph = 9, evidence = ["elephants"] }"#,
    ]);
    let start = "error citation-not-found 9: `article` has no paragraph 9: ";
    assert_eq!(
        found,
        [
            format!("{start}the evidence stands in paragraph 2"),
            format!("{start}it has 3 paragraphs")
        ]
    );
}

#[test]
fn what_is_not_covered_is_a_note() {
    let text = deck_text(&[r#"cite = { source = "article", paragraph = 2 }"#, ""]);
    let expected = [
        "info uncited-paragraph article: no question cites paragraph 1 of `article`: it \
         begins \"The title\"",
        "info uncited-paragraph article: no question cites paragraph 3 of `article`: it \
         begins \"Beijing trains police.\"",
        "info no-citation \"q1\": the question `q1` cites no source: ",
    ];
    assert_eq!(findings(&text), expected);
}

/// The same deck, where the source has this field.
fn with_skip(skip: &str, questions: &[&str]) -> String {
    deck_text(questions).replace("[sources.article]\n", &format!("[sources.article]\n{skip}\n"))
}

#[test]
fn a_skipped_paragraph_needs_no_question() {
    let cite = r#"cite = { source = "article", paragraph = 2 }"#;
    assert_eq!(findings(&with_skip("skip = [3, 1]", &[cite])), [""; 0]);
    assert_eq!(findings(&with_skip("skip = [1, 2, 3]", &[cite])), [""; 0], "2 is cited as well");
    let expected = "info uncited-paragraph article: no question cites paragraph 3 of `article`: it \
        begins \"Beijing trains police.\"";
    let text = with_skip("skip = [1]", &[cite]);
    assert_eq!(findings(&text), [expected]);
    let found = check(&parse(&text).unwrap(), &text, &[source()]);
    let help = "`skip` names paragraphs that need no question, such as headings";
    assert_eq!(found[0].help.as_deref(), Some(help));
}

#[test]
fn a_skipped_paragraph_beyond_the_last_is_an_error() {
    let cite = r#"cite = { source = "article", paragraph = 2 }"#;
    let expected = [
        "error citation-not-found 4: `article` has no paragraph 4 to skip: it has 3 paragraphs",
        "error citation-not-found 99: `article` has no paragraph 99 to skip: it has 3 paragraphs",
    ];
    assert_eq!(findings(&with_skip("skip = [1, 4, 3, 99]", &[cite])), expected);
    let inline = deck_text(&[cite])
        .replace("[sources.article]\n", "sources = { article = { skip = [1, 3, 4] } }\n");
    assert_eq!(findings(&inline), expected[..1]);
}

#[test]
fn another_text_than_the_deck_names_is_a_warning() {
    let with = |digest: &str| {
        let all = r#"cite = [{ source = "article", paragraph = 1 },
            { source = "article", paragraph = 2 }, { source = "article", paragraph = 3 }]"#;
        let sources = format!("[sources.article]\nsha256 = \"{digest}\"\n");
        findings(&deck_text(&[all]).replace("[sources.article]\n", &sources))
    };
    assert_eq!(with(source().sha256()), [""; 0]);
    let zeros = "0".repeat(64);
    let expected = format!(
        "warning source-differs \"{zeros}\": this is not the text of `article` that the deck names: \
         the text has {}",
        source().sha256()
    );
    assert_eq!(with(&zeros), [expected]);
}

#[test]
fn without_the_text_citations_stand_unverified() {
    let cite = r#"cite = [{ source = "article" }, { source = "article", paragraph = 9 }]"#;
    let text = deck_text(&[cite, ""]);
    let deck = parse(&text).unwrap();
    assert_eq!(unverified(&deck, &[]), 2);
    assert_eq!(unverified(&deck, &[source()]), 0);
    let other = Source::from_bytes("other", b"A text.").unwrap();
    assert_eq!(check(&deck, &text, std::slice::from_ref(&other)), []);
    assert_eq!(unverified(&deck, &[other]), 2);
}

#[test]
fn a_source_that_no_deck_declares_is_a_failure() {
    let deck = parse(&deck_text(&[""])).unwrap();
    assert_eq!(undeclared([&deck], &[source()]), None);
    let other = [Source::from_bytes("artcle", b"").unwrap()];
    let failure = undeclared([&deck], &other).unwrap();
    assert_eq!(failure.to_string(), "no deck declares the source `artcle`");
    assert_eq!(failure.hints, ["the decks declare article"]);
    let failure = undeclared([], &other).unwrap();
    assert_eq!(failure.hints, ["a deck declares its sources below [sources.name]"]);
}

#[test]
fn coverage_counts_questions() {
    let text = deck_text(&[
        r#"cite = [{ source = "article", paragraph = 2 }, { source = "article", evidence = ["59"] }]"#,
        r#"cite = { source = "article", paragraph = 2 }"#,
        r#"cite = { source = "article", paragraph = 99 }"#,
        "",
    ]);
    let coverage = Coverage::of(&parse(&text).unwrap(), &source());
    let skipped = BTreeSet::new();
    assert_eq!(coverage, Coverage { questions: vec![0, 2, 0], skipped, without: 1 });
    assert_eq!(coverage.uncited().collect::<Vec<_>>(), [1, 3]);
    let text = with_skip("skip = [3, 2]", &[r#"cite = { source = "article", paragraph = 2 }"#]);
    let coverage = Coverage::of(&parse(&text).unwrap(), &source());
    assert_eq!(coverage.skipped, BTreeSet::from([2, 3]));
    assert_eq!(coverage.uncited().collect::<Vec<_>>(), [1]);
}

#[test]
fn guesses_are_bounded() {
    let cite = r#"cite = { source = "article", paragraph = 2, evidence = ["59 treaties"] }"#;
    let found = errors(&vec![cite; MOST_GUESSES + 1]);
    assert_eq!(found.len(), MOST_GUESSES + 1);
    assert!(found[MOST_GUESSES - 1].ends_with("nearest: \"59 extradition treaties\""));
    assert!(found[MOST_GUESSES].ends_with("paragraph 2 of `article`: "), "{}", found[MOST_GUESSES]);
}
