//! Whole comparisons, with keys as decks write them.

use deck_format::{Answer, Fraction, TextKey};

use super::*;

/// The key of a short-answer question with these fields.
fn key(fields: &str) -> TextKey {
    let deck = format!(
        "format = 1\nid = \"d\"\ntitle = \"D\"\nlanguage = \"en\"\n[[question]]\nid = \"q\"\n\
         prompt = \"Which word?\"\n{fields}\n"
    );
    let deck = deck_format::parse(&deck).unwrap_or_else(|e| panic!("{fields}: {e:?}"));
    match deck.questions[0].key.clone().unwrap().answer {
        Answer::ShortAnswer(key) => key,
        other => panic!("{other:?}"),
    }
}

fn check(fields: &str, typed: &str) -> TextMatch {
    compare_text(&key(fields), "en", typed)
}

fn credit(fields: &str, typed: &str) -> Fraction {
    check(fields, typed).credit
}

fn spelling(word: &str) -> TextMatch {
    TextMatch { credit: Fraction::ONE, note: Some(Note::Spelling(word.into())) }
}

fn wrong() -> TextMatch {
    TextMatch::plain(Fraction::ZERO)
}

#[test]
fn typing_errors_are_forgiven_by_length() {
    let typos = [
        ("mitochondria", "mitohcondria"),
        ("receive", "recieve"),
        ("photosynthesis", "fotosynthesis"),
        ("mitochondria", "Mitochondrion"),
    ];
    for (word, typed) in typos {
        let found = check(&format!("answer = \"{word}\""), typed);
        assert_eq!(found, spelling(word), "{typed}");
    }
    assert_eq!(check("answer = \"cat\"", "cut"), wrong());
    assert_eq!(check("answer = \"receive\"", "recive d"), wrong());
    assert_eq!(check("answer = \"mitochondria\"", "mtohcondrya"), wrong());
}

#[test]
fn a_short_word_must_begin_right() {
    assert_eq!(check("answer = \"accept\"", "eccept"), wrong());
    assert_eq!(check("answer = \"accept\"", "accetp"), spelling("accept"));
    assert_eq!(check("answer = \"interpolation\"", "enterpolation"), spelling("interpolation"));
}

#[test]
fn a_listed_wrong_answer_is_never_forgiven() {
    let guarded = "answer = \"iodine\"\nreject = { iodide = \"That is the ion.\" }";
    assert_eq!(check("answer = \"iodine\"", "iodide"), spelling("iodine"));
    let rejected = TextMatch::wrong(Note::Rejected("That is the ion.".into()));
    assert_eq!(check(guarded, "Iodide"), rejected);
    assert_eq!(check(guarded, "iodidne"), wrong(), "as near to both");
    assert_eq!(check(guarded, "iodinne"), spelling("iodine"));
}

#[test]
fn a_listed_wrong_answer_beats_a_pattern_that_it_fits() {
    let fields = "answer = \"Meiya Pico\"\naccept = [{ wildcard = \"*Meiya*\" }]\n\
                  reject = { \"Meiya Bank\" = \"No bank.\" }";
    assert_eq!(check(fields, "meiya bank"), TextMatch::wrong(Note::Rejected("No bank.".into())));
    assert_eq!(credit(fields, "Xiamen Meiya"), Fraction::ONE);
}

#[test]
fn a_tie_between_credits_is_not_forgiven() {
    let half = "answer = \"affect\"\naccept = [{ text = \"effect\", credit = 0.5 }]";
    assert_eq!(credit(half, "effect"), Fraction::new(1, 2));
    assert_eq!(credit(half, "affect"), Fraction::ONE);
    let tie = "answer = \"planes\"\naccept = [{ text = \"planet\", credit = 0.5 }]";
    assert_eq!(check(tie, "planex"), wrong());
    let same = "answer = \"planes\"\naccept = [\"planet\"]";
    assert_eq!(check(same, "planex"), spelling("planes"));
}

#[test]
fn words_are_limited_one_by_one() {
    let key = "answer = \"Ministry of Public Security\"";
    assert_eq!(check(key, "minsitry of publik securty"), spelling("Ministry of Public Security"));
    assert_eq!(check(key, "ministry for public security"), wrong());
    assert_eq!(check(key, "the ministry of public security"), wrong());
    assert_eq!(check(key, "ministry public security"), wrong());
}

