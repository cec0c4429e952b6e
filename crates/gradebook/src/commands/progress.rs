//! A line on standard error that says how far the reading of records is, for those who wait at a
//! terminal.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
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
    /// How many bytes were read.
    done: AtomicU64,
    has_ended: AtomicBool,
}

impl Progress {
    /// Begins to wait for files. `terminal` is what is known of standard error.
    pub(super) fn start(terminal: Terminal, files: &[PathBuf]) -> Self {
        let state = Arc::new(State::default());
        let line = terminal.is_terminal.then(|| {
            let (shared, files) = (Arc::clone(&state), files.to_vec());
            thread::spawn(move || shared.beat(&files))
        });
        Self { state, line }
    }

    /// So many more bytes were read.
    pub(super) fn step(&self, bytes: u64) {
        self.state.done.fetch_add(bytes, Ordering::Relaxed);
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
    fn beat(&self, files: &[PathBuf]) {
        thread::park_timeout(PATIENCE);
        let mut all = None;
        while !self.has_ended.load(Ordering::Relaxed) {
            let all = *all.get_or_insert_with(|| length(files));
            write(&format!("\r{}\x1b[K", self.words(all)));
            thread::park_timeout(BEAT);
        }
        let is_shown = all.is_some();
        if is_shown {
            write("\r\x1b[K");
        }
    }

    /// How far it is with so many bytes. Some are read twice.
    fn words(&self, all: u64) -> String {
        let read = self.done.load(Ordering::Relaxed);
        let (done, again) = if read > all { (read - all, " once more") } else { (read, "") };
        let (done, all) = (megabytes(done), megabytes(all).max(1));
        let bar =
            bar(Fraction::of(done.min(all), all), COLUMNS, &Look::rich(80).uncoloured().ascii());
        format!("Reading records{again} {bar} {done} of {all} MB")
    }
}

/// How long files are together, in bytes.
fn length(files: &[PathBuf]) -> u64 {
    let lengths = files.iter().filter_map(|file| fs::metadata(file).ok());
    lengths.map(|metadata| metadata.len()).sum()
}

/// Bytes as megabytes, the last of them begun.
fn megabytes(bytes: u64) -> usize {
    usize::try_from(bytes.div_ceil(1_000_000)).unwrap_or(usize::MAX)
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
        let progress = Progress::start(Terminal { is_terminal: false, width: None }, &[]);
        progress.step(1_000_000);
        let words = |all| progress.state.words(all);
        assert!(words(4_000_000).ends_with(" 1 of 4 MB"), "{}", words(4_000_000));
        progress.step(4_500_000);
        let again = words(4_000_000);
        assert!(again.contains(" once more ") && again.ends_with(" 2 of 4 MB"), "{again}");
        assert!(words(0).ends_with(" 6 of 1 MB"), "what grows meanwhile is no matter");
    }
}
