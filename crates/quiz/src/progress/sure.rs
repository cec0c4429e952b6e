//! Calibration: what was said of confidence against what was right, and what the memory model
//! predicted against what was recalled.

use console::{Align, Look, Table, words};

use super::numbers::{percent, percent_or_none, range};
use super::report::{Decile, Report, Step};

/// A table of confidence, where it was asked.
pub(super) fn confidence(report: &Report, look: &Look) -> Option<Table> {
    let confidence = report.confidence.as_ref()?;
    let mut table = Table::new([
        ("How sure", Align::Left),
        ("Answers", Align::Right),
        ("Said", Align::Right),
        ("Right", Align::Right),
        ("95 % range", Align::Right),
        ("Which is", Align::Left),
    ]);
    for step in &confidence.steps {
        table.push([
            step.step.to_owned(),
            step.rate.answers.to_string(),
            percent_or_none(step.said, look),
            percent_or_none(step.rate.accuracy, look),
            range(step.rate.interval, look),
            verdict(step).to_owned(),
        ]);
    }
    Some(table)
}

/// What a step comes to: whether what was said lies in the range of what was right.
fn verdict(step: &Step) -> &'static str {
    match (step.said, step.rate.interval) {
        (Some(_), _) if !step.enough => "too few to tell",
        (Some(said), Some((_, high))) if said > high => "less than you said",
        (Some(said), Some((low, _))) if said < low => "more than you said",
        (Some(_), Some(_)) => "as you said",
        _ => "",
    }
}

/// What is said below the table, or instead of it.
pub(super) fn confidence_note(report: &Report) -> String {
    match &report.confidence {
        Some(confidence) => format!(
            "Brier score {:.3}: 0 is best, and 0.25 is what saying 50 % every time gets.",
            confidence.brier
        ),
        None => "You were never asked how sure you are; `quiz practice DECK --confidence` asks."
            .to_owned(),
    }
}

/// A table of the predictions by tenths, where there are enough.
pub(super) fn predictions(report: &Report, look: &Look) -> Option<Table> {
    let deciles = &report.predictions.deciles;
    let mut table = Table::new([
        ("Predicted", Align::Right),
        ("From to", Align::Right),
        ("Reviews", Align::Right),
        ("Recalled", Align::Right),
        ("95 % range", Align::Right),
        ("Which is", Align::Left),
    ]);
    for decile in deciles {
        table.push([
            percent(decile.predicted),
            range(Some((decile.lowest, decile.highest)), look),
            decile.reviews.to_string(),
            percent_or_none(decile.observed, look),
            range(decile.interval, look),
            prediction_verdict(decile).to_owned(),
        ]);
    }
    (!table.is_empty()).then_some(table)
}

fn prediction_verdict(decile: &Decile) -> &'static str {
    match decile.interval {
        Some((_, high)) if decile.predicted > high => "less than predicted",
        Some((low, _)) if decile.predicted < low => "more than predicted",
        Some(_) => "as predicted",
        None => "",
    }
}

/// What is said below that table, or instead of it.
pub(super) fn predictions_note(report: &Report) -> String {
    let predictions = &report.predictions;
    let reviews = words::count(predictions.reviews, "review");
    match (predictions.reviews_needed, predictions.log_loss, predictions.rmse_bins) {
        (0, Some(log_loss), Some(rmse)) => {
            format!(
                "Over {reviews}: log loss {log_loss:.4}, RMSE by bins {rmse:.4}; lower is better."
            )
        }
        (needed, ..) => format!(
            "{reviews} so far that came a day or more after another; {needed} more are needed to \
             tell."
        ),
    }
}
