//! Counting a class in one pass: students in any order, from any number of threads.

use std::collections::HashMap;

use deck_format::Fraction;

use super::cells::{CellId, CellKey, Cells};
use super::counts::Counts;
use super::item::{Item, Reply};
use super::paper::{Found, ItemSet, Papers};
use super::times::Times;

/// Why a student or a cell cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TallyError {
    /// The class has no item of this index.
    #[error("there is no item {0}")]
    NoSuchItem(u32),
    /// A cell belongs to another tally.
    #[error("a cell of another tally")]
    ForeignCell,
    /// An item stands twice on one student's paper.
    #[error("item {0} stands twice on one paper")]
    ItemTwice(u32),
    /// The fractions of the class have no common denominator of bearable size.
    #[error("the fractions of the class have no common unit")]
    NoCommonUnit,
    /// There are more distinct cells than can be numbered.
    #[error("more than four billion distinct cells")]
    TooManyCells,
    /// Two tallies are of different items.
    #[error("two tallies of different items")]
    OtherItems,
}

/// One student's answers, filled and counted again and again.
#[derive(Debug, Clone, Default)]
pub struct Student {
    answers: Vec<(CellId, Option<u32>)>,
}

impl Student {
    /// Forgets all answers.
    pub fn clear(&mut self) {
        self.answers.clear();
    }

    /// Adds what was done with one item of the paper, and how many milliseconds it took. An item
    /// that was not on the paper is simply not added.
    #[inline]
    pub fn push(&mut self, cell: CellId, ms: Option<u32>) {
        self.answers.push((cell, ms));
    }
}

/// Students whose totals cannot be told apart: the same paper, total and number right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct StratumKey {
    pub(super) paper: u32,
    /// The total, in units.
    pub(super) total: i128,
    /// How many items were right, where all were right or wrong.
    pub(super) right: Option<u32>,
}

/// What is counted of such students.
#[derive(Debug, Clone, Default)]
pub(super) struct Stratum {
    pub(super) students: u64,
    pub(super) counts: Counts,
}

/// A class counted so far: how often each cell occurs at each total.
///
/// Memory does not grow with the number of students where they share a paper and few totals are
/// possible; at worst it takes four bytes an answer. All sums are of whole numbers, so that neither
/// the order of students nor the number of threads changes any result.
///
/// ```
/// use deck_format::{Fraction, Points};
/// use gradebook::items::{Choice, Choices, Item, Options, Reply, Student, Tally, analyse};
///
/// let choices = [Choice::key("A"), Choice::distractor("B")];
/// let items = [Item::new("q1", Points::ONE).with_choices(choices)];
/// let mut tally = Tally::new(&items);
/// // Cells are looked up once and kept by whoever reads the records.
/// let right = tally.cell(0, Reply::Answered(Choices::one(0)), Fraction::ONE)?;
/// let wrong = tally.cell(0, Reply::Answered(Choices::one(1)), Fraction::ZERO)?;
/// let mut student = Student::default();
/// for cell in [right, right, wrong] {
///     student.clear();
///     student.push(cell, Some(12_500));
///     tally.add(&student)?;
/// }
/// let analysis = analyse(&items, &tally, Options::default());
/// assert_eq!(analysis.items[0].facility.value.value(), Some(2.0 / 3.0));
/// # Ok::<(), gradebook::items::TallyError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Tally {
    pub(super) cells: Cells,
    pub(super) papers: Papers,
    pub(super) strata: HashMap<StratumKey, Stratum>,
    pub(super) times: Vec<Times>,
    sheet: Sheet,
}

/// Room for one student, kept to save allocations.
#[derive(Debug, Clone, Default)]
struct Sheet {
    /// The items that are part of the total.
    set: ItemSet,
    /// Those of them that were right.
    right: ItemSet,
    /// The items that are not.
    aside: ItemSet,
}

impl Sheet {
    fn of_class(items: usize) -> Self {
        let none = ItemSet::of_class(items);
        Self { set: none.clone(), right: none.clone(), aside: none }
    }

    fn clear(&mut self) {
        self.set.clear();
        self.right.clear();
        self.aside.clear();
    }
}

/// What one student's answers come to.
struct Sum {
    total: i128,
    points: u64,
    right: Option<u32>,
}

impl Tally {
    /// A class of these items without a student.
    #[must_use]
    pub fn new(items: &[Item]) -> Self {
        Self {
            cells: Cells::new(items),
            papers: Papers::default(),
            strata: HashMap::new(),
            times: vec![Times::default(); items.len()],
            sheet: Sheet::of_class(items.len()),
        }
    }

    /// The cell of a reply to an item and the fraction of its points that it earned. Whoever reads
    /// many records looks every distinct answer up once and keeps the cell.
    ///
    /// # Errors
    /// [`TallyError`] where there is no such item, or the fractions of the class have no common
    /// unit.
    pub fn cell(
        &mut self,
        item: u32,
        reply: Reply,
        earned: Fraction,
    ) -> Result<CellId, TallyError> {
        let (id, factor) = self.cells.intern(CellKey { item, reply, earned })?;
        if factor != 1 {
            self.rekey(|key| StratumKey { total: key.total * factor, ..key });
        }
        Ok(id)
    }

