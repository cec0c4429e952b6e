//! What can be found, in calm words.

use std::time::Duration;

use console::words::{count, duration};
use deck_format::{Fraction, QuestionId};
use jiff::Timestamp;
use session::Seed;

use crate::collect::Origin;
use crate::unused::Unused;

/// Something that was found. Its words say what is there, and not why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The record is not one that `score` uses as it is, its broken chain included.
    #[error("{0}")]
    NotUsed(Unused),
    /// The seed is not the student's own.
    #[error("its seed is {found}, not the one of this student{}", owner(.whose.as_deref()))]
    Seed {
        /// The seed of the record.
        found: Seed,
        /// Whose it is, where that is known.
        whose: Option<String>,
    },
    /// Something else was asked for than an exam on this deck asks for.
    #[error("its paper was drawn by another plan than the deck's")]
    Plan,
    /// The paper is not the one that its seed draws.
    #[error("its paper is not the one that its seed draws: {}{}", .what, owner(.whose.as_deref()))]
    Paper {
        /// The first difference.
        what: Difference,
        /// Whose paper it is, where that is known.
        whose: Option<String>,
    },
    /// Its plan draws nothing.
    #[error("no paper can be drawn by its plan: {0}")]
    NoDraw(String),
    /// It was sat on the deck, while others sat on a handout.
    #[error("it was sat on the deck with its keys, while others sat on a handout")]
    WithKeys,
    /// The time is not the one that the exam gives.
    #[error("its time is {}, and {} by the exam", time(*.found), time(*.expected))]
    Time {
        /// In seconds, of the record.
        found: Option<u64>,
        /// In seconds, recomputed.
        expected: Option<u64>,
    },
    /// The factor of extra time is not the one of the roster.
    #[error("it was sat with {}, the roster gives {}", extra(*.sat), factor(*.allowed))]
    ExtraTime {
        /// The factor of the record.
        sat: Fraction,
        /// The factor of the roster.
        allowed: Fraction,
    },
    /// A rule of the exam is not the deck's.
    #[error("{}", .0.words(*.1))]
    Rule(Rule, bool),
    /// Answers came after the time.
    #[error("{} after the time", came(*.0))]
    Late(usize),
    /// Answers came after the end; they never count.
    #[error("{} after the end, where nothing counts any more", came(*.0))]
    AfterEnd(usize),
    /// An answer came after the time, by the times of the lines, and is not marked late.
    #[error(
        "line n = {line}: an answer came {} after the time and is not marked late",
        duration(*.by)
    )]
    Overtime {
        /// The number of the line.
        line: u64,
        /// How long after the time.
        by: Duration,
    },
    /// The sitting was broken off and resumed while a limit was binding.
    #[error(
        "line n = {line}: resumed after {} away, while a time limit was binding",
        duration(*.away)
    )]
    Break {
        /// The number of the line.
        line: u64,
        /// How long nothing was written.
        away: Duration,
    },
    /// A line is dated before the line before it.
    #[error("line n = {0} is dated before the line before it, which the program never writes")]
    Backwards(u64),
    /// Questions were on screen longer than the sitting lasted.
    #[error(
        "its questions were on screen {} longer than its lines lasted: the clock went back, or \
         times were edited",
        duration(*.0)
    )]
    ClockBack(Duration),
    /// It began before the class opened.
    #[error("it began at {began}, before the exam opened at {opens}")]
    BeforeOpening {
        /// When it began.
        began: Timestamp,
        /// When the class opened.
        opens: Timestamp,
    },
    /// It is dated in the future.
    #[error("its last line is dated {0}, which is still to come")]
    Future(Timestamp),
    /// An outcome is not what the key gives.
    #[error(
        "line n = {line}: `{question}` is recorded as {}, the same key gives {}",
        outcome(*.recorded),
        outcome(*.given)
    )]
    Outcome {
        /// The number of the line.
        line: u64,
        /// The question.
        question: QuestionId,
        /// What the record says.
        recorded: Option<Fraction>,
        /// What the key gives.
        given: Option<Fraction>,
    },
    /// The record of a handout says what answers earned.
    #[error("{}, which nobody can know on a handout", says(*.0))]
    OutcomeOnHandout(usize),
    /// Several sittings of one student.
    #[error("one of {0} sittings of this student")]
    Several(usize),
    /// It has the lines of another record under another name.
    #[error("after its start, it has the lines and times of {other}{}", named(.student.as_deref()))]
    SameLines {
        /// The other record.
        other: Origin,
        /// Whose that one is.
        student: Option<String>,
    },
    /// The code that was written down is of no record of this student.
    #[error("the code `{code}` was written down, and {}", receipt(.own, .whose.as_deref()))]
    Receipt {
        /// As it was written down.
        code: String,
        /// The receipts of the student's records.
        own: Vec<String>,
        /// Whose record has this receipt, where one has.
        whose: Option<String>,
    },
}

