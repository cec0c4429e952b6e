//! Multiple select (scoring rules, section 1).

use std::collections::HashSet;

use deck_format::{Fraction, LocalId, Options, SelectRule};

use super::{part, parted};
use crate::outcome::Outcome;

/// How many options there are and were chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SelectCounts {
    /// Right options, C.
    pub right: usize,
    /// Wrong options, W.
    pub wrong: usize,
    /// Right options that were chosen, c.
    pub right_chosen: usize,
    /// Wrong options that were chosen, w.
    pub wrong_chosen: usize,
}

impl SelectCounts {
    /// c / C.
    fn hits(self) -> Fraction {
        Fraction::of(self.right_chosen, self.right)
    }

    /// w out of so many; no penalty where there is nothing to choose wrongly.
    fn penalty(self, out_of: usize) -> Fraction {
        if self.wrong == 0 { Fraction::ZERO } else { Fraction::of(self.wrong_chosen, out_of) }
    }

    /// (c + W - w) / (C + W).
    fn settled(self) -> Fraction {
        let left_out = self.wrong.saturating_sub(self.wrong_chosen);
        Fraction::of(self.right_chosen + left_out, self.right + self.wrong)
    }

    fn is_exact(self) -> bool {
        self.right_chosen == self.right && self.wrong_chosen == 0
    }
}

/// The fraction that a rule gives, from -1 to 1, without the floor of 0.
///
/// Nothing chosen earns nothing, unless nothing was to be chosen. Where no option is right, the rules
/// that count hits mean nothing, and all but [`SelectRule::PerOption`] ask for the exact answer.
#[must_use]
pub fn select_fraction(rule: SelectRule, counts: SelectCounts) -> Fraction {
    let nothing_chosen = counts.right_chosen + counts.wrong_chosen == 0;
    if nothing_chosen && counts.right > 0 {
        return Fraction::ZERO;
    }
    let exact = Fraction::of(usize::from(counts.is_exact()), 1);
    let fraction = match rule {
        SelectRule::PerOption => counts.settled(),
        _ if counts.right == 0 => exact,
        SelectRule::AllOrNothing => exact,
        SelectRule::Partial => counts.hits(),
        SelectRule::RightMinusWrong => counts.hits() - counts.penalty(counts.right),
        SelectRule::Balanced => counts.hits() - counts.penalty(counts.wrong),
        SelectRule::BalancedSoft => counts.hits() - counts.penalty(counts.wrong.max(2)),
        SelectRule::AnyWrongZero if counts.wrong_chosen > 0 => Fraction::ZERO,
        SelectRule::AnyWrongZero => counts.hits(),
    };
    fraction.clamped()
}

