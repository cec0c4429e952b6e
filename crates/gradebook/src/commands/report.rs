//! `gradebook report`: pages for people.

mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;
use console::{Failure, LookArgs, Terminal, words};
use deck_format::nearest;
use gradebook::analyse::{Analysed, Reading, analyse_whole};
use gradebook::book::{Book, Row};
use gradebook::collect::Chains;
use gradebook::grade::Keys;
use gradebook::items::Options;
use gradebook::load::{Inputs, threads};
use gradebook::page::{Feedback, Report, feedback, file_names, is_page, report};
use gradebook::papers::{Paper, papers};
use session::files::{Files, SystemFiles};

use super::progress::Progress;
use super::score::told;
use super::which::WhichArgs;
use folder::Folder;

/// The most bytes of a file that are read to see whether it is a page of ours.
const MAX_PAGE: u64 = 256 * 1024 * 1024;

/// Write the report on a class as a page, or pages of feedback for its students.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    which: WhichArgs,

    /// Write the page to this file.
    #[arg(short, long, value_name = "FILE", required_unless_present = "students")]
    output: Option<PathBuf>,

    /// The feedback for one student instead of the report.
    #[arg(long, value_name = "ID", conflicts_with = "students")]
    student: Option<String>,

    /// The feedback for each student, each in a file of this folder.
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    students: Option<PathBuf>,

    /// Name nobody: scores without ids and names, the highest first.
    #[arg(long, conflicts_with_all = ["student", "students"])]
    anonymous: bool,

    /// Leave right answers and explanations out of the feedback.
    #[arg(long)]
    no_key: bool,

    /// The heading of the page, instead of the title of the deck.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Replace a file that is no page of ours.
    #[arg(long, requires = "output")]
    force: bool,
}

const HELP: &str = "\
A page is one HTML file without scripts, that asks for nothing from anywhere: it can be mailed, printed
and read without a network. Everything that it shows is a function of the records, the deck and the
class, so that the same inputs give the same page.

Feedback tells a student nothing of others but the mean and the median of the class, and those only
where at least five have a score. Files of the folder are named by the students' ids; a folder with
other files in it is refused.

The exit code is 1 where a record was not used, a question is not settled, or a student has to be looked
at; the page is written all the same.";

/// Runs the command.
pub(crate) fn run(args: &ReportArgs, look: &LookArgs) -> Result<(), Failure> {
    let look = look.look(Terminal::stderr(), |name| std::env::var(name).ok());
    if args.no_key && args.student.is_none() && args.students.is_none() {
        return Err(Failure::failed("--no-key is about the feedback for students")
            .hint("--student ID or --students DIR writes it"));
    }
    let target = Target::of(args, &SystemFiles)?;
    let inputs = args.which.read(&SystemFiles, &look)?;
    if let Target::File(path) = &target {
        super::spare(&inputs, path)?;
    }
    let keys = inputs.keys()?;
    let class = Class { args, inputs: &inputs, keys: &keys };
    match (target, &args.student) {
        (Target::File(path), None) => class.report(path),
        (Target::File(path), Some(id)) => class.student(path, id),
        (Target::Folder(folder), _) => class.students(&folder),
    }
}

/// Where pages go, known to be free before anything is read.
enum Target<'a> {
    File(&'a Path),
    Folder(Folder<'a>),
}

impl<'a> Target<'a> {
    fn of(args: &'a ReportArgs, files: &'a dyn Files) -> Result<Self, Failure> {
        match (&args.students, &args.output) {
            (Some(folder), _) => Ok(Self::Folder(Folder::open(files, folder)?)),
            (None, Some(path)) => {
                if !args.force {
                    free(files, path)?;
                }
                Ok(Self::File(path))
            }
            (None, None) => Err(Failure::failed("there is no file to write to").hint("-o FILE")),
        }
    }
}

/// That there is no file, or a page that an earlier run wrote.
fn free(files: &dyn Files, path: &Path) -> Result<(), Failure> {
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    match files.read(path, MAX_PAGE) {
        Ok(bytes) if is_page(&bytes) => Ok(()),
        _ => Err(Failure::failed(format!(
            "{} is there already, and no page of a report; nothing was written",
            path.display()
        ))
        .hint("--force replaces it")),
    }
}

/// What pages are made of.
struct Class<'a> {
    args: &'a ReportArgs,
    inputs: &'a Inputs,
    keys: &'a Keys<'a>,
}

