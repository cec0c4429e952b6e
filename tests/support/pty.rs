//! A program in a terminal: what is on its screen, and what it does with the keys.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::Instant;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::dialogue::PATIENCE;
use super::{Sandbox, build};

/// The rows of the terminal: enough that nothing scrolls away.
const ROWS: NonZeroU16 = NonZeroU16::new(100).unwrap();
/// Its columns.
const COLUMNS: NonZeroU16 = NonZeroU16::new(80).unwrap();
/// How many terminals there are at once: more would make each other slow.
const AT_ONCE: usize = 2;

/// A program in a terminal of its own.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    shared: Arc<(Mutex<Screen>, Condvar)>,
    modes_before: Modes,
    _permit: Permit,
}

/// The modes of a terminal in words, to be compared.
pub(crate) type Modes = String;

fn modes(master: &(dyn MasterPty + Send)) -> Modes {
    format!("{:?}", master.get_termios().unwrap())
}

/// What came out so far.
struct Screen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    closed: bool,
}

impl Screen {
    /// What is on it. Whether a line ends with blank cells cannot be seen.
    fn contents(&self) -> String {
        let contents = self.parser.screen().contents();
        contents.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }
}

impl Terminal {
    /// Starts `quiz` in a terminal.
    pub(crate) fn quiz(sandbox: &Sandbox, args: &[&str]) -> Self {
        let permit = Permit::wait();
        let size = PtySize { rows: ROWS.get(), cols: COLUMNS.get(), ..PtySize::default() };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(build::program("quiz"));
        command.args(args);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        for (name, value) in sandbox.environment() {
            command.env(name, value);
        }
        command.cwd(sandbox.work());
        let modes_before = modes(&*pair.master);
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let screen =
            Screen { parser: vt100::Parser::new(ROWS, COLUMNS, 0), raw: Vec::new(), closed: false };
        let shared = Arc::new((Mutex::new(screen), Condvar::new()));
        read(reader, Arc::clone(&shared));
        Self { master: pair.master, writer, child, shared, modes_before, _permit: permit }
    }

    /// Presses keys.
    pub(crate) fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until a text is on the screen, and gives all that is on it.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut screen = self.screen();
        loop {
            let contents = screen.contents();
            if contents.contains(text) {
                return contents;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if screen.closed || left.is_zero() {
                drop(screen);
                panic!("no {text:?} on the screen:\n{contents}");
            }
            screen = self.shared.1.wait_timeout(screen, left).unwrap().0;
        }
    }

    /// All bytes that came so far.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.screen().raw.clone()
    }

    /// Whether the cursor can be seen.
    pub(crate) fn shows_cursor(&self) -> bool {
        !self.screen().parser.screen().hide_cursor()
    }

    /// How keys are taken and shown: line by line and with an echo, as a shell expects, or not.
    pub(crate) fn modes(&self) -> Modes {
        modes(&*self.master)
    }

    /// How that was before the program began.
    pub(crate) fn modes_before(&self) -> &Modes {
        &self.modes_before
    }

    /// Waits for the end; gives the exit code and what is on the screen then.
    #[track_caller]
    pub(crate) fn end(&mut self) -> (u32, String) {
        let waiting = self.shared.1.wait_timeout_while(self.screen(), PATIENCE, |s| !s.closed);
        let (screen, waited) = waiting.unwrap();
        let contents = screen.contents();
        assert!(!waited.timed_out(), "the program did not end:\n{contents}");
        drop(screen);
        (self.child.wait().unwrap().exit_code(), contents)
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

/// A place among the few.
struct Permit;

/// How many terminals there are, and news of one that is gone.
static PERMITS: (Mutex<usize>, Condvar) = (Mutex::new(0), Condvar::new());

impl Permit {
    fn wait() -> Self {
        let taken = PERMITS.0.lock().unwrap();
        *PERMITS.1.wait_while(taken, |taken| *taken >= AT_ONCE).unwrap() += 1;
        Self
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *PERMITS.0.lock().unwrap() -= 1;
        PERMITS.1.notify_one();
    }
}
