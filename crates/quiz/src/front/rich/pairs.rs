//! Left sides that each get a lettered one.

use console::{Look, layout};
use deck_format::Entry;

use super::board::{Board, Reaction, View};
use super::keys::Key;
use super::labels::{Labels, Typed};
use super::list::{List, step};
use super::one::arrows;

/// What a left side got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Nothing yet.
    Open,
    /// The student leaves it open.
    Left,
    /// A right side, by its place.
    Right(usize),
}

/// Pairs that are made one after the other; each can be made anew.
#[derive(Debug, Clone)]
pub(super) struct Pairs {
    left: Vec<String>,
    right: Vec<String>,
    reuse: bool,
    sides: Vec<Side>,
    /// The left sides in the order in which they got something.
    made: Vec<usize>,
    /// The left side that gets the next letter.
    at: usize,
    numbers: Labels,
    letters: Labels,
    /// A right side that is taken as soon as the next key shows that it was meant.
    perhaps: Option<usize>,
}

impl Pairs {
    pub(super) fn new(left: &[Entry], right: &[Entry], reuse: bool) -> Self {
        let texts = |entries: &[Entry]| entries.iter().map(|entry| entry.text.clone()).collect();
        Self {
            left: texts(left),
            right: texts(right),
            reuse,
            sides: vec![Side::Open; left.len()],
            made: Vec::new(),
            at: 0,
            numbers: Labels::new(left.len()),
            letters: Labels::new(right.len()),
            perhaps: None,
        }
    }

    /// The right side of each left one so far; `None` where nothing was done.
    pub(super) fn draft(&self) -> Option<Vec<Option<usize>>> {
        (!self.made.is_empty()).then(|| self.given())
    }

    fn given(&self) -> Vec<Option<usize>> {
        let right = |side: &Side| match side {
            Side::Right(place) => Some(*place),
            Side::Open | Side::Left => None,
        };
        self.sides.iter().map(right).collect()
    }

    /// Gives the left side at hand something, and goes to the next one that has nothing.
    fn give(&mut self, side: Side) -> Reaction<Vec<Option<usize>>> {
        self.perhaps = None;
        let at = self.at;
        let mut said = Reaction::Stay;
        if let Side::Right(place) = side
            && !self.reuse
            && let Some(before) = (0..self.sides.len())
                .find(|other| *other != at && self.sides[*other] == Side::Right(place))
        {
            self.sides[before] = Side::Open;
            self.made.retain(|made| *made != before);
            said = Reaction::Say(format!(
                "{} was at {}, which has none now.",
                console::letter(place),
                before + 1
            ));
        }
        self.sides[at] = side;
        self.made.retain(|made| *made != at);
        self.made.push(at);
        let open = |at: &usize| self.sides[*at] == Side::Open;
        let next = (at..self.left.len()).find(open).or_else(|| (0..at).find(open));
        self.at = next.unwrap_or(at);
        said
    }

    fn take_back(&mut self) {
        self.letters.clear();
        self.numbers.clear();
        if self.perhaps.take().is_none()
            && let Some(last) = self.made.pop()
        {
            self.sides[last] = Side::Open;
            self.at = last;
        }
    }

    /// A letter is a right side; a number goes to a left one.
    fn typed(&mut self, c: char) -> Reaction<Vec<Option<usize>>> {
        if c.is_ascii_digit() {
            let said = self.settle();
            if let Typed::Place(place) | Typed::Perhaps(place) = self.numbers.typed(c) {
                self.at = place;
            }
            return said;
        }
        self.numbers.clear();
        match self.letters.typed(c) {
            Typed::Place(place) => self.give(Side::Right(place)),
            Typed::Perhaps(place) => {
                self.perhaps = Some(place);
                Reaction::Stay
            }
            Typed::Nothing => Reaction::Stay,
        }
    }

    fn settle(&mut self) -> Reaction<Vec<Option<usize>>> {
        self.letters.clear();
        self.perhaps.map_or(Reaction::Stay, |place| self.give(Side::Right(place)))
    }

    fn enter(&mut self) -> Reaction<Vec<Option<usize>>> {
        match self.sides.iter().position(|side| *side == Side::Open) {
            None => Reaction::Done(self.given()),
            Some(open) => {
                self.at = open;
                Reaction::Say(format!("{} has no letter yet; a - leaves it open.", open + 1))
            }
        }
    }

    /// The right side before or after the one that the left side at hand has.
    fn turn(&mut self, forward: bool) {
        let now = match self.sides.get(self.at) {
            Some(Side::Right(place)) => Some(*place),
            _ => None,
        };
        let free = |place: &usize| {
            self.reuse || !self.sides.contains(&Side::Right(*place)) || Some(*place) == now
        };
        let free: Vec<usize> = (0..self.right.len()).filter(free).collect();
        let here = now.and_then(|now| free.iter().position(|place| *place == now));
        if let Some(next) = step(here, forward, free.len()).and_then(|next| free.get(next)) {
            let at = self.at;
            self.give(Side::Right(*next));
            self.at = at;
        }
    }

    /// `2b`, or `2_` where nothing is given.
    fn pair(&self, at: usize) -> String {
        let right = match self.sides[at] {
            Side::Open => "_".to_owned(),
            Side::Left => "-".to_owned(),
            Side::Right(place) => console::letter(place),
        };
        format!("{}{right}", at + 1)
    }

