//! What is known of one question: the sums of all classes, and what follows from them.

use std::collections::BTreeMap;

use deck_format::{Difficulty, Digest, Face, Fraction, Kind, LocalId};
use jiff::civil::Date;

use super::MIN_STUDENTS;
use super::class::{Class, ItemCounts};
use super::interval::{MIN_FOR_INTERVAL, Z, pooled_correlation, wilson};

/// A question of this facility or more is easy.
const EASY: f64 = 0.85;
/// One of less than this is hard.
const HARD: f64 = 0.5;

/// What is known of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// How many were right, from the classes that were asked this text and graded by this key;
    /// `None` where there is none.
    pub scores: Option<Scores>,
    /// Who chose what, from the classes that were asked this text, whatever the key was then; `None`
    /// where there is none.
    pub answers: Option<Answers>,
    /// The classes of which this is not, or not all, true.
    pub stale: Stale,
}

/// How many were right.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// How many students.
    pub n: u64,
    /// How many classes.
    pub classes: usize,
    /// The part of the points that was earned: 1 the easiest, below 0 where penalties prevail. The
    /// interval is Wilson's where all was right or wrong, else that of a mean.
    pub facility: Estimate,
    /// The correlation with the rest of the paper, see [`pooled_correlation`]; `None` where no class
    /// has one.
    pub discrimination: Option<Estimate>,
    /// When the latest of the classes handed in.
    pub latest: Date,
}

/// Who chose what.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// The kind of the question.
    pub kind: Kind,
    /// How many students.
    pub n: u64,
    /// The options, by their ids.
    pub options: Vec<OptionMeasure>,
    /// How many saw the question and left it blank.
    pub omitted: u64,
    /// How many left it blank to the end of their paper when their time was over.
    pub not_reached: u64,
    /// How long it took on average, in seconds; `None` where no times are known.
    pub mean_seconds: Option<f64>,
}

/// How often an option was chosen; of a blank or a pair, how often it was right.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionMeasure {
    /// Its id.
    pub id: LocalId,
    /// How many chose it.
    pub n: u64,
    /// Their part of all who were asked.
    pub share: f64,
    /// The correlation of choosing it with the rest of the paper.
    pub r: Option<f64>,
}

/// Classes whose numbers are not, or not all, those of the question as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stale {
    /// Those that were asked another text: nothing of theirs is used.
    pub text: usize,
    /// Those that were asked this text, but graded by another key: who chose what is used, not how
    /// many were right.
    pub key: usize,
}

/// A number with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Its interval; `None` where there are too few students for one.
    pub interval: Option<(f64, f64)>,
}

impl Measures {
    /// From classes, for a question of this face, by the digests of its face and key.
    pub(super) fn of(classes: &[Class], asked: &Face, face: Digest, key: Digest) -> Self {
        let (id, kind) = (&asked.id, asked.kind());
        let all = || classes.iter().filter_map(|class| Some((class, class.questions.get(id)?)));
        let answered: Vec<&ItemCounts> =
            all().map(|(_, counts)| counts).filter(|counts| counts.face == face).collect();
        let scored: Vec<(&Class, &ItemCounts)> =
            all().filter(|(_, counts)| counts.face == face && counts.key == key).collect();
        let stale =
            Stale { text: all().count() - answered.len(), key: answered.len() - scored.len() };
        Self { scores: Scores::of(&scored), answers: Answers::of(kind, &answered), stale }
    }

    /// The measured difficulty: easy from a facility of .85 on, hard below .5, medium between;
    /// `None` below ten students.
    #[must_use]
    pub fn difficulty(&self) -> Option<Difficulty> {
        let scores = self.scores.as_ref().filter(|scores| scores.n >= MIN_STUDENTS)?;
        Some(match scores.facility.value {
            p if p >= EASY => Difficulty::Easy,
            p if p < HARD => Difficulty::Hard,
            _ => Difficulty::Medium,
        })
    }
}

