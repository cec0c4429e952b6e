use session::record::Record;

use super::*;
use crate::calendar::Calendar;
use crate::testing::simulated;

fn cards(records: &[Record]) -> Cards<'_> {
    Cards::from_records(records, Calendar::default())
}

/// A student who forgets faster than most, and remembers less of what was missed.
fn forgetful() -> Model {
    let mut values = *Parameters::default().values();
    (values[0], values[2], values[8], values[11]) = (0.1, 0.6, 0.9, 0.7);
    Model::new(Parameters::new(&values).unwrap())
}

#[test]
fn another_memory_is_learnt_and_predicts_better() {
    let records = simulated(&forgetful(), 80, 120, 3);
    let fit = fit(&cards(&records)).unwrap();
    assert!(fit.is_better());
    assert!(fit.fitted.log_loss < fit.default.log_loss - 0.01, "{fit:?}");
    assert!(fit.fitted.rmse_bins < fit.default.rmse_bins);
    assert_ne!(fit.parameters, Parameters::default());
}

#[test]
fn the_same_records_give_the_same_parameters() {
    let mut records = simulated(&forgetful(), 40, 120, 4);
    let first = fit(&cards(&records)).unwrap();
    records.reverse();
    assert_eq!(fit(&cards(&records)).unwrap(), first);
}

#[test]
fn what_is_held_out_is_the_last_fifth_of_the_days() {
    let records = simulated(&Model::default(), 80, 100, 5);
    let cards = cards(&records);
    let all = predictions(&cards, &Model::default());
    let fit = fit(&cards).unwrap();
    let days: BTreeSet<Date> = all.iter().map(|one| one.day).collect();
    assert_eq!((fit.reviews, fit.days), (all.len(), days.len()));
    assert_eq!(fit.held_out_days, days.iter().filter(|day| **day >= fit.held_out_from).count());
    assert_eq!(fit.held_out_days, days.len() - days.len() * 4 / 5);
    let held_out = all.iter().filter(|one| one.day >= fit.held_out_from).count();
    assert_eq!((fit.default.reviews, fit.fitted.reviews), (held_out, held_out));
}

#[test]
fn the_training_does_not_see_the_days_that_are_held_out() {
    let records = simulated(&forgetful(), 80, 120, 6);
    let all = cards(&records);
    let fit = fit(&all).unwrap();
    let before: Vec<Record> = records
        .iter()
        .filter(|record| {
            record.replay.started().to_string().as_str() < &*format!("{}", fit.held_out_from)
        })
        .cloned()
        .collect();
    assert!(before.len() < records.len());
    let alone = train(&cards(&before), |_| true).unwrap();
    assert_eq!(train(&all, |day| day < fit.held_out_from), Ok(alone));
}

#[test]
fn too_little_is_refused_in_words() {
    let records = simulated(&Model::default(), 10, 40, 7);
    let cards_of_few = cards(&records);
    let found = predictions(&cards_of_few, &Model::default()).len();
    let error = fit(&cards_of_few).unwrap_err();
    assert_eq!(error, FitError::TooFewReviews { found });
    let words = format!(
        "there is too little to learn from: at least 400 reviews are needed that came a day or \
         more after the one before; so far: {found}"
    );
    assert_eq!(error.to_string(), words);
}

#[test]
fn reviews_of_too_few_days_are_refused_in_words() {
    // Many questions on the first day, of which a fifth comes back within the three days after it.
    let records = simulated(&Model::default(), 2_500, 4, 8);
    let cards = cards(&records);
    let error = fit(&cards).unwrap_err();
    assert_eq!(error, FitError::TooFewDays { found: 3 });
    let words = "there is too little to learn from: reviews of at least 5 different days are \
                 needed; so far: 3";
    assert_eq!(error.to_string(), words);
}
