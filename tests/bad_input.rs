//! Decks that are none, paths that lead nowhere: a message with its place, an exit code, no panic.

use std::fs::File;

use crate::support::{Sandbox, fixture, snapshot};

const HEAD: &str = "format = 1\nid = \"bad\"\ntitle = \"Bad\"\n\n";
const QUESTION: &str = "[[question]]\nid = \"good\"\nprompt = \"Is it so?\"\nanswer = true\n\n";

/// A deck with a good question and another of these fields.
fn deck(fields: &str) -> String {
    format!("{HEAD}{QUESTION}[[question]]\n{fields}")
}

/// Runs on each deck, and compares what is said about all of them with one snapshot.
#[track_caller]
fn refused<B: AsRef<[u8]>>(name: &str, decks: &[(&str, B)]) {
    let mut all = String::new();
    for (what, bytes) in decks {
        let sandbox = Sandbox::new().file("bad.toml", bytes);
        let ended = sandbox.quiz(["bad.toml"]).input("a\n").run();
        assert_eq!((ended.stdout.as_str(), ended.status), ("", Some(1)), "{what}");
        assert!(ended.stderr.starts_with("bad.toml:"), "{what}: {}", ended.stderr);
        assert!(!sandbox.records().exists(), "{what}: nothing was asked, so nothing is recorded");
        all.push_str(&format!("══ {what} ══\n{}\n", ended.stderr));
    }
    snapshot::check(name, "standard error", &[], &all);
}

