//! Carrying decisions out: the deck first, then the journal, then the gradebook in memory.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use console::{Failure, Look, stdout, words};
use deck::edit::EditError;
use deck::save::SaveError;
use deck_format::{Fraction, LocalId};
use gradebook::decisions::{Accepted, Event, Ledger, Rejected, Scope, folded};
use gradebook::report;
use gradebook::triage::{Cluster, Desk, NotEdited, Refusal, accept_in_deck};
use session::files::Files;

use super::super::regrade::in_git;
use super::{no_keys, now, shown};

/// What is decided about a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// It is accepted as a variant: the deck is edited.
    Variant,
    /// It is accepted in this class alone, for so much of the points; `None` is all.
    Once(Option<Fraction>),
    /// It is rejected.
    Reject,
}

/// An answer as it is named by a flag: `question.blank=text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aim {
    question: String,
    blank: Option<String>,
    text: String,
}

impl FromStr for Aim {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (field, text) =
            text.split_once('=').ok_or("it is QUESTION=TEXT, or QUESTION.BLANK=TEXT")?;
        let (question, blank) = match field.split_once('.') {
            Some((question, blank)) => (question, Some(blank.to_owned())),
            None => (field, None),
        };
        Ok(Self { question: question.to_owned(), blank, text: text.to_owned() })
    }
}

impl fmt::Display for Aim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.question)?;
        self.blank.iter().try_for_each(|blank| write!(f, ".{blank}"))?;
        write!(f, "={}", self.text)
    }
}

/// How a decision went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Went {
    /// It stands; this is to be said about it.
    Done(String),
    /// It was not taken, and nothing was written: why, and what can be done.
    Refused(String, Option<String>),
}

/// What was decided so far.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    variants: usize,
    once: usize,
    rejected: usize,
}

/// A triage at work.
pub(super) struct Work<'f, 'h> {
    files: &'f dyn Files,
    pub(super) desk: Desk<'h>,
    ledger: Ledger,
    deck: PathBuf,
    by: Option<String>,
    keep_old: Option<PathBuf>,
    count: Count,
    /// The bytes of the deck that the first edit here replaced.
    original: Option<Vec<u8>>,
    /// Whether the copy of the deck is one of ours.
    has_copied: bool,
    /// Whether somebody else changed the deck meanwhile.
    merged: bool,
}

impl<'f, 'h> Work<'f, 'h> {
    pub(super) fn new(
        files: &'f dyn Files,
        desk: Desk<'h>,
        ledger: Ledger,
        deck: PathBuf,
        by: Option<String>,
        keep_old: Option<PathBuf>,
    ) -> Self {
        let count = Count::default();
        Self {
            files,
            desk,
            ledger,
            deck,
            by,
            keep_old,
            count,
            original: None,
            has_copied: false,
            merged: false,
        }
    }

    /// The clusters that wait for a decision.
    pub(super) fn waiting(&self) -> Result<Vec<Cluster>, Failure> {
        let mut clusters = self.desk.clusters().map_err(no_keys)?;
        let view = self.desk.view().map_err(no_keys)?;
        clusters.retain(|cluster| view.verdict(cluster).is_none());
        Ok(clusters)
    }

    /// The cluster of an answer that was named, decided or not.
    pub(super) fn aimed(&self, aim: &Aim) -> Result<Cluster, Failure> {
        let keys = self.desk.keys().map_err(no_keys)?;
        let clusters = self.desk.clusters().map_err(no_keys)?;
        let blank = aim.blank.as_deref();
        let found = clusters.into_iter().find(|cluster| {
            let text = keys
                .questions()
                .get(cluster.place)
                .and_then(|keyed| folded(keyed.answer, blank, keys.language(), &aim.text));
            cluster.question.as_str() == aim.question
                && cluster.blank.as_ref().map(LocalId::as_str) == blank
                && text.as_deref() == Some(&*cluster.text)
        });
        found.ok_or_else(|| {
            Failure::failed(format!("no answer that the key does not match reads `{aim}`"))
                .hint("`gradebook triage --list` shows them")
        })
    }

