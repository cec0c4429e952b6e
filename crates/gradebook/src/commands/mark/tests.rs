use std::io::Cursor;
use std::path::PathBuf;

use console::{Look, Stdout};
use deck_format::Criterion;
use jiff::Timestamp;

use super::read::{Command, Comment, Typed, comment, points};
use super::*;

const DECK: &str = r#"
format = 1
id = "finals"
title = "Exam"

[[question]]
id = "cause"
prompt = "What is the cause?"
points = 4
model = "Tides, since …"
rubric = [
  { id = "claim", text = "A claim", points = 1.5 },
  { id = "ground", text = "Its ground", points = 2.5 },
]
"#;

fn rubric() -> Vec<Criterion> {
    let deck = deck_format::parse(DECK).unwrap();
    let deck_format::Answer::Essay { rubric, .. } = &deck.questions[0].key.as_ref().unwrap().answer
    else {
        panic!()
    };
    rubric.clone()
}

#[test]
fn points_are_read_for_one_criterion_or_several() {
    let rubric = rubric();
    let read = |typed: &str| match points(typed, &rubric, false) {
        Ok(Typed::Points(points)) => {
            points.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        }
        Ok(other) => format!("{other:?}"),
        Err(message) => message,
    };
    for (typed, is) in [
        ("1", "1"),
        ("0", "0"),
        ("f", "1.5"),
        (" F  f ", "1.5 2.5"),
        ("1,25 2.125", "1.25 2.125"),
        (":b", "Command(Back)"),
        ("skip", "Command(Skip)"),
        (":QUIT", "Command(Quit)"),
        ("?", "Command(Help)"),
        ("", "Type points from 0 to 1.5, f for all of them, or ? for help."),
        ("-1", "Type points from 0 to 1.5, f for all of them, or ? for help."),
        ("1 x", "Type points from 0 to 2.5, f for all of them, or ? for help."),
        ("1.0001", "Type points from 0 to 1.5, f for all of them, or ? for help."),
        ("2", "`claim` has 1.5 points at most."),
        ("f 3", "`ground` has 2.5 points at most."),
        ("1 2 3", "These are points for 3 criteria, and 2 criteria are left."),
    ] {
        assert_eq!(read(typed), is, "{typed:?}");
    }
    assert_eq!(points("", &rubric, true), Ok(Typed::Nothing));
    assert_eq!(
        points("1 2", &rubric[1..], true).unwrap_err(),
        "These are points for 2 criteria, and 1 criterion is left."
    );
}

#[test]
fn a_comment_is_text_unless_it_begins_with_a_colon() {
    assert_eq!(comment(" b "), Ok(Comment::Words("b".into())));
    assert_eq!(comment(""), Ok(Comment::Nothing));
    assert_eq!(comment(":b"), Ok(Comment::Command(Command::Back)));
    assert_eq!(comment("::b"), Ok(Comment::Words(":b".into())));
    assert_eq!(comment(":x"), Err("There is no command :x; ::x is the comment :x.".into()));
    assert!(comment(&"x".repeat(10_000)).is_ok());
    let long = comment(&"x".repeat(10_001));
    assert_eq!(long, Err("A comment has 10000 characters at most.".into()));
}

/// The class of a test: two students who wrote the same, and one who wrote something else.
struct Class {
    folder: tempfile::TempDir,
}

const ANSWERS: [(&str, &str, &str); 3] =
    [("s1", "A", "The moon."), ("s2", "B", "The moon."), ("s3", "C", "The wind \u{1b}[2J.")];

