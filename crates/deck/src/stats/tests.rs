#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use deck_format::parse;

use super::*;

const DECK: &str = r#"format = 1
id = "d"
title = "T"
[sources.article]
skip = [2]
[[passage]]
id = "p"
text = "Three words here."
[[blueprint]]
tag = "x"
count = 2
[[blueprint]]
difficulty = "easy"
count = 2
[[question]]
id = "fixed"
prompt = "Which **one**?"
choices = { a = "One", b = "Two words", c = "Three" }
shuffle = false
answer = "b"
points = 1.5
tags = ["x", "y"]
difficulty = "easy"
passage = "p"
cite = [{ source = "article", paragraph = 1 }, { source = "article", paragraph = 1 }]
[[question]]
id = "pinned"
prompt = "Which?"
choices = { none = "None", a = "One", b = "Two" }
pin = ["none"]
answer = ["none", "a"]
scoring = "all-or-nothing"
tags = ["y"]
passage = "p"
[[question]]
id = "yes"
prompt = "So?"
answer = true
family = "f"
[[question]]
id = "no"
prompt = "So?"
answer = false
family = "f"
[[question]]
id = "gap"
prompt = "It is {{x}}."
blanks.x = { choices = { b = "bee", a = "ant" }, shuffle = false }
answer.x = "b"
tags = ["x"]
"#;

fn stats() -> Stats {
    let source = Source::from_bytes("article", b"One paragraph.\nAnother.\n").unwrap();
    let other = Source::from_bytes("other", b"One.\n").unwrap();
    Stats::of(&parse(DECK).unwrap(), &[source, other])
}

fn groups(groups: &[Group]) -> Vec<(&str, usize, String)> {
    let row = |group: &Group| (group.share.questions, group.share.points.to_string());
    groups
        .iter()
        .map(|group| (group.name.as_deref().unwrap_or("-"), row(group).0, row(group).1))
        .collect()
}

#[test]
fn questions_are_counted_by_kind_tag_and_difficulty() {
    let stats = stats();
    let points = |text: &str| text.to_owned();
    assert_eq!((stats.total.questions, stats.total.points.to_string()), (5, points("5.5")));
    assert_eq!(
        groups(&stats.kinds),
        [
            ("single-choice", 1, points("1.5")),
            ("multiple-select", 1, points("1")),
            ("true-false", 2, points("2")),
            ("cloze", 1, points("1")),
        ]
    );
    assert_eq!(groups(&stats.tags), [("x", 2, points("2.5")), ("y", 2, points("2.5"))]);
    assert_eq!(groups(&stats.difficulties), [("easy", 1, points("1.5")), ("-", 4, points("4"))]);
    assert_eq!(
        stats.families,
        [Family { name: "f".into(), questions: vec!["yes".into(), "no".into()] }]
    );
}

#[test]
fn positions_are_those_of_fixed_orders() {
    let positions = stats().positions;
    let fixed: Vec<_> = positions
        .fixed
        .iter()
        .map(|position| (position.letter.as_str(), position.keys, position.options))
        .collect();
    // `fixed` has b of three, `pinned` its last of three, the blank a of two.
    assert_eq!(fixed, [("a", 1, 2), ("b", 1, 2), ("c", 1, 2)]);
    assert_eq!(positions.shuffled, 1, "One, which is shuffled");
    assert_eq!((positions.statements_true, positions.statements_false), (1, 1));
}

#[test]
fn rows_say_whether_they_can_be_filled() {
    let rows = stats().blueprint;
    assert_eq!((rows[0].fitting, rows[0].fulfilled, rows[0].sure), (2, true, 2));
    assert_eq!((rows[1].fitting, rows[1].fulfilled, rows[1].sure), (1, false, 0));
}

#[test]
fn a_passage_is_read_once() {
    // 3 of the passage; 2 + 1 + 2 + 1; 1 + 3; 1; 1; 2, the blank as one word, and its options 2.
    let reading = stats().reading;
    assert_eq!(reading.words, 3 + 6 + 4 + 2 + 5);
    assert_eq!(reading.seconds, 6, "20 words at 200 a minute");
}

#[test]
fn sources_are_covered_by_paragraph() {
    let stats = stats();
    assert_eq!((stats.citations, stats.citing), (2, 1));
    assert_eq!(stats.sources.len(), 1, "the deck declares one of them");
    let covered: Vec<_> =
        stats.sources[0].paragraphs.iter().map(|one| (one.number, one.questions)).collect();
    assert_eq!(covered, [(1, 1), (2, 0)]);
    let skipped: Vec<_> = stats.sources[0].paragraphs.iter().map(|one| one.skipped).collect();
    assert_eq!(skipped, [false, true]);
    assert_eq!(stats.sources[0].questions_without, 4);
}
