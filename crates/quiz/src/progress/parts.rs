//! The parts of a report, each gathered from what the library `study` says of the records.

use std::collections::{BTreeSet, HashMap};

use deck_format::DeckId;
use jiff::ToSpan;
use jiff::civil::Date;
use study::{Calibration, Cards, MIN_VERDICT, Progress, Proportion, Quality, Schedule};

use super::report::{ByDeck, ByTag, Confidence, Decile, Due, Group, Predictions, Rate, Step, Weak};
use super::scope::Scope;
use crate::history::answers::Shown;
use crate::history::decks::title;

/// The decks of the history, and those that were named, by their ids.
pub(super) fn by_deck(progress: &Progress<'_, '_, '_, '_>, scope: &Scope<'_>) -> Vec<ByDeck> {
    let known: HashMap<&DeckId, &study::Group> =
        progress.by_deck.iter().map(|(deck, group)| (*deck, group)).collect();
    let ids: BTreeSet<&DeckId> = known.keys().copied().chain(scope.named()).collect();
    let none = study::Group::default();
    let row = |id: &DeckId| {
        let found = scope.deck(id);
        let questions = found.map(|found| found.deck.questions.len());
        ByDeck {
            deck: id.to_string(),
            title: found.map(|found| found.deck.face.title.clone()),
            shown: title(id, found),
            group: Group::of(known.get(id).copied().unwrap_or(&none), questions),
        }
    };
    ids.into_iter().map(row).collect()
}

/// The tags of the questions that were seen. Of each it is counted how many questions have it.
pub(super) fn by_tag(
    progress: &Progress<'_, '_, '_, '_>,
    decks: &[ByDeck],
    scope: &Scope<'_>,
) -> Vec<ByTag> {
    let mut questions: HashMap<&str, usize> = HashMap::new();
    let decks = decks.iter().filter_map(|row| DeckId::new(&row.deck).ok());
    for deck in decks.filter_map(|id| scope.deck(&id)) {
        for question in &deck.deck.questions {
            let tags: BTreeSet<&str> = question.face.tags.iter().map(String::as_str).collect();
            tags.into_iter().for_each(|tag| *questions.entry(tag).or_default() += 1);
        }
    }
    let rows = progress.by_tag.iter().map(|(tag, group)| ByTag {
        tag: (*tag).to_owned(),
        group: Group::of(group, questions.get(tag).copied()),
    });
    rows.collect()
}

/// What is due on each day in decks that are found, and today in others.
pub(super) fn due(
    progress: &Progress<'_, '_, '_, '_>,
    scope: &Scope<'_>,
    today: Date,
) -> (Vec<Due>, usize) {
    let mut counts = [0; study::HORIZON];
    let mut elsewhere = 0;
    for (deck, group) in &progress.by_deck {
        if scope.is_found(deck) {
            counts.iter_mut().zip(group.due).for_each(|(sum, count)| *sum += count);
        } else {
            elsewhere += group.due[0];
        }
    }
    let days = std::iter::successors(Some(today), |day| day.checked_add(1.day()).ok());
    let due = days.zip(counts).map(|(day, questions)| Due {
        day,
        weekday: day.strftime("%A").to_string(),
        questions,
    });
    (due.collect(), elsewhere)
}

/// The weakest questions of decks that are found: others cannot be practised.
pub(super) fn weakest(
    cards: &Cards<'_>,
    schedule: &Schedule<'_, '_>,
    progress: &Progress<'_, '_, '_, '_>,
    scope: &Scope<'_>,
    today: Date,
) -> Vec<Weak> {
    if progress.by_deck.iter().all(|(deck, _)| scope.is_found(deck)) {
        return progress.weakest.iter().map(|weak| Weak::of(weak, scope)).collect();
    }
    let mut found = cards.clone();
    found.retain(|card| scope.is_found(card.deck));
    let schedule = Schedule::new(&found, schedule.model().clone(), schedule.retention());
    let progress = Progress::of(&found, &schedule, today, |_, _| &[]);
    progress.weakest.iter().map(|weak| Weak::of(weak, scope)).collect()
}

impl Weak {
    fn of(weak: &study::Weak<'_, '_, '_>, scope: &Scope<'_>) -> Self {
        let card = weak.standing.card;
        let deck = scope.deck(card.deck);
        let item = card.reviews.last().map(|review| review.item);
        let prompt = item.and_then(|item| Shown::of(item, deck).prompt);
        let mut right = Proportion::default();
        let answered = card.reviews.iter().filter(|review| review.is_answered());
        answered.for_each(|review| right.add(review.is_right()));
        Self {
            deck: card.deck.to_string(),
            deck_shown: title(card.deck, deck),
            question: card.question.to_string(),
            prompt: prompt.unwrap_or_else(|| card.question.to_string()),
            retention: weak.today,
            retention_in_a_week: weak.ahead,
            lapses: weak.misses,
            answers: right.of,
            right: right.part,
            due: weak.standing.due,
        }
    }
}

impl Confidence {
    pub(super) fn of(confidence: &study::Confidence) -> Self {
        let step = |row: &study::SurenessRow| Step {
            step: match row.sureness {
                study::Sureness::Guess => "guess",
                study::Sureness::Unsure => "unsure",
                study::Sureness::Sure => "sure",
            },
            said: row.said,
            rate: Rate::of(row.right),
            enough: row.right.of >= study::MIN_INTERPRETED,
        };
        Self { brier: confidence.brier, steps: confidence.rows.iter().map(step).collect() }
    }
}

impl Predictions {
    pub(super) fn of(calibration: &Calibration) -> Self {
        let quality = calibration.predicted;
        let reviews = quality.map_or(0, |quality: Quality| quality.reviews);
        let told = calibration.deciles.iter().filter(|_| calibration.has_verdict());
        Self {
            reviews,
            reviews_needed: MIN_VERDICT.saturating_sub(reviews),
            log_loss: quality.map(|quality| quality.log_loss),
            rmse_bins: quality.map(|quality| quality.rmse_bins),
            deciles: told.map(Decile::of).collect(),
        }
    }
}

impl Decile {
    fn of(decile: &study::Decile) -> Self {
        Self {
            lowest: decile.range.0,
            highest: decile.range.1,
            predicted: decile.predicted,
            reviews: decile.recalled.of,
            recalled: decile.recalled.part,
            observed: decile.recalled.share(),
            interval: decile.recalled.interval(),
        }
    }
}
