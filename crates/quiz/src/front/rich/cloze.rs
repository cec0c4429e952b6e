//! A text with blanks that fill as one goes.

use std::collections::BTreeMap;

use console::{Look, layout, question};
use deck_format::Entry;
use session::{
    Presented, ShownBlank, ShownSort, blank_expectation, letter, letter_index, parse_blank,
};

use super::board::{Board, Reaction, View};
use super::keys::Key;
use super::labels::{Labels, Typed};
use super::list::{List, step};
use super::text::TextLine;

/// The columns of every field, whatever goes in, so that it gives nothing away.
const FIELD: usize = 12;

/// A cloze that is being filled.
#[derive(Debug, Clone)]
pub(super) struct Cloze {
    question: Presented,
    blanks: Vec<ShownBlank>,
    lines: Vec<TextLine>,
    /// The blanks that were gone through; an empty one of them is left open.
    dealt_with: Vec<bool>,
    at: usize,
    /// What is typed of the label of an option.
    labels: Labels,
}

impl Cloze {
    pub(super) fn new(question: &Presented, blanks: &[ShownBlank]) -> Self {
        Self {
            question: question.clone(),
            blanks: blanks.to_vec(),
            lines: vec![TextLine::default(); blanks.len()],
            dealt_with: vec![false; blanks.len()],
            at: 0,
            labels: Labels::new(0),
        }
    }

    /// Whether anything was typed.
    pub(super) fn is_begun(&self) -> bool {
        self.lines.iter().any(|line| !line.text().is_empty())
    }

    /// Whether the blank at hand takes a text.
    pub(super) fn takes_lines(&self) -> bool {
        !matches!(self.blanks[self.at].sort, ShownSort::Choice { .. })
    }

    /// What can be read of the blanks so far, by their ids; `None` where nothing was typed.
    pub(super) fn draft(&self) -> Option<BTreeMap<String, String>> {
        self.is_begun().then(|| self.filled())
    }

    fn filled(&self) -> BTreeMap<String, String> {
        let blanks = self.blanks.iter().zip(&self.lines);
        let typed = blanks.filter_map(|(blank, line)| {
            let typed = parse_blank(blank, &self.question.language, line.text()).ok()??;
            Some((blank.id.as_str().to_owned(), typed))
        });
        typed.collect()
    }

    /// Takes the blank at hand, if it can be read, and goes to the next that was not gone through.
    fn enter(&mut self) -> Reaction<BTreeMap<String, String>> {
        let at = self.at;
        self.labels.clear();
        let read = parse_blank(&self.blanks[at], &self.question.language, self.lines[at].text());
        if let Err(error) = read {
            return Reaction::Say(console::sanitise_line(&error.to_string()).into_owned());
        }
        self.dealt_with[at] = true;
        let open = |at: &usize| !self.dealt_with[*at];
        match (at..self.blanks.len()).find(open).or_else(|| (0..at).find(open)) {
            Some(next) => {
                self.at = next;
                Reaction::Stay
            }
            None => Reaction::Done(self.filled()),
        }
    }

    /// A key in a blank that is chosen from options: a letter or a number chooses at once, the
    /// arrows go through the options.
    fn choose(&mut self, key: &Key, count: usize) -> Reaction<BTreeMap<String, String>> {
        let now = letter_index(self.lines[self.at].text()).filter(|place| *place < count);
        match key {
            Key::Up | Key::Down => {
                self.labels.clear();
                let place = step(now, *key == Key::Down, count);
                self.set(&place.map_or_else(String::new, letter));
            }
            Key::Backspace | Key::Delete => {
                self.labels.clear();
                self.set("");
            }
            Key::Char('-') => {
                self.set("-");
                return self.enter();
            }
            Key::Char(c) => match self.labels(count).typed(*c) {
                Typed::Place(place) => {
                    self.set(&letter(place));
                    return self.enter();
                }
                Typed::Perhaps(place) => self.set(&letter(place)),
                Typed::Nothing => {}
            },
            _ => {}
        }
        Reaction::Stay
    }

