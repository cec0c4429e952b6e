//! `gradebook score`: from records to scores.

use clap::{Args, ValueEnum};
use console::{Failure, Look, LookArgs, Terminal, sanitise_line, stdout};
use gradebook::book::Book;
use gradebook::grade::Keys;
use gradebook::load::{Inputs, threads};
use gradebook::report;
use session::files::SystemFiles;

use super::progress::Progress;
use super::which::WhichArgs;

/// Score a class: every record that can be used, and every one that cannot, with why.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct ScoreArgs {
    #[command(flatten)]
    which: WhichArgs,

    /// How to write the scores.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

const HELP: &str = "\
Records are files of exams, alone or one behind the other, and folders of such files that end in
.jsonl, at any depth. The exit code is 1 where a record was not used, a question is not settled, or
a student has to be looked at; everything else is scored all the same.

JSON: deck, students, tags, summary, rules, changes, not_settled, not_used, roster,
unknown_questions. Points are exact fractions as text, such as \"35/2\". Later versions may add fields.";

/// How scores are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object.
    Json,
    /// One row for each student.
    Csv,
}

/// Runs the command.
pub(crate) fn run(args: &ScoreArgs, look: &LookArgs) -> Result<(), Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let errors = look.look(Terminal::stderr(), variable);
    let look = look.look(Terminal::stdout(), variable);
    let inputs = args.which.read(&SystemFiles, &errors)?;
    let keys = inputs.keys()?;
    let found = inputs.find(&SystemFiles);
    let progress = Progress::start(Terminal::stderr(), found.files.len());
    let book = inputs.book(&SystemFiles, &keys, found, threads(), &|_| progress.step());
    drop(progress);
    let text = written(args.format, &inputs, &keys, &book, &look)?;
    let mut out = stdout(&look);
    out.text(&text)?;
    out.flush()?;
    report::problems(&book).map_or(Ok(()), |problems| {
        Err(Failure::problems(problems).before(unseen(args.format, &book)))
    })
}

fn written(
    format: Format,
    inputs: &Inputs,
    keys: &Keys<'_>,
    book: &Book,
    look: &Look,
) -> Result<String, Failure> {
    let failed = |error: String| Failure::failed(format!("cannot write the scores: {error}"));
    match format {
        Format::Text => Ok(report::text(book, keys, &inputs.policy, look)),
        Format::Json => {
            report::json(book, keys, &inputs.policy).map_err(|error| failed(error.to_string()))
        }
        Format::Csv => report::csv(book, &inputs.policy).map_err(|error| failed(error.to_string())),
    }
}

/// What the table of a spreadsheet has no place for.
fn unseen(format: Format, book: &Book) -> String {
    if format != Format::Csv {
        return String::new();
    }
    let unused = book.not_used.iter().map(|one| format!("{}: {}", one.origin, one.why));
    let roster = book.roster.iter().map(|row| format!("roster, {row}"));
    let unsettled = book.unsettled.iter().map(|one| format!("`{}`: {}", one.question, one.why));
    let lines = unused.chain(roster).chain(unsettled);
    lines.map(|line| format!("{}\n", sanitise_line(&line))).collect()
}
