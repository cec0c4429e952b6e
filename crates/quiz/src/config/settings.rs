//! The settings of a run, each with where it is from: a flag wins over the environment, the
//! environment over the file, the file over the default.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use console::{ColourChoice, Look, LookArgs, Ui, layout};
use deck_format::Diagnostic;
use study::{DEFAULT_ROLLOVER, Retention};
use toml::de::DeTable;

use super::file::{AtLine, File};
use super::folders::Places;
use super::rule::{
    COLOR, CONFIDENCE, COUNT, DECKS, LIMIT, NEW, RETENTION, ROLLOVER, Rule, STUDENT, UI,
};

/// Where the value of a setting is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The command line.
    Flag,
    /// The variable of this name.
    Variable(&'static str),
    /// The configuration.
    File {
        /// The line of the key, from 1.
        line: usize,
    },
    /// Nobody said anything.
    Default,
}

/// The value of a setting, and where it is from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Setting<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it is from.
    pub(crate) source: Source,
}

/// What is in force.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Settings {
    /// Further folders that are searched for decks, after `./decks` and before the student's own.
    pub(crate) decks: Setting<Vec<PathBuf>>,
    /// How many questions to practise.
    pub(crate) count: Setting<u32>,
    /// How to talk.
    pub(crate) ui: Setting<Ui>,
    /// When to write colours.
    pub(crate) color: Setting<ColourChoice>,
    /// How likely a question should still be known when it comes back, from 0.70 to 0.97.
    pub(crate) retention: Setting<f64>,
    /// The hour, from 0 to 23, at which a day of study begins.
    pub(crate) rollover: Setting<u8>,
    /// How many new questions a review mixes in.
    pub(crate) new: Setting<u32>,
    /// How many questions a review asks at most.
    pub(crate) limit: Setting<u32>,
    /// Who is sitting.
    pub(crate) student: Setting<Option<String>>,
    /// Whether to ask how sure the student is.
    pub(crate) confidence: Setting<bool>,
}

/// What the command line says about settings.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Flags {
    pub(crate) count: Option<u32>,
    pub(crate) ui: Option<Ui>,
    pub(crate) color: Option<ColourChoice>,
    pub(crate) retention: Option<f64>,
    pub(crate) new: Option<u32>,
    pub(crate) limit: Option<u32>,
    pub(crate) student: Option<String>,
    pub(crate) confidence: Option<bool>,
}

/// Why settings cannot be settled. One of the two holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unsettled {
    /// What is wrong in the environment: one sentence each, which names the variable.
    pub(crate) variables: Vec<String>,
    /// What is wrong in the file.
    pub(crate) file: Vec<Diagnostic>,
}

/// Settles what is in force. `variable` looks up a variable of the environment, in which an empty
/// one says nothing; `text` is the configuration, empty where there is none.
///
/// # Errors
/// All that is wrong in the environment and in the file, even where it would not count.
pub(crate) fn settle(
    flags: &Flags,
    variable: impl Fn(&str) -> Option<OsString>,
    text: &str,
    places: &Places,
) -> Result<Settings, Unsettled> {
    // Spaces for the byte order mark keep all in its place.
    let text = text.strip_prefix('\u{feff}').map_or(text.into(), |rest| format!("   {rest}"));
    let (left, slips) = deck_format::mend_toml(&text);
    let table = DeTable::parse(&left).map(toml::Spanned::into_inner).unwrap_or_default();
    let mut given = Given {
        variable: &|name| variable(name).filter(|value| !value.is_empty()),
        variables: Vec::new(),
        file: File::new(&text, &table, slips),
    };
    let settings = Settings {
        decks: given.folders(places),
        count: given.settle(&COUNT, flags.count, 10),
        ui: given.settle(&UI, flags.ui, Ui::Auto),
        color: given.settle(&COLOR, flags.color, ColourChoice::Auto),
        retention: given.settle(&RETENTION, flags.retention, Retention::default().share()),
        rollover: given.settle(&ROLLOVER, None, DEFAULT_ROLLOVER),
        new: given.settle(&NEW, flags.new, 0),
        limit: given.settle(&LIMIT, flags.limit, 30),
        student: given.optional(&STUDENT, flags.student.clone()),
        confidence: given.settle(&CONFIDENCE, flags.confidence, false),
    };
    let problems = Unsettled { variables: given.variables, file: given.file.into_problems() };
    if problems.variables.is_empty() && problems.file.is_empty() {
        Ok(settings)
    } else {
        Err(problems)
    }
}

/// What the environment and the file give, and what is wrong with them so far.
struct Given<'a> {
    variable: &'a dyn Fn(&str) -> Option<OsString>,
    variables: Vec<String>,
    file: File<'a>,
}

impl Given<'_> {
    fn settle<T>(&mut self, rule: &Rule<T>, flag: Option<T>, default: T) -> Setting<T> {
        self.find(rule, flag).unwrap_or(Setting { value: default, source: Source::Default })
    }

    fn optional<T>(&mut self, rule: &Rule<T>, flag: Option<T>) -> Setting<Option<T>> {
        match self.find(rule, flag) {
            Some(found) => Setting { value: Some(found.value), source: found.source },
            None => Setting { value: None, source: Source::Default },
        }
    }

    fn folders(&mut self, places: &Places) -> Setting<Vec<PathBuf>> {
        let variable = self.variable(DECKS.variable, |list| places.of_variable(list));
        let file = self.file.folders(places);
        first(None, DECKS.variable, variable, file)
            .unwrap_or(Setting { value: Vec::new(), source: Source::Default })
    }

    /// The first of what is given. All of it is read, so that what is wrong is always told.
    fn find<T>(&mut self, rule: &Rule<T>, flag: Option<T>) -> Option<Setting<T>> {
        let variable = self.variable(rule.names.variable, |value| {
            let text = value.to_str().ok_or_else(|| format!("expected {}", rule.is))?;
            rule.parse(text)
        });
        let file = self.file.value(rule);
        first(flag, rule.names.variable, variable, file)
    }

    fn variable<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&OsStr) -> Result<T, String>,
    ) -> Option<T> {
        let value = (self.variable)(name)?;
        read(&value)
            .map_err(|expected| {
                let value = layout::clip(&value.to_string_lossy(), 60, &Look::LINE);
                self.variables.push(format!("{name} is `{value}`; {expected}"));
            })
            .ok()
    }
}

fn first<T>(
    flag: Option<T>,
    name: &'static str,
    variable: Option<T>,
    file: Option<AtLine<T>>,
) -> Option<Setting<T>> {
    let flag = flag.map(|value| Setting { value, source: Source::Flag });
    let variable = variable.map(|value| Setting { value, source: Source::Variable(name) });
    let file = file.map(|(value, line)| Setting { value, source: Source::File { line } });
    flag.or(variable).or(file)
}

impl Settings {
    /// How to talk and when to write colours, for [`LookArgs::look`].
    pub(crate) fn look(&self) -> LookArgs {
        LookArgs { ui: self.ui.value, color: self.color.value }
    }
}
