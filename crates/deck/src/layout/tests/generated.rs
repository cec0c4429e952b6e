//! Over generated decks: the layout is that of itself, the deck stays the same, and every comment
//! stays with its neighbour.

use proptest::prelude::*;

use super::super::{format, question_text};
use super::places::places;
use super::scribble::{Dice, Val, scribble};

/// Pieces of text that are hard to quote, or look like something else.
const PIECES: [&str; 16] = [
    "plain",
    "the \"quoted\"",
    "it's",
    "back\\slash",
    "a line\nbreak",
    "a\ttab",
    "'''",
    "\"\"\"",
    "é → 🐝",
    "\u{202e}turned",
    "# no comment",
    "key = 1",
    "[ { }",
    "\u{1b}[2J",
    "end\n",
    "\\\"'",
];

struct Author {
    dice: Dice,
    texts: usize,
}

impl Author {
    /// A text that no other text equals.
    fn text(&mut self) -> Val {
        self.texts += 1;
        let mut text = format!("text {}", self.texts);
        while self.dice.one_in(3) {
            text.push(' ');
            text.push_str(PIECES[self.dice.roll(PIECES.len())]);
        }
        Val::Text(text)
    }

    fn texts(&mut self, count: usize) -> Val {
        Val::List((0..count).map(|_| self.text()).collect())
    }

    fn map(&mut self, keys: &[&str]) -> Val {
        Val::Map(keys.iter().map(|key| ((*key).to_owned(), self.text())).collect())
    }

    fn deck(&mut self) -> Vec<(&'static str, Vec<(String, Val)>)> {
        let mut blocks = vec![("", self.head())];
        blocks.push(("blueprint", fields([("count", Val::Raw("1")), ("kind", name("essay"))])));
        blocks.push(("passage", fields([("id", name("p1")), ("text", self.text())])));
        let mut questions: Vec<_> = (0..9).collect();
        self.dice.shuffle(&mut questions);
        for kind in questions {
            let mut question = self.question(kind);
            question.extend(fields([("id", Val::Text(format!("q{kind}")))]));
            self.common(&mut question);
            blocks.push(("question", question));
        }
        blocks
    }

    fn head(&mut self) -> Vec<(String, Val)> {
        let mut head = fields([
            ("format", Val::Raw("1")),
            ("id", name("generated")),
            ("title", name("A \"title\"")),
            ("sources", Val::Map(fields([("s1", Val::Map(fields([("title", name("S"))])))]))),
        ]);
        if self.dice.one_in(2) {
            let made = Val::Map(fields([("choices", Val::List(vec![name("b"), name("a")]))]));
            let handout = Val::Map(fields([("q0", made)]));
            let digest = "0123456789abcdef0123456789abcdef";
            head.extend(fields([("released", Val::Map(fields([(digest, handout)])))]));
        }
        if self.dice.one_in(2) {
            head.extend(fields([(
                "exam",
                Val::Map(fields([("back", Val::Raw("false")), ("time_limit", name("30m"))])),
            )]));
        }
        if self.dice.one_in(2) {
            head.extend(fields([("compare", Val::Map(fields([("case", name("fold"))])))]));
        }
        head
    }

    fn common(&mut self, question: &mut Vec<(String, Val)>) {
        if self.dice.one_in(2) {
            question.extend(fields([("explanation", self.text()), ("hint", self.texts(2))]));
        }
        if self.dice.one_in(2) {
            let cite =
                |evidence| Val::Map(fields([("evidence", evidence), ("source", name("s1"))]));
            let count = self.dice.roll(3);
            let cites = (0..=count).map(|_| cite(self.texts(2))).collect();
            question.extend(fields([("cite", Val::List(cites))]));
        }
        if self.dice.one_in(2) {
            let allow = Val::Map(fields([("negative-stem", self.text())]));
            question.extend(fields([("lint", Val::Map(fields([("allow", allow)])))]));
            question.extend(fields([("tags", Val::List(vec![name("a b"), name("c")]))]));
        }
    }

