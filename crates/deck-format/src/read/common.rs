//! The fields that every kind of question may have: those of the face, what teaches, and notes.

use std::time::Duration;

use toml::de::DeValue;

use super::fields::{Field, Fields, Value};
use super::question::{Defaults, fields_of};
use super::ties::Ties;
use super::value::{all, bad_value, optional};
use super::walk::Walk;
use crate::deck::Notes;
use crate::diagnostic::Diagnostic;
use crate::id::{FamilyId, PassageId, QuestionId};
use crate::key::Citation;
use crate::limits::{MAX_ENTRIES, MAX_LIST};
use crate::names::{Difficulty, Kind};
use crate::points::Points;

/// The common fields of a face.
pub(crate) struct Common {
    pub(crate) shuffle: bool,
    /// Absent where it was not written, or cannot be read.
    pub(crate) points: Option<Points>,
    pub(crate) points_written: bool,
    pub(crate) passage: Option<PassageId>,
    pub(crate) time: Option<Duration>,
    pub(crate) tags: Vec<String>,
    pub(crate) difficulty: Option<Difficulty>,
    pub(crate) weight: u8,
    pub(crate) family: Option<FamilyId>,
}

pub(super) fn read_common(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    ties: &mut Ties,
    kind: Option<Kind>,
    defaults: &Defaults,
) -> Common {
    // It is left in place for a kind that has none: it is reported there.
    let has_shuffle = kind.is_some_and(|kind| fields_of(kind).contains(&"shuffle"));
    let shuffle = if has_shuffle { read_boolean(walk, fields, "shuffle") } else { None };
    let points = fields.take("points");
    Common {
        shuffle: shuffle.unwrap_or(defaults.shuffle),
        points_written: points.is_some(),
        points: points.and_then(|field| field.spanned().points(walk)),
        passage: optional(walk, fields, "passage", |walk, field| {
            let id: PassageId = field.spanned().id(walk, "the id of a passage")?;
            ties.passage(id.clone(), field.span.clone());
            Some(id)
        }),
        time: optional(walk, fields, "time", |walk, field| field.spanned().duration(walk)),
        tags: optional(walk, fields, "tags", read_tags).unwrap_or_default(),
        difficulty: optional(walk, fields, "difficulty", |walk, field| {
            field.spanned().name(walk, "difficulty", Difficulty::NAMES, Difficulty::ALL)
        }),
        weight: read_weight(walk, fields),
        family: optional(walk, fields, "family", |walk, field| {
            field.spanned().id(walk, "the name of a family")
        }),
    }
}

pub(super) fn read_boolean(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    name: &str,
) -> Option<bool> {
    optional(walk, fields, name, |walk, field| field.spanned().boolean(walk))
}

/// How much a question or a blank counts, 1 where it does not say.
pub(super) fn read_weight(walk: &mut Walk<'_>, fields: &mut Fields<'_>) -> u8 {
    let weight = optional(walk, fields, "weight", |walk, field| {
        field.spanned().integer(walk, 1, 100, "a weight")
    });
    weight.and_then(|weight| u8::try_from(weight).ok()).unwrap_or(1)
}