    /// Whether a decision would be refused, as far as can be told beforehand.
    pub(super) fn check(&self, cluster: &Cluster, act: Act) -> Result<(), Refusal> {
        match act {
            Act::Variant => self.desk.variant(cluster).map(|_| ()),
            Act::Once(_) | Act::Reject => Ok(()),
        }
    }

    /// Carries a decision out.
    ///
    /// # Errors
    /// When it could not be written down. Where the deck was edited already, that is said.
    pub(super) fn apply(
        &mut self,
        cluster: &Cluster,
        act: Act,
        why: Option<&str>,
    ) -> Result<Went, Failure> {
        let by = self.by.clone();
        let why = why.map(str::to_owned);
        let (question, blank) = (cluster.question.clone(), cluster.blank.clone());
        let text = cluster.text.clone();
        match act {
            Act::Variant => self.variant(cluster, why),
            Act::Once(credit) => {
                let scope = Scope::Once;
                self.log(Event::Accept(Accepted {
                    question,
                    blank,
                    text,
                    scope,
                    credit,
                    by,
                    why,
                }))?;
                self.count.once += 1;
                Ok(Went::Done("Accepted once.".to_owned()))
            }
            Act::Reject => {
                self.log(Event::Reject(Rejected { question, blank, text, by, why }))?;
                self.count.rejected += 1;
                Ok(Went::Done("Rejected.".to_owned()))
            }
        }
    }

    fn variant(&mut self, cluster: &Cluster, why: Option<String>) -> Result<Went, Failure> {
        let text = match self.desk.variant(cluster) {
            Ok(text) => text,
            Err(refusal) => return Ok(Went::Refused(refusal.to_string(), None)),
        };
        let edited = match self.edit(cluster, &text) {
            Ok(edited) => edited,
            Err(Trouble::Copy(failure)) => return Err(failure),
            Err(Trouble::Edit(error)) => return refused(&self.deck, &error),
        };
        self.desk.accepted(cluster, &text).map_err(no_keys)?;
        self.merged |= edited.merged;
        self.count.variants += 1;
        let accepted = Accepted {
            question: cluster.question.clone(),
            blank: cluster.blank.clone(),
            text: cluster.text.clone(),
            scope: Scope::Deck,
            credit: None,
            by: self.by.clone(),
            why,
        };
        self.log(Event::Accept(accepted)).map_err(|mut failure| {
            let message = failure.message.take().unwrap_or_default();
            let deck = shown(&self.deck);
            failure.message = Some(format!(
                "`{text}` is accepted in {deck} now, but that could not be logged: {message}"
            ));
            failure
        })?;
        let mut said = format!("Accepted as a variant: {} has `{text}` now.", shown(&self.deck));
        for warning in edited.warnings {
            said.push_str(&format!(" `deck check` will warn: {warning}."));
        }
        Ok(Went::Done(said))
    }

    /// Edits the deck, and keeps what it was.
    fn edit(
        &mut self,
        cluster: &Cluster,
        text: &str,
    ) -> Result<gradebook::triage::Edited, Trouble> {
        let (files, keep) = (self.files, self.keep_old.as_deref());
        let (is_first, has_copied) = (self.original.is_none(), &mut self.has_copied);
        let mut replaced = Vec::new();
        let before = |bytes: &[u8]| -> Result<(), Trouble> {
            if is_first {
                keep.map_or(Ok(()), |path| copy(files, path, bytes, has_copied))
                    .map_err(Trouble::Copy)?;
                replaced = bytes.to_vec();
            }
            Ok(())
        };
        let edited = accept_in_deck(files, &self.deck, self.desk.deck(), cluster, text, before)?;
        if is_first {
            self.original = Some(replaced);
        }
        Ok(edited)
    }

    /// Writes a decision down, and grades by it.
    fn log(&mut self, event: Event) -> Result<(), Failure> {
        self.ledger.append(now()?, event)?;
        self.desk.decided(self.ledger.decisions()).map_err(no_keys)
    }

    /// Whether anything was decided.
    pub(super) fn has_decided(&self) -> bool {
        let Count { variants, once, rejected } = self.count;
        variants + once + rejected > 0
    }

