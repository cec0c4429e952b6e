//! `quiz review`: what is due by the student's memory, and some new questions.

mod optimize;
mod pick;
mod words;

use console::Failure;
use jiff::civil::Date;
use session::files::SystemFiles;
use session::record::{Limits, Mode};
use session::{Plan, Releases, Seed};
use study::{Calendar, Cards, Model, Retention, Schedule};

use crate::args::Format;
use crate::begin::{Beginning, Place};
use crate::clock::Clock;
use crate::config::{self, Flags, Settings};
use crate::home::Home;
use crate::library::{self, Shelf};
use crate::records::Records;
use crate::{memory, talk};

use pick::Picked;
pub(crate) use words::forecast;

/// What to review.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Decks: files, folders of decks, or the ids of decks that are found; without any, all that
    /// are found.
    #[arg(value_name = "DECK")]
    decks: Vec<String>,

    /// How many questions to ask at most; by default as configured, else 30.
    #[arg(long, value_name = "N", value_parser = config::limit)]
    limit: Option<u32>,

    /// How many new questions to mix in; by default as configured, else none.
    #[arg(long, value_name = "N", value_parser = config::new)]
    new: Option<u32>,

    /// How likely you want to know a question when it comes back, from 0.70 to 0.97; by default as
    /// configured, else 0.9.
    #[arg(long, value_name = "NUMBER", value_parser = config::retention)]
    retention: Option<f64>,

    /// Learn from your records how you remember, say how much better that predicts, and keep it.
    #[arg(long, conflicts_with_all = ["limit", "new", "confidence", "seed", "student"])]
    optimize: bool,

    /// Say after each answer how sure you are, before you see whether it is right.
    #[arg(long)]
    confidence: bool,

    /// Order options and new questions by this number: the same number always gives the same order.
    #[arg(long, value_name = "SEED")]
    seed: Option<Seed>,

    /// Who is sitting, as the record is to name you; by default as configured, else nobody.
    #[arg(long = "as", value_name = "ID", value_parser = config::student)]
    student: Option<String>,

    /// How to print the result; with json the dialogue goes to standard error.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

impl Args {
    /// What it says about settings.
    pub(crate) fn flags(&self) -> Flags {
        Flags {
            limit: self.limit,
            new: self.new,
            retention: self.retention,
            confidence: self.confidence.then_some(true),
            student: self.student.clone(),
            ..Flags::default()
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args, settings: &Settings, talk: &talk::Talk) -> Result<(), Failure> {
    let home = Home::find(settings)?;
    let clock = Clock::from_environment()?;
    let place = Place { home: &home, clock: &clock, settings, talk };
    let records = Records::read(&SystemFiles, &home);
    talk.notes(&records.notes);
    let shelf = shelf(args, &records, place)?;
    let releases = Releases::new(shelf.decks());
    let cards = Cards::with_released(records.iter(), calendar(settings)?, &releases);
    if args.optimize {
        return optimize::run(cards, &shelf, args, place);
    }
    let schedule = schedule(&cards, settings, &home)?;
    let today = today(settings, &clock)?;
    let seed = args.seed.map_or_else(Clock::seed, Ok)?;
    let mut picked = Picked::of(&schedule, &cards, &shelf, today, settings, seed);
    if args.decks.is_empty() {
        talk.notes(&elsewhere(&picked));
    }
    talk.converse(args.format, |front| {
        let look = front.look();
        if picked.paper.is_empty() {
            let begun = !schedule.standings().is_empty();
            front.close(&words::nothing(begun, picked.next, today, &look))?;
            return Ok(None);
        }
        let greeting = words::greeting(&picked, &look);
        let remarks = picked.remarks_by_place();
        let beginning = Beginning {
            mode: Mode::Review,
            plan: Plan::count(picked.paper.len()),
            seed,
            paper: picked.paper,
            student: settings.student.value.clone(),
            limits: Limits::default(),
            file: None,
            confidence: settings.confidence.value,
        };
        let mut play = beginning.begin(&shelf, place, front)?;
        play.remarks = remarks;
        play.front.say(&greeting)?;
        play.sit(args.format)
    })
}

/// The decks to review: those that are named, else all that are found or were practised.
fn shelf(args: &Args, records: &Records, place: Place<'_>) -> Result<Shelf, Failure> {
    let shelf = if args.decks.is_empty() {
        let mut shelf = library::all(place.home, &place.talk.errors);
        let refs: Vec<_> = records.iter().flat_map(|record| &record.start().decks).collect();
        shelf.add_practised(refs.into_iter(), &place.talk.errors);
        shelf
    } else {
        library::named(&args.decks, place.home, &place.talk.errors)?
    };
    place.talk.notes(&shelf.notes);
    Ok(shelf)
}

/// Days of study as the settings say.
pub(crate) fn calendar(settings: &Settings) -> Result<Calendar, Failure> {
    Calendar::new(settings.rollover.value).map_err(|error| Failure::failed(error.to_string()))
}

/// The day of study that it is here and now.
pub(crate) fn today(settings: &Settings, clock: &Clock) -> Result<Date, Failure> {
    Ok(calendar(settings)?.day(clock.now(), clock.offset()))
}

/// When each question comes back, by the student's own parameters where there are any.
pub(crate) fn schedule<'c, 'a>(
    cards: &'c Cards<'a>,
    settings: &Settings,
    home: &Home,
) -> Result<Schedule<'c, 'a>, Failure> {
    let retention = Retention::new(settings.retention.value)
        .map_err(|error| Failure::failed(error.to_string()))?;
    Ok(Schedule::new(cards, Model::new(memory::parameters(home)?), retention))
}

/// Decks that are not found and have due questions: they wait there.
fn elsewhere(picked: &Picked) -> Vec<String> {
    let mut elsewhere: Vec<_> = picked.elsewhere.iter().collect();
    elsewhere.sort();
    let notes = elsewhere.into_iter().map(|(deck, due)| {
        let due = console::words::count(*due, "due question");
        format!(
            "the deck `{deck}` is not found; its history is kept, with {due}. If you have its file: \
             quiz review FILE"
        )
    });
    notes.collect()
}
