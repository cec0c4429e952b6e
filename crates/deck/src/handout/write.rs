//! Writing a handout: TOML 1.0 in one layout, without comments.

use std::fmt::Write as _;
use std::time::Duration;

use deck_format::{
    Blank, BlankSort, BlueprintRow, Body, Exam, Kind, OrderRule, PartsRule, SelectRule,
};
use toml_edit::{Array, Value};

use super::content::{Asked, Content, List};
use super::names;

/// The handout as text, in canonical layout. One that cannot be laid out has problems, which the
/// check tells.
pub(super) fn write(content: &Content<'_>) -> String {
    let mut to = Text::default();
    head(&mut to, content);
    for (at, text) in content.passages.iter().enumerate() {
        to.header("passage");
        to.field("id", names::passage(at));
        to.field("text", text);
    }
    for asked in &content.questions {
        to.header("question");
        question(&mut to, asked, !content.is_paper && content.deck.shuffle, content.is_paper);
    }
    crate::layout::format(&to.0).unwrap_or(to.0)
}

/// A TOML text that grows line by line.
#[derive(Default)]
struct Text(String);

impl Text {
    fn header(&mut self, name: &str) {
        self.line(format_args!("\n[[{name}]]"));
    }

    fn field(&mut self, name: &str, value: impl Into<Value>) {
        self.line(format_args!("{name} = {}", value.into()));
    }

    /// A number that is written as it is.
    fn plain(&mut self, name: &str, number: impl std::fmt::Display) {
        self.line(format_args!("{name} = {number}"));
    }

    fn optional(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.field(name, value);
        }
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.0, "{line}");
    }
}

fn head(to: &mut Text, content: &Content<'_>) {
    let deck = content.deck;
    to.plain("format", 1);
    to.field("id", deck.id.as_str());
    to.field("title", &deck.title);
    to.field("language", &deck.language);
    to.field("handout", true);
    if content.is_paper || !deck.shuffle {
        to.field("shuffle", false);
    }
    if let Some(exam) = deck.exam {
        self::exam(to, exam);
    }
    // A paper has been drawn already.
    for row in deck.blueprint.iter().filter(|_| !content.is_paper) {
        blueprint_row(to, row);
    }
}

fn exam(to: &mut Text, exam: Exam) {
    to.line(format_args!("\n[exam]"));
    to.optional("time_limit", exam.time_limit.map(duration));
    to.field("feedback", exam.feedback.as_str());
    to.field("back", exam.back);
}

fn blueprint_row(to: &mut Text, row: &BlueprintRow) {
    to.header("blueprint");
    to.optional("tag", row.tag.as_deref());
    to.optional("difficulty", row.difficulty.map(deck_format::Difficulty::as_str));
    to.optional("kind", row.kind.map(Kind::as_str));
    to.plain("count", row.count);
}

/// Writes a question; `shuffle` is what the handout says for all of them.
fn question(to: &mut Text, asked: &Asked<'_>, shuffle: bool, is_paper: bool) {
    let face = asked.face;
    to.field("id", face.id.as_str());
    to.field("kind", face.kind().as_str());
    to.optional("passage", asked.passage.as_deref());
    to.field("prompt", &asked.prompt);
    // A paper has no order of its own for any question.
    let own_shuffle = if is_paper { shuffle } else { face.shuffle };
    if own_shuffle != shuffle {
        to.field("shuffle", own_shuffle);
    }
    body(to, asked, own_shuffle, is_paper);
    to.optional("scoring", rule(&face.body));
    to.plain("points", face.points);
    to.optional("time", face.time.map(duration));
    if !face.tags.is_empty() {
        to.field("tags", face.tags.iter().map(String::as_str).collect::<Array>());
    }
    to.optional("difficulty", face.difficulty.map(deck_format::Difficulty::as_str));
    if face.weight != 1 {
        to.plain("weight", face.weight);
    }
    to.optional("family", asked.family.as_deref());
}

