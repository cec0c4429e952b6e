//! Who chose what: the table of an item's choices.

use serde::Serialize;

use super::curves::Parts;
use super::discrimination::{correlation, criterion, item_ends};
use super::groups::{Group, KELLEY};
use super::item::{Choice, Item, Reply};
use super::moments::Joint;
use super::stat::{Missing, Stat};
use super::table::{Entry, Unit};

/// What a row of the table of choices stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChoiceKind {
    /// The item's choice of this index.
    Choice(usize),
    /// Answered with none of the choices.
    Other,
    /// Seen and left blank.
    Omitted,
    /// Left blank to the end of the paper.
    NotReached,
}

/// Those who made one choice. Of a multiple select every option stands for itself, so that the rows
/// add up to more than everyone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChoiceRow {
    /// What the row stands for.
    pub kind: ChoiceKind,
    /// The choice's name, or `other`, `omitted`, `not reached`.
    pub name: String,
    /// Whether it is right.
    pub key: bool,
    /// How many chose it.
    pub count: u64,
    /// Their share of all who were given the item, those who left it blank included.
    pub share: Stat,
    /// The correlation of choosing it with the total: positive for a key, negative for a
    /// distractor that works.
    pub item_total: Stat,
    /// The same with the total of the other items, which is to be preferred.
    pub item_rest: Stat,
    /// The mean total of those who chose it, in the analysis's unit.
    pub mean_total: Stat,
    /// Its share within the best 27 %.
    pub upper: Stat,
    /// Its share within the weakest 27 %.
    pub lower: Stat,
    /// Its share within each part of the class, from the weakest to the best: the curve of the
    /// choice.
    pub curve: Vec<f64>,
}

/// The rows of an item: its choices in their order, then what else occurred.
pub(super) fn rows(
    item: &Item,
    entries: &[Entry],
    parts: Option<&Parts>,
    unit: Unit,
) -> Vec<ChoiceRow> {
    let ends = item_ends(entries, unit, KELLEY);
    let choices = item.choices.iter().enumerate().map(|(index, choice)| {
        let Choice { name, key } = choice.clone();
        (ChoiceKind::Choice(index), name, key)
    });
    let rest = [
        (ChoiceKind::Other, "other"),
        (ChoiceKind::Omitted, "omitted"),
        (ChoiceKind::NotReached, "not reached"),
    ];
    let rest = rest.into_iter().map(|(kind, name)| (kind, name.to_owned(), false));
    let row = |(kind, name, key)| row(kind, name, key, item, entries, ends, unit);
    let rows = choices.chain(rest).map(row).map(|row| {
        let chosen = |entry: &Entry| f64::from(u8::from(holds(entry, row.kind, item)));
        let curve = parts.map_or_else(Vec::new, |parts| parts.means(entries, chosen));
        ChoiceRow { curve, ..row }
    });
    rows.filter(|row| row.count > 0 || matches!(row.kind, ChoiceKind::Choice(_))).collect()
}

/// The choice that most of the best part of those who were given the item made, and its share
/// there; `None` where nobody chose anything. Of two equal ones the first.
///
/// The best are the best on the other items, so that a wrong key does not choose them.
pub(super) fn favourite(item: &Item, entries: &[Entry], part: f64) -> Option<(usize, f64)> {
    let (best, _) = item_ends(entries, Unit::Percent, part)?;
    let share = |index| {
        let chosen = |e: &Entry| holds(e, ChoiceKind::Choice(index), item);
        share_in(&best, entries, Unit::Percent, chosen)
    };
    let shares = (0..item.choices.len()).map(|index| (index, share(index))).rev();
    shares.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, share)| *share > 0.0)
}

fn holds(entry: &Entry, kind: ChoiceKind, item: &Item) -> bool {
    match (entry.reply, kind) {
        (Reply::Answered(choices), ChoiceKind::Choice(index)) => choices.holds(index),
        (Reply::Answered(choices), ChoiceKind::Other) => {
            !(0..item.choices.len()).any(|index| choices.holds(index))
        }
        (Reply::Omitted, ChoiceKind::Omitted) | (Reply::NotReached, ChoiceKind::NotReached) => true,
        _ => false,
    }
}

fn row(
    kind: ChoiceKind,
    name: String,
    key: bool,
    item: &Item,
    entries: &[Entry],
    ends: Option<(Group, Group)>,
    unit: Unit,
) -> ChoiceRow {
    let chosen = |entry: &Entry| holds(entry, kind, item);
    // A sum of nothing is -0.
    let count = 0.0 + entries.iter().filter(|e| chosen(e)).map(|e| e.weight).sum::<f64>();
    let indicator = |e: &Entry| f64::from(u8::from(chosen(e)));
    let total = Joint::of(entries.iter().map(|e| (e.weight, indicator(e), e.total)));
    let rest = Joint::of(entries.iter().map(|e| (e.weight, indicator(e), e.rest)));
    let within = |pick: fn((Group, Group)) -> Group| match ends {
        Some(ends) => share_in(&pick(ends), entries, unit, chosen).into(),
        None => Stat::from(Missing::Nobody),
    };
    let defined = if count > 0.0 { Ok(()) } else { Err(Missing::Unchosen) };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    ChoiceRow {
        kind,
        name,
        key,
        count: count as u64,
        share: if total.n > 0.0 { (count / total.n).into() } else { Missing::Nobody.into() },
        item_total: defined.and_then(|()| correlation(&total)).into(),
        item_rest: defined.and_then(|()| correlation(&rest)).into(),
        mean_total: defined.map(|()| mean_total(entries, chosen)).into(),
        upper: within(|(upper, _)| upper),
        lower: within(|(_, lower)| lower),
        curve: Vec::new(),
    }
}

fn mean_total(entries: &[Entry], chosen: impl Fn(&Entry) -> bool) -> f64 {
    let chosen = entries.iter().filter(|e| chosen(e));
    Joint::of(chosen.map(|e| (e.weight, e.total, 0.0))).mean
}

fn share_in(group: &Group, entries: &[Entry], unit: Unit, chosen: impl Fn(&Entry) -> bool) -> f64 {
    let indicator = |e: &Entry| f64::from(u8::from(chosen(e)));
    group.mean(entries.iter().map(|e| (e.weight, criterion(e, unit), indicator(e))))
}
