//! The memory model against numbers of another implementation, py-fsrs.
//!
//! In `data/fsrs-vectors.json` is a list of reviews for each letter, with the default parameters
//! and a retention of 0.9.

use serde::Deserialize;
use study::{Memory, Model, Rating, Repetition, Retention};

/// Rating, days before, recall before, stability and difficulty after, days until the next.
type Row = (u32, Option<f64>, Option<f64>, f64, f64, f64);

/// The model works in single precision.
const TOLERANCE: f64 = 1e-4;

#[derive(Deserialize)]
#[allow(non_snake_case)]
struct Vectors {
    A: Vec<Row>,
    B: Vec<Row>,
    C: Vec<Row>,
    D: Vec<Row>,
    E: Vec<Row>,
    F: Vec<Row>,
}

fn vectors() -> [Vec<Row>; 6] {
    let Vectors { A, B, C, D, E, F } =
        serde_json::from_str(include_str!("data/fsrs-vectors.json")).expect("six lists");
    [A, B, C, D, E, F]
}

fn repetition(row: &Row) -> Repetition {
    let rating = Rating::ALL.into_iter().find(|rating| *rating as u32 == row.0);
    Repetition { days: row.1.unwrap_or(0.0) as u32, rating: rating.expect("a rating from 1 to 4") }
}

fn assert_near(found: f64, expected: f64, what: &str) {
    let far = (found - expected).abs() / expected.abs().max(1.0);
    assert!(far <= TOLERANCE, "{what}: {found} for {expected}");
}

/// Compares what is remembered after a row; what is due in minutes, after learning steps, we do not
/// have.
fn assert_row(model: &Model, before: Option<Memory>, after: Memory, row: &Row, what: &str) {
    if let (Some(before), Some(recall)) = (before, row.2) {
        assert_near(model.retrievability(before, repetition(row).days), recall, what);
    }
    assert_near(after.stability, row.3, what);
    assert_near(after.difficulty, row.4, what);
    if row.5 >= 1.0 {
        assert_eq!(f64::from(model.interval(after, Retention::default())), row.5, "{what}");
    }
}

#[test]
fn every_vector_is_met_step_by_step() {
    let model = Model::default();
    for (rows, name) in vectors().iter().zip('A'..) {
        let mut memory = None;
        for (row, number) in rows.iter().zip(1..) {
            let after = model.after(memory, repetition(row)).unwrap();
            assert_row(&model, memory, after, row, &format!("{name}{number}"));
            memory = Some(after);
        }
        assert!(rows.len() >= 4, "{name}");
    }
}

#[test]
fn every_vector_is_met_as_a_whole() {
    let model = Model::default();
    for (rows, name) in vectors().iter().zip('A'..) {
        let course = model.course(rows.iter().map(repetition));
        assert_eq!(course.len(), rows.len());
        for (place, row) in rows.iter().enumerate() {
            let before = place.checked_sub(1).map(|before| course[before]);
            assert_row(&model, before, course[place], row, &format!("{name}{}", place + 1));
        }
        assert_eq!(model.memory(rows.iter().map(repetition)), course.last().copied());
    }
}

#[test]
fn recall_falls_as_in_the_reference() {
    let memory = Memory { stability: 10.0, difficulty: 5.0 };
    let known = [
        (0, 1.0),
        (1, 0.985_682),
        (5, 0.940_344),
        (10, 0.9),
        (20, 0.845_885),
        (50, 0.760_528),
        (100, 0.692_827),
    ];
    for (days, recall) in known {
        assert_near(Model::default().retrievability(memory, days), recall, "recall");
    }
}

#[test]
fn intervals_are_those_of_the_reference() {
    let retentions = [0.70, 0.80, 0.85, 0.90, 0.95, 0.97];
    let table = [
        (1.0, [9, 3, 2, 1, 1, 1]),
        (10.0, [93, 33, 19, 10, 4, 2]),
        (100.0, [929, 332, 191, 100, 40, 22]),
    ];
    for (stability, known) in table {
        let memory = Memory { stability, difficulty: 5.0 };
        let interval = |share| Model::default().interval(memory, Retention::new(share).unwrap());
        assert_eq!(retentions.map(interval), known, "{stability}");
    }
}
