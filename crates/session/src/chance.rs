//! What blind guessing earns.

use deck_format::{Answer, Body, ChoiceKey, Face, Fraction, Options, PartsRule};

/// What blind guessing earns, as Moodle takes it: the mean credit of options, one over the right
/// sides of a matching, nothing for what is typed; `None` where it is not said.
#[must_use]
pub fn chance(face: &Face, answer: &Answer) -> Option<Fraction> {
    match (&face.body, answer) {
        (Body::SingleChoice { choices, .. }, Answer::SingleChoice(key)) => {
            Some(mean_credit(choices, key))
        }
        (Body::TrueFalse, _) => Some(Fraction::new(1, 2)),
        (Body::Matching { right, rule: PartsRule::PerPair, .. }, _) => {
            Some(Fraction::of(1, right.len()))
        }
        (Body::Numerical { .. } | Body::ShortAnswer, _) => Some(Fraction::ZERO),
        _ => None,
    }
}

/// The mean of what the options earn, none less than nothing.
fn mean_credit(choices: &Options, key: &ChoiceKey) -> Fraction {
    let credits = key.credit.iter().filter(|(id, _)| *id != key.correct);
    let others =
        credits.fold(Fraction::ZERO, |sum, (_, credit)| sum + (*credit).max(Fraction::ZERO));
    (Fraction::ONE + others) * Fraction::of(1, choices.len())
}
