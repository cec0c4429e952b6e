//! `quiz resume`: go on with a sitting that was left or cut off.

use std::collections::HashMap;

use console::{Failure, words};
use session::files::SystemFiles;
use session::record::{Event, Journal, JournalError, Mode, Status};
use session::{DeckFaces, Sitting};

use crate::args::Resume;
use crate::clock::Clock;
use crate::home::Home;
use crate::play::Play;
use crate::records::Records;
use crate::{library, practice, talk};

/// Runs the command.
pub(crate) fn run(args: &Resume, talk: &talk::Talk) -> Result<(), Failure> {
    let home = Home::find()?;
    let clock = Clock::from_environment()?;
    let records = Records::read(&SystemFiles, &home);
    talk.notes(&records.notes);
    let (path, found) = records.unfinished(args.session.as_deref())?;
    if found.start().mode != Mode::Practice {
        return Err(Failure::failed("only practice can be resumed by this version"));
    }
    // The decks are found before the record is touched.
    let wanted: Vec<_> =
        found.start().decks.iter().map(|deck| (deck.id.clone(), deck.file.clone())).collect();
    let decks = library::of_record(&wanted, &args.decks, &home, &talk.errors)?;
    let (mut journal, record) =
        Journal::resume(&SystemFiles, path).map_err(|error| not_resumed(&error, &clock))?;
    let changed = changed(&record.replay, &decks);
    let mut sitting = Sitting::new(record.replay, &decks).map_err(|error| {
        Failure::problems(error.to_string())
            .hint("the record is kept; with the deck as it was, go on")
    })?;
    let line = journal
        .append(clock.now(), Event::Resume { offset: clock.offset() })
        .map_err(|error| not_resumed(&error, &clock))?;
    sitting.apply(&line).map_err(|error| Failure::failed(error.to_string()))?;
    talk.remember(&sitting.replay().start().session);
    talk.notes(&changed);
    talk.converse(args.format, |front| {
        front.say(&[greeting(&sitting)])?;
        let faces: Vec<DeckFaces<'_>> = decks.iter().map(DeckFaces::from).collect();
        let play = Play {
            sitting,
            decks: faces,
            journal,
            front,
            clock: &clock,
            home: &home,
            passage: None,
            on_screen: HashMap::new(),
        };
        practice::finish(play, args.format)
    })
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