    /// What is typed of a label in the blank at hand.
    fn labels(&mut self, count: usize) -> &mut Labels {
        if self.labels.count() != count {
            self.labels = Labels::new(count);
        }
        &mut self.labels
    }

    fn set(&mut self, text: &str) {
        self.lines[self.at] = TextLine::of(text);
    }

    fn go(&mut self, forward: bool) {
        let last = self.blanks.len() - 1;
        self.labels.clear();
        self.at = if forward { (self.at + 1).min(last) } else { self.at.saturating_sub(1) };
    }

    /// What stands in a field: `[2 Kunming_____]`.
    fn field(&self, at: usize, look: &Look) -> String {
        let typed = self.lines[at].shown(look.sanitiser()).0;
        let text = match &self.blanks[at].sort {
            ShownSort::Choice { choices } => {
                chosen(&self.blanks[at], choices, &self.question, &typed)
            }
            ShownSort::Text | ShownSort::Number { .. } => typed.trim().to_owned(),
        };
        let mark = if at == self.at { look.glyphs().prompt } else { " " };
        let text = layout::clip(&text, FIELD, look);
        let line = "_".repeat(FIELD.saturating_sub(layout::width(&text)));
        format!("[{mark}{} {text}{line}]", at + 1)
    }

    fn body(&self, look: &Look) -> (Vec<String>, std::ops::Range<usize>) {
        let fields: Vec<String> = (0..self.blanks.len()).map(|at| self.field(at, look)).collect();
        let mut lines = question::cloze(&self.question, &fields, look);
        let mark = format!("[{}", look.glyphs().prompt);
        let here = lines.iter().position(|line| line.contains(&mark)).unwrap_or(0);
        // What the blank at hand is chosen from.
        if let ShownSort::Choice { choices } = &self.blanks[self.at].sort {
            let options = choices.iter().enumerate();
            let options = options.map(|(at, entry)| (letter(at), entry.text.as_str()));
            let chosen = letter_index(self.lines[self.at].text());
            lines.push(String::new());
            lines.extend(List::new(options, chosen, look).lines);
        }
        (lines, here..here + 1)
    }
}

/// The text of the option that a letter names, as far as one is typed.
fn chosen(blank: &ShownBlank, choices: &[Entry], question: &Presented, typed: &str) -> String {
    let id = parse_blank(blank, &question.language, typed).ok().flatten();
    let entry = id.and_then(|id| choices.iter().find(|entry| entry.id.as_str() == id));
    entry.map_or_else(|| typed.to_owned(), |entry| console::markdown::inline(&entry.text))
}

impl Board for Cloze {
    type Out = BTreeMap<String, String>;

    fn key(&mut self, key: &Key) -> Reaction<Self::Out> {
        let options = match &self.blanks[self.at].sort {
            ShownSort::Choice { choices } => Some(choices.len()),
            ShownSort::Text | ShownSort::Number { .. } => None,
        };
        match (key, options) {
            (Key::Enter, _) => return self.enter(),
            (Key::Tab, _) | (Key::Down, None) => self.go(true),
            (Key::BackTab, _) | (Key::Up, None) => self.go(false),
            (key, Some(count)) => return self.choose(key, count),
            (key, None) => {
                self.lines[self.at].key(key);
            }
        }
        Reaction::Stay
    }

    fn view(&self, look: &Look) -> View {
        let (body, focus) = self.body(look);
        let (given, column) = self.lines[self.at].shown(look.sanitiser());
        let expected = blank_expectation(&self.blanks[self.at]);
        let expected = look.sanitiser().line(&expected);
        View {
            body,
            focus,
            label: format!("Blank {}", self.at + 1),
            given,
            caret: self.takes_lines().then_some(column),
            help: [&expected, "Tab", "Esc menu"].map(str::to_owned).into(),
        }
    }