impl Class {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("exam.toml"), DECK).unwrap();
        let class = "deck = \"exam.toml\"\nrecords = [\"records\"]\n";
        std::fs::write(folder.path().join("class.toml"), class).unwrap();
        std::fs::create_dir(folder.path().join("records")).unwrap();
        for (student, session, text) in ANSWERS {
            let path = folder.path().join("records").join(format!("{session}.jsonl"));
            std::fs::write(path, record(student, session, text)).unwrap();
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn journal(&self) -> String {
        std::fs::read_to_string(self.path("decisions.jsonl")).unwrap_or_default()
    }

    /// Marks with what is typed; gives what was said.
    fn mark(&self, options: &Options, typed: &str) -> String {
        let inputs = Inputs::of_class(&SystemFiles, &self.path("class.toml"), &Look::LINE).unwrap();
        let keys = inputs.keys().unwrap();
        let found = inputs.find(&SystemFiles);
        let (piles, _) = gather(&inputs, &SystemFiles, &keys, found, 1, &|_| {});
        let journal = inputs.journal.clone().unwrap();
        let mut ledger = Ledger::open(&SystemFiles, &journal, &inputs.deck.face.id, at()).unwrap();
        let input = Cursor::new(typed.to_owned());
        let mut front = LineFront::new(input, Stdout::new(Vec::new()), Look::LINE, false);
        let round = Round { deck: &inputs.deck, piles: &piles, options };
        round.run(&mut front, &mut ledger).unwrap();
        summary::tell(&mut front, &piles, ledger.decisions()).unwrap();
        String::from_utf8(front.into_output()).unwrap()
    }

    fn recheck(&self, count: u32, typed: &str) -> String {
        let inputs = Inputs::of_class(&SystemFiles, &self.path("class.toml"), &Look::LINE).unwrap();
        let keys = inputs.keys().unwrap();
        let found = inputs.find(&SystemFiles);
        let (piles, _) = gather(&inputs, &SystemFiles, &keys, found, 1, &|_| {});
        let input = Cursor::new(typed.to_owned());
        let mut front = LineFront::new(input, Stdout::new(Vec::new()), Look::LINE, false);
        let round = Round { deck: &inputs.deck, piles: &piles, options: &options() };
        recheck::run(&round, &mut front, &inputs.decisions, count).unwrap();
        String::from_utf8(front.into_output()).unwrap()
    }
}

fn at() -> Timestamp {
    "2026-12-02T00:00:00Z".parse().unwrap()
}

fn options() -> Options {
    Options { names: false, again: false, by: None, fixed: Some(at()) }
}

/// A record of an exam with one essay.
fn record(student: &str, session: &str, text: &str) -> String {
    use ::session::record::{
        Answered, Chain, DeckRef, EndReason, Event, GRADING_VERSION, Limits, Line, Mode,
        RECORD_VERSION, SessionId, Start, Versions,
    };
    use ::session::{DeckFaces, History, Plan, Response, Seed, draw};
    let deck = deck_format::parse(DECK).unwrap();
    let paper = draw(&[DeckFaces::from(&deck)], &Plan::all(), Seed(7), &History::default());
    let start = Start {
        record: RECORD_VERSION,
        session: SessionId::new(session).unwrap(),
        decks: vec![DeckRef {
            id: deck.face.id.clone(),
            face: deck.face_digest(),
            key: deck.key_digest(),
            file: None,
        }],
        student: Some(student.to_owned()),
        mode: Mode::Exam,
        seed: Seed(7),
        plan: Plan::all(),
        versions: Versions { draw: 1, grading: GRADING_VERSION, program: "0.1.0".into() },
        offset: "+00:00".parse().unwrap(),
        limits: Limits::default(),
        paper: paper.unwrap().items,
    };
    let response = Response::Essay(text.to_owned());
    let answer = Answered { q: 0, response, ms: 9, confidence: None, outcome: None, late: false };
    let events = [
        Event::Start(Box::new(start)),
        Event::Answer(answer),
        Event::End { reason: EndReason::Done },
    ];
    let (mut text, mut chain) = (String::new(), Chain::default());
    for (n, event) in (0..).zip(events) {
        let line = Line { n, at: "2026-12-01T09:00:00Z".parse().unwrap(), event };
        let (sealed, after) = chain.seal(&serde_json::to_string(&line).unwrap());
        text.push_str(&sealed);
        chain = after;
    }
    text
}

const MARKED: &str = "\
Question `cause`: 4 points, 3 answers
What is the cause?

Model answer
Tides, since …

Rubric
1. A claim (`claim`, 1.5 points)
2. Its ground (`ground`, 2.5 points)