pub(super) fn grade(
    choices: &Options,
    rule: SelectRule,
    key: &[LocalId],
    response: Option<&[String]>,
) -> Outcome {
    let chosen: HashSet<&str> = response.unwrap_or_default().iter().map(String::as_str).collect();
    let right: HashSet<&str> = key.iter().map(LocalId::as_str).collect();
    let mut counts = SelectCounts {
        right: right.len(),
        wrong: choices.len().saturating_sub(right.len()),
        right_chosen: 0,
        wrong_chosen: 0,
    };
    let mut parts = Vec::with_capacity(choices.len());
    for choice in choices {
        let id = choice.id.as_str();
        let (is_chosen, is_right) = (chosen.contains(id), right.contains(id));
        counts.right_chosen += usize::from(is_chosen && is_right);
        counts.wrong_chosen += usize::from(is_chosen && !is_right);
        parts.push(part(id, is_chosen == is_right));
    }
    let fits = response.is_some() && chosen.iter().all(|id| choices.get(id).is_some());
    parted(fits, select_fraction(rule, counts), parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counts(
        right: usize,
        wrong: usize,
        right_chosen: usize,
        wrong_chosen: usize,
    ) -> SelectCounts {
        SelectCounts { right, wrong, right_chosen, wrong_chosen }
    }

    fn floored(rule: SelectRule, counts: SelectCounts) -> Fraction {
        select_fraction(rule, counts).max(Fraction::ZERO)
    }

    /// The rules, with the worked examples of the scoring rules: C=3 W=2 c=2 w=1, then C=3 W=1 c=2
    /// w=1, and the mean over all ways to toss a coin for each option of C=2 W=2.
    const EXAMPLES: [(SelectRule, [(i64, i64); 3]); 7] = [
        (SelectRule::AllOrNothing, [(0, 1), (0, 1), (1, 16)]),
        (SelectRule::Partial, [(2, 3), (2, 3), (1, 2)]),
        (SelectRule::RightMinusWrong, [(1, 3), (1, 3), (3, 16)]),
        (SelectRule::Balanced, [(1, 6), (0, 1), (3, 16)]),
        (SelectRule::BalancedSoft, [(1, 6), (1, 6), (3, 16)]),
        (SelectRule::AnyWrongZero, [(0, 1), (0, 1), (1, 8)]),
        (SelectRule::PerOption, [(3, 5), (1, 2), (15, 32)]),
    ];

    fn fraction((part, whole): (i64, i64)) -> Fraction {
        Fraction::new(part, whole)
    }

    fn coin_mean(score: impl Fn(SelectCounts) -> Fraction) -> Fraction {
        let sum = (0..16_u32).fold(Fraction::ZERO, |sum, pattern| {
            let chosen = |mask: u32| (pattern & mask).count_ones() as usize;
            sum + score(counts(2, 2, chosen(0b0011), chosen(0b1100)))
        });
        sum * Fraction::new(1, 16)
    }

    #[test]
    fn the_worked_examples_hold() {
        assert_eq!(EXAMPLES.len(), SelectRule::ALL.len());
        for (rule, [first, second, coin]) in EXAMPLES {
            assert_eq!(floored(rule, counts(3, 2, 2, 1)), fraction(first), "{rule}");
            assert_eq!(floored(rule, counts(3, 1, 2, 1)), fraction(second), "{rule}");
            assert_eq!(coin_mean(|counts| floored(rule, counts)), fraction(coin), "{rule}");
        }
    }

    #[test]
    fn the_bare_formula_of_per_option_has_a_coin_mean_of_a_half() {
        // A blank answer would get W/k; the rule gives it 0, which is why its own mean is lower.
        assert_eq!(coin_mean(SelectCounts::settled), Fraction::new(1, 2));
    }

    #[test]
    fn nothing_chosen_earns_nothing_unless_nothing_is_right() {
        for &rule in SelectRule::ALL {
            assert_eq!(select_fraction(rule, counts(2, 2, 0, 0)), Fraction::ZERO, "{rule}");
            assert_eq!(select_fraction(rule, counts(0, 3, 0, 0)), Fraction::ONE, "{rule}");
        }
        assert_eq!(select_fraction(SelectRule::PerOption, counts(0, 3, 0, 1)), Fraction::new(2, 3));
        assert_eq!(select_fraction(SelectRule::AllOrNothing, counts(0, 3, 0, 1)), Fraction::ZERO);
        assert_eq!(
            select_fraction(SelectRule::RightMinusWrong, counts(0, 3, 0, 1)),
            Fraction::ZERO
        );
    }

    #[test]
    fn fractions_are_not_floored() {
        assert_eq!(
            select_fraction(SelectRule::RightMinusWrong, counts(2, 2, 0, 1)),
            Fraction::new(-1, 2)
        );
        assert_eq!(
            select_fraction(SelectRule::RightMinusWrong, counts(1, 4, 0, 4)),
            -Fraction::ONE
        );
        assert_eq!(select_fraction(SelectRule::Balanced, counts(2, 4, 0, 1)), Fraction::new(-1, 4));
        assert_eq!(
            select_fraction(SelectRule::BalancedSoft, counts(2, 1, 0, 1)),
            Fraction::new(-1, 2)
        );
    }

    fn any_counts() -> impl Strategy<Value = SelectCounts> {
        (0..50_usize, 0..50_usize).prop_flat_map(|(right, wrong)| {
            (0..=right, 0..=wrong).prop_map(move |(c, w)| counts(right, wrong, c, w))
        })
    }

    proptest! {
        #[test]
        fn a_fraction_is_from_minus_one_to_one(counts in any_counts()) {
            for &rule in SelectRule::ALL {
                let fraction = select_fraction(rule, counts);
                prop_assert!(fraction >= -Fraction::ONE && fraction <= Fraction::ONE);
            }
        }

        #[test]
        fn the_exact_answer_is_worth_all(right in 0..50_usize, wrong in 0..50_usize) {
            prop_assume!(right + wrong > 0);
            for &rule in SelectRule::ALL {
                prop_assert_eq!(select_fraction(rule, counts(right, wrong, right, 0)), Fraction::ONE);
            }
        }

        #[test]
        fn a_wrong_choice_never_helps(chosen in any_counts()) {
            prop_assume!(chosen.wrong_chosen > 0 && chosen.wrong_chosen + chosen.right_chosen > 1);
            let fewer = SelectCounts { wrong_chosen: chosen.wrong_chosen - 1, ..chosen };
            for &rule in SelectRule::ALL {
                prop_assert!(select_fraction(rule, chosen) <= select_fraction(rule, fewer));
            }
        }
    }
}
