//! The deck's own fields.

use super::common::{is_tag, read_boolean, read_lint};
use super::declared::{Declared, read_passages, read_sources};
use super::fallen::report_fallen_in_head;
use super::fields::{Field, Fields, Value};
use super::kind::read_policy;
use super::question::{Defaults, report_not_in_handout};
use super::released::read_released;
use super::suggest::{list, table_of};
use super::value::{all, bad_value, optional};
use super::walk::Walk;
use crate::compare::TextPolicy;
use crate::deck::{BlueprintRow, DeckNotes, Exam, Passage};
use crate::diagnostic::{Diagnostic, Span};
use crate::id::{DeckId, is_field_name};
use crate::limits::MAX_LIST;
use crate::names::{Difficulty, Feedback, Kind, OrderRule, PartsRule, SelectRule};

/// The version of the format that this crate reads.
const FORMAT: u64 = 1;

/// The fields of a deck.
pub(super) const DECK_FIELDS: &[&str] = &[
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
    "released",
    "question",
];

/// The deck's own fields, as far as they can be read.
pub(super) struct Head {
    pub(super) id: Option<DeckId>,
    pub(super) title: Option<String>,
    pub(super) exam: Option<Exam>,
    pub(super) blueprint: Vec<BlueprintRow>,
    pub(super) passages: Vec<Passage>,
    /// The ids of passages; `None` where some may have been lost.
    pub(super) passage_ids: Option<Declared>,
    pub(super) notes: DeckNotes,
    /// The names of sources; `None` where some may have been lost.
    pub(super) source_names: Option<Declared>,
    /// Whether there is nothing at all, which was reported.
    pub(super) is_empty: bool,
    /// Whether a misspelt `question` was reported, so that there seem to be none.
    pub(super) question_misspelt: bool,
    /// That the deck is of a newer format, which is then all that is said about it.
    pub(super) newer: Option<Diagnostic>,
}

pub(super) fn read_head(walk: &mut Walk<'_>, mut fields: Fields<'_>) -> (Head, Defaults) {
    let is_empty = fields.is_empty();
    let fallen = report_fallen_in_head(walk, &mut fields);
    fields.header = first_line(walk, &fields.header);
    if ["format", "id", "title"].iter().all(|name| is_missing(&fields, name)) {
        report_no_head(walk, &fields);
    }
    let newer = read_format(walk, &mut fields);
    let id = fields.require(walk, "id", "a deck");
    let id = id.and_then(|field| field.spanned().id(walk, "the id of a deck"));
    let title = fields.require(walk, "title", "a deck");
    let title = title.and_then(|field| field.spanned().text(walk, "the title").map(str::to_owned));
    let defaults = read_defaults(walk, &mut fields);
    let exam = optional(walk, &mut fields, "exam", read_exam);
    let blueprint = optional(walk, &mut fields, "blueprint", read_blueprint);
    let (passages, passage_ids) = match fields.take("passage") {
        Some(field) => read_passages(walk, &field),
        None => (Vec::new(), (!fields.has_near("passage")).then(Declared::new)),
    };
    let (sources, source_names) = match fields.take("sources") {
        Some(field) => read_sources(walk, &field),
        None => (Vec::new(), (!fields.has_near("sources")).then(Declared::new)),
    };
    let lint_allow = optional(walk, &mut fields, "lint", read_lint).unwrap_or_default();
    let released = optional(walk, &mut fields, "released", read_released);
    let question_misspelt = fields.has_near("question");
    report_questions(walk, &mut fields);
    let lost = fallen || has_lost_header(&fields);
    fields.finish(walk, "a deck", DECK_FIELDS);
    // What has fallen in, or is unknown, may be a whole passage or source without its header.
    let (passage_ids, source_names) = if lost { (None, None) } else { (passage_ids, source_names) };
    let head = Head {
        id,
        title,
        exam,
        blueprint: blueprint.unwrap_or_default(),
        passages,
        passage_ids,
        notes: DeckNotes { lint_allow, sources, released },
        source_names,
        is_empty,
        question_misspelt,
        newer,
    };
    (head, defaults)
}

