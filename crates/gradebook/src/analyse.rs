//! From the records of a class to the analysis of its items.
//!
//! Who counts is settled as for scores, and of every student one sitting is counted, the one whose
//! score counts. [`analyse`] keeps next to nothing of a record and makes no gradebook but of those who
//! handed in several; [`analyse_whole`] gives the gradebook, too. Both say the same. What comes out does
//! not depend on the order of files or on the number of threads.

mod entry;
mod question;
mod read;
mod replies;
mod settle;
mod sheet;
mod whole;

#[cfg(test)]
mod alike;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::hash::RandomState;
use std::path::PathBuf;

use session::files::Files;

use crate::book::{Attempt, Book, Remarks, Row, Standing, passed};
use crate::collect::{Chains, Found};
use crate::grade::{Handouts, Keys, Papers};
use crate::items::{self, Analysis, Item, Options, Tally, TallyError};
use crate::load::Inputs;
use crate::policy::{Attempts, Policy};
use crate::roster::Roster;

pub use question::{Question, Role};
use read::{Pass, Read, Worker};
use settle::Settled;
pub use whole::analyse_whole;

/// The items of a class, analysed.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysed {
    /// The questions, in the order of the deck.
    pub questions: Vec<Question>,
    /// What the answers say about them, in the same order.
    pub analysis: Analysis,
    /// What was not used, and what else is to be said of the class.
    pub remarks: Remarks,
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

/// Why the items of a class cannot be analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnalyseError {
    /// The answers cannot be counted.
    #[error(transparent)]
    Tally(#[from] TallyError),
    /// Records were written or removed at the same time.
    #[error("the records changed while they were read; try again")]
    Changed,
}

/// What hashes the ids of sittings and students. It is made by chance, so that nobody can hand in
/// many ids of one hash.
type Hasher = RandomState;

/// What records are read with.
struct Class<'a> {
    keys: &'a Keys<'a>,
    handouts: &'a Handouts,
    papers: &'a Papers,
    policy: &'a Policy,
    roster: Option<&'a Roster>,
    items: Vec<Item>,
}

/// Analyses the items of a class from the records that were found. `done` is told the length of
/// each piece when it was read.
///
/// Records are counted as they are read, as if each of them counted. Where it turns out that some do
/// not, of those who handed in several or whose question waits for its mark, all are read once more.
///
/// # Errors
/// [`AnalyseError`] where the fractions that were earned have no common unit, or records changed.
pub fn analyse(
    inputs: &Inputs,
    files: &dyn Files,
    keys: &Keys<'_>,
    found: Found,
    reading: Reading,
    done: &(dyn Fn(u64) + Sync),
) -> Result<Analysed, AnalyseError> {
    let mut questions = question::questions(keys, &inputs.policy);
    let handouts = Handouts::new(&inputs.deck, inputs.maps.clone());
    let papers = handouts.papers(keys);
    let class = Class {
        keys,
        handouts: &handouts,
        papers: &papers,
        policy: &inputs.policy,
        roster: inputs.roster.as_ref(),
        items: questions.iter().map(|question| question.item.clone()).collect(),
    };
    let mut pass = Pass {
        class: &class,
        chains: reading.chains,
        hasher: Hasher::new(),
        passed: HashSet::new(),
        left_out: vec![false; questions.len()],
    };
    let Found { files: paths, passed_over } = found;
    let (mut tally, read) = run(&pass, files, &paths, reading.threads, done)?;
    let not_used = passed_over.into_iter().map(passed).collect();
    let Settled { remarks, unmarked, passed, counted } =
        settle::settle(&class, files, &paths, not_used, read)?;
    pass.left_out = unmarked.iter().map(|waiting| *waiting > 0).collect();
    if !passed.is_empty() || pass.left_out.contains(&true) {
        pass.passed = passed;
        tally = run(&pass, files, &paths, reading.threads, done)?.0;
    }
    if tally.students() != counted {
        return Err(AnalyseError::Changed);
    }
    for (question, waiting) in questions.iter_mut().zip(unmarked) {
        question.unmarked = waiting;
    }
    let analysis = items::analyse(&class.items, &tally, reading.options);
    Ok(Analysed { questions, analysis, remarks })
}

/// Reads all records once.
fn run<'a>(
    pass: &'a Pass<'a>,
    files: &dyn Files,
    paths: &[PathBuf],
    threads: usize,
    done: &(dyn Fn(u64) + Sync),
) -> Result<(Tally, Read<'a>), TallyError> {
    let mut workers: Vec<_> = (0..threads.max(1)).map(|_| Worker::new(pass)).collect();
    crate::collect::pieces::read_files(files, paths, &mut workers, done);
    let mut all: Option<(Tally, Read<'a>)> = None;
    for worker in workers {
        let (tally, read) = worker.finish()?;
        match &mut all {
            None => all = Some((tally, read)),
            Some((tallies, reads)) => {
                tallies.merge(&tally)?;
                reads.merge(read);
            }
        }
    }
    let nothing = || Worker::new(pass).finish();
    all.map_or_else(nothing, Ok)
}

/// Of every student the sitting that is analysed.
pub(crate) fn counted_attempts(book: &Book, attempts: Attempts) -> impl Iterator<Item = &Attempt> {
    counted(book, attempts).filter_map(|at| book.attempts.get(at))
}

/// The sitting of a student that is counted: the one whose score counts. Where several do, or no
/// score is settled, attempts are not independent of each other, and one has to stand for the
/// student: the last where that is the class's rule, else the first.
fn chosen(row: &Row, attempts: Attempts) -> Option<usize> {
    match &row.standing {
        Standing::Scored(scored) if scored.counted.len() == 1 => scored.counted.first(),
        Standing::Missing => None,
        _ if attempts == Attempts::Last => row.attempts.last(),
        _ => row.attempts.first(),
    }
    .copied()
}

/// The places of the attempts that are counted, one of every student.
fn counted(book: &Book, attempts: Attempts) -> impl Iterator<Item = usize> + '_ {
    book.rows.iter().filter_map(move |row| chosen(row, attempts))
}
