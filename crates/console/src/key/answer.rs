//! What is right, kind by kind, and what else earns points.

use deck_format::{
    Answer, BlankKey, ChoiceKey, Criterion, Entry, Fraction, LocalId, TextAccept, TextKey,
    TextPattern,
};
use session::{Presented, Shown, ShownBlank, ShownSort, letter};

use super::{Fact, number, place};
use crate::look::Look;
use crate::markdown;
use crate::words::count;

const RIGHT: &str = "Right answer";

/// What the answer says.
pub(super) fn facts<'a>(question: &Presented, answer: &'a Answer, look: &Look) -> Vec<Fact<'a>> {
    let shown = &question.shown;
    match (answer, shown) {
        (Answer::SingleChoice(key), Shown::SingleChoice { choices }) => choice("", key, choices),
        (Answer::MultipleSelect(ids), Shown::MultipleSelect { choices, .. }) => {
            vec![Fact::lines(RIGHT, several(ids, choices))]
        }
        (Answer::TrueFalse(truth), _) => vec![Fact::line(RIGHT, truth.to_string())],
        (Answer::Numerical(key), Shown::Numerical { unit }) => {
            let mut facts = vec![Fact::line(RIGHT, number::number(key, unit.as_deref(), look))];
            facts.extend(number::more("", key, unit.as_deref(), look));
            facts
        }
        (Answer::ShortAnswer(key), _) => text("", key, look),
        (Answer::Ordering(steps), Shown::Ordering { items, .. }) => {
            vec![Fact::lines("Right order", order(steps, items))]
        }
        (Answer::Matching(pairs), Shown::Matching { left, right, .. }) => {
            vec![Fact::lines(RIGHT, matches(pairs, left, right))]
        }
        (Answer::Cloze(keys), Shown::Cloze { blanks, .. }) => {
            let numbered = (1..).zip(blanks);
            numbered.flat_map(|(number, blank)| of_blank(number, blank, keys, look)).collect()
        }
        (Answer::Essay { rubric, model }, _) => essay(rubric, model.as_deref()),
        // The parser gives a question the answer of its kind.
        _ => Vec::new(),
    }
}

/// `, for 1/2 of the points`; nothing for all of them.
pub(super) fn worth(credit: Fraction) -> String {
    if credit == Fraction::ONE { String::new() } else { format!(", for {credit} of the points") }
}

fn choice<'a>(prefix: &str, key: &ChoiceKey, choices: &[Entry]) -> Vec<Fact<'a>> {
    let right = if prefix.is_empty() { RIGHT.to_owned() } else { prefix.trim_end().to_owned() };
    let mut facts = vec![Fact::line(right, lettered(choices, &key.correct))];
    if !key.credit.is_empty() {
        let credits = key
            .credit
            .iter()
            .map(|(id, credit)| format!("{}{}", lettered(choices, id), worth(*credit)));
        facts.push(Fact::lines(format!("{prefix}Other credit"), credits.collect()));
    }
    facts
}

/// The right options in the order on the screen, so that the letters run on.
fn several(ids: &[LocalId], choices: &[Entry]) -> Vec<String> {
    if ids.is_empty() {
        return vec!["none of them".to_owned()];
    }
    let right = choices.iter().filter(|entry| ids.contains(&entry.id));
    right.map(|entry| lettered(choices, &entry.id)).collect()
}

fn text<'a>(prefix: &str, key: &TextKey, look: &Look) -> Vec<Fact<'a>> {
    let typed = |text: &str| look.sanitiser().line(text).into_owned();
    let right = if prefix.is_empty() { RIGHT.to_owned() } else { prefix.trim_end().to_owned() };
    let mut facts = vec![Fact::line(right, typed(&key.answer))];
    if !key.accept.is_empty() {
        let accepted = |accept: &TextAccept| match &accept.pattern {
            TextPattern::Literal(text) => format!("{}{}", typed(text), worth(accept.credit)),
            TextPattern::Wildcard(pattern) => {
                format!("what fits {}{}", typed(pattern), worth(accept.credit))
            }
        };
        let lines = key.accept.iter().map(accepted).collect();
        facts.push(Fact::lines(format!("{prefix}Also right"), lines));
    }
    if !key.reject.is_empty() {
        let rejected = key.reject.iter().map(|(text, why)| match why.trim() {
            "" => typed(text),
            why => format!("{}: {}", typed(text), markdown::inline(why)),
        });
        facts.push(Fact::lines(format!("{prefix}Wrong"), rejected.collect()));
    }
    facts
}

/// One line a step; the items of one step may stand in any order.
fn order(steps: &[Vec<LocalId>], items: &[Entry]) -> Vec<String> {
    let step = |(number, step): (usize, &Vec<LocalId>)| {
        let parts: Vec<String> = step.iter().map(|id| lettered(items, id)).collect();
        let any = if parts.len() > 1 { " (in any order)" } else { "" };
        format!("{number}. {}{any}", parts.join("; "))
    };
    (1..).zip(steps).map(step).collect()
}

/// One line a left side, in the order on the screen.
fn matches(pairs: &[(LocalId, LocalId)], left: &[Entry], right: &[Entry]) -> Vec<String> {
    let of_left = |(number, entry): (usize, &Entry)| {
        let (_, to) = pairs.iter().find(|(of, _)| *of == entry.id)?;
        Some(format!("{number}) {}: {}", markdown::inline(&entry.text), lettered(right, to)))
    };
    (1..).zip(left).filter_map(of_left).collect()
}

fn of_blank<'a>(
    number_of_blank: usize,
    blank: &ShownBlank,
    keys: &[(LocalId, BlankKey)],
    look: &Look,
) -> Vec<Fact<'a>> {
    let prefix = format!("Blank {number_of_blank} ");
    let key = keys.iter().find(|(of, _)| *of == blank.id).map(|(_, key)| key);
    match (key, &blank.sort) {
        (Some(BlankKey::Choice(key)), ShownSort::Choice { choices }) => {
            choice(&prefix, key, choices)
        }
        (Some(BlankKey::Number(key)), ShownSort::Number { unit }) => {
            let unit = unit.as_deref();
            let label = prefix.trim_end().to_owned();
            let mut facts = vec![Fact::line(label, number::number(key, unit, look))];
            facts.extend(number::more(&prefix, key, unit, look));
            facts
        }
        (Some(BlankKey::Text(key)), _) => text(&prefix, key, look),
        _ => Vec::new(),
    }
}

fn essay<'a>(rubric: &[Criterion], model: Option<&'a str>) -> Vec<Fact<'a>> {
    let criteria = rubric.iter().map(|criterion| {
        let text = markdown::inline(&criterion.text);
        format!("{text} ({})", count(criterion.points, "point"))
    });
    let mut facts = vec![Fact::lines("What counts", criteria.collect())];
    facts.extend(model.map(|model| Fact::markdown("Model answer", model)));
    facts
}

/// `b) It nearly doubled`.
fn lettered(entries: &[Entry], id: &LocalId) -> String {
    match place(entries, id.as_str()) {
        Some(at) => format!("{}) {}", letter(at), markdown::inline(&entries[at].text)),
        None => id.as_str().to_owned(),
    }
}
