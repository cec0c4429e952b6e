//! What is to be looked at, in words.

use std::fmt;

use serde::Serialize;
use session::statistics::{
    FIRM_STUDENTS, MIN_CHOOSERS, MIN_STUDENTS, NEGATIVE, is_ahead, is_clearly_negative, is_rare,
    is_very_easy, is_very_hard,
};

use super::analysis::ItemAnalysis;
use super::distractors::{ChoiceKind, ChoiceRow, favourite};
use super::item::Item;
use super::reliability::Reliability;
use super::stat::Stat;
use super::table::Entry;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Marks are probably wrong.
    Error,
    /// The item probably harms the test.
    Warning,
    /// Worth knowing when the item is revised.
    Info,
}

/// What a flag is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlagCode {
    /// The key is probably wrong.
    KeySuspect,
    /// The weak did better on it than the strong.
    NegDiscrimination,
    /// A distractor is chosen more often than the key.
    PopularDistractor,
    /// It tells strong from weak far less than its marks could.
    LowEfficiency,
    /// Everyone has the same mark.
    NoSpread,
    /// Nearly everyone is right.
    TooEasy,
    /// Hardly more are right than by guessing.
    TooHard,
    /// The best and the weakest hardly differ.
    WeakDiscrimination,
    /// The test would be more reliable without it.
    RaisesAlpha,
    /// A distractor that hardly anyone chooses.
    NonfunctionalDistractor,
    /// It moves totals much more or less than its points say.
    WeightMismatch,
    /// The totals of the test are not reliable.
    LowReliability,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flag {
    /// What it is about.
    pub code: FlagCode,
    /// How bad it is.
    pub level: Level,
    /// One line for a person; it names options as the item does.
    pub words: String,
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

/// Marks are counted as moved much where the effective weight is this far from the intended one.
const MISMATCH: f64 = 0.5;

/// The flags of an item, the worst first. One cause is told once, not by all its symptoms: a wrong
/// key, the weak doing better than the strong, everyone having the same mark.
pub(super) fn of_item(
    analysis: &ItemAnalysis,
    item: &Item,
    entries: &[Entry],
    alpha: Stat,
) -> Vec<Flag> {
    if analysis.replies.administered < MIN_STUDENTS || analysis.points == 0.0 {
        return Vec::new();
    }
    let mut flags = Vec::new();
    let suspect = key_suspect(analysis, item, entries);
    // Where nobody chose a wrong key, everyone has the same mark: the key is the cause.
    match no_spread(analysis).filter(|_| suspect.is_none()) {
        Some(flat) => flags.push(flat),
        None => {
            flags.extend(analysis.choices.iter().filter_map(|row| nonfunctional(analysis, row)));
            match suspect {
                Some(suspect) => flags.push(suspect),
                None => flags.extend(weaknesses(analysis, alpha)),
            }
        }
    }
    flags.sort_by_key(|flag| (flag.level, flag.code));
    soften(&mut flags, analysis.replies.administered);
    flags
}

/// What is wrong with an item whose key is right.
fn weaknesses(analysis: &ItemAnalysis, alpha: Stat) -> impl Iterator<Item = Flag> {
    let negative = neg_discrimination(analysis);
    // An item that the weak did better on is also weak and inefficient.
    let weak = match negative {
        Some(_) => [negative, None, None],
        None => [None, low_efficiency(analysis), weak_discrimination(analysis)],
    };
    let others = [too_easy(analysis), too_hard(analysis), popular_distractor(analysis)];
    weak.into_iter()
        .chain(others)
        .chain([raises_alpha(analysis, alpha), weight_mismatch(analysis)])
        .flatten()
}

/// The flags of the test.
pub(super) fn of_test(reliability: &Reliability) -> Vec<Flag> {
    let alpha = reliability.alpha;
    let low = reliability.students >= MIN_STUDENTS && alpha.is(|alpha| alpha < 0.64);
    let mut flags = Vec::new();
    if low {
        let words = format!("totals are not reliable: α = {alpha:.2}, and .75 is satisfactory");
        flags.push(Flag { code: FlagCode::LowReliability, level: Level::Warning, words });
    }
    soften(&mut flags, reliability.students);
    flags
}

/// Says with how few students a flag was raised.
fn soften(flags: &mut [Flag], students: u64) {
    if students < FIRM_STUDENTS {
        for flag in flags {
            let of = if students == 1 { "1 student" } else { &format!("{students} students") };
            flag.words.push_str(&format!(" (only {of}: indicative)"));
        }
    }
}

fn flag(condition: bool, code: FlagCode, level: Level, words: String) -> Option<Flag> {
    condition.then_some(Flag { code, level, words })
}

/// The wrong ones of an item's choices.
fn distractors(analysis: &ItemAnalysis) -> impl Iterator<Item = &ChoiceRow> {
    analysis.choices.iter().filter(|row| !row.key && matches!(row.kind, ChoiceKind::Choice(_)))
}

fn or_least(stat: Stat) -> f64 {
    stat.value().unwrap_or(f64::NEG_INFINITY)
}

/// The rest correlation is clearly negative, or a distractor has a better one than the key, or one
/// of several keys a clearly negative one: choosing a right option should go with knowing more.
fn key_suspect(analysis: &ItemAnalysis, item: &Item, entries: &[Entry]) -> Option<Flag> {
    let rest = analysis.discrimination.item_rest;
    let (rival, key) = (rival(analysis), bad_key(analysis));
    if rival.is_none() && key.is_none() && !rest.is(|r| r < NEGATIVE) {
        return None;
    }
    let best = favourite(item, entries, 1.0 / 3.0);
    let words = match (best.filter(|(best, _)| !item.choices[*best].key), rival, key) {
        (Some((best, share)), ..) => {
            let (name, percent) = (&item.choices[best].name, share * 100.0);
            format!("likely miskeyed: the best third chose {name} ({percent:.0} %)")
        }
        (None, Some(rival), _) => format!(
            "key in doubt: those who chose {} did better on the rest (r = {:.2}) than those who \
             chose the key",
            rival.name, rival.item_rest
        ),
        (None, None, Some(key)) => format!(
            "key in doubt: those who had {} did worse on the rest (r = {:.2})",
            key.name, key.item_rest
        ),
        (None, None, None) => {
            format!("key in doubt: the weaker students did better on it (r = {rest:.2})")
        }
    };
    Some(Flag { code: FlagCode::KeySuspect, level: Level::Error, words })
}

/// The distractor that tells strong from weak better than every key does, by more than a standard
/// error: where nothing tells them apart, one of several distractors is ahead by chance.
fn rival(analysis: &ItemAnalysis) -> Option<&ChoiceRow> {
    let keys = analysis.choices.iter().filter(|row| row.key);
    let key = keys.map(|row| or_least(row.item_rest)).max_by(f64::total_cmp)?;
    let rest = |row: &ChoiceRow| or_least(row.item_rest);
    let is_ahead = |row: &ChoiceRow| is_ahead(rest(row), key, analysis.replies.administered);
    distractors(analysis)
        .filter(|row| row.count >= MIN_CHOOSERS && is_ahead(row))
        .max_by(|a, b| rest(a).total_cmp(&rest(b)))
}

/// The worst of several keys, where choosing it goes with knowing less.
fn bad_key(analysis: &ItemAnalysis) -> Option<&ChoiceRow> {
    let keys = || analysis.choices.iter().filter(|row| row.key);
    let negative = |r| is_clearly_negative(r, analysis.replies.administered);
    let bad = |row: &&ChoiceRow| row.count >= MIN_CHOOSERS && row.item_rest.is(negative);
    let worst =
        keys().filter(bad).min_by(|a, b| or_least(a.item_rest).total_cmp(&or_least(b.item_rest)));
    worst.filter(|_| keys().count() > 1)
}

fn neg_discrimination(analysis: &ItemAnalysis) -> Option<Flag> {
    let rest = analysis.discrimination.item_rest;
    let words = format!("the weaker students did better on it (r = {rest:.2})");
    flag(rest.is(|r| r < 0.0), FlagCode::NegDiscrimination, Level::Warning, words)
}

/// Only where one option is right: of a multiple select more than one is.
fn popular_distractor(analysis: &ItemAnalysis) -> Option<Flag> {
    let mut keys = analysis.choices.iter().filter(|row| row.key);
    let (key, None) = (keys.next()?, keys.next()) else { return None };
    let popular = distractors(analysis).max_by_key(|row| row.count)?;
    let words = format!(
        "{} was chosen more often than the key ({:.0} % to {:.0} %)",
        popular.name,
        or_least(popular.share) * 100.0,
        or_least(key.share) * 100.0
    );
    flag(popular.count > key.count, FlagCode::PopularDistractor, Level::Warning, words)
}

/// Moodle marks a question as dubious below 15 %.
fn low_efficiency(analysis: &ItemAnalysis) -> Option<Flag> {
    let efficiency = analysis.moodle.discriminative_efficiency;
    let words = format!("it tells strong from weak at {efficiency:.0} % of what it could");
    flag(efficiency.is(|e| e < 15.0), FlagCode::LowEfficiency, Level::Warning, words)
}

fn no_spread(analysis: &ItemAnalysis) -> Option<Flag> {
    let all = analysis.facility.value;
    let words = match all.value() {
        Some(1.0) => "everyone was right: it tells nobody apart".to_owned(),
        Some(0.0) => "nobody earned anything: it tells nobody apart".to_owned(),
        _ => "everyone has the same mark: it tells nobody apart".to_owned(),
    };
    let flat = analysis.facility.deviation.is(|s| s == 0.0);
    flag(flat, FlagCode::NoSpread, Level::Info, words)
}

fn too_easy(analysis: &ItemAnalysis) -> Option<Flag> {
    let p = analysis.facility.value;
    let words = format!("very easy: {:.0} % of the points were earned", p.map(|p| p * 100.0));
    flag(p.is(|p| is_very_easy(p) && p < 1.0), FlagCode::TooEasy, Level::Info, words)
}

fn too_hard(analysis: &ItemAnalysis) -> Option<Flag> {
    let p = analysis.facility.value;
    let chance = analysis.moodle.random_guess_score.value().map(|percent| percent / 100.0);
    let words = match chance.filter(|c| *c > 0.0) {
        Some(chance) => format!(
            "very hard: {:.0} % of the points were earned, guessing earns {:.0} %",
            p.map(|p| p * 100.0),
            chance * 100.0
        ),
        None => format!("very hard: {:.0} % of the points were earned", p.map(|p| p * 100.0)),
    };
    flag(
        p.is(|p| p != 0.0 && is_very_hard(p, chance.unwrap_or(0.0))),
        FlagCode::TooHard,
        Level::Info,
        words,
    )
}

/// Ebel's lowest band (1965): D below .20.
fn weak_discrimination(analysis: &ItemAnalysis) -> Option<Flag> {
    let d = analysis.discrimination.upper_lower;
    // An item that nearly everyone has right cannot have more.
    let possible = analysis.facility.value.is(|p| p <= 0.95);
    let words = format!("best and weakest 27 % hardly differ (D = {d:.2})");
    flag(possible && d.is(|d| d < 0.2), FlagCode::WeakDiscrimination, Level::Info, words)
}

fn raises_alpha(analysis: &ItemAnalysis, alpha: Stat) -> Option<Flag> {
    let without = analysis.alpha_if_deleted;
    let gain = or_least(without) - alpha.value().unwrap_or(f64::INFINITY);
    let weak = analysis.discrimination.item_rest.is(|r| r < 0.1);
    let words = format!("without it α rises from {alpha:.2} to {without:.2}");
    flag(gain > 0.02 && weak, FlagCode::RaisesAlpha, Level::Info, words)
}

fn weight_mismatch(analysis: &ItemAnalysis) -> Option<Flag> {
    let (effective, intended) = (analysis.moodle.effective_weight, analysis.moodle.intended_weight);
    let (Some(is), Some(meant)) = (effective.value(), intended.value()) else { return None };
    let words = format!("it weighs {is:.1} % in the spread of totals, and {meant:.1} % by points");
    let far = (is - meant).abs() > MISMATCH * meant;
    let firm = analysis.replies.administered >= FIRM_STUDENTS;
    flag(far && firm, FlagCode::WeightMismatch, Level::Info, words)
}

/// A distractor is meant to be chosen by at least 5 % (Haladyna and Downing 1993).
fn nonfunctional(analysis: &ItemAnalysis, row: &ChoiceRow) -> Option<Flag> {
    let distractor = !row.key && matches!(row.kind, ChoiceKind::Choice(_));
    let rare = is_rare(row.count, analysis.replies.administered);
    let words = match row.count {
        0 => format!("nobody chose {}", row.name),
        count => format!("only {count} of {} chose {}", analysis.replies.administered, row.name),
    };
    flag(distractor && rare, FlagCode::NonfunctionalDistractor, Level::Info, words)
}

#[cfg(test)]
mod tests;
