//! `gradebook triage`: typed answers that the key does not match, for a person to decide about.

mod dialogue;
mod facts;
mod list;
mod script;
mod work;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use console::{Failure, Look, LookArgs, Terminal, stdout, words};
use deck_format::Fraction;
use gradebook::decisions::Ledger;
use gradebook::exact;
use gradebook::grade::{Handouts, NoKeys};
use gradebook::load::{Inputs, threads};
use gradebook::report;
use gradebook::triage::{Desk, Pile};
use jiff::Timestamp;
use session::files::{Files, SystemFiles};

use super::mark::user;
use super::progress::Progress;
use super::which::WhichArgs;
use work::{Aim, Work};

/// Look through typed answers that the key does not match: the same ones together, with whose score
/// each decision would change.
///
/// An answer can be accepted as a variant, which edits the deck and leaves every other byte of it as
/// it is; accepted once, for this class alone; or rejected, so that it is not asked about again.
/// Who decided what, when and why stands in the journal of decisions beside the class.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct TriageArgs {
    #[command(flatten)]
    which: WhichArgs,

    /// Print the answers and what accepting them would change; decide nothing.
    #[arg(long, conflicts_with_all = ["accept", "accept_once", "reject"])]
    list: bool,

    /// With --list: those that were accepted once or rejected too.
    #[arg(long, requires = "list")]
    all: bool,

    /// With --list: how to write them.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", requires = "list")]
    format: Format,

    /// Accept an answer as a variant: the deck is edited. May be given several times, as the next two.
    #[arg(long, value_name = "QUESTION[.BLANK]=TEXT")]
    accept: Vec<Aim>,

    /// Accept an answer in this class alone.
    #[arg(long, value_name = "QUESTION[.BLANK]=TEXT")]
    accept_once: Vec<Aim>,

    /// Reject an answer.
    #[arg(long, value_name = "QUESTION[.BLANK]=TEXT")]
    reject: Vec<Aim>,

    /// What an answer that is accepted once earns, such as 1/2; without it, all.
    #[arg(long, value_name = "FRACTION", requires = "accept_once", value_parser = credit)]
    credit: Option<Fraction>,

    /// Why, for the journal: of all decisions that are given by flags.
    #[arg(long, value_name = "WORDS")]
    why: Option<String>,

    /// Who decides; without it, the name of the user.
    #[arg(long = "as", value_name = "NAME")]
    by: Option<String>,

    /// Before the deck is edited, copy it as it was into a new file, for `regrade --against FILE`.
    #[arg(long, value_name = "FILE")]
    keep_old: Option<PathBuf>,
}

const HELP: &str = "\
Answers are the same when the deck's own `compare` takes them for the same. Claims of students come
first, then the most frequent answers. In a terminal you are asked about each; --list and the flags
do without.

Flags are carried out in this order: --accept, --accept-once, --reject. All are checked before the
first is carried out. TEXT is any spelling of the answer.

JSON: clusters, other_claims. A cluster has question, blank, sort, text, spellings, answers, claims,
credit, rejected, nearest, variant, refused, effect, decision. Points are exact fractions as text.";

/// How clusters are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object.
    Json,
    /// One row for each cluster.
    Csv,
}

/// Reads a credit, as a fraction or as a decimal.
fn credit(text: &str) -> Result<Fraction, String> {
    let decimal = || exact::parse(text).ok()?.to_string().parse::<Fraction>().ok();
    let credit = text.parse::<Fraction>().ok().or_else(decimal);
    credit
        .filter(|credit| *credit > Fraction::ZERO && *credit <= Fraction::ONE)
        .ok_or_else(|| "a credit is above 0, at most 1, such as 1/2 or 0.5".to_owned())
}

