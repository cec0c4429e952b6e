//! `gradebook regrade`: what changes for whom when a deck was mended.

mod old;

use std::io::ErrorKind;
use std::path::Path;

use clap::{Args, ValueEnum};
use console::{Failure, Look, LookArgs, Terminal, escape_json, stdout, words};
use gradebook::regrade::{Graded, compare};
use gradebook::report::{self, HEADER, Regraded};
use jiff::Timestamp;
use session::files::{Files, SystemFiles};

use super::score::{Scores, Scoring, told};

pub(super) use old::in_git;

/// The table of scores that is written.
pub(super) const SCORES: &str = "scores.csv";
/// The log, one JSON object a line.
const LOG: &str = "regrade.jsonl";
/// The largest table of scores that may be replaced, in bytes.
const MAX_SCORES: u64 = 64 * 1024 * 1024;

/// Compare the scores by the deck with those by an older one: who changes, by how much, by which
/// question.
///
/// Nothing is written without --apply.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct RegradeArgs {
    #[command(flatten)]
    scoring: Scoring,

    /// The deck as it was: a file, or a git revision such as HEAD~1 or a tag.
    #[arg(long, value_name = "DECK|REV")]
    against: String,

    /// Write scores.csv and add to the log, beside the class.
    #[arg(long)]
    apply: bool,

    /// How to write what changes.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

const HELP: &str = "\
The log is regrade.jsonl: one JSON object a line with at, deck, against, questions and students, as
--format json prints it. Points are exact fractions as text.";

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object.
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &RegradeArgs, look: &LookArgs) -> Result<(), Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let errors = look.look(Terminal::stderr(), variable);
    let look = look.look(Terminal::stdout(), variable);
    let mut inputs = args.scoring.inputs(&errors)?;
    let old_deck = old::read(&SystemFiles, &args.against, &inputs.deck_path, &errors)?;
    if old_deck.face.id != inputs.deck.face.id {
        let (old, new) = (&old_deck.face.id, &inputs.deck.face.id);
        return Err(Failure::failed(format!("{} is the deck `{old}`, not `{new}`", args.against)));
    }
    let old_inputs = inputs.against(old_deck);
    args.scoring
        .score(&old_inputs, |old| args.scoring.score(&inputs, |new| args.tell(old, new, &look)))
}

impl RegradeArgs {
    /// Tells what changes, and writes it down where that is wanted.
    fn tell(&self, old: &Scores<'_>, new: &Scores<'_>, look: &Look) -> Result<(), Failure> {
        let policy = &new.inputs.policy;
        let change = compare(
            Graded { keys: old.keys, book: old.book },
            Graded { keys: new.keys, book: new.book },
            policy,
        );
        let at = now(std::env::var("QUIZDECK_NOW").ok().as_deref())?.to_string();
        let deck = new.inputs.deck.face.id.as_str();
        let regraded = Regraded { at: &at, deck, against: &self.against, change: &change };
        let json = report::regrade_json(&regraded)
            .map_err(|error| Failure::failed(format!("cannot write what changes: {error}")))?;
        let mut out = stdout(look);
        match self.format {
            Format::Text => out.text(&report::regrade(&change, policy, look))?,
            Format::Json => out.line(&escape_json(&json))?,
        }
        out.flush()?;
        if self.apply {
            apply(&SystemFiles, &new.inputs.folder, new, &json)?;
        } else if !change.is_empty() {
            super::note("Nothing is written yet. `--apply` writes scores.csv and the log.");
        }
        told(&new.book.remarks, false)
    }
}

/// The time: that of the environment, for tests, or that of the clock.
pub(super) fn now(fixed: Option<&str>) -> Result<Timestamp, Failure> {
    match fixed {
        Some(text) => text
            .parse()
            .map_err(|_| Failure::failed("QUIZDECK_NOW is no time such as 2026-11-24T07:27:23Z")),
        None => Ok(Timestamp::now()),
    }
}

/// Writes the scores, then the log.
fn apply(files: &dyn Files, folder: &Path, scores: &Scores<'_>, json: &str) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::failed(error.to_string());
    let path = folder.join(SCORES);
    check_ours(files, &path)?;
    let table = report::csv(scores.book, &scores.inputs.policy).map_err(|error| failed(&error))?;
    files.replace(&path, table.as_bytes()).map_err(|error| failed(&error))?;
    let log = folder.join(LOG);
    let mut file = match files.create(&log) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => files.open(&log),
        made => made,
    }
    .map_err(|error| failed(&error))?;
    file.append(format!("{json}\n").as_bytes()).map_err(|error| failed(&error))?;
    let rows = words::count(scores.book.rows.len(), "student");
    super::note(&format!("{rows} written to {}; the log is {}", path.display(), log.display()));
    Ok(())
}

/// Makes sure that only a table of scores is replaced.
fn check_ours(files: &dyn Files, path: &Path) -> Result<(), Failure> {
    let header = HEADER.join(",");
    match files.read(path, MAX_SCORES) {
        Ok(bytes) if bytes.is_empty() || bytes.starts_with(header.as_bytes()) => Ok(()),
        Ok(_) => Err(Failure::failed(format!(
            "{} is no table of scores of this program; nothing was written",
            path.display()
        ))
        .hint("give it another name")),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Failure::failed(error.to_string())),
    }
}
