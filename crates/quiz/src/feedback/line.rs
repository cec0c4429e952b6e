//! Feedback in plain sentences, for line mode.

use console::{markdown, rule_words, words};
use deck_format::Key;
use session::{Earned, Note, Outcome, Verdict};

use super::reasons::reasons;
use super::{Feedback, full_stop, rule_of};
use crate::right::{RightAnswer, right_answer};

pub(super) fn lines(feedback: &Feedback<'_>) -> Vec<String> {
    let Some(key) = &feedback.question.key else {
        return vec!["Your answer is recorded.".into()];
    };
    let mut lines = verdict(feedback, key);
    for reason in reasons(feedback, key) {
        lines.extend(said(&reason.label, &reason.text));
    }
    if let Some(explanation) = &key.explanation {
        lines.extend(said("Explanation", explanation));
    }
    if !key.cite.is_empty() {
        lines.extend(said("Source", &full_stop(&console::key::sources(&key.cite))));
    }
    lines
}

/// The verdict, and the right answer where it was not given.
fn verdict(feedback: &Feedback<'_>, key: &Key) -> Vec<String> {
    let given = feedback.response.zip(feedback.outcome);
    let right = right_answer(feedback.presented, &key.answer, given);
    let mut sentence = match (feedback.response, feedback.outcome) {
        (None, _) => {
            let word = if feedback.timed_out { "Time is up." } else { "Not answered." };
            format!("{word} 0 of {}.", words::count(feedback.presented.points, "point"))
        }
        (Some(_), None) => return unmarked(right),
        (Some(_), Some(outcome)) => verdict_sentence(feedback, outcome),
    };
    if feedback.verdict() == Some(Verdict::Right) {
        return vec![sentence];
    }
    match right {
        RightAnswer::Phrase(phrase) => {
            sentence.push_str(&format!(" Right answer: {}", full_stop(&phrase)));
            vec![sentence]
        }
        RightAnswer::List(parts) => {
            sentence.push_str(" Right answer:");
            [vec![sentence], parts].concat()
        }
    }
}

/// `Partly right. 0.33 of 1 point: 1/3 by the rule right-minus-wrong (…).`
fn verdict_sentence(feedback: &Feedback<'_>, outcome: &Outcome) -> String {
    let verdict = outcome.verdict();
    let word = match verdict {
        Verdict::Right => "Right.",
        Verdict::Partly => "Partly right.",
        Verdict::Wrong => "Wrong.",
    };
    if feedback.late {
        return format!("{word} It came after the time, and does not count.");
    }
    if feedback.second_try {
        return format!("{word} It is a second try, which does not count.");
    }
    let points = feedback.presented.points;
    let earned = Earned::of(points, outcome.fraction);
    let mut sentence = format!("{word} {earned} of {}", words::count(points, "point"));
    if verdict == Verdict::Partly {
        sentence.push_str(&format!(": {}", outcome.fraction));
        if let Some((name, rule)) = rule_of(feedback.presented) {
            sentence.push_str(&format!(" by the rule {name} ({})", rule_words(rule)));
        }
    }
    sentence.push('.');
    if let Some(Note::Spelling(spelling)) = &outcome.note {
        sentence.push_str(&format!(" Spelling: {}", full_stop(&markdown::inline(spelling))));
    }
    sentence
}

/// For what nobody marks here: the model to compare with.
fn unmarked(right: RightAnswer) -> Vec<String> {
    let mut lines = vec!["Not marked: compare your answer with this.".to_owned()];
    match right {
        RightAnswer::Phrase(phrase) => lines.push(phrase),
        RightAnswer::List(parts) => lines.extend(parts),
    }
    lines
}

/// `Explanation: …`.
fn said(label: &str, text: &str) -> Vec<String> {
    let text = markdown::plain(text);
    format!("{label}: {text}").lines().map(str::to_owned).collect()
}
