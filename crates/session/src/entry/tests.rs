//! Lines of every kind, with questions as decks write them.

use deck_format::{Body, Options};
use proptest::prelude::*;

use super::*;
use crate::paper::Order;

const DECK: &str = r#"
format = 1
id = "probe"
title = "Probe"
language = "en"

[[question]]
id = "single"
prompt = "Which?"
choices = { rose = "It **rose**.", fell = "It fell", same = "It `stayed` the same", any = "B" }
answer = "rose"

[[question]]
id = "twins"
prompt = "Which?"
choices = { plain = "Rome", strong = "*Rome*", other = "Lyon" }
answer = "plain"

[[question]]
id = "several"
prompt = "Which?"
choices = { bad = "bad", ned = "New York, Rome", two = "Lyon", six = "Bonn" }
answer = ["bad", "two"]

[[question]]
id = "truth"
prompt = "So?"
answer = true

[[question]]
id = "number"
prompt = "How long?"
unit = "m"
answer = 9.81

[[question]]
id = "short"
prompt = "Who?"
answer = "Meiya Pico"

[[question]]
id = "order"
prompt = "Earliest first."
items = { paper = "Paper", talk = "Talk", law = "Law" }
answer = ["talk", "paper", "law"]

[[question]]
id = "match"
prompt = "Match."
left = { college = "College", academy = "Academy", firm = "Firm" }
right = { kunming = "Kunming", york = "New York", lyon = "Lyon", year = "2017" }
answer = { college = "kunming", academy = "york", firm = "lyon" }

[[question]]
id = "shared"
prompt = "Match."
left = { college = "College", academy = "Academy" }
right = { kunming = "Kunming", lyon = "Lyon" }
reuse = true
answer = { college = "kunming", academy = "kunming" }

[[question]]
id = "cloze"
prompt = "In {{year}} the {{body}} met in {{place}}."
blanks.year = { sort = "number", unit = "AD" }
blanks.body.choices = { mps = "MPS", mss = "MSS" }
answer = { year = 2017, body = "mps", place = "Beijing" }

[[question]]
id = "essay"
prompt = "Compare."
points = 1
rubric = [{ id = "claim", text = "States it", points = 1 }]
"#;

/// A question of a deck, with everything in the order of the file.
fn of_deck(deck: &str, id: &str) -> Presented {
    let deck = deck_format::parse(deck).unwrap_or_else(|problems| panic!("{problems:?}"));
    let face = &deck.question(id).unwrap().face;
    let ids = |options: &Options| options.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
    let mut order = Order::default();
    match &face.body {
        Body::SingleChoice { choices, .. } | Body::MultipleSelect { choices, .. } => {
            order.choices = ids(choices);
        }
        Body::Ordering { items, .. } => order.items = ids(items),
        Body::Matching { left, right, .. } => {
            (order.left, order.right) = (ids(left), ids(right));
        }
        Body::Cloze { blanks, .. } => {
            for blank in blanks {
                if let deck_format::BlankSort::Choice { choices, .. } = &blank.sort {
                    order.blanks.insert(blank.id.clone(), ids(choices));
                }
            }
        }
        _ => {}
    }
    Presented::new(&deck.face, face, &order).unwrap()
}

fn question(id: &str) -> Presented {
    of_deck(DECK, id)
}

/// The response as a record writes it.
fn answer(id: &str, line: &str) -> String {
    let response = parse_answer(&question(id), line).unwrap_or_else(|e| panic!("{line}: {e}"));
    serde_json::to_string(&response).unwrap()
}

fn complaint(id: &str, line: &str) -> String {
    parse_answer(&question(id), line).expect_err(line).to_string()
}

