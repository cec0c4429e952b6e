//! `quiz practice`: draw a paper, begin its record, and go.

use std::collections::BTreeSet;

use console::{Failure, Look, layout, words};
use session::files::SystemFiles;
use session::record::{Limits, Mode};
use session::{DeckFaces, Draw, DrawError, Filter, History, Plan, Take, draw};

use crate::args::Practice;
use crate::begin::{self, Beginning, Place};
use crate::clock::Clock;
use crate::config::Settings;
use crate::front::Front;
use crate::home::Home;
use crate::library::{self, Found, Shelf};
use crate::records::Records;
use crate::{measured, menu, talk};

/// Runs the command.
pub(crate) fn run(args: &Practice, settings: &Settings, talk: &talk::Talk) -> Result<(), Failure> {
    let home = Home::find(settings)?;
    let clock = Clock::from_environment()?;
    let shelf = library::named(&args.decks, &home, &talk.errors)?;
    talk.notes(&shelf.notes);
    let place = Place { home: &home, clock: &clock, settings, talk };
    talk.converse(args.format, |front| {
        let count = settings.count.value;
        let wanted = if args.decks.is_empty() {
            let usual = (!args.all).then_some(count);
            let Some(chosen) = choose(front, usual, place)? else { return Ok(None) };
            chosen
        } else {
            Wanted { shelf, count }
        };
        sit(args, &wanted, place, front)
    })
}

/// The decks to practise, and how many of their questions.
struct Wanted {
    shelf: Shelf,
    count: u32,
}

/// Asks which of all decks, and how many questions of it; `usual` is offered, and without it all
/// are taken.
fn choose(
    front: &mut dyn Front,
    usual: Option<u32>,
    place: Place<'_>,
) -> Result<Option<Wanted>, Failure> {
    let shelf = library::all(place.home, &place.talk.errors);
    place.talk.notes(&shelf.notes);
    let Some(found) = menu::choose(front, shelf, place)? else { return Ok(None) };
    let most = found.deck.questions.len();
    let mut number = most;
    if let Some(usual) = usual {
        let usual = usize::try_from(usual).unwrap_or(most).min(most);
        let Some(chosen) = front.number("How many questions", most, usual)? else {
            return Ok(None);
        };
        number = chosen;
    }
    let count = u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Some(Wanted { shelf: Shelf { decks: vec![found], notes: Vec::new() }, count }))
}

/// Draws a paper and goes through it.
fn sit(
    args: &Practice,
    wanted: &Wanted,
    place: Place<'_>,
    front: &mut dyn Front,
) -> Result<Option<String>, Failure> {
    let shelf = &wanted.shelf;
    refuse_exams(shelf)?;
    let plan = Plan { only: measured::only(shelf, &args.measured)?, ..plan(args, wanted.count) };
    let history = history(args, place.home, place.talk);
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
    let greeting = greeting(shelf, &drawn, args.all, &front.look());
    let timed = args.timed && begin::has_times(&drawn.items, decks);
    if args.timed && !timed {
        let note = "no question that was drawn has a time of its own: --timed changes nothing";
        place.talk.notes(&[note.to_owned()]);
    }
    let beginning = Beginning {
        mode: Mode::Practice,
        plan,
        seed,
        paper: drawn.items,
        student: place.settings.student.value.clone(),
        limits: Limits {
            seconds: args.time_limit.map(|time| time.as_secs()),
            questions: timed,
            ..Limits::default()
        },
        file: None,
        confidence: place.settings.confidence.value,
    };
    let play = beginning.begin(shelf, place, front)?;
    play.front.say(&greeting)?;
    play.sit(args.format)
}

/// A handout that is an exam is sat as one, so that nothing of it is loosened.
fn refuse_exams(shelf: &Shelf) -> Result<(), Failure> {
    let exam = |found: &&Found| found.deck.face.handout && found.deck.face.exam.is_some();
    let Some(found) = shelf.decks.iter().find(exam) else { return Ok(()) };
    let name = found.file.as_deref().unwrap_or(found.deck.face.id.as_str());
    Err(Failure::failed(format!("{} is the handout of an exam", found.place))
        .hint(format!("sit it with: quiz exam {name} --as ID")))
}

fn plan(args: &Practice, count: u32) -> Plan {
    let take = if args.all {
        Take::All
    } else {
        Take::Count(usize::try_from(count).unwrap_or(usize::MAX))
    };
    Plan {
        tags: args.tags.clone(),
        kinds: args.kinds.clone(),
        difficulties: args.difficulties.clone(),
        unseen_first: args.unseen || args.seed.is_none(),
        missed: args.missed,
        ..Plan::of(take)
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
