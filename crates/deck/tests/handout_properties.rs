//! What holds of every handout, tried on thousands of generated decks.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

#[path = "support/decks/mod.rs"]
mod decks;

use deck::handout::{Handout, HandoutError, PaperPlan, QuestionMap, handout};
use deck_format::{Blank, BlankSort, Body, Deck, DeckFace, Face, LocalId};
use decks::{IMAGE_MARK, KEY_MARK, Model, NAME_MARK, Rendered, Skin, render};
use jiff::Timestamp;
use session::record::{
    Chain, DeckRef, EndReason, Event, GRADING_VERSION, Limits, Line, Mode, RECORD_VERSION, Replay,
    SessionId, Start, Versions,
};
use session::{
    Command, DRAW_VERSION, DeckFaces, History, Input, Order, PaperItem, Plan, Presented, Response,
    Seed, Shown, ShownSort, Sitting, Take, draw,
};

/// How many decks the properties are tried on.
const DECKS: u64 = 2_000;

/// A deck and its handout.
struct Case {
    seed: u64,
    rendered: Rendered,
    deck: Deck,
    /// The deck with other keys.
    rekeyed: Deck,
    /// The deck with other names and another order.
    renamed: Deck,
    made: Handout,
    /// What the handout reads as.
    handout: Deck,
}

impl Case {
    fn new(seed: u64) -> Self {
        let model = Model::new(seed);
        let other = seed + DECKS;
        let rendered = render(&model, Skin { keys: seed, names: seed, order: seed });
        let rekeyed = render(&model, Skin { keys: other, names: seed, order: seed });
        let renamed = render(&model, Skin { keys: seed, names: other, order: other });
        let deck = parse(&rendered.text);
        let made = hand_out(&deck);
        Self {
            seed,
            deck,
            rekeyed: parse(&rekeyed.text),
            renamed: parse(&renamed.text),
            handout: parse(&made.text),
            made,
            rendered,
        }
    }
}

/// What happened often enough for the properties to mean something.
#[derive(Debug, Default)]
struct Seen {
    other_keys: u64,
    other_faces: u64,
    names: u64,
    images: u64,
    drawn: u64,
}

impl Seen {
    fn add(&mut self, other: &Self) {
        self.other_keys += other.other_keys;
        self.other_faces += other.other_faces;
        self.names += other.names;
        self.images += other.images;
        self.drawn += other.drawn;
    }
}