impl Class<'_> {
    fn report(&self, path: &Path) -> Result<(), Failure> {
        let (analysed, book) = self.analysed()?;
        let page = report(&Report {
            analysed: &analysed,
            book: &book,
            keys: self.keys,
            policy: &self.inputs.policy,
            title: self.args.title.as_deref(),
            anonymous: self.args.anonymous,
        });
        write(&SystemFiles, path, &page)?;
        told(&analysed.remarks, false)
    }

    fn analysed(&self) -> Result<(Analysed, Book), Failure> {
        let reading =
            Reading { chains: Chains::Verified, threads: threads(), options: Options::default() };
        let found = self.inputs.find(&SystemFiles);
        let progress = Progress::start(Terminal::stderr(), &found.files);
        let step = |read| progress.step(read);
        let analysed = analyse_whole(self.inputs, &SystemFiles, self.keys, found, reading, &step);
        drop(progress);
        analysed.map_err(|error| Failure::failed(format!("the items cannot be analysed: {error}")))
    }

    fn student(&self, path: &Path, id: &str) -> Result<(), Failure> {
        let book = self.book();
        let Some(row) = book.rows.iter().find(|row| row.id == id) else {
            return Err(nobody(&book, id));
        };
        let page = self.pages(&book, &[row]).concat();
        write(&SystemFiles, path, &page)?;
        told(&book.remarks, false)
    }

    fn students(&self, folder: &Folder<'_>) -> Result<(), Failure> {
        let book = self.book();
        let rows: Vec<&Row> = book.rows.iter().collect();
        let names = file_names(rows.iter().map(|row| row.id.as_str()));
        folder.create()?;
        for (name, page) in names.iter().zip(self.pages(&book, &rows)) {
            folder.write(name, &page)?;
        }
        super::note(&format!(
            "{} in {}",
            words::count(names.len(), "page"),
            folder.path().display()
        ));
        if let Some(words) = folder.left(&names) {
            super::note(&words);
        }
        told(&book.remarks, false)
    }

    fn book(&self) -> Book {
        let found = self.inputs.find(&SystemFiles);
        let progress = Progress::start(Terminal::stderr(), &found.files);
        let step = |read| progress.step(read);
        self.inputs.book(&SystemFiles, self.keys, found, threads(), &step)
    }

    /// The pages of some students, in their order.
    fn pages(&self, book: &Book, rows: &[&Row]) -> Vec<String> {
        let attempts: BTreeSet<usize> =
            rows.iter().flat_map(|row| &row.attempts).copied().collect();
        let papers: BTreeMap<usize, Paper> =
            papers(self.inputs, &SystemFiles, self.keys, book, &attempts, threads());
        let of = Feedback {
            keys: self.keys,
            policy: &self.inputs.policy,
            book,
            summary: &book.summary(),
            papers: &papers,
            title: self.args.title.as_deref(),
            key: !self.args.no_key,
        };
        rows.iter().map(|row| feedback(&of, row)).collect()
    }
}

fn nobody(book: &Book, id: &str) -> Failure {
    let failure = Failure::failed(format!("`{id}` is no student of the class"));
    match nearest(id, book.rows.iter().map(|row| row.id.as_str())) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint("`gradebook score` lists them all"),
    }
}

fn write(files: &dyn Files, path: &Path, page: &str) -> Result<(), Failure> {
    files.replace(path, page.as_bytes()).map_err(|error| Failure::failed(error.to_string()))
}
