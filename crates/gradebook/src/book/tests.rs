use std::fs;

use deck_format::Deck;
use proptest::prelude::*;
use session::files::SystemFiles;
use session::record::Mode;

use super::*;
use crate::class::{Named, RosterFile};
use crate::collect::{collect, relation, walk};
use crate::exact::{self, short};
use crate::grade::{Handouts, Keys};
use crate::policy::{Attempts, Band, LateStep, Minus, Policy, Unfinished};
use crate::report;
use crate::roster::{self, Roster};
use crate::sat::sit;
use crate::testing::{QUESTIONS, Sitting, deck, some_sitting};

/// A class whose records are written into a folder.
struct Class {
    deck: Deck,
    policy: Policy,
    roster: Option<Roster>,
    files: Vec<(&'static str, String)>,
}

impl Class {
    fn new() -> Self {
        Self { deck: deck(QUESTIONS), policy: Policy::default(), roster: None, files: Vec::new() }
    }

    fn with(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.files.push((name, text.into()));
        self
    }

    fn policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    fn roster(mut self, text: &str) -> Self {
        let named = |name: &str| Named { name: name.into(), span: 0..0 };
        let file = RosterFile {
            path: "r.csv".into(),
            id: named("id"),
            name: vec![named("name")],
            time_factor: text.starts_with("id,name,factor").then(|| named("factor")),
        };
        self.roster = Some(roster::read(text.as_bytes(), &file).unwrap());
        self
    }

    /// The gradebook, and its text with the folder left out.
    fn book(&self) -> (Book, String) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in &self.files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let keys = Keys::new(&self.deck, self.policy.rules).unwrap();
        let handouts = Handouts::new(&self.deck, Vec::new());
        let found = walk(&SystemFiles, &[folder.path().to_owned()]);
        let keep = |record: &_| sit(record, &keys, &handouts, &self.policy);
        let book = build(Gathered {
            keys: &keys,
            policy: &self.policy,
            roster: self.roster.as_ref(),
            records: collect(&SystemFiles, &found.files, 2, &keep, &|_| {}),
            passed_over: found.passed_over,
            relation: &|one, other| relation(&SystemFiles, one, other),
        });
        let text = report::text(&book, &keys, &self.policy, &console::Look::LINE);
        let text = text.replace(&format!("{}/", folder.path().display()), "");
        (book, text)
    }

    /// Each student's score and notes.
    fn told(&self) -> Vec<String> {
        let (book, _) = self.book();
        let row = |row: &Row| match &row.standing {
            Standing::Scored(scored) => {
                let (earned, possible) = (short(&scored.earned, 3), short(&scored.possible, 3));
                let band = scored.band.as_ref().map_or_else(String::new, |band| format!(" {band}"));
                format!("{} {earned}/{possible}{band} {}", row.id, report::said(row, &self.policy))
            }
            _ => format!("{} – {}", row.id, report::said(row, &self.policy)),
        };
        book.rows.iter().map(|one| row(one).trim_end().to_owned()).collect()
    }

