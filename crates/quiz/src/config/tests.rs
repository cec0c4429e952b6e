use std::collections::HashMap;
use std::ffi::OsString;
use std::path::Path;

use clap::ValueEnum;
use console::{ColourChoice, Ui};
use proptest::prelude::*;
use serde_json::{Value, json};
use session::files::fault::Disk;

use super::folders::Places;
use super::rule::KEYS;
use super::settings::{Unsettled, settle};
use super::*;

fn places() -> Places {
    Places { home: "/home/me".into(), folder: "/home/me/.config/quizdeck".into() }
}

/// Settles from variables and a file, without flags.
fn settled(variables: &[(&str, &str)], text: &str) -> Result<Settings, Unsettled> {
    let variable = |name: &str| {
        let found = variables.iter().find(|(set, _)| *set == name);
        found.map(|(_, value)| OsString::from(value))
    };
    settle(&Flags::default(), variable, text, &places())
}

/// What is wrong with a file: the code, the place's text, and what is said under it.
fn wrong(text: &str) -> Vec<(&'static str, &str, String)> {
    let found = settled(&[], text).unwrap_err().file;
    let tell = |found: Diagnostic| (found.code, &text[found.primary.span], found.primary.text);
    found.into_iter().map(tell).collect()
}

/// A setting as data, with where it is from.
fn told(settings: Settings, key: &str) -> Value {
    let config = Config { settings, path: "config.toml".into(), is_there: true };
    let data: Value = serde_json::from_str(&print::json(&config)).unwrap();
    data["settings"][key].clone()
}

#[test]
fn the_template_says_nothing_and_shows_the_defaults() {
    let nothing = settled(&[], "").unwrap();
    assert_eq!(settled(&[], TEMPLATE).unwrap(), nothing);
    let shown = |line: &str| KEYS.iter().any(|key| line.starts_with(&format!("# {key} = ")));
    let lines = TEMPLATE.lines().map(|line| if shown(line) { &line[2..] } else { line });
    let text = lines.collect::<Vec<_>>().join("\n");
    let all = settled(&[], &text).unwrap();
    for key in KEYS {
        let all = told(all.clone(), key);
        assert_eq!(all["from"], "file", "{key}");
        match key {
            "student" => assert_eq!(all["value"], "s1041"),
            _ => assert_eq!(all["value"], told(nothing.clone(), key)["value"], "{key}"),
        }
    }
}

#[test]
fn each_wrong_value_is_told_at_its_place() {
    for (text, code, place, under) in [
        ("count = 0", "bad-value", "0", "not in that range"),
        ("count = 100001", "bad-value", "100001", "not in that range"),
        ("count = 1e1", "wrong-type", "1e1", "not a whole number"),
        ("count = 0x10", "wrong-type", "0x10", "numbers are written in decimal"),
        ("count = \"10\"", "wrong-type", "\"10\"", "not a whole number"),
        ("ui = \"rihc\"", "bad-value", "\"rihc\"", "did you mean `rich`?"),
        ("ui = \"picture\"", "bad-value", "\"picture\"", "not one of these"),
        ("ui = true", "wrong-type", "true", "not a text in quotes"),
        ("color = \"nevr\"", "bad-value", "\"nevr\"", "did you mean `never`?"),
        ("retention = 0.699", "bad-value", "0.699", "not in that range"),
        ("retention = 0.971", "bad-value", "0.971", "not in that range"),
        ("retention = nan", "bad-value", "nan", "not in that range"),
        ("retention = 1", "bad-value", "1", "not in that range"),
        ("retention = \"0.9\"", "wrong-type", "\"0.9\"", "not a number"),
        ("rollover = 24", "bad-value", "24", "not in that range"),
        ("rollover = 04:00:00", "wrong-type", "04:00:00", "not a whole number"),
        ("new = -1", "bad-value", "-1", "not in that range"),
        ("limit = 0", "bad-value", "0", "not in that range"),
        ("student = \"\"", "bad-value", "\"\"", "not such an id"),
        ("student = \" \"", "bad-value", "\" \"", "not such an id"),
        ("student = \"a\\nb\"", "bad-value", "\"a\\nb\"", "not such an id"),
        (
            "confidence = \"yes\"",
            "wrong-type",
            "\"yes\"",
            "write `true` or `false`, without quotes",
        ),
        ("decks = \"~/d\"", "wrong-type", "\"~/d\"", "not a list"),
        ("decks = [1]", "wrong-type", "1", "not a text in quotes"),
        ("decks = [\"\"]", "bad-value", "\"\"", "empty"),
        ("decks = [\"~bob/d\"]", "bad-value", "\"~bob/d\"", "of `~`, only `~/` is known"),
        ("cuont = 1", "unknown-setting", "cuont", "did you mean `count`?"),
        ("colour = \"never\"", "unknown-setting", "colour", "did you mean `color`?"),
        ("[quiz]\ncount = 1", "unknown-setting", "quiz", "not a setting"),
        ("count = 1\ncount = 2", "duplicate-key", "count", "the second time"),
        ("ui = rich", "syntax", "rich", "not in quotes"),
    ] {
        assert_eq!(wrong(text), [(code, place, under.to_owned())], "{text}");
    }
}

