//! The reference classes, whose numbers were computed apart from this code, in Python, and checked
//! against R (`psych`, `eRm`) and Moodle's own fixture.

#![allow(clippy::unwrap_used)]

use deck_format::{Fraction, Points};
use gradebook::items::{
    Analysis, Choice, ChoiceKind, Choices, Item, Options, Refusal, Reply, Stat, Student, Tally,
    analyse,
};
use serde_json::Value;

const CLASS: &str = include_str!("data/class10.json");
const LSAT: &str = include_str!("data/lsat6.csv");
const LSAT_EXPECTED: &str = include_str!("data/lsat6-expected.json");

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn near(found: f64, expected: &Value, tolerance: f64, what: &str) {
    let expected = expected.as_f64().unwrap_or_else(|| panic!("{what}: {expected}"));
    assert!((found - expected).abs() <= tolerance, "{what}: {found} and not {expected}");
}

/// A statistic is as expected to 1e-9; null where it has no value.
fn same(found: Stat, expected: &Value, what: &str) {
    match found.value() {
        Some(found) => near(found, expected, 1e-9, what),
        None => assert!(expected.is_null(), "{what}: {found} and not {expected}"),
    }
}

/// The class of ten with its first `k` items.
fn class_of_ten(k: usize) -> Analysis {
    let class = json(CLASS);
    let most = |i: usize| class["max"][i].as_u64().unwrap();
    let mut items: Vec<Item> = (0..k)
        .map(|i| Item::new(format!("Q{}", i + 1), Points::from_thousandths(1000 * most(i))))
        .collect();
    let name = |i: usize| ["A", "B", "C", "D"][i];
    items[2].choices = vec![Choice::key(name(0))];
    items[2].choices.extend((1..4).map(|i| Choice::distractor(name(i))));
    let mut tally = Tally::new(&items);
    for (i, marks) in class["marks"].as_array().unwrap().iter().enumerate() {
        let mut student = Student::default();
        for item in 0..k {
            let choice = class["q3_choice"][i].as_str();
            let reply = match choice {
                _ if item != 2 => Reply::Answered(Choices::NONE),
                Some(choice) => {
                    Reply::Answered((0..4).filter(|&i| name(i) == choice).collect::<Choices>())
                }
                None => Reply::Omitted,
            };
            let earned = Fraction::new(marks[item].as_i64().unwrap(), most(item) as i64);
            student.push(tally.cell(item as u32, reply, earned).unwrap(), None);
        }
        tally.add(&student).unwrap();
    }
    analyse(&items, &tally, Options::default())
}

/// The test of 1000 students, the patterns in the order of the file or in the reverse one.
fn lsat(reverse: bool) -> (Vec<Item>, Tally) {
    let items: Vec<Item> = (1..=5).map(|i| Item::new(i.to_string(), Points::ONE)).collect();
    let mut tally = Tally::new(&items);
    let mut records: Vec<_> =
        csv::Reader::from_reader(LSAT.as_bytes()).records().map(Result::unwrap).collect();
    if reverse {
        records.reverse();
    }
    for record in records {
        let mut student = Student::default();
        for (item, mark) in (0..).zip(record[0].chars()) {
            let earned = if mark == '1' { Fraction::ONE } else { Fraction::ZERO };
            student.push(tally.cell(item, Reply::Answered(Choices::NONE), earned).unwrap(), None);
        }
        let count: usize = record[1].parse().unwrap();
        (0..count).for_each(|_| tally.add(&student).unwrap());
    }
    (items, tally)
}

/// Compares everything that the classical part of the reference holds.
fn classical(analysis: &Analysis, expected: &Value) {
    let (test, reliability) = (&analysis.test, &analysis.reliability);
    assert_eq!(analysis.students, expected["n"].as_u64().unwrap());
    assert_eq!(reliability.items, expected["k"].as_u64().unwrap());
    same(test.average, &expected["mean"], "mean");
    same(test.standard_deviation, &expected["sd"], "sd");
    same(test.median, &expected["median"], "median");
    same(test.skewness, &expected["skewness"], "skewness");
    same(test.kurtosis, &expected["kurtosis"], "kurtosis");
    same(reliability.alpha, &expected["alpha"], "alpha");
    same(reliability.sem, &expected["sem"], "sem");
    same(reliability.alpha_interval.low, &expected["alpha_ci95_feldt"][0], "alpha from");
    same(reliability.alpha_interval.high, &expected["alpha_ci95_feldt"][1], "alpha to");
    same(test.coefficient_of_internal_consistency, &expected["moodle_cic"], "CIC");
    same(test.error_ratio, &expected["moodle_error_ratio"], "error ratio");
    same(test.standard_error, &expected["moodle_standard_error"], "standard error");
    same(reliability.kr20, &expected["kr20"], "KR-20");
    same(reliability.kr21, &expected["kr21"], "KR-21");
    let items = expected["items"].as_array().unwrap();
    assert_eq!(analysis.items.len(), items.len());
    for (item, expected) in analysis.items.iter().zip(items) {
        let what = |name: &str| format!("{} {name}", item.name);
        let (tells, moodle) = (&item.discrimination, &item.moodle);
        for (found, name) in [
            (item.facility.value, "facility"),
            (item.facility.deviation, "sd"),
            (tells.item_total, "r_item_total"),
            (tells.item_rest, "r_item_rest"),
            (tells.upper_lower, "d27"),
            (item.alpha_if_deleted, "alpha_if_deleted"),
            (moodle.discrimination_index, "moodle_discrimination_index"),
            (moodle.discriminative_efficiency, "moodle_discriminative_efficiency"),
            (moodle.intended_weight, "intended_weight"),
            (moodle.effective_weight, "effective_weight"),
        ] {
            same(found, &expected[name], &what(name));
        }
    }
}

