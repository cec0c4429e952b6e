use deck_format::{Fraction, Kind};
use jiff::civil::date;
use session::record::{EndReason, Event, Mode, MoreReason};

use super::*;
use crate::review::Dealt;
use crate::testing::{Sheet, item, question};

fn cards(records: &[Record]) -> Cards<'_> {
    Cards::from_records(records, Calendar::default())
}

fn sheet() -> Sheet {
    Sheet::new("s1", "2026-03-01T10:00:00Z", &["q1", "q2"])
}

/// The card of a question of the deck `deck`.
fn card<'c, 'a>(cards: &'c Cards<'a>, id: &str) -> &'c Card<'a> {
    cards.get(&DeckId::new("deck").unwrap(), &QuestionId::new(id).unwrap()).unwrap()
}

/// The outcomes of its reviews, as text.
fn outcomes(card: &Card<'_>) -> String {
    let outcomes = card.reviews.iter().map(|review| review.outcome().to_string());
    outcomes.collect::<Vec<_>>().join(" ")
}

/// The days and ratings of its reviews.
fn repetitions(card: &Card<'_>) -> Vec<(u32, Rating)> {
    card.repetitions().map(|repetition| (repetition.days, repetition.rating)).collect()
}

#[test]
fn a_review_says_how_it_was_dealt_with() {
    let paper = vec![item("deck", "q1", Kind::SingleChoice, 3), question("q2", Kind::Ordering)];
    let at = "2026-03-01T10:00:00Z".parse().unwrap();
    let sheet = Sheet::with_paper("s1", at, paper)
        .with(|start| start.mode = Mode::Review)
        .then(Event::Hint { q: 0, hint: 2 })
        .answered(0, |answer| {
            answer.outcome = Some(Fraction::new(1, 2));
            answer.confidence = Some(66);
            answer.late = true;
        })
        .then(Event::Easy { line: 2 })
        .then(Event::Skip { q: 1 });
    let records = [sheet.record()];
    let cards = cards(&records);
    let review = card(&cards, "q1").reviews[0];
    assert_eq!((review.when.n, review.when.session.as_str()), (2, "s1"));
    assert_eq!((review.day, review.mode), (date(2026, 3, 1), Mode::Review));
    assert_eq!((review.kind(), review.options()), (Kind::SingleChoice, Some(3)));
    assert_eq!((review.hints(), review.ms()), (2, Some(1_500)));
    assert_eq!((review.is_late(), review.is_easy()), (true, true));
    assert_eq!((review.confidence(), review.outcome()), (Some(66), Fraction::new(1, 2)));
    assert!(review.is_answered() && !review.is_right());
    let skipped = card(&cards, "q2").reviews[0];
    assert_eq!((skipped.dealt, skipped.when.n), (Dealt::Skipped, 4));
    assert_eq!((skipped.options(), skipped.ms(), skipped.is_answered()), (None, None, false));
}

#[test]
fn only_the_first_answer_makes_a_review() {
    let records = [sheet().answer(0, "0").answer(0, "1").answer(1, "1").record()];
    let cards = cards(&records);
    assert_eq!(outcomes(card(&cards, "q1")), "0");
    assert_eq!(outcomes(card(&cards, "q2")), "1");
    assert_eq!(cards.answers_by_day(), &BTreeMap::from([(date(2026, 3, 1), 2)]));
}

#[test]
fn the_missed_ones_asked_again_make_no_second_review() {
    let paper = vec![question("q1", Kind::ShortAnswer), question("q2", Kind::ShortAnswer)];
    let more = Event::More { reason: MoreReason::Missed, paper };
    let skipped = sheet().answer(0, "0").then(Event::Skip { q: 1 }).then(more);
    let records = [skipped.answer(2, "1").answer(3, "1").record()];
    let cards = cards(&records);
    assert_eq!(outcomes(card(&cards, "q1")), "0");
    assert_eq!(repetitions(card(&cards, "q2")), [(0, Rating::Again)]);
    assert_eq!(card(&cards, "q1").seen, 1);
}