#[test]
fn all_that_is_wrong_is_told_in_the_order_of_the_file() {
    let text = "bananas = 1\ncount = ten\ndecks = [2, \"\"]\nui = \"rihc\"\nrollover = -1\n";
    let places: Vec<_> = wrong(text).into_iter().map(|(_, place, _)| place).collect();
    assert_eq!(places, ["bananas", "ten", "2", "\"\"", "\"rihc\"", "-1"]);
}

#[test]
fn bounds_are_within() {
    let text = "count = 100_000\nretention = 0.70\nrollover = 0\nnew = 100000\nlimit = 1\n";
    let settings = settled(&[], text).unwrap();
    assert_eq!((settings.count.value, settings.retention.value), (100_000, 0.7));
    assert_eq!((settings.rollover.value, settings.new.value), (0, 100_000));
    assert_eq!(settings.limit, Setting { value: 1, source: Source::File { line: 5 } });
    let settings = settled(&[], "retention = 0.97\nrollover = 23").unwrap();
    assert_eq!((settings.retention.value, settings.rollover.value), (0.97, 23));
    let longest = "ä".repeat(100);
    let settings = settled(&[], &format!("student = \"{longest}\"")).unwrap();
    assert_eq!(settings.student.value, Some(longest));
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    let text = "\u{feff}count = 3\r\nnew = -1\r\n";
    assert_eq!(wrong(text), [("bad-value", "-1", "not in that range".into())]);
    let settings = settled(&[], "\u{feff}# mine\r\ncount = 3\r\n").unwrap();
    assert_eq!(settings.count, Setting { value: 3, source: Source::File { line: 2 } });
}

#[test]
fn each_wrong_variable_is_named_with_what_was_expected() {
    let variables = [
        ("QUIZDECK_COUNT", "ten"),
        ("QUIZDECK_UI", "Rich"),
        ("QUIZDECK_RETENTION", "90%"),
        ("QUIZDECK_CONFIDENCE", "1"),
        ("QUIZDECK_DECKS", "~bob"),
    ];
    let problems = settled(&variables, "count = 1").unwrap_err();
    assert_eq!(
        problems.variables,
        [
            "QUIZDECK_DECKS is `~bob`; expected a list of folders as in PATH; of `~`, only `~/`",
            "QUIZDECK_COUNT is `ten`; expected a whole number from 1 to 100000",
            "QUIZDECK_UI is `Rich`; expected `auto`, `rich` or `line`",
            "QUIZDECK_RETENTION is `90%`; expected a number from 0.70 to 0.97",
            "QUIZDECK_CONFIDENCE is `1`; expected `true` or `false`",
        ]
    );
    assert!(problems.file.is_empty(), "{problems:?}");
}

#[test]
fn an_empty_variable_says_nothing() {
    let settings = settled(&[("QUIZDECK_COUNT", ""), ("QUIZDECK_DECKS", "")], "count = 3").unwrap();
    assert_eq!(settings.count, Setting { value: 3, source: Source::File { line: 1 } });
    assert_eq!(settings.decks.source, Source::Default);
}

#[test]
fn the_template_is_written_once_and_whole() {
    let (folder, path) = (Path::new("/c/quizdeck"), Path::new("/c/quizdeck/config.toml"));
    let disk = Disk::new();
    write(&disk, path, folder).unwrap();
    assert_eq!(disk.bytes(path).unwrap(), TEMPLATE.as_bytes());
    disk.put(path, "count = 3\n");
    let failure = write(&disk, path, folder).unwrap_err();
    let message = "/c/quizdeck/config.toml is there already; it is left as it is";
    assert_eq!((failure.to_string().as_str(), failure.exit), (message, console::Exit::Failed));
    assert_eq!(disk.bytes(path).unwrap(), b"count = 3\n");
}

#[test]
fn half_a_template_is_not_left_behind() {
    let (folder, path) = (Path::new("/c/quizdeck"), Path::new("/c/quizdeck/config.toml"));
    let disk = Disk::new();
    disk.set_capacity(Some(100));
    let failure = write(&disk, path, folder).unwrap_err();
    assert!(failure.to_string().starts_with("cannot write /c/quizdeck/config.toml"), "{failure}");
    assert_eq!(disk.bytes(path), None);
}

