//! Text from other people reaches no stream with what a terminal would obey: control characters,
//! C1 controls, bidirectional overrides.

use std::fs;

use crate::support::answerer::answer_to;
use crate::support::{Ended, Sandbox, fixture};

/// What a terminal would obey, or hide: clear the screen, set the title, ring, go back, a C1
/// control sequence, an override, an isolate left open, a tag character.
const ATTACKS: [&str; 8] = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x08\x08",
    "\r",
    "\u{9b}31m",
    "\u{202e}",
    "\u{2067}",
    "\u{e0041}",
];

/// All of them.
fn attack() -> String {
    ATTACKS.concat()
}

/// What of it can stand in a tag.
fn attack_on_tags() -> String {
    attack().chars().filter(|c| !c.is_control()).collect()
}

/// The same as a TOML text spells it, since TOML lets no control character stand.
fn spelt(text: &str) -> String {
    text.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect()
}

/// The same as JSON spells it, which would let some characters stand.
fn spelt_in_json(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect()
}

/// The fields of the fixture that hold texts.
const TEXTS: [&str; 13] = [
    "title",
    "prompt",
    "text",
    "explanation",
    "hint",
    "why",
    "choices",
    "items",
    "left",
    "right",
    "unit ",
    "tags",
    "reject",
];

/// The fixture with the attack in every text that can hold one.
fn hostile_deck() -> String {
    let mut deck = String::new();
    for line in fixture("all-kinds.toml").lines() {
        let is_text = TEXTS.iter().any(|field| line.starts_with(field));
        let line = match line {
            // A tag holds no control characters.
            _ if line.starts_with("tags") => spoil(line, &spelt(&attack_on_tags())),
            _ if is_text && !line.contains("\"\"\"") => spoil(line, &spelt(&attack())),
            _ => line.to_owned(),
        };
        deck.push_str(&line);
        deck.push('\n');
    }
    // Texts of several lines are spoilt where they begin.
    deck.replace("\"\"\"\nHow", &format!("\"\"\"\n{}How", spelt(&attack())))
        .replace("\"\"\"\nThe Sun", &format!("\"\"\"\n{}The Sun", spelt(&attack())))
}

/// A line with the attack in all of its texts.
fn spoil(line: &str, attack: &str) -> String {
    let mut inside = false;
    let mut spoilt = String::new();
    for piece in line.split_inclusive('"') {
        spoilt.push_str(piece);
        inside = !inside && piece.ends_with('"');
        if inside {
            spoilt.push_str(attack);
        }
    }
    spoilt
}

/// Whether a character could do harm on a terminal, or hide something.
fn is_harmful(c: char) -> bool {
    matches!(c,
        '\0'..='\x09' | '\x0b'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}')
}

#[track_caller]
fn assert_harmless(ended: &Ended) {
    for text in [&ended.stdout, &ended.stderr] {
        let harmful = text.char_indices().find(|(_, c)| is_harmful(*c));
        if let Some((at, c)) = harmful {
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            panic!("{c:?} in {:?}", text[line..].lines().next());
        }
    }
}

#[test]
fn the_hostile_deck_is_hostile() {
    assert!(hostile_deck().matches(&spelt(&attack())).count() > 60);
    assert!(attack().chars().filter(|c| is_harmful(*c)).count() >= ATTACKS.len());
}

/// Answers a whole sitting as well as it can, through hints and flags and all.
fn sitting(sandbox: &Sandbox, args: &[&str]) -> Ended {
    let mut dialogue = sandbox.quiz(args).begin();
    let mut seen = 0;
    loop {
        let text = dialogue.wait_for_prompt(seen);
        let new = &text[seen..];
        seen = text.len();
        if new.contains("\nQuestion ") {
            dialogue.line(&format!(":hint\n:flag {}\n:list\n:repeat", attack()));
            seen = dialogue.wait_for_prompts(seen, 4).len();
        }
        dialogue.line(&answer_to(&text));
        if new.contains("\nNext (") {
            return dialogue.end();
        }
    }
}

