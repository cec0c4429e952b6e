//! Which questions are asked, and of which decks.

use crate::support::{BUNDLED, Sandbox, fixture};

const DECK: &str = "all-kinds.toml";

const NOTHING_MISSED: &str = "quiz: no question is left after the filter by missed answers\n\
                              hint: nothing that fits was missed or skipped when it was last asked\n";

/// A deck of true-false questions, each with these tags.
fn deck(id: &str, title: &str, questions: &[&str]) -> String {
    let mut text = format!("format = 1\nid = \"{id}\"\ntitle = \"{title}\"\nlanguage = \"en\"\n");
    for question in questions {
        text.push_str(&format!(
            "[[question]]\nid = \"{question}\"\nprompt = \"{question} of {id}\"\nanswer = true\n"
        ));
    }
    text
}

/// The ids of the questions on the paper of the sitting.
fn paper(sandbox: &Sandbox) -> Vec<String> {
    let lines = sandbox.recorded_lines();
    let paper = lines[0]["paper"].as_array().unwrap();
    paper.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// The questions that a run with these arguments asks, sorted.
fn asked(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    let ended = sandbox.quiz(args).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    let mut ids = paper(sandbox);
    ids.sort();
    std::fs::remove_file(sandbox.the_record()).unwrap();
    ids
}

#[test]
fn by_tag_kind_and_difficulty() {
    let sandbox = Sandbox::with(DECK);
    let asked = |filters: &[&str]| {
        let args: Vec<&str> =
            ["practice", DECK, "--seed", "7"].iter().chain(filters).copied().collect();
        asked(&sandbox, &args)
    };
    assert_eq!(asked(&["--tag", "comets", "--tag", "practice"]), ["comet", "first-buy"]);
    assert_eq!(asked(&["--kind", "essay", "--kind", "cloze"]), ["phases", "turning"]);
    assert_eq!(asked(&["--difficulty", "hard", "--tag", "moon"]), ["moons", "phases"]);
    assert_eq!(asked(&["--kind", "single-choice", "--tag", "planets"]), ["shortest-day"]);
}

#[test]
fn by_number() {
    let sandbox = Sandbox::with(DECK);
    assert_eq!(asked(&sandbox, &[DECK]).len(), 10);
    assert_eq!(asked(&sandbox, &[DECK, "-n", "3"]).len(), 3);
    let all = asked(&sandbox, &["practice", DECK, "--all"]);
    assert_eq!(all.len(), 12, "one of the two of a family");
    assert_eq!(asked(&sandbox, &[DECK, "--count", "100"]).len(), 12);
}

#[test]
fn what_fits_nothing_is_said() {
    let sandbox = Sandbox::with(DECK);
    let nothing = |filters: &[&str], stderr: &str| {
        let args = [DECK].iter().chain(filters);
        sandbox.quiz(args).stderr(stderr).status(2).check();
    };
    let left = "quiz: no question is left after the filter by";
    nothing(
        &["--tag", "galaxies"],
        &format!(
            "{left} tag\nhint: the tags are comets, distances, moon, planets, practice, stars\n"
        ),
    );
    nothing(&["--kind", "cloze", "--difficulty", "easy"], &format!("{left} difficulty\n"));
    nothing(&["--missed"], NOTHING_MISSED);
    nothing(
        &["-n", "1", "--tag", "planets", "--kind", "numerical", "--kind", "single-choice"],
        "quiz: no question fits into so few\n\
         hint: questions on one passage are asked together; ask for more with -n\n",
    );
    assert!(!sandbox.records().exists());
}

#[test]
fn wrong_usage_is_explained() {
    let sandbox = Sandbox::with(DECK);
    for (args, snapshot) in [
        (&["practice", DECK, "--kind", "mcq"][..], "usage-kind"),
        (&[DECK, "-n", "0"], "usage-count"),
        (&[DECK, "-n", "3", "--all"], "usage-both"),
        (&[DECK, "--seed", "-1"], "usage-seed"),
        (&[DECK, "--tags", "x"], "usage-typo"),
    ] {
        sandbox.quiz(args).stderr_snapshot(snapshot).status(2).check();
    }
}

#[test]
fn missed_when_last_answered() {
    let sandbox = Sandbox::with(DECK);
    let tag = [DECK, "--tag", "planets", "--kind", "single-choice", "--kind", "numerical"];
    sandbox.quiz(tag).session("ONE").input("Mars\n0.7\nd\n").run();
    assert_eq!(asked(&sandbox, &[DECK, "--missed"]), ["shortest-day"]);
    sandbox.quiz([DECK, "--missed"]).session("TWO").input("Jupiter\n").run();
    sandbox.quiz([DECK, "--missed"]).stderr(NOTHING_MISSED).status(2).check();
}

#[test]
fn unseen_first() {
    let sandbox = Sandbox::with(DECK);
    let first = ["practice", DECK, "--kind", "single-choice", "-n", "1", "--seed", "7"];
    let seen = sandbox.quiz(first).session("ONE").input(":skip\n").run();
    assert!(seen.stdout.contains("Skipped."));
    let again = |unseen: &[&str]| {
        let args: Vec<&str> = first.iter().chain(unseen).copied().collect();
        asked(&sandbox, &args)
    };
    let same = again(&[]);
    assert_eq!(again(&[]), same, "a seed alone asks for no history");
    assert_ne!(again(&["--unseen"]), same);
}

#[test]
fn who_sits_is_in_the_record() {
    let sandbox = Sandbox::with(DECK);
    sandbox.quiz([DECK, "--as", "s1041"]).run();
    assert_eq!(sandbox.recorded_lines()[0]["student"], "s1041");
    let anonymous = Sandbox::with(DECK);
    anonymous.quiz([DECK]).run();
    assert_eq!(anonymous.recorded_lines()[0].get("student"), None);
}

#[test]
fn several_decks_and_a_folder_of_decks() {
    let sandbox = Sandbox::new()
        .file("one.toml", deck("one", "One", &["alpha", "beta"]))
        .file("more/two.toml", deck("two", "Two", &["gamma"]))
        .file("more/deeper/three.toml", deck("three", "Three", &["delta"]))
        .file("more/.hidden.toml", "no deck")
        .file("more/Cargo.toml", "[package]\nname = \"no-deck\"\n");
    assert_eq!(asked(&sandbox, &["one.toml", "more/two.toml"]), ["alpha", "beta", "gamma"]);
    assert_eq!(asked(&sandbox, &["more"]), ["delta", "gamma"]);
    sandbox
        .quiz(["practice", "more", "one.toml", "--all", "--seed", "7"])
        .input("t\nf\nt\nt\nd\n")
        .stdout_snapshot("several-decks")
        .check();
}

#[test]
fn a_deck_by_its_id() {
    let sandbox = Sandbox::new()
        .file("decks/here.toml", deck("here", "Here", &["alpha"]))
        .own_deck("mine.toml", deck("mine", "Mine", &["beta"]));
    assert_eq!(asked(&sandbox, &["here"]), ["alpha"]);
    assert_eq!(asked(&sandbox, &["mine"]), ["beta"]);
    assert_eq!(asked(&sandbox, &["china-policing-abroad", "-n", "5"]).len(), 5);
    let stderr = format!(
        "quiz: there is no file and no deck `hear`\n\
         hint: the decks that are found are here, mine, {BUNDLED}\n"
    );
    sandbox.quiz(["hear"]).stderr(stderr).status(2).check();
}

#[test]
fn of_two_decks_with_one_id_the_first_wins_and_the_other_is_named() {
    let sandbox = Sandbox::new()
        .file("a.toml", deck("same", "First", &["alpha"]))
        .file("b.toml", deck("same", "Second", &["beta"]))
        .file("decks/c.toml", deck("same", "Third", &["gamma"]))
        .own_deck("d.toml", deck("same", "Fourth", &["delta"]));
    let run = |args: &[&str], title: &str, stderr: &str| {
        let found = sandbox.quiz(args).run();
        assert!(found.stdout.starts_with(title), "{}", found.stdout);
        assert_eq!((found.stderr.as_str(), found.status), (stderr, Some(0)));
        std::fs::remove_file(sandbox.the_record()).unwrap();
    };
    run(
        &["a.toml", "b.toml"],
        "First.",
        "quiz: b.toml is left out: it has the same id, `same`, as a.toml\n",
    );
    run(
        &["same"],
        "Third.",
        "quiz: [DATA]/quizdeck/decks/d.toml is left out: it has the same id, `same`, as decks/c.toml\n",
    );
}

#[test]
fn the_menu() {
    let sandbox = Sandbox::new()
        .file("decks/one.toml", deck("one", "One", &["alpha", "beta", "gamma"]))
        .file("decks/broken.toml", "format = 1\n")
        .own_deck("mine.toml", deck("mine", "Mine", &["delta"]));
    sandbox
        .quiz(["--seed", "7"])
        .input("9\none\n1\n4\n0\nx\n2\nt\nt\n\n")
        .stdout_snapshot("menu")
        .stderr(
            "quiz: decks/broken.toml is left out: it has 3 errors; `quiz decks/broken.toml` shows \
             them\n",
        )
        .check();
}

#[test]
fn the_menu_says_how_one_stands_and_the_scorecard_counts_the_days() {
    let sandbox = Sandbox::new().own_deck("mine.toml", deck("mine", "Mine", &["delta", "eta"]));
    let practise = |day: &str, answers: &str| {
        let now = format!("2026-02-{day}T20:00:00Z");
        let run = sandbox.quiz(["mine", "--seed", "1"]).session(&format!("DAY-{day}"));
        run.env("QUIZDECK_NOW", now).input(answers).run().stdout
    };
    assert!(!practise("25", "t\nt\n").contains("in a row"));
    assert!(!practise("27", "t\nf\nd\n").contains("in a row"), "a day was left out");
    let third = practise("28", "f\n:done\nd\n");
    assert!(third.contains("That was day 2 in a row with this deck.\n"), "{third}");
    let today = sandbox.quiz(["mine", "--seed", "1"]).input("t\nt\n").run().stdout;
    assert!(today.contains("That was day 3 in a row with this deck.\n"), "{today}");
    let menu = sandbox.quiz([""; 0]).env("QUIZDECK_NOW", "2026-03-02T08:00:00Z").run().stdout;
    let line = menu.lines().find(|line| line.contains("Mine")).unwrap();
    assert!(line.ends_with("/mine.toml; last 2 of 2, yesterday)"), "{line}");
}

#[test]
fn the_menu_can_be_left() {
    let sandbox = Sandbox::new();
    let ended = sandbox.quiz([""; 0]).run();
    let first = "1) China's policing abroad: an overview (38 questions; bundled \
                 china-policing-abroad.toml)\n2) China's policing abroad: key facts (";
    assert!(ended.stdout.starts_with(first), "{}", ended.stdout);
    assert!(ended.stdout.ends_with(".toml)\nDeck (1 to 5; Enter for 1): \n"), "{}", ended.stdout);
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    assert!(!sandbox.records().exists());
}

#[test]
fn the_help() {
    let sandbox = Sandbox::new();
    sandbox.quiz(["--help"]).stdout_snapshot("help").check();
    sandbox.quiz(["practice", "--help"]).stdout_snapshot("help-practice").check();
    sandbox.quiz(["resume", "--help"]).stdout_snapshot("help-resume").check();
    sandbox.quiz(["-V"]).stdout(format!("quiz {}\n", env!("CARGO_PKG_VERSION"))).check();
}

#[test]
fn the_fixture_is_a_deck() {
    // What the other tests say of it rests on this.
    assert_eq!(fixture(DECK).matches("[[question]]").count(), 13);
}
