//! Putting a board to a person: it is drawn, keys change it, and at last it is answered or left.

use std::io::{self, Write};
use std::ops::Range;

use console::Failure;
use console::question;
use crossterm::cursor::MoveTo;
use crossterm::queue;

use super::board::{Around, Board, Drawing, Reaction, View, drawing};
use super::frame::Frame;
use super::keys::{Happened, Key, Keyboard};
use super::remaining;
use super::{HEADING, RichFront};

/// How a board was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ended<T> {
    /// It is answered.
    Done(T),
    /// By Esc.
    Esc,
    /// A command begins.
    Colon,
    /// The time ran out.
    TimeUp,
}

/// What stays of a board on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stays {
    /// Nothing: what is said next tells it better.
    Nothing,
    /// What was given.
    Given,
}

impl<W: Write> RichFront<W> {
    /// Asks until the board is answered or left.
    pub(super) fn run<B: Board>(
        &mut self,
        board: &mut B,
        stays: Stays,
    ) -> Result<Ended<B::Out>, Failure> {
        let whole = self.lay_out(&board.view(&self.look_now()), &Around::default(), &(0..0));
        self.make_room(whole.lines.len())?;
        let mut keyboard = Keyboard::open()?;
        let mut frame = Frame::default();
        let mut around = Around::default();
        let mut window = 0..0;
        let ended = loop {
            let drawing = self.draw(board, &mut frame, &mut around, &window)?;
            window = drawing.window.clone();
            let until = self.limit.map(remaining::next_tick);
            match keyboard.wait(until)? {
                Happened::Waited if self.is_time_up() => break Ended::TimeUp,
                Happened::Waited => {}
                Happened::Resized => {
                    frame.forget(&mut self.output).map_err(closed)?;
                    self.draw_anew()?;
                }
                Happened::Key(Key::Ctrl('c')) => {
                    frame.leave(&mut self.output).map_err(closed)?;
                    return Err(Failure::interrupted());
                }
                Happened::Key(Key::Esc) => break Ended::Esc,
                Happened::Key(Key::Char(':')) if !board.takes_text() => break Ended::Colon,
                Happened::Key(key) => {
                    around.message = None;
                    around.top = page(&key, &window, drawing.total);
                    if around.top.is_some() {
                        continue;
                    }
                    match board.key(&key) {
                        Reaction::Stay => {}
                        Reaction::Say(message) => around.message = Some(message),
                        Reaction::Done(value) => break Ended::Done(value),
                    }
                }
            }
        };
        match stays {
            Stays::Given if matches!(ended, Ended::Done(_) | Ended::TimeUp) => {
                self.below_blank = false;
                self.draw_last(board, &mut frame)?;
            }
            _ => frame.erase(&mut self.output).map_err(closed)?,
        }
        Ok(ended)
    }

    fn draw<B: Board>(
        &mut self,
        board: &B,
        frame: &mut Frame,
        around: &mut Around,
        window: &Range<usize>,
    ) -> Result<Drawing, Failure> {
        let look = self.look_now();
        around.time = self.limit.map(|deadline| remaining::words(deadline, &look));
        let drawing = self.lay_out(&board.view(&look), around, window);
        frame.draw(&mut self.output, &drawing.lines, drawing.caret).map_err(closed)?;
        Ok(drawing)
    }

    /// What was given, without what the keys do, which stays.
    fn draw_last<B: Board>(&mut self, board: &B, frame: &mut Frame) -> Result<(), Failure> {
        let look = self.look_now();
        let mut view = board.view(&look);
        view.help.clear();
        view.body.clear();
        let drawing = drawing(&view, &Around::default(), &(0..0), &look, self.size.rows);
        frame.draw(&mut self.output, &drawing.lines, drawing.caret).map_err(closed)?;
        frame.leave(&mut self.output).map_err(closed)
    }

    /// Draws what is asked once more, for another size of the terminal. What stood on the screen
    /// scrolls away: terminals differ in what a new size does to it, and nothing is to be lost.
    fn draw_anew(&mut self) -> Result<(), Failure> {
        self.measure();
        let look = self.look_now();
        let Some((asked, showing)) = &self.asked else {
            return Ok(());
        };
        let lines = question::head(asked, *showing, &look);
        let mut text = "\r\n".repeat(self.size.rows);
        text.extend(lines.iter().flat_map(|line| [line.as_str(), "\r\n"]));
        // One more row parts the question from what it is chosen from.
        let (up, down) = text.split_at(2 * self.size.rows);
        write!(self.output, "{up}").map_err(closed)?;
        queue!(self.output, MoveTo(0, 0)).map_err(closed)?;
        self.above = lines.len() + 1;
        write!(self.output, "{down}\r\n").map_err(closed)
    }

    /// Lays a view out: in full where it fits the screen. One that has to be paged leaves a third of
    /// the screen to what stands above it, if that much does, but for a heading.
    fn lay_out(&self, view: &View, around: &Around, last: &Range<usize>) -> Drawing {
        let look = self.look_now();
        let whole = drawing(view, around, last, &look, self.size.rows);
        if whole.window.len() == whole.total {
            return whole;
        }
        let above = (self.above + self.unread).saturating_sub(HEADING);
        drawing(view, around, last, &look, self.size.rows - above.min(self.size.rows / 3))
    }

    pub(super) fn is_time_up(&self) -> bool {
        self.limit.is_some_and(|deadline| deadline.left().is_zero())
    }
}

/// The first line that a page key leads to, where there are pages.
fn page(key: &Key, window: &Range<usize>, total: usize) -> Option<usize> {
    if window.len() >= total {
        return None;
    }
    // A line of the old page stays, to go on reading from.
    let by = window.len().saturating_sub(1).max(1);
    match key {
        Key::PageDown => Some(window.start + by),
        Key::PageUp => Some(window.start.saturating_sub(by)),
        _ => None,
    }
}

/// That the screen could not be written.
pub(super) fn closed(error: io::Error) -> Failure {
    console::StdoutError::from(error).into()
}
