//! `deck fmt`: the one canonical layout for decks.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use clap::Args;
use console::{
    Failure, Look, LookArgs, Stdout, Terminal, diagnostics, sanitise, sanitise_line, words,
};
use deck::collect::collect;
use deck::layout::{self, LayoutError};
use deck::save::{Endings, Original, encode};
use deck_format::limits::MAX_BYTES;
use deck_format::{Problems, parse_bytes};
use session::files::{Files, SystemFiles};

/// Give decks their one canonical layout: the order of fields, quotes, lists, empty lines.
///
/// Comments stay where they belong, and the deck says the same as before; both are checked before a
/// file is written. A deck with errors is left alone.
#[derive(Debug, Args)]
pub(crate) struct FmtArgs {
    /// Decks, and folders of decks; - reads one deck from standard input and writes it to standard
    /// output.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    /// Change nothing: list the decks that would change, one a line. The exit code is then 1.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &FmtArgs, look: &LookArgs) -> Result<(), Failure> {
    let look = look.look(Terminal::stderr(), |name| std::env::var(name).ok());
    let mut tally = Tally { check: args.check, ..Tally::default() };
    if args.paths.iter().any(|path| path == Path::new("-")) {
        if args.paths.len() > 1 {
            return Err(Failure::failed("standard input, `-`, cannot stand with other paths"));
        }
        if let Some(deck) = tally.pass(io::stdin(), &look)? {
            write_out(&deck)?;
        }
    } else {
        for path in collect(&args.paths)? {
            let done = tally.file(&SystemFiles, &path, &look);
            done.map_err(|failure| failure.before(tally.drawn.clone()))?;
        }
    }
    if args.check {
        list(&tally.changed)?;
    }
    tally.conclude(&mut io::stderr())
}

/// Prints the decks that would change.
fn list(names: &[String]) -> Result<(), Failure> {
    let mut out = Stdout::new(io::stdout());
    out.lines(names.iter().map(|name| sanitise_line(name)))?;
    Ok(out.flush()?)
}

/// What became of each deck.
#[derive(Debug, Default)]
struct Tally {
    check: bool,
    clean: usize,
    /// The names of those that changed, or would.
    changed: Vec<String>,
    /// Those with errors, and these errors as they are shown.
    broken: usize,
    drawn: String,
}

impl Tally {
    fn file(&mut self, files: &dyn Files, path: &Path, look: &Look) -> Result<(), Failure> {
        let name = path.display().to_string();
        let original =
            Original::read(files, path).map_err(|error| Failure::failed(error.to_string()))?;
        let Some(text) = self.lay_out(&name, original.bytes(), look)? else { return Ok(()) };
        let differs = if self.check {
            encode(original.bytes(), &text, Endings::Even) != original.bytes()
        } else {
            original.replace(files, &text, Endings::Even)?
        };
        self.count(name, differs);
        Ok(())
    }

    /// Reads a deck; what is to be written in its place, unless it is only checked or has errors.
    fn pass(&mut self, from: impl io::Read, look: &Look) -> Result<Option<Vec<u8>>, Failure> {
        let name = "standard input";
        let mut bytes = Vec::new();
        let read = from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| Failure::read(Path::new(name), &error))?;
        let Some(text) = self.lay_out(name, &bytes, look)? else { return Ok(None) };
        let laid_out = encode(&bytes, &text, Endings::Even);
        if !self.check {
            return Ok(Some(laid_out));
        }
        self.count(name.to_owned(), laid_out != bytes);
        Ok(None)
    }

    /// The canonical text of a deck; `None` where it has errors, which are kept to be shown.
    fn lay_out(
        &mut self,
        name: &str,
        bytes: &[u8],
        look: &Look,
    ) -> Result<Option<String>, Failure> {
        // Bytes that are no text are one of the problems of a deck.
        let laid_out = match parse_bytes(bytes) {
            Ok(_) => layout::format(&String::from_utf8_lossy(bytes)),
            Err(problems) => Err(LayoutError::Broken(problems)),
        };
        match laid_out {
            Ok(text) => Ok(Some(text)),
            Err(LayoutError::Broken(problems)) => {
                self.broken += 1;
                self.drawn.push_str(&drawn(name, bytes, &problems, look));
                Ok(None)
            }
            Err(LayoutError::Fault(fault)) => Err(Failure::failed(format!("{name}: {fault}"))
                .hint("please report this, with the deck: it is a fault of the program")),
        }
    }

    fn count(&mut self, name: String, differs: bool) {
        if differs {
            self.changed.push(name);
        } else {
            self.clean += 1;
        }
    }

    /// Says on standard error what it came to.
    fn conclude(self, to: &mut dyn io::Write) -> Result<(), Failure> {
        let all = self.clean + self.changed.len() + self.broken;
        let (changed, broken) = (self.changed_words(all), self.broken_words());
        let has_problems = broken.is_some() || (self.check && changed.is_some());
        let parts: Vec<_> = changed.into_iter().chain(broken).collect();
        if has_problems {
            return Err(Failure::problems(parts.join("; ")).before(self.drawn));
        }
        let unchanged = || format!("{} in canonical layout", words::count(all, "deck"));
        let summary = parts.first().cloned().unwrap_or_else(unchanged);
        // A deck that went to standard output needs no words; standard error that cannot be written
        // leaves nowhere to say so.
        if all > 0 {
            let _ = writeln!(to, "{summary}");
        }
        Ok(())
    }

    fn changed_words(&self, all: usize) -> Option<String> {
        let changed = self.changed.len();
        let done = if self.check { "would change" } else { "changed" };
        (changed > 0).then(|| format!("{changed} of {} {done}", words::count(all, "deck")))
    }

    fn broken_words(&self) -> Option<String> {
        match self.broken {
            0 => None,
            1 => Some("1 deck has errors and was left alone".to_owned()),
            broken => Some(format!("{broken} decks have errors and were left alone")),
        }
    }
}

