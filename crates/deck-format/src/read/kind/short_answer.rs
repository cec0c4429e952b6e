//! A typed text: the answer, what else is accepted, what is rejected, how texts are compared.

use toml::de::DeValue;

use super::Parts;
use super::choice::missing_answer;
use crate::compare::{TextPolicy, Typos, articles, knows_number_words};
use crate::diagnostic::{Diagnostic, Span};
use crate::face::Body;
use crate::fraction::Fraction;
use crate::key::{Answer, TextAccept, TextKey, TextPattern};
use crate::limits::MAX_LIST;
use crate::read::fields::{Field, Fields, Value};
use crate::read::question::Defaults;
use crate::read::value::{all, bad_value, optional, too_large};
use crate::read::walk::Walk;

/// The fields that make the key of a text, taken from a question or from a blank's share of it.
pub(super) struct TextFields<'a> {
    pub(super) answer: Option<Field<'a>>,
    pub(super) accept: Option<Field<'a>>,
    pub(super) reject: Option<Field<'a>>,
}

pub(super) fn read(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    defaults: &Defaults,
) -> Option<Parts> {
    let key = TextFields {
        answer: fields.take("answer"),
        accept: fields.take("accept"),
        reject: fields.take("reject"),
    };
    let compare = optional(walk, fields, "compare", |walk, field| {
        read_policy(walk, field, defaults.compare, &defaults.language)
    })
    .unwrap_or(defaults.compare);
    let answer = match key.answer {
        _ if defaults.handout => None,
        None => {
            missing_answer(walk, fields);
            None
        }
        Some(_) => read_text_key(walk, key, compare),
    };
    Some(Parts {
        body: Body::ShortAnswer,
        answer: answer.map(Answer::ShortAnswer),
        why: Vec::new(),
    })
}

/// The key of a text; the caller has made sure that there is an answer.
pub(super) fn read_text_key(
    walk: &mut Walk<'_>,
    fields: TextFields<'_>,
    compare: TextPolicy,
) -> Option<TextKey> {
    let answer = fields.answer.and_then(|field| field.spanned().text(walk, "a text"));
    let accept = match &fields.accept {
        Some(field) => read_accept(walk, field),
        None => Some(Vec::new()),
    };
    let reject = match &fields.reject {
        Some(field) => read_reject(walk, field),
        None => Some(Vec::new()),
    };
    Some(TextKey { answer: answer?.to_owned(), accept: accept?, reject: reject?, compare })
}

