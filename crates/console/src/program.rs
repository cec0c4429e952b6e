//! How a program begins and ends: its command line is read, it runs, and what failed is told.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::exit::{Exit, Failure, report};
use crate::sanitise::sanitise;

/// Reads the command line, runs a program and tells what failed, under the program's name.
pub fn program<C: Parser>(name: &str, run: impl FnOnce(&C) -> Result<(), Failure>) -> ExitCode {
    let cli = match C::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => report(name, &failure),
    }
}

/// Help as it is; an error without styles, since it repeats what was typed.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let words = sanitise(&error.render().to_string()).into_owned();
    let _ = std::io::stderr().write_all(words.as_bytes());
    Exit::Failed.into()
}
