//! `deck check`: what is wrong with decks, and what a reader would object to.

mod progress;
mod report;
mod sources;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use console::{Exit, Failure, Look, LookArgs, Terminal, diagnostics, stdout};
use deck::collect::collect;
use deck::lint;
use deck::measured::{Beside, Broken};
use deck::save::{Original, SaveError};
use deck::source::SourceArg;
use deck_format::{Diagnostic, parse, parse_bytes};
use session::files::{Files, SystemFiles};

use progress::Progress;
use report::{Report, Tally};
use sources::Sources;

/// Check decks: errors of the format, and rules of good questions.
///
/// `deck explain CODE` says what a finding means, why it matters, and how to mend it. A finding that
/// you overrule is allowed in its question, with your reason: lint.allow = { "code" = "reason" }.
#[derive(Debug, Args)]
#[command(after_help = JSON_HELP)]
pub(crate) struct CheckArgs {
    /// Decks, and folders of decks.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    /// The text of a source that decks cite: every citation of it is looked up there.
    #[arg(long = "source", value_name = "NAME=TEXTFILE")]
    sources: Vec<SourceArg>,

    /// Fail with exit code 1 on warnings as well.
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,

    /// How to report.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// Mend what can be mended safely, and report the rest.
    ///
    /// No answer is scored otherwise afterwards; that is checked before a file is written.
    #[arg(long)]
    fix: bool,
}

const JSON_HELP: &str = "\
JSON: { version, summary, findings }. `version` is 1. `summary` has the numbers decks, questions,
errors, warnings, notes, fixed and unverified (citations whose text was not given). Each of `findings` has code, severity (error, warning or info),
question (an id, or null), file, line, column, end_line, end_column (from 1, columns in characters),
message, help (or null) and fixable. Later versions may add fields.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings.
    Warnings,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people: each with its lines, help, and a summary.
    #[default]
    Text,
    /// One line each, for editors: path:line:column: severity[code]: message.
    Short,
    /// One JSON document, described below.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
}

pub(crate) fn run(args: &CheckArgs, look: &LookArgs) -> Result<(), Failure> {
    let look = look.look(Terminal::stdout(), |name| std::env::var(name).ok());
    let mut out = stdout(&look);
    let mut checking = Checking::new(&SystemFiles, args, look);
    checking.sources = Sources::read(&SystemFiles, &args.sources)?;
    let paths = collect(&args.paths)?;
    let progress = Progress::start(Terminal::stderr());
    for (at, path) in paths.iter().enumerate() {
        let name = path.display().to_string();
        let text = progress.during(at + 1, paths.len(), &name, || checking.file(path))?;
        out.text(&text)?;
    }
    drop(progress);
    let (rest, end) = checking.finish()?;
    out.text(&rest)?;
    out.flush()?;
    end
}

/// What is to be said of a file.
struct Checked {
    /// The findings.
    found: Vec<Diagnostic>,
    /// How many more errors there are.
    more: usize,
    /// Statistics beside it that cannot be used.
    broken: Option<Box<Broken>>,
}

/// One run over some files.
struct Checking<'a> {
    files: &'a dyn Files,
    args: &'a CheckArgs,
    sources: Sources,
    tally: Tally,
    report: Report,
}

impl<'a> Checking<'a> {
    fn new(files: &'a dyn Files, args: &'a CheckArgs, look: Look) -> Self {
        let report = Report::new(args.format, look);
        Self { files, args, sources: Sources::default(), tally: Tally::default(), report }
    }

    /// Checks a file, and gives what is to be written about it right away.
    fn file(&mut self, path: &Path) -> Result<String, Failure> {
        let mut original = self.read(path)?;
        if self.args.fix && self.mend(&original)? {
            original = self.read(path)?;
        }
        let text = String::from_utf8_lossy(original.bytes());
        let Checked { found, more, broken } = self.check(path, original.bytes(), &text);
        self.tally.decks += 1;
        self.tally.count(&found, more);
        let name = path.display().to_string();
        let mut written = self.report.file(&diagnostics::File::new(&name, &text), &found, more);
        if let Some(Broken { name, text, diagnostic }) = broken.as_deref() {
            let found = std::slice::from_ref(diagnostic);
            self.tally.count(found, 0);
            written += &self.report.file(&diagnostics::File::new(name, text), found, 0);
        }
        Ok(written)
    }

    fn read(&self, path: &Path) -> Result<Original, Failure> {
        Original::read(self.files, path).map_err(|error| Failure::failed(error.to_string()))
    }

    /// What is to be said of a file.
    fn check(&mut self, path: &Path, bytes: &[u8], text: &str) -> Checked {
        match parse_bytes(bytes) {
            Ok(deck) => {
                self.tally.questions += deck.questions.len();
                let beside = Beside::read(self.files, path, &deck);
                let mut found = lint::lint_measured(&deck, text, beside.statistics());
                found.extend(self.sources.check(&deck, text));
                found.sort_by_key(|diagnostic| diagnostic.primary.span.start);
                let broken = match beside {
                    Beside::Broken(broken) => Some(broken),
                    Beside::Nothing | Beside::Statistics(_) => None,
                };
                Checked { found, more: 0, broken }
            }
            Err(problems) => {
                self.sources.pass_over();
                Checked { found: problems.diagnostics, more: problems.more, broken: None }
            }
        }
    }

    /// Applies the fixes of a file. Says whether there were any. A broken deck has none.
    fn mend(&mut self, original: &Original) -> Result<bool, Failure> {
        let Ok(text) = std::str::from_utf8(original.bytes()) else { return Ok(false) };
        let Ok(deck) = parse(text) else { return Ok(false) };
        let Some(fixed) = lint::fix(&deck, text) else { return Ok(false) };
        // The edits leave every other byte as it is, mixed line endings included, so that the text
        // is written as it stands.
        if self.read(original.path())? != *original {
            return Err(SaveError::Changed(original.path().to_owned()).into());
        }
        let written = self.files.replace(original.path(), fixed.text.as_bytes());
        written.map_err(|error| Failure::failed(error.to_string()))?;
        self.tally.fixed += fixed.count;
        Ok(true)
    }

    /// What is left to be written, and how the program ends.
    fn finish(mut self) -> Result<(String, Result<(), Failure>), Failure> {
        self.sources.finish()?;
        self.tally.unverified = self.sources.unverified();
        let denied = self.args.deny == Some(Deny::Warnings) && self.tally.warnings > 0;
        let fails = self.tally.errors > 0 || denied;
        let end = if fails { Err(Failure::quiet(Exit::Problems)) } else { Ok(()) };
        Ok((self.report.finish(&self.tally)?, end))
    }
}

#[cfg(test)]
mod tests;
