//! `deck stats`: what decks are made of, in numbers.

mod text;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use console::{Failure, LookArgs, Terminal, escape_json, stdout};
use deck::citations::undeclared;
use deck::collect::collect;
use deck::measured::{Beside, Numbers};
use deck::read::{ReadDeck, passed_over, read_all};
use deck::source::{Source, SourceArg};
use deck::stats::Stats;
use serde::Serialize;
use session::files::SystemFiles;

/// Count what decks are made of: kinds, tags, points, where the key stands, what is cited.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct StatsArgs {
    /// Decks, and folders of decks.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    /// The text of a source that decks cite: shows how many questions cite each paragraph.
    #[arg(long = "source", value_name = "NAME=TEXTFILE")]
    sources: Vec<SourceArg>,

    /// How to write the numbers.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

const HELP: &str = "\
Reading time: the words of passages (each once), prompts and options, at 200 a minute; answering comes
on top. Paragraph N of a source is its N-th line that is not empty.

JSON: an array with one object for each deck: file, id, title, total, kinds, tags, difficulties,
positions, blueprint, reading, families, citations, citing, sources, measured. Points are decimals as
text. `measured` has for each question that a class was asked: id, n, too_few, facility, discrimination,
difficulty, asked, options, never_chosen, mean_seconds, latest, other_text, other_key. Later versions may add fields.";

/// How the numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON array.
    Json,
}

/// A deck in the JSON array.
#[derive(Debug, Serialize)]
struct OfFile {
    file: String,
    #[serde(flatten)]
    stats: Stats,
    /// What classes made of the questions.
    measured: Vec<Numbers>,
}

pub(crate) fn run(args: &StatsArgs, look: &LookArgs) -> Result<(), Failure> {
    let look = look.look(Terminal::stdout(), |name| std::env::var(name).ok());
    let sources = Source::read_all(&SystemFiles, &args.sources)?;
    let (decks, broken) = read_all(&SystemFiles, &collect(&args.paths)?)?;
    // A deck with errors may be the one that declares it.
    let stranger = undeclared(decks.iter().map(|read| &read.deck), &sources);
    if let Some(failure) = stranger.filter(|_| broken.is_empty()) {
        return Err(failure);
    }
    let of_file = |read: &ReadDeck| OfFile {
        file: read.name(),
        stats: Stats::of(&read.deck, &sources),
        measured: numbers(read),
    };
    let all: Vec<OfFile> = decks.iter().map(of_file).collect();
    let text = match args.format {
        Format::Json => json(&all)?,
        Format::Text => {
            let parts: Vec<String> = all.iter().map(|one| text::render(one, &look)).collect();
            parts.join("\n")
        }
    };
    let mut out = stdout(&look);
    out.text(&text)?;
    out.flush()?;
    passed_over(&broken).map_or(Ok(()), Err)
}

/// What classes made of a deck. Statistics that cannot be used are named on standard error.
fn numbers(read: &ReadDeck) -> Vec<Numbers> {
    let beside = Beside::read(&SystemFiles, &read.path, &read.deck);
    super::warn(beside.problem());
    beside.statistics().map(|all| Numbers::all(&read.deck, all)).unwrap_or_default()
}

fn json(all: &[OfFile]) -> Result<String, Failure> {
    serde_json::to_string_pretty(all)
        .map(|json| format!("{}\n", escape_json(&json)))
        .map_err(|error| Failure::failed(format!("cannot write the numbers: {error}")))
}
