//! A text with blanks, each with a key of its own sort.

use super::choice::{missing_answer, read_choice_credit};
use super::numerical::{NumberFields, read_number_key, read_unit};
use super::short_answer::{TextFields, read_policy, read_text_key};
use super::{Parts, read_pin};
use crate::cloze::Template;
use crate::compare::TextPolicy;
use crate::diagnostic::{Diagnostic, Span};
use crate::face::{Blank, BlankSort, Body};
use crate::id::LocalId;
use crate::key::{Answer, BlankKey, ChoiceKey};
use crate::names::PartsRule;
use crate::read::entries::{ReadOptions, read_options, report_fallen};
use crate::read::fields::{Field, Fields, short};
use crate::read::question::{Common, Defaults};
use crate::read::suggest::{did_you_mean, list};
use crate::read::value::optional;
use crate::read::walk::Walk;

/// What goes into a blank, with the options still at hand for the key.
enum ReadSort {
    Text,
    Number { unit: Option<String> },
    Choice { options: ReadOptions, pinned: Vec<LocalId>, shuffle: bool },
}

struct ReadBlank {
    id: LocalId,
    sort: ReadSort,
    weight: u8,
}

/// The fields that are tables by blank.
struct KeyTables<'a> {
    answer: Fields<'a>,
    accept: Option<Fields<'a>>,
    reject: Option<Fields<'a>>,
    tolerance: Option<Fields<'a>>,
    units: Option<Fields<'a>>,
    credit: Option<Fields<'a>>,
}

pub(super) fn read(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    prompt: Option<&(String, Span)>,
    common: &Common,
    defaults: &Defaults,
) -> Option<Parts> {
    let template = prompt.and_then(|(text, span)| read_template(walk, text, span));
    let rule = optional(walk, fields, "scoring", |walk, field| {
        field.spanned().name(walk, "rule for cloze", PartsRule::NAMES, PartsRule::ALL)
    })
    .unwrap_or(defaults.cloze);
    fields.take("shuffle");
    let compare = optional(walk, fields, "compare", |walk, field| {
        read_policy(walk, field, defaults.compare, &defaults.language)
    })
    .unwrap_or(defaults.compare);
    let blanks = fields.take("blanks");
    let tables = take_tables(walk, fields, defaults);
    let why = fields.take("why");
    let (template, prompt) = (template?, prompt?);
    let blanks = read_blanks(walk, blanks.as_ref(), &template, &prompt.1, common.shuffle);
    let why = why.and_then(|field| read_why(walk, &field, &template)).unwrap_or_default();
    let blanks = blanks?;
    let answer = match tables {
        Some(tables) => read_keys(walk, tables, &blanks, compare, &prompt.1),
        None => None,
    };
    let blanks = blanks.into_iter().map(finish_blank).collect::<Option<Vec<_>>>()?;
    Some(Parts {
        body: Body::Cloze { template, blanks, rule },
        answer: answer.map(Answer::Cloze),
        why,
    })
}

