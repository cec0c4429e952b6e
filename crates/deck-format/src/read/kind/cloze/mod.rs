//! A text with blanks, each with a key of its own sort.

mod blanks;
mod keys;

use blanks::{finish_blank, read_blanks};
use keys::{read_keys, take_tables};

use super::Parts;
use super::short_answer::read_policy;
use crate::cloze::Template;
use crate::diagnostic::{Diagnostic, Span};
use crate::face::Body;
use crate::id::LocalId;
use crate::key::Answer;
use crate::names::PartsRule;
use crate::read::common::Common;
use crate::read::fields::{Field, Fields, Short};
use crate::read::question::Defaults;
use crate::read::suggest::did_you_mean;
use crate::read::value::optional;
use crate::read::walk::Walk;

pub(super) fn read(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    prompt: Option<&(String, Span)>,
    common: &Common,
    defaults: &Defaults,
) -> Option<Parts> {
    // Where there is no prompt, or none with blanks, nothing can be said about their keys.
    let (text, place) = prompt?;
    let template = read_template(walk, text, place)?;
    let rule = optional(walk, fields, "scoring", |walk, field| {
        field.spanned().name(walk, "rule for cloze", PartsRule::NAMES, PartsRule::ALL)
    })
    .unwrap_or(defaults.cloze);
    let compare = optional(walk, fields, "compare", |walk, field| {
        read_policy(walk, field, defaults.compare, &defaults.language)
    })
    .unwrap_or(defaults.compare);
    let blanks = fields.take("blanks");
    let blanks = read_blanks(walk, blanks.as_ref(), &template, place, common.shuffle)?;
    let answer = if defaults.handout {
        None
    } else {
        take_tables(walk, fields)
            .and_then(|tables| read_keys(walk, tables, &blanks, compare, place))
    };
    let why = optional(walk, fields, "why", |walk, field| {
        let judge = defaults.handout || answer.is_some();
        read_why(walk, field, &template, judge)
    });
    let blanks = blanks.into_iter().map(finish_blank).collect::<Option<Vec<_>>>()?;
    Some(Parts {
        body: Body::Cloze { template, blanks, rule },
        answer: answer.map(Answer::Cloze),
        why: why.unwrap_or_default(),
    })
}

const BRACES: &str = "a blank is written {{id}}; write \\{{ for two braces that are none (in a \"…\" \
                      text, \\\\{{)";

fn read_template(walk: &mut Walk<'_>, text: &str, span: &Span) -> Option<Template> {
    let template = match Template::new(text) {
        Ok(template) => template,
        Err(error) => {
            walk.report(
                Diagnostic::error("bad-blank", span.clone(), Short(&error.to_string()).to_string())
                    .under("in this prompt")
                    .help(BRACES),
            );
            return None;
        }
    };
    if template.blanks().next().is_none() {
        walk.report(
            Diagnostic::error("bad-blank", span.clone(), "the prompt of a cloze has no blank")
                .under("no {{…}} in it")
                .help("write a blank as {{id}}, with its key in `answer.id`"),
        );
        return None;
    }
    Some(template)
}

/// `why` by blank: what to say when it is wrong. A name that is no blank is judged only where the
/// keys were in order, since it may be the mistake that was reported there.
fn read_why(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    template: &Template,
    judge: bool,
) -> Option<Vec<(LocalId, String)>> {
    let mut fields = field.spanned().table(walk, "a table by blank")?;
    let mut why = Vec::new();
    for id in template.blanks() {
        if let Some(entry) = fields.take(id.as_str()) {
            why.extend(entry.spanned().markdown(walk, "the reason").map(|text| (id.clone(), text)));
        }
    }
    for entry in fields.left().filter(|_| judge) {
        let name = Short(entry.name);
        let message = format!("`why` names `{name}`, which is no blank of the prompt");
        let near = did_you_mean(entry.name, template.blanks().map(LocalId::as_str));
        let under = if near.is_empty() { "no such blank".to_owned() } else { near };
        walk.report(Diagnostic::error("key-without-blank", entry.key, message).under(under));
    }
    Some(why)
}
