//! A student's history: the folder of records, read as a draw and `resume` need it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use console::Failure;
use deck_format::{DeckId, Fraction, QuestionId};
use session::files::Files;
use session::record::{self, HistoryKey, ItemState, MAX_RECORD, Record, Status};
use session::{History, QuestionSet};

use crate::home::Home;

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
        let mut read = Self::default();
        for name in files.list(&folder).unwrap_or_default() {
            let path = folder.join(&name);
            if path.extension().is_some_and(|extension| extension == "jsonl") {
                match read_one(files, &path) {
                    Ok(Some(record)) => read.records.push((path, record)),
                    Ok(None) => {}
                    Err(reason) => {
                        let note = format!("{} is left out: {reason}", path.display());
                        read.notes.push(note);
                        read.broken.extend(path.file_stem().map(|id| id.to_string_lossy().into()));
                    }
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
            for (item, state) in record.replay.items() {
                if state.status() != Status::Open {
                    seen.insert(item.deck.clone(), item.id.clone());
                }
                let Some(answer) = last_answer(record, state) else { continue };
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

    /// The records in which questions of a deck were asked.
    pub(crate) fn of_deck(&self, deck: &DeckId) -> impl Iterator<Item = &Record> {
        let asks = |record: &&Record| record.replay.items().any(|(item, _)| item.deck == *deck);
        self.records.iter().map(|(_, record)| record).filter(asks)
    }

    /// The unfinished sitting to go on with: the one whose id begins so, else the one that was left
    /// last.
    pub(crate) fn unfinished(&self, session: Option<&str>) -> Result<&(PathBuf, Record), Failure> {
        let open = || self.records.iter().filter(|(_, record)| !record.is_finished());
        let Some(prefix) = session else {
            let last = open().max_by_key(|(_, record)| record.replay.last());
            return last.ok_or_else(|| self.none_open());
        };
        // An id in full is meant, even where it begins another.
        if let Some(exact) = open().find(|(_, record)| id_of(record) == prefix) {
            return Ok(exact);
        }
        let mut fitting = open().filter(|(_, record)| id_of(record).starts_with(prefix));
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => Ok(one),
            (Some(_), Some(_)) => {
                Err(Failure::failed(format!("several unfinished sittings begin with {prefix}"))
                    .hint("type more of the id"))
            }
            (None, _) => Err(self.not_open(prefix)),
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

    fn not_open(&self, prefix: &str) -> Failure {
        if self.broken.iter().any(|id| id.starts_with(prefix)) {
            let message = format!("the record of the sitting {prefix} cannot be read");
            return Failure::problems(message).hint("its file is left as it is");
        }
        let finished = self.records.iter().any(|(_, record)| id_of(record).starts_with(prefix));
        if finished {
            return Failure::failed(format!("the sitting {prefix} is finished"));
        }
        let failure = Failure::failed(format!("there is no sitting {prefix}"));
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

/// Reads a record; `None` where the file is empty, as it is when a program was killed before its
/// first line: then nothing was asked either.
fn read_one(files: &dyn Files, path: &Path) -> Result<Option<Record>, String> {
    let bytes = files.read(path, MAX_RECORD as u64).map_err(|error| error.to_string())?;
    if bytes.is_empty() {
        return Ok(None);
    }
    record::read(&bytes).map(Some).map_err(|error| error.to_string())
}
