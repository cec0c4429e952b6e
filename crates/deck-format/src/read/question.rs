//! One question: the fields that every kind has, then those of its kind.

use toml::de::{DeTable, DeValue};

use super::checks;
use super::fields::{Field, Fields};
use super::kind::{self, Parts};
use super::suggest::list;
use super::value::{optional, read_id, wrong_type};
use super::walk::Walk;
use crate::compare::TextPolicy;
use crate::deck::{Notes, Question};
use crate::diagnostic::{Diagnostic, Span};
use crate::face::Face;
use crate::id::{FamilyId, PassageId, QuestionId};
use crate::key::{Answer, Citation, Key};
use crate::limits::{MAX_ENTRIES, MAX_LIST};
use crate::names::{Difficulty, Kind, OrderRule, PartsRule, SelectRule};
use crate::points::Points;

/// What a question takes from its deck where it says nothing itself.
#[derive(Debug, Clone)]
pub(crate) struct Defaults {
    pub(crate) handout: bool,
    pub(crate) shuffle: bool,
    pub(crate) language: String,
    pub(crate) compare: TextPolicy,
    pub(crate) select: SelectRule,
    pub(crate) order: OrderRule,
    pub(crate) matching: PartsRule,
    pub(crate) cloze: PartsRule,
}

/// What ties a question to the rest of the deck, with where it stands. It is kept of a question
/// that is wrong, too, so that checks across the deck see all of it.
#[derive(Default)]
pub(crate) struct Ties {
    pub(crate) id: Option<(QuestionId, Span)>,
    pub(crate) was: Vec<(QuestionId, Span)>,
    pub(crate) passage: Option<(PassageId, Span)>,
    pub(crate) cite: Vec<(String, Span)>,
}

/// The fields that every question may have.
const COMMON: &[&str] = &[
    "id",
    "kind",
    "prompt",
    "passage",
    "points",
    "time",
    "tags",
    "difficulty",
    "weight",
    "family",
    "explanation",
    "why",
    "hint",
    "cite",
    "lint",
    "was",
];
/// The fields of the key, which no handout has.
const KEY_FIELDS: &[&str] = &[
    "answer",
    "accept",
    "reject",
    "tolerance",
    "units",
    "credit",
    "compare",
    "explanation",
    "why",
    "hint",
    "rubric",
    "model",
    "cite",
];

/// The fields that a kind has beside the common ones.
pub(crate) fn fields_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::SingleChoice => &["choices", "pin", "shuffle", "scoring", "answer", "credit"],
        Kind::MultipleSelect => &["choices", "pin", "shuffle", "scoring", "answer"],
        Kind::TrueFalse => &["answer"],
        Kind::Numerical => &["unit", "answer", "tolerance", "accept", "units"],
        Kind::ShortAnswer => &["answer", "accept", "reject", "compare"],
        Kind::Ordering => &["items", "shuffle", "scoring", "answer"],
        Kind::Matching => &["left", "right", "reuse", "pin", "shuffle", "scoring", "answer"],
        Kind::Cloze => &[
            "blanks",
            "shuffle",
            "scoring",
            "answer",
            "accept",
            "reject",
            "tolerance",
            "units",
            "credit",
            "compare",
        ],
        Kind::Essay => &["rubric", "model"],
    }
}

/// Reads one question; `None` where it is wrong, which has then been reported.
pub(crate) fn read_question(
    walk: &mut Walk<'_>,
    table: &DeTable<'_>,
    header: Span,
    defaults: &Defaults,
) -> (Option<Question>, Ties) {
    let mut ties = Ties::default();
    let question = read(walk, Fields::new(walk, table, header), defaults, &mut ties);
    (question, ties)
}

