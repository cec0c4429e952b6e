//! Whether questions stand on the texts that they cite.
//!
//! With the text of a source at hand, every phrase that a question gives as evidence has to stand in
//! the paragraph that it cites, and what is not covered is named. Without it, the citations are only
//! counted: [`unverified`].

mod coverage;

use std::cell::Cell;
use std::collections::BTreeSet;

use console::words::count;
use console::{Failure, sanitise_line};
use deck_format::{Citation, Deck, Diagnostic, Severity, Span, Spans};

pub use coverage::Coverage;

use crate::source::Source;

/// A phrase, or a whole paragraph, that does not stand where a deck says.
pub const NOT_FOUND: &str = "citation-not-found";
/// The text is not the one whose digest the deck has.
pub const SOURCE_DIFFERS: &str = "source-differs";
/// A paragraph that no question cites, and that the deck does not skip.
pub const UNCITED_PARAGRAPH: &str = "uncited-paragraph";
/// A question without a citation.
pub const NO_CITATION: &str = "no-citation";

/// The codes of this module, each with its severity and its meaning.
pub const CODES: &[(&str, Severity, &str)] = &[
    (NOT_FOUND, Severity::Error, "what a deck cites or skips does not stand in the source"),
    (SOURCE_DIFFERS, Severity::Warning, "the text is not the one whose SHA-256 the deck has"),
    (
        UNCITED_PARAGRAPH,
        Severity::Info,
        "a paragraph of the source is cited by no question, and not skipped",
    ),
    (NO_CITATION, Severity::Info, "a question cites none of the deck's sources"),
];

/// How a deck says that a finding of this module is none, for the codes where it can.
#[must_use]
pub fn to_allow(code: &str) -> Option<&'static str> {
    (code == UNCITED_PARAGRAPH).then_some(
        "skip = [3, 6] below [sources.NAME] names the paragraphs that need no question, such as \
         headings, or what another deck asks",
    )
}

/// How many characters of a text are repeated in a message.
const SHOWN: usize = 60;
/// For how many phrases the nearest words are looked for: with a wrong text all are missing, and
/// looking for each of them would take long.
const MOST_GUESSES: usize = 100;

/// The findings about a deck's citations of these sources, in the order of its text. `text` is what
/// the deck was read from. Sources that the deck does not declare are passed over, see
/// [`undeclared`]; a deck that declares none of them has no findings.
#[must_use]
pub fn check(deck: &Deck, text: &str, sources: &[Source]) -> Vec<Diagnostic> {
    let declared: Vec<&Source> =
        sources.iter().filter(|source| declares(deck, source.name())).collect();
    if declared.is_empty() || deck.face.handout {
        return Vec::new();
    }
    let checker = Checker { deck, spans: Spans::new(text, deck), guesses: Cell::new(0) };
    let mut found: Vec<Diagnostic> =
        declared.iter().flat_map(|source| checker.source(source)).collect();
    found.extend(checker.without_citation());
    found.sort_by_key(|diagnostic| diagnostic.primary.span.start);
    found
}

/// How many citations of a deck stand unverified, since these are not the texts that they cite.
#[must_use]
pub fn unverified(deck: &Deck, sources: &[Source]) -> usize {
    let given = |citation: &&Citation| sources.iter().any(|s| s.name() == citation.source);
    citations(deck).filter(|citation| !given(citation)).count()
}

/// The failure for a source that none of these decks declares, if there is one.
pub fn undeclared<'d>(
    decks: impl IntoIterator<Item = &'d Deck>,
    sources: &[Source],
) -> Option<Failure> {
    let decks = decks.into_iter();
    let all = decks.flat_map(|deck| deck.notes.sources.iter().map(|source| source.name.as_str()));
    undeclared_in(&all.collect(), sources)
}

/// The same, where the names that decks declare are at hand.
#[must_use]
pub fn undeclared_in(declared: &BTreeSet<&str>, sources: &[Source]) -> Option<Failure> {
    let stranger = sources.iter().find(|source| !declared.contains(source.name()))?;
    let failure = Failure::failed(format!("no deck declares the source `{}`", stranger.name()));
    Some(match declared.iter().copied().collect::<Vec<_>>().as_slice() {
        [] => failure.hint("a deck declares its sources below [sources.name]"),
        names => failure.hint(format!("the decks declare {}", names.join(", "))),
    })
}

fn declares(deck: &Deck, name: &str) -> bool {
    declaration(deck, name).is_some()
}

