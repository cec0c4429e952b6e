//! What is taken: counts, filters, families, passages.

use std::collections::{HashMap, HashSet};

use deck_format::Kind;
use proptest::prelude::*;

use super::*;
use crate::draw::Filter;

fn sorted<'a>(ids: &[&'a str]) -> Vec<&'a str> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids
}

const PASSAGES: &str = "\
[[passage]]\nid = \"p\"\ntext = \"P\"\n[[passage]]\nid = \"r\"\ntext = \"R\"\n";

#[test]
fn a_count_is_met_or_all_there_are_are_taken() {
    let deck = deck("deck", &["a", "b", "c"]);
    for (count, drawn) in [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (usize::MAX, 3)] {
        let draw = try_draw(&[&deck], &Plan::count(count), 1, &History::default()).unwrap();
        assert_eq!((draw.items.len(), draw.available), (drawn, 3));
    }
    assert_eq!(sorted(&ids(&paper(&deck, &Plan::all(), 1))), ["a", "b", "c"]);
}

#[test]
fn filters_bound_what_is_available() {
    let deck = deck(
        "deck",
        &[
            "a tags = [\"x\"]; difficulty = \"easy\"",
            "b tags = [\"x\", \"y\"]",
            "c tags = [\"y\"]; difficulty = \"hard\"",
            "d",
        ],
    );
    let drawn = |plan: &Plan| {
        let draw = try_draw(&[&deck], plan, 5, &History::default()).unwrap();
        assert_eq!(draw.items.len(), draw.available);
        sorted(&ids(&draw.items)).join(" ")
    };
    let all = Plan::all();
    assert_eq!(drawn(&Plan { tags: vec!["x".into()], ..all.clone() }), "a b");
    assert_eq!(drawn(&Plan { kinds: vec![Kind::TrueFalse], ..all.clone() }), "a b c d");
    let hard_or_easy = vec!["hard".parse().unwrap(), "easy".parse().unwrap()];
    assert_eq!(drawn(&Plan { difficulties: hard_or_easy, ..all }), "a c");
}

#[test]
fn only_what_was_missed_is_drawn_when_asked() {
    let (one, two) = (deck("one", &["a", "b", "c"]), deck("two", &["a", "b"]));
    let history = History { missed: set("one", &["b", "gone"]), ..History::default() };
    let plan = Plan { missed: true, ..Plan::all() };
    let draw = try_draw(&[&one, &two], &plan, 1, &history).unwrap();
    assert_eq!((ids(&draw.items), draw.available), (vec!["b"], 1));
    let draw = try_draw(&[&one, &two], &Plan::all(), 1, &history).unwrap();
    assert_eq!(draw.available, 5);
}

#[test]
fn only_the_questions_that_a_plan_names_are_drawn() {
    let (one, two) = (deck("one", &["a", "b", "c"]), deck("two", &["a", "b"]));
    let named = |deck: &str, ids: &[&str]| {
        let ids = ids.iter().map(|id| id.parse().unwrap()).collect();
        (deck.parse().unwrap(), ids)
    };
    let plan = Plan { only: [named("one", &["c", "gone"])].into(), ..Plan::all() };
    let draw = try_draw(&[&one, &two], &plan, 1, &History::default()).unwrap();
    assert_eq!((ids(&draw.items), draw.available), (vec!["c"], 1));
    let plan = Plan { only: [named("three", &["a"])].into(), ..Plan::all() };
    let error = try_draw(&[&one, &two], &plan, 1, &History::default()).unwrap_err();
    assert_eq!(error.to_string(), "no question is left after the filter by measured difficulty");
}

#[test]
fn the_filter_that_leaves_nothing_is_named() {
    let deck = deck("deck", &["a tags = [\"x\"]; difficulty = \"easy\"", "b"]);
    let nothing = |plan: &Plan| try_draw(&[&deck], plan, 1, &History::default()).unwrap_err();
    let tagged = Plan { tags: vec!["x".into()], ..Plan::all() };
    let mut plan = Plan { tags: vec!["z".into()], kinds: vec![Kind::Essay], ..Plan::all() };
    assert_eq!(nothing(&plan), DrawError::Nothing(Filter::Tags));
    plan.tags.clear();
    assert_eq!(nothing(&plan), DrawError::Nothing(Filter::Kinds));
    let difficulties = vec!["hard".parse().unwrap()];
    assert_eq!(
        nothing(&Plan { difficulties, missed: true, ..tagged.clone() }),
        DrawError::Nothing(Filter::Difficulties)
    );
    assert_eq!(
        nothing(&Plan { missed: true, ..tagged }).to_string(),
        "no question is left after the filter by missed answers"
    );
    assert_eq!(try_draw(&[], &Plan::all(), 1, &History::default()), Err(DrawError::NoQuestions));
}

