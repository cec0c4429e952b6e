//! The one thing that triage writes into a deck: a variant.

use std::path::Path;

use deck::edit::{EditError, Manuscript};
use deck_format::{Deck, LocalId, Severity};
use session::files::Files;

use super::cluster::Cluster;

/// A variant stands in the deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// Whether the file was changed elsewhere since it was read; what was changed there is kept.
    pub merged: bool,
    /// What `deck check` will warn of, that it did not before.
    pub warnings: Vec<String>,
}

/// Why a variant was not written into the deck, which is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotEdited {
    /// The question is no longer what the clusters were made by.
    #[error("`{0}` was changed in the deck since it was read")]
    Changed(String),
    /// `deck check` would call it an error.
    #[error("`deck check` would refuse it: {0}")]
    Faulty(String),
    /// The file cannot be changed so.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// Writes a variant into the file of a deck as it is now, if the question is still what it was in
/// `deck`. Every other byte stays. `before` is given the bytes of the file before they are changed.
///
/// # Errors
/// Why it was not written.
pub fn accept_in_deck<E: From<NotEdited>>(
    files: &dyn Files,
    path: &Path,
    deck: &Deck,
    cluster: &Cluster,
    text: &str,
    before: impl FnOnce(&[u8]) -> Result<(), E>,
) -> Result<Edited, E> {
    let (manuscript, revision, warnings) =
        revise(files, path, deck, cluster, text).map_err(E::from)?;
    before(manuscript.original().bytes())?;
    revision.save(files).map_err(|error| NotEdited::Edit(error.into()))?;
    Ok(Edited { merged: manuscript.deck() != Some(deck), warnings })
}

/// The change, before it is written.
fn revise(
    files: &dyn Files,
    path: &Path,
    deck: &Deck,
    cluster: &Cluster,
    text: &str,
) -> Result<(Manuscript, deck::edit::Revision, Vec<String>), NotEdited> {
    let id = cluster.question.as_str();
    let manuscript = Manuscript::read(files, path)?;
    let is_same_deck =
        manuscript.face().id == deck.face.id && manuscript.face().language == deck.face.language;
    let now = manuscript.questions().iter().find(|question| question.face.id == cluster.question);
    if !is_same_deck || now.is_none() || now != deck.question(id) {
        return Err(NotEdited::Changed(id.to_owned()));
    }
    let revision = manuscript.accept(id, cluster.blank.as_ref().map(LocalId::as_str), text)?;
    let known = said(&manuscript, &manuscript.lines(id)?, id);
    let mut warnings = Vec::new();
    let new = lines_in(revision.text(), id).unwrap_or_default();
    for (severity, message) in said(&manuscript, &new, id) {
        let is_new = !known.iter().any(|(_, old)| *old == message);
        match severity {
            Severity::Error if is_new => return Err(NotEdited::Faulty(message)),
            _ if is_new => warnings.push(message),
            _ => {}
        }
    }
    Ok((manuscript, revision, warnings))
}

/// What `deck check` says about the lines of a question.
fn said(manuscript: &Manuscript, lines: &str, id: &str) -> Vec<(Severity, String)> {
    let found = manuscript.lint(lines, id);
    let found = found.into_iter().flat_map(|found| found.diagnostics);
    found.map(|found| (found.severity, found.message)).collect()
}

/// The lines of a question in a text.
fn lines_in(text: &str, id: &str) -> Option<String> {
    let deck = deck_format::parse(text).ok()?;
    let at = deck.questions.iter().position(|question| question.face.id.as_str() == id)?;
    let place = deck::edit::places::places(text).into_iter().nth(at)?;
    Some(text.get(place.lines)?.replace("\r\n", "\n"))
}