#[test]
fn a_deck() {
    let sandbox = Sandbox::new().file("deck.toml", hostile_deck());
    let ended = sitting(&sandbox, &["practice", "deck.toml", "--all", "--seed", "7"]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    assert!(ended.stdout.contains("Question 12 of 12.") && ended.stdout.contains("Missed:"));
    assert_harmless(&ended);
    let resumed = sandbox.quiz(["deck.toml", "--missed"]).session("MISSED").input(":quit\n").run();
    assert_harmless(&resumed);
}

#[test]
fn a_deck_as_data() {
    let sandbox = Sandbox::new().file("deck.toml", hostile_deck());
    let args = ["practice", "deck.toml", "--all", "--seed", "7", "--format", "json"];
    let ended = sandbox.quiz(args).input(":skip\n".repeat(12)).run();
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    assert_harmless(&ended);
    let data: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let tag = data["by_tag"][0]["name"].as_str().unwrap();
    assert!(tag.starts_with(&attack_on_tags()), "data is not changed: {tag:?}");
}

#[test]
fn a_deck_in_the_menu() {
    let sandbox = Sandbox::new().own_deck(&format!("{}.toml", attack()), hostile_deck()).own_deck(
        &format!("broken{}.toml", attack()),
        format!("format = 1\n\"{}\" = 2\n", spelt(&attack())),
    );
    let ended = sandbox.quiz([""; 0]).input("1\n2\n:skip\n:skip\n\n").run();
    assert_eq!(ended.status, Some(0));
    assert!(ended.stdout.contains("1) ") && ended.stderr.contains("is left out"));
    assert_harmless(&ended);
}

#[test]
fn mistakes_in_a_deck() {
    let hostile = hostile_deck();
    let attack = spelt(&attack());
    let decks = [
        hostile.replace("answer = ", "anwser = "),
        hostile.replace("kind", "sort").replace("scoring", "scorign"),
        format!("format = 1\nid = \"x{attack}\"\n\"{attack}\" = 1\nlanguage = \"{attack}\"\n"),
        hostile.replace("id = \"nearest-star\"", &format!("id = \"{attack}\"")),
        hostile.replace("answer = \"proxima\"", &format!("answer = \"{attack}\"")),
        hostile.replace("difficulty = \"easy\"", &format!("difficulty = \"{attack}\"")),
        hostile.replace("tags = [\"", &format!("tags = [\"{attack}")),
        hostile.replace("tolerance = 2", &format!("tolerance = \"{attack}\"")),
        format!("{hostile}\n[[passage]]\nid = \"{attack}\"\ntext = \"{attack}\"\n"),
        // As they are, where TOML allows it or stops at them.
        format!("# {}\nformat = \"{}\"\n", self::attack(), self::attack()),
    ];
    for deck in decks {
        let sandbox = Sandbox::new().file("deck.toml", deck);
        let ended = sandbox.quiz(["deck.toml"]).run();
        assert_eq!(ended.status, Some(1), "{}", ended.stderr);
        assert_harmless(&ended);
    }
}

#[test]
fn names_of_files() {
    let name = format!("x{}.toml", attack());
    let sandbox = Sandbox::new()
        .file(&name, "format = 1\n")
        .file(&format!("{name}.d/notes.txt"), "")
        .file("fine.toml", fixture("all-kinds.toml"));
    let missing = format!("no{name}");
    let folder = format!("{name}.d");
    for args in [
        &[name.as_str()][..],
        &[&missing],
        &[&folder],
        &["fine.toml", &name],
        &["resume", &attack()],
        &["resume", "--deck", &missing],
        &["fine.toml", "--tag", &attack()],
    ] {
        let ended = sandbox.quiz(args).run();
        assert!(matches!(ended.status, Some(1 | 2)), "{args:?}: {:?}", ended.status);
        assert!(!ended.stderr.is_empty());
        assert_harmless(&ended);
    }
    let renamed = Sandbox::new().file(&name, fixture("all-kinds.toml"));
    let ended = renamed.quiz([&name]).input(":skip\n".repeat(10)).run();
    assert_eq!(ended.status, Some(0));
    assert!(ended.stdout.contains("Saved as"), "{}", ended.stdout);
    assert_harmless(&ended);
}

#[test]
fn typed_answers() {
    let sandbox = Sandbox::with("all-kinds.toml");
    let attack = attack();
    let input =
        format!("{attack}\n1{attack}\n:{attack}\n::{attack}\n:flag {attack}\n:go {attack}\n");
    for kind in
        ["single-choice", "short-answer", "numerical", "matching", "ordering", "cloze", "essay"]
    {
        let args = ["practice", "all-kinds.toml", "--seed", "7", "--kind", kind];
        let ended = sandbox.quiz(args).session(kind).input(format!("{input}{input}.\n")).run();
        assert_eq!(ended.status, Some(0));
        assert_harmless(&ended);
    }
    let menu = sandbox.quiz([""; 0]).session("menu").input(format!("{attack}\n")).run();
    assert_harmless(&menu);
}

#[test]
fn records() {
    let attack = attack();
    let sandbox = Sandbox::with("all-kinds.toml");
    let args =
        ["practice", "all-kinds.toml", "--seed", "7", "--as", &attack, "--kind", "short-answer"];
    sandbox.quiz(args).input(":quit\n").run();
    let record = sandbox.recorded();
    let spelt = spelt_in_json(&attack);
    for (from, to) in [
        ("\"file\":\"all-kinds.toml\"", format!("\"file\":\"{spelt}\"")),
        ("\"id\":\"night-sky\"", format!("\"id\":\"{spelt}\"")),
        ("\"session\":\"TEST-SITTING\"", format!("\"session\":\"{spelt}\"")),
        ("\"mode\":\"practice\"", format!("\"mode\":\"{spelt}\"")),
        ("\"seed\"", format!("\"{spelt}\":1,\"seed\"")),
        ("\"program\":\"0.1.0\"", format!("\"program\":\"{spelt}\"")),
        ("\"event\":\"start\"", format!("\"event\":\"{spelt}\"")),
        ("\"event\":\"start\"", format!("\"event\":\"{attack}\"")),
    ] {
        assert!(record.contains(from), "{from}");
        fs::write(sandbox.the_record(), record.replacen(from, &to, 1)).unwrap();
        for args in [&["resume"][..], &["resume", "TEST"], &["all-kinds.toml"]] {
            assert_harmless(&sandbox.quiz(args).session("OTHER").input(":quit\n").run());
            let _ = fs::remove_file(sandbox.records().join("OTHER.jsonl"));
        }
    }
    let named = Sandbox::with("all-kinds.toml").record(&format!("{attack}.jsonl"), "no record\n");
    let ended = named.quiz(["all-kinds.toml"]).input(":quit\n").run();
    assert!(ended.stderr.contains("is left out"), "{}", ended.stderr);
    assert_harmless(&ended);
}

const QUESTION_DECK: &str = "format = 1\nid = \"one\"\ntitle = \"One\"\n[[question]]\nid = \"q\"\n\
                             prompt = \"Q?\"\nanswer = true\n";

/// A pipe that nobody writes must not be waited for.
#[cfg(unix)]
#[test]
fn pipes_among_decks_and_records_are_passed_over() {
    let sandbox = Sandbox::new().file("decks/keep.txt", "").file("deck.toml", QUESTION_DECK);
    let records = sandbox.records();
    std::fs::create_dir_all(&records).unwrap();
    for path in [sandbox.work().join("decks/f.toml"), records.join("z.jsonl")] {
        let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
        assert!(made.success());
    }
    let menu = sandbox.quiz([] as [&str; 0]).run();
    assert_eq!(menu.status, Some(0), "{}", menu.stderr);
    let asked = sandbox.quiz(["deck.toml"]).run();
    assert_eq!(asked.status, Some(0), "{}", asked.stderr);
    assert!(asked.stderr.contains("z.jsonl is left out"), "{}", asked.stderr);
}

/// What was typed on the command line comes back in an error, without its control characters.
#[test]
fn arguments_reach_no_terminal_raw() {
    let sandbox = Sandbox::new();
    let ended = sandbox.quiz(["--kind", "\x1b]0;x\x07"]).run();
    assert_eq!(ended.status, Some(2));
    assert!(!ended.stderr.contains(['\x1b', '\x07']), "{:?}", ended.stderr);
}
