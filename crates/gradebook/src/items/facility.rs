//! How easy an item was.

use deck_format::Fraction;
use serde::Serialize;
use session::statistics::{Z, wilson};

use super::moments::Joint;
use super::stat::{Interval, MIN_STUDENTS, Missing, Stat};
use super::table::Entry;

/// How easy an item was: fractions of its points, 1 the easiest; below 0 where penalties prevail.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Facility {
    /// The mean mark over the most points, p = x̄/M.
    pub value: Stat,
    /// Its 95 % interval: Wilson's for right and wrong, else that of a mean, p ± 1.96 s/(M√n).
    pub interval: Interval,
    /// What is left of it beyond guessing, (p − c)/(1 − c).
    pub beyond_chance: Stat,
    /// Where an item tells most, midway between guessing and 1: (1 + c)/2 (Lord 1952 puts it a
    /// little higher).
    pub target: Stat,
    /// The standard deviation of marks, in points (with n − 1).
    pub deviation: Stat,
}

/// The facility of an item from its entries; `points` are its most.
pub(super) fn facility(entries: &[Entry], points: f64, chance: Option<Fraction>) -> Facility {
    let joint = Joint::of(entries.iter().map(|e| (e.weight, e.mark, 0.0)));
    let value = value(&joint, points);
    let chance = chance.ok_or(Missing::NoChance).map(Fraction::to_f64);
    let right_or_wrong = entries.iter().all(is_right_or_wrong);
    Facility {
        value: value.into(),
        interval: Interval::of(value.and_then(|p| interval(p, &joint, points, right_or_wrong))),
        beyond_chance: value.and_then(|p| Ok((p - chance?) / (1.0 - chance?))).into(),
        target: chance.map(|c| f64::midpoint(1.0, c)).into(),
        deviation: enough(joint.n).map(|()| joint.variance().sqrt()).into(),
    }
}

/// Whether a cell is right or wrong without penalty.
pub(super) fn is_right_or_wrong(entry: &Entry) -> bool {
    entry.correct == Some(true) || entry.mark == 0.0
}

/// That there are enough students for more than counts and facility.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn enough(n: f64) -> Result<(), Missing> {
    let students = n as u64;
    if students < MIN_STUDENTS { Err(Missing::TooFew(students)) } else { Ok(()) }
}

fn value(joint: &Joint, points: f64) -> Result<f64, Missing> {
    if joint.n == 0.0 {
        return Err(Missing::Nobody);
    }
    if points == 0.0 { Err(Missing::NoPoints) } else { Ok(joint.mean / points) }
}

fn interval(
    p: f64,
    joint: &Joint,
    points: f64,
    right_or_wrong: bool,
) -> Result<(f64, f64), Missing> {
    enough(joint.n)?;
    if right_or_wrong {
        return Ok(wilson(p, joint.n));
    }
    let half = Z * joint.variance().sqrt() / (points * joint.n.sqrt());
    Ok(((p - half).max(-1.0), (p + half).min(1.0)))
}
