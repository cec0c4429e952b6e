use deck_format::{Fraction, Points};

use super::super::{Choices, Missing, Refusal, Student};
use super::*;

const RIGHT: (Reply, Fraction) = (Reply::Answered(Choices::NONE), Fraction::ONE);
const WRONG: (Reply, Fraction) = (Reply::Answered(Choices::NONE), Fraction::ZERO);

/// Plain items, those of `points` and how often.
fn items(points: &[u64]) -> Vec<Item> {
    let thousandths = points.iter().map(|p| Points::from_thousandths(1000 * p));
    thousandths.enumerate().map(|(i, max)| Item::new(format!("q{i}"), max)).collect()
}

/// Counts rows of `1` right, `0` wrong, `o` omitted, `n` not reached, `-` not on the paper.
fn count(items: &[Item], rows: &[&str]) -> Tally {
    let mut tally = Tally::new(items);
    for row in rows {
        let mut student = Student::default();
        for (item, mark) in (0..).zip(row.chars()) {
            let (reply, earned) = match mark {
                '1' => RIGHT,
                '0' => WRONG,
                'o' => (Reply::Omitted, Fraction::ZERO),
                'n' => (Reply::NotReached, Fraction::ZERO),
                _ => continue,
            };
            student.push(tally.cell(item, reply, earned).unwrap(), None);
        }
        tally.add(&student).unwrap();
    }
    tally
}

fn near(found: Stat, expected: f64) {
    assert!(found.is(|value| (value - expected).abs() < 1e-12), "{found} and not {expected}");
}

/// Six drawn papers of two items out of three, with unequal points. For q0 (1 point) the others
/// gave 0/2, 2/2, 2/2, 3/3, 0/3 of their points to those who were 0, 1, 1, 1, 0 on it.
#[test]
fn on_drawn_papers_the_criterion_is_the_percent_on_the_others() {
    let items = items(&[1, 2, 3]);
    let tally = count(&items, &["00-", "11-", "11-", "1-1", "0-0", "-10"]);
    let analysis = analyse(&items, &tally, Options::default());
    assert_eq!(analysis.unit, Unit::Percent);
    let first = &analysis.items[0];
    assert_eq!(first.replies.administered, 5);
    near(first.facility.value, 0.6);
    near(first.discrimination.item_rest, 1.0);
    // The best of five by the others has 1, the weakest 0.
    near(first.discrimination.upper_lower, 1.0);
    // q1 was given to four, too few for a correlation.
    assert_eq!(analysis.items[1].discrimination.item_rest.missing(), Some(Missing::TooFew(4)));
    // 0, 100, 100, 100, 0 and 2 of 5 points.
    near(analysis.test.average, (300.0 + 40.0) / 6.0);
    for stat in [analysis.reliability.alpha, analysis.reliability.sem, first.alpha_if_deleted] {
        assert_eq!(format!("{stat:.2}"), "n/a: papers differ");
    }
    assert_eq!(first.moodle.effective_weight.missing(), Some(Missing::PapersDiffer));
    assert_eq!(analysis.rasch, Err(Refusal::PapersDiffer));
}

#[test]
fn thirty_who_share_a_paper_have_its_reliability_whatever_others_sat() {
    let items = items(&[1, 1, 1, 1]);
    let shared = ["110-", "101-", "111-", "000-", "100-"];
    let rows: Vec<&str> = shared.iter().copied().cycle().take(30).collect();
    let alone = analyse(&items[..3], &count(&items[..3], &rows), Options::default());
    let mut mixed = rows.clone();
    mixed.extend(["1--1", "0--1", "11-0"]);
    let mixed = analyse(&items, &count(&items, &mixed), Options::default());
    assert_eq!((alone.unit, mixed.unit), (Unit::Points, Unit::Percent));
    assert_eq!((mixed.reliability.students, mixed.reliability.items), (30, 3));
    near(mixed.reliability.alpha, alone.reliability.alpha.value().unwrap());
    near(mixed.reliability.sem, alone.reliability.sem.value().unwrap());
    near(mixed.items[1].alpha_if_deleted, alone.items[1].alpha_if_deleted.value().unwrap());
    let weight = mixed.items[2].moodle.effective_weight;
    near(weight, alone.items[2].moodle.effective_weight.value().unwrap());
    // An item outside that paper has no part in it.
    assert_eq!(mixed.items[3].alpha_if_deleted.missing(), Some(Missing::PapersDiffer));
    let fewer =
        analyse(&items, &count(&items, &[&rows[..29], &["1--1"]].concat()), Options::default());
    assert_eq!(fewer.reliability.alpha.missing(), Some(Missing::PapersDiffer));
}

