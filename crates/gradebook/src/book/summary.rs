//! The class in numbers.

use super::{Book, Row, Scored};
use crate::exact::{self, Exact};

/// The class in numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// How many students there are.
    pub students: usize,
    /// How many of them have a score.
    pub scored: usize,
    /// What the numbers below count; `None` where nobody has a score.
    pub unit: Option<Unit>,
    /// The mean.
    pub mean: f64,
    /// The median; of two in the middle their mean.
    pub median: f64,
    /// The standard deviation of the sample, with n - 1; `None` of fewer than two.
    pub sd: Option<f64>,
}

/// What a class's numbers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Points, where all could earn the same.
    Points,
    /// Percents, where papers were worth different sums.
    Percent,
}

impl Book {
    /// The class in numbers.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let scored: Vec<&Scored> = self.rows.iter().filter_map(Row::scored).collect();
        let is_same = scored.windows(2).all(|pair| pair[0].possible == pair[1].possible);
        let unit = scored.first().map(|_| if is_same { Unit::Points } else { Unit::Percent });
        let of = |scored: &&Scored| match unit {
            Some(Unit::Percent) => scored.percent.clone(),
            _ => Some(scored.earned.clone()),
        };
        let mut values: Vec<Exact> = scored.iter().filter_map(of).collect();
        values.sort();
        Summary {
            students: self.rows.len(),
            scored: scored.len(),
            unit,
            mean: mean(&values),
            median: median(&values),
            sd: deviation(&values),
        }
    }
}

fn total(values: &[Exact]) -> Exact {
    values.iter().fold(exact::zero(), |sum, value| sum + value)
}

fn count(values: &[Exact]) -> Exact {
    exact::whole(i64::try_from(values.len()).unwrap_or(i64::MAX))
}

fn mean(values: &[Exact]) -> f64 {
    if values.is_empty() { 0.0 } else { exact::to_f64(&(total(values) / count(values))) }
}

fn median(values: &[Exact]) -> f64 {
    let Some(last) = values.len().checked_sub(1) else { return 0.0 };
    exact::to_f64(&((&values[last / 2] + &values[last.div_ceil(2)]) / exact::whole(2)))
}

fn deviation(values: &[Exact]) -> Option<f64> {
    let freedom = values.len().checked_sub(1).filter(|freedom| *freedom > 0)?;
    let mean = total(values) / count(values);
    let squares: Vec<Exact> =
        values.iter().map(|value| (value - &mean) * (value - &mean)).collect();
    let variance = total(&squares) / exact::whole(i64::try_from(freedom).ok()?);
    Some(exact::to_f64(&variance).sqrt())
}