fn read_template(walk: &mut Walk<'_>, text: &str, span: &Span) -> Option<Template> {
    let template = match Template::new(text) {
        Ok(template) => template,
        Err(error) => {
            walk.report(
                Diagnostic::error("bad-blank", span.clone(), error.to_string())
                    .under("in this prompt")
                    .help("a blank is written {{id}}; write \\{{ for two braces that are none (in a \"…\" text, \\\\{{)"),
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

/// Takes the fields of the key; `None` on a handout and where there is no answer.
fn take_tables<'a>(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'a>,
    defaults: &Defaults,
) -> Option<KeyTables<'a>> {
    if defaults.handout {
        return None;
    }
    let answer = fields.take("answer");
    let mut table = |walk: &mut Walk<'_>, name: &str| {
        let field = fields.take(name)?;
        field.spanned().table(walk, &format!("a table by blank, such as `{name}.x = …`")).map(
            |mut table| {
                table.header = field.key;
                table
            },
        )
    };
    let (accept, reject) = (table(walk, "accept"), table(walk, "reject"));
    let (tolerance, units, credit) =
        (table(walk, "tolerance"), table(walk, "units"), table(walk, "credit"));
    let Some(answer) = answer else {
        missing_answer(walk, fields);
        return None;
    };
    let mut answers = answer.spanned().table(walk, "a table by blank, such as `answer.x = …`")?;
    answers.header = answer.key;
    Some(KeyTables { answer: answers, accept, reject, tolerance, units, credit })
}

/// The blanks in the order of the prompt. A blank that `blanks` does not name takes text.
fn read_blanks(
    walk: &mut Walk<'_>,
    field: Option<&Field<'_>>,
    template: &Template,
    prompt: &Span,
    shuffle: bool,
) -> Option<Vec<ReadBlank>> {
    let mut declared = match field {
        Some(field) => Some(field.spanned().table(walk, "a table by blank")?),
        None => None,
    };
    let mut blanks = Vec::new();
    let mut whole = true;
    for id in template.blanks() {
        let entry = declared.as_mut().and_then(|declared| declared.take(id.as_str()));
        let blank = match entry {
            Some(entry) => read_blank(walk, id, &entry, shuffle),
            None => Some(ReadBlank { id: id.clone(), sort: ReadSort::Text, weight: 1 }),
        };
        whole &= blank.is_some();
        blanks.extend(blank);
    }
    for entry in declared.map(|mut declared| declared.rest()).unwrap_or_default() {
        whole = false;
        if !field.is_some_and(|field| report_fallen(walk, &entry, "blanks", &field.key)) {
            let message = format!("the prompt has no blank `{}`", short(entry.name));
            report_no_blank(walk, "blank-without-place", message, &entry, template, prompt);
        }
    }
    whole.then_some(blanks)
}

fn report_no_blank(
    walk: &mut Walk<'_>,
    code: &'static str,
    message: String,
    entry: &Field<'_>,
    template: &Template,
    prompt: &Span,
) {
    let ids = || template.blanks().map(LocalId::as_str);
    let near = did_you_mean(entry.name, ids());
    let under = if near.is_empty() { "no such blank".to_owned() } else { near };
    walk.report(
        Diagnostic::error(code, entry.key.clone(), message)
            .under(under)
            .label(prompt.clone(), "the prompt")
            .help(format!("its blanks are {}", list(ids()))),
    );
}

fn read_blank(
    walk: &mut Walk<'_>,
    id: &LocalId,
    entry: &Field<'_>,
    shuffle: bool,
) -> Option<ReadBlank> {
    const SORTS: &[&str] = &["text", "number", "choice"];
    let mut fields = entry.spanned().table(walk, "a table such as { sort = \"number\" }")?;
    fields.header = entry.key.clone();
    let sort = optional(walk, &mut fields, "sort", |walk, field| {
        field.spanned().name(walk, "sort of blank", SORTS, SORTS)
    });
    let weight = optional(walk, &mut fields, "weight", |walk, field| {
        field.spanned().integer(walk, 1, 100, "a weight")
    });
    let weight = weight.and_then(|weight| u8::try_from(weight).ok()).unwrap_or(1);
    let choices = fields.take("choices");
    let (sort, known): (Option<ReadSort>, &[&str]) = match (sort, choices) {
        (None | Some("choice"), Some(choices)) => {
            let sort = read_choice_sort(walk, &mut fields, &choices, shuffle);
            (sort, &["sort", "weight", "choices", "pin", "shuffle"])
        }
        (Some("choice"), None) => {
            fields.require(walk, "choices", "a choice blank");
            (None, &["sort", "weight", "choices", "pin", "shuffle"])
        }
        (Some("number"), choices) => {
            let unit = optional(walk, &mut fields, "unit", read_unit);
            report_stray_choices(walk, choices);
            (Some(ReadSort::Number { unit }), &["sort", "weight", "unit"])
        }
        (_, choices) => {
            report_stray_choices(walk, choices);
            (Some(ReadSort::Text), &["sort", "weight", "choices"])
        }
    };
    fields.finish(walk, &format!("the blank `{id}`"), known);
    Some(ReadBlank { id: id.clone(), sort: sort?, weight })
}

fn read_choice_sort(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    choices: &Field<'_>,
    shuffle: bool,
) -> Option<ReadSort> {
    let options = read_options(walk, choices, "choices")?;
    let pinned = read_pin(walk, fields, &options);
    let own = optional(walk, fields, "shuffle", |walk, field| field.spanned().boolean(walk));
    Some(ReadSort::Choice { options, pinned, shuffle: own.unwrap_or(shuffle) })
}

fn report_stray_choices(walk: &mut Walk<'_>, choices: Option<Field<'_>>) {
    if let Some(field) = choices {
        walk.report(
            Diagnostic::error("field-not-for-kind", field.key, "only a choice blank has `choices`")
                .under("does not fit the sort")
                .help("leave `sort` out: `choices` make a choice blank"),
        );
    }
}

fn finish_blank(blank: ReadBlank) -> Option<Blank> {
    let sort = match blank.sort {
        ReadSort::Text => BlankSort::Text,
        ReadSort::Number { unit } => BlankSort::Number { unit },
        ReadSort::Choice { options, pinned, shuffle } => {
            BlankSort::Choice { choices: options.finish(pinned)?, shuffle }
        }
    };
    Some(Blank { id: blank.id, sort, weight: blank.weight })
}

/// A key for every blank.
fn read_keys(
    walk: &mut Walk<'_>,
    mut tables: KeyTables<'_>,
    blanks: &[ReadBlank],
    compare: TextPolicy,
    prompt: &Span,
) -> Option<Vec<(LocalId, BlankKey)>> {
    let mut keys = Vec::with_capacity(blanks.len());
    for blank in blanks {
        let id = blank.id.as_str();
        let Some(answer) = tables.answer.take(id) else {
            if tables.answer.has_near(id) {
                continue;
            }
            walk.report(
                Diagnostic::error(
                    "blank-without-key",
                    tables.answer.header.clone(),
                    format!("the blank `{id}` has no key"),
                )
                .under(format!("no `answer.{id}` here"))
                .label(prompt.clone(), "the blank stands in this prompt"),
            );
            continue;
        };
        let key = read_key(walk, &mut tables, blank, answer, compare);
        keys.extend(key.map(|key| (blank.id.clone(), key)));
    }
    let clean = report_leftovers(walk, tables, blanks, prompt);
    (clean && keys.len() == blanks.len()).then_some(keys)
}

fn read_key<'a>(
    walk: &mut Walk<'_>,
    tables: &mut KeyTables<'a>,
    blank: &ReadBlank,
    answer: Field<'a>,
    compare: TextPolicy,
) -> Option<BlankKey> {
    let id = blank.id.as_str();
    let take = |table: &mut Option<Fields<'a>>| table.as_mut().and_then(|table| table.take(id));
    match &blank.sort {
        ReadSort::Text => {
            let fields = TextFields {
                answer: Some(answer),
                accept: take(&mut tables.accept),
                reject: take(&mut tables.reject),
            };
            read_text_key(walk, fields, compare).map(BlankKey::Text)
        }
        ReadSort::Number { unit } => {
            let fields = NumberFields {
                answer: Some(answer),
                tolerance: take(&mut tables.tolerance),
                accept: take(&mut tables.accept),
                units: take(&mut tables.units),
            };
            read_number_key(walk, fields, unit.as_deref()).map(BlankKey::Number)
        }
        ReadSort::Choice { options, .. } => {
            let text = answer.spanned().string(walk, "the id of the right option")?;
            let correct = options.pick(walk, text, &answer.span)?;
            let credit = match take(&mut tables.credit) {
                Some(credit) => read_choice_credit(walk, &credit, options, Some(&correct))?,
                None => Vec::new(),
            };
            Some(BlankKey::Choice(ChoiceKey { correct, credit }))
        }
    }
}

