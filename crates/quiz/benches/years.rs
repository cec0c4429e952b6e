//! Reading ten years of study: what a student waits for before a question, a table or a chart that
//! comes from the whole history, over `cat` of the same files. Pairs alternate in one run.
//!
//! `cargo bench -p quiz --bench years -- --write FOLDER` writes the files and measures nothing.

mod decade;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use decade::Decade;

/// How many pairs each ratio is the median of.
const PAIRS: usize = 15;

/// A run of `quiz` over the history, and how its output begins when there is nothing more to wait
/// for; what is printed is read to its end where nothing is named.
struct Case {
    args: &'static [&'static str],
    until: Option<&'static str>,
}

const CASES: [Case; 4] = [
    Case { args: &["practice", "networks-1", "--ui", "line"], until: Some("Question 1 ") },
    Case { args: &["review", "--ui", "line"], until: Some("Question 1 ") },
    Case { args: &["progress", "--ui", "line"], until: None },
    Case { args: &["history", "--ui", "line"], until: None },
];

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--write") {
        let folder = args.get(at + 1).expect("--write FOLDER");
        let decade = decade::write(Path::new(folder));
        println!("{} records, {} bytes, now {}", decade.records.len(), decade.bytes, decade.now);
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let decade = decade::write(folder.path());
    println!(
        "years: {} answers in {} records, {:.1} MB",
        decade::SITTINGS * decade::ANSWERS,
        decade.records.len(),
        decade.bytes as f64 / 1e6
    );
    let known = commands();
    for case in &CASES {
        let name = case.args[0];
        if known.iter().any(|command| command == name) {
            compare(name, case, &decade, folder.path());
        } else {
            println!("years: quiz {name} does not exist");
        }
    }
}

/// The commands that the program has, by its help.
fn commands() -> Vec<String> {
    let help = Command::new(env!("CARGO_BIN_EXE_quiz")).arg("--help").output().expect("help");
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    help.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn compare(name: &str, case: &Case, decade: &Decade, data: &Path) {
    let (mut cats, mut runs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..PAIRS {
        let (cat, run) = (cat(&decade.records), quiz(case, &decade.now, data));
        cats.push(cat.as_secs_f64() * 1000.0);
        runs.push(run.as_secs_f64() * 1000.0);
        ratios.push(run.as_secs_f64() / cat.as_secs_f64());
    }
    let (cat, run, ratio) = (median(&mut cats), median(&mut runs), median(&mut ratios));
    println!(
        "years: quiz {name}: {run:.0} ms [{:.0}..{:.0}], cat {cat:.0} ms [{:.0}..{:.0}]: \
         {ratio:.2} times (medians of {PAIRS} pairs; aim: at most {:.0} ms)",
        runs[0],
        runs[PAIRS - 1],
        cats[0],
        cats[PAIRS - 1],
        (3.0 * cat).max(100.0)
    );
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The floor: the files are read, and nothing is done with them.
fn cat(files: &[std::path::PathBuf]) -> Duration {
    let nowhere = File::create("/dev/null").expect("a place for what nobody reads");
    let start = Instant::now();
    let status = Command::new("cat").args(files).stdout(nowhere).status().expect("cat is there");
    assert!(status.success());
    start.elapsed()
}

/// The time until the output that is waited for is read on the other end of a pipe.
fn quiz(case: &Case, now: &str, data: &Path) -> Duration {
    let start = Instant::now();
    let mut quiz = Command::new(env!("CARGO_BIN_EXE_quiz"))
        .args(case.args)
        .env("XDG_DATA_HOME", data)
        .env("XDG_CONFIG_HOME", data)
        .env("QUIZDECK_NOW", now)
        .current_dir(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("quiz starts");
    let output = BufReader::new(quiz.stdout.take().expect("a pipe"));
    let mut lines = output.lines().map_while(Result::ok);
    let found = match case.until {
        Some(until) => lines.any(|line| line.starts_with(until)),
        None => lines.by_ref().count() > 0,
    };
    let elapsed = start.elapsed();
    assert!(found, "quiz {} printed nothing", case.args[0]);
    drop(quiz.stdin.take());
    lines.for_each(drop);
    quiz.wait().expect("quiz ends");
    elapsed
}
