//! Ordering (scoring rules, section 6).

use std::collections::{HashMap, HashSet};

use deck_format::{Fraction, LocalId, Options, OrderRule};

use super::{part, parted};
use crate::outcome::Outcome;

/// A given order beside its key. Items are numbered as in the face.
#[derive(Debug, Clone)]
struct Sequence {
    /// The step of each item, from 0; items of one step may stand in any order.
    steps: Vec<usize>,
    /// The items as they were given, each at most once. What is missing counts as last, and as in
    /// the right order with nothing.
    given: Vec<usize>,
}

impl Sequence {
    /// The fraction of a rule, from -1 to 1, without the floor of 0. No item given earns nothing.
    fn fraction(&self, rule: OrderRule) -> Fraction {
        if self.given.is_empty() {
            return Fraction::ZERO;
        }
        match rule {
            OrderRule::Exact => Fraction::of(usize::from(self.is_exact()), 1),
            OrderRule::Position => Fraction::of(
                (0..self.steps.len()).filter(|item| self.in_place(*item)).count(),
                self.steps.len(),
            ),
            OrderRule::Adjacent => {
                Fraction::of(self.kept_neighbours(), self.steps.len().saturating_sub(1))
            }
            OrderRule::Pairs => self.pairs(),
            OrderRule::Kendall => self.pairs() + self.pairs() - Fraction::ONE,
        }
    }

    /// Whether every item is there and no step goes back.
    fn is_exact(&self) -> bool {
        self.given.len() == self.steps.len()
            && self.given.is_sorted_by_key(|item| self.steps[*item])
    }

    /// Whether an item stands in one of the places of its step.
    fn in_place(&self, item: usize) -> bool {
        let before = self.steps.iter().filter(|step| **step < self.steps[item]).count();
        let within = self.steps.iter().filter(|step| **step == self.steps[item]).count();
        let place = self.given.iter().position(|given| *given == item);
        place.is_some_and(|place| (before..before + within).contains(&place))
    }

    /// Neighbours of which the second belongs to the step of the first or to the one after it.
    fn kept_neighbours(&self) -> usize {
        let kept = |pair: &&[usize]| {
            let (first, second) = (self.steps[pair[0]], self.steps[pair[1]]);
            second == first || second == first + 1
        };
        self.given.windows(2).filter(kept).count()
    }

    /// Pairs in the right order, out of those that the key puts in order.
    fn pairs(&self) -> Fraction {
        let ordered = ordered_pairs(&self.steps);
        let given: Vec<usize> = self.given.iter().map(|item| self.steps[*item]).collect();
        Fraction::of(ordered_pairs_in_place(&given), ordered)
    }
}

/// How many pairs of items belong to different steps.
fn ordered_pairs(steps: &[usize]) -> usize {
    pairs_where(steps, |a, b| a != b)
}

/// How many pairs stand in the order of their steps.
fn ordered_pairs_in_place(steps: &[usize]) -> usize {
    pairs_where(steps, |a, b| a < b)
}

fn pairs_where(steps: &[usize], counts: impl Fn(usize, usize) -> bool) -> usize {
    let after =
        |at: usize| steps[at + 1..].iter().filter(|later| counts(steps[at], **later)).count();
    (0..steps.len()).map(after).sum()
}

