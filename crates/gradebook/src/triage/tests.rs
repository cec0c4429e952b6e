use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use deck_format::{Fraction, LocalId, QuestionId};
use proptest::prelude::*;
use session::Response;
use session::files::fault::Disk;

use super::*;
use crate::collect::Found;
use crate::decisions::{Accepted, Decisions, Event, Rejected, Scope, Verdict};
use crate::grade::{Handouts, Keys};
use crate::load::Inputs;
use crate::policy::Policy;
use crate::regrade::StudentChange;
use crate::testing::{self, Sitting};

const QUESTIONS: &str = r#"
[[question]]
id = "town"
prompt = "Which town?"
answer = "Kunming"
accept = [{ wildcard = "Kunming *" }, { text = "Yunnan", credit = 0.5 }]
reject = { "Beijing" = "The ministry is there." }

[[question]]
id = "tools"
prompt = "In {{year}} at {{place}}."
answer = { year = 2017, place = "Stockholm" }
blanks.year.sort = "number"
points = 2
"#;

/// A class that typed this: for each student the town, the year and the place.
fn inputs(questions: &str) -> Inputs {
    Inputs {
        folder: PathBuf::new(),
        deck_path: "exam.toml".into(),
        deck: testing::deck(questions),
        maps: Vec::new(),
        roster: None,
        records: vec!["records".into()],
        decisions: Decisions::default(),
        journal: None,
        own: crate::load::Own::default(),
        policy: Policy::default(),
    }
}

