//! `gradebook items --write-back`: what was found is kept beside the deck.

use console::{Failure, words};
use gradebook::analyse::Analysed;
use gradebook::book::Book;
use gradebook::grade::Keys;
use gradebook::load::Inputs;
use gradebook::write_back::{LeftOut, write_back};
use session::files::Files;
use session::statistics::{Class, Update, UpdateError, update};

use crate::commands::note;

/// Keeps the statistics of a class, and says on standard error what became of them.
pub(super) fn run(
    files: &dyn Files,
    inputs: &Inputs,
    keys: &Keys<'_>,
    (analysed, book): (&Analysed, &Book),
) -> Result<(), Failure> {
    let written = write_back(analysed, book, keys, &inputs.policy)
        .map_err(|error| Failure::problems(error.to_string()))?;
    let class = written.class.clone();
    let update = update(files, &inputs.deck_path, &inputs.deck.face.id, class)
        .map_err(|error| failed(&error))?;
    for LeftOut { question, why } in &written.left_out {
        note(&format!("`{question}` is not written back: {why}"));
    }
    note(&told(&written.class, &update));
    Ok(())
}

fn failed(error: &UpdateError) -> Failure {
    let failure = Failure::failed(error.to_string());
    match error {
        UpdateError::Busy(_) | UpdateError::Changed(_) => failure.hint("run the command again"),
        _ => failure,
    }
}

/// `exam.stats.json: 40 students of 2026-12-01 added; it holds 2 classes`.
fn told(class: &Class, update: &Update) -> String {
    let students =
        |count: u64| words::count(usize::try_from(count).unwrap_or(usize::MAX), "student");
    let (path, new) =
        (update.path.display(), format!("{} of {}", students(class.students), class.date));
    let done = match update.replaced.as_slice() {
        [] => format!("{new} added"),
        _ if !update.changed => format!("{new} are there already, and nothing has changed"),
        [old] => format!("{new} in the place of {} of {}", students(old.students), old.date),
        several => format!("{new} in the place of {}", classes(several.len())),
    };
    format!("{path}: {done}; it holds {}", classes(update.classes))
}

fn classes(count: usize) -> String {
    if count == 1 { "1 class".to_owned() } else { format!("{count} classes") }
}
