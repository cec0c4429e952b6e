//! `gradebook init`: a commented class.toml, by asking.

mod guess;

use std::io::{self, BufRead, ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use console::{Failure, Look, LookArgs, Terminal, sanitise_line, stdout};
use gradebook::class::{self, TEMPLATE};
use session::files::{FileError, Files, SystemFiles};

use super::which::CLASS;

/// Begin a class: a class.toml with every setting explained.
///
/// In a terminal, what is not given by flags is asked for. A file that is there already is never
/// replaced.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The file to write.
    #[arg(value_name = "FILE", default_value = CLASS)]
    file: PathBuf,

    /// The deck with its keys, as seen from the folder of the file.
    #[arg(long, value_name = "DECK")]
    deck: Option<String>,

    /// Where records arrive, as seen from the folder of the file.
    #[arg(long, value_name = "PATH")]
    records: Option<String>,

    /// The roster, a CSV file, as seen from the folder of the file.
    #[arg(long, value_name = "CSV")]
    roster: Option<String>,

    /// The column of the roster with the ids that students give with --as.
    #[arg(long, value_name = "COLUMN", requires = "roster")]
    id: Option<String>,

    /// The column of the roster with the names.
    #[arg(long, value_name = "COLUMN", requires = "roster")]
    name: Option<String>,
}

/// Runs the command.
pub(crate) fn run(args: &InitArgs, _look: &LookArgs) -> Result<(), Failure> {
    let is_asked = Terminal::stderr().with_stdin().is_terminal;
    let answers = if is_asked {
        refuse_existing(&args.file)?;
        Answers::ask(args, &SystemFiles, &mut io::stdin().lock(), &mut io::stderr().lock())?
    } else {
        Answers::of_flags(args, &SystemFiles)
    };
    let text = answers.write();
    if class::read(&text).is_err() {
        let message = "these answers make no class; nothing was written";
        return Err(Failure::failed(message).hint("is one of them empty?"));
    }
    create(&SystemFiles, &args.file, &text)?;
    let mut out = stdout(&Look::LINE);
    let file = args.file.to_string_lossy();
    out.line(&format!("Wrote {}. Next: `gradebook score`", sanitise_line(&file)))?;
    Ok(out.flush()?)
}

/// What a class begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Answers {
    deck: Option<String>,
    records: Option<String>,
    roster: Option<String>,
    id: Option<String>,
    name: Option<String>,
}

impl Answers {
    /// What the flags say. The columns of a roster that can be read are guessed.
    fn of_flags(args: &InitArgs, files: &dyn Files) -> Self {
        let mut answers = Self {
            deck: args.deck.clone(),
            records: args.records.clone(),
            roster: args.roster.clone(),
            id: args.id.clone(),
            name: args.name.clone(),
        };
        let headers = answers.headers(args, files);
        answers.id = answers.id.or_else(|| guess::id(&headers));
        answers.name = answers.name.or_else(|| guess::name(&headers));
        answers
    }

    /// The columns of the roster; none where there is none that can be read.
    fn headers(&self, args: &InitArgs, files: &dyn Files) -> Vec<String> {
        let folder = folder_of(&args.file);
        let path = self.roster.as_ref().map(|roster| folder.join(roster));
        path.map(|path| guess::headers(files, &path)).unwrap_or_default()
    }

    /// Asks for what the flags do not say; an empty line takes what is proposed.
    fn ask(
        args: &InitArgs,
        files: &dyn Files,
        from: &mut dyn BufRead,
        to: &mut dyn Write,
    ) -> Result<Self, Failure> {
        let mut answers = Self::default();
        let mut ask = |label: &str, given: &Option<String>, proposed: Option<&str>| match given {
            Some(given) => Ok(Some(given.clone())),
            None => line(label, proposed, from, to),
        };
        let beside = guess::beside(files, folder_of(&args.file));
        let deck = beside.deck.as_deref().unwrap_or("exam.toml");
        answers.deck = ask("The deck with its keys", &args.deck, Some(deck))?;
        answers.records = ask("Where records arrive", &args.records, Some("records"))?;
        let label = match beside.roster {
            Some(_) => "The roster, a CSV file (- for none)",
            None => "The roster, a CSV file (empty for none)",
        };
        answers.roster = ask(label, &args.roster, beside.roster.as_deref())?;
        answers.roster = answers.roster.filter(|roster| roster != "-");
        if answers.roster.is_some() {
            let headers = answers.headers(args, files);
            let id = guess::id(&headers);
            let label = "Its column of ids";
            answers.id = ask(&guess::label(label, &headers), &args.id, id.as_deref())?;
            let name = guess::name(&headers);
            answers.name =
                ask("Its column of names (empty for none)", &args.name, name.as_deref())?;
        }
        Ok(answers)
    }

