//! Typed answers that a handout gives away, since they stand in another question's face.

use std::collections::{HashMap, HashSet};
use std::fmt;

use deck_format::{
    Answer, BlankKey, Deck, LocalId, NumberKey, NumberRange, PassageId, QuestionId, TextKey,
    TextPattern,
};

use super::content::Content;
use super::key_texts;

/// Numbers of fewer digits stand everywhere.
const LEAST_DIGITS: usize = 3;
/// Texts of fewer letters and digits do, too.
const LEAST_LETTERS: usize = 2;

/// A typed answer that stands in another question's face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAway {
    /// The question that it answers.
    pub question: QuestionId,
    /// The blank, in a cloze.
    pub blank: Option<LocalId>,
    /// The answer.
    pub answer: String,
    /// Where it stands.
    pub places: Vec<Place>,
}

/// Where students read something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the prompt, an option, an item, a side or a unit of a question.
    Question(QuestionId),
    /// In a passage of other questions.
    Passage(PassageId),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question(id) => write!(f, "`{id}`"),
            Self::Passage(id) => write!(f, "the passage `{id}`"),
        }
    }
}

/// An answer that is typed, and the words that it is looked for by.
struct Typed<'d> {
    question: usize,
    blank: Option<&'d LocalId>,
    answer: &'d str,
    words: Vec<String>,
}

/// The typed answers that a handout gives away. Whole words count, in either case: short answers,
/// blanks and numbers with what is accepted literally; not numbers of fewer than three digits, nor
/// single letters.
pub(super) fn given_away(deck: &Deck, content: &Content<'_>) -> Vec<GivenAway> {
    let typed = typed(deck, content);
    let mut search = Search::new(&typed);
    for (number, asked) in content.questions.iter().enumerate() {
        let place = Place::Question(asked.face.id.clone());
        for text in key_texts::of_face(asked.face) {
            search.look(text, &place, |question| question == number);
        }
    }
    let passage_of = |question: usize| content.questions[question].face.passage.as_ref();
    let used: HashSet<_> = (0..content.questions.len()).filter_map(passage_of).collect();
    for passage in deck.face.passages.iter().filter(|passage| used.contains(&passage.id)) {
        let place = Place::Passage(passage.id.clone());
        search.look(&passage.text, &place, |question| passage_of(question) == Some(&passage.id));
    }
    let found = typed.iter().zip(search.places).filter(|(_, places)| !places.is_empty());
    found
        .map(|(typed, places)| GivenAway {
            question: content.questions[typed.question].face.id.clone(),
            blank: typed.blank.cloned(),
            answer: typed.answer.to_owned(),
            places,
        })
        .collect()
}

/// A search for all typed answers at once.
struct Search<'t> {
    typed: &'t [Typed<'t>],
    /// Which begin with a word.
    by_first: HashMap<&'t str, Vec<usize>>,
    /// Where each was found.
    places: Vec<Vec<Place>>,
}

impl<'t> Search<'t> {
    fn new(typed: &'t [Typed<'t>]) -> Self {
        let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, one) in typed.iter().enumerate() {
            if let Some(first) = one.words.first() {
                by_first.entry(first).or_default().push(at);
            }
        }
        Self { typed, by_first, places: vec![Vec::new(); typed.len()] }
    }

    /// Notes which answers stand in a text; those of its own questions may.
    fn look(&mut self, text: &str, place: &Place, is_own: impl Fn(usize) -> bool) {
        let words = words(text);
        for (start, word) in words.iter().enumerate() {
            for &at in self.by_first.get(&**word).into_iter().flatten() {
                let (one, places) = (&self.typed[at], &mut self.places[at]);
                let stands = words[start..].starts_with(&one.words);
                if stands && !is_own(one.question) && places.last() != Some(place) {
                    places.push(place.clone());
                }
            }
        }
    }
}

