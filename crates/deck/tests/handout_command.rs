//! `deck handout` from outside.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use deck::handout::HandoutMap;
use deck_format::{Body, Deck, Face, Options};

/// What a run of the program gave.
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// A folder with a deck in it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(deck: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("exam.toml", deck);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Every file below the folder, sorted.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.0.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.0.path()).unwrap();
                    files.push(name.display().to_string());
                }
            }
        }
        files.sort();
        files
    }

    /// Runs `deck handout` here.
    fn handout(&self, args: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_deck"))
            .arg("handout")
            .args(args)
            .current_dir(self.0.path())
            .output()
            .unwrap();
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// A run that writes nothing; gives its exit code and what it said.
    fn refused(&self, args: &[&str]) -> (Option<i32>, String) {
        let before = self.files();
        let ran = self.handout(args);
        assert_eq!(self.files(), before, "{}", ran.stderr);
        assert_eq!(ran.stdout, "");
        (ran.code, ran.stderr)
    }
}

const HEAD: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n";

/// A deck of one question with these fields.
fn one(fields: &str) -> String {
    format!("{HEAD}[[question]]\nid = \"q\"\n{fields}\n")
}

fn plain() -> Folder {
    Folder::new(&one("prompt = \"So?\"\nanswer = true\nexplanation = \"Because it is so.\""))
}

/// Three true-false questions.
fn three() -> Folder {
    let mut deck = HEAD.to_owned();
    for id in ["q1", "q2", "q3"] {
        deck += &format!("[[question]]\nid = \"{id}\"\nprompt = \"Is {id} so?\"\nanswer = true\n");
    }
    Folder::new(&deck)
}

fn parse(text: &str) -> Deck {
    deck_format::parse(text).unwrap()
}

