//! How far the totals of a test can be trusted.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::facility::{enough, is_right_or_wrong};
use super::item::Item;
use super::moments::{Joint, central_moments};
use super::stat::{Interval, Missing, Stat};
use super::table::{Table, points};

/// How far the totals of those who sat one common paper can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reliability {
    /// How many students sat the paper; 0 where none is shared by enough.
    pub students: u64,
    /// Its items that are part of the total.
    pub items: u64,
    /// Cronbach's `α = k/(k−1) · (1 − Σs²ⱼ/s²_T)` (Cronbach 1951): at most 1, and below 0 where items
    /// disagree.
    pub alpha: Stat,
    /// Its 95 % interval (Feldt 1965).
    pub alpha_interval: Interval,
    /// `KR-20 = k/(k−1) · (1 − Σpq/σ²_T)`, for right and wrong of equal points (Kuder and Richardson
    /// 1937). There it equals α.
    pub kr20: Stat,
    /// KR-21, which takes all items as equally easy; at most KR-20.
    pub kr21: Stat,
    /// The standard error of measurement, `s_T √(1−α)`, in points; α below 0 counts as 0.
    pub sem: Stat,
    /// The same in percent of the points.
    pub sem_percent: Stat,
    /// How many times as long the test had to be for α = 0.8, by Spearman and Brown (1910).
    pub length_for_80: Stat,
}

/// What reliability is made of.
#[derive(Debug)]
pub(super) struct Shared {
    students: u64,
    /// The most points of the paper.
    max: f64,
    mean: f64,
    /// The sample variance of the total.
    variance: f64,
    /// Each item of the paper: its index in the class, and its marks with the points of the others.
    items: Vec<(usize, Joint)>,
    /// The one number of points of every item, or why KR-20 is not defined.
    equal_points: Result<f64, Missing>,
}

impl Shared {
    /// What those who share a paper did.
    pub(super) fn of(items: &[Item], table: &Table) -> Result<Self, Missing> {
        let paper = table.shared.ok_or(Missing::PapersDiffer)?;
        let totals = table.points_of(paper);
        let students = table.students_of(paper);
        let (mean, [m2, ..]) = central_moments(&totals);
        #[allow(clippy::cast_precision_loss)]
        let n = students as f64;
        let mut shared = Self {
            students,
            max: 0.0,
            mean,
            variance: m2 * n / (n - 1.0),
            items: Vec::new(),
            equal_points: Err(Missing::TooFewItems),
        };
        for item in table.papers[paper].set.iter() {
            shared.take(items, table, paper, item as usize);
        }
        Ok(shared)
    }

    fn take(&mut self, items: &[Item], table: &Table, paper: usize, item: usize) {
        let mut entries = table.entries(item);
        entries.retain(|entry| entry.paper == paper);
        let points = points(&items[item]);
        self.equal_points = match self.equal_points {
            _ if !entries.iter().all(is_right_or_wrong) => Err(Missing::PartialCredit),
            Err(Missing::TooFewItems) => Ok(points),
            Ok(other) if other.total_cmp(&points).is_ne() => Err(Missing::PointsDiffer),
            other => other,
        };
        self.max += points;
        let marks = entries.iter().map(|e| (e.weight, e.mark, e.rest_points));
        self.items.push((item, Joint::of(marks)));
    }

    /// The standard deviation of the total, in points.
    pub(super) fn deviation(&self) -> f64 {
        self.variance.sqrt()
    }

    #[allow(clippy::cast_precision_loss)]
    fn k(&self) -> f64 {
        self.items.len() as f64
    }

    #[allow(clippy::cast_precision_loss)]
    fn n(&self) -> f64 {
        self.students as f64
    }

    fn item_variances(&self) -> f64 {
        self.items.iter().map(|(_, marks)| marks.variance()).sum()
    }

    /// Cronbach's α.
    pub(super) fn alpha(&self) -> Result<f64, Missing> {
        enough(self.n())?;
        alpha(self.k(), self.item_variances(), self.variance)
    }

    /// α of the other items, for each item of the paper.
    pub(super) fn alpha_if_deleted(&self, item: usize) -> Result<f64, Missing> {
        enough(self.n())?;
        let found = self.items.iter().find(|(index, _)| *index == item);
        let (_, marks) = found.ok_or(Missing::PapersDiffer)?;
        let others = self.item_variances() - marks.variance();
        alpha(self.k() - 1.0, others, marks.second_variance())
    }

    /// The covariance of each item with the total, which Moodle's effective weight is made of.
    pub(super) fn covariances(&self) -> impl Iterator<Item = (usize, f64)> {
        self.items.iter().map(|(item, marks)| (*item, marks.covariance() + marks.variance()))
    }

    /// That there are students enough, and totals differ.
    pub(super) fn spread(&self) -> Result<(), Missing> {
        enough(self.n())?;
        if self.variance > 0.0 { Ok(()) } else { Err(Missing::NoTotalSpread) }
    }

