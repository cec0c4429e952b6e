//! How well predicted chances of recall fit what happened.

use std::collections::BTreeMap;

use crate::predict::Prediction;

/// Predictions nearer to 0 or 1 are taken as this far from them, so that one surprise does not
/// decide everything.
const CLIP: f64 = 1e-4;

/// How well predictions fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// How many predictions were judged; at least one.
    pub reviews: usize,
    /// See [`log_loss`].
    pub log_loss: f64,
    /// See [`rmse_bins`].
    pub rmse_bins: f64,
}

/// In which group of similar reviews a review is judged: by its interval, by the number of reviews
/// and by the number of lapses, each cut at the powers of some base. The numbers are those with
/// which FSRS is compared everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bin {
    /// Of the interval.
    pub interval: u32,
    /// Of the number of reviews.
    pub length: u32,
    /// Of the number of lapses; 0 for none.
    pub lapses: u32,
}

impl Bin {
    /// The group of a review that came `days` (at least 1) after the one before, as the `nth` (from
    /// 1) of those that came a day or more after, when so many of these had been lapses.
    #[must_use]
    pub fn new(days: u32, nth: u32, lapses: u32) -> Self {
        Self {
            interval: step(f64::from(days), 3.62, 248.0),
            length: step(f64::from(nth) + 1.0, 1.89, 1.99),
            lapses: if lapses == 0 { 0 } else { step(f64::from(lapses), 1.73, 1.65) },
        }
    }
}

/// The highest power of a base that is no more than a number, scaled and rounded.
fn step(number: f64, base: f64, scale: f64) -> u32 {
    (scale * base.powf(number.log(base).floor())).round() as u32
}

impl Quality {
    /// Judges predictions; none where there are none.
    #[must_use]
    pub fn of(predictions: &[Prediction<'_>]) -> Option<Self> {
        let pairs = || predictions.iter().map(|one| (one.recall, one.recalled));
        Some(Self {
            reviews: predictions.len(),
            log_loss: log_loss(pairs())?,
            rmse_bins: rmse_bins(
                predictions.iter().map(|one| (one.bin, one.recall, one.recalled)),
            )?,
        })
    }
}

/// The mean of the negative logarithm of the chance that was given to what happened; the lower the
/// better. Takes chances and whether it happened; none of nothing.
#[must_use]
pub fn log_loss(predictions: impl IntoIterator<Item = (f64, bool)>) -> Option<f64> {
    mean(predictions.into_iter().map(|(chance, happened)| {
        let chance = chance.clamp(CLIP, 1.0 - CLIP);
        -(if happened { chance } else { 1.0 - chance }).ln()
    }))
}

/// The mean squared distance of chances from what happened, 1 or 0; the lower the better. Takes
/// chances and whether it happened; none of nothing.
#[must_use]
pub fn brier(predictions: impl IntoIterator<Item = (f64, bool)>) -> Option<f64> {
    let square = |(chance, happened): (f64, bool)| (chance - f64::from(u8::from(happened))).powi(2);
    mean(predictions.into_iter().map(square))
}

/// The root of the mean squared distance between the mean chance and the share that happened, by
/// groups, each weighted by its size; the lower the better. Takes groups, chances and whether it
/// happened; none of nothing.
#[must_use]
pub fn rmse_bins<B: Ord>(predictions: impl IntoIterator<Item = (B, f64, bool)>) -> Option<f64> {
    let mut bins: BTreeMap<B, (f64, f64, f64)> = BTreeMap::new();
    for (bin, chance, happened) in predictions {
        let (n, chances, happenings) = bins.entry(bin).or_default();
        *n += 1.0;
        *chances += chance;
        *happenings += f64::from(u8::from(happened));
    }
    let all: f64 = bins.values().map(|(n, ..)| n).sum();
    let squares: f64 = bins.values().map(|(n, p, y)| n * ((p - y) / n).powi(2)).sum();
    (all > 0.0).then(|| (squares / all).sqrt())
}

fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (n, sum) = numbers.fold((0.0, 0.0), |(n, sum), number| (n + 1.0, sum + number));
    (n > 0.0).then(|| sum / n)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of the reference.
    const CHANCES: [f64; 6] = [0.95, 0.9, 0.9, 0.85, 0.7, 0.6];
    const HAPPENED: [bool; 6] = [true, true, false, true, true, false];

    fn example() -> impl Iterator<Item = (f64, bool)> {
        CHANCES.into_iter().zip(HAPPENED)
    }

    #[test]
    fn the_worked_example_comes_out() {
        assert!((log_loss(example()).unwrap() - 0.649_121).abs() < 1e-6);
        assert!((brier(example()).unwrap() - 0.215_833).abs() < 1e-6);
        let bins = [0, 0, 0, 1, 1, 1].into_iter().zip(example());
        let rmse = rmse_bins(bins.map(|(bin, (p, y))| (bin, p, y)));
        assert!((rmse.unwrap() - 0.180_278).abs() < 1e-6);
    }

    #[test]
    fn the_example_bins_come_out() {
        let bin = |days, length: u32, lapses| {
            let bin = Bin::new(days, length - 1, lapses);
            (bin.interval, bin.length, bin.lapses)
        };
        assert_eq!(bin(1, 2, 0), (248, 4, 0));
        assert_eq!(bin(10, 4, 1), (898, 7, 2));
        assert_eq!(bin(40, 6, 2), (3250, 7, 3));
        assert_eq!(bin(100, 9, 3), (11_765, 13, 5));
    }

    #[test]
    fn a_sure_prediction_that_fails_is_bounded() {
        assert!((log_loss([(1.0, false)]).unwrap() - 9.210_34).abs() < 1e-5);
        assert!((log_loss([(0.0, true)]).unwrap() - 9.210_34).abs() < 1e-5);
    }

    #[test]
    fn nothing_has_no_quality() {
        assert_eq!(Quality::of(&[]), None);
        assert_eq!(brier([]), None);
    }
}
