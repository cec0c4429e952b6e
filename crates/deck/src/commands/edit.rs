//! `deck edit`: one question in the author's editor.

use std::path::PathBuf;

use clap::Args;
use console::{Failure, Look, LookArgs, reason};
use deck::edit::{Manuscript, Revision};
use session::files::{Files, SystemFiles};

use super::authoring::ask::Ask;
use super::authoring::{self, asker, problem_look};

/// Edit a question in $VISUAL or $EDITOR.
///
/// The editor gets the lines of this question alone. What comes back is checked with the deck before
/// it is written; where it has errors, you can edit it again. Everything else stays as it is, byte
/// for byte.
#[derive(Debug, Default, Args)]
pub(crate) struct EditArgs {
    /// The deck.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The question.
    #[arg(value_name = "ID")]
    id: String,

    /// Change nothing: print what would change.
    #[arg(long)]
    dry_run: bool,
}

/// Lets a person change a text.
type Editor<'a> = &'a mut dyn FnMut(&str) -> Result<String, Failure>;

pub(crate) fn run(args: &EditArgs, look: &LookArgs) -> Result<(), Failure> {
    let look = problem_look(look);
    let mut ask = asker(look);
    let ask = ask.as_mut().map(|ask| &mut **ask as &mut dyn Ask);
    edit(&SystemFiles, args, ask, &mut open_editor, &look)
}

/// Opens the editor on a text in a file of its own.
fn open_editor(text: &str) -> Result<String, Failure> {
    let mut builder = ::edit::Builder::new();
    builder.prefix("question-").suffix(".toml");
    ::edit::edit_with_builder(text, &builder).map_err(|error| {
        Failure::failed(format!("the editor did not work: {}; nothing was changed", reason(&error)))
            .hint("name one in the environment variable EDITOR")
    })
}

fn edit(
    files: &dyn Files,
    args: &EditArgs,
    mut ask: Option<&mut dyn Ask>,
    editor: Editor<'_>,
    look: &Look,
) -> Result<(), Failure> {
    let manuscript = authoring::open(files, &args.file, look)?;
    let lines = manuscript.lines(&args.id);
    let old = lines.map_err(|error| authoring::refused(&args.file, error, look))?;
    let mut text = old.clone();
    let revision = loop {
        text = editor(&text)?.replace("\r\n", "\n");
        if text == old {
            authoring::say("nothing was changed");
            return Ok(());
        }
        let failure = match manuscript.replace(&args.id, &text) {
            Ok(revision) => break revision,
            Err(error) => authoring::refused(&args.file, error, look),
        };
        let Some(ask) = ask.as_deref_mut() else { return Err(failure) };
        if !wants_to_go_on(ask, &failure)? {
            authoring::say("nothing was changed");
            return Ok(());
        }
    };
    note_new_id(&manuscript, &revision, &args.id);
    let changed = authoring::conclude(files, &revision, args.dry_run)
        .map_err(|failure| authoring::with_text(failure, &text))?;
    if changed {
        authoring::say(&format!("changed `{}` in {}", args.id, args.file.display()));
    }
    Ok(())
}

/// Shows what is wrong, and asks whether to edit it again.
fn wants_to_go_on(ask: &mut dyn Ask, failure: &Failure) -> Result<bool, Failure> {
    let mut lines: Vec<String> = failure.before.lines().map(str::to_owned).collect();
    lines.push(console::sanitise_line(&failure.to_string()).into_owned());
    ask.show(&lines);
    let choices = ["Edit it again".to_owned(), "Drop the changes".to_owned()];
    Ok(ask.choose("What now?", &choices, 0)? == Some(0))
}

/// Says that results stay under an id that the question no longer has.
fn note_new_id(manuscript: &Manuscript, revision: &Revision, id: &str) {
    let known = revision.deck().questions.iter().any(|question| {
        question.face.id.as_str() == id || question.notes.was.iter().any(|was| was.as_str() == id)
    });
    if !known && manuscript.questions().iter().any(|question| question.face.id.as_str() == id) {
        authoring::say(&format!(
            "note: results stay under `{id}`; was = [\"{id}\"] in the question keeps its history"
        ));
    }
}

#[cfg(test)]
mod tests;
