//! What the Rasch model is told: who got what right, by number right.

use crate::items::item::Item;
use crate::items::table::{Entry, Table};

use super::person::{Fit, Measure, probability};
use super::{MIN_ITEMS, MIN_PERSONS, Refusal};
use crate::items::paper::Beaten;

/// The answers on one paper. Number right is all that the model needs of a student.
#[derive(Debug)]
pub(super) struct Data<'a> {
    /// The items of the paper, by index in the class.
    pub(super) items: Vec<usize>,
    /// How many students had each number right, from none to all.
    pub(super) students: Vec<u64>,
    /// For each item and each number right: how many of those got the item right.
    pub(super) right: Vec<Vec<u64>>,
    /// Who was right where another was wrong.
    pub(super) beaten: &'a Beaten,
}

impl<'a> Data<'a> {
    /// The answers of those who share a paper, unless the model cannot be had from them.
    pub(super) fn of(items: &[Item], table: &'a Table) -> Result<Self, Refusal> {
        let paper = table.shared.ok_or(Refusal::PapersDiffer)?;
        let set: Vec<usize> = table.papers[paper].set.iter().map(|item| item as usize).collect();
        if set.len() < MIN_ITEMS {
            return Err(Refusal::TooFewItems(set.len()));
        }
        let beaten = table.papers[paper].beaten.as_ref();
        let beaten = beaten.ok_or(Refusal::TooManyItems(set.len()))?;
        let mut students = vec![0; set.len() + 1];
        for row in table.rows.iter().filter(|row| row.paper == paper) {
            if let Some(right) = row.right {
                students[right as usize] += row.students;
            }
        }
        let mut right = Vec::with_capacity(set.len());
        for &item in &set {
            let mut entries = table.entries(item);
            entries.retain(|entry| entry.paper == paper);
            let counts = right_by_score(&entries, set.len());
            right.push(counts.ok_or_else(|| Refusal::PartialCredit(items[item].name.clone()))?);
        }
        let data = Self { items: set, students, right, beaten };
        if data.persons() < MIN_PERSONS {
            return Err(Refusal::TooFewPersons(data.persons()));
        }
        Ok(data)
    }

    /// The number of items.
    pub(super) fn k(&self) -> usize {
        self.items.len()
    }

    /// How many had some and not all right.
    pub(super) fn persons(&self) -> u64 {
        self.students[1..self.k()].iter().sum()
    }

    /// How many of [`Self::persons`] got an item right.
    pub(super) fn item_score(&self, place: usize) -> u64 {
        self.right[place][1..self.k()].iter().sum()
    }

    /// How well the answers to an item fit the model, over all but extreme students.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn fit(&self, place: usize, difficulty: f64, abilities: &[Measure]) -> Fit {
        let cells = (1..self.k()).flat_map(|score| {
            let right = self.right[place][score];
            let wrong = self.students[score] - right;
            let p = probability(abilities[score].value, difficulty);
            [(p, true, right as f64), (p, false, wrong as f64)]
        });
        Fit::of(cells)
    }
}

/// How many got an item right, by number right; `None` where some got it in part.
fn right_by_score(entries: &[Entry], items: usize) -> Option<Vec<u64>> {
    let mut counts = vec![0; items + 1];
    for entry in entries {
        // A student without partial credit elsewhere has a number right.
        if entry.correct?
            && let Some(score) = entry.right
        {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let students = entry.weight as u64;
            counts[score as usize] += students;
        }
    }
    Some(counts)
}