fn body(to: &mut Text, asked: &Asked<'_>, shuffle: bool, is_paper: bool) {
    match (&asked.face.body, &*asked.lists) {
        (Body::SingleChoice { .. } | Body::MultipleSelect { .. }, [choices]) => {
            list(to, "choices", choices);
            pin(to, "pin", choices);
        }
        (Body::Ordering { .. }, [items]) => list(to, "items", items),
        (Body::Matching { reuse, .. }, [left, right]) => {
            list(to, "left", left);
            list(to, "right", right);
            pin(to, "pin", right);
            to.optional("reuse", reuse.then_some(true));
        }
        (Body::Cloze { blanks, .. }, lists) => {
            let mut lists = lists.iter();
            for (at, blank) in blanks.iter().enumerate() {
                self::blank(to, at, blank, &mut lists, shuffle, is_paper);
            }
        }
        (Body::Numerical { unit }, _) => to.optional("unit", unit.as_deref()),
        _ => {}
    }
}

/// Writes what the prompt does not say of a blank; `shuffle` is what its question says.
fn blank<'l>(
    to: &mut Text,
    at: usize,
    blank: &Blank,
    lists: &mut impl Iterator<Item = &'l List<'l>>,
    shuffle: bool,
    is_paper: bool,
) {
    let name = format!("blanks.{}", names::blank(at));
    match &blank.sort {
        BlankSort::Text => {}
        BlankSort::Number { unit } => {
            to.field(&format!("{name}.sort"), "number");
            to.optional(&format!("{name}.unit"), unit.as_deref());
        }
        BlankSort::Choice { shuffle: own, .. } => {
            if let Some(choices) = lists.next() {
                list(to, &format!("{name}.choices"), choices);
                pin(to, &format!("{name}.pin"), choices);
            }
            if !is_paper && *own != shuffle {
                to.field(&format!("{name}.shuffle"), *own);
            }
        }
    }
    if blank.weight != 1 {
        to.plain(&format!("{name}.weight"), blank.weight);
    }
}

fn list(to: &mut Text, name: &str, list: &List<'_>) {
    for (at, (_, text)) in list.entries.iter().enumerate() {
        to.field(&format!("{name}.{}", names::entry(at)), text);
    }
}

fn pin(to: &mut Text, name: &str, list: &List<'_>) {
    let count = list.entries.len();
    if list.pinned > 0 {
        let pinned = (count - list.pinned..count).map(names::entry);
        to.field(name, pinned.collect::<Array>());
    }
}

/// The scoring rule, where it is not the default of the format.
fn rule(body: &Body) -> Option<&'static str> {
    match body {
        Body::SingleChoice { weighted, .. } => weighted.then_some("weighted"),
        Body::MultipleSelect { rule: SelectRule::RightMinusWrong, .. }
        | Body::Ordering { rule: OrderRule::Kendall, .. }
        | Body::Matching { rule: PartsRule::PerPair, .. }
        | Body::Cloze { rule: PartsRule::PerPair, .. } => None,
        Body::MultipleSelect { rule, .. } => Some(rule.as_str()),
        Body::Ordering { rule, .. } => Some(rule.as_str()),
        Body::Matching { rule, .. } | Body::Cloze { rule, .. } => Some(rule.as_str()),
        Body::TrueFalse | Body::Numerical { .. } | Body::ShortAnswer | Body::Essay => None,
    }
}

/// A duration as decks write it: `1h30m`, `90s`.
fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if !seconds.is_multiple_of(60) {
        return format!("{seconds}s");
    }
    match (seconds / 3600, seconds / 60 % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes}m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_as_decks_write_them() {
        for (seconds, text) in
            [(90, "90s"), (60, "1m"), (1800, "30m"), (3600, "1h"), (5400, "1h30m"), (3601, "3601s")]
        {
            assert_eq!(duration(Duration::from_secs(seconds)), text);
        }
    }
}
