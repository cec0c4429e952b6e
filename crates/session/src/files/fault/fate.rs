//! What becomes of a change that was not synced when the power went.

use std::ops::Range;

use super::Change;

/// What becomes of a change that was not synced when the power went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is all there.
    Kept,
    /// It never was.
    Dropped,
    /// Of a write: only so many bytes of its beginning are there, and the file ends with them.
    Head(usize),
    /// Of a write: the file is as long as if it were there, but these bytes of it read as zeros,
    /// because their block did not reach the disk.
    Hole(Range<usize>),
}

impl Fate {
    /// Brings a write on the disk, as far as it got.
    pub(super) fn write(&self, file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
        let mut bytes = bytes.to_vec();
        match self {
            Self::Kept => {}
            Self::Dropped => return,
            Self::Head(len) => bytes.truncate(*len),
            Self::Hole(range) => bytes[range.clone()].fill(0),
        }
        // An earlier write that did not get there leaves zeros.
        let end = at + bytes.len();
        if file.len() < end {
            file.resize(end, 0);
        }
        file[at..end].copy_from_slice(&bytes);
    }

    /// Everything that may become of a change.
    fn of(change: &Change) -> Vec<Self> {
        let mut fates = vec![Self::Kept, Self::Dropped];
        if let Change::Write { bytes, .. } = change {
            let len = bytes.len();
            fates.extend((0..len).map(Self::Head));
            fates.extend((1..=len).map(|end| Self::Hole(0..end)));
            fates.extend((1..len).map(|start| Self::Hole(start..len)));
        }
        fates
    }
}

/// One fate for each change, in every combination; where there are more than `limit`, that many
/// spread evenly over them. The first is that all were kept.
pub(super) fn combinations(changes: &[Change], limit: usize) -> Vec<Vec<Fate>> {
    let choices: Vec<_> = changes.iter().map(Fate::of).collect();
    let total =
        choices.iter().fold(1_u128, |total, fates| total.saturating_mul(fates.len() as u128));
    let count = total.min(limit as u128);
    (0..count).map(|index| combination(&choices, index * (total / count))).collect()
}

/// The combination of this number: one digit for each change, in the base of its fates.
fn combination(choices: &[Vec<Fate>], mut number: u128) -> Vec<Fate> {
    let mut digit = |base: usize| {
        let digit = number % base as u128;
        number /= base as u128;
        // A remainder by a `usize` is one.
        usize::try_from(digit).unwrap_or(0)
    };
    choices.iter().map(|fates| fates[digit(fates.len())].clone()).collect()
}
