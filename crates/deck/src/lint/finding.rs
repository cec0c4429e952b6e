//! What a rule says: a finding whose places are names of fields. They become bytes of the text only
//! if the finding stays.

use std::ops::Range;

use deck_format::Severity;

/// A place in a deck, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The index of the question; `None` is the question that is looked at, or in a rule about decks
    /// the deck itself.
    pub(super) question: Option<usize>,
    pub(super) path: Vec<String>,
    pub(super) part: Part,
}

/// What of a field is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Its name.
    Key,
    /// Its value.
    Value,
    /// Some bytes of its text.
    Bytes(Range<usize>),
    /// The beginning of the line below it.
    NextLine,
}

impl Spot {
    fn new<S: AsRef<str>>(path: impl IntoIterator<Item = S>, part: Part) -> Self {
        let path = path.into_iter().map(|step| step.as_ref().to_owned()).collect();
        Self { question: None, path, part }
    }

    /// The value of a field, by the path to it: names of fields, ids, and numbers from 0 for what
    /// stands in a list.
    pub fn value<S: AsRef<str>>(path: impl IntoIterator<Item = S>) -> Self {
        Self::new(path, Part::Value)
    }

    /// The name of a field.
    pub fn key<S: AsRef<str>>(path: impl IntoIterator<Item = S>) -> Self {
        Self::new(path, Part::Key)
    }

    /// Some bytes of a text, counted in the text as the deck holds it. Where the file writes it with
    /// escapes, the whole value is meant.
    pub fn bytes<S: AsRef<str>>(path: impl IntoIterator<Item = S>, bytes: Range<usize>) -> Self {
        Self::new(path, Part::Bytes(bytes))
    }

    /// The beginning of the line below a field, for edits that add a line.
    pub fn line_below<S: AsRef<str>>(path: impl IntoIterator<Item = S>) -> Self {
        Self::new(path, Part::NextLine)
    }

    /// The header of a question, or the first line of the deck.
    #[must_use]
    pub fn header() -> Self {
        Self { question: None, path: Vec::new(), part: Part::Key }
    }

    /// The same place in another question.
    #[must_use]
    pub fn of(self, question: usize) -> Self {
        Self { question: Some(question), ..self }
    }
}

/// A finding of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub(super) severity: Option<Severity>,
    pub(super) message: String,
    pub(super) spot: Spot,
    pub(super) under: String,
    pub(super) labels: Vec<(Spot, String)>,
    pub(super) help: Option<String>,
    pub(super) fix: Option<(String, Vec<(Spot, String)>)>,
}

impl Finding {
    /// A finding at a place. The message is one line in lower case, without a full stop.
    pub fn new(spot: Spot, message: impl Into<String>) -> Self {
        Self {
            severity: None,
            message: message.into(),
            spot,
            under: String::new(),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Another severity than the rule's own.
    #[must_use]
    pub fn severity(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }

    /// Says something under the place.
    #[must_use]
    pub fn under(self, text: impl Into<String>) -> Self {
        Self { under: text.into(), ..self }
    }

    /// Adds another place.
    #[must_use]
    pub fn label(mut self, spot: Spot, text: impl Into<String>) -> Self {
        self.labels.push((spot, text.into()));
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Adds a fix: what it does, and its edits. It has to be safe: no answer may be scored otherwise
    /// than before. Edits that would fall on texts with escapes drop the fix.
    #[must_use]
    pub fn fix(self, message: impl Into<String>, edits: Vec<(Spot, String)>) -> Self {
        Self { fix: Some((message.into(), edits)), ..self }
    }
}

/// Takes the findings of a rule.
#[derive(Debug, Default)]
pub struct Findings {
    /// The question that is looked at.
    pub(super) question: Option<usize>,
    pub(super) found: Vec<Finding>,
}

impl Findings {
    /// Reports a finding.
    pub fn report(&mut self, mut finding: Finding) {
        let edits = finding.fix.iter_mut().flat_map(|(_, edits)| edits.iter_mut());
        let spots = edits.chain(&mut finding.labels).map(|(spot, _)| spot);
        for spot in spots.chain([&mut finding.spot]) {
            spot.question = spot.question.or(self.question);
        }
        self.found.push(finding);
    }
}
