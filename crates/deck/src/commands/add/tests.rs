#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use console::Exit;
use deck_format::{Kind, parse};
use session::files::fault::Disk;

use super::super::authoring::ask::{ESC, Script};
use super::*;

const HEAD: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n\n[sources.s]\n";

fn adding(disk: &Disk, dry_run: bool) -> Adding<'_> {
    Adding { files: disk, file: Path::new("d.toml"), after: None, dry_run, look: Look::LINE }
}

/// What the deck holds after answers, and what was said.
fn answered(answers: &[&'static str]) -> (String, Vec<String>) {
    let disk = Disk::new();
    disk.put("d.toml", HEAD);
    let mut script = Script::new(answers);
    adding(&disk, false).ask(&mut script, Draft::default(), None).unwrap();
    assert_eq!(script.answers, [""; 0], "all was asked for: {:?}", script.seen);
    let text = String::from_utf8(disk.bytes("d.toml").unwrap()).unwrap();
    (text.strip_prefix(HEAD).unwrap().to_owned(), script.seen)
}

#[test]
fn a_question_is_made_by_answering() {
    let (text, seen) = answered(&[
        "single-choice",
        "",
        "Which is **long**?",
        "Nile",
        "Nile",
        "Rhine",
        "",
        "Rhine",
        "It is in Africa.",
        "Because.",
        "s",
        "x",
        "7",
        "a phrase",
        "",
        "rivers, europe",
        "easy",
        "No Id",
        "=",
        "Add it",
        "Done",
    ]);
    assert_eq!(
        text,
        "\n[[question]]\nid = \"long\"\nprompt = \"Which is **long**?\"\nchoices.nile = \"Nile\"\n\
         choices.rhine = \"Rhine\"\nanswer = \"rhine\"\nwhy.nile = \"It is in Africa.\"\n\
         explanation = \"Because.\"\ntags = [\"rivers\", \"europe\"]\ndifficulty = \"easy\"\n\
         cite = { source = \"s\", paragraph = 7, evidence = [\"a phrase\"] }\n"
    );
    let refused: Vec<_> = seen.iter().filter(|line| line.starts_with("refused: ")).collect();
    assert_eq!(refused.len(), 4, "{refused:?}");
    assert!(refused[1].contains("the same text"), "{refused:?}");
    assert!(refused[2].contains("whole number"), "{refused:?}");
    assert!(refused[3].contains("`No Id`"), "{refused:?}");
    assert!(seen.iter().any(|line| line == "Right answer: b) Rhine"), "{seen:?}");
    assert!(seen.iter().any(|line| line == "b) Rhine"), "{seen:?}");
}

#[test]
fn going_back_changes_an_answer() {
    let (text, _) = answered(&[
        "true-false",
        ESC,
        "true-false",
        "Bees?",
        ESC,
        "Bees fly.",
        "true",
        "",
        ESC,
        ESC,
        "false",
        "No.",
        "",
        "(none)",
        "",
        "(not said)",
        "=",
        "Change something",
        "Hint",
        "A hint.",
        "Add it",
        "Done",
    ]);
    assert_eq!(
        text,
        "\n[[question]]\nid = \"bees-fly\"\nprompt = \"Bees fly.\"\nanswer = false\nwhy.true = \"No.\"\n\
         hint = \"A hint.\"\n"
    );
}

#[test]
fn a_question_may_be_dropped() {
    let (text, _) = answered(&[ESC, "Done"]);
    assert_eq!(text, "");
    let (text, _) = answered(&[
        "numerical",
        "How many?",
        "many",
        "3",
        "",
        "",
        "",
        "(none)",
        "",
        "(not said)",
        "=",
        "Drop it",
        "Done",
    ]);
    assert_eq!(text, "");
}

#[test]
fn a_dry_run_and_a_broken_question_change_nothing() {
    let disk = Disk::new();
    disk.put("d.toml", HEAD);
    let manuscript = Manuscript::read(&disk, Path::new("d.toml")).unwrap();
    let adding = adding(&disk, true);
    let draft =
        adding.read(&manuscript, Path::new("q.toml"), "id = 'q'\nprompt = 'Q?'\nanswer = 1\n");
    assert!(!adding.add(&manuscript, &draft.unwrap()).unwrap());
    let failure =
        adding.read(&manuscript, Path::new("q.toml"), "id = 'q'\nanswer = 1\n").unwrap_err();
    assert_eq!(failure.exit, Exit::Problems);
    assert!(failure.to_string().ends_with("has 1 error; nothing was changed"), "{failure}");
    let mut draft = Draft::default();
    draft.set("id", "Q");
    let failure = adding.add(&manuscript, &draft).unwrap_err();
    assert!(failure.before.contains("`Q` cannot be the id of a question"), "{}", failure.before);
    assert_eq!(disk.bytes("d.toml").unwrap(), HEAD.as_bytes());
}

#[test]
fn every_kind_can_be_made_by_answering() {
    // What comes last for each: explanation, source, tags, difficulty, id.
    let rest = ["", "(none)", "", "(not said)", "=", "Add it", "Another"];
    let own: [&[&'static str]; 9] = [
        &["single-choice", "Which river?", "Nile", "Rhine", "", "Nile", ""],
        &[
            "multiple-select",
            "Which rivers?",
            "Nile",
            "Alps",
            "Rhine",
            "",
            "Nile|Rhine",
            "A range.",
        ],
        &["true-false", "Rivers flow.", "true", ""],
        &["numerical", "How long?", "6650", "km", "5%"],
        &["short-answer", "Whose capital is Bern?", "Switzerland", "Swiss Confederation", ""],
        &["ordering", "Order the stages.", "Egg", "Larva", "Pupa", ""],
        &[
            "matching",
            "Match the bees.",
            "Queen",
            "Eggs",
            "Drone",
            "Mating",
            "Worker",
            "Eggs",
            "",
            "Comb",
            "",
        ],
        &["cloze", "In {{year}}", "number", "soon", "1969", "1"],
        &["essay", "Why decline?", "", "Names causes", "2", "Weighs", "1.5", "", "Mites."],
    ];
    let answers: Vec<&'static str> =
        own.iter().flat_map(|own| own.iter().chain(&rest)).copied().collect();
    let answers = [&answers[..answers.len() - 1], &["Done"]].concat();
    let (text, seen) = answered(&answers);
    let deck = parse(&format!("{HEAD}{text}")).unwrap();
    let kinds: Vec<Kind> = deck.questions.iter().map(|question| question.face.kind()).collect();
    assert_eq!(kinds, Kind::ALL);
    let whole = format!("{HEAD}{text}");
    assert_eq!(deck::layout::format(&whole).unwrap(), whole);
    assert!(!text.contains("kind"), "the kind shows by itself");
    assert!(text.contains("reuse = true") && text.contains("points = 3.5"), "{text}");
    assert!(seen.iter().any(|line| line.contains("Drone") && line.contains("Mating")), "{seen:?}");
}

#[test]
fn blanks_take_texts_and_choices() {
    let (text, seen) = answered(&[
        "cloze",
        "No blank.",
        "{{metal}} is {{state}}.",
        "text",
        ESC,
        "choice",
        "lead",
        "gold",
        "",
        "gold",
        "text",
        "heavy",
        "",
        "(none)",
        "",
        "easy",
        "metals",
        "Add it",
        "Done",
    ]);
    assert_eq!(
        text,
        "\n[[question]]\nid = \"metals\"\nprompt = \"{{metal}} is {{state}}.\"\nblanks.metal.choices.lead = \"lead\"\n\
         blanks.metal.choices.gold = \"gold\"\nanswer.metal = \"gold\"\nanswer.state = \"heavy\"\n\
         difficulty = \"easy\"\n"
    );
    assert!(seen.iter().any(|line| line == "Blank 1: b) gold"), "{seen:?}");
    assert!(
        seen.iter().any(|line| line.starts_with("refused: ") && line.contains("blank")),
        "{seen:?}"
    );
}

#[test]
fn other_options_ask_for_another_answer() {
    let (text, _) = answered(&[
        "multiple-select",
        "Which rivers?",
        "Nile",
        "Alps",
        "Rhine",
        "",
        "Nile|Rhine",
        "A range.",
        "",
        "(none)",
        "",
        "(not said)",
        "=",
        "Change something",
        "Options",
        "=",
        "Andes",
        "Rhone",
        "",
        "Nile|Rhone",
        "Add it",
        "Done",
    ]);
    assert!(text.contains("answer = [\"nile\", \"rhone\"]\n"), "{text}");
    assert!(!text.contains("why"), "the option of that reason is gone: {text}");
    let (text, _) = answered(&[
        "single-choice",
        "Which river?",
        "Nile",
        "Alps",
        "Andes",
        "",
        "Nile",
        "A range.",
        "Another.",
        "",
        "(none)",
        "",
        "(not said)",
        "=",
        "Change something",
        "Right answer",
        "Andes",
        "Add it",
        "Done",
    ]);
    assert!(text.contains("why.alps = \"A range.\"\n") && !text.contains("why.andes"), "{text}");
}

#[test]
fn other_blanks_ask_for_other_keys() {
    let (text, _) = answered(&[
        "cloze",
        "Lead is {{state}} and in use since {{when}}.",
        "text",
        "heavy",
        "text",
        "Rome",
        "",
        "(none)",
        "",
        "(not said)",
        "=",
        "Change something",
        "Prompt",
        "Lead is {{state}} and was in use since {{when}}.",
        "Change something",
        "Prompt",
        "Lead is a rather {{heft}} metal.",
        "text",
        "heavy",
        "Add it",
        "Done",
    ]);
    assert!(text.contains("answer.heft = \"heavy\"\n") && !text.contains("when"), "{text}");
}

/// The answers for a true-false question with this prompt.
fn statement(prompt: &'static str) -> Vec<&'static str> {
    vec!["true-false", prompt, "true", "", "", "", "(not said)", "=", "Add it"]
}

#[test]
fn questions_follow_the_one_that_was_named() {
    let disk = Disk::new();
    let question =
        |id: &str| format!("\n[[question]]\nid = \"{id}\"\nprompt = \"?\"\nanswer = true\n");
    let head = "format = 1\nid = \"d\"\ntitle = \"T\"\n";
    disk.put("d.toml", format!("{head}{}{}", question("one"), question("two")));
    let answers =
        [statement("Bees fly."), vec!["Another"], statement("Wasps sting."), vec!["Done"]].concat();
    let mut adding = Adding { after: Some("one".to_owned()), ..adding(&disk, false) };
    adding.ask(&mut Script::new(&answers), Draft::default(), None).unwrap();
    let deck = deck_format::parse_bytes(&disk.bytes("d.toml").unwrap()).unwrap();
    let ids: Vec<&str> = deck.questions.iter().map(|question| question.face.id.as_str()).collect();
    assert_eq!(ids, ["one", "bees-fly", "wasps-sting", "two"]);
}

#[test]
fn what_was_answered_is_shown_where_it_cannot_be_saved() {
    let disk = Disk::new();
    disk.put("d.toml", HEAD);
    disk.set_capacity(Some(HEAD.len() as u64 + 1));
    let mut answers = statement("Bees fly.");
    answers.insert(5, "(none)");
    let failure =
        adding(&disk, false).ask(&mut Script::new(&answers), Draft::default(), None).unwrap_err();
    assert!(failure.to_string().starts_with("cannot write d.toml"), "{failure}");
    assert!(failure.before.contains("prompt = \"Bees fly.\""), "{}", failure.before);
    assert_eq!(disk.bytes("d.toml").unwrap(), HEAD.as_bytes());
}