#[test]
fn one_option_is_named_by_letter_or_text() {
    for line in ["a", "A", " a ", "a)", "(a)", "a.", "it rose", "It **rose**.\n"] {
        assert_eq!(answer("single", line), r#"{"choice":"rose"}"#, "{line}");
    }
    assert_eq!(answer("single", "it stayed the same"), r#"{"choice":"same"}"#);
    assert_eq!(answer("single", "b"), r#"{"choice":"fell"}"#, "a letter wins over the text of d");
}

#[test]
fn a_wrong_option_is_explained() {
    assert_eq!(complaint("single", "f"), "There is no option f; type a letter from a to d.");
    assert_eq!(
        complaint("single", "It soared"),
        "No option is called “It soared”; type a letter from a to d, or the whole text."
    );
    let only = "Only one option can be chosen; type one letter from a to d.";
    assert_eq!(complaint("single", "a c"), only);
    assert_eq!(complaint("single", "ac"), only);
    assert_eq!(complaint("single", "  "), "Type a letter.");
    assert_eq!(complaint("twins", "rome"), "“rome” may be a or b; type the letter.");
    let long = complaint("single", &"x".repeat(5000));
    assert!(long.contains(&format!("“{}…”", "x".repeat(40))), "{long}");
    let endless = "x".repeat(64 * 1024 + 1);
    assert_eq!(parse_answer(&question("short"), &endless), Err(EntryError::TooLong));
}

#[test]
fn several_options_are_named_together() {
    for line in ["a c", "c,a", "ca", "a, c", "a;c", "C A", "a c a", "bad, lyon", "a; Lyon", "a) c)"]
    {
        assert_eq!(answer("several", line), r#"{"choices":["bad","two"]}"#, "{line}");
    }
    assert_eq!(answer("several", "-"), r#"{"choices":[]}"#);
    assert_eq!(answer("several", "New York, Rome"), r#"{"choices":["ned"]}"#);
    assert_eq!(answer("several", "bad"), r#"{"choices":["bad"]}"#, "a text wins over a run");
    assert_eq!(answer("several", "dab"), r#"{"choices":["bad","ned","six"]}"#);
}

#[test]
fn wrong_selections_are_explained() {
    let no_f = "There is no option f; type a letter from a to d.";
    assert_eq!(complaint("several", "a f"), no_f);
    assert_eq!(complaint("several", "a,f"), no_f);
    for line in ["a and c", "abca", ",", "acz"] {
        assert!(complaint("several", line).starts_with("No option is called"), "{line}");
    }
    assert_eq!(complaint("several", ""), "Type letters such as a c, or - for none.");
}

#[test]
fn many_options_have_two_letters_and_no_runs() {
    let choices: Vec<String> = (0..30).map(|n| format!("o{n} = \"Option {n}\"")).collect();
    let deck = format!(
        "format = 1\nid = \"d\"\ntitle = \"D\"\nlanguage = \"en\"\n[[question]]\nid = \"q\"\n\
         prompt = \"Which?\"\nchoices = {{ {} }}\nanswer = [\"o0\"]\n",
        choices.join(", ")
    );
    let question = of_deck(&deck, "q");
    let chosen = |line: &str| parse_answer(&question, line);
    assert_eq!(chosen("ab"), Ok(Response::Choices(vec!["o27".into()])));
    assert_eq!(chosen("a b"), Ok(Response::Choices(vec!["o0".into(), "o1".into()])));
    let error = chosen("ae").expect_err("there are 30 options");
    assert_eq!(error.to_string(), "There is no option ae; type a letter from a to ad.");
}

#[test]
fn an_order_names_every_item_once() {
    for line in ["b a c", "b,a,c", "bac", "talk, paper, law", "B; A; C"] {
        assert_eq!(answer("order", line), r#"{"order":["talk","paper","law"]}"#, "{line}");
    }
    let once = "type every letter once, such as c a b.";
    assert_eq!(complaint("order", "b a"), format!("Item c is missing; {once}"));
    assert_eq!(complaint("order", "b a b"), format!("Item b stands twice; {once}"));
    assert_eq!(complaint("order", "bab"), format!("Item b stands twice; {once}"));
    assert_eq!(complaint("order", "b a d"), "There is no item d; type a letter from a to c.");
    assert_eq!(
        complaint("order", "-"),
        "No item is called “-”; type a letter from a to c, or the whole text."
    );
}

#[test]
fn pairs_are_read_in_every_spelling() {
    let all = r#"{"pairs":{"academy":"york","college":"kunming","firm":"lyon"}}"#;
    for line in [
        "1a 2b 3c",
        "1a2b3c",
        "1-a 2-b 3-c",
        "1=a, 2=b, 3=c",
        "3c 1a 2b",
        "1 a 2 b 3 c",
        "1:a;2:b;3:c",
        "1 -> A; 2 -> B; 3 -> C",
        "1) a 2) b 3) c",
        "a b c",
        "abc",
        "a, b, c",
        "1 = kunming; 2 = new york; 3 = lyon",
        "Kunming, New York, Lyon",
        "1 Kunming, 2 New York, 3 c",
    ] {
        assert_eq!(answer("match", line), all, "{line}");
    }
    assert_eq!(answer("match", "1=2017; 2-; 3-"), r#"{"pairs":{"college":"year"}}"#);
}

#[test]
fn a_left_side_can_be_left_open() {
    for line in ["1a 2- 3c", "1a 2 - 3c", "1a2-3c", "a - c", "1-a 2- 3-c", "2- 1a 3c", "1a, 2–, 3c"]
    {
        assert_eq!(
            answer("match", line),
            r#"{"pairs":{"college":"kunming","firm":"lyon"}}"#,
            "{line}"
        );
    }
    assert_eq!(answer("match", "1- 2- 3-"), r#"{"pairs":{}}"#);
}

#[test]
fn wrong_pairs_are_explained() {
    for (line, expected) in [
        ("1a 2b", "Left side 3 is missing; type 3- to leave it open."),
        ("1a 1b 2c 3d", "Left side 1 stands twice; give each of them one letter."),
        ("1a 2a 3c", "Right side a stands twice, and each may be used only once."),
        ("aac", "Right side a stands twice, and each may be used only once."),
        ("1a 2b 9c", "There is no left side 9; they are numbered from 1 to 3."),
        ("0a 2b 3c", "There is no left side 0; they are numbered from 1 to 3."),
        ("1a 2b 3f", "There is no right side f; type a letter from a to d."),
        ("a b", "There are 3 left sides, and you gave 2; type pairs such as 1b 2a 3c."),
        ("1", "Type pairs such as 1b 2a 3c; a dash as in 2- leaves a side open."),
        ("1a, b, c", "Type pairs such as 1b 2a 3c; a dash as in 2- leaves a side open."),
    ] {
        assert_eq!(complaint("match", line), expected, "{line}");
    }
    assert!(complaint("match", &"9".repeat(500)).len() < 200);
    for line in ["1a 2a", "a a", "aa"] {
        let twice = r#"{"pairs":{"academy":"kunming","college":"kunming"}}"#;
        assert_eq!(answer("shared", line), twice, "{line}");
    }
}

#[test]
fn truth_has_four_spellings() {
    for (line, truth) in [("true", true), ("T", true), ("False", false), (" f ", false)] {
        assert_eq!(parse_answer(&question("truth"), line), Ok(Response::Truth(truth)));
    }
    assert_eq!(complaint("truth", "yes"), "Type true or false.");
    assert_eq!(complaint("truth", ""), "Type true or false.");
}

#[test]
fn typed_answers_are_kept_as_they_are() {
    assert_eq!(answer("number", " 9.810 m\n"), r#"{"number":" 9.810 m"}"#);
    assert_eq!(answer("short", "  Meiya Pico \r\n"), r#"{"text":"  Meiya Pico "}"#);
    assert_eq!(answer("essay", "One.\n\nTwo.\n"), r#"{"essay":"One.\n\nTwo."}"#);
    assert_eq!(complaint("short", " \u{a0}"), "Type a short text.");
}

#[test]
fn what_is_no_number_is_asked_again() {
    assert!(complaint("number", "far").starts_with("That is not a number."));
    assert!(complaint("number", "9,81").contains("“9,81” can be read in two ways."));
    assert_eq!(complaint("number", ""), "Type a number, unit m.");
}

#[test]
fn a_cloze_has_one_line_for_each_blank() {
    let all = r#"{"blanks":{"body":"mss","place":"Beijing","year":"2017"}}"#;
    assert_eq!(answer("cloze", "2017\nb\nBeijing\n"), all);
    assert_eq!(answer("cloze", "2017\nMSS\nBeijing"), all);
    assert_eq!(answer("cloze", "-\n-\nBeijing"), r#"{"blanks":{"place":"Beijing"}}"#);
    assert_eq!(
        complaint("cloze", "2017\nb"),
        "There are 3 blanks, and you gave 2; type one line for each."
    );
    assert_eq!(
        complaint("cloze", "2017\nc\nx"),
        "There is no option c; type a letter from a to b."
    );
    assert!(complaint("cloze", "then\na\nx").starts_with("That is not a number."));
    assert_eq!(complaint("cloze", "2017\n\nx"), "Type a letter, or - to leave it open.");
}

#[test]
fn a_prompt_says_what_is_expected() {
    for (id, expected) in [
        ("single", "a letter"),
        ("several", "letters such as a c, or - for none"),
        ("truth", "true or false"),
        ("number", "a number, unit m"),
        ("short", "a short text"),
        ("order", "the letters in order, such as c a b"),
        ("match", "pairs such as 1b 2a 3c"),
        ("shared", "pairs such as 1b 2a"),
        ("cloze", "one line for each blank"),
        ("essay", "your text, then a line with only a full stop"),
    ] {
        assert_eq!(expectation(&question(id)), expected);
    }
    let Shown::Cloze { blanks, .. } = question("cloze").shown else { panic!("a cloze") };
    assert_eq!(blank_expectation(&blanks[0]), "a number, unit AD, or - to leave it open");
}

#[test]
fn the_examples_of_a_prompt_can_be_typed() {
    assert_eq!(say::order_example(2), "b a");
    assert_eq!(say::order_example(4), "c a b d");
    assert_eq!(say::order_example(9), "c a b d e f …");
    assert_eq!(say::pairs_example(5, 2), "1b 2a 3b …");
    for (id, example) in [("order", say::order_example(3)), ("match", say::pairs_example(3, 4))] {
        assert!(parse_answer(&question(id), &example).is_ok(), "{id}");
    }
}

#[test]
fn what_was_understood_is_said_back() {
    for (id, line, said) in [
        ("single", "c", &["c) It `stayed` the same"][..]),
        ("several", "da", &["a) bad", "d) Bonn"]),
        ("several", "-", &["None of them."]),
        ("truth", "t", &["True."]),
        ("number", " 9.8 m", &["9.8 m"]),
        ("short", "Meiya ", &["Meiya"]),
        ("order", "bac", &["1. b) Talk", "2. a) Paper", "3. c) Law"]),
        (
            "match",
            "1b 2- 3a",
            &["1) College: b) New York", "2) Academy: left open", "3) Firm: a) Kunming"],
        ),
        ("cloze", "2017\nb\n-", &["Blank 1: 2017", "Blank 2: b) MSS", "Blank 3: left open"]),
        ("essay", "Two words.\n", &["2 words."]),
    ] {
        let question = question(id);
        let response = parse_answer(&question, line).unwrap();
        assert_eq!(read_back(&question, &response), said, "{id}");
    }
}

proptest! {
    #[test]
    fn any_line_is_an_answer_or_a_sentence(
        line in "[a-e1-5 ,;=:.)–-]{0,14}|.{0,20}",
    ) {
        for id in ["single", "several", "truth", "number", "order", "match", "shared", "cloze"] {
            if let Err(error) = parse_answer(&question(id), &line) {
                prop_assert!(error.to_string().ends_with('.'), "{error}");
            }
        }
    }

    #[test]
    fn every_permutation_can_be_typed_as_an_order(
        order in Just(vec!["paper", "talk", "law"]).prop_shuffle(),
        gap in proptest::sample::select(&["", " ", ",", " , "][..]),
    ) {
        let items = ["paper", "talk", "law"];
        let place = |id: &&str| items.iter().position(|item| item == id);
        let letters: Vec<String> = order.iter().filter_map(place).map(letter).collect();
        let expected = Response::Order(order.iter().map(|id| (*id).to_owned()).collect());
        prop_assert_eq!(parse_answer(&question("order"), &letters.join(gap)), Ok(expected));
    }
}
