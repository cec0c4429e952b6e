//! Item analysis: how a class's questions did, as pure statistics.
//!
//! [`Item`]s and one [`Student`] after the other ─[`Tally::add`]→ [`Tally`] ─[`analyse`]→
//! [`Analysis`]. No files, no clock, no terminal. A tally is filled in one pass, by any number of
//! threads whose tallies are merged at the end; the order of students never changes a bit.
//!
//! A statistic is a [`Stat`]: a value, or the reason why there is none. Void and bonus items are
//! described but stand outside the totals ([`Item::counts`]).

mod analysis;
mod cells;
mod counts;
mod curves;
mod discrimination;
mod distractors;
mod facility;
mod flags;
mod groups;
mod item;
mod moments;
mod moodle;
mod paper;
mod question;
mod rasch;
mod reliability;
mod stat;
mod table;
mod tally;
mod times;

pub use analysis::{Analysis, ItemAnalysis, ItemCounts, Options, analyse};
pub use cells::CellId;
pub use curves::{MIN_FIFTHS, MIN_THIRDS, Part};
pub use discrimination::Discrimination;
pub use distractors::{ChoiceKind, ChoiceRow};
pub use facility::Facility;
pub use flags::{Flag, FlagCode, Level};
pub use item::{Choice, Choices, Item, Reply};
pub use moodle::{MoodleItem, MoodleTest};
pub use rasch::{
    Fit, MIN_ITEMS, MIN_PERSONS, Measure, ROUGH_PERSONS, Rasch, RaschItem, Refusal, ScoreGroup,
};
pub use reliability::{Reliability, length_for, spearman_brown};
pub use stat::{FIRM_STUDENTS, Interval, MIN_STUDENTS, Missing, Stat, Strength};
pub use table::Unit;
pub use tally::{Student, Tally, TallyError};
pub use times::TimeSummary;
