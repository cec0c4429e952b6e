//! The decks that come with the program.

/// A deck inside the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bundled {
    /// The name of its file.
    pub(crate) name: &'static str,
    /// Its text.
    pub(crate) text: &'static str,
}

macro_rules! bundled {
    ($($name:literal),+ $(,)?) => {
        &[$(Bundled { name: $name, text: include_str!(concat!("../../../decks/", $name)) },)+]
    };
}

/// Every deck of the folder `decks`, in the order of the menu.
pub(crate) const BUNDLED: &[Bundled] = bundled!["china-policing-abroad.toml"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_deck_of_the_folder_is_bundled_and_valid() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../decks");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".toml"))
            .collect();
        files.sort();
        let mut names: Vec<&str> = BUNDLED.iter().map(|deck| deck.name).collect();
        names.sort_unstable();
        assert_eq!(names, files);
        for deck in BUNDLED {
            let parsed = deck_format::parse(deck.text);
            assert!(parsed.is_ok(), "{}: {:#?}", deck.name, parsed.err());
        }
    }
}
