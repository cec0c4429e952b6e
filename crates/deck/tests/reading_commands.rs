//! `deck list`, `show`, `stats`, `check --source`, `schema` and `completions` from outside.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const BEES: &str = r#"format = 1
id = "bees"
title = "=Bees, \"all\" of them"
language = "en-GB"

[sources.article]
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"

[[passage]]
id = "log"
text = "The hive gained weight."

[[blueprint]]
tag = "colony"
count = 2

[[question]]
id = "foragers"
prompt = "Which bees gather nectar?"
choices = { w = "Workers", d = "Drones", none = "None of these" }
pin = ["none"]
answer = "w"
why.d = "Drones mate with queens."
tags = ["colony"]
points = 1.5
cite = { source = "article", paragraph = 2, evidence = ["gather nectar"] }

[[question]]
id = "gain"
passage = "log"
prompt = "Did it gain **much**?"
answer = true

[[question]]
id = "days"
passage = "log"
prompt = "After how many days?"
answer = 21
unit = "days"
"#;

const ARTICLE: &str = "Bees\n\nWorkers gathered nectar all day.\n\nDrones do not.\n";

/// A folder with the deck, its source, and what else is put there.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bees.toml"), BEES).unwrap();
    fs::write(folder.path().join("article.txt"), ARTICLE).unwrap();
    folder
}

/// What a run says on standard output and standard error, and its exit code.
fn deck(folder: &Path, args: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_deck"))
        .current_dir(folder)
        .args(args)
        .env_clear()
        .env("LANG", "C.UTF-8")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// The output of a run that goes well.
fn fine(folder: &Path, args: &[&str]) -> String {
    let (out, err, code) = deck(folder, args);
    assert_eq!((err.as_str(), code), ("", 0), "{args:?}");
    out
}

/// What a run says that cannot be done.
fn failure(folder: &Path, args: &[&str]) -> String {
    let (out, err, code) = deck(folder, args);
    assert_eq!((out.as_str(), code), ("", 2), "{args:?}");
    err
}

#[test]
fn list_is_a_table_json_or_csv() {
    let folder = folder();
    assert_eq!(
        fine(folder.path(), &["list"]),
        "Id: bees; Title: =Bees, \"all\" of them; Questions: 3; Kinds: 1 single-choice, 1 \
         true-false, 1 numerical; Points: 3.5; Language: en-GB; File: ./bees.toml\n"
    );
    assert_eq!(
        fine(folder.path(), &["list", "bees.toml", "--format", "csv"]),
        "id,title,questions,kinds,points,language,handout,file\n\
         bees,\"'=Bees, \"\"all\"\" of them\",3,\"1 single-choice, 1 true-false, 1 \
         numerical\",3.5,en-GB,false,bees.toml\n"
    );
    let json = fine(folder.path(), &["list", "bees.toml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let expected = serde_json::json!([{
        "id": "bees", "title": "=Bees, \"all\" of them", "questions": 3,
        "kinds": { "single-choice": 1, "true-false": 1, "numerical": 1 },
        "points": "3.5", "language": "en-GB", "handout": false, "file": "bees.toml",
    }]);
    assert_eq!(json, expected);
}

#[test]
fn list_passes_over_what_is_broken_and_says_so() {
    let folder = folder();
    fs::write(folder.path().join("broken.toml"), BEES.replace("answer = true", "")).unwrap();
    let (out, err, code) = deck(folder.path(), &["list"]);
    assert_eq!(out.lines().count(), 1);
    let expected = "deck: ./broken.toml has 1 error\nhint: `deck check` says more\n";
    assert_eq!((err.as_str(), code), (expected, 1));
    let (_, err, code) = deck(folder.path(), &["stats", "."]);
    assert_eq!((err.as_str(), code), (expected, 1));
}

#[test]
fn show_is_what_a_student_sees() {
    let folder = folder();
    let expected = "Id: foragers\n\
        Question 1 of 3. 1.5 points. Tags: colony.\n\
        Which bees gather nectar?\n\
        a) Drones\n\
        b) Workers\n\
        c) None of these\n\
        \n\
        Id: gain\n\
        Question 2 of 3. 1 point.\n\
        Passage: The hive gained weight.\n\
        Did it gain much?\n\
        True or false?\n\
        \n\
        Id: days\n\
        Question 3 of 3. 1 point.\n\
        After how many days?\n\
        Answer with a number, unit days.\n";
    assert_eq!(fine(folder.path(), &["show", "bees.toml"]), expected);
    let seeded = fine(folder.path(), &["show", "bees.toml", "--seed", "3"]);
    assert_eq!(seeded, fine(folder.path(), &["show", "bees.toml", "--seed", "3"]));
    let sorted = |text: &str| {
        let mut lines: Vec<String> =
            text.lines().filter(|line| line.starts_with("Id: ")).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&seeded), ["Id: days", "Id: foragers", "Id: gain"]);
}

