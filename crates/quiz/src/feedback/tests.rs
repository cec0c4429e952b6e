//! Whole screens, compared with those in `tests/*.txt`; then what holds for all of them.

mod decks;
mod properties;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use console::Look;
use deck_format::Deck;
use session::{DeckFaces, History, Plan, Presented, Response, Seed, draw, grade};

use super::*;

/// What is special about an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Usual,
    SecondTry,
    Late,
}

fn deck(text: &str) -> Deck {
    deck_format::parse(text).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn all_kinds() -> &'static Deck {
    static DECK: LazyLock<Deck> = LazyLock::new(|| deck(decks::ALL_KINDS));
    &DECK
}

fn presented(deck: &Deck, id: &str) -> Presented {
    let faces = DeckFaces::from(deck);
    let drawn = draw(&[faces], &Plan::all(), Seed(1), &History::default()).unwrap();
    let item = drawn.items.iter().find(|item| item.id.as_str() == id).unwrap();
    Presented::new(&deck.face, &deck.question(id).unwrap().face, &item.order).unwrap()
}

/// The feedback on a response, or on none in time.
fn feedback_on(
    deck: &Deck,
    id: &str,
    response: Option<&Response>,
    how: How,
    look: &Look,
) -> Vec<String> {
    let (presented, question) = (presented(deck, id), deck.question(id).unwrap());
    let outcome = response
        .and_then(|response| grade(&question.face, &question.key.as_ref()?.answer, "en", response));
    let feedback = Feedback {
        presented: &presented,
        question,
        response,
        outcome: outcome.as_ref(),
        second_try: how == How::SecondTry,
        late: how == How::Late,
        timed_out: response.is_none(),
    };
    feedback.lines(look)
}

fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(of, to)| ((*of).to_owned(), (*to).to_owned())).collect()
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// Answers to the deck of all kinds: a name for the screen, the question, and what was given.
fn answers() -> Vec<(&'static str, &'static str, Response)> {
    use Response::{Blanks, Choice, Choices, Essay, Number, Order, Pairs, Text, Truth};
    let all = map(&[("college", "beijing"), ("academy", "kunming"), ("court", "lyon")]);
    let swapped = map(&[("college", "kunming"), ("academy", "beijing"), ("court", "lyon")]);
    let filled = map(&[("year", "2017"), ("body", "mps"), ("place", "Beijing")]);
    let partly = map(&[("year", "2016"), ("body", "mps")]);
    let wrong = map(&[("year", "x"), ("body", "mss"), ("place", "Kunming, as far as I know")]);
    vec![
        ("single, right", "single", Choice("double".into())),
        ("single, wrong", "single", Choice("fivefold".into())),
        ("weighted, partly", "weighted", Choice("wait".into())),
        ("several, right", "several", Choices(ids(&["mps", "mss"]))),
        ("several, partly", "several", Choices(ids(&["mps", "huawei"]))),
        ("several, none", "several", Choices(Vec::new())),
        ("several strictly, hits for nothing", "strict", Choices(ids(&["one", "two"]))),
        ("truth, right", "truth", Truth(true)),
        ("truth, wrong", "truth", Truth(false)),
        ("number, right", "number", Number("59".into())),
        ("number, right in other words", "number", Number("60".into())),
        ("number, partly", "number", Number("50".into())),
        ("number, unknown unit", "number", Number("59 km".into())),
        ("number, none", "number", Number("many".into())),
        ("short, right", "short", Text("meiya pico".into())),
        ("short, misspelt", "spelt", Text("Kunming Acadamy".into())),
        ("short, rejected", "short", Text("Huawei".into())),
        ("order, right", "order", Order(ids(&["paper", "assembly", "conference", "law"]))),
        ("order, partly", "order", Order(ids(&["assembly", "paper", "conference", "law"]))),
        ("order, wrong", "order", Order(ids(&["law", "conference", "assembly"]))),
        ("match, right", "match", Pairs(all)),
        ("match, partly", "match", Pairs(swapped)),
        ("match, open", "match", Pairs(BTreeMap::new())),
        ("cloze, right", "cloze", Blanks(filled)),
        ("cloze, partly", "cloze", Blanks(partly)),
        ("cloze, wrong", "cloze", Blanks(wrong)),
        ("essay", "essay", Essay("My text.".into())),
    ]
}

/// Every screen with its name.
fn screens(look: &Look) -> Vec<(String, String)> {
    let deck = all_kinds();
    let mut screens = Vec::new();
    let mut add = |name: &str, id: &str, response: Option<&Response>, how: How| {
        screens.push((name.to_owned(), feedback_on(deck, id, response, how, look).join("\n")));
    };
    for (name, id, response) in answers() {
        add(name, id, Some(&response), How::Usual);
    }
    let chosen = Response::Choice("double".into());
    add("single, second try", "single", Some(&chosen), How::SecondTry);
    add("single, late", "single", Some(&chosen), How::Late);
    for id in ["single", "several", "truth", "number", "order", "match", "cloze", "essay"] {
        add(&format!("{id}, out of time"), id, None, How::Usual);
    }
    screens
}

/// The screens of a file, each below its name.
fn expected(file: &str) -> BTreeMap<&str, &str> {
    let sections = file.split("## ").skip(1).filter_map(|section| section.split_once('\n'));
    sections.map(|(name, screen)| (name, screen.trim_matches('\n'))).collect()
}

