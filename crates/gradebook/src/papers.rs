//! What students were asked and what they answered: read again from the records that count, for the
//! pages that show it. A gradebook keeps no answers, since a large class has too many of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use session::files::Files;
use session::record::{Record, SessionId};
use session::{Order, Response};

use crate::book::Book;
use crate::collect::{Chains, Origin, collect_with};
use crate::grade::{Handouts, Keys, Names, answered};
use crate::load::Inputs;
use crate::policy::Policy;

/// What was asked and answered in one sitting, in the order of its paper, which is also that of
/// [`crate::sat::Sat::items`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The questions.
    pub items: Vec<Answered>,
}

/// What was answered to a question, by the ids of the deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The answer that counts; `None` where there is none, or it cannot be read by the deck as it is.
    pub response: Option<Response>,
    /// The order in which its parts were shown; `None` where it names what the deck does not have.
    pub order: Option<Order>,
}

/// The papers of some attempts of a gradebook, by their places there. An attempt whose record can no
/// longer be read is left out.
#[must_use]
pub fn papers(
    inputs: &Inputs,
    files: &dyn Files,
    keys: &Keys<'_>,
    book: &Book,
    attempts: &BTreeSet<usize>,
    threads: usize,
) -> BTreeMap<usize, Paper> {
    let wanted = attempts.iter().filter_map(|at| book.attempts.get(*at));
    let sessions: BTreeSet<&SessionId> = wanted.clone().map(|one| &one.sat.session).collect();
    let paths: BTreeSet<PathBuf> = wanted.map(|one| one.origin.path.to_path_buf()).collect();
    let paths: Vec<PathBuf> = paths.into_iter().collect();
    let handouts = Handouts::new(&inputs.deck, inputs.maps.clone());
    let keep = |record: &Record| {
        let is_wanted = sessions.contains(&record.start().session);
        is_wanted.then(|| paper(record, keys, &handouts, &inputs.policy)).flatten()
    };
    let read = collect_with(files, &paths, threads, Chains::Unverified, &keep, &|_| {});
    let mut by_origin: BTreeMap<Origin, Paper> =
        read.into_iter().filter_map(|one| Some((one.origin, one.kept.ok().flatten()?))).collect();
    let found = |at: &usize| Some((*at, by_origin.remove(&book.attempts.get(*at)?.origin)?));
    attempts.iter().filter_map(found).collect()
}

fn paper(record: &Record, keys: &Keys<'_>, handouts: &Handouts, policy: &Policy) -> Option<Paper> {
    let names: Names<'_> = handouts.names(record.start().decks.first()?).ok()?;
    let answered = record.replay.items().map(|(item, state)| Answered {
        response: answered(keys, policy, names, item, state).1,
        order: names.order(item),
    });
    Some(Paper { items: answered.collect() })
}

#[cfg(test)]
mod tests {
    use session::files::SystemFiles;

    use super::*;
    use crate::testing::{QUESTIONS, Sitting, deck};

    #[test]
    fn the_papers_of_the_attempts_are_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let head = "format = 1\nid = \"finals\"\ntitle = \"Exam\"\n";
        let path = folder.path().join("exam.toml");
        std::fs::write(&path, format!("{head}{QUESTIONS}")).unwrap();
        let sat = |student: &str, option: &str| {
            Sitting::of(&deck(QUESTIONS), student, student).choice("capital", option).end().text()
        };
        let records = folder.path().join("all.jsonl");
        std::fs::write(&records, sat("s1", "oslo") + &sat("s2", "moss")).unwrap();
        let look = console::Look::LINE;
        let inputs = Inputs::of_deck(&SystemFiles, &path, vec![records], &look).unwrap();
        let keys = inputs.keys().unwrap();
        let book = inputs.book(&SystemFiles, &keys, inputs.find(&SystemFiles), 1, &|_| {});
        let read = |attempts: &[usize]| {
            let attempts = attempts.iter().copied().collect();
            papers(&inputs, &SystemFiles, &keys, &book, &attempts, 1)
        };
        let all = read(&[0, 1]);
        assert_eq!(all.len(), 2);
        for (at, option) in [(0, "oslo"), (1, "moss")] {
            assert_eq!(all[&at].items.len(), book.attempts[at].sat.items.len());
            let chosen = Response::Choice(option.to_owned());
            assert!(all[&at].items.iter().any(|item| item.response.as_ref() == Some(&chosen)));
            assert!(all[&at].items.iter().all(|item| item.order.is_some()));
        }
        assert_eq!(read(&[1, 9]).keys().copied().collect::<Vec<_>>(), [1]);
    }
}
