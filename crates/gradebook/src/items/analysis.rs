//! The whole analysis of a class.

use std::collections::BTreeMap;

use deck_format::Fraction;
use serde::Serialize;

use super::curves::{Part, Parts};
use super::discrimination::{Discrimination, discrimination};
use super::distractors::{ChoiceRow, rows};
use super::facility::{Facility, facility};
use super::flags::{self, Flag};
use super::item::{Item, Reply};
use super::moodle::{self, MoodleItem, MoodleTest, Weights};
use super::rasch::{Rasch, Refusal, rasch};
use super::reliability::{Reliability, Shared, reliability};
use super::stat::{Missing, Stat, Strength};
use super::table::{Entry, Table, Unit, points};
use super::tally::Tally;
use super::times::TimeSummary;

/// What is left to whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Leave those who did not reach an item out of its facility. They stay in every total and
    /// correlation, with 0.
    pub facility_of_reached: bool,
}

/// What a class's answers say about its items.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    /// How many students are counted.
    pub students: u64,
    /// How far the numbers can be trusted.
    pub strength: Strength,
    /// The unit of totals: percent where papers differ.
    pub unit: Unit,
    /// The whole test in Moodle's terms: average, spread, shape.
    pub test: MoodleTest,
    /// How far totals can be trusted, over those who share a paper.
    pub reliability: Reliability,
    /// The items in the order in which they were given.
    pub items: Vec<ItemAnalysis>,
    /// Difficulties and abilities on one scale, or why not.
    #[serde(serialize_with = "super::rasch::serialize")]
    pub rasch: Result<Rasch, Refusal>,
    /// What is to be said of the test as a whole.
    pub flags: Vec<Flag>,
}

/// How many students did what with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ItemCounts {
    /// Those on whose paper it was.
    pub administered: u64,
    /// Those who answered.
    pub answered: u64,
    /// Those who saw it and left it blank.
    pub omitted: u64,
    /// Those who left it blank to the end of their paper.
    pub not_reached: u64,
}

/// What is known of one item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemAnalysis {
    /// Its name.
    pub name: String,
    /// Its most points.
    pub points: f64,
    /// Whether it is part of the totals.
    pub counts: bool,
    /// How many did what.
    pub replies: ItemCounts,
    /// How many earned each fraction of its points, those who did not reach it included.
    #[serde(skip)]
    pub earned: BTreeMap<Fraction, u64>,
    /// How far the numbers can be trusted.
    pub strength: Strength,
    /// How easy it was.
    pub facility: Facility,
    /// How well it tells the strong from the weak.
    pub discrimination: Discrimination,
    /// α of the test without it.
    pub alpha_if_deleted: Stat,
    /// The class in parts from the weakest to the best, by what it earned on the other items; none
    /// where it is too small, or all earned the same there.
    pub parts: Vec<Part>,
    /// Who chose what.
    pub choices: Vec<ChoiceRow>,
    /// The same in Moodle's terms.
    pub moodle: MoodleItem,
    /// How long it took.
    pub time: TimeSummary,
    /// What is to be looked at, the worst first.
    pub flags: Vec<Flag>,
}

/// Analyses a class. `items` are those that the tally was made with.
#[must_use]
pub fn analyse(items: &[Item], tally: &Tally, options: Options) -> Analysis {
    let table = Table::of(items, tally);
    let shared = Shared::of(items, &table);
    let reliability = reliability(&shared);
    let weights = moodle::weights(items, &shared);
    let whole = Whole { table: &table, shared: &shared, alpha: reliability.alpha, options };
    let analyses = items.iter().zip(weights).enumerate();
    let analyses = analyses.map(|(index, (item, weights))| {
        let time = tally.times.get(index).cloned().unwrap_or_default().summary();
        whole.item(index, item, weights, time)
    });
    Analysis {
        students: table.students,
        strength: Strength::of(table.students),
        unit: table.unit,
        test: moodle::test(&table, &shared),
        reliability,
        items: analyses.collect(),
        rasch: rasch(items, &table),
        flags: flags::of_test(&reliability),
    }
}

/// What every item is seen against.
struct Whole<'a> {
    table: &'a Table,
    shared: &'a Result<Shared, Missing>,
    alpha: Stat,
    options: Options,
}

impl Whole<'_> {
    fn item(&self, index: usize, item: &Item, weights: Weights, time: TimeSummary) -> ItemAnalysis {
        let (entries, unit) = (self.table.entries(index), self.table.unit);
        let most = points(item);
        let facility = facility(&self.reached(&entries), most, item.chance);
        let discrimination = discrimination(&entries, most, unit);
        let replies = counts(&entries);
        let parts = Parts::of(&entries);
        let mut analysis = ItemAnalysis {
            name: item.name.clone(),
            points: most,
            counts: item.counts,
            replies,
            earned: self.table.earned(index),
            strength: Strength::of(replies.administered),
            facility,
            discrimination,
            alpha_if_deleted: self.alpha_without(index, item).into(),
            parts: parts.as_ref().map_or_else(Vec::new, |parts| parts.described(&entries, most)),
            choices: rows(item, &entries, parts.as_ref(), unit),
            moodle: moodle::item(item, &facility, &discrimination, weights),
            time,
            flags: Vec::new(),
        };
        analysis.flags = flags::of_item(&analysis, item, &entries, self.alpha);
        analysis
    }

    /// The entries that make up an item's facility.
    fn reached(&self, entries: &[Entry]) -> Vec<Entry> {
        let mut reached = entries.to_vec();
        if self.options.facility_of_reached {
            reached.retain(|entry| entry.reply != Reply::NotReached);
        }
        reached
    }

    fn alpha_without(&self, index: usize, item: &Item) -> Result<f64, Missing> {
        if !item.is_counted() {
            return Err(Missing::Aside);
        }
        self.shared.as_ref().map_err(|missing| *missing)?.alpha_if_deleted(index)
    }
}

fn counts(entries: &[Entry]) -> ItemCounts {
    let mut counts = ItemCounts::default();
    for entry in entries {
        // A weight is a count of students, which f64 holds exactly.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let students = entry.weight as u64;
        counts.administered += students;
        match entry.reply {
            Reply::Answered(_) => counts.answered += students,
            Reply::Omitted => counts.omitted += students,
            Reply::NotReached => counts.not_reached += students,
        }
    }
    counts
}

#[cfg(test)]
mod tests;