pub(super) fn grade(
    items: &Options,
    rule: OrderRule,
    key: &[Vec<LocalId>],
    response: Option<&[String]>,
) -> Outcome {
    let step = |id: &str| key.iter().position(|step| step.iter().any(|item| item.as_str() == id));
    let numbers: HashMap<&str, usize> =
        items.iter().enumerate().map(|(number, item)| (item.id.as_str(), number)).collect();
    let response = response.map(|ids| ids.iter().map(|id| numbers.get(id.as_str()).copied()));
    let fits = response.clone().is_some_and(|mut ids| ids.all(|number| number.is_some()));
    let mut seen = HashSet::new();
    let sequence = Sequence {
        // The key names every item.
        steps: items.iter().map(|item| step(item.id.as_str()).unwrap_or(key.len())).collect(),
        given: response
            .into_iter()
            .flatten()
            .flatten()
            .filter(|number| seen.insert(*number))
            .collect(),
    };
    let parts = items
        .iter()
        .enumerate()
        .map(|(number, item)| part(item.id.as_str(), sequence.in_place(number)))
        .collect();
    parted(fits, sequence.fraction(rule), parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A sequence of letters, where the key is letters too and `(BC)` may stand in either order.
    fn sequence(key: &str, given: &str) -> Sequence {
        let mut steps = vec![0; key.chars().filter(char::is_ascii_alphabetic).count()];
        let (mut step, mut tied) = (0, false);
        for c in key.chars() {
            match c {
                '(' => tied = true,
                ')' => (tied, step) = (false, step + 1),
                _ => {
                    steps[usize::from(u8::try_from(c).unwrap() - b'A')] = step;
                    step += usize::from(!tied);
                }
            }
        }
        Sequence { steps, given: given.bytes().map(|letter| usize::from(letter - b'A')).collect() }
    }

    fn check(key: &str, given: &str, expected: [(i64, i64); 5]) {
        for (&rule, (part, whole)) in OrderRule::ALL.iter().zip(expected) {
            let fraction = sequence(key, given).fraction(rule);
            assert_eq!(fraction, Fraction::new(part, whole), "{rule} of {given}, key {key}");
        }
    }

    #[test]
    fn the_worked_examples_hold() {
        // exact, position, adjacent, pairs, kendall
        check("ABCDE", "ABCDE", [(1, 1), (1, 1), (1, 1), (1, 1), (1, 1)]);
        check("ABCDE", "BACED", [(0, 1), (1, 5), (0, 1), (4, 5), (3, 5)]);
        check("ABCDE", "BCDEA", [(0, 1), (0, 1), (3, 4), (3, 5), (1, 5)]);
        check("ABCDE", "EDCBA", [(0, 1), (1, 5), (0, 1), (0, 1), (-1, 1)]);
    }

    #[test]
    fn tied_items_may_stand_in_either_order() {
        for given in ["ABCD", "ACBD"] {
            check("A(BC)D", given, [(1, 1), (1, 1), (1, 1), (1, 1), (1, 1)]);
        }
        // Of the six pairs, B and C are not put in order: five count, and D before C is the slip.
        check("A(BC)D", "ABDC", [(0, 1), (1, 2), (2, 3), (4, 5), (3, 5)]);
        check("(AB)(CD)", "DCBA", [(0, 1), (0, 1), (2, 3), (0, 1), (-1, 1)]);
    }

    #[test]
    fn missing_items_are_last_and_in_order_with_nothing() {
        check("ABCDE", "ABC", [(0, 1), (3, 5), (1, 2), (3, 10), (-2, 5)]);
        check("ABCDE", "E", [(0, 1), (0, 1), (0, 1), (0, 1), (-1, 1)]);
        check("ABCDE", "", [(0, 1), (0, 1), (0, 1), (0, 1), (0, 1)]);
    }

    /// Steps for some items, and the items in some order, of which a few at the end are left out.
    fn any_sequence() -> impl Strategy<Value = Sequence> {
        proptest::collection::vec(0..6_usize, 2..12).prop_flat_map(|mut steps| {
            // Steps are numbered without gaps.
            let distinct: std::collections::BTreeSet<usize> = steps.iter().copied().collect();
            for step in &mut steps {
                *step = distinct.iter().filter(|lower| **lower < *step).count();
            }
            let items: Vec<usize> = (0..steps.len()).collect();
            let count = steps.len();
            (Just(steps), Just(items).prop_shuffle(), 0..=count)
                .prop_map(|(steps, given, keep)| Sequence { steps, given: given[..keep].to_vec() })
        })
    }

    proptest! {
        #[test]
        fn a_fraction_is_from_minus_one_to_one(sequence in any_sequence()) {
            for &rule in OrderRule::ALL {
                let fraction = sequence.fraction(rule);
                prop_assert!(fraction >= -Fraction::ONE && fraction <= Fraction::ONE);
            }
        }

        #[test]
        fn an_order_that_respects_the_steps_is_worth_all(mut sequence in any_sequence()) {
            prop_assume!(sequence.steps.iter().any(|step| *step > 0));
            sequence.given = (0..sequence.steps.len()).collect();
            sequence.given.sort_by_key(|item| sequence.steps[*item]);
            for &rule in OrderRule::ALL {
                prop_assert_eq!(sequence.fraction(rule), Fraction::ONE);
            }
        }

        #[test]
        fn only_exact_orders_are_worth_all(sequence in any_sequence()) {
            prop_assume!(!sequence.is_exact());
            for rule in [OrderRule::Exact, OrderRule::Position, OrderRule::Pairs, OrderRule::Kendall] {
                prop_assert!(sequence.fraction(rule) < Fraction::ONE);
            }
        }

        #[test]
        fn without_ties_the_reverse_has_the_opposite_tau(
            given in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let sequence = Sequence { steps: (0..8).collect(), given };
            let mut reverse = sequence.clone();
            reverse.given.reverse();
            let tau = |sequence: &Sequence| sequence.fraction(OrderRule::Kendall);
            prop_assert_eq!(tau(&sequence), -tau(&reverse));
        }
    }
}
