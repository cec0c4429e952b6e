//! `quiz practice`: draw a paper, begin its record, and go.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use console::{Failure, Look, layout, words};
use session::files::{Files, SystemFiles};
use session::record::{
    DeckRef, GRADING_VERSION, Journal, JournalError, Limits, Mode, RECORD_VERSION, SessionId,
    Start, Versions,
};
use session::{
    DRAW_VERSION, DeckFaces, Draw, DrawError, Filter, History, Plan, Seed, Sitting, Take, draw,
};

use crate::args::{Format, Practice};
use crate::clock::Clock;
use crate::front::Front;
use crate::home::Home;
use crate::library::{self, Found, Shelf};
use crate::play::Play;
use crate::records::Records;
use crate::{menu, scorecard, talk};

/// Runs the command.
pub(crate) fn run(args: &Practice, talk: &talk::Talk) -> Result<(), Failure> {
    let home = Home::find()?;
    let clock = Clock::from_environment()?;
    let shelf = library::named(&args.decks, &home, &talk.errors)?;
    talk.notes(&shelf.notes);
    talk.converse(args.format, |front| {
        let (shelf, count) = if args.decks.is_empty() {
            let Some(chosen) = choose(front, args, &home, &clock, talk)? else { return Ok(None) };
            chosen
        } else {
            (shelf, args.count)
        };
        sit(args, count, &shelf, &home, &clock, front, talk)
    })
}

/// Asks which of all decks, and how many questions of it.
fn choose(
    front: &mut dyn Front,
    args: &Practice,
    home: &Home,
    clock: &Clock,
    talk: &talk::Talk,
) -> Result<Option<(Shelf, u32)>, Failure> {
    let shelf = library::all(home, &talk.errors);
    talk.notes(&shelf.notes);
    let Some(found) = menu::choose(front, shelf, home, clock)? else { return Ok(None) };
    let most = found.deck.questions.len();
    let mut count = args.count;
    if !args.all {
        let usual = usize::try_from(args.count).unwrap_or(most).min(most);
        let Some(number) = front.number("How many questions", most, usual)? else {
            return Ok(None);
        };
        count = u32::try_from(number).unwrap_or(u32::MAX);
    }
    Ok(Some((Shelf { decks: vec![found], notes: Vec::new() }, count)))
}

/// Draws a paper and goes through it.
fn sit(
    args: &Practice,
    count: u32,
    shelf: &Shelf,
    home: &Home,
    clock: &Clock,
    front: &mut dyn Front,
    talk: &talk::Talk,
) -> Result<Option<String>, Failure> {
    let plan = plan(args, count);
    let history = history(args, home, talk);
    let seed = match args.seed {
        Some(seed) => seed,
        None => Clock::seed()?,
    };
    let decks = shelf.decks.iter().map(|found| &found.deck);
    let faces: Vec<DeckFaces<'_>> = decks.clone().map(DeckFaces::from).collect();
    let drawn = draw(&faces, &plan, seed, &history).map_err(|error| no_paper(&error, &faces))?;
    if drawn.items.is_empty() {
        return Err(Failure::failed("no question fits into so few")
            .hint("questions on one passage are asked together; ask for more with -n"));
    }
    let files = SystemFiles;
    let start = start(args, plan, seed, &drawn, shelf, clock)?;
    let (journal, replay) = begin(&files, home, clock, start)?;
    if args.timed && !replay.start().limits.questions {
        let note = "no question that was drawn has a time of its own: --timed changes nothing";
        talk.notes(&[note.to_owned()]);
    }
    talk.remember(&replay.start().session);
    let sitting =
        Sitting::new(replay, decks).map_err(|error| Failure::failed(error.to_string()))?;
    front.say(&greeting(shelf, &drawn, args.all, &front.look()))?;
    finish(
        Play {
            sitting,
            decks: faces,
            journal,
            front,
            clock,
            home,
            passage: None,
            on_screen: HashMap::new(),
        },
        args.format,
    )
}

/// Goes through a sitting to its end, and gives the data that is to be printed, if any.
pub(crate) fn finish(mut play: Play<'_, '_>, format: Format) -> Result<Option<String>, Failure> {
    play.run()?;
    Ok(match format {
        Format::Text => None,
        Format::Json => Some(scorecard::json(&play.sitting, play.journal.path())),
    })
}

fn plan(args: &Practice, count: u32) -> Plan {
    let take = if args.all {
        Take::All
    } else {
        Take::Count(usize::try_from(count).unwrap_or(usize::MAX))
    };
    Plan {
        take,
        tags: args.tags.clone(),
        kinds: args.kinds.clone(),
        difficulties: args.difficulties.clone(),
        unseen_first: args.unseen || args.seed.is_none(),
        missed: args.missed,
    }
}

