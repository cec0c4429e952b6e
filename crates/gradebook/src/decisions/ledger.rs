//! Adding to the journal of decisions.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use deck_format::DeckId;
use jiff::Timestamp;
use session::files::{FileError, Files, OpenFile};
use session::record::instant::to_millisecond;
use session::record::{AppendError, ChainedFile, Most};

use super::Decisions;
use super::error::LedgerError;
use super::line::{DECISIONS_VERSION, Event, Line, Started};
use super::read::{MAX_DECISIONS, MAX_LINE, Whole};

/// The journal of decisions while a program adds to it: locked, so that no other one does, and
/// grown by whole, synced lines.
///
/// A decision that [`Ledger::append`] acknowledged outlives any crash.
#[derive(Debug)]
pub struct Ledger {
    lines: ChainedFile,
    path: PathBuf,
    /// The number of the next line.
    next: u64,
    /// When the last line was written.
    last: Timestamp,
    decisions: Decisions,
}

impl Ledger {
    /// Opens the journal of a deck's class, which is begun where there is none. A torn tail is cut
    /// off here, and only here.
    ///
    /// # Errors
    /// When another program holds it, when it cannot be read or written, and when it is about another
    /// deck. The file is then as it was.
    pub fn open(
        files: &dyn Files,
        path: &Path,
        deck: &DeckId,
        at: Timestamp,
    ) -> Result<Self, LedgerError> {
        let mut file = open_or_create(files, path)?;
        if !file.try_lock()? {
            return Err(LedgerError::Locked { path: path.to_owned() });
        }
        let bytes = file.read(MAX_DECISIONS as u64)?;
        let whole = Whole::read(&bytes)
            .map_err(|error| LedgerError::Unreadable { path: path.to_owned(), error })?;
        whole.decisions.check_deck(path, deck)?;
        let mut ledger = Self {
            lines: ChainedFile::resume(file, whole.chain, whole.len as u64, !whole.is_open)?,
            path: path.to_owned(),
            next: whole.next,
            last: whole.last,
            decisions: whole.decisions,
        };
        if ledger.next == 0 {
            let start = Started { decisions: DECISIONS_VERSION, deck: deck.clone() };
            ledger.append(at, Event::Start(start))?;
        }
        Ok(ledger)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Everything that was decided so far, by this program too.
    #[must_use]
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Adds a decision. It is safely on the disk when this returns. When the clock went back, the line
    /// has the time of the one before it.
    ///
    /// # Errors
    /// When the line cannot be written or is too large. It is then not in the journal, and another
    /// try is possible when there is room again.
    pub fn append(&mut self, at: Timestamp, event: Event) -> Result<u64, LedgerError> {
        let line = Line { n: self.next, at: to_millisecond(at).max(self.last), event };
        let most = Most { line: MAX_LINE, file: MAX_DECISIONS };
        self.lines.append(&json(&line), most).map_err(|error| match error {
            AppendError::File(error) => error.into(),
            AppendError::TooLarge(bytes) => {
                LedgerError::TooLarge { event: line.event.name(), bytes }
            }
        })?;
        let n = line.n;
        (self.next, self.last) = (n + 1, line.at);
        self.decisions.take(line);
        Ok(n)
    }
}

impl Decisions {
    /// Makes sure that the decisions of a file are about a deck.
    ///
    /// # Errors
    /// When they are about another one.
    pub fn check_deck(&self, path: &Path, deck: &DeckId) -> Result<(), LedgerError> {
        match &self.deck {
            Some(found) if found != deck => Err(LedgerError::OtherDeck {
                path: path.to_owned(),
                expected: deck.clone(),
                found: found.clone(),
            }),
            _ => Ok(()),
        }
    }
}

fn open_or_create(files: &dyn Files, path: &Path) -> Result<Box<dyn OpenFile>, FileError> {
    match files.open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => match files.create(path) {
            // Another program was quicker.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => files.open(path),
            made => made,
        },
        opened => opened,
    }
}

/// A line as JSON, still without its hash.
fn json(line: &Line) -> String {
    serde_json::to_string(line).expect("a line holds only texts, whole numbers and lists of them")
}
