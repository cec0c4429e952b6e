//! From the records of a class to the analysis of its items.
//!
//! Who counts is settled as for scores: the same gradebook is made, and of every student one
//! sitting is counted, the one whose score counts. What comes out does not depend on the order of
//! files or on the number of threads.

mod question;
mod sheet;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use session::files::Files;
use session::record::Record;

use crate::book::{Attempt, Book, Gathered, Row, Standing, build};
use crate::collect::{Chains, Collected, Found, Origin, collect_with, relation};
use crate::grade::{Handouts, Keys};
use crate::items::{self, Analysis, Item, Options, Student, Tally, TallyError};
use crate::load::Inputs;
use crate::policy::{Attempts, Policy};
use crate::sat::{Sat, sit};
use crate::unused::Unused;

pub use question::{Question, Role};
use sheet::{Sheet, fill};

/// The items of a class, analysed.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysed {
    /// The questions, in the order of the deck.
    pub questions: Vec<Question>,
    /// What the answers say about them, in the same order.
    pub analysis: Analysis,
    /// The gradebook, which tells what was not used.
    pub book: Book,
}

/// How records are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Whether their chains are read.
    pub chains: Chains,
    /// On how many threads.
    pub threads: usize,
    /// What is left to whoever asks for the analysis.
    pub options: Options,
}

/// Analyses the items of a class from the records that were found. `done` is told the length of
/// each file when it was read.
///
/// # Errors
/// [`TallyError`] where the fractions that were earned have no common unit.
pub fn analyse(
    inputs: &Inputs,
    files: &dyn Files,
    keys: &Keys<'_>,
    found: Found,
    reading: Reading,
    done: &(dyn Fn(u64) + Sync),
) -> Result<Analysed, TallyError> {
    let mut questions = question::questions(keys, &inputs.policy);
    let items: Vec<Item> = questions.iter().map(|question| question.item.clone()).collect();
    let tally = Mutex::new(Tally::new(&items));
    let handouts = Handouts::new(&inputs.deck, inputs.maps.clone());
    let class = Class { keys, handouts: &handouts, policy: &inputs.policy, tally: &tally };
    let keep = |record: &Record| class.read(record);
    let read = collect_with(files, &found.files, reading.threads, reading.chains, &keep, done);
    let (records, sheets) = parted(read)?;
    let book = build(Gathered {
        keys,
        policy: &inputs.policy,
        roster: inputs.roster.as_ref(),
        records,
        passed_over: found.passed_over,
        relation: &|one, other| relation(files, one, other),
    });
    let sheets: Vec<&Sheet> = counted(&book, inputs.policy.attempts, &sheets).collect();
    note_unmarked(&mut questions, &sheets);
    let mut tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    count(&mut tally, &questions, &sheets)?;
    let analysis = items::analyse(&items, &tally, reading.options);
    Ok(Analysed { questions, analysis, book })
}

/// What records are read with.
struct Class<'a> {
    keys: &'a Keys<'a>,
    handouts: &'a Handouts,
    policy: &'a Policy,
    tally: &'a Mutex<Tally>,
}

/// A record that was graded, and what its answers come to.
type Read = Result<(Sat, Result<Sheet, TallyError>), Unused>;

impl Class<'_> {
    fn read(&self, record: &Record) -> Read {
        let sat = sit(record, self.keys, self.handouts, self.policy)?;
        let deck = record.start().decks.first().ok_or(Unused::NoDeck)?;
        let names = self.handouts.names(deck)?;
        let replies = fill(record, &sat, self.keys, self.policy, names);
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        let sheet = Sheet::of(&replies, &mut tally);
        Ok((sat, sheet))
    }
}

/// The sittings, and apart from them what their answers come to.
type Parted = (Vec<Collected<Result<Sat, Unused>>>, BTreeMap<Origin, Sheet>);

fn parted(read: Vec<Collected<Read>>) -> Result<Parted, TallyError> {
    let mut sheets = BTreeMap::new();
    let mut records = Vec::with_capacity(read.len());
    for Collected { origin, kept } in read {
        let kept = match kept {
            Ok(Ok((sat, sheet))) => {
                sheets.insert(origin.clone(), sheet?);
                Ok(Ok(sat))
            }
            Ok(Err(unused)) => Ok(Err(unused)),
            Err(unread) => Err(unread),
        };
        records.push(Collected { origin, kept });
    }
    Ok((records, sheets))
}

/// Of every student the sitting that counts, in terms of the tally.
fn counted<'s>(
    book: &'s Book,
    attempts: Attempts,
    sheets: &'s BTreeMap<Origin, Sheet>,
) -> impl Iterator<Item = &'s Sheet> {
    counted_attempts(book, attempts).filter_map(|attempt| sheets.get(&attempt.origin))
}

/// Of every student the sitting that is analysed.
pub(crate) fn counted_attempts(book: &Book, attempts: Attempts) -> impl Iterator<Item = &Attempt> {
    let chosen = book.rows.iter().filter_map(move |row| chosen(row, attempts));
    chosen.filter_map(|at| book.attempts.get(at))
}

/// The one whose score counts. Where several do, or no score is settled, attempts are not
/// independent of each other, and one has to stand for the student: the last where that is the
/// class's rule, else the first.
fn chosen(row: &Row, attempts: Attempts) -> Option<usize> {
    match &row.standing {
        Standing::Scored(scored) if scored.counted.len() == 1 => scored.counted.first(),
        Standing::Missing => None,
        _ if attempts == Attempts::Last => row.attempts.last(),
        _ => row.attempts.first(),
    }
    .copied()
}

/// Says at each question how many answers wait for a person's mark.
fn note_unmarked(questions: &mut [Question], sheets: &[&Sheet]) {
    let mut waiting: BTreeMap<u32, usize> = BTreeMap::new();
    for item in sheets.iter().flat_map(|sheet| &sheet.unmarked) {
        *waiting.entry(*item).or_default() += 1;
    }
    for (at, question) in (0..).zip(questions) {
        question.unmarked = waiting.get(&at).copied().unwrap_or(0);
    }
}

/// Counts the students. A question of which answers wait for their marks is left out for all: those
/// that were omitted would else stand for it alone.
fn count(tally: &mut Tally, questions: &[Question], sheets: &[&Sheet]) -> Result<(), TallyError> {
    let is_marked =
        |item: u32| questions.get(item as usize).is_some_and(|question| question.unmarked == 0);
    let mut student = Student::default();
    for sheet in sheets {
        student.clear();
        for answer in sheet.answers.iter().filter(|answer| is_marked(answer.item)) {
            student.push(answer.cell, answer.ms);
        }
        tally.add(&student)?;
    }
    Ok(())
}
