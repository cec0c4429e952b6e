//! The conditional likelihood: how answers spread over items, given the number right.
//!
//! Instead of elementary symmetric functions of e^{−b} their shares are used: the distribution of
//! the number right of someone with ability 0. The ratios are the same, and nothing overflows.

use super::data::Data;
use super::matrix::{Matrix, inverse};
use super::person::probability;

/// Difficulties at the maximum.
#[derive(Debug)]
pub(super) struct Estimate {
    /// In logits, with sum 0.
    pub(super) difficulties: Vec<f64>,
    /// Their standard errors, given that the sum is 0.
    pub(super) errors: Vec<f64>,
    /// ln L = −Σ sⱼbⱼ − Σ Nᵣ ln γᵣ (Andersen 1970).
    pub(super) log_likelihood: f64,
}

/// The most steps of either kind; a handful is usual.
const MAX_STEPS: usize = 100;
/// Difficulties are settled when no step moves one by more than this, in logits.
const SETTLED: f64 = 1e-9;

/// Finds the difficulties that make the answers most likely, by Newton's method with the step
/// halved while the likelihood falls; `None` where it does not settle.
pub(super) fn maximise(data: &Data<'_>) -> Option<Estimate> {
    let (mut b, mut at) = approach(data);
    for _ in 0..MAX_STEPS {
        let at_b = Conditional::of(data, &b);
        let gradient = at_b.gradient();
        let covariance = covariance(at_b.information())?;
        let step: Vec<f64> = covariance.iter().map(|row| dot(row, &gradient)).collect();
        let largest = largest(&step);
        if !(largest.is_finite() && at.is_finite()) {
            return None;
        }
        if largest < SETTLED {
            let errors = (0..b.len()).map(|j| covariance[j][j].sqrt()).collect();
            return Some(Estimate { difficulties: b, errors, log_likelihood: at });
        }
        (b, at) = climb(data, &b, at, &step);
    }
    None
}

/// Comes as near to the maximum as cheap steps lead: each item's own information is used and what
/// items say of each other is taken as if they were equally hard, so that one step costs k² and not
/// k³. The longer the test, the better that is.
fn approach(data: &Data<'_>) -> (Vec<f64>, f64) {
    let mut b = start(data);
    let mut at = log_likelihood(data, &b);
    for _ in 0..MAX_STEPS {
        let at_b = Conditional::of(data, &b);
        let variances: Vec<f64> = (0..b.len()).map(|j| at_b.variance(j)).collect();
        let mut step: Vec<f64> =
            at_b.gradient().iter().zip(&variances).map(|(g, v)| g / v).collect();
        centre(&mut step);
        if largest(&step) < SETTLED / 10.0 {
            break;
        }
        (b, at) = climb(data, &b, at, &step);
    }
    (b, at)
}

/// One step, or the part of it after which the answers are no less likely.
fn climb(data: &Data<'_>, b: &[f64], at: f64, step: &[f64]) -> (Vec<f64>, f64) {
    let mut part = 1.0;
    loop {
        let next: Vec<f64> = b.iter().zip(step).map(|(b, d)| b + part * d).collect();
        let there = log_likelihood(data, &next);
        // Close to the maximum the likelihood is flat up to rounding.
        if there >= at - 1e-9 * at.abs() || part < 1e-6 {
            return (next, there);
        }
        part /= 2.0;
    }
}

/// Where Newton's method starts: the logits of missing each item, with sum 0.
#[allow(clippy::cast_precision_loss)]
fn start(data: &Data<'_>) -> Vec<f64> {
    let persons = data.persons() as f64;
    let right = (0..data.k()).map(|place| data.item_score(place) as f64);
    let mut logits: Vec<f64> = right.map(|right| ((persons - right) / right).ln()).collect();
    centre(&mut logits);
    logits
}

/// Moves all values so that their sum is 0.
#[allow(clippy::cast_precision_loss)]
fn centre(values: &mut [f64]) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter_mut().for_each(|value| *value -= mean);
}

fn largest(step: &[f64]) -> f64 {
    step.iter().fold(0.0_f64, |largest, d| largest.max(d.abs()))
}

#[allow(clippy::cast_precision_loss)]
fn log_likelihood(data: &Data<'_>, b: &[f64]) -> f64 {
    let chances = chances(b);
    let shares = number_right(&chances);
    // ln γᵣ is the log of the share and of Π(1 + e^{−b}).
    let scale: f64 = chances.iter().map(|p| -(1.0 - p).ln()).sum();
    let items: f64 = (0..b.len()).map(|j| data.item_score(j) as f64 * b[j]).sum();
    let persons = (1..b.len()).filter(|&r| data.students[r] > 0);
    let persons: f64 = persons.map(|r| data.students[r] as f64 * (shares[r].ln() + scale)).sum();
    -items - persons
}

