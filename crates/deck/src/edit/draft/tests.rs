#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::path::Path;

use session::files::fault::Disk;

use super::*;

fn manuscript() -> Manuscript {
    let disk = Disk::new();
    disk.put(
        "d.toml",
        "format = 1\nid = \"d\"\ntitle = \"T\"\n[sources.s]\n\
         [[question]]\nid = \"taken\"\nprompt = \"So?\"\nanswer = true\n",
    );
    Manuscript::read(&disk, Path::new("d.toml")).unwrap()
}

#[test]
fn fields_make_canonical_text() {
    let mut draft = Draft::default();
    draft.set("answer", "b");
    draft.set("prompt", "Say \"hi\"?");
    draft.set("id", "hi");
    draft.entry("choices", "a", "A");
    draft.entry("choices", "b", "B");
    draft.push("tags", "x");
    draft.push("tags", "y");
    draft.entry_in("lint", "allow", "code", "reason");
    draft.cite("s", Some("7"), &["one", "two"]);
    draft.cite("s", None, &[]);
    assert_eq!(
        draft.text(),
        "[[question]]\nid = \"hi\"\nprompt = 'Say \"hi\"?'\nchoices.a = \"A\"\nchoices.b = \"B\"\n\
         answer = \"b\"\ntags = [\"x\", \"y\"]\ncite = [\n  { source = \"s\", paragraph = 7, evidence = \
         [\"one\", \"two\"] },\n  { source = \"s\" },\n]\nlint.allow = { \"code\" = \"reason\" }\n"
    );
    assert!(draft.check(&manuscript()).is_ok());
    assert_eq!(draft.telling(), ["b", "B"]);
    assert_eq!((draft.shown("tags"), draft.shown("answer")), ("x, y".to_owned(), "b".to_owned()));
    draft.remove("tags");
    assert!(!draft.has("tags"));
}

#[test]
fn the_rubric_sums_to_the_points() {
    for (points, sum) in [(["1", "2.5"], "3.5"), (["0.125", "0.875"], "1"), (["1", "x"], "")] {
        let mut draft = Draft::default();
        draft.criterion("a", "A", points[0]);
        draft.criterion("b", "B", points[1]);
        draft.sum_points();
        assert_eq!(draft.shown("points"), sum);
    }
    assert_eq!(thousandths("1.2345"), None);
}

#[test]
fn only_what_is_new_and_wrong_is_objected_to() {
    let manuscript = manuscript();
    let mut before = Draft::default();
    before.set("kind", "single-choice");
    let with = |field: &str, value: &str| {
        let mut draft = before.clone();
        draft.set(field, value);
        draft.objections(&before, &manuscript)
    };
    assert_eq!(with("prompt", "So?"), Vec::<String>::new(), "the rest is still to come");
    assert_eq!(with("prompt", " ").len(), 1);
    assert!(with("id", "taken")[0].contains("taken"), "{:?}", with("id", "taken"));
    assert!(with("id", "No Id")[0].contains("lower-case"), "{:?}", with("id", "No Id"));
    assert!(with("points", "many")[0].contains("number"), "{:?}", with("points", "many"));
}

#[test]
fn a_fragment_that_is_no_question_is_refused() {
    let manuscript = manuscript();
    let broken = |text: &str| match Draft::read(&manuscript, text).unwrap_err() {
        DraftError::Broken(broken) => broken,
        other => panic!("{other}"),
    };
    let found = broken("id = 'x'\nprompt = 'X?'\nanswer = tru\n");
    assert_eq!(&found.text[found.diagnostics[0].primary.span.clone()], "tru");
    assert!(found.text.starts_with("id = "), "places count in what was written");
    let found = broken("# nothing\n");
    assert!(
        found.text == "# nothing\n" && found.diagnostics[0].primary.span.start == 0,
        "{found:?}"
    );
    let two = "[[question]]\nid = 'x'\nprompt = 'X?'\nanswer = true\n";
    let two = format!("{two}{}", two.replace("'x'", "'y'"));
    assert!(matches!(Draft::read(&manuscript, &two), Err(DraftError::NotOne(_))));
    let more = "[[question]]\nid = 'x'\nprompt = 'X?'\nanswer = true\n[exam]\nback = true\n";
    assert!(matches!(Draft::read(&manuscript, more), Err(DraftError::NotOne(_))));
}
