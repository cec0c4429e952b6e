//! Grading: what a response earns under a key. Pure, exact, and total: any response gets an outcome.

mod cloze;
mod matching;
mod order;
mod select;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use deck_format::{Answer, Body, ChoiceKey, Face, Fraction};

use crate::number::compare_number;
use crate::outcome::{Note, Outcome, Part};
use crate::response::Response;
use crate::text::{TextMatch, compare_text};

pub use select::{SelectCounts, select_fraction};

/// Grades a response to a question, in the language of its deck. `None` where people mark it, which
/// is so for an essay.
///
/// `face` and `answer` belong to one question. A response of another kind, or with an id that the
/// face does not have, earns nothing; its parts are those of the same response without what does not
/// fit. An id that stands twice counts once.
#[must_use]
pub fn grade(face: &Face, answer: &Answer, language: &str, response: &Response) -> Option<Outcome> {
    grade_accepting(face, answer, language, response, &|_, _| None)
}

/// What somebody accepted beside the key: the credit of a typed text, in the blank of an id where the
/// question has blanks.
pub type Accepting<'a> = dyn Fn(Option<&str>, &str) -> Option<Fraction> + 'a;

/// Grades as [`grade`] does, where typed answers earn what was accepted beside the key too. The better
/// of both counts, so that nothing accepted ever takes credit away.
#[must_use]
pub fn grade_accepting(
    face: &Face,
    answer: &Answer,
    language: &str,
    response: &Response,
    accepted: &Accepting<'_>,
) -> Option<Outcome> {
    Some(match (&face.body, answer) {
        (_, Answer::Essay { .. }) => return None,
        (Body::SingleChoice { choices, .. }, Answer::SingleChoice(key)) => match response {
            Response::Choice(id) if choices.get(id).is_some() => {
                Outcome::plain(choice_credit(key, id))
            }
            _ => Outcome::plain(Fraction::ZERO),
        },
        (Body::MultipleSelect { choices, rule }, Answer::MultipleSelect(key)) => {
            let chosen = if let Response::Choices(ids) = response { Some(&ids[..]) } else { None };
            select::grade(choices, *rule, key, chosen)
        }
        (Body::TrueFalse, Answer::TrueFalse(truth)) => {
            Outcome::plain(Fraction::of(usize::from(*response == Response::Truth(*truth)), 1))
        }
        (Body::Numerical { unit }, Answer::Numerical(key)) => match response {
            Response::Number(typed) => {
                let found = compare_number(key, unit.as_deref(), language, typed);
                typed_outcome(found.or_accepted(accepted(None, typed)))
            }
            _ => Outcome::plain(Fraction::ZERO),
        },
        (Body::ShortAnswer, Answer::ShortAnswer(key)) => match response {
            Response::Text(typed) => {
                let found = compare_text(key, language, typed);
                typed_outcome(found.or_accepted(accepted(None, typed)))
            }
            _ => Outcome::plain(Fraction::ZERO),
        },
        (Body::Ordering { items, rule }, Answer::Ordering(steps)) => {
            let given = if let Response::Order(ids) = response { Some(&ids[..]) } else { None };
            order::grade(items, *rule, steps, given)
        }
        (Body::Matching { left, right, rule, .. }, Answer::Matching(key)) => {
            let pairs = if let Response::Pairs(pairs) = response { Some(pairs) } else { None };
            matching::grade(left, right, *rule, key, pairs)
        }
        (Body::Cloze { blanks, rule, .. }, Answer::Cloze(keys)) => {
            let typed = if let Response::Blanks(typed) = response { Some(typed) } else { None };
            cloze::grade(blanks, *rule, keys, language, typed, accepted)
        }
        // No question has such a pair.
        _ => Outcome::plain(Fraction::ZERO),
    })
}

fn typed_outcome(found: TextMatch) -> Outcome {
    Outcome { note: found.note, ..Outcome::plain(found.credit) }
}

/// What an option of a choice earns.
fn choice_credit(key: &ChoiceKey, id: &str) -> Fraction {
    if key.correct.as_str() == id {
        return Fraction::ONE;
    }
    let credit = key.credit.iter().find(|(option, _)| option.as_str() == id);
    credit.map_or(Fraction::ZERO, |(_, credit)| *credit)
}

/// A part that is right or wrong.
fn part(id: &str, right: bool) -> Part {
    Part { id: id.to_owned(), fraction: Fraction::of(usize::from(right), 1), note: None }
}

/// A part with what its typed answer earned.
fn noted_part(id: &str, fraction: Fraction, note: Option<Note>) -> Part {
    Part { id: id.to_owned(), fraction, note }
}

/// An outcome of parts: the fraction counts only where the response fits the face.
fn parted(fits: bool, fraction: Fraction, parts: Vec<Part>) -> Outcome {
    Outcome { parts, ..Outcome::plain(if fits { fraction } else { Fraction::ZERO }) }
}
