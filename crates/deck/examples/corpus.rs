//! Prints how the rules fare over the labelled corpus: `cargo run -p deck --example corpus`.
//!
//! The corpus written blind, without sight of the detectors, and our own are counted apart. With
//! `--faults` every false alarm and every miss in our own is listed; `--faults blind` lists those of
//! the blind one too, after which it is blind no more. Ends with 1 if a deck of the corpus is broken.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use console::{Align, Look, Table};
use deck::lint::corpus::{Score, Scores};
use deck::lint::{all, rule};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let faults = args.iter().any(|arg| arg == "--faults");
    let blind_too = args.iter().any(|arg| arg == "blind");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let (blind, blind_broken) = read(&corpus.join("blind"));
    let (own, own_broken) = read(&corpus.join("own"));
    println!("{}", table(&blind, &own).render(&Look::rich(160).uncoloured()));
    if faults {
        let blind = blind.faults.iter().filter(|_| blind_too);
        own.faults.iter().chain(blind).for_each(|fault| println!("{fault}"));
    }
    for broken in blind_broken.iter().chain(&own_broken) {
        eprintln!("{broken}");
    }
    if blind_broken.is_empty() && own_broken.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The scores over the decks of a folder, and what is wrong with those that are broken.
fn read(folder: &Path) -> (Scores, Vec<String>) {
    let (mut scores, mut broken) = (Scores::default(), Vec::new());
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|it| it == "toml")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match fs::read_to_string(path) {
            Ok(text) => {
                if let Err(problems) = scores.add(&name, &text) {
                    let first = problems.diagnostics.first();
                    let what = first.map_or("", |first| first.message.as_str());
                    broken.push(format!("{name} is no deck: {what}"));
                }
            }
            Err(error) => broken.push(format!("cannot read {name}: {error}")),
        }
    }
    (scores, broken)
}

fn table(blind: &Scores, own: &Scores) -> Table {
    let mut table = Table::new(
        [("Rule", Align::Left), ("Severity", Align::Left)]
            .into_iter()
            .chain(
                ["Blind hits", "false", "missed", "near", "prec.", "recall"]
                    .map(|it| (it, Align::Right)),
            )
            .chain(
                ["Own hits", "false", "missed", "near", "prec.", "recall"]
                    .map(|it| (it, Align::Right)),
            ),
    );
    let unknown = blind.rules.keys().chain(own.rules.keys()).map(String::as_str);
    let mut codes: Vec<&str> = all().map(|rule| rule.code).chain(unknown).collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        let severity = rule(code).map_or("no rule yet", |rule| rule.severity.as_str());
        let mut row = vec![code.to_owned(), severity.to_owned()];
        for scores in [blind, own] {
            row.extend(cells(scores.rules.get(code).copied().unwrap_or_default()));
        }
        table.push(row);
    }
    table
}

fn cells(score: Score) -> [String; 6] {
    let share = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{share:.2}"));
    let near = score.near + score.near_reported;
    [
        score.hits.to_string(),
        score.false_alarms.to_string(),
        score.misses.to_string(),
        format!("{}/{near}", score.near),
        share(score.precision()),
        share(score.recall()),
    ]
}
