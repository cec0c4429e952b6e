//! `gradebook report`: its numbers are those of `items` and `score`, and it writes only where it may.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use super::support::{Ended, Sandbox};

/// The ids of the students; some would be no file names.
const HOSTILE: [&str; 4] = ["../x", "CON", "a b", "<b>"];

/// A class that has sat an exam: student n knows the first n % 4 of three questions.
fn class() -> Sandbox {
    let sandbox = Sandbox::with("short-exam.toml");
    fs::create_dir(sandbox.work().join("records")).unwrap();
    sit(&sandbox, "nobody", "PAPER", &[":quit"]);
    let path = sandbox.work().join("records/PAPER.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    fs::remove_file(path).unwrap();
    let start: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let paper: Vec<&str> = start["paper"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    for number in 0..24 {
        let answer = |id: &&str| match (*id, number % 4) {
            ("bhutan", 0) => "Paro",
            ("bhutan", _) => "Thimphu",
            ("nepal", 0 | 1) => ":skip",
            ("nepal", _) => "Kathmandu",
            (_, 3) => "true",
            _ => "false",
        };
        let mut lines: Vec<&str> = paper.iter().map(answer).collect();
        lines.extend([":done", "h"]);
        sit(&sandbox, &id(number), &format!("S{number:02}"), &lines);
    }
    sandbox
}

fn id(number: usize) -> String {
    HOSTILE.get(number).map_or_else(|| format!("s{number}"), |id| (*id).to_owned())
}

fn sit(sandbox: &Sandbox, id: &str, session: &str, lines: &[&str]) {
    let record = format!("records/{session}.jsonl");
    let args = ["exam", "short-exam.toml", "--seed", "7", "--as", id, "--record", &record];
    let ended =
        sandbox.quiz(args).session(session).input(format!("b\n{}\n", lines.join("\n"))).run();
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
}

/// Runs `gradebook` on the class.
fn gradebook(sandbox: &Sandbox, command: &str, args: &[&str]) -> Ended {
    let mut program = sandbox.command("gradebook");
    program.args([command, "--deck", "short-exam.toml", "records"]).args(args);
    program.stdout(Stdio::piped());
    sandbox.talk(program).end_with(Vec::new())
}

#[track_caller]
fn well(ended: &Ended, stderr: &str) {
    assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("", stderr));
    assert_eq!(ended.status, Some(0));
}

fn json(sandbox: &Sandbox, command: &str) -> Value {
    let ended = gradebook(sandbox, command, &["--format", "json"]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    serde_json::from_str(&ended.stdout).unwrap()
}

fn page(sandbox: &Sandbox, name: &str) -> Html {
    Html::parse_document(&fs::read_to_string(sandbox.work().join(name)).unwrap())
}

fn within<'a>(of: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    of.select(&Selector::parse(selector).unwrap()).collect()
}

/// The value that is shown under a name; null where it is not defined.
fn number(of: ElementRef<'_>, name: &str) -> Value {
    let all = within(of, &format!("[data-stat='{name}']"));
    let one = all.first().unwrap_or_else(|| panic!("no {name}"));
    one.attr("value").map_or(Value::Null, |value| {
        let number: f64 = value.parse().unwrap();
        number.into()
    })
}

/// That two numbers are one, or both are not defined. The reader of JSON may be off by a last bit.
#[track_caller]
fn same(shown: &Value, json: &Value, name: &str) {
    match (shown.as_f64(), json.as_f64()) {
        (Some(one), Some(other)) => assert!((one - other).abs() <= 1e-12, "{name}: {one}, {other}"),
        (one, other) => assert_eq!(one, other, "{name}"),
    }
}

#[test]
fn the_numbers_are_those_of_items_and_score() {
    let sandbox = class();
    well(&gradebook(&sandbox, "report", &["-o", "report.html"]), "");
    let page = page(&sandbox, "report.html");
    let root = page.root_element();
    let (items, score) = (json(&sandbox, "items"), json(&sandbox, "score"));
    for (name, value) in [
        ("alpha", &items["reliability"]["alpha"]),
        ("sem", &items["reliability"]["sem"]),
        ("mean", &score["summary"]["mean"]),
        ("median", &score["summary"]["median"]),
        ("sd", &score["summary"]["sd"]),
        ("scored", &score["summary"]["scored"]),
        ("students", &score["summary"]["students"]),
    ] {
        same(&number(root, name), value, name);
    }
    let items = items["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    for item in items {
        let article = within(root, &format!("#item-{}", item["id"].as_str().unwrap()))[0];
        same_item(article, item);
    }
    let shown = within(root, "[data-stat='percent']");
    let students = score["students"].as_array().unwrap();
    assert_eq!((shown.len(), students.len()), (24, 24));
    for (cell, student) in shown.iter().zip(students) {
        same(&number_of(*cell), &student["percent"], "percent");
    }
}

fn number_of(element: ElementRef<'_>) -> Value {
    element.attr("value").and_then(|value| value.parse::<f64>().ok()).into()
}

fn same_item(article: ElementRef<'_>, item: &Value) {
    for (name, value) in [
        ("facility", &item["facility"]["value"]),
        ("item-rest", &item["discrimination"]["item_rest"]),
        ("alpha-without", &item["alpha_if_deleted"]),
        ("administered", &item["replies"]["administered"]),
        ("answered", &item["replies"]["answered"]),
        ("omitted", &item["replies"]["omitted"]),
        ("not-reached", &item["replies"]["not_reached"]),
    ] {
        same(&number(article, name), value, name);
    }
    let choices = item["choices"].as_array().unwrap();
    let rows = within(article, "table[id^='choices-'] tbody tr");
    if item["kind"] == "short-answer" {
        assert!(rows.is_empty());
        return;
    }
    assert_eq!(rows.len(), choices.len());
    for (row, choice) in rows.iter().zip(choices) {
        same(&number(*row, "count"), &choice["count"], "count");
        same(&number(*row, "share"), &choice["share"], "share");
        same(&number(*row, "choice-rest"), &choice["item_rest"], "choice-rest");
        let curve = within(*row, "[data-stat='curve']");
        assert_eq!(curve.len(), 3, "a class of 24 is parted in thirds");
        for (cell, share) in curve.iter().zip(choice["curve"].as_array().unwrap()) {
            same(&number_of(*cell), share, "curve");
        }
    }
}

#[test]
fn each_student_has_a_page_in_the_folder_and_nowhere_else() {
    let sandbox = class();
    well(&gradebook(&sandbox, "report", &["--students", "pages"]), "24 pages in pages\n");
    let names = || {
        let names = fs::read_dir(sandbox.work().join("pages")).unwrap();
        let mut names: Vec<String> =
            names.map(|name| name.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let first = names();
    assert_eq!(first.len(), 24);
    assert!(first.contains(&"s23.html".to_owned()), "{first:?}");
    assert!(!first.iter().any(|name| name.to_lowercase().starts_with("con.")));
    assert!(!sandbox.work().join("x.html").exists());
    // An earlier run's pages are replaced.
    well(&gradebook(&sandbox, "report", &["--students", "pages"]), "24 pages in pages\n");
    assert_eq!(names(), first);
    // One page alone is the same.
    well(&gradebook(&sandbox, "report", &["--student", "s23", "-o", "one.html"]), "");
    let read = |name: &str| fs::read(sandbox.work().join(name)).unwrap();
    assert_eq!(read("one.html"), read("pages/s23.html"));
}

#[test]
fn what_it_did_not_write_it_does_not_replace() {
    let sandbox = class().file("report.html", "mine").file("pages/notes.txt", "mine");
    let refused = |args: &[&str], stderr: &str| {
        let ended = gradebook(&sandbox, "report", args);
        assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("", stderr));
        assert_eq!(ended.status, Some(2));
    };
    refused(
        &["-o", "report.html"],
        "gradebook: report.html is there already, and no page of a report; nothing was written\n\
         hint: --force replaces it\n",
    );
    refused(
        &["--students", "pages"],
        "gradebook: pages/notes.txt is no page of a student; nothing was written\n\
         hint: name a new or an empty folder\n",
    );
    refused(
        &["--student", "s32", "-o", "one.html"],
        "gradebook: `s32` is no student of the class\nhint: did you mean `s12`?\n",
    );
    refused(
        &["--no-key", "-o", "one.html"],
        "gradebook: --no-key is about the feedback for students\n\
         hint: --student ID or --students DIR writes it\n",
    );
    let is_mine = |path: &str| fs::read(sandbox.work().join(path)).unwrap() == b"mine";
    assert!(is_mine("report.html") && is_mine("pages/notes.txt"));
    assert!(!Path::new(&sandbox.work().join("one.html")).exists());
    well(&gradebook(&sandbox, "report", &["--force", "-o", "report.html"]), "");
    well(&gradebook(&sandbox, "report", &["-o", "report.html"]), "");
}

#[test]
fn a_record_that_is_not_used_is_told_in_the_page_and_beside_it() {
    let sandbox = class().file("records/broken.jsonl", "{\"n\":0}\n");
    let ended = gradebook(&sandbox, "report", &["-o", "report.html"]);
    assert_eq!(ended.status, Some(1));
    assert!(ended.stderr.contains("1 record was not used"), "{}", ended.stderr);
    let page = page(&sandbox, "report.html");
    let told = within(page.root_element(), "#leftovers li");
    assert!(told[0].text().collect::<String>().starts_with("records/broken.jsonl: line 1"));
}
