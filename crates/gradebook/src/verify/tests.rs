use std::path::Path;

use deck::handout::handout;
use deck_format::{Deck, Fraction};
use jiff::Timestamp;
use session::record::{Answered, Event, Record, UtcOffset};
use session::{DeckFaces, History, Plan, Response, Seed, draw};

use super::finding::{Difference, Rule};
use super::*;
use crate::class::{Named, RosterFile};
use crate::collect::Relation;
use crate::policy::Rules;
use crate::roster;
use crate::testing::{QUESTIONS, Sitting, deck};
use crate::unused::Unused;

const EXAM: &str = "[exam]\ntime_limit = \"10m\"\nback = false\n";
const NOW: &str = "2026-12-02T00:00:00Z";

fn exam() -> Deck {
    deck(&format!("{EXAM}{QUESTIONS}"))
}

fn handed_out(deck: &Deck) -> Deck {
    deck_format::parse(&handout(deck, None).unwrap().text).unwrap()
}

/// A sitting as the rules want it: ten minutes, forward only.
fn sat(deck: &Deck, student: &str) -> Sitting {
    let mut sitting = Sitting::of(deck, student, &student.to_uppercase());
    sitting.start.limits.seconds = Some(600);
    sitting.start.limits.no_back = true;
    sitting
}

/// A sitting on a handout, with the paper of `owner`.
fn on_handout(handout: &Deck, student: &str, owner: &str) -> Sitting {
    let mut sitting = sat(handout, student);
    let seed = Seed::of_student(handout.face_digest(), owner);
    let drawn = draw(&[DeckFaces::from(handout)], &Plan::all(), seed, &History::default()).unwrap();
    (sitting.start.seed, sitting.start.paper) = (seed, drawn.items);
    sitting
}

fn roster() -> Roster {
    let named = |name: &str| Named { name: name.to_owned(), span: 0..0 };
    let file = RosterFile {
        path: "roster.csv".into(),
        id: named("id"),
        name: vec![named("name")],
        time_factor: Some(named("extra")),
    };
    let text = "id,name,extra,receipt\nann,Ann,,\nben,Ben,1.5,1111-2222-3333-4444\ncem,Cem,,\n";
    roster::read(text.as_bytes(), &file).unwrap()
}

/// What a test verifies against.
struct Case {
    deck: Deck,
    kept: Vec<Deck>,
    policy: Policy,
    roster: Option<Roster>,
    codes: Vec<Code>,
    relation: Relation,
}

impl Case {
    fn new() -> Self {
        Self {
            deck: exam(),
            kept: Vec::new(),
            policy: Policy::default(),
            roster: Some(roster()),
            codes: Vec::new(),
            relation: Relation::Forked,
        }
    }

    fn verify(&self, records: &[Record]) -> Verified {
        let keys = Keys::new(&self.deck, Rules::default()).unwrap();
        let against = Against {
            keys: &keys,
            handouts: &Handouts::new(&self.deck, Vec::new()),
            sources: &Sources::new(&self.deck, &[], self.kept.clone()),
            policy: &self.policy,
            roster: self.roster.as_ref(),
            codes: &self.codes,
            now: NOW.parse().unwrap(),
        };
        let read = records.iter().zip(1..).map(|(record, place)| Collected {
            origin: Origin { path: Path::new("all.jsonl").into(), place, shared: true },
            kept: Ok(record::check(record, &against)),
        });
        conclude(&against, read, &|_, _| self.relation)
    }

    /// The findings of some sittings, without whose they are.
    fn found(&self, sittings: &[Sitting]) -> Vec<Finding> {
        let records: Vec<Record> = sittings.iter().map(Sitting::record).collect();
        self.verify(&records).entries.into_iter().map(|entry| entry.finding).collect()
    }
}

