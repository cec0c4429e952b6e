//! Typed fields taken out of a TOML table; what is left over is an unknown field.

use std::fmt::{self, Write as _};

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::suggest::{did_you_mean, list, nearest, table_of};
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Span};
use crate::id::is_field_name;

/// One field: its name, its value, and where both stand.
#[derive(Clone)]
pub(crate) struct Field<'a> {
    pub(crate) name: &'a str,
    pub(crate) key: Span,
    pub(crate) value: &'a DeValue<'a>,
    pub(crate) span: Span,
}

impl<'a> Field<'a> {
    /// The field's value with its place, for readers that serve lists as well.
    pub(crate) fn spanned(&self) -> Value<'a> {
        Value { value: self.value, span: self.span.clone() }
    }
}

/// A value and where it stands.
#[derive(Clone)]
pub(crate) struct Value<'a> {
    pub(crate) value: &'a DeValue<'a>,
    pub(crate) span: Span,
}

/// The fields of a table that are still to be taken.
pub(crate) struct Fields<'a> {
    table: &'a DeTable<'a>,
    /// What is added to the table's spans.
    offset: usize,
    taken: Taken,
    /// A bit for each name that is there, see [`trace`]: most names that are looked for are not.
    traces: u64,
    /// Where to point when a field is missing: the header, or the table itself.
    pub(crate) header: Span,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(walk: &Walk<'_>, table: &'a DeTable<'a>, header: Span) -> Self {
        let traces = table.keys().fold(0, |traces, key| traces | trace(key.get_ref()));
        Self { table, offset: walk.offset(), taken: Taken::default(), traces, header }
    }

    /// Whether every field was taken.
    pub(crate) fn is_empty(&self) -> bool {
        self.taken.count == self.table.len()
    }

    /// How many fields the table has, taken or not.
    pub(crate) fn len(&self) -> usize {
        self.table.len()
    }

    /// The names of all fields, taken or not.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.table.keys().map(|key| key.get_ref().as_ref())
    }

    /// Takes a field out.
    pub(crate) fn take(&mut self, name: &str) -> Option<Field<'a>> {
        let (at, field) = self.find(name)?;
        self.taken.insert(at);
        Some(field)
    }

    /// A field that is there and not yet taken.
    pub(crate) fn get(&self, name: &str) -> Option<Field<'a>> {
        self.find(name).map(|(_, field)| field)
    }

    fn find(&self, name: &str) -> Option<(usize, Field<'a>)> {
        if self.traces & trace(name) == 0 {
            return None;
        }
        let table = self.table;
        let (at, (key, value)) =
            table.iter().enumerate().find(|(_, (key, _))| key.get_ref() == name)?;
        (!self.taken.contains(at)).then(|| (at, self.field(key, value)))
    }

    fn field(&self, key: &'a Spanned<DeString<'a>>, value: &'a Spanned<DeValue<'a>>) -> Field<'a> {
        let place = |span: Span| span.start + self.offset..span.end + self.offset;
        Field {
            name: key.get_ref(),
            key: place(key.span()),
            value: value.get_ref(),
            span: place(value.span()),
        }
    }

    /// Takes a field that has to be there.
    pub(crate) fn require(
        &mut self,
        walk: &mut Walk<'_>,
        name: &str,
        what: &str,
    ) -> Option<Field<'a>> {
        let field = self.take(name);
        if field.is_none() {
            self.report_missing(walk, name, format_args!("{what} needs `{name}`"));
        }
        field
    }

    /// Says that a field is missing, unless a misspelt one is there, which is reported as such.
    pub(crate) fn report_missing(
        &self,
        walk: &mut Walk<'_>,
        name: &str,
        message: impl fmt::Display,
    ) {
        if !self.has_near(name) {
            walk.report(
                Diagnostic::error("missing-field", self.header.clone(), message.to_string())
                    .under(format!("no `{name}` here")),
            );
        }
    }

    /// Whether a field that nobody knows is near to this name: it is reported with "did you mean",
    /// and saying as well that this one is missing would be one complaint too many.
    pub(crate) fn has_near(&self, name: &str) -> bool {
        self.left().any(|field| !is_field_name(field.name) && nearest(field.name, [name]).is_some())
    }

    /// What is left, in the order of the file.
    pub(crate) fn left(&self) -> impl Iterator<Item = Field<'a>> {
        let entries = self.table.iter().enumerate();
        entries
            .filter(|(at, _)| !self.taken.contains(*at))
            .map(|(_, (key, value))| self.field(key, value))
    }

    /// Drops the fields of these names, where nothing can be said about them any more.
    pub(crate) fn forget(&mut self, names: &[&str]) {
        for name in names {
            self.take(name);
        }
    }

    /// Reports what is left as unknown. `known` are the names that could stand here.
    pub(crate) fn finish(self, walk: &mut Walk<'_>, place: &str, known: &[&str]) {
        self.finish_with(walk, place, known, known);
    }

    /// Reports what is left as unknown. `meant` are the names that could have been meant, which may
    /// be more than could stand here.
    pub(crate) fn finish_with(
        self,
        walk: &mut Walk<'_>,
        place: &str,
        known: &[&str],
        meant: &[&str],
    ) {
        if walk.is_full() {
            self.left().for_each(|_| walk.skip());
            return;
        }
        let mut unknown: Vec<Field<'a>> = self.left().collect();
        let names: Vec<&str> = unknown.iter().map(|field| field.name).collect();
        let table = table_of(&names);
        if table.is_none() {
            unknown.retain(|field| !report_near(walk, field, meant));
        }
        report_unknown(walk, &unknown, table, place, known);
    }
}

