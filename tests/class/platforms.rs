//! The gradebooks of Canvas and Moodle come back with one column filled, and with every other byte
//! as it was.

use std::fs;

use super::sitting::fixed;
use crate::support::{Run, Sandbox, fixture};

/// Who is in the files of the platforms. `s060` handed nothing in.
const STUDENTS: [&str; 6] = ["s001", "s002", "s034", "s013", "s044", "s060"];

/// A platform's gradebook as it was exported.
struct Platform {
    name: &'static str,
    /// The lines of `[roster]`.
    columns: &'static str,
    /// The column of the exam.
    exam: &'static str,
    /// Its place.
    place: usize,
}

const CANVAS: Platform = Platform {
    name: "canvas",
    columns: "id = \"SIS Login ID\"\nname = \"Student\"\n",
    exam: "Weather exam (4471)",
    place: 6,
};
const MOODLE: Platform = Platform {
    name: "moodle",
    columns: "id = \"ID number\"\nname = [\"First name\", \"Last name\"]\n",
    exam: "Quiz: Weather exam (Real)",
    place: 7,
};

impl Platform {
    fn before(&self) -> String {
        fixture(&format!("platforms/{}.csv", self.name))
    }

    /// The class with the platform's gradebook as its roster, and the records of those in it.
    fn sandbox(&self) -> Sandbox {
        let class = format!(
            "deck = \"weather.toml\"\nrecords = \"records\"\n\n[roster]\nfile = \"{}.csv\"\n{}",
            self.name, self.columns
        );
        let sandbox = fixed().sandbox().file("class.toml", class);
        let sandbox = sandbox.file(&format!("{}.csv", self.name), self.before());
        for (name, _) in fixed().records() {
            if !STUDENTS.iter().any(|id| name.contains(id)) {
                fs::remove_file(sandbox.work().join(name)).unwrap();
            }
        }
        sandbox
    }

    fn export<'s>(&self, sandbox: &'s Sandbox, column: &str) -> Run<'s> {
        sandbox.gradebook(["export", "--to", self.name, "--column", column])
    }
}

/// What is said on standard error: who left is to be looked at.
fn told(what: &str) -> String {
    format!("5 scores in {what}\ngradebook: 1 student has to be looked at\n")
}

/// The cells of a CSV file as they are written, with their quotes.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut quoted) = (vec![vec![String::new()]], false);
    for c in text.chars() {
        let row: &mut Vec<String> = rows.last_mut().unwrap();
        quoted ^= c == '"';
        match c {
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => row.last_mut().unwrap().push(c),
        }
    }
    rows
}

/// Asserts that two files differ in one column alone, or in a new one at the end of each row; gives
/// what stands there now.
#[track_caller]
fn only_column(before: &str, after: &str, place: usize) -> Vec<String> {
    let (before, after) = (cells(before), cells(after));
    assert_eq!(before.len(), after.len(), "as many rows");
    let mut filled = Vec::new();
    for (mut before, mut after) in before.into_iter().zip(after) {
        if before == [""] && after == [""] {
            continue;
        }
        filled.push(after.remove(place));
        if place < before.len() {
            before.remove(place);
        }
        assert_eq!(before, after);
    }
    filled
}

#[test]
fn canvas() {
    let sandbox = CANVAS.sandbox();
    let run = CANVAS.export(&sandbox, CANVAS.exam).stdout_snapshot("class-canvas");
    let ended = run.stderr(told("the column `Weather exam (4471)`")).status(1).check();
    let filled = only_column(&CANVAS.before(), &ended.stdout, CANVAS.place);
    let scores = ["15", "20.67", "9.33", "8.33", "27", "", ""];
    assert_eq!(filled, [&[CANVAS.exam, "Manual Posting", "28"], &scores[..]].concat());
}

#[test]
fn moodle() {
    let sandbox = MOODLE.sandbox();
    let run = MOODLE.export(&sandbox, MOODLE.exam).stdout_snapshot("class-moodle");
    let ended = run.stderr(told("the column `Quiz: Weather exam (Real)`")).status(1).check();
    let filled = only_column(&MOODLE.before(), &ended.stdout, MOODLE.place);
    let quoted = format!("\"{}\"", MOODLE.exam);
    assert_eq!(filled, [&*quoted, "15", "20.67", "9.33", "8.33", "27", "-"]);
}

#[test]
fn a_column_that_is_new_comes_last() {
    for (platform, count, first) in
        [(CANVAS, 12, vec!["Resit", "", "28"]), (MOODLE, 10, vec!["Resit"])]
    {
        let sandbox = platform.sandbox();
        let run = platform.export(&sandbox, "Resit");
        let ended = run.run();
        assert_eq!((&*ended.stderr, ended.status), (&*told("the new column `Resit`"), Some(1)));
        let filled = only_column(&platform.before(), &ended.stdout, count);
        assert_eq!(filled[..first.len()], first);
        let scores = ["15", "20.67", "9.33", "8.33", "27", "", ""];
        assert_eq!(filled[first.len()..], scores[..filled.len() - first.len()]);
    }
}

#[test]
fn a_file_is_not_replaced_unless_it_may_be() {
    let sandbox = MOODLE.sandbox();
    let export = |more: &[&str]| {
        let args = ["export", "--to", "moodle", "--column", MOODLE.exam, "-o", "moodle.csv"];
        sandbox.gradebook(args.iter().chain(more))
    };
    let there = "gradebook: moodle.csv is there already; nothing was written\n\
                 hint: --force replaces it\n";
    export(&[]).stderr(there).status(2).check();
    let read = || fs::read_to_string(sandbox.work().join("moodle.csv")).unwrap();
    assert_eq!(read(), MOODLE.before());
    let done = told("the column `Quiz: Weather exam (Real)`");
    export(&["--force"]).stderr(done.clone()).status(1).check();
    only_column(&MOODLE.before(), &read(), MOODLE.place);
    // What was filled is filled again with the same.
    let filled = read();
    export(&["--force"]).stderr(done).status(1).check();
    assert_eq!(read(), filled);
}

#[test]
fn what_belongs_to_the_class_is_never_written_over() {
    let sandbox = MOODLE.sandbox();
    let id = ["export", "--to", "moodle", "--column", "ID number", "-o", "filled.csv"];
    let told = "gradebook: the column `ID number` says who is who; nothing was written\n\
                hint: name the column of the assignment\n";
    sandbox.gradebook(id).stderr(told).status(2).check();
    assert!(!sandbox.work().join("filled.csv").exists());
    for own in ["class.toml", "moodle.csv", "weather.toml"] {
        let path = sandbox.work().join(own);
        let before = fs::read(&path).unwrap();
        let told = format!("gradebook: {own} belongs to the class; nothing was written\n");
        let export = ["export", "--to", "csv", "-o", own, "--force"];
        sandbox.gradebook(export).stderr(told.as_str()).status(2).check();
        let report = ["report", "-o", own, "--force"];
        sandbox.gradebook(report).stderr(told.as_str()).status(2).check();
        assert_eq!(fs::read(&path).unwrap(), before, "{own}");
    }
}

#[test]
fn a_column_has_to_be_named() {
    let sandbox = CANVAS.sandbox();
    let ended = sandbox.gradebook(["export", "--to", "canvas"]).run();
    let missing = "error: the following required arguments were not provided:\n  --column <NAME>\n";
    assert!(ended.stderr.starts_with(missing), "{}", ended.stderr);
    assert_eq!((ended.stdout.as_str(), ended.status), ("", Some(2)));
}
