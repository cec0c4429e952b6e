//! What classes made of a deck, for commands that show it: the statistics beside the deck, read, and
//! what is wrong with them.

use std::path::Path;

use console::words::duration;
use deck_format::{Deck, Diagnostic, Question, Severity};
use serde::Serialize;
use session::files::Files;
use session::statistics::{
    Answers, Estimate, MAX_STATISTICS, MIN_STUDENTS, Measures, Scores, Statistics, StatisticsError,
    beside, decimal,
};

/// Statistics that cannot be used.
pub const BAD_STATISTICS: &str = "bad-statistics";

/// The codes of this module, each with its severity and its meaning.
pub const CODES: &[(&str, Severity, &str)] = &[(
    BAD_STATISTICS,
    Severity::Error,
    "the statistics beside the deck, NAME.stats.json, cannot be used",
)];

/// What lies beside a deck.
#[derive(Debug)]
pub enum Beside {
    /// No statistics.
    Nothing,
    /// What classes made of it.
    Statistics(Box<Statistics>),
    /// A file that cannot be used.
    Broken(Box<Broken>),
}

/// A file that cannot be used.
#[derive(Debug)]
pub struct Broken {
    /// Its name, not yet safe for a terminal.
    pub name: String,
    /// What stands in it.
    pub text: String,
    /// What is wrong, at its place in the text.
    pub diagnostic: Diagnostic,
}

impl Beside {
    /// Reads what lies beside the deck in a file. Beside a handout nothing is looked for.
    #[must_use]
    pub fn read(files: &dyn Files, path: &Path, deck: &Deck) -> Self {
        if deck.face.handout {
            return Self::Nothing;
        }
        let path = beside(path);
        let name = path.display().to_string();
        match files.read(&path, MAX_STATISTICS) {
            Ok(bytes) => match Statistics::from_json(&bytes, &deck.face.id) {
                Ok(statistics) => Self::Statistics(Box::new(statistics)),
                Err(error) => Self::Broken(Box::new(Broken::new(name, &bytes, &error))),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::Nothing,
            Err(error) => {
                let message = format!("the statistics cannot be read: {}", error.source);
                let diagnostic = Diagnostic::error(BAD_STATISTICS, 0..0, message);
                Self::Broken(Box::new(Broken { name, text: String::new(), diagnostic }))
            }
        }
    }

    /// What classes made of the deck, where that is known.
    #[must_use]
    pub fn statistics(&self) -> Option<&Statistics> {
        match self {
            Self::Statistics(statistics) => Some(statistics),
            Self::Nothing | Self::Broken(_) => None,
        }
    }

    /// What is wrong with the file, in one line.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        let Self::Broken(broken) = self else { return None };
        Some(format!("{}: {}", broken.name, broken.diagnostic.message))
    }
}

impl Broken {
    fn new(name: String, bytes: &[u8], error: &StatisticsError) -> Self {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let at = error.place().map_or(0, |(line, column)| offset(&text, line, column));
        let message = format!("the statistics cannot be used: {error}");
        let diagnostic = Diagnostic::error(BAD_STATISTICS, at..at, message)
            .help("take the file away, and write it again: gradebook items --write-back");
        Self { name, text, diagnostic }
    }
}

/// The byte at a line and a column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    text.floor_char_boundary((start + column - 1).min(text.len()))
}

/// What classes made of a question, in numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Numbers {
    /// The question.
    pub id: String,
    /// How many students facility and discrimination are of; 0 where nothing was measured with the
    /// text and the key that the question has now.
    pub n: u64,
    /// Whether these are too few to conclude anything from.
    pub too_few: bool,
    /// The part of the points that was earned.
    pub facility: Option<Number>,
    /// The correlation with the rest of the paper.
    pub discrimination: Option<Number>,
    /// The measured difficulty.
    pub difficulty: Option<&'static str>,
    /// How many students were asked the text that it has now.
    pub asked: u64,
    /// How many of these chose each option, or had each blank or pair right.
    pub options: Vec<Chosen>,
    /// The options that nobody chose.
    pub never_chosen: Vec<String>,
    /// How long it took on average, in seconds.
    pub mean_seconds: Option<f64>,
    /// When the latest class handed in, of those that `n` counts.
    pub latest: Option<String>,
    /// How many classes were asked another text, whose numbers are not used.
    pub other_text: usize,
    /// How many classes were graded by another key: how many were right is not used.
    pub other_key: usize,
}

/// A number with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Number {
    /// The number.
    pub value: f64,
    /// The lower end.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

/// How many chose an option.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chosen {
    /// The option.
    pub id: String,
    /// How many.
    pub n: u64,
    /// Their part of all who were asked.
    pub share: f64,
}

impl From<Estimate> for Number {
    fn from(estimate: Estimate) -> Self {
        let Estimate { value, interval } = estimate;
        Self { value, low: interval.map(|(low, _)| low), high: interval.map(|(_, high)| high) }
    }
}

impl Number {
    /// `.31 (.22–.42)`, or `-.12 (-.33 to .10)` where a minus would stand beside the dash.
    #[must_use]
    pub fn in_words(&self) -> String {
        let value = decimal(self.value);
        let (Some(low), Some(high)) = (self.low, self.high) else { return value };
        let between = if low < 0.0 || high < 0.0 { " to " } else { "–" };
        format!("{value} ({}{between}{})", decimal(low), decimal(high))
    }
}

impl Numbers {
    /// The numbers of every question that a class was asked, in the order of the deck.
    #[must_use]
    pub fn all(deck: &Deck, statistics: &Statistics) -> Vec<Self> {
        deck.questions.iter().filter_map(|one| Self::of(deck, one, statistics)).collect()
    }

