//! Both ways of analysing say the same of any records whatever: of whole ones of every sort, of
//! damaged ones, in files and one behind the other, on any number of threads.

use std::path::PathBuf;

use deck_format::{Deck, Fraction, QuestionId};
use proptest::prelude::*;
use proptest::sample::Index;
use session::Response;
use session::files::fault::Disk;
use session::record::{Answered, DeckRef, EndReason, Event, Mode};

use super::*;
use crate::policy::{How, LateAnswers, Treat, Unfinished};
use crate::roster;
use crate::testing::{QUESTIONS, Sitting, deck};

/// Questions of the other kinds.
const MORE: &str = r#"
[[question]]
id = "flat"
prompt = "Is it flat?"
answer = false

[[question]]
id = "town"
prompt = "Which town?"
answer = "Osnabrück"
accept = ["Muenster"]

[[question]]
id = "steps"
prompt = "In which order?"
items.one = "First"
items.two = "Second"
items.three = "Third"
answer = ["one", "two", "three"]

[[question]]
id = "pairs"
prompt = "What belongs together?"
left.ms = "A"
left.low = "B"
right.up = "X"
right.down = "Y"
answer = { ms = "up", low = "down" }

[[question]]
id = "gaps"
prompt = "In {{year}} in {{place}}."
blanks.place.choices = { here = "Here", there = "There" }
blanks.year.sort = "number"
answer = { year = 1648, place = "here" }

[[question]]
id = "reason"
prompt = "Why?"
points = 2
rubric = [{ id = "claim", text = "Says it", points = 2 }]
"#;

/// What a generated sitting is made of.
#[derive(Debug, Clone)]
struct Sat {
    student: usize,
    session: usize,
    later: i64,
    on_handout: bool,
    mode: Mode,
    no_back: bool,
    factor: bool,
    cut: usize,
    events: Vec<(i64, Event)>,
    end: Option<EndReason>,
}

fn exam() -> Deck {
    deck(&format!("{QUESTIONS}{MORE}"))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Osnabrück".to_owned()),
        Just("Münster \"x\" \\ \n,\"ms\":1".to_owned()),
        "[a-z}{,:]{0,12}",
        any::<String>(),
    ]
}

fn id() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "oslo", "bergen", "moss", "two", "four", "five", "a", "b", "c", "d", "one", "three", "ms",
        "low", "up", "down", "year", "place", "here", "b1", "b2", "gone",
    ])
    .prop_map(str::to_owned)
}

/// A response to some kind of question, fitting or not.
fn response() -> impl Strategy<Value = Response> {
    let pairs = || prop::collection::btree_map(id(), id(), 0..3);
    prop_oneof![
        4 => id().prop_map(Response::Choice),
        2 => prop::collection::vec(id(), 0..3).prop_map(Response::Choices),
        2 => any::<bool>().prop_map(Response::Truth),
        2 => prop_oneof![Just("6".to_owned()), Just("6 m".to_owned()), text()]
            .prop_map(Response::Number),
        2 => text().prop_map(Response::Text),
        1 => prop::collection::vec(id(), 0..4).prop_map(Response::Order),
        1 => pairs().prop_map(Response::Pairs),
        1 => pairs().prop_map(Response::Blanks),
        1 => text().prop_map(Response::Essay),
    ]
}

fn answer() -> impl Strategy<Value = Event> {
    let outcome = prop::option::of(prop_oneof![
        Just(Fraction::ONE),
        Just(Fraction::ZERO),
        Just(Fraction::new(-1, 2)),
        Just(Fraction::new(3, 2)),
    ]);
    let ms = prop_oneof![9 => 0_u64..90_000, 1 => any::<u64>()];
    let answer = (0_usize..10, response(), ms, prop::option::of(0_u8..=102), outcome, 0..20);
    answer.prop_map(|(q, response, ms, confidence, outcome, late)| {
        let late = late == 0;
        Event::Answer(Answered { q, response, ms, confidence, outcome, late })
    })
}