fn read_tags(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<String>> {
    let values = field.spanned().list(walk, "a list of tags", MAX_ENTRIES)?;
    let mut tags: Vec<String> = Vec::with_capacity(values.len());
    for value in values {
        let Some(tag) = value.text(walk, "a tag") else { continue };
        if !is_tag(tag) {
            let message =
                "a tag is one line of at most 64 characters, without commas or outer spaces";
            bad_value(walk, &value.span, message, "not a tag");
        } else if tags.iter().any(|other| other == tag) {
            let message = format!("the tag `{tag}` stands twice");
            walk.report(
                Diagnostic::error("duplicate-id", value.span, message).under("the second time"),
            );
        } else {
            tags.push(tag.to_owned());
        }
    }
    Some(tags)
}

pub(super) fn is_tag(text: &str) -> bool {
    text.trim().len() == text.len()
        && (text.len() <= 64 || text.chars().count() <= 64)
        && !text.contains(|c: char| c == ',' || c.is_control())
}

/// Explanation, hints and citations.
pub(super) fn read_teaching(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    ties: &mut Ties,
) -> (Option<String>, Vec<String>, Vec<Citation>) {
    let explanation = optional(walk, fields, "explanation", |walk, field| {
        field.spanned().markdown(walk, "the explanation")
    });
    let hints = optional(walk, fields, "hint", read_hints).unwrap_or_default();
    let cite = optional(walk, fields, "cite", |walk, field| read_citations(walk, field, ties));
    (explanation, hints, cite.unwrap_or_default())
}

/// One hint, or several from the vaguest to the plainest.
fn read_hints(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<String>> {
    if let DeValue::String(_) = field.value {
        return field.spanned().markdown(walk, "the hint").map(|hint| vec![hint]);
    }
    let values = field.spanned().list(walk, "a hint, or a list of hints", MAX_ENTRIES)?;
    all(values, |value| value.markdown(walk, "a hint"))
}

/// One citation, or several.
fn read_citations(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    ties: &mut Ties,
) -> Option<Vec<Citation>> {
    const EXPECTED: &str = "a citation such as { source = \"…\", paragraph = 7 }";
    if let DeValue::Table(_) = field.value {
        return read_citation(walk, &field.spanned(), EXPECTED, ties)
            .map(|citation| vec![citation]);
    }
    let values = field.spanned().list(walk, EXPECTED, MAX_ENTRIES)?;
    all(values, |value| read_citation(walk, &value, EXPECTED, ties))
}

fn read_citation(
    walk: &mut Walk<'_>,
    value: &Value<'_>,
    expected: &str,
    ties: &mut Ties,
) -> Option<Citation> {
    let mut fields = value.table(walk, expected)?;
    let source = fields.require(walk, "source", "a citation");
    let source = source.and_then(|field| {
        let name = field.spanned().text(walk, "the name of a source")?;
        ties.source(name, field.span);
        Some(name.to_owned())
    });
    let paragraph =
        optional(walk, &mut fields, "paragraph", |walk, field| field.spanned().paragraph(walk));
    let evidence = optional(walk, &mut fields, "evidence", |walk, field| {
        let texts = field.spanned().texts(walk, "a list of phrases", "a phrase")?;
        Some(texts.into_iter().map(str::to_owned).collect())
    });
    if !fields.is_empty() {
        fields.finish(walk, "a citation", &["source", "paragraph", "evidence"]);
    }
    Some(Citation { source: source?, paragraph, evidence: evidence.unwrap_or_default() })
}

pub(super) fn read_notes(walk: &mut Walk<'_>, fields: &mut Fields<'_>, ties: &mut Ties) -> Notes {
    let lint_allow = optional(walk, fields, "lint", read_lint).unwrap_or_default();
    let was = optional(walk, fields, "was", |walk, field| {
        let values = field.spanned().list(walk, "a list of ids", MAX_LIST)?;
        all(values, |value| {
            let id: QuestionId = value.id(walk, "an earlier id")?;
            ties.was(id.clone(), value.span);
            Some(id)
        })
    });
    Notes { lint_allow, was: was.unwrap_or_default() }
}

/// `lint.allow`: codes with reasons.
pub(super) fn read_lint(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<(String, String)>> {
    let mut lint = field.spanned().table(walk, "a table with `allow`")?;
    let allow = optional(walk, &mut lint, "allow", |walk, field| {
        let codes = field.spanned().table(walk, "a table of lint codes and reasons")?;
        all(codes.left(), |entry| {
            let reason = entry.spanned().text(walk, "the reason for allowing it")?;
            Some((entry.name.to_owned(), reason.to_owned()))
        })
    });
    lint.finish(walk, "`lint`", &["allow"]);
    allow
}
