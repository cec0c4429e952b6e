//! The blanks of a cloze: what goes into each.

use crate::cloze::Template;
use crate::diagnostic::{Diagnostic, Span};
use crate::face::{Blank, BlankSort};
use crate::id::LocalId;
use crate::read::common::{read_boolean, read_weight};
use crate::read::entries::{ReadOptions, read_options};
use crate::read::fields::{Field, Fields};
use crate::read::kind::numerical::read_unit;
use crate::read::kind::read_pin;
use crate::read::suggest::{did_you_mean, list};
use crate::read::value::all;
use crate::read::walk::Walk;

/// What goes into a blank, as it is written.
const SORTS: &[&str] = &["text", "number", "choice"];

/// The fields of a blank with options.
const CHOICE: &[&str] = &["sort", "weight", "choices", "pin", "shuffle"];

/// What goes into a blank, with the options still at hand for the key.
pub(super) enum ReadSort<'a> {
    Text,
    Number { unit: Option<String> },
    Choice { options: ReadOptions<'a>, pinned: Vec<LocalId>, shuffle: bool },
}

/// A blank as read.
pub(super) struct ReadBlank<'a> {
    pub(super) id: LocalId,
    pub(super) sort: ReadSort<'a>,
    weight: u8,
}

/// The blanks in the order of the prompt. A blank that `blanks` does not name takes text.
pub(super) fn read_blanks<'a>(
    walk: &mut Walk<'_>,
    field: Option<&Field<'a>>,
    template: &Template,
    prompt: &Span,
    shuffle: bool,
) -> Option<Vec<ReadBlank<'a>>> {
    let mut declared = match field {
        Some(field) => Some(field.spanned().table(walk, "a table by blank")?),
        None => None,
    };
    let blanks = all(template.blanks(), |id| {
        match declared.as_mut().and_then(|declared| declared.take(id.as_str())) {
            Some(entry) => read_blank(walk, id, &entry, shuffle),
            None => Some(ReadBlank { id: id.clone(), sort: ReadSort::Text, weight: 1 }),
        }
    });
    let Some(declared) = declared.filter(|declared| !declared.is_empty()) else { return blanks };
    report_no_place(walk, &declared, template, prompt);
    None
}

/// Declared blanks that the prompt does not have: one mistake, often in the prompt.
fn report_no_place(walk: &mut Walk<'_>, declared: &Fields<'_>, template: &Template, prompt: &Span) {
    let Some(first) = declared.left().next() else { return };
    let ids = || template.blanks().map(LocalId::as_str);
    let near = did_you_mean(first.name, ids());
    let message =
        format!("the prompt has no blank {}", list(declared.left().map(|field| field.name)));
    walk.report(
        Diagnostic::error("blank-without-place", first.key, message)
            .under(if near.is_empty() { "no such blank".to_owned() } else { near })
            .label(prompt.clone(), "the prompt")
            .help(format!("its blanks are {}", list(ids()))),
    );
}

fn read_blank<'a>(
    walk: &mut Walk<'_>,
    id: &LocalId,
    entry: &Field<'a>,
    shuffle: bool,
) -> Option<ReadBlank<'a>> {
    let mut fields = entry.spanned().table(walk, "a table such as { sort = \"number\" }")?;
    fields.header = entry.key.clone();
    let sort = match fields.take("sort") {
        Some(field) => Some(field.spanned().name(walk, "sort of blank", SORTS, SORTS)),
        None => None,
    };
    let weight = read_weight(walk, &mut fields);
    let choices = fields.take("choices");
    let (sort, known): (Option<ReadSort<'_>>, &[&str]) = match (sort, choices) {
        (None | Some(Some("choice")), Some(choices)) => {
            (read_choice_sort(walk, &mut fields, &choices, shuffle), CHOICE)
        }
        (Some(Some("choice")), None) => {
            fields.report_missing(walk, "choices", "a choice blank needs `choices`");
            fields.forget(CHOICE);
            (None, CHOICE)
        }
        (Some(Some("number")), choices) => {
            report_stray_choices(walk, choices);
            (read_number_sort(walk, &mut fields), &["sort", "weight", "unit"])
        }
        (Some(None), _) => {
            fields.forget(&["unit", "pin", "shuffle"]);
            (None, &["sort", "weight", "unit", "choices", "pin", "shuffle"])
        }
        (_, choices) => {
            report_stray_choices(walk, choices);
            (Some(ReadSort::Text), &["sort", "weight", "choices"])
        }
    };
    if !fields.is_empty() {
        fields.finish(walk, &format!("the blank `{id}`"), known);
    }
    Some(ReadBlank { id: id.clone(), sort: sort?, weight })
}

fn read_number_sort<'a>(walk: &mut Walk<'_>, fields: &mut Fields<'a>) -> Option<ReadSort<'a>> {
    let unit = match fields.take("unit") {
        Some(field) => Some(read_unit(walk, &field)?),
        None => None,
    };
    Some(ReadSort::Number { unit })
}

fn read_choice_sort<'a>(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    choices: &Field<'a>,
    shuffle: bool,
) -> Option<ReadSort<'a>> {
    let own = read_boolean(walk, fields, "shuffle");
    let Some(options) = read_options(walk, choices, "choices") else {
        fields.forget(&["pin"]);
        return None;
    };
    let pinned = read_pin(walk, fields, &options);
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

/// The blank as a face has it; `None` where one of its options is wrong.
pub(super) fn finish_blank(blank: ReadBlank<'_>) -> Option<Blank> {
    let sort = match blank.sort {
        ReadSort::Text => BlankSort::Text,
        ReadSort::Number { unit } => BlankSort::Number { unit },
        ReadSort::Choice { options, pinned, shuffle } => {
            BlankSort::Choice { choices: options.finish(pinned)?, shuffle }
        }
    };
    Some(Blank { id: blank.id, sort, weight: blank.weight })
}