fn read(
    walk: &mut Walk<'_>,
    mut fields: Fields<'_>,
    defaults: &Defaults,
    ties: &mut Ties,
) -> Option<Question> {
    let notes = read_notes(walk, &mut fields, ties);
    if defaults.handout {
        report_key_fields(walk, &mut fields);
    }
    let kind = read_kind(walk, &mut fields, defaults);
    let id = fields.require(walk, "id", "a question").and_then(|field| {
        let id = field.spanned().id::<QuestionId>(walk, "the id of a question")?;
        ties.id = Some((id.clone(), field.span));
        Some(id)
    });
    let prompt = fields.require(walk, "prompt", "a question");
    let prompt = prompt.and_then(|field| {
        field.spanned().markdown(walk, "the prompt").map(|text| (text, field.span))
    });
    let common = read_common(walk, &mut fields, ties, defaults);
    let teaching = read_teaching(walk, &mut fields, ties);
    let Some(kind) = kind else {
        let all: Vec<&str> = Kind::ALL.iter().flat_map(|kind| fields_of(*kind)).copied().collect();
        fields.forget(&all);
        fields.finish(walk, "a question", &[COMMON, &all].concat());
        return None;
    };
    let parts = kind::read(walk, &mut fields, kind, prompt.as_ref(), &common, defaults);
    if !fields.is_empty() {
        report_strangers(walk, &mut fields, kind);
        let place = format!("a {kind} question");
        fields.finish(walk, &place, &[COMMON, fields_of(kind)].concat());
    }
    let Parts { body, answer, why } = parts?;
    let answer: Option<Answer> = if defaults.handout { None } else { Some(answer?) };
    let face = Face {
        id: id?,
        prompt: prompt?.0,
        passage: common.passage,
        body,
        shuffle: common.shuffle,
        points: common.points.unwrap_or(Points::ONE),
        time: common.time,
        tags: common.tags,
        difficulty: common.difficulty,
        weight: common.weight,
        family: common.family,
    };
    let (explanation, hints, cite) = teaching;
    let key = answer.map(|answer| Key { answer, explanation, why, hints, cite });
    Some(Question { face, key, notes })
}

/// The common fields of a face.
pub(crate) struct Common {
    pub(crate) shuffle: bool,
    /// Absent where it was not written.
    pub(crate) points: Option<Points>,
    passage: Option<PassageId>,
    time: Option<std::time::Duration>,
    tags: Vec<String>,
    difficulty: Option<Difficulty>,
    weight: u8,
    family: Option<FamilyId>,
}

fn read_common(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    ties: &mut Ties,
    defaults: &Defaults,
) -> Common {
    let passage = optional(walk, fields, "passage", |walk, field| {
        let id: PassageId = field.spanned().id(walk, "the id of a passage")?;
        ties.passage = Some((id.clone(), field.span.clone()));
        Some(id)
    });
    // `shuffle` is left in place for kinds that have none: it is reported there.
    let shuffle = match fields.get("shuffle") {
        Some(field) => field.clone().spanned().boolean(walk),
        None => None,
    };
    Common {
        shuffle: shuffle.unwrap_or(defaults.shuffle),
        points: optional(walk, fields, "points", |walk, field| field.spanned().points(walk)),
        passage,
        time: optional(walk, fields, "time", |walk, field| field.spanned().duration(walk)),
        tags: optional(walk, fields, "tags", read_tags).unwrap_or_default(),
        difficulty: optional(walk, fields, "difficulty", |walk, field| {
            field.spanned().name(walk, "difficulty", Difficulty::NAMES, Difficulty::ALL)
        }),
        weight: optional(walk, fields, "weight", |walk, field| {
            field.spanned().integer(walk, 1, 100, "a weight")
        })
        .and_then(|weight| u8::try_from(weight).ok())
        .unwrap_or(1),
        family: optional(walk, fields, "family", |walk, field| {
            field.spanned().id(walk, "the name of a family")
        }),
    }
}