/// Whether unknown fields are those of a passage or a source whose header is missing.
fn has_lost_header(fields: &Fields<'_>) -> bool {
    let names: Vec<&str> = fields.left().map(|field| field.name).collect();
    matches!(table_of(&names), Some("`[[passage]]`" | "`[sources.…]`"))
}

fn is_missing(fields: &Fields<'_>, name: &str) -> bool {
    fields.get(name).is_none() && !fields.has_near(name)
}

/// A deck without any of the fields that it needs: one mistake, not three.
fn report_no_head(walk: &mut Walk<'_>, fields: &Fields<'_>) {
    let message = "a deck begins with `format`, `id` and `title`";
    walk.report(
        Diagnostic::error("missing-field", fields.header.clone(), message)
            .under("none of them is here")
            .help(format!("a deck begins with the line `format = {FORMAT}`")),
    );
    walk.lose_parts();
}

/// The first line with something in it, to point at when a field of the deck is missing.
fn first_line(walk: &Walk<'_>, start: &Span) -> Span {
    let skipped = walk.text.len() - walk.text.trim_start().len();
    let line = crate::parse::line_of(walk.text, skipped);
    let end = line.start + walk.text[line.clone()].trim_end().len();
    start.start + line.start..start.start + end
}

/// `format`; what to say where it is newer than this program.
fn read_format(walk: &mut Walk<'_>, fields: &mut Fields<'_>) -> Option<Diagnostic> {
    let Some(field) = fields.take("format") else {
        let message = format!("a deck needs `format`; begin it with `format = {FORMAT}`");
        fields.report_missing(walk, "format", message);
        return None;
    };
    let format = field.spanned().integer(walk, 1, 9999, "the format")?;
    (format > FORMAT).then(|| {
        let message =
            format!("this deck is of format {format}; this program reads format {FORMAT}");
        Diagnostic::error("newer-format", field.span, message)
            .under("newer than this program")
            .help("upgrade Quizdeck to read it")
    })
}

/// Fields of a question above the first `[[question]]`: one mistake, however many they are.
fn report_questions(walk: &mut Walk<'_>, fields: &mut Fields<'_>) {
    let strays: Vec<Field<'_>> = fields.left().filter(|field| is_field_name(field.name)).collect();
    let Some(first) = strays.first() else { return };
    let named = list(strays.iter().map(|field| field.name));
    let (verb, belong) =
        if strays.len() == 1 { ("stands", "belongs") } else { ("stand", "belong") };
    walk.report(
        Diagnostic::error(
            "unknown-field",
            first.key.clone(),
            format!("{named} {verb} outside of any question, but {belong} to one"),
        )
        .under("not a field of a deck")
        .help("a question begins with the line `[[question]]`; its fields follow"),
    );
    for stray in strays {
        fields.take(stray.name);
    }
}

/// What questions take from the deck.
fn read_defaults(walk: &mut Walk<'_>, fields: &mut Fields<'_>) -> Defaults {
    let language =
        optional(walk, fields, "language", read_language).unwrap_or_else(|| "en".to_owned());
    let handout = read_boolean(walk, fields, "handout").unwrap_or(false);
    let shuffle = read_boolean(walk, fields, "shuffle").unwrap_or(true);
    let mut defaults = Defaults {
        handout,
        shuffle,
        language,
        compare: TextPolicy::default(),
        select: SelectRule::RightMinusWrong,
        order: OrderRule::Kendall,
        matching: PartsRule::PerPair,
        cloze: PartsRule::PerPair,
    };
    optional(walk, fields, "scoring", |walk, field| read_scoring(walk, field, &mut defaults));
    if handout {
        report_not_in_handout(walk, fields, &["compare", "sources", "lint", "released"]);
    }
    if let Some(field) = fields.take("compare") {
        let policy = read_policy(walk, &field, defaults.compare, &defaults.language);
        defaults.compare = policy.unwrap_or(defaults.compare);
    }
    defaults
}

