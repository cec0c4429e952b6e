//! `gradebook score`: from records to scores.

use clap::{Args, ValueEnum};
use console::{Failure, Look, LookArgs, Terminal, sanitise_line, stdout};
use gradebook::book::{Book, Remarks};
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
    scoring: Scoring,

    /// How to write the scores.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

const HELP: &str = "\
Records are files of exams, alone or one behind the other, and folders of such files that end in
.jsonl, at any depth. The exit code is 1 where a record was not used, a question is not settled, or
a student has to be looked at; everything else is scored all the same.

JSON: deck, students, tags, summary, rules, changes, not_settled, to_mark_again, not_used, roster,
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

/// What commands share that score a class.
#[derive(Debug, Args)]
pub(super) struct Scoring {
    #[command(flatten)]
    which: WhichArgs,
}

/// A class that was scored.
pub(super) struct Scores<'a> {
    /// What it is made of.
    pub(super) inputs: &'a Inputs,
    /// The keys.
    pub(super) keys: &'a Keys<'a>,
    /// The gradebook.
    pub(super) book: &'a Book,
}

impl Scoring {
    /// Reads the class. `look` is that of problems.
    pub(super) fn inputs(&self, look: &Look) -> Result<Inputs, Failure> {
        self.which.read(&SystemFiles, look)
    }

    /// Scores the class, and does something with the scores.
    pub(super) fn score(
        &self,
        inputs: &Inputs,
        then: impl FnOnce(&Scores<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let keys = inputs.keys()?;
        let found = inputs.find(&SystemFiles);
        let progress = Progress::start(Terminal::stderr(), &found.files);
        let book = inputs.book(&SystemFiles, &keys, found, threads(), &|read| progress.step(read));
        drop(progress);
        then(&Scores { inputs, keys: &keys, book: &book })
    }
}

/// Runs the command.
pub(crate) fn run(args: &ScoreArgs, look: &LookArgs) -> Result<(), Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let inputs = args.scoring.inputs(&look.look(Terminal::stderr(), variable))?;
    let look = look.look(Terminal::stdout(), variable);
    args.scoring.score(&inputs, |scores| {
        let text = written(args.format, scores, &look)?;
        let mut out = stdout(&look);
        out.text(&text)?;
        out.flush()?;
        told(&scores.book.remarks, args.format == Format::Text)
    })
}

fn written(format: Format, scores: &Scores<'_>, look: &Look) -> Result<String, Failure> {
    let failed = |error: String| Failure::failed(format!("cannot write the scores: {error}"));
    let Scores { inputs, keys, book } = scores;
    let policy = &inputs.policy;
    match format {
        Format::Text => Ok(report::text(book, keys, policy, look)),
        Format::Json => report::json(book, keys, policy).map_err(|error| failed(error.to_string())),
        Format::Csv => report::csv(book, policy).map_err(|error| failed(error.to_string())),
    }
}

/// The end of a command that scored: a failure where something has to be looked at, which is listed
/// where the report itself has not done so.
pub(super) fn told(remarks: &Remarks, in_report: bool) -> Result<(), Failure> {
    let Some(problems) = report::problems(remarks) else { return Ok(()) };
    let before = if in_report { String::new() } else { listed(remarks) };
    Err(Failure::problems(problems).before(before))
}

/// What has to be looked at, line by line.
fn listed(remarks: &Remarks) -> String {
    let unused = remarks.not_used.iter().map(|one| format!("{}: {}", one.origin, one.why));
    let roster = remarks.roster.iter().map(|row| format!("roster, {row}"));
    let unsettled = remarks.unsettled.iter().map(|one| format!("`{}`: {}", one.question, one.why));
    let strangers =
        remarks.strangers.iter().map(|id| format!("`{id}`: in class.toml, but no question"));
    let stale =
        remarks.misfits.iter().map(|one| format!("to be marked again: {}", report::stale(one)));
    let lines = unused.chain(roster).chain(unsettled).chain(stale).chain(strangers);
    lines.map(|line| format!("{}\n", sanitise_line(&line))).collect()
}
