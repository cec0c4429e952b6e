//! What a question consists of for a person, before it takes one form or the other.

use deck_format::{Entry, Piece};
use session::{Presented, Shown, ShownBlank, ShownSort};

use crate::look::Look;
use crate::markdown::Part;
use crate::rules::{Rule, rule_words};
use crate::sanitise::Sanitiser;
use crate::words::capitalised;
use session::letter;

/// A question in parts.
pub(super) struct View<'a> {
    /// The prompt, with the fields of a cloze.
    pub(super) prompt: Vec<Part<'a>>,
    /// What is to be done, in sentences; empty where the options say it.
    pub(super) task: String,
    /// Lists of options.
    pub(super) lists: Vec<List<'a>>,
}

/// A list of options.
pub(super) struct List<'a> {
    /// What is to be said before it.
    pub(super) lead: Option<String>,
    /// Letters or numbers, each with a text in Markdown.
    pub(super) entries: Vec<(String, &'a str)>,
}

impl<'a> View<'a> {
    pub(super) fn of(question: &'a Presented, look: &Look) -> Self {
        let prompt = match &question.shown {
            Shown::Cloze { pieces, blanks, .. } => {
                cloze_prompt(pieces, blanks, &empty_fields(blanks.len()), look)
            }
            _ => vec![Part::Text(&question.prompt)],
        };
        let sanitiser = look.sanitiser();
        Self { prompt, task: task(&question.shown, look), lists: lists(&question.shown, sanitiser) }
    }
}

/// What is to be done.
fn task(shown: &Shown, look: &Look) -> String {
    let sanitiser = look.sanitiser();
    match shown {
        Shown::SingleChoice { .. } => String::new(),
        Shown::MultipleSelect { rule, .. } => {
            format!("Choose all that are right. {}", rule_sentence(*rule))
        }
        Shown::TrueFalse => "True or false?".to_owned(),
        Shown::Numerical { unit } => {
            format!("Answer with {}.", number(unit.as_deref(), sanitiser))
        }
        Shown::ShortAnswer => "Answer with a word or a few.".to_owned(),
        Shown::Ordering { rule, .. } => {
            format!("Put in order, first to last. {}", rule_sentence(*rule))
        }
        Shown::Matching { left, right, reuse, rule } => format!(
            "Match each numbered line with a lettered one. {} {}",
            use_of_letters(left.len(), right.len(), *reuse),
            rule_sentence(*rule)
        ),
        Shown::Cloze { blanks, .. } if blanks.len() == 1 => "Fill in the blank.".to_owned(),
        Shown::Cloze { rule, .. } => format!("Fill in the blanks. {}", rule_sentence(*rule)),
        // On a terminal the prompt says how it ends.
        Shown::Essay if !look.is_line() => "Write as much as you like.".to_owned(),
        Shown::Essay => "Write as many lines as you like. A line with only a full stop (.) ends \
                         the answer."
            .to_owned(),
    }
}

fn rule_sentence(rule: impl Into<Rule>) -> String {
    format!("{}.", capitalised(rule_words(rule)))
}

fn number(unit: Option<&str>, sanitiser: Sanitiser) -> String {
    match unit {
        Some(unit) => format!("a number, unit {}", sanitiser.line(unit)),
        None => "a number".to_owned(),
    }
}

/// How often the letters of a matching are used.
fn use_of_letters(left: usize, right: usize, reuse: bool) -> &'static str {
    match (reuse, right > left) {
        (true, _) => "A letter may be used more than once, or not at all.",
        (false, true) => "No letter is used twice, and some are left over.",
        (false, false) => "Each letter is used once.",
    }
}

fn lists(shown: &Shown, sanitiser: Sanitiser) -> Vec<List<'_>> {
    let unled = |entries| List { lead: None, entries };
    match shown {
        Shown::SingleChoice { choices } | Shown::MultipleSelect { choices, .. } => {
            vec![unled(lettered(choices))]
        }
        Shown::Ordering { items, .. } => vec![unled(lettered(items))],
        Shown::Matching { left, right, .. } => vec![unled(numbered(left)), unled(lettered(right))],
        Shown::Cloze { blanks, .. } => {
            let numbered = blanks.iter().enumerate();
            numbered.filter_map(|(index, blank)| of_blank(index + 1, blank, sanitiser)).collect()
        }
        Shown::TrueFalse | Shown::Numerical { .. } | Shown::ShortAnswer | Shown::Essay => {
            Vec::new()
        }
    }
}

fn lettered(entries: &[Entry]) -> Vec<(String, &str)> {
    entries.iter().enumerate().map(|(index, entry)| (letter(index), entry.text.as_str())).collect()
}

fn numbered(entries: &[Entry]) -> Vec<(String, &str)> {
    let numbered = entries.iter().enumerate();
    numbered.map(|(index, entry)| ((index + 1).to_string(), entry.text.as_str())).collect()
}

/// What is to be said about a blank, where not any text goes in.
fn of_blank(number_of_blank: usize, blank: &ShownBlank, sanitiser: Sanitiser) -> Option<List<'_>> {
    let (what, entries) = match &blank.sort {
        ShownSort::Text => return None,
        ShownSort::Number { unit } => {
            (format!("{}.", number(unit.as_deref(), sanitiser)), Vec::new())
        }
        ShownSort::Choice { choices } => ("one of these:".to_owned(), lettered(choices)),
    };
    Some(List { lead: Some(format!("Blank {number_of_blank} takes {what}")), entries })
}

/// Fields of one fixed width, so that they give nothing away.
fn empty_fields(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("[{number}: ____]")).collect()
}

/// The text of a cloze with what stands in its fields.
pub(super) fn cloze_prompt<'a>(
    pieces: &'a [Piece],
    blanks: &[ShownBlank],
    fields: &[String],
    look: &Look,
) -> Vec<Part<'a>> {
    let part = |piece: &'a Piece| match piece {
        Piece::Text(text) => Part::Text(text),
        Piece::Blank(id) => {
            let index = blanks.iter().position(|blank| blank.id == *id);
            let sort = index.map(|index| &blanks[index].sort);
            let unit = match sort {
                Some(ShownSort::Number { unit: Some(unit) }) => {
                    format!(" {}", look.sanitiser().line(unit))
                }
                _ => String::new(),
            };
            let field = index.and_then(|index| fields.get(index));
            Part::Field(format!("{}{unit}", field.map_or("[]", String::as_str)))
        }
    };
    pieces.iter().map(part).collect()
}
