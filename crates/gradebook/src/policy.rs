//! The policy of a class: what counts, and how much. Data only; [`crate::class`] reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use deck_format::{Fraction, OrderRule, PartsRule, Points, QuestionId, SelectRule};
use jiff::Timestamp;

use crate::exact::{self, Exact};

/// What counts in a class, and how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Which of several attempts counts.
    pub attempts: Attempts,
    /// What becomes of a record without its end.
    pub unfinished: Unfinished,
    /// What becomes of answers that came after the time of the sitting.
    pub late_answers: LateAnswers,
    /// When the exam opened: nobody can have begun before it.
    pub opens: Option<Timestamp>,
    /// When records are due.
    pub due: Option<Timestamp>,
    /// What being late costs, the earliest step first.
    pub late: Vec<LateStep>,
    /// What becomes of questions that no longer are what was asked, by their id on the paper.
    pub treat: BTreeMap<QuestionId, Treat>,
    /// Questions that count for nobody.
    pub void: BTreeSet<QuestionId>,
    /// Questions that add to what is earned, and not to what could be earned.
    pub bonus: BTreeSet<QuestionId>,
    /// Scoring rules in the place of the deck's.
    pub rules: Rules,
    /// The least that a question earns, as a fraction of its points from -1 to 0.
    pub item_floor: Fraction,
    /// The least that a sitting earns, in points; `None` where it may be any number.
    pub test_floor: Option<Exact>,
    /// Whether bonus questions leave the score at 100 % at most.
    pub cap: bool,
    /// How many decimals of points and percents are shown.
    pub decimals: u32,
    /// The grades, the highest first.
    pub bands: Vec<Band>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            attempts: Attempts::default(),
            unfinished: Unfinished::default(),
            late_answers: LateAnswers::default(),
            opens: None,
            due: None,
            late: Vec::new(),
            treat: BTreeMap::new(),
            void: BTreeSet::new(),
            bonus: BTreeSet::new(),
            rules: Rules::default(),
            item_floor: Fraction::ZERO,
            test_floor: Some(exact::zero()),
            cap: false,
            decimals: 2,
            bands: Vec::new(),
        }
    }
}

/// A word in `class.toml` with its names.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every name, in the order of the reference.
            pub const NAMES: &'static [&'static str] = &[$($text,)+];

            /// The name in `class.toml`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The value of a name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

word!(
    /// Which of several attempts counts. They are ordered by when they began.
    Attempts {
        /// The first.
        First = "first",
        /// The last.
        #[default]
        Last = "last",
        /// The one with the highest percent; of equal ones the first.
        Best = "best",
        /// The mean of what they earned over the mean of what they could earn.
        Mean = "mean",
    }
);

word!(
    /// What becomes of a record without its end.
    Unfinished {
        /// It is scored as far as it goes, and listed.
        #[default]
        Use = "use",
        /// It is set aside, and listed.
        SetAside = "set-aside",
    }
);

word!(
    /// What becomes of answers that came after the time of the sitting or of the question.
    LateAnswers {
        /// They do not count; an earlier answer in time does.
        #[default]
        Drop = "drop",
        /// They count.
        Count = "count",
    }
);

word!(
    /// How a question is treated that no longer is what was asked.
    How {
        /// It counts for nobody who was asked.
        #[default]
        Void = "void",
        /// Everybody who was asked earns all of its points.
        Full = "full",
        /// Everybody who was asked earns none of its points.
        Zero = "zero",
        /// What it earned when it was sat, as the record says.
        AsSat = "as-sat",
    }
);

/// How a question is treated, and what it was worth where the deck no longer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Treat {
    /// How.
    pub how: How,
    /// What it was worth.
    pub points: Option<Points>,
}

/// Scoring rules in the place of the deck's, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// For multiple-select.
    pub select: Option<SelectRule>,
    /// For ordering.
    pub order: Option<OrderRule>,
    /// For matching.
    pub matching: Option<PartsRule>,
    /// For cloze.
    pub cloze: Option<PartsRule>,
}

/// What it costs to be late by more than some time. Of several steps the last one that was passed
/// counts alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateStep {
    /// The time after which it holds.
    pub after: Duration,
    /// What it takes away.
    pub minus: Minus,
}

/// What is taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Minus {
    /// Points.
    Points(Exact),
    /// So many percent of the points that the paper could earn.
    Percent(Exact),
}

impl Minus {
    /// The points that it takes away of so many that could be earned.
    #[must_use]
    pub fn points(&self, possible: &Exact) -> Exact {
        match self {
            Self::Points(points) => points.clone(),
            Self::Percent(percent) => percent * possible / exact::whole(100),
        }
    }
}

/// A grade, and the percent from which it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// What it is called.
    pub name: String,
    /// The least percent, before any rounding.
    pub from: Exact,
}

impl Policy {
    /// The grade for a percent, compared exactly and unrounded; `None` below all of them.
    #[must_use]
    pub fn band(&self, percent: &Exact) -> Option<&Band> {
        self.bands.iter().find(|band| *percent >= band.from)
    }

    /// The step that holds for who is late by so much.
    #[must_use]
    pub fn late_step(&self, late: Duration) -> Option<&LateStep> {
        self.late.iter().rev().find(|step| late > step.after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_begins_at_its_percent_unrounded() {
        let bands = [("A", 90), ("B", 80)];
        let bands = bands.map(|(name, from)| Band { name: name.into(), from: exact::whole(from) });
        let policy = Policy { bands: bands.to_vec(), ..Policy::default() };
        let name = |percent: &str| {
            policy.band(&exact::parse(percent).unwrap()).map(|band| band.name.as_str())
        };
        assert_eq!(name("90"), Some("A"));
        assert_eq!(name("89.999"), Some("B"), "89.999 is shown as 90, and is no 90");
        assert_eq!(name("79.9"), None);
    }

    #[test]
    fn the_last_step_that_was_passed_counts_alone() {
        let step = |minutes: u64, percent| LateStep {
            after: Duration::from_secs(minutes * 60),
            minus: Minus::Percent(exact::whole(percent)),
        };
        let policy = Policy { late: vec![step(0, 5), step(60, 20)], ..Policy::default() };
        let cost = |seconds| {
            let step = policy.late_step(Duration::from_secs(seconds));
            step.map(|step| step.minus.points(&exact::whole(20)))
        };
        assert_eq!(cost(0), None, "in time");
        assert_eq!(cost(1), Some(exact::whole(1)));
        assert_eq!(cost(3600), Some(exact::whole(1)), "not by more than an hour");
        assert_eq!(cost(3601), Some(exact::whole(4)));
    }
}
