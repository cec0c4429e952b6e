//! A counted class in canonical order: what every statistic is computed from.
//!
//! Cells and strata are sorted by what they are, not by when they were first seen, so that floating
//! point sums, too, are taken in one order whatever the order of students was.

use std::collections::BTreeMap;
use std::ops::Range;

use deck_format::Fraction;

use super::cells::Cell;
use super::item::{Item, Reply};
use super::paper::{Beaten, ItemSet};
use super::tally::{StratumKey, Tally};

/// In what the criterion is counted: the total that a choice or an item is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// In points: everyone sat the same items.
    Points,
    /// In percent of the points of the student's own paper: papers differ.
    Percent,
}

/// A paper that students share.
#[derive(Debug)]
pub(super) struct TablePaper {
    pub(super) set: ItemSet,
    /// Its most points, in units.
    pub(super) max: i128,
    pub(super) beaten: Option<Beaten>,
}

/// Students with the same paper, total and number right.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) paper: usize,
    pub(super) total: i128,
    pub(super) right: Option<u32>,
    pub(super) students: u64,
    /// Cells, by place in [`Table::cells`], and how often each occurs.
    pub(super) counts: Vec<(u32, u32)>,
}

impl Row {
    /// The counts of the cells at these places.
    fn within(&self, bounds: &Range<usize>) -> impl Iterator<Item = &(u32, u32)> {
        let from = self.counts.partition_point(|(cell, _)| (*cell as usize) < bounds.start);
        let end = bounds.end;
        self.counts[from..].iter().take_while(move |(cell, _)| (*cell as usize) < end)
    }
}

/// The counted class.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) cells: Vec<Cell>,
    pub(super) papers: Vec<TablePaper>,
    pub(super) rows: Vec<Row>,
    pub(super) students: u64,
    /// What totals are counted in.
    pub(super) unit: Unit,
    /// The paper for what takes a common one: that of all, or of the largest group.
    pub(super) shared: Option<usize>,
    /// Most points of each item in units, 0 where it is not counted.
    maxima: Vec<i128>,
    /// Most points of each item, counted or not.
    points: Vec<f64>,
    /// Units in a point.
    point: f64,
}

/// One cell of one item among students of one stratum, as floats.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// How many students.
    pub(super) weight: f64,
    pub(super) reply: Reply,
    /// What the item earned, in points.
    pub(super) mark: f64,
    /// The criterion with the item in it.
    pub(super) total: f64,
    /// The criterion without the item.
    pub(super) rest: f64,
    /// The points of the other items.
    pub(super) rest_points: f64,
    /// The number right on the paper, where all was right or wrong.
    pub(super) right: Option<u32>,
    /// Whether it was right or wrong; `None` for partial credit.
    pub(super) correct: Option<bool>,
    pub(super) paper: usize,
}

/// The fewest students who must share a paper for what takes a common one.
const MIN_SHARED: u64 = 30;

impl Table {
    pub(super) fn of(items: &[Item], tally: &Tally) -> Self {
        let order = order(tally);
        let mut rank = vec![0; order.len()];
        (0..).zip(&order).for_each(|(place, &cell)| rank[cell] = place);
        let all: Vec<&Cell> = tally.cells.iter().collect();
        let unit = tally.cells.unit();
        let (papers, paper_rank) = papers(tally);
        let mut table = Self {
            cells: order.iter().map(|&cell| all[cell].clone()).collect(),
            papers,
            rows: rows(tally, &rank, &paper_rank),
            students: tally.students(),
            unit: Unit::Points,
            shared: None,
            maxima: items.iter().map(|item| max(item, unit)).collect(),
            points: items.iter().map(points).collect(),
            #[allow(clippy::cast_precision_loss)]
            point: unit as f64 * 1000.0,
        };
        table.share();
        table
    }

    /// Finds the paper for what takes a common one, and what totals are counted in.
    fn share(&mut self) {
        let mut students = vec![0; self.papers.len()];
        self.rows.iter().for_each(|row| students[row.paper] += row.students);
        let known = |paper: &usize| self.papers[*paper].set.len() > 0;
        // Of two equally large groups the first in canonical order.
        let largest = (0..self.papers.len()).filter(known).rev().max_by_key(|&p| students[p]);
        let same = largest.is_some_and(|paper| students[paper] == self.students);
        self.unit = if same { Unit::Points } else { Unit::Percent };
        self.shared = largest.filter(|&paper| same || students[paper] >= MIN_SHARED);
    }

    /// How many students sat a paper.
    pub(super) fn students_of(&self, paper: usize) -> u64 {
        self.rows.iter().filter(|row| row.paper == paper).map(|row| row.students).sum()
    }

