//! Items that are put in order, one after the other.

use console::Look;
use deck_format::Entry;

use super::board::{Board, Reaction, View};
use super::keys::Key;
use super::labels::{Labels, Typed};
use super::list::{List, step};
use super::one::arrows;

/// An order that grows item by item; what was put last can be taken back.
#[derive(Debug, Clone)]
pub(super) struct Order {
    texts: Vec<String>,
    /// The places of the items in the order in which they were put.
    order: Vec<usize>,
    labels: Labels,
    at: Option<usize>,
    /// A place that is put as soon as the next key shows that it was meant.
    perhaps: Option<usize>,
}

impl Order {
    pub(super) fn new(items: &[Entry]) -> Self {
        Self {
            texts: items.iter().map(|entry| entry.text.clone()).collect(),
            order: Vec::new(),
            labels: Labels::new(items.len()),
            at: None,
            perhaps: None,
        }
    }

    /// Whether anything is put.
    pub(super) fn is_touched(&self) -> bool {
        !self.order.is_empty()
    }

    /// The order, if it is complete.
    pub(super) fn draft(&self) -> Option<Vec<usize>> {
        (self.order.len() == self.texts.len()).then(|| self.order.clone())
    }

    fn put(&mut self, place: usize) -> Reaction<Vec<usize>> {
        self.at = Some(place);
        if let Some(at) = self.order.iter().position(|put| *put == place) {
            let letter = console::letter(place);
            return Reaction::Say(format!(
                "{letter} is number {} already; Backspace takes the last one back.",
                at + 1
            ));
        }
        self.order.push(place);
        Reaction::Stay
    }

    fn settle(&mut self) -> Reaction<Vec<usize>> {
        self.labels.clear();
        self.perhaps.take().map_or(Reaction::Stay, |place| self.put(place))
    }

    fn typed(&mut self, c: char) -> Reaction<Vec<usize>> {
        match self.labels.typed(c) {
            Typed::Place(place) => {
                self.perhaps = None;
                self.put(place)
            }
            Typed::Perhaps(place) => {
                self.at = Some(place);
                self.perhaps = Some(place);
                Reaction::Stay
            }
            Typed::Nothing => Reaction::Stay,
        }
    }

    fn enter(&mut self) -> Reaction<Vec<usize>> {
        if let Some(order) = self.draft() {
            return Reaction::Done(order);
        }
        match self.at.filter(|at| !self.order.contains(at)) {
            Some(at) => self.put(at),
            None => {
                let missing = (0..self.texts.len()).find(|place| !self.order.contains(place));
                let letter = missing.map_or_else(String::new, console::letter);
                Reaction::Say(format!("{letter} is still to be put in order."))
            }
        }
    }
}

impl Board for Order {
    type Out = Vec<usize>;

    fn key(&mut self, key: &Key) -> Reaction<Vec<usize>> {
        match key {
            Key::Char(c) if c.is_ascii_alphanumeric() => return self.typed(*c),
            Key::Backspace | Key::Delete | Key::Left => {
                if self.perhaps.take().is_none() {
                    self.at = self.order.pop();
                }
                self.labels.clear();
            }
            _ if self.perhaps.is_some() => {
                let settled = self.settle();
                // A space, a comma or Enter only said that the letter was meant.
                return match key {
                    Key::Enter if self.draft().is_some() => self.enter(),
                    _ => settled,
                };
            }
            Key::Up | Key::Down => self.at = step(self.at, *key == Key::Down, self.texts.len()),
            Key::Home | Key::End => self.at = step(None, *key == Key::Home, self.texts.len()),
            Key::Enter => return self.enter(),
            _ => {}
        }
        Reaction::Stay
    }

    fn view(&self, look: &Look) -> View {
        let widest = self.texts.len().to_string().len() + 1;
        let options = self.texts.iter().enumerate().map(|(place, text)| {
            let number = self.order.iter().position(|put| *put == place);
            let number = number.map_or_else(String::new, |at| format!("{}.", at + 1));
            (format!("{number:>widest$} {}", console::letter(place)), text.as_str())
        });
        let list = List::new(options, self.at, look);
        let put = self.order.iter().map(|place| console::letter(*place));
        let open = self.texts.len() - self.order.len();
        let given: Vec<String> = put.chain(std::iter::repeat_n("_".to_owned(), open)).collect();
        View {
            focus: list.range(self.at),
            body: list.lines,
            label: "Order".into(),
            given: given.join(" "),
            caret: None,
            help: ["letters, first to last", arrows(look), "Backspace", "Enter", "Esc menu"]
                .map(str::to_owned)
                .into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(count: usize) -> Order {
        let id = |number| deck_format::LocalId::new(&format!("x{number}")).unwrap();
        let entries: Vec<Entry> =
            (0..count).map(|number| Entry::new(id(number), format!("item {number}"))).collect();
        Order::new(&entries)
    }

    fn press(order: &mut Order, keys: &str) -> Reaction<Vec<usize>> {
        keys.chars().fold(Reaction::Stay, |_, c| match c {
            '\r' => order.key(&Key::Enter),
            '<' => order.key(&Key::Backspace),
            'V' => order.key(&Key::Down),
            c => order.key(&Key::Char(c)),
        })
    }

    #[test]
    fn a_typed_line_is_an_order() {
        for line in ["cab\r", "c a b\r", "3,1,2\r", "C A B\r"] {
            assert_eq!(press(&mut order(3), line), Reaction::Done(vec![2, 0, 1]), "{line}");
        }
        let line = (0..30).rev().map(|place| console::letter(place) + " ").collect::<String>();
        let expected: Vec<usize> = (0..30).rev().collect();
        assert_eq!(press(&mut order(30), &(line + "\r")), Reaction::Done(expected));
    }

    #[test]
    fn a_step_can_be_taken_back() {
        assert_eq!(press(&mut order(3), "ca<bca\r"), Reaction::Done(vec![2, 1, 0]));
        let mut board = order(3);
        assert!(matches!(press(&mut board, "cc"), Reaction::Say(_)));
        assert_eq!(press(&mut board, "\r"), Reaction::Say("a is still to be put in order.".into()));
        assert_eq!(board.draft(), None);
    }

    #[test]
    fn arrows_and_enter_put_as_well() {
        let mut board = order(2);
        press(&mut board, "VV\r");
        board.key(&Key::Up);
        assert_eq!(press(&mut board, "\r\r"), Reaction::Done(vec![1, 0]));
    }

    #[test]
    fn the_view_numbers_what_is_put() {
        let mut board = order(3);
        press(&mut board, "ca");
        let view = board.view(&Look::rich(80).uncoloured());
        assert_eq!(view.body, ["  ▸ 2. a  item 0", "       b  item 1", "    1. c  item 2"]);
        assert_eq!(view.given, "c a _");
    }
}
