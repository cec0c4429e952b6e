//! Cells of one row that look alike, and how they look.

use vt100::{Cell, Color, Screen};

/// Neighbouring cells with one look.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The column of the first, from 0.
    pub(super) column: u16,
    /// How many columns they take.
    pub(super) columns: u16,
    pub(super) text: String,
    pub(super) face: Face,
}

impl Run {
    /// The column after the last.
    fn end(&self) -> u16 {
        self.column + self.columns
    }

    /// Takes in a cell at a column, with the blank before it if there is one.
    fn extend(&mut self, column: u16, columns: u16, text: &str) {
        if column > self.end() {
            self.text.push(' ');
        }
        self.columns = column + columns - self.column;
        self.text.push_str(text);
    }

    /// Whether there is more to draw than a ground.
    pub(super) fn has_text(&self) -> bool {
        self.face.underline || self.text.contains(|c| c != ' ')
    }
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) ink: Color,
    pub(super) ground: Color,
    pub(super) bold: bool,
    pub(super) dim: bool,
    pub(super) italic: bool,
    pub(super) underline: bool,
    pub(super) reverse: bool,
}

impl Face {
    fn of(cell: &Cell) -> Self {
        Self {
            ink: cell.fgcolor(),
            ground: cell.bgcolor(),
            bold: cell.bold(),
            dim: cell.dim(),
            italic: cell.italic(),
            underline: cell.underline(),
            reverse: cell.inverse(),
        }
    }

    /// Whether a blank cell can be seen.
    fn shows_blanks(self) -> bool {
        self.reverse || self.underline || self.ground != Color::Default
    }

    /// The paint of the ground, where it is not the page's.
    pub(super) fn behind(self) -> Option<String> {
        match (self.reverse, self.ink, self.ground) {
            (true, Color::Default, _) => Some(" class=\"ink\"".into()),
            (true, color, _) | (false, _, color) => paint(color, &[]),
        }
    }

    /// The attributes of the text.
    pub(super) fn attributes(self) -> String {
        let words = [
            (self.bold, "bold"),
            (self.dim, "dim"),
            (self.italic, "italic"),
            (self.underline, "underline"),
        ];
        let mut classes: Vec<&str> =
            words.into_iter().filter_map(|(is, word)| is.then_some(word)).collect();
        let ink = if self.reverse { self.ground } else { self.ink };
        if self.reverse && ink == Color::Default {
            classes.push("paper");
        }
        paint(ink, &classes).unwrap_or_else(|| match classes.as_slice() {
            [] => String::new(),
            _ => format!(" class=\"{}\"", classes.join(" ")),
        })
    }

    /// Which of the sixteen colours it has.
    pub(super) fn named_colors(self) -> impl Iterator<Item = u8> {
        [self.ink, self.ground].into_iter().filter_map(|color| match color {
            Color::Idx(number @ 0..16) => Some(number),
            _ => None,
        })
    }
}

/// The attributes that give something a colour and more classes; `None` for the default colour.
fn paint(color: Color, classes: &[&str]) -> Option<String> {
    let (class, fill) = match color {
        Color::Default => return None,
        Color::Idx(number @ 0..16) => (Some(format!("c{number}")), String::new()),
        Color::Idx(number) => (None, fill(of_the_256(number))),
        Color::Rgb(red, green, blue) => (None, fill([red, green, blue])),
    };
    let classes: Vec<&str> = classes.iter().copied().chain(class.as_deref()).collect();
    match classes.as_slice() {
        [] => Some(fill),
        _ => Some(format!(" class=\"{}\"{fill}", classes.join(" "))),
    }
}

/// A colour that is the same on every page.
fn fill([red, green, blue]: [u8; 3]) -> String {
    format!(" fill=\"#{red:02x}{green:02x}{blue:02x}\"")
}

/// A colour of the cube (16 to 231) or of the greys (232 to 255) of xterm's 256 colours.
fn of_the_256(number: u8) -> [u8; 3] {
    let step = |level: u8| if level == 0 { 0 } else { 55 + 40 * level };
    match number.saturating_sub(16) {
        cube @ 0..216 => [step(cube / 36), step(cube / 6 % 6), step(cube % 6)],
        grey => [8 + 10 * (grey - 216); 3],
    }
}

/// The runs of a row, without blanks that nobody sees. A run goes on over one blank, so that words
/// of a sentence stay together, and ends at two, so that columns stand where they stood.
pub(super) fn of(screen: &Screen, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for column in 0..screen.size().1.get() {
        let cell = screen.cell(row, column).filter(|cell| !cell.is_wide_continuation());
        let Some(cell) = cell else { continue };
        let face = Face::of(cell);
        let text = if cell.has_contents() { cell.contents() } else { " " };
        if text == " " && !face.shows_blanks() {
            continue;
        }
        let columns = if cell.is_wide() { 2 } else { 1 };
        match runs.last_mut().filter(|run| run.face == face && column <= run.end() + 1) {
            Some(run) => run.extend(column, columns, text),
            None => runs.push(Run { column, columns, text: text.to_owned(), face }),
        }
    }
    runs
}
