use std::path::Path;

use deck_format::{DeckId, LocalId, Points, QuestionId};
use jiff::Timestamp;
use session::Response;
use session::files::fault::Disk;
use session::files::{Files, SystemFiles};
use session::record::{Chain, SessionId};

use super::*;

const PATH: &str = "decisions.jsonl";

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_796_000_000 + seconds).unwrap()
}

fn deck() -> DeckId {
    DeckId::new("finals").unwrap()
}

fn essay(text: &str) -> Response {
    Response::Essay(text.to_owned())
}

fn open(files: &dyn Files) -> Result<Ledger, LedgerError> {
    Ledger::open(files, Path::new(PATH), &deck(), at(0))
}

fn mark(session: &str, text: &str, points: u64) -> Event {
    let claim = LocalId::new("claim").unwrap();
    Event::Mark(Marked {
        session: SessionId::new(session).unwrap(),
        question: QuestionId::new("cause").unwrap(),
        response: response_digest(&essay(text)),
        by: None,
        points: [(claim, Points::from_thousandths(points))].into(),
        comment: None,
    })
}

fn accept(text: &str, scope: Scope, credit: Option<&str>) -> Event {
    Event::Accept(Accepted {
        question: QuestionId::new("town").unwrap(),
        blank: None,
        text: text.to_owned(),
        scope,
        credit: credit.map(|credit| credit.parse().unwrap()),
        by: Some("RK".into()),
        why: None,
    })
}

fn reject(text: &str) -> Event {
    Event::Reject(Rejected {
        question: QuestionId::new("town").unwrap(),
        blank: None,
        text: text.to_owned(),
        by: None,
        why: Some("a river".into()),
    })
}

/// The points of the one criterion, as they count.
fn points(decisions: &Decisions, session: &str, text: &str) -> Option<String> {
    let session = SessionId::new(session).unwrap();
    let question = QuestionId::new("cause").unwrap();
    let mark = decisions.mark_of(&session, [&question], response_digest(&essay(text)))?;
    Some(mark.points[&LocalId::new("claim").unwrap()].to_string())
}

/// Lines as they would stand in the file, whatever they say.
fn sealed(lines: &[&str]) -> String {
    let mut chain = Chain::default();
    let mut text = String::new();
    for line in lines {
        let (sealed, after) = chain.seal(line);
        text.push_str(&sealed);
        chain = after;
    }
    text
}

/// A journal of three marks.
fn three(disk: &Disk) -> String {
    let mut ledger = open(disk).unwrap();
    for (n, session) in (1..).zip(["A", "B", "C"]) {
        ledger.append(at(n), mark(session, "text", 1500)).unwrap();
    }
    String::from_utf8(disk.bytes(PATH).unwrap()).unwrap()
}

#[test]
fn a_journal_is_lines_of_json_that_are_chained() {
    let disk = Disk::new();
    let mut ledger = open(&disk).unwrap();
    assert_eq!(ledger.append(at(1), mark("A", "Because.", 1500)).unwrap(), 1);
    ledger.append(at(2), accept("oslo", Scope::Once, Some("1/2"))).unwrap();
    ledger.append(at(3), reject("akerselva")).unwrap();
    let digest = response_digest(&essay("Because."));
    let lines = [
        r#"{"n":0,"at":"2026-11-30T00:53:20.000Z","event":"start","decisions":1,"deck":"finals"}"#
            .to_owned(),
        format!(
            "{{\"n\":1,\"at\":\"2026-11-30T00:53:21.000Z\",\"event\":\"mark\",\"session\":\"A\",\
             \"question\":\"cause\",\"response\":\"{digest}\",\"points\":{{\"claim\":\"1.5\"}}}}"
        ),
        r#"{"n":2,"at":"2026-11-30T00:53:22.000Z","event":"accept","question":"town","text":"oslo","scope":"once","credit":"1/2","by":"RK"}"#
            .to_owned(),
        r#"{"n":3,"at":"2026-11-30T00:53:23.000Z","event":"reject","question":"town","text":"akerselva","why":"a river"}"#
            .to_owned(),
    ];
    let text = sealed(&lines.each_ref().map(String::as_str));
    assert_eq!(String::from_utf8(disk.bytes(PATH).unwrap()).unwrap(), text);
    assert_eq!(read(text.as_bytes()).unwrap(), *ledger.decisions());
    assert_eq!(digest.to_string(), "5443eccd63a8a9f47b8152919cae51b4");
}