    /// The most points of the paper.
    pub(super) fn max(&self) -> f64 {
        self.max
    }

    /// KR-20: population variances throughout, since pq is one. The points of an item cancel.
    fn kr20(&self) -> Result<f64, Missing> {
        self.equal_points?;
        self.alpha()
    }

    /// KR-21: p and q of every item are taken as those of the mean.
    fn kr21(&self) -> Result<f64, Missing> {
        let points = self.equal_points?;
        self.alpha()?;
        let (mean, k, n) = (self.mean / points, self.k(), self.n());
        let variance = self.variance * (n - 1.0) / n / (points * points);
        Ok(k / (k - 1.0) * (1.0 - mean * (k - mean) / (k * variance)))
    }
}

/// The reliability of the totals on the shared paper.
pub(super) fn reliability(shared: &Result<Shared, Missing>) -> Reliability {
    let with = |compute: &dyn Fn(&Shared) -> Result<f64, Missing>| -> Result<f64, Missing> {
        shared.as_ref().map_err(|missing| *missing).and_then(compute)
    };
    let alpha = with(&Shared::alpha);
    let sem = with(&|s| Ok(s.deviation() * (1.0 - s.alpha()?.max(0.0)).sqrt()));
    let known = shared.as_ref().ok();
    Reliability {
        students: known.map_or(0, |shared| shared.students),
        items: known.map_or(0, |shared| shared.items.len() as u64),
        alpha: alpha.into(),
        alpha_interval: Interval::of(
            alpha
                .and_then(|a| known.map_or(Err(Missing::PapersDiffer), |s| feldt(a, s.n(), s.k()))),
        ),
        kr20: with(&Shared::kr20).into(),
        kr21: with(&Shared::kr21).into(),
        sem: sem.into(),
        sem_percent: with(&|s| Ok(sem? * 100.0 / s.max)).into(),
        length_for_80: alpha.and_then(|a| length_for(a, 0.8)).into(),
    }
}

/// α of k items from the sum of their variances and the variance of their total.
fn alpha(k: f64, items: f64, total: f64) -> Result<f64, Missing> {
    if k < 2.0 {
        return Err(Missing::TooFewItems);
    }
    if total <= 0.0 {
        return Err(Missing::NoTotalSpread);
    }
    Ok(k / (k - 1.0) * (1.0 - items / total))
}

/// The 95 % interval of α: 1 − (1−α) F, F the quantiles at 97.5 % and 2.5 % with n − 1 and
/// (n − 1)(k − 1) degrees of freedom (Feldt 1965).
fn feldt(alpha: f64, n: f64, k: f64) -> Result<(f64, f64), Missing> {
    let (first, second) = (n - 1.0, (n - 1.0) * (k - 1.0));
    let f = FisherSnedecor::new(first, second).map_err(|_| Missing::NoInterval)?;
    let end = |quantile| 1.0 - (1.0 - alpha) * f.inverse_cdf(quantile);
    Ok((end(0.975), end(0.025)))
}

/// The reliability of a test `times` as long, mα/(1 + (m−1)α) (Spearman 1910, Brown 1910).
///
/// # Errors
/// [`Missing::Negative`] where α is not above 0.
pub fn spearman_brown(alpha: f64, times: f64) -> Result<f64, Missing> {
    if alpha > 0.0 {
        Ok(times * alpha / (1.0 + (times - 1.0) * alpha))
    } else {
        Err(Missing::Negative)
    }
}

/// How many times as long a test had to be for a reliability: ρ(1−α)/(α(1−ρ)).
///
/// # Errors
/// [`Missing::Negative`] where α is not above 0.
pub fn length_for(alpha: f64, target: f64) -> Result<f64, Missing> {
    if alpha > 0.0 {
        Ok(target * (1.0 - alpha) / (alpha * (1.0 - target)))
    } else {
        Err(Missing::Negative)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_as_long_as_it_takes_has_the_reliability() {
        for (alpha, target) in [(0.3, 0.8), (0.9, 0.5)] {
            let times = length_for(alpha, target).unwrap();
            assert!((spearman_brown(alpha, times).unwrap() - target).abs() < 1e-15);
        }
        assert_eq!(length_for(-0.1, 0.8), Err(Missing::Negative));
    }

    /// For very many students the interval is that of a normal variable, whose ln(1−α) has the
    /// variance 2k/((n−1)(k−1)): the quantiles do not break down there.
    #[test]
    fn the_interval_of_a_huge_class_is_normal() {
        let (alpha, n, k): (f64, f64, f64) = (0.8, 1e6, 40.0);
        let half = 1.959_963_984_540_054 * (2.0 * k / ((n - 1.0) * (k - 1.0))).sqrt();
        let (low, high) = feldt(alpha, n, k).unwrap();
        assert!((low - (1.0 - (1.0 - alpha) * half.exp())).abs() < 1e-6);
        assert!((high - (1.0 - (1.0 - alpha) * (-half).exp())).abs() < 1e-6);
    }
}
