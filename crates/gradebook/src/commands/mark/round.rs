//! One round of marking: which answers are asked for, and what becomes of what is typed.

use std::collections::BTreeMap;
use std::rc::Rc;

use console::{Failure, layout};
use deck_format::{Criterion, Deck, Points};
use gradebook::decisions::{Decisions, Event, Ledger, Marked, Unmarked};
use gradebook::marking::{Essay, Pile};
use jiff::Timestamp;

use super::front::{Ask, Front};
use super::read::{self, Command, Comment, Typed, points_words};
use super::{show, stale};

/// What was asked for on the command line.
#[derive(Debug, Clone)]
pub(super) struct Options {
    /// Whether it is shown who wrote what.
    pub(super) names: bool,
    /// Whether marked answers are asked for too.
    pub(super) again: bool,
    /// Who marks.
    pub(super) by: Option<String>,
    /// The time, where it is fixed.
    pub(super) fixed: Option<Timestamp>,
}

/// The answers of a class, and how they are marked.
pub(super) struct Round<'a> {
    pub(super) deck: &'a Deck,
    pub(super) piles: &'a [Pile<'a>],
    pub(super) options: &'a Options,
}

/// The place of an answer: its pile, and its place there.
pub(super) type Place = (usize, usize);

/// A mark by criterion, in the order of the rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) points: Vec<Points>,
    pub(super) comment: Option<String>,
}

impl Given {
    /// The points in sum.
    pub(super) fn total(&self) -> Points {
        self.points.iter().copied().sum()
    }
}

/// What stands beside an answer before it is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proposal {
    /// Nothing.
    Nothing,
    /// Its own mark.
    Own(Given),
    /// The mark of the same text by another student.
    Twin(Given),
}

impl Proposal {
    fn given(&self) -> Option<&Given> {
        match self {
            Self::Nothing => None,
            Self::Own(given) | Self::Twin(given) => Some(given),
        }
    }
}

/// What came of asking about an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Given(Given),
    Unmark,
    Back,
    Skip,
    Quit,
}