/// What a deck declares of a source.
fn declaration<'d>(deck: &'d Deck, name: &str) -> Option<&'d deck_format::Source> {
    deck.notes.sources.iter().find(|source| source.name == name)
}

/// Every citation of a deck.
pub(crate) fn citations(deck: &Deck) -> impl Iterator<Item = &Citation> {
    deck.questions.iter().filter_map(|question| question.key.as_ref()).flat_map(|key| &key.cite)
}

struct Checker<'a> {
    deck: &'a Deck,
    spans: Spans<'a>,
    /// For how many phrases the nearest words were looked for.
    guesses: Cell<usize>,
}

/// A citation with its place: the index of its question, and its own among the question's.
struct Cited<'a> {
    question: usize,
    index: usize,
    citation: &'a Citation,
}

impl<'a> Checker<'a> {
    fn source(&self, source: &Source) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = self.digest(source).into_iter().collect();
        found.extend(self.skipped(source));
        for cited in self.cited(source.name()) {
            found.extend(self.paragraph(source, &cited));
            let phrases = cited.citation.evidence.iter().enumerate();
            found
                .extend(phrases.filter_map(|(at, phrase)| self.phrase(source, &cited, at, phrase)));
        }
        found.extend(self.uncited(source));
        found
    }

    fn cited<'s>(&self, source: &'s str) -> impl Iterator<Item = Cited<'a>> + use<'a, 's> {
        let keys = self.deck.questions.iter().enumerate();
        let keys = keys.filter_map(|(at, question)| Some((at, question.key.as_ref()?)));
        keys.flat_map(move |(question, key)| {
            let cites = key.cite.iter().enumerate();
            let of_source = cites.filter(move |(_, citation)| citation.source == source);
            of_source.map(move |(index, citation)| Cited { question, index, citation })
        })
    }

    fn digest(&self, source: &Source) -> Option<Diagnostic> {
        let wanted = declaration(self.deck, source.name())?.sha256.as_deref()?;
        if wanted == source.sha256() {
            return None;
        }
        let place = self.spans.deck(&["sources", source.name(), "sha256"]);
        let message = format!("this is not the text of `{}` that the deck names", source.name());
        Some(Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(SOURCE_DIFFERS, place.map_or(0..0, |place| place.value), message)
                .under(format!("the text has {}", source.sha256()))
                .help("cite from the text that was named, or put in its digest when all is checked")
        })
    }

    /// Skipped paragraphs beyond the last.
    fn skipped(&self, source: &Source) -> Vec<Diagnostic> {
        let skip = declaration(self.deck, source.name()).map_or(&[][..], |declared| &declared.skip);
        let beyond =
            skip.iter().enumerate().filter(|(_, n)| source.paragraph(**n as usize).is_none());
        let found = beyond.map(|(at, number)| {
            let place = self.spans.deck(&["sources", source.name(), "skip", &at.to_string()]);
            let message = format!("`{}` has no paragraph {number} to skip", source.name());
            Diagnostic::error(NOT_FOUND, place.map_or(0..0, |place| place.value), message)
                .under(format!("it has {}", count(source.len(), "paragraph")))
        });
        found.collect()
    }

    /// A cited paragraph beyond the last.
    fn paragraph(&self, source: &Source, cited: &Cited<'_>) -> Option<Diagnostic> {
        let number = cited.citation.paragraph?;
        if source.paragraph(number as usize).is_some() {
            return None;
        }
        let message = format!("`{}` has no paragraph {number}", source.name());
        let phrases = cited.citation.evidence.iter();
        let stands: BTreeSet<usize> = phrases.flat_map(|phrase| source.find(phrase)).collect();
        let under = match list(&stands) {
            Some(list) => format!("the evidence stands in {list}"),
            None => format!("it has {}", count(source.len(), "paragraph")),
        };
        let place = self.place(cited, &["paragraph"]);
        Some(self.about(cited.question, Diagnostic::error(NOT_FOUND, place, message).under(under)))
    }

    /// A phrase that does not stand where it is said to.
    fn phrase(
        &self,
        source: &Source,
        cited: &Cited<'_>,
        at: usize,
        phrase: &str,
    ) -> Option<Diagnostic> {
        let number = cited.citation.paragraph.map(|number| number as usize);
        let stands = source.find(phrase).into_iter().collect::<BTreeSet<_>>();
        let missing = match number {
            None => stands.is_empty(),
            // A paragraph that is not there is reported by itself.
            Some(number) => source.paragraph(number).is_some() && !stands.contains(&number),
        };
        if !missing {
            return None;
        }
        let quoted = short(phrase);
        let message = match number {
            Some(number) => {
                format!("\"{quoted}\" does not stand in paragraph {number} of `{}`", source.name())
            }
            None => format!("\"{quoted}\" does not stand in `{}`", source.name()),
        };
        let under = match list(&stands) {
            Some(list) => format!("it stands in {list}"),
            None => self.near(source, number, phrase),
        };
        let place = self.place(cited, &["evidence", &at.to_string()]);
        Some(self.about(cited.question, Diagnostic::error(NOT_FOUND, place, message).under(under)))
    }

    /// What comes nearest to a phrase that stands nowhere.
    fn near(&self, source: &Source, number: Option<usize>, phrase: &str) -> String {
        if self.guesses.replace(self.guesses.get() + 1) >= MOST_GUESSES {
            return String::new();
        }
        let here = number.and_then(|number| source.nearest(phrase, number));
        if let Some(words) = here {
            return format!("nearest: \"{}\"", short(words));
        }
        match source.nearest_anywhere(phrase) {
            Some((number, words)) => {
                format!("nearest: \"{}\" in paragraph {number}", short(words))
            }
            None => "nothing like it stands there".to_owned(),
        }
    }

    /// The paragraphs that no question cites, and that are not skipped.
    fn uncited(&self, source: &Source) -> Vec<Diagnostic> {
        let place = self.spans.deck(&["sources", source.name()]);
        let place = place.map_or(0..0, |place| place.key);
        let coverage = Coverage::of(self.deck, source);
        let uncited = coverage.uncited().map(|number| {
            let text = source.paragraph(number).unwrap_or_default();
            let message = format!("no question cites paragraph {number} of `{}`", source.name());
            Diagnostic {
                severity: Severity::Info,
                ..Diagnostic::error(UNCITED_PARAGRAPH, place.clone(), message)
                    .under(format!("it begins \"{}\"", short(text)))
                    .help("`skip` names paragraphs that need no question, such as headings")
            }
        });
        uncited.collect()
    }

    /// The questions that cite nothing.
    fn without_citation(&self) -> Vec<Diagnostic> {
        let questions = self.deck.questions.iter().enumerate();
        let silent = questions
            .filter(|(_, question)| question.key.as_ref().is_some_and(|key| key.cite.is_empty()));
        let found = silent.map(|(at, question)| {
            let place = self.spans.question(at, &["id"]).map_or(0..0, |place| place.value);
            let message = format!("the question `{}` cites no source", question.face.id.as_str());
            let found = Diagnostic::error(NO_CITATION, place, message)
                .help("add cite = { source = \"…\", paragraph = …, evidence = [\"…\"] }");
            self.about(at, Diagnostic { severity: Severity::Info, ..found })
        });
        found.collect()
    }

    fn about(&self, question: usize, found: Diagnostic) -> Diagnostic {
        let question = self.deck.questions.get(question);
        Diagnostic { question: question.map(|q| q.face.id.as_str().to_owned()), ..found }
    }

    /// The place of a field of a citation. A question's only citation may stand without a list.
    fn place(&self, cited: &Cited<'_>, field: &[&str]) -> Span {
        let index = cited.index.to_string();
        let paths = [[&["cite"], field].concat(), [&["cite", &index], field].concat()];
        let places = paths.iter().filter_map(|path| self.spans.question(cited.question, path));
        let exact = places.map(|place| place.value).next();
        let header = || self.spans.question(cited.question, &[]).map(|place| place.key);
        exact.or_else(header).unwrap_or(0..0)
    }
}

/// `paragraph 7`, `paragraphs 7 and 9`; `None` for none. More than a few are cut short.
fn list(numbers: &BTreeSet<usize>) -> Option<String> {
    const MOST: usize = 5;
    let shown: Vec<String> = numbers.iter().take(MOST).map(usize::to_string).collect();
    match (shown.as_slice(), numbers.len() > MOST) {
        ([], _) => None,
        ([one], _) => Some(format!("paragraph {one}")),
        (some, true) => Some(format!("paragraphs {} and others", some.join(", "))),
        ([some @ .., last], false) => Some(format!("paragraphs {} and {last}", some.join(", "))),
    }
}

/// A text from a file on one line, cut where it is long.
fn short(text: &str) -> String {
    let line = sanitise_line(text);
    let line = line.trim();
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests;