#[test]
fn show_with_the_key_tells_all_that_a_grader_knows() {
    let folder = folder();
    let expected = "Id: foragers\n\
        Question 1 of 1. 1.5 points. Tags: colony.\n\
        Which bees gather nectar?\n\
        a) Drones\n\
        b) Workers\n\
        c) None of these\n\
        Right answer: b) Workers\n\
        Why not a: Drones mate with queens.\n\
        Source: article, paragraph 2\n\
        Evidence: \"gather nectar\"\n";
    assert_eq!(fine(folder.path(), &["show", "bees.toml", "foragers", "--key"]), expected);
    let rich = fine(
        folder.path(),
        &["show", "bees.toml", "days", "--key", "--ui", "rich", "--color", "never"],
    );
    assert!(rich.starts_with("  days\n  =Bees, \"all\" of them"), "{rich}");
    assert!(rich.ends_with("\n  Right answer  21 days\n"), "{rich}");
}

#[test]
fn show_says_what_it_cannot_show() {
    let folder = folder();
    assert_eq!(
        failure(folder.path(), &["show", "bees.toml", "forager"]),
        "deck: the deck has no question `forager`\nhint: did you mean `foragers`?\n"
    );
    assert_eq!(
        failure(folder.path(), &["show", "wasps.toml"]),
        "deck: cannot read wasps.toml: no such file or directory\n"
    );
    let broken = BEES.replace("answer = 21", "answer = tru");
    fs::write(folder.path().join("broken.toml"), broken).unwrap();
    let (out, err, code) = deck(folder.path(), &["show", "broken.toml"]);
    assert_eq!((out.as_str(), code), ("", 1));
    assert!(err.contains("broken.toml:38:10: error[syntax]"), "{err}");
    assert!(err.ends_with("deck: broken.toml has 1 error\n"), "{err}");
    let handout = "format = 1\nid = \"h\"\ntitle = \"H\"\nhandout = true\n[[question]]\n\
                   id = \"q\"\nkind = \"true-false\"\nprompt = \"So?\"\npoints = 1\n";
    fs::write(folder.path().join("h.toml"), handout).unwrap();
    assert!(fine(folder.path(), &["show", "h.toml"]).ends_with("So?\nTrue or false?\n"));
    assert_eq!(
        failure(folder.path(), &["show", "h.toml", "--key"]),
        "deck: h.toml is a handout, which holds no key\n\
         hint: show the deck that it was made from\n"
    );
}