fn read_accept(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<TextAccept>> {
    let values = field.spanned().list(walk, "a list of texts", MAX_LIST)?;
    all(values, |value| read_accepted(walk, &value))
}

const ACCEPTED: &str = "a text, { text = \"…\" } or { wildcard = \"…*\" }";

/// A literal text, `{ text = … }` or `{ wildcard = … }`, the tables with a credit if less than 1.
fn read_accepted(walk: &mut Walk<'_>, value: &Value<'_>) -> Option<TextAccept> {
    if let DeValue::String(_) = value.value {
        let pattern = TextPattern::Literal(value.text(walk, "an accepted text")?.to_owned());
        return Some(TextAccept { pattern, credit: Fraction::ONE });
    }
    let mut fields = value.table(walk, ACCEPTED)?;
    let credit = match fields.take("credit") {
        Some(field) => field.spanned().credit(walk, 0),
        None => Some(Fraction::ONE),
    };
    let pattern = read_pattern(walk, &mut fields, value);
    fields.finish(walk, "an accepted text", &["text", "wildcard", "credit"]);
    Some(TextAccept { pattern: pattern?, credit: credit? })
}

fn read_pattern(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    value: &Value<'_>,
) -> Option<TextPattern> {
    match (fields.take("text"), fields.take("wildcard")) {
        (Some(text), None) => {
            let text = text.spanned().text(walk, "an accepted text")?;
            Some(TextPattern::Literal(text.to_owned()))
        }
        (None, Some(pattern)) => {
            let text = pattern.spanned().text(walk, "a wildcard")?;
            if text.trim_matches(['*', ' ']).is_empty() {
                bad_value(walk, &pattern.span, "this wildcard accepts every text", "only `*`");
                return None;
            }
            Some(TextPattern::Wildcard(text.to_owned()))
        }
        (None, None) if fields.has_near("text") || fields.has_near("wildcard") => None,
        _ => {
            bad_value(walk, &value.span, format!("expected {ACCEPTED}"), "one of the two");
            None
        }
    }
}

/// Wrong texts with why they are wrong; the reason may be empty.
fn read_reject(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<(String, String)>> {
    let fields = field.spanned().table(walk, "a table of wrong texts and reasons")?;
    if fields.len() > MAX_LIST {
        too_large(walk, &field.key, format!("{} rejected texts", fields.len()), MAX_LIST);
        return None;
    }
    all(fields.left(), |entry| {
        if entry.name.trim().is_empty() {
            let message = "a rejected text is empty";
            walk.report(
                Diagnostic::error("empty-text", entry.key.clone(), message)
                    .under("nothing stands here"),
            );
            return None;
        }
        let reason = entry.spanned().string(walk, "a text")?;
        Some((entry.name.to_owned(), reason.to_owned()))
    })
}

/// The fields of `compare`.
pub(crate) const POLICY: &[&str] = &[
    "case",
    "spaces",
    "quotes",
    "punctuation",
    "accents",
    "compat",
    "articles",
    "numbers",
    "typos",
];

/// `compare`: what is said replaces the default, field by field.
pub(crate) fn read_policy(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    base: TextPolicy,
    language: &str,
) -> Option<TextPolicy> {
    let mut fields = field.spanned().table(walk, "a table such as { typos = 0 }")?;
    let mut policy = base;
    let mut unknown = Vec::new();
    for (name, switch) in [
        ("case", &mut policy.case),
        ("spaces", &mut policy.spaces),
        ("quotes", &mut policy.quotes),
        ("punctuation", &mut policy.punctuation),
        ("accents", &mut policy.accents),
        ("compat", &mut policy.compat),
        ("articles", &mut policy.articles),
        ("numbers", &mut policy.numbers),
    ] {
        let Some(field) = fields.take(name) else { continue };
        let fold = field.spanned().name(walk, "way to compare", &["fold", "keep"], &[true, false]);
        let known = match name {
            "articles" => articles(language).is_some(),
            "numbers" => knows_number_words(language),
            _ => true,
        };
        if fold == Some(true) && !known {
            unknown.push((name, field.span));
        }
        *switch = fold.unwrap_or(*switch);
    }
    if let Some(field) = fields.take("typos") {
        policy.typos = read_typos(walk, &field).unwrap_or(policy.typos);
    }
    report_unknown(walk, &unknown, language);
    fields.finish(walk, "`compare`", POLICY);
    Some(policy)
}

/// What cannot be folded in the deck's language: one mistake, even where there is more of it.
fn report_unknown(walk: &mut Walk<'_>, unknown: &[(&str, Span)], language: &str) {
    let Some((_, place)) = unknown.first() else { return };
    let names: Vec<&str> = unknown.iter().map(|(name, _)| *name).collect();
    let message = format!("the {} of the language `{language}` are not known", names.join(" and "));
    walk.report(
        Diagnostic::error("unknown-language", place.clone(), message)
            .under("cannot be folded")
            .help("list the variants in `accept` instead"),
    );
}

fn read_typos(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Typos> {
    if let DeValue::String(_) = field.value {
        return field.spanned().name(
            walk,
            "number of typing errors",
            &["by-length"],
            &[Typos::ByLength],
        );
    }
    let most = field.spanned().integer(walk, 0, 3, "the number of typing errors")?;
    u8::try_from(most).ok().map(Typos::AtMost)
}