    fn question(&mut self, kind: usize) -> Vec<(String, Val)> {
        let prompt = ("prompt", self.text());
        match kind {
            0 => fields([
                prompt,
                ("choices", self.map(&["b", "a", "none-of"])),
                ("pin", Val::List(vec![name("none-of")])),
                ("answer", name("a")),
                ("scoring", name("weighted")),
                ("credit", Val::Map(fields([("b", Val::Raw("-0.250"))]))),
                ("why", self.map(&["none-of", "b"])),
            ]),
            1 => fields([
                prompt,
                ("choices", self.map(&["b", "a", "c"])),
                ("shuffle", Val::Raw("false")),
                ("answer", Val::List(vec![name("c"), name("a")])),
            ]),
            2 => fields([prompt, ("answer", Val::Raw("true")), ("why", self.map(&["false"]))]),
            3 => fields([
                prompt,
                ("answer", Val::Raw("9.810")),
                ("unit", name("m")),
                ("units", Val::Map(fields([("sea mile", Val::Raw("1_852"))]))),
                ("tolerance", Val::Map(fields([("digits", Val::Raw("3"))]))),
                (
                    "accept",
                    Val::List(vec![
                        Val::Raw("1"),
                        Val::Map(fields([("to", Val::Raw("11")), ("from", Val::Raw("10"))])),
                    ]),
                ),
            ]),
            4 => fields([
                prompt,
                ("answer", self.text()),
                (
                    "accept",
                    Val::List(vec![
                        self.text(),
                        Val::Map(fields([("credit", Val::Raw("0.5")), ("text", self.text())])),
                    ]),
                ),
                ("reject", self.map(&["MSS", "the ministry"])),
                ("compare", Val::Map(fields([("typos", Val::Raw("0")), ("case", name("keep"))]))),
            ]),
            5 => fields([
                prompt,
                ("items", self.map(&["c", "a", "b"])),
                ("answer", Val::List(vec![name("a"), Val::List(vec![name("c"), name("b")])])),
            ]),
            6 => fields([
                prompt,
                ("left", self.map(&["one", "two"])),
                ("right", self.map(&["x", "y", "zz"])),
                ("answer", Val::Map(fields([("two", name("x")), ("one", name("zz"))]))),
            ]),
            7 => self.cloze(),
            _ => fields([
                prompt,
                ("points", Val::Raw("3")),
                ("model", self.text()),
                (
                    "rubric",
                    Val::List(vec![
                        Val::Map(fields([
                            ("points", Val::Raw("1")),
                            ("id", name("a")),
                            ("text", self.text()),
                        ])),
                        Val::Map(fields([
                            ("id", name("b")),
                            ("text", self.text()),
                            ("points", Val::Raw("2")),
                        ])),
                    ]),
                ),
            ]),
        }
    }

    fn cloze(&mut self) -> Vec<(String, Val)> {
        let year = Val::Map(fields([("weight", Val::Raw("2")), ("sort", name("number"))]));
        let body =
            Val::Map(fields([("shuffle", Val::Raw("false")), ("choices", self.map(&["b", "a"]))]));
        fields([
            ("prompt", name("In {{year}} the {{body}}\nmet at {{place}}, \\{{so}}")),
            ("blanks", Val::Map(fields([("year", year), ("body", body)]))),
            (
                "answer",
                Val::Map(fields([
                    ("year", Val::Raw("1970")),
                    ("place", self.text()),
                    ("body", name("b")),
                ])),
            ),
            ("accept", Val::Map(fields([("place", self.texts(2))]))),
            ("reject", Val::Map(fields([("place", self.map(&["MSS"]))]))),
            ("tolerance", Val::Map(fields([("year", Val::Raw("1"))]))),
            ("credit", Val::Map(fields([("body", Val::Map(fields([("a", Val::Raw("0.5"))])))]))),
        ])
    }
}

fn fields<const N: usize>(fields: [(&str, Val); N]) -> Vec<(String, Val)> {
    fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn name(name: &str) -> Val {
    Val::Text(name.to_owned())
}

/// The questions of a text, as they would be added to a deck.
fn question_texts(text: &str) -> Vec<String> {
    let document: toml_edit::DocumentMut = text.parse().unwrap_or_default();
    let questions = document.get("question").and_then(toml_edit::Item::as_array_of_tables);
    questions.into_iter().flatten().map(question_text).collect()
}

/// Rolls of dice, which say nothing to a reader.
struct Rolls(Vec<u8>);

impl std::fmt::Debug for Rolls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} rolls", self.0.len())
    }
}

fn rolls() -> impl Strategy<Value = Rolls> {
    prop::collection::vec(any::<u8>(), 0..1500).prop_map(Rolls)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_layout_keeps_the_deck_and_its_comments(rolls in rolls()) {
        let mut author = Author { dice: Dice::new(rolls.0), texts: 0 };
        let deck = author.deck();
        let text = scribble(&mut author.dice, &deck);
        let before = deck_format::parse(&text);
        prop_assert!(before.is_ok(), "no deck was generated: {:?}\n{}", before, text);
        let laid_out = format(&text);
        prop_assert!(laid_out.is_ok(), "{:?}\n{}", laid_out, text);
        let laid_out = laid_out.unwrap_or_default();
        prop_assert_eq!(&deck_format::parse(&laid_out), &before);
        prop_assert_eq!(&format(&laid_out).unwrap_or_default(), &laid_out, "a second time:\n{}", text);
        let places = places(&laid_out);
        prop_assert_eq!(places.len(), text.matches(" above ").count() + text.matches(" behind ").count()
            + text.matches(" inside ").count() + text.matches(" end ").count());
        for place in places {
            prop_assert!(place.is_home(), "{:?}\n{}\n--- was\n{}", place, laid_out, text);
        }
        let (head, _) = laid_out.split_once("[[question]]").unwrap_or_default();
        let added = head.to_owned() + &question_texts(&text).join("\n");
        prop_assert_eq!(&format(&added).unwrap_or_default(), &added, "added to a deck");
    }
}