/// What happens in a sitting. `rare` says how often it is something that no plain record holds.
fn event(rare: u32) -> impl Strategy<Value = Event> {
    let q = || 0_usize..9;
    prop_oneof![
        1000 => answer(),
        100 => q().prop_map(|q| Event::Skip { q }),
        50 => (q(), text()).prop_map(|(q, note)| Event::Flag { q, note }),
        50 => q().prop_map(|q| Event::Unflag { q }),
        50 => (q(), 0_usize..3).prop_map(|(q, hint)| Event::Hint { q, hint }),
        20 => Just(Event::Timeout { q: None }),
        rare => q().prop_map(|q| Event::Timeout { q: Some(q) }),
        rare => (0_u64..9).prop_map(|line| Event::Undo { line }),
        rare => Just(Event::Pause),
        rare => Just(Event::Resume { offset: "+00:00".parse().unwrap() }),
        rare => (0_u64..9).prop_map(|line| Event::Claim { line, note: String::new() }),
    ]
}

fn reason() -> impl Strategy<Value = EndReason> {
    prop_oneof![
        Just(EndReason::Done),
        Just(EndReason::Complete),
        Just(EndReason::Input),
        Just(EndReason::Time)
    ]
}

fn sat() -> impl Strategy<Value = Sat> {
    let mode = prop_oneof![30 => Just(Mode::Exam), 1 => Just(Mode::Practice)];
    let heads = (0_usize..9, 0_usize..12, 0_i64..3, any::<bool>(), mode, 0..8, 0..6, 0_usize..12);
    let end = prop_oneof![9 => reason().prop_map(Some), 1 => Just(None)];
    let events = (0_u32..4).prop_flat_map(|rare| {
        prop::collection::vec((0_i64..9, event(if rare == 0 { 50 } else { 1 })), 0..14)
    });
    (heads, events, end).prop_map(|(head, events, end)| {
        let (student, session, later, on_handout, mode, no_back, factor, cut) = head;
        let (no_back, factor) = (no_back == 0, factor == 0);
        Sat { student, session, later, on_handout, mode, no_back, factor, cut, events, end }
    })
}

impl Sat {
    /// The record; `fits` leaves out events that cannot come there.
    fn text(&self, exam: &Deck, handout: &Deck, fits: bool) -> String {
        let paper = if self.on_handout { handout } else { exam };
        let session = ["01JD3Z8Q7N5T9W2X4Y6A8B0C1D", "R"][self.session % 2];
        let session = format!("{session}{}", self.session);
        let mut sitting = Sitting::of(paper, &format!("s{}", self.student), &session);
        sitting = sitting.later(self.later);
        sitting.start.mode = self.mode;
        sitting.start.limits.no_back = self.no_back;
        sitting.start.limits.factor = self.factor.then(|| Fraction::new(3, 2));
        if self.on_handout {
            let DeckRef { key, file, .. } = &mut sitting.start.decks[0];
            (*key, *file) = (None, Some("exams/finals \u{e9}.toml".to_owned()));
        }
        sitting.start.paper.truncate(12 - self.cut);
        let end = self.end.map(|reason| (1, Event::End { reason }));
        let mut replay = session::record::Replay::new(sitting.start.clone(), sitting.at);
        for (seconds, mut event) in self.events.iter().cloned().chain(end) {
            if let (true, Event::Answer(answer)) = (fits, &mut event) {
                answer.q = of_kind(&replay, answer);
            }
            let line = session::record::Line {
                n: replay.next_line(),
                at: sitting.at,
                event: event.clone(),
            };
            if replay.apply(&line).is_ok() || !fits {
                sitting.events.push((seconds, event));
            }
        }
        sitting.text()
    }
}

/// A question of the kind that is answered.
fn of_kind(replay: &session::record::Replay, answer: &Answered) -> usize {
    let kind = answer.response.kind();
    let at = replay.items().position(|(item, _)| item.kind == kind);
    at.unwrap_or(answer.q)
}

