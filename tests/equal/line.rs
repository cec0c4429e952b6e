//! A student who types lines through a pipe.

use std::time::Duration;

use super::script::{Act, Answer, Case, Command, Fill, LookOver, Next, letter};
use crate::support::generate::{Chance, shown};
use crate::support::{Dialogue, Sandbox};

/// The longest wait for a prompt, which only a failure takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// What followed on an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Followed {
    Question,
    Scorecard,
    /// What stands around the questions of an exam: its rules, and the look-over.
    Rules,
    LookOver,
    End,
}

/// How a sitting went.
#[derive(Debug)]
pub(super) struct Played {
    pub(super) record: String,
    /// What followed on each answer.
    pub(super) followed: Vec<Followed>,
}

/// Plays a case in line mode.
pub(super) fn play(case: &Case) -> Played {
    let sandbox = Sandbox::new().file("deck.toml", &case.deck.text);
    let args = case.args.iter().map(String::as_str).chain(["--ui", "line"]);
    let mut student = Student {
        case,
        dialogue: sandbox.quiz(args).begin(),
        text: String::new(),
        chance: Chance::new(case.seed ^ 0x6c69_6e65),
        followed: Vec::new(),
        acts: 0,
        scorecards: 0,
        looks: 0,
    };
    student.listen();
    loop {
        while student.go_on() {}
        let Student { dialogue, .. } = student;
        let ended = dialogue.end_of_itself();
        let interrupted = ended.status == Some(130);
        assert!(interrupted || ended.status == Some(0), "{}{}", ended.stdout, ended.stderr);
        assert_eq!(ended.stderr.is_empty(), !interrupted, "{}", ended.stderr);
        if !interrupted && !ended.stdout.contains(" Go on with: quiz resume") {
            break;
        }
        let dialogue = sandbox.quiz(["resume", "--ui", "line"]).begin();
        student = Student { dialogue, text: String::new(), ..student };
        student.listen();
    }
    Played { record: sandbox.recorded(), followed: student.followed }
}

struct Student<'c> {
    case: &'c Case,
    dialogue: Dialogue,
    /// What was said so far, up to a prompt; empty at the end.
    text: String,
    chance: Chance,
    followed: Vec<Followed>,
    acts: usize,
    scorecards: usize,
    looks: usize,
}