/// What is found in one sitting on the deck.
fn found(change: impl FnOnce(&mut Sitting)) -> Vec<Finding> {
    let case = Case::new();
    let mut sitting = sat(&case.deck, "ann").graded("legs", number("6"), Some("1"));
    change(&mut sitting);
    case.found(&[sitting.end()])
}

fn number(typed: &str) -> Response {
    Response::Number(typed.to_owned())
}

fn answered(q: usize, late: bool) -> Answered {
    let response = number("6");
    Answered { q, response, ms: 0, confidence: None, outcome: Some(Fraction::ONE), late }
}

/// The index of the question about a bee.
fn legs(sitting: &Sitting) -> usize {
    sitting.start.paper.iter().position(|item| item.id.as_str() == "legs").unwrap()
}

#[test]
fn nothing_is_found_where_all_fits() {
    let case = Case::new();
    let paper = handed_out(&case.deck);
    let mut ben = on_handout(&paper, "ben", "ben").number("legs", "6").end();
    ben.start.limits.seconds = Some(900);
    ben.start.limits.factor = Some(Fraction::new(3, 2));
    let ann = on_handout(&paper, "ann", "ann").choice("capital", "a").end();
    let records = [ann.record(), ben.record()];
    let verified = case.verify(&records);
    assert_eq!((&verified.entries[..], &verified.not_checked[..]), (&[][..], &[][..]));
    assert!(verified.is_clean());
    let receipt = verified.records[0].receipt.clone().unwrap();
    let text = text(&verified, &console::Look::LINE);
    assert!(
        text.contains(&format!("Student: ann; Receipt: {receipt}; Record: all.jsonl")),
        "{text}"
    );
    assert!(text.ends_with("2 records of 2 students: nothing was found.\n\n"), "{text}");
    assert_eq!(found(|_| ()), []);
}

#[test]
fn a_line_that_was_edited_is_named() {
    let case = Case::new();
    let sitting = sat(&case.deck, "ann").number("legs", "5").end();
    let edited = sitting.text().replace("{\"number\":\"5\"}", "{\"number\":\"6\"}");
    let record = session::record::read(edited.as_bytes()).unwrap();
    let found = &case.verify(&[record]).entries[0];
    assert_eq!(found.finding, Finding::NotUsed(Unused::Changed { line: 1 }));
    assert_eq!((found.student.as_deref(), &*found.name), (Some("ann"), "Ann"));
}

#[test]
fn seeds_and_papers_of_others_are_named() {
    let case = Case::new();
    let paper = handed_out(&case.deck);
    let theirs = on_handout(&paper, "ann", "cem").end();
    let seed = theirs.start.seed;
    let whose = Some("cem".to_owned());
    assert_eq!(case.found(&[theirs]), [Finding::Seed { found: seed, whose }]);
    let mut made_up = on_handout(&paper, "ann", "cem").end();
    made_up.start.seed = Seed::of_student(paper.face_digest(), "ann");
    let [Finding::Paper { whose, .. }] = &case.found(&[made_up])[..] else { panic!() };
    assert_eq!(whose.as_deref(), Some("cem"));
}

#[test]
fn a_paper_is_compared_item_by_item_and_in_its_orders() {
    let paper = |change: fn(&mut Sitting)| match &found(change)[..] {
        [Finding::Paper { what, whose: None }] => what.clone(),
        other => panic!("{other:?}"),
    };
    let order = paper(|sitting| {
        let q = sitting.start.paper.iter().position(|item| item.id.as_str() == "even").unwrap();
        sitting.start.paper[q].order.choices.reverse();
    });
    assert!(matches!(order, Difference::Order(_, id) if id.as_str() == "even"));
    let drop_last = |sitting: &mut Sitting| {
        sitting.events.clear();
        sitting.start.paper.pop();
    };
    assert_eq!(paper(drop_last), Difference::Length { found: 2, expected: 3 });
    let swap = |sitting: &mut Sitting| {
        sitting.events.clear();
        sitting.start.paper.swap(0, 1);
    };
    assert!(matches!(paper(swap), Difference::Question { number: 1, .. }));
    let other_plan = found(|sitting| sitting.start.plan = Plan::count(3));
    assert_eq!(other_plan, [Finding::Plan]);
}

