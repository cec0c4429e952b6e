//! Cloze (scoring rules, section 4).

use std::collections::BTreeMap;

use deck_format::{Blank, BlankKey, BlankSort, Fraction, LocalId, PartsRule};

use super::{Accepting, choice_credit, noted_part, parted};
use crate::number::compare_number;
use crate::outcome::{Outcome, Part};
use crate::text::{TextMatch, compare_text};

pub(super) fn grade(
    blanks: &[Blank],
    rule: PartsRule,
    keys: &[(LocalId, BlankKey)],
    language: &str,
    response: Option<&BTreeMap<String, String>>,
    accepted: &Accepting<'_>,
) -> Outcome {
    let parts: Vec<Part> = blanks
        .iter()
        .map(|blank| {
            let key = keys.iter().find(|(id, _)| *id == blank.id).map(|(_, key)| key);
            let typed = response.and_then(|typed| typed.get(blank.id.as_str()));
            let found = match (key, typed) {
                (Some(key @ BlankKey::Choice(_)), Some(typed)) => fill(blank, key, language, typed),
                (Some(key), Some(typed)) => fill(blank, key, language, typed)
                    .or_accepted(accepted(Some(blank.id.as_str()), typed)),
                _ => TextMatch::plain(Fraction::ZERO),
            };
            noted_part(blank.id.as_str(), found.credit, found.note)
        })
        .collect();
    let fraction = total(rule, blanks.iter().map(|blank| blank.weight).zip(&parts));
    let fits = response.is_some_and(|typed| typed.iter().all(|(id, text)| fits(blanks, id, text)));
    parted(fits, fraction, parts)
}

/// What stands in one blank, compared with its key.
fn fill(blank: &Blank, key: &BlankKey, language: &str, typed: &str) -> TextMatch {
    match key {
        BlankKey::Choice(key) => TextMatch::plain(choice_credit(key, typed)),
        BlankKey::Text(key) => compare_text(key, language, typed),
        BlankKey::Number(key) => {
            let unit = match &blank.sort {
                BlankSort::Number { unit } => unit.as_deref(),
                BlankSort::Text | BlankSort::Choice { .. } => None,
            };
            compare_number(key, unit, language, typed)
        }
    }
}

/// The weighted mean of the blanks, or all of them or nothing.
fn total<'a>(rule: PartsRule, blanks: impl Iterator<Item = (u8, &'a Part)>) -> Fraction {
    let (mut earned, mut weights, mut whole) = (Fraction::ZERO, 0_i64, true);
    for (weight, part) in blanks {
        earned = earned + part.fraction * Fraction::new(weight.into(), 1);
        weights += i64::from(weight);
        whole &= part.fraction == Fraction::ONE;
    }
    match rule {
        PartsRule::PerPair => earned * Fraction::new(1, weights),
        PartsRule::AllOrNothing => Fraction::of(usize::from(whole), 1),
    }
}

/// Whether the face has the blank, and the option where it is one of options.
fn fits(blanks: &[Blank], id: &str, text: &str) -> bool {
    blanks.iter().find(|blank| blank.id.as_str() == id).is_some_and(|blank| match &blank.sort {
        BlankSort::Choice { choices, .. } => choices.get(text).is_some(),
        BlankSort::Text | BlankSort::Number { .. } => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total_of(rule: PartsRule, blanks: &[(u8, Fraction)]) -> Fraction {
        let parts: Vec<Part> = blanks.iter().map(|(_, f)| noted_part("b", *f, None)).collect();
        total(rule, blanks.iter().map(|(weight, _)| *weight).zip(&parts))
    }

    #[test]
    fn blanks_count_by_their_weight() {
        let half = Fraction::new(1, 2);
        let blanks = [(2, Fraction::ONE), (1, Fraction::ZERO), (1, half)];
        assert_eq!(total_of(PartsRule::PerPair, &blanks), Fraction::new(5, 8));
        assert_eq!(total_of(PartsRule::AllOrNothing, &blanks), Fraction::ZERO);
    }

    #[test]
    fn all_or_nothing_asks_for_every_blank() {
        let all = [(2, Fraction::ONE), (1, Fraction::ONE)];
        assert_eq!(total_of(PartsRule::AllOrNothing, &all), Fraction::ONE);
        let nearly = [(2, Fraction::ONE), (1, Fraction::new(999, 1000))];
        assert_eq!(total_of(PartsRule::AllOrNothing, &nearly), Fraction::ZERO);
    }

    #[test]
    fn many_blanks_with_odd_credits_stay_exact() {
        let blanks: Vec<(u8, Fraction)> =
            (0..100).map(|n| (100 - n, Fraction::new(i64::from(n) * 7 + 1, 1000))).collect();
        let total = total_of(PartsRule::PerPair, &blanks);
        assert!(total > Fraction::ZERO && total < Fraction::ONE);
    }
}
