//! Whole decks made up by chance, as TOML text: all nine kinds, few options and many, hints,
//! passages, units, and texts of many scripts.
//!
//! Beside its text a deck says of each question what can be answered, so that a test can answer it
//! without reading the text. A question is known on any screen by its first tag, which is shown with
//! it and nowhere else: [`shown`] finds it.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

/// Begins the tag by which a question is known; its two digits follow.
const MARK: &str = "zq";

/// Chance that depends on a seed alone.
#[derive(Debug)]
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// The chance of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A whole number of a range.
    pub(crate) fn of(&mut self, range: RangeInclusive<usize>) -> usize {
        self.0.random_range(range)
    }

    /// A seed for chance of its own.
    pub(crate) fn seed(&mut self) -> u64 {
        self.0.random()
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.of(1..=times) == 1
    }

    /// One of several.
    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.of(0..=from.len() - 1)]
    }

    /// The numbers below `count` in an order of chance.
    pub(crate) fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        order.shuffle(&mut self.0);
        order
    }
}

/// A deck.
#[derive(Debug)]
pub(crate) struct Deck {
    /// Its text.
    pub(crate) text: String,
    /// What can be answered to its questions, in the order of the file.
    pub(crate) questions: Vec<Shape>,
}

/// What can be answered to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One of so many options.
    One(usize),
    /// Some of so many options.
    Several(usize),
    /// True or false.
    Truth,
    /// A number.
    Number,
    /// A short text.
    Text,
    /// So many items in some order.
    Order(usize),
    /// For each of so many left sides one of so many right ones.
    Pairs { left: usize, right: usize, reuse: bool },
    /// What goes into each blank.
    Cloze(Vec<Blank>),
    /// Lines of text.
    Essay,
}

/// What goes into a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blank {
    Text,
    Number,
    /// One of so many options.
    One(usize),
}

/// The index of the question that a dialogue showed last.
pub(crate) fn shown(dialogue: &str) -> Option<usize> {
    let after = &dialogue[dialogue.rfind(MARK)? + MARK.len()..];
    after.get(..2)?.parse().ok()
}

/// Texts for anything, by their scripts and by what they do to a line.
const TEXTS: &[&str] = &[
    "a comet",
    "the *nearest* star",
    "`let x = 1;` as code",
    "Größe und Maß",
    "蜜蜂在跳舞",
    "日本語のとても長い文がここにあり、四十桁の画面では折り返されます",
    "שלום עולם",
    "مرحبا بالعالم",
    "👩‍🌾 and e\u{301}",
    "a \"quoted\" one \\ with a backslash",
    "one, two; three",
    "a long option that goes on over more than one line of a small terminal, and of a usual one \
     too, since it does not come to its end before it has said everything twice",
    "50 % [not a link] <b>x</b>",
];

/// The deck of a seed.
pub(crate) fn deck(seed: u64) -> Deck {
    let mut maker = Maker { chance: Chance::new(seed), text: String::new(), count: 0 };
    maker.head(seed);
    let passages = maker.passages();
    let count = maker.chance.of(2..=4);
    let questions = (0..count).map(|number| maker.question(number, passages)).collect();
    Deck { text: maker.text, questions }
}

/// A text as TOML writes it.
fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

struct Maker {
    chance: Chance,
    text: String,
    /// How many texts there are: each has its number in it, so that no two are the same.
    count: usize,
}

