//! The verdict at a glance: a sign, a word and a colour, what was earned at the right margin, and
//! the reckoning in a quiet line below.

use console::{Look, layout, letter, rule_words, style, words};
use deck_format::{Answer, Entry, Fraction, Key};
use session::{Earned, Note, Response, Shown, Verdict};

use super::rich::{columns, quiet};
use super::{Feedback, full_stop, rule_of};
use crate::right::{entries, number, typed, unit_of};

/// The empty columns on the left; what follows on a first line stands as much further in.
const MARGIN: usize = 2;
/// The least gap before what was earned.
const GAP: usize = 2;
/// The most options that are named; more are counted.
const MOST_NAMED: usize = 6;

pub(super) fn lines(feedback: &Feedback<'_>, key: &Key, look: &Look) -> Vec<String> {
    let (verdict, word) = match (feedback.response, feedback.verdict()) {
        (None, _) if feedback.timed_out => (Verdict::Wrong, "Time is up"),
        (None, _) => (Verdict::Wrong, "Not answered"),
        (Some(_), None) => return quiet("Not marked: compare your answer with this.", 0, look),
        (Some(_), Some(verdict @ Verdict::Right)) => (verdict, "Right"),
        (Some(_), Some(verdict @ Verdict::Partly)) => (verdict, "Partly right"),
        (Some(_), Some(verdict @ Verdict::Wrong)) => (verdict, "Not quite"),
    };
    let word = format!("{} {word}", look.uncoloured().sign(verdict));
    let lead = look.paint(style::of(verdict).bold(), &word);
    let detail = detail(feedback, &key.answer, look);
    let mut lines = headline(&word, &lead, detail.as_deref(), points(feedback).as_deref(), look);
    if let Some(reckoning) = reckoning(feedback) {
        lines.extend(quiet(&reckoning, MARGIN, look));
    }
    lines
}

/// `✗ Not quite: b is right, you chose d            0 of 1 point`.
fn headline(
    word: &str,
    lead: &str,
    detail: Option<&str>,
    points: Option<&str>,
    look: &Look,
) -> Vec<String> {
    let columns = columns(look);
    let text = detail.map_or_else(|| word.to_owned(), |detail| format!("{word}: {detail}"));
    let mut lines = layout::wrap(&text, columns);
    if lines.len() > 1 {
        // What follows stands below the word, not below the sign.
        lines = layout::hang(layout::wrap(&text, columns - MARGIN), "", "  ");
    }
    let one_line = lines.len() == 1;
    if let Some(first) = lines.first_mut() {
        let gap = columns.checked_sub(layout::width(first) + points.map_or(0, layout::width));
        let gap = gap.filter(|gap| one_line && *gap >= GAP);
        if let Some(rest) = first.strip_prefix(word) {
            *first = format!("{lead}{rest}");
        }
        match (points, gap) {
            (Some(points), Some(gap)) => {
                first.push_str(&" ".repeat(gap));
                first.push_str(&look.paint(style::DIM, points));
            }
            (Some(points), None) => {
                lines.push(format!("  {}", look.paint(style::DIM, points)));
            }
            (None, _) => {}
        }
    }
    layout::indent(lines, MARGIN)
}

/// `0.33 of 1 point`; nothing for a second try, which earns nothing and loses nothing.
fn points(feedback: &Feedback<'_>) -> Option<String> {
    if feedback.second_try {
        return None;
    }
    let points = feedback.presented.points;
    let fraction = feedback.outcome.filter(|_| !feedback.late).map(|outcome| outcome.fraction);
    let earned = fraction.map_or_else(Earned::default, |f| Earned::of(points, f));
    Some(format!("{earned} of {}", words::count(points, "point")))
}

/// Why it earns what it earns, where that is not plain to see.
fn reckoning(feedback: &Feedback<'_>) -> Option<String> {
    let Some(outcome) = feedback.outcome else {
        return feedback.timed_out.then(|| "No answer came in time.".to_owned());
    };
    if feedback.late {
        return Some("It came after the time, and does not count.".to_owned());
    }
    if feedback.second_try {
        return Some("It is a second try, which does not count.".to_owned());
    }
    let by_rule = rule_of(feedback.presented).filter(|_| hits(feedback) > 0);
    let share = match outcome.verdict() {
        Verdict::Right => return None,
        Verdict::Partly => format!("{} of the points", outcome.fraction),
        Verdict::Wrong => "No points".to_owned(),
    };
    match by_rule {
        Some((name, rule)) => {
            Some(full_stop(&format!("{share} by the rule {name}: {}", rule_words(rule))))
        }
        None => (outcome.fraction > Fraction::ZERO).then(|| format!("{share}.")),
    }
}

