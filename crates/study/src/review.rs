//! One review: how a student dealt with one question in one sitting.

use deck_format::{Fraction, Kind};
use jiff::civil::Date;
use session::PaperItem;
use session::record::{Given, HistoryKey, Mode};

use crate::rating::Rating;

/// How a student dealt with one question in one sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review<'a> {
    /// Its place in the student's history: the instant, the sitting, the number of the line.
    pub when: HistoryKey<'a>,
    /// The question as it stood on the paper.
    pub item: &'a PaperItem,
    /// What the student did.
    pub dealt: Dealt<'a>,
    /// The day where the student was.
    pub day: Date,
    /// The kind of sitting; an exam only where its key was released.
    pub mode: Mode,
    // What follows is known from the above. It is kept since it is asked for again and again, and
    // the answers of a long history are scattered over the memory.
    rating: Rating,
    outcome: Fraction,
    confidence: Option<u8>,
}

/// What a student did with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dealt<'a> {
    /// It was answered; this is the answer that counts.
    Answered(&'a Given),
    /// It was answered, and the answer taken back after its feedback had been seen, so that no
    /// answer counts any more. As on the scorecard of the sitting, that is a miss: else wrong
    /// answers could be taken out of a history.
    TakenBack(&'a Given),
    /// It was passed over. That stands where the right answer was shown afterwards, as when the
    /// missed ones are asked again: it cannot be taken back then.
    Skipped,
    /// Its time ran out.
    TimedOut,
}

impl<'a> Review<'a> {
    pub(crate) fn new(
        when: HistoryKey<'a>,
        day: Date,
        mode: Mode,
        item: &'a PaperItem,
        dealt: Dealt<'a>,
        outcome: Fraction,
    ) -> Self {
        let answer = dealt.answer().map(|given| &given.answer);
        Self {
            when,
            item,
            dealt,
            day,
            mode,
            rating: Rating::of(item, dealt, outcome),
            outcome,
            confidence: answer.and_then(|answer| answer.confidence),
        }
    }

    /// How well the question was known.
    #[must_use]
    pub fn rating(&self) -> Rating {
        self.rating
    }

    /// The kind of the question.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.item.kind
    }

    /// The number of options where it is a choice: of a single-choice or multiple-select question
    /// as it stood on the paper, 2 for true-false.
    #[must_use]
    pub fn options(&self) -> Option<usize> {
        options(self.item)
    }

    /// The answer that counts, if one does.
    #[must_use]
    pub fn answer(&self) -> Option<&'a Given> {
        self.dealt.answer()
    }

    /// Whether an answer was given, also one that was taken back.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        matches!(self.dealt, Dealt::Answered(_) | Dealt::TakenBack(_))
    }

    /// What it earned, as the student was told, or by the released key; nothing where no answer
    /// counts.
    #[must_use]
    pub fn outcome(&self) -> Fraction {
        self.outcome
    }

    /// Whether it was wholly right.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.outcome == Fraction::ONE
    }

    /// How many hints had been seen before the answer.
    #[must_use]
    pub fn hints(&self) -> usize {
        self.answer().map_or(0, |given| given.hints)
    }

    /// Whether the answer came after the time.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.answer().is_some_and(|given| given.late)
    }

    /// How long the question was on screen before the answer, in milliseconds.
    #[must_use]
    pub fn ms(&self) -> Option<u64> {
        self.answer().map(|given| given.answer.ms)
    }

    /// How sure the student was, in percent, where that was asked.
    #[must_use]
    pub fn confidence(&self) -> Option<u8> {
        self.confidence
    }

    /// Whether the student said that it was easy.
    #[must_use]
    pub fn is_easy(&self) -> bool {
        self.answer().is_some_and(|given| given.easy)
    }
}

impl<'a> Dealt<'a> {
    /// The answer that counts, if one does.
    fn answer(self) -> Option<&'a Given> {
        match self {
            Self::Answered(given) => Some(given),
            Self::TakenBack(_) | Self::Skipped | Self::TimedOut => None,
        }
    }
}

/// The number of options of a question where it is a choice; see [`Review::options`].
pub(crate) fn options(item: &PaperItem) -> Option<usize> {
    match item.kind {
        Kind::SingleChoice | Kind::MultipleSelect => Some(item.order.choices.len()),
        Kind::TrueFalse => Some(2),
        _ => None,
    }
}
