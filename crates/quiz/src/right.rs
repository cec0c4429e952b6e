//! The right answer of a question, in the letters and numbers under which it was shown.

use console::{Look, letter, markdown};
use deck_format::{Answer, BlankKey, Criterion, Entry, LocalId, NumberKey, Tolerance};
use session::{Outcome, Presented, Response, Shown, ShownSort, Verdict};

/// The right answer, as far as it fits into a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RightAnswer {
    /// It does.
    Phrase(String),
    /// It takes a line for each part.
    List(Vec<String>),
}

/// The right answer to a question. Where what was given is at hand, the parts of a matching or a
/// cloze that were not right say so.
pub(crate) fn right_answer(
    presented: &Presented,
    answer: &Answer,
    given: Option<(&Response, &Outcome)>,
) -> RightAnswer {
    match answer {
        Answer::SingleChoice(key) => RightAnswer::Phrase(option(presented, key.correct.as_str())),
        Answer::MultipleSelect(ids) if ids.is_empty() => RightAnswer::Phrase("none of them".into()),
        Answer::MultipleSelect(ids) => {
            // In the order on the screen, so that the letters run on.
            let shown = entries(&presented.shown).iter().filter(|entry| ids.contains(&entry.id));
            let options: Vec<String> =
                shown.map(|entry| option(presented, entry.id.as_str())).collect();
            RightAnswer::Phrase(options.join("; "))
        }
        Answer::TrueFalse(truth) => RightAnswer::Phrase(truth.to_string()),
        Answer::Numerical(key) => {
            RightAnswer::Phrase(number(key, unit_of(&presented.shown), &Look::LINE))
        }
        Answer::ShortAnswer(key) => RightAnswer::Phrase(typed(&key.answer)),
        Answer::Ordering(steps) => RightAnswer::List(order(presented, steps)),
        Answer::Matching(pairs) => RightAnswer::List(matches(presented, pairs, given)),
        Answer::Cloze(keys) => RightAnswer::List(blanks(presented, keys, given)),
        Answer::Essay { rubric, model } => RightAnswer::List(essay(rubric, model.as_deref())),
    }
}

/// The right answer by itself, for a screen where the options do not stand: a text for each option,
/// step, pair or blank.
pub(crate) fn right_texts(presented: &Presented, answer: &Answer, look: &Look) -> Vec<String> {
    let text_of = |id: &LocalId| {
        let at = place(entries(&presented.shown), id.as_str());
        at.map(|at| markdown::inline(&entries(&presented.shown)[at].text))
    };
    match answer {
        Answer::SingleChoice(key) => text_of(&key.correct).into_iter().collect(),
        Answer::MultipleSelect(ids) if !ids.is_empty() => ids.iter().filter_map(text_of).collect(),
        Answer::Numerical(key) => vec![number(key, unit_of(&presented.shown), look)],
        Answer::Ordering(steps) => {
            let step = |(at, step): (usize, &Vec<LocalId>)| {
                let items: Vec<String> = step.iter().filter_map(text_of).collect();
                format!("{}. {}", at + 1, items.join(" / "))
            };
            steps.iter().enumerate().map(step).collect()
        }
        Answer::Matching(pairs) => pair_texts(presented, pairs),
        Answer::Cloze(keys) => {
            let Shown::Cloze { blanks, .. } = &presented.shown else { return Vec::new() };
            let numbered = blanks.iter().enumerate().filter_map(|(at, blank)| {
                let (_, key) = keys.iter().find(|(of, _)| *of == blank.id)?;
                Some(format!("{}: {}", at + 1, blank_text(key, &blank.sort, look)))
            });
            numbered.collect()
        }
        _ => match right_answer(presented, answer, None) {
            RightAnswer::Phrase(phrase) => vec![phrase],
            RightAnswer::List(parts) => parts,
        },
    }
}

/// `Academy: Beijing`, a text for each left side.
fn pair_texts(presented: &Presented, pairs: &[(LocalId, LocalId)]) -> Vec<String> {
    let Shown::Matching { left, right, .. } = &presented.shown else { return Vec::new() };
    let text_of = |entries: &[Entry], id: &LocalId| {
        place(entries, id.as_str()).map(|at| markdown::inline(&entries[at].text))
    };
    let of_left = |entry: &Entry| {
        let (_, to) = pairs.iter().find(|(of, _)| *of == entry.id)?;
        Some(format!("{}: {}", markdown::inline(&entry.text), text_of(right, to)?))
    };
    left.iter().filter_map(of_left).collect()
}

/// The right answer of a blank, by itself.
pub(crate) fn blank_text(key: &BlankKey, sort: &ShownSort, look: &Look) -> String {
    match (key, sort) {
        (BlankKey::Choice(key), _) => given_text(sort, key.correct.as_str()),
        (BlankKey::Number(key), ShownSort::Number { unit }) => number(key, unit.as_deref(), look),
        (BlankKey::Number(key), _) => number(key, None, look),
        (BlankKey::Text(key), _) => typed(&key.answer),
    }
}

/// What was given for a blank: the text of the option that was chosen, or what was typed.
pub(crate) fn given_text(sort: &ShownSort, given: &str) -> String {
    let chosen = match sort {
        ShownSort::Choice { choices } => place(choices, given).map(|at| &choices[at]),
        _ => None,
    };
    chosen.map_or_else(|| typed(given), |entry| markdown::inline(&entry.text))
}

fn place(entries: &[Entry], id: &str) -> Option<usize> {
    entries.iter().position(|entry| entry.id.as_str() == id)
}

