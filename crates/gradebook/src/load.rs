//! Reading what a class is made of: its file, deck, maps, roster and records.

mod own;

use std::path::{Path, PathBuf};

use console::{Failure, Look, diagnostics, words};
use deck::handout::{HandoutMap, handout};
use deck_format::{Deck, Diagnostic};
use session::files::Files;

use crate::book::{Book, Gathered, build};
use crate::class::{self, Class, MAX_CLASS, RosterFile};
use crate::collect::{Found, collect, relation, walk};
use crate::decisions::{self, Decisions, LedgerError, MAX_DECISIONS};
use crate::grade::{Handouts, Keys};
use crate::policy::Policy;
use crate::roster::{self, MAX_ROSTER, Roster, RosterError};
use crate::sat::sit;

pub use own::Own;

/// The largest map of a handout, in bytes.
const MAX_MAP: u64 = 256 * 1024 * 1024;

/// A class with all that it is made of but its records.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// The folder of the class, where what it writes goes.
    pub folder: PathBuf,
    /// The file of the deck.
    pub deck_path: PathBuf,
    /// The deck with its keys.
    pub deck: Deck,
    /// The maps of its handouts.
    pub maps: Vec<HandoutMap>,
    /// Who is in the class.
    pub roster: Option<Roster>,
    /// Where records are.
    pub records: Vec<PathBuf>,
    /// What people decided about answers.
    pub decisions: Decisions,
    /// The journal of it, which may not be there yet; `None` without a class that it lies beside.
    pub journal: Option<PathBuf>,
    /// What belongs to the class itself.
    pub own: Own,
    /// What counts.
    pub policy: Policy,
}

impl Inputs {
    /// Reads a class by its `class.toml`.
    ///
    /// # Errors
    /// When a file cannot be read, and everything that is wrong with the class or the deck.
    pub fn of_class(files: &dyn Files, path: &Path, look: &Look) -> Result<Self, Failure> {
        let text = text(files, path, MAX_CLASS)?;
        let class = class::read(&text).map_err(|found| wrong(path, &text, &found, look))?;
        let Class { deck, maps, records, roster, decisions, policy } = class;
        let folder = path.parent().unwrap_or(Path::new(""));
        let deck_path = folder.join(deck);
        let deck = deck::read::read_whole(files, &deck_path, look)?.deck;
        let maps_named = maps;
        let maps = match &maps_named[..] {
            [] => beside(files, &deck_path)?,
            named => named
                .iter()
                .map(|map| read_map(files, &folder.join(map)))
                .collect::<Result<_, _>>()?,
        };
        let mut own = Own { files: vec![path.to_owned(), deck_path.clone()], ..Own::default() };
        own.files.push(deck_path.with_extension("map.json"));
        own.files.extend(maps_named.iter().map(|map| folder.join(map)));
        if let Some(file) = &roster {
            own.roster = Some(folder.join(&file.path));
            let columns = [&file.id].into_iter().chain(&file.name).chain(&file.time_factor);
            own.columns = columns.map(|column| column.name.clone()).collect();
        }
        let roster = roster
            .map(|file| {
                read_roster(files, folder, &file)?.map_err(|error| {
                    wrong_roster(path, &text, &folder.join(&file.path), error, look)
                })
            })
            .transpose()?;
        let records = records.iter().map(|record| folder.join(record)).collect();
        let journal = folder.join(decisions);
        let (decisions, is_cut) = read_decisions(files, &journal, &deck)?;
        own.files.push(journal.clone());
        own.is_journal_cut = is_cut;
        Ok(Self {
            folder: folder.to_owned(),
            deck_path,
            deck,
            maps,
            roster,
            records,
            decisions,
            journal: Some(journal),
            own,
            policy,
        })
    }

    /// A class without a file: whoever hands in is in it, and the defaults count.
    ///
    /// # Errors
    /// When the deck cannot be read, or is none.
    pub fn of_deck(
        files: &dyn Files,
        path: &Path,
        records: Vec<PathBuf>,
        look: &Look,
    ) -> Result<Self, Failure> {
        let deck = deck::read::read_whole(files, path, look)?.deck;
        let maps = beside(files, path)?;
        Ok(Self {
            folder: PathBuf::new(),
            deck_path: path.to_owned(),
            deck,
            maps,
            roster: None,
            records,
            decisions: Decisions::default(),
            journal: None,
            own: Own { files: vec![path.to_owned()], ..Own::default() },
            policy: Policy::default(),
        })
    }

    /// The same class by another deck. What was sat on a handout of either can be read by both.
    #[must_use]
    pub fn against(&mut self, deck: Deck) -> Self {
        let made = [&self.deck, &deck].map(|deck| handout(deck, None).ok().map(|made| made.map));
        self.maps.extend(made.into_iter().flatten());
        Self { deck, ..self.clone() }
    }

