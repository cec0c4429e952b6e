//! One sitting, as pure data and functions: draw, present, answer, grade, record.
//!
//! `Deck` ─draw(plan, seed)→ paper of [`Presented`] questions ─front end→ [`Response`]
//! ─grade(key)→ [`Outcome`] ─sitting→ record. Clock, seed, files and terminal enter from outside.

mod chance;
pub mod draw;
mod entry;
pub mod files;
mod grade;
mod number;
mod outcome;
mod own_ids;
mod paper;
mod plan;
mod presented;
pub mod record;
mod released;
mod response;
mod score;
mod seed;
mod sitting;
pub mod statistics;
mod text;

pub use chance::chance;
pub use draw::{
    DRAW_VERSION, DeckFaces, Draw, DrawError, Filter, History, QuestionSet, draw, draw_item,
};
pub use entry::{
    EntryError, blank_expectation, expectation, letter, letter_index, parse_answer, parse_blank,
    read_back,
};
pub use grade::{Accepting, SelectCounts, grade, grade_accepting, select_fraction};
pub use number::{NumberProblem, TypedNumber, compare_number, read_number};
pub use outcome::{Note, Outcome, Part, Verdict};
pub use own_ids::{NoSuchName, OwnIds, absent_id};
pub use paper::{Order, PaperItem};
pub use plan::{Plan, Take};
pub use presented::{OrderError, Presented, Shown, ShownBlank, ShownSort};
pub use released::{ReleasedItem, ReleasedKey, Releases};
pub use response::Response;
pub use score::{Earned, Score, Scored, Tally};
pub use seed::Seed;
pub use sitting::{ApplyError, Command, Input, Limit, Reply, Sitting, SittingError, Step};
pub use text::{Nearest, TextMatch, compare_text, fold, nearest_text};
