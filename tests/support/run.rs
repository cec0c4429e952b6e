//! One run of a program with all of its input given, and what is expected of it.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::process::Stdio;

use super::{Dialogue, Ended, Sandbox, snapshot};

/// A run to come. What is not said is expected to be empty, and the status to be 0.
#[must_use = "a run that is not checked does not run"]
pub(crate) struct Run<'s> {
    sandbox: &'s Sandbox,
    program: &'static str,
    args: Vec<OsString>,
    environment: Vec<(&'static str, Option<OsString>)>,
    input: Vec<u8>,
    output: Option<File>,
    expected: Expectations,
}

/// How a run is expected to end.
#[derive(Default)]
struct Expectations {
    stdout: Expected,
    stderr: Expected,
    status: i32,
}

/// What a stream is expected to hold.
enum Expected {
    Text(String),
    Snapshot(&'static str),
}

impl<'s> Run<'s> {
    pub(super) fn new<A: AsRef<OsStr>>(
        sandbox: &'s Sandbox,
        program: &'static str,
        args: impl IntoIterator<Item = A>,
    ) -> Self {
        Self {
            sandbox,
            program,
            args: args.into_iter().map(|arg| arg.as_ref().to_owned()).collect(),
            environment: Vec::new(),
            input: Vec::new(),
            output: None,
            expected: Expectations::default(),
        }
    }

    /// Gives what is typed.
    pub(crate) fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.environment.push((name, Some(value.into())));
        self
    }

    /// Runs under another id of the sitting.
    pub(crate) fn session(self, id: &str) -> Self {
        self.env("QUIZDECK_SESSION", id)
    }

    /// Runs at the real time, with an id by chance.
    pub(crate) fn live(mut self) -> Self {
        self.environment.extend([("QUIZDECK_NOW", None), ("QUIZDECK_SESSION", None)]);
        self
    }

    /// Sends standard output to a file, which is not looked at.
    pub(crate) fn output_to(mut self, file: File) -> Self {
        self.output = Some(file);
        self
    }

    /// Expects this on standard output.
    pub(crate) fn stdout(mut self, text: impl Into<String>) -> Self {
        self.expected.stdout = Expected::Text(text.into());
        self
    }

    /// Expects a snapshot on standard output.
    pub(crate) fn stdout_snapshot(mut self, name: &'static str) -> Self {
        self.expected.stdout = Expected::Snapshot(name);
        self
    }

    /// Expects this on standard error.
    pub(crate) fn stderr(mut self, text: impl Into<String>) -> Self {
        self.expected.stderr = Expected::Text(text.into());
        self
    }

    /// Expects a snapshot on standard error.
    pub(crate) fn stderr_snapshot(mut self, name: &'static str) -> Self {
        self.expected.stderr = Expected::Snapshot(name);
        self
    }

    /// Expects this exit code.
    pub(crate) fn status(mut self, status: i32) -> Self {
        self.expected.status = status;
        self
    }

    /// Runs, and compares both streams and the exit code with what is expected.
    #[track_caller]
    pub(crate) fn check(mut self) -> Ended {
        let expected = std::mem::take(&mut self.expected);
        let mut args = self.args.clone();
        args.insert(0, self.program.into());
        let ended = self.run();
        expected.stderr.check(&ended.stderr, "standard error", &args);
        expected.stdout.check(&ended.stdout, "standard output", &args);
        assert_eq!(ended.status, Some(expected.status), "the exit code of {args:?}");
        ended
    }

    /// Runs, for a test that looks at the outcome itself.
    pub(crate) fn run(mut self) -> Ended {
        let input = std::mem::take(&mut self.input);
        self.begin().end_with(input)
    }

    /// Starts, for a test that answers step by step.
    pub(crate) fn begin(mut self) -> Dialogue {
        let mut command = self.sandbox.command(self.program);
        command.args(&self.args);
        for (name, value) in &self.environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.stdout(self.output.take().map_or_else(Stdio::piped, Stdio::from));
        Dialogue::start(command, self.sandbox)
    }
}

impl Default for Expected {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Expected {
    #[track_caller]
    fn check(&self, found: &str, stream: &str, args: &[OsString]) {
        match self {
            Self::Text(text) => {
                assert!(text == found, "{}", snapshot::difference(stream, args, text, found));
            }
            Self::Snapshot(name) => snapshot::check(name, stream, args, found),
        }
    }
}