/// How many parts were given rightly. An option that was rightly left out is none.
fn hits(feedback: &Feedback<'_>) -> usize {
    let parts = feedback.outcome.map_or(&[][..], |outcome| &outcome.parts);
    let given = |id: &str| match feedback.response {
        Some(Response::Choices(chosen)) => chosen.iter().any(|one| one == id),
        _ => true,
    };
    parts.iter().filter(|part| part.fraction > Fraction::ZERO && given(&part.id)).count()
}

/// What is right and what was given, as far as a few words say it.
fn detail(feedback: &Feedback<'_>, answer: &Answer, look: &Look) -> Option<String> {
    let is_right = feedback.verdict() == Some(Verdict::Right);
    let shown = &feedback.presented.shown;
    match answer {
        Answer::Numerical(key) => {
            let right = number(key, unit_of(shown), look);
            typed_detail(feedback, &key.answer.to_string(), &right)
        }
        Answer::ShortAnswer(key) => {
            let right = typed(&key.answer);
            typed_detail(feedback, &right, &right)
        }
        _ if is_right => None,
        Answer::SingleChoice(key) => {
            let chosen = match feedback.response {
                Some(Response::Choice(id)) => letters(shown, |entry| entry.id.as_str() == id),
                _ => Vec::new(),
            };
            let right = letters(shown, |entry| entry.id == key.correct);
            let right_is =
                if feedback.verdict() == Some(Verdict::Partly) { "best" } else { "right" };
            Some(chosen_detail(&right, right_is, feedback.response.map(|_| chosen.as_slice())))
        }
        Answer::MultipleSelect(right) => {
            let chosen = match feedback.response {
                Some(Response::Choices(ids)) => {
                    letters(shown, |entry| ids.iter().any(|id| *id == entry.id.as_str()))
                }
                _ => Vec::new(),
            };
            let right = letters(shown, |entry| right.contains(&entry.id));
            Some(chosen_detail(&right, "right", feedback.response.map(|_| chosen.as_slice())))
        }
        Answer::TrueFalse(truth) => Some(match feedback.response {
            Some(_) => format!("it is {truth}, you said {}", !truth),
            None => format!("it is {truth}"),
        }),
        Answer::Ordering(steps) => {
            counted(feedback, steps.iter().map(Vec::len).sum(), "in the right place")
        }
        Answer::Matching(pairs) => counted(feedback, pairs.len(), "right"),
        Answer::Cloze(keys) => counted(feedback, keys.len(), "right"),
        Answer::Essay { .. } => None,
    }
}

/// `2 of 4 in the right place`; a single part is right or wrong, which the word says.
fn counted(feedback: &Feedback<'_>, all: usize, what: &str) -> Option<String> {
    let outcome = feedback.outcome?;
    let right = outcome.parts.iter().filter(|part| Verdict::of(part.fraction) == Verdict::Right);
    (all > 1).then(|| format!("{} of {all} {what}", right.count()))
}

/// `59 m is right, you said 12`. A right answer is named only where it was given in other words
/// than `plain`.
fn typed_detail(feedback: &Feedback<'_>, plain: &str, right: &str) -> Option<String> {
    let given = match feedback.response {
        Some(Response::Number(given) | Response::Text(given)) => typed(given.trim()),
        _ => return Some(format!("{right} is right")),
    };
    let misspelt =
        matches!(feedback.outcome.and_then(|o| o.note.as_ref()), Some(Note::Spelling(_)));
    match feedback.verdict() {
        // The spelling is told below.
        Some(Verdict::Right) if misspelt => None,
        Some(Verdict::Right) if given.to_lowercase() == plain.to_lowercase() => None,
        Some(Verdict::Right) => Some(format!("you said {given}, the answer is {right}")),
        Some(Verdict::Partly) => Some(format!("{right} is best, you said {given}")),
        _ => Some(format!("{right} is right, you said {given}")),
    }
}

/// `b is right, you chose d`; `a and c are right, you chose none`.
fn chosen_detail(right: &[String], right_is: &str, chosen: Option<&[String]>) -> String {
    let is = if right.len() > 1 { "are" } else { "is" };
    let right = format!("{} {is} {right_is}", named(right));
    match chosen {
        Some(chosen) => format!("{right}, you chose {}", named(chosen)),
        None => right,
    }
}

/// `a, b and d`; `none`; `9 of them`.
fn named(letters: &[String]) -> String {
    match letters {
        [] => "none".to_owned(),
        [one] => one.clone(),
        some if some.len() > MOST_NAMED => format!("{} of them", some.len()),
        [some @ .., last] => format!("{} and {last}", some.join(", ")),
    }
}

/// The letters of some options.
fn letters(shown: &Shown, which: impl Fn(&Entry) -> bool) -> Vec<String> {
    let options = entries(shown).iter().enumerate();
    options.filter(|(_, entry)| which(entry)).map(|(at, _)| letter(at)).collect()
}
