//! A property over everything else: an answer that is given after its feedback was seen changes no
//! rating, no accuracy and no due day.

use deck_format::Kind;
use jiff::civil::date;
use proptest::prelude::*;
use session::record::{Event, MoreReason, Record};

use crate::testing::{Sheet, question};
use crate::{Calendar, Cards, Model, Progress, Rating, Retention, Review, Schedule};

/// What a student may do with one of three questions.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Answer { right: bool },
    Skip,
    TimeOut,
    Hint,
    TakeBack,
    CallEasy,
    AskAgain,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => any::<bool>().prop_map(|right| Deed::Answer { right }),
        2 => Just(Deed::Skip),
        1 => Just(Deed::TimeOut),
        1 => Just(Deed::Hint),
        2 => Just(Deed::TakeBack),
        1 => Just(Deed::CallEasy),
        1 => Just(Deed::AskAgain),
    ]
}

/// Deeds, each with the index of its question.
fn deeds() -> impl Strategy<Value = Vec<(usize, Deed)>> {
    prop::collection::vec((0..5_usize, deed()), 0..25)
}

/// The event of a deed, where it can be done.
fn event(sheet: &Sheet, q: usize, deed: Deed) -> Option<Event> {
    let replay = sheet.replay();
    let item = replay.item(q)?;
    let last = item.answers().iter().rfind(|given| !given.undone).map(|given| given.line);
    let event = match deed {
        Deed::Answer { .. } => return None,
        Deed::Skip => Event::Skip { q },
        Deed::TimeOut => Event::Timeout { q: Some(q) },
        Deed::Hint => Event::Hint { q, hint: 1 },
        Deed::TakeBack => Event::Undo { line: last? },
        Deed::CallEasy => Event::Easy { line: last? },
        Deed::AskAgain => {
            let paper = vec![question(replay.question(q)?.id.as_str(), Kind::ShortAnswer)];
            Event::More { reason: MoreReason::Missed, paper }
        }
    };
    replay.allows(&event).ok().map(|()| event)
}

/// A sitting with these deeds. What is answered after its feedback is right, or wrong.
fn sitting(
    session: &str,
    at: &str,
    deeds: &[(usize, Deed)],
    second_tries_are_right: bool,
) -> Sheet {
    let mut sheet = Sheet::new(session, at, &["q0", "q1", "q2"]);
    for (q, deed) in deeds {
        if let Deed::Answer { right } = *deed {
            let replay = sheet.replay();
            if *q < replay.len() {
                let seen = replay.has_seen_feedback(*q);
                let right = if seen { second_tries_are_right } else { right };
                sheet = sheet.answer(*q, if right { "1" } else { "0" });
            }
        } else if let Some(event) = event(&sheet, *q, *deed) {
            sheet = sheet.then(event);
        }
    }
    sheet
}

/// All that must not change: ratings, accuracy, due days, what is weakest.
fn said(records: &[Record]) -> String {
    let cards = Cards::from_records(records, Calendar::default());
    let schedule = Schedule::new(&cards, Model::default(), Retention::default());
    let progress = Progress::of(&cards, &schedule, date(2026, 3, 20), |_, _| &[]);
    let ratings: Vec<Vec<Rating>> =
        cards.iter().map(|card| card.reviews.iter().map(Review::rating).collect()).collect();
    let due: Vec<_> = schedule.standings().iter().map(|one| (one.due, one.memory)).collect();
    let weakest: Vec<_> = progress.weakest.iter().map(|weak| weak.standing.card.question).collect();
    format!("{ratings:?} {due:?} {:?} {:?} {weakest:?}", progress.total, progress.days)
}

const AT: [(&str, &str); 2] = [("s1", "2026-03-01T10:00:00Z"), ("s2", "2026-03-09T10:00:00Z")];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn second_tries_change_nothing(deeds in [deeds(), deeds()]) {
        let said = [true, false].map(|right| {
            let sheets = [0, 1].map(|n| sitting(AT[n].0, AT[n].1, &deeds[n], right));
            said(&sheets.map(|sheet| sheet.record()))
        });
        prop_assert_eq!(&said[0], &said[1]);
    }

    #[test]
    fn one_more_changes_nothing(deeds in deeds(), right in any::<bool>()) {
        let sheet = sitting(AT[0].0, AT[0].1, &deeds, true);
        let replay = sheet.replay();
        let before = said(&[sheet.record()]);
        for q in (0..replay.len()).filter(|q| replay.has_seen_feedback(*q)) {
            let more = sheet.clone().answer(q, if right { "1" } else { "0" });
            prop_assert_eq!(&before, &said(&[more.record()]), "{}", q);
        }
    }
}
