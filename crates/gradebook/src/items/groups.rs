//! The best and the weakest part of a class.

/// The part of a class in the upper and in the lower group: optimal for normal totals (Kelley 1939;
/// the test derives it).
pub(super) const KELLEY: f64 = 0.27;

/// One end of a class ordered by its criterion.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// The criterion at which the group is cut.
    cut: f64,
    /// What part of those who are tied at the cut belongs to it, so that the order of students does
    /// not matter.
    tied: f64,
    /// Whether it is the upper end.
    upper: bool,
}

impl Group {
    /// How much of a student with this criterion is in the group: 1, 0, or a part at the cut.
    pub(super) fn membership(&self, criterion: f64) -> f64 {
        if criterion.total_cmp(&self.cut).is_eq() {
            self.tied
        } else if (criterion > self.cut) == self.upper {
            1.0
        } else {
            0.0
        }
    }

    /// The mean of a variable over the group, from (weight, criterion, variable).
    pub(super) fn mean(&self, values: impl Iterator<Item = (f64, f64, f64)>) -> f64 {
        let (mut n, mut sum) = (0.0, 0.0);
        for (weight, criterion, value) in values {
            let weight = weight * self.membership(criterion);
            n += weight;
            sum += weight * value;
        }
        sum / n
    }
}

/// The upper and the lower `part` of a class, from (weight, criterion): max(1, ⌊part · n + ½⌋)
/// students each. `None` of nobody.
pub(super) fn ends(values: &[(f64, f64)], part: f64) -> Option<(Group, Group)> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
    let n: f64 = sorted.iter().map(|(weight, _)| weight).sum();
    let size = (part * n + 0.5).floor().max(1.0);
    let lower = cut(sorted.iter().copied(), size, false)?;
    let upper = cut(sorted.iter().rev().copied(), size, true)?;
    Some((upper, lower))
}

fn cut(sorted: impl Iterator<Item = (f64, f64)>, size: f64, upper: bool) -> Option<Group> {
    // (criterion, students tied there, students before them)
    let mut tie: Option<(f64, f64, f64)> = None;
    for (weight, criterion) in sorted {
        tie = Some(match tie {
            Some((at, tied, before)) if at.total_cmp(&criterion).is_eq() => {
                (at, tied + weight, before)
            }
            Some((_, tied, before)) if tied + before >= size => break,
            Some((_, tied, before)) => (criterion, weight, before + tied),
            None => (criterion, weight, 0.0),
        });
    }
    tie.map(|(cut, tied, before)| Group { cut, tied: ((size - before) / tied).min(1.0), upper })
}

#[cfg(test)]
mod tests {
    use statrs::distribution::{Continuous, ContinuousCDF, Normal};

    use super::*;

    #[test]
    fn ties_at_the_cut_are_shared() {
        let values = [(1.0, 1.0), (2.0, 2.0), (3.0, 3.0), (4.0, 5.0)];
        let (upper, lower) = ends(&values, 0.27).unwrap();
        assert_eq!([1.0, 2.0, 3.0].map(|v| lower.membership(v)), [1.0, 1.0, 0.0]);
        assert_eq!([5.0, 3.0].map(|v| upper.membership(v)), [0.75, 0.0]);
        let (upper, _) = ends(&values, 0.5).unwrap();
        assert_eq!([5.0, 3.0, 2.0].map(|v| upper.membership(v)), [1.0, 1.0 / 3.0, 0.0]);
        assert!(ends(&[], 0.27).is_none());
    }

    /// The difference of the groups' means is 2φ(z)/q, its standard error goes with 1/√(q n), so
    /// that φ(z)²/q is to be largest, which is where q = φ(z)/(2z).
    #[test]
    fn twenty_seven_percent_separates_normal_groups_best() {
        let normal = Normal::standard();
        let precision = |q: f64| normal.pdf(normal.inverse_cdf(q)).powi(2) / q;
        let best = (1..500).map(|q| f64::from(q) / 1000.0);
        let best = best.max_by(|a, b| precision(*a).total_cmp(&precision(*b))).unwrap();
        assert!((best - KELLEY).abs() < 0.0011, "{best}");
    }
}