#[test]
fn blanks_are_told_apart_and_may_be_left_out_of_the_facility() {
    let items = items(&[1, 1]);
    let tally = count(&items, &["11", "10", "1o", "on", "1n", "0n"]);
    let analysis = analyse(&items, &tally, Options::default());
    let replies = analysis.items[1].replies;
    assert_eq!((replies.administered, replies.answered), (6, 2));
    assert_eq!((replies.omitted, replies.not_reached), (1, 3));
    near(analysis.items[1].facility.value, 1.0 / 6.0);
    let reached = analyse(&items, &tally, Options { facility_of_reached: true });
    near(reached.items[1].facility.value, 1.0 / 3.0);
    assert_eq!(reached.items[1].discrimination, analysis.items[1].discrimination);
    let names: Vec<_> = analysis.items[1].choices.iter().map(|row| &row.name).collect();
    assert_eq!(names, ["other", "omitted", "not reached"]);
}

#[test]
fn few_students_have_counts_and_facility_only() {
    let items = items(&[1, 1, 1]);
    let analysis =
        analyse(&items, &count(&items, &["110", "101", "000", "111"]), Options::default());
    assert_eq!(analysis.strength, Strength::CountsOnly);
    near(analysis.items[0].facility.value, 0.75);
    let tells = analysis.items[0].discrimination;
    for stat in [tells.item_rest, tells.upper_lower, tells.efficiency, analysis.reliability.alpha] {
        assert_eq!(stat.missing(), Some(Missing::TooFew(4)));
    }
    let nobody = analyse(&items, &Tally::new(&items), Options::default());
    assert_eq!(nobody.items[0].facility.value.missing(), Some(Missing::Nobody));
    assert_eq!(nobody.test.average.missing(), Some(Missing::Nobody));
    assert_eq!(nobody.students, 0);
}

#[test]
fn items_without_spread_stay_in_the_total_and_in_alpha() {
    let items = items(&[1, 1, 1]);
    let tally = count(&items, &["110", "101", "100", "111", "110", "100"]);
    let analysis = analyse(&items, &tally, Options::default());
    assert_eq!(analysis.items[0].discrimination.item_rest.missing(), Some(Missing::NoSpread));
    assert_eq!(analysis.items[0].moodle.effective_weight.value(), Some(0.0));
    assert_eq!(analysis.reliability.items, 3);
    // k/(k−1)·(1 − Σs²/s²): sample variances 0, .3, .2667 and .5667 of the totals 2 2 1 3 2 1.
    near(analysis.reliability.alpha, 1.5 * (1.0 - (0.3 + 4.0 / 15.0) / (17.0 / 30.0)));
    let same = analyse(&items, &count(&items, &["100"; 6]), Options::default());
    assert_eq!(same.reliability.alpha.missing(), Some(Missing::NoTotalSpread));
}

#[test]
fn a_bonus_stands_outside_the_total_and_is_described_against_it() {
    let mut items = items(&[1, 1, 1, 0]);
    items[1].counts = false;
    let tally = count(&items, &["1100", "1010", "0000", "1111", "0100", "10--"]);
    let analysis = analyse(&items, &tally, Options::default());
    let bonus = &analysis.items[1];
    assert_eq!(analysis.reliability.alpha.missing(), Some(Missing::PapersDiffer));
    near(bonus.facility.value, 0.5);
    assert_eq!(bonus.alpha_if_deleted.missing(), Some(Missing::Aside));
    assert_eq!(bonus.moodle.intended_weight.missing(), Some(Missing::Aside));
    near(bonus.discrimination.item_total, bonus.discrimination.item_rest.value().unwrap());
    assert_eq!(analysis.items[3].facility.value.missing(), Some(Missing::NoPoints));
}

#[test]
fn kuder_and_richardson_take_right_and_wrong_of_equal_points() {
    let rows = ["110", "101", "000", "111", "011", "100"];
    let of = |points: &[u64]| {
        let items = items(points);
        analyse(&items, &count(&items, &rows), Options::default()).reliability
    };
    let (one, five) = (of(&[1, 1, 1]), of(&[5, 5, 5]));
    near(five.kr20, one.kr20.value().unwrap());
    near(five.kr21, one.kr21.value().unwrap());
    near(one.kr20, one.alpha.value().unwrap());
    assert_eq!(of(&[1, 1, 2]).kr20.missing(), Some(Missing::PointsDiffer));
}

#[test]
fn the_analysis_is_written_as_json_with_null_for_what_is_undefined() {
    let items = items(&[1, 1]);
    let analysis = analyse(&items, &count(&items, &["10", "01"]), Options::default());
    let json = serde_json::to_value(&analysis).unwrap();
    assert_eq!(json["items"][0]["facility"]["value"], 0.5);
    assert!(json["reliability"]["alpha"].is_null());
    assert_eq!(json["rasch"]["refused"], "2 items, and it takes at least 5");
    assert_eq!(json["unit"], "points");
}
