//! A file name for each student's page, whatever the ids are.

use std::collections::{BTreeMap, BTreeSet};

use deck_format::Digester;

/// The most characters of an id that a file name shows.
const MAX_SHOWN: usize = 60;

/// A name for the page of each id, in their order: the id, where it is a plain word that every system
/// takes for a file; else what can be shown of it, with a digest. No name leaves its folder, and no two
/// are the same, even where capitals do not count.
#[must_use]
pub fn file_names<'i>(ids: impl IntoIterator<Item = &'i str>) -> Vec<String> {
    let ids: Vec<&str> = ids.into_iter().collect();
    let mut same: BTreeMap<String, usize> = BTreeMap::new();
    for id in &ids {
        *same.entry(id.to_lowercase()).or_default() += 1;
    }
    let mut taken = BTreeSet::new();
    let mut name = |id: &str| {
        let stem = match plain(id).filter(|_| same.get(&id.to_lowercase()) == Some(&1)) {
            Some(plain) => plain.to_owned(),
            None => digested(id),
        };
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let mut stems = std::iter::once(stem.clone()).chain(numbered);
        let free = stems.find(|stem| taken.insert(stem.to_lowercase()));
        format!("{}.html", free.unwrap_or(stem))
    };
    ids.into_iter().map(&mut name).collect()
}

/// The id, where it can be a file name everywhere.
fn plain(id: &str) -> Option<&str> {
    let of_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let starts = id.starts_with(|c: char| c.is_ascii_alphanumeric());
    let fits = id.len() <= MAX_SHOWN && id.chars().all(of_word);
    (starts && fits && !is_reserved(id)).then_some(id)
}

/// The names that Windows keeps for devices, whatever their ending.
fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().filter_map(|device| name.strip_prefix(device));
    let mut numbers = numbered.filter(|rest| rest.len() == 1);
    matches!(&*name, "con" | "prn" | "aux" | "nul" | "conin" | "conout")
        || numbers.any(|rest| rest.chars().all(|c| c.is_ascii_digit()))
}

fn digested(id: &str) -> String {
    let mut digester = Digester::new("quizdeck student page 1");
    digester.field(id);
    let digest = digester.finish().to_string();
    let shown: String = id.chars().filter(char::is_ascii_alphanumeric).take(20).collect();
    match &*shown {
        "" => format!("student-{}", &digest[..16]),
        shown => format!("{shown}-{}", &digest[..16]),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_plain_id_is_the_name() {
        assert_eq!(file_names(["s1041", "li-na_2"]), ["s1041.html", "li-na_2.html"]);
    }

    #[test]
    fn a_hostile_id_has_a_name_all_the_same() {
        let long = "x".repeat(300);
        let hostile = ["../x", "", &long, "CON", "com1", "a/b", "-rf", ".", "S1", "s1", "a\0b"];
        for (id, name) in hostile.iter().zip(file_names(hostile)) {
            assert!(name.len() < 80, "{name}");
            assert_ne!(name, format!("{id}.html"));
            let digest = name.trim_end_matches(".html").rsplit('-').next().unwrap();
            assert!(digest.len() == 16 && digest.chars().all(|c| c.is_ascii_hexdigit()), "{name}");
        }
        assert!(!is_reserved("combo") && !is_reserved("com") && is_reserved("Lpt9"));
    }

    #[test]
    fn one_id_twice_has_two_names() {
        let names = file_names(["s1", "s1"]);
        assert_eq!(names[1], names[0].replace(".html", "-2.html"));
    }

    proptest! {
        #[test]
        fn no_name_leaves_the_folder_and_no_two_meet(ids in prop::collection::vec(".{0,70}", 0..12)) {
            let names = file_names(ids.iter().map(String::as_str));
            prop_assert_eq!(names.len(), ids.len());
            let mut seen = BTreeSet::new();
            for name in names {
                let stem = name.strip_suffix(".html").unwrap();
                let of_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
                prop_assert!(!stem.is_empty() && stem.chars().all(of_word), "{}", name);
                prop_assert!(name.len() <= 80 && !is_reserved(stem));
                prop_assert!(seen.insert(name.to_lowercase()));
            }
        }
    }
}