#[test]
fn bytes_that_are_no_deck() {
    let every_byte: Vec<u8> = (0..=255).collect();
    let latin1 = [HEAD.as_bytes(), b"# caf\xe9\n", QUESTION.as_bytes()].concat();
    let zeros = vec![0; 4096];
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    refused(
        "bad-bytes",
        &[
            ("empty", Vec::new()),
            ("a line end alone", b"\n".to_vec()),
            ("every byte", every_byte),
            ("zeros", zeros),
            ("a picture", png),
            ("not UTF-8", latin1),
            ("UTF-16", "format = 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("no TOML", b"What is this?\n".to_vec()),
        ],
    );
}

#[test]
fn a_mistake_after_a_byte_order_mark_and_windows_line_ends() {
    let wrong = deck("id = \"wrong\"\nprompt = \"How many?\"\nanwser = 3\n");
    refused(
        "bad-line-ends",
        &[
            ("as it is", wrong.clone()),
            ("with a byte order mark", format!("\u{feff}{wrong}")),
            ("with CR LF", wrong.replace('\n', "\r\n")),
        ],
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let deck = fixture("all-kinds.toml");
    let transcript = |deck: &str| {
        let sandbox = Sandbox::new().file("deck.toml", deck);
        let args = ["practice", "deck.toml", "--all", "--seed", "7"];
        let ended = sandbox.quiz(args).input(":skip\n".repeat(12)).run();
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
        (ended, sandbox.recorded())
    };
    let plain = transcript(&deck);
    assert!(transcript(&format!("\u{feff}{deck}")) == plain);
    assert!(transcript(&deck.replace('\n', "\r\n")) == plain);
}

#[test]
fn fifty_megabytes() {
    const SIZE: usize = 50_000_000;
    let text = format!(
        "{HEAD}[[question]]\nid = \"long\"\nanswer = true\nprompt = \"{}\"\n",
        "p".repeat(SIZE)
    );
    let comments = format!("{HEAD}{}", format!("# {}\n", "c".repeat(97)).repeat(SIZE / 100));
    refused("bad-size", &[("a text", text), ("nothing but comments", comments)]);
}

#[test]
fn more_than_a_deck_may_have() {
    let sandbox = Sandbox::new().file("huge.toml", HEAD);
    // A hole takes no room on the disk.
    File::options()
        .write(true)
        .open(sandbox.work().join("huge.toml"))
        .unwrap()
        .set_len(1 << 40)
        .unwrap();
    let stderr = "quiz: huge.toml is larger than 134217728 bytes, the most a deck may have\n";
    sandbox.quiz(["huge.toml"]).stderr(stderr).status(2).check();
}

#[test]
fn ten_thousand_levels() {
    const DEPTH: usize = 10_000;
    let arrays = format!("{HEAD}deep = {}{}\n", "[".repeat(DEPTH), "]".repeat(DEPTH));
    let tables = format!("{HEAD}deep = {}1{}\n", "{ a = ".repeat(DEPTH), " }".repeat(DEPTH));
    let dots = format!("{HEAD}deep{} = 1\n", ".a".repeat(DEPTH));
    let header = format!("{HEAD}[deep{}]\n", ".a".repeat(DEPTH));
    let quotes = deck(&format!(
        "id = \"deep\"\nanswer = true\nprompt = '''\n{} deep\n'''\n",
        ">".repeat(DEPTH)
    ));
    refused(
        "bad-depth",
        &[
            ("arrays", arrays),
            ("inline tables", tables),
            ("dotted keys", dots),
            ("a header", header),
        ],
    );
    // Markdown that is as deep is a strange text, but a text.
    let sandbox = Sandbox::new().file("deep.toml", quotes);
    let ended = sandbox.quiz(["deep.toml", "--all"]).input("t\nt\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
}

/// Fields of a question whose id is right.
const WRONG_KEYS: [(&str, &str); 9] = [
    (
        "an answer that names no option",
        r#"prompt = "Which?"
        choices = { a = "One", b = "Two" }
        answer = "c""#,
    ),
    (
        "an answer that fell among the options",
        r#"prompt = "Which?"
        [question.choices]
        a = "One"
        b = "Two"
        answer = "a""#,
    ),
    (
        "a tolerance of text",
        r#"prompt = "What?"
        answer = "word"
        tolerance = 2"#,
    ),
    (
        "a tolerance that is a text",
        r#"prompt = "How many?"
        answer = 3
        tolerance = "about two""#,
    ),
    (
        "a blank without a key",
        r#"prompt = "The {{one}} and {{two}}"
        answer.one = "1""#,
    ),
    (
        "a key without a blank",
        r#"prompt = "The {{one}}"
        answer = { one = "1", two = "2" }"#,
    ),
    (
        "points that do not sum",
        r#"prompt = "Why?"
        points = 4
        rubric = [
          { id = "a", text = "A", points = 2 },
          { id = "b", text = "B", points = 1 },
        ]"#,
    ),
    (
        "a number beyond all bounds",
        r#"prompt = "How many?"
        answer = 1e999999999"#,
    ),
    (
        "no number",
        r#"prompt = "How many?"
        answer = nan"#,
    ),
];

#[test]
fn keys_that_do_not_fit() {
    let decks = WRONG_KEYS.map(|(what, fields)| {
        let fields = fields.replace("\n        ", "\n");
        (what, deck(&format!("id = \"wrong\"\n{fields}\n")))
    });
    refused("bad-keys", &decks);
}

#[test]
fn ids_that_do_not_fit() {
    let good = format!("{HEAD}{QUESTION}");
    let again = "id = \"good\"\nprompt = \"Again?\"\nanswer = false\n";
    let option = r#"
id = "wrong"
prompt = "Which?"
choices = { tags = "One", b = "Two" }
answer = "b"
"#;
    refused(
        "bad-ids",
        &[
            ("an id twice", deck(again)),
            ("an id that is a field's name", deck(&again.replace("good", "answer"))),
            ("an option whose id is a field's name", deck(option)),
            ("a newer format", good.replace("format = 1", "format = 2")),
            ("a format that never was", good.replace("format = 1", "format = 0")),
        ],
    );
}

#[test]
fn twelve_mistakes_get_twelve_diagnostics() {
    let text = fixture("twelve-mistakes.toml");
    let sandbox = Sandbox::with("twelve-mistakes.toml");
    let run = sandbox.quiz(["twelve-mistakes.toml"]).stderr_snapshot("twelve-mistakes");
    let ended = run.status(1).check();
    let errors = ended.stderr.lines().filter(|line| line.contains(": error["));
    let lines: Vec<usize> =
        errors.map(|line| line.split(':').nth(1).unwrap().parse().unwrap()).collect();
    // Each mistake is marked with its number, from which its line is known.
    let marked = text.lines().enumerate().flat_map(|(at, line)| {
        let marks = line.split_once(" # ").map_or("", |(_, marks)| marks);
        marks.split(',').filter(|mark| !mark.is_empty()).map(move |_| at + 1)
    });
    assert_eq!(lines, marked.collect::<Vec<_>>());
    assert_eq!(lines.len(), 12);
}

#[test]
fn paths_that_lead_nowhere() {
    let sandbox = Sandbox::new()
        .file("deck.toml", format!("{HEAD}{QUESTION}"))
        .file("empty/notes.txt", "no deck")
        .file("folder.toml/inside.txt", "no deck")
        .file("folder/broken.toml", HEAD);
    let no_deck = "hint: a deck is a file that ends in .toml and holds questions\n";
    for (path, status, stderr) in [
        ("empty", 2, format!("quiz: there is no deck in empty\n{no_deck}")),
        ("folder.toml", 2, format!("quiz: there is no deck in folder.toml\n{no_deck}")),
        ("missing.toml", 2, "quiz: cannot read missing.toml: no such file or directory\n".into()),
        ("no/such/deck.toml", 2, "quiz: cannot read no/such/deck.toml: no such file or directory\n".into()),
        ("deck.toml/deck.toml", 2, "quiz: cannot read deck.toml/deck.toml: not a directory\n".into()),
        ("", 2, "quiz: cannot read : no such file or directory\n".into()),
        (
            "folder",
            1,
            "folder/broken.toml:5:1: error[no-questions]: the deck has no questions: the text ends here\n\
             help: a question begins with the line `[[question]]`\n\
             quiz: folder/broken.toml has 1 error; nothing was asked\n".into(),
        ),
    ] {
        sandbox.quiz([path]).stderr(stderr).status(status).check();
    }
}

#[cfg(unix)]
#[test]
fn a_deck_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new().file("deck.toml", format!("{HEAD}{QUESTION}"));
    let path = sandbox.work().join("deck.toml");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o000)).unwrap();
    if File::open(&path).is_ok() {
        eprintln!("skipped: whoever runs the tests may read everything");
        return;
    }
    let stderr = "quiz: cannot read deck.toml: permission denied\n";
    sandbox.quiz(["deck.toml"]).stderr(stderr).status(2).check();
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_a_circle() {
    let sandbox = Sandbox::new().file("decks/deck.toml", format!("{HEAD}{QUESTION}"));
    let work = sandbox.work();
    std::os::unix::fs::symlink(&work, work.join("decks/up")).unwrap();
    std::os::unix::fs::symlink("self.toml", work.join("self.toml")).unwrap();
    let ended = sandbox.quiz(["decks"]).input("t\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    let stderr = "quiz: cannot read self.toml: too many levels of symbolic links\n";
    sandbox.quiz(["self.toml"]).stderr(stderr).status(2).check();
}
