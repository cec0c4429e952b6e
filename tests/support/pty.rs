//! A program in a terminal: what is on its screen, and what it does with the keys.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::Instant;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::dialogue::PATIENCE;
use super::{Sandbox, build};

/// Columns and rows of the usual terminal.
pub(crate) const USUAL: (u16, u16) = (80, 24);
/// A small one.
pub(crate) const SMALL: (u16, u16) = (40, 12);
/// How many terminals there are at once: more would make each other slow.
const AT_ONCE: usize = 2;

/// Hides the cursor.
const HIDES: &[u8] = b"\x1b[?25l";
/// Shows the cursor.
const SHOWS: &[u8] = b"\x1b[?25h";

/// A program in a terminal of its own.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    shared: Arc<(Mutex<Screen>, Condvar)>,
    /// How many bytes had come when keys were last pressed, or the size was last changed.
    seen: usize,
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
    /// Whether a prompt was drawn to its end since so many bytes: each ends with what is done
    /// about the cursor.
    fn is_drawn(&self, seen: usize) -> bool {
        self.raw.len() > seen && (self.raw.ends_with(HIDES) || self.raw.ends_with(SHOWS))
    }

    /// What is on it. Whether a line ends with blank cells cannot be seen.
    fn contents(&self) -> String {
        let contents = self.parser.screen().contents();
        contents.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }
}

impl Terminal {
    /// Starts `quiz` in a terminal of so many columns and rows, with more in its environment. An
    /// empty value takes a variable away.
    pub(crate) fn sized(
        sandbox: &Sandbox,
        args: &[&str],
        size: (u16, u16),
        environment: &[(&str, &str)],
    ) -> Self {
        Self::of("quiz", sandbox, args, size, environment)
    }

    /// Starts any of the programs likewise.
    pub(crate) fn of(
        program: &str,
        sandbox: &Sandbox,
        args: &[&str],
        size: (u16, u16),
        environment: &[(&str, &str)],
    ) -> Self {
        let permit = Permit::wait();
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let mut command = CommandBuilder::new(build::program(program));
        command.args(args);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        for (name, value) in sandbox.environment() {
            command.env(name, value);
        }
        for (name, value) in environment {
            match *value {
                "" => command.env_remove(name),
                value => command.env(name, value),
            }
        }
        command.cwd(sandbox.work());
        let modes_before = modes(&*pair.master);
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        // A terminal that says it is nothing is drawn on one of the usual size.
        let (columns, rows) = if size == (0, 0) { USUAL } else { size };
        let parser = vt100::Parser::new(at_least_one(rows), at_least_one(columns), 1_000);
        let screen = Screen { parser, raw: Vec::new(), closed: false };
        let shared = Arc::new((Mutex::new(screen), Condvar::new()));
        read(reader, Arc::clone(&shared));
        let master = pair.master;
        Self { master, writer, child, shared, seen: 0, modes_before, _permit: permit }
    }

    /// Presses keys.
    pub(crate) fn press(&mut self, keys: &str) {
        let seen = self.screen().raw.len();
        self.seen = seen;
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Gives the terminal another size, as a window that is dragged does.
    pub(crate) fn resize(&mut self, (columns, rows): (u16, u16)) {
        let mut screen = self.shared.0.lock().unwrap();
        screen.parser.screen_mut().set_size(at_least_one(rows), at_least_one(columns));
        let seen = screen.raw.len();
        drop(screen);
        self.seen = seen;
        self.master.resize(pty_size((columns, rows))).unwrap();
    }

    /// Looks at the screen as it is now, with its colours.
    pub(crate) fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(self.screen().parser.screen())
    }

    /// Waits until a text is on the screen, and gives all that is on it.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) -> String {
        self.wait(&format!("no {text:?}"), |_, contents| contents.contains(text))
    }

    /// Waits until a prompt was drawn to its end after the last keys, with a text on the screen;
    /// gives all that is on it.
    #[track_caller]
    pub(crate) fn drawn(&self, text: &str) -> String {
        self.drawn_either(&[text])
    }

    /// The same for one of several texts.
    #[track_caller]
    pub(crate) fn drawn_either(&self, texts: &[&str]) -> String {
        self.wait(&format!("none of {texts:?} was drawn"), |screen, contents| {
            screen.is_drawn(self.seen) && texts.iter().any(|text| contents.contains(text))
        })
    }

    /// Waits until a text is gone from the screen, and gives all that is left on it.
    #[track_caller]
    pub(crate) fn gone(&self, text: &str) -> String {
        let missing = format!("{text:?} is still");
        self.wait(&missing, |screen, contents| {
            screen.is_drawn(self.seen) && !contents.contains(text)
        })
    }

    #[track_caller]
    fn wait(&self, missing: &str, wanted: impl Fn(&Screen, &str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut screen = self.screen();
        loop {
            let contents = screen.contents();
            if wanted(&screen, &contents) {
                return contents;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if screen.closed || left.is_zero() {
                drop(screen);
                panic!("{missing} on the screen:\n{contents}");
            }
            screen = self.shared.1.wait_timeout(screen, left).unwrap().0;
        }
    }

    /// All bytes that came so far.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.screen().raw.clone()
    }

    /// Asserts that the terminal is as a shell expects it.
    #[track_caller]
    pub(crate) fn is_restored(&self) {
        assert_eq!(self.modes(), self.modes_before, "lines are read again, with an echo");
        let (hidden, pasted) = self.look(|screen| (screen.hide_cursor(), screen.bracketed_paste()));
        assert_eq!((hidden, pasted), (false, false), "the cursor hides; pastes are marked");
    }

    /// Sends the program a signal, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.child.process_id().unwrap());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
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

fn pty_size((columns, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols: columns, ..PtySize::default() }
}

fn at_least_one(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap_or(NonZeroU16::MIN)
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
