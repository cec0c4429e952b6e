//! The deck's own fields, and the deck as a whole.

use std::collections::HashSet;

use toml::de::{DeTable, DeValue};

use super::checks;
use super::fields::{Field, Fields, Value, short};
use super::kind::read_policy;
use super::question::{Defaults, Ties, read_lint, read_question};
use super::value::{bad_value, optional, read_id, wrong_type};
use super::walk::Walk;
use crate::compare::TextPolicy;
use crate::deck::{BlueprintRow, Deck, DeckFace, DeckNotes, Exam, Passage, Question, Source};
use crate::diagnostic::{Diagnostic, Span};
use crate::id::DeckId;
use crate::limits::{MAX_LIST, MAX_PASSAGES, MAX_QUESTIONS};
use crate::names::{Difficulty, Feedback, Kind, OrderRule, PartsRule, SelectRule};

/// The version of the format that this crate reads.
pub(super) const FORMAT: u64 = 1;

const DECK_FIELDS: &[&str] = &[
    "format",
    "id",
    "title",
    "language",
    "handout",
    "shuffle",
    "exam",
    "scoring",
    "compare",
    "blueprint",
    "passage",
    "sources",
    "lint",
    "question",
];

/// A deck while it is read: the head first, then question by question.
pub(crate) struct DeckReader {
    head: Option<Head>,
    defaults: Defaults,
    questions: Vec<Question>,
    ties: Vec<Ties>,
    /// How many questions were seen, valid or not.
    seen: usize,
}

/// The deck's own fields.
struct Head {
    id: Option<DeckId>,
    title: Option<String>,
    exam: Option<Exam>,
    blueprint: Vec<BlueprintRow>,
    passages: Vec<Passage>,
    notes: DeckNotes,
    newer: bool,
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

    fn new(walk: &mut Walk<'_>, mut fields: Fields<'_>) -> Self {
        let (head, defaults) = read_head(walk, &mut fields);
        fields.finish(walk, "a deck", DECK_FIELDS);
        Self { head: Some(head), defaults, questions: Vec::new(), ties: Vec::new(), seen: 0 }
    }

    /// Reads one question from its table.
    pub(crate) fn question(&mut self, walk: &mut Walk<'_>, table: &DeTable<'_>, header: Span) {
        let header = walk.at(header);
        self.question_in(walk, table, header, None);
    }

    fn question_in(
        &mut self,
        walk: &mut Walk<'_>,
        table: &DeTable<'_>,
        header: Span,
        range: Option<Span>,
    ) {
        self.seen += 1;
        if self.seen > MAX_QUESTIONS || self.head.as_ref().is_some_and(|head| head.newer) {
            return;
        }
        let id = table.iter().find(|(key, _)| key.get_ref() == "id");
        walk.enter(id.and_then(|(_, value)| value.get_ref().as_str()), range);
        let (question, ties) = read_question(walk, table, header, &self.defaults);
        self.questions.extend(question);
        self.ties.push(ties);
        walk.leave();
    }

    /// Reads a whole document.
    pub(crate) fn whole(walk: &mut Walk<'_>, table: &DeTable<'_>) -> Option<Deck> {
        let mut fields = Fields::new(walk, table, walk.at(0..0));
        let questions = fields.take("question");
        let mut reader = Self::new(walk, fields);
        if let Some(field) = questions {
            reader.all_questions(walk, &field);
        }
        reader.finish(walk)
    }

    fn all_questions(&mut self, walk: &mut Walk<'_>, field: &Field<'_>) {
        let DeValue::Array(array) = field.value else {
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
            let end =
                array.get(at + 1).map_or(walk.end_of_text().end, |next| walk.at(next.span()).start);
            let header = header_of(walk, &span);
            self.question_in(walk, table, header, Some(span.start..end.max(span.end)));
        }
    }

