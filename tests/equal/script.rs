//! What a student does in a sitting, without knowing what will be asked: what is answered depends on
//! the question that is on screen.

use std::fmt;

use crate::support::generate::{Blank, Chance, Deck, Shape, deck};

/// A deck, how it is practised or sat, and what the student does.
pub(super) struct Case {
    pub(super) seed: u64,
    pub(super) deck: Deck,
    /// What follows on the name of the program.
    pub(super) args: Vec<String>,
    /// Whether it is an exam, and how.
    pub(super) exam: Option<Exam>,
    acts: Vec<Act>,
    /// What is chosen after each scorecard; then nothing more.
    next: Vec<Next>,
}

/// How an exam is sat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exam {
    /// Whether a clock binds, which nobody can stop.
    timed: bool,
    /// What is done at each look-over; then it is handed in.
    looks: Vec<LookOver>,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "seed {}, quiz {}", self.seed, self.args.join(" "))?;
        for (number, act) in self.acts.iter().enumerate() {
            write!(f, "{number}. {act:?}")?;
            if let Act::Answer { seed, .. } = act {
                let answers = (0..self.deck.questions.len()).map(|of| self.answer(of, *seed));
                write!(f, " of {:?}", answers.collect::<Vec<_>>())?;
            }
            writeln!(f)?;
        }
        writeln!(f, "after the scorecard: {:?}; exam: {:?}", self.next, self.exam)?;
        writeln!(f, "{}", self.deck.text)
    }
}

/// What a student does about a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// Answers. The seed says how; a command may come in the midst, and one on the feedback.
    Answer { seed: u64, midway: Option<Command>, after: Option<Command> },
    /// Gives a command.
    Command(Command),
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    Repeat,
    Hint,
    Flag(&'static str),
    Skip,
    Undo,
    Claim(&'static str),
    Back,
    Go(usize),
    List,
    Time,
    Pause,
    Done,
    Quit,
    Help,
    /// Ctrl-C; then the sitting is resumed, as after `Quit`.
    Interrupt,
}

/// What is chosen after the scorecard, where it is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Missed,
    New,
    Done,
}

/// What is done when an exam is looked over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LookOver {
    HandIn,
    /// To the question that is offered, where one is.
    Go,
    List,
    /// Then it is resumed.
    Leave,
}

