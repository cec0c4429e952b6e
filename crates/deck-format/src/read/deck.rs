//! The deck as a whole: its head first, then question by question, then what ties them together.

use toml::de::{DeTable, DeValue};

use super::fields::{Field, Fields, Value};
use super::head::{Head, read_head};
use super::question::{Defaults, read_question};
use super::ties::Ties;
use super::value::{too_large, wrong_type};
use super::walk::Walk;
use crate::deck::{Deck, DeckFace, Question};
use crate::diagnostic::{Diagnostic, Span};
use crate::limits::MAX_QUESTIONS;

/// A deck while it is read.
pub(crate) struct DeckReader {
    head: Head,
    defaults: Defaults,
    questions: Vec<Question>,
    ties: Ties,
    /// How many questions were seen, valid or not.
    seen: usize,
}

impl DeckReader {
    /// Reads the head of a deck that is read in pieces; `None` where it holds questions.
    pub(crate) fn head(walk: &mut Walk<'_>, table: &DeTable<'_>) -> Option<Self> {
        let fields = Fields::new(walk, table, walk.at(0..0));
        if fields.get("question").is_some() {
            return None;
        }
        Some(Self::new(walk, fields))
    }

    /// Reads what syntax errors leave of a head of so many bytes.
    pub(crate) fn spoiled_head(walk: &mut Walk<'_>, table: &DeTable<'_>, length: usize) -> Self {
        walk.enter(None, &walk.at(0..length));
        let mut fields = Fields::new(walk, table, walk.at(0..0));
        let questions = fields.take("question");
        let mut reader = Self::new(walk, fields);
        reader.forget_lost_names(walk);
        if let Some(field) = questions {
            reader.all_questions(walk, &field);
        }
        reader
    }

    fn new(walk: &mut Walk<'_>, fields: Fields<'_>) -> Self {
        let (head, defaults) = read_head(walk, fields);
        walk.leave();
        Self { head, defaults, questions: Vec::new(), ties: Ties::default(), seen: 0 }
    }

    /// Where a syntax error is in the tables of the head, a passage or source may be lost with it.
    fn forget_lost_names(&mut self, walk: &Walk<'_>) {
        if walk.has_slip_in_tables() {
            self.head.passage_ids = None;
            self.head.source_names = None;
        }
    }

    /// Makes room for so many questions.
    pub(crate) fn expect(&mut self, questions: usize) {
        let questions = questions.min(MAX_QUESTIONS);
        self.questions.reserve(questions);
        self.ties.reserve(questions);
    }

    /// Reads a question from its table, in the piece that the walk is at. The range of the piece
    /// counts in the whole text, without its byte order mark.
    pub(crate) fn question(
        &mut self,
        walk: &mut Walk<'_>,
        table: &DeTable<'_>,
        header: Span,
        range: Span,
    ) {
        let header = walk.at(header);
        let range = walk.whole(range);
        self.question_in(walk, table, header, &range);
    }

    /// Counts a question of which nothing can be read.
    pub(crate) fn lost_question(&mut self) {
        self.seen += 1;
    }

    fn question_in(
        &mut self,
        walk: &mut Walk<'_>,
        table: &DeTable<'_>,
        header: Span,
        range: &Span,
    ) {
        self.seen += 1;
        if self.seen > MAX_QUESTIONS || self.head.newer.is_some() {
            return;
        }
        let id = table.get("id").and_then(|id| id.get_ref().as_str());
        walk.enter(id, range);
        let fields = Fields::new(walk, table, header);
        self.ties.enter();
        let question = read_question(walk, fields, &self.defaults, &mut self.ties);
        self.questions.extend(question);
        walk.leave();
    }

    /// Reads a whole document.
    pub(crate) fn whole(walk: &mut Walk<'_>, table: &DeTable<'_>) -> Option<Deck> {
        let mut fields = Fields::new(walk, table, walk.at(0..0));
        let questions = fields.take("question");
        let end = questions.as_ref().map_or(walk.end_of_text().end, |field| field.span.start);
        walk.enter(None, &(walk.at(0..0).start..end));
        let mut reader = Self::new(walk, fields);
        reader.forget_lost_names(walk);
        if let Some(field) = questions {
            reader.all_questions(walk, &field);
        }
        reader.finish(walk)
    }

    fn all_questions(&mut self, walk: &mut Walk<'_>, field: &Field<'_>) {
        let DeValue::Array(array) = field.value else {
            report_no_list(walk, field);
            self.seen += 1;
            return;
        };
        for (at, value) in array.iter().enumerate() {
            if walk.is_full() {
                return;
            }
            let span = walk.at(value.span());
            let DeValue::Table(table) = value.get_ref() else {
                wrong_type(walk, &Value { value: value.get_ref(), span }, "a question");
                continue;
            };
            let next = array.get(at + 1).map(|next| walk.at(next.span()).start);
            let end = next.unwrap_or(walk.end_of_text().end);
            let range = span.start..end.max(span.end);
            let header = first_line_of(walk, &span);
            self.question_in(walk, table, header, &range);
        }
    }

    /// Checks what ties the questions together, and makes the deck.
    pub(crate) fn finish(mut self, walk: &mut Walk<'_>) -> Option<Deck> {
        if let Some(newer) = self.head.newer.take() {
            walk.only(newer);
            return None;
        }
        self.check_count(walk);
        let Head { passage_ids, source_names, .. } = &self.head;
        self.ties.check(walk, passage_ids.as_ref(), source_names.as_ref());
        if !walk.is_clean() {
            return None;
        }
        Some(Deck {
            face: DeckFace {
                id: self.head.id?,
                title: self.head.title?,
                language: self.defaults.language,
                handout: self.defaults.handout,
                exam: self.head.exam,
                shuffle: self.defaults.shuffle,
                blueprint: self.head.blueprint,
                passages: self.head.passages,
            },
            questions: self.questions,
            notes: self.head.notes,
        })
    }

    fn check_count(&self, walk: &mut Walk<'_>) {
        // What looks like none may be what a syntax error has left, or was reported otherwise.
        let is_known = self.head.is_empty || self.head.question_misspelt || walk.has_slips();
        if self.seen == 0 && !is_known {
            walk.report(
                Diagnostic::error("no-questions", walk.end_of_text(), "the deck has no questions")
                    .under("the text ends here")
                    .help("a question begins with the line `[[question]]`"),
            );
        }
        if self.seen > MAX_QUESTIONS {
            let message = format!("the deck has {} questions", self.seen);
            too_large(walk, &walk.end_of_text(), message, MAX_QUESTIONS);
        }
    }
}

/// The header of a question: one that is written as an inline table may take several lines.
fn first_line_of(walk: &Walk<'_>, span: &Span) -> Span {
    let line = walk.text_from(span).lines().next().unwrap_or_default();
    span.start..span.end.min(span.start + line.len())
}

/// `question` is there, but not as a list.
fn report_no_list(walk: &mut Walk<'_>, field: &Field<'_>) {
    if let DeValue::Table(_) = field.value {
        walk.report(
            Diagnostic::error(
                "wrong-type",
                field.span.clone(),
                "a question begins with `[[question]]`",
            )
            .under("double brackets are needed"),
        );
    } else {
        wrong_type(walk, &field.spanned(), "questions, each under `[[question]]`");
    }
}
