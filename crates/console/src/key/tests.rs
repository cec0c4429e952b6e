#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use deck_format::parse;
use session::{DeckFaces, History, Plan, Presented, Seed, draw};

use super::*;

/// The lines about the only question of a deck, whose order is that of the file.
fn told(fields: &str, look: &Look) -> Vec<String> {
    let text = format!(
        "format = 1\nid = \"d\"\ntitle = \"T\"\nshuffle = false\n[sources.article]\n\
         [[question]]\nid = \"q\"\n{fields}\n"
    );
    let deck = parse(&text).unwrap();
    let question = &deck.questions[0];
    let drawn = draw(&[DeckFaces::from(&deck)], &Plan::all(), Seed(1), &History::default());
    let order = &drawn.unwrap().items[0].order;
    let presented = Presented::new(&deck.face, &question.face, order).unwrap();
    lines(&presented, question.key.as_ref().unwrap(), look)
}

fn line(fields: &str) -> Vec<String> {
    told(fields, &Look::LINE)
}

#[test]
fn a_choice_has_its_letter_reasons_and_source() {
    let fields = r#"
prompt = "Which?"
choices = { one = "*One*", two = "Two", three = "Three" }
answer = "two"
scoring = "weighted"
credit = { one = 0.5, three = -0.25 }
why.three = "Too large."
why.one = "Too **small**."
explanation = "Because."
hint = ["Not one.", "Less than three."]
cite = [{ source = "article", paragraph = 7, evidence = ["two\u001b"] }, { source = "article", paragraph = 9 }]"#;
    let expected = [
        "Right answer: b) Two",
        "Other credit:",
        "a) One, for 1/2 of the points",
        "c) Three, for -1/4 of the points",
        "Why not a: Too small.",
        "Why not c: Too large.",
        "Explanation: Because.",
        "Hint 1: Not one.",
        "Hint 2: Less than three.",
        "Source: article, paragraphs 7 and 9",
        "Evidence: \"two␛\"",
    ];
    assert_eq!(line(fields), expected);
}

#[test]
fn several_options_run_on_in_their_letters() {
    let fields = "prompt = \"Which?\"\nchoices = { a = \"A\", b = \"B\", c = \"C\" }\n";
    let several = line(&format!("{fields}answer = [\"c\", \"a\"]"));
    assert_eq!(several, ["Right answer:", "a) A", "c) C"]);
    let none = line(&format!("{fields}scoring = \"all-or-nothing\"\nanswer = []"));
    assert_eq!(none, ["Right answer: none of them"]);
}

#[test]
fn typed_answers_name_all_that_is_accepted_and_rejected() {
    let text = line(
        "prompt = \"Which sugar?\"\nanswer = \"fructose\"\n\
         accept = [\"fruit sugar\", { wildcard = \"*fructose\", credit = 0.5 }]\n\
         reject = { sucrose = \"Table sugar.\", glucose = \"\" }",
    );
    let expected = [
        "Right answer: fructose",
        "Also right:",
        "fruit sugar",
        "what fits *fructose, for 1/2 of the points",
        "Wrong:",
        "sucrose: Table sugar.",
        "glucose",
    ];
    assert_eq!(text, expected);
    let number = line(
        "prompt = \"How high?\"\nanswer = 2320\ntolerance = \"5%\"\nunit = \"m\"\n\
         units = { km = 1000 }\naccept = [{ from = 1, to = 2, credit = 0.25 }, 7]",
    );
    let expected = [
        "Right answer: 2320 m (±5 %)",
        "Also right:",
        "1 to 2 m, for 1/4 of the points",
        "7 m (±5 %)",
        "Units: 1 km = 1000 m",
    ];
    assert_eq!(number, expected);
}

#[test]
fn true_false_and_order_and_matching() {
    assert_eq!(
        line("prompt = \"So?\"\nanswer = false\nwhy.true = \"No.\""),
        ["Right answer: false", "Why not true: No."]
    );
    let order = line(
        "prompt = \"Order?\"\nitems = { one = \"One\", two = \"Two\", three = \"Three\" }\n\
         answer = [[\"two\", \"one\"], \"three\"]",
    );
    assert_eq!(order, ["Right order:", "1. b) Two; a) One (in any order)", "2. c) Three"]);
    let matching = line(
        "prompt = \"Match?\"\nleft = { x = \"X\", y = \"Y\" }\n\
         right = { one = \"One\", two = \"Two\" }\nanswer = { y = \"one\", x = \"two\" }",
    );
    assert_eq!(matching, ["Right answer:", "1) X: b) Two", "2) Y: a) One"]);
}

#[test]
fn every_blank_has_its_own_key() {
    let cloze = line(
        "prompt = \"In {{year}} {{who}} came to {{place}}.\"\n\
         blanks.year.sort = \"number\"\nblanks.who.choices = { a = \"Ann\", b = \"Bob\" }\n\
         answer = { year = 2017, who = \"b\", place = \"Peking\" }\naccept.place = [\"Beijing\"]\n\
         tolerance.year = 1\ncredit.who = { a = 0.5 }\nwhy.who = \"See the deed.\"",
    );
    let expected = [
        "Blank 1: 2017 (±1)",
        "Blank 2: b) Bob",
        "Blank 2 Other credit: a) Ann, for 1/2 of the points",
        "Blank 3: Peking",
        "Blank 3 Also right: Beijing",
        "Why not blank 2: See the deed.",
    ];
    assert_eq!(cloze, expected);
}

#[test]
fn on_a_terminal_labels_stand_in_a_column() {
    let essay = "prompt = \"Why?\"\npoints = 2\n\
                 rubric = [{ id = \"r\", text = \"Names it\", points = 2 }]\n\
                 model = \"One long sentence that does not fit on one line.\"";
    assert_eq!(
        told(essay, &Look::rich(50).uncoloured()),
        [
            "  What counts   Names it (2 points)",
            "  Model answer  One long sentence that does not",
            "                fit on one line."
        ]
    );
    assert_eq!(line(essay)[0], "What counts: Names it (2 points)");
}
