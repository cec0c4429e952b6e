//! What belongs to a class itself: files that nothing may replace, columns that say who is who.

use std::path::{Path, PathBuf};

use super::Inputs;

/// What belongs to a class itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// Its files: `class.toml`, the deck, maps, the journal.
    pub files: Vec<PathBuf>,
    /// The file of the roster.
    pub roster: Option<PathBuf>,
    /// The columns of the roster that say who is who, and who has extra time.
    pub columns: Vec<String>,
    /// Whether the last line of the journal is cut off, so that it is not used.
    pub is_journal_cut: bool,
}

impl Inputs {
    /// Whether a file belongs to the class, so that nothing may be written in its place: one of its
    /// own, or a record.
    #[must_use]
    pub fn is_own(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else { return false };
        let real = |own: &PathBuf| own.canonicalize().ok();
        let is_record = path.extension().is_some_and(|end| end == "jsonl")
            && self.records.iter().filter_map(real).any(|records| path.starts_with(records));
        is_record
            || self.records.iter().filter_map(real).any(|record| record == path)
            || self.own.files.iter().filter_map(real).any(|own| own == path)
            || self.is_roster(&path)
    }

    /// Whether a file is the roster, which may be filled where it lies.
    #[must_use]
    pub fn is_roster(&self, path: &Path) -> bool {
        let roster = self.own.roster.as_ref().and_then(|roster| roster.canonicalize().ok());
        roster.is_some_and(|roster| path.canonicalize().is_ok_and(|path| path == roster))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use session::files::SystemFiles;

    use super::*;

    #[test]
    fn what_belongs_to_a_class_is_known_by_any_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("records")).unwrap();
        let deck = format!("format = 1\nid = \"d\"\ntitle = \"T\"\n{}", crate::testing::QUESTIONS);
        let class = "deck = \"d.toml\"\nrecords = [\"records\"]\n\n[roster]\nfile = \"r.csv\"\nid = \"ID\"\n";
        let files = [
            ("d.toml", deck.as_str()),
            ("class.toml", class),
            ("r.csv", "ID\ns1\n"),
            ("x.csv", ""),
        ];
        let others =
            [("records/a.jsonl", ""), ("records/page.html", ""), ("decisions.jsonl", "{\"n\":0")];
        for (name, text) in files.iter().chain(&others) {
            fs::write(path(name), text).unwrap();
        }
        let inputs =
            Inputs::of_class(&SystemFiles, &path("class.toml"), &console::Look::LINE).unwrap();
        for own in
            ["d.toml", "records/../class.toml", "r.csv", "decisions.jsonl", "records/a.jsonl"]
        {
            assert!(inputs.is_own(&path(own)), "{own}");
        }
        for other in ["x.csv", "records/page.html", "nothing"] {
            assert!(!inputs.is_own(&path(other)), "{other}");
        }
        assert_eq!(
            (inputs.own.columns.as_slice(), inputs.own.is_journal_cut),
            (&["ID".to_owned()][..], true)
        );
    }
}
