use proptest::prelude::*;
use session::files::SystemFiles;
use session::record::{EndReason, Event};

use super::*;
use crate::grade::Keys;
use crate::testing::{QUESTIONS, Sitting, deck, some_sitting};

const ESSAY: &str = "[[question]]\nid = \"reason\"\nprompt = \"Why?\"\npoints = 2\n\
                     rubric = [{ id = \"claim\", text = \"Says it\", points = 2 }]\n";

/// The analysis of sittings by a deck of these questions.
fn analysed(questions: &str, sat: &[Sitting], policy: Policy) -> Analysed {
    let together = sat.iter().map(Sitting::text).collect();
    analysed_on(1, questions, &[together], policy)
}

/// The same on so many threads, from files of these texts.
fn analysed_on(threads: usize, questions: &str, files: &[String], policy: Policy) -> Analysed {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("exam.toml");
    let head = "format = 1\nid = \"finals\"\ntitle = \"Exam\"\n";
    std::fs::write(&path, format!("{head}{questions}")).unwrap();
    let records = files.iter().enumerate().map(|(at, text)| {
        let path = folder.path().join(format!("{at}.jsonl"));
        std::fs::write(&path, text).unwrap();
        path
    });
    let look = console::Look::LINE;
    let inputs = Inputs::of_deck(&SystemFiles, &path, records.collect(), &look).unwrap();
    let inputs = Inputs { policy, ..inputs };
    let keys: Keys<'_> = inputs.keys().unwrap();
    let reading = Reading { chains: Chains::Verified, threads, options: Options::default() };
    let found = inputs.find(&SystemFiles);
    analyse(&inputs, &SystemFiles, &keys, found, reading, &|_| {}).unwrap()
}

/// Omitted and not reached of each question, in the order of the paper.
fn blanks(sat: Sitting) -> Vec<(u64, u64)> {
    let paper: Vec<_> = sat.start.paper.iter().map(|item| item.id.to_string()).collect();
    let found = analysed(QUESTIONS, &[sat], Policy::default());
    let item = |id: &String| found.analysis.items.iter().find(|item| item.name == *id).unwrap();
    paper.iter().map(|id| item(id).replies).map(|r| (r.omitted, r.not_reached)).collect()
}

/// Answers the question at a place of the paper.
fn answer(sat: Sitting, place: usize) -> Sitting {
    match sat.start.paper[place].id.to_string().as_str() {
        "capital" => sat.choice("capital", "oslo"),
        "even" => sat.choices("even", &["two"]),
        _ => sat.number("legs", "6"),
    }
}

fn start(student: &str, session: &str) -> Sitting {
    Sitting::of(&deck(QUESTIONS), student, session)
}

#[test]
fn what_is_open_to_the_end_was_not_reached_where_time_ran_out() {
    let mut late = answer(start("s1", "A"), 1);
    late.events.push((1, Event::Timeout { q: None }));
    late.events.push((1, Event::End { reason: EndReason::Time }));
    assert_eq!(blanks(late), [(1, 0), (0, 0), (0, 1)]);
    let done = answer(start("s1", "A"), 1).end();
    assert_eq!(blanks(done), [(1, 0), (0, 0), (1, 0)], "who ended it saw all");
    let open = answer(start("s1", "A"), 0);
    assert_eq!(blanks(open), [(0, 0), (0, 1), (0, 1)]);
    assert_eq!(blanks(start("s1", "A")), [(0, 1); 3], "nothing was reached");
}

#[test]
fn one_sitting_stands_for_a_student() {
    let first = start("s1", "A").choice("capital", "oslo").end();
    let last = start("s1", "B").later(60).choice("capital", "moss").end();
    let facility = |attempts| {
        let policy = Policy { attempts, ..Policy::default() };
        let found = analysed(QUESTIONS, &[first.clone(), last.clone()], policy);
        assert_eq!(found.analysis.students, 1);
        found.analysis.items[0].facility.value.value()
    };
    let found = [Attempts::First, Attempts::Last, Attempts::Best, Attempts::Mean].map(facility);
    assert_eq!(found, [Some(1.0), Some(0.0), Some(1.0), Some(1.0)]);
}

#[test]
fn what_waits_for_its_mark_is_left_out_for_all() {
    let questions = format!("{QUESTIONS}{ESSAY}");
    let sat = |student| Sitting::of(&deck(&questions), student, student);
    let wrote = sat("s1").answer("reason", session::Response::Essay("So.".into())).end();
    let found = analysed(&questions, &[wrote, sat("s2").end()], Policy::default());
    assert_eq!(found.questions[3].unmarked, 1);
    assert_eq!(found.analysis.items[3].replies.administered, 0);
    assert_eq!(found.analysis.items[0].replies.omitted, 2);
}

#[test]
fn an_answer_that_no_longer_fits_is_left_out_and_listed() {
    let gone = QUESTIONS.replace("choices.moss = \"Moss\"\n", "");
    let sat = [
        start("s1", "A").choice("capital", "moss").end(),
        start("s2", "B").choice("capital", "oslo").end(),
    ];
    let found = analysed(&gone, &sat, Policy::default());
    assert_eq!(found.analysis.students, 2);
    assert_eq!(found.analysis.items[0].replies.administered, 1);
    assert_eq!(found.remarks.unsettled.len(), 1);
}

#[test]
fn choices_are_named_by_id_and_text() {
    let long = QUESTIONS.replace("\"Moss\"", &format!("\"*M*oss{}\"", " and more".repeat(9)));
    let found = analysed(&long, &[], Policy::default());
    let names: Vec<&str> =
        found.analysis.items[0].choices.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(
        names,
        ["oslo \"Oslo\"", "bergen \"Bergen\"", "moss \"Moss and more and more and more and mor…\""]
    );
    assert_eq!(found.questions[0].choices[2].1, format!("Moss{}", " and more".repeat(9)));
    assert_eq!(found.analysis.students, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn neither_the_order_of_files_nor_the_number_of_threads_changes_an_analysis(
        class in prop::collection::vec((0_u8..4, 0_u8..6, 0_u8..8), 12),
        turn in 0_usize..12,
        threads in 1_usize..9,
    ) {
        let sat = class.iter().enumerate().map(|(at, one)| some_sitting(at, *one).text());
        let mut files: Vec<String> = sat.collect();
        let analysis = |threads, files: &[String]| {
            analysed_on(threads, QUESTIONS, files, Policy::default()).analysis
        };
        let expected = analysis(1, &files);
        files.rotate_left(turn);
        // To the last bit, which no comparison of numbers that may be undefined would show.
        prop_assert_eq!(format!("{:?}", analysis(threads, &files)), format!("{expected:?}"));
        let together = analysis(threads, &[files.concat()]);
        prop_assert_eq!(format!("{together:?}"), format!("{expected:?}"));
    }
}
