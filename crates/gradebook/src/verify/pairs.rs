//! Pairs of students with many identical wrong answers, beside all other pairs of the class.
//!
//! Right answers say nothing: whoever knows the matter gives the same ones. What is counted is told
//! beside the class's own distribution, and never as a probability, since that would need a model
//! of how this class errs that nobody has.

use std::collections::{BTreeMap, HashMap};

use deck_format::{Fraction, TextPolicy};
use session::Response;
use session::record::Record;

use super::Against;
use super::record::Checked;
use crate::collect::Origin;
use crate::grade::{Asked, Mark, counted, grade_item};

/// Classes with fewer students have too few other pairs to stand beside.
pub const MIN_STUDENTS: usize = 5;
/// Classes with more students are not compared, since pairs grow with the square of their number.
pub const MAX_STUDENTS: usize = 5_000;
/// Fewer identical wrong answers are never told.
const LEAST: usize = 4;
/// How many pairs are told at most.
const MOST_SHOWN: usize = 20;

/// Pairs of students with many identical wrong answers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pairs {
    /// How many students were compared; a student with several sittings by the last one.
    pub students: usize,
    /// Whether there were too few of them, or too many.
    pub not_compared: bool,
    /// The pairs, most identical answers first: at least four identical answers, and more than the
    /// third quartile of all pairs and three times the distance between the quartiles.
    pub shown: Vec<Pair>,
    /// How many such pairs there are beyond those.
    pub more: usize,
}

/// Two students.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The ids of both.
    pub students: [String; 2],
    /// How many questions both answered with the same wrong answer.
    pub identical: usize,
    /// How many questions both answered wrong.
    pub both_wrong: usize,
    /// The median of identical wrong answers over all other pairs of the class.
    pub median: f64,
    /// The most identical wrong answers of any other pair.
    pub most: usize,
}

/// The answers of a record that earn less than all of their points, by the ids of the deck: the
/// question's place in the deck, and what was answered.
pub(super) fn wrong_answers(record: &Record, against: &Against<'_>) -> Vec<(usize, String)> {
    let Some(deck) = record.start().decks.first() else { return Vec::new() };
    let Ok(names) = against.handouts.names(deck) else { return Vec::new() };
    let (keys, policy) = (against.keys, against.policy);
    let session = &record.start().session;
    let wrong = record.replay.items().filter_map(|(item, state)| {
        let graded = grade_item(keys, policy, names, session, item, state);
        let Asked::InDeck(place) = graded.question else { return None };
        let is_wrong = matches!(graded.mark, Mark::Earned(_, earned) if earned < Fraction::ONE);
        if !is_wrong || !graded.fit.is_gradable() {
            return None;
        }
        let given = counted(state, policy.late_answers)?;
        let response = names.response(&item.id, &given.answer.response).ok()?;
        Some((place, same(response, keys.language())))
    });
    wrong.collect()
}

/// A text that two responses share if they are the same answer.
fn same(response: Response, language: &str) -> String {
    let fold = |text: &str| session::fold(TextPolicy::default(), language, text);
    match response {
        Response::Choice(id) => id,
        Response::Choices(mut ids) => {
            ids.sort_unstable();
            ids.join(" ")
        }
        Response::Truth(truth) => truth.to_string(),
        Response::Order(ids) => ids.join(" "),
        Response::Pairs(pairs) => pairs.iter().map(|(from, to)| format!("{from}={to} ")).collect(),
        Response::Blanks(blanks) => {
            blanks.iter().map(|(id, typed)| format!("{id}={:?} ", fold(typed))).collect()
        }
        Response::Number(typed) | Response::Text(typed) | Response::Essay(typed) => fold(&typed),
    }
}