impl Scores {
    fn of(scored: &[(&Class, &ItemCounts)]) -> Option<Self> {
        let latest = scored.iter().map(|(class, _)| class.date).max()?;
        let mut earned: BTreeMap<Fraction, u64> = BTreeMap::new();
        for (fraction, count) in scored.iter().flat_map(|(_, counts)| &counts.earned) {
            *earned.entry(*fraction).or_default() += count;
        }
        let correlations: Vec<(f64, u64)> =
            scored.iter().filter_map(|(_, counts)| Some((counts.r?, counts.n))).collect();
        Some(Self {
            n: earned.values().sum(),
            classes: scored.len(),
            facility: facility(&earned),
            discrimination: pooled(&correlations),
            latest,
        })
    }
}

/// The mean of what was earned, with its interval: that of Wilson where all was right or wrong, else
/// p ± 1.96 s/√n.
#[allow(clippy::cast_precision_loss)]
fn facility(earned: &BTreeMap<Fraction, u64>) -> Estimate {
    let all = || earned.iter().map(|(fraction, count)| (fraction.to_f64(), *count as f64));
    let students = earned.values().sum::<u64>();
    let n = students as f64;
    let p = all().map(|(fraction, count)| fraction * count).sum::<f64>() / n;
    if students < MIN_FOR_INTERVAL {
        return Estimate { value: p, interval: None };
    }
    let right_or_wrong = |fraction: &Fraction| [Fraction::ZERO, Fraction::ONE].contains(fraction);
    if earned.keys().all(right_or_wrong) {
        return Estimate { value: p, interval: Some(wilson(p, n)) };
    }
    let squares: f64 = all().map(|(fraction, count)| count * (fraction - p).powi(2)).sum();
    let half = Z * (squares / (n - 1.0) / n).sqrt();
    Estimate { value: p, interval: Some(((p - half).max(-1.0), (p + half).min(1.0))) }
}

fn pooled(correlations: &[(f64, u64)]) -> Option<Estimate> {
    pooled_correlation(correlations).map(|(value, interval)| Estimate { value, interval })
}

impl Answers {
    #[allow(clippy::cast_precision_loss)]
    fn of(kind: Kind, asked: &[&ItemCounts]) -> Option<Self> {
        let sum = |count: fn(&ItemCounts) -> u64| asked.iter().map(|counts| count(counts)).sum();
        let n: u64 = sum(|counts| counts.n);
        let mut ids: Vec<&LocalId> =
            asked.iter().flat_map(|counts| counts.options.keys()).collect();
        ids.sort_unstable();
        ids.dedup();
        let option = |id: &LocalId| {
            let of = asked.iter().filter_map(|counts| Some((counts.n, counts.options.get(id)?)));
            let chosen: u64 = of.clone().map(|(_, option)| option.n).sum();
            let correlations: Vec<(f64, u64)> =
                of.filter_map(|(n, option)| Some((option.r?, n))).collect();
            let r = pooled(&correlations).map(|estimate| estimate.value);
            OptionMeasure { id: id.clone(), n: chosen, share: chosen as f64 / n as f64, r }
        };
        let timed: u64 = sum(|counts| counts.time.n);
        let ms: f64 = asked.iter().map(|counts| counts.time.ms as f64).sum();
        (n > 0).then(|| Self {
            kind,
            n,
            options: ids.into_iter().map(option).collect(),
            omitted: sum(|counts| counts.omitted),
            not_reached: sum(|counts| counts.not_reached),
            mean_seconds: (timed > 0).then(|| ms / timed as f64 / 1000.0),
        })
    }

    /// Whether `options` are what can be chosen, not the blanks and pairs that can be right.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        matches!(self.kind, Kind::SingleChoice | Kind::MultipleSelect | Kind::TrueFalse)
    }

    /// The options that nobody of any class chose.
    pub fn never_chosen(&self) -> impl Iterator<Item = &OptionMeasure> {
        self.options.iter().filter(|option| self.is_choice() && option.n == 0)
    }

    /// An option.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<&OptionMeasure> {
        self.options.iter().find(|option| option.id.as_str() == id)
    }
}