    /// Every cell of an item, in canonical order.
    pub(super) fn entries(&self, item: usize) -> Vec<Entry> {
        let bounds = self.bounds(item);
        let mut entries = Vec::new();
        for row in self.rows.iter().filter(|row| self.may_hold(row.paper, item)) {
            let counts = row.within(&bounds);
            entries.extend(counts.map(|&(cell, count)| self.entry(item, row, cell, count)));
        }
        entries
    }

    /// How many earned each fraction of an item's points.
    pub(super) fn earned(&self, item: usize) -> BTreeMap<Fraction, u64> {
        let bounds = self.bounds(item);
        let mut earned = BTreeMap::new();
        for (cell, count) in self.rows.iter().flat_map(|row| row.within(&bounds)) {
            let fraction = self.cells[*cell as usize].key.earned;
            *earned.entry(fraction).or_default() += u64::from(*count);
        }
        earned
    }

    /// The places of an item's cells.
    fn bounds(&self, item: usize) -> Range<usize> {
        let first = self.cells.partition_point(|cell| (cell.key.item as usize) < item);
        let end = self.cells.partition_point(|cell| (cell.key.item as usize) <= item);
        first..end
    }

    /// Whether an item may stand on a paper: only papers known by their items can tell.
    fn may_hold(&self, paper: usize, item: usize) -> bool {
        let set = &self.papers[paper].set;
        let item = u32::try_from(item).unwrap_or(u32::MAX);
        self.maxima[item as usize] == 0 || set.len() == 0 || set.contains(item)
    }

    #[allow(clippy::cast_precision_loss)]
    fn entry(&self, item: usize, row: &Row, cell: u32, count: u32) -> Entry {
        let cell = cell as usize;
        let (key, mark) = (self.cells[cell].key, self.cells[cell].mark);
        let max = self.papers[row.paper].max;
        Entry {
            weight: f64::from(count),
            reply: key.reply,
            mark: self.points[item] * key.earned.to_f64(),
            total: self.criterion(row.total, max),
            rest: self.criterion(row.total - mark, max - self.maxima[item]),
            rest_points: (row.total - mark) as f64 / self.point,
            right: row.right,
            correct: self.cells[cell].right,
            paper: row.paper,
        }
    }

    /// A total in points, or in percent of what was possible. The quotient of two whole numbers is
    /// rounded once, so that equal quotients are equal floats and ties are ties.
    #[allow(clippy::cast_precision_loss)]
    fn criterion(&self, total: i128, max: i128) -> f64 {
        match self.unit {
            Unit::Points => total as f64 / self.point,
            Unit::Percent if max == 0 => 0.0,
            Unit::Percent => total as f64 / max as f64 * 100.0,
        }
    }

    /// The criterion of every stratum of students, and how many they are.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn totals(&self) -> Vec<(f64, f64)> {
        let total = |row: &Row| self.criterion(row.total, self.papers[row.paper].max);
        self.rows.iter().map(|row| (row.students as f64, total(row))).collect()
    }

    /// The totals in points of those who sat a paper.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn points_of(&self, paper: usize) -> Vec<(f64, f64)> {
        let rows = self.rows.iter().filter(|row| row.paper == paper);
        rows.map(|row| (row.students as f64, row.total as f64 / self.point)).collect()
    }
}

/// Cells by item, reply and what was earned.
fn order(tally: &Tally) -> Vec<usize> {
    let cells: Vec<&Cell> = tally.cells.iter().collect();
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_key(|&cell| cells[cell].key);
    order
}

/// The papers by their items and points, and the place of each among them.
fn papers(tally: &Tally) -> (Vec<TablePaper>, Vec<usize>) {
    let all: Vec<_> = tally.papers.iter().collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&paper| (&all[paper].set, all[paper].points));
    let mut rank = vec![0; all.len()];
    order.iter().enumerate().for_each(|(place, &paper)| rank[paper] = place);
    let paper = |&paper: &usize| TablePaper {
        set: all[paper].set.clone(),
        max: i128::from(all[paper].points) * tally.cells.unit(),
        beaten: all[paper].beaten.clone(),
    };
    (order.iter().map(paper).collect(), rank)
}

fn rows(tally: &Tally, rank: &[u32], papers: &[usize]) -> Vec<Row> {
    let mut keys: Vec<&StratumKey> = tally.strata.keys().collect();
    keys.sort_by_key(|key| (papers[key.paper as usize], key.total, key.right));
    let row = |key: &StratumKey| Row {
        paper: papers[key.paper as usize],
        total: key.total,
        right: key.right,
        students: tally.strata[key].students,
        counts: tally.strata[key].counts.ranked(rank),
    };
    keys.into_iter().map(row).collect()
}

fn max(item: &Item, unit: i128) -> i128 {
    if item.is_counted() { i128::from(item.max.thousandths()) * unit } else { 0 }
}

/// The most points of an item.
#[allow(clippy::cast_precision_loss)]
pub(super) fn points(item: &Item) -> f64 {
    item.max.thousandths() as f64 / 1000.0
}