/// Keys that no blank has taken: of no blank at all, or not of the blank's sort.
fn report_leftovers(
    walk: &mut Walk<'_>,
    tables: KeyTables<'_>,
    blanks: &[ReadBlank],
    prompt: &Span,
) -> bool {
    let mut clean = true;
    let rest = [
        ("answer", Some(tables.answer)),
        ("accept", tables.accept),
        ("reject", tables.reject),
        ("tolerance", tables.tolerance),
        ("units", tables.units),
        ("credit", tables.credit),
    ];
    for (name, table) in rest {
        for entry in table.map(|mut table| table.rest()).unwrap_or_default() {
            clean = false;
            report_leftover(walk, name, &entry, blanks, prompt);
        }
    }
    clean
}

fn report_leftover(
    walk: &mut Walk<'_>,
    name: &str,
    entry: &Field<'_>,
    blanks: &[ReadBlank],
    prompt: &Span,
) {
    let id = short(entry.name);
    let diagnostic =
        if let Some(blank) = blanks.iter().find(|blank| blank.id.as_str() == entry.name) {
            let sort = match blank.sort {
                ReadSort::Text => "text",
                ReadSort::Number { .. } => "number",
                ReadSort::Choice { .. } => "choice",
            };
            let message = format!("`{name}.{id}` does not fit a {sort} blank");
            Diagnostic::error("field-not-for-kind", entry.key.clone(), message)
                .under("does not fit the sort")
        } else {
            let ids = || blanks.iter().map(|blank| blank.id.as_str());
            let near = did_you_mean(entry.name, ids());
            let message = format!("`{name}` names `{id}`, which is no blank of the prompt");
            Diagnostic::error("key-without-blank", entry.key.clone(), message)
                .under(if near.is_empty() { "no such blank".to_owned() } else { near })
                .label(prompt.clone(), "the prompt")
                .help(format!("its blanks are {}", list(ids())))
        };
    walk.report(diagnostic);
}

/// `why` by blank: what to say when it is wrong.
fn read_why(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    template: &Template,
) -> Option<Vec<(LocalId, String)>> {
    let mut fields = field.spanned().table(walk, "a table by blank")?;
    let mut why = Vec::new();
    for id in template.blanks() {
        if let Some(entry) = fields.take(id.as_str()) {
            why.extend(entry.spanned().markdown(walk, "the reason").map(|text| (id.clone(), text)));
        }
    }
    for entry in fields.rest() {
        let message =
            format!("`why` names `{}`, which is no blank of the prompt", short(entry.name));
        let near = did_you_mean(entry.name, template.blanks().map(LocalId::as_str));
        walk.report(Diagnostic::error("key-without-blank", entry.key, message).under(near));
    }
    Some(why)
}
