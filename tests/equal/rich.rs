//! A student at the keys of a terminal, who looks at the screen to know what comes next.

use std::thread;
use std::time::{Duration, Instant};

use super::keys::{self, Keys};
use super::line::Followed;
use super::script::{Act, Answer, Case, Command, LookOver, Next};
use crate::support::Sandbox;
use crate::support::generate::{Chance, shown};
use crate::support::pty::{SMALL, Terminal, USUAL};

const ENTER: &str = "\r";
const DOWN: &str = "\x1b[B";
const HOME: &str = "\x1b[H";
const ESCAPE: &str = "\x1b";
const CTRL_C: &str = "\x03";
/// Begins every prompt: the terminal is asked to say what is pasted.
const OPENS: &[u8] = b"\x1b[?2004h";
/// Ends the drawing of a prompt, without a cursor or with one.
const HIDES: &[u8] = b"\x1b[?25l";
const SHOWS: &[u8] = b"\x1b[?25h";
/// The last words of a run begin with one of these.
const LAST_WORDS: [&[u8]; 5] =
    [b"  Saved as ", b"  Saved. Go on", b"  Saved, and not", b"  Receipt: ", b"quiz: interrupted"];
/// When nothing came for so long after the last words begun, they were said whole: a screen that is
/// full has a prompt in their midst.
const QUIET: Duration = Duration::from_millis(40);
/// The longest wait for a prompt, which only a failure takes.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long to wait before the next look at a screen.
const BLINK: Duration = Duration::from_millis(1);
/// The sizes of terminals, in columns and rows.
const SIZES: &[(u16, u16)] = &[USUAL, SMALL, (120, 40)];

/// What waits for keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prompt {
    /// A question that is answered by keys.
    Board,
    /// A line of text: an answer, a note, a command.
    Line,
    More,
    GoOn,
    Paused,
    Menu,
    /// What to do after the scorecard: from a list of inquire's, or by letters.
    NextList,
    NextBoard,
    /// Before an exam begins.
    Rules,
    /// What to do with an exam that was gone through, likewise.
    Look,
    /// Nothing: the program ends.
    Ended,
}

/// Plays a case in a terminal, after it was played in line mode; gives the record.
pub(super) fn play(case: &Case, followed: &[Followed]) -> String {
    let sandbox = Sandbox::new().file("deck.toml", &case.deck.text);
    let mut chance = Chance::new(case.seed ^ 0x7269_6368);
    let size = chance.pick(SIZES);
    let args: Vec<&str> = case.args.iter().map(String::as_str).collect();
    let mut student = Student {
        case,
        terminal: Terminal::sized(&sandbox, &args, size, &[]),
        seen: 0,
        prompt: Prompt::Ended,
        size,
        reads: false,
        chance,
        followed: followed.iter(),
        acts: 0,
        scorecards: 0,
        looks: 0,
    };
    student.listen();
    loop {
        while student.go_on() {}
        let (status, screen) = student.terminal.end();
        assert!(matches!(status, 0 | 130), "{screen}");
        if status == 0 && !screen.contains("  Saved. Go on") && !screen.contains("  Saved, and not")
        {
            break;
        }
        let Student { terminal, .. } = student;
        // Its place is needed.
        drop(terminal);
        let terminal = Terminal::sized(&sandbox, &["resume"], student.size, &[]);
        student = Student { terminal, seen: 0, reads: false, ..student };
        student.listen();
    }
    sandbox.recorded()
}

struct Student<'c> {
    case: &'c Case,
    terminal: Terminal,
    /// How many bytes were seen, up to the beginning of the prompt.
    seen: usize,
    prompt: Prompt,
    size: (u16, u16),
    /// Whether the program has read a key, before which it does not hear of another size.
    reads: bool,
    chance: Chance,
    followed: std::slice::Iter<'c, Followed>,
    acts: usize,
    scorecards: usize,
    looks: usize,
}