#[test]
fn the_class_of_ten() {
    let expected = json(CLASS);
    let analysis = class_of_ten(5);
    classical(&analysis, &expected["all_five"]);
    // The sheet prints these to six places.
    let interval = analysis.items[4].discrimination.item_rest_interval;
    near(interval.low.value().unwrap(), &Value::from(0.024829), 5e-7, "Fisher from");
    near(interval.high.value().unwrap(), &Value::from(0.906303), 5e-7, "Fisher to");
    assert_eq!(analysis.rasch, Err(Refusal::PartialCredit("Q5".into())));
}

#[test]
fn its_first_four_items() {
    classical(&class_of_ten(4), &json(CLASS)["first_four"]);
}

#[test]
fn the_choices_of_its_third_item() {
    let analysis = class_of_ten(5);
    let expected = json(CLASS);
    let expected = expected["q3_options"].as_array().unwrap();
    let rows = &analysis.items[2].choices;
    assert_eq!(rows.len(), expected.len());
    for (row, expected) in rows.iter().zip(expected) {
        match expected["option"].as_str() {
            Some(name) => assert_eq!(row.name, name),
            None => assert_eq!(row.kind, ChoiceKind::Omitted),
        }
        assert_eq!(row.count, expected["count"].as_u64().unwrap());
        same(row.share, &expected["p"], &row.name);
        same(row.item_total, &expected["r_total"], &row.name);
        same(row.item_rest, &expected["r_rest"], &row.name);
    }
    let means: Vec<_> = rows.iter().map(|row| row.mean_total.value()).collect();
    assert_eq!(means, [Some(4.2), Some(7.0 / 3.0), Some(5.0), None, Some(2.0)]);
}

#[test]
fn the_law_school_admission_test() {
    let (items, tally) = lsat(false);
    let analysis = analyse(&items, &tally, Options::default());
    classical(&analysis, &json(LSAT_EXPECTED));
}

#[test]
fn the_rasch_model_of_the_law_school_admission_test() {
    let (items, tally) = lsat(false);
    let rasch = analyse(&items, &tally, Options::default()).rasch.unwrap();
    let expected = json(LSAT_EXPECTED);
    let cml = &expected["irt"]["rasch_cml"];
    assert_eq!(rasch.persons, cml["n_used"].as_u64().unwrap());
    assert_eq!((rasch.all_wrong, rasch.all_right), (3, 298));
    near(rasch.log_likelihood, &cml["loglik"], 1e-6, "log likelihood");
    for (j, item) in rasch.items.iter().enumerate() {
        near(item.difficulty.value, &cml["b"][j], 1e-6, "b");
        near(item.difficulty.error, &cml["se"][j], 1e-6, "se");
        // A famous test that the model fits.
        assert!((0.7..1.3).contains(&item.fit.infit) && (0.7..1.3).contains(&item.fit.outfit));
    }
    let persons = expected["irt"]["rasch_wle_by_raw_score"].as_array().unwrap();
    for (score, expected) in rasch.scores.iter().zip(persons) {
        near(score.ability.value, &expected[0], 1e-6, "ability");
        near(score.ability.error, &expected[1], 1e-6, "its error");
    }
    assert_eq!(rasch.scores.iter().map(|s| s.students).sum::<u64>(), 1000);
}

#[test]
fn the_order_of_students_changes_no_byte() {
    let say = |reverse| {
        let (items, tally) = lsat(reverse);
        serde_json::to_string(&analyse(&items, &tally, Options::default())).unwrap()
    };
    assert_eq!(say(false), say(true));
}
