//! The JSON Schema agrees with the reader of decks, as far as a schema can.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use deck_format::{
    Difficulty, FIELD_NAMES, Feedback, Kind, OrderRule, PartsRule, SelectRule, parse,
};
use jsonschema::Validator;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde_json::Value;

const REFERENCE: &str = include_str!("../../deck-format/README.md");
const HEAD: &str = "format = 1\nid = \"example\"\ntitle = \"Example\"\n";
const DIGEST: &str = "0123456789abcdef0123456789abcdef";
const QUESTION: &str = "\n[[question]]\nid = \"q\"\nprompt = \"So?\"\nanswer = true\n";

/// The names inside the tables of a question or a deck.
const INNER_NAMES: &[&str] = &[
    "accents",
    "allow",
    "articles",
    "back",
    "case",
    "compat",
    "count",
    "digits",
    "evidence",
    "feedback",
    "from",
    "numbers",
    "paragraph",
    "punctuation",
    "quotes",
    "sha256",
    "skip",
    "sort",
    "source",
    "spaces",
    "tag",
    "text",
    "time_limit",
    "to",
    "typos",
    "value",
    "wildcard",
];

/// The examples whose problem no schema sees: it takes two places of the deck at once, or the text
/// of a value.
const BEYOND: &[&str] = &["mammals", "landing", "freezing", "dialects", "no-words"];

fn schema() -> Value {
    serde_json::from_str(deck::SCHEMA).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

/// A deck as editors see it.
fn data(text: &str) -> Value {
    toml::from_str(text.trim_start_matches('\u{feff}')).unwrap()
}

/// What the schema says against a deck.
fn objections(validator: &Validator, text: &str) -> Vec<String> {
    let data = data(text);
    let errors = validator.iter_errors(&data);
    errors.map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The examples of the format reference: the line, the whole deck, the code of its problem.
fn examples() -> Vec<(usize, String, Option<String>)> {
    let mut examples = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for (event, range) in Parser::new(REFERENCE).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                if info.split(',').next() == Some("toml") =>
            {
                let line = REFERENCE[..range.start].matches('\n').count() + 1;
                open = Some((line, info.to_string(), String::new()));
            }
            Event::Text(more) => {
                if let Some((_, _, text)) = &mut open {
                    text.push_str(&more);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let Some((line, info, text)) = open.take() else { continue };
                let code = info.split(',').find_map(|word| word.strip_prefix("error:"));
                let text = match info.split(',').nth(1) {
                    Some("question") => format!("{HEAD}{text}"),
                    Some("deck-fields") => format!("{HEAD}{text}{QUESTION}"),
                    _ => text,
                };
                examples.push((line, text, code.map(str::to_owned)));
            }
            _ => {}
        }
    }
    examples
}

#[test]
fn the_schema_is_a_schema() {
    assert!(jsonschema::meta::is_valid(&schema()));
}

#[test]
fn every_example_of_the_reference_is_judged_as_the_reader_does() {
    let validator = validator();
    let examples = examples();
    assert!(examples.len() > 30, "{}", examples.len());
    let mut missed = Vec::new();
    for (line, text, code) in examples {
        let objections = objections(&validator, &text);
        match code {
            None => assert_eq!(objections, [""; 0], "line {line}"),
            Some(_) if objections.is_empty() => {
                let id = data(&text)["question"][0]["id"].as_str().unwrap().to_owned();
                missed.push(id);
            }
            Some(_) => {}
        }
    }
    assert_eq!(missed, BEYOND);
}

/// Every TOML file below a folder.
fn toml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            toml_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            found.push(path);
        }
    }
}

#[test]
fn every_deck_of_the_repository_is_valid() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let validator = validator();
    let mut files = Vec::new();
    toml_files(&root, &mut files);
    let mut decks = 0;
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        if parse(&text).is_err() {
            continue;
        }
        decks += 1;
        assert_eq!(objections(&validator, &text), [""; 0], "{}", path.display());
    }
    assert!(decks > 5, "{decks}");
}

