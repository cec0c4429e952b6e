//! A line on standard error that says how far the reading of records is, for those who wait at a
//! terminal.

use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use console::{Look, Terminal, bar};
use deck_format::Fraction;

/// Nothing is said before this.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const BEAT: Duration = Duration::from_millis(100);
/// The columns of the bar.
const COLUMNS: usize = 30;

/// Says how far it is as soon as that takes longer than half a second. Nothing is said where
/// standard error is no terminal.
pub(super) struct Progress {
    state: Arc<State>,
    line: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    done: AtomicUsize,
    all: usize,
    has_ended: AtomicBool,
}

impl Progress {
    /// Begins to wait for so many files. `terminal` is what is known of standard error.
    pub(super) fn start(terminal: Terminal, all: usize) -> Self {
        let state = Arc::new(State { all, ..State::default() });
        let shared = Arc::clone(&state);
        let line = terminal.is_terminal.then(|| thread::spawn(move || shared.beat()));
        Self { state, line }
    }

    /// One more file is read.
    pub(super) fn step(&self) {
        self.state.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    /// Takes the line away, if it was there.
    fn drop(&mut self) {
        self.state.has_ended.store(true, Ordering::Relaxed);
        if let Some(line) = self.line.take() {
            line.thread().unpark();
            // A thread that only shows a line has nothing to tell.
            let _ = line.join();
        }
    }
}

impl State {
    /// Writes the line again and again, until all is read.
    fn beat(&self) {
        thread::park_timeout(PATIENCE);
        let mut is_shown = false;
        while !self.has_ended.load(Ordering::Relaxed) {
            write(&format!("\r{}\x1b[K", self.words()));
            is_shown = true;
            thread::park_timeout(BEAT);
        }
        if is_shown {
            write("\r\x1b[K");
        }
    }

    fn words(&self) -> String {
        let done = self.done.load(Ordering::Relaxed);
        let bar = bar(Fraction::of(done, self.all), COLUMNS, &Look::rich(80).uncoloured().ascii());
        format!("Reading records {bar} {done} of {}", self.all)
    }
}

/// What cannot be written is only a sign of life, and no reason to stop.
fn write(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        let progress = Progress::start(Terminal { is_terminal: false, width: None }, 4);
        progress.step();
        assert!(progress.state.words().ends_with(" 1 of 4"), "{}", progress.state.words());
    }
}
