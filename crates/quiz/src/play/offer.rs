//! What can be done after the scorecard: the missed questions again, or new ones.

use std::collections::HashSet;

use console::{Failure, words};
use deck_format::{DeckId, FamilyId};
use session::record::{Event, Mode, MoreReason};
use session::{History, Input, PaperItem, Plan, QuestionSet, Score, Take, draw, draw_item};

use super::{Next, Play};
use crate::front::{Choice, Chosen};

impl Play<'_, '_> {
    /// Offers the missed questions again, and new ones; whether the sitting goes on.
    pub(super) fn offer_more(&mut self) -> Result<bool, Failure> {
        let missed: Vec<usize> = Score::of(&self.sitting).to_repeat().map(|item| item.q).collect();
        let fresh = self.new_questions();
        let mut choices = Vec::new();
        let mut offers = Vec::new();
        if !missed.is_empty() {
            let label = match missed.len() {
                1 => "try the missed one again".to_owned(),
                number => format!("try the {number} missed ones again"),
            };
            choices.push(Choice::new("m", label));
            offers.push(Some(self.again(&missed)));
        }
        if let Some(items) = fresh {
            choices.push(Choice::new("n", words::count(items.len(), "new question")));
            offers.push(Some(Event::More { reason: MoreReason::New, paper: items }));
        }
        // The end of a review stands still, so that the last answer can be said to be easy.
        if choices.is_empty() && self.sitting.replay().start().mode != Mode::Review {
            return Ok(false);
        }
        choices.push(Choice::new("d", "done"));
        offers.push(None);
        let event = loop {
            match self.front.choose("Next", &choices, choices.len() - 1)? {
                Chosen::One(chosen) => break offers.swap_remove(chosen),
                Chosen::Nothing | Chosen::TimeUp => break None,
                // The last answer can still be taken back or claimed.
                Chosen::Command(command) => {
                    let step = self.sitting.step(Input::Command(command), 0);
                    match self.take(step)? {
                        Next::Show => return Ok(true),
                        Next::Stay => {}
                        Next::Stop(_) => return Ok(false),
                    }
                }
            }
        };
        let Some(event) = event else { return Ok(false) };
        self.record(event)?;
        // A passage that was read before the scorecard is shown once more.
        self.passage = None;
        Ok(true)
    }

    /// The missed questions once more, in a new order of options.
    fn again(&self, missed: &[usize]) -> Event {
        let seed = self.sitting.replay().start().seed;
        let mut paper = Vec::with_capacity(missed.len());
        for q in missed {
            let Some(item) = self.sitting.replay().question(*q) else { continue };
            let before = self
                .sitting
                .replay()
                .items()
                .filter(|(other, _)| other.deck == item.deck && other.id == item.id);
            let round = u32::try_from(before.count()).unwrap_or(u32::MAX);
            let deck = self.decks.iter().find(|deck| deck.deck().id == item.deck);
            let face = self.sitting.question(*q).map(|question| &question.face);
            if let (Some(deck), Some(face)) = (deck, face) {
                paper.push(draw_item(deck.deck(), face, seed, round));
            }
        }
        Event::More { reason: MoreReason::Missed, paper }
    }

    /// As many questions again that were not asked in this sitting, if there are any.
    fn new_questions(&self) -> Option<Vec<PaperItem>> {
        let replay = self.sitting.replay();
        let start = replay.start();
        let Take::Count(count) = start.plan.take else { return None };
        if start.mode == Mode::Review {
            return None;
        }
        let asked: QuestionSet =
            replay.items().map(|(item, _)| (item.deck.clone(), item.id.clone())).collect();
        let plan = Plan { unseen_first: true, missed: false, ..start.plan.clone() };
        let history = History { seen: asked.clone(), missed: QuestionSet::default() };
        let drawn = draw(&self.decks, &plan, start.seed, &history).ok()?;
        let families: HashSet<(&DeckId, &FamilyId)> = (0..replay.len())
            .filter_map(|q| self.sitting.question(q).zip(replay.question(q)))
            .filter_map(|(question, item)| Some((&item.deck, question.face.family.as_ref()?)))
            .collect();
        let kin = |item: &PaperItem| {
            let deck = self.decks.iter().find(|deck| deck.deck().id == item.deck);
            let face = deck.and_then(|deck| deck.faces().find(|face| face.id == item.id));
            let family = face.and_then(|face| face.family.as_ref());
            family.is_some_and(|family| families.contains(&(&item.deck, family)))
        };
        let fresh = drawn
            .items
            .into_iter()
            .filter(|item| !asked.contains(&item.deck, &item.id) && !kin(item));
        let fresh: Vec<_> = fresh.take(count).collect();
        (!fresh.is_empty()).then_some(fresh)
    }
}