/// A class and how it is read.
#[derive(Debug, Clone)]
struct Given {
    policy: Policy,
    roster: Option<&'static str>,
    texts: Vec<String>,
    /// Which texts stand in which file.
    together: bool,
    reading: Reading,
}

impl Given {
    fn new(policy: Policy) -> Self {
        let reading = Reading { chains: Chains::Verified, threads: 1, options: Options::default() };
        Self { policy, roster: None, texts: Vec::new(), together: true, reading }
    }
}

const ROSTER: &str = "id,name,factor\ns0,A,\ns1,B,1.5\ns2,C,\ns3,D,\ns4,E,\ns4,F,\ns5,G,2\ns6,H,\n";

fn policy() -> impl Strategy<Value = Policy> {
    use Attempts::{Best, First, Last, Mean};
    let attempts = prop::sample::select(vec![First, Last, Best, Mean]);
    (attempts, any::<[bool; 6]>()).prop_map(
        |(attempts, [open, late, void, bonus, treat, floor])| {
            let mut policy = Policy { attempts, ..Policy::default() };
            if open {
                policy.unfinished = Unfinished::SetAside;
            }
            if late {
                policy.late_answers = LateAnswers::Count;
            }
            let id = |id: &str| QuestionId::new(id).unwrap();
            if void {
                policy.void = [id("even"), id("nowhere")].into();
            }
            if bonus {
                policy.bonus = [id("legs")].into();
            }
            if treat {
                policy.treat = [(id("capital"), Treat { how: How::Full, points: None })].into();
            }
            if floor {
                policy.item_floor = -Fraction::ONE;
            }
            policy
        },
    )
}

fn given(texts: impl Strategy<Value = Vec<String>>) -> impl Strategy<Value = Given> {
    let roster = prop::option::of(Just(ROSTER));
    let chains = prop_oneof![Just(Chains::Verified), Just(Chains::Unverified)];
    let how = (policy(), roster, any::<bool>(), chains, 1_usize..4);
    (texts, how).prop_map(|(texts, (policy, roster, together, chains, threads))| {
        let reading = Reading { chains, threads, options: Options::default() };
        Given { policy, roster, texts, together, reading }
    })
}

/// The files of records.
fn files(texts: &[String], together: bool) -> (Disk, Found) {
    let disk = Disk::new();
    let texts = if together { vec![texts.concat()] } else { texts.to_vec() };
    let mut found = Found::default();
    for (at, text) in texts.into_iter().enumerate() {
        let path = PathBuf::from(format!("{at:02}.jsonl"));
        disk.put(&path, text.into_bytes());
        found.files.push(path);
    }
    (disk, found)
}

/// What an analysis says, in full.
fn said(analysed: &Analysed) -> String {
    let analysis = serde_json::to_string(&analysed.analysis).unwrap();
    format!("{analysis}\n{:#?}\n{:#?}", analysed.questions, analysed.remarks)
}

fn inputs(deck: Deck, kept: Vec<::deck::handout::HandoutMap>, given: &Given) -> Inputs {
    let named = |name: &str| crate::class::Named { name: name.to_owned(), span: 0..0 };
    let file = crate::class::RosterFile {
        path: PathBuf::new(),
        id: named("id"),
        name: vec![named("name")],
        time_factor: Some(named("factor")),
    };
    Inputs {
        folder: PathBuf::new(),
        deck_path: PathBuf::new(),
        deck,
        maps: kept,
        roster: given.roster.map(|text| roster::read(text.as_bytes(), &file).unwrap()),
        records: Vec::new(),
        policy: given.policy.clone(),
        decisions: crate::decisions::Decisions::default(),
        journal: None,
        own: crate::load::Own::default(),
    }
}

/// Analyses both ways, and says what came out.
fn both(inputs: &Inputs, given: &Given) -> [Result<String, String>; 2] {
    let keys = inputs.keys().unwrap();
    let (disk, found) = files(&given.texts, given.together);
    let quick = analyse(inputs, &disk, &keys, found.clone(), given.reading, &|_| {});
    let whole = analyse_whole(inputs, &disk, &keys, found, given.reading, &|_| {});
    [
        quick.map(|analysed| said(&analysed)).map_err(|error| error.to_string()),
        whole.map(|(analysed, _)| said(&analysed)).map_err(|error| error.to_string()),
    ]
}

