//! One question: the fields that every kind has, then those of its kind.

use toml::de::DeValue;

use super::common::{read_common, read_notes, read_teaching};
use super::fallen::report_fallen;
use super::field_set::FieldSet;
use super::fields::Fields;
use super::kind::{self, Parts};
use super::recognise::read_kind;
use super::suggest::{list, nearest};
use super::ties::Ties;
use super::walk::Walk;
use crate::compare::TextPolicy;
use crate::deck::Question;
use crate::diagnostic::Diagnostic;
use crate::face::Face;
use crate::id::{QuestionId, is_field_name};
use crate::key::{Answer, Key};
use crate::names::{Kind, OrderRule, PartsRule, SelectRule};
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
    "hint",
    "cite",
    "lint",
    "was",
];

/// The fields that no handout has: those of the key, then the author's notes.
const NOT_IN_HANDOUT: &[&str] = &[
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
    "lint",
    "was",
];

/// The fields that a kind has beside the common ones.
pub(super) const fn fields_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::SingleChoice => &["choices", "pin", "shuffle", "scoring", "answer", "credit", "why"],
        Kind::MultipleSelect => &["choices", "pin", "shuffle", "scoring", "answer", "why"],
        Kind::TrueFalse => &["answer", "why"],
        Kind::Numerical => &["unit", "answer", "tolerance", "accept", "units"],
        Kind::ShortAnswer => &["answer", "accept", "reject", "compare"],
        Kind::Ordering => &["items", "shuffle", "scoring", "answer", "why"],
        Kind::Matching => &["left", "right", "reuse", "pin", "shuffle", "scoring", "answer", "why"],
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
            "why",
        ],
        Kind::Essay => &["rubric", "model"],
    }
}

/// The fields that only some kinds have.
const OF_KINDS: FieldSet = {
    let mut set = FieldSet::of(&[]);
    let mut at = 0;
    while at < Kind::ALL.len() {
        set = set.or(set_of(Kind::ALL[at]));
        at += 1;
    }
    set
};

/// The fields that a kind has beside the common ones, as a set.
const fn set_of(kind: Kind) -> FieldSet {
    const SETS: [FieldSet; 9] = [
        FieldSet::of(fields_of(Kind::SingleChoice)),
        FieldSet::of(fields_of(Kind::MultipleSelect)),
        FieldSet::of(fields_of(Kind::TrueFalse)),
        FieldSet::of(fields_of(Kind::Numerical)),
        FieldSet::of(fields_of(Kind::ShortAnswer)),
        FieldSet::of(fields_of(Kind::Ordering)),
        FieldSet::of(fields_of(Kind::Matching)),
        FieldSet::of(fields_of(Kind::Cloze)),
        FieldSet::of(fields_of(Kind::Essay)),
    ];
    SETS[kind as usize]
}

