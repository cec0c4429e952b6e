//! Pictures of terminal screens: what a terminal shows, as a small SVG file that needs nothing else.
//!
//! A picture follows the reader's choice of a light or a dark page, keeps its text as text, and says
//! in words what it shows. A cell is 6 units wide and its type 10 units high, so that everything
//! stands on whole numbers.

mod palette;
mod runs;

use std::fmt::Write;
use std::ops::Range;

use runs::Run;

/// The width of a cell.
const CELL: u16 = 6;
/// The height of a row.
const ROW: u16 = 13;
/// How far below the top of its row a text has its base line.
const BASE: u16 = 10;
/// The room around the rows.
const PADDING: u16 = 12;
/// The height of the bar at the top of the window.
const BAR: u16 = 22;
/// How many pixels a unit has where nobody says how wide the picture is to be.
const SCALE: f64 = 1.4;

/// A picture of the rows of a screen, in a window.
pub(crate) struct Picture<'a> {
    /// What stands in the bar of the window.
    pub(crate) bar: &'a str,
    /// What the picture is called.
    pub(crate) title: &'a str,
    /// What it shows, for those who do not see it.
    pub(crate) description: &'a str,
}

impl Picture<'_> {
    /// Draws rows of a screen, without the blank ones at both ends. The same cells always give the
    /// same bytes.
    pub(crate) fn draw(&self, screen: &vt100::Screen, rows: Range<u16>) -> String {
        let mut rows: Vec<Vec<Run>> = rows.map(|row| runs::of(screen, row)).collect();
        let last = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |row| row + 1);
        rows.truncate(last);
        let first = rows.iter().position(|row| !row.is_empty()).unwrap_or(0);
        self.window(&rows[first..], screen.size().1.get())
    }

    fn window(&self, rows: &[Vec<Run>], columns: u16) -> String {
        let width = columns * CELL + 2 * PADDING;
        let height = BAR + u16::try_from(rows.len()).unwrap() * ROW + 2 * PADDING;
        let mut svg = String::new();
        writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.0}\" height=\"{:.0}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title description\">",
            f64::from(width) * SCALE,
            f64::from(height) * SCALE,
        )
        .unwrap();
        writeln!(svg, "<title id=\"title\">{}</title>", escaped(self.title)).unwrap();
        writeln!(svg, "<desc id=\"description\">{}</desc>", escaped(self.description)).unwrap();
        writeln!(svg, "<style>\n{}</style>", palette::style(rows)).unwrap();
        self.frame(&mut svg, width, height);
        writeln!(svg, "<g xml:space=\"preserve\">").unwrap();
        for (row, runs) in (0..).zip(rows) {
            draw_row(&mut svg, BAR + PADDING + row * ROW, runs);
        }
        svg.push_str("</g>\n</svg>\n");
        svg
    }

    fn frame(&self, svg: &mut String, width: u16, height: u16) {
        let (inner_width, inner_height) = (width - 1, height - 1);
        let middle = width / 2;
        writeln!(
            svg,
            "<rect class=\"page\" x=\".5\" y=\".5\" width=\"{inner_width}\" \
             height=\"{inner_height}\" rx=\"7\"/>\n\
             <path class=\"line\" d=\"M1 {BAR}.5H{inner_width}\"/>\n\
             <path class=\"knobs\" d=\"M14 11h0m11 0h0m11 0h0\"/>\n\
             <text class=\"bar\" x=\"{middle}\" y=\"14.5\">{}</text>",
            escaped(self.bar)
        )
        .unwrap();
    }
}

/// Draws one row whose top is given: first what lies behind the text, then the text.
fn draw_row(svg: &mut String, top: u16, runs: &[Run]) {
    let x = |column: u16| PADDING + column * CELL;
    for run in runs {
        if let Some(paint) = run.face.behind() {
            let (x, width) = (x(run.column), run.columns * CELL);
            writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{ROW}\"{paint}/>"
            )
            .unwrap();
        }
    }
    let mut texts = runs.iter().filter(|run| run.has_text()).peekable();
    if texts.peek().is_none() {
        return;
    }
    write!(svg, "<text y=\"{}\">", top + BASE).unwrap();
    for run in texts {
        write!(
            svg,
            "<tspan x=\"{}\"{}{}>{}</tspan>",
            x(run.column),
            fitted(run.columns),
            run.face.attributes(),
            escaped(&run.text)
        )
        .unwrap();
    }
    svg.push_str("</text>\n");
}

/// Makes a text as wide as its cells, whatever font the reader has.
fn fitted(columns: u16) -> String {
    match columns {
        1 => String::new(),
        _ => format!(" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", columns * CELL),
    }
}

/// A text as it may stand between tags and in attributes. What XML cannot hold, and what no reader
/// can see, becomes a replacement character.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() || is_noncharacter(c) => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether Unicode promises never to give a code point a character (The Unicode Standard, 23.7).
fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code)
}

#[cfg(test)]
mod tests;
