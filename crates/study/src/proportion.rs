//! A share of some answers, with how far it can be trusted.

/// The quantile of the normal distribution for an interval of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// A number of answers out of all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proportion {
    /// How many.
    pub part: usize,
    /// Out of how many.
    pub of: usize,
}

impl Proportion {
    /// Adds one answer.
    pub fn add(&mut self, counts: bool) {
        self.part += usize::from(counts);
        self.of += 1;
    }

    /// The share, from 0 to 1; none of nothing.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.part as f64 / self.of as f64)
    }

    /// Between which two shares the true one lies, with 95 % confidence: the interval of Wilson
    /// (1927). None of nothing.
    #[must_use]
    pub fn interval(self) -> Option<(f64, f64)> {
        let share = self.share()?;
        let n = self.of as f64;
        let spread = 1.0 + Z * Z / n;
        let centre = (share + Z * Z / (2.0 * n)) / spread;
        let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt() / spread;
        // At the ends rounding would miss what is exact.
        let low = if self.part == 0 { 0.0 } else { (centre - half).max(0.0) };
        let high = if self.part == self.of { 1.0 } else { (centre + half).min(1.0) };
        Some((low, high))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_intervals_are_met() {
        // Wilson's interval for 8 of 10, as R's prop.test(8, 10, correct = FALSE) prints it.
        let (low, high) = Proportion { part: 8, of: 10 }.interval().unwrap();
        assert!((low - 0.490_162_5).abs() < 1e-6 && (high - 0.943_317_8).abs() < 1e-6);
        // The ends are exact: nothing of something may be nothing, and all of it all.
        for of in 1..50 {
            assert_eq!(Proportion { part: 0, of }.interval().unwrap().0.to_bits(), 0);
            assert_eq!(
                Proportion { part: of, of }.interval().unwrap().1.to_bits(),
                1.0_f64.to_bits()
            );
        }
        assert_eq!(Proportion::default().interval(), None);
        assert_eq!(Proportion::default().share(), None);
    }

    proptest! {
        #[test]
        fn the_share_lies_in_its_interval(of in 1..10_000_usize, part in 0..10_000_usize) {
            let proportion = Proportion { part: part.min(of), of };
            let (low, high) = proportion.interval().unwrap();
            let share = proportion.share().unwrap();
            prop_assert!(0.0 <= low && low <= share + 1e-12);
            prop_assert!(share <= high + 1e-12 && high <= 1.0);
        }
    }
}
