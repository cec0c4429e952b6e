//! A line on standard error that says what is going on, for those who wait at a terminal.

use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use console::Terminal;

/// Nothing is said before this.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const BEAT: Duration = Duration::from_millis(100);
/// The longest name that is shown, in characters.
const MAX_NAME: usize = 48;

/// Says what is worked on as soon as the whole run takes longer than half a second. Nothing is said
/// where standard error is no terminal.
pub(super) struct Progress {
    line: Arc<Mutex<Line>>,
}

#[derive(Debug, Default)]
struct Line {
    now: Option<String>,
    is_shown: bool,
    has_ended: bool,
}

impl Progress {
    /// Begins to wait. `terminal` is what is known of standard error.
    pub(super) fn start(terminal: Terminal) -> Self {
        let line =
            Arc::new(Mutex::new(Line { has_ended: !terminal.is_terminal, ..Line::default() }));
        if terminal.is_terminal {
            let shared = Arc::clone(&line);
            thread::spawn(move || beat(&shared, Instant::now()));
        }
        Self { line }
    }

    /// Does some work, which the line names meanwhile. The line is gone when it is done.
    pub(super) fn during<R>(
        &self,
        at: usize,
        all: usize,
        name: &str,
        work: impl FnOnce() -> R,
    ) -> R {
        lock(&self.line).now = Some(words(at, all, name));
        let result = work();
        lock(&self.line).clear();
        result
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let mut line = lock(&self.line);
        line.clear();
        line.has_ended = true;
    }
}

impl Line {
    fn clear(&mut self) {
        self.now = None;
        if std::mem::take(&mut self.is_shown) {
            write("\r\x1b[K");
        }
    }
}

/// Writes the line again and again, until the run has ended.
fn beat(line: &Mutex<Line>, start: Instant) {
    thread::sleep(PATIENCE);
    loop {
        {
            let mut line = lock(line);
            if line.has_ended {
                return;
            }
            if let Some(now) = &line.now {
                write(&format!("\r{now}, {} s\x1b[K", start.elapsed().as_secs()));
                line.is_shown = true;
            }
        }
        thread::sleep(BEAT);
    }
}

fn words(at: usize, all: usize, name: &str) -> String {
    let name: String = console::sanitise_line(name).chars().take(MAX_NAME).collect();
    if all == 1 { format!("Checking {name}") } else { format!("Checking {name}, {at} of {all}") }
}

/// What cannot be written is only a sign of life, and no reason to stop.
fn write(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

/// The line is whole even where a thread has panicked while it held it.
fn lock(line: &Mutex<Line>) -> MutexGuard<'_, Line> {
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_names_the_deck_and_its_place() {
        assert_eq!(words(1, 1, "birds.toml"), "Checking birds.toml");
        assert_eq!(words(2, 9, "a\u{1b}[2Jb.toml").matches('\u{1b}').count(), 0);
        assert!(words(2, 9, &"x".repeat(500)).ends_with("x, 2 of 9"));
    }

    #[test]
    fn the_line_is_gone_after_the_work() {
        let progress = Progress::start(Terminal { is_terminal: false, width: None });
        assert!(progress.during(1, 1, "birds.toml", || lock(&progress.line).now.is_some()));
        assert!(lock(&progress.line).now.is_none());
    }
}