    /// Each record that is not used, and why.
    fn not_used(&self) -> Vec<String> {
        let (_, text) = self.book();
        let lines = text.lines().skip_while(|line| *line != "Not used").skip(1);
        lines.take_while(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}

fn sitting(student: &str, session: &str) -> Sitting {
    Sitting::of(&deck(QUESTIONS), student, session)
}

/// Everything right: 4 of 4.
fn right(student: &str, session: &str) -> Sitting {
    let sat = sitting(student, session).choice("capital", "oslo");
    sat.choices("even", &["two", "four"]).number("legs", "6").end()
}

/// One question right: 1 of 4.
fn poor(student: &str, session: &str) -> Sitting {
    sitting(student, session).choice("capital", "oslo").number("legs", "8").end()
}

#[test]
fn a_class_is_scored() {
    let class = Class::new().with("a.jsonl", right("s1", "A").text());
    let class = class.with("b.jsonl", poor("s2", "B").text());
    let class = class.roster("id,name\ns2,Li Na\ns1,Amara\ns3,Jo\n");
    assert_eq!(class.told(), ["s2 1/4", "s1 4/4", "s3 – nothing was handed in"]);
    let (book, text) = class.book();
    assert!(book.remarks.is_clean());
    assert_eq!(
        text,
        "Student: s2; Name: Li Na; Score: 1/4; %: 25.00\n\
         Student: s1; Name: Amara; Score: 4/4; %: 100.00\n\
         Student: s3; Name: Jo; Score: –; %: –; Notes: nothing was handed in\n\
         \n\
         2 of 3 students scored; mean 2.5, median 2.5, sd 2.1.\n\
         \n\
         By tag: bees; Points: 1/2; %: 50.0\n\
         By tag: numbers; Points: 3/6; %: 50.0\n\
         By tag: places; Points: 2/2; %: 100.0\n"
    );
}

#[test]
fn every_record_that_is_not_used_says_why() {
    let mut practice = right("s1", "P");
    practice.start.mode = Mode::Practice;
    let mut other = right("s1", "O");
    other.start.decks[0].id = deck_format::DeckId::new("other").unwrap();
    let mut nobody = right("s1", "N");
    nobody.start.student = None;
    let edited = right("s1", "E").text().replace("\"oslo\"}", "\"moss\"}");
    let mut handout = right("s1", "H");
    handout.start.decks[0].key = None;
    let torn = right("s2", "T").text();
    let fork = sitting("s1", "F").choice("capital", "oslo");
    let class = Class::new()
        .with("edited.jsonl", edited)
        .with("fork-1.jsonl", fork.clone().number("legs", "6").end().text())
        .with("fork-2.jsonl", fork.number("legs", "7").end().text())
        .with("handout.jsonl", handout.text())
        .with("nobody.jsonl", nobody.text())
        .with("other.jsonl", other.text())
        .with("practice.jsonl", practice.text())
        .with("same-1.jsonl", right("s1", "S").text())
        .with("same-2.jsonl", right("s1", "S").text())
        .with("same-3.jsonl", poor("s1", "S").text())
        .with("notes.txt", "notes")
        .with("torn.jsonl", &torn[..torn.len() - 9])
        .with("twice.jsonl", right("s3", "W").text())
        .with("unknown.jsonl", right("s11", "U").text());
    let class = class.roster("id,name\ns1,A\ns2,B\ns3,C\ns3,D\n");
    let digest = deck(QUESTIONS).face_digest();
    assert_eq!(
        class.not_used(),
        [
            "edited.jsonl: it was changed after it was written: the hash of its line n = 0 does not fit"
                .replace("n = 0", "n = 1"),
            "fork-1.jsonl: it has the session of fork-2.jsonl, and says something else; neither is used"
                .into(),
            "fork-2.jsonl: it has the session of fork-1.jsonl, and says something else; neither is used"
                .into(),
            format!(
                "handout.jsonl: it was sat on a handout that no map belongs to (its digest is \
                 {digest}); name its map in class.toml"
            ),
            "nobody.jsonl: it does not say who sat".into(),
            "notes.txt: it is no record: records end in `.jsonl`".into(),
            "other.jsonl: it is about the deck `other`".into(),
            "practice.jsonl: it is practice, not an exam".into(),
            "same-1.jsonl: it has the session of same-3.jsonl, and says something else; neither is used"
                .into(),
            "same-2.jsonl: it is the same as same-1.jsonl".into(),
            "same-3.jsonl: it has the session of same-1.jsonl, and says something else; neither is used"
                .into(),
            "twice.jsonl: `s3` stands in the roster more than once".into(),
            "unknown.jsonl: `s11` is not in the roster; did they mean `s1`?".into(),
        ]
    );
    let (book, text) = class.book();
    assert!(!book.remarks.is_clean());
    assert!(text.contains("Student: s11; Name: (not in roster); Score: –; %: –; Notes: record set aside: unknown.jsonl\n"));
    assert_eq!(
        class.told(),
        [
            "s1 – nothing was handed in",
            "s2 4/4 it is cut off in the middle of a line, and has no end"
        ]
    );
}

#[test]
fn copies_and_earlier_states_are_set_aside() {
    let open = sitting("s1", "A").choice("capital", "oslo");
    let class = Class::new()
        .with("a.jsonl", open.text())
        .with("b.jsonl", open.clone().end().text())
        .with("c.jsonl", open.end().text());
    assert_eq!(
        class.not_used(),
        ["a.jsonl: it is an earlier state of b.jsonl", "c.jsonl: it is the same as b.jsonl"]
    );
    assert_eq!(class.told(), ["s1 1/4"]);
}

#[test]
fn unfinished_records_are_scored_or_set_aside() {
    let class =
        || Class::new().with("a.jsonl", sitting("s1", "A").choice("capital", "oslo").text());
    assert_eq!(class().told(), ["s1 1/4 it has no end"]);
    let policy = Policy { unfinished: Unfinished::SetAside, ..Policy::default() };
    let class = class().policy(policy);
    assert_eq!(class.not_used(), ["a.jsonl: it has no end"]);
}

#[test]
fn the_policy_says_which_attempt_counts() {
    let told = |attempts| {
        let class = Class::new()
            .with("a.jsonl", poor("s1", "A").text())
            .with("b.jsonl", right("s1", "B").later(60).text())
            .with("c.jsonl", poor("s1", "C").later(120).text());
        class.policy(Policy { attempts, ..Policy::default() }).told().remove(0)
    };
    assert_eq!(told(Attempts::First), "s1 1/4 attempt 1 of 3 (first)");
    assert_eq!(told(Attempts::Last), "s1 1/4 attempt 3 of 3 (last)");
    assert_eq!(told(Attempts::Best), "s1 4/4 attempt 2 of 3 (best)");
    assert_eq!(told(Attempts::Mean), "s1 2/4 mean of 3 attempts");
}

#[test]
fn lateness_costs_what_the_class_says() {
    // The sitting ends at 09:00:04.
    let told = |due: &str, minus| {
        let late = vec![LateStep { after: std::time::Duration::ZERO, minus }];
        let due = Some(due.parse().unwrap());
        let policy = Policy { due, late, ..Policy::default() };
        Class::new().with("a.jsonl", right("s1", "A").text()).policy(policy).told().remove(0)
    };
    let five = || Minus::Percent(exact::whole(5));
    assert_eq!(told("2026-12-01T09:00:04Z", five()), "s1 4/4");
    assert_eq!(told("2026-12-01T08:34:04Z", five()), "s1 3.8/4 late 26 min, -5 %");
    let points = Minus::Points(exact::whole(9));
    assert_eq!(told("2026-12-01T09:00:00Z", points), "s1 0/4 late 4 s, -9 points");
}

#[test]
fn extra_time_is_compared_with_the_roster() {
    let mut extra = right("s1", "A");
    extra.start.limits.seconds = Some(90);
    extra.start.limits.factor = Some(Fraction::new(3, 2));
    let told = |roster: &str| Class::new().with("a.jsonl", extra.text()).roster(roster).told();
    assert_eq!(told("id,name\ns1,A\n"), ["s1 4/4 sat with extra time 3/2, the roster gives none"]);
    assert_eq!(
        told("id,name,factor\ns1,A,1.25\n"),
        ["s1 4/4 sat with extra time 3/2, the roster gives 5/4"]
    );
    assert_eq!(told("id,name,factor\ns1,A,1.5\n"), ["s1 4/4"]);
}

fn ids(list: &[&str]) -> std::collections::BTreeSet<QuestionId> {
    list.iter().map(|id| QuestionId::new(id).unwrap()).collect()
}

#[test]
fn void_and_bonus_questions() {
    let told = |policy| {
        let class = Class::new().with("a.jsonl", poor("s1", "A").text()).policy(policy);
        class.with("b.jsonl", right("s2", "B").text()).told()
    };
    let void = Policy { void: ids(&["even"]), ..Policy::default() };
    assert_eq!(told(void), ["s1 1/2", "s2 2/2"], "out of both sums");
    let bonus = Policy { bonus: ids(&["even"]), ..Policy::default() };
    assert_eq!(told(bonus.clone()), ["s1 1/2", "s2 4/2"]);
    assert_eq!(told(Policy { cap: true, ..bonus }), ["s1 1/2", "s2 2/2"]);
}

#[test]
fn floors_hold_for_questions_and_for_sittings() {
    let wrong = sitting("s1", "A").choices("even", &["three", "five"]).end();
    let told = |policy| Class::new().with("a.jsonl", wrong.text()).policy(policy).told().remove(0);
    assert_eq!(told(Policy::default()), "s1 0/4");
    let open = Policy { item_floor: -Fraction::ONE, ..Policy::default() };
    assert_eq!(told(open.clone()), "s1 0/4", "the sitting has its own floor");
    assert_eq!(told(Policy { test_floor: None, ..open.clone() }), "s1 -2/4");
    let floor = Some(exact::whole(-1));
    assert_eq!(told(Policy { test_floor: floor, ..open }), "s1 -1/4");
    let quarter = Fraction::new(-1, 4);
    let policy = Policy { item_floor: quarter, test_floor: None, ..Policy::default() };
    assert_eq!(told(policy), "s1 -0.5/4");
}

#[test]
fn grades_go_by_what_is_not_rounded() {
    let band =
        |name: &str, from: &str| Band { name: name.into(), from: exact::parse(from).unwrap() };
    let bands = vec![band("A", "66.67"), band("B", "25"), band("C", "0")];
    let policy = Policy { bands, void: ids(&["legs"]), ..Policy::default() };
    let half = sitting("s1", "A").choice("capital", "oslo").choices("even", &["two"]).end();
    let class = Class::new().with("a.jsonl", half.text()).policy(policy);
    assert_eq!(class.told(), ["s1 2/3 B"]);
    assert!(class.book().1.contains("%: 66.67; Grade: B"), "shown as what it is not");
}

#[test]
fn a_question_that_is_gone_leaves_no_score_until_it_is_settled() {
    let mut class = Class::new().with("a.jsonl", right("s1", "A").text());
    class = class.with("b.jsonl", poor("s2", "B").text());
    class.deck = deck(&QUESTIONS.replace("id = \"capital\"", "id = \"another\""));
    assert_eq!(class.told(), ["s1 – not settled: `capital`", "s2 – not settled: `capital`"]);
    let (book, text) = class.book();
    assert!(!book.remarks.is_clean());
    assert!(text.contains("`capital`, in 2 sittings: it is no longer in the deck\n"), "{text}");
    let class = class.policy(Policy { void: ids(&["capital", "typo"]), ..Policy::default() });
    assert_eq!(class.told(), ["s1 3/3", "s2 0/3"]);
    assert_eq!(class.book().0.remarks.strangers, [QuestionId::new("typo").unwrap()]);
}

#[test]
fn hostile_text_reaches_no_terminal_and_no_spreadsheet() {
    let class = Class::new().with("a.jsonl", right("=cmd()", "A").text());
    let class = class.roster("id,name\n=cmd(),\"\u{202e}<script>\u{1b}[2J\"\n");
    let (book, text) = class.book();
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text:?}");
    let table = report::csv(&book, &class.policy).unwrap();
    assert_eq!(
        table,
        "student,name,earned,possible,percent,grade,attempts,notes\n\
         '=cmd(),<script>␛[2J,4,4,100,,1,\n"
    );
}

#[test]
fn json_is_exact() {
    let third = sitting("s1", "A").choices("even", &["two", "four", "five"]).end();
    let class = Class::new().with("a.jsonl", third.text());
    let (book, _) = class.book();
    let keys = Keys::new(&class.deck, class.policy.rules).unwrap();
    let json = report::json(&book, &keys, &class.policy).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let student = &json["students"][0];
    assert_eq!((&student["earned"], &student["possible"]), (&"1".into(), &"4".into()));
    assert_eq!((&student["percent"], &student["counted"][0]), (&25.0.into(), &"A".into()));
}

const NAMES: [&str; 5] = ["0.jsonl", "1.jsonl", "2.jsonl", "3.jsonl", "4.jsonl"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_files_changes_nothing(
        class in prop::collection::vec((0_u8..4, 0_u8..6, 0_u8..8), 5),
        turn in 0_usize..5,
    ) {
        let texts: Vec<String> =
            class.iter().enumerate().map(|(at, one)| some_sitting(at, *one).text()).collect();
        let of = |turn: usize| {
            let files = (0..5).map(|at| (NAMES[(at + turn) % 5], texts[at].clone()));
            Class { files: files.collect(), ..Class::new() }.book().1
        };
        let together = Class::new().with("all.jsonl", texts.concat()).book().1;
        prop_assert_eq!(of(0), of(turn));
        prop_assert_eq!(of(0), together, "in one file or in several");
    }

    #[test]
    fn a_void_question_leaves_the_marks_of_all_others_alone(
        class in prop::collection::vec((0_u8..4, 0_u8..6, 0_u8..8), 1..5),
        void in prop::sample::select(vec!["capital", "even", "legs"]),
    ) {
        let files: Vec<_> = class.iter().enumerate()
            .map(|(at, one)| (NAMES[at], some_sitting(at, *one).text())).collect();
        let marks = |policy| {
            let class = Class { files: files.clone(), policy, ..Class::new() };
            let (book, _) = class.book();
            let items = book.attempts.into_iter().flat_map(|attempt| attempt.sat.items);
            let other = deck(QUESTIONS).questions.iter().position(|q| q.face.id.as_str() == void);
            items
                .filter(|item| item.question != crate::grade::Asked::InDeck(other.unwrap()))
                .collect::<Vec<_>>()
        };
        prop_assert_eq!(
            marks(Policy::default()),
            marks(Policy { void: ids(&[void]), ..Policy::default() })
        );
    }
}