impl Student<'_> {
    /// Waits for a prompt, or the end.
    fn listen(&mut self) {
        let seen = self.text.len();
        self.text = self.dialogue.prompt_within(seen, PATIENCE).unwrap_or_default();
    }

    /// Types a line, and waits.
    fn say(&mut self, line: &str) {
        self.dialogue.line(line);
        self.listen();
    }

    /// The last line, which is the prompt.
    fn prompt(&self) -> &str {
        self.text.rsplit('\n').next().unwrap_or_default()
    }

    fn at(&self) -> Followed {
        match self.prompt() {
            "" => Followed::End,
            prompt if prompt.starts_with("Next (") => Followed::Scorecard,
            prompt if prompt.starts_with("Exam (b") => Followed::Rules,
            prompt if prompt.starts_with("Exam (") => Followed::LookOver,
            _ => Followed::Question,
        }
    }

    /// Does the next thing; whether there was anything to do.
    fn go_on(&mut self) -> bool {
        match self.at() {
            Followed::End => return false,
            Followed::Scorecard if self.case.exam.is_some() => self.say("d"),
            Followed::Scorecard => self.choose(),
            Followed::Rules => self.say("b"),
            Followed::LookOver => self.look_over(),
            Followed::Question => {
                let act = self.case.act(self.acts);
                self.acts += 1;
                match act {
                    Act::Command(command) => self.command(&command),
                    Act::Answer { seed, midway, after } => {
                        let question = shown(&self.text).expect("a question is on screen");
                        let answer = self.case.answer(question, seed);
                        self.answer(&answer, midway.as_ref());
                        self.follow(after.as_ref());
                    }
                }
            }
        }
        true
    }

    fn choose(&mut self) {
        let next = self.case.next(self.scorecards);
        self.scorecards += 1;
        let offers = self.prompt();
        let key = match next {
            Next::Missed if offers.contains("(m") => "m",
            Next::New if offers.contains("n or d") || offers.contains("n, ") => "n",
            _ => "d",
        };
        self.say(key);
    }

    fn look_over(&mut self) {
        let look = self.case.look_over(self.looks);
        self.looks += 1;
        let key = match look {
            LookOver::Go if self.prompt().contains(" g") => "g",
            LookOver::HandIn | LookOver::Go => "h",
            LookOver::List => "l",
            LookOver::Leave => "q",
        };
        self.say(key);
    }

    fn command(&mut self, command: &Command) {
        match command {
            Command::Pause => {
                self.dialogue.line(":pause");
                self.text = self.dialogue.wait_for("goes on: ");
                self.say("");
            }
            Command::Interrupt => {
                self.dialogue.interrupt();
                self.listen();
            }
            command => self.say(&command.line()),
        }
    }

    /// What is done about an answer once its feedback is seen.
    fn follow(&mut self, after: Option<&Command>) {
        let at = self.at();
        self.followed.push(at);
        match (at, after) {
            (Followed::End | Followed::LookOver, _) | (_, None) => {}
            (Followed::Scorecard, Some(command)) if !command.needs_no_question() => self.say("d"),
            (_, Some(command)) => self.command(command),
        }
    }

    fn answer(&mut self, answer: &Answer, midway: Option<&Command>) {
        match answer {
            Answer::Cloze(fills) => {
                for (place, fill) in fills.iter().enumerate() {
                    if place == fills.len() / 2 {
                        self.in_between(midway);
                    }
                    let prompt = format!("Blank {} (", place + 1);
                    assert!(self.prompt().starts_with(&prompt), "{}", self.text);
                    let line = self.filled(*fill);
                    self.say(&line);
                }
            }
            Answer::Essay(lines) => {
                for (place, line) in lines.iter().enumerate() {
                    if place == lines.len() / 2 {
                        self.in_between(midway);
                    }
                    // A blank line at first is asked again; further lines have no prompt.
                    if place == 0 && line.is_empty() {
                        self.say(line);
                    } else {
                        self.dialogue.line(line);
                    }
                }
                self.say(".");
            }
            answer => {
                self.in_between(midway);
                let line = self.line(answer);
                self.say(&line);
            }
        }
    }

    fn in_between(&mut self, command: Option<&Command>) {
        if let Some(command) = command {
            self.command(command);
        }
    }

    fn filled(&mut self, fill: Fill) -> String {
        match fill {
            Fill::Open { .. } => self.chance.pick(&["-", "–"]).to_owned(),
            Fill::Text(text) => text.to_owned(),
            Fill::One(place, _) => letter(place),
        }
    }

    /// One of the lines that give an answer.
    fn line(&mut self, answer: &Answer) -> String {
        match answer {
            Answer::One(place, _) => match self.chance.of(0..=3) {
                0 => letter(*place).to_uppercase(),
                1 => format!("{})", letter(*place)),
                2 => self.option(*place).unwrap_or_else(|| letter(*place)),
                _ => letter(*place),
            },
            Answer::Several(places) if places.is_empty() => "-".to_owned(),
            Answer::Several(places) | Answer::Order(places) => {
                let letters: Vec<String> = places.iter().map(|place| letter(*place)).collect();
                letters.join(self.chance.pick(&[" ", ", ", "; "]))
            }
            Answer::Truth(truth) => {
                let words = if *truth { ["true", "t", "True."] } else { ["false", "f", "FALSE"] };
                self.chance.pick(&words).to_owned()
            }
            Answer::Typed(text) => (*text).to_owned(),
            Answer::Pairs(sides, _) => self.pairs(sides),
            Answer::Cloze(_) | Answer::Essay(_) => unreachable!("these take several lines"),
        }
    }

    fn pairs(&mut self, sides: &[Option<usize>]) -> String {
        let right = |side: &Option<usize>| side.map_or_else(|| "-".to_owned(), letter);
        let numbered = self.chance.once_in(2);
        let pair = |(at, side): (usize, &Option<usize>)| match numbered {
            true => format!("{}{}", at + 1, right(side)),
            false => right(side),
        };
        sides.iter().enumerate().map(pair).collect::<Vec<_>>().join(" ")
    }

    /// The text of an option that is on screen, where it is plain enough to be typed.
    fn option(&self, place: usize) -> Option<String> {
        let label = format!("{}) ", letter(place));
        let text = self.text.lines().rev().find_map(|line| line.strip_prefix(&label))?;
        let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
        (plain && text.len() > 4).then(|| text.to_owned())
    }
}
