//! `gradebook export`: scores for other programs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use console::{Failure, Look, LookArgs, Terminal, stdout, words};
use gradebook::book::{Book, Scored};
use gradebook::exact;
use gradebook::fill::{Column, fill};
use gradebook::load::Inputs;
use gradebook::report;
use gradebook::roster::{Roster, Sheet};
use session::files::{Files, SystemFiles};

use super::score::{Scores, Scoring};

/// Write scores for another program.
///
/// For a learning platform, the roster comes back byte for byte with one column filled: that of
/// --column, or a new one at its end. Who has no score keeps what stands there.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    scoring: Scoring,

    /// What to write.
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Format,

    /// For canvas and moodle: the column, by its exact name, such as "Quiz 1 (77)".
    #[arg(long, value_name = "NAME", required_if_eq_any = [("to", "canvas"), ("to", "moodle")])]
    column: Option<String>,

    /// Write to this file instead of to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the file if it is there already.
    #[arg(long, requires = "output")]
    force: bool,
}

/// What scores are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table of students for spreadsheets.
    Csv,
    /// One JSON object with everything.
    Json,
    /// The roster that Canvas exported.
    Canvas,
    /// The roster that Moodle exported.
    Moodle,
}

/// Runs the command.
pub(crate) fn run(args: &ExportArgs, look: &LookArgs) -> Result<(), Failure> {
    let errors = look.look(Terminal::stderr(), |name| std::env::var(name).ok());
    if let Some(path) = args.output.as_ref().filter(|_| !args.force)
        && path.symlink_metadata().is_ok()
    {
        return Err(Failure::failed(format!(
            "{} is there already; nothing was written",
            path.display()
        ))
        .hint("--force replaces it"));
    }
    let inputs = args.scoring.inputs(&errors)?;
    // The roster comes back with nothing but one column changed, and may be filled where it lies.
    let fills = matches!(args.to, Format::Canvas | Format::Moodle);
    if let Some(path) = &args.output
        && !(fills && inputs.is_roster(path))
    {
        super::spare(&inputs, path)?;
    }
    args.scoring.score(&inputs, |scores| {
        let text = args.text(scores)?;
        match &args.output {
            Some(path) => replace(&SystemFiles, path, &text)?,
            None => {
                let mut out = stdout(&Look::LINE);
                out.text(&text)?;
                out.flush()?;
            }
        }
        super::score::told(&scores.book.remarks, false)
    })
}

impl ExportArgs {
    fn text(&self, scores: &Scores<'_>) -> Result<String, Failure> {
        let failed = |error: String| Failure::failed(format!("cannot write the scores: {error}"));
        let Scores { inputs, keys, book } = scores;
        match self.to {
            Format::Csv => {
                report::csv(book, &inputs.policy).map_err(|error| failed(error.to_string()))
            }
            Format::Json => {
                report::json(book, keys, &inputs.policy).map_err(|error| failed(error.to_string()))
            }
            Format::Canvas | Format::Moodle => {
                platform(inputs, book, self.column.as_deref().unwrap_or_default())
            }
        }
    }
}

/// The roster with the column filled.
fn platform(inputs: &Inputs, book: &Book, name: &str) -> Result<String, Failure> {
    let Some(roster) = &inputs.roster else {
        return Err(Failure::failed("there is no roster to be filled")
            .hint("name the file that the platform exported in class.toml, under [roster]"));
    };
    if name.is_empty() || name.contains(char::is_control) {
        return Err(Failure::failed("a column has a name on one line"));
    }
    if inputs.own.columns.iter().any(|own| own == name) {
        return Err(Failure::failed(format!(
            "the column `{name}` says who is who; nothing was written"
        ))
        .hint("name the column of the assignment"));
    }
    let column = column(inputs, roster, book, name);
    let filled = fill(&roster.sheet, &column)
        .map_err(|error| Failure::problems(format!("{error}; nothing was written")))?;
    if filled.is_new && is_formula(name) {
        let message = "a new column may not be named like a formula; nothing was written";
        return Err(Failure::failed(message));
    }
    let scores = words::count(column.cells.len(), "score");
    let new = if filled.is_new { "the new column" } else { "the column" };
    super::note(&format!("{scores} in {new} `{name}`"));
    if let Some(told) = formulas(&roster.sheet) {
        super::note(&told);
    }
    Ok(filled.text)
}

