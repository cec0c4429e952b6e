//! The configuration: one file, the environment and the command line, and `quiz config`, which
//! prints what is in force.

mod file;
mod folders;
mod print;
mod rule;
mod settings;

#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};

use console::{Failure, Look, Terminal, diagnostics, sanitise_line, stdout, words};
use deck_format::Diagnostic;
use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};
use session::files::{Files, SystemFiles};

use crate::args::{ConfigArgs, Format};
use folders::Places;
use settings::settle;

pub(crate) use rule::{count, limit, new, retention, student};
pub(crate) use settings::{Flags, Setting, Settings, Source};

/// The largest configuration, in bytes.
const MAX_BYTES: u64 = 64 * 1024;

/// What `quiz config --init` writes.
const TEMPLATE: &str = include_str!("config/template.toml");

/// What is in force, and the file that it may be from.
#[derive(Debug)]
pub(crate) struct Config {
    /// What is in force.
    pub(crate) settings: Settings,
    path: PathBuf,
    is_there: bool,
}

impl Config {
    /// The configuration of this run.
    ///
    /// # Errors
    /// All that is wrong in the environment; else why the file cannot be read, or all that is wrong
    /// in it.
    pub(crate) fn load(flags: &Flags) -> Result<Self, Failure> {
        let (path, places) = find()?;
        let settle = |text: &str| settle(flags, |name| std::env::var_os(name), text, &places);
        let without = settle("").map_err(|wrong| wrong_variables(&wrong.variables))?;
        let Some(bytes) = read(&path)? else {
            return Ok(Self { settings: without, path, is_there: false });
        };
        let look = look(&without, Terminal::stderr());
        let text = String::from_utf8_lossy(&bytes);
        let wrong = |found: &[Diagnostic]| wrong_file(&path, &text, found, &look);
        if let Err(error) = std::str::from_utf8(&bytes) {
            return Err(wrong(&[not_utf8(error)]));
        }
        let settings = settle(&text).map_err(|problems| wrong(&problems.file))?;
        Ok(Self { settings, path, is_there: true })
    }
}

/// Runs the command.
pub(crate) fn run(args: &ConfigArgs, config: &Config) -> Result<(), Failure> {
    let look = look(&config.settings, Terminal::stdout());
    let printed = match args.format {
        Format::Text => print::text(config, &look),
        Format::Json => print::json(config),
    };
    let mut output = stdout(&look);
    output.line(&printed)?;
    Ok(output.flush()?)
}

/// Runs `quiz config --init`: writes a configuration that says nothing yet, if there is none.
pub(crate) fn init() -> Result<(), Failure> {
    let (path, places) = find()?;
    write(&SystemFiles, &path, &places.folder)?;
    let mut output = stdout(&Look::LINE);
    output.line(&format!("Wrote {}", sanitise_line(&path.to_string_lossy())))?;
    Ok(output.flush()?)
}

fn write(files: &dyn Files, path: &Path, folder: &Path) -> Result<(), Failure> {
    let failed = |error: session::files::FileError| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::failed(format!("{} is there already; it is left as it is", path.display()))
        }
        _ => Failure::failed(error.to_string()),
    };
    files.create_folder(folder).map_err(failed)?;
    let mut file = files.create(path).map_err(failed)?;
    file.append(TEMPLATE.as_bytes()).map_err(|error| {
        // Half of it is worse than none, and would be in the way of the next try.
        let _ = files.remove(path);
        failed(error)
    })
}

/// The path of the configuration: `$XDG_CONFIG_HOME/quizdeck/config.toml`, by default in
/// `~/.config`.
fn find() -> Result<(PathBuf, Places), Failure> {
    let strategy = choose_base_strategy().map_err(|_| {
        Failure::failed("there is no home directory to look for a configuration in")
            .hint("set HOME")
    })?;
    let folder = strategy.config_dir().join("quizdeck");
    let home = strategy.home_dir().to_owned();
    Ok((folder.join("config.toml"), Places { home, folder }))
}

/// The bytes of the file; `None` where there is none.
fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match SystemFiles.read(path, MAX_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(None),
            _ => Err(Failure::read(path, &error.source)),
        },
    }
}

fn look(settings: &Settings, terminal: Terminal) -> Look {
    settings.look().look(terminal, |name| std::env::var(name).ok())
}

fn not_utf8(error: std::str::Utf8Error) -> Diagnostic {
    let at = error.valid_up_to();
    let place = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
    Diagnostic::error("not-utf8", place, "the text is not UTF-8")
        .under("this byte begins no character")
        .help("save the file as UTF-8 in your editor")
}

fn wrong_file(path: &Path, text: &str, found: &[Diagnostic], look: &Look) -> Failure {
    let place = path.to_string_lossy();
    let drawn = diagnostics::text(&diagnostics::File::new(&place, text), found, look);
    let errors = words::count(found.len(), "error");
    Failure::problems(format!("{place} has {errors}; nothing was done")).before(drawn)
}

fn wrong_variables(sentences: &[String]) -> Failure {
    let mut sentences = sentences.iter();
    let last = sentences.next_back().cloned().unwrap_or_default();
    let before = sentences.map(|sentence| format!("quiz: {}\n", sanitise_line(sentence)));
    Failure::failed(last).before(before.collect::<String>())
}
