//! `gradebook items`: how the questions of an exam did.

mod csv;
mod json;
mod one;
mod text;
mod write_back;

use clap::{Args, ValueEnum};
use console::{Failure, Look, LookArgs, Terminal, stdout};
use gradebook::analyse::{AnalyseError, Analysed, Reading, analyse, analyse_whole};
use gradebook::book::Book;
use gradebook::collect::Chains;
use gradebook::grade::Keys;
use gradebook::items::Options;
use gradebook::load::{Inputs, threads};
use session::files::SystemFiles;

use super::progress::Progress;
use super::score::told;
use super::which::WhichArgs;

/// Analyse the questions: how hard they were, what they tell apart, and which keys look wrong.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct ItemsArgs {
    #[command(flatten)]
    which: WhichArgs,

    /// One question in full, with who chose what.
    #[arg(long, value_name = "ID")]
    item: Option<String>,

    /// Read the chains of the records too, which takes longer; `gradebook score` always does.
    #[arg(long)]
    verify: bool,

    /// Leave those who did not reach a question out of its facility. They stay in totals, with 0.
    #[arg(long)]
    reached: bool,

    /// Keep what was found beside the deck, in NAME.stats.json, for `deck check`, `deck show`, `deck
    /// stats` and `quiz --measured`. The chains of the records are read, as for scores. A class that is kept already is replaced, not counted twice.
    #[arg(long)]
    write_back: bool,

    /// How to write the analysis.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

const HELP: &str = "\
Of each student one sitting is analysed, that whose score counts. Facility is the part of the
points that was earned, with its 95 % interval; r is the correlation with the rest of the paper;
\"α without\" is the reliability of the others. Void and bonus questions are described, and stand
outside totals.

The exit code is 1 where a record was not used or a question is not settled; everything else is
analysed all the same.

What is kept beside the deck has no student in it: of each question how many earned what and chose
what. Those who did not reach a question are counted with 0 there, with --reached too.

JSON and CSV hold every number in full; one that is not defined is null, or an empty cell. Later
versions may add fields.";

/// How an analysis is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object.
    Json,
    /// One row for each question.
    Csv,
}

/// Runs the command.
pub(crate) fn run(args: &ItemsArgs, look: &LookArgs) -> Result<(), Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let inputs = args.which.read(&SystemFiles, &look.look(Terminal::stderr(), variable))?;
    let keys = inputs.keys()?;
    let item = args.item.as_deref().map(|id| place(&keys, id)).transpose()?;
    let (analysed, book) = analysed(args, &inputs, &keys)?;
    let look = look.look(Terminal::stdout(), variable);
    let text = written(args.format, &analysed, item, &look)?;
    let mut out = stdout(&look);
    out.text(&text)?;
    out.flush()?;
    if let Some(book) = &book {
        write_back::run(&SystemFiles, &inputs, &keys, (&analysed, book))?;
    }
    told(&analysed.remarks, false)
}

/// The place of a question in the deck.
fn place(keys: &Keys<'_>, id: &str) -> Result<usize, Failure> {
    let at = keys.questions().iter().position(|keyed| keyed.face.id.as_str() == id);
    at.ok_or_else(|| {
        Failure::failed(format!("the deck has no question `{id}`"))
            .hint("`gradebook items` without --item lists them all")
    })
}

/// The analysis; with the gradebook where it is written back, which has to know who sat.
fn analysed(
    args: &ItemsArgs,
    inputs: &Inputs,
    keys: &Keys<'_>,
) -> Result<(Analysed, Option<Book>), Failure> {
    let reading = Reading {
        chains: if args.verify || args.write_back { Chains::Verified } else { Chains::Unverified },
        threads: threads(),
        options: Options { facility_of_reached: args.reached },
    };
    let found = inputs.find(&SystemFiles);
    let progress = Progress::start(Terminal::stderr(), &found.files);
    let done = |read| progress.step(read);
    let analysed = if args.write_back {
        let whole = analyse_whole(inputs, &SystemFiles, keys, found, reading, &done);
        whole.map(|(analysed, book)| (analysed, Some(book))).map_err(AnalyseError::from)
    } else {
        analyse(inputs, &SystemFiles, keys, found, reading, &done).map(|analysed| (analysed, None))
    };
    drop(progress);
    analysed.map_err(|error| Failure::failed(format!("the items cannot be analysed: {error}")))
}

/// The analysis of all questions, or of the one at a place.
fn written(
    format: Format,
    analysed: &Analysed,
    item: Option<usize>,
    look: &Look,
) -> Result<String, Failure> {
    let failed = |error: String| Failure::failed(format!("cannot write the analysis: {error}"));
    match (format, item) {
        (Format::Text, None) => Ok(text::text(analysed, look)),
        (Format::Text, Some(at)) => Ok(one::text(analysed, at, look)),
        (Format::Json, at) => json::json(analysed, at).map_err(|error| failed(error.to_string())),
        (Format::Csv, at) => csv::csv(analysed, at).map_err(|error| failed(error.to_string())),
    }
}

/// The places that are written.
fn places(analysed: &Analysed, item: Option<usize>) -> Vec<usize> {
    item.map_or_else(|| (0..analysed.questions.len()).collect(), |at| vec![at])
}
