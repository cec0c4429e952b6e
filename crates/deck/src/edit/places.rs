//! Where the questions of a deck stand in its text.
//!
//! The lines of a question go from its header to its last value. The comment directly above the
//! header belongs to it, and a comment directly below its last line that an empty line parts from
//! what follows. A header such as `[question.why]` may stand within.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, parse_document};

/// The name of the list of questions.
const QUESTION: &str = "question";

/// The place of one question, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Whole lines: the comment that belongs to the question, its header, its fields.
    pub lines: Range<usize>,
    /// Where the line of its header begins.
    pub header: usize,
    /// Whether more of it stands elsewhere, below the header of another table.
    pub scattered: bool,
}

/// The places of the questions that stand below headers `[[question]]`, in the order of the text,
/// which is to be TOML.
///
/// ```
/// let text = "id = \"d\"\n\n# hard\n[[question]]\nid = \"q\"\n\n# the end\n";
/// let places = deck::edit::places::places(text);
/// assert_eq!(&text[places[0].lines.clone()], "# hard\n[[question]]\nid = \"q\"\n");
/// ```
#[must_use]
pub fn places(text: &str) -> Vec<Place> {
    let (body, bom) = match text.strip_prefix('\u{feff}') {
        Some(body) => (body, text.len() - body.len()),
        None => (text, 0),
    };
    let mut places: Vec<Place> = Vec::new();
    let mut floors = Vec::new();
    let mut within = false;
    for section in sections(body) {
        let of_question = section.path.first().is_some_and(|name| name == QUESTION);
        let begins = of_question && section.path.len() == 1;
        if begins {
            places.push(Place { lines: section.span.clone(), header: 0, scattered: false });
            floors.push(if section.above == 0 { 0 } else { line_end(body, section.above) });
        } else if of_question && let Some(place) = places.last_mut() {
            place.scattered |= !within;
            if within {
                place.lines.end = section.span.end;
            }
        }
        within = of_question;
    }
    for (place, floor) in places.iter_mut().zip(floors) {
        widen(place, floor, body);
        place.lines = place.lines.start + bom..place.lines.end + bom;
        place.header += bom;
    }
    places
}

/// A header and what stands below it, up to its last value.
#[derive(Debug)]
struct Section {
    path: Vec<String>,
    span: Range<usize>,
    /// Where the last value above it ends: what begins with `#` there is a text that goes on, and no
    /// comment.
    above: usize,
}

fn sections(text: &str) -> Vec<Section> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut sections: Vec<Section> = Vec::new();
    let mut in_header = false;
    let mut above = 0;
    let mut receiver = |event: Event| match event.kind() {
        EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
            in_header = true;
            let span = event.span();
            sections.push(Section { path: Vec::new(), span: span.start()..span.end(), above });
        }
        EventKind::Whitespace | EventKind::Comment | EventKind::Newline => {}
        kind => {
            above = event.span().end();
            let Some(section) = sections.last_mut() else { return };
            section.span.end = section.span.end.max(event.span().end());
            if in_header && kind == EventKind::SimpleKey {
                section.path.push(key(&source, &event));
            }
            in_header &= !matches!(kind, EventKind::StdTableClose | EventKind::ArrayTableClose);
        }
    };
    // The text was parsed before; a fault would show when the new text is parsed.
    parse_document(&tokens, &mut receiver, &mut ());
    sections
}

/// What a key of a header says, without its quotes.
fn key(source: &Source<'_>, event: &Event) -> String {
    let mut name = String::new();
    if let Some(raw) = source.get(event) {
        raw.decode_key(&mut name, &mut ());
    }
    name
}

/// Makes whole lines of a place, with the comments that belong to it, which stand from `floor` on.
fn widen(place: &mut Place, floor: usize, text: &str) {
    place.header = line_start(text, place.lines.start);
    place.lines.start = place.header;
    place.lines.end = line_end(text, place.lines.end);
    while let Some(above) = line_before(text, place.lines.start)
        .filter(|line| line.start >= floor && is_comment(&text[line.clone()]))
    {
        place.lines.start = above.start;
    }
    let mut end = place.lines.end;
    while is_comment(&text[end..line_end(text, end)]) {
        end = line_end(text, end);
    }
    if text[end..line_end(text, end)].trim().is_empty() {
        place.lines.end = end;
    }
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// After the line feed of the line that holds a byte.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

pub(super) fn line_before(text: &str, at: usize) -> Option<Range<usize>> {
    (at > 0).then(|| line_start(text, at - 1)..at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        places(text).into_iter().map(|place| &text[place.lines]).collect()
    }

    #[test]
    fn the_end_of_a_text_is_no_comment() {
        let text = "title = \"\"\"\n# of the deck\"\"\"\n[[question]]\nid = \"a\"\ntags = [\"\"\"\n# one\"\"\"]\n\
                    [[question]]\nid = \"b\"\n";
        let expected = [
            "[[question]]\nid = \"a\"\ntags = [\"\"\"\n# one\"\"\"]\n",
            "[[question]]\nid = \"b\"\n",
        ];
        assert_eq!(lines(text), expected);
    }

    #[test]
    fn comments_belong_to_what_they_touch() {
        let text = "\u{feff}id = 1\n\n# a heading\n\n# of one\n  [[question]] # one\nid = 'a'\n\
                    # below one\n\n[[question]]\nid = 'b' # so\n# of three\n[[question]]\n\
                    x = [\n  1, # [[question]]\n]\n# the last";
        assert_eq!(
            lines(text),
            [
                "# of one\n  [[question]] # one\nid = 'a'\n# below one\n",
                "[[question]]\nid = 'b' # so\n",
                "# of three\n[[question]]\nx = [\n  1, # [[question]]\n]\n# the last",
            ]
        );
        assert!(text[places(text)[0].header..].starts_with("  [[question]]"));
    }

    #[test]
    fn tables_within_belong_to_the_question() {
        let text = "[[question]]\r\nid = 'a'\r\n[question.why]\r\nx = '''\r\n[[question]]\r\n'''\r\n\
                    \r\n[sources.s]\r\n[[\"question\"]]\r\nid = 'b'\r\n";
        assert_eq!(lines(text).len(), 2);
        assert!(lines(text)[0].ends_with("[[question]]\r\n'''\r\n"));
        assert!(lines(text)[1].starts_with("[[\"question\"]]"));
        let text = "[[question]]\nid = 'a'\n[exam]\n[question.why]\nx = 'y'\n";
        let places = places(text);
        assert!(places[0].scattered);
        assert_eq!(&text[places[0].lines.clone()], "[[question]]\nid = 'a'\n");
    }
}
