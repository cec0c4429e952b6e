//! What a regrade changes, for programs and for the log.

use serde::Serialize;

use crate::regrade::{Came, Regrade};

/// A regrade with what it was of.
#[derive(Debug, Clone, Copy)]
pub struct Regraded<'a> {
    /// When, as text.
    pub at: &'a str,
    /// The deck.
    pub deck: &'a str,
    /// What it was compared with, as it was named.
    pub against: &'a str,
    /// What changes.
    pub change: &'a Regrade,
}

/// The regrade as one JSON object on one line, without a line end. Points are exact fractions as
/// text.
///
/// # Errors
/// None that these values have; the library's own type says so.
pub fn regrade_json(regraded: &Regraded<'_>) -> Result<String, serde_json::Error> {
    let Regraded { at, deck, against, change } = *regraded;
    let questions = change.questions.iter().map(|one| Question {
        question: one.question.as_str(),
        what: &one.what,
        by: one.by.iter().map(ToString::to_string).collect(),
    });
    let students = change.students.iter().map(|one| Student {
        id: &one.id,
        before: one.before.as_ref().map(Points::of),
        after: one.after.as_ref().map(Points::of),
    });
    serde_json::to_string(&Json {
        at,
        deck,
        against,
        questions: questions.collect(),
        students: students.collect(),
    })
}

#[derive(Serialize)]
struct Json<'a> {
    at: &'a str,
    deck: &'a str,
    against: &'a str,
    questions: Vec<Question<'a>>,
    students: Vec<Student<'a>>,
}

#[derive(Serialize)]
struct Question<'a> {
    question: &'a str,
    what: &'a [String],
    by: Vec<String>,
}

#[derive(Serialize)]
struct Student<'a> {
    id: &'a str,
    before: Option<Points<'a>>,
    after: Option<Points<'a>>,
}

#[derive(Serialize)]
struct Points<'a> {
    earned: String,
    possible: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<&'a str>,
}

impl<'a> Points<'a> {
    fn of(came: &'a Came) -> Self {
        Self {
            earned: came.earned.to_string(),
            possible: came.possible.to_string(),
            grade: came.band.as_deref(),
        }
    }
}