#[test]
fn limits_are_those_of_the_exam_and_extra_time_that_of_the_roster() {
    let half = Fraction::new(3, 2);
    let more = found(|sitting| {
        sitting.start.limits.seconds = Some(900);
        sitting.start.limits.factor = Some(half);
    });
    assert_eq!(more, [Finding::ExtraTime { sat: half, allowed: Fraction::ONE }]);
    let none = found(|sitting| sitting.start.student = Some("ben".into()));
    assert_eq!(none, [Finding::ExtraTime { sat: Fraction::ONE, allowed: half }]);
    let longer = found(|sitting| sitting.start.limits.seconds = Some(601));
    assert_eq!(longer, [Finding::Time { found: Some(601), expected: Some(600) }]);
    let unlimited = found(|sitting| sitting.start.limits.seconds = None);
    assert_eq!(unlimited[0].to_string(), "its time is not limited, and 10 min by the exam");
    let rules = found(|sitting| {
        sitting.start.limits.no_back = false;
        sitting.start.limits.no_feedback = true;
    });
    assert_eq!(rules, [Finding::Rule(Rule::NoBack, false), Finding::Rule(Rule::NoFeedback, true)]);
}

#[test]
fn late_answers_and_those_after_the_end_are_counted() {
    let case = Case::new();
    let mut late = sat(&case.deck, "ann");
    let q = legs(&late);
    late.events.push((700, Event::Answer(answered(q, true))));
    let mut late = late.end();
    late.events.push((1, Event::Answer(answered(q, true))));
    assert_eq!(case.found(&[late]), [Finding::Late(1), Finding::AfterEnd(1)]);
}

#[test]
fn an_answer_that_hides_that_it_is_late_is_told_once() {
    let by = |seconds| {
        found(|sitting| {
            sitting.events.clear();
            let q = legs(sitting);
            sitting.events.push((seconds, Event::Answer(answered(q, false))));
        })
    };
    assert_eq!(by(603), [], "the line was written a moment later");
    let expected = Finding::Overtime { line: 1, by: std::time::Duration::from_secs(60) };
    assert_eq!(by(660), [expected]);
}

#[test]
fn a_break_under_a_limit_is_told_and_takes_no_time() {
    let resume = || Event::Resume { offset: UtcOffset::UTC };
    let away = std::time::Duration::from_secs(3600);
    let with_limit = found(|sitting| sitting.events.insert(0, (3600, resume())));
    assert_eq!(with_limit, [Finding::Break { line: 1, away }]);
    let without = found(|sitting| {
        sitting.start.limits.seconds = None;
        sitting.events.insert(0, (3600, resume()));
    });
    assert_eq!(without, [Finding::Time { found: None, expected: Some(600) }]);
}

#[test]
fn clocks_that_went_back_are_told() {
    let back =
        found(|sitting| sitting.events.push((-30, Event::Flag { q: 0, note: String::new() })));
    assert_eq!(back, [Finding::Backwards(2)]);
    let stood = found(|sitting| {
        if let Some((_, Event::Answer(answer))) = sitting.events.first_mut() {
            answer.ms = 91_000;
        }
    });
    assert_eq!(stood, [Finding::ClockBack(std::time::Duration::from_secs(90))]);
}

#[test]
fn sittings_before_the_opening_and_in_the_future_are_told() {
    let mut case = Case::new();
    let opens: Timestamp = "2026-12-01T09:00:01Z".parse().unwrap();
    case.policy.opens = Some(opens);
    let sitting = sat(&case.deck, "ann").end();
    let began = sitting.at;
    assert_eq!(
        case.found(std::slice::from_ref(&sitting)),
        [Finding::BeforeOpening { began, opens }]
    );
    let [Finding::Future(_)] = case.found(&[sitting.later(86_400)])[..] else { panic!() };
}