/// What is expected of each item given the number right, at some difficulties.
///
/// With π(j|r) = e^{−b} γ^{(−j)}_{r−1}/γᵣ, the chance that item j is among r right ones, the
/// gradient is −sⱼ + Σ Nᵣ π(j|r) and the information Σ Nᵣ (π(ij|r) − π(i|r) π(j|r)).
struct Conditional<'a> {
    data: &'a Data<'a>,
    chances: Vec<f64>,
    /// Nᵣ over the share of r, for every number right that occurs.
    scores: Vec<(usize, f64)>,
    /// The distribution of the number right of the others, without each item.
    without: Vec<Vec<f64>>,
    shares: Vec<f64>,
}

impl<'a> Conditional<'a> {
    #[allow(clippy::cast_precision_loss)]
    fn of(data: &'a Data<'a>, b: &[f64]) -> Self {
        let chances = chances(b);
        let shares = number_right(&chances);
        let occur = (1..b.len()).filter(|&r| data.students[r] > 0);
        let scores = occur.map(|r| (r, data.students[r] as f64 / shares[r])).collect();
        let without = chances.iter().map(|&p| without(&shares, p)).collect();
        Self { data, chances, scores, without, shares }
    }

    /// π(j|r) times the share of r.
    fn among(&self, j: usize, r: usize) -> f64 {
        self.chances[j] * self.without[j][r - 1]
    }

    #[allow(clippy::cast_precision_loss)]
    fn gradient(&self) -> Vec<f64> {
        let expected = |j| self.scores.iter().map(|&(r, n)| n * self.among(j, r)).sum::<f64>();
        (0..self.chances.len()).map(|j| expected(j) - self.data.item_score(j) as f64).collect()
    }

    fn variance(&self, j: usize) -> f64 {
        let share = |r: usize| self.among(j, r) / self.shares[r];
        self.scores.iter().map(|&(r, n)| n * self.among(j, r) * (1.0 - share(r))).sum()
    }

    /// The lower triangle of the information matrix.
    fn information(&self) -> Matrix {
        let value = |i, j| if i == j { self.variance(i) } else { self.covariance(i, j) };
        let row = |i| (0..=i).map(|j| value(i, j)).collect();
        (0..self.chances.len()).map(row).collect()
    }

    fn covariance(&self, i: usize, j: usize) -> f64 {
        let others = without(&self.without[i], self.chances[j]);
        let both = self.chances[i] * self.chances[j];
        let covariance = self.scores.iter().map(|&(r, n)| {
            let together = if r < 2 { 0.0 } else { both * others[r - 2] };
            n * (together - self.among(i, r) * self.among(j, r) / self.shares[r])
        });
        covariance.sum()
    }
}

/// The chance of each item to be right for someone with ability 0.
fn chances(b: &[f64]) -> Vec<f64> {
    b.iter().map(|b| probability(0.0, *b)).collect()
}

/// The distribution of the number right of items with these chances: γᵣ Π(1−p).
fn number_right(chances: &[f64]) -> Vec<f64> {
    let mut shares = vec![1.0];
    for p in chances {
        shares.push(0.0);
        for r in (0..shares.len()).rev() {
            let below = if r == 0 { 0.0 } else { shares[r - 1] };
            shares[r] = (1.0 - p) * shares[r] + p * below;
        }
    }
    shares
}

/// The distribution without one item of chance `p`.
///
/// It is divided out from below while the item is more likely wrong than right at that number, and
/// from above after that; so no step multiplies the rounding error of the step before.
fn without(shares: &[f64], p: f64) -> Vec<f64> {
    let n = shares.len() - 1;
    let (of_right, of_wrong) = (1.0 / p, 1.0 / (1.0 - p));
    let mut rest = vec![0.0; n];
    let mut from = n;
    for r in 0..n {
        let below = if r == 0 { 0.0 } else { p * rest[r - 1] };
        if below > shares[r] / 2.0 {
            from = r;
            break;
        }
        rest[r] = (shares[r] - below) * of_wrong;
    }
    for r in (from..n).rev() {
        let above = if r + 1 < n { (1.0 - p) * rest[r + 1] } else { 0.0 };
        rest[r] = (shares[r + 1] - above) * of_right;
    }
    rest
}

/// The covariance matrix of difficulties whose sum is 0: the inverse of the information in all
/// directions but the one in which all difficulties move together, of which it says nothing.
#[allow(clippy::cast_precision_loss)]
fn covariance(mut information: Matrix) -> Option<Matrix> {
    let k = information.len();
    let level = (0..k).map(|j| information[j][j]).sum::<f64>() / k as f64;
    let share = level / k as f64;
    information.iter_mut().flatten().for_each(|value| *value += share);
    let mut covariance = inverse(&information)?;
    let excess = 1.0 / (level * k as f64);
    covariance.iter_mut().flatten().for_each(|value| *value -= excess);
    Some(covariance)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_divided_out_leaves_the_distribution_of_the_others() {
        let chances: Vec<f64> = (0..300).map(|j| probability(0.0, f64::from(j % 13 - 6))).collect();
        let all = number_right(&chances);
        for j in [0, 6, 12, 250] {
            let mut others = chances.clone();
            let p = others.remove(j);
            for (got, expected) in without(&all, p).iter().zip(number_right(&others)) {
                assert!((got - expected).abs() <= 1e-11 * expected, "{j} {got} {expected}");
            }
        }
    }
}
