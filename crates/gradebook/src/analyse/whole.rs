//! The analysis together with the whole gradebook, from one reading of the records.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use session::files::Files;
use session::record::Record;

use super::read::Full;
use super::sheet::Sheet;
use super::{Analysed, Class, Question, Reading, counted, question};
use crate::book::{Book, Gathered, build};
use crate::collect::{Collected, Found, Origin, collect_with, relation};
use crate::grade::{Handouts, Keys};
use crate::items::{self, Student, Tally, TallyError};
use crate::load::Inputs;
use crate::sat::Sat;
use crate::unused::Unused;

/// Analyses the items of a class as [`super::analyse`] does, and gives its gradebook, too: every
/// sitting is kept, graded. `done` is told the length of each piece when it was read.
///
/// # Errors
/// [`TallyError`] where the fractions that were earned have no common unit.
pub fn analyse_whole(
    inputs: &Inputs,
    files: &dyn Files,
    keys: &Keys<'_>,
    found: Found,
    reading: Reading,
    done: &(dyn Fn(u64) + Sync),
) -> Result<(Analysed, Book), TallyError> {
    let mut questions = question::questions(keys, &inputs.policy);
    let handouts = Handouts::new(&inputs.deck, inputs.maps.clone());
    let class = Class {
        keys,
        handouts: &handouts,
        papers: &handouts.papers(keys),
        policy: &inputs.policy,
        roster: inputs.roster.as_ref(),
        items: questions.iter().map(|question| question.item.clone()).collect(),
    };
    let tally = Mutex::new(Tally::new(&class.items));
    let keep = |record: &Record| {
        let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
        class.full(record, &mut tally)
    };
    let read = collect_with(files, &found.files, reading.threads, reading.chains, &keep, done);
    let (records, sheets) = parted(read)?;
    let book = build(Gathered {
        keys,
        policy: &inputs.policy,
        roster: class.roster,
        records,
        passed_over: found.passed_over,
        relation: &|one, other| relation(files, one, other),
    });
    let counted = counted(&book, inputs.policy.attempts);
    let counted = counted.filter_map(|at| sheets.get(&book.attempts.get(at)?.origin));
    let sheets: Vec<&Sheet> = counted.collect();
    note_unmarked(&mut questions, &sheets);
    let mut tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    count(&mut tally, &questions, &sheets)?;
    let analysis = items::analyse(&class.items, &tally, reading.options);
    Ok((Analysed { questions, analysis, remarks: book.remarks.clone() }, book))
}

/// A record that was graded, and what its answers come to.
type Read = Result<Result<Full, TallyError>, Unused>;

/// The sittings, and apart from them what their answers come to.
type Parted = (Vec<Collected<Result<Sat, Unused>>>, BTreeMap<Origin, Sheet>);

fn parted(read: Vec<Collected<Read>>) -> Result<Parted, TallyError> {
    let mut sheets = BTreeMap::new();
    let mut records = Vec::with_capacity(read.len());
    for Collected { origin, kept } in read {
        let kept = match kept {
            Ok(Ok(full)) => {
                let Full { sat, sheet } = full?;
                sheets.insert(origin.clone(), sheet);
                Ok(Ok(sat))
            }
            Ok(Err(unused)) => Ok(Err(unused)),
            Err(unread) => Err(unread),
        };
        records.push(Collected { origin, kept });
    }
    Ok((records, sheets))
}

/// Says at each question how many answers wait for a person's mark.
fn note_unmarked(questions: &mut [Question], sheets: &[&Sheet]) {
    for item in sheets.iter().flat_map(|sheet| &sheet.unmarked) {
        if let Some(question) = questions.get_mut(*item as usize) {
            question.unmarked += 1;
        }
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
