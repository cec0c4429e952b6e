//! What the commands that change decks share: how they refuse, and how they show what they would do.

pub(super) mod ask;
pub(super) mod inquired;
pub(super) mod preview;
pub(super) mod typed;

use std::io::{self, IsTerminal as _};
use std::path::Path;

use console::{Failure, Look, LookArgs, Stdout, Terminal, diagnostics, sanitise};
use deck::edit::{Broken, EditError, Manuscript, Revision};
use session::files::Files;

use ask::Ask;
use inquired::Inquired;
use typed::Typed;

/// What a fault in one question is called in place of a file.
pub(super) const THE_QUESTION: &str = "the question";

/// The look of problems, which go to standard error.
pub(super) fn problem_look(look: &LookArgs) -> Look {
    look.look(Terminal::stderr(), |name| std::env::var(name).ok())
}

/// Somebody who can be asked, if there is somebody: the dialogue is on standard error.
pub(super) fn asker(look: Look) -> Option<Box<dyn Ask>> {
    if !Terminal::stderr().with_stdin().is_terminal {
        return None;
    }
    if look.is_line() {
        return Some(Box::new(Typed::new(io::stdin().lock(), io::stderr())));
    }
    Some(Box::new(Inquired::new(look)))
}

/// Reads a deck, or says why it is left alone.
pub(super) fn open(files: &dyn Files, path: &Path, look: &Look) -> Result<Manuscript, Failure> {
    Manuscript::read(files, path).map_err(|error| refused(path, error, look))
}

/// Why a deck was left alone.
pub(super) fn refused(path: &Path, error: EditError, look: &Look) -> Failure {
    let name = path.display();
    match error {
        EditError::File(error) => Failure::failed(error.to_string()),
        EditError::Save(error) => error.into(),
        EditError::Broken(broken) => {
            let name = if broken.is_part { THE_QUESTION.to_owned() } else { name.to_string() };
            problems(&name, &broken, look)
        }
        EditError::Unknown { id, like } => {
            let failure = Failure::failed(format!("{name} has no question `{id}`"));
            match like {
                Some(like) => failure.hint(format!("did you mean `{like}`?")),
                None => failure.hint(format!("`deck list {name}` shows the ids")),
            }
        }
        EditError::InList | EditError::Scattered(_) => {
            Failure::failed(format!("{name} cannot be changed question by question: {error}"))
                .hint(format!("`deck fmt {name}` gives each question lines of its own"))
        }
        EditError::NoneLeft => Failure::failed(format!("{name} was not changed: {error}")),
        EditError::NotOne(_) => Failure::problems(format!("{name} was not changed: {error}")),
    }
}

/// The failure for a text with problems.
pub(super) fn problems(name: &str, broken: &Broken, look: &Look) -> Failure {
    let errors = diagnostics::summary(broken.count(), 0);
    Failure::problems(format!("{name} has {errors}; nothing was changed"))
        .before(drawn(name, broken, look))
}

/// Problems as they are shown.
pub(super) fn drawn(name: &str, broken: &Broken, look: &Look) -> String {
    let file = diagnostics::File::new(name, &broken.text);
    let mut drawn = diagnostics::text(&file, &broken.diagnostics, look);
    if broken.more > 0 {
        drawn.push_str(&format!("… and {} more\n", broken.more));
    }
    drawn
}

/// The failure with a text that somebody wrote, so that it is not lost.
pub(super) fn with_text(mut failure: Failure, text: &str) -> Failure {
    failure.before.push_str(&format!("What you wrote:\n{}\n", sanitise(text).trim_end()));
    failure
}

/// Writes a change, or shows it on standard output where it is only tried. Says whether the file
/// changed.
pub(super) fn conclude(
    files: &dyn Files,
    revision: &Revision,
    dry_run: bool,
) -> Result<bool, Failure> {
    if dry_run {
        print(&revision.diff())?;
        return Ok(false);
    }
    Ok(revision.save(files)?)
}

/// Prints text of a file; on a terminal made safe.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = Stdout::new(io::stdout());
    if io::stdout().is_terminal() {
        out.text(&sanitise(text))?;
    } else {
        out.text(text)?;
    }
    Ok(out.flush()?)
}

/// Says something on standard error. That it cannot be written leaves nowhere to say so.
pub(super) fn say(words: &str) {
    use io::Write as _;
    let _ = writeln!(io::stderr(), "{}", sanitise(words));
}