/// The options or items of a question; none where it has none.
pub(crate) fn entries(shown: &Shown) -> &[Entry] {
    match shown {
        Shown::SingleChoice { choices } | Shown::MultipleSelect { choices, .. } => choices,
        Shown::Ordering { items, .. } => items,
        _ => &[],
    }
}

/// `b) It nearly doubled`.
fn option(presented: &Presented, id: &str) -> String {
    lettered(entries(&presented.shown), id)
}

fn lettered(entries: &[Entry], id: &str) -> String {
    match place(entries, id) {
        Some(at) => format!("{}) {}", letter(at), markdown::inline(&entries[at].text)),
        None => id.to_owned(),
    }
}

/// A text that is typed, not written in Markdown.
pub(crate) fn typed(text: &str) -> String {
    console::sanitise_line(text).into_owned()
}

/// The unit that stands behind a number.
pub(crate) fn unit_of(shown: &Shown) -> Option<&str> {
    match shown {
        Shown::Numerical { unit } => unit.as_deref(),
        _ => None,
    }
}

/// `9.81 m (±2 m)`.
pub(crate) fn number(key: &NumberKey, unit: Option<&str>, look: &Look) -> String {
    let about = if look.unicode { "±" } else { "+/-" };
    let unit = unit.map_or(String::new(), |unit| format!(" {}", typed(unit)));
    let tolerance = match &key.tolerance {
        Tolerance::Exact => String::new(),
        Tolerance::Absolute(by) => format!(" ({about}{by}{unit})"),
        Tolerance::Percent(by) => format!(" ({about}{by} %)"),
        Tolerance::Digits(1) => " (to 1 significant digit)".into(),
        Tolerance::Digits(digits) => format!(" (to {digits} significant digits)"),
    };
    format!("{}{unit}{tolerance}", key.answer)
}

/// One line a step; the items of one step may stand in any order.
fn order(presented: &Presented, steps: &[Vec<LocalId>]) -> Vec<String> {
    let step = |(at, step): (usize, &Vec<LocalId>)| {
        let items: Vec<String> = step.iter().map(|id| option(presented, id.as_str())).collect();
        let any = if items.len() > 1 { " (in any order)" } else { "" };
        format!("{}. {}{any}", at + 1, items.join("; "))
    };
    steps.iter().enumerate().map(step).collect()
}

fn is_right(outcome: &Outcome, id: &str) -> bool {
    let part = outcome.parts.iter().find(|part| part.id == id);
    part.is_some_and(|part| Verdict::of(part.fraction) == Verdict::Right)
}

/// One line a left side: `2) Academy: a) Beijing. You said b) Kunming.`
fn matches(
    presented: &Presented,
    pairs: &[(LocalId, LocalId)],
    given: Option<(&Response, &Outcome)>,
) -> Vec<String> {
    let Shown::Matching { left, right, .. } = &presented.shown else { return Vec::new() };
    let mut lines = Vec::with_capacity(left.len());
    for (at, entry) in left.iter().enumerate() {
        let id = entry.id.as_str();
        let key = pairs.iter().find(|(of, _)| *of == entry.id).map_or("", |(_, to)| to.as_str());
        let mut line =
            format!("{}) {}: {}", at + 1, markdown::inline(&entry.text), lettered(right, key));
        if let Some((response, outcome)) = given
            && !is_right(outcome, id)
        {
            let given = match response {
                Response::Pairs(given) => given.get(id),
                _ => None,
            };
            line.push_str(&given.map_or_else(
                || ". You left it open.".to_owned(),
                |given| format!(". You said {}.", lettered(right, given)),
            ));
        }
        lines.push(line);
    }
    lines
}

/// One line a blank: `Blank 2: Beijing. You said Kunming.`
fn blanks(
    presented: &Presented,
    keys: &[(LocalId, BlankKey)],
    given: Option<(&Response, &Outcome)>,
) -> Vec<String> {
    let Shown::Cloze { blanks, .. } = &presented.shown else { return Vec::new() };
    let mut lines = Vec::with_capacity(blanks.len());
    for (at, blank) in blanks.iter().enumerate() {
        let id = blank.id.as_str();
        let Some((_, key)) = keys.iter().find(|(of, _)| *of == blank.id) else { continue };
        let named = |id: &str| match &blank.sort {
            ShownSort::Choice { choices } => lettered(choices, id),
            _ => typed(id),
        };
        let right = match (key, &blank.sort) {
            (BlankKey::Choice(key), _) => named(key.correct.as_str()),
            (BlankKey::Number(key), ShownSort::Number { unit }) => {
                number(key, unit.as_deref(), &Look::LINE)
            }
            (BlankKey::Number(key), _) => number(key, None, &Look::LINE),
            (BlankKey::Text(key), _) => typed(&key.answer),
        };
        let mut line = format!("Blank {}: {right}", at + 1);
        if let Some((response, outcome)) = given
            && !is_right(outcome, id)
        {
            let given = match response {
                Response::Blanks(given) => given.get(id),
                _ => None,
            };
            line.push_str(&given.map_or_else(
                || ". You left it open.".to_owned(),
                |given| format!(". You said {}.", named(given)),
            ));
        }
        lines.push(line);
    }
    lines
}

/// A model answer and what the rubric asks for.
fn essay(rubric: &[Criterion], model: Option<&str>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(model) = model {
        lines.push("Model answer:".to_owned());
        lines.extend(markdown::plain(model).lines().map(str::to_owned));
    }
    lines.push("What counts:".to_owned());
    for criterion in rubric {
        let points = console::words::count(criterion.points, "point");
        lines.push(format!("- {} ({points})", markdown::inline(&criterion.text)));
    }
    lines
}
