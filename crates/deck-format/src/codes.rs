//! The codes of this crate's diagnostics with their meanings, as the reference lists them.

const REFERENCE: &str = include_str!("../README.md");

/// Every code that reading a deck can report, with one line about what it means, in the order of the
/// reference.
pub fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    let (_, table) = REFERENCE.split_once("\n## Diagnostics\n").unwrap_or_default();
    let (table, _) = table.split_once("\n## ").unwrap_or((table, ""));
    table.lines().filter_map(|line| {
        let (code, meaning) = line.strip_prefix("| `")?.split_once("` | ")?;
        Some((code, meaning.trim_end_matches([' ', '|'])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_reference_is_read() {
        let of = |wanted| codes().find(|(code, _)| *code == wanted).map(|(_, meaning)| meaning);
        assert_eq!(of("binary"), Some("the file is no text"));
        assert!(of("wrong-type").is_some(), "the last row");
        assert!(codes().all(|(code, meaning)| !code.contains('`') && !meaning.is_empty()));
    }
}