#[test]
fn the_first_deck_is_handed_out_without_its_keys() {
    let source =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../decks/china-policing-abroad.toml");
    let text = fs::read_to_string(source).unwrap();
    let folder = Folder::new(&text);
    let ran = folder.handout(&["exam.toml", "-o", "out.toml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(folder.files(), ["exam.map.json", "exam.toml", "out.toml"]);
    let (deck, written) = (parse(&text), folder.read("out.toml"));
    let handout = parse(&written);
    assert!(handout.face.handout && handout.questions.iter().all(|one| one.key.is_none()));
    assert_eq!(handout.questions.len(), deck.questions.len());
    for question in &deck.questions {
        let key = question.key.as_ref().unwrap();
        for explanation in key.explanation.iter().chain(key.why.iter().map(|(_, why)| why)) {
            for line in explanation.lines().filter(|line| !line.is_empty()) {
                assert!(!written.contains(line), "{}: {line}", question.face.id);
            }
        }
        for evidence in key.cite.iter().flat_map(|cite| &cite.evidence) {
            let is_face = all_texts(&deck).any(|text| text.contains(&**evidence));
            assert!(is_face || !written.contains(&**evidence), "{}: {evidence}", question.face.id);
        }
    }
    assert_no_own_option(&deck, &handout, &written);
    // Nor does any comment.
    assert!(!written.contains("The commentary takes a position"));
    let map = HandoutMap::from_json(&folder.read("exam.map.json")).unwrap();
    assert_eq!(map.handout, handout.face_digest());
    assert_eq!(map.questions.len(), deck.questions.len());
}

/// The texts of the face of a deck.
fn all_texts(deck: &Deck) -> impl Iterator<Item = &str> {
    let passages = deck.face.passages.iter().map(|passage| &*passage.text);
    passages.chain(deck.questions.iter().flat_map(|question| {
        let options = lists(&question.face.body).into_iter().flatten();
        std::iter::once(&*question.face.prompt).chain(options.map(|entry| &*entry.text))
    }))
}

fn lists(body: &Body) -> Vec<&Options> {
    match body {
        Body::SingleChoice { choices, .. } | Body::MultipleSelect { choices, .. } => vec![choices],
        Body::Ordering { items, .. } => vec![items],
        Body::Matching { left, right, .. } => vec![left, right],
        _ => Vec::new(),
    }
}

/// Whether a face has such a short text of its own, which may be an id elsewhere.
fn is_tag_or_unit(face: &Face, text: &str) -> bool {
    let unit = match &face.body {
        Body::Numerical { unit } => unit.as_deref(),
        _ => None,
    };
    unit == Some(text) || face.tags.iter().any(|tag| tag == text)
}

/// No option has the id that it has in the deck, and no such id stands where an id would.
fn assert_no_own_option(deck: &Deck, handout: &Deck, written: &str) {
    let mut ids = 0;
    for (own, handed) in deck.questions.iter().zip(&handout.questions) {
        for (own, handed) in lists(&own.face.body).into_iter().zip(lists(&handed.face.body)) {
            let letters: Vec<String> = (0..own.len()).map(session::letter).collect();
            assert!(handed.iter().map(|entry| entry.id.as_str()).eq(&letters));
            for id in own.iter().map(|entry| entry.id.as_str()).filter(|id| id.len() > 2) {
                let is_face = deck.questions.iter().any(|one| is_tag_or_unit(&one.face, id));
                assert!(is_face || !written.contains(&format!("\"{id}\"")), "{id}");
                assert!(!written.contains(&format!(".{id} =")), "{id}");
                ids += 1;
            }
        }
    }
    assert!(ids > 20, "{ids}");
}

#[test]
fn a_handout_says_what_was_written_and_for_whom() {
    let folder = plain();
    let ran = folder.handout(&["exam.toml", "-o", "exam.handout.toml"]);
    assert_eq!((ran.code, &*ran.stderr), (Some(0), ""));
    assert_eq!(
        ran.stdout,
        "exam.handout.toml: 1 question, no keys.\n\
         exam.map.json: keep it to yourself; it says what the names in the handout stand for.\n"
    );
    assert_eq!(
        folder.read("exam.handout.toml"),
        "format = 1\nid = \"d\"\ntitle = \"T\"\nlanguage = \"en\"\nhandout = true\n\n[[question]]\n\
         id = \"q\"\nkind = \"true-false\"\nprompt = \"So?\"\npoints = 1\n"
    );
}

#[test]
fn what_exists_is_not_replaced() {
    let folder = plain();
    folder.write("out.toml", one("prompt = \"Mine\"\nanswer = true"));
    let (code, said) = folder.refused(&["exam.toml", "-o", "out.toml"]);
    assert_eq!(code, Some(2));
    assert_eq!(
        said,
        "deck: out.toml exists; nothing was written\n\
         hint: another file can be named, or --force replaces a handout\n"
    );
    let (code, said) = folder.refused(&["exam.toml", "-o", "out.toml", "--force"]);
    assert_eq!(code, Some(2));
    assert_eq!(said, "deck: out.toml is no handout, so it is not replaced; nothing was written\n");
    folder.write("notes.json", "{}");
    let args = ["exam.toml", "-o", "new.toml", "--map", "notes.json", "--force"];
    let (code, said) = folder.refused(&args);
    assert_eq!(code, Some(2));
    let expected = "notes.json is no map of a handout, so it is not replaced; nothing was written";
    assert_eq!(said, format!("deck: {expected}\n"));
    assert_eq!(folder.read("notes.json"), "{}");
}

#[test]
fn an_older_handout_and_map_are_replaced_when_that_is_said() {
    let folder = plain();
    assert_eq!(folder.handout(&["exam.toml", "-o", "out.toml"]).code, Some(0));
    folder.write("exam.toml", one("prompt = \"Is it so?\"\nanswer = true"));
    // Another handout would have another map.
    let (code, said) = folder.refused(&["exam.toml", "-o", "new.toml"]);
    assert_eq!(code, Some(2));
    assert!(said.starts_with("deck: exam.map.json exists; nothing was written\n"), "{said}");
    let ran = folder.handout(&["exam.toml", "-o", "out.toml", "--force"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(folder.read("out.toml").contains("Is it so?"));
    // The same map is no obstacle.
    assert_eq!(folder.handout(&["exam.toml", "-o", "copy.toml"]).code, Some(0));
}

#[test]
fn the_deck_is_never_replaced() {
    let folder = plain();
    let deck = folder.read("exam.toml");
    for args in [
        &["exam.toml", "-o", "exam.toml"][..],
        &["exam.toml", "-o", "./exam.toml", "--force"],
        &["exam.toml", "-o", "out.toml", "--map", "exam.toml", "--force"],
    ] {
        let (code, said) = folder.refused(args);
        assert_eq!(code, Some(2));
        let expected = "deck: the handout would replace the deck; nothing was written\n";
        assert!(said.starts_with(expected), "{said}");
    }
    let (_, said) = folder.refused(&["exam.toml", "-o", "x.json", "--map", "x.json"]);
    assert!(said.starts_with("deck: x.json would be both handout and map\n"), "{said}");
    assert_eq!(folder.read("exam.toml"), deck);
}

#[test]
fn the_map_does_not_lie_with_the_handout() {
    let folder = plain();
    fs::create_dir(folder.path("students")).unwrap();
    let ran = folder.handout(&["exam.toml", "-o", "students/exam.toml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(folder.files(), ["exam.map.json", "exam.toml", "students/exam.toml"]);
    let (code, said) =
        folder.refused(&["exam.toml", "-o", "students/b.toml", "--map", "students/b.map.json"]);
    assert_eq!(code, Some(2));
    assert_eq!(
        said,
        "deck: students/b.map.json would lie in the folder of the handout, where students may get \
         it\nhint: keep the map with the deck\n"
    );
}

#[test]
fn what_has_no_keys_or_is_no_deck_is_refused() {
    let folder = plain();
    assert_eq!(folder.handout(&["exam.toml", "-o", "out.toml"]).code, Some(0));
    let (code, said) = folder.refused(&["out.toml", "-o", "again.toml"]);
    assert_eq!(code, Some(1));
    let expected = "deck: out.toml: the deck is a handout already: it holds no keys\nhint: ";
    assert!(said.starts_with(expected), "{said}");

    folder.write("broken.toml", one("prompt = \"So?\"\nanwser = true"));
    let (code, said) = folder.refused(&["broken.toml", "-o", "b.toml"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("unknown-field") && said.contains("broken.toml"), "{said}");
    assert!(said.ends_with("no handout was written\n"), "{said}");

    let (code, said) = folder.refused(&["none.toml", "-o", "b.toml"]);
    assert_eq!(code, Some(2));
    assert!(said.starts_with("deck: cannot read none.toml: "), "{said}");
    let (code, said) = folder.refused(&["exam.toml", "-o", "none/b.toml", "--map", "m.json"]);
    assert_eq!(code, Some(2));
    assert_eq!(said, "deck: the folder none does not exist; nothing was written\n");
}

#[test]
fn typed_answers_that_are_given_away_are_listed_and_refused_under_strict() {
    let folder = Folder::new(&format!(
        "{HEAD}[[question]]\nid = \"capital\"\nprompt = \"The capital?\"\nanswer = \"Bern\"\n\
         [[question]]\nid = \"river\"\nprompt = \"The Aare passes Bern.\"\nanswer = true\n"
    ));
    let (code, said) = folder.refused(&["exam.toml", "-o", "out.toml", "--strict"]);
    assert_eq!(code, Some(1));
    let warning = "warning: `capital`: the answer \"Bern\" stands in `river`\n";
    assert_eq!(
        said,
        format!(
            "{warning}deck: the handout would give away 1 typed answer; nothing was written\n\
             hint: reword the other questions, or hand out without --strict\n"
        )
    );
    let ran = folder.handout(&["exam.toml", "-o", "out.toml"]);
    assert_eq!((ran.code, &*ran.stderr), (Some(0), warning));
}

#[test]
fn images_go_with_the_handout_under_other_names() {
    let folder = Folder::new(&one("prompt = \"![a wing](img/the-answer.PNG)\"\nanswer = true"));
    fs::create_dir(folder.path("out")).unwrap();
    let (code, said) = folder.refused(&["exam.toml", "-o", "out/h.toml"]);
    assert_eq!(code, Some(2));
    assert!(said.starts_with("deck: cannot read img/the-answer.PNG: "), "{said}");

    folder.write("img/the-answer.PNG", "picture");
    let ran = folder.handout(&["exam.toml", "-o", "out/h.toml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("out/d-media: 1 image, to be handed out with it.\n"));
    assert_eq!(folder.read("out/d-media/m1.png"), "picture");
    assert!(folder.read("out/h.toml").contains("![a wing](d-media/m1.png)"));

    // An image that is there stays; another one is not replaced.
    assert_eq!(folder.handout(&["exam.toml", "-o", "out/h2.toml"]).code, Some(0));
    folder.write("img/the-answer.PNG", "another");
    let (code, said) = folder.refused(&["exam.toml", "-o", "out/h3.toml"]);
    assert_eq!(code, Some(2));
    let expected = "deck: out/d-media/m1.png is another image; nothing was written\n";
    assert!(said.starts_with(expected), "{said}");
    assert_eq!(folder.handout(&["exam.toml", "-o", "out/h.toml", "--force"]).code, Some(0));
    assert_eq!(folder.read("out/d-media/m1.png"), "another");
}

#[cfg(unix)]
#[test]
fn an_image_that_leads_out_of_the_folder_is_refused() {
    let folder = Folder::new("");
    folder.write("secret.txt", "secret");
    folder.write("decks/exam.toml", one("prompt = \"![a wing](wing.png)\"\nanswer = true"));
    std::os::unix::fs::symlink(folder.path("secret.txt"), folder.path("decks/wing.png")).unwrap();
    let (code, said) = folder.refused(&["decks/exam.toml", "-o", "out.toml"]);
    assert_eq!(code, Some(2));
    let expected = "deck: decks/wing.png leads out of the deck's folder; nothing was written\n";
    assert_eq!(said, expected);
}

#[test]
fn a_paper_is_drawn_by_its_seed() {
    let folder = three();
    let args = ["exam.toml", "-o", "a.toml", "--as-paper", "--seed", "7", "-n", "2"];
    let ran = folder.handout(&args);
    assert_eq!((ran.code, &*ran.stderr), (Some(0), ""));
    assert!(ran.stdout.starts_with("a.toml: 2 questions, no keys.\n"), "{}", ran.stdout);
    let paper = parse(&folder.read("a.toml"));
    assert_eq!(paper.questions.len(), 2);
    assert!(!paper.face.shuffle);
    let map = HandoutMap::from_json(&folder.read("exam.map.json")).unwrap();
    assert_eq!(map.paper.map(|paper| paper.seed), Some(session::Seed(7)));
    let again =
        folder.handout(&["exam.toml", "-o", "b.toml", "--as-paper", "--seed", "7", "-n", "2"]);
    assert_eq!(again.code, Some(0));
    assert_eq!(folder.read("a.toml"), folder.read("b.toml"));
}

#[test]
fn a_paper_needs_a_seed_and_a_number_of_questions() {
    let folder = three();
    let (code, said) = folder.refused(&["exam.toml", "-o", "a.toml", "--as-paper"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("--seed <SEED>"), "{said}");
    let (code, said) = folder.refused(&["exam.toml", "-o", "a.toml", "-n", "2"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("--as-paper"), "{said}");
    let (code, said) = folder.refused(&["exam.toml", "-o", "a.toml", "--as-paper", "--seed", "7"]);
    assert_eq!(code, Some(1));
    assert_eq!(
        said,
        "deck: exam.toml: no paper can be drawn: the deck `d` has no blueprint\n\
         hint: say how many questions the paper has with -n, or take --all\n"
    );
    let none = ["exam.toml", "-o", "a.toml", "--as-paper", "--seed", "7", "--all", "--tag", "x"];
    let (code, said) = folder.refused(&none);
    assert_eq!(code, Some(1));
    assert!(said.contains("no question is left after the filter by tag"), "{said}");
    let more = ["exam.toml", "-o", "a.toml", "--as-paper", "--seed", "7", "-n", "9"];
    let ran = folder.handout(&more);
    assert_eq!(ran.code, Some(0));
    let warning = "warning: the paper has 3 questions; 9 cannot be drawn together\n";
    assert_eq!(ran.stderr, warning);
}
