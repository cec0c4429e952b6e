//! The sentences of a gradebook.

use console::words::{count, duration};
use deck_format::Fraction;

use crate::book::{Flag, NotGraded, Remarks, Row, StaleMark, Standing};
use crate::exact;
use crate::policy::{Attempts, Minus, Policy};
use crate::unused::unfinished;

/// What is to be said about a student, in one line; not yet safe for a terminal.
#[must_use]
pub fn said(row: &Row, policy: &Policy) -> String {
    let flags = row.flags.iter().map(|flag| flag_words(flag, policy));
    let standing = match &row.standing {
        Standing::Missing => Some("nothing was handed in".to_owned()),
        Standing::NotSettled(questions) => {
            let ids: Vec<_> = questions.iter().map(|(id, _)| format!("`{id}`")).collect();
            Some(format!("not settled: {}", ids.join(", ")))
        }
        Standing::Scored(_) => None,
    };
    standing.into_iter().chain(flags).collect::<Vec<_>>().join("; ")
}

fn flag_words(flag: &Flag, policy: &Policy) -> String {
    match flag {
        Flag::Attempts { counted: Some(counted), of } => {
            format!("attempt {counted} of {of} ({})", policy.attempts.as_str())
        }
        Flag::Attempts { counted: None, of } => {
            format!("{} of {of} attempts", Attempts::Mean.as_str())
        }
        Flag::Late { by, minus } => match minus {
            Some(minus) => format!("late {}, {}", duration(*by), minus_words(minus)),
            None => format!("late {}", duration(*by)),
        },
        Flag::ExtraTime { sat, allowed } if *allowed == Fraction::ONE => {
            format!("sat with extra time {sat}, the roster gives none")
        }
        Flag::ExtraTime { sat, allowed } => {
            format!("sat with extra time {sat}, the roster gives {allowed}")
        }
        Flag::Unfinished(ending) => unfinished(*ending).to_owned(),
        Flag::Unmarked(1) => "1 answer waits for its mark".to_owned(),
        Flag::Unmarked(count) => format!("{count} answers wait for their marks"),
    }
}

fn minus_words(minus: &Minus) -> String {
    match minus {
        Minus::Points(points) => format!("-{}", count(exact::short(points, 3), "point")),
        Minus::Percent(percent) => format!("-{} %", exact::short(percent, 3)),
    }
}

/// What a question that is not settled needs.
pub(super) fn unsettled(one: &NotGraded) -> String {
    let sittings = count(one.sittings, "sitting");
    format!("`{}`, in {sittings}: {}", one.question, one.why)
}

/// Which marks no longer fit, and why.
#[must_use]
pub fn stale(one: &StaleMark) -> String {
    let sittings = count(one.sittings, "sitting");
    format!("`{}`, in {sittings}: {}", one.question, one.why)
}

/// What has to be looked at, in one line; `None` where there is nothing.
#[must_use]
pub fn problems(remarks: &Remarks) -> Option<String> {
    let parts = [
        (remarks.not_used.len(), "record was not used", "records were not used"),
        (remarks.unsettled.len(), "question is not settled", "questions are not settled"),
        (
            remarks.misfits.iter().map(|one| one.sittings).sum(),
            "mark does not fit its rubric",
            "marks do not fit their rubrics",
        ),
        (remarks.roster.len(), "row of the roster is wrong", "rows of the roster are wrong"),
        (
            remarks.strangers.len(),
            "question of class.toml is not known",
            "questions of class.toml are not known",
        ),
        (remarks.to_look_at, "student has to be looked at", "students have to be looked at"),
    ];
    let parts = parts.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, several)| {
        if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
    });
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
