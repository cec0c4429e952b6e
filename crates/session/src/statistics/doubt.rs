//! When numbers cast doubt on a question: one rule for the analysis of a class and for what a deck
//! keeps of its classes.

/// More of the points than this is very easy; a convention.
const EASY: f64 = 0.95;
/// How much more than by guessing has to be earned; a convention.
const OVER_CHANCE: f64 = 0.1;
/// What has to be earned where nothing can be guessed; a convention.
const LEAST: f64 = 0.2;
/// From this many students on an option that fewer than 5 % choose is rare; below it, one that nobody
/// chooses.
const MIN_RARE: u64 = 40;
/// The part of the students that is meant to choose an option (Haladyna and Downing 1993).
const RARE: f64 = 0.05;

/// The fewest who must have chosen an option before its correlation says anything.
pub const MIN_CHOOSERS: u64 = 3;
/// A correlation that is below this may be negative by more than rounding.
pub const NEGATIVE: f64 = -0.05;

/// The standard error of a correlation near zero, among so many: `1/√n` (Fisher 1921, large samples).
fn standard_error(n: u64) -> f64 {
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

/// Whether so much of the points is very much.
#[must_use]
pub fn is_very_easy(facility: f64) -> bool {
    facility > EASY
}

/// Whether so much of the points is very little, where guessing earns `chance`; 0 where nothing can be
/// guessed.
#[must_use]
pub fn is_very_hard(facility: f64, chance: f64) -> bool {
    facility < if chance > 0.0 { chance + OVER_CHANCE } else { LEAST }
}

/// Whether so few of `n` students chose an option that it hardly does its work.
#[must_use]
pub fn is_rare(chosen: u64, n: u64) -> bool {
    #[allow(clippy::cast_precision_loss)]
    let share = chosen as f64 / n as f64;
    if n < MIN_RARE { chosen == 0 } else { share < RARE }
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

    #[test]
    fn what_is_easy_hard_and_rare() {
        assert!(is_very_easy(0.96) && !is_very_easy(0.95));
        assert!(is_very_hard(0.34, 0.25) && !is_very_hard(0.35, 0.25));
        assert!(is_very_hard(0.19, 0.0) && !is_very_hard(0.2, 0.0));
        assert!(is_rare(0, 39) && !is_rare(1, 39));
        assert!(is_rare(1, 40) && !is_rare(2, 40));
    }
}
