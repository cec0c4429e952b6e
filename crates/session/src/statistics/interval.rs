//! Intervals at 95 %, and correlations of several classes as one.

/// The 97.5 % point of the normal distribution.
pub const Z: f64 = 1.959_963_984_540_054;

/// The fewest students for an interval or a correlation.
pub const MIN_FOR_INTERVAL: u64 = 5;

/// The largest correlation that a class adds to others: that of exactly 1, which few students can
/// have by chance, has no finite transform.
const MOST: f64 = 0.9999;

/// The score interval of a proportion `p` of `n`: centre (p + z²/2n)/(1 + z²/n), half-width
/// z √(p(1−p)/n + z²/4n²)/(1 + z²/n) (Wilson 1927).
#[must_use]
pub fn wilson(p: f64, n: f64) -> (f64, f64) {
    let z2 = Z * Z / n;
    let centre = (p + z2 / 2.0) / (1.0 + z2);
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n)).sqrt() / (1.0 + z2);
    ((centre - half).max(0.0), (centre + half).min(1.0))
}

/// The interval of a correlation over `n`, tanh(atanh r ± 1.96/√(n−3)) (Fisher 1921); `None` where
/// there is none: below four students, and for a correlation of exactly 1 or -1.
#[must_use]
pub fn fisher(r: f64, n: f64) -> Option<(f64, f64)> {
    if r.abs() >= 1.0 || n < 4.0 {
        return None;
    }
    let half = Z / (n - 3.0).sqrt();
    Some(((r.atanh() - half).tanh(), (r.atanh() + half).tanh()))
}

/// The correlation of several classes as one, with its interval: z̄ = Σ(n−3) atanh r / Σ(n−3), each
/// class weighted by the inverse of its variance, which is 1/(n−3); r = tanh z̄, and the interval is
/// tanh(z̄ ± 1.96/√Σ(n−3)) (Fisher 1921; Hedges and Olkin 1985, chapter 11). Of one class it is
/// that class's own. Classes are taken as given: (r, n). `None` where none has a correlation.
#[must_use]
pub fn pooled_correlation(classes: &[(f64, u64)]) -> Option<(f64, Option<(f64, f64)>)> {
    #[allow(clippy::cast_precision_loss)]
    let of = |&(r, n): &(f64, u64)| (r, n as f64 - 3.0);
    let usable: Vec<(f64, f64)> =
        classes.iter().filter(|(_, n)| *n >= MIN_FOR_INTERVAL).map(of).collect();
    if let [(r, weight)] = usable[..] {
        return Some((r, fisher(r, weight + 3.0)));
    }
    let weight: f64 = usable.iter().map(|(_, weight)| weight).sum();
    let sum: f64 = usable.iter().map(|(r, weight)| weight * r.clamp(-MOST, MOST).atanh()).sum();
    let (z, half) = (sum / weight, Z / weight.sqrt());
    (!usable.is_empty()).then(|| (z.tanh(), Some(((z - half).tanh(), (z + half).tanh()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ends of Wilson's interval are where |p − π| is z standard errors of π.
    #[test]
    fn the_ends_of_wilsons_interval_solve_its_equation() {
        for (p, n) in [(0.8, 10.0), (0.01, 250.0), (0.5, 7.0)] {
            for end in <[f64; 2]>::from(wilson(p, n)) {
                let errors = (p - end).abs() / (end * (1.0 - end) / n).sqrt();
                assert!((errors - Z).abs() < 1e-9, "{p} {n} {end}");
            }
        }
        let (low, high) = wilson(1.0, 10.0);
        assert!((high - 1.0).abs() < 1e-15 && (low - 10.0 / (10.0 + Z * Z)).abs() < 1e-12);
    }

    #[test]
    fn the_correlation_of_one_class_is_its_own() {
        // Fisher's interval of question 5 of the worked example of ten students.
        let (r, interval) = pooled_correlation(&[(0.644_382, 10)]).unwrap();
        let (low, high) = interval.unwrap();
        assert_eq!(r.to_bits(), 0.644_382_f64.to_bits());
        assert!((low - 0.024_829).abs() < 1e-5 && (high - 0.906_303).abs() < 1e-5, "{low} {high}");
        assert_eq!(pooled_correlation(&[(1.0, 10)]), Some((1.0, None)));
        assert_eq!(pooled_correlation(&[(0.5, 4)]), None);
        assert_eq!(pooled_correlation(&[]), None);
    }

    #[test]
    fn classes_are_weighted_by_their_size() {
        let equal = pooled_correlation(&[(0.5, 23), (-0.5, 23)]).unwrap();
        assert!(equal.0.abs() < 1e-12);
        // By hand: (20 atanh .6 + 60 atanh .2)/80 = (13.8629 + 12.1640)/80 = .325336.
        let (r, interval) = pooled_correlation(&[(0.6, 23), (0.2, 63), (0.9, 3)]).unwrap();
        assert!((r.atanh() - 0.325_336).abs() < 1e-5, "{r}");
        let half = (interval.unwrap().1.atanh() - interval.unwrap().0.atanh()) / 2.0;
        assert!((half - Z / 80.0_f64.sqrt()).abs() < 1e-9);
        let (r, _) = pooled_correlation(&[(1.0, 10), (0.0, 60)]).unwrap();
        assert!(r < 1.0 && r > 0.0);
    }
}
