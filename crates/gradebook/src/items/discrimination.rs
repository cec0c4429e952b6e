//! How well an item tells the strong from the weak.

use serde::Serialize;
use session::statistics::fisher;

use super::facility::enough;
use super::groups::{Group, KELLEY, ends};
use super::moments::{Joint, largest_covariance};
use super::stat::{Interval, Missing, Stat};
use super::table::{Entry, Unit};

/// How well an item tells the strong from the weak, from −1 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Discrimination {
    /// The correlation of the item with the total that holds it; for right and wrong the
    /// point-biserial. Too high, the more so the fewer items there are.
    pub item_total: Stat,
    /// The correlation with the total of the other items (corrected item-total): the one to act
    /// on. Where papers differ, with the percent reached on the others.
    pub item_rest: Stat,
    /// The 95 % interval of `item_rest` by Fisher's transformation.
    pub item_rest_interval: Interval,
    /// The mean mark of the best 27 % minus that of the weakest, over the most points (Kelley
    /// 1939; those tied at a cut count in part).
    pub upper_lower: Stat,
    /// The covariance with the rest over the largest that marks so distributed can have (Moodle's
    /// discriminative efficiency, as a fraction).
    pub efficiency: Stat,
}

/// The discrimination of an item from its entries; `points` are its most.
pub(super) fn discrimination(entries: &[Entry], points: f64, unit: Unit) -> Discrimination {
    let rest = entries.iter().map(|e| (e.weight, e.mark, e.rest));
    let total = entries.iter().map(|e| (e.weight, e.mark, e.total));
    let joint = Joint::of(rest.clone());
    let item_rest = correlation(&joint);
    Discrimination {
        item_total: correlation(&Joint::of(total)).into(),
        item_rest: item_rest.into(),
        item_rest_interval: Interval::of(
            item_rest.and_then(|r| fisher(r, joint.n).ok_or(Missing::NoInterval)),
        ),
        upper_lower: upper_lower(entries, points, unit).into(),
        efficiency: efficiency(&joint, rest).into(),
    }
}

/// A correlation where there are students enough for one.
pub(super) fn correlation(joint: &Joint) -> Result<f64, Missing> {
    if joint.n == 0.0 {
        return Err(Missing::Nobody);
    }
    enough(joint.n)?;
    joint.correlation()
}

/// What students are ordered by: the total, or where papers differ the percent on the other items.
pub(super) fn criterion(entry: &Entry, unit: Unit) -> f64 {
    match unit {
        Unit::Points => entry.total,
        Unit::Percent => entry.rest,
    }
}

/// The upper and the lower part of those who were given an item.
pub(super) fn item_ends(entries: &[Entry], unit: Unit, part: f64) -> Option<(Group, Group)> {
    let criteria: Vec<_> = entries.iter().map(|e| (e.weight, criterion(e, unit))).collect();
    ends(&criteria, part)
}

fn upper_lower(entries: &[Entry], points: f64, unit: Unit) -> Result<f64, Missing> {
    let (upper, lower) = item_ends(entries, unit, KELLEY).ok_or(Missing::Nobody)?;
    enough(entries.iter().map(|e| e.weight).sum())?;
    if points == 0.0 {
        return Err(Missing::NoPoints);
    }
    let marks = || entries.iter().map(|e| (e.weight, criterion(e, unit), e.mark));
    Ok((upper.mean(marks()) - lower.mean(marks())) / points)
}

fn efficiency(
    joint: &Joint,
    values: impl Iterator<Item = (f64, f64, f64)> + Clone,
) -> Result<f64, Missing> {
    correlation(joint)?;
    Ok(joint.covariance() / largest_covariance(values))
}
