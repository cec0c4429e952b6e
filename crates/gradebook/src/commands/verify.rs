//! `gradebook verify`: whether records can be what they say.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use console::{Failure, Look, LookArgs, Terminal, stdout};
use deck_format::Deck;
use gradebook::grade::Handouts;
use gradebook::load::{Inputs, threads};
use gradebook::verify::{self, Against, Code, Sources, Verified, column_codes};
use jiff::Timestamp;
use session::files::SystemFiles;

use super::progress::Progress;
use super::which::WhichArgs;

/// Recompute what can be recomputed of every record, and say what does not fit.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    which: WhichArgs,

    /// A handout that the class sat, where the deck has changed since it was made; may be repeated.
    #[arg(long, value_name = "FILE")]
    handout: Vec<PathBuf>,

    /// A receipt as a student wrote it down, to be compared with the record; may be repeated.
    #[arg(long, value_name = "ID=CODE")]
    receipt: Vec<Code>,

    /// The column of the roster that holds the receipts as students wrote them down.
    #[arg(long, value_name = "COLUMN")]
    receipts: Option<String>,

    /// How to write what was found.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

const HELP: &str = "\
Of every record: its chain, its receipt, the seed and the paper drawn again, limits and extra time,
late answers, breaks under a time limit, clocks that went back, sittings before `opens` of
class.toml or after now, outcomes graded again by the same key, and records that are there twice;
of every two students: identical wrong answers. The chain shows damage and careless edits; whoever
owns the machine can make it anew, so that it is evidence and no proof. The exit code is 1 where
something was found.

JSON: deck, findings, identical_wrong, not_checked, records. Later versions may add fields.";

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people, by student.
    #[default]
    Text,
    /// One JSON object.
    Json,
    /// One row for each finding.
    Csv,
}

/// Runs the command.
pub(crate) fn run(args: &VerifyArgs, look: &LookArgs) -> Result<(), Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let errors = look.look(Terminal::stderr(), variable);
    let look = look.look(Terminal::stdout(), variable);
    let now = now(std::env::var("QUIZDECK_NOW").ok().as_deref())?;
    let inputs = args.which.read(&SystemFiles, &errors)?;
    let verified = args.verify(&inputs, now, &errors)?;
    let mut out = stdout(&look);
    out.text(&written(args.format, &verified, &look)?)?;
    out.flush()?;
    verify::problems(&verified).map_or(Ok(()), |found| Err(Failure::problems(found)))
}

impl VerifyArgs {
    fn verify(&self, inputs: &Inputs, now: Timestamp, errors: &Look) -> Result<Verified, Failure> {
        let keys = inputs.keys()?;
        let kept: Vec<Deck> =
            self.handout.iter().map(|path| read_handout(path, errors)).collect::<Result<_, _>>()?;
        let against = Against {
            keys: &keys,
            handouts: &Handouts::new(&inputs.deck, inputs.maps.clone()),
            sources: &Sources::new(&inputs.deck, &inputs.maps, kept),
            policy: &inputs.policy,
            roster: inputs.roster.as_ref(),
            codes: &self.codes(inputs)?,
            now,
        };
        let found = inputs.find(&SystemFiles);
        let progress = Progress::start(Terminal::stderr(), &found.files);
        let step = |read| progress.step(read);
        Ok(verify::verify(&SystemFiles, &against, found, threads(), &step))
    }

    /// The codes that were written down.
    fn codes(&self, inputs: &Inputs) -> Result<Vec<Code>, Failure> {
        let mut codes = self.receipt.clone();
        if let Some(column) = &self.receipts {
            let roster = inputs.roster.as_ref().ok_or_else(|| {
                Failure::failed("--receipts names a column of the roster, and there is none")
                    .hint("--receipt ID=CODE does without")
            })?;
            let found = column_codes(roster, column);
            codes.extend(found.map_err(|error| Failure::failed(error.to_string()))?);
        }
        Ok(codes)
    }
}

fn read_handout(path: &Path, errors: &Look) -> Result<Deck, Failure> {
    let deck = deck::read::read_whole(&SystemFiles, path, errors)?.deck;
    if deck.face.handout {
        return Ok(deck);
    }
    Err(Failure::failed(format!("{} is a deck with its keys, not a handout", path.display())))
}

/// The time that it is, or that a test says.
fn now(fixed: Option<&str>) -> Result<Timestamp, Failure> {
    let Some(text) = fixed else { return Ok(Timestamp::now()) };
    let instant = text.split_once('/').map_or(text, |(instant, _)| instant);
    instant
        .parse()
        .map_err(|_| Failure::failed("QUIZDECK_NOW is not an instant such as 2026-11-24T07:30:00Z"))
}

fn written(format: Format, verified: &Verified, look: &Look) -> Result<String, Failure> {
    let failed = |error: String| Failure::failed(format!("cannot write what was found: {error}"));
    match format {
        Format::Text => Ok(verify::text(verified, look)),
        Format::Json => verify::json(verified).map_err(|error| failed(error.to_string())),
        Format::Csv => verify::csv(verified).map_err(|error| failed(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_can_be_fixed_with_or_without_a_step() {
        let instant = "2026-11-24T07:30:00Z";
        assert_eq!(now(Some(instant)).unwrap().to_string(), instant);
        assert_eq!(now(Some("2026-11-24T07:30:00Z/7s")).unwrap().to_string(), instant);
        assert!(now(Some("noon")).is_err());
    }
}