fn answers(town: &str, year: &str, place: &str) -> [(&'static str, Response); 2] {
    let blanks = BTreeMap::from([
        ("year".to_owned(), year.to_owned()),
        ("place".to_owned(), place.to_owned()),
    ]);
    [("town", Response::Text(town.to_owned())), ("tools", Response::Blanks(blanks))]
}

/// The disk of a class: each student's answers, and a claim about the town.
fn class(inputs: &Inputs, students: &[(&str, &str, &str, Option<&str>)]) -> Disk {
    let disk = Disk::new();
    for (at, (town, year, place, claim)) in students.iter().enumerate() {
        let id = format!("s{at}");
        let mut sitting = Sitting::of(&inputs.deck, &id, &format!("S{at:03}"));
        for (question, response) in answers(town, year, place) {
            sitting = sitting.answer(question, response);
        }
        if let Some(note) = claim {
            sitting = sitting.claim("town", note);
        }
        disk.put(Path::new("records").join(format!("{id}.jsonl")), sitting.end().text());
    }
    disk
}

/// Does something with the desk of a class.
fn with_desk<T>(inputs: &Inputs, disk: &Disk, then: impl FnOnce(Desk<'_>) -> T) -> T {
    let handouts = Handouts::new(&inputs.deck, inputs.maps.clone());
    let keys = Keys::new(&inputs.deck, inputs.policy.rules).unwrap().deciding(&inputs.decisions);
    let mut found = inputs.find(disk);
    if found.files.is_empty() {
        // A disk in memory has no folders to walk through.
        found.files = (0..1000)
            .map(|at| Path::new("records").join(format!("s{at}.jsonl")))
            .take_while(|path| disk.bytes(path).is_some())
            .collect();
        found.passed_over.clear();
    }
    let pile = Pile::read(inputs, disk, (&keys, &handouts), found, 1, &|_| ());
    assert!(pile.book.remarks.not_used.is_empty(), "{:?}", pile.book.remarks.not_used);
    then(Desk::new(inputs, pile).unwrap())
}

/// The clusters as `field text count claims`.
fn told(desk: &Desk<'_>) -> Vec<String> {
    let told = |cluster: &Cluster| {
        format!("{} {} {} {}", cluster.field(), cluster.text, cluster.count(), cluster.claims.len())
    };
    desk.clusters().unwrap().iter().map(told).collect()
}

fn find(desk: &Desk<'_>, text: &str) -> Cluster {
    desk.clusters().unwrap().into_iter().find(|cluster| cluster.text == text).unwrap()
}

fn ids(changes: &[StudentChange]) -> Vec<&str> {
    changes.iter().map(|change| change.id.as_str()).collect()
}

#[test]
fn clusters_are_what_no_rule_matches_or_somebody_claims() {
    let inputs = inputs(QUESTIONS);
    let disk = class(
        &inputs,
        &[
            ("Dali", "2016", "Malmö", None),
            (" dali. ", "2016", "Stokholm", None),
            ("Kunming city", "2015", "", None),
            ("beijing", "2017", "Malmö", Some("It is there")),
            ("Beijing", "2017", "Malmö", None),
            ("Yunnan", "2017", "Stockholm", Some("")),
            ("yunnan", "2017", "Stockholm", None),
            ("   ", "2017", "Oslo", None),
        ],
    );
    with_desk(&inputs, &disk, |desk| {
        assert_eq!(
            told(&desk),
            [
                "town beijing 2 1",
                "town yunnan 2 1",
                "tools.place malmö 3 0",
                "town dali 2 0",
                "tools.year 2016 2 0",
                "tools.place oslo 1 0",
            ]
        );
        let dali = find(&desk, "dali");
        assert_eq!(dali.spellings, [(" dali. ".to_owned(), 1), ("Dali".to_owned(), 1)]);
        let nearest = dali.nearest.unwrap();
        assert_eq!((&*nearest.written, nearest.edits), ("Kunming", 6));
        let yunnan = find(&desk, "yunnan");
        assert_eq!(yunnan.credit, Fraction::new(1, 2));
        assert_eq!((&*yunnan.claims[0].student, &*yunnan.claims[0].note), ("s5", ""));
        let beijing = find(&desk, "beijing");
        assert_eq!(beijing.rejected.as_deref(), Some("The ministry is there."));
    });
}

#[test]
fn a_variant_that_the_key_or_a_reader_objects_to_is_refused() {
    let inputs = inputs(QUESTIONS);
    let long = "x".repeat(deck_format::limits::MAX_TEXT + 1);
    let disk = class(
        &inputs,
        &[
            ("beijing", "2016", "a", Some("")),
            ("Yunnan", "2016", "\u{202e}niroib", Some("")),
            (&long, "2017", "\u{1b}[2J", None),
            ("\u{202e}", "2017", "Malmö  \n town", None),
        ],
    );
    with_desk(&inputs, &disk, |desk| {
        let refusal = |cluster: &Cluster| desk.variant(cluster).unwrap_err();
        let of = |text: &str| refusal(&find(&desk, text));
        assert_eq!(of("beijing"), Refusal::Rejected("The ministry is there.".to_owned()));
        assert_eq!(of("yunnan"), Refusal::Accepted(Fraction::new(1, 2)));
        assert_eq!(of("2016"), Refusal::Number);
        assert_eq!(of("\u{202e}niroib"), Refusal::Control);
        assert_eq!(of("\u{202e}"), Refusal::Nothing);
        assert_eq!(of(&long), Refusal::TooLong);
        assert_eq!(desk.variant(&find(&desk, "malmö town")).unwrap(), "Malmö town");
        assert!(desk.variant(&find(&desk, "\u{1b}[2j")).is_err());
    });
}

#[test]
fn an_effect_tells_what_is_forgiven_too() {
    let inputs = inputs(QUESTIONS);
    let students = [
        ("Shangri-La", "2017", "Gothenburg", None),
        ("x", "2017", "Gothenburg", None),
        ("x", "2017", "Gotenburg", None),
    ];
    let disk = class(&inputs, &students);
    with_desk(&inputs, &disk, |mut desk| {
        let cluster = find(&desk, "gothenburg");
        let effect = desk.effect(&cluster, &Choice::Variant("Gothenburg".to_owned())).unwrap();
        assert_eq!(ids(&effect.students), ["s0", "s1", "s2"]);
        assert_eq!(effect.also, [("Gotenburg".to_owned(), 1)]);
        assert_eq!(effect.words(desk.policy()), "3 students gain 1 point");
        let once = desk.effect(&cluster, &Choice::Once(Some(Fraction::new(1, 4)))).unwrap();
        assert_eq!((ids(&once.students), once.also.len()), (vec!["s0", "s1"], 0));
        assert_eq!(once.words(desk.policy()), "2 students gain 0.25 points");
        desk.accepted(&cluster, "Gothenburg").unwrap();
        assert_eq!(told(&desk), ["town x 2 0", "town shangri-la 1 0"]);
        assert_eq!(ids(&desk.changed().unwrap().students), ["s0", "s1", "s2"]);
    });
}

#[test]
fn what_is_decided_is_known_and_what_left_the_deck_waits_again() {
    let mut inputs = inputs(QUESTIONS);
    let disk = class(&inputs, &[("a", "2017", "b", None), ("c", "2017", "d", None)]);
    let question = inputs.deck.questions[0].face.id.clone();
    let accept = |text: &str, scope| {
        Event::Accept(Accepted {
            question: question.clone(),
            blank: None,
            text: text.to_owned(),
            scope,
            credit: None,
            by: None,
            why: None,
        })
    };
    let place = LocalId::new("place").unwrap();
    let reject = Event::Reject(Rejected {
        question: inputs.deck.questions[1].face.id.clone(),
        blank: Some(place),
        text: "b".to_owned(),
        by: None,
        why: None,
    });
    let decisions = inputs.decisions.with(accept("a", Scope::Once));
    inputs.decisions = decisions.with(accept("c", Scope::Deck)).with(reject);
    with_desk(&inputs, &disk, |desk| {
        let decided = |text: &str| desk.verdict(&find(&desk, text)).is_some();
        assert_eq!(["a", "b", "c", "d"].map(decided), [true, true, false, false]);
    });
}

#[test]
fn what_was_decided_under_an_old_id_is_known_and_the_last_word_counts() {
    let mut inputs = inputs(&QUESTIONS.replace("id = \"town\"", "id = \"town\"\nwas = [\"city\"]"));
    let disk = class(&inputs, &[("a", "2017", "Stockholm", None)]);
    let reject = |id: &str| Rejected {
        question: QuestionId::new(id).unwrap(),
        blank: None,
        text: "a".to_owned(),
        by: None,
        why: None,
    };
    for id in ["city", "town", "city"] {
        inputs.decisions = inputs.decisions.with(Event::Reject(reject(id)));
        with_desk(&inputs, &disk, |desk| match desk.verdict(&find(&desk, "a")) {
            Some(Verdict::Rejected(rejected)) => assert_eq!(rejected.question.as_str(), id),
            other => panic!("{other:?}"),
        });
    }
}

#[test]
fn an_earlier_copy_of_a_record_hides_nothing() {
    let inputs = inputs(QUESTIONS);
    let begun = Sitting::of(&inputs.deck, "s0", "S0").answer("town", Response::Text("x".into()));
    let whole = begun.clone().answer("town", Response::Text("Dali".into()));
    let disk = Disk::new();
    disk.put("records/s0.jsonl", whole.claim("town", "So it is").end().text());
    disk.put("records/s1.jsonl", begun.text());
    let handouts = Handouts::new(&inputs.deck, Vec::new());
    let keys = Keys::new(&inputs.deck, inputs.policy.rules).unwrap();
    for files in [["s0", "s1"], ["s1", "s0"]] {
        let files = files.map(|name| PathBuf::from(format!("records/{name}.jsonl")));
        let found = Found { files: files.into(), passed_over: Vec::new() };
        let pile = Pile::read(&inputs, &disk, (&keys, &handouts), found, 1, &|_| ());
        assert_eq!(pile.book.remarks.not_used.len(), 1, "{:?}", pile.book.remarks.not_used);
        let mut desk = Desk::new(&inputs, pile).unwrap();
        assert_eq!(told(&desk), ["town dali 1 1"]);
        let cluster = find(&desk, "dali");
        desk.accepted(&cluster, "Dali").unwrap();
        assert_eq!(ids(&desk.changed().unwrap().students), ["s0"]);
    }
}

#[test]
fn claims_on_other_kinds_are_told_apart() {
    let questions = format!("{}{QUESTIONS}", testing::QUESTIONS);
    let inputs = inputs(&questions);
    let sitting = Sitting::of(&inputs.deck, "s0", "S0").choice("capital", "moss");
    let sitting = sitting.claim("capital", "It was").choice("capital", "bergen");
    let disk = Disk::new();
    disk.put("records/s0.jsonl", sitting.clone().end().text());
    with_desk(&inputs, &disk, |desk| {
        assert!(desk.pile().other_claims(desk.policy()).is_empty(), "another answer counts");
    });
    disk.put("records/s0.jsonl", sitting.claim("capital", "So it is").end().text());
    with_desk(&inputs, &disk, |desk| {
        let claims = desk.pile().other_claims(desk.policy());
        let told: Vec<_> = claims.iter().map(|one| (&*one.student, &*one.note)).collect();
        assert_eq!(told, [("s0", "So it is")]);
        assert!(desk.clusters().unwrap().is_empty());
    });
}

/// Towns that fold together, that are near each other, and that the key knows.
fn town() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Kunming",
        "kunmin",
        "Kunming city",
        "Yunnan",
        "Beijing",
        "Dali",
        "DALI ",
        "“Dali”",
        "Lijiang",
        "lijiang.",
        "Lijian",
        "Shangri-La",
        "shangri la",
        "",
        "?",
        "東京",
        "x\u{301}",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn clusters_part_the_unmatched_answers_and_change_just_their_students(
        towns in prop::collection::vec((town(), prop::bool::weighted(0.2)), 1..12),
    ) {
        let inputs = inputs(&QUESTIONS.replace("id = \"town\"", "id = \"town\"\ncompare = { typos = 0 }"));
        let students: Vec<_> =
            towns.iter().map(|(town, claim)| (*town, "2017", "Stockholm", claim.then_some("so"))).collect();
        let disk = class(&inputs, &students);
        with_desk(&inputs, &disk, |desk| {
            let keys = desk.keys().unwrap();
            let key = keys.questions()[0].answer.text_key(None).unwrap();
            let found = |town: &str| session::compare_text(key, "en", town);
            let fold = |town: &str| session::fold(key.compare, "en", town);
            let clusters = desk.clusters().unwrap();
            for (at, (town, claim)) in towns.iter().enumerate() {
                let holding = clusters.iter().filter(|one| one.attempts.contains(&at)).count();
                let unmatched = found(town).credit == Fraction::ZERO && found(town).note.is_none();
                let open = unmatched || *claim && found(town).credit < Fraction::ONE;
                let same = towns.iter().any(|(other, claim)| *claim && fold(other) == fold(town));
                let open = open || same && found(town).credit < Fraction::ONE;
                prop_assert_eq!(holding, usize::from(open && !town.trim().is_empty()));
            }
            for cluster in &clusters {
                let meant: Vec<String> = towns.iter().enumerate()
                    .filter(|(_, (town, _))| fold(town) == cluster.text)
                    .map(|(at, _)| format!("s{at}"))
                    .collect();
                let once = desk.effect(cluster, &Choice::Once(None)).unwrap();
                let mut changed = ids(&once.students);
                changed.sort_unstable();
                let mut meant: Vec<&str> = meant.iter().map(String::as_str).collect();
                meant.sort_unstable();
                prop_assert_eq!(&changed, &meant);
                if let Ok(text) = desk.variant(cluster) {
                    let variant = desk.effect(cluster, &Choice::Variant(text)).unwrap();
                    prop_assert_eq!(variant, once);
                }
            }
            Ok(())
        })?;
    }
}
