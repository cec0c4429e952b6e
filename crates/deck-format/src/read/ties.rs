//! What ties the questions of a deck together: their ids, and the passages and sources that they
//! name. It is kept of a question that is wrong, too, so that checks across the deck see all of it.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use super::declared::Declared;
use super::fields::Short;
use super::suggest::did_you_mean;
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Span};
use crate::id::{PassageId, QuestionId};

/// The ties of all questions that were read.
#[derive(Default)]
pub(super) struct Ties {
    ids: Vec<Tie<QuestionId>>,
    was: Vec<Tie<QuestionId>>,
    passages: Vec<Tie<PassageId>>,
    sources: Vec<Tie<SmolStr>>,
    /// The question that is being read: its place in `ids`, once its id is known.
    question: Option<usize>,
}

/// A name that a question gives, and where.
struct Tie<T> {
    name: T,
    place: Span,
    question: Option<usize>,
}

impl Ties {
    /// Makes room for so many questions.
    pub(super) fn reserve(&mut self, questions: usize) {
        self.ids.reserve(questions);
    }

    /// Begins a question.
    pub(super) fn enter(&mut self) {
        self.question = None;
    }

    /// The question's id, which comes before the other ties.
    pub(super) fn id(&mut self, name: QuestionId, place: Span) {
        self.question = Some(self.ids.len());
        self.ids.push(Tie { name, place, question: self.question });
    }

    /// An id that the question had before.
    pub(super) fn was(&mut self, name: QuestionId, place: Span) {
        self.was.push(Tie { name, place, question: self.question });
    }

    /// The passage that the question names.
    pub(super) fn passage(&mut self, name: PassageId, place: Span) {
        self.passages.push(Tie { name, place, question: self.question });
    }

    /// A source that the question cites.
    pub(super) fn source(&mut self, name: &str, place: Span) {
        self.sources.push(Tie { name: name.into(), place, question: self.question });
    }

    /// Checks that ids are unique, now and with those of before, and that what is named is
    /// declared, as far as that is known.
    pub(super) fn check(
        &self,
        walk: &mut Walk<'_>,
        passages: Option<&Declared>,
        sources: Option<&Declared>,
    ) {
        let mut seen: HashMap<&QuestionId, &Span> = HashMap::with_capacity(self.ids.len());
        for tie in self.ids.iter().chain(&self.was) {
            if let Some(first) = seen.get(&tie.name) {
                walk.report(self.of_question(tie.question, twice(tie, first)));
            } else {
                seen.insert(&tie.name, &tie.place);
            }
        }
        self.report_undeclared(walk, "passage", &self.passages, passages);
        self.report_undeclared(walk, "source", &self.sources, sources);
    }

    /// Reports each name that is not declared, once: however often it is used, one line is missing.
    fn report_undeclared<T: AsRef<str>>(
        &self,
        walk: &mut Walk<'_>,
        what: &str,
        ties: &[Tie<T>],
        known: Option<&Declared>,
    ) {
        let Some(known) = known else { return };
        // Most questions name what the one before does.
        let mut last: Option<&str> = None;
        let mut reported: HashSet<&str> = HashSet::new();
        for tie in ties {
            let name = tie.name.as_ref();
            if last.replace(name) == Some(name) || known.contains(name) || !reported.insert(name) {
                continue;
            }
            if walk.is_full() {
                walk.skip();
            } else {
                let diagnostic = undeclared(what, name, &tie.place, known);
                walk.report(self.of_question(tie.question, diagnostic));
            }
        }
    }

    fn of_question(&self, question: Option<usize>, mut diagnostic: Diagnostic) -> Diagnostic {
        let question = question.and_then(|at| self.ids.get(at));
        diagnostic.question = question.map(|tie| tie.name.to_string());
        diagnostic
    }
}

fn twice(tie: &Tie<QuestionId>, first: &Span) -> Diagnostic {
    let message = format!("the id `{}` stands twice in this deck", tie.name);
    Diagnostic::error("duplicate-id", tie.place.clone(), message)
        .under("the second time")
        .label(first.clone(), "the first time")
        .help("answers are kept by id, so that each id names one question for ever")
}

fn undeclared(what: &str, name: &str, place: &Span, known: &Declared) -> Diagnostic {
    let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
    known.sort_unstable();
    // Enough for a hint; a hostile deck has thousands.
    let near = did_you_mean(name, known.into_iter().take(200));
    let header = if what == "passage" {
        format!("[[passage]] with `id = \"{}\"`", Short(name))
    } else {
        format!("[sources.{}]", Short(name))
    };
    let message = format!("this deck has no {what} `{}`", Short(name));
    Diagnostic::error("unknown-id", place.clone(), message)
        .under(if near.is_empty() { format!("no such {what}") } else { near })
        .help(format!("add {header}, or name one that is there"))
}