#[test]
fn a_question_that_stands_twice_has_one_review() {
    let twice = Sheet::new("s1", "2026-03-01T10:00:00Z", &["q1", "q1"]);
    let skips = |sheet: Sheet, q| sheet.then(Event::Skip { q });
    let answered_later = skips(twice.clone(), 0).answer(1, "1").record();
    let answered_first = skips(twice.clone().answer(0, "1"), 1).record();
    let never = skips(skips(twice, 0), 1).record();
    for (record, rating) in
        [(answered_later, Rating::Good), (answered_first, Rating::Good), (never, Rating::Again)]
    {
        let records = [record];
        assert_eq!(repetitions(card(&cards(&records), "q1")), [(0, rating)]);
    }
}

#[test]
fn an_answer_that_was_skipped_before_is_an_answer() {
    let records = [sheet().then(Event::Skip { q: 0 }).answer(0, "1").record()];
    assert_eq!(outcomes(card(&cards(&records), "q1")), "1");
}

#[test]
fn a_skip_that_was_taken_back_is_nothing() {
    let skip = sheet().then(Event::Skip { q: 0 }).then(Event::Undo { line: 1 });
    assert!(cards(&[skip.record()]).is_empty());
    assert!(cards(&[sheet().record()]).is_empty());
}

#[test]
fn a_skip_stands_once_the_right_answer_was_shown() {
    let more = Event::More { reason: MoreReason::Missed, paper: vec![] };
    let shown = sheet().then(Event::Skip { q: 0 }).then(more);
    let sheets = [
        shown.clone().then(Event::Undo { line: 1 }),
        shown.clone().answer(0, "1").then(Event::Undo { line: 3 }),
        shown.at("2026-03-08T10:00:00Z").then(Event::Skip { q: 0 }),
    ];
    for sheet in sheets {
        let records = [sheet.record()];
        let cards = cards(&records);
        assert_eq!(card(&cards, "q1").reviews[0].dealt, Dealt::Skipped);
        assert_eq!(card(&cards, "q1").last_day(), Some(date(2026, 3, 1)));
    }
}

#[test]
fn exams_essays_and_handouts_are_only_seen() {
    let exam = sheet().with(|start| start.mode = Mode::Exam).answer(0, "1");
    let at = "2026-03-01T10:00:00Z".parse().unwrap();
    let essay = Sheet::with_paper("s2", at, vec![question("q1", Kind::Essay)]);
    let handout = |name| {
        let sheet = Sheet::new(name, "2026-03-01T10:00:00Z", &["q1"]);
        sheet.with(|start| start.decks[0].key = None)
    };
    let records = [
        exam.then(Event::Skip { q: 1 }).record(),
        essay.clone().answered(0, |answer| answer.outcome = None).record(),
        essay
            .with(|start| start.session = "s3".parse().unwrap())
            .then(Event::Skip { q: 0 })
            .record(),
        handout("s4").answered(0, |answer| answer.outcome = None).record(),
        handout("s5").then(Event::Skip { q: 0 }).record(),
    ];
    let cards = cards(&records);
    let one = card(&cards, "q1");
    assert_eq!((one.seen, one.reviews.len(), one.last_day()), (5, 0, None));
    assert_eq!(card(&cards, "q2").reviews, []);
    assert_eq!(cards.answers_by_day().values().sum::<usize>(), 3, "days of study nevertheless");
}

#[test]
fn an_answer_after_the_end_is_no_review() {
    let end = Event::End { reason: EndReason::Done };
    let records = [sheet().then(end).answered(0, |answer| answer.late = true).record()];
    let cards = cards(&records);
    assert_eq!(card(&cards, "q1").reviews, []);
    assert!(cards.answers_by_day().is_empty());
}

#[test]
fn the_day_is_where_it_was_last_said_to_be() {
    let resumed = sheet()
        .answer(0, "1")
        .at("2026-03-02T20:00:00Z")
        .then(Event::Resume { offset: "+09:00".parse().unwrap() })
        .answer(1, "1")
        .record();
    let records = [resumed];
    let cards = cards(&records);
    assert_eq!(card(&cards, "q1").last_day(), Some(date(2026, 3, 1)));
    assert_eq!(card(&cards, "q2").last_day(), Some(date(2026, 3, 3)));
}

