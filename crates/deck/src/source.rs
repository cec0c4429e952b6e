//! A text that questions cite: its paragraphs, and where phrases stand in it.
//!
//! Paragraph N is the N-th line that is not empty. Phrases are looked for without regard to case,
//! spaces, and the forms of quotation marks and dashes; a phrase stands only between words, so that
//! "9 treaties" is not found in "59 treaties".

mod nearest;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use console::Failure;
use deck_format::TextPolicy;
use deck_format::limits::MAX_BYTES;
use session::files::Files;
use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation;

/// What `--source` is given: a name that citations use, and the file with the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceArg {
    /// The name.
    pub name: String,
    /// The file.
    pub path: PathBuf,
}

impl FromStr for SourceArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((name, path)) if !name.is_empty() && !path.is_empty() => {
                Ok(Self { name: name.to_owned(), path: PathBuf::from(path) })
            }
            _ => Err("a source is a name and a file, such as article=article.txt".to_owned()),
        }
    }
}

/// A text that questions cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    sha256: String,
    paragraphs: Vec<Paragraph>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Paragraph {
    text: String,
    folded: String,
}

impl Source {
    /// Reads the file of a source.
    ///
    /// # Errors
    /// When it cannot be read, is larger than a deck may be, or is not UTF-8.
    pub fn read(files: &dyn Files, arg: &SourceArg) -> Result<Self, Failure> {
        let bytes = files
            .read(&arg.path, MAX_BYTES as u64)
            .map_err(|error| Failure::failed(error.to_string()))?;
        Self::from_bytes(&arg.name, &bytes).map_err(|at| not_utf8(&arg.path, &bytes, at))
    }

    /// Reads several sources.
    ///
    /// # Errors
    /// As [`Source::read`], and when a name is given twice.
    pub fn read_all(files: &dyn Files, args: &[SourceArg]) -> Result<Vec<Self>, Failure> {
        for (at, arg) in args.iter().enumerate() {
            if args[..at].iter().any(|other| other.name == arg.name) {
                return Err(Failure::failed(format!("two texts are given for `{}`", arg.name)));
            }
        }
        args.iter().map(|arg| Self::read(files, arg)).collect()
    }

    /// Takes the text of a source.
    ///
    /// # Errors
    /// With the byte from which on it is not UTF-8.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Self, usize> {
        let text = std::str::from_utf8(bytes).map_err(|error| error.valid_up_to())?;
        let lines = text.trim_start_matches('\u{feff}').lines();
        let paragraphs = lines
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| Paragraph { text: line.to_owned(), folded: fold(line) });
        Ok(Self {
            name: name.to_owned(),
            sha256: hex(&Sha256::digest(bytes)),
            paragraphs: paragraphs.collect(),
        })
    }

    /// The name that citations use.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// SHA-256 of the file's bytes, 64 lower-case hex digits, as a deck writes it.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How many paragraphs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.paragraphs.len()
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// The paragraph of a number, from 1.
    #[must_use]
    pub fn paragraph(&self, number: usize) -> Option<&str> {
        self.at(number).map(|paragraph| paragraph.text.as_str())
    }

    /// Whether a phrase stands in the paragraph of a number.
    #[must_use]
    pub fn contains(&self, number: usize, phrase: &str) -> bool {
        let phrase = fold(phrase);
        self.at(number).is_some_and(|paragraph| paragraph.holds(&phrase))
    }

    /// The numbers of the paragraphs in which a phrase stands.
    #[must_use]
    pub fn find(&self, phrase: &str) -> Vec<usize> {
        let phrase = fold(phrase);
        let numbered = (1..).zip(&self.paragraphs);
        numbered
            .filter(|(_, paragraph)| paragraph.holds(&phrase))
            .map(|(number, _)| number)
            .collect()
    }

    /// The words of a paragraph that come nearest to a phrase, as they stand there; `None` where
    /// nothing is at all like it.
    #[must_use]
    pub fn nearest(&self, phrase: &str, number: usize) -> Option<&str> {
        nearest::nearest(phrase, self.paragraph(number)?).map(|found| found.text)
    }

    /// The same over all paragraphs, with the number of the paragraph.
    #[must_use]
    pub fn nearest_anywhere(&self, phrase: &str) -> Option<(usize, &str)> {
        let found = (1..).zip(&self.paragraphs).filter_map(|(number, paragraph)| {
            Some((number, nearest::nearest(phrase, &paragraph.text)?))
        });
        let best = found.min_by_key(|(_, found)| found.cost)?;
        Some((best.0, best.1.text))
    }

    fn at(&self, number: usize) -> Option<&Paragraph> {
        self.paragraphs.get(number.checked_sub(1)?)
    }
}

