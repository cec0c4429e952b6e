//! How long an item took: exact for a small class, within 3 % in fixed memory for a large one.

use serde::Serialize;

use super::stat::{Missing, Stat};

/// Buckets in a doubling of the time.
const STEPS: u32 = 32;
/// As many buckets as `u32` milliseconds take.
const BUCKETS: usize = 28 * STEPS as usize;
/// From how many times on they are kept in buckets.
const MAX_LISTED: usize = BUCKETS;

/// The times that students took over one item.
#[derive(Debug, Clone)]
pub(super) struct Times {
    count: u64,
    sum: u64,
    kept: Kept,
}

#[derive(Debug, Clone)]
enum Kept {
    /// Every time, in milliseconds.
    Listed(Vec<u32>),
    /// How many times fell in each bucket.
    Bucketed(Box<[u32; BUCKETS]>),
}

impl Default for Times {
    fn default() -> Self {
        Self { count: 0, sum: 0, kept: Kept::Listed(Vec::new()) }
    }
}

impl Times {
    /// Adds one time.
    pub(super) fn add(&mut self, ms: u32) {
        self.count += 1;
        self.sum += u64::from(ms);
        match &mut self.kept {
            Kept::Bucketed(buckets) => buckets[bucket(ms)] += 1,
            Kept::Listed(list) => {
                list.push(ms);
                if list.len() > MAX_LISTED {
                    self.put_in_buckets();
                }
            }
        }
    }

    fn put_in_buckets(&mut self) {
        if let Kept::Listed(list) = &self.kept {
            let mut buckets = Box::new([0; BUCKETS]);
            list.iter().for_each(|&ms| buckets[bucket(ms)] += 1);
            self.kept = Kept::Bucketed(buckets);
        }
    }

    /// Adds the times that another thread saw.
    pub(super) fn merge(&mut self, other: &Self) {
        match &other.kept {
            Kept::Listed(list) => list.iter().for_each(|&ms| self.add(ms)),
            Kept::Bucketed(theirs) => {
                self.put_in_buckets();
                if let Kept::Bucketed(mine) = &mut self.kept {
                    mine.iter_mut().zip(theirs.iter()).for_each(|(mine, theirs)| *mine += theirs);
                }
                self.count += other.count;
                self.sum += other.sum;
            }
        }
    }

    /// What the times say.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn summary(&self) -> TimeSummary {
        let mean = if self.count == 0 {
            Missing::NoTimes.into()
        } else {
            Stat::from(self.sum as f64 / self.count as f64 / 1000.0)
        };
        let approximate = matches!(self.kept, Kept::Bucketed(_));
        let quantile = |quarters| self.quantile(quarters).map(|ms| ms / 1000.0).into();
        TimeSummary {
            count: self.count,
            total: self.sum,
            mean,
            quartile: quantile(1),
            median: quantile(2),
            upper_quartile: quantile(3),
            approximate,
        }
    }

    /// The time that one, two or three `quarters` of the class stayed below, in milliseconds,
    /// halfway between the two nearest where it falls between (as for the median).
    fn quantile(&self, quarters: u64) -> Result<f64, Missing> {
        if self.count == 0 {
            return Err(Missing::NoTimes);
        }
        let mut listed = Vec::new();
        let sorted: &[u32] = match &self.kept {
            Kept::Listed(list) => {
                listed.extend_from_slice(list);
                listed.sort_unstable();
                &listed
            }
            Kept::Bucketed(_) => &[],
        };
        let at = |index: u64| match &self.kept {
            Kept::Listed(_) => f64::from(sorted[usize::try_from(index).unwrap_or(0)]),
            Kept::Bucketed(buckets) => nth(buckets.as_slice(), index),
        };
        let (upper, between) =
            (self.count * quarters / 4, (self.count * quarters).is_multiple_of(4));
        Ok(if between { f64::midpoint(at(upper - 1), at(upper)) } else { at(upper) })
    }
}

/// The bucket of a time: one for each millisecond up to twice [`STEPS`], then [`STEPS`] for every
/// doubling.
fn bucket(ms: u32) -> usize {
    let shift = (32 - ms.leading_zeros()).saturating_sub(6);
    (shift * STEPS + (ms >> shift)) as usize
}

/// The middle of a bucket, in milliseconds.
fn middle(bucket: usize) -> f64 {
    let bucket = u32::try_from(bucket).unwrap_or(u32::MAX);
    let shift = (bucket / STEPS).saturating_sub(1);
    let low = u64::from(bucket - shift * STEPS) << shift;
    #[allow(clippy::cast_precision_loss)]
    let low = low as f64;
    low + (f64::from(1_u32 << shift) - 1.0) / 2.0
}

/// The middle of the bucket that holds the time at an index in ascending order.
fn nth(buckets: &[u32], index: u64) -> f64 {
    let mut below = 0;
    for (bucket, &count) in buckets.iter().enumerate() {
        below += u64::from(count);
        if below > index {
            return middle(bucket);
        }
    }
    middle(buckets.len() - 1)
}

/// How long students took over an item, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TimeSummary {
    /// How many times were recorded.
    pub count: u64,
    /// All of them together, in milliseconds.
    #[serde(skip)]
    pub total: u64,
    /// The mean, exact.
    pub mean: Stat,
    /// What the quickest quarter stayed below.
    pub quartile: Stat,
    /// The median.
    pub median: Stat,
    /// What all but the slowest quarter stayed below.
    pub upper_quartile: Stat,
    /// Whether median and quartiles are known to 3 % only, the class being large.
    pub approximate: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_time_lies_in_its_bucket_within_two_percent_of_the_middle() {
        let mut last = 0;
        for exponent in 0..32 {
            for ms in [1_u32 << exponent, (1 << exponent) + (1 << exponent) / 3, u32::MAX] {
                let bucket = bucket(ms);
                assert!(bucket < BUCKETS && (bucket >= last || ms == u32::MAX), "{ms}");
                assert!((middle(bucket) - f64::from(ms)).abs() <= 0.016 * f64::from(ms), "{ms}");
                last = if ms == u32::MAX { last } else { bucket };
            }
        }
    }

    #[test]
    fn few_times_are_exact_and_many_nearly() {
        let mut times = Times::default();
        [4_000, 1_000, 3_000, 2_000].into_iter().for_each(|ms| times.add(ms));
        let few = times.summary();
        assert_eq!((few.mean, few.median), (2.5.into(), 2.5.into()));
        assert_eq!((few.quartile, few.upper_quartile), (1.5.into(), 3.5.into()));
        assert!(!few.approximate);
        (0..10_000).for_each(|ms| times.add(ms));
        let many = times.summary();
        assert!(many.approximate && many.median.is(|s| (s - 5.0).abs() < 0.1));
    }

    #[test]
    fn parts_merge_into_the_whole() {
        let all = |range: std::ops::Range<u32>| {
            let mut times = Times::default();
            range.for_each(|ms| times.add(ms * 7));
            times
        };
        for cut in [10, 700, 1_000, 1_990] {
            let (mut left, right) = (all(0..cut), all(cut..2_000));
            left.merge(&right);
            assert_eq!(left.summary(), all(0..2_000).summary());
        }
        assert_eq!(Times::default().summary().mean.missing(), Some(Missing::NoTimes));
    }
}
