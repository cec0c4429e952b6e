//! The sentences of an analysis.

use crate::analyse::{Analysed, Question, Role};
use crate::items::{Analysis, Level, MIN_STUDENTS, Rasch, Refusal, Strength, Unit};
use console::words::count;

use super::numbers::{interval, percent, told};

/// A question's kind, and what sets it apart.
#[must_use]
pub fn kind(question: &Question) -> String {
    match question.role {
        Role::Counts => question.kind.to_string(),
        role => format!("{}, {}", question.kind, role.as_str()),
    }
}

/// The heading above flags of a level.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "Marks are probably wrong",
        Level::Warning => "Worth a look",
        Level::Info => "For the next revision",
    }
}

/// What the class is, how the whole test went, and how far it can be trusted.
#[must_use]
pub fn test(analysed: &Analysed) -> Vec<String> {
    let analysis = &analysed.analysis;
    let mut lines = vec![class(analysis)];
    lines.extend(strength(analysis));
    if analysis.students > 0 {
        lines.extend(reliability(analysis));
        lines.push(rasch(&analysis.rasch));
    }
    lines.extend(analysed.questions.iter().filter_map(unmarked));
    lines
}

/// What a question lacks before it can be analysed.
#[must_use]
pub fn unmarked(question: &Question) -> Option<String> {
    let answers = match question.unmarked {
        0 => return None,
        1 => "1 answer waits for its mark".to_owned(),
        several => format!("{several} answers wait for their marks"),
    };
    Some(format!("`{}` is left out: {answers}.", question.id))
}

/// Questions whose face is not what was asked.
#[must_use]
pub fn changes(analysed: &Analysed) -> Vec<String> {
    super::text::changes(&analysed.remarks.changes)
}

fn class(analysis: &Analysis) -> String {
    let students = count(analysis.students, "student");
    let test = &analysis.test;
    let unit = if analysis.unit == Unit::Percent { " %" } else { "" };
    let Some(mean) = test.average.value() else { return format!("{students}.") };
    let mut line = format!("{students}; mean {mean:.1}{unit}");
    if let Some(median) = test.median.value() {
        line.push_str(&format!(", median {median:.1}{unit}"));
    }
    if let Some(sd) = test.standard_deviation.value() {
        line.push_str(&format!(", sd {sd:.1}{unit}"));
    }
    line + "."
}

fn strength(analysis: &Analysis) -> Option<String> {
    let differ = (analysis.unit == Unit::Percent && analysis.students > 0).then(|| {
        "Papers differ: an item is held against the percent reached on the others.".to_owned()
    });
    let few = match analysis.strength {
        Strength::Firm => None,
        _ if analysis.students == 0 => None,
        Strength::Indicative => {
            Some("So few students say little: take numbers as hints.".to_owned())
        }
        Strength::CountsOnly => {
            Some(format!("Below {MIN_STUDENTS} students there are counts and facilities only."))
        }
    };
    match (differ, few) {
        (Some(differ), Some(few)) => Some(format!("{differ} {few}")),
        (differ, few) => differ.or(few),
    }
}

fn reliability(analysis: &Analysis) -> Vec<String> {
    let found = &analysis.reliability;
    let mut line = format!("Reliability: α {}", told(found.alpha));
    if let Some(ends) = interval(found.alpha_interval) {
        line.push_str(&format!(" {ends}"));
    }
    if found.sem.value().is_some() {
        let points = format!("{:.2}", found.sem);
        line.push_str(&format!(
            "; a score is known to ±{} (SEM, {})",
            count(points, "point"),
            percent(found.sem_percent)
        ));
        let (items, students) = (count(found.items, "item"), count(found.students, "student"));
        line.push_str(&format!("; {items}, {students}"));
    }
    let mut lines = vec![line + "."];
    lines.extend(
        analysis.flags.iter().map(|flag| format!("{}.", console::words::capitalised(&flag.words))),
    );
    lines
}

fn rasch(rasch: &Result<Rasch, Refusal>) -> String {
    match rasch {
        Ok(rasch) => {
            let persons = count(rasch.persons, "student");
            let rough = if rasch.rough { ", known to about one logit only" } else { "" };
            format!("Rasch: see the table below; {persons} with some right and some wrong{rough}.")
        }
        Err(refusal) => format!("Rasch: n/a: {refusal}."),
    }
}