/// Explanation, hints and citations.
fn read_teaching(
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

fn read_tags(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<String>> {
    let values = field.spanned().list(walk, "a list of tags", MAX_ENTRIES)?;
    let mut tags: Vec<String> = Vec::with_capacity(values.len());
    for value in values {
        let tag = value.text(walk, "a tag")?;
        let plain =
            tag.trim() == tag && tag.chars().count() <= 64 && !tag.contains([',', '\n', '\t']);
        if !plain {
            super::value::bad_value(
                walk,
                &value.span,
                "a tag is one line of at most 64 characters, without commas or outer spaces",
                "not a tag",
            );
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

/// One hint, or several from the vaguest to the plainest.
fn read_hints(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<String>> {
    if let DeValue::String(_) = field.value {
        return field.spanned().markdown(walk, "the hint").map(|hint| vec![hint]);
    }
    let values = field.spanned().list(walk, "a hint, or a list of hints", MAX_ENTRIES)?;
    values.iter().map(|value| value.markdown(walk, "a hint")).collect()
}

/// One citation, or several.
fn read_citations(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    ties: &mut Ties,
) -> Option<Vec<Citation>> {
    const EXPECTED: &str = "a citation such as { source = \"…\", paragraph = 7 }";
    let values = match field.value {
        DeValue::Table(_) => vec![field.spanned()],
        _ => field.spanned().list(walk, EXPECTED, MAX_ENTRIES)?,
    };
    let mut citations = Vec::with_capacity(values.len());
    for value in values {
        let mut fields = value.table(walk, EXPECTED)?;
        let source = fields.require(walk, "source", "a citation");
        let source = source.and_then(|field| {
            let name = field.spanned().text(walk, "the name of a source")?;
            ties.cite.push((name.to_owned(), field.span));
            Some(name.to_owned())
        });
        let paragraph = optional(walk, &mut fields, "paragraph", |walk, field| {
            field.spanned().integer(walk, 1, u64::from(u32::MAX), "a paragraph")
        });
        let evidence = optional(walk, &mut fields, "evidence", |walk, field| {
            let texts = field.spanned().texts(walk, "a list of phrases", "a phrase")?;
            Some(texts.into_iter().map(str::to_owned).collect())
        });
        fields.finish(walk, "a citation", &["source", "paragraph", "evidence"]);
        citations.push(Citation {
            source: source?,
            paragraph: paragraph.and_then(|n| u32::try_from(n).ok()),
            evidence: evidence.unwrap_or_default(),
        });
    }
    Some(citations)
}

fn read_notes(walk: &mut Walk<'_>, fields: &mut Fields<'_>, ties: &mut Ties) -> Notes {
    let lint_allow = optional(walk, fields, "lint", read_lint).unwrap_or_default();
    let was = optional(walk, fields, "was", |walk, field| {
        let values = field.spanned().list(walk, "a list of ids", MAX_LIST)?;
        let mut ids = Vec::with_capacity(values.len());
        for value in values {
            if let Some(text) = value.string(walk, "an id")
                && let Some(id) = read_id::<QuestionId>(walk, text, &value.span, "an earlier id")
            {
                ids.push(id.clone());
                ties.was.push((id, value.span));
            }
        }
        Some(ids)
    });
    Notes { lint_allow, was: was.unwrap_or_default() }
}

/// `lint.allow`: codes with reasons.
pub(crate) fn read_lint(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<(String, String)>> {
    let mut lint = field.spanned().table(walk, "a table with `allow`")?;
    let allow = optional(walk, &mut lint, "allow", |walk, field| {
        let mut codes = field.spanned().table(walk, "a table of lint codes and reasons")?;
        let mut allowed = Vec::new();
        for entry in codes.rest() {
            let reason = entry.spanned().text(walk, "the reason for allowing it")?;
            allowed.push((entry.name.to_owned(), reason.to_owned()));
        }
        Some(allowed)
    });
    lint.finish(walk, "`lint`", &["allow"]);
    allow
}

/// On a handout: every field of the key is taken out and reported.
fn report_key_fields(walk: &mut Walk<'_>, fields: &mut Fields<'_>) {
    for name in KEY_FIELDS {
        if let Some(field) = fields.take(name) {
            let message = format!("`{name}` belongs to the key, and a handout holds no key");
            walk.report(
                Diagnostic::error("key-in-handout", field.key, message).under("part of the key"),
            );
        }
    }
}

/// A field that another kind has: said so, rather than called unknown.
fn report_strangers(walk: &mut Walk<'_>, fields: &mut Fields<'_>, kind: Kind) {
    let own = fields_of(kind);
    for other in Kind::ALL.iter().flat_map(|kind| fields_of(*kind)) {
        if own.contains(other) {
            continue;
        }
        if let Some(field) = fields.take(other) {
            let kinds = Kind::ALL.iter().filter(|kind| fields_of(**kind).contains(other));
            let message = format!("a {kind} question has no `{other}`");
            walk.report(
                Diagnostic::error("field-not-for-kind", field.key, message)
                    .under("does not fit the kind")
                    .help(format!(
                        "`{other}` belongs to {}",
                        list(kinds.map(|kind| kind.as_str()))
                    )),
            );
        }
    }
}

/// The kind: as written, or as its fields show it.
fn read_kind(walk: &mut Walk<'_>, fields: &mut Fields<'_>, defaults: &Defaults) -> Option<Kind> {
    let shown = kind_shown(fields);
    if let Some(field) = fields.take("kind") {
        let kind = field.spanned().name(walk, "kind of question", Kind::NAMES, Kind::ALL)?;
        if !defaults.handout && shown.is_some_and(|shown| shown != kind) {
            report_other_kind(walk, fields, &field, kind);
        }
        return Some(kind);
    }
    if defaults.handout {
        let message = "a handout's question needs `kind`";
        walk.report(
            Diagnostic::error("missing-field", fields.header.clone(), message)
                .under("no `kind` here"),
        );
        return None;
    }
    if shown.is_none() && !fields.has_near("answer") {
        report_no_kind(walk, fields);
    }
    shown
}

/// The kind that the fields show, see the table in the format reference.
fn kind_shown(fields: &Fields<'_>) -> Option<Kind> {
    let answer = fields.get("answer").map(|field| field.value);
    let has = |name| fields.get(name).is_some();
    if has("choices") {
        return match answer {
            Some(DeValue::String(_)) => Some(Kind::SingleChoice),
            Some(DeValue::Array(_)) => Some(Kind::MultipleSelect),
            _ => None,
        };
    }
    if has("items") {
        return Some(Kind::Ordering);
    }
    if has("left") || has("right") {
        return Some(Kind::Matching);
    }
    if has("rubric") {
        return Some(Kind::Essay);
    }
    match answer {
        Some(DeValue::Boolean(_)) => Some(Kind::TrueFalse),
        Some(DeValue::Integer(_) | DeValue::Float(_)) => Some(Kind::Numerical),
        Some(DeValue::String(_)) => Some(Kind::ShortAnswer),
        Some(DeValue::Table(_)) => Some(Kind::Cloze),
        _ if has("blanks") => Some(Kind::Cloze),
        _ => None,
    }
}

fn report_other_kind(walk: &mut Walk<'_>, fields: &Fields<'_>, field: &Field<'_>, kind: Kind) {
    if let Some(answer) = fields.get("answer")
        && let Some(shown) = kind_shown(fields)
    {
        let message =
            format!("the question says it is {kind}, but its fields are those of {shown}");
        walk.report(
            Diagnostic::error("kind-mismatch", field.span.clone(), message)
                .under("says one kind")
                .label(answer.key.clone(), format!("shows {shown}"))
                .help("change `kind`, or leave it out: a deck need not write it"),
        );
    }
}

fn report_no_kind(walk: &mut Walk<'_>, fields: &mut Fields<'_>) {
    if let Some(table) = ["choices", "items", "left", "right", "blanks"]
        .iter()
        .find_map(|name| fields.get(name).filter(|field| checks::holds_answer(field.value)))
    {
        let table = table.clone();
        let mut inner = match table.spanned().table(walk, "a table") {
            Some(inner) => inner,
            None => return,
        };
        if let Some(answer) = inner.take("answer") {
            super::entries::report_fallen(walk, &answer, table.name, &table.key);
            return;
        }
    }
    if let Some(answer) = fields.get("answer").cloned() {
        if fields.get("choices").is_some() {
            wrong_type(walk, &answer.spanned(), "the id of an option, or a list of ids");
        } else {
            wrong_type(
                walk,
                &answer.spanned(),
                "`true`, `false`, a number, a text or a table by blank",
            );
        }
        return;
    }
    let (what, help) = if fields.get("choices").is_some() {
        (
            "this question has choices but no `answer`",
            "add `answer = \"…\"` with the id of the right option",
        )
    } else {
        (
            "this question has no `answer`",
            "add `answer`: an option's id, a list of ids, true or false, a number, a text, a table \
             by blank, or a `rubric` for an essay",
        )
    };
    walk.report(
        Diagnostic::error("no-kind", fields.header.clone(), what)
            .under("no `answer` here")
            .help(help),
    );
}