/// Writes a deck to standard output; on a terminal made safe.
fn write_out(deck: &[u8]) -> Result<(), Failure> {
    let mut out = Stdout::new(io::stdout());
    let text = String::from_utf8_lossy(deck);
    if io::stdout().is_terminal() {
        out.text(&sanitise(&text))?;
    } else {
        out.text(&text)?;
    }
    Ok(out.flush()?)
}

fn drawn(name: &str, bytes: &[u8], problems: &Problems, look: &Look) -> String {
    let text = String::from_utf8_lossy(bytes);
    let file = diagnostics::File::new(name, &text);
    let mut drawn = diagnostics::text(&file, &problems.diagnostics, look);
    if problems.more > 0 {
        drawn.push_str(&format!("… and {} more\n", problems.more));
    }
    drawn
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

    use console::Exit;
    use session::files::fault::Disk;

    use super::*;

    const CLEAN: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n\n[[question]]\nid = \"q\"\n\
                         prompt = \"So?\"\nanswer = true\n";

    /// Runs over files of a disk; what is said, and the end.
    fn run(disk: &Disk, names: &[&str], check: bool) -> (Vec<String>, String, Result<(), Failure>) {
        let mut tally = Tally { check, ..Tally::default() };
        for name in names {
            if let Err(failure) = tally.file(disk, Path::new(name), &Look::LINE) {
                return (tally.changed, String::new(), Err(failure));
            }
        }
        let (changed, mut said) = (tally.changed.clone(), Vec::new());
        let end = tally.conclude(&mut said);
        (changed, String::from_utf8(said).unwrap(), end)
    }

    fn disk() -> Disk {
        let disk = Disk::new();
        disk.put("clean.toml", CLEAN);
        disk.put("crlf.toml", CLEAN.replace("= 1", "=1").replace('\n', "\r\n"));
        disk.put("broken.toml", CLEAN.replace("answer", "anwser"));
        disk
    }

    #[test]
    fn a_deck_is_laid_out_with_its_own_line_endings() {
        let disk = disk();
        let (changed, said, end) = run(&disk, &["clean.toml", "crlf.toml"], false);
        assert_eq!(
            (changed, said.as_str()),
            (vec!["crlf.toml".to_owned()], "1 of 2 decks changed\n")
        );
        assert_eq!(end, Ok(()));
        assert_eq!(disk.bytes("crlf.toml").unwrap(), CLEAN.replace('\n', "\r\n").into_bytes());
        let (_, said, end) = run(&disk, &["clean.toml", "crlf.toml"], true);
        assert_eq!((said.as_str(), end), ("2 decks in canonical layout\n", Ok(())));
    }

    #[test]
    fn a_check_changes_nothing() {
        let disk = disk();
        let before = disk.bytes("crlf.toml");
        let (changed, _, end) = run(&disk, &["clean.toml", "crlf.toml"], true);
        assert_eq!(changed, ["crlf.toml"]);
        let failure = end.unwrap_err();
        assert_eq!(
            (failure.exit, &*failure.to_string()),
            (Exit::Problems, "1 of 2 decks would change")
        );
        assert_eq!(disk.bytes("crlf.toml"), before);
    }

    #[test]
    fn a_broken_deck_is_left_alone() {
        let disk = disk();
        let before = disk.bytes("broken.toml");
        let failure = run(&disk, &["broken.toml", "clean.toml"], false).2.unwrap_err();
        assert_eq!(failure.exit, Exit::Problems);
        assert_eq!(failure.to_string(), "1 deck has errors and was left alone");
        assert!(failure.before.contains("broken.toml") && failure.before.contains("anwser"));
        assert_eq!(disk.bytes("broken.toml"), before);

        disk.put("binary.toml", vec![0, 159, 146, 150]);
        let failure = run(&disk, &["binary.toml", "broken.toml"], true).2.unwrap_err();
        assert_eq!(failure.to_string(), "2 decks have errors and were left alone");
    }

    #[test]
    fn a_deck_passes_through() {
        let rough = CLEAN.replace("= 1", "=1");
        let mut tally = Tally::default();
        let passed = tally.pass(rough.as_bytes(), &Look::LINE).unwrap();
        assert_eq!(passed.as_deref(), Some(CLEAN.as_bytes()));
        let mut said = Vec::new();
        assert_eq!((tally.conclude(&mut said), said.as_slice()), (Ok(()), &b""[..]));

        let mut tally = Tally { check: true, ..Tally::default() };
        assert_eq!(tally.pass(rough.as_bytes(), &Look::LINE), Ok(None));
        assert_eq!(tally.changed, ["standard input"]);
        let mut tally = Tally::default();
        assert_eq!(tally.pass(&b"format = 1"[..], &Look::LINE), Ok(None));
        assert_eq!(tally.broken, 1);
    }

    #[test]
    fn a_deck_that_cannot_be_read_or_written_is_a_failure() {
        let disk = disk();
        let failure = run(&disk, &["none.toml"], false).2.unwrap_err();
        assert_eq!(failure.exit, Exit::Failed);
        assert!(failure.to_string().starts_with("cannot read none.toml: "), "{failure}");

        let before = disk.bytes("crlf.toml");
        disk.set_read_only(true);
        let failure = run(&disk, &["crlf.toml"], false).2.unwrap_err();
        assert_eq!(failure.exit, Exit::Failed);
        assert!(failure.to_string().starts_with("cannot write crlf.toml: "), "{failure}");
        assert_eq!(disk.bytes("crlf.toml"), before);
    }
}