#[test]
fn outcomes_are_graded_again_by_the_same_key() {
    let edited = found(|sitting| {
        if let Some((_, Event::Answer(answer))) = sitting.events.first_mut() {
            answer.response = number("5");
        }
    });
    assert_eq!(edited[0].to_string(), "line n = 1: `legs` is recorded as 1, the same key gives 0");
    assert_eq!(edited.len(), 1);
    let case = Case::new();
    let paper = handed_out(&case.deck);
    let known = on_handout(&paper, "ann", "ann").graded("legs", number("6"), Some("1")).end();
    assert_eq!(case.found(&[known]), [Finding::OutcomeOnHandout(1)]);
}

#[test]
fn what_is_not_at_hand_is_not_guessed_and_no_finding() {
    let mut case = Case::new();
    let old = handed_out(&case.deck);
    let sitting = on_handout(&old, "ann", "ann").end();
    let own = sat(&case.deck, "cem").end();
    case.deck = deck(&format!("{EXAM}{}", QUESTIONS.replace("Moss", "Hamar")));
    let verified = case.verify(&[own.record()]);
    let what: Vec<_> = verified.not_checked.into_iter().map(|(_, what)| what).collect();
    assert_eq!((what, verified.entries), (vec![NotChecked::Source, NotChecked::Key], Vec::new()));
    case.kept = vec![old];
    let verified = case.verify(&[sitting.record()]);
    assert!(verified.not_checked.is_empty(), "the handout was kept");
    let [Entry { finding: Finding::NotUsed(Unused::NoNames(_)), .. }] = &verified.entries[..]
    else {
        panic!("{:?}", verified.entries)
    };
}

#[test]
fn doubles_are_found() {
    let case = Case::new();
    let one = sat(&case.deck, "ann").graded("legs", number("6"), Some("1")).end();
    let mut copy = one.clone();
    copy.start.student = Some("cem".into());
    copy.start.session = session::record::SessionId::new("CEM").unwrap();
    let lines = |place, student: &str| Finding::SameLines {
        other: Origin { path: Path::new("all.jsonl").into(), place, shared: true },
        student: Some(student.to_owned()),
    };
    assert_eq!(case.found(&[one.clone(), copy]), [lines(2, "cem"), lines(1, "ann")]);
    let mut again = sat(&case.deck, "ann").later(500).graded("legs", number("5"), Some("0")).end();
    let [Finding::NotUsed(Unused::Forked(_))] = &case.found(&[one.clone(), again.clone()])[..]
    else {
        panic!("one session twice")
    };
    again.start.session = session::record::SessionId::new("SECOND").unwrap();
    assert_eq!(case.found(&[one.clone(), again]), [Finding::Several(2), Finding::Several(2)]);
    let same = Case { relation: Relation::Same, ..Case::new() };
    let [Finding::NotUsed(Unused::Same(first))] = &same.found(&[one.clone(), one.clone()])[..]
    else {
        panic!("a copy")
    };
    assert_eq!(first.place, 1);
    let ben = on_handout(&handed_out(&case.deck), "cem", "cem").end();
    assert_eq!(case.found(&[one, ben]), [Finding::WithKeys]);
}

#[test]
fn codes_are_compared_as_people_write_them() {
    let mut case = Case::new();
    let (ann, cem) = (sat(&case.deck, "ann").end(), sat(&case.deck, "cem").end());
    let records = [ann.record(), cem.record()];
    let receipt = |at: usize| records[at].receipt.unwrap().to_string();
    let code = |student: &str, code: String| Code { student: student.to_owned(), code };
    let hand = receipt(0).replace('-', " ").to_uppercase();
    case.codes = vec![code("ann", hand), code("cem", receipt(0))];
    case.codes.extend(column_codes(case.roster.as_ref().unwrap(), "Receipt").unwrap());
    let entries = case.verify(&records).entries;
    let told: Vec<_> = entries.iter().map(|entry| entry.finding.to_string()).collect();
    let cem = format!(
        "the code `{}` was written down, and the receipt is {}; the code is that of `ann`",
        receipt(0),
        receipt(1)
    );
    let ben = "the code `1111-2222-3333-4444` was written down, and no finished record of this \
               student was handed in";
    assert_eq!(told, [ben.to_owned(), cem]);
    assert!(column_codes(case.roster.as_ref().unwrap(), "code").is_err());
    assert_eq!("a=b=c".parse(), Ok(code("a=b", "c".into())));
    assert_eq!("abc".parse::<Code>(), Err(CodeError::NoPair));
}