/// The history, where the draw asks for it. A seed alone asks for none.
fn history(args: &Practice, home: &Home, talk: &talk::Talk) -> History {
    if args.seed.is_some() && !args.unseen && !args.missed {
        return History::default();
    }
    let records = Records::read(&SystemFiles, home);
    talk.notes(&records.notes);
    records.history()
}

fn no_paper(error: &DrawError, decks: &[DeckFaces<'_>]) -> Failure {
    let failure = Failure::failed(error.to_string());
    match error {
        DrawError::Nothing(Filter::Missed) => {
            failure.hint("nothing that fits was missed or skipped when it was last asked")
        }
        DrawError::Nothing(Filter::Tags) => {
            let tags: BTreeSet<&str> = decks
                .iter()
                .flat_map(DeckFaces::faces)
                .flat_map(|face| face.tags.iter().map(String::as_str))
                .collect();
            let tags: Vec<&str> = tags.into_iter().collect();
            failure.hint(match tags.as_slice() {
                [] => "no question has a tag".to_owned(),
                tags => format!("the tags are {}", tags.join(", ")),
            })
        }
        _ => failure,
    }
}

fn start(
    args: &Practice,
    plan: Plan,
    seed: Seed,
    drawn: &Draw,
    shelf: &Shelf,
    clock: &Clock,
) -> Result<Start, Failure> {
    let used = |found: &&Found| drawn.items.iter().any(|item| item.deck == found.deck.face.id);
    let decks = shelf.decks.iter().filter(used).map(|found| DeckRef {
        id: found.deck.face.id.clone(),
        face: found.deck.face_digest(),
        key: found.deck.key_digest(),
        file: found.file.clone(),
    });
    Ok(Start {
        record: RECORD_VERSION,
        session: SessionId::new(&clock.session_id()?)
            .map_err(|error| Failure::failed(format!("QUIZDECK_SESSION: {error}")))?,
        decks: decks.collect(),
        student: args.student.clone(),
        mode: Mode::Practice,
        seed,
        plan,
        versions: Versions {
            draw: DRAW_VERSION,
            grading: GRADING_VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
        },
        offset: clock.offset(),
        limits: Limits {
            seconds: args.time_limit.map(|time| time.as_secs()),
            factor: None,
            questions: args.timed && drawn_has_times(drawn, shelf),
        },
        paper: drawn.items.clone(),
    })
}

/// Whether a question that was drawn has a time of its own.
fn drawn_has_times(drawn: &Draw, shelf: &Shelf) -> bool {
    drawn.items.iter().any(|item| {
        let deck = shelf.decks.iter().find(|found| found.deck.face.id == item.deck);
        let question = deck.and_then(|found| found.deck.question(item.id.as_str()));
        question.is_some_and(|question| question.face.time.is_some())
    })
}

/// Begins the record.
fn begin(
    files: &dyn Files,
    home: &Home,
    clock: &Clock,
    start: Start,
) -> Result<(Journal, session::record::Replay), Failure> {
    let folder = home.records();
    files.create_folder(&folder).map_err(|error| no_place(&error.to_string()))?;
    let path = folder.join(start.session.file_name());
    Journal::create(files, Path::new(&path), clock.now(), start).map_err(|error| match error {
        JournalError::File(error) => no_place(&error.to_string()),
        other => Failure::failed(other.to_string()),
    })
}

fn no_place(error: &str) -> Failure {
    Failure::failed(format!("the sitting cannot be recorded, so nothing was asked: {error}")).hint(
        "records are kept in $XDG_DATA_HOME/quizdeck; set XDG_DATA_HOME to a folder with room",
    )
}

/// `Capitals. 10 of 64 questions; :help lists the commands.`
fn greeting(shelf: &Shelf, drawn: &Draw, all: bool, look: &Look) -> Vec<String> {
    let titles: Vec<String> = shelf
        .decks
        .iter()
        .filter(|found| drawn.items.iter().any(|item| item.deck == found.deck.face.id))
        .map(|found| console::markdown::inline(&found.deck.face.title))
        .collect();
    let asked = words::count(drawn.items.len(), "question");
    let of = if drawn.items.len() == drawn.available {
        asked
    } else {
        format!("{} of {}", drawn.items.len(), words::count(drawn.available, "question"))
    };
    let titles = crate::feedback::full_stop(&titles.join(" + "));
    // Nobody asked for fewer: then what is left out is said.
    let family =
        if drawn.items.len() < drawn.available && all { ", of each family one" } else { "" };
    let line = format!("{titles} {of}{family}; :help lists the commands.");
    if look.is_line() {
        return vec![line];
    }
    layout::indent(layout::wrap(&line, look.text_width().saturating_sub(2).max(10)), 2)
}
