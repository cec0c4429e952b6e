//! Weighted means, variances and correlations, in two passes so that nothing cancels.

use super::stat::Missing;

/// Two variables over the same students, as what correlations are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joint {
    /// How many students.
    pub(super) n: f64,
    /// The mean of the first variable.
    pub(super) mean: f64,
    /// Sums of squares and products about the means.
    uu: f64,
    vv: f64,
    uv: f64,
    /// The largest square of each variable, against which float noise is told.
    largest: (f64, f64),
}

impl Joint {
    /// From (weight, first, second).
    pub(super) fn of(values: impl Iterator<Item = (f64, f64, f64)> + Clone) -> Self {
        let (mut n, mut u_sum, mut v_sum) = (0.0, 0.0, 0.0);
        let mut largest = (1.0_f64, 1.0_f64);
        for (w, u, v) in values.clone() {
            n += w;
            u_sum += w * u;
            v_sum += w * v;
            largest = (largest.0.max(u * u), largest.1.max(v * v));
        }
        let (u_mean, v_mean) = (u_sum / n, v_sum / n);
        let (mut uu, mut vv, mut uv) = (0.0, 0.0, 0.0);
        for (w, u, v) in values {
            let (u, v) = (u - u_mean, v - v_mean);
            uu += w * u * u;
            vv += w * v * v;
            uv += w * u * v;
        }
        Self { n, mean: u_mean, uu, vv, uv, largest }
    }

    /// The sample variance of the first variable, s² = Σ(u−ū)²/(n−1); 0 for float noise.
    pub(super) fn variance(&self) -> f64 {
        clean(self.uu / (self.n - 1.0), self.largest.0)
    }

    /// The sample variance of the second variable.
    pub(super) fn second_variance(&self) -> f64 {
        clean(self.vv / (self.n - 1.0), self.largest.1)
    }

    /// The sample covariance, Σ(u−ū)(v−v̄)/(n−1).
    pub(super) fn covariance(&self) -> f64 {
        self.uv / (self.n - 1.0)
    }

    /// Pearson's correlation (Pearson 1895), clamped to [−1, 1]; for a 0/1 variable it is the
    /// point-biserial one.
    pub(super) fn correlation(&self) -> Result<f64, Missing> {
        if self.variance() == 0.0 {
            return Err(Missing::NoSpread);
        }
        if self.second_variance() == 0.0 {
            return Err(Missing::NoTotalSpread);
        }
        Ok((self.uv / (self.uu * self.vv).sqrt()).clamp(-1.0, 1.0))
    }
}

/// A variance, or 0 where it is no more than the noise of values whose largest square is given.
fn clean(variance: f64, largest: f64) -> f64 {
    if variance > 1e-12 * largest { variance } else { 0.0 }
}

/// The mean and the central moments m₂, m₃, m₄ (each with 1/n) of weighted values.
pub(super) fn central_moments(values: &[(f64, f64)]) -> (f64, [f64; 3]) {
    let n: f64 = values.iter().map(|(w, _)| w).sum();
    let mean = values.iter().map(|(w, v)| w * v).sum::<f64>() / n;
    let moment = |power| values.iter().map(|(w, v)| w * (v - mean).powi(power)).sum::<f64>() / n;
    let m2 = moment(2);
    let largest = values.iter().map(|(_, v)| v * v).fold(1.0, f64::max);
    (mean, [clean(m2, largest), moment(3), moment(4)])
}

/// The middle of weighted values, or the mean of the two middle ones; `None` of nothing.
pub(super) fn median(mut values: Vec<(f64, f64)>) -> Option<f64> {
    values.sort_by(|a, b| a.1.total_cmp(&b.1));
    let n: f64 = values.iter().map(|(w, _)| w).sum();
    let at = |place: f64| {
        let mut below = 0.0;
        let found = values.iter().find(|(w, _)| {
            below += w;
            below > place
        });
        found.map(|(_, value)| *value)
    };
    let (lower, upper) = (at(((n - 1.0) / 2.0).floor())?, at((n / 2.0).floor())?);
    Some(f64::midpoint(lower, upper))
}

/// The largest covariance that two variables can have: that after each is sorted by itself, as
/// Moodle's calculator takes it (`covariancemax`).
pub(super) fn largest_covariance(values: impl Iterator<Item = (f64, f64, f64)>) -> f64 {
    let (mut us, mut vs): (Vec<_>, Vec<_>) = values.map(|(w, u, v)| ((w, u), (w, v))).unzip();
    for list in [&mut us, &mut vs] {
        list.sort_by(|a, b| a.1.total_cmp(&b.1));
    }
    let mut pairs = Vec::with_capacity(us.len() + vs.len());
    let (mut us, mut vs) = (us.into_iter(), vs.into_iter());
    let (mut left, mut right) = (us.next(), vs.next());
    while let (Some((u_weight, u)), Some((v_weight, v))) = (left, right) {
        let weight = u_weight.min(v_weight);
        pairs.push((weight, u, v));
        left = if u_weight > weight { Some((u_weight - weight, u)) } else { us.next() };
        right = if v_weight > weight { Some((v_weight - weight, v)) } else { vs.next() };
    }
    Joint::of(pairs.into_iter()).covariance()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_stand_for_repeated_students() {
        let weighted = [(2.0, 1.0, 5.0), (1.0, 0.0, 2.0), (3.0, 1.0, 1.0)];
        let repeated = [(5.0, 1.0), (5.0, 1.0), (2.0, 0.0), (1.0, 1.0), (1.0, 1.0), (1.0, 1.0)];
        let one = Joint::of(weighted.iter().copied());
        let other = Joint::of(repeated.iter().map(|&(v, u)| (1.0, u, v)));
        assert!((one.covariance() - other.covariance()).abs() < 1e-15);
        assert!((one.correlation().unwrap() - other.correlation().unwrap()).abs() < 1e-15);
    }

    #[test]
    fn a_variable_without_spread_has_no_correlation() {
        let flat = Joint::of([(1.0, 0.1, 3.0), (2.0, 0.1, 4.0)].into_iter());
        assert_eq!(flat.correlation(), Err(Missing::NoSpread));
        let flat = Joint::of([(1.0, 1.0, 0.3), (2.0, 0.0, 0.3)].into_iter());
        assert_eq!(flat.correlation(), Err(Missing::NoTotalSpread));
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert_eq!(median(vec![(1.0, 9.0), (1.0, 1.0)]), Some(5.0));
        assert_eq!(median(vec![(3.0, 2.0), (1.0, 9.0)]), Some(2.0));
        assert_eq!(median(vec![]), None);
    }

    #[test]
    fn sorting_both_gives_the_largest_covariance() {
        let pairs = [(1.0, 0.0, 4.0), (2.0, 1.0, 1.0), (1.0, 0.0, 3.0)];
        // Sorted: 0 0 1 1 with 1 1 3 4.
        let expected = Joint::of([(2.0, 0.0, 1.0), (1.0, 1.0, 3.0), (1.0, 1.0, 4.0)].into_iter());
        let largest = largest_covariance(pairs.into_iter());
        assert!((largest - expected.covariance()).abs() < 1e-15);
    }
}
