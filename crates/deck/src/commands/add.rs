//! `deck add`: a new question in a deck, by flags, in TOML, or by answering in a terminal.

mod blanks;
mod dialogue;
mod fields;
mod fill;
mod flags;
mod lists;
mod steps;

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::Args;
use console::{Failure, Look, LookArgs};
use deck::edit::{Draft, DraftError, EditError, Manuscript, propose};
use session::files::{Files, SystemFiles};

use super::authoring::{self, ask::Ask, asker, problem_look};
use dialogue::{Dialogue, End};
use flags::QuestionFlags;

/// The largest question that is read, in bytes.
const MAX_FRAGMENT: u64 = 4 * 1024 * 1024;

/// Add a question to a deck.
///
/// In a terminal, what is not given by flags is asked for. Everything that stands in the file stays
/// as it is, byte for byte; the new question is checked with it before it is written.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// The deck.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// A question in TOML, with or without its header; - reads standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["prompt", "answers", "choices"])]
    toml: Option<PathBuf>,

    /// Put it after this question; without it, at the end of the file.
    #[arg(long, value_name = "ID")]
    after: Option<String>,

    /// Change nothing: print what would change.
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    flags: QuestionFlags,
}

pub(crate) fn run(args: &AddArgs, look: &LookArgs) -> Result<(), Failure> {
    let look = problem_look(look);
    let mut adding = Adding {
        files: &SystemFiles,
        file: &args.file,
        after: args.after.clone(),
        dry_run: args.dry_run,
        look,
    };
    let manuscript = Rc::new(authoring::open(adding.files, adding.file, &look)?);
    if let Some(path) = &args.toml {
        let text = fragment(adding.files, path)?;
        let draft = adding.read(&manuscript, path, &text)?;
        return adding.add(&manuscript, &draft).map(|_| ());
    }
    let mut draft = Draft::default();
    let filled = args.flags.fill(&mut draft, &manuscript.face().language);
    filled.map_err(|message| Failure::failed(message).hint("see `deck add --help`"))?;
    if is_unfinished(&draft)
        && let Some(mut ask) = asker(look)
    {
        return adding.ask(&mut *ask, draft, args.flags.kind());
    }
    if !draft.has("prompt") && !draft.has("answer") && !draft.has("rubric") {
        return Err(Failure::failed("there is no terminal to ask for the question in")
            .hint("give it by flags, such as --prompt and --answer, or with --toml"));
    }
    if !draft.has("id") {
        draft.set("id", propose_id(&manuscript, &draft));
    }
    adding.add(&manuscript, &draft).map(|_| ())
}

/// Adds questions to a deck in a terminal, until the author has enough.
pub(super) fn ask(
    files: &dyn Files,
    file: &Path,
    ask: &mut dyn Ask,
    look: Look,
) -> Result<(), Failure> {
    Adding { files, file, after: None, dry_run: false, look }.ask(ask, Draft::default(), None)
}

/// A question whose prompt or key is missing.
fn is_unfinished(draft: &Draft) -> bool {
    !draft.has("prompt") || !(draft.has("answer") || draft.has("rubric"))
}

/// An id that the deck does not have.
fn propose_id(manuscript: &Manuscript, draft: &Draft) -> String {
    let is_taken = |id: &str| {
        manuscript.questions().iter().any(|question| {
            question.face.id.as_str() == id
                || question.notes.was.iter().any(|was| was.as_str() == id)
        })
    };
    let language = &manuscript.face().language;
    propose::question_id(&draft.text_of("prompt"), language, &draft.telling(), is_taken)
}

/// The text of a question from a file or from standard input.
fn fragment(files: &dyn Files, path: &Path) -> Result<String, Failure> {
    let (name, bytes) = if path == Path::new("-") {
        let mut bytes = Vec::new();
        let read = io::stdin().take(MAX_FRAGMENT).read_to_end(&mut bytes);
        read.map_err(|error| Failure::read(Path::new("standard input"), &error))?;
        ("standard input".to_owned(), bytes)
    } else {
        let read = files.read(path, MAX_FRAGMENT);
        let bytes = read.map_err(|error| Failure::failed(error.to_string()))?;
        (path.display().to_string(), bytes)
    };
    String::from_utf8(bytes).map_err(|_| Failure::problems(format!("{name} is not UTF-8")))
}

/// Where questions are added.
struct Adding<'a> {
    files: &'a dyn Files,
    file: &'a Path,
    after: Option<String>,
    dry_run: bool,
    look: Look,
}

impl Adding<'_> {
    /// Reads a question that was written in TOML.
    fn read(&self, manuscript: &Manuscript, path: &Path, text: &str) -> Result<Draft, Failure> {
        let dash = path == Path::new("-");
        let name = if dash { "standard input".to_owned() } else { path.display().to_string() };
        Draft::read(manuscript, text).map_err(|error| match error {
            DraftError::Broken(broken) => {
                let name = if broken.is_part { name } else { self.file.display().to_string() };
                authoring::problems(&name, &broken, &self.look)
            }
            DraftError::NotOne(what) => Failure::problems(format!("{name}: {what}")),
        })
    }

    /// Adds a question. Says whether the file changed.
    fn add(&self, manuscript: &Manuscript, draft: &Draft) -> Result<bool, Failure> {
        let broken = |error: EditError| authoring::refused(self.file, error, &self.look);
        draft.check(manuscript).map_err(|found| broken(EditError::Broken(found)))?;
        let revision = manuscript.add(&draft.text(), self.after.as_deref()).map_err(broken)?;
        let changed = authoring::conclude(self.files, &revision, self.dry_run)?;
        if changed {
            authoring::say(&format!("added `{}` to {}", draft.id(), self.file.display()));
        }
        Ok(changed)
    }

    /// Adds a question that was made by answering; the next one goes after it.
    fn take(&mut self, manuscript: &Manuscript, draft: &Draft) -> Result<(), Failure> {
        let added = self.add(manuscript, draft);
        added.map_err(|failure| authoring::with_text(failure, &draft.text()))?;
        self.after = self.after.take().map(|_| draft.id());
        Ok(())
    }

    /// Asks for questions, and adds each that the author takes.
    fn ask(
        &mut self,
        ask: &mut dyn Ask,
        mut draft: Draft,
        mut kind: Option<deck_format::Kind>,
    ) -> Result<(), Failure> {
        loop {
            let manuscript = Rc::new(authoring::open(self.files, self.file, &self.look)?);
            let dialogue = Dialogue::new(ask, Rc::clone(&manuscript), self.look);
            match dialogue.question(&draft, kind.take())? {
                End::Take(draft) => self.take(&manuscript, &draft)?,
                End::Drop => authoring::say("nothing was added"),
            }
            let again = ["Another question".to_owned(), "Done".to_owned()];
            if self.dry_run || ask.choose("And now?", &again, 0)? != Some(0) {
                return Ok(());
            }
            draft = Draft::default();
        }
    }
}

#[cfg(test)]
mod tests;