fn column<'n>(inputs: &Inputs, roster: &Roster, book: &Book, name: &'n str) -> Column<'n> {
    let short = |number| exact::short(number, inputs.policy.decimals);
    let by_id: BTreeMap<&str, &Scored> =
        book.rows.iter().filter_map(|row| Some((row.id.as_str(), row.scored()?))).collect();
    let cells = roster
        .students
        .iter()
        .filter_map(|student| Some((student.row, short(&by_id.get(student.id.as_str())?.earned))));
    // Papers that are worth different sums have no maximum that holds for all.
    let mut possible = by_id.values().map(|scored| &scored.possible);
    let first = possible.next();
    let same = first.filter(|first| possible.all(|other| other == *first));
    Column { name, cells: cells.collect(), possible: same.map(short) }
}

/// How many of such cells are named.
const NAMED: usize = 5;

/// Names the platform's own cells that a spreadsheet may read as formulas; `None` where there are
/// none.
fn formulas(sheet: &Sheet) -> Option<String> {
    let rows = std::iter::once(&sheet.headers).chain(&sheet.rows).zip(1..);
    let cells = rows.flat_map(|(cells, row)| cells.iter().enumerate().map(move |at| (row, at)));
    let found: Vec<String> = cells
        .filter(|(_, (_, cell))| is_formula(cell))
        .map(|(row, (at, _))| match sheet.headers.get(at) {
            Some(header) => format!("row {row}, `{header}`"),
            None => format!("row {row}, column {}", at + 1),
        })
        .collect();
    if found.is_empty() {
        return None;
    }
    let (cells, named) = (words::count(found.len(), "cell"), found.len().min(NAMED));
    let more = if named < found.len() { "; …" } else { "" };
    Some(format!(
        "{cells} of the roster may be read as a formula, and stay as they are: {}{more}. Do not open \
         the file in a spreadsheet",
        found[..named].join("; ")
    ))
}

/// Whether a spreadsheet may read a cell as a formula; a number, or the dash of an empty grade, is
/// none.
fn is_formula(cell: &str) -> bool {
    let cell = cell.trim();
    cell.starts_with(['=', '+', '-', '@']) && cell != "-" && cell.parse::<f64>().is_err()
}

fn replace(files: &dyn Files, path: &Path, text: &str) -> Result<(), Failure> {
    files.replace(path, text.as_bytes()).map_err(|error| Failure::failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_may_be_formulas_are_named() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        let sheet = |rows: &[&[&str]]| Sheet {
            text: String::new(),
            separator: b',',
            bom: false,
            headers: row(&["id", "name"]),
            rows: rows.iter().map(|cells| row(cells)).collect(),
        };
        let plain: &[&[&str]] = &[&["s1", "-"], &["s2", "-1.5"], &["s3", "a = b"]];
        assert_eq!(formulas(&sheet(plain)), None);
        let told = formulas(&sheet(&[&["s1", "=1+1"], &["s2", " @x", "+y"]])).unwrap();
        assert_eq!(
            told,
            "3 cells of the roster may be read as a formula, and stay as they are: row 2, `name`; \
             row 3, `name`; row 3, column 3. Do not open the file in a spreadsheet"
        );
        let told = formulas(&sheet(&[&["=a", "=b"][..]; 3])).unwrap();
        assert!(told.contains("6 cells") && told.contains("row 4, `id`; …. Do"), "{told}");
    }
}