    /// Counts one student.
    ///
    /// # Errors
    /// [`TallyError`] where a cell is of another tally or an item stands there twice; nothing is
    /// counted then.
    pub fn add(&mut self, student: &Student) -> Result<(), TallyError> {
        let mut sheet = std::mem::take(&mut self.sheet);
        let sum = self.sum(student, &mut sheet);
        if let Ok(sum) = &sum {
            self.count(student, &sheet, sum);
        }
        self.sheet = sheet;
        sum.map(|_| ())
    }

    /// How many students are counted.
    #[must_use]
    pub fn students(&self) -> u64 {
        self.strata.values().map(|stratum| stratum.students).sum()
    }

    fn sum(&self, student: &Student, sheet: &mut Sheet) -> Result<Sum, TallyError> {
        sheet.clear();
        let mut sum = Sum { total: 0, points: 0, right: None };
        let (mut right, mut partial) = (0, false);
        for (id, _) in &student.answers {
            let cell = self.cells.get(*id).ok_or(TallyError::ForeignCell)?;
            let item = cell.key.item;
            let fresh = match cell.counted {
                Some(points) => {
                    sum.total += cell.mark;
                    sum.points += points;
                    right += u32::from(cell.right == Some(true));
                    partial |= cell.right.is_none();
                    sheet.right.insert_if(cell.right == Some(true), item);
                    sheet.set.insert(item)
                }
                None => sheet.aside.insert(item),
            };
            if !fresh {
                return Err(TallyError::ItemTwice(item));
            }
        }
        sum.right = (!partial).then_some(right);
        Ok(sum)
    }

    fn count(&mut self, student: &Student, sheet: &Sheet, sum: &Sum) {
        let paper = self.paper(&sheet.set, sum.points);
        if sum.right.is_some() {
            self.papers.note(paper, &sheet.set, &sheet.right);
        }
        let right = if self.papers.is_mixed() { None } else { sum.right };
        let key = StratumKey { paper, total: sum.total, right };
        let stratum = self.strata.entry(key).or_default();
        stratum.students += 1;
        stratum.counts.add(student.answers.iter().map(|(id, _)| id.0), self.cells.len());
        for (id, ms) in &student.answers {
            if let (Some(cell), Some(ms)) = (self.cells.get(*id), ms) {
                self.times[cell.key.item as usize].add(*ms);
            }
        }
    }

    /// The number of a paper. One paper too many, and papers are known by their points only.
    fn paper(&mut self, set: &ItemSet, points: u64) -> u32 {
        loop {
            match self.papers.find(set, points) {
                Found::At(paper) => return paper,
                Found::TooMany => self.mix(),
            }
        }
    }

    fn mix(&mut self) {
        let renamed = self.papers.mix();
        self.rekey(|key| StratumKey { paper: renamed[key.paper as usize], right: None, ..key });
    }

    /// Gives every stratum another key, and joins those whose keys become the same.
    fn rekey(&mut self, change: impl Fn(StratumKey) -> StratumKey) {
        let same: Vec<u32> = (0..).take(self.cells.len()).collect();
        for (key, stratum) in std::mem::take(&mut self.strata) {
            self.join(change(key), &stratum, &same);
        }
    }

    fn join(&mut self, key: StratumKey, stratum: &Stratum, names: &[u32]) {
        let mine = self.strata.entry(key).or_default();
        mine.students += stratum.students;
        mine.counts.merge(&stratum.counts, names, self.cells.len());
    }

    /// Takes in what another thread counted of the same class: the result is what one pass over
    /// all students would have given.
    ///
    /// # Errors
    /// [`TallyError`] where the other tally is of other items, or the two have no common unit.
    /// The tally is of no use after that.
    pub fn merge(&mut self, other: &Self) -> Result<(), TallyError> {
        if self.cells.items() != other.cells.items() {
            return Err(TallyError::OtherItems);
        }
        let mut names = Vec::with_capacity(other.cells.len());
        for cell in other.cells.iter() {
            names.push(self.cell(cell.key.item, cell.key.reply, cell.key.earned)?.0);
        }
        let factor = self.cells.unit() / other.cells.unit();
        let papers = self.merge_papers(other);
        for (key, stratum) in &other.strata {
            let right = if self.papers.is_mixed() { None } else { key.right };
            let paper = papers[key.paper as usize];
            let key = StratumKey { paper, total: key.total * factor, right };
            self.join(key, stratum, &names);
        }
        for (mine, theirs) in self.times.iter_mut().zip(&other.times) {
            mine.merge(theirs);
        }
        Ok(())
    }

    /// The number here of each paper of another tally.
    fn merge_papers(&mut self, other: &Self) -> Vec<u32> {
        if other.papers.is_mixed() && !self.papers.is_mixed() {
            self.mix();
        }
        // Looking them up may lead to papers known by points, so that numbers count only once all
        // are known.
        for paper in other.papers.iter() {
            self.paper(&paper.set, paper.points);
        }
        let mut numbers = Vec::new();
        for paper in other.papers.iter() {
            let number = self.paper(&paper.set, paper.points);
            self.papers.merge_beaten(number, paper);
            numbers.push(number);
        }
        numbers
    }
}

#[cfg(test)]
mod tests;
