//! A student's history: the folder of records, read as a draw and `resume` need it.

mod all;
mod named;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use console::Failure;
use deck_format::{DeckId, Fraction, QuestionId};
use session::files::Files;
use session::record::{self, HistoryKey, ItemState, Record, Status};
use session::{History, QuestionSet};

use crate::history::is_told;
use crate::home::Home;

pub(crate) use named::{listed, means, shortened};

/// Records that were read, and files that could not be.
#[derive(Debug, Default)]
pub(crate) struct Records {
    /// The records with their files, in the order of their names.
    pub(crate) records: Vec<(PathBuf, Record)>,
    /// What is wrong with the others, one line each.
    pub(crate) notes: Vec<String>,
    /// The names of the others' files, without their ending: the ids of their sittings.
    broken: Vec<String>,
}

/// To give back the memory of a long history takes a third of the time that it took to read it.
/// Nobody waits for that: another thread does it, or the end of the program.
impl Drop for Records {
    fn drop(&mut self) {
        let records = std::mem::take(&mut self.records);
        if records.len() >= all::WORTH_A_THREAD {
            // Without a thread they are dropped here.
            let _ = std::thread::Builder::new().spawn(move || drop(records));
        }
    }
}

/// The last answer to a question, or that it was passed over.
#[derive(Debug, Clone, Copy)]
struct LastAnswer<'a> {
    when: HistoryKey<'a>,
    missed: bool,
}

impl Records {
    /// Reads the folder of records. A broken file is noted and never changed; the rest is used.
    pub(crate) fn read(files: &dyn Files, home: &Home) -> Self {
        let folder = home.records();
        let names = files.list(&folder).unwrap_or_default();
        let paths: Vec<PathBuf> = names
            .iter()
            .map(|name| folder.join(name))
            .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
            .collect();
        let mut read = Self::default();
        for (path, one) in paths.iter().zip(all::read(files, &paths)) {
            match one {
                Ok(Some(record)) => read.records.push((path.clone(), record)),
                Ok(None) => {}
                Err(reason) => {
                    read.notes.push(format!("{} is left out: {reason}", path.display()));
                    read.broken.extend(path.file_stem().map(|id| id.to_string_lossy().into()));
                }
            }
        }
        read
    }

    /// What a draw asks of the history: what was seen, and what was missed or skipped when it was
    /// last asked.
    pub(crate) fn history(&self) -> History {
        let mut last: HashMap<(&DeckId, &QuestionId), LastAnswer<'_>> = HashMap::new();
        let mut seen = QuestionSet::default();
        for (_, record) in &self.records {
            let told = is_told(record);
            for (item, state) in record.replay.items() {
                if state.status() != Status::Open {
                    seen.insert(item.deck.clone(), item.id.clone());
                }
                // To ask what was missed in an exam that tells nothing would tell it.
                let Some(answer) = last_answer(record, state).filter(|_| told) else { continue };
                let known = last.entry((&item.deck, &item.id)).or_insert(answer);
                if known.when < answer.when {
                    *known = answer;
                }
            }
        }
        let missed = last.into_iter().filter(|(_, answer)| answer.missed);
        let missed = missed.map(|((deck, question), _)| (deck.clone(), question.clone()));
        History { seen, missed: missed.collect() }
    }

