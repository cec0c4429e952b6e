//! Word lists by language. They are data: `data/LANGUAGE/LIST.txt`, one word or phrase a line.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use unicode_normalization::UnicodeNormalization;

macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident = $file:literal,)+) => {
        /// A list of words and phrases.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum List { $($(#[$doc])* $list,)+ }

        /// The lists of English.
        const ENGLISH: &[(List, &str)] =
            &[$((List::$list, include_str!(concat!("../../data/en/", $file, ".txt"))),)+];
    };
}

lists! {
    /// Words without content of their own: articles, prepositions, auxiliaries.
    Stop = "stop",
    /// Words that negate: not, never, cannot.
    Negation = "negation",
    /// Fixed terms that hold a negating word and negate nothing: at least, false positive.
    NoNegation = "no-negation",
    /// All of the above, and what is said for it.
    AllOfTheAbove = "all-of-the-above",
    /// None of the above, and what is said for it.
    NoneOfTheAbove = "none-of-the-above",
    /// What tells how to answer and asks nothing: select all that apply.
    Instruction = "instruction",
    /// What an option is called: option, answer, choice.
    OptionWord = "option-word",
    /// What points at other options by their place: both of the above.
    Above = "above",
    /// Words that can follow themselves: had had.
    Doubled = "doubled",
    /// Words that allow no exception: always, never.
    Absolute = "absolute",
    /// Words that name an amount: all of it, half.
    Amount = "amount",
    /// Terms in which they claim nothing: not all, every two years.
    NoAbsolute = "no-absolute",
    /// Words that leave exceptions open: usually, may.
    Hedge = "hedge",
    /// Terms in which they leave nothing open: a tin can.
    NoHedge = "no-hedge",
    /// Words that negate an option: not, no, nobody.
    OptionNegation = "option-negation",
    /// What joins options in an option made of others: both, and, only.
    Connector = "connector",
    /// What tells that a term is defined: called, means.
    Definition = "definition",
    /// Articles.
    Article = "article",
    /// Names that have their article always: the Hague.
    ArticleName = "article-name",
    /// Words in -ing that are no verbs: morning.
    NoGerund = "no-gerund",
    /// Words that begin with a vowel in speech alone: hour.
    VowelSound = "vowel-sound",
    /// Words that begin with a consonant in speech alone: user.
    ConsonantSound = "consonant-sound",
    /// Plurals that do not end in s: mice.
    Plural = "plural",
    /// Words in s that are singular: physics.
    SingularS = "singular-s",
    /// Numbers in words.
    NumberWord = "number-word",
    /// What is measured and has a unit: how far, speed.
    Quantity = "quantity",
    /// What has no unit: ratio, how many.
    Dimensionless = "dimensionless",
    /// Units of measurement.
    Unit = "unit",
    /// Money, of which every cent counts.
    Money = "money",
    /// What says how long an answer is to be: words, a page.
    AnswerLength = "answer-length",
    /// Verbs that say what to do, and not what to show: discuss.
    VagueTask = "vague-task",
    /// Verbs that say what an answer is to show: compare, list.
    Task = "task",
    /// What points at another question: your previous answer.
    OtherQuestion = "other-question",
    /// Common misspellings.
    Misspelt = "misspelt",
    /// Words that are spelt in two ways; see [`Words::other_spelling`].
    Spelling = "spellings",
    /// Words that have an opposite; see [`Words::are_opposite`].
    Opposite = "opposite",
    /// What goes up: increases, higher.
    Upward = "upward",
    /// What goes down: decreases, lower.
    Downward = "downward",
    /// What goes neither up nor down: stays the same.
    Unchanged = "unchanged",
    /// What begins an interval without its end point: more than.
    MoreThan = "more-than",
    /// What begins an interval, end point and all: at least.
    AtLeast = "at-least",
    /// What ends an interval without its end point: under.
    LessThan = "less-than",
    /// What ends an interval, end point and all: up to.
    AtMost = "at-most",
    /// What stands between the ends of an interval: to.
    RangeWord = "range-word",
    /// Words that only narrow what they stand beside: very, mainly.
    Qualifier = "qualifier",
    /// Words with which a question asks for nothing in particular: statement, true.
    Hollow = "hollow",
    /// Verbs with which a sentence tells what to do: calculate, choose.
    Imperative = "imperative",
    /// What asks for an opinion: do you think.
    Opinion = "opinion",
    /// What a judgement is measured by: according to.
    Criterion = "criterion",
    /// Options that say nothing: n/a, whatever.
    Filler = "filler",
    /// Options of a true-false question: true, no.
    Verdict = "verdict",
    /// What joins two statements: and, because.
    Conjunction = "conjunction",
    /// Forms that only the verb of a clause has: is, became.
    Finite = "finite",
    /// Plain forms of verbs: absorb, release.
    Verb = "verb",
    /// Pronouns that begin a clause: it, they.
    Subject = "subject",
    /// What begins a noun phrase: the, its, two.
    Determiner = "determiner",
    /// What begins a clause inside another: which, if.
    Subordinate = "subordinate",
    /// Adverbs that stand before a verb: never, therefore.
    Adverb = "adverb",
}

