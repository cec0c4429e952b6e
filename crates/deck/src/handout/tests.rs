//! Whole handouts. Their properties are tested over generated decks beside this crate.

use deck_format::LocalId;
use session::{NoSuchName, Plan, Response, Seed};

use super::*;

const DECK: &str = r#"
# A comment about the key.
format = 1
id = "bees"
title = "Bees"
exam.time_limit = "90m"
compare.accents = "fold"
[[blueprint]]
tag = "colony"
count = 1
[[passage]]
id = "unused"
text = "Not asked about."
[[passage]]
id = "log"
text = "A log with ![a graph](img/yield.PNG)."
[[question]]
id = "made"
prompt = "Which of these do bees make?"
choices.none = "None of these"
choices.wax = "Beeswax"
choices.jelly = "\"Royal\" jelly"
pin = ["none"]
answer = ["wax", "jelly"]
scoring = "balanced"
tags = ["colony"]
family = "products"
was = ["products"]
[[question]]
id = "dance"
passage = "log"
prompt = "It tells of \\{{what}}: {{what}} and, in km, {{how-far}} by {{how}}."
blanks.how-far = { sort = "number", unit = "km", weight = 2 }
blanks.how = { choices = { wings = "wings", legs = "legs" }, shuffle = false }
answer = { what = "direction", how-far = 3, how = "wings" }
points = 2.5
time = "45s"
"#;

const HANDOUT: &str = r#"format = 1
id = "bees"
title = "Bees"
language = "en"
handout = true
exam = { time_limit = "1h30m", feedback = "end", back = true }

[[blueprint]]
tag = "colony"
count = 1

[[passage]]
id = "p1"
text = "A log with ![a graph](bees-media/m1.png)."

[[question]]
id = "made"
kind = "multiple-select"
family = "f1"
prompt = "Which of these do bees make?"
choices.a = '"Royal" jelly'
choices.b = "Beeswax"
choices.c = "None of these"
pin = ["c"]
scoring = "balanced"
points = 1
tags = ["colony"]

[[question]]
id = "dance"
kind = "cloze"
passage = "p1"
prompt = 'It tells of \{{what}}: {{b1}} and, in km, {{b2}} by {{b3}}.'
blanks.b2 = { sort = "number", weight = 2, unit = "km" }
blanks.b3.choices.a = "wings"
blanks.b3.choices.b = "legs"
blanks.b3.shuffle = false
points = 2.5
time = "45s"
"#;

fn parse(text: &str) -> Deck {
    deck_format::parse(text).unwrap()
}

fn error(text: &str) -> HandoutError {
    handout(&parse(text), None).unwrap_err()
}

/// A deck of one question with these fields.
fn one(fields: &str) -> String {
    format!("format = 1\nid = \"d\"\ntitle = \"T\"\n[[question]]\nid = \"q\"\n{fields}\n")
}

#[test]
fn a_handout_is_the_face_under_opaque_names() {
    let made = handout(&parse(DECK), None).unwrap();
    assert_eq!(made.text, HANDOUT);
    let medium = Medium { from: "img/yield.PNG".into(), to: "bees-media/m1.png".into() };
    assert_eq!(made.media, [medium]);
    assert_eq!(handout(&parse(HANDOUT), None), Err(HandoutError::NoKeys));
}

#[test]
fn the_map_says_what_the_names_stand_for_and_reads_back() {
    let map = handout(&parse(DECK), None).unwrap().map;
    let json = map.to_json();
    assert_eq!(HandoutMap::from_json(&json).unwrap(), map);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["passages"], serde_json::json!({"p1": "log"}));
    assert_eq!(value["families"], serde_json::json!({"f1": "products"}));
    assert_eq!(value["media"], serde_json::json!({"bees-media/m1.png": "img/yield.PNG"}));
    let choices = serde_json::json!({"a": "jelly", "b": "wax", "c": "none"});
    assert_eq!(value["questions"]["made"]["choices"], choices);
    let blanks = serde_json::json!({
        "b1": {"id": "what"},
        "b2": {"id": "how-far"},
        "b3": {"id": "how", "choices": {"a": "wings", "b": "legs"}},
    });
    assert_eq!(value["questions"]["dance"]["blanks"], blanks);
    assert_eq!(value["handout"], parse(HANDOUT).face_digest().to_string());
    assert_eq!(value["face"], parse(DECK).face_digest().to_string());
}

#[test]
fn what_is_no_map_is_refused() {
    let json = handout(&parse(DECK), None).unwrap().map.to_json();
    let newer = HandoutMap::from_json(&json.replacen("\"map\": 1", "\"map\": 2", 1));
    let message = newer.unwrap_err().to_string();
    assert_eq!(message, "the map is of version 2; this program reads version 1");
    let gap = HandoutMap::from_json(&json.replacen("\"b\": \"wax\"", "\"d\": \"wax\"", 1));
    let message = gap.unwrap_err().to_string();
    assert!(message.contains("`c` does not follow on `b`"), "{message}");
    assert!(HandoutMap::from_json("{}").is_err());
}