    /// Checks what ties the questions together, and makes the deck.
    pub(crate) fn finish(mut self, walk: &mut Walk<'_>) -> Option<Deck> {
        let head = self.head.take()?;
        if head.newer {
            walk.keep_only("newer-format");
            return None;
        }
        if self.seen == 0 {
            walk.report(
                Diagnostic::error("no-questions", walk.end_of_text(), "the deck has no questions")
                    .under("the text ends here")
                    .help("a question begins with the line `[[question]]`"),
            );
        }
        if self.seen > MAX_QUESTIONS {
            let message =
                format!("the deck has {} questions; at most {MAX_QUESTIONS} are read", self.seen);
            walk.report(Diagnostic::error("too-large", walk.end_of_text(), message));
        }
        checks::unique_ids(walk, &self.ties);
        let passages: HashSet<_> = head.passages.iter().map(|passage| &passage.id).collect();
        checks::references(walk, &self.ties, &passages, &head.notes.sources);
        if !walk.is_clean() {
            return None;
        }
        Some(Deck {
            face: DeckFace {
                id: head.id?,
                title: head.title?,
                language: self.defaults.language,
                handout: self.defaults.handout,
                exam: head.exam,
                shuffle: self.defaults.shuffle,
                blueprint: head.blueprint,
                passages: head.passages,
            },
            questions: self.questions,
            notes: head.notes,
        })
    }
}

/// The header of a question, where its table's span is that of the header or of an inline table.
fn header_of(walk: &Walk<'_>, span: &Span) -> Span {
    let line = crate::parse::line_of(walk.text, span.start - walk.bom());
    let end = line.end + walk.bom();
    span.start..span.end.min(end.max(span.start))
}

fn read_head(walk: &mut Walk<'_>, fields: &mut Fields<'_>) -> (Head, Defaults) {
    let newer = read_format(walk, fields);
    let start = fields.header.clone();
    fields.header = first_line(walk, &start);
    let id = fields.require(walk, "id", "a deck");
    let id = id.and_then(|field| field.spanned().id(walk, "the id of a deck"));
    let title = fields.require(walk, "title", "a deck");
    let title = title.and_then(|field| field.spanned().text(walk, "the title").map(str::to_owned));
    let language =
        optional(walk, fields, "language", read_language).unwrap_or_else(|| "en".to_owned());
    let handout = optional(walk, fields, "handout", |walk, field| field.spanned().boolean(walk));
    let shuffle = optional(walk, fields, "shuffle", |walk, field| field.spanned().boolean(walk));
    let mut defaults = Defaults {
        handout: handout.unwrap_or(false),
        shuffle: shuffle.unwrap_or(true),
        language,
        compare: TextPolicy::default(),
        select: SelectRule::RightMinusWrong,
        order: OrderRule::Kendall,
        matching: PartsRule::PerPair,
        cloze: PartsRule::PerPair,
    };
    optional(walk, fields, "scoring", |walk, field| read_scoring(walk, field, &mut defaults));
    read_deck_key(walk, fields, &mut defaults);
    let head = Head {
        id,
        title,
        exam: optional(walk, fields, "exam", read_exam),
        blueprint: optional(walk, fields, "blueprint", read_blueprint).unwrap_or_default(),
        passages: optional(walk, fields, "passage", read_passages).unwrap_or_default(),
        notes: read_notes(walk, fields),
        newer,
    };
    (head, defaults)
}

/// `compare` is part of the key: it has no place on a handout.
fn read_deck_key(walk: &mut Walk<'_>, fields: &mut Fields<'_>, defaults: &mut Defaults) {
    let Some(field) = fields.take("compare") else { return };
    if defaults.handout {
        let message = "`compare` belongs to the key, and a handout holds no key";
        walk.report(
            Diagnostic::error("key-in-handout", field.key, message).under("part of the key"),
        );
    } else if let Some(policy) = read_policy(walk, &field, defaults.compare, &defaults.language) {
        defaults.compare = policy;
    }
}

