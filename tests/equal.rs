//! Both front ends write the same record, byte for byte, for the same answers.
//!
//! Decks and scripts are made up by chance ([`crate::support::generate`], [`script`]). One student
//! types lines through a pipe, another presses keys in a terminal; both do what the script says, and
//! neither knows what will be asked. Every fourth sitting is an exam, with rules and clocks by chance.
//! `QUIZDECK_EQUAL=17` runs the case of one seed alone.

mod keys;
mod line;
mod rich;
mod script;

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

use script::Case;

/// How many sittings are compared.
const CASES: u64 = 500;
/// How many at once: as many as there are terminals.
const AT_ONCE: usize = 2;

/// After so many failures the rest is not tried: each may wait for long.
const ENOUGH: usize = 3;

/// What stands in the records of enough sittings: every event that both front ends can cause, every
/// kind of answer.
const EVERYTHING: &[&str] = &[
    r#""mode":"practice""#,
    r#""mode":"exam""#,
    r#""no_back":true"#,
    r#""no_feedback":true"#,
    r#""factor":"3/2""#,
    r#""event":"answer""#,
    r#""event":"skip""#,
    r#""event":"hint""#,
    r#""event":"flag""#,
    r#""event":"unflag""#,
    r#""event":"undo""#,
    r#""event":"claim""#,
    r#""event":"pause""#,
    r#""event":"resume""#,
    r#""event":"more","reason":"missed""#,
    r#""event":"more","reason":"new""#,
    r#""event":"end""#,
    r#""choice":"#,
    r#""choices":["#,
    r#""truth":"#,
    r#""number":"#,
    r#""text":"#,
    r#""response":{"order":"#,
    r#""pairs":"#,
    r#""blanks":"#,
    r#""essay":"#,
];

#[test]
fn the_same_answers_give_the_same_record_in_both_front_ends() {
    let one = std::env::var("QUIZDECK_EQUAL").ok().and_then(|seed| seed.parse::<u64>().ok());
    let seeds = one.map_or(0..CASES, |seed| seed..seed + 1);
    let (records, failures) = check_all(seeds);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let missing: Vec<_> = EVERYTHING.iter().filter(|word| !records.contains(**word)).collect();
    assert!(one.is_some() || missing.is_empty(), "no record has {missing:?}");
}

/// Checks the cases of seeds; gives all records of line mode, and what failed.
fn check_all(seeds: Range<u64>) -> (String, Vec<String>) {
    let next = Mutex::new(seeds);
    let (records, failures) = (Mutex::new(String::new()), Mutex::new(Vec::new()));
    let work = || {
        while failures.lock().unwrap().len() < ENOUGH {
            let Some(seed) = next.lock().unwrap().next() else { return };
            match check(&Case::new(seed)) {
                Ok(record) => records.lock().unwrap().push_str(&record),
                Err(failure) => failures.lock().unwrap().push(failure),
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(work);
        }
    });
    (records.into_inner().unwrap(), failures.into_inner().unwrap())
}

/// Plays a case twice and compares; gives the record, or tells what the case was.
fn check(case: &Case) -> Result<String, String> {
    let played = catch_unwind(AssertUnwindSafe(|| {
        let line = line::play(case);
        let rich = rich::play(case, &line.followed);
        (line.record, rich)
    }));
    match played {
        Ok((line, rich)) if line == rich => Ok(line),
        Ok((line, rich)) => Err(format!("{case}\nline mode:\n{line}\nrich:\n{rich}")),
        Err(panic) => {
            let said = panic.downcast_ref::<String>().map_or("no words", String::as_str);
            Err(format!("{case}\n{said}"))
        }
    }
}
