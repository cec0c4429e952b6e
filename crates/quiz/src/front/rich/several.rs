//! Any number of options: each is marked or not.

use console::Look;
use deck_format::Entry;

use super::board::{Board, Reaction, View};
use super::keys::Key;
use super::labels::{Labels, Typed};
use super::list::{List, step};
use super::one::arrows;

/// A choice of several options, by their places.
#[derive(Debug, Clone)]
pub(super) struct Several {
    texts: Vec<String>,
    marked: Vec<bool>,
    /// Whether it was said that none is right.
    none: bool,
    labels: Labels,
    at: Option<usize>,
    /// Whether the arrows went there: a space after a letter only parts it from the next.
    moved: bool,
    /// A place that is marked as soon as the next key shows that it was meant.
    perhaps: Option<usize>,
}

impl Several {
    pub(super) fn new(choices: &[Entry]) -> Self {
        Self {
            texts: choices.iter().map(|entry| entry.text.clone()).collect(),
            marked: vec![false; choices.len()],
            none: false,
            labels: Labels::new(choices.len()),
            at: None,
            moved: false,
            perhaps: None,
        }
    }

    /// What is marked so far; `None` where nothing was done.
    pub(super) fn draft(&self) -> Option<Vec<usize>> {
        let marked = self.places();
        (self.none || !marked.is_empty()).then_some(marked)
    }

    fn places(&self) -> Vec<usize> {
        (0..self.marked.len()).filter(|place| self.marked[*place]).collect()
    }

    fn toggle(&mut self, place: usize) {
        self.at = Some(place);
        if let Some(marked) = self.marked.get_mut(place) {
            *marked = !*marked;
            self.none = false;
        }
    }

    fn settle(&mut self) {
        if let Some(place) = self.perhaps.take() {
            self.labels.clear();
            self.toggle(place);
        }
    }

    fn typed(&mut self, c: char) {
        self.moved = false;
        match self.labels.typed(c) {
            Typed::Place(place) => {
                self.perhaps = None;
                self.toggle(place);
            }
            Typed::Perhaps(place) => {
                self.at = Some(place);
                self.perhaps = Some(place);
            }
            Typed::Nothing => {}
        }
    }
}

impl Board for Several {
    type Out = Vec<usize>;

    fn key(&mut self, key: &Key) -> Reaction<Vec<usize>> {
        if !matches!(key, Key::Char(c) if c.is_ascii_alphanumeric()) {
            // A space, or Enter, after a letter that could go on: it was meant.
            let settled = self.perhaps.is_some();
            self.settle();
            if settled && matches!(key, Key::Char(' ' | ',')) {
                return Reaction::Stay;
            }
        }
        match key {
            Key::Up | Key::Down => {
                self.moved = true;
                self.at = step(self.at, *key == Key::Down, self.marked.len());
            }
            Key::Home | Key::End => {
                self.moved = true;
                self.at = step(None, *key == Key::Home, self.marked.len());
            }
            Key::Char('-') => {
                self.marked.fill(false);
                self.none = true;
            }
            Key::Char(' ') => {
                if let Some(at) = self.at.filter(|_| self.moved) {
                    self.toggle(at);
                }
            }
            Key::Char(c) => self.typed(*c),
            Key::Enter => {
                return match self.draft() {
                    Some(draft) => Reaction::Done(draft),
                    None => Reaction::Say("Mark what is right, or press - where none is.".into()),
                };
            }
            _ => {}
        }
        Reaction::Stay
    }

    fn view(&self, look: &Look) -> View {
        let options = self.texts.iter().enumerate().map(|(place, text)| {
            let mark = if self.marked[place] { 'x' } else { ' ' };
            (format!("[{mark}] {}", console::letter(place)), text.as_str())
        });
        let list = List::new(options, self.at, look);
        let given = match self.places().as_slice() {
            [] if self.none => "none of them".to_owned(),
            places => {
                places.iter().map(|place| console::letter(*place)).collect::<Vec<_>>().join(" ")
            }
        };
        let arrows_mark = format!("{} and Space", arrows(look));
        View {
            focus: list.range(self.at),
            body: list.lines,
            label: "Answer".into(),
            given,
            caret: None,
            help: ["letters mark", &arrows_mark, "Enter", "Esc menu"].map(str::to_owned).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn several(count: usize) -> Several {
        let id = |number| deck_format::LocalId::new(&format!("x{number}")).unwrap();
        let entries: Vec<Entry> =
            (0..count).map(|number| Entry::new(id(number), format!("option {number}"))).collect();
        Several::new(&entries)
    }

    fn press(several: &mut Several, keys: &str) -> Reaction<Vec<usize>> {
        keys.chars().fold(Reaction::Stay, |_, c| match c {
            '\r' => several.key(&Key::Enter),
            'v' => several.key(&Key::Down),
            c => several.key(&Key::Char(c)),
        })
    }

    #[test]
    fn letters_mark_and_unmark() {
        assert_eq!(press(&mut several(4), "a c\r"), Reaction::Done(vec![0, 2]));
        assert_eq!(press(&mut several(4), "ca\r"), Reaction::Done(vec![0, 2]));
        assert_eq!(press(&mut several(4), "aca\r"), Reaction::Done(vec![2]));
        assert_eq!(press(&mut several(4), "13\r"), Reaction::Done(vec![0, 2]));
    }

    #[test]
    fn space_marks_what_the_arrows_chose() {
        assert_eq!(press(&mut several(4), "v vv \r"), Reaction::Done(vec![0, 2]));
        assert_eq!(
            press(&mut several(4), "v  \r"),
            press(&mut several(4), "\r"),
            "twice is not at all"
        );
    }

    #[test]
    fn none_has_to_be_said() {
        assert!(matches!(press(&mut several(4), "\r"), Reaction::Say(_)));
        assert_eq!(press(&mut several(4), "b-\r"), Reaction::Done(vec![]));
        assert_eq!(press(&mut several(4), "-b\r"), Reaction::Done(vec![1]));
    }

    #[test]
    fn letters_of_many_are_parted_by_spaces() {
        assert_eq!(press(&mut several(40), "a ab c\r"), Reaction::Done(vec![0, 2, 27]));
        assert_eq!(press(&mut several(40), "b 12 1\r"), Reaction::Done(vec![0, 1, 11]));
    }

    #[test]
    fn the_view_shows_the_marks() {
        let mut board = several(3);
        press(&mut board, "vv ");
        let view = board.view(&Look::rich(80).uncoloured());
        assert_eq!(
            view.body,
            ["    [ ] a  option 0", "  ▸ [x] b  option 1", "    [ ] c  option 2"]
        );
        assert_eq!(view.given, "b");
        press(&mut board, "-");
        assert_eq!(board.view(&Look::rich(80)).given, "none of them");
    }
}
