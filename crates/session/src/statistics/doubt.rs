//! When correlations cast doubt on a key: one rule for the analysis of a class and for what a deck
//! keeps of its classes.

/// The fewest who must have chosen an option before its correlation says anything.
pub const MIN_CHOOSERS: u64 = 3;
/// A correlation that is below this may be negative by more than rounding.
pub const NEGATIVE: f64 = -0.05;

/// The standard error of a correlation near zero, among so many: `1/√n` (Fisher 1921, large samples).
#[must_use]
pub fn standard_error(n: u64) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let n = n as f64;
    1.0 / n.sqrt()
}

/// Whether a wrong option tells strong from weak clearly better than the best right one does: by more
/// than a standard error, since one of several is always ahead by chance. A right one that goes with
/// knowing less counts as one that tells nobody apart.
#[must_use]
pub fn is_ahead(wrong: f64, right: f64, n: u64) -> bool {
    wrong > right.max(0.0) + standard_error(n)
}

/// Whether choosing something goes with knowing less, by more than a standard error.
#[must_use]
pub fn is_clearly_negative(r: f64, n: u64) -> bool {
    r < NEGATIVE.min(-standard_error(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_casts_no_doubt() {
        assert!(is_ahead(0.39, -0.2, 24) && is_ahead(0.3, f64::NEG_INFINITY, 24));
        assert!(!is_ahead(0.39, 0.19, 24), "within a standard error of the key");
        assert!(is_ahead(0.39, 0.19, 100));
        assert!(!is_clearly_negative(-0.12, 24));
        assert!(is_clearly_negative(-0.12, 100));
        assert!(!is_clearly_negative(-0.04, 100_000));
    }
}
