//! How the findings of many files are written.

use console::diagnostics::{self, File, JsonDiagnostic, SarifResult, SarifRule};
use console::{Failure, Look, escape_json, words};
use deck::{citations, lint, measured};
use deck_format::{Diagnostic, Severity};
use serde::Serialize;

use super::Format;

/// What was found in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(super) struct Tally {
    /// Files.
    pub(super) decks: usize,
    /// Questions of the decks that can be read.
    pub(super) questions: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
    /// Findings that were mended.
    pub(super) fixed: usize,
    /// Citations whose text was not given.
    pub(super) unverified: usize,
}

impl Tally {
    /// Counts the findings of a file, of which so many errors are not told.
    pub(super) fn count(&mut self, found: &[Diagnostic], more: usize) {
        self.errors += more;
        for finding in found {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.notes += 1,
            }
        }
    }

    /// `4 decks, 131 questions: 1 error, 1 warning.`
    fn in_words(&self) -> String {
        let found = match (self.errors + self.warnings, self.notes) {
            (0, 0) => "no problems".to_owned(),
            (0, notes) => words::count(notes, "note"),
            (_, 0) => diagnostics::summary(self.errors, self.warnings),
            (_, notes) => {
                let worse = diagnostics::summary(self.errors, self.warnings);
                format!("{worse}, {}", words::count(notes, "note"))
            }
        };
        let fixed = match self.fixed {
            0 => String::new(),
            fixed => format!("; {fixed} fixed"),
        };
        let decks = words::count(self.decks, "deck");
        let questions = words::count(self.questions, "question");
        format!("{decks}, {questions}: {found}{fixed}.{}", self.unverified_in_words())
    }

    /// ` 53 citations stand unverified; --source NAME=TEXTFILE gives their text.`
    fn unverified_in_words(&self) -> String {
        let verb = match self.unverified {
            0 => return String::new(),
            1 => "stands",
            _ => "stand",
        };
        let citations = words::count(self.unverified, "citation");
        format!(" {citations} {verb} unverified; --source NAME=TEXTFILE gives their text.")
    }
}

/// Writes findings in one of the formats.
pub(super) struct Report {
    look: Look,
    sort: Sort,
}

enum Sort {
    Text { any: bool },
    Short,
    Json(Vec<JsonFinding>),
    Sarif(Vec<SarifResult>),
}

/// One finding in the JSON document.
#[derive(Debug, Serialize)]
struct JsonFinding {
    #[serde(flatten)]
    diagnostic: JsonDiagnostic,
    /// Whether `--fix` mends it.
    fixable: bool,
}

/// The JSON document.
#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u32,
    summary: &'a Tally,
    findings: Vec<JsonFinding>,
}

impl Report {
    pub(super) fn new(format: Format, look: Look) -> Self {
        let sort = match format {
            Format::Text => Sort::Text { any: false },
            Format::Short => Sort::Short,
            Format::Json => Sort::Json(Vec::new()),
            Format::Sarif => Sort::Sarif(Vec::new()),
        };
        Self { look, sort }
    }

    /// What is to be written about a file at once.
    pub(super) fn file(&mut self, file: &File<'_>, found: &[Diagnostic], more: usize) -> String {
        match &mut self.sort {
            Sort::Text { .. } if found.is_empty() => String::new(),
            Sort::Text { any } => {
                let gap = if *any && !self.look.is_line() { "\n" } else { "" };
                *any = true;
                let text = diagnostics::text(file, found, &self.look);
                format!("{gap}{text}{}", rest(more))
            }
            Sort::Short => diagnostics::short(file, found),
            Sort::Json(findings) => {
                findings.extend(found.iter().map(|diagnostic| JsonFinding {
                    diagnostic: JsonDiagnostic::new(file, diagnostic),
                    fixable: diagnostic.fix.is_some(),
                }));
                String::new()
            }
            Sort::Sarif(results) => {
                let all = found.iter().map(|diagnostic| SarifResult::new(file, diagnostic));
                results.extend(all);
                String::new()
            }
        }
    }

    /// What is to be written at the end.
    pub(super) fn finish(self, tally: &Tally) -> Result<String, Failure> {
        let written = match self.sort {
            Sort::Text { any } => {
                let gap = if any && !self.look.is_line() { "\n" } else { "" };
                return Ok(format!("{gap}{}\n", tally.in_words()));
            }
            Sort::Short => return Ok(String::new()),
            Sort::Json(findings) => {
                let document = Document { version: 1, summary: tally, findings };
                serde_json::to_string_pretty(&document)
                    .map(|json| format!("{}\n", escape_json(&json)))
            }
            Sort::Sarif(results) => {
                diagnostics::sarif("deck", env!("CARGO_PKG_VERSION"), &sarif_rules(), results)
            }
        };
        written.map_err(|error| Failure::failed(format!("cannot write the report: {error}")))
    }
}

/// What is said of errors beyond those that are told.
fn rest(more: usize) -> String {
    if more == 0 { String::new() } else { format!("… and {more} more\n") }
}

/// Every code that a finding can have.
fn sarif_rules() -> Vec<SarifRule> {
    let rules = lint::all().map(|rule| {
        let explanation = &rule.explanation;
        SarifRule::new(rule.code, explanation.what, explanation.why, rule.severity)
    });
    let errors = deck_format::codes()
        .filter(|(code, _)| lint::rule(code).is_none())
        .map(|(code, meaning)| SarifRule::new(code, meaning, meaning, Severity::Error));
    let of_sources = citations::CODES
        .iter()
        .chain(measured::CODES)
        .map(|(code, severity, meaning)| SarifRule::new(code, meaning, meaning, *severity));
    rules.chain(errors).chain(of_sources).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_what_there_is() {
        let tally = Tally { decks: 4, questions: 131, errors: 1, warnings: 1, ..Tally::default() };
        assert_eq!(tally.in_words(), "4 decks, 131 questions: 1 error, 1 warning.");
        let clean = Tally { decks: 1, questions: 1, ..Tally::default() };
        assert_eq!(clean.in_words(), "1 deck, 1 question: no problems.");
        assert_eq!(Tally { notes: 2, ..clean }.in_words(), "1 deck, 1 question: 2 notes.");
        let fixed = Tally { warnings: 3, notes: 1, fixed: 2, ..clean };
        assert_eq!(fixed.in_words(), "1 deck, 1 question: 3 warnings, 1 note; 2 fixed.");
        assert_eq!(
            Tally { unverified: 1, ..clean }.in_words(),
            "1 deck, 1 question: no problems. 1 citation stands unverified; --source \
             NAME=TEXTFILE gives their text."
        );
    }
}
