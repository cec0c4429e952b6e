//! What does not count in the score, and what else is to be known about it.

use session::record::Status;
use session::{Score, Scored, Sitting};

/// What does not count in the score, said so that nobody wonders, and how sure the student was.
pub(super) fn asides(score: &Score<'_>, sitting: &Sitting<'_>) -> Vec<String> {
    let first = || score.questions.iter().filter(|item| !item.again);
    let count = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(one.to_owned()),
        _ => Some(many.replace("{}", &number.to_string())),
    };
    let open = first().filter(|item| item.status == Status::Open && !item.forfeited).count();
    let skipped = first().filter(|item| item.status == Status::Skipped).count();
    let unmarked = first().filter(|item| !item.graded && item.status == Status::Answered).count();
    let out_of_time = first().filter(|item| item.status == Status::TimedOut).count();
    let late = first().filter(|item| is_late(sitting, item)).count();
    let forfeited = first().filter(|item| item.forfeited).count();
    let claims = sitting.replay().items().flat_map(|(_, item)| item.claims()).count();
    [
        count(open, "1 question was not reached.", "{} questions were not reached."),
        count(skipped, "1 question was skipped.", "{} questions were skipped."),
        count(out_of_time, "Time ran out on 1 question.", "Time ran out on {} questions."),
        count(
            late,
            "1 answer came after the time, and does not count.",
            "{} answers came after the time, and do not count.",
        ),
        count(unmarked, "1 answer is not marked.", "{} answers are not marked."),
        count(
            forfeited,
            "1 answer was taken back after its feedback, so its question earns nothing.",
            "{} answers were taken back after their feedback, so their questions earn nothing.",
        ),
        count(claims, "1 claim is in the record.", "{} claims are in the record."),
    ]
    .into_iter()
    .flatten()
    .chain(second_tries(score))
    .chain(super::sure::sure(score, sitting))
    .collect()
}

/// Whether all that was answered came after the time.
fn is_late(sitting: &Sitting<'_>, item: &Scored<'_>) -> bool {
    let state = sitting.replay().item(item.q);
    state.is_some_and(|state| state.counted().is_some() && state.counted_in_time().is_none())
}

/// `Second tries: 1 of 2 right. They are not in the score.`
fn second_tries(score: &Score<'_>) -> Option<String> {
    let (right, tried) = score.second_tries();
    (tried > 0)
        .then(|| format!("Second tries: {right} of {tried} right. They are not in the score."))
}