/// What each of the three sources says about a setting, if anything.
type Said = [Option<Value>; 3];

/// A value that a setting can have.
fn value(key: &'static str) -> BoxedStrategy<Value> {
    let one_of = |words: &'static [&'static str]| prop::sample::select(words).prop_map(Value::from);
    match key {
        "decks" => prop::collection::vec("/[a-z]{1,5}/[a-z ]{1,5}[a-z]", 1..4)
            .prop_map(|folders| json!(folders))
            .boxed(),
        "ui" => one_of(&["auto", "rich", "line"]).boxed(),
        "color" => one_of(&["auto", "always", "never"]).boxed(),
        "retention" => (700_u32..=970).prop_map(|n| json!(f64::from(n) / 1000.0)).boxed(),
        "rollover" => (0_u8..24).prop_map(Value::from).boxed(),
        "new" => (0_u32..=100_000).prop_map(Value::from).boxed(),
        "student" => "[a-zä0-9'#=]{1,9}".prop_map(Value::from).boxed(),
        "confidence" => any::<bool>().prop_map(Value::from).boxed(),
        _ => (1_u32..=100_000).prop_map(Value::from).boxed(),
    }
}

fn said() -> impl Strategy<Value = Vec<Said>> {
    let one = |key| {
        let said = move || prop::option::of(value(key));
        // These two have no flag.
        let flag =
            if matches!(key, "decks" | "rollover") { Just(None).boxed() } else { said().boxed() };
        (flag, said(), said()).prop_map(|(flag, variable, file)| [flag, variable, file])
    };
    KEYS.map(one).to_vec()
}

/// The flags of a command line that says this.
fn flags(said: &HashMap<&str, &Said>) -> Flags {
    let flag = |key| said[key][0].as_ref();
    let number = |key| flag(key)?.as_u64()?.try_into().ok();
    let word = |key| flag(key)?.as_str();
    Flags {
        count: number("count"),
        ui: word("ui").map(|word| Ui::from_str(word, false).unwrap()),
        color: word("color").map(|word| ColourChoice::from_str(word, false).unwrap()),
        retention: flag("retention").and_then(Value::as_f64),
        new: number("new"),
        limit: number("limit"),
        student: word("student").map(str::to_owned),
        confidence: flag("confidence").and_then(Value::as_bool),
    }
}

/// A value as a variable has it.
fn in_variable(value: &Value) -> OsString {
    match value {
        Value::String(text) => text.into(),
        Value::Array(list) => std::env::join_paths(list.iter().filter_map(Value::as_str)).unwrap(),
        other => other.to_string().into(),
    }
}

proptest! {
    #[test]
    fn a_flag_wins_over_a_variable_and_that_over_the_file(said in said()) {
        let said: HashMap<&str, &Said> = KEYS.into_iter().zip(&said).collect();
        let in_file = KEYS.iter().filter_map(|key| Some((*key, said[key][2].as_ref()?)));
        let in_file: Vec<_> = in_file.collect();
        // Texts, lists and numbers are written the same in JSON and TOML.
        let text: String = in_file.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
        let variable = |name: &str| {
            let key = name.strip_prefix("QUIZDECK_").unwrap().to_lowercase();
            said[key.as_str()][1].as_ref().map(in_variable)
        };
        let settings = settle(&flags(&said), variable, &text, &places()).unwrap();
        let defaults = settled(&[], "").unwrap();
        for key in KEYS {
            let found = told(settings.clone(), key);
            let (from, value) = match said[key] {
                [Some(value), _, _] => ("flag", value.clone()),
                [None, Some(value), _] => ("variable", value.clone()),
                [None, None, Some(value)] => ("file", value.clone()),
                [None, None, None] => ("default", told(defaults.clone(), key)["value"].clone()),
            };
            prop_assert_eq!((&found["from"], &found["value"]), (&json!(from), &value), "{}", key);
            if from == "file" {
                let line = in_file.iter().position(|(name, _)| *name == key).map(|at| at + 1);
                prop_assert_eq!(&found["line"], &json!(line));
            }
        }
    }

    #[test]
    fn whatever_the_file_holds_is_told_at_places_inside_it(
        lines in prop::collection::vec(
            prop_oneof![
                "[a-z]{1,9} = .{0,12}",
                (prop::sample::select(&KEYS[..]), ".{0,12}").prop_map(|(k, v)| format!("{k} = {v}")),
                ".{0,20}",
            ],
            0..8,
        ),
    ) {
        let text = lines.join("\n");
        if let Err(problems) = settled(&[], &text) {
            prop_assert!(problems.variables.is_empty());
            for found in problems.file {
                prop_assert!(text.get(found.primary.span.clone()).is_some(), "{:?}", found);
            }
        }
    }
}