#[test]
fn pairs_are_told_with_a_caution_and_no_probability() {
    let questions: String = (0..8)
        .map(|n| format!("[[question]]\nid = \"q{n}\"\nprompt = \"Number {n}?\"\nanswer = 1\n"))
        .collect();
    let case = Case { deck: deck(&questions), roster: None, ..Case::new() };
    let sitting = |student: &str, wrong: &[u8]| {
        let mut sitting = Sitting::of(&case.deck, student, &student.to_uppercase());
        for n in 0..8 {
            let id = format!("q{n}");
            let typed = if n < wrong.len() { wrong[n].to_string() } else { "1".to_owned() };
            let outcome = if typed == "1" { "1" } else { "0" };
            sitting = sitting.graded(&id, number(&typed), Some(outcome)).later(1);
        }
        sitting.end().record()
    };
    let records = [
        sitting("a", &[2, 3, 4, 5, 6, 7]),
        sitting("b", &[2, 3, 4, 5, 6, 8]),
        sitting("c", &[1, 9, 1, 5]),
        sitting("d", &[1, 1, 9]),
        sitting("e", &[7, 1, 1, 9]),
    ];
    let verified = case.verify(&records);
    let text = text(&verified, &console::Look::LINE);
    let line =
        "a and b: 5 identical, of 6 that both got wrong; all other pairs: median 0, at most 1";
    assert!(text.contains(line), "{text}");
    assert!(text.contains("no proof of copying") && !text.contains("probab"), "{text}");
    assert!(!verified.is_clean());
    let csv = csv(&verified).unwrap();
    assert!(csv.contains("a,,,identical-wrong,\"with b: 5 identical"), "{csv}");
}

#[test]
fn hostile_texts_reach_neither_terminal_nor_spreadsheet() {
    let mut case = Case::new();
    case.roster = None;
    let mut sitting = sat(&case.deck, "ann").graded("legs", number("6"), Some("1"));
    sitting.start.student = Some("=cmd()\u{1b}[2J".into());
    sitting.start.limits.no_back = false;
    let verified = case.verify(&[sitting.end().record()]);
    let text = text(&verified, &console::Look::rich(80).uncoloured());
    assert!(!text.contains('\u{1b}'), "{text:?}");
    let csv = csv(&verified).unwrap();
    assert!(!csv.contains("\n=cmd") && !csv.contains('\u{1b}'), "{csv:?}");
    let json = json(&verified).unwrap();
    assert!(!json.contains('\u{1b}') && json.contains("\"kind\": \"limits\""), "{json}");
}

#[test]
fn the_order_of_records_changes_nothing_but_their_places() {
    let case = Case::new();
    let unfinished = sat(&case.deck, "cem").record();
    let stranger = sat(&case.deck, "anna").end().record();
    let told = |records: &[Record]| {
        let entries = case.verify(records).entries;
        entries.iter().map(|one| (one.student.clone(), one.finding.to_string())).collect::<Vec<_>>()
    };
    let found = told(&[unfinished.clone(), stranger.clone()]);
    assert_eq!(found, told(&[stranger, unfinished]));
    assert_eq!(found[0].1, "`anna` is not in the roster; did they mean `ann`?");
    assert_eq!(found[1].1, "it has no end");
}