    /// The records.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().map(|(_, record)| record)
    }

    /// The records in which questions of a deck were asked.
    pub(crate) fn of_deck(&self, deck: &DeckId) -> impl Iterator<Item = &Record> {
        let asks = |record: &&Record| record.replay.items().any(|(item, _)| item.deck == *deck);
        self.records.iter().map(|(_, record)| record).filter(asks)
    }

    /// The unfinished sitting to go on with: the one whose id begins or ends so, else the one that
    /// was left last.
    pub(crate) fn unfinished(&self, session: Option<&str>) -> Result<&(PathBuf, Record), Failure> {
        let open = || self.records.iter().filter(|(_, record)| !record.is_finished());
        let Some(text) = session else {
            let last = open().max_by_key(|(_, record)| record.replay.last());
            return last.ok_or_else(|| self.none_open());
        };
        // An id in full is meant, even where it begins another.
        if let Some(exact) = open().find(|(_, record)| id_of(record) == text) {
            return Ok(exact);
        }
        let mut fitting = open().filter(|(_, record)| means(text, id_of(record)));
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => Ok(one),
            (Some(_), Some(_)) => Err(Failure::failed(format!(
                "several unfinished sittings begin or end with {text}"
            ))
            .hint("type more of the id")),
            (None, _) => Err(self.not_open(text)),
        }
    }

    fn none_open(&self) -> Failure {
        let failure = if self.broken.is_empty() {
            Failure::failed("there is no unfinished sitting")
        } else {
            Failure::problems("there is no unfinished sitting that can be read")
        };
        failure.hint("start one: quiz practice DECK")
    }

    fn not_open(&self, text: &str) -> Failure {
        if self.broken.iter().any(|id| means(text, id)) {
            let message = format!("the record of the sitting {text} cannot be read");
            return Failure::problems(message).hint("its file is left as it is");
        }
        let finished = self.records.iter().any(|(_, record)| means(text, id_of(record)));
        if finished {
            return Failure::failed(format!("the sitting {text} is finished"));
        }
        let failure = Failure::failed(format!("there is no sitting {text}"));
        let open = self.records.iter().filter(|(_, record)| !record.is_finished());
        let ids: Vec<&str> = open.map(|(_, record)| id_of(record)).collect();
        if ids.is_empty() {
            failure
        } else {
            failure.hint(format!("unfinished: {}", ids.join(", ")))
        }
    }
}

/// What became of a question in a sitting, if it says whether it was missed.
fn last_answer<'a>(record: &'a Record, state: &ItemState) -> Option<LastAnswer<'a>> {
    let session = &record.start().session;
    if let Some(given) = state.latest() {
        let when = HistoryKey { at: given.at, session, n: given.line };
        return Some(LastAnswer { when, missed: given.answer.outcome? < Fraction::ONE });
    }
    let skipped_by = state.skipped_by()?;
    // Line 0 is the start, which is not among them.
    let line = record.lines.get(usize::try_from(skipped_by).ok()?.checked_sub(1)?)?;
    Some(LastAnswer { when: record.history_key(line), missed: true })
}

fn id_of(record: &Record) -> &str {
    record.start().session.as_str()
}

/// Reads the record in a file that was named, and goes over its hashes.
///
/// # Errors
/// When it cannot be read, or is no record.
pub(crate) fn read_file(files: &dyn Files, path: &Path) -> Result<Record, Failure> {
    match all::read_one(files, path, record::read) {
        Ok(Some(record)) => Ok(record),
        Ok(None) => Err(Failure::problems(format!("{} is empty", path.display()))),
        Err(reason) => Err(Failure::problems(format!("{}: {reason}", path.display()))
            .hint("its file is left as it is")),
    }
}

#[cfg(test)]
mod tests {
    use session::record::Mode;

    use super::*;
    use crate::history::testing::{self, PLAIN, Sitting};

    /// The questions that a sitting says were missed.
    fn missed(sitting: &Sitting) -> Vec<String> {
        let mut records = Records::default();
        records.records.push((PathBuf::new(), testing::record(sitting)));
        let history = records.history();
        let asked = ["q0", "q1", "q2"].map(testing::question);
        assert!(history.seen.contains(&asked[0].deck, &asked[0].id), "what was seen is no secret");
        let asked = asked.into_iter();
        let missed = asked.filter(|item| history.missed.contains(&item.deck, &item.id));
        missed.map(|item| item.id.to_string()).collect()
    }

    #[test]
    fn an_exam_that_tells_nothing_does_not_tell_what_was_missed() {
        assert_eq!(missed(&PLAIN), ["q1"]);
        let exam = Sitting { mode: Mode::Exam, ..PLAIN };
        assert_eq!(missed(&exam), ["q1"]);
        assert!(missed(&Sitting { no_feedback: true, ..exam }).is_empty());
        let open = || vec![(7, testing::answer(0, "b", "0"))];
        assert!(missed(&Sitting { events: open, ..exam }).is_empty());
    }
}
