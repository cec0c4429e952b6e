use deck_format::{Fraction, Kind};

use super::super::testing::{answered, at, question, start};
use super::super::{Chain, Limits, Mode};
use super::*;
use crate::response::Response;

/// The line as it is written, read back from it, and its text.
fn round_trip(event: Event) -> String {
    let line = Line { n: 5, at: at(0), event };
    let json = serde_json::to_string(&line).unwrap();
    let (sealed, _) = Chain::default().seal(&json);
    assert_eq!(super::line(sealed.trim_end().as_bytes(), &mut Vec::new()).unwrap(), line);
    assert_eq!(super::line(json.as_bytes(), &mut Vec::new()).unwrap(), line, "without a hash");
    json
}

/// The text of an event, from its name on.
fn golden(event: Event) -> String {
    let json = round_trip(event);
    let head = r#"{"n":5,"at":"2026-11-30T00:53:20.000Z","event":"#;
    json.strip_prefix(head).unwrap_or_else(|| panic!("{json}")).to_owned()
}

#[test]
fn start_as_written() {
    let mut start = start(Mode::Practice);
    start.paper.truncate(1);
    assert_eq!(
        golden(Event::Start(Box::new(start))),
        concat!(
            r#""start","record":1,"session":"01JD","decks":[{"id":"key-facts","#,
            r#""face":"101112131415161718191a1b1c1d1e1f","key":"202122232425262728292a2b2c2d2e2f"}],"#,
            r#""student":"s1041","mode":"practice","seed":"7","plan":{"take":3},"#,
            r#""versions":{"draw":1,"grading":1,"program":"0.1.0"},"offset":"+01:00","#,
            r#""paper":[{"deck":"key-facts","id":"q0","kind":"single-choice","#,
            r#""face":"000102030405060708090a0b0c0d0e0f","order":{"choices":["a","b"]}}]}"#,
        )
    );
}

#[test]
fn start_of_an_exam_on_a_handout_as_written() {
    let mut start = start(Mode::Exam);
    start.paper = vec![question("q2", Kind::TrueFalse)];
    start.student = None;
    start.decks[0].key = None;
    start.decks[0].file = Some("exams/final.handout.toml".into());
    start.limits = Limits {
        seconds: Some(2_700),
        factor: Some(Fraction::new(3, 2)),
        questions: true,
        no_back: true,
        no_feedback: true,
    };
    assert_eq!(
        golden(Event::Start(Box::new(start))),
        concat!(
            r#""start","record":1,"session":"01JD","decks":[{"id":"key-facts","#,
            r#""face":"101112131415161718191a1b1c1d1e1f","file":"exams/final.handout.toml"}],"#,
            r#""mode":"exam","seed":"7","plan":{"take":3},"#,
            r#""versions":{"draw":1,"grading":1,"program":"0.1.0"},"offset":"+01:00","#,
            r#""limits":{"seconds":2700,"factor":"3/2","questions":true,"no_back":true,"no_feedback":true},"#,
            r#""paper":[{"deck":"key-facts","id":"q2","kind":"true-false","#,
            r#""face":"000102030405060708090a0b0c0d0e0f"}]}"#,
        )
    );
}

#[test]
fn answers_as_written() {
    let full = Answered {
        confidence: Some(80),
        outcome: Some(Fraction::new(-2, 3)),
        late: true,
        ..answered(1)
    };
    assert_eq!(
        golden(Event::Answer(full)),
        concat!(
            r#""answer","q":1,"response":{"choice":"a"},"ms":1500,"#,
            r#""confidence":80,"outcome":"-2/3","late":true}"#,
        )
    );
    let bare = Answered { outcome: None, ..answered(0) };
    assert_eq!(
        golden(Event::Answer(bare)),
        r#""answer","q":0,"response":{"choice":"a"},"ms":1500}"#
    );
}

