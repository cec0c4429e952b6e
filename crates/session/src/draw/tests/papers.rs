//! What a paper depends on, and what it must not depend on.

use std::collections::HashSet;

use super::*;
use crate::draw::draw_item;
use crate::paper::Order;

#[test]
fn the_same_seed_gives_the_same_paper() {
    let deck = parse(GOLDEN);
    for seed in 0..20 {
        assert_eq!(
            paper(&deck, &Plan::count(6), seed),
            paper(&parse(GOLDEN), &Plan::count(6), seed)
        );
    }
    let papers: HashSet<_> =
        (0..20).map(|seed| ids(&paper(&deck, &Plan::count(6), seed)).concat()).collect();
    assert!(papers.len() > 15, "seeds give different papers");
}

#[test]
fn every_order_fits_its_question() {
    let deck = parse(GOLDEN);
    let mut kinds = HashSet::new();
    for seed in 0..20 {
        for item in paper(&deck, &Plan::all(), seed) {
            let question = deck.question(item.id.as_str()).unwrap();
            assert!(Presented::new(&deck.face, &question.face, &item.order).is_ok());
            assert_eq!(item.face, question.face_digest(&deck));
            assert_eq!((&item.deck, item.kind), (&deck.face.id, question.face.kind()));
            kinds.insert(item.kind);
        }
    }
    assert_eq!(kinds.len(), deck_format::Kind::ALL.len());
}

#[test]
fn pinned_options_stay_last() {
    let deck = parse(GOLDEN);
    let mut first = HashSet::new();
    for seed in 0..50 {
        let face = &deck.question("multiple").unwrap().face;
        let order = draw_item(&deck.face, face, Seed(seed), 0).order.choices;
        assert_eq!([order[3].as_str(), order[4].as_str()], ["all", "none"]);
        first.insert(order[0].to_string());
    }
    assert_eq!(first.len(), 3, "the others all come first in some order");
}

#[test]
fn what_is_not_shuffled_keeps_the_order_of_the_file() {
    let text = GOLDEN.replace("title = \"Golden\"", "title = \"Golden\"\nshuffle = false");
    let deck = parse(&text);
    for seed in 0..20 {
        let order =
            |id: &str| draw_item(&deck.face, &deck.question(id).unwrap().face, Seed(seed), 0).order;
        let names = |ids: &[deck_format::LocalId]| {
            ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names(&order("multiple").choices), "rhine etna nile all none");
        assert_eq!(names(&order("ordering").items), "lake fall ford delta");
        assert_eq!(names(&order("matching").left), "peru chile cuba");
        assert_eq!(names(&order("matching").right), "lima santiago havana quito");
        assert_eq!(names(&order("cloze").blanks["ship"]), "pinta nina gallega");
    }
}

#[test]
fn a_new_question_leaves_the_others_as_they_are() {
    let old = parse(GOLDEN);
    let new = parse(&GOLDEN.replacen(
        "[[question]]",
        "[[question]]\nid = \"added\"\nprompt = \"New?\"\nanswer = true\n\n[[question]]",
        1,
    ));
    for seed in 0..20 {
        let mut drawn = paper(&new, &Plan::all(), seed);
        drawn.retain(|item| item.id.as_str() != "added");
        assert_eq!(drawn, paper(&old, &Plan::all(), seed));
    }
}

#[test]
fn ids_and_the_order_of_the_file_change_nothing_that_is_shown() {
    let head = "format = 1\nid = \"deck\"\ntitle = \"T\"\nlanguage = \"en\"\n";
    let written = parse(&format!(
        r#"{head}
        [[question]]
        id = "single"
        prompt = "?"
        choices = {{ red = "Red", blue = "Blue", green = "Green", none = "None" }}
        pin = ["none"]
        answer = "red"
        [[question]]
        id = "ordering"
        prompt = "?"
        items = {{ one = "One", two = "Two", three = "Three" }}
        answer = ["one", "two", "three"]
        [[question]]
        id = "matching"
        prompt = "?"
        left = {{ la = "Left A", lb = "Left B", lc = "Left C" }}
        right = {{ ra = "Right A", rb = "Right B", rc = "Right C" }}
        answer = {{ la = "ra", lb = "rb", lc = "rc" }}
        [[question]]
        id = "cloze"
        prompt = "{{{{x}}}} and {{{{y}}}}"
        blanks.x.choices = {{ k = "K", l = "L", m = "M" }}
        blanks.y.choices = {{ n = "N", o = "O", p = "P" }}
        answer = {{ x = "k", y = "n" }}
        "#
    ));
    // As a handout names and orders them, with the blanks' tables turned round.
    let renamed = parse(&format!(
        r#"{head}
        [[question]]
        id = "single"
        prompt = "?"
        choices = {{ d = "None", a = "Blue", b = "Green", c = "Red" }}
        pin = ["d"]
        answer = "c"
        [[question]]
        id = "ordering"
        prompt = "?"
        items = {{ a = "One", b = "Three", c = "Two" }}
        answer = ["a", "c", "b"]
        [[question]]
        id = "matching"
        prompt = "?"
        left = {{ z = "Left C", y = "Left B", x = "Left A" }}
        right = {{ c = "Right A", b = "Right C", a = "Right B" }}
        answer = {{ x = "c", y = "a", z = "b" }}
        [[question]]
        id = "cloze"
        prompt = "{{{{b}}}} and {{{{a}}}}"
        blanks.a.choices = {{ c = "P", b = "O", a = "N" }}
        blanks.b.choices = {{ c = "L", b = "M", a = "K" }}
        answer = {{ a = "a", b = "a" }}
        "#
    ));
    for seed in 0..50 {
        let (one, two) = (paper(&written, &Plan::all(), seed), paper(&renamed, &Plan::all(), seed));
        assert_eq!(ids(&one), ids(&two));
        for (one, two) in one.iter().zip(&two) {
            assert_eq!(texts(&written, one), texts(&renamed, two));
        }
    }
}

#[test]
fn a_question_that_comes_again_has_a_new_order() {
    let deck = parse(GOLDEN);
    let orders = |seed, round| -> Vec<Order> {
        let items =
            deck.questions.iter().map(|q| draw_item(&deck.face, &q.face, Seed(seed), round));
        items.map(|item| item.order).collect()
    };
    for seed in 0..20 {
        assert_ne!(orders(seed, 0), orders(seed, 1));
        assert_ne!(orders(seed, 1), orders(seed, 2));
        for drawn in paper(&deck, &Plan::all(), seed) {
            let face = &deck.question(drawn.id.as_str()).unwrap().face;
            assert_eq!(draw_item(&deck.face, face, Seed(seed), 0), drawn);
        }
    }
}