/// An answer, by the places in which things are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// One of so many.
    One(usize, usize),
    Several(Vec<usize>),
    Truth(bool),
    Typed(&'static str),
    Order(Vec<usize>),
    /// A right side, or none, for each left one; and whether one may be used again.
    Pairs(Vec<Option<usize>>, bool),
    Cloze(Vec<Fill>),
    Essay(Vec<&'static str>),
}

/// What goes into a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Nothing, though there may be options.
    Open {
        options: bool,
    },
    Text(&'static str),
    /// One of so many.
    One(usize, usize),
}

const NUMBERS: &[&str] = &["12", "1/2", " -3 ", "50 cm", "6e23", "1000", "12 m"];
const TEXTS: &[&str] = &[
    "Polaris",
    "  the North  Star ",
    "polarsi",
    "Vega",
    "alpha Ursae Minoris",
    "北极星",
    "כוכב הצפון",
    "e\u{301}toile 👩‍🌾",
    "a, b; c",
    "-x",
    "42",
];
const LINES: &[&str] = &["Because.", "", "  It is so:", "其二。", "- a list", "..", "שורה", "::x"];
const NOTES: &[&str] = &["", "", "two keys?", "sehr schön, 好", "a: b"];

/// The rules of an exam.
const RULES: &[&str] = &[
    "",
    "",
    "exam = { back = false }\n",
    "exam = { feedback = \"none\" }\n",
    "exam = { back = false, feedback = \"none\" }\n",
];

/// The longest sitting; then the student is done.
const MOST_ACTS: usize = 24;

impl Case {
    /// The case of a seed.
    pub(super) fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed ^ 0x7363_7269_7074);
        let deck = deck(seed);
        let draw = chance.of(0..=999);
        let mut args = vec!["deck.toml".to_owned(), "--seed".to_owned(), draw.to_string()];
        match chance.of(0..=3) {
            0 => args.extend(["-n".to_owned(), "2".to_owned()]),
            _ => args.push("--all".to_owned()),
        }
        if chance.once_in(4) {
            args.extend(["--as".to_owned(), "s1041".to_owned()]);
        }
        let count = chance.of(2..=7);
        let acts = (0..count).map(|_| act(&mut chance)).collect();
        let next = (0..chance.of(0..=2))
            .map(|_| chance.pick(&[Next::Missed, Next::Missed, Next::New]))
            .collect();
        let case = Self { seed, deck, args, exam: None, acts, next };
        if seed.is_multiple_of(4) { case.into_exam(&mut chance) } else { case }
    }

    /// The same as an exam on the whole deck.
    fn into_exam(mut self, chance: &mut Chance) -> Self {
        let rules = chance.pick(RULES);
        self.deck.text =
            self.deck.text.replacen("format = 1\n", &format!("format = 1\n{rules}"), 1);
        let timed = chance.once_in(2);
        let seed = self.args[2].clone();
        self.args = ["exam", "deck.toml", "--seed", &seed].map(str::to_owned).into();
        if timed {
            self.args.extend(["--time-limit", "3h", "--time-factor", "1.5"].map(str::to_owned));
        }
        let looks = [LookOver::Go, LookOver::Go, LookOver::List, LookOver::Leave];
        let looks = (0..chance.of(0..=3)).map(|_| chance.pick(&looks)).collect();
        self.exam = Some(Exam { timed, looks });
        self
    }

    /// What is done at the look-over of a number, from 0.
    pub(super) fn look_over(&self, number: usize) -> LookOver {
        let looks = self.exam.as_ref().map_or(&[][..], |exam| &exam.looks);
        looks.get(number).copied().unwrap_or(LookOver::HandIn)
    }

    /// What is done as the act of a number, from 0.
    pub(super) fn act(&self, number: usize) -> Act {
        let timed = self.exam.as_ref().is_some_and(|exam| exam.timed);
        match self.act_without_clock(number) {
            Act::Command(command) => Act::Command(command.under(timed)),
            Act::Answer { seed, midway, after } => {
                Act::Answer { seed, midway, after: after.map(|command| command.under(timed)) }
            }
        }
    }

    fn act_without_clock(&self, number: usize) -> Act {
        let beyond = number.checked_sub(self.acts.len()).map(|beyond| beyond as u64);
        match (self.acts.get(number), beyond) {
            (Some(act), _) => act.clone(),
            // Often among second tries: then to the first try of the same question.
            (None, Some(beyond)) if beyond == self.seed % 5 => Act::Command(Command::Back),
            _ if number >= MOST_ACTS => Act::Command(Command::Done),
            _ => {
                let seed = self.seed.wrapping_add(number as u64);
                Act::Answer { seed, midway: None, after: None }
            }
        }
    }

    /// What is chosen after the scorecard of a number, from 0.
    pub(super) fn next(&self, number: usize) -> Next {
        self.next.get(number).copied().unwrap_or(Next::Done)
    }

    /// What is answered to a question.
    pub(super) fn answer(&self, question: usize, seed: u64) -> Answer {
        answer(&self.deck.questions[question], &mut Chance::new(seed ^ ((question as u64) << 40)))
    }
}

fn act(chance: &mut Chance) -> Act {
    if chance.once_in(3) {
        return Act::Command(command(chance));
    }
    let midway = chance.once_in(3).then(|| passing(chance));
    let after = match chance.of(0..=9) {
        0 => Some(Command::Claim(chance.pick(NOTES))),
        1 => Some(Command::Undo),
        2 => Some(command(chance)).filter(|command| *command != Command::Interrupt),
        _ => None,
    };
    Act::Answer { seed: chance.seed(), midway, after }
}

fn command(chance: &mut Chance) -> Command {
    match chance.of(0..=10) {
        0 => Command::Skip,
        1 => Command::Undo,
        2 => Command::Claim(chance.pick(NOTES)),
        3 | 4 => Command::Back,
        5 | 6 => Command::Go(chance.of(0..=5)),
        7 => Command::Pause,
        8 if chance.once_in(2) => Command::Done,
        9 => chance.pick(&[&Command::Quit, &Command::Interrupt]).clone(),
        _ => passing(chance),
    }
}