/// The deck, its handout, and the map of the handout.
fn handed_out() -> (Deck, Deck, ::deck::handout::HandoutMap) {
    let exam = exam();
    let made = ::deck::handout::handout(&exam, None).unwrap();
    let handout = deck_format::parse(&made.text).unwrap();
    (exam, handout, made.map)
}

fn texts(fits: bool) -> impl Strategy<Value = Vec<String>> {
    let (exam, handout, _) = handed_out();
    prop::collection::vec(sat(), 0..10).prop_map(move |sats| {
        let text = |sat: &Sat| sat.text(&exam, &handout, fits);
        let mut texts: Vec<String> = sats.iter().map(text).collect();
        // A copy, too.
        texts.extend(sats.iter().filter(|sat| sat.cut == 5).map(text));
        texts
    })
}

/// Changes bytes here and there.
fn damaged() -> impl Strategy<Value = Vec<String>> {
    let damage = prop::collection::vec((any::<Index>(), any::<Index>(), damage()), 1..4);
    (texts(true), damage).prop_map(|(mut texts, damage)| {
        for (which, place, how) in damage {
            if texts.is_empty() {
                continue;
            }
            let text = which.index(texts.len());
            let text = &mut texts[text];
            how.apply(text, place);
        }
        texts
    })
}

/// One way to damage a text.
#[derive(Debug, Clone)]
enum Damage {
    Put(char),
    Insert(&'static str),
    Remove(usize),
    Repeat(usize),
    Cut,
}

fn damage() -> impl Strategy<Value = Damage> {
    let pieces = vec![
        " ",
        "\n",
        "\n\n",
        "0",
        "1",
        "\"",
        "\\u0061",
        ",",
        "{}",
        "}",
        "\u{0}",
        "null",
        ",\"late\":true",
        ",\"ms\":5",
        ",\"x\":1",
        "\r\n",
    ];
    prop_oneof![
        4 => prop::char::range(' ', '~').prop_map(Damage::Put),
        4 => prop::sample::select(pieces).prop_map(Damage::Insert),
        2 => (1_usize..40).prop_map(Damage::Remove),
        1 => (1_usize..40).prop_map(Damage::Repeat),
        1 => Just(Damage::Cut),
    ]
}

impl Damage {
    fn apply(&self, text: &mut String, place: Index) {
        let at = place.index(text.len() + 1);
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let to = |count: usize| {
            let to = (at + count).min(text.len());
            (to..=text.len()).find(|to| text.is_char_boundary(*to)).unwrap_or(at)
        };
        match self {
            Self::Put(c) => text.replace_range(at..to(1), &c.to_string()),
            Self::Insert(piece) => text.insert_str(at, piece),
            Self::Remove(count) => text.replace_range(at..to(*count), ""),
            Self::Repeat(count) => {
                let piece = text[at..to(*count)].to_owned();
                text.insert_str(at, &piece);
            }
            Self::Cut => text.truncate(at),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(32)
    ))]

    #[test]
    fn of_whole_records(given in given(texts(true))) {
        let (exam, _, map) = handed_out();
        let [quick, whole] = both(&inputs(exam, vec![map], &given), &given);
        prop_assert_eq!(quick, whole);
    }

    #[test]
    fn of_records_that_cannot_be(given in given(texts(false))) {
        let (exam, ..) = handed_out();
        let [quick, whole] = both(&inputs(exam, Vec::new(), &given), &given);
        prop_assert_eq!(quick, whole);
    }

    #[test]
    fn of_damaged_records(given in given(damaged())) {
        let (exam, _, map) = handed_out();
        let [quick, whole] = both(&inputs(exam, vec![map], &given), &given);
        prop_assert_eq!(quick, whole);
    }

