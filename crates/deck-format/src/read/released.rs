//! `[released]`: that the key of a deck was released, and what the names in its handouts stand for.

use super::entries::report_twice;
use super::fields::{Field, Fields, Value};
use super::value::{all, bad_value, optional, read_id, too_large};
use super::walk::Walk;
use crate::digest::Digest;
use crate::id::LocalId;
use crate::limits::{MAX_ENTRIES, MAX_LIST, MAX_QUESTIONS};
use crate::released::{BlankNames, HandedOut, NamesOf, Released};

/// The fields of one question of a handout.
const NAMES: &[&str] = &["choices", "items", "left", "right", "blanks"];

/// Reads that the key was released: a table of handouts by the digests of their faces.
pub(super) fn read_released(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Released> {
    let fields =
        table(walk, field, "a table of handouts, each under `[released.DIGEST]`", MAX_LIST)?;
    let handouts = all(fields.left(), |handout| read_handout(walk, &handout))?;
    Some(Released { handouts })
}

fn read_handout(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<HandedOut> {
    let face: Option<Digest> = field.name.parse().ok();
    if face.is_none() {
        let message = "a handout is named by its digest, 32 lower-case hex digits";
        bad_value(walk, &field.key, message, "not a digest");
    }
    let fields = table(walk, field, "a table with the names of each question", MAX_QUESTIONS)?;
    let questions = all(fields.left(), |question| {
        let id = read_id(walk, question.name, &question.key, "the id of a question");
        let names = read_names(walk, &question);
        Some((id?, names?))
    });
    Some(HandedOut { face: face?, questions: questions?.into_iter().collect() })
}

/// The fields of a table of at most so many.
fn table<'a>(
    walk: &mut Walk<'_>,
    field: &Field<'a>,
    expected: &str,
    most: usize,
) -> Option<Fields<'a>> {
    let fields = field.spanned().table(walk, expected)?;
    if fields.len() > most {
        too_large(walk, &field.key, format!("the table has {} entries", fields.len()), most);
        return None;
    }
    Some(fields)
}

fn read_names(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<NamesOf> {
    let mut fields = field.spanned().table(walk, "a table such as { choices = [\"…\"] }")?;
    let mut ids = |name, what| {
        let read = |walk: &mut Walk<'_>, field: &Field<'_>| read_ids(walk, &field.spanned(), what);
        optional(walk, &mut fields, name, read).unwrap_or_default()
    };
    let names = NamesOf {
        choices: ids("choices", "the id of an option"),
        items: ids("items", "the id of an item"),
        left: ids("left", "the id of a left side"),
        right: ids("right", "the id of a right side"),
        blanks: optional(walk, &mut fields, "blanks", read_blanks).unwrap_or_default(),
    };
    fields.finish(walk, "a question of a handout", NAMES);
    Some(names)
}

/// Reads ids in the order of the names that stand for them: each once.
fn read_ids(walk: &mut Walk<'_>, value: &Value<'_>, what: &str) -> Option<Vec<LocalId>> {
    let values = value.list(walk, "a list of ids in the order of the handout", MAX_ENTRIES)?;
    let mut ids: Vec<LocalId> = Vec::with_capacity(values.len());
    all(values, |value| {
        let id: LocalId = value.id(walk, what)?;
        if ids.contains(&id) {
            report_twice(walk, &id, &value.span);
            return None;
        }
        ids.push(id.clone());
        Some(id)
    })
}

fn read_blanks(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<BlankNames>> {
    const EXPECTED: &str = "a list of blanks such as { id = \"…\" }";
    let values = field.spanned().list(walk, EXPECTED, MAX_ENTRIES)?;
    let mut seen: Vec<LocalId> = Vec::with_capacity(values.len());
    all(values, |value| {
        let mut fields = value.table(walk, EXPECTED)?;
        let id = fields.require(walk, "id", "a blank");
        let id: Option<LocalId> =
            id.and_then(|field| field.spanned().id(walk, "the id of a blank"));
        let choices = optional(walk, &mut fields, "choices", |walk, field| {
            read_ids(walk, &field.spanned(), "the id of an option")
        });
        fields.finish(walk, "a blank of a handout", &["id", "choices"]);
        let id = id?;
        if seen.contains(&id) {
            report_twice(walk, &id, &value.span);
            return None;
        }
        seen.push(id.clone());
        Some(BlankNames { id, choices: choices.unwrap_or_default() })
    })
}