#[test]
fn what_one_question_alone_shows_to_be_wrong_is_refused() {
    let validator = validator();
    let choices = "choices = { a = \"A\", b = \"B\" }";
    let cases = [
        "answer = true\nanwser = true".to_owned(),
        "answer = true\nkind = \"numerical\"".to_owned(),
        "answer = true\nkind = \"mcq\"".to_owned(),
        "answer = true\nunit = \"m\"".to_owned(),
        "answer = true\npoints = -1".to_owned(),
        "answer = true\npoints = \"1\"".to_owned(),
        "answer = true\ntime = \"5 minutes\"".to_owned(),
        "answer = true\ntime = \"\"".to_owned(),
        "answer = true\ntags = [\"a, b\"]".to_owned(),
        "answer = true\ntags = [\" a\"]".to_owned(),
        "answer = true\ntags = [\"a\", \"a\"]".to_owned(),
        "answer = true\ndifficulty = \"tricky\"".to_owned(),
        "answer = true\nweight = 0".to_owned(),
        "answer = true\nfamily = \"The Smiths\"".to_owned(),
        "answer = true\nwhy.maybe = \"No.\"".to_owned(),
        "answer = true\nexplanation = \" \"".to_owned(),
        "answer = true\ncite = { paragraph = 7 }".to_owned(),
        "answer = true\ncite = { source = \"s\", paragraph = 0 }".to_owned(),
        "answer = true\nlint.ignore = { x = \"y\" }".to_owned(),
        "explanation = \"No answer.\"".to_owned(),
        "answer = [\"a\", \"b\"]".to_owned(),
        "answer = \"a\"\nchoices = { a = \"A\" }".to_owned(),
        "answer = \"a\"\nchoices = { A = \"A\", b = \"B\" }".to_owned(),
        format!("{choices}\nanswer = true"),
        format!("{choices}\nanswer = \"a\"\ncredit.b = 0.5"),
        format!("{choices}\nanswer = \"a\"\nscoring = \"weighted\"\ncredit.b = 2"),
        format!("{choices}\nanswer = [\"a\"]\nscoring = \"kendall\""),
        format!("{choices}\nanswer = [\"a\"]\ncredit.b = 0.5"),
        "answer = 5\nunits = { km = 1000 }".to_owned(),
        "answer = 5\ntolerance = \"a little\"".to_owned(),
        "answer = 5\ntolerance = { digits = 0 }".to_owned(),
        "answer = 5\naccept = [\"6\"]".to_owned(),
        "answer = 5\naccept = [{ from = 1 }]".to_owned(),
        "answer = \"a text\"\naccept = [{ wildcard = \"*\", text = \"a\" }]".to_owned(),
        "answer = \"a text\"\naccept = [{ text = \"a\", credit = 0 }]".to_owned(),
        "answer = \"a text\"\nreject = [\"b\"]".to_owned(),
        "answer = \"a text\"\ncompare.typos = 9".to_owned(),
        "items = { a = \"A\", b = \"B\" }\nanswer = \"a\"".to_owned(),
        "items = { a = \"A\", b = \"B\" }\nanswer = [\"a\"]".to_owned(),
        "left = { a = \"A\", b = \"B\" }\nanswer = { a = \"x\" }".to_owned(),
        "answer = { x = true }".to_owned(),
        "answer = { x = 1 }\nblanks.x = { sort = \"date\" }".to_owned(),
        "answer = { x = 1 }\nblanks.x = { unit = \"m\" }".to_owned(),
        "answer = { x = 1 }\nblanks.x = { sort = \"choice\" }".to_owned(),
        "rubric = [{ id = \"r\", text = \"T\", points = 2 }]".to_owned(),
        "points = 2\nrubric = []".to_owned(),
        "points = 2\nrubric = [{ id = \"r\", text = \"T\" }]".to_owned(),
    ];
    for fields in cases {
        let text =
            format!("{HEAD}[[question]]\nid = \"q\"\nprompt = \"So {{{{x}}}}?\"\n{fields}\n");
        assert!(parse(&text).is_err(), "the reader takes it:\n{fields}");
        assert!(!objections(&validator, &text).is_empty(), "the schema takes it:\n{fields}");
    }
}

#[test]
fn what_is_wrong_with_the_deck_itself_is_refused() {
    let validator = validator();
    for text in [
        HEAD.to_owned(),
        QUESTION.to_owned(),
        format!("{HEAD}{QUESTION}").replace("format = 1", "format = 2"),
        format!("{HEAD}language = \"English, please\"{QUESTION}"),
        format!("{HEAD}scoring = {{ essay = \"exact\" }}{QUESTION}"),
        format!("{HEAD}exam = {{ time_limit = 30 }}{QUESTION}"),
        format!("{HEAD}blueprint = [{{ tag = \"x\" }}]{QUESTION}"),
        format!("{HEAD}passage = [{{ id = \"p\" }}]{QUESTION}"),
        format!("{HEAD}sources.a.sha256 = \"00\"{QUESTION}"),
        format!("{HEAD}sources.a.skip = 3{QUESTION}"),
        format!("{HEAD}sources.a.skip = [0]{QUESTION}"),
        format!("{HEAD}sources.a.skip = [\"3\"]{QUESTION}"),
        format!("{HEAD}sources.a.skip = [3, 3]{QUESTION}"),
        format!("{HEAD}released = true{QUESTION}"),
        format!("{HEAD}released.abc = {{}}{QUESTION}"),
        format!("{HEAD}released.{DIGEST}.Q = {{}}{QUESTION}"),
        format!("{HEAD}released.{DIGEST}.q.choices = \"a\"{QUESTION}"),
        format!("{HEAD}released.{DIGEST}.q.blanks = [{{ choices = [\"a\"] }}]{QUESTION}"),
        format!("{HEAD}released.{DIGEST}.q.answer = [\"a\"]{QUESTION}"),
        format!("{HEAD}handout = true\nreleased = {{}}{QUESTION}")
            .replace("answer = true", "kind = \"true-false\"\npoints = 1"),
        format!("{HEAD}author = \"me\"{QUESTION}"),
        format!("{HEAD}handout = true{QUESTION}"),
        format!("{HEAD}handout = true{QUESTION}").replace("answer = true\n", ""),
        format!("{HEAD}handout = true\ncompare = {{}}{QUESTION}")
            .replace("answer = true", "kind = \"true-false\"\npoints = 1"),
    ] {
        assert!(parse(&text).is_err(), "the reader takes it:\n{text}");
        assert!(!objections(&validator, &text).is_empty(), "the schema takes it:\n{text}");
    }
}