    #[test]
    fn by_a_deck_that_was_changed(given in given(texts(true))) {
        let (_, _, map) = handed_out();
        let changed = format!("{QUESTIONS}{MORE}")
            .replace("Which town?", "Which town is it?")
            .replace("choices.moss = \"Moss\"\n", "");
        let [quick, whole] = both(&inputs(deck(&changed), vec![map], &given), &given);
        prop_assert_eq!(quick, whole);
    }

    #[test]
    fn neither_order_nor_threads_nor_files_matter(
        (given, shuffled) in given(texts(true)).prop_flat_map(|given| {
            let shuffled = Just(given.texts.clone()).prop_shuffle();
            (Just(given), shuffled)
        }),
    ) {
        let (exam, _, map) = handed_out();
        let inputs = inputs(exam, vec![map], &given);
        let keys = inputs.keys().unwrap();
        let analysis = |texts: &[String], together, threads| {
            let (disk, found) = files(texts, together);
            let reading = Reading { threads, ..given.reading };
            let analysed = analyse(&inputs, &disk, &keys, found, reading, &|_| {}).unwrap();
            serde_json::to_string(&analysed.analysis).unwrap()
        };
        // Of two that go apart it is the same which comes first: neither is used.
        let first = analysis(&given.texts, true, 1);
        for threads in 1..4 {
            prop_assert_eq!(&analysis(&given.texts, true, threads), &first);
            prop_assert_eq!(&analysis(&shuffled, true, threads), &first);
            prop_assert_eq!(&analysis(&shuffled, false, threads), &first);
        }
    }
}

/// The records of some generated classes that are read the quick way, and all of them.
#[test]
fn many_generated_records_take_the_quick_way() {
    use proptest::strategy::ValueTree as _;
    let (exam, _, map) = handed_out();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let texts = || texts(true).new_tree(&mut runner).unwrap().current();
    let texts: Vec<String> = std::iter::repeat_with(texts).take(40).flatten().collect();
    let given = Given::new(Policy::default());
    let inputs = inputs(exam, vec![map], &given);
    let quick = scanned(&inputs, &texts).into_iter().filter(Option::is_some).count();
    assert!(quick * 4 > texts.len(), "{quick} of {}", texts.len());
    assert!(quick * 4 < texts.len() * 3, "{quick} of {}", texts.len());
}

/// The number of lines of each record that is plain.
fn scanned(inputs: &Inputs, texts: &[String]) -> Vec<Option<usize>> {
    let keys = inputs.keys().unwrap();
    let handouts = Handouts::new(&inputs.deck, inputs.maps.clone());
    let papers = handouts.papers(&keys);
    let questions = question::questions(&keys, &inputs.policy);
    let class = Class {
        keys: &keys,
        handouts: &handouts,
        papers: &papers,
        policy: &inputs.policy,
        roster: None,
        items: questions.into_iter().map(|question| question.item).collect(),
    };
    let mut known = replies::Known::new(&class);
    let mut scanner = session::record::plain::Scanner::new(&papers.asked, true);
    let mut scan = |text: &String| {
        let plain = scanner.scan(text.as_bytes(), &mut known)?;
        assert_eq!(plain.length, text.len());
        Some(plain.lines)
    };
    texts.iter().map(&mut scan).collect()
}

#[test]
fn plain_records_take_the_quick_way() {
    let (exam, handout, map) = handed_out();
    let inputs = inputs(exam.clone(), vec![map], &Given::new(Policy::default()));
    let own = Sitting::of(&exam, "s1", "01JD").choice("capital", "oslo").number("legs", "6").end();
    let mut handed_out = Sitting::of(&handout, "s1", "01JD").choice("capital", "c").end();
    handed_out.start.decks[0].key = None;
    let essay = Sitting::of(&exam, "s1", "01JD").answer("reason", Response::Essay("So.".into()));
    let texts = [own.text(), handed_out.text(), essay.end().text()];
    assert_eq!(scanned(&inputs, &texts), [Some(4), Some(3), None]);
}
