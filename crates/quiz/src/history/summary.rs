//! One sitting in a few words: a row of the table.

use std::time::Duration;

use console::{Look, words};
use serde::Serialize;
use session::record::{Mode, Record};

use super::decks::{Decks, title};
use super::marks::{Marks, PointsFrom, Progress, Sum};
use super::moment::{self, Moment};

/// The most decks that a row names.
const MOST_NAMED: usize = 2;

/// One sitting in a few words.
#[derive(Debug)]
pub(super) struct Summary<'r> {
    pub(super) session: &'r str,
    pub(super) short: &'r str,
    pub(super) started: Moment,
    pub(super) mode: Mode,
    pub(super) decks: Vec<DeckName>,
    pub(super) progress: Progress,
    pub(super) spent: Duration,
    pub(super) finished: bool,
}

/// A deck of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct DeckName {
    pub(super) id: String,
    /// Its title as the author wrote it; `None` where the deck is not found.
    pub(super) title: Option<String>,
    /// What a person is shown.
    #[serde(skip)]
    pub(super) shown: String,
}

/// A sitting as data.
#[derive(Debug, Serialize)]
pub(super) struct Data<'s> {
    session: &'s str,
    short_id: &'s str,
    started: String,
    mode: Mode,
    decks: &'s [DeckName],
    questions: usize,
    dealt_with: usize,
    marks: Option<&'s Sum>,
    no_marks: Option<&'static str>,
    seconds: u64,
    state: &'static str,
}

impl<'r> Summary<'r> {
    pub(super) fn of(record: &'r Record, short: &'r str, decks: &Decks) -> Self {
        Self {
            session: record.start().session.as_str(),
            short,
            started: moment::started(record),
            mode: record.start().mode,
            decks: deck_names(record, decks),
            progress: Progress::of(record, decks),
            spent: record.replay.spent(),
            finished: record.is_finished(),
        }
    }

    pub(super) fn state(&self) -> &'static str {
        if self.finished { "finished" } else { "open" }
    }

    pub(super) fn data(&self) -> Data<'_> {
        let marks = &self.progress.marks;
        Data {
            session: self.session,
            short_id: self.short,
            started: self.started.exact(),
            mode: self.mode,
            decks: &self.decks,
            questions: self.progress.questions,
            dealt_with: self.progress.dealt_with,
            marks: marks.sum(),
            no_marks: marks.why_none(),
            seconds: self.spent.as_secs(),
            state: self.state(),
        }
    }

    /// The decks in one cell: `Capitals, Rivers and 3 more`.
    pub(super) fn deck_cell(&self) -> String {
        let shown: Vec<&str> = self.decks.iter().map(|deck| deck.shown.as_str()).collect();
        match shown.len().checked_sub(MOST_NAMED) {
            Some(more @ 1..) => format!("{} and {more} more", shown[..MOST_NAMED].join(", ")),
            _ => shown.join(", "),
        }
    }
}

impl Marks {
    /// What was earned, where there is such.
    pub(super) fn sum(&self) -> Option<&Sum> {
        match self {
            Self::Some(sum) => Some(sum),
            Self::Unscored | Self::Untold => None,
        }
    }

    /// Why there is none, for a program.
    pub(super) fn why_none(&self) -> Option<&'static str> {
        match self {
            Self::Some(_) => None,
            Self::Unscored => Some("not-scored"),
            Self::Untold => Some("not-told"),
        }
    }

    /// Why there is none, for a person.
    pub(super) fn none_in_words(&self) -> &'static str {
        match self {
            Self::Some(_) => "",
            Self::Unscored => "not scored",
            Self::Untold => "not told",
        }
    }
}

impl Sum {
    /// The mark on points that are not those of the decks.
    pub(super) fn mark(&self) -> &'static str {
        match self.points_from {
            PointsFrom::Deck => "",
            PointsFrom::OneEach => "*",
        }
    }
}

/// The decks of a record.
pub(super) fn deck_names(record: &Record, decks: &Decks) -> Vec<DeckName> {
    let name = |deck: &session::record::DeckRef| {
        let found = decks.get(deck);
        DeckName {
            id: deck.id.to_string(),
            title: found.map(|found| found.deck.face.title.clone()),
            shown: title(&deck.id, found),
        }
    };
    record.start().decks.iter().map(name).collect()
}

/// The name of a mode.
pub(super) fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Practice => "practice",
        Mode::Exam => "exam",
        Mode::Review => "review",
    }
}

/// A time in a narrow column, `6:12`; in words where there is room for them.
pub(super) fn time_cell(time: Duration, look: &Look) -> String {
    if look.is_line() {
        return words::duration(time);
    }
    let seconds = time.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