    /// Says what was decided, what that changed, and where it can be seen again.
    pub(super) fn conclude(&self, look: &Look) -> Result<(), Failure> {
        let Count { variants, once, rejected } = self.count;
        let counts = [
            (
                variants,
                if variants == 1 { "accepted as a variant" } else { "accepted as variants" },
            ),
            (once, "accepted once"),
            (rejected, "rejected"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, what)| format!("{count} {what}")).collect();
        let mut out = stdout(look);
        out.text("\n")?;
        if counts.is_empty() {
            out.text(&report::lines(["Nothing was decided.".to_owned()], look))?;
            return Ok(out.flush()?);
        }
        let change = self.desk.changed().map_err(no_keys)?;
        let students = words::count(change.students.len(), "student");
        let verb = if change.students.len() == 1 { "changes" } else { "change" };
        let told = format!("{}; {students} {verb}.", counts.join(", "));
        out.text(&report::lines([told], look))?;
        if !change.is_empty() {
            out.text("\n")?;
            out.text(&report::regrade(&change, self.desk.policy(), look))?;
        }
        out.flush()?;
        self.hint_at_next();
        Ok(())
    }

    fn hint_at_next(&self) {
        if self.merged {
            super::super::note(
                "note: the deck was changed by somebody else meanwhile; that is kept, but not in the \
                 scores above",
            );
        }
        let against = match (&self.original, &self.keep_old) {
            (Some(_), Some(copy)) => Some(shown(copy)),
            (Some(bytes), None) => {
                let kept = in_git("HEAD", &self.deck).ok();
                kept.filter(|kept| kept == bytes).map(|_| "HEAD".to_owned())
            }
            (None, _) => None,
        };
        let again = against.map_or_else(String::new, |against| {
            format!(
                "; `gradebook regrade --against {against}` shows what the deck's variants change"
            )
        });
        super::super::note(&format!("Next: `gradebook score` has the new grades{again}"));
    }
}

/// Why the deck was not edited.
enum Trouble {
    Copy(Failure),
    Edit(NotEdited),
}

impl From<NotEdited> for Trouble {
    fn from(error: NotEdited) -> Self {
        Self::Edit(error)
    }
}

/// Copies the deck as it was into a new file; where the edit for which it was copied was not made, over
/// the copy of then.
fn copy(
    files: &dyn Files,
    path: &Path,
    bytes: &[u8],
    has_copied: &mut bool,
) -> Result<(), Failure> {
    let copied = if *has_copied {
        files.replace(path, bytes)
    } else {
        files.create(path).and_then(|mut file| file.append(bytes))
    };
    copied.map_err(|error| {
        Failure::failed(error.to_string()).hint("the deck is as it was; name a new file")
    })?;
    *has_copied = true;
    Ok(())
}

/// What can be said of a deck that was not edited: a person may go on with the next cluster, except
/// where nothing can be written.
fn refused(deck: &Path, error: &NotEdited) -> Result<Went, Failure> {
    let deck = shown(deck);
    let hint = match error {
        NotEdited::Changed(_) => Some("run `gradebook triage` again to see it as it is".to_owned()),
        NotEdited::Faulty(_) => None,
        NotEdited::Edit(EditError::Save(SaveError::Changed(_))) => {
            Some("it is read again for the next try".to_owned())
        }
        NotEdited::Edit(EditError::Save(SaveError::File(_))) => {
            return Err(not_recorded(error).hint(
                "look into the deck before you try again: it may have been written all the same",
            ));
        }
        NotEdited::Edit(EditError::File(_)) => return Err(not_recorded(error)),
        NotEdited::Edit(EditError::Broken(_)) => Some(format!("`deck check {deck}` says more")),
        NotEdited::Edit(EditError::InList | EditError::Scattered(_)) => {
            Some(format!("`deck fmt {deck}` gives each question lines of its own"))
        }
        NotEdited::Edit(_) => None,
    };
    Ok(Went::Refused(format!("{error}; nothing was written"), hint))
}

fn not_recorded(error: &NotEdited) -> Failure {
    Failure::failed(format!("{error}; the decision was not recorded"))
}

#[cfg(test)]
mod tests;