/// Reads one question; `None` where it is wrong, which has then been reported.
pub(super) fn read_question(
    walk: &mut Walk<'_>,
    mut fields: Fields<'_>,
    defaults: &Defaults,
    ties: &mut Ties,
) -> Option<Question> {
    if fields.is_empty() {
        report_empty(walk, &fields);
        return None;
    }
    let mut present = FieldSet::default();
    let unknown = fields.names().filter(|name| !present.insert(name)).count() > 0;
    report_fallen(walk, &mut fields);
    if defaults.handout {
        report_not_in_handout(walk, &mut fields, NOT_IN_HANDOUT);
    }
    if unknown && has_misspelt_table(&fields) {
        walk.lose_parts();
    }
    let kind = read_kind(walk, &mut fields, unknown, defaults);
    let id = fields.require(walk, "id", "a question").and_then(|field| {
        let id = field.spanned().id::<QuestionId>(walk, "the id of a question")?;
        ties.id(id.clone(), field.span);
        Some(id)
    });
    let prompt = fields.require(walk, "prompt", "a question");
    let prompt = prompt.and_then(|field| {
        field.spanned().markdown(walk, "the prompt").map(|text| (text, field.span))
    });
    let common = read_common(walk, &mut fields, ties, kind, defaults);
    let notes = read_notes(walk, &mut fields, ties);
    let teaching = read_teaching(walk, &mut fields, ties);
    let Some(kind) = kind else {
        finish_unknown(walk, fields);
        return None;
    };
    if unknown && has_misspelt(&fields, &["scoring", "unit", "reuse"]) {
        walk.lose_rule();
    }
    let strange = present.has_any_of(OF_KINDS, set_of(kind));
    let parts = if strange && report_strangers(walk, &mut fields, kind) {
        None
    } else {
        kind::read(walk, &mut fields, kind, prompt.as_ref(), &common, defaults)
    };
    if !fields.is_empty() {
        finish(walk, fields, kind);
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

/// A header with nothing below it is one mistake, not three.
fn report_empty(walk: &mut Walk<'_>, fields: &Fields<'_>) {
    let message = "the question is empty: it needs `id`, `prompt` and `answer`";
    walk.report(
        Diagnostic::error("missing-field", fields.header.clone(), message)
            .under("nothing stands below this line"),
    );
}

/// On a handout: every field of these is taken out, and the first of them is reported. That they
/// are there is one mistake.
pub(super) fn report_not_in_handout(walk: &mut Walk<'_>, fields: &mut Fields<'_>, names: &[&str]) {
    let mut found: Vec<_> = names.iter().filter_map(|name| fields.take(name)).collect();
    found.sort_by_key(|field| field.key.start);
    let Some(first) = found.first() else { return };
    let named = list(found.iter().map(|field| field.name));
    let verb = if found.len() == 1 { "is" } else { "are" };
    walk.report_in_handout(
        Diagnostic::error(
            "key-in-handout",
            first.key.clone(),
            format!("{named} {verb} for graders and authors, and a handout is for students"),
        )
        .under("no part of a handout")
        .help("make the handout from the deck with `deck handout`"),
    );
}

/// What is left where the kind is not known: no field of any kind can be called wrong.
fn finish_unknown(walk: &mut Walk<'_>, mut fields: Fields<'_>) {
    let known = known_fields();
    fields.forget(&known);
    fields.finish(walk, "a question", &known);
}

fn known_fields() -> Vec<&'static str> {
    let mut known = COMMON.to_vec();
    for name in Kind::ALL.iter().flat_map(|kind| fields_of(*kind)) {
        if !known.contains(name) {
            known.push(name);
        }
    }
    known
}

/// What is left where the kind is known.
fn finish(walk: &mut Walk<'_>, mut fields: Fields<'_>, kind: Kind) {
    // The kind left them because what they depend on is wrong.
    fields.forget(fields_of(kind));
    let own = [COMMON, fields_of(kind)].concat();
    fields.finish_with(walk, &format!("a {kind} question"), &own, &known_fields());
}

/// Fields that only other kinds have: one mistake, whatever it was, and all that is said about the
/// fields of the kind. Says whether there are any.
fn report_strangers(walk: &mut Walk<'_>, fields: &mut Fields<'_>, kind: Kind) -> bool {
    let own = fields_of(kind);
    let is_stranger = |name: &str| {
        !own.contains(&name) && Kind::ALL.iter().any(|kind| fields_of(*kind).contains(&name))
    };
    let strangers: Vec<_> = fields.left().filter(|field| is_stranger(field.name)).collect();
    let Some(first) = strangers.first() else { return false };
    let named = list(strangers.iter().map(|field| field.name));
    let kinds = Kind::ALL.iter().filter(|kind| fields_of(**kind).contains(&first.name));
    let help = match (first.name, kind) {
        ("why", Kind::ShortAnswer) => "say why a wrong text is wrong in `reject`".to_owned(),
        ("why", _) => "write it into `explanation`: the kind has no parts to name".to_owned(),
        _ => format!("`{}` belongs to {}", first.name, list(kinds.map(|kind| kind.as_str()))),
    };
    walk.report(
        Diagnostic::error(
            "field-not-for-kind",
            first.key.clone(),
            format!("a {kind} question has no {named}"),
        )
        .under("does not fit the kind")
        .help(help),
    );
    for stranger in strangers {
        fields.take(stranger.name);
    }
    true
}

/// Whether a table seems to be misspelt, such as `choicse.a`: what it holds is missing elsewhere.
fn has_misspelt_table(fields: &Fields<'_>) -> bool {
    let tables = || ["choices", "items", "left", "right", "blanks", "answer"].into_iter();
    fields.left().any(|field| {
        matches!(field.value, DeValue::Table(_))
            && !is_field_name(field.name)
            && nearest(field.name, tables()).is_some()
    })
}

/// Whether one of these fields is missing and seems to be misspelt.
pub(super) fn has_misspelt(fields: &Fields<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| fields.get(name).is_none() && fields.has_near(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_question_is_a_reserved_name() {
        for name in known_fields() {
            assert!(crate::id::is_field_name(name), "{name}");
        }
    }

    #[test]
    fn the_set_of_a_kind_holds_its_fields() {
        for kind in Kind::ALL {
            assert_eq!(set_of(*kind), FieldSet::of(fields_of(*kind)), "{kind}");
        }
    }
}