    /// The numbers of a question; `None` where no class was asked it.
    #[must_use]
    pub fn of(deck: &Deck, question: &Question, statistics: &Statistics) -> Option<Self> {
        let measures = statistics.measures(question, deck)?;
        let Measures { scores, answers, stale } = &measures;
        let n = scores.as_ref().map_or(0, |scores| scores.n);
        let never = answers.iter().flat_map(Answers::never_chosen);
        let discrimination = |scores: &Scores| Some(scores.discrimination?.into());
        Some(Self {
            id: question.face.id.as_str().to_owned(),
            n,
            too_few: n < MIN_STUDENTS,
            facility: scores.as_ref().map(|scores| scores.facility.into()),
            discrimination: scores.as_ref().and_then(discrimination),
            difficulty: measures.difficulty().map(deck_format::Difficulty::as_str),
            asked: answers.as_ref().map_or(0, |answers| answers.n),
            options: answers.iter().flat_map(chosen).collect(),
            never_chosen: never.map(|option| option.id.as_str().to_owned()).collect(),
            mean_seconds: answers.as_ref().and_then(|answers| answers.mean_seconds),
            latest: scores.as_ref().map(|scores| scores.latest.to_string()),
            other_text: stale.text,
            other_key: stale.key,
        })
    }

    /// `p = .31 (.22–.42), r = -.12 (-.33 to .10), n = 84`, or why there are none.
    #[must_use]
    pub fn in_words(&self) -> String {
        let Some(facility) = self.facility else { return self.why_none().to_owned() };
        let r = self.discrimination.map(|r| format!(", r = {}", r.in_words())).unwrap_or_default();
        let few = if self.too_few { ", too few" } else { "" };
        format!("p = {}{r}, n = {}{few}", facility.in_words(), self.n)
    }

    /// Why there is no facility.
    fn why_none(&self) -> &'static str {
        if self.other_key > 0 {
            "not measured with the key that it has now: `gradebook items --write-back` grades anew"
        } else {
            "not measured with the text that it has now"
        }
    }

    /// What is to be noted: few students, and classes whose numbers are not used; `None` for nothing.
    #[must_use]
    pub fn to_note(&self) -> Option<String> {
        let of = |classes: usize, what: &str| match classes {
            0 => None,
            1 => Some(format!("1 class had another {what}")),
            several => Some(format!("{several} classes had another {what}")),
        };
        let few = (self.too_few && self.n > 0).then(|| "too few".to_owned());
        let all = [few, of(self.other_text, "text"), of(self.other_key, "key")];
        let all: Vec<String> = all.into_iter().flatten().collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    /// The mean time, such as `45 s`.
    #[must_use]
    pub fn time_in_words(&self) -> Option<String> {
        let seconds = self.mean_seconds.filter(|seconds| (0.0..1e9).contains(seconds))?;
        Some(duration(std::time::Duration::from_secs_f64(seconds.round())))
    }

    /// `a 26, b 58, c 0 of 84`, with what options are for the question; `None` where answers are not
    /// told apart.
    #[must_use]
    pub fn options_in_words(&self) -> Option<String> {
        let options: Vec<String> =
            self.options.iter().map(|option| format!("`{}` {}", option.id, option.n)).collect();
        (!options.is_empty()).then(|| format!("{} of {}", options.join(", "), self.asked))
    }
}

fn chosen(answers: &Answers) -> Vec<Chosen> {
    let options = answers.options.iter();
    options
        .map(|option| Chosen {
            id: option.id.as_str().to_owned(),
            n: option.n,
            share: option.share,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

    use deck_format::{LineIndex, parse};
    use session::files::fault::Disk;

    use super::*;

    const DECK: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n[[question]]\nid = \"q\"\n\
                        prompt = \"So?\"\nanswer = true\n";

    fn beside_deck(json: Option<&str>) -> Beside {
        let disk = Disk::new();
        if let Some(json) = json {
            disk.put("d.stats.json", json);
        }
        Beside::read(&disk, Path::new("d.toml"), &parse(DECK).unwrap())
    }

    #[test]
    fn what_lies_beside_a_deck_is_read() {
        assert!(matches!(beside_deck(None), Beside::Nothing));
        let json = "{\"statistics\": 1, \"deck\": \"d\", \"classes\": []}";
        assert!(beside_deck(Some(json)).statistics().unwrap().classes().is_empty());
    }

    #[test]
    fn what_is_broken_has_its_place() {
        let json = "{\n  \"statistics\": 1,\n  \"deck\": \"d\",\n  \"clases\": []\n}\n";
        let Beside::Broken(broken) = beside_deck(Some(json)) else { panic!("broken") };
        let place = LineIndex::new(json).position(broken.diagnostic.primary.span.start);
        assert_eq!((place.line, broken.name.as_str()), (4, "d.stats.json"));
        let expected = "the statistics cannot be used: unknown field `clases`, expected one of \
                        `statistics`, `deck`, `classes`";
        assert_eq!(broken.diagnostic.message, expected);
        assert!(matches!(beside_deck(Some("{\"statistics\"")), Beside::Broken(_)));
        assert_eq!(offset("ab\ncd", 2, 2), 4);
        assert_eq!(offset("ab", 9, 9), 2);
    }

    #[test]
    fn intervals_have_no_minus_beside_a_dash() {
        let number = |value, low, high| Number { value, low: Some(low), high: Some(high) };
        assert_eq!(number(0.31, 0.22, 0.42).in_words(), ".31 (.22–.42)");
        assert_eq!(number(-0.12, -0.33, 0.1).in_words(), "-.12 (-.33 to .10)");
    }
}
