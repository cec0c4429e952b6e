//! Whether questions are drawn as often as theory says.

use std::collections::HashMap;

use super::*;

const SEEDS: u32 = 20_000;
const WEIGHTS: [(&str, u32); 4] = [("a", 1), ("b", 2), ("c", 5), ("d", 10)];

/// Every ordered pair of questions with its probability when one after the other is drawn without
/// replacement, each time by weight.
fn exact_pairs() -> Vec<((&'static str, &'static str), f64)> {
    let all: u32 = WEIGHTS.iter().map(|(_, weight)| weight).sum();
    let mut pairs = Vec::new();
    for (first, weight) in WEIGHTS {
        for (second, next) in WEIGHTS.into_iter().filter(|(id, _)| *id != first) {
            let chance =
                f64::from(weight) / f64::from(all) * f64::from(next) / f64::from(all - weight);
            pairs.push(((first, second), chance));
        }
    }
    pairs
}

/// Whether a count out of [`SEEDS`] lies within five standard deviations of a probability.
#[track_caller]
fn assert_frequency(what: &str, count: u32, chance: f64) {
    let frequency = f64::from(count) / f64::from(SEEDS);
    let deviation = (chance * (1.0 - chance) / f64::from(SEEDS)).sqrt();
    assert!(
        (frequency - chance).abs() <= 5.0 * deviation,
        "{what}: drawn with frequency {frequency}, expected {chance} ± {deviation}"
    );
}

#[test]
fn weights_give_exact_successive_sampling() {
    let deck = deck("weights", &["a", "b weight = 2", "c weight = 5", "d weight = 10"]);
    let mut counts: HashMap<(String, String), u32> = HashMap::new();
    for seed in 0..SEEDS {
        let paper = paper(&deck, &Plan::count(2), seed.into());
        let pair = (paper[0].id.to_string(), paper[1].id.to_string());
        *counts.entry(pair).or_default() += 1;
    }
    let mut included: HashMap<&str, (u32, f64)> = HashMap::new();
    for ((first, second), chance) in exact_pairs() {
        let count = counts.get(&(first.into(), second.into())).copied().unwrap_or(0);
        assert_frequency(&format!("{first}, then {second}"), count, chance);
        for id in [first, second] {
            let (of_id, in_all) = included.entry(id).or_default();
            *of_id += count;
            *in_all += chance;
        }
    }
    for (id, (count, chance)) in included {
        assert_frequency(id, count, chance);
    }
}

#[test]
fn a_family_is_drawn_by_the_weight_of_its_members() {
    let deck = deck("kin", &["a family = \"f\"", "b weight = 3; family = \"f\"", "c weight = 4"]);
    let mut first: HashMap<String, u32> = HashMap::new();
    for seed in 0..SEEDS {
        let id = paper(&deck, &Plan::count(1), seed.into())[0].id.to_string();
        *first.entry(id).or_default() += 1;
    }
    assert_frequency("a", first["a"], 1.0 / 8.0);
    assert_frequency("b", first["b"], 3.0 / 8.0);
    assert_frequency("c", first["c"], 4.0 / 8.0);
}

#[test]
fn a_passage_is_drawn_like_its_first_question() {
    let deck = deck_with(
        "texts",
        "[[passage]]\nid = \"p\"\ntext = \"P\"\n",
        &["a passage = \"p\"", "b weight = 50; passage = \"p\"", "c", "d"],
    );
    let mut drawn = 0;
    for seed in 0..SEEDS {
        drawn += u32::from(ids(&paper(&deck, &Plan::count(2), seed.into())) == ["a", "b"]);
    }
    // The unit has one of three equal priorities; being first it is taken, and being second or
    // third it is passed over, as one place is left.
    assert_frequency("a and b", drawn, 1.0 / 3.0);
}
