//! Analysing and scoring a class, over `cat` of the same records, and beside polars and duckdb reading
//! the same files. Runs alternate; what the peers find has to be what we find.
//!
//! `cargo bench -p gradebook --bench class -- --students N --items M` measures another class;
//! `--write FOLDER` writes the files and measures nothing; `--no-files` leaves out one file a student;
//! `--python PATH` names a Python that has polars and duckdb; `--rounds N` measures more often.

mod exam;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use exam::{Class, OPTIONS, Size};
use serde_json::Value;

/// How far numbers of a peer may be from ours.
const NEAR: f64 = 1e-6;

/// What is asked for.
struct Asked {
    size: Size,
    rounds: usize,
    python: PathBuf,
    write: Option<PathBuf>,
}

fn main() {
    let asked = Asked::read();
    if let Some(folder) = &asked.write {
        let class = exam::write(folder, asked.size);
        println!("class: {} bytes in {}", class.bytes, class.all.display());
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let class = exam::write(folder.path(), asked.size);
    let Size { students, items, .. } = asked.size;
    println!("class: {students} students, {items} items, {:.1} MB", class.bytes as f64 / 1e6);
    let mut runs = runs(&asked, &class, folder.path());
    for _ in 0..asked.rounds {
        runs.iter_mut().for_each(Run::go);
    }
    check(&runs, folder.path());
    report(&runs);
}

impl Asked {
    /// Reads the arguments; cargo gives some of its own.
    fn read() -> Self {
        let args: Vec<String> = std::env::args().collect();
        let after = |name: &str| {
            let at = args.iter().position(|arg| arg == name)?;
            Some(args.get(at + 1).expect("a value").clone())
        };
        let number = |name, usual| after(name).map_or(usual, |n| n.parse().expect("a number"));
        Self {
            size: Size {
                students: number("--students", 10_000),
                items: number("--items", 120),
                files: !args.iter().any(|arg| arg == "--no-files"),
            },
            rounds: number("--rounds", 3),
            python: after("--python").unwrap_or_else(|| "python3".to_owned()).into(),
            write: after("--write").map(PathBuf::from),
        }
    }
}

/// A program that is measured.
struct Run {
    name: String,
    /// The shape of the records that it reads.
    shape: &'static str,
    args: Vec<String>,
    /// Where the results are.
    out: PathBuf,
    seconds: Vec<f64>,
    /// The seconds of all processors together; none where nothing measures them.
    busy: Vec<f64>,
    /// The most memory, in MiB; none where nothing measures it.
    peak: Option<f64>,
}

fn runs(asked: &Asked, class: &Class, folder: &Path) -> Vec<Run> {
    let shapes = [("all", &class.all), ("files", &class.files)];
    let shapes = shapes.into_iter().filter(|(name, _)| asked.size.files || *name == "all");
    let mut runs = Vec::new();
    for (shape, records) in shapes {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let mut add = |name: &str, args: &[&str]| {
            let args = args.iter().map(|arg| (*arg).to_owned()).collect();
            let out = folder.join(format!("{name}-{shape}.json").replace(' ', "-"));
            let name = name.to_owned();
            let (seconds, busy) = (Vec::new(), Vec::new());
            runs.push(Run { name, shape, args, out, seconds, busy, peak: None });
        };
        let (deck, records) = (text(&class.deck), text(records));
        let gradebook = env!("CARGO_BIN_EXE_gradebook");
        let cat = if shape == "all" { "cat" } else { "find" };
        let cats: [&[&str]; 2] =
            [&[cat, &records], &[cat, &records, "-type", "f", "-exec", "cat", "{}", "+"]];
        add("cat", cats[usize::from(shape == "files")]);
        let ours = |command| [gradebook, command, "--deck", &deck, &records, "--format", "json"];
        add("items", &ours("items"));
        add("items verify", &[&ours("items")[..], &["--verify"]].concat());
        add("score", &ours("score"));
        for peer in ["polars", "duckdb"] {
            if !has(&asked.python, peer) {
                println!("class: {peer}: NOT RUN, {} does not have it", asked.python.display());
                continue;
            }
            let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers.py");
            let out = text(&folder.join(format!("{peer}-{shape}.json")));
            let python = text(&asked.python);
            add(peer, &[&python, script, peer, shape, &text(folder), &out]);
        }
    }
    runs
}

/// Whether Python has a library.
fn has(python: &Path, library: &str) -> bool {
    let mut import = Command::new(python);
    import.args(["-c", &format!("import {library}")]).stderr(Stdio::null());
    import.status().is_ok_and(|status| status.success())
}

impl Run {
    fn is_peer(&self) -> bool {
        matches!(self.name.as_str(), "polars" | "duckdb")
    }

    /// Runs the program once.
    fn go(&mut self) {
        let time = Path::new("/usr/bin/time");
        let measured = self.out.with_extension("time");
        let mut command = if time.exists() {
            let mut command = Command::new(time);
            command.args(["-f", "%M %U %S", "-o"]).arg(&measured).args(&self.args);
            command
        } else {
            let mut command = Command::new(&self.args[0]);
            command.args(&self.args[1..]);
            command
        };
        let out = if self.is_peer() { PathBuf::from("/dev/null") } else { self.out.clone() };
        command.stdout(fs::File::create(out).expect("room for results"));
        command.env("POLARS_MAX_THREADS", "2");
        let start = Instant::now();
        let status = command.status().expect("it can be run");
        self.seconds.push(start.elapsed().as_secs_f64());
        assert!(status.success(), "{} failed", self.name);
        let measured = fs::read_to_string(measured).unwrap_or_default();
        let numbers: Vec<f64> = measured.split_whitespace().flat_map(str::parse).collect();
        if let [kilobytes, user, system] = numbers[..] {
            self.busy.push(user + system);
            self.peak = Some(self.peak.unwrap_or_default().max(kilobytes / 1024.0));
        }
    }
}

/// The least, the middle and the greatest of some numbers; nothing of none.
fn spread(mut numbers: Vec<f64>) -> Option<[f64; 3]> {
    numbers.sort_by(f64::total_cmp);
    let middle = *numbers.get(numbers.len() / 2)?;
    Some([*numbers.first()?, middle, *numbers.last()?])
}

/// How often some numbers are contained in others, pair by pair.
fn ratio(ours: &[f64], theirs: &[f64]) -> Option<[f64; 3]> {
    spread(ours.iter().zip(theirs).map(|(ours, theirs)| theirs / ours.max(0.01)).collect())
}

/// Compares what the peers found with what we found.
fn check(runs: &[Run], folder: &Path) {
    let read = |name: &str| -> Value {
        let text = fs::read_to_string(folder.join(name)).expect("results");
        serde_json::from_str(&text).expect("JSON")
    };
    for run in runs.iter().filter(|run| run.is_peer()) {
        let theirs = read(&format!("{}-{}.json", run.name, run.shape));
        let ours = read(&format!("items-{}.json", run.shape));
        let name = format!("{} of {}", run.name, run.shape);
        near(&name, &theirs["alpha"], &ours["reliability"]["alpha"]);
        let items = ours["items"].as_array().expect("items");
        for item in items {
            let id = item["id"].as_str().expect("an id");
            let (name, found) = (format!("{name}, {id}"), &theirs["items"][id]);
            near(&name, &found["difficulty"], &item["facility"]["value"]);
            near(&name, &found["r"], &item["discrimination"]["item_rest"]);
            assert_eq!(found["omitted"], item["replies"]["omitted"], "{name}");
            let counts: BTreeMap<_, _> =
                OPTIONS.iter().zip(item["choices"].as_array().expect("rows")).collect();
            for (option, row) in counts {
                assert_eq!(found["counts"][option], row["count"], "{name}, {option}");
            }
        }
        println!("class: {name}: {} items, same results", items.len());
    }
}

fn near(name: &str, theirs: &Value, ours: &Value) {
    let (theirs, ours) = (theirs.as_f64().expect("a number"), ours.as_f64().expect("a number"));
    assert!((theirs - ours).abs() <= NEAR, "{name}: {theirs} is not {ours}");
}

fn report(runs: &[Run]) {
    for run in runs {
        let mut line = format!("class: {} of {}", run.name, run.shape);
        if let Some([_, seconds, _]) = spread(run.seconds.clone()) {
            line.push_str(&format!(": {seconds:.3} s"));
        }
        if let Some([_, busy, _]) = spread(run.busy.clone()) {
            line.push_str(&format!(", {busy:.2} s of processors"));
        }
        if let Some(peak) = run.peak {
            line.push_str(&format!(", peak {peak:.1} MiB"));
        }
        println!("{line}");
    }
    for run in runs.iter().filter(|run| run.name != "items") {
        let ours = runs.iter().find(|ours| ours.name == "items" && ours.shape == run.shape);
        if let Some(ours) = ours {
            compare(run, ours);
        }
    }
}

fn compare(run: &Run, ours: &Run) {
    let mut line = format!("class: {} over items, of {}:", run.name, run.shape);
    let ratios = [
        ("time", ratio(&ours.seconds, &run.seconds)),
        ("processors", ratio(&ours.busy, &run.busy)),
    ];
    for (name, found) in ratios {
        if let Some([least, middle, most]) = found {
            line.push_str(&format!(" {name} {middle:.1} times [{least:.1}..{most:.1}],"));
        }
    }
    match ours.peak.zip(run.peak) {
        Some((ours, theirs)) => println!("{line} peak {:.1} times", theirs / ours),
        None => println!("{line} peak not measured"),
    }
}
