use session::record::{Event, Record};

use super::*;
use crate::calendar::Calendar;
use crate::testing::{Sheet, simulated};

fn calibration(records: &[Record]) -> Calibration {
    Calibration::of(&Cards::from_records(records, Calendar::default()), &Model::default())
}

/// A sitting of one question for each confidence and outcome.
fn said(answers: &[(Option<u8>, &str)]) -> Record {
    let ids: Vec<String> = (0..answers.len()).map(|number| format!("q{number}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut sheet = Sheet::new("s1", "2026-03-01T10:00:00Z", &ids);
    for (q, (confidence, outcome)) in answers.iter().enumerate() {
        sheet = sheet.answered(q, |answer| {
            answer.confidence = *confidence;
            answer.outcome = Some(outcome.parse().unwrap());
        });
    }
    sheet.record()
}

#[test]
fn what_was_said_is_held_against_what_was_right() {
    let answers =
        [(Some(33), "0"), (Some(33), "1"), (Some(100), "1"), (Some(100), "1/2"), (None, "1")];
    let confidence = calibration(&[said(&answers)]).confidence.unwrap();
    let row = |place: usize| {
        let row = confidence.rows[place];
        (row.sureness, row.said, row.right.part, row.right.of)
    };
    assert_eq!(row(0), (Sureness::Guess, Some(0.33), 1, 2));
    assert_eq!(row(1), (Sureness::Unsure, None, 0, 0));
    assert_eq!(row(2), (Sureness::Sure, Some(1.0), 1, 2), "right in part is not right");
    // (0.33² + 0.67² + 0 + 1) / 4.
    assert!((confidence.brier - 0.389_45).abs() < 1e-9);
}

#[test]
fn who_was_never_asked_has_no_confidence() {
    let calibration = calibration(&[said(&[(None, "1")])]);
    assert_eq!(calibration.confidence, None);
    assert_eq!((calibration.deciles.len(), calibration.predicted), (0, None));
    assert!(!calibration.has_verdict());
}

#[test]
fn a_second_try_and_a_taken_back_answer_say_nothing() {
    let sheet = Sheet::new("s1", "2026-03-01T10:00:00Z", &["q1", "q2"]);
    let sure = |sheet: Sheet, q| sheet.answered(q, |answer| answer.confidence = Some(100));
    let undone = sure(sheet, 0).then(Event::Undo { line: 1 });
    let record = sure(sure(undone, 0).answer(1, "0"), 1).record();
    assert_eq!(calibration(&[record]).confidence, None);
}

#[test]
fn every_percentage_has_a_step() {
    let steps = [0, 33, 49, 50, 66, 99, 100].map(Sureness::of);
    use Sureness::{Guess, Sure, Unsure};
    assert_eq!(steps, [Guess, Guess, Guess, Unsure, Unsure, Unsure, Sure]);
}

#[test]
fn predictions_are_cut_into_tenths() {
    let records = simulated(&Model::default(), 60, 100, 9);
    let calibration = calibration(&records);
    let quality = calibration.predicted.unwrap();
    assert!(calibration.has_verdict() && quality.reviews >= MIN_VERDICT);
    let sizes: Vec<usize> = calibration.deciles.iter().map(|row| row.recalled.of).collect();
    assert_eq!((sizes.len(), sizes.iter().sum::<usize>()), (10, quality.reviews));
    assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1);
    for rows in calibration.deciles.windows(2) {
        assert!(rows[0].range.1 <= rows[1].range.0);
    }
    for row in &calibration.deciles {
        assert!(row.range.0 <= row.predicted && row.predicted <= row.range.1);
        assert!(row.is_interpreted());
    }
}

#[test]
fn the_model_of_the_student_is_well_calibrated() {
    let records = simulated(&Model::default(), 200, 200, 10);
    let calibration = calibration(&records);
    let inside = calibration.deciles.iter().filter(|row| {
        let (low, high) = row.recalled.interval().unwrap();
        (low..=high).contains(&row.predicted)
    });
    assert!(inside.count() >= 8, "of ten intervals of 95 %");
}

#[test]
fn few_predictions_make_few_rows() {
    let records = simulated(&Model::default(), 1, 12, 11);
    let calibration = calibration(&records);
    let quality = calibration.predicted.unwrap();
    assert!(quality.reviews < 10);
    assert_eq!(calibration.deciles.len(), quality.reviews);
    assert!(calibration.deciles.iter().all(|row| !row.is_interpreted()));
    assert!(!calibration.has_verdict());
}
