//! Moodle's quiz statistics under Moodle's names, as its `quiz_statistics` calculators define them.
//!
//! All are percentages where Moodle shows percentages; what Moodle leaves blank has no value here.

use deck_format::Fraction;
use serde::Serialize;

use super::discrimination::Discrimination;
use super::facility::{Facility, enough};
use super::item::Item;
use super::moments::{central_moments, median};
use super::reliability::Shared;
use super::stat::{Missing, Stat};
use super::table::{Table, Unit, points};

/// Moodle's statistics of the whole quiz. Average, median and standard deviation are in points, or
/// in percent where papers differ.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MoodleTest {
    /// The number of attempts that are used.
    pub attempts: u64,
    /// The unit of average, median and standard deviation.
    pub unit: Unit,
    /// Average grade.
    pub average: Stat,
    /// Median grade.
    pub median: Stat,
    /// Standard deviation of grades.
    pub standard_deviation: Stat,
    /// Skewness k₃/k₂^{3/2} of the score distribution.
    pub skewness: Stat,
    /// Kurtosis k₄/k₂² of the score distribution; 0 for the normal one.
    pub kurtosis: Stat,
    /// Coefficient of internal consistency: 100 α.
    pub coefficient_of_internal_consistency: Stat,
    /// Error ratio, 100 √(1 − CIC/100).
    pub error_ratio: Stat,
    /// Standard error, error ratio × standard deviation / 100, in points.
    pub standard_error: Stat,
}

/// Moodle's statistics of one question, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MoodleItem {
    /// Facility index, 100 x̄/M.
    pub facility_index: Stat,
    /// Standard deviation of the marks in percent of the most.
    pub standard_deviation: Stat,
    /// Random guess score.
    pub random_guess_score: Stat,
    /// Intended question weight, 100 M/ΣM.
    pub intended_weight: Stat,
    /// Effective question weight, 100 √c(x,T)/Σ√c(x,T).
    pub effective_weight: Stat,
    /// Discrimination index, 100 r(x, T − x).
    pub discrimination_index: Stat,
    /// Discriminative efficiency, `100 c(x, T − x)/c_max`.
    pub discriminative_efficiency: Stat,
}

/// The statistics of the quiz.
pub(super) fn test(table: &Table, shared: &Result<Shared, Missing>) -> MoodleTest {
    let totals = table.totals();
    #[allow(clippy::cast_precision_loss)]
    let n = table.students as f64;
    let (mean, moments) = central_moments(&totals);
    let some = |value| if n > 0.0 { Ok(value) } else { Err(Missing::Nobody) };
    let known = shared.as_ref().map_err(|missing| *missing);
    let cic = known.and_then(Shared::alpha).map(|alpha| 100.0 * alpha);
    let error_ratio = cic.map(|cic| 100.0 * (1.0 - cic / 100.0).sqrt());
    MoodleTest {
        attempts: table.students,
        unit: table.unit,
        average: some(mean).into(),
        median: median(totals).ok_or(Missing::Nobody).into(),
        standard_deviation: enough(n).map(|()| (moments[0] * n / (n - 1.0)).sqrt()).into(),
        skewness: enough(n).and_then(|()| skewness(n, moments)).into(),
        kurtosis: enough(n).and_then(|()| kurtosis(n, moments)).into(),
        coefficient_of_internal_consistency: cic.into(),
        error_ratio: error_ratio.into(),
        standard_error: error_ratio.and_then(|e| Ok(e * known?.deviation() / 100.0)).into(),
    }
}

/// k₃/k₂^{3/2} with the k-statistics k₂ = n m₂/(n−1), k₃ = n² m₃/((n−1)(n−2)) (Fisher 1930).
fn skewness(n: f64, [m2, m3, _]: [f64; 3]) -> Result<f64, Missing> {
    let k2 = spread(n, m2)?;
    Ok(n * n * m3 / ((n - 1.0) * (n - 2.0)) / k2.powf(1.5))
}

/// k₄/k₂² with k₄ = n²((n+1) m₄ − 3(n−1) m₂²)/((n−1)(n−2)(n−3)) (Fisher 1930).
fn kurtosis(n: f64, [m2, _, m4]: [f64; 3]) -> Result<f64, Missing> {
    let k2 = spread(n, m2)?;
    let k4 = n * n * ((n + 1.0) * m4 - 3.0 * (n - 1.0) * m2 * m2);
    Ok(k4 / ((n - 1.0) * (n - 2.0) * (n - 3.0)) / (k2 * k2))
}

fn spread(n: f64, m2: f64) -> Result<f64, Missing> {
    if m2 > 0.0 { Ok(n * m2 / (n - 1.0)) } else { Err(Missing::NoTotalSpread) }
}

/// The weight of an item in the total, in percent: by its points, and by the spread of totals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    intended: Result<f64, Missing>,
    effective: Result<f64, Missing>,
}

/// The weights of all items of the class.
///
/// Items whose covariance with the total is negative have no effective weight, and are left out of
/// the sum.
pub(super) fn weights(items: &[Item], shared: &Result<Shared, Missing>) -> Vec<Weights> {
    let none = |item: &Item| {
        let why = if item.is_counted() { Missing::PapersDiffer } else { Missing::Aside };
        Weights { intended: Err(why), effective: Err(why) }
    };
    let mut weights: Vec<Weights> = items.iter().map(none).collect();
    let Ok(shared) = shared else { return weights };
    let sum: f64 = shared.covariances().filter(|(_, c)| *c > 0.0).map(|(_, c)| c.sqrt()).sum();
    for (item, covariance) in shared.covariances() {
        weights[item] = Weights {
            intended: Ok(100.0 * points(&items[item]) / shared.max()),
            effective: shared.spread().and_then(|()| match covariance {
                ..0.0 => Err(Missing::Negative),
                _ => Ok(100.0 * covariance.sqrt() / sum),
            }),
        };
    }
    weights
}

/// The statistics of one question.
pub(super) fn item(
    item: &Item,
    facility: &Facility,
    discrimination: &Discrimination,
    weights: Weights,
) -> MoodleItem {
    let most = points(item);
    let percent = |value: f64| 100.0 * value;
    MoodleItem {
        facility_index: facility.value.map(percent),
        standard_deviation: facility.deviation.map(|s| 100.0 * s / most),
        random_guess_score: item
            .chance
            .map_or(Missing::NoChance.into(), |c: Fraction| percent(c.to_f64()).into()),
        intended_weight: weights.intended.into(),
        effective_weight: weights.effective.into(),
        discrimination_index: discrimination.item_rest.map(percent),
        discriminative_efficiency: discrimination.efficiency.map(percent),
    }
}