    /// The keys, and what people decided beside them.
    ///
    /// # Errors
    /// When the deck has none.
    pub fn keys(&self) -> Result<Keys<'_>, Failure> {
        let keys = Keys::new(&self.deck, self.policy.rules).map_err(|error| {
            Failure::failed(error.to_string()).hint("name the deck that it was made of")
        })?;
        Ok(keys.deciding(&self.decisions))
    }

    /// The files that hold records.
    #[must_use]
    pub fn find(&self, files: &dyn Files) -> Found {
        walk(files, &self.records)
    }

    /// Reads the records that were found, on so many threads, and makes the gradebook. `done` is told
    /// the length of each file when it was read.
    #[must_use]
    pub fn book(
        &self,
        files: &dyn Files,
        keys: &Keys<'_>,
        found: Found,
        threads: usize,
        done: &(dyn Fn(u64) + Sync),
    ) -> Book {
        let handouts = Handouts::new(&self.deck, self.maps.clone());
        let keep = |record: &_| sit(record, keys, &handouts, &self.policy);
        let records = collect(files, &found.files, threads, &keep, done);
        build(Gathered {
            keys,
            policy: &self.policy,
            roster: self.roster.as_ref(),
            records,
            passed_over: found.passed_over,
            relation: &|one, other| relation(files, one, other),
        })
    }
}

/// Reads a text.
fn text(files: &dyn Files, path: &Path, limit: u64) -> Result<String, Failure> {
    let bytes = read(files, path, limit)?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::problems(format!("{} is not UTF-8 text", path.display())))
}

fn read(files: &dyn Files, path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    files.read(path, limit).map_err(|error| Failure::failed(error.to_string()))
}

/// The map that lies beside the deck, where `deck handout` writes it.
fn beside(files: &dyn Files, deck: &Path) -> Result<Vec<HandoutMap>, Failure> {
    let path = deck.with_extension("map.json");
    match files.read(&path, MAX_MAP) {
        Ok(bytes) => parse_map(&path, &bytes).map(|map| vec![map]),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Failure::failed(error.to_string())),
    }
}

/// What people decided, and whether the last line of the journal is cut off; nothing where there is
/// no journal yet.
fn read_decisions(
    files: &dyn Files,
    path: &Path,
    deck: &Deck,
) -> Result<(Decisions, bool), Failure> {
    let bytes = match files.read(path, MAX_DECISIONS as u64) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok((Decisions::default(), false));
        }
        Err(error) => return Err(LedgerError::from(error).into()),
    };
    let (decisions, is_cut) = decisions::read_cut(&bytes)
        .map_err(|error| LedgerError::Unreadable { path: path.to_owned(), error })?;
    decisions.check_deck(path, &deck.face.id)?;
    Ok((decisions, is_cut))
}

fn read_map(files: &dyn Files, path: &Path) -> Result<HandoutMap, Failure> {
    parse_map(path, &read(files, path, MAX_MAP)?)
}

fn parse_map(path: &Path, bytes: &[u8]) -> Result<HandoutMap, Failure> {
    HandoutMap::from_json(&String::from_utf8_lossy(bytes))
        .map_err(|error| Failure::problems(format!("{}: {error}", path.display())))
}

fn read_roster(
    files: &dyn Files,
    folder: &Path,
    file: &RosterFile,
) -> Result<Result<Roster, RosterError>, Failure> {
    Ok(roster::read(&read(files, &folder.join(&file.path), MAX_ROSTER)?, file))
}

/// The failure for a roster: a column that is not there is told where `class.toml` names it.
fn wrong_roster(
    class: &Path,
    text: &str,
    roster: &Path,
    error: RosterError,
    look: &Look,
) -> Failure {
    let message = error.to_string();
    let (span, under) = match error {
        RosterError::NoColumn { span, under, .. } => (span, under),
        RosterError::SeveralColumns { span, .. } => (span, "give one of them another name".into()),
        _ => return Failure::problems(format!("{}: {message}", roster.display())),
    };
    wrong(class, text, &[Diagnostic::error("no-column", span, message).under(under)], look)
}

fn wrong(path: &Path, text: &str, found: &[Diagnostic], look: &Look) -> Failure {
    let place = path.to_string_lossy();
    let drawn = diagnostics::text(&diagnostics::File::new(&place, text), found, look);
    let errors = words::count(found.len(), "error");
    Failure::problems(format!("{place} has {errors}; nothing was scored")).before(drawn)
}

/// How many threads read records: two read as fast as most disks give, and leave room for others.
#[must_use]
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |all| all.get().min(2))
}
