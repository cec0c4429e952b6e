//! The front end for a terminal. What was asked and said stays on the screen as plain lines; only
//! the prompt at the bottom is drawn again in its place. Where something is chosen, put in order,
//! matched or filled in, and wherever a clock binds, the prompt is our own; lines of text, lists
//! and numbers are asked for by inquire.

mod board;
mod cloze;
mod essay;
mod form;
mod frame;
mod keys;
mod labels;
mod lines;
mod list;
mod menu;
mod one;
mod order;
mod pairs;
mod prompts;
mod remaining;
mod run;
mod several;
mod text;
mod typed;
mod wait;

use std::io::Write;

use console::question::{self, Showing};
use console::{Exit, Failure, Look, Stdout};
use deck_format::QuestionId;
use session::{Command, Presented};

use super::dialogue::Dialogue;
use super::{Asking, Choice, Chosen, Deadline, Front, Given};
use board::Board;
use form::Form;
use keys::Key;
use menu::Picked;
use run::{Ended, Stays};

pub(crate) use essay::is_editing;
pub(crate) use keys::{probe, restore};

/// The size of a terminal that does not tell.
const USUAL_ROWS: usize = 24;

/// How many rows a prompt of inquire's takes with what it says.
const PROMPT_HEIGHT: usize = 2;
/// How many rows the heading of a question takes with the blank line above it.
const HEADING: usize = 3;

/// The columns and rows of a terminal; never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    columns: usize,
    rows: usize,
}

/// A dialogue on a terminal.
#[derive(Debug)]
pub(crate) struct RichFront<W: Write> {
    output: Stdout<W>,
    look: Look,
    size: Size,
    /// When a clock that binds runs out.
    limit: Option<Deadline>,
    /// The question on screen, until it is answered.
    asked: Option<(Presented, Showing)>,
    /// An answer that was begun by keys, and to which question: a question that is asked twice has
    /// its options in another order then.
    begun: Option<(Presented, Form)>,
    /// Answers that are typed.
    dialogue: Dialogue,
    /// The essay that is typed here though there is an editor.
    types_here: Option<QuestionId>,
    /// The lines that were said since a key was last waited for.
    unread: usize,
    /// The lines above the prompt that belong to what is asked.
    above: usize,
    /// Whether the line above the cursor is blank.
    below_blank: bool,
}

impl<W: Write> RichFront<W> {
    pub(crate) fn new(output: Stdout<W>, look: Look) -> Self {
        prompts::configure(&look);
        let size = Size { columns: look.width.unwrap_or(80), rows: USUAL_ROWS };
        let mut front = Self {
            output,
            look,
            size,
            limit: None,
            asked: None,
            begun: None,
            dialogue: Dialogue::default(),
            types_here: None,
            unread: 0,
            above: 0,
            below_blank: true,
        };
        front.measure();
        front
    }

    /// Asks the terminal for its size. One that does not tell keeps the one that it had.
    fn measure(&mut self) {
        let Ok((columns, rows)) = crossterm::terminal::size() else { return };
        if columns > 0 {
            self.size.columns = usize::from(columns);
        }
        if rows > 0 {
            self.size.rows = usize::from(rows);
        }
    }

    /// The look in the size that the terminal has now.
    fn look_now(&self) -> Look {
        Look { width: Some(self.size.columns), ..self.look }
    }

    /// Leaves a blank line above what comes next, unless there is one.
    fn part(&mut self) -> Result<(), Failure> {
        if !self.below_blank {
            self.output.line("")?;
            self.unread += 1;
            self.below_blank = true;
        }
        Ok(())
    }

    /// Waits until what was said is read, where so many lines more would scroll it away. Of a
    /// question the heading may go.
    fn make_room(&mut self, lines: usize) -> Result<(), Failure> {
        let lost = (self.unread + lines.min(self.size.rows)).saturating_sub(self.size.rows);
        if lost > HEADING && !self.is_time_up() {
            self.wait_for_more()?;
            self.above = 0;
        }
        self.above += std::mem::take(&mut self.unread);
        Ok(())
    }

    /// Says what an interruption loses.
    fn leave(&mut self, failure: Failure) -> Failure {
        if failure.exit == Exit::Interrupted && self.drop_begun() {
            // That it cannot be said changes nothing.
            let _ = self.tell("What you had begun to write is not kept.");
        }
        failure
    }

    /// Says one line of our own.
    fn tell(&mut self, line: &str) -> Result<(), Failure> {
        let look = self.look_now();
        let columns = look.text_width().saturating_sub(2 * board::MARGIN).max(10);
        let line = look.sanitiser().line(line);
        let lines = console::layout::wrap(&line, columns);
        self.say(&console::layout::indent(lines, board::MARGIN))
    }

