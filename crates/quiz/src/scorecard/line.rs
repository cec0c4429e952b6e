//! A scorecard in plain sentences, for line mode.

use console::{Look, words};
use session::{Score, Scored, Sitting, Tally};

use super::asides::asides;
use super::tables::tables;
use super::{Extras, missed, short_prompt};
use crate::feedback::full_stop;
use crate::right::{RightAnswer, right_answer};

pub(super) fn lines(score: &Score<'_>, sitting: &Sitting<'_>, extras: &Extras) -> Vec<String> {
    let mut lines = vec![headline(score, sitting)];
    lines.extend(asides(score, sitting));
    for table in tables(score) {
        lines.extend(table.render(&Look::LINE).lines().map(str::to_owned));
    }
    lines.extend(missed_lines(score, sitting));
    lines
        .extend(extras.streak.as_deref().map(|streak| console::sanitise_line(streak).into_owned()));
    lines
}

/// `Score: 7.5 of 10 points, 75 %. 6 of 10 right, in 6 min 12 s.`
fn headline(score: &Score<'_>, sitting: &Sitting<'_>) -> String {
    let Tally { asked, right, earned, possible } = &score.total;
    let spent = words::duration(sitting.replay().spent());
    match earned.percent(*possible) {
        Some(percent) => {
            let points = words::count(possible, "point");
            format!(
                "Score: {earned} of {points}, {percent} %. {right} of {asked} right, in {spent}."
            )
        }
        None => format!("Nothing was scored, in {spent}."),
    }
}

/// What was missed, each with its answer.
fn missed_lines(score: &Score<'_>, sitting: &Sitting<'_>) -> Vec<String> {
    let missed: Vec<&Scored<'_>> = missed(score).collect();
    if missed.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["Missed:".to_owned()];
    for item in missed {
        let prompt = full_stop(&short_prompt(item.presented));
        let mut answer = full_stop(&answer_of(sitting, item));
        if score.mended(item) {
            answer.push_str(" You had it right on a second try.");
        }
        lines.push(format!("- {prompt} Answer: {answer}"));
    }
    lines
}

/// The right answer, in one line.
fn answer_of(sitting: &Sitting<'_>, item: &Scored<'_>) -> String {
    let key = sitting.question(item.q).and_then(|question| question.key.as_ref());
    let Some(key) = key else { return String::new() };
    match right_answer(item.presented, &key.answer, None) {
        RightAnswer::Phrase(phrase) => phrase,
        RightAnswer::List(parts) => parts.join("; "),
    }
}
