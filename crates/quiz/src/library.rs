//! Finding decks: by path, by id, or all that there are.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use console::{Failure, Look, diagnostics};
use deck_format::limits::MAX_BYTES;
use deck_format::{Deck, DeckId, Diagnostic, parse, parse_bytes};
use session::record::DeckRef;

use crate::bundled::BUNDLED;
use crate::home::Home;
use crate::shared_work::in_order;

/// How deep folders of decks may be nested.
const MAX_DEPTH: usize = 8;
/// From how many decks on a second thread is worth its start.
const WORTH_A_THREAD: usize = 4;
/// How many decks a folder may hold.
const MAX_DECKS: usize = 2_000;

/// A deck and where it was found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// The deck.
    pub(crate) deck: Deck,
    /// The file; `None` for a bundled deck.
    pub(crate) path: Option<PathBuf>,
    /// The path as it was given; `None` for a deck that is found by its id alone.
    pub(crate) file: Option<String>,
    /// Where it is, for a person.
    pub(crate) place: String,
}

/// What was found, and what a person should be told about the rest.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    /// The decks, each id once.
    pub(crate) decks: Vec<Found>,
    /// Decks that were left out, and why.
    pub(crate) notes: Vec<String>,
}

impl Shelf {
    /// The decks themselves.
    pub(crate) fn decks(&self) -> impl Iterator<Item = &Deck> + Clone {
        self.decks.iter().map(|found| &found.deck)
    }

    /// Adds a deck; of two with one id the first stays, and the other is named. Where a handout lies
    /// beside the deck that was released after the exam, there is nothing to say: the deck is meant.
    fn add(&mut self, found: Found) {
        match self.decks.iter_mut().find(|other| other.deck.face.id == found.deck.face.id) {
            Some(first) if is_release_of(&found.deck, &first.deck) => *first = found,
            Some(first) if is_release_of(&first.deck, &found.deck) => {}
            // The same deck twice, as where the bundled one lies in `./decks` too, is no news.
            Some(first) if first.deck != found.deck => self.notes.push(format!(
                "{} is left out: it has the same id, `{}`, as {}",
                found.place, found.deck.face.id, first.place
            )),
            Some(_) => {}
            None => self.decks.push(found),
        }
    }
}

/// Whether a deck was released after an exam of which the other is a handout.
fn is_release_of(deck: &Deck, handout: &Deck) -> bool {
    deck.notes.released.is_some() && handout.face.handout
}

/// Why a file is no deck.
enum Broken {
    /// It cannot be read.
    Unreadable(Failure),
    /// It has problems, which are drawn for standard error.
    Problems { place: String, drawn: String, errors: usize },
}

/// Finds the decks that were named. Each must be there and valid.
///
/// # Errors
/// The first that is not, with its diagnostics printed before the message.
pub(crate) fn named(names: &[String], home: &Home, look: &Look) -> Result<Shelf, Failure> {
    let mut shelf = Shelf::default();
    for name in names {
        let path = Path::new(name);
        if path.is_dir() {
            let files = deck_files(path, &mut shelf.notes)?;
            if files.is_empty() {
                return Err(Failure::failed(format!("there is no deck in {name}"))
                    .hint("a deck is a file that ends in .toml and holds questions"));
            }
            for file in files {
                shelf.add(load(&file, look).map_err(Broken::into_failure)?);
            }
        } else if !path.exists() && DeckId::new(name).is_ok() {
            let (found, notes) = by_id(name, home, look)?;
            shelf.add(found);
            shelf.notes.extend(notes);
        } else {
            shelf.add(load(path, look).map_err(Broken::into_failure)?);
        }
    }
    Ok(shelf)
}

