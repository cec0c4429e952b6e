//! `gradebook mark`: essays by their rubric, one question across all students.

pub(super) mod front;
mod read;
mod recheck;
mod rich;
mod round;
mod show;
mod summary;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _};

use clap::Args;
use console::{Failure, Look, LookArgs, Terminal, stdout, words};
use deck_format::nearest;
use gradebook::decisions::{Decisions, Ledger};
use gradebook::load::{Inputs, threads};
use gradebook::marking::{Pile, gather};
use session::files::SystemFiles;

use super::progress::Progress;
use super::regrade::now;
use super::which::WhichArgs;
use front::{Front, LineFront};
use rich::RichFront;
use round::{Options, Round};

/// Mark essays by their rubric: one question across all students, whose names are hidden.
///
/// What is marked is passed over, so that it can be left and taken up at any time.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct MarkArgs {
    #[command(flatten)]
    which: WhichArgs,

    /// Only this question.
    #[arg(long, value_name = "ID")]
    question: Option<String>,

    /// Show who wrote what.
    #[arg(long)]
    names: bool,

    /// Go over what is marked as well; Enter keeps a mark.
    #[arg(long, conflicts_with = "recheck")]
    again: bool,

    /// Mark so many marked answers a second time, without seeing their marks, and tell how far the
    /// two agree. Nothing is written.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    recheck: Option<u32>,

    /// Who marks; by default the name of the user.
    #[arg(long = "as", value_name = "NAME")]
    by: Option<String>,
}

const HELP: &str = "\
For each criterion, type its points: digits with decimals, f for all of them. Points of several
criteria may stand on one line: `1.5 f 0`. Enter alone takes what is proposed, and nothing else.
Instead of points: b goes back to the one before, s skips, m shows question, model answer and
rubric, t the text again, u takes the mark away, q quits, ? helps. In a comment these begin with a
colon, such as :b.

Each mark is on the disk before the next answer is shown, in decisions.jsonl beside the class.";

/// Runs the command.
pub(crate) fn run(args: &MarkArgs, look: &LookArgs) -> Result<(), Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let inputs = args.which.read(&SystemFiles, &look.look(Terminal::stderr(), variable))?;
    let Some(journal) = inputs.journal.as_deref() else {
        return Err(Failure::failed("marks are kept beside a class, and --deck names none")
            .hint("`gradebook init` writes a class.toml"));
    };
    let now = now(variable("QUIZDECK_NOW").as_deref())?;
    let piles = args.piles(&inputs)?;
    let look = look.look(Terminal::stdout().with_stdin(), variable);
    if piles.iter().all(|pile| pile.essays.is_empty()) {
        return nothing(&piles, &look);
    }
    if !args.has_work(&piles, &inputs.decisions) {
        let mut front = front_of(look);
        return summary::tell(front.as_mut(), &piles, &inputs.decisions);
    }
    let mut ledger = Ledger::open(&SystemFiles, journal, &inputs.deck.face.id, now)?;
    let options = Options {
        names: args.names,
        again: args.again,
        by: args.by.clone().or_else(|| user(variable)),
        fixed: variable("QUIZDECK_NOW").map(|_| now),
    };
    let mut front = front_of(look);
    let round = Round { deck: &inputs.deck, piles: &piles, options: &options };
    match args.recheck {
        Some(count) => recheck::run(&round, front.as_mut(), ledger.decisions(), count),
        None => {
            round.run(front.as_mut(), &mut ledger)?;
            summary::tell(front.as_mut(), &piles, ledger.decisions())
        }
    }
}

impl MarkArgs {
    /// The essays that are asked for.
    fn piles<'d>(&self, inputs: &'d Inputs) -> Result<Vec<Pile<'d>>, Failure> {
        let keys = inputs.keys()?;
        let found = inputs.find(&SystemFiles);
        let progress = Progress::start(Terminal::stderr(), &found.files);
        let step = |read| progress.step(read);
        let (mut piles, book) = gather(inputs, &SystemFiles, &keys, found, threads(), &step);
        drop(progress);
        if !book.remarks.not_used.is_empty() {
            let records = words::count(book.remarks.not_used.len(), "record");
            super::note(&format!("{records} cannot be used; `gradebook score` says why"));
        }
        if let Some(id) = &self.question {
            let ids: Vec<&str> = piles.iter().map(|pile| pile.question.face.id.as_str()).collect();
            if !ids.contains(&id.as_str()) {
                return Err(no_essay(id, &ids));
            }
            piles.retain(|pile| pile.question.face.id.as_str() == id);
        }
        Ok(piles)
    }

    /// Whether there is something to ask.
    fn has_work(&self, piles: &[Pile<'_>], decisions: &Decisions) -> bool {
        let marked: usize = piles.iter().map(|pile| pile.marked(decisions)).sum();
        let all: usize = piles.iter().map(|pile| pile.essays.len()).sum();
        if self.recheck.is_some() { marked > 0 } else { self.again || marked < all }
    }
}

fn no_essay(id: &str, ids: &[&str]) -> Failure {
    let failure = Failure::failed(format!("the deck has no essay `{id}`"));
    match nearest(id, ids.iter().copied()) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None if ids.is_empty() => failure,
        None => failure.hint(format!("its essays: {}", ids.join(", "))),
    }
}

/// Says that there is nothing to mark.
fn nothing(piles: &[Pile<'_>], look: &Look) -> Result<(), Failure> {
    let why = if piles.is_empty() { "the deck has no essay" } else { "nobody wrote an essay" };
    let mut out = stdout(look);
    out.line(&format!("There is nothing to mark: {why}."))?;
    Ok(out.flush()?)
}

/// Who marks where nobody says so.
pub(super) fn user(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let named = ["USER", "LOGNAME"].into_iter().find_map(variable);
    named.filter(|name| !name.trim().is_empty())
}

/// The front end of a look.
pub(super) fn front_of(look: Look) -> Box<dyn Front> {
    if look.is_line() {
        let echo = !io::stdin().is_terminal();
        Box::new(LineFront::new(io::stdin().lock(), stdout(&look), look, echo))
    } else {
        Box::new(RichFront::new(stdout(&look), look))
    }
}

/// The ids of the questions whose marks no longer fit, each with why.
fn stale(piles: &[Pile<'_>], decisions: &Decisions) -> Vec<String> {
    let mut told = BTreeSet::new();
    for (place, pile) in piles.iter().enumerate() {
        let answer = pile.question.key.as_ref().map(|key| &key.answer);
        let marks = pile.essays.iter().filter_map(|essay| pile.mark(decisions, essay));
        let misfits = marks.filter_map(|mark| gradebook::grade::points_of(mark, answer?).err());
        told.extend(misfits.map(|why| (place, format!("`{}`: {why}", pile.question.face.id))));
    }
    told.into_iter().map(|(_, line)| line).collect()
}
