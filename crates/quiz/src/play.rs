//! The flow of a sitting: ask, record, answer, and at the end the scorecard. Both front ends go
//! through it.

mod confidence;
mod exam;
pub(crate) mod limits;
mod offer;
mod reply;

use std::collections::HashMap;
use std::sync::Arc;

use console::question::{self, Showing};
use console::{Failure, Look, layout};
use jiff::Timestamp;
use session::files::SystemFiles;
use session::record::{EndReason, Event, Journal, Mode, Receipt};
use session::{DeckFaces, Input, Limit, Releases, Response, Score, Sitting};
use study::Cards;

use crate::args::Format;
use crate::begin::Place;
use crate::front::{Asking, Front, Given};
use crate::records::Records;
use crate::{review, scorecard, standing};

/// The indent on a drawn screen.
const MARGIN: usize = 2;

/// What stops the asking.
enum Stop {
    /// Every question is dealt with, or the student is done.
    Done,
    /// Nothing more comes from the student.
    EndOfInput,
    /// The time of the sitting ran out.
    Time,
    /// The student leaves.
    Quit,
}

/// A sitting with all that it needs to go on.
pub(crate) struct Play<'a, 'd> {
    pub(crate) sitting: Sitting<'d>,
    pub(crate) decks: Vec<DeckFaces<'d>>,
    /// Those of the decks whose keys were released after an exam.
    pub(crate) releases: Releases<'d>,
    pub(crate) journal: Journal,
    pub(crate) front: &'a mut dyn Front,
    pub(crate) place: Place<'a>,
    /// By what `quiz resume` finds the sitting: its id, or the file that was named for its record.
    pub(crate) handle: String,
    /// Whether each answer is followed by the question how sure the student is.
    pub(crate) confidence: bool,
    /// What is to be said about a question after its feedback.
    pub(crate) remarks: HashMap<usize, String>,
    /// The receipt, once an exam is handed in.
    pub(crate) receipt: Option<Receipt>,
    /// The passage that was shown last, so that it is shown once.
    pub(crate) passage: Option<Arc<str>>,
    /// How long each question was on screen before it was left, in milliseconds.
    pub(crate) on_screen: HashMap<usize, u64>,
}

impl Play<'_, '_> {
    /// Goes through the sitting until it is over or left, and gives the data that is to be printed,
    /// if any.
    pub(crate) fn sit(mut self, format: Format) -> Result<Option<String>, Failure> {
        self.run()?;
        Ok(match format {
            Format::Text => None,
            Format::Json => Some(scorecard::json(&scorecard::Printed {
                sitting: &self.sitting,
                record: self.journal.path(),
                receipt: self.receipt,
                told: !self.sitting.is_exam() || self.receipt.is_some() && self.tells_score(),
            })),
        })
    }

    /// Goes on until the sitting is over or left.
    fn run(&mut self) -> Result<(), Failure> {
        loop {
            let stop = self.ask_all()?;
            if self.sitting.is_exam() {
                if self.stop_exam(&stop)? {
                    return Ok(());
                }
                continue;
            }
            match stop {
                Stop::Quit => {
                    self.drop_begun()?;
                    self.leave()?;
                    let handle = console::sanitise_line(&self.handle);
                    let words = format!("Saved. Go on with: quiz resume {handle}");
                    let look = self.front.look();
                    return self.front.close(&drawn(&[words], &look));
                }
                Stop::EndOfInput => {
                    self.drop_begun()?;
                    self.record(self.sitting.end(EndReason::Input))?;
                    self.scorecard()?;
                    return self.over();
                }
                Stop::Time => {
                    self.front.limit(None);
                    self.drop_begun()?;
                    self.record(self.sitting.end(EndReason::Time))?;
                    self.scorecard()?;
                    return self.over();
                }
                Stop::Done => {
                    self.front.limit(None);
                    self.drop_begun()?;
                    self.scorecard()?;
                    if !self.offer_more()? {
                        self.record(self.sitting.end(EndReason::Done))?;
                        return self.over();
                    }
                }
            }
        }
    }