#[test]
fn unseen_questions_come_first() {
    let deck = deck("deck", &["a weight = 100", "b weight = 100", "c", "d"]);
    let history = History { seen: set("deck", &["a", "b"]), ..History::default() };
    let plan = Plan { unseen_first: true, ..Plan::count(3) };
    for seed in 0..50 {
        let drawn = try_draw(&[&deck], &plan, seed, &history).unwrap().items;
        assert_eq!(sorted(&ids(&drawn)[..2]), ["c", "d"]);
        let without = try_draw(&[&deck], &Plan::count(3), seed, &history).unwrap().items;
        assert_eq!(without, paper(&deck, &Plan::count(3), seed));
    }
}

#[test]
fn a_passage_is_unseen_if_any_of_its_questions_is() {
    let deck = deck_with(
        "deck",
        PASSAGES,
        &["a passage = \"p\"", "b passage = \"p\"", "c weight = 100", "d weight = 100"],
    );
    let plan = Plan { unseen_first: true, ..Plan::count(2) };
    for seed in 0..50 {
        for unseen in ["a", "b"] {
            let seen = ["a", "b", "c", "d"].into_iter().filter(|id| *id != unseen);
            let history =
                History { seen: set("deck", &seen.collect::<Vec<_>>()), ..History::default() };
            let drawn = try_draw(&[&deck], &plan, seed, &history).unwrap().items;
            assert_eq!(ids(&drawn), ["a", "b"]);
        }
    }
}

#[test]
fn at_most_one_of_a_family_is_drawn() {
    let family = ["a family = \"f\"", "b family = \"f\"", "c family = \"g\"", "d"];
    let (one, two) = (deck("one", &family), deck("two", &family));
    let mut drawn_of_family = HashSet::new();
    for seed in 0..50 {
        let drawn = paper(&one, &Plan::all(), seed);
        assert_eq!(drawn.len(), 3);
        let drawn: HashSet<_> = drawn.into_iter().map(|item| item.id.to_string()).collect();
        assert!(drawn.contains("c") && drawn.contains("d"));
        drawn_of_family.extend(drawn.into_iter().filter(|id| id < &"c".to_owned()));
        // A family belongs to one deck.
        let both = try_draw(&[&one, &two], &Plan::all(), seed, &History::default()).unwrap();
        assert_eq!((both.items.len(), both.available), (6, 8));
    }
    assert_eq!(drawn_of_family.len(), 2, "each member has its turn");
}

#[test]
fn an_unseen_member_of_a_family_is_preferred() {
    let deck = deck("deck", &["a weight = 100; family = \"f\"", "b family = \"f\""]);
    let history = History { seen: set("deck", &["a"]), ..History::default() };
    let plan = Plan { unseen_first: true, ..Plan::all() };
    for seed in 0..20 {
        assert_eq!(ids(&try_draw(&[&deck], &plan, seed, &history).unwrap().items), ["b"]);
    }
}

#[test]
fn passages_stay_whole_and_in_the_order_of_the_file() {
    let deck = deck_with(
        "deck",
        PASSAGES,
        &[
            "z passage = \"p\"",
            "a",
            "m passage = \"p\"",
            "b",
            "n passage = \"r\"",
            "k passage = \"p\"",
            "c",
            "l passage = \"r\"",
        ],
    );
    for seed in 0..100 {
        for count in 0..=8 {
            let drawn = paper(&deck, &Plan::count(count), seed);
            assert_eq!(drawn.len(), count);
            let line = ids(&drawn).concat();
            for (members, whole) in [("zmk", "zmk"), ("nl", "nl")] {
                assert_eq!(line.contains(whole), line.contains(|c| members.contains(c)), "{line}");
            }
        }
    }
}

#[test]
fn a_passage_belongs_to_one_deck() {
    let questions = ["a passage = \"p\"", "b passage = \"p\""];
    let one = deck_with("one", PASSAGES, &questions);
    let two = deck_with("two", PASSAGES, &questions);
    for seed in 0..20 {
        let drawn = try_draw(&[&one, &two], &Plan::count(2), seed, &History::default()).unwrap();
        assert_eq!(ids(&drawn.items), ["a", "b"]);
        assert_eq!(drawn.items[0].deck, drawn.items[1].deck);
    }
}