/// Every deck there is: in `./decks`, in the folders of the settings, in the data
/// directory, bundled. Broken ones are noted.
pub(crate) fn all(home: &Home, look: &Look) -> Shelf {
    let mut shelf = Shelf::default();
    for folder in folders(home) {
        if !folder.exists() {
            // Of the others nobody said that they are there.
            if home.further_decks().contains(&folder) {
                shelf.notes.push(format!("there is no folder {}", folder.display()));
            }
            continue;
        }
        let files = deck_files(&folder, &mut shelf.notes).unwrap_or_else(|failure| {
            shelf.notes.push(failure.to_string());
            Vec::new()
        });
        let loaded = in_order(files.len(), WORTH_A_THREAD, |at| load(&files[at], look));
        for (file, loaded) in files.iter().zip(loaded) {
            match loaded {
                // Found by its place, so that a record needs no path to find it again.
                Ok(found) => shelf.add(Found { file: None, ..found }),
                Err(broken) => shelf.notes.push(broken.note(file)),
            }
        }
    }
    for bundled in BUNDLED {
        if let Ok(deck) = parse(bundled.text) {
            let place = format!("bundled {}", bundled.name);
            shelf.add(Found { deck, path: None, file: None, place });
        }
    }
    shelf
}

/// The decks of a record: from the files that it names, from further files, then by id.
///
/// # Errors
/// When one of them is nowhere, or broken.
pub(crate) fn of_record(
    wanted: &[(DeckId, Option<String>)],
    further: &[String],
    home: &Home,
    look: &Look,
) -> Result<Vec<Deck>, Failure> {
    let named = named(further, home, look)?;
    let mut decks: BTreeMap<DeckId, Deck> = BTreeMap::new();
    for found in named.decks {
        decks.entry(found.deck.face.id.clone()).or_insert(found.deck);
    }
    for (id, file) in wanted {
        if decks.contains_key(id) {
            continue;
        }
        // A record may come from somebody else: what does not look like a deck is not told about.
        let from_file = match file.as_ref().map(Path::new).filter(|path| is_deck_file(path)) {
            Some(path) => Some(load(path, look).map_err(Broken::into_failure)?),
            None => None,
        };
        let deck = match from_file.filter(|found| found.deck.face.id == *id) {
            Some(found) => found.deck,
            None => match by_id(id.as_str(), home, look) {
                Ok((found, _)) => found.deck,
                Err(failure) => {
                    return Err(failure.hint("name its file: `quiz resume --deck FILE`"));
                }
            },
        };
        decks.insert(id.clone(), deck);
    }
    Ok(decks.into_values().collect())
}

impl Shelf {
    /// Adds the decks that were practised from files which lie where no deck is found by itself,
    /// each from the file of the newest record. The records may come from somebody else: nothing is
    /// said about what is no deck.
    pub(crate) fn add_practised<'r>(
        &mut self,
        refs: impl DoubleEndedIterator<Item = &'r DeckRef>,
        look: &Look,
    ) {
        let mut known: HashSet<DeckId> =
            self.decks.iter().map(|found| found.deck.face.id.clone()).collect();
        let mut tried = HashSet::new();
        for wanted in refs.rev() {
            let Some(file) = wanted.file.as_ref().filter(|_| !known.contains(&wanted.id)) else {
                continue;
            };
            if !tried.insert((&wanted.id, file)) {
                continue;
            }
            let path = Path::new(file);
            let found = is_deck_file(path).then(|| load(path, look).ok()).flatten();
            if let Some(found) = found.filter(|found| found.deck.face.id == wanted.id) {
                known.insert(wanted.id.clone());
                self.decks.push(found);
            }
        }
    }
}

/// The deck in a file that a record names, if there is one. The record may come from somebody else:
/// nothing is said about what is no deck.
pub(crate) fn of_file(path: &str, look: &Look) -> Option<Deck> {
    let path = Path::new(path);
    if !is_deck_file(path) {
        return None;
    }
    load(path, look).ok().map(|found| found.deck)
}

/// The deck of an id among all that there are, with what is to be said about others of that id.
fn by_id(id: &str, home: &Home, look: &Look) -> Result<(Found, Vec<String>), Failure> {
    let mut shelf = all(home, look);
    let ids: Vec<String> =
        shelf.decks.iter().map(|found| found.deck.face.id.as_str().to_owned()).collect();
    let found = shelf.decks.into_iter().find(|found| found.deck.face.id.as_str() == id);
    if let Some(found) = found {
        let of_id = format!("the same id, `{id}`,");
        shelf.notes.retain(|note| note.contains(&of_id));
        return Ok((found, shelf.notes));
    }
    Err({
        let failure = Failure::failed(format!("there is no file and no deck `{id}`"));
        shelf.notes.iter().fold(
            failure.hint(format!("the decks that are found are {}", ids.join(", "))),
            |failure, note| failure.hint(note.clone()),
        )
    })
}

