//! `deck new`: the head of a deck, which questions are added to.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;
use console::{Failure, Look, LookArgs};
use deck::edit::{Broken, propose, written};
use deck::layout::{self, LayoutError};
use session::files::{FileError, Files, SystemFiles};
use toml_edit::{DocumentMut, Item, Table, value};

use super::authoring::ask::{Ask, Line};
use super::authoring::{self, asker, problem_look};

/// What stands in for the questions while the head is laid out.
const STAND_IN: &str = "[[question]]\nid = \"q\"\nprompt = \"?\"\nanswer = true\n";
/// Where it begins in the canonical layout.
const HEADER: &str = "\n[[question]]";

/// Begin a deck: its title and the like.
///
/// In a terminal, what is not given by flags is asked for, and the first questions can be added right
/// away. A file that is there already is never replaced.
#[derive(Debug, Default, Args)]
pub(crate) struct NewArgs {
    /// The file to write.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The deck's name for programs; without it, one is made of the file's name.
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    /// The deck's name for people.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// The language of its texts, such as en or pt-BR.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,

    /// A text that questions cite: its name for citations, and its title.
    #[arg(long = "source", value_name = "NAME=TITLE")]
    sources: Vec<String>,

    /// Write nothing: print what the file would hold.
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &NewArgs, look: &LookArgs) -> Result<(), Failure> {
    let look = problem_look(look);
    if args.title.is_none()
        && let Some(mut ask) = asker(look)
    {
        return interview(&SystemFiles, args, &mut *ask, look);
    }
    let Some(title) = args.title.clone() else {
        return Err(Failure::failed("there is no terminal to ask for the title in")
            .hint("give it by --title"));
    };
    let id = args.id.clone().unwrap_or_else(|| id_of(&args.file));
    let sources = args.sources.iter().map(|typed| source(typed)).collect::<Result<_, _>>()?;
    let head = Head { id, title, language: args.language.clone(), sources };
    head.finish(&SystemFiles, args, &look)
}

/// Asks for what is missing, and then for questions.
fn interview(
    files: &dyn Files,
    args: &NewArgs,
    ask: &mut dyn Ask,
    look: Look,
) -> Result<(), Failure> {
    refuse_existing(files, &args.file)?;
    let Some(head) = Head::ask(args, ask)? else {
        authoring::say("nothing was written");
        return Ok(());
    };
    head.finish(files, args, &look)?;
    if args.dry_run {
        return Ok(());
    }
    let choices = ["Add a question".to_owned(), "Done".to_owned()];
    match ask.choose("And now?", &choices, 0)? {
        Some(0) => super::add::ask(files, &args.file, ask, look),
        _ => Ok(()),
    }
}

/// What stands at the top of a deck.
#[derive(Debug, Clone, Default)]
struct Head {
    id: String,
    title: String,
    language: Option<String>,
    /// Names and titles.
    sources: Vec<(String, String)>,
}

impl Head {
    /// Asks for what the flags do not give; `None` where the author leaves.
    fn ask(args: &NewArgs, ask: &mut dyn Ask) -> Result<Option<Self>, Failure> {
        let sources = args.sources.iter().map(|typed| source(typed)).collect::<Result<_, _>>()?;
        let mut head = Self { sources, language: args.language.clone(), ..Self::default() };
        let line = Line::new("Title").help("the deck's name for people");
        let Some(title) = head.line(ask, line, |head, typed| head.title = typed)? else {
            return Ok(None);
        };
        head.title = title;
        head.id = args.id.clone().unwrap_or_else(|| id_of(&args.file));
        if args.id.is_none() {
            let line = Line::new("Id").help("its name for programs").begun(head.id.clone());
            let Some(id) = head.line(ask, line, |head, typed| head.id = typed)? else {
                return Ok(None);
            };
            head.id = id;
        }
        if head.language.is_none() {
            let line = Line::new("Language").help("of its texts, such as en or pt-BR").begun("en");
            let put = |head: &mut Self, typed| head.language = Some(typed);
            let Some(language) = head.line(ask, line, put)? else { return Ok(None) };
            head.language = Some(language);
        }
        head.ask_sources(ask)?;
        Ok(Some(head))
    }