#[test]
fn what_is_no_prose_must_be_typed_as_it_is() {
    for (word, typed) in [
        ("UNESCO", "UNESKO"),
        ("World War II ended", "World War IL ended"),
        ("room 101 b", "room 102 b"),
        ("println!()", "printn!()"),
        ("newton-metre²", "newton-meter²"),
    ] {
        let answer = format!("answer = \"{word}\"");
        assert_eq!(check(&answer, typed), wrong(), "{word}");
        assert_eq!(credit(&answer, word), Fraction::ONE, "{word}");
    }
}

#[test]
fn the_policy_caps_or_stops_forgiveness() {
    let none = "answer = \"mitochondria\"\ncompare = { typos = 0 }";
    let one = "answer = \"mitochondria\"\ncompare = { typos = 1 }";
    assert_eq!(check(none, "mitohcondria"), wrong());
    assert_eq!(check(one, "mitohcondria"), spelling("mitochondria"));
    assert_eq!(check(one, "mitohcondri"), wrong());
    let words = "answer = \"public security\"\ncompare = { typos = 1 }";
    assert_eq!(check(words, "publik securty"), wrong(), "the cap is one for the whole text");
}

#[test]
fn the_best_credit_counts_and_an_exact_match_comes_first() {
    let fields = "answer = \"iodine\"\naccept = [{ text = \"iodide\", credit = 0.5 }, \
                  { wildcard = \"iod*\", credit = 0.25 }]";
    assert_eq!(credit(fields, "iodide"), Fraction::new(1, 2));
    assert_eq!(credit(fields, "IODINE"), Fraction::ONE);
    assert_eq!(credit(fields, "iodoform"), Fraction::new(1, 4));
}

#[test]
fn a_star_is_literal_in_plain_answers_and_when_escaped() {
    assert_eq!(credit("answer = \"Meiya*\"", "Meiya Pico"), Fraction::ZERO);
    let pattern = "answer = \"x\"\naccept = [{ wildcard = 'a \\* b*' }]";
    assert_eq!(credit(pattern, "A * B squared"), Fraction::ONE);
    assert_eq!(credit(pattern, "a x b"), Fraction::ZERO);
}

#[test]
fn numbers_in_words_match_on_both_sides() {
    let words = "answer = \"fifty-nine treaties\"\ncompare = { numbers = \"fold\" }";
    let digits = "answer = \"59 treaties\"\ncompare = { numbers = \"fold\" }";
    for fields in [words, digits] {
        for typed in ["59 treaties", "Fifty nine treaties", "fifty–nine treaties"] {
            assert_eq!(credit(fields, typed), Fraction::ONE, "{fields} {typed}");
        }
        assert_eq!(credit(fields, "58 treaties"), Fraction::ZERO);
    }
}

#[test]
fn blank_and_endless_texts_match_nothing() {
    let any = "answer = \"x\"\naccept = [{ wildcard = \"y*\" }]";
    assert_eq!(credit(any, &"y".repeat(64 * 1024)), Fraction::ONE);
    assert_eq!(credit(any, &"y".repeat(64 * 1024 + 1)), Fraction::ZERO);
    assert_eq!(credit(any, " \u{a0}\t"), Fraction::ZERO);
}

#[test]
fn hostile_length_costs_little() {
    let long = "answer = \"".to_owned() + &"ab ".repeat(20_000) + "\"";
    let typed = "ba ".repeat(20_000);
    assert_eq!(check(&long, &typed), wrong());
}

#[test]
fn the_nearest_text_is_named_however_far_it_is() {
    let key = key("answer = 'Kunming'\naccept = ['Spring City', { wildcard = 'K*' }]");
    let nearest = |typed: &str| {
        nearest_text(&key, "en", typed).map(|nearest| (nearest.written, nearest.edits))
    };
    assert_eq!(nearest("kumning"), Some(("Kunming".into(), 1)));
    assert_eq!(nearest(" SPRING-city. "), Some(("Spring City".into(), 1)));
    assert_eq!(nearest(" "), None);
    assert_eq!(nearest(&"x".repeat(1001)), None);
}
