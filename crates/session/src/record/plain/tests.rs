use deck_format::Kind;
use proptest::prelude::*;
use proptest::sample::Index;

use super::super::testing::{answer, file, start};
use super::super::{Event, Mode, Record, Start, last_beginning, records};
use super::*;
use crate::response::Response;

/// Keeps responses as they are.
#[derive(Debug, Default)]
struct Kept(Vec<Response>);

impl Replies for Kept {
    type Reply = usize;

    fn reply(&mut self, _asked: usize, question: u32, response: &[u8]) -> Option<usize> {
        let response: Response = serde_json::from_slice(response).ok()?;
        let kind = if question == 2 { Kind::TrueFalse } else { Kind::SingleChoice };
        (response.kind() == kind).then(|| {
            self.0.push(response);
            self.0.len() - 1
        })
    }
}

/// A deck that is asked by its own ids, and a handout of it.
fn asked(start: &Start) -> Vec<Asked> {
    let questions = || start.paper.iter().map(|item| (&item.id, item.kind, item.face));
    let questions = || (0..).zip(questions()).map(|(at, (id, kind, face))| (at, id, kind, face));
    let deck = &start.decks[0];
    [None, Some(deck.face)].map(|handout| Asked::new(&deck.id, handout, questions())).to_vec()
}

fn exam() -> Start {
    start(Mode::Exam)
}

/// A whole exam.
fn text(start: Start) -> String {
    let note = || "why \u{e9}?".to_owned();
    let events = [
        answer(1),
        Event::Skip { q: 0 },
        Event::Flag { q: 1, note: note() },
        Event::Hint { q: 2, hint: 1 },
        answer(2),
        answer(1),
        Event::Unflag { q: 1 },
        Event::End { reason: EndReason::Done },
    ];
    file(start, events)
}

/// Whether a record is plain; what it says has then to be what the reader of records says.
fn is_plain(text: &[u8], verify: bool) -> Result<bool, TestCaseError> {
    let (asked, mut kept) = (asked(&exam()), Kept::default());
    let mut scanner = Scanner::new(&asked, verify);
    let Some(plain) = scanner.scan(text, &mut kept) else { return Ok(false) };
    let mut all = records(text);
    let record = all.next().and_then(Result::ok);
    prop_assert!(record.is_some(), "a plain record can be read");
    let record: Record = record.unwrap();
    prop_assert_eq!(all.begin(), plain.length);
    prop_assert_eq!(all.lines(), plain.lines);
    let start = record.start();
    prop_assert_eq!(start.session.as_str(), plain.session);
    prop_assert_eq!(start.student.as_deref(), Some(plain.student));
    prop_assert_eq!(&start.limits, &plain.limits);
    prop_assert_eq!(plain.asked, usize::from(start.decks[0].key.is_none()));
    prop_assert!(!verify || record.broken_at.is_none());
    prop_assert!(record.is_finished());
    prop_assert_eq!(record.replay.len(), scanner.items().len());
    for ((item, state), plain) in record.replay.items().zip(scanner.items()) {
        prop_assert_eq!(&item.id, &exam().paper[plain.question as usize].id);
        let counted = state.counted_in_time().map(|given| &given.answer.response);
        prop_assert_eq!(counted, plain.reply.map(|reply| &kept.0[reply]));
        prop_assert_eq!(state.counted(), state.counted_in_time());
        prop_assert_eq!(state.ms(), plain.ms);
    }
    Ok(true)
}

#[test]
fn an_exam_is_plain() {
    assert!(is_plain(text(exam()).as_bytes(), true).unwrap());
    let mut handed_out = exam();
    handed_out.decks[0].key = None;
    handed_out.decks[0].file = Some("C: é.toml".to_owned());
    handed_out.limits.seconds = Some(60);
    let both = text(handed_out) + &text(exam());
    assert!(is_plain(both.as_bytes(), true).unwrap(), "another one follows");
}

#[test]
fn what_else_may_happen_is_not_plain() {
    let end = Event::End { reason: EndReason::Done };
    let is_plain = |start: &Start, events: &[Event]| {
        is_plain(file(start.clone(), events.to_vec()).as_bytes(), false).unwrap()
    };
    let (exam, practice) = (exam(), start(Mode::Practice));
    assert!(is_plain(&exam, std::slice::from_ref(&end)));
    assert!(!is_plain(&practice, std::slice::from_ref(&end)));
    assert!(!is_plain(&exam, &[answer(0)]), "it has no end");
    assert!(!is_plain(&exam, &[answer(0), Event::Undo { line: 1 }, end.clone()]));
    assert!(!is_plain(&exam, &[Event::Timeout { q: None }, answer(0), end.clone()]), "it is late");
    assert!(is_plain(&exam, &[answer(0), Event::Timeout { q: None }, end.clone()]));
    let mut forward = exam.clone();
    forward.limits.no_back = true;
    assert!(is_plain(&forward, &[answer(0), answer(1), end.clone()]));
    assert!(!is_plain(&forward, &[answer(0), answer(0), end.clone()]));
    let mut twice = exam.clone();
    twice.paper.push(twice.paper[0].clone());
    assert!(!is_plain(&twice, std::slice::from_ref(&end)));
    let mut nobody = exam;
    nobody.student = None;
    assert!(!is_plain(&nobody, &[end]));
}

#[test]
fn a_broken_chain_is_not_plain_where_chains_are_read() {
    let broken = text(exam()).replacen("\"ms\":1500", "\"ms\":1501", 1);
    assert!(is_plain(broken.as_bytes(), false).unwrap());
    assert!(!is_plain(broken.as_bytes(), true).unwrap());
}

#[test]
fn a_file_is_cut_where_the_last_record_begins() {
    let one = text(exam());
    assert_eq!(last_beginning(one.as_bytes()), None);
    assert_eq!(last_beginning((one.clone() + &one + "{\"n\":0").as_bytes()), Some(one.len()));
    assert_eq!(last_beginning(format!("\n{one}").as_bytes()), Some(1));
    assert_eq!(last_beginning(format!(" {one}").as_bytes()), None, "no line begins there");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(400)
    ))]

    #[test]
    fn a_changed_byte_never_changes_the_meaning(
        changes in prop::collection::vec((any::<Index>(), any::<u8>(), 0..3), 1..3),
        verify in any::<bool>(),
        handed_out in any::<bool>(),
    ) {
        let mut start = exam();
        if handed_out {
            start.decks[0].key = None;
        }
        let mut text = text(start).into_bytes();
        for (place, byte, how) in changes {
            let at = place.index(text.len());
            // Most bytes of a record are letters and digits.
            let byte = if byte < 128 { byte } else { text[usize::from(byte) % text.len()] };
            match how {
                0 => text[at] = byte,
                1 => text.insert(at, byte),
                _ => drop(text.remove(at)),
            }
        }
        is_plain(&text, verify)?;
    }
}