#[test]
fn timeouts_and_skips_have_their_own_instants() {
    let sheet = sheet().at("2026-03-05T10:00:00Z").then(Event::Timeout { q: Some(0) });
    let records = [sheet.at("2026-03-07T10:00:00Z").then(Event::Skip { q: 1 }).record()];
    let cards = cards(&records);
    assert_eq!(card(&cards, "q1").last_day(), Some(date(2026, 3, 5)));
    assert_eq!(card(&cards, "q1").reviews[0].dealt, Dealt::TimedOut);
    assert_eq!(card(&cards, "q2").last_day(), Some(date(2026, 3, 7)));
}

#[test]
fn reviews_are_in_the_order_of_history_whatever_the_order_of_files() {
    let on = |session: &str, day: u8, outcome: &str| {
        let at = format!("2026-03-{day:02}T10:00:00Z");
        Sheet::new(session, &at, &["q1"]).answer(0, outcome).record()
    };
    let records = [on("a", 9, "0"), on("b", 1, "1"), on("c", 4, "2/3")];
    let cards = cards(&records);
    let expected = [(0, Rating::Good), (3, Rating::Hard), (5, Rating::Again)];
    assert_eq!(repetitions(card(&cards, "q1")), expected);
    assert_eq!((card(&cards, "q1").seen, card(&cards, "q1").misses()), (3, 1));
}

#[test]
fn a_flight_west_never_makes_days_negative() {
    let on = |session: &str, at: &str, offset: &str| {
        let sheet = Sheet::new(session, at, &["q1"]);
        sheet.with(|start| start.offset = offset.parse().unwrap()).answer(0, "1").record()
    };
    let records = [
        on("a", "2026-03-10T00:00:00Z", "+14:00"),
        on("b", "2026-03-10T01:00:00Z", "-11:00"),
        on("c", "2026-03-11T20:00:00Z", "-11:00"),
    ];
    let cards = cards(&records);
    let days: Vec<Date> = card(&cards, "q1").reviews.iter().map(|review| review.day).collect();
    assert_eq!(days, [date(2026, 3, 10), date(2026, 3, 9), date(2026, 3, 11)]);
    let good = |days| (days, Rating::Good);
    assert_eq!(repetitions(card(&cards, "q1")), [good(0), good(0), good(1)]);
    assert_eq!(card(&cards, "q1").last_day(), Some(date(2026, 3, 11)));
}

#[test]
fn a_copied_record_counts_once() {
    let half = sheet().answer(0, "0");
    let records = [half.record(), half.clone().answer(1, "1").record(), half.record()];
    let cards = cards(&records);
    assert_eq!(outcomes(card(&cards, "q1")), "0");
    assert_eq!(outcomes(card(&cards, "q2")), "1");
    assert_eq!(card(&cards, "q1").seen, 1);
    assert_eq!(cards.answers_by_day().values().sum::<usize>(), 2);
}

#[test]
fn cards_are_in_order_and_can_be_chosen() {
    let at = "2026-03-01T10:00:00Z".parse().unwrap();
    let ids = [("z", "q1"), ("deck", "q2"), ("deck", "q1")];
    let paper = ids.map(|(deck, id)| item(deck, id, Kind::ShortAnswer, 0)).to_vec();
    let records =
        [Sheet::with_paper("s1", at, paper).answer(0, "1").answer(1, "1").answer(2, "1").record()];
    let mut cards = cards(&records);
    let found: Vec<_> =
        cards.iter().map(|card| format!("{}/{}", card.deck, card.question)).collect();
    assert_eq!(found, ["deck/q1", "deck/q2", "z/q1"]);
    cards.retain(|card| card.deck.as_str() == "z");
    assert_eq!(cards.len(), 1);
    assert!(cards.get(&DeckId::new("deck").unwrap(), &QuestionId::new("q1").unwrap()).is_none());
}
