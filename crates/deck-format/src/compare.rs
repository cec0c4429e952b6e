//! How typed texts are compared: the policy only. The comparison is in the `session` crate.

/// Which differences between a typed text and the key are overlooked.
///
/// `true` means that the difference is folded away before the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(clippy::struct_excessive_bools, reason = "nine independent switches, as in the file")]
pub struct TextPolicy {
    /// Upper and lower case, by full Unicode case folding (ß is ss).
    pub case: bool,
    /// Outer spaces, and runs of inner ones.
    pub spaces: bool,
    /// Kinds of quotation marks, apostrophes and dashes.
    pub quotes: bool,
    /// Punctuation around the text.
    pub punctuation: bool,
    /// Accents, and letters such as ø, ł and æ.
    pub accents: bool,
    /// Compatibility forms such as ﬁ and ² (NFKC).
    pub compat: bool,
    /// A leading article, in the deck's language.
    pub articles: bool,
    /// Numbers written as words, in the deck's language.
    pub numbers: bool,
    /// How many typing errors are forgiven.
    pub typos: Typos,
}

/// How many typing errors are forgiven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Typos {
    /// By the length of the key: none up to 4 characters, 1 up to 8, 2 up to 14, then 3.
    ByLength,
    /// As by length, but never more than this many.
    AtMost(u8),
}

impl Default for TextPolicy {
    fn default() -> Self {
        Self {
            case: true,
            spaces: true,
            quotes: true,
            punctuation: true,
            accents: false,
            compat: false,
            articles: false,
            numbers: false,
            typos: Typos::ByLength,
        }
    }
}

/// The languages whose leading articles are known, with the articles.
pub const ARTICLES: &[(&str, &[&str])] = &[
    ("de", &["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer"]),
    ("en", &["a", "an", "the"]),
    ("es", &["el", "la", "los", "las", "un", "una", "unos", "unas"]),
    ("fr", &["le", "la", "les", "l'", "un", "une", "des"]),
    ("it", &["il", "lo", "la", "i", "gli", "le", "l'", "un", "uno", "una", "un'"]),
    ("nl", &["de", "het", "een"]),
    ("pt", &["o", "a", "os", "as", "um", "uma"]),
];

/// The articles of a language, by the first part of its tag (`en-GB` counts as `en`).
#[must_use]
pub fn articles(language: &str) -> Option<&'static [&'static str]> {
    let primary = primary(language);
    ARTICLES.iter().find(|(code, _)| *code == primary).map(|(_, words)| *words)
}

/// Whether number words are known in a language.
#[must_use]
pub fn knows_number_words(language: &str) -> bool {
    primary(language) == "en"
}

/// The first part of a language tag, in lower case.
#[must_use]
pub fn primary(language: &str) -> String {
    language.split('-').next().unwrap_or_default().to_ascii_lowercase()
}