/// Compares all pairs of students.
pub(super) fn compare(records: &[(Origin, Checked)]) -> Pairs {
    let sittings = last_sittings(records);
    let students = sittings.len();
    if !(MIN_STUDENTS..=MAX_STUDENTS).contains(&students) {
        return Pairs { students, not_compared: true, ..Pairs::default() };
    }
    let class = Class::new(&sittings);
    let counts = class.counts();
    let mut found = class.above(counts.fence().max(LEAST));
    found.sort_by(|a, b| (b.identical, &a.students).cmp(&(a.identical, &b.students)));
    let more = found.len().saturating_sub(MOST_SHOWN);
    found.truncate(MOST_SHOWN);
    for pair in &mut found {
        let others = counts.without(pair.identical);
        (pair.median, pair.most) = (others.median(), others.most());
    }
    Pairs { students, not_compared: false, shown: found, more }
}

/// The last sitting of every student, by id.
fn last_sittings(records: &[(Origin, Checked)]) -> Vec<(&str, &[(usize, String)])> {
    let mut last: BTreeMap<&str, &(Origin, Checked)> = BTreeMap::new();
    for record in records.iter().filter(|(_, checked)| checked.is_exam) {
        let Some(student) = &record.1.student else { continue };
        let key = |(origin, checked): &(Origin, Checked)| {
            (checked.started, checked.session.clone(), checked.wrong.len(), origin.clone())
        };
        let kept = last.entry(student).or_insert(record);
        if key(record) > key(kept) {
            *kept = record;
        }
    }
    last.into_iter().map(|(id, (_, checked))| (id, &checked.wrong[..])).collect()
}

/// The wrong answers of a class: one row for each student, one number for each question, the same
/// where the answer is the same, and 0 where none is wrong.
struct Class<'r> {
    ids: Vec<&'r str>,
    rows: Vec<Vec<u16>>,
}

impl<'r> Class<'r> {
    fn new(sittings: &[(&'r str, &'r [(usize, String)])]) -> Self {
        let questions = sittings.iter().flat_map(|(_, wrong)| wrong.iter().map(|(at, _)| at + 1));
        let questions = questions.max().unwrap_or(0);
        let mut numbers: Vec<HashMap<&str, u16>> = vec![HashMap::new(); questions];
        let mut class = Self { ids: Vec::new(), rows: Vec::new() };
        for (id, wrong) in sittings {
            let mut row = vec![0; questions];
            for (at, answer) in *wrong {
                // There are no more answers than students, which a `u16` holds.
                let next = u16::try_from(numbers[*at].len() + 1).unwrap_or(u16::MAX);
                row[*at] = *numbers[*at].entry(answer).or_insert(next);
            }
            class.ids.push(id);
            class.rows.push(row);
        }
        class
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        let count = self.rows.len();
        let pairs = (0..count).flat_map(move |one| (one + 1..count).map(move |two| (one, two)));
        pairs.map(|(one, two)| (one, two, self.number(one, two, |a, b| a == b && a != 0)))
    }

    /// On how many questions two answers are such.
    fn number(&self, one: usize, two: usize, are_such: impl Fn(u16, u16) -> bool) -> usize {
        let both = self.rows[one].iter().zip(&self.rows[two]);
        both.filter(|(a, b)| are_such(**a, **b)).count()
    }

    fn counts(&self) -> Counts {
        let most = self.rows.first().map_or(0, Vec::len);
        let mut counts = Counts(vec![0; most + 1]);
        for (_, _, identical) in self.pairs() {
            counts.0[identical] += 1;
        }
        counts
    }

    /// The pairs with at least so many identical wrong answers.
    fn above(&self, least: usize) -> Vec<Pair> {
        let pair = |(one, two, identical)| Pair {
            students: [self.ids[one], self.ids[two]].map(str::to_owned),
            identical,
            both_wrong: self.number(one, two, |a, b| a != 0 && b != 0),
            median: 0.0,
            most: 0,
        };
        self.pairs().filter(|(_, _, identical)| *identical >= least).map(pair).collect()
    }
}

/// How many pairs have how many identical wrong answers, from 0.
#[derive(Clone)]
struct Counts(Vec<u64>);

impl Counts {
    fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// The value at a place of all values in order, from 0.
    fn at(&self, place: u64) -> usize {
        let mut passed = 0;
        let reaches = |count: &u64| {
            passed += count;
            passed > place
        };
        self.0.iter().position(reaches).unwrap_or(0)
    }

