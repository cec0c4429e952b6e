//! `deck list`: the decks that are found, each in a row.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use console::{Align, Failure, LookArgs, Table, Terminal, escape_json, inert, stdout};
use deck::collect::collect;
use deck::read::{passed_over, read_all};
use deck::summary::Summary;
use session::files::SystemFiles;

/// List the decks that are found, with what they hold.
#[derive(Debug, Args)]
#[command(after_help = JSON_HELP)]
pub(crate) struct ListArgs {
    /// Decks, and folders of decks.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    /// How to write the list.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

const JSON_HELP: &str = "\
JSON: an array with one object for each deck: id, title, questions, kinds (an object from kind to
number), points (a decimal as text), language, handout, file. CSV has the same columns; a cell that a
spreadsheet would take for a formula begins with an apostrophe. Later versions may add fields.";

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Table,
    /// One JSON array.
    Json,
    /// Comma-separated values, for spreadsheets.
    Csv,
}

pub(crate) fn run(args: &ListArgs, look: &LookArgs) -> Result<(), Failure> {
    let look = look.look(Terminal::stdout(), |name| std::env::var(name).ok());
    let (decks, broken) = read_all(&SystemFiles, &collect(&args.paths)?)?;
    let rows: Vec<Summary> = decks.iter().map(Summary::of).collect();
    let text = match args.format {
        Format::Table if rows.is_empty() => String::new(),
        Format::Table => format!("{}\n", table(&rows).render(&look)),
        Format::Json => json(&rows)?,
        Format::Csv => csv(&rows)?,
    };
    let mut out = stdout(&look);
    out.text(&text)?;
    out.flush()?;
    passed_over(&broken).map_or(Ok(()), Err)
}

fn table(rows: &[Summary]) -> Table {
    let mut table = Table::new([
        ("Id", Align::Left),
        ("Title", Align::Left),
        ("Questions", Align::Right),
        ("Kinds", Align::Left),
        ("Points", Align::Right),
        ("Language", Align::Left),
        ("File", Align::Left),
    ]);
    for row in rows {
        let handout = if row.handout { " (handout)" } else { "" };
        table.push([
            row.id.clone(),
            format!("{}{handout}", row.title),
            row.questions.to_string(),
            row.kinds_in_words(),
            row.points.to_string(),
            row.language.clone(),
            row.file.clone(),
        ]);
    }
    table
}

fn json(rows: &[Summary]) -> Result<String, Failure> {
    serde_json::to_string_pretty(rows)
        .map(|json| format!("{}\n", escape_json(&json)))
        .map_err(|error| Failure::failed(format!("cannot write the list: {error}")))
}

fn csv(rows: &[Summary]) -> Result<String, Failure> {
    let fail = |error: String| Failure::failed(format!("cannot write the list: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["id", "title", "questions", "kinds", "points", "language", "handout", "file"];
    writer.write_record(head).map_err(|error| fail(error.to_string()))?;
    for row in rows {
        let cells = [
            row.id.clone(),
            inert(&row.title),
            row.questions.to_string(),
            row.kinds_in_words(),
            row.points.to_string(),
            row.language.clone(),
            row.handout.to_string(),
            inert(&row.file),
        ];
        writer.write_record(cells).map_err(|error| fail(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| fail(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| fail(error.to_string()))
}
