use super::super::testing::{answer, answered, at, file, start};
use super::super::*;
use super::*;

/// A finished practice sitting of five lines.
fn sitting() -> String {
    let events = [answer(0), Event::Skip { q: 1 }, answer(2), end()];
    file(start(Mode::Practice), events)
}

fn end() -> Event {
    Event::End { reason: EndReason::Complete }
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The text with one line changed, and the error that this gives.
fn edited(n: usize, edit: impl Fn(&str) -> String) -> RecordError {
    let text = sitting();
    let mut lines: Vec<_> = lines(&text).into_iter().map(str::to_owned).collect();
    lines[n] = edit(&lines[n]);
    read(lines.concat().as_bytes()).unwrap_err()
}

#[test]
fn a_whole_record_is_read() {
    let text = sitting();
    let record = read(text.as_bytes()).unwrap();
    assert_eq!(record.start(), &start(Mode::Practice));
    assert_eq!(record.replay.started(), at(0));
    assert_eq!(record.lines.len(), 4);
    assert_eq!(record.lines[0], Line { n: 1, at: at(1), event: answer(0) });
    assert!(record.is_finished());
    assert_eq!((record.tail, record.broken_at), (Tail::Whole, None));
    assert_eq!(record.whole, text.len() as u64);
}

#[test]
fn the_receipt_is_the_hash_of_the_end_in_groups() {
    let text = sitting();
    let of_end = |text: &str| {
        let line = text.lines().find(|line| line.contains("\"end\"")).unwrap();
        line[line.len() - 18..line.len() - 2].to_owned()
    };
    let receipt = |text: &str| read(text.as_bytes()).unwrap().receipt.map(|code| code.to_string());
    let code = receipt(&text).unwrap();
    assert_eq!((code.len(), code.replace('-', "")), (19, of_end(&text)));
    assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
    // What comes after the end, or has no end, changes nothing, or has none.
    let late = Event::Answer(Answered { late: true, ..answered(0) });
    let longer =
        file(start(Mode::Practice), [answer(0), Event::Skip { q: 1 }, answer(2), end(), late]);
    assert_eq!(receipt(&longer), Some(code));
    assert_eq!(receipt(&file(start(Mode::Practice), [answer(0)])), None);
}

#[test]
fn a_record_cut_at_any_byte_gives_its_whole_lines() {
    let text = sitting();
    let first = lines(&text)[0].len();
    for cut in 0..text.len() {
        let bytes = &text.as_bytes()[..cut];
        let Ok(record) = read(bytes) else {
            let problem = read(bytes).unwrap_err().problem;
            assert_eq!(problem, if cut == 0 { Problem::Empty } else { Problem::CutOff });
            assert!(cut < first - 1, "byte {cut}");
            continue;
        };
        let whole = text[..cut + 1].matches('\n').count();
        let expected = match (bytes.last(), text.as_bytes()[cut]) {
            (Some(b'\n'), _) => Tail::Whole,
            (_, b'\n') => Tail::NoLineEnd,
            _ => Tail::Torn,
        };
        assert_eq!(record.tail, expected, "byte {cut}");
        assert_eq!(record.lines.len() + 1, whole, "byte {cut}");
        assert_eq!(record.broken_at, None);
        assert_eq!(record.is_finished(), cut == text.len() - 1);
        let torn =
            if expected == Tail::Torn { bytes.split(|b| *b == b'\n').next_back() } else { None };
        assert_eq!(record.whole as usize, cut - torn.map_or(0, <[u8]>::len), "byte {cut}");
    }
}

#[test]
fn a_last_line_with_blocks_that_were_not_written_is_torn() {
    let text = sitting();
    let from = text.len() - lines(&text)[4].len();
    for cut in from + 1..=text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[from..cut].fill(0);
        let record = read(&bytes).unwrap();
        assert_eq!((record.tail, record.lines.len()), (Tail::Torn, 3));
        assert_eq!(record.whole, from as u64);
    }
}

#[test]
fn zeros_in_the_middle_are_an_error() {
    let error = edited(2, |line| line.replace("skip", "\0\0\0\0"));
    assert_eq!((error.line, error.column), (3, Some(49)));
}

#[test]
fn a_broken_line_is_named() {
    let error = edited(2, |line| line.replace("\"q\":1", "\"q\":"));
    assert_eq!(error.to_string(), "line 3, column 59: expected value");
    let error = edited(2, |line| line.replace("\"q\"", "\"é\",\"q\""));
    assert_eq!(error.to_string(), "line 3, column 57: unknown field `é`, expected `q`");
    let error = edited(4, |line| line.replace("\"end\"", "\"fin\""));
    assert_eq!(error.line, 5);
    assert!(error.to_string().starts_with("line 5, column 52: unknown variant `fin`"), "{error}");
    let error = edited(1, |line| line.replace("\"ms\"", "\"sm\""));
    assert!(error.to_string().contains("unknown field `sm`"), "{error}");
}