#[test]
fn the_last_decision_counts() {
    let disk = Disk::new();
    let mut ledger = open(&disk).unwrap();
    ledger.append(at(1), mark("A", "text", 1000)).unwrap();
    ledger.append(at(2), mark("A", "text", 2000)).unwrap();
    ledger.append(at(2), mark("B", "text", 500)).unwrap();
    let is = |ledger: &Ledger, session| points(ledger.decisions(), session, "text");
    assert_eq!(is(&ledger, "A").as_deref(), Some("2"));
    assert_eq!(is(&ledger, "B").as_deref(), Some("0.5"));
    assert_eq!(points(ledger.decisions(), "A", "another text"), None);
    let Event::Mark(first) = mark("A", "text", 0) else { unreachable!() };
    let Marked { session, question, response, .. } = first;
    let unmark = Event::Unmark(Unmarked { session, question, response, by: None });
    ledger.append(at(3), unmark).unwrap();
    assert_eq!(is(&ledger, "A"), None);

    // The credit of the one verdict that counts, where there is one.
    let credits = |ledger: &Ledger| -> Vec<Option<Fraction>> {
        ledger.decisions().verdicts().map(|(_, verdict)| verdict.once()).collect()
    };
    assert_eq!(credits(&ledger), []);
    ledger.append(at(4), accept("oslo", Scope::Once, None)).unwrap();
    assert_eq!(credits(&ledger), [Some(Fraction::ONE)]);
    ledger.append(at(5), reject("oslo")).unwrap();
    assert_eq!(credits(&ledger), [None]);
    ledger.append(at(6), accept("oslo", Scope::Deck, None)).unwrap();
    assert_eq!(credits(&ledger), [None], "the deck says so itself");
    assert_eq!(read(&disk.bytes(PATH).unwrap()).unwrap(), *ledger.decisions());
    assert_eq!(ledger.decisions().lines().len(), 7);
}

#[test]
fn a_torn_tail_is_not_used_and_cut_off_by_the_next_writer() {
    let whole = three(&Disk::new());
    let begin: usize = whole.split_inclusive('\n').take(3).map(str::len).sum();
    for cut in begin..whole.len() {
        let disk = Disk::new();
        disk.put(PATH, &whole[..cut]);
        let found = read(&disk.bytes(PATH).unwrap()).unwrap();
        // Only its line end is missing: it was written whole.
        let kept = if cut == whole.len() - 1 { 3 } else { 2 };
        assert_eq!(found.lines().len(), kept, "byte {cut}");
        let mut ledger = open(&disk).unwrap();
        assert_eq!(*ledger.decisions(), found);
        if kept == 2 {
            ledger.append(at(3), mark("C", "text", 1500)).unwrap();
        }
        assert_eq!(disk.bytes(PATH).unwrap(), whole.as_bytes(), "byte {cut}");
    }
    let zeros = format!("{}\0\0\0\n", &whole[..begin]);
    assert_eq!(read(zeros.as_bytes()).unwrap().lines().len(), 2);
}

#[test]
fn a_journal_whose_first_line_is_torn_is_begun_again() {
    let whole = three(&Disk::new());
    let first = whole.split_inclusive('\n').next().unwrap();
    for cut in 0..first.len() - 1 {
        let disk = Disk::new();
        disk.put(PATH, &first[..cut]);
        assert_eq!(read(&disk.bytes(PATH).unwrap()).unwrap(), Decisions::default(), "byte {cut}");
        open(&disk).unwrap();
        assert_eq!(disk.bytes(PATH).unwrap(), first.as_bytes(), "byte {cut}");
    }
}

#[test]
fn an_edited_line_is_named_and_nothing_is_used_or_lost() {
    let text = three(&Disk::new());
    let edited = text.replacen(
        "\"session\":\"B\",\"question\":\"cause\"",
        "\"session\":\"D\",\"question\":\"cause\"",
        1,
    );
    let error = read(edited.as_bytes()).unwrap_err();
    assert_eq!((error.line, &error.problem), (3, &Problem::Changed));
    assert_eq!(
        error.to_string(),
        "line 3: it was changed after it was written: its hash does not fit"
    );
    let disk = Disk::new();
    disk.put(PATH, edited.as_str());
    let failure = console::Failure::from(open(&disk).unwrap_err());
    assert_eq!(
        failure.to_string(),
        "decisions.jsonl, line 3: it was changed after it was written: its hash does not fit"
    );
    assert_eq!(
        failure.hints,
        ["put back what stood there; nothing in the file was used, and nothing is lost"]
    );
    assert_eq!(failure.exit, console::Exit::Problems);
    assert_eq!(disk.bytes(PATH).unwrap(), edited.as_bytes());
}