impl Paragraph {
    /// Whether a folded phrase stands here, between words.
    fn holds(&self, phrase: &str) -> bool {
        let mut places = self.folded.match_indices(phrase);
        !phrase.is_empty()
            && places.any(|(start, _)| {
                is_boundary(&self.folded, start) && is_boundary(&self.folded, start + phrase.len())
            })
    }
}

/// Whether a word may begin or end at a byte. In scripts without spaces that is between most letters.
fn is_boundary(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if !inside(before) || !inside(after) {
        return true;
    }
    let pair: String = before.into_iter().chain(after).collect();
    pair.unicode_words().count() > 1
}

/// Folds case, spaces, quotation marks and dashes away.
fn fold(text: &str) -> String {
    let policy = TextPolicy { punctuation: false, ..TextPolicy::default() };
    session::fold(policy, "en", text)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn not_utf8(path: &Path, bytes: &[u8], at: usize) -> Failure {
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    Failure::failed(format!("{} is not in UTF-8: see line {line}", path.display()))
        .hint("save it as UTF-8")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

    use session::files::SystemFiles;

    use super::*;

    const TEXT: &str = "\u{feff}A Title\r\n\r\n  Beijing signed 59  extradition treaties; \
                        “China’s” tools – three.\n\t\nThe end. 三つの道具。\n";

    fn source() -> Source {
        Source::from_bytes("article", TEXT.as_bytes()).unwrap()
    }

    #[test]
    fn paragraphs_are_the_lines_that_are_not_empty() {
        let source = source();
        assert_eq!(source.len(), 3);
        assert_eq!(source.paragraph(1), Some("A Title"));
        assert_eq!(source.paragraph(3), Some("The end. 三つの道具。"));
        assert_eq!((source.paragraph(0), source.paragraph(4)), (None, None));
        assert!(Source::from_bytes("none", b" \n\n").unwrap().is_empty());
    }

    #[test]
    fn phrases_are_found_whatever_their_case_spaces_and_quotes() {
        let source = source();
        for phrase in ["59 Extradition  treaties", "\"china's\" TOOLS - three", "Beijing"] {
            assert!(source.contains(2, phrase), "{phrase}");
            assert_eq!(source.find(phrase), [2], "{phrase}");
        }
        assert!(source.contains(2, "China"), "a word with an ending after an apostrophe");
        assert!(source.contains(3, "道具"), "a script without spaces");
        assert!(!source.contains(1, "Beijing"));
        assert!(!source.contains(9, "Beijing"));
    }

    #[test]
    fn a_phrase_stands_between_words_only() {
        let source = source();
        for phrase in ["9 extradition", "signed 5", "treat", "", " "] {
            assert!(!source.contains(2, phrase), "{phrase:?}");
            assert_eq!(source.find(phrase), [0_usize; 0], "{phrase:?}");
        }
    }

    #[test]
    fn the_nearest_words_are_given_as_they_stand() {
        let source = source();
        assert_eq!(source.nearest("59 treaties", 2), Some("59  extradition treaties"));
        assert_eq!(source.nearest("penguins of Antarctica", 2), None);
        assert_eq!(source.nearest_anywhere("the ends"), Some((3, "The end")));
        assert_eq!(source.nearest("x", 7), None);
    }

    #[test]
    fn the_digest_is_that_of_the_bytes() {
        let empty = Source::from_bytes("empty", b"").unwrap();
        let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(empty.sha256(), digest);
    }

    #[test]
    fn a_source_argument_is_a_name_and_a_file() {
        let arg: SourceArg = "article=a=b.txt".parse().unwrap();
        assert_eq!((arg.name.as_str(), arg.path), ("article", PathBuf::from("a=b.txt")));
        for bad in ["", "article", "=a.txt", "article="] {
            assert!(bad.parse::<SourceArg>().unwrap_err().contains("article=article.txt"), "{bad}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("latin.txt");
        let arg = SourceArg { name: "a".into(), path: path.clone() };
        let missing = Source::read(&SystemFiles, &arg).unwrap_err();
        assert!(missing.to_string().starts_with("cannot read "), "{missing}");
        std::fs::write(&path, b"one\ncaf\xe9\n").unwrap();
        let latin = Source::read(&SystemFiles, &arg).unwrap_err();
        assert!(latin.to_string().ends_with("latin.txt is not in UTF-8: see line 2"), "{latin}");
        let twice = Source::read_all(&SystemFiles, &[arg.clone(), arg]).unwrap_err();
        assert_eq!(twice.to_string(), "two texts are given for `a`");
    }
}
