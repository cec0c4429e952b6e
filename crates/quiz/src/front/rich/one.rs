//! One of several things: an option, a truth, an entry of a menu.

use console::Look;

use super::board::{Board, Reaction, View};
use super::keys::Key;
use super::labels::{Labels, Typed};
use super::list::{List, step};

/// A choice of one. Nothing is chosen at first, so that a key too many answers nothing.
#[derive(Debug, Clone)]
pub(super) struct One {
    label: String,
    /// What each goes by, and its text in Markdown.
    options: Vec<(String, String)>,
    /// Whether the letters are their own, not a, b, c.
    keyed: bool,
    labels: Labels,
    at: Option<usize>,
    leave: &'static str,
}

impl One {
    /// A choice of options that go by letters.
    pub(super) fn lettered(label: &str, texts: impl Iterator<Item = String>) -> Self {
        let options: Vec<_> =
            texts.enumerate().map(|(at, text)| (console::letter(at), text)).collect();
        Self { keyed: false, ..Self::keyed(label, options) }
    }

    /// A choice of things that go by keys of their own, each a letter.
    pub(super) fn keyed(label: &str, options: Vec<(String, String)>) -> Self {
        let labels = Labels::new(options.len());
        Self { label: label.to_owned(), options, keyed: true, labels, at: None, leave: "Esc menu" }
    }

    /// Whether the arrows chose something.
    pub(super) fn is_touched(&self) -> bool {
        self.at.is_some()
    }

    /// Begins with one of them chosen.
    pub(super) fn at(self, at: usize) -> Self {
        Self { at: Some(at).filter(|at| *at < self.options.len()), ..self }
    }

    /// Says what Esc does.
    pub(super) fn leave_by(self, leave: &'static str) -> Self {
        Self { leave, ..self }
    }

    fn typed(&mut self, c: char) -> Reaction<usize> {
        let own = c.to_lowercase().to_string();
        let typed = match self.options.iter().position(|(key, _)| *key == own) {
            Some(place) if self.keyed => Typed::Place(place),
            _ if self.keyed && !c.is_ascii_digit() => Typed::Nothing,
            _ => self.labels.typed(c),
        };
        match typed {
            Typed::Place(place) => {
                self.at = Some(place);
                Reaction::Done(place)
            }
            Typed::Perhaps(place) => {
                self.at = Some(place);
                Reaction::Stay
            }
            Typed::Nothing => Reaction::Stay,
        }
    }

    fn keys(&self, look: &Look) -> String {
        let (Some((first, _)), Some((last, _))) = (self.options.first(), self.options.last())
        else {
            return String::new();
        };
        let dash = look.glyphs().dash;
        match self.options.len() {
            1 => first.clone(),
            2 => format!("{first} or {last}"),
            // Keys of their own stand in no row.
            _ if self.keyed => "a letter".to_owned(),
            _ => format!("{first}{dash}{last}"),
        }
    }
}

impl Board for One {
    type Out = usize;

    fn key(&mut self, key: &Key) -> Reaction<usize> {
        match key {
            Key::Up | Key::Down => {
                self.labels.clear();
                self.at = step(self.at, *key == Key::Down, self.options.len());
                Reaction::Stay
            }
            Key::Home => {
                self.at = step(None, true, self.options.len());
                Reaction::Stay
            }
            Key::End => {
                self.at = step(None, false, self.options.len());
                Reaction::Stay
            }
            Key::Enter => match self.at {
                Some(at) => Reaction::Done(at),
                None => Reaction::Say("Choose one first.".into()),
            },
            Key::Char(c) => self.typed(*c),
            _ => Reaction::Stay,
        }
    }

    fn view(&self, look: &Look) -> View {
        let options = self.options.iter().map(|(key, text)| (key.clone(), text.as_str()));
        let list = List::new(options, self.at, look);
        let arrows = arrows(look);
        let enter = if self.at.is_some() { "Enter takes it" } else { "Enter" };
        View {
            focus: list.range(self.at),
            body: list.lines,
            label: self.label.clone(),
            given: self.at.map_or_else(String::new, |at| self.options[at].0.clone()),
            caret: None,
            help: vec![
                format!("{} or {arrows}", self.keys(look)),
                enter.to_owned(),
                self.leave.to_owned(),
            ],
        }
    }
}

/// The keys that go up and down.
pub(super) fn arrows(look: &Look) -> &'static str {
    if look.unicode { "↑↓" } else { "arrows" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(count: usize) -> One {
        One::lettered("Answer", (0..count).map(|number| format!("option {number}")))
    }

    #[test]
    fn a_letter_or_a_number_chooses_at_once() {
        assert_eq!(options(4).key(&Key::Char('c')), Reaction::Done(2));
        assert_eq!(options(4).key(&Key::Char('C')), Reaction::Done(2));
        assert_eq!(options(4).key(&Key::Char('2')), Reaction::Done(1));
        assert_eq!(options(4).key(&Key::Char('e')), Reaction::Stay);
    }

    #[test]
    fn enter_takes_what_the_arrows_chose_and_nothing_before() {
        let mut one = options(3);
        assert_eq!(one.key(&Key::Enter), Reaction::Say("Choose one first.".into()));
        assert_eq!(one.key(&Key::Down), Reaction::Stay);
        assert_eq!(one.key(&Key::Down), Reaction::Stay);
        assert_eq!(one.view(&Look::rich(80)).given, "b");
        assert_eq!(one.key(&Key::Enter), Reaction::Done(1));
        assert_eq!(one.key(&Key::End), Reaction::Stay);
        assert_eq!(one.key(&Key::Enter), Reaction::Done(2));
    }

    #[test]
    fn of_many_a_letter_may_begin_another() {
        let mut one = options(40);
        assert_eq!(one.key(&Key::Char('a')), Reaction::Stay);
        assert_eq!(one.key(&Key::Enter), Reaction::Done(0));
        let mut one = options(40);
        assert_eq!(one.key(&Key::Char('a')), Reaction::Stay);
        assert_eq!(one.key(&Key::Char('n')), Reaction::Done(39));
        assert_eq!(options(40).key(&Key::Char('z')), Reaction::Done(25));
    }

    #[test]
    fn keys_of_their_own_choose_too() {
        let entries = vec![("h".to_owned(), "a hint".to_owned()), ("q".into(), "leave".into())];
        let mut menu = One::keyed("Menu", entries);
        assert_eq!(menu.key(&Key::Char('q')), Reaction::Done(1));
        assert_eq!(menu.key(&Key::Char('a')), Reaction::Stay);
    }

    #[test]
    fn the_view_marks_what_is_chosen() {
        let mut one = options(3);
        one.key(&Key::Down);
        let view = one.view(&Look::rich(80).uncoloured());
        assert_eq!(view.body, ["  ▸ a  option 0", "    b  option 1", "    c  option 2"]);
        assert_eq!(
            (view.focus, view.help.join(" ").as_str()),
            (0..1, "a–c or ↑↓ Enter takes it Esc menu")
        );
    }
}