#[test]
fn every_property_holds_of_every_deck() {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let tried = |first: usize| {
        let mut seen = Seen::default();
        for seed in (0..DECKS).skip(first).step_by(threads) {
            let case = Case::new(seed);
            equal_faces_have_the_same_handout(&case, &mut seen);
            names_and_order_change_no_byte(&case, &mut seen);
            nothing_but_the_face_stands_in_what_students_get(&case, &mut seen);
            deck_and_handout_give_the_same_paper(&case, &mut seen);
            students_see_the_same(&case);
            a_paper_handed_out_is_the_paper_of_its_seed(&case);
        }
        seen
    };
    let mut seen = Seen::default();
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|first| scope.spawn(move || tried(first))).collect();
        for thread in running {
            match thread.join() {
                Ok(part) => seen.add(&part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    // Only a deck of true-false questions can have the same keys by chance.
    assert!(seen.other_keys > DECKS - DECKS / 20, "{seen:?}");
    assert!(seen.other_faces > DECKS / 2 && seen.names > DECKS / 2, "{seen:?}");
    assert!(seen.images > DECKS / 2 && seen.drawn > DECKS * 2, "{seen:?}");
}

fn parse(text: &str) -> Deck {
    deck_format::parse(text)
        .unwrap_or_else(|problems| panic!("{:#?}\n{text}", problems.diagnostics))
}

fn hand_out(deck: &Deck) -> Handout {
    handout(deck, None).unwrap_or_else(|error| panic!("{}: {error}", deck.face.id))
}

/// The faces of a deck, as they stand.
fn faces(deck: &Deck) -> (&DeckFace, Vec<&Face>) {
    (&deck.face, deck.questions.iter().map(|question| &question.face).collect())
}

fn equal_faces_have_the_same_handout(case: &Case, seen: &mut Seen) {
    let Case { seed, deck, rekeyed, made, .. } = case;
    assert_eq!(faces(deck), faces(rekeyed), "{seed}");
    assert_eq!(made.text, hand_out(rekeyed).text, "{seed}");
    seen.other_keys += u64::from(deck.key_digest() != rekeyed.key_digest());
}

fn names_and_order_change_no_byte(case: &Case, seen: &mut Seen) {
    let Case { seed, deck, renamed, made, .. } = case;
    assert_eq!(made.text, hand_out(renamed).text, "{seed}");
    seen.other_faces += u64::from(faces(deck) != faces(renamed));
}

fn nothing_but_the_face_stands_in_what_students_get(case: &Case, seen: &mut Seen) {
    let Case { seed, rendered, deck, made, handout, .. } = case;
    // The tokens are where they should be, so that their absence elsewhere means something.
    assert!(rendered.text.contains(KEY_MARK), "{seed}");
    seen.names += u64::from(rendered.text.contains(NAME_MARK));
    seen.images += u64::from(rendered.text.contains(IMAGE_MARK));
    let paper = draw(&[handout.into()], &Plan::all(), Seed(*seed), &History::default());
    let paper = paper.unwrap().items;
    for (what, text) in [
        ("handout", &made.text),
        ("presented", &presented(handout, &paper)),
        ("paper", &format!("{paper:?}")),
        ("record", &record(handout, &paper, *seed)),
    ] {
        assert_clean(rendered, what, text, *seed);
    }
    // What is shown of the deck itself has its names, but never its key.
    let own = draw(&[deck.into()], &Plan::all(), Seed(*seed), &History::default());
    let shown = presented(deck, &own.unwrap().items);
    assert!(!shown.contains(KEY_MARK), "{seed}: {shown}");
}

/// No token stands in a text.
fn assert_clean(rendered: &Rendered, what: &str, text: &str, seed: u64) {
    for mark in [KEY_MARK, NAME_MARK, IMAGE_MARK] {
        assert!(!text.contains(mark), "{seed}: {mark} in {what}: {text}");
    }
    for number in &rendered.numbers {
        assert!(rendered.text.contains(number));
        assert!(!text.contains(number), "{seed}: {number} in {what}: {text}");
    }
}

/// All questions of a paper as they are shown.
fn presented(deck: &Deck, paper: &[PaperItem]) -> String {
    let shown: Vec<Presented> = paper.iter().map(|item| present(deck, item)).collect();
    format!("{shown:?}")
}

fn present(deck: &Deck, item: &PaperItem) -> Presented {
    let question = deck.question(item.id.as_str()).unwrap();
    Presented::new(&deck.face, &question.face, &item.order).unwrap()
}

/// The record of a sitting on a handout, in which every question is answered.
fn record(deck: &Deck, paper: &[PaperItem], seed: u64) -> String {
    let deck_ref = DeckRef {
        id: deck.face.id.clone(),
        face: deck.face_digest(),
        key: deck.key_digest(),
        file: None,
    };
    assert_eq!(deck_ref.key, None);
    let start = Start {
        record: RECORD_VERSION,
        session: SessionId::new("test").unwrap(),
        decks: vec![deck_ref],
        student: Some("s1".into()),
        mode: Mode::Exam,
        seed: Seed(seed),
        plan: Plan::all(),
        versions: Versions { draw: DRAW_VERSION, grading: GRADING_VERSION, program: "test".into() },
        offset: "+00:00".parse().unwrap(),
        limits: Limits::default(),
        paper: paper.to_vec(),
    };
    let at = Timestamp::UNIX_EPOCH;
    let mut sitting = Sitting::new(Replay::new(start.clone(), at), [deck]).unwrap();
    let mut writer = Writer { text: String::new(), chain: Chain::default(), n: 0 };
    writer.line(Event::Start(Box::new(start)));
    while let Some(q) = sitting.current() {
        for input in
            [Input::Command(Command::Hint), Input::Answer(response(&present(deck, &paper[q])))]
        {
            if let Some(event) = sitting.step(input, 5).event {
                let line = writer.line(event);
                sitting.apply(&line).unwrap();
            }
        }
    }
    writer.line(sitting.end(EndReason::Complete));
    // No outcome can be known without a key.
    assert!(!writer.text.contains("\"outcome\""), "{}", writer.text);
    writer.text
}

/// Writes lines as a journal does, without a file.
struct Writer {
    text: String,
    chain: Chain,
    n: u64,
}

impl Writer {
    fn line(&mut self, event: Event) -> Line {
        let line = Line { n: self.n, at: Timestamp::UNIX_EPOCH, event };
        let (sealed, chain) = self.chain.seal(&serde_json::to_string(&line).unwrap());
        self.text.push_str(&sealed);
        (self.chain, self.n) = (chain, self.n + 1);
        line
    }
}

/// Some answer that fits.
fn response(shown: &Presented) -> Response {
    let id = |entry: &deck_format::Entry| entry.id.to_string();
    match &shown.shown {
        Shown::SingleChoice { choices } => Response::Choice(id(&choices[0])),
        Shown::MultipleSelect { choices, .. } => Response::Choices(vec![id(&choices[0])]),
        Shown::TrueFalse => Response::Truth(true),
        Shown::Numerical { .. } => Response::Number("7".into()),
        Shown::ShortAnswer => Response::Text("typed".into()),
        Shown::Ordering { items, .. } => Response::Order(items.iter().map(id).collect()),
        Shown::Matching { left, right, .. } => {
            Response::Pairs([(id(&left[0]), id(&right[0]))].into())
        }
        Shown::Cloze { blanks, .. } => {
            let given = blanks.iter().map(|blank| match &blank.sort {
                ShownSort::Choice { choices } => (blank.id.to_string(), id(&choices[0])),
                ShownSort::Text | ShownSort::Number { .. } => (blank.id.to_string(), "7".into()),
            });
            Response::Blanks(given.collect())
        }
        Shown::Essay => Response::Essay("A long text.".into()),
    }
}

fn deck_and_handout_give_the_same_paper(case: &Case, seen: &mut Seen) {
    let Case { seed, deck, made, handout, .. } = case;
    for take in [Take::Count(2), Take::All, Take::Blueprint] {
        let plan = Plan::of(take);
        let papers = [deck, handout]
            .map(|deck| draw(&[DeckFaces::from(deck)], &plan, Seed(*seed), &History::default()));
        match papers {
            [Ok(own), Ok(handed)] => {
                assert_eq!(own.available, handed.available);
                assert_same_paper(deck, &own.items, &handed.items, made, *seed);
                seen.drawn += 1;
            }
            papers => assert_eq!(papers[0], papers[1], "{seed}"),
        }
    }
}

fn students_see_the_same(case: &Case) {
    let Case { seed, deck, made, handout, .. } = case;
    let shown = [deck, handout].map(|deck| {
        let paper = draw(&[deck.into()], &Plan::all(), Seed(*seed), &History::default()).unwrap();
        presented(deck, &paper.items)
    });
    assert_eq!(with_names_of(made, shown[0].clone()), shown[1], "{seed}");
    let head = |deck: &Deck| {
        let DeckFace { id, title, language, exam, shuffle, blueprint, .. } = &deck.face;
        format!("{id} {title} {language} {exam:?} {shuffle} {blueprint:?}")
    };
    assert_eq!(head(deck), head(handout), "{seed}");
    for (own, handed) in deck.questions.iter().zip(&handout.questions) {
        assert_eq!(unseen(&own.face), unseen(&handed.face), "{seed}");
    }
}

/// What is shown of a deck, with its tokens turned into the names of the handout.
fn with_names_of(made: &Handout, mut shown: String) -> String {
    for (to, from) in &made.map.media {
        shown = shown.replace(from, to);
    }
    for question in made.map.questions.values() {
        let QuestionMap { choices, items, left, right, blanks, .. } = question;
        let of_blanks = blanks.iter().map(|blank| &blank.choices);
        for ids in [choices, items, left, right].into_iter().chain(of_blanks) {
            for (at, id) in ids.iter().enumerate() {
                shown = shown.replace(id.as_str(), &session::letter(at));
            }
        }
        for (at, blank) in blanks.iter().enumerate() {
            shown = shown.replace(blank.id.as_str(), &format!("b{}", at + 1));
        }
    }
    shown
}

/// What a face says that no student is shown.
fn unseen(face: &Face) -> String {
    let body = match &face.body {
        Body::SingleChoice { weighted, .. } => format!("{weighted}"),
        Body::Cloze { blanks, .. } => {
            let blank = |blank: &Blank| match blank.sort {
                BlankSort::Choice { shuffle, .. } => (blank.weight, Some(shuffle)),
                BlankSort::Text | BlankSort::Number { .. } => (blank.weight, None),
            };
            format!("{:?}", blanks.iter().map(blank).collect::<Vec<_>>())
        }
        _ => String::new(),
    };
    let ties = (face.passage.is_some(), face.family.is_some());
    format!("{} {} {ties:?} {body}", face.shuffle, face.weight)
}

fn a_paper_handed_out_is_the_paper_of_its_seed(case: &Case) {
    let Case { seed, deck, .. } = case;
    let plan = PaperPlan { plan: Plan::count(2), seed: Seed(*seed) };
    let own = draw(&[deck.into()], &plan.plan, plan.seed, &History::default()).unwrap();
    if own.items.is_empty() {
        assert_eq!(handout(deck, Some(&plan)), Err(HandoutError::EmptyPaper), "{seed}");
        return;
    }
    let made = handout(deck, Some(&plan)).unwrap_or_else(|error| panic!("{seed}: {error}"));
    assert_clean(&case.rendered, "paper handed out", &made.text, *seed);
    assert_eq!(made.text, handout(&case.renamed, Some(&plan)).unwrap().text, "{seed}");
    // Whatever the student's seed is.
    let paper = parse(&made.text);
    let handed = draw(&[(&paper).into()], &Plan::all(), Seed(!seed), &History::default());
    assert_same_paper(deck, &own.items, &handed.unwrap().items, &made, *seed);
}

/// Two papers have the same questions, and the same options in the same order.
fn assert_same_paper(
    deck: &Deck,
    own: &[PaperItem],
    handed: &[PaperItem],
    made: &Handout,
    seed: u64,
) {
    assert_eq!(own.len(), handed.len(), "{seed}");
    for (own, handed) in own.iter().zip(handed) {
        let map = &made.map.questions[&own.id];
        assert_eq!((&own.id, own.kind), (&handed.id, handed.kind), "{seed}");
        assert_eq!((own.face, handed.face), (map.face, map.handout), "{seed}");
        assert_eq!(deck.question(own.id.as_str()).unwrap().face_digest(deck), map.face);
        assert_eq!(own.order, by_own_ids(map, &handed.order), "{seed}");
    }
}

/// An order on the handout by the ids of the deck.
fn by_own_ids(map: &QuestionMap, order: &Order) -> Order {
    let list = |own: &[LocalId], names: &[LocalId]| -> Vec<LocalId> {
        names
            .iter()
            .map(|name| own[session::letter_index(name.as_str()).unwrap()].clone())
            .collect()
    };
    let blank = |(name, names): (&LocalId, &Vec<LocalId>)| {
        let number: usize = name.as_str().strip_prefix('b').unwrap().parse().unwrap();
        let blank = &map.blanks[number - 1];
        (blank.id.clone(), list(&blank.choices, names))
    };
    Order {
        choices: list(&map.choices, &order.choices),
        items: list(&map.items, &order.items),
        left: list(&map.left, &order.left),
        right: list(&map.right, &order.right),
        blanks: order.blanks.iter().map(blank).collect(),
    }
}
