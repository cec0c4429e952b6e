//! `quiz history`: the sittings of a student, one of them in full, and what was flagged.
//!
//! It says what the records say: outcomes are those that the student was told, days and times those
//! of the place where the sitting was. Decks are asked for titles, prompts and points only, so that
//! history outlives them.

pub(crate) mod answers;
pub(crate) mod decks;
mod flagged;
mod full;
mod full_text;
mod list;
mod marks;
mod moment;
pub(crate) mod sheet;
mod summary;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::path::Path;

use console::{Exit, Failure, words};
use deck_format::DeckId;
use jiff::civil::Date;
use session::files::{Files, SystemFiles};
use session::record::{Mode, Record};

use crate::args::TableFormat;
use crate::config::Settings;
use crate::home::Home;
use crate::records::{self, Records, shortened};
use crate::talk::Talk;
use decks::Decks;
pub(crate) use marks::is_told;

/// What `--help` ends with.
const HELP: &str = "\
Without a session: all sittings, the newest first. With one: that sitting in full.

Points are those that the questions are worth in their decks now. Where not all of them are found,
each question counts as one point, marked with *. What was answered right is what you were told then.

JSON: an array with one object for each sitting: session, short_id, started, mode, decks, questions,
dealt_with, marks (right, asked, earned, possible, percent, points_from; null where there are none),
no_marks, seconds, state. One sitting is one object with the same fields, and its questions with
every answer. --flagged is an array: flagged, deck, title, question, prompt, note, session, short_id.
Later versions may add fields. In CSV, a cell that a spreadsheet would take for a formula begins with
an apostrophe.";

/// Which sittings to show, and how.
#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// Show this sitting in full: its id, the beginning or the end of it, or the file of its record.
    #[arg(value_name = "SESSION",
          conflicts_with_all = ["flagged", "deck", "mode", "since", "count"])]
    session: Option<String>,

    /// Show the questions that you flagged, with your notes, for the author of the deck.
    #[arg(long)]
    flagged: bool,

    /// Only sittings with questions of this deck, named by its id.
    #[arg(long, value_name = "ID", value_parser = deck_id)]
    deck: Option<DeckId>,

    /// Only sittings of this kind: practice, exam or review.
    #[arg(long, value_name = "MODE", value_parser = mode)]
    mode: Option<Mode>,

    /// Only sittings that began on this day or later, such as 2026-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<Date>,

    /// Only the newest N.
    #[arg(short = 'n', long, value_name = "N",
          value_parser = clap::value_parser!(u32).range(1..))]
    count: Option<u32>,

    /// How to print it; csv for tables only.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: TableFormat,
}

/// What is shown of the history, and what is left out.
struct Selection<'r> {
    /// The records, the newest first.
    records: Vec<(&'r Record, &'r str)>,
    /// The most that are shown.
    most: usize,
    /// Whether there are records at all.
    any: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args, settings: &Settings, talk: &Talk) -> Result<(), Failure> {
    let home = Home::find(settings)?;
    let records = Records::read(&SystemFiles, &home);
    if let Some(session) = &args.session {
        return one(session, args.format, &records, &home, talk);
    }
    talk.notes(&records.notes);
    let selection = Selection::of(&records, args);
    if args.flagged {
        flagged::print(&selection, &home, args, talk)?;
    } else {
        list::print(&selection, &home, args.format, talk)?;
    }
    // Each was named above.
    if records.notes.is_empty() { Ok(()) } else { Err(Failure::quiet(Exit::Problems)) }
}

/// Shows one sitting in full. Records that are broken have nothing to do with it.
fn one(
    session: &str,
    format: TableFormat,
    records: &Records,
    home: &Home,
    talk: &Talk,
) -> Result<(), Failure> {
    if format == TableFormat::Csv {
        return Err(Failure::failed("one sitting is no table, so there is no csv of it")
            .hint("--format json holds all of it"));
    }
    let (path, record, short) = found(session, records, &SystemFiles)?;
    let decks = Decks::find([&record], home, &talk.errors);
    talk.notes(decks.notes());
    let full = full::Full::of(&record, path, short, &decks);
    talk.print(|look| match format {
        TableFormat::Json => sheet::json(&full),
        TableFormat::Text | TableFormat::Csv => full_text::lines(&full, look).join("\n") + "\n",
    })
}

/// The record of a sitting with its file and by what name it is resumed: in the file that is named,
/// else in the history. Its hashes are gone over, which the history as a whole is not asked for.
fn found<'r>(
    session: &'r str,
    records: &'r Records,
    files: &dyn Files,
) -> Result<(&'r Path, Record, &'r str), Failure> {
    let path = Path::new(session);
    if path.is_file() {
        return Ok((path, records::read_file(files, path)?, session));
    }
    let (path, _) = records.named(session)?;
    let ids: Vec<&str> =
        records.records.iter().map(|(_, record)| record.start().session.as_str()).collect();
    let at = records.records.iter().position(|(other, _)| other == path);
    let short = at.and_then(|at| shortened(&ids).get(at).copied()).unwrap_or_default();
    Ok((path, records::read_file(files, path)?, short))
}

impl<'r> Selection<'r> {
    fn of(records: &'r Records, args: &Args) -> Self {
        let all: Vec<&Record> = records.records.iter().map(|(_, record)| record).collect();
        let ids: Vec<&str> = all.iter().map(|record| record.start().session.as_str()).collect();
        let mut chosen: Vec<_> = all
            .iter()
            .copied()
            .zip(shortened(&ids))
            .filter(|(record, _)| args.fits(record))
            .collect();
        chosen.sort_unstable_by_key(|(record, _)| {
            Reverse((record.replay.started(), &record.start().session))
        });
        let most = args.count.and_then(|count| usize::try_from(count).ok());
        Self { most: most.unwrap_or(usize::MAX), any: !all.is_empty(), records: chosen }
    }

    /// The newest of them, as many as are shown.
    fn newest(&self) -> &[(&'r Record, &'r str)] {
        &self.records[..self.records.len().min(self.most)]
    }

    /// What is said where there is nothing to show.
    fn nothing(&self, what: &str) -> String {
        match (self.any, self.records.is_empty()) {
            (false, _) => {
                "No sittings yet. Begin with `quiz`, which lets you choose a deck.\n".to_owned()
            }
            (true, true) => "No sitting fits.\n".to_owned(),
            (true, false) => {
                format!("No {what} in {}.\n", words::count(self.records.len(), "sitting"))
            }
        }
    }
}

impl Args {
    /// Whether a record is one of those that are asked for.
    fn fits(&self, record: &Record) -> bool {
        let start = record.start();
        self.mode.is_none_or(|mode| start.mode == mode)
            && self.deck.as_ref().is_none_or(|id| start.decks.iter().any(|deck| deck.id == *id))
            && self.since.is_none_or(|since| day_of(record) >= since)
    }
}

fn deck_id(text: &str) -> Result<DeckId, String> {
    DeckId::new(text).map_err(|error| error.to_string())
}

fn mode(text: &str) -> Result<Mode, String> {
    match text {
        "practice" => Ok(Mode::Practice),
        "exam" => Ok(Mode::Exam),
        "review" => Ok(Mode::Review),
        _ => Err("a mode is practice, exam or review".to_owned()),
    }
}

/// The day on which a sitting began, there.
pub(crate) fn day_of(record: &Record) -> Date {
    moment::started(record).date()
}

/// Reads a day of the calendar.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    let shaped = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date = if shaped { text.parse().ok() } else { None };
    date.ok_or_else(|| "a date is written such as 2026-03-01".to_owned())
}