/// The folders that are searched for decks.
fn folders(home: &Home) -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from("decks")];
    folders.extend_from_slice(home.further_decks());
    folders.push(home.decks());
    folders
}

/// Reads one deck.
fn load(path: &Path, look: &Look) -> Result<Found, Broken> {
    let place = path.display().to_string();
    let bytes = read(path).map_err(Broken::Unreadable)?;
    match parse_bytes(&bytes) {
        Ok(deck) => {
            Ok(Found { deck, path: Some(path.to_owned()), file: Some(place.clone()), place })
        }
        Err(problems) => {
            let text = String::from_utf8_lossy(&bytes);
            let mut drawn = diagnostics::text(
                &diagnostics::File::new(&place, &text),
                &problems.diagnostics,
                look,
            );
            if problems.more > 0 {
                drawn.push_str(&format!("… and {} more\n\n", problems.more));
            }
            let errors = problems.more + count_errors(&problems.diagnostics);
            Err(Broken::Problems { place, drawn, errors })
        }
    }
}

fn count_errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|d| d.severity == deck_format::Severity::Error).count()
}

/// The bytes of a file, unless there are more than any deck may have.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    use std::io::Read;
    let fail = |error: &std::io::Error| Failure::read(path, error);
    let file = std::fs::File::open(path).map_err(|error| fail(&error))?;
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    file.take(limit).read_to_end(&mut bytes).map_err(|error| fail(&error))?;
    if bytes.len() as u64 == limit {
        let message = format!(
            "{} is larger than {MAX_BYTES} bytes, the most a deck may have",
            path.display()
        );
        return Err(Failure::failed(message));
    }
    Ok(bytes)
}

impl Broken {
    /// Prints the diagnostics, and says in one line what it comes to.
    fn into_failure(self) -> Failure {
        match self {
            Self::Unreadable(failure) => failure,
            Self::Problems { place, drawn, errors } => {
                let errors = console::words::count(errors, "error");
                Failure::problems(format!("{place} has {errors}; nothing was asked")).before(drawn)
            }
        }
    }

    /// One line about a deck that is left out of the menu.
    fn note(&self, path: &Path) -> String {
        let place = path.display();
        match self {
            Self::Unreadable(failure) => format!("{place} is left out: {failure}"),
            Self::Problems { errors, .. } => {
                let errors = console::words::count(errors, "error");
                format!("{place} is left out: it has {errors}; `quiz {place}` shows them")
            }
        }
    }
}

/// The deck files of a folder and the folders in it, in the order of their paths. Links to folders
/// are not followed, so that a loop ends. What is no regular file is passed over: to open a pipe
/// could wait for ever. A TOML file that holds neither `format` nor a question is something else,
/// and passed over too. What cannot be listed inside is noted.
fn deck_files(folder: &Path, notes: &mut Vec<String>) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    collect(folder, 0, &mut files, notes)?;
    if files.len() > MAX_DECKS {
        files.truncate(MAX_DECKS);
        notes.push(format!(
            "{} holds more than {MAX_DECKS} decks; the rest is left out",
            folder.display()
        ));
    }
    Ok(files)
}

fn collect(
    folder: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
    notes: &mut Vec<String>,
) -> Result<(), Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| Failure::read(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if hidden || files.len() > MAX_DECKS {
            continue;
        }
        if path.is_dir() {
            if depth < MAX_DEPTH && !path.is_symlink() {
                collect(&path, depth + 1, files, notes)
                    .unwrap_or_else(|failure| notes.push(failure.to_string()));
            }
        } else if is_deck_file(&path) {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether a path is a regular file that means to be a deck.
fn is_deck_file(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|extension| extension == "toml") && is_deck(path)
}

/// Whether a TOML file means to be a deck. One that cannot be read is taken for one, so that the
/// reason is told.
fn is_deck(path: &Path) -> bool {
    let Ok(bytes) = read(path) else { return true };
    let text = String::from_utf8_lossy(&bytes);
    text.lines().any(|line| {
        let line = line.trim_start_matches('\u{feff}').trim_start();
        line.starts_with("[[question]]")
            || line.strip_prefix("format").is_some_and(|rest| rest.trim_start().starts_with('='))
    })
}