    /// Notes in the record that the student leaves, where a limit binds: the time until now counts.
    /// Who is interrupted or killed leaves no such line; the `resume` alone then tells of it.
    fn leave(&mut self) -> Result<(), Failure> {
        if !self.sitting.replay().limits_bind() || self.sitting.replay().ended().is_some() {
            return Ok(());
        }
        let q = self.sitting.current();
        let ms = q.and_then(|q| self.on_screen.get(&q).copied()).unwrap_or(0);
        self.record(Event::Leave { q, ms })
    }

    /// The last words: where the sitting is kept, and what can be done next.
    fn over(&mut self) -> Result<(), Failure> {
        let start = self.sitting.replay().start();
        let words = if start.mode == Mode::Review {
            format!("Saved as {}. {}", start.session, self.forecast()?)
        } else {
            let mut words =
                format!("Saved as {}; the draw had the seed {}.", start.session, start.seed);
            if Score::of(&self.sitting).to_repeat().next().is_some() {
                words.push_str(" What you missed comes back with: quiz review");
            }
            words
        };
        let look = self.front.look();
        self.front.close(&drawn(&[words], &look))
    }

    /// What is due next, now that this review is in the records.
    fn forecast(&self) -> Result<String, Failure> {
        let Place { settings, clock, home, .. } = self.place;
        let records = Records::read(&SystemFiles, home);
        let cards =
            Cards::with_released(records.iter(), review::calendar(settings)?, &self.releases);
        let schedule = review::schedule(&cards, settings, home)?;
        Ok(review::forecast(&schedule, review::today(settings, clock)?))
    }

    /// Asks question after question.
    fn ask_all(&mut self) -> Result<Stop, Failure> {
        let mut shown = self.place.clock.now();
        let mut show = true;
        // The clock of a question runs on when it is only shown again.
        while let Some(q) = self.sitting.current() {
            if self.sitting.replay().is_time_up() {
                return Ok(Stop::Time);
            }
            self.front.limit(self.deadline(q));
            if show {
                self.show_question(q)?;
                if self.sitting.is_exam() {
                    self.say_answer_so_far(q)?;
                }
                shown = self.place.clock.now();
            }
            let given = self.ask(q)?;
            let now = self.place.clock.now();
            let ms = self.on_screen.remove(&q).unwrap_or(0).saturating_add(elapsed_ms(shown, now));
            if !matches!(given, Given::Input(Input::Answer(_))) {
                self.on_screen.insert(q, ms);
            }
            shown = now;
            match self.take_given(given, ms)? {
                Next::Stop(stop) => return Ok(stop),
                Next::Stay => show = false,
                Next::Show => show = true,
            }
        }
        Ok(Stop::Done)
    }

    /// Asks for an answer to a question.
    fn ask(&mut self, q: usize) -> Result<Given, Failure> {
        let Some(question) = self.sitting.presented(q) else { return Ok(Given::EndOfInput) };
        let asking = Asking {
            question,
            hint: self.sitting.has_hint(q),
            flagged: self.sitting.replay().item(q).is_some_and(|item| item.flag().is_some()),
            undo: self.sitting.can_undo(),
            may_pause: !self.sitting.replay().limits_bind(),
            exam: self.sitting.is_exam(),
            back: self.sitting.is_exam() && !self.sitting.goes_forward_only() && q > 0,
            kept: self.sitting.is_kept(q),
        };
        self.front.answer(&asking)
    }

    /// Takes what a student gave, in time or not.
    fn take_given(&mut self, given: Given, ms: u64) -> Result<Next, Failure> {
        match given {
            Given::Input(input) => self.give(input, ms),
            Given::TimeUp(limit, draft) => self.run_out(limit, draft, ms),
            Given::Late(limit, input) => self.take_late(limit, input, ms),
            Given::EndOfInput => Ok(Next::Stop(Stop::EndOfInput)),
        }
    }

    fn give(&mut self, input: Input, ms: u64) -> Result<Next, Failure> {
        let mut step = self.sitting.step(input, ms);
        self.ask_confidence(&mut step)?;
        self.take(step)
    }

    /// The time ran out. What was given until then was given in time.
    fn run_out(&mut self, limit: Limit, draft: Option<Response>, ms: u64) -> Result<Next, Failure> {
        let mut next = Next::Show;
        let open = draft.is_none();
        if let Some(response) = draft {
            next = self.give(Input::Answer(response), ms)?;
        }
        // A question that has its answer is done with, whatever its clock says.
        if open || limit == Limit::Sitting {
            next = self.sitting_or_question_over(limit, ms)?;
        }
        Ok(next)
    }