fn read_language(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<String> {
    let text = field.spanned().text(walk, "the language")?;
    if !is_language(text) {
        let message = "a language is a tag such as `en` or `pt-BR`";
        bad_value(walk, &field.span, message, "not a language tag");
        return None;
    }
    Some(text.to_owned())
}

/// Whether a text has the shape of a BCP 47 tag: a primary part of 2 to 8 letters, then parts of 1
/// to 8 letters or digits.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

fn read_scoring(walk: &mut Walk<'_>, field: &Field<'_>, defaults: &mut Defaults) -> Option<()> {
    let mut fields = field.spanned().table(walk, "a table of rules by kind")?;
    let select = optional(walk, &mut fields, "multiple-select", |walk, field| {
        let what = "rule for multiple-select";
        field.spanned().name(walk, what, SelectRule::NAMES, SelectRule::ALL)
    });
    let order = optional(walk, &mut fields, "ordering", |walk, field| {
        field.spanned().name(walk, "rule for ordering", OrderRule::NAMES, OrderRule::ALL)
    });
    let matching = optional(walk, &mut fields, "matching", |walk, field| {
        field.spanned().name(walk, "rule for matching", PartsRule::NAMES, PartsRule::ALL)
    });
    let cloze = optional(walk, &mut fields, "cloze", |walk, field| {
        field.spanned().name(walk, "rule for cloze", PartsRule::NAMES, PartsRule::ALL)
    });
    fields.finish(walk, "`[scoring]`", &["multiple-select", "ordering", "matching", "cloze"]);
    defaults.select = select.unwrap_or(defaults.select);
    defaults.order = order.unwrap_or(defaults.order);
    defaults.matching = matching.unwrap_or(defaults.matching);
    defaults.cloze = cloze.unwrap_or(defaults.cloze);
    Some(())
}

fn read_exam(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Exam> {
    let mut fields = field.spanned().table(walk, "a table of what binds in an exam")?;
    let time_limit = optional(walk, &mut fields, "time_limit", |w, f| f.spanned().duration(w));
    let feedback = optional(walk, &mut fields, "feedback", |walk, field| {
        field.spanned().name(walk, "kind of feedback", Feedback::NAMES, Feedback::ALL)
    });
    let back = read_boolean(walk, &mut fields, "back");
    fields.finish(walk, "`[exam]`", &["time_limit", "feedback", "back"]);
    Some(Exam {
        time_limit,
        feedback: feedback.unwrap_or(Feedback::End),
        back: back.unwrap_or(true),
    })
}

fn read_blueprint(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<BlueprintRow>> {
    let values = field.spanned().list(walk, "rows, each under `[[blueprint]]`", MAX_LIST)?;
    all(values, |value| read_row(walk, &value))
}

fn read_row(walk: &mut Walk<'_>, value: &Value<'_>) -> Option<BlueprintRow> {
    let mut fields = value.table(walk, "a row such as { tag = \"…\", count = 3 }")?;
    let tag = optional(walk, &mut fields, "tag", |walk, field| {
        let tag = field.spanned().text(walk, "a tag")?;
        if !is_tag(tag) {
            bad_value(walk, &field.span, "no question can have such a tag", "not a tag");
            return None;
        }
        Some(tag.to_owned())
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
    let count = count.and_then(|count| usize::try_from(count).ok())?;
    Some(BlueprintRow { tag, difficulty, kind, count })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_the_shape_of_a_tag() {
        for good in ["en", "pt-BR", "zh-Hant-TW", "de-1996"] {
            assert!(is_language(good), "{good}");
        }
        for bad in ["", "e", "english-", "en_GB", "e1", "en-", "-en", "toolonglang"] {
            assert!(!is_language(bad), "{bad}");
        }
    }

    #[test]
    fn every_field_of_a_deck_is_a_reserved_name() {
        for name in DECK_FIELDS {
            assert!(is_field_name(name), "{name}");
        }
    }
}
