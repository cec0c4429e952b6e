//! The flow of a sitting: ask, record, answer, and at the end the scorecard. Both front ends go
//! through it.

mod offer;

use std::collections::HashMap;
use std::sync::Arc;

use console::question::{Place, Showing};
use console::{Failure, Look, layout, words};
use jiff::Timestamp;
use session::record::{EndReason, Event, ItemState, Journal, Status};
use session::{DeckFaces, Input, Reply, Score, Sitting, Step};

use crate::clock::Clock;
use crate::feedback::Feedback;
use crate::front::{Front, Given};
use crate::{command, scorecard};

/// How much of each prompt stands in the list of questions, in columns.
const LISTED: usize = 60;
/// The indent on a drawn screen.
const MARGIN: usize = 2;

/// What stops the asking.
enum Stop {
    /// Every question is dealt with, or the student is done.
    Done,
    /// Nothing more comes from the student.
    EndOfInput,
    /// The student leaves.
    Quit,
}

/// A sitting with all that it needs to go on.
pub(crate) struct Play<'a, 'd> {
    pub(crate) sitting: Sitting<'d>,
    pub(crate) decks: Vec<DeckFaces<'d>>,
    pub(crate) journal: Journal,
    pub(crate) front: &'a mut dyn Front,
    pub(crate) clock: &'a Clock,
    /// The passage that was shown last, so that it is shown once.
    pub(crate) passage: Option<Arc<str>>,
    /// How long each question was on screen before it was left, in milliseconds.
    pub(crate) on_screen: HashMap<usize, u64>,
}

