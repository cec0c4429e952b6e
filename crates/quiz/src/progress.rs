//! `quiz progress`: how far a student has come, by their records.
//!
//! All numbers are those of the crate `study`. Here they are gathered once into a [`report::Report`],
//! which is printed as data, as pictures on a terminal, or as the same numbers in plain lines.

mod ahead;
mod days;
mod groups;
mod numbers;
mod parts;
mod report;
mod scope;
mod sure;
#[cfg(test)]
mod tests;
mod text;
mod weak;

use console::{Exit, Failure};
use session::files::SystemFiles;
use study::Cards;

use crate::args::TableFormat;
use crate::clock::Clock;
use crate::config::Settings;
use crate::history::sheet;
use crate::home::Home;
use crate::records::Records;
use crate::review;
use crate::talk::Talk;
use report::Report;
use scope::Scope;

/// What `--help` ends with.
const HELP: &str = "\
An answer counts as right where it was wholly right, the first time that a sitting asked the
question. The 95 % range says between which shares the true one lies, with 95 % confidence. Known
now is the mean chance that you would know the questions today, by the memory model. Until the key of
an exam is released, it is in what you have seen and in the days of study, and in nothing else.

JSON: today, only_some_decks, retention_target, own_parameters, total, by_deck, by_tag, due,
overdue, due_in_decks_not_found, days, days_studied, streak, longest_streak, confidence (null where
you were never asked), predictions, weakest, questions_removed. Shares are numbers from 0 to 1, null
where there is nothing to tell. Later versions may add fields. In CSV, which has the rows by deck and
by tag, a cell that a spreadsheet would take for a formula begins with an apostrophe.";

/// Which decks to tell about, and how.
#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// Decks: files, folders of decks, or ids, also of decks that are gone; without any, all that
    /// you have answered questions of.
    #[arg(value_name = "DECK")]
    decks: Vec<String>,

    /// How to print it; csv for the table by deck and tag.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: TableFormat,
}

/// Runs the command.
pub(crate) fn run(args: &Args, settings: &Settings, talk: &Talk) -> Result<(), Failure> {
    let home = Home::find(settings)?;
    let clock = Clock::from_environment()?;
    let records = Records::read(&SystemFiles, &home);
    talk.notes(&records.notes);
    let calendar = review::calendar(settings)?;
    let seen = Cards::from_records(records.iter(), calendar);
    let scope = Scope::find(&args.decks, &seen, &records, &home, talk)?;
    let mut cards = Cards::with_released(records.iter(), calendar, &scope.releases());
    let removed = scope.narrow(&mut cards);
    let schedule = review::schedule(&cards, settings, &home)?;
    let today = review::today(settings, &clock)?;
    let report = Report::of(&cards, &schedule, &scope, today, removed);
    match args.format {
        TableFormat::Text => talk.print(|look| text::lines(&report, look).join("\n") + "\n")?,
        TableFormat::Json => talk.print(|_| sheet::json(&report))?,
        TableFormat::Csv => {
            let csv = sheet::csv(groups::COLUMNS, groups::csv_rows(&report))?;
            talk.print(|_| csv)?;
        }
    }
    // Each was named above.
    if records.notes.is_empty() { Ok(()) } else { Err(Failure::quiet(Exit::Problems)) }
}
