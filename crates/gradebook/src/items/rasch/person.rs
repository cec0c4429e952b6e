//! Abilities from numbers right, and how well answers fit them.

use serde::Serialize;

/// A place on the scale, in logits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Measure {
    /// The place.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

/// How well answers fit the model: mean squares, 1 where they are as random as it says, below
/// where they are too regular, above where they surprise (Wright and Masters 1982).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Fit {
    /// Σ(x−P)²/ΣPQ: unexpected answers near the own level.
    pub infit: f64,
    /// The mean of (x−P)²/PQ: unexpected answers far from it.
    pub outfit: f64,
}

impl Fit {
    /// From (probability of being right, whether it was, how often).
    pub(super) fn of(cells: impl Iterator<Item = (f64, bool, f64)>) -> Self {
        let (mut n, mut squares, mut information, mut standardised) = (0.0, 0.0, 0.0, 0.0);
        for (p, right, weight) in cells {
            let residual = if right { 1.0 - p } else { p };
            n += weight;
            squares += weight * residual * residual;
            information += weight * p * (1.0 - p);
            // (1−P)²/PQ = Q/P and P²/PQ = P/Q.
            standardised += weight * residual / (1.0 - residual);
        }
        Self { infit: squares / information, outfit: standardised / n }
    }
}

/// The probability of being right, 1/(1 + e^{−(θ−b)}) (Rasch 1960).
pub(super) fn probability(ability: f64, difficulty: f64) -> f64 {
    1.0 / (1.0 + (difficulty - ability).exp())
}

/// Abilities are looked for between these, far outside what any test can tell.
const BOUND: f64 = 40.0;

/// Warm's weighted likelihood estimate (1989): where r − ΣP + J/(2I) = 0 with I = ΣPQ and
/// J = ΣPQ(1−2P), finite also for nothing and everything right; its standard error is 1/√I.
pub(super) fn ability(right: usize, difficulties: &[f64]) -> Measure {
    let odds: Vec<f64> = difficulties.iter().map(|b| b.exp()).collect();
    let (mut low, mut high) = (-BOUND, BOUND);
    let mut value = 0.0;
    // Halving 80 logits sixty times leaves less than a float can tell near any root.
    for _ in 0..60 {
        if score(right, value, &odds) > 0.0 {
            low = value;
        } else {
            high = value;
        }
        value = f64::midpoint(low, high);
    }
    let chances = difficulties.iter().map(|b| probability(value, *b));
    let information: f64 = chances.map(|p| p * (1.0 - p)).sum();
    Measure { value, error: 1.0 / information.sqrt() }
}

/// The weighted score function, above 0 below the estimate; `odds` are e^b.
#[allow(clippy::cast_precision_loss)]
fn score(right: usize, ability: f64, odds: &[f64]) -> f64 {
    let (mut expected, mut information, mut skew) = (0.0, 0.0, 0.0);
    let own = (-ability).exp();
    for odds in odds {
        let p = 1.0 / (1.0 + odds * own);
        let variance = p * (1.0 - p);
        expected += p;
        information += variance;
        skew += variance * (1.0 - 2.0 * p);
    }
    right as f64 - expected + skew / (2.0 * information)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abilities_are_symmetric_and_rise_with_the_score() {
        let b = [-2.0, -0.5, 0.0, 0.5, 2.0];
        let all: Vec<f64> = (0..=5).map(|right| ability(right, &b).value).collect();
        assert!(all.is_sorted() && all.iter().all(|v| v.abs() < 10.0));
        for (low, high) in all.iter().zip(all.iter().rev()) {
            assert!((low + high).abs() < 1e-12);
        }
    }

    #[test]
    fn answers_as_random_as_the_model_says_have_fit_one() {
        // Of 100 students with P = 0.8, eighty are right.
        let fit = Fit::of([(0.8, true, 80.0), (0.8, false, 20.0)].into_iter());
        assert!((fit.infit - 1.0).abs() < 1e-12 && (fit.outfit - 1.0).abs() < 1e-12);
    }
}