/// The codes of problems that no schema sees, see [`BEYOND`].
const CODES_BEYOND: &[&str] = &[
    "bad-blank",
    "bad-image",
    "bad-number",
    "bad-tolerance",
    "blank-without-key",
    "blank-without-place",
    "credit-of-key",
    "duplicate-id",
    "duplicate-option",
    "key-without-blank",
    "missing-key",
    "no-key",
    "rubric-points-mismatch",
    "too-few-options",
    "unknown-id",
    "unknown-language",
    "used-twice",
];

#[test]
fn of_the_invalid_decks_of_the_format_it_takes_only_what_no_schema_sees() {
    let validator = validator();
    let mut files = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deck-format/tests/invalid");
    toml_files(&folder, &mut files);
    let mut refused = 0;
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let Ok(data) = toml::from_str::<Value>(text.trim_start_matches('\u{feff}')) else {
            continue;
        };
        if !validator.is_valid(&data) {
            refused += 1;
            continue;
        }
        // Whether a blank takes a number is said in another table, and hexadecimal is a spelling.
        let spelling = match path.file_name().and_then(|name| name.to_str()) {
            Some("blank-takes-text.toml") => "wrong-type",
            Some("number-of-no-decimal.toml") => "bad-value",
            _ => "",
        };
        let seen = |code: &str| !CODES_BEYOND.contains(&code) && code != spelling;
        let problems = parse(&text).unwrap_err().diagnostics;
        let seen: Vec<_> = problems.iter().filter(|problem| seen(problem.code)).collect();
        assert!(seen.is_empty(), "{}: {seen:?}", path.display());
    }
    assert!(refused > 60, "{refused}");
}

/// Every property that a part of the schema describes: its name and its schema.
fn properties<'s>(schema: &'s Value, found: &mut Vec<(&'s str, &'s Value)>) {
    let Some(object) = schema.as_object() else { return };
    for (name, value) in object {
        match (name.as_str(), value) {
            // What decides which part holds describes nothing.
            ("if" | "not" | "enum", _) => {}
            ("properties", Value::Object(inner)) => {
                found.extend(inner.iter().map(|(name, schema)| (name.as_str(), schema)));
                inner.values().for_each(|schema| properties(schema, found));
            }
            (_, Value::Object(_)) => properties(value, found),
            (_, Value::Array(parts)) => parts.iter().for_each(|part| properties(part, found)),
            _ => {}
        }
    }
}

#[test]
fn every_field_is_there_with_a_description() {
    let schema = schema();
    let mut found = Vec::new();
    properties(&schema, &mut found);
    let bare = |(_, schema): &&(&str, &Value)| {
        schema.get("required").is_none() && schema.get("description").is_none()
    };
    // Inside `oneOf`, a field may be named only to require it.
    let without: Vec<&str> = found.iter().filter(bare).map(|(name, _)| *name).collect();
    assert_eq!(without, [""; 0]);
    let names: BTreeSet<&str> = found.iter().map(|(name, _)| *name).collect();
    for name in FIELD_NAMES.iter().chain(INNER_NAMES) {
        assert!(names.contains(name), "{name}");
    }
    for schema in schema["$defs"].as_object().unwrap().values() {
        assert!(schema["description"].is_string(), "{schema}");
    }
}

#[test]
fn names_and_reserved_ids_are_those_of_the_format() {
    let defs = &schema()["$defs"];
    let names = |value: &Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&defs["id"]["not"]["enum"]), FIELD_NAMES);
    assert_eq!(names(&defs["kind"]["enum"]), Kind::NAMES);
    assert_eq!(names(&defs["difficulty"]["enum"]), Difficulty::NAMES);
    assert_eq!(names(&defs["selectRule"]["enum"]), SelectRule::NAMES);
    assert_eq!(names(&defs["orderRule"]["enum"]), OrderRule::NAMES);
    assert_eq!(names(&defs["partsRule"]["enum"]), PartsRule::NAMES);
    let feedback = &schema()["properties"]["exam"]["properties"]["feedback"]["enum"];
    assert_eq!(names(feedback), Feedback::NAMES);
}
