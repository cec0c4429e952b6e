use serde_json::Value;
use session::files::fault::Disk;

use super::*;

const HEAD: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n\n[[question]]\nid = \"q\"\n";
const CLEAN: &str = "prompt = \"Kiwis fly.\"\nanswer = false\n";
const WARNED: &str = "prompt = \"Which does not fly?\"\nchoices = { a = \"Kiwi\", b = \"Kea\", c = \"Tui\" }\nanswer = \"a\"\n";

fn args(format: Format) -> CheckArgs {
    CheckArgs { paths: Vec::new(), sources: Vec::new(), deny: None, format, fix: false }
}

/// Checks one file of a disk; what is written, and the end.
fn check(disk: &Disk, args: &CheckArgs) -> (String, Result<(), Failure>) {
    let mut checking = Checking::new(disk, args, Look::LINE);
    let mut written = checking.file(Path::new("d.toml")).unwrap();
    let (rest, end) = checking.finish().unwrap();
    written.push_str(&rest);
    (written, end)
}

fn disk(question: &str) -> Disk {
    let disk = Disk::new();
    disk.put("d.toml", format!("{HEAD}{question}"));
    disk
}

#[test]
fn a_clean_deck_says_so() {
    let (written, end) = check(&disk(CLEAN), &args(Format::Text));
    assert_eq!((written.as_str(), end), ("1 deck, 1 question: no problems.\n", Ok(())));
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let (written, end) = check(&disk(WARNED), &args(Format::Short));
    let line = "d.toml:7:22: warning[negative-stem]: the question is negative\n";
    assert_eq!((written.as_str(), end), (line, Ok(())));
    let denied = CheckArgs { deny: Some(Deny::Warnings), ..args(Format::Short) };
    assert_eq!(check(&disk(WARNED), &denied).1, Err(Failure::quiet(Exit::Problems)));
    assert_eq!(check(&disk(CLEAN), &denied).1, Ok(()));
}

#[test]
fn errors_of_the_format_are_findings_too() {
    let (written, end) = check(&disk("prompt = \"P\"\nanwser = true\n"), &args(Format::Text));
    assert!(written.contains("d.toml:8:1: error[unknown-field]"), "{written}");
    assert!(written.ends_with("1 deck, 0 questions: 1 error.\n"), "{written}");
    assert_eq!(end, Err(Failure::quiet(Exit::Problems)));
}

#[test]
fn the_json_document_is_as_documented() {
    let (written, _) = check(&disk(WARNED), &args(Format::Json));
    let json: Value = serde_json::from_str(&written).unwrap();
    let expected = serde_json::json!({
        "version": 1,
        "summary": {
            "decks": 1, "questions": 1, "errors": 0, "warnings": 1, "notes": 0, "fixed": 0,
            "unverified": 0,
        },
        "findings": [{
            "code": "negative-stem", "severity": "warning", "question": "q", "file": "d.toml",
            "line": 7, "column": 22, "end_line": 7, "end_column": 25,
            "message": "the question is negative",
            "help": "ask for what is so; if that cannot be, write the word in bold capitals: **NOT**",
            "fixable": false,
        }],
    });
    assert_eq!(json, expected);
}

#[test]
fn every_result_of_a_sarif_log_has_its_rule() {
    for question in [WARNED, "prompt = \"P\"\nanwser = true\n"] {
        let (written, _) = check(&disk(question), &args(Format::Sarif));
        let json: Value = serde_json::from_str(&written).unwrap();
        let run = &json["runs"][0];
        let result = &run["results"][0];
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][at]["id"], result["ruleId"]);
    }
}

#[test]
fn fixes_are_written_and_counted() {
    let twice = "prompt = \"Which of the the birds flies?\"\r\nanswer = \"kea\"\r\n";
    let disk = disk(twice);
    let (written, end) = check(&disk, &CheckArgs { fix: true, ..args(Format::Text) });
    assert_eq!((written.as_str(), end), ("1 deck, 1 question: no problems; 1 fixed.\n", Ok(())));
    let text = disk.bytes("d.toml").unwrap();
    assert_eq!(text, format!("{HEAD}{}", twice.replace("the the", "the")).as_bytes());
}

#[test]
fn a_broken_deck_is_not_fixed() {
    let broken = "prompt = \"Which of the the birds flies?\"\nanwser = \"kea\"\n";
    let disk = disk(broken);
    let (_, end) = check(&disk, &CheckArgs { fix: true, ..args(Format::Text) });
    assert_eq!(end, Err(Failure::quiet(Exit::Problems)));
    assert_eq!(disk.bytes("d.toml").unwrap(), format!("{HEAD}{broken}").as_bytes());
}

#[test]
fn a_file_that_changed_in_the_meantime_is_left_alone() {
    let disk = disk("prompt = \"Which of the the birds flies?\"\nanswer = \"kea\"\n");
    let args = CheckArgs { fix: true, ..args(Format::Text) };
    let mut checking = Checking::new(&disk, &args, Look::LINE);
    let original = checking.read(Path::new("d.toml")).unwrap();
    disk.put("d.toml", "# somebody else was here");
    let failure = checking.mend(&original).unwrap_err();
    assert_eq!(failure.exit, Exit::Failed);
    assert!(failure.to_string().contains("was changed by another program"), "{failure}");
    assert_eq!(disk.bytes("d.toml").unwrap(), b"# somebody else was here");
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let disk = Disk::new();
    let args = args(Format::Text);
    let mut checking = Checking::new(&disk, &args, Look::LINE);
    let failure = checking.file(Path::new("gone.toml")).unwrap_err();
    assert_eq!(failure.exit, Exit::Failed);
    assert!(failure.to_string().starts_with("cannot read gone.toml: "), "{failure}");
}