#[test]
fn responses_as_written() {
    let texts = |ids: &[&str]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let pair = || [("b".to_string(), "x".to_string()), ("a".into(), "y".into())].into();
    for (response, text) in [
        (Response::Choice("mps".into()), r#"{"choice":"mps"}"#),
        (Response::Choices(texts(&["a", "b"])), r#"{"choices":["a","b"]}"#),
        (Response::Choices(Vec::new()), r#"{"choices":[]}"#),
        (Response::Truth(false), r#"{"truth":false}"#),
        (Response::Number("9.80 m".into()), r#"{"number":"9.80 m"}"#),
        (Response::Text("Zürich \"\n\u{1b}".into()), "{\"text\":\"Zürich \\\"\\n\\u001b\"}"),
        (Response::Order(texts(&["c", "a"])), r#"{"order":["c","a"]}"#),
        (Response::Pairs(pair()), r#"{"pairs":{"a":"y","b":"x"}}"#),
        (Response::Blanks(pair()), r#"{"blanks":{"a":"y","b":"x"}}"#),
        (Response::Essay("…".into()), r#"{"essay":"…"}"#),
    ] {
        let event = Event::Answer(Answered { response, outcome: None, ..answered(0) });
        assert_eq!(golden(event), format!(r#""answer","q":0,"response":{text},"ms":1500}}"#));
    }
}

#[test]
fn small_events_as_written() {
    let note = || "unclear".to_string();
    for (event, text) in [
        (Event::Skip { q: 1 }, r#""skip","q":1}"#),
        (Event::Timeout { q: Some(1) }, r#""timeout","q":1}"#),
        (Event::Timeout { q: None }, r#""timeout"}"#),
        (Event::Hint { q: 1, hint: 2 }, r#""hint","q":1,"hint":2}"#),
        (Event::Flag { q: 1, note: note() }, r#""flag","q":1,"note":"unclear"}"#),
        (Event::Flag { q: 1, note: String::new() }, r#""flag","q":1}"#),
        (Event::Unflag { q: 1 }, r#""unflag","q":1}"#),
        (Event::Undo { line: 3 }, r#""undo","line":3}"#),
        (Event::Claim { line: 3, note: note() }, r#""claim","line":3,"note":"unclear"}"#),
        (Event::Easy { line: 3 }, r#""easy","line":3}"#),
        (Event::Leave { q: Some(3), ms: 900 }, r#""leave","q":3,"ms":900}"#),
        (Event::Leave { q: None, ms: 0 }, r#""leave","ms":0}"#),
        (Event::Claim { line: 3, note: String::new() }, r#""claim","line":3}"#),
        (Event::Pause, r#""pause"}"#),
        (Event::Resume { offset: UtcOffset::UTC }, r#""resume","offset":"+00:00"}"#),
        (Event::End { reason: EndReason::Complete }, r#""end","reason":"complete"}"#),
        (Event::End { reason: EndReason::Done }, r#""end","reason":"done"}"#),
        (Event::End { reason: EndReason::Input }, r#""end","reason":"input"}"#),
        (Event::End { reason: EndReason::Time }, r#""end","reason":"time"}"#),
    ] {
        assert_eq!(golden(event), text);
    }
}

#[test]
fn more_as_written() {
    for (reason, name) in [(MoreReason::Missed, "missed"), (MoreReason::New, "new")] {
        let paper = vec![question("q2", Kind::TrueFalse)];
        assert_eq!(
            golden(Event::More { reason, paper }),
            format!(
                "{}{name}{}{}",
                r#""more","reason":""#,
                r#"","paper":[{"deck":"key-facts","id":"q2","kind":"true-false","#,
                r#""face":"000102030405060708090a0b0c0d0e0f"}]}"#,
            )
        );
    }
}

#[test]
fn the_name_of_an_event_is_the_one_that_is_written() {
    for event in [Event::Skip { q: 0 }, Event::Start(Box::new(start(Mode::Review)))] {
        let name = format!("\"{}\"", event.name());
        assert!(golden(event).starts_with(&name), "{name}");
    }
}

#[test]
fn instants_are_utc_to_the_millisecond() {
    let line = |at: &str| {
        let json = format!(r#"{{"n":1,"at":"{at}","event":"skip","q":0}}"#);
        super::line(json.as_bytes(), &mut Vec::new())
    };
    let read = line("2026-11-24T08:27:23.1239+01:00").unwrap();
    assert!(serde_json::to_string(&read).unwrap().contains(r#""2026-11-24T07:27:23.123Z""#));
    assert!(line("2026-11-24").is_err());
}

#[test]
fn a_line_that_was_written_anew_is_read() {
    let plain = r#"{"n":1,"at":"2026-11-24T07:27:23.123Z","event":"skip","q":0}"#;
    let expected = super::line(plain.as_bytes(), &mut Vec::new()).unwrap();
    for rewritten in [
        r#"{"n": 1, "at": "2026-11-24T07:27:23.123Z", "event": "skip", "q": 0, "h": "00"}"#,
        r#"{"at":"2026-11-24T07:27:23.123Z","event":"skip","h":"0123456789abcdef","n":1,"q":0}"#,
        "{\"n\":1,\"at\":\"2026-11-24T07:27:23.123Z\",\"event\":\"skip\",\"q\":0}\r",
    ] {
        assert_eq!(super::line(rewritten.as_bytes(), &mut Vec::new()).unwrap(), expected);
    }
}

#[test]
fn fields_are_known_and_stand_once() {
    for (rest, message) in [
        (r#""event":"skip","q":0,"why":1"#, "unknown field `why`"),
        (r#""event":"timeout","hint":0"#, "unknown field `hint`"),
        (r#""event":"skip""#, "missing field `q`"),
        (r#""event":"skip","q":0,"q":0"#, "duplicate field `q`"),
        (r#""event":"skip","q":-1"#, "invalid value"),
        (r#""event":"nap","q":0"#, "unknown variant `nap`"),
        (r#""q":0,"event":"skip""#, "a line begins with `n`, `at` and `event`"),
        (r#""n":1,"event":"skip","q":0"#, "a line begins with `n`, `at` and `event`"),
        (r#""event":"resume","offset":"CET""#, "not an offset"),
        (r#""event":"answer","q":0,"response":{"choice":"a"},"ms":1.5"#, "invalid type"),
    ] {
        let line =
            format!(r#"{{"n":1,"at":"2026-11-24T07:27:23.123Z",{rest},"h":"0123456789abcdef"}}"#);
        let error = super::line(line.as_bytes(), &mut Vec::new()).unwrap_err().to_string();
        assert!(error.contains(message), "{rest}: {error}");
    }
}