impl Maker {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }

    /// Writes a field whose value is a text.
    fn says(&mut self, name: &str, text: &str) {
        let line = format!("{name} = {}", quote(text));
        self.line(&line);
    }

    /// A text unlike all others.
    fn words(&mut self) -> String {
        self.count += 1;
        format!("{} {}", self.chance.pick(TEXTS), self.count)
    }

    fn head(&mut self, seed: u64) {
        self.line("format = 1");
        self.says("id", &format!("deck-{seed}"));
        let title = self.words();
        self.says("title", &title);
        let language = self.chance.pick(&["en", "de", "zh"]);
        self.says("language", language);
        if self.chance.once_in(6) {
            self.line("shuffle = false");
        }
    }

    fn passages(&mut self) -> usize {
        let count = self.chance.of(0..=1);
        for number in 0..count {
            let lines = self.chance.pick(&[1, 2, 9]);
            let text: Vec<String> = (0..lines).map(|_| self.words()).collect();
            self.line("\n[[passage]]");
            self.says("id", &format!("p{number}"));
            self.says("text", &text.join("\n\n"));
        }
        count
    }

    fn question(&mut self, number: usize, passages: usize) -> Shape {
        self.line("\n[[question]]");
        self.says("id", &format!("q{number}"));
        let more = self.chance.pick(&["", ", \"stars\""]);
        self.line(&format!("tags = [\"{MARK}{number:02}\"{more}]"));
        // No more than two, which are asked together: else there is nothing to ask of a few.
        if number < 2 && passages > 0 {
            self.says("passage", "p0");
        }
        if self.chance.once_in(4) {
            let difficulty = self.chance.pick(&["easy", "medium", "hard"]);
            self.says("difficulty", difficulty);
        }
        let hints = self.chance.of(0..=2);
        if hints > 0 {
            let hints: Vec<String> = (0..hints).map(|_| quote(&self.words())).collect();
            self.line(&format!("hint = [{}]", hints.join(", ")));
        }
        if self.chance.once_in(2) {
            let text = self.words();
            self.says("explanation", &text);
        }
        self.kind()
    }

    fn kind(&mut self) -> Shape {
        let kind = self.chance.of(0..=8);
        if !matches!(kind, 7 | 8) {
            self.prompt();
        }
        if kind != 8 && self.chance.once_in(3) {
            let points = self.chance.pick(&["2", "0.5", "1.25"]);
            self.line(&format!("points = {points}"));
        }
        match kind {
            0 => self.one(),
            1 => self.several(),
            2 => {
                let answer = self.chance.once_in(2);
                self.line(&format!("answer = {answer}"));
                Shape::Truth
            }
            3 => self.number(),
            4 => self.short(),
            5 => self.order(),
            6 => self.pairs(),
            7 => self.cloze(),
            _ => self.essay(),
        }
    }

    fn prompt(&mut self) {
        let mut prompt = self.words();
        match self.chance.of(0..=7) {
            0 => prompt.push_str("\n\n```\nfn main() {}\n```"),
            1 => prompt.push_str("\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
            2 => prompt.push_str("\n\n- one\n- two"),
            _ => prompt.push('?'),
        }
        self.says("prompt", &prompt);
    }

    /// Writes so many options, some of them pinned.
    fn options(&mut self, name: &str, count: usize, may_pin: bool) {
        for place in 0..count {
            let text = self.words();
            self.says(&format!("{name}.o{place}"), &text);
        }
        if may_pin && self.chance.once_in(3) {
            let pinned = self.chance.of(0..=count - 1);
            self.line(&format!("pin = [\"o{pinned}\"]"));
        } else if self.chance.once_in(6) {
            self.line("shuffle = false");
        }
    }

    /// Few options mostly; sometimes more than there are letters.
    fn count(&mut self, least: usize) -> usize {
        match self.chance.of(0..=9) {
            0 => self.chance.of(27..=32),
            1 => self.chance.of(9..=14),
            _ => self.chance.of(least..=least + 3),
        }
    }

    fn one(&mut self) -> Shape {
        let count = self.count(2);
        self.options("choices", count, true);
        let answer = self.chance.of(0..=count - 1);
        self.says("answer", &format!("o{answer}"));
        let other = (answer + 1) % count;
        if self.chance.once_in(3) {
            self.line("scoring = \"weighted\"");
            let credit = self.chance.pick(&["0.5", "-0.25"]);
            self.line(&format!("credit.o{other} = {credit}"));
        }
        if self.chance.once_in(2) {
            let why = self.words();
            self.says(&format!("why.o{other}"), &why);
        }
        Shape::One(count)
    }

    fn several(&mut self) -> Shape {
        const RULES: &[&str] =
            &["all-or-nothing", "right-minus-wrong", "balanced", "any-wrong-zero", "per-option"];
        let count = self.count(3);
        self.options("choices", count, true);
        let right = self.chance.of(1..=count - 1);
        let mut right = self.chance.order(count)[..right].to_vec();
        right.sort_unstable();
        let right: Vec<String> = right.iter().map(|place| format!("\"o{place}\"")).collect();
        self.line(&format!("answer = [{}]", right.join(", ")));
        self.rule(RULES);
        Shape::Several(count)
    }

    fn rule(&mut self, rules: &[&str]) {
        if self.chance.once_in(2) {
            let rule = self.chance.pick(rules);
            self.says("scoring", rule);
        }
    }

    fn number(&mut self) -> Shape {
        let answer = self.chance.pick(&["12", "0.5", "-3", "1000"]);
        self.line(&format!("answer = {answer}"));
        match self.chance.of(0..=3) {
            0 => self.line("tolerance = 2"),
            1 => self.line("tolerance = \"5%\""),
            2 => self.line("tolerance = { digits = 2 }"),
            _ => {}
        }
        if self.chance.once_in(2) {
            self.line("unit = \"m\"\nunits = { cm = 0.01, km = 1000 }");
        }
        if self.chance.once_in(3) {
            self.line("accept = [{ from = 1, to = 20, credit = 0.5 }]");
        }
        Shape::Number
    }

    fn short(&mut self) -> Shape {
        self.line("answer = \"Polaris\"");
        if self.chance.once_in(2) {
            self.line("accept = [\"the North Star\", { wildcard = \"alpha*\" }]");
        }
        if self.chance.once_in(2) {
            let why = quote(&self.words());
            self.line(&format!("reject = {{ \"Vega\" = {why} }}"));
        }
        Shape::Text
    }

    fn order(&mut self) -> Shape {
        let count = self.count(2);
        self.options("items", count, false);
        let mut order: Vec<String> =
            self.chance.order(count).iter().map(|item| format!("\"o{item}\"")).collect();
        if count > 2 && self.chance.once_in(3) {
            let (last, before) = (order.remove(count - 1), order.remove(count - 2));
            order.push(format!("[{before}, {last}]"));
        }
        self.line(&format!("answer = [{}]", order.join(", ")));
        self.rule(&["exact", "position", "adjacent", "pairs", "kendall"]);
        Shape::Order(count)
    }

    fn pairs(&mut self) -> Shape {
        let left = self.chance.pick(&[2, 2, 3, 3, 4, 11]);
        let right = left + self.chance.pick(&[0, 0, 1, 2, 27 - left]);
        let reuse = self.chance.once_in(3);
        for place in 0..left {
            let text = self.words();
            self.says(&format!("left.l{place}"), &text);
        }
        for place in 0..right {
            let text = self.words();
            self.says(&format!("right.r{place}"), &text);
        }
        if reuse {
            self.line("reuse = true");
        }
        let order = self.chance.order(right);
        let answer: Vec<String> =
            (0..left).map(|place| format!("l{place} = \"r{}\"", order[place])).collect();
        self.line(&format!("answer = {{ {} }}", answer.join(", ")));
        self.rule(&["per-pair", "all-or-nothing"]);
        Shape::Pairs { left, right, reuse }
    }

    fn cloze(&mut self) -> Shape {
        let count = self.chance.of(1..=3);
        let mut prompt = self.words();
        for place in 0..count {
            let words = self.words();
            let _ = write!(prompt, " {{{{b{place}}}}} {words}");
        }
        self.says("prompt", &prompt);
        let blanks = (0..count).map(|place| self.blank(place)).collect();
        self.rule(&["per-pair", "all-or-nothing"]);
        Shape::Cloze(blanks)
    }

    fn blank(&mut self, place: usize) -> Blank {
        match self.chance.of(0..=2) {
            0 => {
                self.line(&format!("answer.b{place} = \"Polaris\""));
                Blank::Text
            }
            1 => {
                self.line(&format!("blanks.b{place}.sort = \"number\"\nanswer.b{place} = 12"));
                Blank::Number
            }
            _ => {
                let count = self.count(2);
                for option in 0..count {
                    let text = self.words();
                    self.says(&format!("blanks.b{place}.choices.o{option}"), &text);
                }
                self.line(&format!("answer.b{place} = \"o0\""));
                Blank::One(count)
            }
        }
    }

    fn essay(&mut self) -> Shape {
        self.prompt();
        self.line("points = 3\nrubric = [");
        for (id, points) in [("claim", 1), ("reason", 2)] {
            let text = quote(&self.words());
            self.line(&format!("  {{ id = \"{id}\", text = {text}, points = {points} }},"));
        }
        self.line("]");
        if self.chance.once_in(2) {
            let model = self.words();
            self.says("model", &model);
        }
        Shape::Essay
    }
}