    fn body(&self, look: &Look) -> (Vec<String>, std::ops::Range<usize>) {
        let arrow = look.glyphs().arrow;
        let widest = self.right.len().checked_sub(1).map_or(1, |last| console::letter(last).len());
        let digits = self.left.len().to_string().len();
        let left = self.left.iter().enumerate().map(|(at, text)| {
            let right = match self.sides[at] {
                Side::Open => " ".repeat(layout::width(arrow) + 1 + widest),
                Side::Left => format!("{arrow} {:widest$}", "-"),
                Side::Right(place) => format!("{arrow} {:widest$}", console::letter(place)),
            };
            (format!("{:>digits$} {right}", at + 1), text.as_str())
        });
        let left = List::new(left, Some(self.at), look);
        let right = self.right.iter().enumerate();
        let right = right.map(|(place, text)| (console::letter(place), text.as_str()));
        let focus = left.range(Some(self.at));
        let mut lines = left.lines;
        lines.push(String::new());
        lines.extend(List::new(right, None, look).lines);
        (lines, focus)
    }
}

impl Board for Pairs {
    type Out = Vec<Option<usize>>;

    fn key(&mut self, key: &Key) -> Reaction<Self::Out> {
        match key {
            Key::Char(c) if c.is_ascii_alphanumeric() => return self.typed(*c),
            Key::Backspace | Key::Delete => {
                self.take_back();
                return Reaction::Stay;
            }
            _ => {}
        }
        // What comes now shows that a letter which could go on was meant.
        let said = self.settle();
        self.numbers.clear();
        match key {
            Key::Up | Key::Down => {
                self.at = step(Some(self.at), *key == Key::Down, self.left.len()).unwrap_or(0);
            }
            Key::Left | Key::Right => self.turn(*key == Key::Right),
            Key::Char('-') => return self.give(Side::Left),
            Key::Enter => return self.enter(),
            _ => {}
        }
        said
    }

    fn view(&self, look: &Look) -> View {
        let (body, focus) = self.body(look);
        let given: Vec<String> = (0..self.left.len()).map(|at| self.pair(at)).collect();
        let letter_for = format!("a letter for {}", self.at + 1);
        View {
            body,
            focus,
            label: "Pairs".into(),
            given: given.join(" "),
            caret: None,
            help: [&letter_for, arrows(look), "Backspace", "Enter", "Esc menu"]
                .map(str::to_owned)
                .into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(left: usize, right: usize, reuse: bool) -> Pairs {
        let entries = |count: usize, name: &str| -> Vec<Entry> {
            let id = |number| deck_format::LocalId::new(&format!("x{number}")).unwrap();
            (0..count).map(|number| Entry::new(id(number), format!("{name} {number}"))).collect()
        };
        Pairs::new(&entries(left, "left"), &entries(right, "right"), reuse)
    }

    fn press(pairs: &mut Pairs, keys: &str) -> Reaction<Vec<Option<usize>>> {
        keys.chars().fold(Reaction::Stay, |_, c| match c {
            '\r' => pairs.key(&Key::Enter),
            '<' => pairs.key(&Key::Backspace),
            '>' => pairs.key(&Key::Right),
            'V' => pairs.key(&Key::Down),
            c => pairs.key(&Key::Char(c)),
        })
    }

    fn done(sides: &[Option<usize>]) -> Reaction<Vec<Option<usize>>> {
        Reaction::Done(sides.to_vec())
    }

    #[test]
    fn a_typed_line_makes_pairs() {
        for line in ["1b 2a 3c\r", "bac\r", "b a c\r", "3c1b2a\r"] {
            let made = press(&mut pairs(3, 3, false), line);
            assert_eq!(made, done(&[Some(1), Some(0), Some(2)]), "{line}");
        }
        assert_eq!(press(&mut pairs(2, 3, false), "-c\r"), done(&[None, Some(2)]));
        assert_eq!(press(&mut pairs(2, 2, true), "aa\r"), done(&[Some(0), Some(0)]));
    }

    #[test]
    fn a_letter_that_is_used_once_moves() {
        let mut board = pairs(2, 2, false);
        press(&mut board, "a2");
        assert_eq!(
            board.key(&Key::Char('a')),
            Reaction::Say("a was at 1, which has none now.".into())
        );
        assert_eq!(
            press(&mut board, "\r"),
            Reaction::Say("1 has no letter yet; a - leaves it open.".into())
        );
        assert_eq!(press(&mut board, "b\r"), done(&[Some(1), Some(0)]));
    }

    #[test]
    fn pairs_are_taken_back() {
        assert_eq!(press(&mut pairs(2, 2, false), "ab<<ba\r"), done(&[Some(1), Some(0)]));
    }

    #[test]
    fn arrows_turn_through_what_is_free() {
        let mut board = pairs(2, 3, false);
        assert_eq!(press(&mut board, ">>V>\r"), done(&[Some(1), Some(0)]));
    }

    #[test]
    fn letters_of_many_take_several_keys() {
        let mut board = pairs(2, 30, false);
        assert_eq!(press(&mut board, "1a 2ab\r"), done(&[Some(0), Some(27)]));
        let mut board = pairs(12, 12, true);
        assert_eq!(press(&mut board, "12b"), Reaction::Stay);
        assert_eq!(board.given()[11], Some(1));
    }

    #[test]
    fn the_view_shows_both_sides() {
        let mut board = pairs(2, 2, false);
        press(&mut board, "b");
        let view = board.view(&Look::rich(80).uncoloured());
        let expected =
            ["    1 → b  left 0", "  ▸ 2      left 1", "", "    a  right 0", "    b  right 1"];
        assert_eq!(view.body, expected);
        assert_eq!((view.given.as_str(), view.focus), ("1b 2_", 1..2));
    }
}