/// A command after which the question is the same.
fn passing(chance: &mut Chance) -> Command {
    match chance.of(0..=7) {
        0 | 1 => Command::Hint,
        2 => Command::Flag(""),
        3 => Command::Flag(chance.pick(NOTES)),
        4 => Command::Repeat,
        5 => Command::List,
        6 => Command::Time,
        _ => Command::Help,
    }
}

fn answer(shape: &Shape, chance: &mut Chance) -> Answer {
    match shape {
        Shape::One(count) => Answer::One(chance.of(0..=count - 1), *count),
        Shape::Several(count) => {
            let most = (*count).min(5);
            let some = chance.of(0..=most);
            let mut places = chance.order(*count)[..some].to_vec();
            places.sort_unstable();
            Answer::Several(places)
        }
        Shape::Truth => Answer::Truth(chance.once_in(2)),
        Shape::Number => Answer::Typed(chance.pick(NUMBERS)),
        Shape::Text => Answer::Typed(chance.pick(TEXTS)),
        Shape::Order(count) => Answer::Order(chance.order(*count)),
        Shape::Pairs { left, right, reuse } => {
            let order = chance.order(*right);
            let side = |place| if *reuse { chance.of(0..=right - 1) } else { order[place] };
            let sides: Vec<usize> = (0..*left).map(side).collect();
            let open = |side| (!chance.once_in(5)).then_some(side);
            Answer::Pairs(sides.into_iter().map(open).collect(), *reuse)
        }
        Shape::Cloze(blanks) => {
            Answer::Cloze(blanks.iter().map(|blank| fill(*blank, chance)).collect())
        }
        Shape::Essay => {
            // One line holds something; blank ones before it are passed over.
            let before = if chance.once_in(4) { vec![""] } else { Vec::new() };
            let count = chance.of(0..=2);
            let after: Vec<_> = (0..count).map(|_| chance.pick(LINES)).collect();
            Answer::Essay([before, vec![LINES[0]], after].concat())
        }
    }
}

fn fill(blank: Blank, chance: &mut Chance) -> Fill {
    if chance.once_in(6) {
        return Fill::Open { options: matches!(blank, Blank::One(_)) };
    }
    match blank {
        Blank::Text => Fill::Text(chance.pick(TEXTS)),
        Blank::Number => Fill::Text(chance.pick(NUMBERS)),
        Blank::One(count) => Fill::One(chance.of(0..=count - 1), count),
    }
}

impl Command {
    /// The command, or another where a clock binds that it would stop.
    fn under(self, clock: bool) -> Self {
        if clock && self == Self::Pause { Self::Time } else { self }
    }

    /// Whether it can be given after the scorecard, where no question is on screen.
    pub(super) fn needs_no_question(&self) -> bool {
        matches!(self, Self::Undo | Self::Claim(_) | Self::List | Self::Time | Self::Help)
    }

    /// The line that gives it.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Repeat => ":repeat".to_owned(),
            Self::Hint => ":hint".to_owned(),
            Self::Flag(note) => format!(":flag {note}"),
            Self::Skip => ":skip".to_owned(),
            Self::Undo => ":undo".to_owned(),
            Self::Claim(note) => format!(":claim {note}"),
            Self::Back => ":back".to_owned(),
            Self::Go(number) => format!(":go {number}"),
            Self::List => ":list".to_owned(),
            Self::Time => ":time".to_owned(),
            Self::Pause => ":pause".to_owned(),
            Self::Done => ":done".to_owned(),
            Self::Quit => ":quit".to_owned(),
            Self::Help => ":help".to_owned(),
            Self::Interrupt => "\x03".to_owned(),
        }
    }
}

/// The letter of a place: `a` to `z`, then `aa` and so on.
pub(super) fn letter(place: usize) -> String {
    let last = char::from(b'a' + u8::try_from(place % 26).unwrap());
    if place < 26 { last.to_string() } else { format!("{}{last}", letter(place / 26 - 1)) }
}