#[test]
fn a_line_that_cannot_come_there_is_named() {
    let refused = |n, from: &str, to: &str| {
        let error = edited(n, |line| line.replace(from, to));
        (error.line, error.problem)
    };
    assert_eq!(
        refused(2, "\"q\":1", "\"q\":3"),
        (3, Problem::Refused(Refusal::NoQuestion { q: 3, count: 3 }))
    );
    assert_eq!(
        refused(2, "\"n\":2", "\"n\":3"),
        (3, Problem::Refused(Refusal::OutOfStep { expected: 2, found: 3 }))
    );
    assert_eq!(
        refused(2, "\"skip\",\"q\":1", "\"undo\",\"line\":2"),
        (3, Problem::Refused(Refusal::NoLine(2)))
    );
    assert_eq!(
        refused(2, "\"skip\",\"q\":1", "\"claim\",\"line\":0"),
        (3, Problem::Refused(Refusal::NotAnAnswer { line: 0, event: "start" }))
    );
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let text = sitting().replace("s1041", "s\u{e9}1041");
    let mut bytes = text.into_bytes();
    let at = bytes.iter().position(|byte| *byte == 0xC3).unwrap();
    bytes[at + 1] = b'x';
    let error = read(&bytes).unwrap_err();
    assert_eq!((error.line, error.column), (1, Some(at + 1)));
    assert_eq!(error.problem, Problem::NotUtf8);
}

#[test]
fn what_is_no_record_is_said() {
    let problem = |bytes: &[u8]| read(bytes).unwrap_err().problem;
    assert_eq!(problem(b""), Problem::Empty);
    assert_eq!(problem(b"\n \n"), Problem::Empty);
    assert_eq!(problem(b"{\"n\":0,"), Problem::CutOff);
    assert_eq!(problem(b"format = 1\n"), Problem::NotARecord);
    assert_eq!(problem(b"\x89PNG"), Problem::NotARecord);
    assert!(matches!(problem(b"{}\n"), Problem::Broken(_)));
    let text = sitting();
    let rest = &text[lines(&text)[0].len()..];
    assert_eq!(problem(rest.as_bytes()), Problem::NoStart("answer"));
}

#[test]
fn a_newer_record_says_so_whatever_else_is_in_it() {
    let newer = sitting().replace("\"record\":1", "\"record\":2");
    let error = read(newer.as_bytes()).unwrap_err();
    assert_eq!(error.problem, Problem::Newer(2));
    assert!(error.to_string().contains("newer version of quizdeck"), "{error}");
    for change in [("\"decks\":", "\"sources\":"), ("\"practice\"", "\"duel\"")] {
        let stranger = newer.replace(change.0, change.1);
        assert_eq!(read(stranger.as_bytes()).unwrap_err().problem, Problem::Newer(2));
    }
    let never = sitting().replace("\"record\":1", "\"record\":0");
    assert_eq!(read(never.as_bytes()).unwrap_err().problem, Problem::NoVersion(0));
}

#[test]
fn a_broken_chain_is_reported_and_the_record_read() {
    let text = sitting().replace("\"ms\":1500", "\"ms\":1400");
    let record = read(text.as_bytes()).unwrap();
    assert_eq!(record.broken_at, Some(1), "the first of two");
    assert_eq!(record.lines.len(), 4);
    // The line after an edited one still fits what that one says of itself.
    let original = sitting();
    let one = original.replacen("\"ms\":1500", "\"ms\":1400", 1);
    let two = lines(&one)[2];
    assert!(lines(&original).contains(&two));
}

#[test]
fn a_record_with_other_line_ends_is_read() {
    let text = sitting().replace('\n', "\r\n");
    let record = read(text.as_bytes()).unwrap();
    assert_eq!((record.lines.len(), record.broken_at), (4, Some(0)));
}

#[test]
fn lines_have_a_bound() {
    let long = |len: usize| {
        let note = "x".repeat(len);
        read(file(start(Mode::Practice), [Event::Flag { q: 0, note }]).as_bytes())
    };
    let rest = file(start(Mode::Practice), [Event::Flag { q: 0, note: "x".into() }]);
    let rest = lines(&rest)[1].len() - 1;
    assert!(long(MAX_LINE - rest).is_ok());
    let error = long(MAX_LINE - rest + 1).unwrap_err();
    assert_eq!((error.line, error.problem), (2, Problem::LineTooLong));
    let endless = vec![b' '; MAX_PAPER_LINE];
    let endless = [b"{", &endless[..]].concat();
    assert_eq!(read(&endless).unwrap_err().problem, Problem::LineTooLong);
}

