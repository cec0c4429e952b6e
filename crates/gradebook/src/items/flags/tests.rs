use deck_format::{Fraction, Points};

use super::super::item::{Choice, Choices, Reply};
use super::super::{Analysis, Options, Student, Tally, analyse};
use super::*;

/// A class in which student `i` of `n` gets each of nine plain items right from a level on, and
/// does with the tenth, a single choice of A to D with key A, what `choose` says.
fn class(n: u32, choose: impl Fn(u32) -> Option<usize>) -> Analysis {
    let names = ["A", "B", "C", "D"];
    let choices = names.map(|name| Choice { name: name.into(), key: name == "A" });
    let mut items: Vec<Item> = (0..9).map(|i| Item::new(format!("q{i}"), Points::ONE)).collect();
    let tenth = Item::new("tenth", Points::ONE).with_choices(choices);
    items.push(Item { chance: Some(Fraction::new(1, 4)), ..tenth });
    let mut tally = Tally::new(&items);
    for i in 0..n {
        let mut student = Student::default();
        for item in 0..9 {
            let right = i * 10 / n > item;
            let earned = if right { Fraction::ONE } else { Fraction::ZERO };
            student.push(tally.cell(item, Reply::Answered(Choices::NONE), earned).unwrap(), None);
        }
        let chosen = choose(i);
        let earned = if chosen == Some(0) { Fraction::ONE } else { Fraction::ZERO };
        let reply = chosen.map_or(Reply::Omitted, |c| Reply::Answered(Choices::one(c)));
        student.push(tally.cell(9, reply, earned).unwrap(), None);
        tally.add(&student).unwrap();
    }
    analyse(&items, &tally, Options::default())
}

fn words(analysis: &Analysis) -> Vec<&str> {
    analysis.items[9].flags.iter().map(|flag| flag.words.as_str()).collect()
}

fn codes(analysis: &Analysis) -> Vec<FlagCode> {
    analysis.items[9].flags.iter().map(|flag| flag.code).collect()
}

#[test]
fn a_wrong_key_is_told_once_and_in_words() {
    // The best 24 of 60 chose B, the others A, C or D in turn.
    let analysis = class(60, |i| Some(if i >= 36 { 1 } else { [0, 2, 3][i as usize % 3] }));
    assert_eq!(words(&analysis), ["likely miskeyed: the best third chose B (100 %)"]);
    assert_eq!(analysis.items[9].flags[0].level, Level::Error);
}

#[test]
fn a_wrong_key_that_nobody_chose_is_told_too() {
    let analysis = class(60, |i| Some(if i >= 30 { 1 } else { 2 + i as usize % 2 }));
    assert_eq!(
        words(&analysis),
        ["likely miskeyed: the best third chose B (100 %)"],
        "it is more than that nobody earned anything"
    );
}

#[test]
fn a_good_item_has_no_flag() {
    let analysis = class(60, |i| Some(if i >= 30 { 0 } else { 1 + i as usize % 3 }));
    assert_eq!(words(&analysis), [""; 0]);
}

#[test]
fn what_nobody_chose_and_what_everyone_chose() {
    let analysis = class(20, |i| Some(if i >= 8 { 0 } else { 1 + i as usize % 2 }));
    assert_eq!(words(&analysis), ["nobody chose D (only 20 students: indicative)"]);
    let analysis = class(60, |_| Some(0));
    assert_eq!(words(&analysis), ["everyone was right: it tells nobody apart"]);
    let analysis = class(60, |_| None);
    assert_eq!(words(&analysis), ["nobody earned anything: it tells nobody apart"]);
}

