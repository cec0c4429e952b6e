//! The record of a sitting: one file of JSON Lines, from the first answer to the grade book.
//!
//! [`Line`] is what a line says and [`Chain`] is the hash that ends it. A running sitting writes
//! with a [`Journal`]; everybody else reads with [`read`] or [`records`]. Both keep a [`Replay`],
//! the state that the lines so far add up to.

mod bounds;
mod chain;
mod chained;
mod error;
mod extra_time;
pub mod instant;
mod journal;
mod line;
mod lines;
mod offset;
mod offsets;
pub mod plain;
mod read;
mod receipt;
mod refusal;
mod replay;
mod session_id;
#[cfg(test)]
mod testing;
mod wire;

pub use bounds::{MAX_LINE, MAX_PAPER_LINE, MAX_RECORD};
pub use chain::{Chain, Link};
pub use chained::{AppendError, ChainedFile, Most};
pub use error::{Problem, RecordError};
pub use extra_time::{MOST_EXTRA_TIME, extra_time};
pub use journal::{Journal, JournalError};
pub use line::{
    Answered, DeckRef, EndReason, Event, GRADING_VERSION, Limits, Line, Mode, MoreReason,
    RECORD_VERSION, Start, Versions,
};
pub use lines::last_beginning;
pub use offset::{UtcOffset, UtcOffsetError};
pub use offsets::Offsets;
pub use read::{
    HistoryKey, Record, Records, Tail, read, read_all, read_unverified, records, records_unverified,
};
pub use receipt::Receipt;
pub use refusal::Refusal;
pub use replay::{Claimed, Given, ItemState, Replay, Status};
pub use session_id::{MAX_SESSION_ID, SessionId, SessionIdError};