/// The typed answers of the questions of a handout, those that differ in their words.
fn typed<'d>(deck: &'d Deck, content: &Content<'_>) -> Vec<Typed<'d>> {
    let asked = content.questions.iter().enumerate();
    let numbers: HashMap<&QuestionId, usize> =
        asked.map(|(at, asked)| (&asked.face.id, at)).collect();
    let mut typed: Vec<Typed<'_>> = Vec::new();
    for question in &deck.questions {
        let (Some(&number), Some(key)) = (numbers.get(&question.face.id), &question.key) else {
            continue;
        };
        for (blank, answers) in answers(&key.answer) {
            let first = typed.len();
            for answer in answers {
                let words = words(answer);
                if is_telling(&words) && !typed[first..].iter().any(|other| other.words == words) {
                    typed.push(Typed { question: number, blank, answer, words });
                }
            }
        }
    }
    typed
}

/// What can be typed for full or part credit, by blank in a cloze.
fn answers(answer: &Answer) -> Vec<(Option<&LocalId>, Vec<&str>)> {
    match answer {
        Answer::ShortAnswer(key) => vec![(None, texts(key))],
        Answer::Numerical(key) => vec![(None, numbers(key))],
        Answer::Cloze(blanks) => blanks
            .iter()
            .map(|(id, key)| match key {
                BlankKey::Text(key) => (Some(id), texts(key)),
                BlankKey::Number(key) => (Some(id), numbers(key)),
                BlankKey::Choice(_) => (Some(id), Vec::new()),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether words say something where they stand in another text.
fn is_telling(words: &[String]) -> bool {
    let chars = || words.iter().flat_map(|word| word.chars());
    if chars().all(|c| c.is_ascii_digit() || c == '.') {
        return chars().filter(char::is_ascii_digit).count() >= LEAST_DIGITS;
    }
    chars().count() >= LEAST_LETTERS || chars().any(is_ideograph)
}

fn texts(key: &TextKey) -> Vec<&str> {
    let accepted = key.accept.iter().filter_map(|accept| match &accept.pattern {
        TextPattern::Literal(text) => Some(&**text),
        TextPattern::Wildcard(_) => None,
    });
    std::iter::once(&*key.answer).chain(accepted).collect()
}

fn numbers(key: &NumberKey) -> Vec<&str> {
    let accepted = key.accept.iter().filter_map(|accept| match &accept.range {
        NumberRange::Around { value, .. } => Some(value.written()),
        NumberRange::Between { .. } => None,
    });
    std::iter::once(key.answer.written()).chain(accepted).collect()
}

/// The words of a text in lower case: runs of letters and digits. A point between digits belongs to
/// the number, a comma between them is left out; characters of scripts without spaces stand alone.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let in_number = word.ends_with(|c: char| c.is_ascii_digit())
            && chars.peek().is_some_and(char::is_ascii_digit);
        match c {
            '.' if in_number => word.push(c),
            ',' if in_number => {}
            c if is_ideograph(c) => {
                words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
                words.push(c.to_string());
            }
            c if c.is_alphanumeric() => word.extend(c.to_lowercase()),
            _ => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// Whether a character is of a script that writes words without spaces between them: Chinese
/// characters, kana, hangul, Thai and its neighbours.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_a_reader_would() {
        for (text, expected) in [
            ("The MPS, in 2017.", &["the", "mps", "in", "2017"][..]),
            ("1,234.5 m/s²", &["1234.5", "m", "s²"]),
            ("3.x .5", &["3", "x", "5"]),
            ("住在北京 now", &["住", "在", "北", "京", "now"]),
            ("", &[]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_everywhere_tells_nothing() {
        for (text, telling) in
            [("7", false), ("42", false), ("-3.5", false), ("117", true), ("3.14", true)]
                .into_iter()
                .chain([("a", false), ("Na", true), ("鐵", true), ("…", false)])
        {
            assert_eq!(is_telling(&words(text)), telling, "{text}");
        }
    }
}
