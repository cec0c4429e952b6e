use session::files::SystemFiles;

use super::*;
use crate::analyse::{Reading, analyse_whole};
use crate::collect::Chains;
use crate::items::Options;
use crate::load::Inputs;
use crate::testing::{QUESTIONS, Sitting, deck};

/// What these sittings made of a deck of these questions.
fn written(questions: &str, sat: &[Sitting]) -> Result<WriteBack, Nothing> {
    written_by(questions, sat, Policy::default())
}

/// The same under a policy.
fn written_by(questions: &str, sat: &[Sitting], policy: Policy) -> Result<WriteBack, Nothing> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("exam.toml");
    let head = "format = 1\nid = \"finals\"\ntitle = \"Exam\"\n";
    std::fs::write(&path, format!("{head}{questions}")).unwrap();
    let records = folder.path().join("all.jsonl");
    std::fs::write(&records, sat.iter().map(Sitting::text).collect::<String>()).unwrap();
    let look = console::Look::LINE;
    let mut inputs = Inputs::of_deck(&SystemFiles, &path, vec![records], &look).unwrap();
    inputs.policy = policy;
    let keys: Keys<'_> = inputs.keys().unwrap();
    let reading = Reading { chains: Chains::Verified, threads: 1, options: Options::default() };
    let found = inputs.find(&SystemFiles);
    let (analysed, book) =
        analyse_whole(&inputs, &SystemFiles, &keys, found, reading, &|_| {}).unwrap();
    write_back(&analysed, &book, &keys, &inputs.policy)
}

fn sitting(student: usize, capital: &str) -> Sitting {
    let (id, session) = (format!("s{student}"), format!("R{student}"));
    let start = Sitting::of(&deck(QUESTIONS), &id, &session).later(student as i64 * 86_400);
    start.choice("capital", capital).choices("even", &["two", "three", "four"]).end()
}

/// Six who chose Oslo and two who chose Moss, one day after the other.
fn class() -> Vec<Sitting> {
    (0..8).map(|student| sitting(student, if student < 6 { "oslo" } else { "moss" })).collect()
}

#[test]
fn a_class_is_what_can_be_added_up() {
    let WriteBack { class, left_out } = written(QUESTIONS, &class()).unwrap();
    assert_eq!(left_out, []);
    assert_eq!((class.students, class.date.to_string().as_str()), (8, "2026-12-08"));
    let ids: Vec<&str> = class.questions.keys().map(QuestionId::as_str).collect();
    assert_eq!(ids, ["capital", "even", "legs"]);
    let capital = &class.questions["capital"];
    let deck = deck(QUESTIONS);
    assert_eq!(capital.face, deck.questions[0].face_digest(&deck));
    assert_eq!(Some(capital.key), deck.questions[0].key_digest());
    let earned: Vec<(String, u64)> =
        capital.earned.iter().map(|(fraction, count)| (fraction.to_string(), *count)).collect();
    assert_eq!(earned, [("0".to_owned(), 2), ("1".to_owned(), 6)]);
    let chosen: Vec<(&str, u64)> =
        capital.options.iter().map(|(id, option)| (id.as_str(), option.n)).collect();
    assert_eq!(chosen, [("bergen", 0), ("moss", 2), ("oslo", 6)]);
    assert_eq!(capital.time, TimeSum { n: 8, ms: 8 * 900 });
    let even = &class.questions["even"];
    assert_eq!(even.earned.keys().map(ToString::to_string).collect::<Vec<_>>(), ["1/2"]);
    let legs = &class.questions["legs"];
    assert_eq!((legs.n, legs.omitted, legs.time.n), (8, 8, 0));
}

#[test]
fn the_order_of_records_makes_no_difference_and_no_student_is_named() {
    let mut sat = class();
    let one = written(QUESTIONS, &sat).unwrap();
    sat.reverse();
    assert_eq!(written(QUESTIONS, &sat).unwrap(), one);
    let mut statistics = session::statistics::Statistics::new(deck(QUESTIONS).face.id);
    statistics.put(one.class);
    let json = statistics.to_json();
    assert!(!json.contains("\"s1\"") && !json.contains("R1"), "{json}");
}

#[test]
fn a_question_of_another_text_is_left_out_and_one_of_another_key_is_not() {
    let retold = QUESTIONS.replace("Which is the capital?", "Which city is the capital?");
    let found = written(&retold, &class()).unwrap();
    let [out] = &found.left_out[..] else { panic!("{:?}", found.left_out) };
    let words = "8 students were asked another text of it than the deck has now";
    assert_eq!((out.question.as_str(), out.why.to_string().as_str()), ("capital", words));
    assert!(!found.class.questions.contains_key("capital"));
    let mended = QUESTIONS.replace("answer = \"oslo\"", "answer = \"moss\"");
    let found = written(&mended, &class()).unwrap();
    assert_eq!(found.left_out, []);
    assert_eq!(found.class.questions["capital"].earned[&deck_format::Fraction::ONE], 2);
}

#[test]
fn where_nobody_handed_in_there_is_nothing() {
    assert_eq!(written(QUESTIONS, &[]), Err(Nothing::NoSittings));
}

#[test]
fn what_class_toml_gave_is_not_what_was_measured() {
    let now = QUESTIONS.replace("answer = \"oslo\"", "answer = [\"oslo\"]");
    let id = QuestionId::new("capital").unwrap();
    let treat = crate::policy::Treat { how: crate::policy::How::Full, points: None };
    let policy = Policy { treat: [(id.clone(), treat)].into(), ..Policy::default() };
    let WriteBack { class, left_out } = written_by(&now, &self::class(), policy).unwrap();
    assert!(!class.questions.contains_key(&id), "the points were given, not earned");
    assert_eq!(left_out, [LeftOut { question: id, why: Why::OtherText { sittings: 8 } }]);
}