// A set of lists has a bit for each.
const _: () = assert!(ENGLISH.len() <= u64::BITS as usize);

/// A set of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListSet(u64);

impl ListSet {
    /// Whether a list is in the set.
    #[must_use]
    pub fn has(self, list: List) -> bool {
        self.0 & 1 << list as u32 != 0
    }

    pub(super) fn insert(&mut self, list: List) {
        self.0 |= 1 << list as u32;
    }

    pub(super) fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The words of one language.
#[derive(Debug, Default)]
pub struct Words {
    english: bool,
    known: ListSet,
    words: HashMap<u64, Entry, BuildHasherDefault<Folded>>,
    /// Words that are spelt in two ways: from each to the other.
    spellings: HashMap<u64, &'static str, BuildHasherDefault<Folded>>,
}

/// What the lists say about a word.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The lists that hold the word itself.
    pub(super) lists: ListSet,
    /// The phrases that begin with it: their list, and the words that follow; in the order of the
    /// first that follows.
    pub(super) phrases: Vec<(List, Vec<u64>)>,
    /// The words that say the opposite.
    opposites: Vec<u64>,
}

impl Entry {
    /// The phrases whose second word is a given one. A word such as `the` begins many phrases.
    pub(super) fn phrases_with(&self, second: u64) -> impl Iterator<Item = &(List, Vec<u64>)> {
        let start = self.phrases.partition_point(|(_, rest)| rest.first() < Some(&second));
        let from = self.phrases.get(start..).unwrap_or_default();
        from.iter().take_while(move |(_, rest)| rest.first() == Some(&second))
    }
}

impl Words {
    /// The words of a language, by its tag such as `en-GB`. A language without data has no lists.
    #[must_use]
    pub fn of(language: &str) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let mut words = Self { english: primary.eq_ignore_ascii_case("en"), ..Self::default() };
        let lists = if words.english { ENGLISH } else { &[] };
        for (list, text) in lists {
            words.known.insert(*list);
            if *list == List::Spelling {
                words.read_spellings(text);
            } else {
                words.read(*list, text);
            }
        }
        for entry in words.words.values_mut() {
            entry.phrases.sort_by_key(|(_, rest)| rest.first().copied());
        }
        words
    }

    /// Reads pairs of words, one pair a line: not a phrase of two words.
    fn read_spellings(&mut self, text: &'static str) {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        for (one, other) in lines.filter_map(|line| line.split_once(' ')) {
            for (word, other) in [(word_hash(one), other), (word_hash(other), one)] {
                self.spellings.insert(word, other);
                self.words.entry(word).or_default().lists.insert(List::Spelling);
            }
        }
    }

    /// The other spelling of a word that has two.
    #[must_use]
    pub fn other_spelling(&self, word: u64) -> Option<&'static str> {
        self.spellings.get(&word).copied()
    }

    fn read(&mut self, list: List, text: &str) {
        let lines = text.lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some((one, other)) = line.split_once('|') {
                self.read_opposites(list, [one, other].map(|word| word_hash(word.trim())));
                continue;
            }
            let mut words = line.split_whitespace().map(word_hash);
            let Some(first) = words.next() else { continue };
            let rest: Vec<u64> = words.collect();
            let entry = self.words.entry(first).or_default();
            if rest.is_empty() {
                entry.lists.insert(list);
            } else {
                entry.phrases.push((list, rest));
            }
        }
    }

    /// Reads a line of two words that are each other's opposites.
    fn read_opposites(&mut self, list: List, [one, other]: [u64; 2]) {
        for (word, opposite) in [(one, other), (other, one)] {
            let entry = self.words.entry(word).or_default();
            entry.lists.insert(list);
            entry.opposites.push(opposite);
        }
    }

    /// Whether two words, as hashes, are each other's opposites.
    #[must_use]
    pub fn are_opposite(&self, one: u64, other: u64) -> bool {
        self.entry(one).is_some_and(|entry| entry.opposites.contains(&other))
    }

    /// Whether the language has a list.
    #[must_use]
    pub fn knows(&self, list: List) -> bool {
        self.known.has(list)
    }

    pub(super) fn entry(&self, word: u64) -> Option<&Entry> {
        self.words.get(&word)
    }

    /// The hash of a word's stem: without the endings s, es, ed, ing and ly of English, where four
    /// letters remain.
    pub(super) fn stem_hash(&self, word: &str, hash: u64) -> u64 {
        let stem = if self.english { stem(word) } else { word };
        if stem.len() == word.len() { hash } else { word_hash(stem) }
    }
}

