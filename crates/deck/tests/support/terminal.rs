//! `deck` in a terminal: what is on its screen, and what it does with the keys.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The longest that a test waits, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
const COLUMNS: u16 = 100;
const ROWS: u16 = 60;

/// The program in a terminal of its own.
pub(crate) struct Terminal {
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    shared: Arc<(Mutex<Screen>, Condvar)>,
    _master: Box<dyn MasterPty + Send>,
}

struct Screen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    closed: bool,
}

impl Screen {
    fn contents(&self) -> String {
        let contents = self.parser.screen().contents();
        contents.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    /// The line of the cursor, which is that of the prompt.
    fn prompt(&self) -> String {
        let (row, _) = self.parser.screen().cursor_position();
        let mut rows = self.parser.screen().rows(0, COLUMNS);
        rows.nth(usize::from(row)).unwrap_or_default().trim_end().to_owned()
    }
}

impl Terminal {
    /// Starts `deck` in a folder.
    pub(crate) fn deck(folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: ROWS, cols: COLUMNS, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_deck"));
        command.args(args);
        command.cwd(folder);
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")] {
            command.env(name, value);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let [rows, columns] = [ROWS, COLUMNS].map(|n| NonZeroU16::new(n).unwrap());
        let screen = Screen {
            parser: vt100::Parser::new(rows, columns, 1_000),
            raw: Vec::new(),
            closed: false,
        };
        let shared = Arc::new((Mutex::new(screen), Condvar::new()));
        read(reader, Arc::clone(&shared));
        Self { writer, child, shared, _master: pair.master }
    }

    /// Waits until the cursor is in a prompt that looks so, and presses keys.
    #[track_caller]
    pub(crate) fn answer(&mut self, prompt: &str, keys: &str) {
        self.wait(prompt, |screen| screen.prompt() == prompt);
        self.press(keys);
    }

    /// Presses keys.
    pub(crate) fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub(crate) fn shows(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// All that was written so far.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.screen().raw).into_owned()
    }

    /// Waits for the end; gives the exit code and what is on the screen then.
    #[track_caller]
    pub(crate) fn end(&mut self) -> (u32, String) {
        let screen = self.wait("the end", |screen| screen.closed);
        (self.child.wait().unwrap().exit_code(), screen)
    }

    #[track_caller]
    fn wait(&self, what: &str, is_there: impl Fn(&Screen) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut screen = self.screen();
        while !is_there(&screen) {
            let left = deadline.saturating_duration_since(Instant::now());
            if screen.closed || left.is_zero() {
                let (prompt, contents) = (screen.prompt(), screen.contents());
                drop(screen);
                panic!("no {what:?}; the prompt is {prompt:?} on the screen:\n{contents}");
            }
            screen = self.shared.1.wait_timeout(screen, left).unwrap().0;
        }
        screen.contents()
    }

    fn screen(&self) -> MutexGuard<'_, Screen> {
        self.shared.0.lock().unwrap()
    }
}

/// Feeds what a program writes to the screen, in a thread of its own.
fn read(mut reader: Box<dyn Read + Send>, shared: Arc<(Mutex<Screen>, Condvar)>) {
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        loop {
            // A terminal whose last program ended gives an error, which is an end like another.
            let read = reader.read(&mut buffer).unwrap_or(0);
            let mut screen = shared.0.lock().unwrap();
            screen.parser.process(&buffer[..read]);
            screen.raw.extend_from_slice(&buffer[..read]);
            screen.closed = read == 0;
            shared.1.notify_all();
            if screen.closed {
                return;
            }
        }
    });
}
