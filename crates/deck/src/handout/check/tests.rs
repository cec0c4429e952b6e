//! What a spoiled handout is refused for. The text is spoiled as a mistake of the writer would.

use super::*;
use crate::handout::{compose, names, write};

const DECK: &str = r#"
format = 1
id = "bees"
title = "Bees"
[[passage]]
id = "about-the-hive-log"
text = "A log."
[[question]]
id = "made"
prompt = "Which of these do bees make?"
choices.beeswax-is-it = "Beeswax"
choices.resin = "Resin"
answer = "beeswax-is-it"
explanation = "Glands on the belly make the wax."
passage = "about-the-hive-log"
[[question]]
id = "dance"
prompt = "The dance of a {{who}} tells of {{what}}."
answer = { who = "forager with nectar", what = "a direction" }
"#;

/// The error for the handout of the deck when something in it is replaced.
fn spoiled(from: &str, to: &str) -> HandoutError {
    let deck = deck_format::parse(DECK).unwrap();
    let (content, _) = compose(&deck, None, names::new_images(&deck)).unwrap();
    let text = write::write(&content);
    assert!(check(&deck, &content, &text).is_ok());
    assert!(text.contains(from), "{text}");
    check(&deck, &content, &text.replacen(from, to, 1)).unwrap_err()
}

#[test]
fn texts_and_ids_that_are_not_of_the_face_are_refused() {
    for (from, to, leak) in [
        (
            "Beeswax",
            "Beeswax. Glands on the belly make the wax.",
            "Glands on the belly make the wax.",
        ),
        ("of a {{b1}}", "of a forager with nectar {{b1}}", "forager with nectar"),
        ("choices.a", "choices.beeswax-is-it", "beeswax-is-it"),
    ] {
        assert_eq!(spoiled(from, to), HandoutError::Leaks(vec![Leak::Text(leak.to_owned())]));
    }
    let message = spoiled("Beeswax", "Glands on the belly make the wax.").to_string();
    assert!(message.starts_with("the handout would hold `Glands on the"), "{message}");
}

#[test]
fn a_handout_that_can_be_said_otherwise_is_refused() {
    for (from, to) in [
        ("points = 1\n", "points = 1 # the key is a\n"),
        ("points = 1\n", ""),
        ("choices.a", "choices.own"),
        ("\"p1\"\ntext", "\"log\"\ntext"),
        ("handout = true\n", ""),
    ] {
        let error = spoiled(from, to);
        assert!(matches!(error, HandoutError::Unfaithful(_)), "{to}: {error:?}");
    }
}

#[test]
fn fields_that_are_not_of_the_face_are_named() {
    let strings = fields::strings(
        "id = \"d\"\nlint.allow.x = \"y\"\n[[question]]\nanswer = \"a\"\nchoices.a = { b = 1 }\n\
         blanks.b1 = { sort = \"text\", why = \"z\" }\n[question.kind]\n[[passage]]\nnote = 1\n",
    );
    let strays = strings.unwrap().strays;
    let expected = ["lint", "question.answer", "question.choices", "question.blanks.why"];
    assert_eq!(strays[..4], expected, "{strays:?}");
    assert_eq!(strays[4..], ["passage.note"]);
    assert!(fields::strings("no toml").is_err());
}
