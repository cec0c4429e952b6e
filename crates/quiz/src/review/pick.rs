//! Which questions a review asks, and in which order.

use std::collections::{HashMap, HashSet};

use deck_format::{Deck, DeckId, FamilyId, Kind, Question};
use jiff::civil::Date;
use session::{DeckFaces, History, PaperItem, Plan, Seed, Verdict, draw, draw_item, grade};
use study::{Card, Cards, Schedule};

use crate::config::Settings;
use crate::library::Shelf;

/// The questions of a review.
#[derive(Debug, Default)]
pub(super) struct Picked {
    /// The questions in the order in which they are asked.
    pub(super) paper: Vec<PaperItem>,
    /// How many of them are due.
    pub(super) due: usize,
    /// How many questions are due in the decks at hand.
    pub(super) all_due: usize,
    /// The day on which the next question of the decks at hand comes back, where none is due.
    pub(super) next: Option<Date>,
    /// How many of the paper were never asked before.
    pub(super) new: usize,
    /// How many due questions there are in decks that are not at hand.
    pub(super) elsewhere: HashMap<DeckId, usize>,
    /// What is to be said about a question after its answer.
    pub(super) remarks: HashMap<DeckQuestion, String>,
}

type DeckQuestion = (DeckId, deck_format::QuestionId);

/// The families that are taken, each in its deck.
type Families<'d> = HashSet<(&'d DeckId, &'d FamilyId)>;

impl Picked {
    /// Picks what is due on a day, the most likely forgotten first, and so many new questions as
    /// the settings say.
    pub(super) fn of(
        schedule: &Schedule<'_, '_>,
        cards: &Cards<'_>,
        shelf: &Shelf,
        today: Date,
        settings: &Settings,
        seed: Seed,
    ) -> Self {
        let decks: HashMap<&DeckId, &Deck> =
            shelf.decks.iter().map(|found| (&found.deck.face.id, &found.deck)).collect();
        let mut picked = Self::default();
        let mut families = Families::new();
        let mut due = Vec::new();
        for one in schedule.due(today) {
            let card = one.standing.card;
            if !decks.contains_key(card.deck) {
                *picked.elsewhere.entry(card.deck.clone()).or_default() += 1;
                continue;
            }
            let Some((deck, question)) = at_hand(&decks, card) else { continue };
            picked.all_due += 1;
            let room = due.len() < settings.limit.value as usize;
            if room && takes(&mut families, deck, question) {
                due.push(draw_item(&deck.face, &question.face, seed, 0));
                picked.remark(deck, question, card);
            }
        }
        let later = schedule.standings().iter().filter(|standing| standing.due > today);
        let later = later.filter(|standing| at_hand(&decks, standing.card).is_some());
        picked.next = later.map(|standing| standing.due).min();
        let new = new(cards, shelf, &families, settings, seed);
        picked.due = due.len();
        picked.new = new.len();
        picked.paper = mixed(due, new);
        picked
    }

    /// Notes when a question has another key than when it was last answered. The answer of then is
    /// graded again: that shows whether the change matters.
    fn remark(&mut self, deck: &Deck, question: &Question, card: &Card<'_>) {
        let Some(again) = GradedAgain::of(deck, question, card) else { return };
        if again.before == again.now {
            return;
        }
        let now = match again.now {
            Verdict::Right => "right",
            Verdict::Partly => "partly right",
            Verdict::Wrong => "wrong",
        };
        let remark = format!(
            "The key of this question was changed since you answered it on {}: that answer would \
             be {now} today.",
            again.day
        );
        self.remarks.insert((deck.face.id.clone(), question.face.id.clone()), remark);
    }

    /// What is to be said after the answers, by the index in the paper.
    pub(super) fn remarks_by_place(&mut self) -> HashMap<usize, String> {
        let mut remarks = std::mem::take(&mut self.remarks);
        let paper = self.paper.iter().enumerate();
        paper
            .filter_map(|(q, item)| {
                Some((q, remarks.remove(&(item.deck.clone(), item.id.clone()))?))
            })
            .collect()
    }
}

/// The last answer to a question that counts, graded once more.
#[derive(Debug, PartialEq, Eq)]
struct GradedAgain {
    /// The day on which it was given.
    day: Date,
    /// What it was when it was given.
    before: Verdict,
    /// What it would be now.
    now: Verdict,
}

impl GradedAgain {
    /// Grades it by the key that the question has now; `None` where there is no such answer.
    fn of(deck: &Deck, question: &Question, card: &Card<'_>) -> Option<Self> {
        let answers = card.reviews.iter().rev();
        let (day, given) =
            answers.filter_map(|review| Some((review.day, review.answer()?))).next()?;
        let key = question.key.as_ref()?;
        if given.answer.response.kind() != question.face.kind() {
            return None;
        }
        let now = grade(&question.face, &key.answer, &deck.face.language, &given.answer.response)?;
        Some(Self { day, before: Verdict::of(given.answer.outcome?), now: now.verdict() })
    }
}

