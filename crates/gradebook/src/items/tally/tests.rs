use deck_format::Points;
use proptest::prelude::*;

use super::super::item::{Choice, Choices};
use super::super::{Options, analyse};
use super::*;

/// One answer of a generated student: reply and fraction; `None` where the item was not given.
type Cell = Option<(Reply, Fraction)>;

fn items() -> Vec<Item> {
    let choices = || [Choice::key("A"), Choice::distractor("B"), Choice::distractor("C")];
    let mut items: Vec<Item> = (0..6)
        .map(|i| Item::new(format!("q{i}"), Points::from_thousandths(500 * (1 + i % 3))))
        .map(|item| item.with_choices(choices()))
        .collect();
    items[5].counts = false;
    items
}

fn cell() -> impl Strategy<Value = Cell> {
    let choice = (0_usize..3, 0_i64..5).prop_map(|(choice, part)| {
        let earned = if choice == 0 { Fraction::ONE } else { Fraction::new(part.min(1), 3 + part) };
        Some((Reply::Answered(Choices::one(choice)), earned))
    });
    prop_oneof![
        8 => choice,
        1 => Just(Some((Reply::Omitted, Fraction::ZERO))),
        1 => Just(Some((Reply::NotReached, Fraction::ZERO))),
        1 => Just(None),
    ]
}

fn class() -> impl Strategy<Value = Vec<Vec<Cell>>> {
    prop::collection::vec(prop::collection::vec(cell(), 6), 0..60)
}

fn count(students: &[Vec<Cell>]) -> Tally {
    let mut tally = Tally::new(&items());
    for cells in students {
        let mut student = Student::default();
        for (item, cell) in (0..).zip(cells) {
            if let Some((reply, earned)) = cell {
                let id = tally.cell(item, *reply, *earned).unwrap();
                student.push(id, Some(1_000 * (item + 1)));
            }
        }
        tally.add(&student).unwrap();
    }
    tally
}

/// Everything that the analysis says, in full precision.
fn say(tally: &Tally) -> String {
    serde_json::to_string(&analyse(&items(), tally, Options::default())).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_students_never_changes_a_bit(
        (students, shuffled) in class().prop_flat_map(|class| {
            (Just(class.clone()), Just(class).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(say(&count(&students)), say(&count(&shuffled)));
    }

    #[test]
    fn parts_counted_apart_come_to_the_whole(students in class(), cut in 0_usize..60) {
        let (left, right) = students.split_at(cut.min(students.len()));
        let mut both = count(left);
        both.merge(&count(right)).unwrap();
        prop_assert_eq!(both.students(), students.len() as u64);
        prop_assert_eq!(say(&both), say(&count(&students)));
        let mut other = count(right);
        other.merge(&count(left)).unwrap();
        prop_assert_eq!(say(&other), say(&both));
    }

    #[test]
    fn a_void_item_leaves_what_others_say_of_themselves(students in class()) {
        let with = items();
        let mut without = items();
        without[2].counts = false;
        let analysis = |items: &[Item]| {
            let mut tally = Tally::new(items);
            for cells in &students {
                let mut student = Student::default();
                for (item, cell) in (0..).zip(cells) {
                    if let Some((reply, earned)) = cell {
                        student.push(tally.cell(item, *reply, *earned).unwrap(), Some(5));
                    }
                }
                tally.add(&student).unwrap();
            }
            analyse(items, &tally, Options::default())
        };
        let (all, void) = (analysis(&with), analysis(&without));
        for (one, other) in all.items.iter().zip(&void.items) {
            prop_assert_eq!(one.replies, other.replies);
            let (p, q) = (one.facility.value.value(), other.facility.value.value());
            prop_assert!(p.zip(q).is_none_or(|(p, q)| (p - q).abs() < 1e-12));
            prop_assert_eq!(one.time, other.time);
            let counts = |item: &super::super::ItemAnalysis| {
                item.choices.iter().map(|row| row.count).collect::<Vec<_>>()
            };
            prop_assert_eq!(counts(one), counts(other));
        }
    }
}

#[test]
fn what_cannot_be_counted_is_refused_whole() {
    let mut tally = Tally::new(&items());
    let id = tally.cell(0, Reply::Omitted, Fraction::ZERO).unwrap();
    let mut student = Student::default();
    student.push(id, None);
    student.push(id, None);
    assert_eq!(tally.add(&student), Err(TallyError::ItemTwice(0)));
    assert_eq!(tally.cell(6, Reply::Omitted, Fraction::ZERO), Err(TallyError::NoSuchItem(6)));
    student.clear();
    student.push(CellId(7), None);
    assert_eq!(tally.add(&student), Err(TallyError::ForeignCell));
    assert_eq!(tally.students(), 0);
    assert_eq!(tally.merge(&Tally::new(&items()[..2])), Err(TallyError::OtherItems));
}

/// Students with a paper each of ten items out of 40; 310 have more papers than are told apart.
fn drawn(students: std::ops::Range<u32>) -> (Vec<Item>, Tally) {
    let items: Vec<Item> = (0..40).map(|i| Item::new(format!("q{i}"), Points::ONE)).collect();
    let mut tally = Tally::new(&items);
    for number in students {
        let mut student = Student::default();
        let start = number % 31;
        for item in (start..start + 9).chain([(start + 9 + number / 31) % 40]) {
            let right = (number * 7 + item * item) % 5 > number % 4;
            let earned = if right { Fraction::ONE } else { Fraction::ZERO };
            student.push(tally.cell(item, Reply::Answered(Choices::NONE), earned).unwrap(), None);
        }
        tally.add(&student).unwrap();
    }
    (items, tally)
}

#[test]
fn many_drawn_papers_are_counted_in_flat_memory_and_merge_too() {
    let (items, whole) = drawn(0..310);
    assert!(whole.papers.is_mixed() && whole.strata.len() <= 11);
    let (_, mut left) = drawn(0..100);
    let (_, right) = drawn(100..310);
    assert!(!left.papers.is_mixed());
    left.merge(&right).unwrap();
    let say = |tally| serde_json::to_string(&analyse(&items, tally, Options::default())).unwrap();
    assert_eq!(say(&left), say(&whole));
}