#[track_caller]
fn assert_screens(look: &Look, file: &str) {
    let expected = expected(file);
    let screens = screens(look);
    for (name, screen) in &screens {
        let expected = expected.get(name.as_str()).copied().unwrap_or_default();
        assert_eq!(screen, expected, "{name}\n{screen}\n");
    }
    assert_eq!(expected.len(), screens.len(), "no screen is left over");
}

#[test]
fn every_kind_in_eighty_columns() {
    assert_screens(&Look::rich(80).uncoloured(), include_str!("tests/80-columns.txt"));
}

#[test]
fn every_kind_in_forty_columns_of_ascii() {
    assert_screens(&Look::rich(40).uncoloured().ascii(), include_str!("tests/40-columns.txt"));
}

#[test]
fn colours_only_colour() {
    let plain = screens(&Look::rich(80).uncoloured());
    for ((name, coloured), (_, plain)) in screens(&Look::rich(80)).iter().zip(plain) {
        assert_eq!(decks::without_styles(coloured), plain, "{name}");
    }
    let deck = all_kinds();
    let wrong = Response::Choice("fivefold".into());
    let lines = feedback_on(deck, "single", Some(&wrong), How::Usual, &Look::rich(80));
    assert!(lines[0].starts_with("  \u{1b}[1m\u{1b}[31m✗ Not quite\u{1b}[0m: b is right"));
    assert!(lines[3].starts_with("  \u{1b}[32m✓\u{1b}[0m \u{1b}[36mb\u{1b}[0m  "), "{lines:?}");
    let blanks = Response::Blanks(map(&[("year", "2016")]));
    let lines = feedback_on(deck, "cloze", Some(&blanks), How::Usual, &Look::rich(80));
    assert!(lines[2].contains("In \u{1b}[31m[1 ✗ 2016]\u{1b}[0m the"), "{lines:?}");
}

#[test]
fn without_a_key_the_answer_is_recorded() {
    let deck = all_kinds();
    let mut question = deck.question("single").unwrap().clone();
    question.key = None;
    let presented = presented(deck, "single");
    let response = Response::Choice("double".into());
    let feedback = Feedback {
        presented: &presented,
        question: &question,
        response: Some(&response),
        outcome: None,
        second_try: false,
        late: false,
        timed_out: false,
    };
    assert_eq!(feedback.lines(&Look::rich(80).uncoloured()), ["  Your answer is recorded."]);
    assert_eq!(feedback.lines(&Look::LINE), ["Your answer is recorded."]);
}

#[test]
fn a_question_that_was_left_out_was_not_answered() {
    let deck = all_kinds();
    let presented = presented(deck, "single");
    let feedback = Feedback {
        presented: &presented,
        question: deck.question("single").unwrap(),
        response: None,
        outcome: None,
        second_try: false,
        late: false,
        timed_out: false,
    };
    let drawn = feedback.lines(&Look::rich(80).uncoloured());
    assert!(drawn[0].starts_with("  ✗ Not answered: b is right "), "{drawn:?}");
    assert_eq!(drawn[1], "");
    assert!(
        feedback.lines(&Look::LINE)[0].starts_with("Not answered. 0 of 1 point. Right answer: b)")
    );
}

#[test]
fn many_options_are_counted_and_stay_in_one_column() {
    let options: String = (0..40).map(|at| format!("choices.o{at} = \"Option {at}\"\n")).collect();
    let right: Vec<String> = (0..40).step_by(4).map(|at| format!("\"o{at}\"")).collect();
    let deck = deck(&decks::one_question(&format!(
        "prompt = \"Which?\"\n{options}answer = [{}]\nscoring = \"partial\"",
        right.join(", ")
    )));
    let given = Response::Choices(ids(&["o0", "o39"]));
    let look = Look::rich(80).uncoloured();
    let lines = feedback_on(&deck, "one", Some(&given), How::Usual, &look);
    assert_eq!(
        lines[..5],
        [
            "  ≈ Partly right: 10 of them are right, you chose a and an      0.1 of 1 point",
            "    1/10 of the points by the rule partial: each right choice counts, and a",
            "    wrong one takes nothing away.",
            "",
            "  ✓ [x] a   Option 0",
        ]
    );
    assert_eq!(lines.len(), 4 + 40);
    assert_eq!(lines[8], "  ✓ [ ] e   Option 4  (missed)");
    assert_eq!(lines[43], "  ✗ [x] an  Option 39");
}

#[test]
fn other_scripts_are_set_by_their_width() {
    let deck = deck(&decks::one_question(
        "prompt = \"?\"\nchoices.a = \"公安部长会议在昆明举行公安部长会议\"\n\
         choices.b = \"המשרד לביטחון הציבור בעיר ירושלים\"\nanswer = \"a\"\n\
         why.b = \"這是錯的這是錯的這是錯的\"",
    ));
    let given = Response::Choice("b".into());
    let look = Look::rich(30).uncoloured();
    let expected = "  ✗ Not quite: a is right,
    you chose b
    0 of 1 point

  ✓ a  公安部长会议在昆明举
       行公安部长会议
  ✗ b  המשרד לביטחון הציבור
       בעיר ירושלים

  Why not b
    這是錯的這是錯的這是錯的";
    let lines = feedback_on(&deck, "one", Some(&given), How::Usual, &look);
    assert_eq!(lines.join("\n"), expected);
}