#[test]
fn a_paper_may_be_longer_than_other_lines() {
    let mut start = start(Mode::Practice);
    start.paper = vec![start.paper[0].clone(); 10_000];
    let text = file(start, [end()]);
    assert!(text.len() > MAX_LINE);
    assert_eq!(read(text.as_bytes()).unwrap().replay.len(), 10_000);
}

#[test]
fn records_have_a_bound() {
    let text = sitting();
    let read = |max| Records { max, ..records(text.as_bytes()) }.next().unwrap();
    assert!(read(text.len()).is_ok());
    let error = read(text.len() - 1).unwrap_err();
    assert_eq!((error.line, error.problem), (5, Problem::TooLarge));
    assert_eq!(records(b"").max, MAX_RECORD);
}

/// How many lines each record of a file has after its start, or the line of the error.
fn all(text: &[u8]) -> Vec<Result<usize, usize>> {
    let records = read_all(text).into_iter();
    records.map(|record| record.map(|r| r.lines.len()).map_err(|error| error.line)).collect()
}

#[test]
fn records_behind_each_other_are_read_one_by_one() {
    let text = sitting();
    assert_eq!(all(text.repeat(3).as_bytes()), [Ok(4), Ok(4), Ok(4)]);
    assert_eq!(all(format!("\n{text}\n\n{text}\n").as_bytes()), [Ok(4), Ok(4)]);
    let broken = text.replace("skip", "slip");
    assert_eq!(all(format!("\n{text}\n\n{broken}").as_bytes()), [Ok(4), Err(11)]);
    assert_eq!(all(b""), [Err(1)]);
    let error = read(text.repeat(2).as_bytes()).unwrap_err();
    assert_eq!((error.line, error.problem), (6, Problem::Another));
    let whole = read_all(text.repeat(2).as_bytes()).pop().unwrap().unwrap();
    assert_eq!((whole.whole, whole.broken_at), (text.len() as u64, None));
}

#[test]
fn an_error_costs_only_its_record() {
    let text = sitting();
    let broken = text.replace("skip", "slip");
    assert_eq!(all([&text[..], &broken, &text].concat().as_bytes()), [Ok(4), Err(8), Ok(4)]);
    let newer = text.replace("\"record\":1", "\"record\":2");
    assert_eq!(all([&newer[..], &text].concat().as_bytes()), [Err(1), Ok(4)]);
    assert_eq!(all(format!("not a record\n{text}").as_bytes()), [Err(1), Ok(4)]);
}

#[test]
fn a_torn_record_with_another_behind_it_loses_only_its_torn_line() {
    let text = sitting();
    let first = lines(&text)[0].len();
    let last = text.len() - lines(&text)[4].len();
    for cut in 1..text.len() {
        let read = all([&text[..cut], &text].concat().as_bytes());
        let whole = text[..=cut].matches('\n').count();
        let expected = if cut < first - 1 { Err(1) } else { Ok(whole - 1) };
        assert_eq!(read, [expected, Ok(4)], "byte {cut} of {last}");
    }
}

#[test]
fn history_is_ordered_by_time_then_sitting_then_line() {
    let record = read(sitting().as_bytes()).unwrap();
    let keys: Vec<_> = record.lines.iter().map(|line| record.history_key(line)).collect();
    assert!(keys.is_sorted());
    let key = keys[0];
    let other = SessionId::new("01JE").unwrap();
    assert!(HistoryKey { session: &other, ..key } > HistoryKey { n: 9, ..key });
    assert!(HistoryKey { session: &other, ..key } < HistoryKey { at: at(2), ..key });
}

#[test]
fn only_the_start_is_read_where_that_is_enough() {
    let text = sitting().replace("skip", "slip");
    let (when, begun) = read_start(text.as_bytes()).unwrap();
    assert_eq!((when, *begun), (at(0), start(Mode::Practice)));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(2_000))]

    /// Reading ends with a record or an error, and never panics, whatever a byte becomes; a record
    /// that was changed shows it, unless blank space alone came in.
    #[test]
    fn no_change_of_a_byte_goes_unseen(at in 0_usize..1_300, byte: u8) {
        let mut bytes = sitting().into_bytes();
        let at = at % bytes.len();
        proptest::prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        for record in read_all(&bytes).into_iter().flatten() {
            let shown = record.broken_at.is_some()
                || record.tail != Tail::Whole
                || record.whole < bytes.len() as u64;
            proptest::prop_assert!(shown, "byte {} became {}", at, byte);
        }
    }
}