#[test]
fn stats_counts_a_deck_and_its_sources() {
    let folder = folder();
    let expected = "=Bees, \"all\" of them (bees), bees.toml\n\
        3 questions, 3.5 points.\n\
        Reading time: 1 min (21 words at 200 a minute).\n\
        Citations: 1, in 1 of 3 questions.\n\
        Kind: single-choice; Questions: 1; Points: 1.5\n\
        Kind: true-false; Questions: 1; Points: 1\n\
        Kind: numerical; Questions: 1; Points: 1\n\
        Tag: colony; Questions: 1; Points: 1.5\n\
        Difficulty: none given; Questions: 3; Points: 3.5\n\
        Fixed position: c; Right options: 0; Options: 1\n\
        1 right option stands in shuffled lists. Statements: 1 true, 0 false.\n\
        Row: 1; Asks for: colony; Count: 2; Fitting: 1; Can be filled: no, 1 sure to be left\n\
        Source article: 1 of 3 paragraphs cited. Without a citation of it: 2 questions.\n\
        Paragraph: 1; Questions: 0; It begins: Bees\n\
        Paragraph: 2; Questions: 1; It begins: Workers gathered nectar all day.\n\
        Paragraph: 3; Questions: 0; It begins: Drones do not.\n";
    let source = "article=article.txt";
    assert_eq!(fine(folder.path(), &["stats", "bees.toml", "--source", source]), expected);
    let json = fine(folder.path(), &["stats", "--source", source, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["file"], "./bees.toml");
    assert_eq!(json[0]["total"], serde_json::json!({ "questions": 3, "points": "3.5" }));
    assert_eq!(json[0]["blueprint"][0]["fulfilled"], false);
    assert_eq!(json[0]["sources"][0]["paragraphs"][1]["questions"], 1);
}

#[test]
fn skipped_paragraphs_are_said_to_be() {
    let folder = folder();
    let skipping = BEES.replace("[sources.article]\n", "[sources.article]\nskip = [1, 2]\n");
    fs::write(folder.path().join("bees.toml"), skipping).unwrap();
    let source = ["--source", "article=article.txt"];
    let text = fine(folder.path(), &[&["stats", "bees.toml"], &source[..]].concat());
    let end = "Source article: 1 of 3 paragraphs cited, 1 skipped. Without a citation of it: 2 \
        questions.\n\
        Paragraph: 1; Questions: skipped; It begins: Bees\n\
        Paragraph: 2; Questions: 1; It begins: Workers gathered nectar all day.\n\
        Paragraph: 3; Questions: 0; It begins: Drones do not.\n";
    assert!(text.ends_with(end), "{text}");
    let json = fine(folder.path(), &[&["stats", "--format", "json"], &source[..]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let paragraphs = json[0]["sources"][0]["paragraphs"].as_array().unwrap();
    let told = paragraphs.iter().map(|one| (one["questions"].as_u64(), one["skipped"].as_bool()));
    let expected = [(Some(0), Some(true)), (Some(1), Some(true)), (Some(0), Some(false))];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    let (out, _, _) = deck(folder.path(), &[&["check", "bees.toml"], &source[..]].concat());
    let uncited: Vec<&str> = out.lines().filter(|line| line.contains("uncited")).collect();
    let note =
        "bees.toml:6:10: info[uncited-paragraph]: no question cites paragraph 3 of `article`";
    assert!(matches!(uncited.as_slice(), [one] if one.starts_with(note)), "{out}");
}

#[test]
fn a_source_that_cannot_be_used_is_said() {
    let folder = folder();
    for command in ["stats", "check"] {
        let with = |source: &str| deck(folder.path(), &[command, "bees.toml", "--source", source]);
        let (_, err, code) = with("artcle=article.txt");
        let expected = "deck: no deck declares the source `artcle`\n\
                        hint: the decks declare article\n";
        assert_eq!((err.as_str(), code), (expected, 2));
        let (_, err, code) = with("article=gone.txt");
        let expected = "deck: cannot read gone.txt: no such file or directory\n";
        assert_eq!((err.as_str(), code), (expected, 2));
        let (_, err, code) = with("article.txt");
        assert_eq!(code, 2);
        assert!(err.contains("a source is a name and a file"), "{err}");
    }
}

#[test]
fn check_holds_citations_against_their_source() {
    let folder = folder();
    let args = ["check", "bees.toml", "--source", "article=article.txt"];
    let (out, err, code) = deck(folder.path(), &args);
    let of_sources: Vec<&str> = out
        .lines()
        .filter(|line| ["citation", "source-", "cited"].iter().any(|code| line.contains(code)))
        .collect();
    let starts = [
        "bees.toml:6:10: info[uncited-paragraph]: no question cites paragraph 1 of `article`",
        "bees.toml:6:10: info[uncited-paragraph]: no question cites paragraph 3 of `article`",
        "bees.toml:7:10: warning[source-differs]: this is not the text of `article`",
        "bees.toml:26:57: error[citation-not-found]: \"gather nectar\" does not stand in paragraph 2 \
         of `article`: nearest: \"gathered nectar\"",
        "bees.toml:29:6: info[no-citation]: the question `gain` cites no source",
        "bees.toml:35:6: info[no-citation]: the question `days` cites no source",
    ];
    assert_eq!(of_sources.len(), starts.len(), "{out}");
    for (line, start) in of_sources.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}\n{start}");
    }
    assert_eq!((err.as_str(), code), ("", 1));
}

#[test]
fn check_without_the_source_says_how_many_stand_unverified() {
    let folder = folder();
    let (out, _, _) = deck(folder.path(), &["check", "bees.toml"]);
    let end = " 1 citation stands unverified; --source NAME=TEXTFILE gives their text.\n";
    assert!(out.ends_with(end), "{out}");
    let json = deck(folder.path(), &["check", "bees.toml", "--format", "json"]).0;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["summary"]["unverified"], 1);
}

#[test]
fn the_schema_is_printed_as_it_is() {
    assert_eq!(fine(folder().path(), &["schema"]), deck::SCHEMA);
}

#[test]
fn shells_get_their_scripts() {
    let folder = folder();
    let bash = fine(folder.path(), &["completions", "bash"]);
    for word in ["complete -F _deck", "completions", "handout", "--source"] {
        assert!(bash.contains(word), "{word}");
    }
    assert!(failure(folder.path(), &["completions", "csh"]).contains("bash"));
}
