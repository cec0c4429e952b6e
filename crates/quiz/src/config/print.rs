//! What is in force, as `quiz config` prints it.

use console::{Align, Look, Table, escape_json, sanitise_line};
use serde_json::{Map, Value, json};

use super::rule::{
    COLOR, CONFIDENCE, COUNT, DECKS, LIMIT, NEW, Names, RETENTION, ROLLOVER, STUDENT, UI,
};
use super::{Config, Setting, Settings, Source};

/// What is told about one setting.
struct Row {
    names: Names,
    value: Value,
    source: Source,
}

/// A table, then where the configuration is.
pub(super) fn text(config: &Config, look: &Look) -> String {
    let mut table = Table::new(["Setting", "Value", "From"].map(|label| (label, Align::Left)));
    for row in rows(&config.settings) {
        table.push([row.names.key, &row.words(), &row.from()]);
    }
    let path = config.path.to_string_lossy();
    let gap = if look.is_line() { "" } else { "\n" };
    let hint = if config.is_there {
        ""
    } else {
        "\nThere is no such file; `quiz config --init` writes one."
    };
    format!("{}\n{gap}File: {}{hint}", table.render(look), sanitise_line(&path))
}

/// The same as data.
pub(super) fn json(config: &Config) -> String {
    let settings = rows(&config.settings).into_iter().map(|row| {
        let mut entry = json!({ "value": row.value });
        let (from, key, detail) = match row.source {
            Source::Flag => ("flag", "flag", json!(row.names.flag)),
            Source::Variable(name) => ("variable", "variable", json!(name)),
            Source::File { line } => ("file", "line", json!(line)),
            Source::Default => ("default", "", Value::Null),
        };
        entry["from"] = json!(from);
        if !detail.is_null() {
            entry[key] = detail;
        }
        (row.names.key.to_owned(), entry)
    });
    let data = json!({
        "settings": settings.collect::<Map<_, _>>(),
        "file": { "path": config.path.to_string_lossy(), "exists": config.is_there },
    });
    escape_json(&format!("{data:#}")).into_owned()
}

fn rows(settings: &Settings) -> [Row; 10] {
    let Settings { decks, count, ui, color, retention, rollover, new, limit, student, confidence } =
        settings;
    let folders = |folders: &Vec<std::path::PathBuf>| {
        folders.iter().map(|folder| folder.to_string_lossy()).collect()
    };
    [
        row(DECKS, decks, folders),
        row(COUNT.names, count, |count| json!(count)),
        row(UI.names, ui, name),
        row(COLOR.names, color, name),
        row(RETENTION.names, retention, |retention| json!(retention)),
        row(ROLLOVER.names, rollover, |hour| json!(hour)),
        row(NEW.names, new, |new| json!(new)),
        row(LIMIT.names, limit, |limit| json!(limit)),
        row(STUDENT.names, student, |student| json!(student)),
        row(CONFIDENCE.names, confidence, |confidence| json!(confidence)),
    ]
}

fn row<T>(names: Names, setting: &Setting<T>, value: impl FnOnce(&T) -> Value) -> Row {
    Row { names, value: value(&setting.value), source: setting.source }
}

/// The word for one of a few.
fn name(choice: &impl clap::ValueEnum) -> Value {
    choice.to_possible_value().map_or(Value::Null, |value| json!(value.get_name()))
}

impl Row {
    fn words(&self) -> String {
        match &self.value {
            Value::Null => "none".to_owned(),
            Value::String(text) => text.clone(),
            Value::Array(list) if list.is_empty() => "none".to_owned(),
            Value::Array(list) => {
                list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
            }
            other => other.to_string(),
        }
    }

    fn from(&self) -> String {
        match self.source {
            Source::Flag => self.names.flag.to_owned(),
            Source::Variable(name) => name.to_owned(),
            Source::File { line } => format!("config.toml, line {line}"),
            Source::Default => "default".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::super::folders::Places;
    use super::super::settings::{Flags, settle};
    use super::*;

    fn config(is_there: bool) -> Config {
        let places = Places { home: "/home/me".into(), folder: "/home/me/.config".into() };
        let flags = Flags { count: Some(5), ..Flags::default() };
        let variable = |name: &str| (name == "QUIZDECK_NEW").then(|| OsString::from("3"));
        let text = "\n# mine\nstudent = 's\u{202e}1'\ndecks = ['~/a', '/b']\n";
        let settings = settle(&flags, variable, text, &places).unwrap();
        Config { settings, path: "/home/me/.config/config.toml".into(), is_there }
    }

    #[test]
    fn a_terminal_has_a_table() {
        assert_eq!(
            text(&config(true), &Look::rich(60).uncoloured()),
            "Setting     Value           From\n\
             decks       /home/me/a, /b  config.toml, line 4\n\
             count       5               --count\n\
             ui          auto            default\n\
             color       auto            default\n\
             retention   0.9             default\n\
             rollover    4               default\n\
             new         3               QUIZDECK_NEW\n\
             limit       30              default\n\
             student     s1              config.toml, line 3\n\
             confidence  false           default\n\n\
             File: /home/me/.config/config.toml"
        );
    }

    #[test]
    fn line_mode_has_a_line_for_each() {
        let told = text(&config(false), &Look::LINE);
        let lines: Vec<_> = told.lines().collect();
        assert_eq!(lines[1], "Setting: count; Value: 5; From: --count");
        assert_eq!(lines[10], "File: /home/me/.config/config.toml");
        assert_eq!(lines[11], "There is no such file; `quiz config --init` writes one.");
        assert_eq!(lines.len(), 12);
    }

    #[test]
    fn data_says_where_each_is_from() {
        let data: Value = serde_json::from_str(&json(&config(false))).unwrap();
        let settings = &data["settings"];
        let flag = json!({ "value": 5, "from": "flag", "flag": "--count" });
        assert_eq!(settings["count"], flag);
        let variable = json!({ "value": 3, "from": "variable", "variable": "QUIZDECK_NEW" });
        assert_eq!(settings["new"], variable);
        let folders = json!(["/home/me/a", "/b"]);
        assert_eq!(settings["decks"], json!({ "value": folders, "from": "file", "line": 4 }));
        assert_eq!(settings["limit"], json!({ "value": 30, "from": "default" }));
        let file = json!({ "path": "/home/me/.config/config.toml", "exists": false });
        assert_eq!(data["file"], file);
        assert!(!json(&config(true)).contains('\u{202e}'), "escaped");
    }
}
