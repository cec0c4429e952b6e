//! The distinct cells of a class: what was done with an item, and what it earned.
//!
//! A class of a million answers has few distinct cells, so that everything is counted by cell.
//! Marks are whole numbers of one common unit, so that sums never round and never depend on order.

use std::collections::HashMap;

use deck_format::Fraction;

use super::item::{Item, Reply};
use super::tally::TallyError;

/// A cell of one [`super::Tally`]: what was done with one item and what it earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(pub(super) u32);

/// The finest common unit of marks, in parts of a thousandth of a point. Sums of as many items as
/// a deck can hold stay inside `i128`.
const MAX_UNIT: i128 = 1 << 64;

/// What tells cells apart, in canonical order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct CellKey {
    pub(super) item: u32,
    pub(super) reply: Reply,
    pub(super) earned: Fraction,
}

/// A cell.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) key: CellKey,
    /// What it adds to the total, in units; 0 where the item is not counted.
    pub(super) mark: i128,
    /// The most points of its item in thousandths; `None` where it is not part of the totals.
    pub(super) counted: Option<u64>,
    /// Right or wrong; `None` for partial credit. A penalty is still wrong.
    pub(super) right: Option<bool>,
}

impl Cell {
    fn new(key: CellKey, max: u64, counted: bool, mark: i128) -> Self {
        let right = if key.earned == Fraction::ONE {
            Some(true)
        } else {
            (key.earned <= Fraction::ZERO).then_some(false)
        };
        Self { key, mark, counted: counted.then_some(max), right }
    }
}

/// The cells seen so far.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    ids: HashMap<CellKey, u32>,
    cells: Vec<Cell>,
    /// The most points of each item in thousandths, and whether it is counted.
    items: Vec<(u64, bool)>,
    /// Units in a thousandth of a point.
    unit: i128,
}

impl Cells {
    pub(super) fn new(items: &[Item]) -> Self {
        let items = items.iter().map(|item| (item.max.thousandths(), item.is_counted())).collect();
        Self { ids: HashMap::new(), cells: Vec::new(), items, unit: 1 }
    }

    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    pub(super) fn get(&self, id: CellId) -> Option<&Cell> {
        self.cells.get(id.0 as usize)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter()
    }

    pub(super) fn unit(&self) -> i128 {
        self.unit
    }

    /// The most points of each item in thousandths, and whether it is counted.
    pub(super) fn items(&self) -> &[(u64, bool)] {
        &self.items
    }

    /// The cell of a key, and the factor by which the unit became finer for it (mostly 1).
    pub(super) fn intern(&mut self, key: CellKey) -> Result<(CellId, i128), TallyError> {
        if let Some(&id) = self.ids.get(&key) {
            return Ok((CellId(id), 1));
        }
        let item = self.items.get(key.item as usize);
        let &(max, counted) = item.ok_or(TallyError::NoSuchItem(key.item))?;
        let id = u32::try_from(self.cells.len()).map_err(|_| TallyError::TooManyCells)?;
        let (numerator, denominator) = mark(max, key.earned);
        let factor = if counted { self.refine(denominator)? } else { 1 };
        let mark = if counted { numerator * (self.unit / denominator) } else { 0 };
        self.cells.push(Cell::new(key, max, counted, mark));
        self.ids.insert(key, id);
        Ok((CellId(id), factor))
    }

    /// Makes the unit a divisor of `1 / denominator`, and says by which factor it became finer.
    fn refine(&mut self, denominator: i128) -> Result<i128, TallyError> {
        let factor = denominator / gcd(self.unit, denominator);
        if self.unit.checked_mul(factor).is_none_or(|unit| unit > MAX_UNIT) {
            return Err(TallyError::NoCommonUnit);
        }
        self.unit *= factor;
        for cell in &mut self.cells {
            cell.mark *= factor;
        }
        Ok(factor)
    }
}

/// A fraction of thousandths of points, reduced.
fn mark(max: u64, earned: Fraction) -> (i128, i128) {
    let numerator = i128::from(earned.numerator()) * i128::from(max);
    let denominator = i128::from(earned.denominator());
    let common = gcd(numerator.abs(), denominator);
    (numerator / common, denominator / common)
}

/// The greatest common divisor of two numbers, of which the second is above zero.
fn gcd(a: i128, b: i128) -> i128 {
    if a == 0 { b } else { gcd(b % a, a) }
}

#[cfg(test)]
mod tests {
    use deck_format::Points;

    use super::*;

    fn key(item: u32, earned: Fraction) -> CellKey {
        CellKey { item, reply: Reply::Omitted, earned }
    }

    #[test]
    fn the_unit_grows_until_every_mark_is_whole() {
        let mut cells = Cells::new(&[Item::new("a", Points::ONE), Item::new("b", Points::ONE)]);
        let (third, factor) = cells.intern(key(0, Fraction::new(1, 3))).unwrap();
        assert_eq!((factor, cells.unit()), (3, 3));
        let (seventh, factor) = cells.intern(key(1, Fraction::new(-2, 7))).unwrap();
        assert_eq!((factor, cells.unit()), (7, 21));
        assert_eq!(cells.get(third).unwrap().mark, 7_000);
        assert_eq!(cells.get(seventh).unwrap().mark, -6_000);
        // A quarter of a point is a whole number of thousandths.
        assert_eq!(cells.intern(key(1, Fraction::new(1, 4))).unwrap().1, 1);
    }

    #[test]
    fn denominators_without_a_common_unit_are_an_error() {
        let mut cells = Cells::new(&[Item::new("a", Points::ONE)]);
        let primes = [9_973, 9_967, 9_949, 9_941, 9_931, 9_929];
        let results: Vec<_> =
            primes.iter().map(|&p| cells.intern(key(0, Fraction::new(1, p))).is_ok()).collect();
        assert_eq!(results, [true, true, true, true, false, false]);
        assert_eq!(cells.len(), 4);
    }
}