    /// Takes what came after the time: an answer is kept as late, anything else is passed over.
    fn take_late(&mut self, limit: Limit, input: Input, ms: u64) -> Result<Next, Failure> {
        match (limit, input) {
            (Limit::Question, Input::Answer(response)) => {
                self.give(Input::LateAnswer(response), ms)
            }
            (Limit::Sitting, input @ Input::Answer(_)) => {
                // The end of the time first: that makes the answer late.
                self.record(Event::Timeout { q: None })?;
                self.give(input, ms)?;
                self.say("Time is up.")?;
                Ok(Next::Stop(Stop::Time))
            }
            (limit, _) => self.sitting_or_question_over(limit, ms),
        }
    }

    fn sitting_or_question_over(&mut self, limit: Limit, ms: u64) -> Result<Next, Failure> {
        if self.sitting.current().is_none() {
            // That was the last question: only the whole time is still to be told.
            self.record(Event::Timeout { q: None })?;
            return Ok(Next::Stop(Stop::Time));
        }
        self.give(Input::TimeUp(limit), ms)
    }

    /// Shows a question.
    fn show_question(&mut self, q: usize) -> Result<(), Failure> {
        let Some(presented) = self.sitting.presented(q) else { return Ok(()) };
        let place = question::Place { number: q + 1, total: self.sitting.replay().len() };
        let showing = Showing { place: Some(place), passage: presented.passage != self.passage };
        self.passage.clone_from(&presented.passage);
        self.front.show(presented, showing)
    }

    fn scorecard(&mut self) -> Result<(), Failure> {
        self.front.gap()?;
        let extras = scorecard::Extras { streak: self.streak()? };
        let lines = scorecard::lines(&self.sitting, &extras, &self.front.look());
        self.front.say(&lines)
    }

    /// `That was day 3 in a row with this deck.`, from the second day on.
    fn streak(&self) -> Result<Option<String>, Failure> {
        let decks = &self.sitting.replay().start().decks;
        let records = Records::read(&SystemFiles, self.place.home);
        let calendar = review::calendar(self.place.settings)?;
        let ids = decks.iter().map(|deck| &deck.id);
        let days = standing::streak(ids, &records, calendar, self.place.clock);
        let of = if decks.len() > 1 { "these decks" } else { "this deck" };
        Ok((days > 1).then(|| format!("That was day {days} in a row with {of}.")))
    }

    /// Writes an event to the record, and takes it in.
    fn record(&mut self, event: Event) -> Result<(), Failure> {
        // What cannot follow never reaches the record, which could not be read any more.
        self.sitting
            .replay()
            .allows(&event)
            .map_err(|refusal| Failure::failed(refusal.to_string()))?;
        let line = self.journal.append(self.place.clock.now(), event).map_err(|error| {
            Failure::failed(error.to_string())
                .hint("what was answered before is saved; make room, then: quiz resume")
        })?;
        self.sitting.apply(&line).map_err(|error| Failure::failed(error.to_string()))
    }

    fn say(&mut self, line: impl Into<String>) -> Result<(), Failure> {
        let look = self.front.look();
        self.front.say(&drawn(&[line.into()], &look))
    }

    /// Says so when a part of an answer is lost.
    fn drop_begun(&mut self) -> Result<(), Failure> {
        if self.front.drop_begun() {
            self.say("What you had begun to write is not kept.")
        } else {
            Ok(())
        }
    }
}

/// Lines as they stand on the screen: wrapped, and indented like the questions, where it is drawn.
pub(crate) fn drawn(lines: &[String], look: &Look) -> Vec<String> {
    if look.is_line() {
        return lines.to_vec();
    }
    let columns = look.text_width().saturating_sub(2 * MARGIN).max(10);
    let wrapped = lines.iter().flat_map(|line| layout::hang(layout::wrap(line, columns), "", "  "));
    layout::indent(wrapped.collect(), MARGIN)
}

/// What follows on a step.
enum Next {
    /// The question that is current now is shown.
    Show,
    /// The question stays on screen.
    Stay,
    /// The asking stops.
    Stop(Stop),
}

fn elapsed_ms(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(to.duration_since(from).as_millis()).unwrap_or(0)
}
