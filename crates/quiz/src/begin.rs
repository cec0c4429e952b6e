//! How every sitting begins: its record is started before anything is shown.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use console::Failure;
use deck_format::Deck;
use session::files::{Files, SystemFiles};
use session::record::{
    DeckRef, GRADING_VERSION, Journal, JournalError, Limits, Mode, RECORD_VERSION, Replay,
    SessionId, Start, Versions,
};
use session::{DRAW_VERSION, DeckFaces, PaperItem, Plan, Releases, Seed, Sitting};

use crate::clock::Clock;
use crate::config::Settings;
use crate::front::Front;
use crate::home::Home;
use crate::library::{Found, Shelf};
use crate::play::Play;
use crate::talk::Talk;

/// What a sitting is to be.
#[derive(Debug)]
pub(crate) struct Beginning {
    pub(crate) mode: Mode,
    pub(crate) plan: Plan,
    pub(crate) seed: Seed,
    pub(crate) paper: Vec<PaperItem>,
    pub(crate) student: Option<String>,
    pub(crate) limits: Limits,
    /// Where the record is to be; `None` for the student's history.
    pub(crate) file: Option<PathBuf>,
    /// Whether each answer is followed by the question how sure the student is.
    pub(crate) confidence: bool,
}

/// Where a run is: its folders, its clock, what was set, how it talks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) home: &'a Home,
    pub(crate) clock: &'a Clock,
    pub(crate) settings: &'a Settings,
    pub(crate) talk: &'a Talk,
}

impl Beginning {
    /// Begins the record, and gives the sitting ready to go on.
    ///
    /// # Errors
    /// When the record cannot be written: then nothing was asked.
    pub(crate) fn begin<'a, 'd>(
        self,
        shelf: &'d Shelf,
        place: Place<'a>,
        front: &'a mut dyn Front,
    ) -> Result<Play<'a, 'd>, Failure> {
        let confidence = self.confidence;
        let named = self.file.clone();
        let start = self.start(shelf, place.clock)?;
        let (journal, replay) = match &named {
            Some(path) => begin_at(path, place.clock, start)?,
            None => begin_in_history(place, start)?,
        };
        let handle = named
            .map_or_else(|| replay.start().session.to_string(), |path| path.display().to_string());
        place.talk.remember(&handle);
        let decks = shelf.decks();
        let sitting = Sitting::new(replay, decks.clone())
            .map_err(|error| Failure::failed(error.to_string()))?;
        Ok(Play {
            sitting,
            releases: Releases::new(decks.clone()),
            decks: decks.map(DeckFaces::from).collect(),
            journal,
            front,
            place,
            handle,
            confidence,
            remarks: HashMap::new(),
            receipt: None,
            passage: None,
            on_screen: HashMap::new(),
        })
    }

    /// The first line of the record.
    fn start(self, shelf: &Shelf, clock: &Clock) -> Result<Start, Failure> {
        let used = |found: &&Found| self.paper.iter().any(|item| item.deck == found.deck.face.id);
        let decks = shelf.decks.iter().filter(used).map(|found| DeckRef {
            id: found.deck.face.id.clone(),
            face: found.deck.face_digest(),
            key: found.deck.key_digest(),
            file: found.file.clone(),
        });
        let decks = decks.collect();
        Ok(Start {
            record: RECORD_VERSION,
            session: SessionId::new(&clock.session_id()?)
                .map_err(|error| Failure::failed(format!("QUIZDECK_SESSION: {error}")))?,
            decks,
            student: self.student,
            mode: self.mode,
            seed: self.seed,
            plan: self.plan,
            versions: Versions {
                draw: DRAW_VERSION,
                grading: GRADING_VERSION,
                program: env!("CARGO_PKG_VERSION").to_owned(),
            },
            offset: clock.offset(),
            limits: self.limits,
            paper: self.paper,
        })
    }
}

/// Whether a question of a paper has a time of its own.
pub(crate) fn has_times<'d>(paper: &[PaperItem], decks: impl Iterator<Item = &'d Deck>) -> bool {
    let decks: HashMap<_, _> = decks.map(|deck| (&deck.face.id, deck)).collect();
    paper.iter().any(|item| {
        let question = decks.get(&item.deck).and_then(|deck| deck.question(item.id.as_str()));
        question.is_some_and(|question| question.face.time.is_some())
    })
}

/// Begins a record in the student's history.
fn begin_in_history(place: Place<'_>, start: Start) -> Result<(Journal, Replay), Failure> {
    let files = SystemFiles;
    let folder = place.home.records();
    files.create_folder(&folder).map_err(|error| no_place(&error.to_string()))?;
    let path = folder.join(start.session.file_name());
    Journal::create(&files, &path, place.clock.now(), start).map_err(|error| match error {
        JournalError::File(error) => no_place(&error.to_string()),
        other => Failure::failed(other.to_string()),
    })
}

/// Refuses a file for a record that is there already.
pub(crate) fn refuse_existing(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        let message = format!("{} exists already, so nothing was asked", path.display());
        return Err(Failure::failed(message).hint(
            "a record is never written over; give another name, or go on with: quiz resume",
        ));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder.filter(|folder| !folder.is_dir()) {
        Some(folder) => {
            let message = format!("there is no folder {}, so nothing was asked", folder.display());
            Err(Failure::failed(message).hint("the record needs a folder that is there"))
        }
        None => Ok(()),
    }
}

/// Begins a record in a file that was named.
fn begin_at(path: &Path, clock: &Clock, start: Start) -> Result<(Journal, Replay), Failure> {
    refuse_existing(path)?;
    Journal::create(&SystemFiles, path, clock.now(), start).map_err(|error| {
        Failure::failed(format!("the sitting cannot be recorded, so nothing was asked: {error}"))
    })
}

fn no_place(error: &str) -> Failure {
    Failure::failed(format!("the sitting cannot be recorded, so nothing was asked: {error}")).hint(
        "records are kept in $XDG_DATA_HOME/quizdeck; set XDG_DATA_HOME to a folder with room",
    )
}
