//! "Did you mean …": the nearest of the names that would have been right.

use super::fields::Short;
use super::kind::POLICY;

/// The nearest candidate, if it is near enough to be meant: at most a third of the longer name
/// differs, and one edit is always allowed.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    if length > 64 {
        return None;
    }
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        .filter(|(distance, candidate)| {
            let shorter = length.min(candidate.chars().count());
            let longer = length.max(candidate.chars().count());
            // Names that have nothing in common are not near, however short they are.
            *distance > 0 && *distance < shorter.max(1) && *distance <= (longer / 3).max(1)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The tables of a deck or a question with the names of their fields.
const TABLES: &[(&str, &[&str])] = &[
    ("`[scoring]`", &["multiple-select", "ordering", "matching", "cloze"]),
    ("`compare`", POLICY),
    ("`[exam]`", &["time_limit", "feedback", "back"]),
    ("`[[blueprint]]`", &["tag", "difficulty", "kind", "count"]),
    ("`[[passage]]`", &["id", "text"]),
    ("`[sources.…]`", &["title", "sha256", "skip"]),
];

/// The table in which all of several names are at home, if there is one.
pub(crate) fn table_of(names: &[&str]) -> Option<&'static str> {
    if names.is_empty() {
        return None;
    }
    let all_in = |fields: &[&str]| names.iter().all(|name| fields.contains(name));
    TABLES.iter().find(|(_, fields)| all_in(fields)).map(|(table, _)| *table)
}

/// `did you mean `x`?`, or an empty text.
pub(crate) fn did_you_mean<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> String {
    nearest(name, candidates)
        .map_or_else(String::new, |near| format!("did you mean `{}`?", Short(near)))
}

/// Names in backticks, separated by commas; long lists are cut.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let mut shown: Vec<String> =
        names.by_ref().take(12).map(|name| format!("`{}`", Short(name))).collect();
    if names.next().is_some() {
        shown.push("…".into());
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        assert_eq!(did_you_mean("anwser", ["accept", "answer"]), "did you mean `answer`?");
        assert_eq!(nearest("tag", ["tags", "time"]), Some("tags"));
        assert_eq!(nearest("colour", ["answer", "choices"]), None);
        assert_eq!(nearest("b", ["a", "c"]), None, "nothing in common");
        assert_eq!(nearest("b1", ["b2", "c3"]), Some("b2"), "one edit is always allowed");
    }
}