#[test]
fn responses_are_read_by_the_ids_of_the_deck() {
    let map = handout(&parse(DECK), None).unwrap().map;
    let questions: Vec<_> = map.questions.iter().collect();
    let [(_, dance), (_, made)] = questions[..] else { panic!("{questions:?}") };
    let given = |pairs: &[(&str, &str)]| {
        Response::Blanks(pairs.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect())
    };
    assert_eq!(
        dance.by_own_ids(&given(&[("b1", "direction"), ("b3", "a")])),
        Ok(given(&[("what", "direction"), ("how", "wings")]))
    );
    assert_eq!(
        made.by_own_ids(&Response::Choices(vec!["c".into(), "a".into()])),
        Ok(Response::Choices(vec!["none".into(), "jelly".into()]))
    );
    for (bad, name) in [
        (given(&[("b4", "x")]), "b4"),
        (given(&[("b01", "x")]), "b01"),
        (given(&[("b3", "c")]), "c"),
    ] {
        assert_eq!(dance.by_own_ids(&bad), Err(NoSuchName { name: name.into() }));
    }
    let wrong = made.by_own_ids(&Response::Choice("A".into())).unwrap_err();
    assert_eq!(wrong.to_string(), "the handout has no `A` in this question");
}

#[test]
fn a_paper_has_its_questions_alone_and_a_fixed_order() {
    let plan = PaperPlan { plan: Plan::of(session::Take::Blueprint), seed: Seed(7) };
    let made = handout(&parse(DECK), Some(&plan)).unwrap();
    let read = parse(&made.text);
    assert_eq!(read.questions.len(), 1);
    assert!(!read.face.shuffle && read.face.blueprint.is_empty());
    assert!(read.face.passages.is_empty() && made.media.is_empty());
    let paper = made.map.paper.unwrap();
    assert_eq!((paper.seed, paper.draw), (Seed(7), session::DRAW_VERSION));
    assert!(!made.text.contains("dance"), "{}", made.text);
}

#[test]
fn a_paper_that_cannot_be_drawn_is_an_error() {
    let deck = parse(&one("prompt = \"So?\"\nanswer = true"));
    let plan = PaperPlan { plan: Plan::of(session::Take::Blueprint), seed: Seed(7) };
    let message = handout(&deck, Some(&plan)).unwrap_err().to_string();
    assert_eq!(message, "no paper can be drawn: the deck `d` has no blueprint");
}

#[test]
fn images_that_cannot_be_hidden_are_refused() {
    let escaped = error(&one("prompt = \"![x](a&#46;png)\"\nanswer = true")).to_string();
    assert_eq!(
        escaped,
        "`q`: the image `a.png` cannot be given another name; write it as ![words](path)"
    );
    // `a.png` comes before `a.png!`, but `![x](a.png!)` before `![x](a.png)`.
    let order =
        one("prompt = \"Which?\"\nchoices.x = \"![x](a.png)\"\nchoices.y = \"![x](a.png!)\"\n\
         answer = \"x\"");
    let error = error(&order);
    assert!(matches!(error, HandoutError::ImageOrder(_)), "{error:?}");
    assert!(error.to_string().starts_with("`q`: the order of two options"), "{error}");
}

#[test]
fn options_that_differ_in_images_alone_keep_their_order() {
    let deck = one("prompt = \"Which?\"\nchoices.x = \"![a curve](b/9.png)\"\n\
         choices.y = \"![a curve](b/10.png)\"\nanswer = \"x\"");
    let made = handout(&parse(&deck), None).unwrap();
    let question = &made.map.questions.values().next().unwrap();
    assert_eq!(question.choices.iter().map(LocalId::as_str).collect::<Vec<_>>(), ["y", "x"]);
    assert!(made.text.contains("choices.a = \"![a curve](d-media/m1.png)\""), "{}", made.text);
}

#[test]
fn typed_answers_in_another_face_are_listed() {
    let deck = parse(
        "format = 1\nid = \"d\"\ntitle = \"T\"\n\
         [[passage]]\nid = \"p\"\ntext = \"In 1,973 hives BERNE-style.\"\n\
         [[question]]\nid = \"capital\"\nprompt = \"The capital, Bern?\"\nanswer = \"Bern\"\n\
         accept = [\"Berne\", { wildcard = \"x*\" }]\n\
         [[question]]\nid = \"river\"\nprompt = \"The Aare flows through {{town}}.\"\n\
         answer.town = \"Thun\"\n\
         [[question]]\nid = \"year\"\nprompt = \"Since when is bern (not Bernese) there?\"\n\
         answer = 1973\naccept = [7]\n\
         [[question]]\nid = \"town\"\npassage = \"p\"\nprompt = \"Which 7?\"\n\
         choices = { a = \"Thun\", b = \"Chur\" }\nanswer = \"a\"\n",
    );
    let found = handout(&deck, None).unwrap().given_away;
    let found: Vec<_> = found
        .iter()
        .map(|one| {
            let places: Vec<_> = one.places.iter().map(ToString::to_string).collect();
            (one.question.as_str(), &*one.answer, places.join(", "))
        })
        .collect();
    let expected = [
        ("capital", "Bern", "`year`"),
        ("capital", "Berne", "the passage `p`"),
        ("river", "Thun", "`town`"),
        ("year", "1973", "the passage `p`"),
    ];
    assert_eq!(found, expected.map(|(question, answer, place)| (question, answer, place.into())));
}