Answer 1 of 3
The wind ␛[2J.

1. A claim (0 to 1.5, f full, ? help): 2. Its ground (0 to 2.5, f full, ? help): Comment (Enter for \
none, :b back, :help): Marked: 0 of 4 (claim 0, ground 0)

Answer 2 of 3
The moon.

1. A claim (0 to 1.5, f full, ? help): Comment (Enter for none, :b back, :help): Marked: 3.5 of 4 \
(claim 1.5, ground 2), \"good\"

Answer 3 of 3
The moon.

The same text as one marked before: 3.5 of 4 (claim 1.5, ground 2), \"good\". Enter takes the same.
1. A claim (0 to 1.5, f full, Enter the same, ? help): Marked: 3.5 of 4 (claim 1.5, ground 2), \"good\"

Question: cause; Criterion: claim; Marked: 3; Mean: 1; Of: 1.5
Question: cause; Criterion: ground; Marked: 3; Mean: 1.33; Of: 2.5
Question: cause; Criterion: in sum; Marked: 3; Mean: 2.33; Of: 4

All 3 answers are marked.
";

#[test]
fn a_class_is_marked_and_the_same_text_is_told() {
    let class = Class::new();
    let said = class.mark(&options(), "0\n0\n\n1.5 2\ngood\n\n");
    assert_eq!(said, MARKED);
    let names = ["s1", "s2", "s3", "session"];
    assert!(names.iter().all(|name| !said.contains(name)), "{said}");
    assert_eq!(class.journal().lines().count(), 4);
    let again = class.mark(&options(), "");
    assert!(!again.contains("Answer 1 of 3"), "{again}");
    assert_eq!(class.journal().lines().count(), 4);
}

#[test]
fn what_is_marked_is_there_whenever_it_is_left() {
    let whole = Class::new();
    let typed = ["1.5 2", "good", "0", "0", "", ""];
    whole.mark(&options(), &(typed.join("\n") + "\n"));
    for cut in 0..typed.len() {
        let class = Class::new();
        class.mark(&options(), &(typed[..cut].join("\n") + "\n"));
        let kept = class.journal().lines().count() - 1;
        assert!(whole.journal().starts_with(&class.journal()), "after {cut} lines");
        // Answers end after the second, the fifth and the last line.
        let left = [0, 0, 2, 2, 2, 5][cut];
        assert_eq!(kept, [0, 0, 1, 1, 1, 2][cut], "after {cut} lines");
        class.mark(&options(), &(typed[left..].join("\n") + "\n"));
        assert_eq!(class.journal(), whole.journal());
    }
}

#[test]
fn one_goes_back_and_changes_the_one_before() {
    let class = Class::new();
    let said = class.mark(&options(), "b\nf f\n\nb\n1 1\n\nq\n");
    assert!(said.contains("There is none before this one."), "{said}");
    assert!(
        said.contains("It is marked: 4 of 4 (claim 1.5, ground 2.5). Enter keeps this."),
        "{said}"
    );
    assert!(said.contains("Marked: 2 of 4 (claim 1, ground 1)"), "{said}");
    assert!(said.ends_with("1 of 3 answers are marked. Left: 2 (cause 2).\n"), "{said}");
    assert_eq!(class.journal().lines().count(), 3);
    let said = class.mark(&Options { again: true, names: true, ..options() }, "\nunmark\nq\n");
    assert!(said.contains("Kept: 2 of 4"), "{said}");
    assert!(said.contains(": s"), "{said}");
    assert!(said.contains("It has no mark to take away."), "{said}");
    assert_eq!(class.journal().lines().count(), 3, "what is kept is not written again");
    let said = class.mark(&Options { again: true, ..options() }, "unmark\nq\n");
    assert!(said.ends_with("0 of 3 answers are marked. Left: 3 (cause 3).\n"), "{said}");
    assert_eq!(class.journal().lines().count(), 4);
}

#[test]
fn a_changed_rubric_lists_what_is_to_be_marked_again() {
    let class = Class::new();
    class.mark(&options(), "1.5 2\n\nq\n");
    let deck = DECK.replace("id = \"ground\"", "id = \"reason\"");
    std::fs::write(class.path("exam.toml"), deck).unwrap();
    let said = class.mark(&options(), "q\n");
    assert!(
        said.starts_with(
            "To be marked again, since the rubric has changed:\n`cause`: the criterion `ground` is \
             gone\n"
        ),
        "{said}"
    );
    assert!(said.ends_with("0 of 3 answers are marked. Left: 3 (cause 3).\n"), "{said}");
}

#[test]
fn a_second_marking_is_blind_and_writes_nothing() {
    let class = Class::new();
    class.mark(&options(), "1.5 2\n\n\n0\n0\n\n\n");
    let before = class.journal();
    let said = class.recheck(2, "f f\n\n0 0\n\n");
    assert!(!said.contains("It is marked"), "{said}");
    assert!(said.contains("Marked twice: 2 answers; "), "{said}");
    assert!(said.contains("Not the same:\n`cause`, answer "), "{said}");
    assert_eq!(class.journal(), before);
}