impl Student<'_> {
    /// Waits for a prompt beyond the last one, and reads on where there is more to read.
    fn listen(&mut self) {
        self.prompt = self.next_prompt();
        while self.prompt == Prompt::More {
            let key = self.chance.pick(&[" ", ENTER, "\x1b[6~"]);
            self.terminal.press(key);
            self.prompt = self.next_prompt();
        }
    }

    fn next_prompt(&mut self) -> Prompt {
        let begin = Instant::now();
        let (mut length, mut quiet_since) = (0, begin);
        loop {
            let raw = self.terminal.raw();
            if raw.len() > length {
                (length, quiet_since) = (raw.len(), Instant::now());
            }
            let new = &raw[self.seen..];
            if let Some(at) = find(new, OPENS) {
                let drawn = at + OPENS.len();
                if is_drawn(&new[drawn..]) {
                    self.seen += drawn;
                    return self.terminal.look(|screen| prompt(&screen.contents()));
                }
            } else if quiet_since.elapsed() > QUIET && has_last_words(&raw) {
                return Prompt::Ended;
            }
            assert!(begin.elapsed() < PATIENCE, "no prompt came:\n{}", self.screen());
            thread::sleep(BLINK);
        }
    }

    fn screen(&self) -> String {
        self.terminal.look(vt100::Screen::contents)
    }

    /// Presses keys that answer or leave the prompt, and waits for what comes.
    fn press(&mut self, keys: &str) {
        self.terminal.press(keys);
        self.listen();
    }

    #[track_caller]
    fn expect(&self, prompt: Prompt) {
        assert_eq!(self.prompt, prompt, "on the screen:\n{}", self.screen());
    }

    /// Does the next thing; whether there was anything to do.
    fn go_on(&mut self) -> bool {
        match self.prompt {
            Prompt::Ended => return false,
            Prompt::Rules => self.press(ENTER),
            Prompt::Look => self.look_over(),
            Prompt::NextBoard if self.case.exam.is_some() => self.choose(Next::Done),
            Prompt::NextList | Prompt::NextBoard => {
                let next = self.case.next(self.scorecards);
                self.scorecards += 1;
                self.choose(next);
            }
            Prompt::Board | Prompt::Line => {
                let act = self.case.act(self.acts);
                self.acts += 1;
                match act {
                    Act::Command(command) => self.command(&command),
                    Act::Answer { seed, midway, after } => {
                        let raw = String::from_utf8_lossy(&self.terminal.raw()).into_owned();
                        let question = shown(&raw).expect("a question is on screen");
                        let answer = self.case.answer(question, seed);
                        self.answer(&answer, midway.as_ref());
                        if self.case.exam.is_some() {
                            self.follow_in_exam(after.as_ref());
                        } else {
                            self.expect(Prompt::GoOn);
                            self.follow(after.as_ref());
                        }
                    }
                }
            }
            other => panic!("{other:?} is no place to be:\n{}", self.screen()),
        }
        true
    }

    fn choose(&mut self, next: Next) {
        let screen = self.screen();
        let (key, part) = match next {
            Next::Missed if screen.contains("try the ") => ("m", "try"),
            Next::New if screen.contains("new question") => ("n", "new"),
            _ => ("d", if self.chance.once_in(2) { "" } else { "done" }),
        };
        if self.prompt == Prompt::NextBoard {
            self.press(key);
        } else {
            self.press(&format!("{part}{ENTER}"));
        }
    }

    fn look_over(&mut self) {
        let look = self.case.look_over(self.looks);
        self.looks += 1;
        let offers = self.offers_to_go();
        let (key, place) = match look {
            LookOver::Go if offers => ("g", 1),
            LookOver::HandIn | LookOver::Go => ("h", 0),
            LookOver::List => ("l", 1 + usize::from(offers)),
            LookOver::Leave => ("q", 2 + usize::from(offers)),
        };
        if self.chance.once_in(2) {
            self.press(key);
        } else {
            self.press(&format!("{HOME}{}{ENTER}", DOWN.repeat(place)));
        }
    }

    /// Whether the look-over offers to go to a question, and its number.
    fn offers_to_go(&self) -> bool {
        let screen = self.screen();
        let mut numbers = screen.split("go to question ").skip(1);
        numbers.any(|number| number.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Gives a command, by the menu or typed.
    fn command(&mut self, command: &Command) {
        if *command == Command::Interrupt {
            return self.press(CTRL_C);
        }
        let of_menu =
            if self.prompt == Prompt::GoOn { keys::feedback_menu } else { keys::question_menu };
        let key = of_menu(command).filter(|_| self.chance.once_in(2));
        // In an exam the menu flags without a note.
        let noted = matches!(command, Command::Flag(note) if !note.is_empty());
        let key = key.filter(|_| self.case.exam.is_none() || !noted);
        if !key.is_some_and(|key| self.by_menu(key, command)) {
            self.typed(command);
        }
        if *command == Command::Pause {
            self.expect(Prompt::Paused);
            self.press(ENTER);
        }
    }

    /// Gives a command by the menu; whether it is there.
    fn by_menu(&mut self, key: &str, command: &Command) -> bool {
        self.press(ESCAPE);
        self.expect(Prompt::Menu);
        // There may be no further hint, and a flag may be there already.
        let entry = match command {
            Command::Flag(_) => "f  flag ".to_owned(),
            _ => format!("{key}  "),
        };
        if !self.screen().lines().any(|line| line.trim_start().starts_with(&entry)) {
            self.press(ESCAPE);
            return false;
        }
        self.press(key);
        if self.case.exam.is_some() {
            return true;
        }
        if let Command::Flag(note) | Command::Claim(note) = command {
            self.expect(Prompt::Line);
            self.press(&format!("{note}{ENTER}"));
        }
        true
    }

    fn typed(&mut self, command: &Command) {
        let mut line = command.line();
        if self.prompt != Prompt::Line {
            // The colon stands there already.
            line.remove(0);
            self.press(":");
            self.expect(Prompt::Line);
        }
        self.press(&format!("{line}{ENTER}"));
    }

    /// What is done about an answer once its feedback is seen: here, or at what follows.
    fn follow(&mut self, after: Option<&Command>) {
        let followed = *self.followed.next().expect("line mode came as far");
        match (followed, after) {
            // What needs a question is no use here: in line mode it would be too late.
            (Followed::Scorecard, Some(command)) if !command.needs_no_question() => {
                self.leave_feedback();
                self.choose(Next::Done);
            }
            // Here line mode is over already.
            (Followed::End, _) | (_, None) => self.leave_feedback(),
            (Followed::Question, Some(command)) if self.chance.once_in(2) => {
                self.leave_feedback();
                self.command(command);
            }
            (_, Some(command)) => {
                self.command(command);
                if self.prompt == Prompt::GoOn {
                    self.leave_feedback();
                }
            }
        }
    }

    /// In an exam there is no feedback: what is done about an answer is done at the next question.
    fn follow_in_exam(&mut self, after: Option<&Command>) {
        self.reads = true;
        if let (Prompt::Board | Prompt::Line, Some(command)) = (self.prompt, after) {
            self.command(command);
        }
    }

    fn leave_feedback(&mut self) {
        self.reads = true;
        let key = self.chance.pick(&[ENTER, " ", "\x1b[B"]);
        self.press(key);
    }

    fn answer(&mut self, answer: &Answer, midway: Option<&Command>) {
        if self.reads && self.prompt == Prompt::Board && self.chance.once_in(12) {
            self.drag();
        }
        let Keys { parts, last } = keys::of(answer, midway.is_some(), &mut self.chance);
        let middle = parts.len() / 2;
        for (at, part) in parts.iter().enumerate() {
            if at == middle {
                self.in_between(midway);
            }
            // A line is answered by each; a board only by the last.
            if self.prompt == Prompt::Line { self.press(part) } else { self.terminal.press(part) }
        }
        if parts.is_empty() {
            self.in_between(midway);
        }
        self.press(&last);
    }

    fn in_between(&mut self, command: Option<&Command>) {
        match command {
            Some(command) => self.command(command),
            None if self.prompt == Prompt::Board && self.chance.once_in(8) => {
                self.press(ESCAPE);
                self.expect(Prompt::Menu);
                self.press(ESCAPE);
                self.expect(Prompt::Board);
            }
            None => {}
        }
    }

    /// Gives the terminal another size, and waits until all is drawn anew.
    fn drag(&mut self) {
        let before = self.terminal.raw().len();
        let others: Vec<_> = SIZES.iter().copied().filter(|size| *size != self.size).collect();
        self.size = self.chance.pick(&others);
        self.terminal.resize(self.size);
        let deadline = Instant::now() + PATIENCE;
        while !is_drawn(&self.terminal.raw()[before..]) {
            assert!(Instant::now() < deadline, "nothing was drawn anew:\n{}", self.screen());
            thread::sleep(BLINK);
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Whether a run said its last words; there may have been more to read in their midst.
fn has_last_words(raw: &[u8]) -> bool {
    let end = &raw[raw.len().saturating_sub(1_000)..];
    LAST_WORDS.iter().any(|words| find(end, words).is_some())
}

/// Whether a prompt is drawn whole. Inquire hides the cursor before and shows it after; ours are
/// drawn and then hide or show it.
fn is_drawn(bytes: &[u8]) -> bool {
    match bytes.strip_prefix(HIDES) {
        Some(rest) => find(rest, SHOWS).is_some(),
        None => find(bytes, HIDES).or_else(|| find(bytes, SHOWS)).is_some(),
    }
}

/// Which prompt stands at the bottom of a screen.
fn prompt(screen: &str) -> Prompt {
    let found = screen.lines().rev().find_map(|line| {
        if let Some(asked) = line.strip_prefix("  ? ") {
            return Some(if asked.starts_with("Next") { Prompt::NextList } else { Prompt::Line });
        }
        let (label, _) = line.strip_prefix("  ")?.split_once(" ▸")?;
        Some(match label {
            "More" => Prompt::More,
            "Go on" => Prompt::GoOn,
            "Paused" => Prompt::Paused,
            "Menu" => Prompt::Menu,
            "Next" => Prompt::NextBoard,
            "Exam" if screen.contains("list the questions") => Prompt::Look,
            "Exam" => Prompt::Rules,
            // Lines of text are asked for by our own prompts where a clock binds.
            "Your text" | "Your text goes on" | "Note" | "Command" => Prompt::Line,
            "Answer" if asks_for_a_line(screen) => Prompt::Line,
            "Answer" | "Order" | "Pairs" => Prompt::Board,
            _ if label.starts_with("Blank ") => Prompt::Board,
            _ => return None,
        })
    });
    found.unwrap_or_else(|| panic!("no prompt that is known:\n{screen}"))
}

/// Whether the prompt at the bottom of a screen says that it takes a line.
fn asks_for_a_line(screen: &str) -> bool {
    let lines: Vec<&str> = screen.lines().filter(|line| !line.trim().is_empty()).collect();
    let bottom = &lines[lines.len().saturating_sub(2)..];
    bottom.iter().any(|line| line.contains("a number") || line.contains("a short text"))
}