/// The question of a card, where it is still in a deck at hand and graded by itself.
fn at_hand<'d>(
    decks: &HashMap<&DeckId, &'d Deck>,
    card: &Card<'_>,
) -> Option<(&'d Deck, &'d Question)> {
    let deck = *decks.get(card.deck)?;
    let question = deck.question(card.question.as_str()).filter(|question| is_graded(question))?;
    Some((deck, question))
}

/// Whether answers to a question are graded by themselves, so that memory can be judged.
fn is_graded(question: &Question) -> bool {
    question.key.is_some() && question.face.kind() != Kind::Essay
}

/// Takes a question, unless one of its family is taken: that one comes another day.
fn takes<'d>(families: &mut Families<'d>, deck: &'d Deck, question: &'d Question) -> bool {
    match &question.face.family {
        Some(family) => families.insert((&deck.face.id, family)),
        None => true,
    }
}

/// New questions. Decks that are exams give none until their key is released: theirs are asked when
/// it counts.
fn new(
    cards: &Cards<'_>,
    shelf: &Shelf,
    families: &Families<'_>,
    settings: &Settings,
    seed: Seed,
) -> Vec<PaperItem> {
    let wanted = settings.new.value as usize;
    if wanted == 0 {
        return Vec::new();
    }
    let decks = shelf.decks.iter().map(|found| &found.deck);
    let decks: Vec<DeckFaces<'_>> = decks
        .filter(|deck| deck.face.exam.is_none() || deck.notes.released.is_some())
        .map(|deck| {
            let id = &deck.face.id;
            let free = |question: &&Question| {
                let family = question.face.family.as_ref();
                is_graded(question)
                    && cards.get(id, &question.face.id).is_none()
                    && family.is_none_or(|family| !families.contains(&(id, family)))
            };
            let faces = deck.questions.iter().filter(free).map(|question| &question.face);
            DeckFaces::new(&deck.face, faces)
        })
        .collect();
    // Where there is no new question, there is none to draw.
    let drawn = draw(&decks, &Plan::count(wanted), seed, &History::default());
    drawn.map_or_else(|_| Vec::new(), |drawn| drawn.items)
}

/// New questions between due ones, as evenly as can be; a due one is first.
fn mixed<T>(due: Vec<T>, new: Vec<T>) -> Vec<T> {
    let (all_due, all_new) = (due.len(), new.len());
    let mut mixed = Vec::with_capacity(all_due + all_new);
    let mut new = new.into_iter();
    let mut taken = 0;
    for (asked, item) in (1..).zip(due) {
        mixed.push(item);
        while taken * all_due < asked * all_new {
            mixed.extend(new.next());
            taken += 1;
        }
    }
    mixed.extend(new);
    mixed
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use session::record::Event;
    use study::Calendar;

    use super::*;
    use crate::history::testing::{self, PLAIN, Sitting};

    #[test]
    fn an_answer_is_graded_again_by_its_own_day() {
        let answered = || vec![(7, testing::answer(0, "a", "0"))];
        let skipped = || vec![(7, Event::Skip { q: 0 })];
        let sittings = [
            Sitting { events: answered, ..PLAIN },
            Sitting { events: skipped, session: "LATER", at: "2026-03-09T10:00:00Z", ..PLAIN },
        ];
        let records = sittings.map(|sitting| testing::record(&sitting));
        let cards = Cards::from_records(&records, Calendar::default());
        let deck = testing::deck();
        let card = cards.get(&deck.face.id, &deck.questions[0].face.id).unwrap();
        assert_eq!(card.reviews.len(), 2);
        let (day, before, now) = (date(2026, 3, 1), Verdict::Wrong, Verdict::Right);
        let again = GradedAgain::of(&deck, &deck.questions[0], card);
        assert_eq!(again, Some(GradedAgain { day, before, now }));
    }

    #[test]
    fn new_questions_stand_evenly_between_due_ones() {
        assert_eq!(mixed(vec!['d'; 4], vec!['n'; 2]), ['d', 'n', 'd', 'd', 'n', 'd']);
        assert_eq!(mixed(vec!['d'; 2], vec!['n'; 2]), ['d', 'n', 'd', 'n']);
        assert_eq!(mixed(vec!['d'; 1], vec!['n'; 3]), ['d', 'n', 'n', 'n']);
        assert_eq!(mixed(vec![], vec!['n'; 2]), ['n', 'n']);
        assert_eq!(mixed(vec!['d'; 2], vec![]), ['d', 'd']);
        for (due, new) in [(7, 3), (3, 7), (30, 1), (5, 5)] {
            let mixed = mixed(vec!['d'; due], vec!['n'; new]);
            assert_eq!(mixed.iter().filter(|item| **item == 'n').count(), new);
            assert_eq!(mixed.len(), due + new);
        }
    }
}
