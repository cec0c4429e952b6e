//! A program that runs, to be talked with through pipes.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::Sandbox;
use super::answerer::is_prompt;

/// The longest that a test waits for a program, even on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A running program.
pub(crate) struct Dialogue {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: Stream,
    stderr: Stream,
    names: Box<dyn Fn(&str) -> String>,
}

/// How a program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ended {
    /// What it printed, with the paths of the sandbox named.
    pub(crate) stdout: String,
    /// What it said on standard error, likewise.
    pub(crate) stderr: String,
    /// Its exit code; none after a signal.
    pub(crate) status: Option<i32>,
}

impl Dialogue {
    /// Starts a program.
    pub(super) fn start(mut command: Command, sandbox: &Sandbox) -> Self {
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        Self {
            stdin: child.stdin.take(),
            stdout: child.stdout.take().map_or_else(Stream::elsewhere, Stream::read),
            stderr: child.stderr.take().map_or_else(Stream::elsewhere, Stream::read),
            child,
            names: Box::new(sandbox.namer()),
        }
    }

    /// Types a line.
    pub(crate) fn line(&mut self, line: &str) {
        // A program that ended takes no more lines; its output will tell.
        let _ = writeln!(self.stdin.as_mut().unwrap(), "{line}");
    }

    /// Waits until standard output ends with a text, and gives all of it.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) -> String {
        self.stdout.wait(PATIENCE, |found| found.ends_with(text)).unwrap_or_else(|found| {
            panic!("no {text:?} came, but {found:?}; on standard error {:?}", self.stderr.text())
        })
    }

    /// Waits for a prompt beyond what was seen, and gives all of standard output.
    #[track_caller]
    pub(crate) fn wait_for_prompt(&self, seen: usize) -> String {
        self.prompt_within(seen, PATIENCE).unwrap_or_else(|| {
            panic!("no prompt came, but {:?}", (self.so_far(), self.stderr.text()))
        })
    }

    /// The same for several prompts, of which all but the last were answered ahead.
    #[track_caller]
    pub(crate) fn wait_for_prompts(&self, seen: usize, count: usize) -> String {
        let have_come =
            |text: &str| is_prompt(text) && text[seen..].matches("): ").count() >= count;
        self.stdout.wait(PATIENCE, have_come).unwrap_or_else(|found| panic!("{found:?}"))
    }

    /// The same for a shorter time; `None` when none came.
    pub(crate) fn prompt_within(&self, seen: usize, patience: Duration) -> Option<String> {
        self.stdout.wait(patience, |text| text.len() > seen && is_prompt(text)).ok()
    }

    /// All that stands on standard output so far.
    pub(crate) fn so_far(&self) -> String {
        self.stdout.text()
    }

    /// The number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills the program as by `kill -9`.
    pub(crate) fn kill(mut self) -> Ended {
        self.child.kill().unwrap();
        self.end()
    }

    /// Interrupts the program as by Ctrl-C.
    #[cfg(unix)]
    pub(crate) fn interrupt(&self) {
        let kill = format!("kill -INT {}", self.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Types the rest and waits for the end.
    pub(crate) fn end_with(mut self, input: Vec<u8>) -> Ended {
        let mut stdin = self.stdin.take().unwrap();
        // Beside, since a pipe takes no more than the program reads. That it reads no more is no
        // failure: it may have ended.
        let writer = thread::spawn(move || drop(stdin.write_all(&input)));
        let ended = self.end();
        writer.join().unwrap();
        ended
    }

    /// Ends the input and waits for the end.
    pub(crate) fn end(mut self) -> Ended {
        drop(self.stdin.take());
        self.end_of_itself()
    }

    /// Waits for the end, with the input still open.
    pub(crate) fn end_of_itself(mut self) -> Ended {
        let patient = self.stderr.wait_closed() && self.stdout.wait_closed();
        if !patient {
            self.child.kill().unwrap();
        }
        let status = self.child.wait().unwrap().code();
        let (stdout, stderr) = (self.stdout.text(), self.stderr.text());
        assert!(patient, "the program did not end; it printed {stdout:?} and {stderr:?}");
        assert!(!stderr.contains("panicked"), "{stderr}");
        Ended { stdout: (self.names)(&stdout), stderr: (self.names)(&stderr), status }
    }
}

/// What came out of a stream so far, read beside the test.
#[derive(Clone, Default)]
struct Stream {
    shared: Arc<(Mutex<Arrived>, Condvar)>,
}

#[derive(Default)]
struct Arrived {
    bytes: Vec<u8>,
    closed: bool,
}

impl Stream {
    /// Reads a stream to its end, in a thread of its own.
    fn read(mut from: impl Read + Send + 'static) -> Self {
        let stream = Self::default();
        let shared = Arc::clone(&stream.shared);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            loop {
                let read = from.read(&mut buffer).unwrap_or(0);
                let mut arrived = shared.0.lock().unwrap();
                arrived.bytes.extend_from_slice(&buffer[..read]);
                arrived.closed = read == 0;
                shared.1.notify_all();
                if arrived.closed {
                    return;
                }
            }
        });
        stream
    }

    /// A stream that nobody reads.
    fn elsewhere() -> Self {
        let stream = Self::default();
        stream.shared.0.lock().unwrap().closed = true;
        stream
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.shared.0.lock().unwrap().bytes).into_owned()
    }

    /// Waits until the text so far is as wanted; the error is the text when the stream was closed
    /// or nothing came any more.
    fn wait(&self, patience: Duration, wanted: impl Fn(&str) -> bool) -> Result<String, String> {
        let (arrived, news) = &*self.shared;
        let mut arrived = arrived.lock().unwrap();
        let deadline = Instant::now() + patience;
        loop {
            let text = String::from_utf8_lossy(&arrived.bytes);
            if wanted(&text) {
                return Ok(text.into_owned());
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if arrived.closed || left.is_zero() {
                return Err(text.into_owned());
            }
            arrived = news.wait_timeout(arrived, left).unwrap().0;
        }
    }

    /// Waits for the end of the stream; whether it came.
    fn wait_closed(&self) -> bool {
        let (arrived, news) = &*self.shared;
        let arrived = arrived.lock().unwrap();
        let (_guard, waited) =
            news.wait_timeout_while(arrived, PATIENCE, |arrived| !arrived.closed).unwrap();
        !waited.timed_out()
    }
}
