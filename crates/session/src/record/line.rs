//! The lines of a record, as JSON.
//!
//! Every line is one object: `n` (from 0), `at` (UTC with milliseconds), `event` and its fields,
//! and last `h`, which chains it to the line before. Fractions are texts, there are no floats.
//! The fields of a version are fixed: a new field is a new version, and a reader refuses fields
//! that it does not know.

use deck_format::{DeckId, Digest, Fraction};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::offset::UtcOffset;
use super::session_id::SessionId;
use crate::paper::PaperItem;
use crate::plan::Plan;
use crate::response::Response;
use crate::seed::Seed;

/// The version of the record format that is written.
pub const RECORD_VERSION: u32 = 1;
/// The version of grading that outcomes are written under.
pub const GRADING_VERSION: u32 = 1;

/// One line without its `h`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The number of the line, from 0.
    pub n: u64,
    /// When it was written, to the millisecond.
    #[serde(with = "super::instant")]
    pub at: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// What happened in a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The sitting begins; always and only line 0.
    Start(Box<Start>),
    /// A question is answered.
    Answer(Answered),
    /// A question is passed over.
    Skip {
        /// The index in the paper.
        q: usize,
    },
    /// The time of a question, or of the sitting, ran out.
    Timeout {
        /// The index in the paper; absent when it was the sitting's time.
        #[serde(skip_serializing_if = "Option::is_none")]
        q: Option<usize>,
    },
    /// A hint is shown.
    Hint {
        /// The index in the paper.
        q: usize,
        /// Which hint, from 1.
        hint: usize,
    },
    /// A question is flagged for later, or for the author.
    Flag {
        /// The index in the paper.
        q: usize,
        /// What the student says about it; may be empty.
        #[serde(skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// A flag is taken off.
    Unflag {
        /// The index in the paper.
        q: usize,
    },
    /// An earlier line is taken back.
    Undo {
        /// The number of that line.
        line: u64,
    },
    /// The student holds that an answer deserved more credit.
    Claim {
        /// The number of the answer's line.
        line: u64,
        /// What the student says about it; may be empty.
        #[serde(skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// The student says that an answer was easy.
    Easy {
        /// The number of the answer's line.
        line: u64,
    },
    /// Questions are added to the paper.
    More {
        /// Why.
        reason: MoreReason,
        /// The questions; their indexes follow those of the paper so far.
        paper: Vec<PaperItem>,
    },
    /// The student takes a break; the clock stands until the sitting is resumed.
    Pause,
    /// The student leaves while a limit binds. The time until then counts; what follows up to the
    /// `resume` does not.
    Leave {
        /// The question on screen.
        #[serde(skip_serializing_if = "Option::is_none")]
        q: Option<usize>,
        /// How long it was on screen so far, in milliseconds.
        ms: u64,
    },
    /// The sitting goes on after a break.
    Resume {
        /// The offset from UTC at that place, such as `+01:00`.
        offset: UtcOffset,
    },
    /// The sitting is over.
    End {
        /// Why.
        reason: EndReason,
    },
}

/// The first line of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The version of the record format.
    pub record: u32,
    /// The sitting's id.
    pub session: SessionId,
    /// The decks that the paper was drawn from.
    pub decks: Vec<DeckRef>,
    /// Who sits, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub student: Option<String>,
    /// What kind of sitting it is.
    pub mode: Mode,
    /// The seed of the draw.
    pub seed: Seed,
    /// What was asked for.
    pub plan: Plan,
    /// Which versions made the record.
    pub versions: Versions,
    /// The offset from UTC at that place, such as `+01:00`.
    pub offset: UtcOffset,
    /// What binds.
    #[serde(default, skip_serializing_if = "Limits::is_none")]
    pub limits: Limits,
    /// The questions, in the order in which they are asked.
    pub paper: Vec<PaperItem>,
}

/// A deck that a paper was drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeckRef {
    /// Its id.
    pub id: DeckId,
    /// The digest of its face.
    pub face: Digest,
    /// The digest of its keys; absent on a handout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Digest>,
    /// The path as it was given, so that `resume` finds it; absent for a deck that was found by
    /// its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// The kinds of sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Feedback after each answer.
    Practice,
    /// No feedback before the end.
    Exam,
    /// What is due, with feedback.
    Review,
}

/// Which versions made a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Versions {
    /// The version of the draw.
    pub draw: u32,
    /// The version of grading.
    pub grading: u32,
    /// The version of the program.
    pub program: String,
}

/// What binds in a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The time for the sitting in seconds, extra time included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
    /// The factor of extra time that is in it, as a fraction such as `3/2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Fraction>,
    /// Whether each question's own time binds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub questions: bool,
    /// Whether a student of an exam may not go back to what was dealt with.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_back: bool,
    /// Whether an exam tells nothing after its end either.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_feedback: bool,
}

impl Limits {
    /// Whether nothing binds.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The index in the paper.
    pub q: usize,
    /// The raw response.
    pub response: Response,
    /// How long the question was on screen before it, in milliseconds.
    pub ms: u64,
    /// How sure the student was, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// What it earned, where the key was known and the kind is graded by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Fraction>,
    /// Whether it came after the time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
}

/// Why questions are added to a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MoreReason {
    /// The missed ones once more.
    Missed,
    /// New ones.
    New,
}

/// Why a sitting is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndReason {
    /// Every question was dealt with.
    Complete,
    /// The student was done.
    Done,
    /// The input ended.
    Input,
    /// The time ran out.
    Time,
}

impl Event {
    /// Its name in a record.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Start(_) => "start",
            Self::Answer(_) => "answer",
            Self::Skip { .. } => "skip",
            Self::Timeout { .. } => "timeout",
            Self::Hint { .. } => "hint",
            Self::Flag { .. } => "flag",
            Self::Unflag { .. } => "unflag",
            Self::Undo { .. } => "undo",
            Self::Claim { .. } => "claim",
            Self::Easy { .. } => "easy",
            Self::More { .. } => "more",
            Self::Pause => "pause",
            Self::Leave { .. } => "leave",
            Self::Resume { .. } => "resume",
            Self::End { .. } => "end",
        }
    }
}