/// The fewest letters that a stem keeps.
const MIN_STEM: usize = 4;

fn stem(word: &str) -> &str {
    if !word.is_ascii() || word.len() <= MIN_STEM {
        return word;
    }
    let ends_in = |ending: &str| {
        let at = word.len().checked_sub(ending.len())?;
        (at >= MIN_STEM && word[at..].eq_ignore_ascii_case(ending)).then_some(&word[..at])
    };
    match word.as_bytes()[word.len() - 1] | 0x20 {
        b's' if word.as_bytes()[word.len() - 2] | 0x20 == b's' => word,
        b's' => ends_in("es").or_else(|| ends_in("s")).unwrap_or(word),
        b'd' => ends_in("ed").unwrap_or(word),
        b'g' => ends_in("ing").unwrap_or(word),
        b'y' => ends_in("ly").unwrap_or(word),
        b'e' => &word[..word.len() - 1],
        _ => word,
    }
}

/// A word in lower case and composed form, curly apostrophes straight, as a number. Two words that
/// differ have different numbers, but for a chance of one in 2⁶⁴ a pair.
#[must_use]
pub fn word_hash(word: &str) -> u64 {
    if word.is_ascii() {
        return word.bytes().fold(FNV_BASIS, |hash, byte| step(hash, byte.to_ascii_lowercase()));
    }
    let folded = word.chars().flat_map(char::to_lowercase).nfc();
    let mut buffer = [0; 4];
    folded.fold(FNV_BASIS, |hash, c| {
        let c = if matches!(c, '\u{2019}' | '\u{2018}') { '\'' } else { c };
        c.encode_utf8(&mut buffer).bytes().fold(hash, step)
    })
}

/// How many bytes a word of plain letters has at the start of a text, with its [`word_hash`]: a run of
/// letters and digits, with hyphens and apostrophes between them. `None` where a character beyond
/// ASCII could belong to it.
pub(super) fn ascii_word(text: &[u8]) -> Option<(usize, u64)> {
    let (mut at, mut hash) = (0, FNV_BASIS);
    while let Some(byte) = text.get(at) {
        let next = text.get(at + 1);
        let joins = match byte {
            b'\'' | b'-' => match next {
                Some(next) if !next.is_ascii() => return None,
                next => next.is_some_and(u8::is_ascii_alphanumeric),
            },
            byte if !byte.is_ascii() => return None,
            byte => byte.is_ascii_alphanumeric(),
        };
        if !joins {
            break;
        }
        hash = step(hash, byte.to_ascii_lowercase());
        at += 1;
    }
    Some((at, hash))
}

/// The offset basis and prime of 64-bit FNV-1a (Fowler, Noll, Vo; RFC 9923).
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME)
}

/// A table by word, see [`word_hash`].
pub(crate) type WordMap<T> = HashMap<u64, T, BuildHasherDefault<Folded>>;

/// Hands on a number that is a hash already.
#[derive(Debug, Default)]
pub(crate) struct Folded(u64);

impl Hasher for Folded {
    fn finish(&self) -> u64 {
        // The low bits of FNV are its best, and a table looks at the high ones as well.
        self.0 ^ self.0.rotate_left(32)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| step(hash, *byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        assert_eq!(word_hash("Not"), word_hash("not"));
        assert_eq!(word_hash("ÉTUDE"), word_hash("e\u{301}tude"));
        assert_eq!(word_hash("isn\u{2019}t"), word_hash("isn't"));
        assert_ne!(word_hash("cat"), word_hash("act"));
    }

    #[test]
    fn stems_lose_their_endings_and_keep_four_letters() {
        for (word, same) in [("treaties", "treati"), ("Walked", "walk"), ("walking", "WALKS")] {
            assert_eq!(word_hash(stem(word)), word_hash(stem(same)), "{word}");
        }
        for word in ["does", "class", "this", "étudiées", "sing"] {
            assert_eq!(stem(word), word);
        }
        assert_eq!(stem("processes"), stem("process"));
        assert_eq!(stem("vehicles"), stem("vehicle"));
    }

    #[test]
    fn a_language_without_data_has_no_lists() {
        assert!(Words::of("en-GB").knows(List::Stop));
        assert!(Words::of("EN").knows(List::Negation));
        assert!(!Words::of("pl").knows(List::Stop));
    }

    #[test]
    fn no_list_is_empty_and_no_line_stands_twice() {
        for (list, text) in ENGLISH {
            let mut lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(!lines.is_empty(), "{list:?}");
            lines.sort_unstable();
            let count = lines.len();
            lines.dedup();
            assert_eq!(lines.len(), count, "{list:?}");
            assert!(lines.iter().all(|line| *line == line.trim().to_lowercase()), "{list:?}");
        }
    }
}
