//! Folders of decks as a person names them: with `~/`, or from where they are named.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use toml::Spanned;
use toml::de::DeValue;

use deck_format::Diagnostic;

use super::rule::DECKS;

/// The list in the middle of "`decks` is …".
pub(super) const IS: &str = "a list of folders";

/// Where `~/` and the configuration are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Places {
    /// The home directory.
    pub(super) home: PathBuf,
    /// The folder of the configuration, from which its folders are named.
    pub(super) folder: PathBuf,
}

impl Places {
    /// The folders of a variable, which are listed as in `PATH` and named from where the program
    /// runs.
    ///
    /// # Errors
    /// What was expected.
    pub(super) fn of_variable(&self, list: &OsStr) -> Result<Vec<PathBuf>, String> {
        let paths = std::env::split_paths(list).filter(|path| !path.as_os_str().is_empty());
        let folders: Option<Vec<_>> =
            paths.map(|path| self.resolved(&path, Path::new(""))).collect();
        folders.ok_or_else(|| "expected a list of folders as in PATH; of `~`, only `~/`".to_owned())
    }

    /// The folders of the file.
    ///
    /// # Errors
    /// What is wrong with each that is wrong.
    pub(super) fn of_file(
        &self,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
        let DeValue::Array(list) = value.get_ref() else {
            let found = wrong("wrong-type", value, "not a list");
            return Err(vec![match value.get_ref() {
                DeValue::String(_) => found.help("one folder is a list too: `decks = [\"…\"]`"),
                _ => found,
            }]);
        };
        let mut folders = Vec::new();
        let mut problems = Vec::new();
        for element in list {
            let Some(text) = element.get_ref().as_str() else {
                problems.push(wrong("wrong-type", element, "not a text in quotes"));
                continue;
            };
            match self.resolved(Path::new(text), &self.folder) {
                Some(folder) => folders.push(folder),
                None if text.is_empty() => problems.push(wrong("bad-value", element, "empty")),
                None => problems.push(wrong("bad-value", element, "of `~`, only `~/` is known")),
            }
        }
        if problems.is_empty() { Ok(folders) } else { Err(problems) }
    }

    /// A path without `~`, from a base; `None` where it is empty or means another person's home.
    fn resolved(&self, path: &Path, base: &Path) -> Option<PathBuf> {
        match path.components().next()? {
            Component::Normal(first) if first == "~" => {
                let rest = path.components().skip(1);
                Some(self.home.components().chain(rest).collect())
            }
            Component::Normal(first) if first.as_encoded_bytes().starts_with(b"~") => None,
            _ => Some(base.join(path)),
        }
    }
}

fn wrong(code: &'static str, value: &Spanned<DeValue<'_>>, under: &str) -> Diagnostic {
    Diagnostic::error(code, value.span(), format!("`{}` is {IS}", DECKS.key)).under(under)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        Places { home: "/home/me".into(), folder: "/home/me/.config/quizdeck".into() }
    }

    #[test]
    fn paths_begin_at_home_at_the_root_or_where_they_are_named() {
        let resolved = |path: &str| {
            let places = places();
            let folder = places.resolved(Path::new(path), &places.folder)?;
            Some(folder.to_str()?.to_owned())
        };
        let own = |path: &str| Some(format!("/home/me/{path}"));
        assert_eq!(resolved("~/teaching/decks"), own("teaching/decks"));
        assert_eq!(resolved("~").as_deref(), Some("/home/me"));
        assert_eq!(resolved("/srv/decks").as_deref(), Some("/srv/decks"));
        assert_eq!(resolved("decks"), own(".config/quizdeck/decks"));
        assert_eq!(resolved("../decks"), own(".config/quizdeck/../decks"));
        assert_eq!(resolved("./~decks"), own(".config/quizdeck/./~decks"));
        assert_eq!(resolved("decks/~"), own(".config/quizdeck/decks/~"));
        assert_eq!(resolved("~bob/decks"), None);
        assert_eq!(resolved(""), None);
    }

    #[test]
    #[cfg(unix)]
    fn a_variable_lists_folders_from_where_the_program_runs() {
        let folders = |list: &str| places().of_variable(OsStr::new(list));
        let expected = ["/home/me/a", "b c", "/d"].map(PathBuf::from);
        assert_eq!(folders("~/a:b c::/d:").unwrap(), expected);
        assert!(folders("/a:~bob/b").is_err());
    }
}
