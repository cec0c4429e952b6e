//! The class in parts, from the weakest to the best, and how an item did in each: the curves of its
//! options.

use serde::Serialize;

use super::stat::Stat;
use super::table::Entry;

/// The fewest students for a class in thirds.
pub const MIN_THIRDS: u64 = 15;
/// The fewest students for a class in fifths.
pub const MIN_FIFTHS: u64 = 50;

/// One part of those who were given an item, ordered by their score on the other items.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Part {
    /// How many students: those who are tied at a cut count in both parts, by their share.
    pub students: f64,
    /// The least score on the other items, in the unit of totals.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// The share of the item's points that was earned.
    pub earned: Stat,
}

/// How the class is parted: for each score on the other items, how much of it lies in each part.
pub(super) struct Parts {
    /// The scores in ascending order, with the students in each part.
    scores: Vec<(f64, Vec<f64>)>,
    count: usize,
}

impl Parts {
    /// Parts of equal size: fifths, or thirds of a smaller class; `None` where there are too few
    /// students, or all have the same score on the other items. Who is tied at a cut lies in both
    /// parts by a share, so that the order of students does not matter.
    pub(super) fn of(entries: &[Entry]) -> Option<Self> {
        let scores = scores(entries);
        let students: f64 = scores.iter().map(|(_, weight)| weight).sum();
        let count = parts(students).filter(|_| scores.len() > 1)?;
        #[allow(clippy::cast_precision_loss)]
        let size = students / count as f64;
        let mut before = 0.0;
        let shared = scores.into_iter().map(|(score, weight)| {
            let from = before;
            before += weight;
            #[allow(clippy::cast_precision_loss)]
            let within = |part: usize| {
                let (low, high) = (size * part as f64, size * (part + 1) as f64);
                (before.min(high) - from.max(low)).max(0.0) / weight
            };
            (score, (0..count).map(within).collect())
        });
        Some(Self { scores: shared.collect(), count })
    }

    /// The part of a student with this score that lies in a part of the class.
    fn share(&self, score: f64, part: usize) -> f64 {
        let at = self.scores.binary_search_by(|(other, _)| other.total_cmp(&score));
        at.ok().and_then(|at| self.scores.get(at)?.1.get(part).copied()).unwrap_or(0.0)
    }

    /// The mean of a variable in each part.
    pub(super) fn means(&self, entries: &[Entry], value: impl Fn(&Entry) -> f64) -> Vec<f64> {
        let mean = |part| {
            let (mut n, mut sum) = (0.0, 0.0);
            for entry in entries {
                let weight = entry.weight * self.share(entry.rest, part);
                n += weight;
                sum += weight * value(entry);
            }
            sum / n
        };
        (0..self.count).map(mean).collect()
    }

    /// The parts, with what was earned in each on an item worth `points`.
    pub(super) fn described(&self, entries: &[Entry], points: f64) -> Vec<Part> {
        let earned = self.means(entries, |entry| entry.mark / points);
        let part = |(part, earned): (usize, f64)| {
            let held = |(score, shares): &(f64, Vec<f64>)| (shares[part] > 0.0).then_some(*score);
            let mut scores = self.scores.iter().filter_map(held);
            let low = scores.next().unwrap_or(f64::NAN);
            let students = entries.iter().map(|e| e.weight * self.share(e.rest, part)).sum::<f64>();
            Part { students, low, high: scores.next_back().unwrap_or(low), earned: earned.into() }
        };
        earned.into_iter().enumerate().map(part).collect()
    }
}

/// The scores on the other items in ascending order, with how many students have each.
fn scores(entries: &[Entry]) -> Vec<(f64, f64)> {
    let mut scores: Vec<(f64, f64)> = entries.iter().map(|e| (e.rest, e.weight)).collect();
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    scores.dedup_by(|next, kept| {
        let same = next.0.total_cmp(&kept.0).is_eq();
        if same {
            kept.1 += next.1;
        }
        same
    });
    scores
}

fn parts(students: f64) -> Option<usize> {
    #[allow(clippy::cast_precision_loss)]
    let (thirds, fifths) = (MIN_THIRDS as f64, MIN_FIFTHS as f64);
    match students {
        n if n >= fifths => Some(5),
        n if n >= thirds => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::items::{Choices, Reply};

    fn entry(weight: f64, rest: f64, mark: f64) -> Entry {
        Entry {
            weight,
            reply: Reply::Answered(Choices::NONE),
            mark,
            total: rest + mark,
            rest,
            rest_points: rest,
            right: None,
            correct: None,
            paper: 0,
        }
    }

    #[test]
    fn a_class_is_cut_into_parts_of_one_size_and_ties_are_shared() {
        let entries = [entry(4.0, 1.0, 0.0), entry(7.0, 2.0, 1.0), entry(4.0, 3.0, 2.0)];
        let parts = Parts::of(&entries).unwrap().described(&entries, 2.0);
        let seen: Vec<_> = parts.iter().map(|part| (part.students, part.low, part.high)).collect();
        assert_eq!(seen, [(5.0, 1.0, 2.0), (5.0, 2.0, 2.0), (5.0, 2.0, 3.0)]);
        let earned: Vec<f64> = parts.iter().filter_map(|part| part.earned.value()).collect();
        assert_eq!(earned, [0.1, 0.5, 0.9]);
    }

    #[test]
    fn few_students_and_equal_scores_have_no_parts() {
        assert!(Parts::of(&[entry(7.0, 1.0, 0.0), entry(7.0, 2.0, 1.0)]).is_none());
        assert!(Parts::of(&[entry(70.0, 1.0, 0.0)]).is_none());
        assert!(Parts::of(&[]).is_none());
        let fifths = Parts::of(&[entry(25.0, 1.0, 0.0), entry(25.0, 2.0, 1.0)]).unwrap();
        assert_eq!(fifths.count, 5);
    }
}