/// Runs the command.
pub(crate) fn run(args: &TriageArgs, look: &LookArgs) -> Result<(), Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let errors = look.look(Terminal::stderr(), variable);
    let inputs = args.which.read(&SystemFiles, &errors)?;
    if args.list {
        let look = look.look(Terminal::stdout(), variable);
        return with_desk(&SystemFiles, &inputs, |desk| args.tell(&desk, &look));
    }
    let terminal = Terminal::stdout().with_stdin();
    args.decide(&SystemFiles, inputs, &look.look(terminal, variable))
}

/// Reads the records of a class, and does something with what was typed.
fn with_desk(
    files: &dyn Files,
    inputs: &Inputs,
    then: impl FnOnce(Desk<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let handouts = Handouts::new(&inputs.deck, inputs.maps.clone());
    let keys = inputs.keys()?;
    let found = inputs.find(files);
    let progress = Progress::start(Terminal::stderr(), &found.files);
    let pile = Pile::read(inputs, files, (&keys, &handouts), found, threads(), &|read| {
        progress.step(read);
    });
    drop(progress);
    then(Desk::new(inputs, pile).map_err(no_keys)?)
}

fn no_keys(error: NoKeys) -> Failure {
    Failure::failed(error.to_string())
}

impl TriageArgs {
    /// Lists the clusters.
    fn tell(&self, desk: &Desk<'_>, look: &Look) -> Result<(), Failure> {
        let mut clusters = desk.clusters().map_err(no_keys)?;
        let view = desk.view().map_err(no_keys)?;
        clusters.retain(|cluster| self.all || view.verdict(cluster).is_none());
        let text = match self.format {
            Format::Text => list::text(&view, &clusters, look)?,
            Format::Json => list::json(&view, &clusters)?,
            Format::Csv => list::csv(&view, &clusters)?,
        };
        let mut out = stdout(look);
        out.text(&text)?;
        out.flush()?;
        super::score::told(&desk.pile().book.remarks, false)
    }

    /// Decides, by flags or in a dialogue.
    fn decide(&self, files: &dyn Files, mut inputs: Inputs, look: &Look) -> Result<(), Failure> {
        let Some(journal) = inputs.journal.clone() else {
            return Err(Failure::failed("decisions are kept beside a class, and there is none")
                .hint("`gradebook init` writes a class.toml; --list does without"));
        };
        let at = now()?;
        let ledger = Ledger::open(files, &journal, &inputs.deck.face.id, at)?;
        inputs.decisions = ledger.decisions().clone();
        let deck = inputs.deck_path.clone();
        with_desk(files, &inputs, |desk| {
            note_unused(&desk);
            let by = self.by.clone().or_else(|| user(|name| std::env::var(name).ok()));
            let mut work = Work::new(files, desk, ledger, deck, by, self.keep_old.clone());
            let flags = self.flags();
            let ended = if flags.is_empty() {
                dialogue::run(&mut work, look)
            } else {
                script::run(&mut work, &flags, self.why.as_deref(), look)
            };
            // What was decided before an end of any kind stands, and is told.
            if work.has_decided() || ended.is_ok() {
                work.conclude(look)?;
            }
            ended
        })
    }

    fn flags(&self) -> Vec<(work::Act, &Aim)> {
        let variants = self.accept.iter().map(|aim| (work::Act::Variant, aim));
        let once = self.accept_once.iter().map(|aim| (work::Act::Once(self.credit), aim));
        let rejects = self.reject.iter().map(|aim| (work::Act::Reject, aim));
        variants.chain(once).chain(rejects).collect()
    }
}

/// The time.
fn now() -> Result<Timestamp, Failure> {
    super::regrade::now(std::env::var("QUIZDECK_NOW").ok().as_deref())
}

/// Says that records were not used, since their answers are not among those that are shown.
fn note_unused(desk: &Desk<'_>) {
    if let Some(problems) = report::problems(&desk.pile().book.remarks) {
        super::note(&format!("note: {problems}; `gradebook score` says more"));
    }
}

/// A path for a message.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// `1 answer`, `3 answers`.
fn answers(count: usize) -> String {
    words::count(count, "answer")
}