    /// The template with the answers in it.
    fn write(&self) -> String {
        let mut text = TEMPLATE.to_owned();
        let mut put = |key: &str, line: &str, new: &Option<String>, list: bool| {
            if let Some(new) = new {
                let value = quoted(new);
                let value = if list { format!("[{value}]") } else { value };
                text = text.replacen(line, &format!("{key} = {value}\n"), 1);
            }
        };
        put("deck", "deck = \"exam.toml\"\n", &self.deck, false);
        put("records", "records = [\"records\"]\n", &self.records, true);
        if self.roster.is_some() {
            put("file", "# file = \"roster.csv\"\n", &self.roster, false);
            let id = Some(self.id.clone().unwrap_or_else(|| "ID".to_owned()));
            put("id", "# id = \"SIS Login ID\"\n", &id, false);
            put("name", "# name = \"Student\"\n", &self.name, false);
            text = text.replacen("# [roster]\n", "[roster]\n", 1);
        }
        text
    }
}

/// The folder of a file; empty where that is the one we are in.
fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

/// Asks for a line. `None` where it is empty and nothing is proposed.
fn line(
    label: &str,
    proposed: Option<&str>,
    from: &mut dyn BufRead,
    to: &mut dyn Write,
) -> Result<Option<String>, Failure> {
    let shown =
        proposed.map_or_else(String::new, |proposed| format!(" [{}]", sanitise_line(proposed)));
    let asked = write!(to, "{label}{shown}: ").and_then(|()| to.flush());
    let mut typed = String::new();
    let read = asked.and_then(|()| from.read_line(&mut typed));
    let read = read.map_err(|error| Failure::failed(format!("cannot ask: {error}")))?;
    if read == 0 {
        return Err(Failure::quiet(console::Exit::Fine));
    }
    let typed = typed.trim();
    let answer = if typed.is_empty() { proposed } else { Some(typed) };
    Ok(answer.map(str::to_owned))
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

fn refuse_existing(path: &Path) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() { Err(exists(path)) } else { Ok(()) }
}

fn exists(path: &Path) -> Failure {
    Failure::failed(format!("{} is there already; it is left as it is", path.display()))
}

fn create(files: &dyn Files, path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: FileError| match error.kind() {
        ErrorKind::AlreadyExists => exists(path),
        _ => Failure::failed(error.to_string()),
    };
    let mut file = files.create(path).map_err(failed)?;
    file.append(text.as_bytes()).map_err(|error| {
        // Half of it is worse than none, and would be in the way of the next try.
        let _ = files.remove(path);
        failed(error)
    })
}

#[cfg(test)]
mod tests {
    use session::files::fault::Disk;

    use super::*;

    fn args() -> InitArgs {
        InitArgs {
            file: CLASS.into(),
            deck: None,
            records: None,
            roster: None,
            id: None,
            name: None,
        }
    }

    #[test]
    fn without_answers_it_is_the_template() {
        assert_eq!(Answers::of_flags(&args(), &Disk::new()).write(), TEMPLATE);
    }

    #[test]
    fn what_is_asked_for_is_written() {
        let disk = Disk::new();
        disk.put("r.csv", "Student,ID,SIS Login ID,Section\n");
        disk.put("s.csv", "Another\n");
        let mut said = Vec::new();
        let mut typed = &b"d \"1\".toml\n\nr.csv\n\n\n"[..];
        let answers = Answers::ask(&args(), &disk, &mut typed, &mut said).unwrap();
        let class = class::read(&answers.write()).unwrap();
        assert_eq!((class.deck, class.records), ("d \"1\".toml".into(), vec!["records".into()]));
        let roster = class.roster.unwrap();
        assert_eq!((&*roster.id.name, &*roster.name[0].name), ("SIS Login ID", "Student"));
        assert_eq!(
            String::from_utf8(said).unwrap(),
            "The deck with its keys [exam.toml]: Where records arrive [records]: \
             The roster, a CSV file (empty for none): \
             Its column of ids (Student, ID, SIS Login ID, Section) [SIS Login ID]: \
             Its column of names (empty for none) [Student]: "
        );
    }

    #[test]
    fn what_lies_beside_is_proposed() {
        let disk = Disk::new();
        disk.put("midterm.toml", "format = 1\nid = \"midterm\"\n\n[[question]]\n");
        disk.put("midterm.handout.toml", "handout = true\n\n[[question]]\n");
        disk.put("notes.toml", "a = 1\n");
        disk.put("list.csv", "ID,Name\n");
        let ask =
            |mut typed: &[u8]| Answers::ask(&args(), &disk, &mut typed, &mut Vec::new()).unwrap();
        let taken = ask(b"\n\n\n\n\n");
        assert_eq!(
            (taken.deck.as_deref(), taken.roster.as_deref()),
            (Some("midterm.toml"), Some("list.csv"))
        );
        assert_eq!(taken.id.as_deref(), Some("ID"));
        assert_eq!(ask(b"\n\n-\n").roster, None);
    }

    #[test]
    fn the_end_of_the_input_writes_nothing() {
        let failure = Answers::ask(&args(), &Disk::new(), &mut &b""[..], &mut Vec::new());
        assert_eq!(failure.unwrap_err(), Failure::quiet(console::Exit::Fine));
    }

    #[test]
    fn what_is_there_is_left() {
        let disk = Disk::new();
        create(&disk, Path::new(CLASS), "one").unwrap();
        let failure = create(&disk, Path::new(CLASS), "two").unwrap_err();
        assert_eq!(failure.to_string(), "class.toml is there already; it is left as it is");
        assert_eq!(disk.bytes(CLASS).unwrap(), b"one");
    }
}