#[test]
fn a_line_that_is_gone_or_moved_is_noticed() {
    let text = three(&Disk::new());
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for (order, line) in [(&[0, 2, 3][..], 2), (&[0, 2, 1, 3], 2), (&[1, 2, 3], 1), (&[0, 1, 1], 3)]
    {
        let other: String = order.iter().map(|at| lines[*at]).collect();
        let error = read(other.as_bytes()).unwrap_err();
        assert_eq!((error.line, error.problem), (line, Problem::Changed), "{order:?}");
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    const AT: &str = "\"at\":\"2026-11-30T00:53:20.000Z\"";
    let start = format!("{{\"n\":0,{AT},\"event\":\"start\",\"decisions\":1,\"deck\":\"finals\"}}");
    let is = |lines: &[&str]| read(sealed(lines).as_bytes()).unwrap_err().to_string();
    let second = |rest: &str| is(&[&start, &format!("{{\"n\":1,{AT},{rest}}}")]);
    let accept = "\"event\":\"accept\",\"question\":\"q\",\"text\":\"t\",\"scope\":\"once\"";
    assert_eq!(
        is(&[&start.replace("\"decisions\":1", "\"decisions\":2")]),
        "line 1: it was made by a newer version of gradebook (format 2, this one reads 1); upgrade \
         to read it"
    );
    assert_eq!(
        is(&[&start.replace("\"decisions\":1", "\"decisions\":0")]),
        "line 1: there is no format 0"
    );
    assert_eq!(is(&[&start, &start]), "line 2: it says n = 0 where n = 1 was expected");
    assert_eq!(
        is(&[&start, &start.replace("\"n\":0", "\"n\":1")]),
        "line 2: a journal starts only once"
    );
    assert_eq!(
        is(&[&format!("{{\"n\":0,{AT},{accept}}}")]),
        "line 1: a journal of decisions begins with a `start` line, this is `accept`"
    );
    assert_eq!(
        second("\"event\":\"bribe\""),
        "line 2: unknown variant `bribe`, expected one of `start`, `mark`, `unmark`, `accept`, `reject`"
    );
    assert_eq!(
        second(&format!("{accept},\"credit\":\"3/2\"")),
        "line 2: a credit is above 0, at most 1"
    );
    assert_eq!(
        second(&format!("{accept},\"credit\":\"0\"")),
        "line 2: a credit is above 0, at most 1"
    );
    assert_eq!(
        second(&format!("{accept},\"money\":5")),
        "line 2: unknown field `money`, expected one of `question`, `blank`, `text`, `scope`, \
         `credit`, `by`, `why`"
    );
    let record = "{\"n\":0,\"at\":\"2026-11-30T00:53:20.000Z\",\"event\":\"start\",\"record\":1}";
    assert_eq!(is(&[record]), "line 1: unknown field `record`, expected `decisions` or `deck`");
    assert_eq!(
        read(b"n,at,event\n").unwrap_err().to_string(),
        "line 1: expected ident at line 1 column 2"
    );
}

#[test]
fn two_do_not_write_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(PATH);
    let first = Ledger::open(&SystemFiles, &path, &deck(), at(0)).unwrap();
    let before = std::fs::read(&path).unwrap();
    let failure =
        console::Failure::from(Ledger::open(&SystemFiles, &path, &deck(), at(1)).unwrap_err());
    assert_eq!(
        failure.to_string(),
        format!("another program marks or triages: {} is in use", path.display())
    );
    assert_eq!(failure.hints, ["end the other one first; nothing was changed"]);
    assert_eq!(failure.exit, console::Exit::Failed);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    drop(first);
    Ledger::open(&SystemFiles, &path, &deck(), at(1)).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), before, "it begins only once");
}

#[test]
fn the_journal_of_another_deck_is_not_used() {
    let disk = Disk::new();
    drop(open(&disk).unwrap());
    let other = DeckId::new("midterm").unwrap();
    let error = Ledger::open(&disk, Path::new(PATH), &other, at(1)).unwrap_err();
    assert_eq!(error.to_string(), "decisions.jsonl is about the deck `finals`, not `midterm`");
}

#[test]
fn wherever_the_program_is_stopped_nothing_acknowledged_is_lost() {
    let steps = {
        let disk = Disk::new();
        three(&disk);
        disk.steps()
    };
    for step in 0..steps {
        let disk = Disk::new();
        disk.stop_at(step);
        let mut kept = 0;
        if let Ok(mut ledger) = open(&disk) {
            for (n, session) in (1..).zip(["A", "B", "C"]) {
                if ledger.append(at(n), mark(session, "text", 1500)).is_err() {
                    break;
                }
                kept += 1;
            }
        }
        for after in disk.after_power_loss(20).into_iter().chain([disk.after_kill()]) {
            let found = match after.bytes(PATH) {
                Some(bytes) => read(&bytes).unwrap().lines().len(),
                None => 0,
            };
            assert!(found >= kept, "step {step}: {found} of {kept}");
            open(&after).unwrap();
        }
    }
}
