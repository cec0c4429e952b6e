//! What replies come to, remembered.
//!
//! A class of ten thousand gives few different replies to a question. What each comes to is asked
//! once of [`sit`] and [`fill`], as of a sitting of that one question; from then on its bytes are
//! compared.

use std::collections::HashMap;

use deck_format::Kind;
use session::record::plain::Replies;
use session::record::{
    Answered, EndReason, Event, GRADING_VERSION, Limits, Mode, RECORD_VERSION, Record, SessionId,
    Start, UtcOffset, Versions,
};
use session::{DRAW_VERSION, Order, PaperItem, Plan, Response, Seed};

use super::Class;
use super::sheet::{Done, fill};
use crate::grade::{Fit, Mark};
use crate::items::{CellId, Tally, TallyError};
use crate::sat::sit;

/// How many replies to a question are found by comparing one after the other.
const FEW: usize = 8;
/// The most replies to a question that are remembered, and the longest, in bytes: what is typed
/// freely has no end.
const MANY: usize = 4096;
const LONGEST: usize = 256;

/// A tally, and what replies come to in it.
pub(super) struct Known<'a> {
    class: &'a Class<'a>,
    pub(super) tally: Tally,
    /// By the kind of paper and the question.
    questions: Vec<Vec<Question>>,
    /// Why a reply could not be tallied.
    pub(super) error: Option<TallyError>,
}

/// What the replies to a question come to.
#[derive(Default)]
struct Question {
    omitted: Option<CellId>,
    not_reached: Option<CellId>,
    few: Vec<Reply>,
    many: HashMap<Box<[u8]>, CellId>,
}

/// A response, and what it comes to.
struct Reply {
    /// Its last bytes, in which most responses to a question differ.
    last: [u8; 8],
    json: Box<[u8]>,
    cell: CellId,
}

/// The last bytes of a response, which is never shorter.
#[inline]
fn last(json: &[u8]) -> [u8; 8] {
    json.last_chunk().copied().unwrap_or_default()
}

impl Question {
    #[inline]
    fn find(&self, response: &[u8]) -> Option<CellId> {
        let last = last(response);
        let is = |known: &&Reply| known.last == last && *known.json == *response;
        let few = self.few.iter().find(is).map(|known| known.cell);
        few.or_else(|| if self.many.is_empty() { None } else { self.many.get(response).copied() })
    }

    fn keep(&mut self, response: &[u8], cell: CellId) {
        if response.len() > LONGEST || self.many.len() >= MANY {
            return;
        }
        if self.few.len() < FEW {
            self.few.push(Reply { last: last(response), json: response.into(), cell });
        } else {
            self.many.insert(response.into(), cell);
        }
    }
}

impl Replies for Known<'_> {
    type Reply = CellId;

    #[inline]
    fn reply(&mut self, asked: usize, question: u32, response: &[u8]) -> Option<CellId> {
        let known = self.questions.get(asked)?.get(question as usize)?;
        known.find(response).or_else(|| self.answer(asked, question, response))
    }
}

impl<'a> Known<'a> {
    pub(super) fn new(class: &'a Class<'a>) -> Self {
        let questions = || (0..class.keys.questions().len()).map(|_| Question::default());
        Self {
            class,
            tally: Tally::new(&class.items),
            questions: class.papers.asked.iter().map(|_| questions().collect()).collect(),
            error: None,
        }
    }

    /// What a question without an answer comes to.
    #[inline]
    pub(super) fn blank(&mut self, asked: usize, question: u32, reached: bool) -> Option<CellId> {
        let known = self.questions.get(asked)?.get(question as usize)?;
        let cell = if reached { known.omitted } else { known.not_reached };
        cell.or_else(|| self.no_answer(asked, question, reached))
    }

    #[cold]
    fn no_answer(&mut self, asked: usize, question: u32, reached: bool) -> Option<CellId> {
        let reason = if reached { EndReason::Done } else { EndReason::Time };
        let cell = self.ask(asked, question, [Event::End { reason }])?;
        let known = self.questions.get_mut(asked)?.get_mut(question as usize)?;
        let place = if reached { &mut known.omitted } else { &mut known.not_reached };
        *place = Some(cell);
        Some(cell)
    }

    #[cold]
    fn answer(&mut self, asked: usize, question: u32, json: &[u8]) -> Option<CellId> {
        let response: Response = serde_json::from_str(std::str::from_utf8(json).ok()?).ok()?;
        // What a person marks is marked for a sitting.
        if response.kind() == Kind::Essay {
            return None;
        }
        let (ms, confidence, outcome) = (0, None, None);
        let answer = Answered { q: 0, response, ms, confidence, outcome, late: false };
        let events = [Event::Answer(answer), Event::End { reason: EndReason::Done }];
        let cell = self.ask(asked, question, events)?;
        let known = self.questions.get_mut(asked)?.get_mut(question as usize)?;
        known.keep(json, cell);
        Some(cell)
    }

    /// What a sitting of one question comes to in which these events happened; nothing where there
    /// is more to be said of it than a cell.
    fn ask<const N: usize>(
        &mut self,
        asked: usize,
        question: u32,
        events: [Event; N],
    ) -> Option<CellId> {
        let Class { keys, handouts, policy, .. } = *self.class;
        let start = self.start(asked, question)?;
        let names = handouts.names(start.decks.first()?).ok()?;
        let record = Record::imagined(jiff::Timestamp::UNIX_EPOCH, start, events).ok()?;
        let sat = sit(&record, keys, handouts, policy).ok()?;
        let [graded] = &sat.items[..] else { return None };
        if graded.fit != Fit::Same || matches!(graded.mark, Mark::Unsettled(_) | Mark::Unmarked(..))
        {
            return None;
        }
        let [Done { item, reply: Some((reply, earned)), .. }] =
            fill(&record, &sat, keys, policy, names)[..]
        else {
            return None;
        };
        let cell = self.tally.cell(item, reply, earned);
        cell.map_err(|error| self.error = Some(error)).ok().filter(|_| item == question)
    }

    /// The start of a sitting of one question.
    fn start(&self, asked: usize, question: u32) -> Option<Start> {
        let papers = &self.class.papers;
        let deck = papers.decks.get(asked)?.clone();
        let (id, face) = papers.ids.get(asked)?.get(&question)?.clone();
        let kind = self.class.keys.questions().get(question as usize)?.face.kind();
        let item = PaperItem { deck: deck.id.clone(), id, kind, face, order: Order::default() };
        Some(Start {
            record: RECORD_VERSION,
            session: SessionId::new("A").ok()?,
            decks: vec![deck],
            student: Some(String::new()),
            mode: Mode::Exam,
            seed: Seed(0),
            plan: Plan::all(),
            versions: Versions {
                draw: DRAW_VERSION,
                grading: GRADING_VERSION,
                program: String::new(),
            },
            offset: UtcOffset::UTC,
            limits: Limits::default(),
            paper: vec![item],
        })
    }
}
