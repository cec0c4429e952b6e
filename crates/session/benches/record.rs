//! Writing and reading records, on a real disk: an answer is synced before its feedback is shown,
//! so this is what a student waits for.

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use deck_format::{Deck, Fraction};
use divan::Bencher;
use jiff::Timestamp;
use session::files::SystemFiles;
use session::record::{
    Answered, Event, GRADING_VERSION, Journal, Limits, Mode, RECORD_VERSION, SessionId, Start,
    UtcOffset, Versions, read,
};
use session::{DRAW_VERSION, DeckFaces, History, Plan, Response, Seed, draw};

/// How many pairs the ratio is the median of.
const PAIRS: usize = 301;

fn main() {
    divan::main();
    print_ratio();
}

/// An append over its floor, pair by pair in one run.
fn print_ratio() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut journal, _) = journal(&folder);
    let mut file = std::fs::File::create(folder.path().join("raw")).expect("a file");
    let mut ratios: Vec<f64> = (0..PAIRS)
        .map(|_| {
            let start = Instant::now();
            journal.append(Timestamp::UNIX_EPOCH, answer()).expect("room");
            let append = start.elapsed();
            let start = Instant::now();
            write_and_sync(&mut file);
            append.as_secs_f64() / start.elapsed().as_secs_f64()
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!(
        "record append over write and sync of as many bytes: {:.2} (median of {PAIRS} pairs)",
        ratios[PAIRS / 2]
    );
}

/// The floor: as many bytes as an answer takes, written and synced, and nothing else.
fn write_and_sync(file: &mut std::fs::File) {
    file.write_all(&[b'x'; 150]).expect("room");
    file.sync_data().expect("a disk");
}

/// A journal of a sitting of one question, in a folder of its own.
fn journal(folder: &tempfile::TempDir) -> (Journal, PathBuf) {
    let path = folder.path().join("bench.jsonl");
    let deck = deck_format::parse(
        "format = 1\nid = \"d\"\ntitle = \"D\"\n[[question]]\nid = \"q\"\nprompt = \"Q?\"\n\
         choices = { a = \"A\", b = \"B\" }\nanswer = \"a\"\n",
    );
    let deck: Deck = deck.expect("the deck is valid");
    let drawn = draw(&[DeckFaces::from(&deck)], &Plan::all(), Seed(1), &History::default());
    let start = Start {
        record: RECORD_VERSION,
        session: SessionId::new("bench").expect("an id"),
        decks: Vec::new(),
        student: None,
        mode: Mode::Practice,
        seed: Seed(1),
        plan: Plan::all(),
        versions: Versions { draw: DRAW_VERSION, grading: GRADING_VERSION, program: "0".into() },
        offset: UtcOffset::UTC,
        limits: Limits::default(),
        paper: drawn.expect("a paper").items,
    };
    let (journal, _) = Journal::create(&SystemFiles, &path, Timestamp::UNIX_EPOCH, start)
        .expect("the folder can be written");
    (journal, path)
}

fn answer() -> Event {
    Event::Answer(Answered {
        q: 0,
        response: Response::Choice("a".into()),
        ms: 5230,
        confidence: None,
        outcome: Some(Fraction::ONE),
        late: false,
    })
}

/// One answer: serialised, chained, written and synced.
#[divan::bench]
fn append(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut journal, _) = journal(&folder);
    bencher.bench_local(|| journal.append(Timestamp::UNIX_EPOCH, answer()).expect("room"));
}

/// The floor of it.
#[divan::bench]
fn write_and_sync_alone(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut file = std::fs::File::create(folder.path().join("raw")).expect("a file");
    bencher.bench_local(|| write_and_sync(&mut file));
}

/// Reading back a record of 1,000 answers, chain and all.
#[divan::bench]
fn read_1_000_answers(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut journal, path) = journal(&folder);
    for _ in 0..1_000 {
        journal.append(Timestamp::UNIX_EPOCH, answer()).expect("room");
    }
    let bytes = std::fs::read(path).expect("the record");
    bencher
        .counter(divan::counter::BytesCount::new(bytes.len()))
        .bench(|| read(&bytes).expect("a record"));
}
