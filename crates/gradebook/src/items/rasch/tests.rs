use deck_format::Points;

use super::super::item::{Choices, Reply};
use super::super::{Options, Student, Tally, analyse};
use super::*;

/// A class from rows of marks, `1` right, `0` wrong, `-` not given, `h` half right.
fn class(rows: &[(&str, usize)]) -> Result<Rasch, Refusal> {
    let k = rows.first().map_or(0, |(row, _)| row.len());
    let items: Vec<Item> = (0..k).map(|i| Item::new(format!("q{i}"), Points::ONE)).collect();
    let mut tally = Tally::new(&items);
    for (row, times) in rows {
        let mut student = Student::default();
        for (item, mark) in (0..).zip(row.chars()) {
            let earned = match mark {
                '1' => Fraction::ONE,
                'h' => Fraction::new(1, 2),
                '-' => continue,
                _ => Fraction::ZERO,
            };
            student.push(tally.cell(item, Reply::Answered(Choices::NONE), earned).unwrap(), None);
        }
        (0..*times).for_each(|_| tally.add(&student).unwrap());
    }
    analyse(&items, &tally, Options::default()).rasch
}

#[test]
fn a_class_that_cannot_carry_it_is_refused_with_the_reason() {
    assert_eq!(class(&[("1100", 40)]), Err(Refusal::TooFewItems(4)));
    assert_eq!(class(&[("11000", 20), ("11111", 90)]), Err(Refusal::TooFewPersons(20)));
    assert_eq!(class(&[("11h00", 40)]), Err(Refusal::PartialCredit("q2".into())));
    let apart = [("11000", 20), ("10100", 20), ("01100", 20)];
    assert_eq!(class(&apart), Err(Refusal::NoSpread { item: "q3".into(), right: false }));
    assert_eq!(class(&[("1-1001", 20), ("111-01", 20)]), Err(Refusal::PapersDiffer));
}

#[test]
fn items_that_fall_apart_are_named() {
    // Whoever got q0 or q1 right had all of the others right.
    let rows = [("10111", 20), ("01111", 20), ("00110", 20), ("00011", 20), ("00101", 20)];
    let Err(Refusal::FallsApart(apart)) = class(&rows) else { panic!("{:?}", class(&rows)) };
    assert_eq!(apart, ["q0", "q1"]);
    // Indeed the answers become ever more likely as the two move away from the others.
    let apart = |d: f64| direct(&rows, &[d, d, 0.0, 0.0, 0.0]);
    assert!(apart(2.0) < apart(5.0) && apart(5.0) < apart(10.0));
    // The other way round.
    let rows = [("11010", 20), ("11001", 20), ("11100", 20), ("01000", 20), ("10000", 20)];
    let refusal = class(&rows).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "nobody got one of q2, q3, q4 right and one of the others wrong"
    );
}

/// For two groups of equally hard items the estimate is known: with b for three items and -b·3/2
/// for two, the likelihood has one unknown and its maximum is found by search.
#[test]
fn newton_finds_what_a_search_finds() {
    let rows = [
        ("11000", 30),
        ("00011", 7),
        ("10010", 21),
        ("01001", 19),
        ("11100", 4),
        ("01011", 9),
        ("10110", 16),
        ("00100", 5),
        ("00001", 8),
        ("11011", 12),
        ("11110", 6),
        ("10111", 11),
    ];
    let rasch = class(&rows).unwrap();
    let b: Vec<f64> = rasch.items.iter().map(|item| item.difficulty.value).collect();
    assert!(b.iter().sum::<f64>().abs() < 1e-10);
    // At the maximum no small move makes the answers more likely.
    let at = |b: &[f64]| direct(&rows, b);
    assert!((at(&b) - rasch.log_likelihood).abs() < 1e-9);
    for j in 0..5 {
        for step in [-1e-3, 1e-3] {
            let mut moved = b.clone();
            moved[j] += step;
            assert!(at(&moved) < at(&b), "{j} {step}");
        }
    }
}

/// The conditional log likelihood by its definition: every pattern among all with the same number
/// right.
fn direct(rows: &[(&str, usize)], b: &[f64]) -> f64 {
    let weight = |pattern: u32| -> f64 {
        (0..b.len()).filter(|j| pattern >> j & 1 == 1).map(|j| -b[j]).sum::<f64>().exp()
    };
    let mut sum = 0.0;
    for (row, times) in rows {
        let pattern =
            (0..).zip(row.chars()).filter(|(_, c)| *c == '1').fold(0, |p, (j, _)| p | 1 << j);
        let same = (0..1 << b.len()).filter(|p: &u32| p.count_ones() == u32::count_ones(pattern));
        let all: f64 = same.map(weight).sum();
        sum += *times as f64 * (weight(pattern) / all).ln();
    }
    sum
}

#[test]
fn a_student_who_fits_and_one_who_surprises() {
    let rows = [
        ("11000", 30),
        ("00011", 7),
        ("10010", 21),
        ("01001", 19),
        ("11100", 14),
        ("01011", 9),
        ("11110", 16),
        ("00100", 5),
        ("00001", 2),
        ("11011", 12),
        ("10000", 26),
        ("10111", 3),
    ];
    let rasch = class(&rows).unwrap();
    let answers = |row: &str| {
        let mark = |c| if c == '1' { Fraction::ONE } else { Fraction::ZERO };
        rasch.person(row.chars().map(mark).enumerate().collect::<Vec<_>>()).unwrap()
    };
    let ((expected, fits), (surprising, odd)) = (answers("11000"), answers("00101"));
    assert_eq!(expected, surprising, "ability depends on the number right alone");
    assert_eq!(expected, rasch.scores[2].ability);
    assert!(fits.outfit < 1.0 && odd.outfit > 1.3, "{fits:?} {odd:?}");
    assert!(rasch.person([(77, Fraction::ONE)]).is_none());
}

/// The rules of thumb for class sizes follow from SE = 1/√(n·p·q): with p·q from 0.25 on target to
/// 0.11 off it, one logit at 99 % takes 27 to 61 students.
#[test]
fn the_size_of_a_rough_class_follows_from_the_standard_error() {
    let students = |deviate: f64, within: f64, pq: f64| (deviate / within).powi(2) / pq;
    assert_eq!(students(2.58, 1.0, 0.25).ceil(), 27.0);
    assert_eq!(students(2.58, 1.0, 0.11).ceil(), 61.0);
    assert_eq!(students(1.96, 0.5, 0.25).ceil(), 62.0);
    assert!(students(1.96, 0.5, 0.11) < 144.0);
}
