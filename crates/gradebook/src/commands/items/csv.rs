//! The analysis as a table for spreadsheets.

use console::inert;
use gradebook::analyse::{Analysed, Question};
use gradebook::items::{ItemAnalysis, RaschItem, Stat};

use super::places;

const HEADER: [&str; 29] = [
    "id",
    "kind",
    "role",
    "points",
    "students",
    "answered",
    "omitted",
    "not_reached",
    "unmarked",
    "facility",
    "facility_low",
    "facility_high",
    "deviation",
    "item_total",
    "item_rest",
    "item_rest_low",
    "item_rest_high",
    "upper_lower",
    "alpha_if_deleted",
    "random_guess_score",
    "intended_weight",
    "effective_weight",
    "discriminative_efficiency",
    "rasch_difficulty",
    "rasch_error",
    "infit",
    "outfit",
    "median_seconds",
    "flags",
];

/// One row for each question. Numbers stand there in full; what is not defined is an empty cell. No
/// cell is a formula.
pub(super) fn csv(analysed: &Analysed, item: Option<usize>) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for at in places(analysed, item) {
        if let (Some(question), Some(item)) =
            (analysed.questions.get(at), analysed.analysis.items.get(at))
        {
            let rasch = analysed.analysis.rasch.as_ref().ok();
            let rasch = rasch.and_then(|found| found.items.iter().find(|item| item.item == at));
            writer.write_record(row(question, item, rasch))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| ::csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn row(question: &Question, item: &ItemAnalysis, rasch: Option<&RaschItem>) -> Vec<String> {
    let replies = item.replies;
    let counts = [replies.administered, replies.answered, replies.omitted, replies.not_reached];
    let flags: Vec<&str> = item.flags.iter().map(|flag| flag.words.as_str()).collect();
    let mut row = vec![
        inert(question.id.as_str()),
        question.kind.to_string(),
        question.role.as_str().to_owned(),
        question.item.max.to_string(),
    ];
    row.extend(counts.map(|count| count.to_string()));
    row.push(question.unmarked.to_string());
    row.extend(stats(item).map(|stat| number(stat.value())));
    row.extend(measures(rasch).map(number));
    row.push(number(item.time.median.value()));
    row.push(inert(&flags.join("; ")));
    row
}

fn stats(item: &ItemAnalysis) -> [Stat; 14] {
    let (facility, discrimination, moodle) = (&item.facility, &item.discrimination, &item.moodle);
    [
        facility.value,
        facility.interval.low,
        facility.interval.high,
        facility.deviation,
        discrimination.item_total,
        discrimination.item_rest,
        discrimination.item_rest_interval.low,
        discrimination.item_rest_interval.high,
        discrimination.upper_lower,
        item.alpha_if_deleted,
        moodle.random_guess_score,
        moodle.intended_weight,
        moodle.effective_weight,
        moodle.discriminative_efficiency,
    ]
}

fn measures(item: Option<&RaschItem>) -> [Option<f64>; 4] {
    let Some(item) = item else { return [None; 4] };
    [item.difficulty.value, item.difficulty.error, item.fit.infit, item.fit.outfit].map(Some)
}

/// A number in full: a minus before digits is no formula.
fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
