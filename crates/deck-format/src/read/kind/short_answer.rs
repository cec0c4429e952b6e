//! A typed text: the answer, what else is accepted, what is rejected, how texts are compared.

use toml::de::DeValue;

use super::choice::missing_answer;
use super::{Parts, no_why};
use crate::compare::{TextPolicy, Typos, articles, knows_number_words};
use crate::diagnostic::Diagnostic;
use crate::face::Body;
use crate::fraction::Fraction;
use crate::key::{Answer, TextAccept, TextKey, TextPattern};
use crate::limits::MAX_LIST;
use crate::names::Kind;
use crate::read::fields::{Field, Fields, Value};
use crate::read::question::Defaults;
use crate::read::value::optional;
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
    no_why(walk, fields, Kind::ShortAnswer, "say why a wrong text is wrong in `reject`");
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
    let read: Vec<Option<TextAccept>> =
        values.iter().map(|value| read_accepted(walk, value)).collect();
    read.into_iter().collect()
}

/// A literal text, `{ text = … }` or `{ wildcard = … }`, the tables with a credit if less than 1.
fn read_accepted(walk: &mut Walk<'_>, value: &Value<'_>) -> Option<TextAccept> {
    const EXPECTED: &str = "a text, { text = \"…\" } or { wildcard = \"…*\" }";
    if let DeValue::String(_) = value.value {
        let text = value.text(walk, "an accepted text")?;
        return Some(TextAccept {
            pattern: TextPattern::Literal(text.to_owned()),
            credit: Fraction::ONE,
        });
    }
    let mut fields = value.table(walk, EXPECTED)?;
    let read = |walk: &mut Walk<'_>, field: &Field<'_>| {
        field.spanned().text(walk, "an accepted text").map(str::to_owned)
    };
    let text = optional(walk, &mut fields, "text", read);
    let wildcard = optional(walk, &mut fields, "wildcard", read);
    let credit = match fields.take("credit") {
        Some(field) => field.spanned().credit(walk, 0),
        None => Some(Fraction::ONE),
    };
    fields.finish(walk, "an accepted text", &["text", "wildcard", "credit"]);
    let pattern = match (text, wildcard) {
        (Some(text), None) => TextPattern::Literal(text),
        (None, Some(pattern)) if pattern.trim_matches(['*', ' ']).is_empty() => {
            super::super::value::bad_value(
                walk,
                &value.span,
                "this wildcard accepts every text",
                "only `*`",
            );
            return None;
        }
        (None, Some(pattern)) => TextPattern::Wildcard(pattern),
        _ => {
            super::super::value::bad_value(
                walk,
                &value.span,
                format!("expected {EXPECTED}"),
                "one of the two",
            );
            return None;
        }
    };
    Some(TextAccept { pattern, credit: credit? })
}

/// Wrong texts with why they are wrong; the reason may be empty.
fn read_reject(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<(String, String)>> {
    let mut fields = field.spanned().table(walk, "a table of wrong texts and reasons")?;
    let entries = fields.rest();
    if entries.len() > MAX_LIST {
        let message = format!("{} rejected texts; at most {MAX_LIST} are read", entries.len());
        walk.report(Diagnostic::error("too-large", field.key.clone(), message));
        return None;
    }
    let mut rejected = Vec::with_capacity(entries.len());
    for entry in entries {
        let reason = entry.spanned().string(walk, "why it is wrong")?;
        rejected.push((entry.name.to_owned(), reason.to_owned()));
    }
    Some(rejected)
}

const POLICY: &[&str] = &[
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
            let message = format!("the {name} of the language `{language}` are not known");
            walk.report(
                Diagnostic::error("unknown-language", field.span, message)
                    .under("cannot be folded")
                    .help("list the variants in `accept` instead"),
            );
        }
        *switch = fold.unwrap_or(*switch);
    }
    if let Some(field) = fields.take("typos") {
        policy.typos = read_typos(walk, &field).unwrap_or(policy.typos);
    }
    fields.finish(walk, "`compare`", POLICY);
    Some(policy)
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