    /// The least value above the outer fence: the third quartile and three times the distance
    /// between the quartiles (Tukey, Exploratory Data Analysis, 1977). A quartile is here the value
    /// at a quarter of the way, rounded down.
    fn fence(&self) -> usize {
        let last = self.total().saturating_sub(1);
        let (first, third) = (self.at(last / 4), self.at(last * 3 / 4));
        third + 3 * (third - first) + 1
    }

    fn without(&self, value: usize) -> Self {
        let mut others = self.clone();
        if let Some(count) = others.0.get_mut(value) {
            *count = count.saturating_sub(1);
        }
        others
    }

    /// Of two in the middle their mean.
    fn median(&self) -> f64 {
        let total = self.total();
        let (low, high) = (self.at(total.saturating_sub(1) / 2), self.at(total / 2));
        f64::midpoint(low as f64, high as f64)
    }

    fn most(&self) -> usize {
        self.0.iter().rposition(|count| *count > 0).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A class whose students answered as their letters say; `.` is right.
    fn class(rows: &[&str]) -> Pairs {
        let wrong: Vec<Vec<(usize, String)>> = rows
            .iter()
            .map(|row| {
                let letters = row.chars().enumerate().filter(|(_, letter)| *letter != '.');
                letters.map(|(at, letter)| (at, letter.to_string())).collect()
            })
            .collect();
        let ids: Vec<String> = (0..rows.len()).map(|at| format!("s{at}")).collect();
        let sittings: Vec<(&str, &[(usize, String)])> =
            ids.iter().map(String::as_str).zip(wrong.iter().map(Vec::as_slice)).collect();
        let class = Class::new(&sittings);
        let counts = class.counts();
        let mut shown = class.above(counts.fence().max(LEAST));
        for pair in &mut shown {
            let others = counts.without(pair.identical);
            (pair.median, pair.most) = (others.median(), others.most());
        }
        Pairs { students: rows.len(), shown, ..Pairs::default() }
    }

    #[test]
    fn a_pair_far_above_all_others_is_told_with_the_others_beside_it() {
        let pairs =
            class(&["abcdez..", "abcdex..", "a.......", ".b...c..", "......ab", "x.y.z..."]);
        let expected = Pair {
            students: ["s0".into(), "s1".into()],
            identical: 5,
            both_wrong: 6,
            median: 0.0,
            most: 1,
        };
        assert_eq!(pairs.shown, [expected]);
    }

    #[test]
    fn what_everybody_gets_wrong_alike_is_no_sign() {
        let pairs = class(&["abcdef", "abcdef", "abcdef", "abcde.", "abcdef", "abcde."]);
        assert_eq!(pairs.shown, []);
    }

    #[test]
    fn right_answers_and_different_wrong_ones_do_not_count() {
        let pairs =
            class(&["........", "........", "abcdefgh", "bcdefghi", "cdefghij", "........"]);
        assert_eq!(pairs.shown, []);
    }

    #[test]
    fn quartiles_and_the_median_are_those_of_the_values() {
        let counts = Counts(vec![2, 1, 0, 1]);
        assert_eq!((counts.at(0), counts.at(1), counts.at(2), counts.at(3)), (0, 0, 1, 3));
        assert_eq!((counts.median(), counts.most()), (0.5, 3));
        assert_eq!((counts.without(3).median(), counts.without(3).most()), (0.0, 1));
        assert_eq!(counts.fence(), 5, "0, 0, 1, 3: quartiles 0 and 1");
    }

    #[test]
    fn answers_are_the_same_whatever_their_order_or_case() {
        let ids = |ids: &[&str]| Response::Choices(ids.iter().map(ToString::to_string).collect());
        let same = |response| same(response, "en");
        assert_eq!(same(ids(&["b", "a"])), same(ids(&["a", "b"])));
        assert_ne!(same(ids(&["a"])), same(ids(&["a", "b"])));
        assert_eq!(same(Response::Text(" Kunming".into())), same(Response::Text("kunming".into())));
    }
}
