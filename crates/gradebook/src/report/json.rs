//! The gradebook for programs: one JSON object, with exact numbers.

use console::escape_json;
use serde::Serialize;

use super::words::said;
use crate::book::{Book, Row, Standing};
use crate::exact::{self, Exact};
use crate::grade::Keys;
use crate::policy::Policy;
use crate::score::TagScore;

/// The gradebook as one JSON object, with a line end. Points are exact fractions as text, such as
/// `"35/2"`; percents are floats.
///
/// # Errors
/// None that these values have; the library's own type says so.
pub fn json(book: &Book, keys: &Keys<'_>, policy: &Policy) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string_pretty(&Gradebook::of(book, keys, policy))?;
    Ok(format!("{}\n", escape_json(&json)))
}

#[derive(Serialize)]
struct Gradebook {
    deck: String,
    students: Vec<Student>,
    tags: Vec<Tag>,
    summary: Numbers,
    rules: Vec<Rule>,
    changes: Vec<Question>,
    not_settled: Vec<Question>,
    to_mark_again: Vec<Question>,
    not_used: Vec<Unused>,
    roster: Vec<String>,
    unknown_questions: Vec<String>,
}

#[derive(Serialize)]
struct Student {
    id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    earned: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    possible: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<String>,
    /// The sessions that count.
    counted: Vec<String>,
    /// Every session that was handed in and could be used.
    attempts: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    notes: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Tag>,
}

#[derive(Serialize)]
struct Tag {
    tag: String,
    questions: usize,
    earned: String,
    possible: String,
    percent: Option<f64>,
}

#[derive(Serialize)]
struct Numbers {
    students: usize,
    scored: usize,
    unit: Option<&'static str>,
    mean: f64,
    median: f64,
    sd: Option<f64>,
}

#[derive(Serialize)]
struct Rule {
    question: String,
    class: &'static str,
    deck: &'static str,
}

#[derive(Serialize)]
struct Question {
    question: String,
    what: String,
    sittings: usize,
}

#[derive(Serialize)]
struct Unused {
    record: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    student: Option<String>,
    reason: String,
}

impl Gradebook {
    fn of(book: &Book, keys: &Keys<'_>, policy: &Policy) -> Self {
        let rules = keys.overrides().iter();
        let unused = book.remarks.not_used.iter();
        Self {
            deck: keys.deck().face.id.to_string(),
            students: book.rows.iter().map(|row| Student::of(row, book, policy)).collect(),
            tags: book.tags.iter().map(Tag::of).collect(),
            summary: Numbers::of(book),
            rules: rules
                .map(|one| Rule {
                    question: one.question.to_string(),
                    class: one.class,
                    deck: one.deck,
                })
                .collect(),
            changes: questions(
                book.remarks.changes.iter().map(|one| (&one.question, &one.fit, one.sittings)),
            ),
            not_settled: questions(
                book.remarks.unsettled.iter().map(|one| (&one.question, &one.why, one.sittings)),
            ),
            to_mark_again: questions(
                book.remarks.misfits.iter().map(|one| (&one.question, &one.why, one.sittings)),
            ),
            not_used: unused
                .map(|one| Unused {
                    record: one.origin.to_string(),
                    student: one.student.clone(),
                    reason: one.why.to_string(),
                })
                .collect(),
            roster: book.remarks.roster.iter().map(ToString::to_string).collect(),
            unknown_questions: book.remarks.strangers.iter().map(ToString::to_string).collect(),
        }
    }
}

fn questions<'b, T: std::fmt::Display + 'b>(
    found: impl Iterator<Item = (&'b deck_format::QuestionId, &'b T, usize)>,
) -> Vec<Question> {
    let question = |(id, what, sittings): (&deck_format::QuestionId, &T, usize)| Question {
        question: id.to_string(),
        what: what.to_string(),
        sittings,
    };
    found.map(question).collect()
}

impl Student {
    fn of(row: &Row, book: &Book, policy: &Policy) -> Self {
        let sessions = |attempts: &[usize]| {
            let sats = attempts.iter().filter_map(|at| book.sat(*at));
            sats.map(|sat| sat.session.to_string()).collect()
        };
        let scored = row.scored();
        Self {
            id: row.id.clone(),
            name: row.name.clone(),
            status: match row.standing {
                Standing::Scored(_) => "scored",
                Standing::Missing => "missing",
                Standing::NotSettled(_) => "not-settled",
            },
            earned: scored.map(|scored| scored.earned.to_string()),
            possible: scored.map(|scored| scored.possible.to_string()),
            percent: scored.and_then(|scored| scored.percent.as_ref()).map(exact::to_f64),
            grade: scored.and_then(|scored| scored.band.clone()),
            counted: scored.map(|scored| sessions(&scored.counted)).unwrap_or_default(),
            attempts: sessions(&row.attempts),
            notes: said(row, policy),
            tags: scored
                .map(|scored| scored.tags.iter().map(Tag::of).collect())
                .unwrap_or_default(),
        }
    }
}

impl Tag {
    fn of(tag: &TagScore) -> Self {
        let percent: Option<Exact> = exact::percent(&tag.earned, &tag.possible);
        Self {
            tag: tag.tag.clone(),
            questions: tag.questions,
            earned: tag.earned.to_string(),
            possible: tag.possible.to_string(),
            percent: percent.as_ref().map(exact::to_f64),
        }
    }
}

impl Numbers {
    fn of(book: &Book) -> Self {
        let summary = book.summary();
        Self {
            students: summary.students,
            scored: summary.scored,
            unit: summary.unit.map(|unit| match unit {
                crate::book::Unit::Points => "points",
                crate::book::Unit::Percent => "percent",
            }),
            mean: summary.mean,
            median: summary.median,
            sd: summary.sd,
        }
    }
}