#[test]
fn weak_items_are_told_by_their_weakness() {
    // Right and wrong in turn, whoever it is; slightly better at the top.
    let analysis = class(80, |i| Some(if i % 2 == 1 { 0 } else { 1 + i as usize / 2 % 3 }));
    assert_eq!(
        codes(&analysis),
        [FlagCode::LowEfficiency, FlagCode::WeakDiscrimination, FlagCode::RaisesAlpha]
    );
    // Only the best fifth is right, the others guess the same distractor.
    let analysis = class(80, |i| Some(if i >= 64 { 0 } else { 1 + usize::from(i % 8 == 0) * 2 }));
    assert_eq!(
        codes(&analysis),
        [FlagCode::PopularDistractor, FlagCode::TooHard, FlagCode::NonfunctionalDistractor]
    );
    assert!(words(&analysis)[1].contains("20 % of the points were earned, guessing earns 25 %"));
}

#[test]
fn a_small_class_is_not_flagged() {
    let analysis = class(9, |i| Some(usize::from(i >= 5)));
    assert!(analysis.items.iter().all(|item| item.flags.is_empty()));
}

#[test]
fn an_option_of_a_multiple_select_that_should_not_be_a_key_is_named() {
    let choices = [Choice::key("A"), Choice::key("B"), Choice::distractor("C")];
    let mut items: Vec<Item> = (0..5).map(|i| Item::new(format!("q{i}"), Points::ONE)).collect();
    items.push(Item::new("select", Points::ONE).with_choices(choices));
    let mut tally = Tally::new(&items);
    for i in 0..60_u32 {
        let mut student = Student::default();
        for item in 0..5 {
            let earned = Fraction::new(i64::from(i / 10 > item), 1);
            student.push(tally.cell(item, Reply::Answered(Choices::NONE), earned).unwrap(), None);
        }
        // The strong tick A alone, the weak B, and A in turn.
        let (a, b) = (i >= 30 || i % 2 == 0, i < 30);
        let ticked: Choices =
            [a, b].iter().enumerate().filter(|(_, t)| **t).map(|(i, _)| i).collect();
        let earned = Fraction::new(i64::from(a) + i64::from(b), 2);
        student.push(tally.cell(5, Reply::Answered(ticked), earned).unwrap(), None);
        tally.add(&student).unwrap();
    }
    let analysis = analyse(&items, &tally, Options::default());
    let flag = &analysis.items[5].flags[0];
    assert_eq!(flag.code, FlagCode::KeySuspect);
    assert!(flag.words.starts_with("key in doubt: those who had B did worse"), "{flag}");
}

#[test]
fn an_item_of_many_points_that_moves_no_total_is_told() {
    let mut items: Vec<Item> = (0..5).map(|i| Item::new(format!("q{i}"), Points::ONE)).collect();
    items.push(Item::new("heavy", Points::from_thousandths(5_000)));
    let mut tally = Tally::new(&items);
    for i in 0..40_u32 {
        let mut student = Student::default();
        for item in 0..6 {
            let right = if item < 5 { i / 7 > item } else { i > 0 };
            let earned = Fraction::new(i64::from(right), 1);
            student.push(tally.cell(item, Reply::Answered(Choices::NONE), earned).unwrap(), None);
        }
        tally.add(&student).unwrap();
    }
    let analysis = analyse(&items, &tally, Options::default());
    let flags: Vec<_> = analysis.items[5].flags.iter().map(|flag| flag.code).collect();
    assert_eq!(flags, [FlagCode::TooEasy, FlagCode::WeightMismatch]);
    assert!(analysis.items[5].flags[1].words.ends_with("and 50.0 % by points"));
}

#[test]
fn a_test_of_items_that_do_not_agree_is_told() {
    let analysis = class(60, |i| Some(usize::from(i % 2 == 0)));
    assert_eq!(analysis.flags, []);
    let items: Vec<Item> = (0..4).map(|i| Item::new(format!("q{i}"), Points::ONE)).collect();
    let mut tally = Tally::new(&items);
    for i in 0..40_u32 {
        let mut student = Student::default();
        for item in 0..4 {
            let earned = Fraction::new(i64::from(i >> item & 1), 1);
            student.push(tally.cell(item, Reply::Answered(Choices::NONE), earned).unwrap(), None);
        }
        tally.add(&student).unwrap();
    }
    let analysis = analyse(&items, &tally, Options::default());
    assert_eq!(analysis.flags[0].code, FlagCode::LowReliability);
}
