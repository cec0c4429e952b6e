//! `quiz resume`: go on with a sitting that was left or cut off.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use console::{Failure, words};
use session::files::SystemFiles;
use session::record::{Event, Journal, JournalError, Record, Status};
use session::{DeckFaces, Releases, Sitting};

use crate::args::Resume;
use crate::begin::Place;
use crate::clock::Clock;
use crate::config::Settings;
use crate::home::Home;
use crate::play::Play;
use crate::records::{self, Records};
use crate::{library, talk};

/// Runs the command.
pub(crate) fn run(args: &Resume, settings: &Settings, talk: &talk::Talk) -> Result<(), Failure> {
    let home = Home::find(settings)?;
    let clock = Clock::from_environment()?;
    let Unfinished { path, found, handle } = unfinished(args.session.as_deref(), &home, talk)?;
    // The decks are found before the record is touched.
    let wanted: Vec<_> =
        found.start().decks.iter().map(|deck| (deck.id.clone(), deck.file.clone())).collect();
    let decks = library::of_record(&wanted, &args.decks, &home, &talk.errors)?;
    let (mut journal, record) =
        Journal::resume(&SystemFiles, &path).map_err(|error| not_resumed(&error, &clock))?;
    let mut notes = changed(&record.replay, &decks);
    if let Some(line) = record.broken_at {
        notes.push(format!(
            "the record was changed outside of this program: its chain is broken at line {}",
            line + 1
        ));
    }
    let on_screen = on_screen(&record);
    let mut sitting = Sitting::new(record.replay, &decks).map_err(|error| {
        Failure::problems(error.to_string())
            .hint("the record is kept; with the deck as it was, go on")
    })?;
    let line = journal
        .append(clock.now(), Event::Resume { offset: clock.offset() })
        .map_err(|error| not_resumed(&error, &clock))?;
    sitting.apply(&line).map_err(|error| Failure::failed(error.to_string()))?;
    talk.remember(&handle);
    talk.notes(&notes);
    talk.converse(args.format, |front| {
        front.say(&[greeting(&sitting)])?;
        let faces: Vec<DeckFaces<'_>> = decks.iter().map(DeckFaces::from).collect();
        let play = Play {
            sitting,
            decks: faces,
            releases: Releases::new(&decks),
            journal,
            front,
            place: Place { home: &home, clock: &clock, settings, talk },
            handle,
            confidence: settings.confidence.value,
            remarks: HashMap::new(),
            receipt: None,
            passage: None,
            on_screen,
        };
        play.sit(args.format)
    })
}

/// How long each question was on screen that was left open, in milliseconds.
fn on_screen(record: &Record) -> HashMap<usize, u64> {
    let mut on_screen = HashMap::new();
    for line in &record.lines {
        match line.event {
            Event::Leave { q: Some(q), ms } => on_screen.insert(q, ms),
            Event::Answer(ref answer) => on_screen.remove(&answer.q),
            _ => None,
        };
    }
    on_screen
}

/// A sitting to go on with.
struct Unfinished {
    path: PathBuf,
    found: Record,
    /// By what name it was found.
    handle: String,
}

/// Finds the sitting: in the file that is named, else in the student's history.
fn unfinished(
    session: Option<&str>,
    home: &Home,
    talk: &talk::Talk,
) -> Result<Unfinished, Failure> {
    if let Some(name) = session.filter(|name| Path::new(name).is_file()) {
        let path = PathBuf::from(name);
        let found = records::read_file(&SystemFiles, &path)?;
        return Ok(Unfinished { path, found, handle: name.to_owned() });
    }
    let records = Records::read(&SystemFiles, home);
    talk.notes(&records.notes);
    let (path, found) = records.unfinished(session)?;
    let handle = found.start().session.to_string();
    Ok(Unfinished { path: path.clone(), found: found.clone(), handle })
}

/// `Going on with 7 of 10 questions.`
fn greeting(sitting: &Sitting<'_>) -> String {
    let open = sitting.replay().items().filter(|(_, item)| item.status() == Status::Open).count();
    let total = sitting.replay().len();
    if open == 0 {
        return match total {
            1 => "The question was dealt with.".to_owned(),
            _ => format!("All {total} questions were dealt with."),
        };
    }
    format!("Going on: {} of {} left.", open, words::count(total, "question"))
}

/// Questions whose face is not what it was when the paper was drawn.
fn changed(replay: &session::record::Replay, decks: &[deck_format::Deck]) -> Vec<String> {
    let mut notes = Vec::new();
    for (item, state) in replay.items() {
        let deck = decks.iter().find(|deck| deck.face.id == item.deck);
        let question = deck.and_then(|deck| deck.question(item.id.as_str()).map(|q| (deck, q)));
        let same = question.is_none_or(|(deck, q)| q.face_digest(deck) == item.face);
        if !same && state.status() == Status::Open {
            let note = format!(
                "the question `{}` was changed since the sitting began; it is asked as it is now",
                item.id
            );
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    notes
}

fn not_resumed(error: &JournalError, clock: &Clock) -> Failure {
    match error {
        JournalError::Locked { sitting: Some((session, since)), .. } => Failure::failed(format!(
            "the sitting is running in another terminal (record {session}, since {})",
            clock.time_of_day(*since)
        ))
        .hint("finish it there, or start a new one with `quiz practice`"),
        JournalError::Locked { .. } => {
            Failure::failed("the sitting is running in another terminal")
                .hint("finish it there, or start a new one with `quiz practice`")
        }
        JournalError::Record { .. } => Failure::problems(error.to_string()),
        other => Failure::failed(other.to_string()),
    }
}