impl Play<'_, '_> {
    /// Goes on until the sitting is over or left.
    pub(crate) fn run(&mut self) -> Result<(), Failure> {
        loop {
            match self.ask_all()? {
                Stop::Quit => {
                    self.drop_begun()?;
                    let session = self.sitting.replay().start().session.clone();
                    self.say(format!("Saved. Go on with: quiz resume {session}"))?;
                    return Ok(());
                }
                Stop::EndOfInput => {
                    self.drop_begun()?;
                    self.record(self.sitting.end(EndReason::Input))?;
                    self.scorecard()?;
                    return self.over();
                }
                Stop::Done => {
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

    /// The last words: where the sitting is kept, and what can be done next.
    fn over(&mut self) -> Result<(), Failure> {
        let start = self.sitting.replay().start();
        let mut words =
            format!("Saved as {}; the draw had the seed {}.", start.session, start.seed);
        if Score::of(&self.sitting).to_repeat().next().is_some() {
            let decks =
                start.decks.iter().map(|deck| deck.file.as_deref().unwrap_or(deck.id.as_str()));
            let decks = decks.collect::<Vec<_>>().join(" ");
            words.push_str(&format!(" To try what you missed another day: quiz {decks} --missed"));
        }
        let words = console::sanitise_line(&words).into_owned();
        self.say(words)
    }

    /// Asks question after question.
    fn ask_all(&mut self) -> Result<Stop, Failure> {
        self.show_question()?;
        let mut shown = self.clock.now();
        // The clock of a question runs on when it is only shown again.
        while let Some(q) = self.sitting.current() {
            let Some(presented) = self.sitting.presented(q) else { break };
            let input = match self.front.answer(presented)? {
                Given::Input(input) => input,
                Given::EndOfInput => return Ok(Stop::EndOfInput),
            };
            let now = self.clock.now();
            let ms = self.on_screen.remove(&q).unwrap_or(0).saturating_add(elapsed_ms(shown, now));
            if let Input::Command(_) = input {
                self.on_screen.insert(q, ms);
            }
            shown = now;
            let step = self.sitting.step(input, ms);
            match self.take(step)? {
                Next::Stop(stop) => return Ok(stop),
                Next::Stay => {}
                Next::Show => {
                    self.show_question()?;
                    shown = self.clock.now();
                }
            }
        }
        Ok(Stop::Done)
    }

    /// Records a step, then shows what it leads to.
    fn take(&mut self, step: Step) -> Result<Next, Failure> {
        if let Some(event) = step.event {
            self.record(event)?;
        }
        let line = match step.reply {
            Reply::Taken { q, response, outcome, second_try } => {
                return self.feedback(q, &response, outcome.as_ref(), second_try);
            }
            Reply::Question => {
                // Asked for, so with its passage, though that was shown before.
                self.passage = None;
                return Ok(Next::Show);
            }
            Reply::Hint(number, of, text) => return self.hint(number, of, &text),
            Reply::Skipped => {
                self.say("Skipped.")?;
                self.drop_begun()?;
                return Ok(Next::Show);
            }
            Reply::TakenBack { feedback_seen } => {
                self.say(if feedback_seen {
                    "Taken back. You saw the feedback, so a new answer to this question does not count."
                } else {
                    "Taken back."
                })?;
                return Ok(Next::Show);
            }
            Reply::List => return self.list(),
            Reply::Help => return self.help(),
            Reply::Time => format!("{} so far.", words::duration(self.time_spent())),
            Reply::NoHint => self.no_hint().into(),
            Reply::Flagged => "Flagged.".into(),
            Reply::Unflagged => "The flag is off.".into(),
            Reply::NothingToUndo => "There is no answer to take back.".into(),
            Reply::Claimed => {
                "Your claim is in the record; the score stays until someone decides on it.".into()
            }
            Reply::NothingToClaim => "There is no answer to make a claim for.".into(),
            Reply::NoSuchQuestion(number) => {
                let total = self.sitting.replay().len();
                if number == 0 {
                    "This is the first question.".into()
                } else {
                    format!("There is no question {number}; there are {total}.")
                }
            }
            Reply::Done => return Ok(Next::Stop(Stop::Done)),
            Reply::Quit => return Ok(Next::Stop(Stop::Quit)),
        };
        self.say(line)?;
        Ok(Next::Stay)
    }

    fn feedback(
        &mut self,
        q: usize,
        response: &session::Response,
        outcome: Option<&session::Outcome>,
        second_try: bool,
    ) -> Result<Next, Failure> {
        let look = self.front.look();
        if let (Some(presented), Some(question)) =
            (self.sitting.presented(q), self.sitting.question(q))
        {
            let feedback = Feedback { presented, question, response, outcome, second_try };
            let mut lines = feedback.lines(&look);
            if !look.is_line() {
                // The prompt above is inquire's; it leaves no room below itself.
                lines.insert(0, String::new());
            }
            self.front.say(&lines)?;
            self.front.pause()?;
        }
        Ok(Next::Show)
    }

    fn hint(&mut self, number: usize, of: usize, text: &str) -> Result<Next, Failure> {
        let label = if of > 1 { format!("Hint {number} of {of}") } else { "Hint".to_owned() };
        let look = self.front.look();
        let text = format!("{label}: {}", console::markdown::plain(text));
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        self.front.say(&drawn(&lines, &look))?;
        Ok(Next::Stay)
    }

    /// Whether there is no further hint, or none at all.
    fn no_hint(&self) -> &'static str {
        let item = self.sitting.current().and_then(|q| self.sitting.replay().item(q));
        match item.map_or(0, ItemState::hints) {
            0 => "There is no hint for this question.",
            _ => "There is no further hint.",
        }
    }

    /// `1. answered: Which ministry …`, one line a question.
    fn list(&mut self) -> Result<Next, Failure> {
        let look = self.front.look();
        let here = self.sitting.current();
        let mut lines = Vec::with_capacity(self.sitting.replay().len());
        for (q, (_, item)) in self.sitting.replay().items().enumerate() {
            let status = match item.status() {
                Status::Open => "open",
                Status::Skipped => "skipped",
                Status::TimedOut => "out of time",
                Status::Answered => "answered",
            };
            let flag = if item.flag().is_some() { ", flagged" } else { "" };
            let here = if here == Some(q) { ", you are here" } else { "" };
            let prompt = self.sitting.presented(q).map_or(String::new(), scorecard::short_prompt);
            let prompt = layout::clip(&prompt, LISTED, &look);
            lines.push(format!("{}. {status}{flag}{here}: {prompt}", q + 1));
        }
        self.front.say(&drawn(&lines, &look))?;
        Ok(Next::Stay)
    }

    fn help(&mut self) -> Result<Next, Failure> {
        let look = self.front.look();
        self.front.say(&drawn(&command::help(), &look))?;
        Ok(Next::Stay)
    }

    /// Shows the question that is to be answered, if there is one.
    fn show_question(&mut self) -> Result<(), Failure> {
        let Some(q) = self.sitting.current() else { return Ok(()) };
        let Some(presented) = self.sitting.presented(q) else { return Ok(()) };
        let place = Place { number: q + 1, total: self.sitting.replay().len() };
        let showing = Showing { place: Some(place), passage: presented.passage != self.passage };
        let lines = console::question::lines(presented, showing, &self.front.look());
        self.passage.clone_from(&presented.passage);
        self.gap()?;
        self.front.say(&lines)
    }

    fn scorecard(&mut self) -> Result<(), Failure> {
        self.gap()?;
        let lines = scorecard::lines(&self.sitting, &self.front.look());
        self.front.say(&lines)
    }

    /// Writes an event to the record, and takes it in.
    fn record(&mut self, event: Event) -> Result<(), Failure> {
        // What cannot follow never reaches the record, which could not be read any more.
        self.sitting
            .replay()
            .allows(&event)
            .map_err(|refusal| Failure::failed(refusal.to_string()))?;
        let line = self.journal.append(self.clock.now(), event).map_err(|error| {
            Failure::failed(error.to_string())
                .hint("what was answered before is saved; make room, then: quiz resume")
        })?;
        self.sitting.apply(&line).map_err(|error| Failure::failed(error.to_string()))
    }

    fn time_spent(&self) -> std::time::Duration {
        let replay = self.sitting.replay();
        let since = elapsed_ms(replay.last(), self.clock.now());
        replay.spent() + std::time::Duration::from_millis(since)
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

    /// A blank line, before each question and the scorecard.
    fn gap(&mut self) -> Result<(), Failure> {
        self.front.say(&[String::new()])
    }
}

/// Lines as they stand on the screen: wrapped, and indented like the questions, where it is drawn.
fn drawn(lines: &[String], look: &Look) -> Vec<String> {
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