impl Round<'_> {
    /// Marks what is to be marked, answer by answer.
    ///
    /// # Errors
    /// When the dialogue or the journal fails, or the person interrupts it. What was said to be
    /// marked is kept.
    pub(super) fn run(&self, front: &mut dyn Front, ledger: &mut Ledger) -> Result<(), Failure> {
        let look = front.look();
        let again = stale(self.piles, ledger.decisions());
        front.say(&show::list(
            "To be marked again, since the rubric has changed:",
            &again,
            &look,
        ))?;
        let todo = self.todo(ledger.decisions());
        let (mut at, mut shown) = (0, None);
        while let Some(&place) = todo.get(at) {
            let proposal = self.proposal(place, ledger.decisions());
            match self.one(front, place, &mut shown, &proposal)? {
                Step::Given(given) => {
                    let is_new = !matches!(&proposal, Proposal::Own(own) if *own == given);
                    if is_new {
                        ledger.append(self.now(), self.marked(place, &given))?;
                    }
                    let verb = if is_new { "Marked" } else { "Kept" };
                    front.say(&show::line(
                        &format!("{verb}: {}", self.said(place, &given)),
                        &look,
                    ))?;
                    at += 1;
                }
                Step::Unmark => {
                    ledger.append(self.now(), self.unmarked(place, ledger.decisions()))?;
                    front.say(&show::line("Its mark is taken away.", &look))?;
                }
                Step::Back if at == 0 => {
                    front.say(&show::line("There is none before this one.", &look))?;
                }
                Step::Back => at -= 1,
                Step::Skip => at += 1,
                Step::Quit => break,
            }
        }
        Ok(())
    }

    /// The answers to ask for.
    fn todo(&self, decisions: &Decisions) -> Vec<Place> {
        let mut todo = self.places();
        todo.retain(|&(pile, essay)| {
            let pile = &self.piles[pile];
            self.options.again || pile.points(decisions, &pile.essays[essay]).is_none()
        });
        todo
    }

    /// All answers.
    pub(super) fn places(&self) -> Vec<Place> {
        let piles = self.piles.iter().enumerate();
        piles.flat_map(|(at, pile)| (0..pile.essays.len()).map(move |essay| (at, essay))).collect()
    }

    /// The pile and the essay of a place, which is one of [`Round::places`].
    pub(super) fn at(&self, (pile, essay): Place) -> (&Pile<'_>, &Essay) {
        (&self.piles[pile], &self.piles[pile].essays[essay])
    }

    fn now(&self) -> Timestamp {
        self.options.fixed.unwrap_or_else(Timestamp::now)
    }

    /// A mark that fits, as it stands in the journal.
    pub(super) fn given(
        &self,
        pile: &Pile<'_>,
        essay: &Essay,
        decisions: &Decisions,
    ) -> Option<Given> {
        let points = pile.points(decisions, essay)?;
        let comment = pile.mark(decisions, essay).and_then(|mark| mark.comment.clone());
        Some(Given { points, comment })
    }

    fn proposal(&self, place: Place, decisions: &Decisions) -> Proposal {
        let (pile, essay) = self.at(place);
        if let Some(own) = self.given(pile, essay, decisions) {
            return Proposal::Own(own);
        }
        let twin = pile.twin(decisions, essay);
        match twin.and_then(|twin| self.given(pile, twin, decisions)) {
            Some(given) => Proposal::Twin(given),
            None => Proposal::Nothing,
        }
    }

    fn marked(&self, place: Place, given: &Given) -> Event {
        let (pile, essay) = self.at(place);
        let ids = pile.rubric.iter().map(|criterion| criterion.id.clone());
        let points: BTreeMap<_, _> = ids.zip(given.points.iter().copied()).collect();
        Event::Mark(Marked {
            session: essay.session.clone(),
            question: pile.question.face.id.clone(),
            response: essay.response,
            by: self.options.by.clone(),
            points,
            comment: given.comment.clone(),
        })
    }

    /// Takes the mark away under the id of the question that it was given under.
    fn unmarked(&self, place: Place, decisions: &Decisions) -> Event {
        let (pile, essay) = self.at(place);
        let mark = pile.mark(decisions, essay);
        Event::Unmark(Unmarked {
            session: essay.session.clone(),
            question: mark.map_or(&pile.question.face.id, |mark| &mark.question).clone(),
            response: essay.response,
            by: self.options.by.clone(),
        })
    }

    /// `3.5 of 4 (claim 1.5, ground 2), "a comment"`.
    pub(super) fn said(&self, place: Place, given: &Given) -> String {
        let (pile, _) = self.at(place);
        let by = pile.rubric.iter().zip(&given.points);
        let by: Vec<_> =
            by.map(|(criterion, points)| format!("{} {points}", criterion.id)).collect();
        let most = pile.question.face.points;
        let comment =
            given.comment.as_deref().map_or_else(String::new, |comment| format!(", \"{comment}\""));
        format!("{} of {most} ({}){comment}", given.total(), by.join(", "))
    }

    /// Shows an answer and asks for its mark. `shown` is the pile whose question was shown.
    pub(super) fn one(
        &self,
        front: &mut dyn Front,
        place: Place,
        shown: &mut Option<usize>,
        proposal: &Proposal,
    ) -> Result<Step, Failure> {
        let (pile, _) = self.at(place);
        if shown.replace(place.0) != Some(place.0) {
            front.say(&show::question(self.deck, pile, &front.look()))?;
        }
        self.show_text(front, place)?;
        self.show_proposal(front, place, proposal)?;
        let mut points = Vec::with_capacity(pile.rubric.len());
        loop {
            if points.len() < pile.rubric.len() {
                let proposed = points.is_empty() && proposal.given().is_some();
                match self.ask_points(front, pile, points.len(), proposed)? {
                    Typed::Points(more) => points.extend(more),
                    Typed::Nothing => {
                        if let Some(given) = proposal.given() {
                            return Ok(Step::Given(given.clone()));
                        }
                    }
                    Typed::Command(Command::Back) if !points.is_empty() => {
                        points.pop();
                    }
                    Typed::Command(command) => {
                        if let Some(step) = self.command(front, place, proposal, command)? {
                            return Ok(step);
                        }
                    }
                }
                continue;
            }
            match Self::ask_comment(front)? {
                Comment::Words(words) => {
                    return Ok(Step::Given(Given { points, comment: Some(words) }));
                }
                Comment::Nothing => return Ok(Step::Given(Given { points, comment: None })),
                Comment::Command(Command::Back) => {
                    points.pop();
                }
                Comment::Command(command) => {
                    if let Some(step) = self.command(front, place, proposal, command)? {
                        return Ok(step);
                    }
                }
            }
        }
    }

    /// Carries out a command; gives the step where it ends the answer.
    fn command(
        &self,
        front: &mut dyn Front,
        place: Place,
        proposal: &Proposal,
        command: Command,
    ) -> Result<Option<Step>, Failure> {
        let look = front.look();
        match command {
            Command::Back => return Ok(Some(Step::Back)),
            Command::Skip => return Ok(Some(Step::Skip)),
            Command::Quit => return Ok(Some(Step::Quit)),
            Command::Unmark if matches!(proposal, Proposal::Own(_)) => {
                return Ok(Some(Step::Unmark));
            }
            Command::Unmark => front.say(&show::line("It has no mark to take away.", &look))?,
            Command::Model => front.say(&show::question(self.deck, self.at(place).0, &look))?,
            Command::Text => self.show_text(front, place)?,
            Command::Help => front.say(&show::help(&look))?,
        }
        Ok(None)
    }

    fn show_text(&self, front: &mut dyn Front, place: Place) -> Result<(), Failure> {
        let (pile, essay) = self.at(place);
        let who = self.options.names.then_some(essay);
        front.say(&show::essay((place.1 + 1, pile.essays.len()), who, &essay.text, &front.look()))
    }

    fn show_proposal(
        &self,
        front: &mut dyn Front,
        place: Place,
        proposal: &Proposal,
    ) -> Result<(), Failure> {
        let words = match proposal {
            Proposal::Nothing => return Ok(()),
            Proposal::Own(given) => {
                format!("It is marked: {}. Enter keeps this.", self.said(place, given))
            }
            Proposal::Twin(given) => format!(
                "The same text as one marked before: {}. Enter takes the same.",
                self.said(place, given)
            ),
        };
        front.say(&show::line(&words, &front.look()))
    }

    fn ask_points(
        &self,
        front: &mut dyn Front,
        pile: &Pile<'_>,
        at: usize,
        proposed: bool,
    ) -> Result<Typed, Failure> {
        let left: Rc<[Criterion]> = pile.rubric[at..].into();
        let Some(criterion) = pile.rubric.get(at) else { return Ok(Typed::Nothing) };
        let look = front.look();
        let text = console::markdown::inline(&criterion.text);
        let label = format!("{}. {}", at + 1, layout::clip(&text, 40, &look));
        let enter = if proposed { ", Enter the same" } else { "" };
        let help = format!("0 to {}, f full{enter}, ? help", criterion.points);
        let for_check = Rc::clone(&left);
        let check = Rc::new(move |typed: &str| read::points(typed, &for_check, proposed).map(drop));
        let typed = front.ask(&Ask { label: &label, help: &help, check })?;
        // What passed the check can be read.
        let typed = typed.map(|typed| read::points(&typed, &left, proposed).ok());
        Ok(typed.flatten().unwrap_or(Typed::Command(Command::Quit)))
    }

    fn ask_comment(front: &mut dyn Front) -> Result<Comment, Failure> {
        let check = Rc::new(|typed: &str| read::comment(typed).map(drop));
        let typed =
            front.ask(&Ask { label: "Comment", help: "Enter for none, :b back, :help", check })?;
        let typed = typed.map(|typed| read::comment(&typed).ok());
        Ok(typed.flatten().unwrap_or(Comment::Command(Command::Quit)))
    }
}

/// `2.5 points`, for the rubric.
pub(super) fn worth(criterion: &Criterion) -> String {
    points_words(criterion.points)
}
