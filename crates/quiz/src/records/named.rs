//! How a sitting is named: what may be typed for its id, and the shortest that is enough.
//!
//! An id by chance is a ULID, which begins with the time and ends with chance: ids of the same week
//! begin alike, so what tells them apart soonest is their end. Both are taken.

use std::path::{Path, PathBuf};

use console::Failure;
use session::record::Record;

use super::{Records, id_of};

/// The length of a ULID. An id of another length was chosen by somebody, and is not shortened.
const ULID: usize = 26;
/// The fewest characters of a shortened id.
const SHORTEST: usize = 4;
/// The most ids that an error lists.
const MOST_LISTED: usize = 5;

/// Whether a text may stand for an id: the beginning or the end of it, in letters of either case.
pub(crate) fn means(text: &str, id: &str) -> bool {
    let same = |part: Option<&str>| part.is_some_and(|part| part.eq_ignore_ascii_case(text));
    let end = id.len().checked_sub(text.len());
    same(id.get(..text.len())) || same(end.and_then(|end| id.get(end..)))
}

/// The shortest end of each id that means no other of them; an id that has none, or that somebody
/// chose, stays whole.
pub(crate) fn shortened<'i>(ids: &[&'i str]) -> Vec<&'i str> {
    let lower: Vec<String> = ids.iter().map(|id| id.to_ascii_lowercase()).collect();
    let mut begins: Vec<&str> = lower.iter().map(String::as_str).collect();
    begins.sort_unstable();
    let mut by_end: Vec<usize> = (0..ids.len()).collect();
    by_end.sort_unstable_by(|a, b| lower[*a].bytes().rev().cmp(lower[*b].bytes().rev()));
    let mut short = ids.to_vec();
    for (place, at) in by_end.iter().copied().enumerate() {
        if ids[at].len() != ULID {
            continue;
        }
        let neighbours = [place.checked_sub(1), place.checked_add(1)];
        let neighbours = neighbours.into_iter().flatten().filter_map(|place| by_end.get(place));
        let shared = neighbours.map(|other| shared_end(&lower[at], &lower[*other])).max();
        let least = SHORTEST.max(shared.map_or(0, |shared| shared + 1));
        let fits = |length: &usize| {
            let end = &lower[at][ULID - length..];
            // What begins with a hyphen would be read as an option.
            !end.starts_with('-') && !begins_another(end, &lower[at], &begins)
        };
        let length = (least..ULID).find(fits).unwrap_or(ULID);
        short[at] = &ids[at][ULID - length..];
    }
    short
}

/// How many characters two ids have in common at their ends.
fn shared_end(one: &str, other: &str) -> usize {
    one.bytes().rev().zip(other.bytes().rev()).take_while(|(a, b)| a == b).count()
}

/// Whether another id than this one begins with a text; the ids are sorted.
fn begins_another(text: &str, id: &str, sorted: &[&str]) -> bool {
    let first = sorted.partition_point(|other| *other < text);
    sorted[first..].iter().take_while(|other| other.starts_with(text)).any(|other| *other != id)
}

impl Records {
    /// The record of the sitting that a text means. An id in full is meant, even where it begins
    /// another.
    ///
    /// # Errors
    /// When there is none, more than one, or only one that cannot be read.
    pub(crate) fn named(&self, text: &str) -> Result<&(PathBuf, Record), Failure> {
        let exact: Vec<_> =
            self.records.iter().filter(|(_, record)| id_of(record) == text).collect();
        if let [one] = exact[..] {
            return Ok(one);
        }
        if exact.len() > 1 {
            let files: Vec<String> = exact.iter().map(|(path, _)| name_of(path)).collect();
            let message = format!("several records are of the sitting {text}");
            return Err(Failure::problems(message).hint(format!("they are {}", listed(&files))));
        }
        let fitting: Vec<_> =
            self.records.iter().filter(|(_, record)| means(text, id_of(record))).collect();
        match fitting[..] {
            [one] => Ok(one),
            [] => Err(self.not_found(text)),
            _ => {
                let ids: Vec<String> =
                    fitting.iter().map(|(_, record)| id_of(record).to_owned()).collect();
                Err(Failure::failed(format!("several sittings begin or end with {text}"))
                    .hint(format!("type more of the id: {}", listed(&ids))))
            }
        }
    }

    fn not_found(&self, text: &str) -> Failure {
        match self.broken.iter().position(|id| means(text, id)) {
            Some(at) => {
                let failure =
                    Failure::problems(format!("the record of the sitting {text} cannot be used"));
                self.notes.get(at).map_or(failure.clone(), |note| failure.hint(note.clone()))
            }
            None => Failure::failed(format!("there is no sitting {text}"))
                .hint("quiz history lists the sittings"),
        }
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// `A, B, C and 7 more`.
pub(crate) fn listed(names: &[String]) -> String {
    match names.len().checked_sub(MOST_LISTED) {
        Some(more @ 1..) => format!("{} and {more} more", names[..MOST_LISTED].join(", ")),
        _ => names.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_id_is_meant_by_its_beginning_and_its_end() {
        let id = "01KJM3V5Z0ABCDEFGHJKMNPQRS";
        for text in ["", "01kj", "PQRS", "pqrs", id] {
            assert!(means(text, id), "{text}");
        }
        for text in ["KJM3", "PQR", "é", "x01KJM3V5Z0ABCDEFGHJKMNPQRS"] {
            assert!(!means(text, id), "{text}");
        }
    }

    #[test]
    fn the_end_is_as_long_as_it_must_be() {
        let ids = [
            "01KJM3V5Z0AAAAAAAAAAAAAAXY",
            "01KJM3V5Z0AAAAAAAAAAAAAZXY",
            "01KJM3V5Z0BBBBBBBBBBBB01KJ",
            "HOMEWORK-1",
        ];
        assert_eq!(shortened(&ids), ["AAXY", "AZXY", "B01KJ", "HOMEWORK-1"]);
        let alike = ["01KJM3V5Z0AAAAAAAAAAAAA1XY", "01KJM3V5Z0BAAAAAAAAAAAA1XY"];
        assert_eq!(shortened(&alike), ["AAAAAAAAAAAAA1XY", "BAAAAAAAAAAAA1XY"].map(|s| s));
        let twice = ["01KJM3V5Z0AAAAAAAAAAAAAAXY"; 2];
        assert_eq!(shortened(&twice), twice, "nothing tells them apart");
    }

    proptest! {
        #[test]
        fn a_short_id_means_one_sitting(ids in prop::collection::hash_set("[01A-]{26}", 1..40)) {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            for (id, short) in ids.iter().zip(shortened(&ids)) {
                let meant: Vec<_> = ids.iter().filter(|other| means(short, other)).collect();
                prop_assert!(short == *id || meant == [id], "{short} means {meant:?}");
            }
        }
    }
}