#[test]
fn a_number_that_passages_cannot_make_up_is_missed_from_below() {
    let deck = deck_with(
        "deck",
        PASSAGES,
        &["a passage = \"p\"", "b passage = \"p\"", "c passage = \"r\"", "d passage = \"r\""],
    );
    for (count, drawn) in [(1, 0), (2, 2), (3, 2), (4, 4), (5, 4)] {
        assert_eq!(paper(&deck, &Plan::count(count), 9).len(), drawn);
    }
}

#[test]
fn a_deck_that_is_not_shuffled_is_asked_in_the_order_of_the_file() {
    let (first, second) = (["c", "a", "b"], ["f", "d", "e"]);
    let one = deck_with("z", "shuffle = false", &first);
    let two = deck_with("y", "shuffle = false", &second);
    let shuffled = deck("x", &second);
    let mut orders = HashMap::new();
    for seed in 0..50 {
        let both = try_draw(&[&one, &two], &Plan::all(), seed, &History::default()).unwrap();
        assert_eq!(ids(&both.items), ["c", "a", "b", "f", "d", "e"]);
        let two_of_three = ids(&paper(&one, &Plan::count(2), seed)).concat();
        *orders.entry(two_of_three).or_insert(0) += 1;
        let mixed = try_draw(&[&one, &shuffled], &Plan::all(), seed, &History::default()).unwrap();
        *orders.entry(ids(&mixed.items).concat()).or_insert(0) += 1;
    }
    assert!(["ca", "cb", "ab"].iter().all(|order| orders.contains_key(*order)));
    assert!(orders.len() > 20, "one shuffled deck is enough to mix them");
}

#[test]
fn of_two_decks_with_one_id_the_first_is_read() {
    let (one, two) = (deck("deck", &["a"]), deck("deck", &["a", "b"]));
    let draw = try_draw(&[&one, &two], &Plan::all(), 1, &History::default()).unwrap();
    assert_eq!((ids(&draw.items), draw.available), (vec!["a"], 1));
}

/// For each question its passage, 0 for none, and its family, 0 for none.
fn any_questions() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((0..5_u8, prop_oneof![3 => Just(0_u8), 1 => 1..3_u8]), 1..12)
}

fn deck_of(questions: &[(u8, u8)]) -> Deck {
    let head: String =
        (1..5).map(|p| format!("[[passage]]\nid = \"p{p}\"\ntext = \"{p}\"\n")).collect();
    let questions: Vec<String> = questions
        .iter()
        .enumerate()
        .map(|(i, &(passage, family))| {
            let mut fields = format!("q{i} points = 1");
            if passage > 0 {
                fields += &format!("; passage = \"p{passage}\"");
            }
            if family > 0 {
                fields += &format!("; family = \"f{family}\"");
            }
            fields
        })
        .collect();
    deck_with("deck", &head, &questions.iter().map(String::as_str).collect::<Vec<_>>())
}

proptest! {
    /// A draw of all tells which member of each family stays; from these the sizes of the units
    /// and all sums that they can make follow by trying every choice.
    #[test]
    fn any_count_is_met_as_closely_as_units_allow(
        questions in any_questions(),
        count in 0_usize..12,
        seed: u64,
    ) {
        let deck = deck_of(&questions);
        let all = paper(&deck, &Plan::all(), seed);
        let passage = |item: &PaperItem| {
            deck.question(item.id.as_str()).unwrap().face.passage.clone()
        };
        let mut singles = 0;
        let mut sizes = HashMap::new();
        for item in &all {
            match passage(item) {
                Some(id) => *sizes.entry(id).or_insert(0) += 1,
                None => singles += 1,
            }
        }
        let mut sums = HashSet::from([0]);
        for size in sizes.values().copied().chain(std::iter::repeat_n(1, singles)) {
            sums.extend(sums.clone().into_iter().map(|sum: usize| sum + size));
        }
        let reachable = sums.into_iter().filter(|&sum| sum <= count).max();

        let drawn = paper(&deck, &Plan::count(count), seed);
        prop_assert_eq!(Some(drawn.len()), reachable);
        let distinct: HashSet<_> = drawn.iter().map(|item| item.id.clone()).collect();
        prop_assert_eq!(distinct.len(), drawn.len());
        for (id, size) in sizes {
            let of_passage = drawn.iter().filter(|item| passage(item).as_ref() == Some(&id)).count();
            prop_assert!(of_passage == 0 || of_passage == size);
        }
        prop_assert!(drawn.iter().all(|item| all.contains(item)));
    }
}
