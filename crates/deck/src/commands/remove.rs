//! `deck remove`: questions taken out, and what misses them.

use std::path::PathBuf;

use clap::Args;
use console::{Failure, Look, LookArgs, markdown, sanitise_line, words};
use deck::edit::{Manuscript, Revision};
use deck_format::{Deck, Question};
use session::files::{Files, SystemFiles};

use super::authoring::ask::Ask;
use super::authoring::{self, asker, problem_look};

/// Take questions out of a deck, each with the comment directly above it.
///
/// Everything else stays as it is, byte for byte. Results that were recorded for them stay, too.
#[derive(Debug, Default, Args)]
pub(crate) struct RemoveArgs {
    /// The deck.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The questions.
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,

    /// Do not ask first.
    #[arg(long, short)]
    yes: bool,

    /// Change nothing: print what would change.
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &RemoveArgs, look: &LookArgs) -> Result<(), Failure> {
    let look = problem_look(look);
    let mut ask = asker(look);
    let ask = ask.as_mut().map(|ask| &mut **ask as &mut dyn Ask);
    remove(&SystemFiles, args, ask, &look)
}

fn remove(
    files: &dyn Files,
    args: &RemoveArgs,
    ask: Option<&mut dyn Ask>,
    look: &Look,
) -> Result<(), Failure> {
    let manuscript = authoring::open(files, &args.file, look)?;
    let removed = manuscript.remove(&args.ids);
    let revision = removed.map_err(|error| authoring::refused(&args.file, error, look))?;
    let gone = gone(&manuscript, &revision);
    let consequences = consequences(&manuscript, &revision, &gone);
    let count = words::count(gone.len(), "question");
    if args.yes || args.dry_run {
        consequences.iter().for_each(|line| authoring::say(line));
    } else {
        let Some(ask) = ask else { return Err(nobody_to_ask()) };
        ask.show(&gone.iter().map(|question| line_of(question)).collect::<Vec<_>>());
        ask.show(&consequences);
        let choices = [format!("Remove {count}"), "Keep".to_owned()];
        if ask.choose("Sure?", &choices, 1)? != Some(0) {
            authoring::say("nothing was changed");
            return Ok(());
        }
    }
    if authoring::conclude(files, &revision, args.dry_run)? {
        authoring::say(&format!("removed {count} from {}", args.file.display()));
    }
    Ok(())
}

fn nobody_to_ask() -> Failure {
    Failure::failed("there is no terminal to ask for leave in")
        .hint("give it by --yes, or see what would change with --dry-run")
}

fn gone<'a>(manuscript: &'a Manuscript, revision: &Revision) -> Vec<&'a Question> {
    let left: std::collections::HashSet<&str> =
        revision.deck().questions.iter().map(|question| question.face.id.as_str()).collect();
    let all = manuscript.questions().iter();
    all.filter(|question| !left.contains(question.face.id.as_str())).collect()
}

/// `id: the prompt on one line`.
fn line_of(question: &Question) -> String {
    format!("{}: {}", question.face.id, markdown::inline(&question.face.prompt))
}

/// What misses the questions that are gone.
fn consequences(manuscript: &Manuscript, revision: &Revision, gone: &[&Question]) -> Vec<String> {
    let mut lines = Vec::new();
    let Some(before) = manuscript.deck() else { return lines };
    let after = revision.deck();
    for shortfall in revision.new_shortfalls(before) {
        let row = shortfall.row + 1;
        let wanted = words::count(shortfall.wanted, "question");
        lines.push(format!(
            "note: row {row} of the blueprint asks for {wanted}, and only {} would be sure",
            shortfall.sure()
        ));
    }
    lines.extend(last_of(gone, after, "family", |question| {
        question.face.family.as_ref().map(ToString::to_string)
    }));
    lines.extend(last_of(gone, after, "passage", |question| {
        question.face.passage.as_ref().map(ToString::to_string)
    }));
    lines
}

/// Says of what the last question goes.
fn last_of(
    gone: &[&Question],
    after: &Deck,
    what: &str,
    name: impl Fn(&Question) -> Option<String>,
) -> Vec<String> {
    let mut names: Vec<String> = gone.iter().filter_map(|question| name(question)).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|of| !after.questions.iter().any(|question| name(question).as_ref() == Some(of)));
    let line =
        |of: String| format!("note: no other question has the {what} `{}`", sanitise_line(&of));
    names.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests;
