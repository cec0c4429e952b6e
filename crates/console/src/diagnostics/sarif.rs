//! Diagnostics as SARIF 2.1.0 (OASIS Standard, 2020), which code hosts and editors read.
//!
//! Only what we have to say is written: the tool with its rules, and per finding its place, related
//! places and fix. Columns count characters, which the log states as its `columnKind`.

use deck_format::{Diagnostic, Fix, Severity, Span};
use serde::Serialize;

use super::File;
use crate::sanitise::escape_json;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A rule that a log names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifRule {
    id: String,
    short_description: Text,
    full_description: Text,
    default_configuration: Configuration,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Configuration {
    level: &'static str,
}

impl SarifRule {
    /// A rule: its code, what it reports, why, and how bad its findings are. No text is empty.
    #[must_use]
    pub fn new(code: &str, what: &str, why: &str, severity: Severity) -> Self {
        Self {
            id: code.to_owned(),
            short_description: Text { text: what.to_owned() },
            full_description: Text { text: why.to_owned() },
            default_configuration: Configuration { level: level(severity) },
        }
    }
}

/// One finding as SARIF has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifResult {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixObject>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Artifact {
    uri: String,
}

/// The question that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct LogicalLocation {
    name: String,
    kind: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct FixObject {
    description: Text,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}

impl SarifResult {
    /// A finding of a file.
    #[must_use]
    pub fn new(file: &File<'_>, diagnostic: &Diagnostic) -> Self {
        let mut message = diagnostic.message.clone();
        for more in [Some(&diagnostic.primary.text), diagnostic.help.as_ref()].into_iter().flatten()
        {
            if !more.is_empty() {
                message.push_str("; ");
                message.push_str(more);
            }
        }
        let question = diagnostic
            .question
            .iter()
            .map(|id| LogicalLocation { name: id.clone(), kind: "object" });
        let mut primary = location(file, &diagnostic.primary.span, "");
        primary.logical_locations = question.collect();
        let related = diagnostic.labels.iter();
        Self {
            rule_id: diagnostic.code,
            rule_index: None,
            level: level(diagnostic.severity),
            message: Text { text: message },
            locations: vec![primary],
            related_locations: related
                .map(|label| location(file, &label.span, &label.text))
                .collect(),
            fixes: diagnostic.fix.iter().map(|fix| fix_object(file, fix)).collect(),
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(file: &File<'_>, span: &Span, text: &str) -> Location {
    let message = (!text.is_empty()).then(|| Text { text: text.to_owned() });
    Location {
        physical_location: PhysicalLocation {
            artifact_location: artifact(file),
            region: region(file, span),
        },
        message,
        logical_locations: Vec::new(),
    }
}

fn artifact(file: &File<'_>) -> Artifact {
    Artifact { uri: uri(file.name) }
}

fn region(file: &File<'_>, span: &Span) -> Region {
    let start = file.position(span.start);
    let end = file.position(span.end.max(span.start));
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

fn fix_object(file: &File<'_>, fix: &Fix) -> FixObject {
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: region(file, &edit.span),
        inserted_content: Text { text: edit.text.clone() },
    });
    FixObject {
        description: Text { text: fix.message.clone() },
        artifact_changes: [ArtifactChange {
            artifact_location: artifact(file),
            replacements: replacements.collect(),
        }],
    }
}

/// A path as the URI reference of RFC 3986: relative as it was given, absolute with `file://`.
fn uri(path: &str) -> String {
    let windows = path.as_bytes().get(1) == Some(&b':');
    let path = if windows { format!("/{}", path.replace('\\', "/")) } else { path.to_owned() };
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for (at, byte) in path.bytes().enumerate() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        // A colon in the first segment would end a scheme; behind a drive's letter it stays.
        if plain || byte == b':' && windows && at == 2 {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: &'a [SarifResult],
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    rules: &'a [SarifRule],
}

/// The log of one run of a program, with a newline at the end. All texts are there as they are;
/// what could harm a terminal is escaped.
///
/// # Errors
/// None that a text could cause: only those of the JSON writer.
pub fn sarif(
    name: &str,
    version: &str,
    rules: &[SarifRule],
    mut results: Vec<SarifResult>,
) -> serde_json::Result<String> {
    for result in &mut results {
        result.rule_index = rules.iter().position(|rule| rule.id == result.rule_id);
    }
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver: Driver { name, version, rules } },
            column_kind: "unicodeCodePoints",
            results: &results,
        }],
    };
    let json = serde_json::to_string_pretty(&log)?;
    Ok(format!("{}\n", escape_json(&json)))
}

#[cfg(test)]
mod tests {
    use deck_format::Edit;
    use serde_json::{Value, json};

    use super::*;

    const TEXT: &str = "ä = 1\nprompt = \"the the\"\n";

    fn log() -> Value {
        let file = File::new("my decks/a:1.toml", TEXT);
        let mut diagnostic = Diagnostic::error("double-word", 21..24, "`the` stands twice")
            .under("the second")
            .label(0..2, "the first")
            .help("take one out");
        diagnostic.question = Some("q".into());
        diagnostic.severity = Severity::Info;
        diagnostic.fix = Some(Fix {
            message: "take it out".into(),
            edits: vec![Edit { span: 20..24, text: String::new() }],
        });
        let rules = [SarifRule::new("double-word", "What.", "Why.", Severity::Info)];
        let log = sarif("deck", "0.1.0", &rules, vec![SarifResult::new(&file, &diagnostic)]);
        serde_json::from_str(&log.unwrap()).unwrap()
    }

    #[test]
    fn a_log_has_what_the_standard_requires() {
        let log = log();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["name"], "deck");
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "double-word");
        let result = &run["results"][0];
        assert_eq!((&result["ruleIndex"], &result["level"]), (&json!(0), &json!("note")));
        assert_eq!(result["message"]["text"], "`the` stands twice; the second; take one out");
    }

    #[test]
    fn places_count_from_one_in_characters() {
        let log = log();
        let result = &log["runs"][0]["results"][0];
        let place = &result["locations"][0]["physicalLocation"];
        let region = json!({ "startLine": 2, "startColumn": 15, "endLine": 2, "endColumn": 18 });
        assert_eq!(place["region"], region);
        assert_eq!(place["artifactLocation"]["uri"], "my%20decks/a%3A1.toml");
        assert_eq!(result["locations"][0]["logicalLocations"][0]["name"], "q");
        let related = &result["relatedLocations"][0];
        assert_eq!(related["message"]["text"], "the first");
        assert_eq!(related["physicalLocation"]["region"]["endColumn"], 2);
        let change = &result["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["replacements"][0]["insertedContent"]["text"], "");
        assert_eq!(change["replacements"][0]["deletedRegion"]["startColumn"], 14);
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("decks/ä.toml"), "decks/%C3%A4.toml");
        assert_eq!(uri("/tmp/a b.toml"), "file:///tmp/a%20b.toml");
        assert_eq!(uri("C:\\d\\a.toml"), "file:///C:/d/a.toml");
        assert_eq!(uri("100%.toml"), "100%25.toml");
    }

    #[test]
    fn an_empty_log_is_a_log() {
        let log: Value =
            serde_json::from_str(&sarif("deck", "1", &[], Vec::new()).unwrap()).unwrap();
        assert_eq!(log["runs"][0]["results"], json!([]));
    }
}