/// How a paper differs from the one that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Difference {
    /// It has another number of questions.
    #[error("it has {}, not {expected}", count(.found, "question"))]
    Length {
        /// Of the record.
        found: usize,
        /// As drawn.
        expected: usize,
    },
    /// A question is another one.
    #[error("question {number} is `{found}`, not `{expected}`")]
    Question {
        /// Its number on the paper, from 1.
        number: usize,
        /// Of the record.
        found: QuestionId,
        /// As drawn.
        expected: QuestionId,
    },
    /// A question has another face.
    #[error("question {0}, `{1}`, has another face")]
    Face(usize, QuestionId),
    /// A question is shown in another order.
    #[error("the options of question {0}, `{1}`, stand in another order")]
    Order(usize, QuestionId),
}

/// A rule of an exam that is or is not in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Times of questions bind.
    QuestionTimes,
    /// Nobody may go back.
    NoBack,
    /// Nothing is told after the end.
    NoFeedback,
}

/// Something that could not be checked, which is no finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum NotChecked {
    /// What it was sat on is not at hand.
    #[error(
        "what it was sat on is not at hand: its paper was not redrawn and its limits not \
         recomputed; name the handout with --handout"
    )]
    Source,
    /// Another version of the draw made it.
    #[error("its paper was drawn by another version of the draw ({0})")]
    DrawVersion(u32),
    /// The draw depended on what the student had seen before.
    #[error("its paper depends on what was seen before, which is not known")]
    History,
    /// Its key is not at hand.
    #[error("the key that it was sat with is not at hand: its outcomes were not recomputed")]
    Key,
}

impl Finding {
    /// A short name for programs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotUsed(Unused::Changed { .. }) => "chain",
            Self::NotUsed(Unused::Same(_) | Unused::Earlier(_) | Unused::Forked(_)) => "double",
            Self::NotUsed(_) => "not-used",
            Self::Seed { .. } => "seed",
            Self::Plan | Self::Paper { .. } | Self::NoDraw(_) => "paper",
            Self::WithKeys => "with-keys",
            Self::Time { .. } | Self::Rule(..) => "limits",
            Self::ExtraTime { .. } => "extra-time",
            Self::Late(_) => "late",
            Self::AfterEnd(_) => "after-end",
            Self::Overtime { .. } => "overtime",
            Self::Break { .. } => "break",
            Self::Backwards(_) | Self::ClockBack(_) => "clock",
            Self::BeforeOpening { .. } | Self::Future(_) => "date",
            Self::Outcome { .. } | Self::OutcomeOnHandout(_) => "outcome",
            Self::Several(_) => "several",
            Self::SameLines { .. } => "double",
            Self::Receipt { .. } => "receipt",
        }
    }
}

impl Rule {
    /// What the record has, where the exam has the contrary.
    fn words(self, in_record: bool) -> &'static str {
        match (self, in_record) {
            (Self::QuestionTimes, true) => {
                "times of questions were binding, by the exam they do not"
            }
            (Self::QuestionTimes, false) => {
                "times of questions were not binding, by the exam they do"
            }
            (Self::NoBack, true) => "it went forward only, the exam allows going back",
            (Self::NoBack, false) => "it allowed going back, the exam does not",
            (Self::NoFeedback, true) => "it gave no feedback, the exam gives it at the end",
            (Self::NoFeedback, false) => "it gave feedback at the end, the exam gives none",
        }
    }
}

fn owner(whose: Option<&str>) -> String {
    whose.map_or_else(String::new, |id| format!("; it is that of `{id}`"))
}

fn named(student: Option<&str>) -> String {
    student.map_or_else(String::new, |id| format!(", which is `{id}`'s"))
}

fn time(seconds: Option<u64>) -> String {
    seconds.map_or_else(|| "not limited".to_owned(), |time| duration(Duration::from_secs(time)))
}

fn factor(factor: Fraction) -> String {
    if factor == Fraction::ONE { "none".to_owned() } else { factor.to_string() }
}

fn extra(sat: Fraction) -> String {
    if sat == Fraction::ONE { "no extra time".to_owned() } else { format!("extra time {sat}") }
}

fn came(answers: usize) -> String {
    format!("{} came", count(answers, "answer"))
}

fn says(answers: usize) -> String {
    let say = if answers == 1 { "says what it earned" } else { "say what they earned" };
    format!("{} {say}", count(answers, "answer"))
}

fn outcome(outcome: Option<Fraction>) -> String {
    outcome.map_or_else(|| "not graded".to_owned(), |fraction| fraction.to_string())
}

fn receipt(own: &[String], whose: Option<&str>) -> String {
    let own = match own {
        [] => "no finished record of this student was handed in".to_owned(),
        own => format!("the receipt is {}", own.join(" or ")),
    };
    own + &whose.map_or_else(String::new, |id| format!("; the code is that of `{id}`"))
}
