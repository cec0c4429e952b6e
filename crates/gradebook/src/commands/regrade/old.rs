//! The deck as it was: a file, or what git has kept.

use std::path::Path;
use std::process::Command;

use console::{Failure, Look, diagnostics, sanitise_line, words};
use deck_format::{Deck, parse_bytes};
use session::files::Files;

/// Reads the deck as it was: the file of this name if there is one, else the deck's own file as it
/// stands in a git revision.
///
/// # Errors
/// When there is neither, and when it is no deck.
pub(super) fn read(
    files: &dyn Files,
    against: &str,
    deck: &Path,
    look: &Look,
) -> Result<Deck, Failure> {
    let path = Path::new(against);
    if path.is_file() {
        return Ok(deck::read::read_whole(files, path, look)?.deck);
    }
    let bytes = in_git(against, deck)?;
    let name = format!("{against}:{}", deck.display());
    parse_bytes(&bytes).map_err(|problems| {
        let text = String::from_utf8_lossy(&bytes);
        let file = diagnostics::File::new(&name, &text);
        let errors = words::count(problems.diagnostics.len() + problems.more, "error");
        Failure::problems(format!("{name} has {errors}")).before(diagnostics::text(
            &file,
            &problems.diagnostics,
            look,
        ))
    })
}

/// The bytes of a file in a git revision.
///
/// # Errors
/// When there is no such revision, or the file is not in it.
pub(in crate::commands) fn in_git(revision: &str, deck: &Path) -> Result<Vec<u8>, Failure> {
    let missing = |why: &str| {
        Failure::failed(format!("{revision} is neither a file nor a git revision with the deck"))
            .hint(format!("git: {}", sanitise_line(why)))
    };
    let (Some(name), false) = (deck.file_name(), revision.starts_with('-')) else {
        return Err(missing("not a revision"));
    };
    let folder = deck.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut object = std::ffi::OsString::from(format!("{revision}:./"));
    object.push(name);
    let shown = Command::new("git")
        .arg("-C")
        .arg(folder.unwrap_or(Path::new(".")))
        .args(["--no-pager", "show", "--end-of-options"])
        .arg(object)
        .output()
        .map_err(|error| missing(&console::reason(&error)))?;
    if shown.status.success() {
        return Ok(shown.stdout);
    }
    let said = String::from_utf8_lossy(&shown.stderr);
    Err(missing(said.lines().next().unwrap_or("it gave no reason")))
}