    fn ask_sources(&mut self, ask: &mut dyn Ask) -> Result<(), Failure> {
        loop {
            let head = self.clone();
            let line = Line::new("Source").help(
                "a text that questions cite: its name, =, its title; an empty line if there is none",
            );
            let line = line.check(move |typed| {
                if typed.is_empty() {
                    return Ok(());
                }
                let mut with = head.clone();
                with.sources.push(source(typed).map_err(|failure| failure.to_string())?);
                with.objection().map_or(Ok(()), Err)
            });
            match ask.line(line)? {
                Some(typed) if !typed.is_empty() => self.sources.push(source(&typed)?),
                _ => return Ok(()),
            }
        }
    }

    /// Asks for a line; the parser says what is wrong with it.
    fn line(
        &self,
        ask: &mut dyn Ask,
        line: Line,
        put: impl Fn(&mut Self, String) + 'static,
    ) -> Result<Option<String>, Failure> {
        let mut head = self.clone();
        // What has not been asked for yet is not objected to.
        for text in [&mut head.id, &mut head.title] {
            if text.is_empty() {
                "x".clone_into(text);
            }
        }
        ask.line(line.check(move |typed| {
            let mut with = head.clone();
            put(&mut with, typed.to_owned());
            with.objection().map_or(Ok(()), Err)
        }))
    }

    /// The first thing that the parser says against it.
    fn objection(&self) -> Option<String> {
        let Err(LayoutError::Broken(problems)) = self.layout() else { return None };
        problems.diagnostics.first().map(|found| match &found.primary.text {
            under if under.is_empty() => found.message.clone(),
            under => format!("{}: {under}", found.message),
        })
    }

    fn raw(&self) -> String {
        let mut document = DocumentMut::new();
        document["format"] = value(1);
        document["id"] = value(self.id.as_str());
        document["title"] = value(self.title.as_str());
        if let Some(language) = &self.language {
            document["language"] = value(language.as_str());
        }
        if !self.sources.is_empty() {
            let mut sources = Table::new();
            sources.set_implicit(true);
            for (name, title) in &self.sources {
                let mut source = Table::new();
                if !title.is_empty() {
                    source["title"] = Item::Value(written::text(title));
                }
                sources.insert(name, Item::Table(source));
            }
            document["sources"] = Item::Table(sources);
        }
        format!("{document}\n{STAND_IN}")
    }

    fn layout(&self) -> Result<String, LayoutError> {
        layout::format(&self.raw())
    }

    /// The text of the file.
    fn text(&self, look: &Look) -> Result<String, Failure> {
        let text = self.layout().map_err(|error| match error {
            LayoutError::Broken(problems) => {
                authoring::problems("the deck", &Broken::new(&self.raw(), problems), look)
            }
            fault @ LayoutError::Fault(_) => Failure::failed(fault.to_string()),
        })?;
        Ok(text.split(HEADER).next().unwrap_or_default().to_owned())
    }

    fn finish(&self, files: &dyn Files, args: &NewArgs, look: &Look) -> Result<(), Failure> {
        let text = self.text(look)?;
        if args.dry_run {
            return authoring::print(&text);
        }
        create(files, &args.file, &text)?;
        authoring::say(&format!(
            "{} was written; add questions with `deck add`",
            args.file.display()
        ));
        Ok(())
    }
}

/// Makes a file; where it cannot be written whole, it is not there.
fn create(files: &dyn Files, path: &Path, text: &str) -> Result<(), Failure> {
    let mut file = files.create(path).map_err(|error| not_made(path, &error))?;
    if let Err(error) = file.append(text.as_bytes()) {
        drop(file);
        // The first error is the one worth telling.
        let _ = files.remove(path);
        return Err(Failure::failed(error.to_string()));
    }
    Ok(())
}

fn not_made(path: &Path, error: &FileError) -> Failure {
    if error.kind() == ErrorKind::AlreadyExists {
        exists(path)
    } else {
        Failure::failed(error.to_string())
    }
}

fn exists(path: &Path) -> Failure {
    Failure::failed(format!("{} is there already; it was left alone", path.display()))
        .hint("add questions to it with `deck add`")
}

fn refuse_existing(files: &dyn Files, path: &Path) -> Result<(), Failure> {
    match files.read(path, 0) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        _ => Err(exists(path)),
    }
}

/// `NAME=TITLE`, or a name alone.
fn source(typed: &str) -> Result<(String, String), Failure> {
    let (name, title) = typed.split_once('=').unwrap_or((typed, ""));
    let name = name.trim();
    deck_format::check_id(name).map_err(|error| {
        Failure::failed(format!("the source `{name}` has no good name: {error}"))
    })?;
    Ok((name.to_owned(), title.trim().to_owned()))
}

/// An id of the file's name.
fn id_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default();
    propose::deck_id(stem)
}

#[cfg(test)]
mod tests;