/// The first line with something in it, to point at when a field of the deck is missing.
fn first_line(walk: &Walk<'_>, start: &Span) -> Span {
    let skipped = walk.text.len() - walk.text.trim_start().len();
    let line = crate::parse::line_of(walk.text, skipped);
    let end = line.start + walk.text[line.clone()].trim_end().len();
    start.start + line.start..start.start + end
}

/// `format`; true where it is newer than this program.
fn read_format(walk: &mut Walk<'_>, fields: &mut Fields<'_>) -> bool {
    let start = fields.header.clone();
    let Some(field) = fields.take("format") else {
        let place = first_line(walk, &start);
        walk.report(
            Diagnostic::error("missing-field", place, "a deck needs `format`")
                .under("no `format` here")
                .help(format!("begin the deck with `format = {FORMAT}`")),
        );
        return false;
    };
    let Some(format) = field.spanned().integer(walk, 1, u64::MAX, "the format") else {
        return false;
    };
    if format > FORMAT {
        let message =
            format!("this deck is of format {format}; this program reads format {FORMAT}");
        walk.report(
            Diagnostic::error("newer-format", field.span, message)
                .under("newer than this program")
                .help("upgrade Quizdeck to read it"),
        );
    }
    format > FORMAT
}

fn read_language(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<String> {
    let text = field.spanned().text(walk, "the language")?;
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    let shaped = (2..=8).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    if !shaped {
        bad_value(
            walk,
            &field.span,
            "a language is a tag such as `en` or `pt-BR`",
            "not a language tag",
        );
        return None;
    }
    Some(text.to_owned())
}

fn read_scoring(walk: &mut Walk<'_>, field: &Field<'_>, defaults: &mut Defaults) -> Option<()> {
    let mut fields = field.spanned().table(walk, "a table of rules by kind")?;
    if let Some(field) = fields.take("multiple-select") {
        let rule = field.spanned().name(
            walk,
            "rule for multiple-select",
            SelectRule::NAMES,
            SelectRule::ALL,
        );
        defaults.select = rule.unwrap_or(defaults.select);
    }
    if let Some(field) = fields.take("ordering") {
        let rule =
            field.spanned().name(walk, "rule for ordering", OrderRule::NAMES, OrderRule::ALL);
        defaults.order = rule.unwrap_or(defaults.order);
    }
    for (name, rule) in [("matching", &mut defaults.matching), ("cloze", &mut defaults.cloze)] {
        if let Some(field) = fields.take(name) {
            let read = field.spanned().name(
                walk,
                &format!("rule for {name}"),
                PartsRule::NAMES,
                PartsRule::ALL,
            );
            *rule = read.unwrap_or(*rule);
        }
    }
    fields.finish(walk, "`[scoring]`", &["multiple-select", "ordering", "matching", "cloze"]);
    Some(())
}

fn read_exam(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Exam> {
    let mut fields = field.spanned().table(walk, "a table of what binds in an exam")?;
    let time_limit = optional(walk, &mut fields, "time_limit", |w, f| f.spanned().duration(w));
    let feedback = optional(walk, &mut fields, "feedback", |walk, field| {
        field.spanned().name(walk, "kind of feedback", Feedback::NAMES, Feedback::ALL)
    });
    let back = optional(walk, &mut fields, "back", |walk, field| field.spanned().boolean(walk));
    fields.finish(walk, "`[exam]`", &["time_limit", "feedback", "back"]);
    Some(Exam {
        time_limit,
        feedback: feedback.unwrap_or(Feedback::End),
        back: back.unwrap_or(true),
    })
}

fn read_blueprint(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<BlueprintRow>> {
    let values = field.spanned().list(walk, "rows, each under `[[blueprint]]`", MAX_LIST)?;
    let mut rows = Vec::with_capacity(values.len());
    for value in values {
        let Some(mut fields) = value.table(walk, "a row such as { tag = \"…\", count = 3 }")
        else {
            continue;
        };
        let tag = optional(walk, &mut fields, "tag", |walk, field| {
            field.spanned().text(walk, "a tag").map(str::to_owned)
        });
        let difficulty = optional(walk, &mut fields, "difficulty", |walk, field| {
            field.spanned().name(walk, "difficulty", Difficulty::NAMES, Difficulty::ALL)
        });
        let kind = optional(walk, &mut fields, "kind", |walk, field| {
            field.spanned().name(walk, "kind of question", Kind::NAMES, Kind::ALL)
        });
        let count = fields.require(walk, "count", "a row of the blueprint");
        let count = count.and_then(|field| field.spanned().integer(walk, 1, 1000, "a count"));
        fields.finish(walk, "a row of the blueprint", &["tag", "difficulty", "kind", "count"]);
        if let Some(count) = count.and_then(|count| usize::try_from(count).ok()) {
            rows.push(BlueprintRow { tag, difficulty, kind, count });
        }
    }
    Some(rows)
}

fn read_passages(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<Passage>> {
    let values = field.spanned().list(walk, "passages, each under `[[passage]]`", MAX_PASSAGES)?;
    let mut passages: Vec<(Passage, Span)> = Vec::with_capacity(values.len());
    for value in values {
        let Some(mut fields) = value.table(walk, "a passage") else { continue };
        let id = fields.require(walk, "id", "a passage");
        let place = id.as_ref().map_or(value.span.clone(), |field| field.span.clone());
        let id = id.and_then(|field| field.spanned().id(walk, "the id of a passage"));
        let text = fields.require(walk, "text", "a passage");
        let text = text.and_then(|field| field.spanned().markdown(walk, "the passage"));
        fields.finish(walk, "a passage", &["id", "text"]);
        let (Some(id), Some(text)) = (id, text) else { continue };
        let passage = Passage { id, text };
        if let Some((_, first)) = passages.iter().find(|(other, _)| other.id == passage.id) {
            let message = format!("the passage `{}` stands twice", passage.id);
            walk.report(
                Diagnostic::error("duplicate-id", place, message)
                    .under("the second time")
                    .label(first.clone(), "the first time"),
            );
        } else {
            passages.push((passage, place));
        }
    }
    Some(passages.into_iter().map(|(passage, _)| passage).collect())
}

fn read_notes(walk: &mut Walk<'_>, fields: &mut Fields<'_>) -> DeckNotes {
    DeckNotes {
        lint_allow: optional(walk, fields, "lint", read_lint).unwrap_or_default(),
        sources: optional(walk, fields, "sources", read_sources).unwrap_or_default(),
    }
}

fn read_sources(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<Source>> {
    let mut fields =
        field.spanned().table(walk, "a table of sources, each under `[sources.name]`")?;
    let mut sources = Vec::new();
    for entry in fields.rest() {
        let name = read_id::<DeckId>(walk, entry.name, &entry.key, "the name of a source");
        let Some(mut source) = entry.spanned().table(walk, "a table with `title` and `sha256`")
        else {
            continue;
        };
        let title = optional(walk, &mut source, "title", |walk, field| {
            field.spanned().text(walk, "the title").map(str::to_owned)
        });
        let sha256 = optional(walk, &mut source, "sha256", |walk, field| {
            let text = field.spanned().string(walk, "64 hex digits")?;
            let shaped =
                text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            if !shaped {
                bad_value(
                    walk,
                    &field.span,
                    "a SHA-256 is 64 lower-case hex digits",
                    "not a SHA-256",
                );
            }
            shaped.then(|| text.to_owned())
        });
        source.finish(walk, &format!("the source `{}`", short(entry.name)), &["title", "sha256"]);
        if let Some(name) = name {
            sources.push(Source { name: name.as_str().to_owned(), title, sha256 });
        }
    }
    Some(sources)
}