/// Reports an unknown field that is near to a known one, and says whether it is.
fn report_near(walk: &mut Walk<'_>, field: &Field<'_>, meant: &[&str]) -> bool {
    let near = did_you_mean(field.name, meant.iter().copied());
    if near.is_empty() {
        return false;
    }
    let message = format!("unknown field `{}`", Short(field.name));
    walk.report(Diagnostic::error("unknown-field", field.key.clone(), message).under(near));
    true
}

/// Reports unknown fields of one table. They are one mistake: often the header above them is
/// missing.
fn report_unknown(
    walk: &mut Walk<'_>,
    unknown: &[Field<'_>],
    table: Option<&str>,
    place: &str,
    known: &[&str],
) {
    let Some(first) = unknown.first() else { return };
    let named = list(unknown.iter().map(|field| field.name));
    let plural = if unknown.len() == 1 { "" } else { "s" };
    let message = format!("unknown field{plural} {named}");
    let diagnostic =
        Diagnostic::error("unknown-field", first.key.clone(), message).under("not a field of this");
    walk.report(match table {
        Some(table) => diagnostic.help(format!("{table} has such fields: is its header missing?")),
        None => diagnostic.help(format!("{place} may have {}", list(known.iter().copied()))),
    });
}

/// One bit of 64 for a name. Names with different bits differ.
#[inline]
fn trace(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 1 };
    let mixed = usize::from(*first) ^ (usize::from(*last) << 2) ^ (bytes.len() << 3);
    1 << (mixed % 64)
}

/// Which entries of a table were taken. Known names are few, so that the list stays short even
/// where a hostile table is long.
#[derive(Default)]
struct Taken {
    count: usize,
    first: u128,
    later: Vec<usize>,
}

impl Taken {
    fn insert(&mut self, at: usize) {
        self.count += 1;
        if at < 128 {
            self.first |= 1 << at;
        } else {
            self.later.push(at);
        }
    }

    fn contains(&self, at: usize) -> bool {
        if at < 128 { self.first >> at & 1 == 1 } else { self.later.contains(&at) }
    }
}

/// A text of the file as it can stand in a message of one line: cut, and without control
/// characters.
#[derive(Clone, Copy)]
pub(crate) struct Short<'a>(pub(crate) &'a str);

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_long = self.0.chars().nth(80).is_some();
        for c in self.0.chars().take(if is_long { 79 } else { 80 }) {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                write!(f, "{}", c.escape_default())?;
            } else {
                f.write_char(c)?;
            }
        }
        if is_long { f.write_char('…') } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_and_stay_on_one_line() {
        assert_eq!(Short("a\nb\u{1b}[2J").to_string(), "a\\nb\\u{1b}[2J");
        assert_eq!(Short("answer").to_string(), "answer");
        assert_eq!(Short(&"é".repeat(80)).to_string(), "é".repeat(80));
        assert_eq!(Short(&"é".repeat(81)).to_string(), format!("{}…", "é".repeat(79)));
    }

    #[test]
    fn fields_are_taken_once_however_many_there_are() {
        let text: String = (0..200).map(|at| format!("k{at} = {at}\n")).collect();
        let table = DeTable::parse(&text).unwrap();
        let walk = Walk::new(&text, 0);
        let mut fields = Fields::new(&walk, table.get_ref(), 0..0);
        for name in ["k0", "k127", "k128", "k199"] {
            assert!(fields.take(name).is_some(), "{name}");
            assert!(fields.take(name).is_none(), "{name} is gone");
        }
        assert!(fields.get("k200").is_none());
        assert_eq!(fields.left().count(), 196);
        assert!(!fields.is_empty());
    }
}
