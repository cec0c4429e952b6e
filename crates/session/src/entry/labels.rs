//! Options that are chosen by their letter or by their whole text.

use deck_format::{Entry, TextPolicy};

use super::error::{EntryError, clipped};
use super::letters::{letter, letter_index};
use super::say::order_example;
use crate::text::fold;

/// Options under their letters.
pub(super) struct Labels<'a> {
    /// What they are called in errors.
    what: &'static str,
    language: &'a str,
    /// Their texts as they are compared.
    texts: Vec<String>,
}

/// The options of a text.
enum ByText {
    None,
    One(usize),
    Several(EntryError),
}

impl<'a> Labels<'a> {
    pub(super) fn new(what: &'static str, entries: &[Entry], language: &'a str) -> Self {
        let texts = entries.iter().map(|entry| comparable(language, &entry.text)).collect();
        Self { what, language, texts }
    }

    /// How many options there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The one option that a line names.
    pub(super) fn one(&self, line: &str) -> Result<usize, EntryError> {
        self.pick(line).map_err(|error| match self.several(line) {
            Ok(several) if several.len() > 1 => EntryError::OneOnly { last: self.last() },
            _ => error,
        })
    }

    /// The options that a line names, in its order: `a c`, `a,c`, `ac`, or whole texts parted by
    /// commas or semicolons.
    pub(super) fn several(&self, line: &str) -> Result<Vec<usize>, EntryError> {
        let words: Vec<&str> = words(line).collect();
        let places: Option<Vec<usize>> = words.iter().map(|word| self.place(word)).collect();
        if let Some(places) = places.filter(|places| !places.is_empty()) {
            return Ok(places);
        }
        match self.by_text(line) {
            ByText::One(place) => return Ok(vec![place]),
            ByText::Several(error) => return Err(error),
            ByText::None => {}
        }
        if let Some(places) = self.run(line).filter(|places| are_distinct(places)) {
            return Ok(places);
        }
        if words.iter().all(|word| is_letter(word))
            && let Some(wrong) = words.iter().find(|word| self.place(word).is_none())
        {
            return Err(self.no_such_letter(wrong));
        }
        let parts: Vec<&str> =
            line.split([',', ';']).filter(|part| !part.trim().is_empty()).collect();
        if parts.len() > 1 {
            return parts.into_iter().map(|part| self.pick(part)).collect();
        }
        Err(self.no_such_text(line))
    }

    /// All options in the order of a line, each of them once.
    pub(super) fn order(&self, line: &str) -> Result<Vec<usize>, EntryError> {
        let order = self.several_repeated(line)?;
        let example = || order_example(self.len());
        let twice = (1..order.len()).find(|at| order[..*at].contains(&order[*at]));
        if let Some(at) = twice {
            return Err(EntryError::ItemTwice { letter: letter(order[at]), example: example() });
        }
        match (0..self.len()).find(|place| !order.contains(place)) {
            Some(place) => {
                Err(EntryError::ItemMissing { letter: letter(place), example: example() })
            }
            None => Ok(order),
        }
    }

    /// As [`Self::several`], but a run of letters such as `aab` may repeat some.
    pub(super) fn several_repeated(&self, line: &str) -> Result<Vec<usize>, EntryError> {
        self.several(line).or_else(|error| self.run(line).ok_or(error))
    }

    /// The option of a letter, or else of a whole text.
    pub(super) fn pick(&self, text: &str) -> Result<usize, EntryError> {
        if let Some(place) = self.place(text) {
            return Ok(place);
        }
        match self.by_text(text) {
            ByText::One(place) => Ok(place),
            ByText::Several(error) => Err(error),
            ByText::None if is_letter(text) => Err(self.no_such_letter(text)),
            ByText::None => Err(self.no_such_text(text)),
        }
    }

    /// The place of a letter, where there is such an option.
    fn place(&self, text: &str) -> Option<usize> {
        letter_index(bare(text)).filter(|place| *place < self.len())
    }

    /// The places of letters without anything between them: `cab`.
    fn run(&self, line: &str) -> Option<Vec<usize>> {
        let line = line.trim();
        // With more options than letters, `ab` is one of them.
        if self.len() > 26 || line.len() > self.len().saturating_mul(2) {
            return None;
        }
        line.chars().map(|c| self.place(c.encode_utf8(&mut [0; 4]))).collect()
    }

    fn by_text(&self, typed: &str) -> ByText {
        let text = comparable(self.language, typed);
        let places: Vec<usize> =
            (0..self.len()).filter(|place| self.texts[*place] == text).collect();
        match places[..] {
            [] => ByText::None,
            [place] => ByText::One(place),
            _ => {
                let letters: Vec<String> = places.into_iter().map(letter).collect();
                let letters = letters.join(" or ");
                ByText::Several(EntryError::TwoTexts { typed: clipped(typed), letters })
            }
        }
    }

    fn no_such_letter(&self, typed: &str) -> EntryError {
        let letter = bare(typed).to_ascii_lowercase();
        EntryError::NoSuchLetter { what: self.what, letter, last: self.last() }
    }

    fn no_such_text(&self, typed: &str) -> EntryError {
        EntryError::NoSuchText { what: self.what, typed: clipped(typed), last: self.last() }
    }

    fn last(&self) -> String {
        letter(self.len().saturating_sub(1))
    }
}

/// The words of a line, however they are parted.
pub(super) fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| !word.is_empty())
}

/// A text without its Markdown marks, folded as typed texts are by default.
fn comparable(language: &str, text: &str) -> String {
    let plain: String = text.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '\\')).collect();
    fold(TextPolicy::default(), language, &plain)
}

/// A letter without what may stand around it on the screen: `b)`, `(b)`, `b.`
fn bare(text: &str) -> &str {
    text.trim().trim_start_matches('(').trim_end_matches([')', '.'])
}

/// Whether a text looks like the letter of an option, though there may be no such option.
fn is_letter(text: &str) -> bool {
    letter_index(bare(text)).is_some() && bare(text).len() <= 2
}

fn are_distinct(places: &[usize]) -> bool {
    (1..places.len()).all(|at| !places[..at].contains(&places[at]))
}
