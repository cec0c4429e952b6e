//! Why a record is not used.

use deck_format::DeckId;
use session::record::Mode;

use crate::collect::{Origin, Unread};
use crate::grade::NoNames;
use crate::sat::Ending;

/// Why a record is not used. Every one that is not is listed with this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unused {
    /// It cannot be read.
    #[error("{0}")]
    Unread(#[from] Unread),
    /// Its chain is broken.
    #[error("it was changed after it was written: the hash of its line n = {line} does not fit")]
    Changed {
        /// The number that the line has in the record.
        line: u64,
    },
    /// It is practice or review.
    #[error("it is {}, not an exam", mode_name(*.0))]
    NotExam(Mode),
    /// It is about another deck.
    #[error("it is about the deck `{0}`")]
    OtherDeck(DeckId),
    /// It names no deck.
    #[error("it names no deck")]
    NoDeck,
    /// It was sat on a handout that is not known.
    #[error("{0}; name its map in class.toml")]
    NoNames(#[from] NoNames),
    /// It lacks its end, and such records are set aside.
    #[error("{}", unfinished(*.0))]
    Unfinished(Ending),
    /// It names nobody.
    #[error("it does not say who sat")]
    NoStudent,
    /// It names somebody who is not in the roster.
    #[error("`{id}` is not in the roster{}", meant(.near.as_deref()))]
    UnknownStudent {
        /// The id.
        id: String,
        /// The id that may be meant.
        near: Option<String>,
    },
    /// It names somebody who is several.
    #[error("`{0}` stands in the roster more than once")]
    SeveralStudents(String),
    /// It says the same as another one.
    #[error("it is the same as {0}")]
    Same(Origin),
    /// It is the beginning of another one.
    #[error("it is an earlier state of {0}")]
    Earlier(Origin),
    /// It has the session of another one, and goes apart from it.
    #[error("it has the session of {0}, and says something else; neither is used")]
    Forked(Origin),
}

/// The sentence about a record without its end.
pub(crate) fn unfinished(ending: Ending) -> &'static str {
    match ending {
        Ending::CutOff => "it is cut off in the middle of a line, and has no end",
        Ending::Open | Ending::Finished => "it has no end",
    }
}

fn meant(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("; did they mean `{near}`?"))
}

fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Practice => "practice",
        Mode::Exam => "an exam",
        Mode::Review => "review",
    }
}
