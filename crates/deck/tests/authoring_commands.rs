//! `deck new`, `add`, `edit` and `remove` from outside, without a terminal.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use deck_format::{Kind, parse};

/// What a run of the program gave.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Ran {
    #[track_caller]
    fn ends(&self, code: i32, said: &str) {
        assert!(self.code == Some(code) && self.stderr.contains(said), "not {said:?}: {self:?}");
    }
}

/// A folder with a deck in it.
struct Folder(tempfile::TempDir);

const FILE: &str = "d.toml";
const DECK: &str = "# mine\nformat = 1\nid = 'd'   # short\ntitle = \"T\"\n\n# --- One ---\n[[question]]\n\
                    id=\"one\"\nprompt = \"One?\"\nanswer = true\n\n[[question]]\nid = \"two\"\n\
                    prompt = \"Two?\"\nanswer = 2\n\n# the end\n";

impl Folder {
    fn new(deck: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::write(folder.path(FILE), deck).unwrap();
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn deck(&self) -> String {
        fs::read_to_string(self.path(FILE)).unwrap()
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.with(args, "", "")
    }

    /// Runs with an editor and something on standard input.
    fn with(&self, args: &[&str], editor: &str, input: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_deck"));
        command.args(args).current_dir(self.0.path()).env_remove("VISUAL").env("EDITOR", editor);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that reads nothing may have ended.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

#[test]
fn a_script_makes_a_deck_of_all_kinds() {
    let folder = Folder::new("");
    fs::remove_file(folder.path(FILE)).unwrap();
    let source = "--source=talk=The talk";
    folder
        .run(&["new", FILE, "--title", "Bees", "--language", "en", source])
        .ends(0, "d.toml was written");
    folder
        .run(&["new", FILE, "--title", "Bees"])
        .ends(2, "d.toml is there already; it was left alone");
    let kinds: [&[&str]; 9] = [
        &[
            "--prompt=Which bees gather nectar?",
            "--choice=Workers",
            "--choice=Drones",
            "--choice=Queens",
            "--answer=Workers",
            "--cite=talk:2:in the field",
        ],
        &[
            "--kind=multiple-select",
            "--prompt=Which do bees make?",
            "--choice=w=Wax",
            "--choice=p=Pollen",
            "--choice=j=Jelly",
            "--answer=w,j",
        ],
        &["--prompt=Drones have a sting.", "--answer=false"],
        &["--prompt=How many days until a worker flies?", "--answer=21", "--tolerance=5%"],
        &["--prompt=Who read the waggle dance?", "--answer=Karl von Frisch", "--accept=Frisch"],
        &[
            "--prompt=Put the stages in order.",
            "--item=egg=Egg",
            "--item=grub=Larva",
            "--item=pupa=Pupa",
            "--answer=egg grub pupa",
        ],
        &[
            "--prompt=Match each with its task.",
            "--left=q=Queen",
            "--left=d=Drone",
            "--left=w=Worker",
            "--right=e=Eggs",
            "--right=m=Mating",
            "--right=h=Honey",
            "--right=n=Napping",
            "--pair=q=e",
            "--pair=d=m",
            "--pair=w=h",
        ],
        &["--prompt=A cell has {{n}} sides.", "--blank=n=number", "--answer=n=6"],
        &["--prompt=Why do colonies decline (150 words)?", "--rubric=Names causes=2"],
    ];
    for fields in kinds {
        let args = [&["add", FILE], fields].concat();
        folder.run(&args).ends(0, "added `");
    }
    let deck = parse(&folder.deck()).unwrap();
    assert_eq!(
        deck.questions.iter().map(|question| question.face.kind()).collect::<Vec<_>>(),
        Kind::ALL
    );
    let checked = folder.run(&["check", FILE]).stdout;
    assert!(checked.starts_with("1 deck, 9 questions: no problems."), "{checked}");
    folder.run(&["fmt", "--check", FILE]).ends(0, "in canonical layout");
}

#[test]
fn a_question_added_to_a_hand_written_deck_is_all_that_git_sees() {
    let folder = Folder::new(DECK);
    let old = folder.path("old.toml");
    fs::write(&old, DECK).unwrap();
    let prompt = "--prompt=Which?";
    folder
        .run(&["add", FILE, prompt, "--answer=true", "--id=new"])
        .ends(0, "added `new` to d.toml");
    folder
        .run(&["add", FILE, prompt, "--answer=true", "--id=newer", "--after=one"])
        .ends(0, "added `newer`");
    let diff = Command::new("git")
        .args(["diff", "--no-index", "--numstat", "old.toml", FILE])
        .current_dir(folder.0.path())
        .output()
        .unwrap();
    let numbers = String::from_utf8(diff.stdout).unwrap();
    assert!(numbers.starts_with("10\t0\t"), "additions and deletions: {numbers}");
}

#[test]
fn fragments_are_read_from_files_and_standard_input() {
    let folder = Folder::new(DECK);
    let fragment = "# hard\n[[question]]\nanswer = 'x'\nprompt = 'X?'\nid = 'new'\n";
    let args = ["add", FILE, "--toml", "-", "--after", "one"];
    folder.with(&args, "", fragment).ends(0, "added `new` to d.toml");
    let new = "\n# hard\n[[question]]\nid = \"new\"\nprompt = \"X?\"\nanswer = \"x\"\n";
    assert_eq!(
        folder.deck(),
        DECK.replacen("answer = true\n", &format!("answer = true\n{new}"), 1)
    );
    let again = folder.with(&args, "", fragment);
    again.ends(1, "standard input:5:6: error[duplicate-id]");
    again.ends(1, "deck: standard input has 1 error; nothing was changed");
    folder
        .with(&args, "", "id = 'x'\nprompt = 3\nanswer = 1\n")
        .ends(1, "standard input:2:10: error[wrong-type]");
    folder.run(&["add", FILE, "--toml", "none.toml"]).ends(2, "cannot read none.toml");
    folder.run(&["add", FILE, "--toml", "-", "--prompt", "x"]).ends(2, "cannot be used with");
}

#[test]
fn a_try_changes_nothing_and_shows_the_change() {
    let folder = Folder::new(DECK);
    let ran = folder.run(&["add", FILE, "--prompt=New?", "--answer=true", "--dry-run"]);
    assert!(ran.stdout.contains("+prompt = \"New?\"\n"), "{ran:?}");
    assert!(!ran.stdout.lines().skip(2).any(|line| line.starts_with('-')), "{ran:?}");
    let ran = folder.run(&["remove", FILE, "one", "--dry-run"]);
    assert!(ran.stdout.contains("-# --- One ---\n-[[question]]\n"), "{ran:?}");
    let ran = folder.with(&["edit", FILE, "two", "--dry-run"], "sed -i s/Two/Really/", "");
    assert!(ran.stdout.contains("-prompt = \"Two?\"\n+prompt = \"Really?\"\n"), "{ran:?}");
    let ran = folder.run(&["new", "other.toml", "--title=\u{1b}[2J", "--dry-run"]);
    assert_eq!(ran.stdout, "format = 1\nid = \"other\"\ntitle = \"\\u001B[2J\"\n");
    assert_eq!(folder.deck(), DECK);
    assert!(!folder.path("other.toml").exists());
}

#[test]
fn a_broken_deck_is_left_alone() {
    let broken = DECK.replace("answer = true", "anwser = true");
    let folder = Folder::new(&broken);
    for args in [
        &["add", FILE, "--prompt=New?", "--answer=true"][..],
        &["edit", FILE, "two"],
        &["remove", FILE, "two", "--yes"],
    ] {
        let ran = folder.with(args, "false", "");
        ran.ends(1, "error[unknown-field]: unknown field `anwser`");
        ran.ends(1, "deck: d.toml has 1 error; nothing was changed");
        assert_eq!(folder.deck(), broken);
    }
    folder
        .run(&["add", "none.toml", "--prompt=New?", "--answer=true"])
        .ends(2, "cannot read none.toml");
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = Folder::new(DECK);
    folder.run(&["add", FILE]).ends(2, "there is no terminal to ask for the question in");
    folder.run(&["new", "x.toml"]).ends(2, "there is no terminal to ask for the title in");
    folder.run(&["new", "x.toml", "--title=T", "--id=X!"]).ends(1, "error[bad-id]");
    folder.run(&["new", "no/x.toml", "--title=T"]).ends(2, "cannot create no/x.toml");
    folder.run(&["remove", FILE, "one"]).ends(2, "there is no terminal to ask for leave in");
    folder.run(&["remove", FILE, "ons", "--yes"]).ends(2, "did you mean `one`?");
    folder
        .run(&["add", FILE, "--prompt=N?", "--answer=true", "--after=x"])
        .ends(2, "no question `x`");
    folder
        .run(&["add", FILE, "--prompt=N?", "--answer=true", "--why=x"])
        .ends(2, "--why takes a name");
    folder
        .run(&["add", FILE, "--prompt=N?", "--answer=1", "--cite=x:1"])
        .ends(1, "error[unknown-id]");
    folder.with(&["edit", FILE, "one"], "false", "").ends(2, "the editor did not work");
    folder
        .with(&["edit", FILE, "one"], "sed -i s/answer/anwser/", "")
        .ends(1, "the question has 1 error");
    folder.with(&["edit", FILE, "one"], "true", "").ends(0, "nothing was changed");
    assert_eq!(folder.deck(), DECK);
    let list = "format = 1\nid = \"d\"\ntitle = \"T\"\nquestion = [{ id = \"a\", prompt = \"A?\", answer = true }]\n";
    let folder = Folder::new(list);
    folder
        .run(&["add", FILE, "--prompt=N?", "--answer=1"])
        .ends(2, "`deck fmt d.toml` gives each question");
}

#[test]
fn an_edit_changes_one_line_and_notes_a_new_id() {
    let folder = Folder::new(DECK);
    folder
        .with(&["edit", FILE, "one"], "sed -i s/One?/Really?/", "")
        .ends(0, "changed `one` in d.toml");
    assert_eq!(folder.deck(), DECK.replace("One?", "Really?"));
    let ran = folder.with(&["edit", FILE, "two"], "sed -i s/two/second/", "");
    ran.ends(
        0,
        "note: results stay under `two`; was = [\"two\"] in the question keeps its history",
    );
}

#[test]
fn line_endings_stay_as_they_are() {
    for ending in ["\r\n", "\n"] {
        let deck = format!("\u{feff}{}", DECK.trim_end().replace('\n', ending));
        let folder = Folder::new(&deck);
        folder.run(&["add", FILE, "--prompt=New?", "--answer=true", "--id=new"]).ends(0, "added");
        let added =
            "[[question]]\nid = \"new\"\nprompt = \"New?\"\nanswer = true\n".replace('\n', ending);
        assert_eq!(folder.deck(), format!("{deck}{ending}{ending}{added}"));
        folder.run(&["remove", FILE, "new", "--yes"]).ends(0, "removed 1 question from d.toml");
        assert_eq!(folder.deck(), format!("{deck}{ending}"));
    }
}

#[test]
#[cfg(unix)]
fn links_are_followed_and_a_read_only_file_is_left_alone() {
    let folder = Folder::new(DECK);
    std::os::unix::fs::symlink(FILE, folder.path("link.toml")).unwrap();
    folder.run(&["add", "link.toml", "--prompt=New?", "--answer=true"]).ends(0, "added");
    assert!(folder.path("link.toml").symlink_metadata().unwrap().is_symlink());
    let deck = folder.deck();
    assert!(deck.starts_with(DECK));
    let mut permissions = fs::metadata(folder.path(FILE)).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path(FILE), permissions).unwrap();
    folder.run(&["remove", FILE, "one", "--yes"]).ends(2, "cannot write d.toml");
    assert_eq!(folder.deck(), deck);
    folder.run(&["new", "link.toml", "--title=T"]).ends(2, "link.toml is there already");
}

#[test]
fn a_file_that_changes_under_the_editor_is_not_overwritten() {
    let folder = Folder::new(DECK);
    // The editor changes the question, and the deck as well.
    let script = folder.path("editor");
    fs::write(&script, "sed -i s/One/Mine/ \"$1\"\nprintf '# theirs\\n' >> d.toml\n").unwrap();
    let ran = folder.with(&["edit", FILE, "one"], &format!("sh {}", script.display()), "");
    ran.ends(2, "d.toml was changed by another program in the meantime; nothing was written");
    ran.ends(2, "prompt = \"Mine?\"");
    assert_eq!(folder.deck(), format!("{DECK}# theirs\n"));
}