    fn takes_text(&self) -> bool {
        // A colon begins a command only where nothing stands before it, as in a line.
        self.takes_lines() && !self.lines[self.at].text().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use deck_format::{DeckId, LocalId, PartsRule, Piece, Points, QuestionId};
    use session::Shown;

    use super::*;

    fn id(name: &str) -> LocalId {
        LocalId::new(name).unwrap()
    }

    fn cloze() -> Cloze {
        let blanks = vec![
            ShownBlank { id: id("body"), sort: ShownSort::Text },
            ShownBlank { id: id("year"), sort: ShownSort::Number { unit: None } },
            ShownBlank {
                id: id("place"),
                sort: ShownSort::Choice {
                    choices: vec![Entry::new(id("k"), "Kunming"), Entry::new(id("b"), "Beijing")],
                },
            },
        ];
        let text = |text: &str| Piece::Text(text.into());
        let pieces = vec![
            text("The "),
            Piece::Blank(id("body")),
            text(" opened in "),
            Piece::Blank(id("year")),
            text(" in "),
            Piece::Blank(id("place")),
            text("."),
        ];
        let question = Presented {
            deck: DeckId::new("d").unwrap(),
            deck_title: "D".into(),
            language: "en".into(),
            id: QuestionId::new("q").unwrap(),
            passage: None,
            prompt: String::new(),
            points: Points::ONE,
            time: None,
            tags: Vec::new(),
            difficulty: None,
            shown: Shown::Cloze { pieces, blanks: blanks.clone(), rule: PartsRule::PerPair },
        };
        Cloze::new(&question, &blanks)
    }

    fn press(cloze: &mut Cloze, keys: &str) -> Reaction<BTreeMap<String, String>> {
        keys.chars().fold(Reaction::Stay, |_, c| match c {
            '\r' => cloze.key(&Key::Enter),
            '\t' => cloze.key(&Key::Tab),
            '^' => cloze.key(&Key::Up),
            '<' => cloze.key(&Key::BackTab),
            c => cloze.key(&Key::Char(c)),
        })
    }

    fn done(pairs: &[(&str, &str)]) -> Reaction<BTreeMap<String, String>> {
        let pairs = pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned()));
        Reaction::Done(pairs.collect())
    }

    #[test]
    fn blanks_are_filled_one_after_the_other() {
        let filled = press(&mut cloze(), "academy\r2016\ra");
        assert_eq!(filled, done(&[("body", "academy"), ("place", "k"), ("year", "2016")]));
        assert_eq!(press(&mut cloze(), "-\r2016\r-"), done(&[("year", "2016")]));
    }

    #[test]
    fn one_can_go_back_before_the_end() {
        let filled = press(&mut cloze(), "academy\r2016\r<<s\ra");
        assert_eq!(filled, done(&[("body", "academys"), ("place", "k"), ("year", "2016")]));
        assert_eq!(
            press(&mut cloze(), "\t\tbacademy\r2016\r"),
            done(&[("body", "academy"), ("place", "b"), ("year", "2016")])
        );
    }

    #[test]
    fn what_cannot_be_read_is_asked_again() {
        let mut board = cloze();
        assert!(matches!(press(&mut board, "x\ry\r"), Reaction::Say(_)));
        assert!(matches!(press(&mut cloze(), "\r"), Reaction::Say(_)), "nothing typed");
        assert_eq!(board.draft().unwrap().len(), 1, "the number cannot be read");
        assert_eq!(cloze().draft(), None);
    }

    #[test]
    fn the_text_shows_what_is_filled_in() {
        let mut board = cloze();
        press(&mut board, "academy\r2016\r^^");
        let view = board.view(&Look::rich(80).uncoloured());
        let text = view.body.join("\n");
        let expected = "  The [ 1 academy_____] opened in [ 2 2016________] in [▸3 Kunming_____].";
        assert!(text.starts_with(expected), "{text}");
        assert!(text.ends_with(".\n\n  ▸ a  Kunming\n    b  Beijing"), "{text}");
        assert_eq!((view.label.as_str(), view.given.as_str()), ("Blank 3", "a"));
    }

    #[test]
    fn every_field_has_one_width() {
        let mut board = cloze();
        press(&mut board, "a very long answer that goes on");
        let look = Look::rich(80).uncoloured();
        let widths: Vec<_> = (0..3).map(|at| layout::width(&board.field(at, &look))).collect();
        assert_eq!(widths, [widths[0]; 3]);
    }
}