    /// Asks for an answer that is given by keys.
    fn by_keys(&mut self, asking: &Asking<'_>, mut form: Form) -> Result<Given, Failure> {
        loop {
            self.part()?;
            let picked = match self.run(&mut form, Stays::Nothing)? {
                Ended::Done(response) => return Ok(Given::answer(response)),
                Ended::TimeUp => Picked::TimeUp,
                Ended::Esc => self.question_menu(asking)?,
                Ended::Colon => self.typed_command(form.takes_lines())?,
            };
            match picked {
                Picked::Back => {}
                Picked::Text(text) => {
                    form.key(&Key::Paste(text));
                }
                Picked::Command(command) => {
                    self.keep(asking.question, form);
                    return Ok(Given::command(command));
                }
                Picked::TimeUp => return Ok(self.time_up(form.draft())),
            }
        }
    }

    fn time_up(&self, draft: Option<session::Response>) -> Given {
        match self.limit {
            Some(deadline) => Given::TimeUp(deadline.limit, draft),
            // Without a limit no time runs out.
            None => Given::EndOfInput,
        }
    }

    /// The answer that was begun to a question, or a new one; `None` where answers are typed.
    fn form(&mut self, question: &Presented) -> Option<Form> {
        match self.begun.take_if(|(of, _)| of == question) {
            Some((_, form)) => Some(form),
            None => Form::of(question),
        }
    }

    /// Keeps what was begun while a command is carried out. What was begun to another question is
    /// given up only for something.
    fn keep(&mut self, question: &Presented, form: Form) {
        if self.begun.is_none() || form.is_touched() {
            self.begun = Some((question.clone(), form));
        }
    }
}

impl<W: Write> Front for RichFront<W> {
    fn look(&self) -> Look {
        self.look_now()
    }

    fn gap(&mut self) -> Result<(), Failure> {
        self.part()
    }

    fn limit(&mut self, deadline: Option<Deadline>) {
        self.limit = deadline;
    }

    fn say(&mut self, lines: &[String]) -> Result<(), Failure> {
        for line in lines {
            if self.unread + 2 >= self.size.rows && !self.is_time_up() {
                self.wait_for_more()?;
            }
            self.output.line(line)?;
            self.below_blank = line.is_empty();
            self.unread += 1;
        }
        Ok(self.output.flush()?)
    }

    fn close(&mut self, lines: &[String]) -> Result<(), Failure> {
        // Nothing follows that could scroll them away.
        self.unread = 0;
        self.say(lines)
    }

    fn show(&mut self, question: &Presented, showing: Showing) -> Result<(), Failure> {
        self.measure();
        self.asked = None;
        self.above = 0;
        self.part()?;
        let mut lines = question::head(question, showing, &self.look_now());
        lines.push(String::new());
        self.say(&lines)?;
        self.asked = Some((question.clone(), showing));
        Ok(())
    }

    fn answer(&mut self, asking: &Asking<'_>) -> Result<Given, Failure> {
        self.measure();
        let given = match self.form(asking.question) {
            Some(form) => self.by_keys(asking, form),
            None => self.typed(asking),
        };
        let given = given.map_err(|failure| self.leave(failure))?;
        if matches!(given, Given::Input(session::Input::Answer(_)) | Given::TimeUp(..)) {
            self.asked = None;
        }
        Ok(given)
    }

    fn drop_begun(&mut self) -> bool {
        let form = self.begun.take().is_some_and(|(_, form)| form.is_begun());
        self.dialogue.drop_begun() || form
    }

    fn go_on(&mut self) -> Result<Option<Command>, Failure> {
        self.asked = None;
        self.above = 0;
        self.wait_to_go_on()
    }

    fn rest(&mut self) -> Result<bool, Failure> {
        self.asked = None;
        self.wait_at_rest()?;
        Ok(true)
    }

    fn choose(
        &mut self,
        prompt: &str,
        choices: &[Choice],
        default: usize,
    ) -> Result<Chosen, Failure> {
        self.measure();
        self.part()?;
        if self.limit.is_some() {
            return self.by_letter(prompt, choices, default);
        }
        self.make_room(choices.len() + PROMPT_HEIGHT)?;
        self.below_blank = false;
        prompts::choose(prompt, choices, default, &self.look_now(), self.size.rows)
    }

    fn pick(
        &mut self,
        prompt: &str,
        choices: &[Choice],
        default: usize,
    ) -> Result<Chosen, Failure> {
        self.measure();
        self.part()?;
        self.by_letter(prompt, choices, default)
    }

    fn number(
        &mut self,
        prompt: &str,
        most: usize,
        default: usize,
    ) -> Result<Option<usize>, Failure> {
        self.make_room(PROMPT_HEIGHT)?;
        self.below_blank = false;
        prompts::number(prompt, most, default, &self.look_now())
    }
}
