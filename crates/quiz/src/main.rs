//! `quiz`: a student quizzes themselves in a terminal.

mod args;
mod bundled;
mod clock;
mod command;
mod feedback;
mod front;
mod home;
mod library;
mod menu;
mod play;
mod practice;
mod records;
mod resume;
mod right;
mod scorecard;
mod standing;
mod talk;

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use console::Failure;

use crate::args::{Cli, Command};
use crate::talk::Talk;

fn main() -> ExitCode {
    restore_on_panic();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => console::report("quiz", &failure),
    }
}

/// A defect of ours must not leave a terminal that shows no keys. The usual words follow.
pub(crate) fn restore_on_panic() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        front::restore();
        usual(info);
    }));
}

/// Help as it is; an error without styles, since it repeats what was typed.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let words = console::sanitise(&error.render().to_string()).into_owned();
    let _ = std::io::stderr().write_all(words.as_bytes());
    console::Exit::Failed.into()
}

fn run(cli: &Cli) -> Result<(), Failure> {
    let talk = Talk::new(cli.look);
    match &cli.command {
        None => practice::run(&cli.practice, &talk),
        Some(Command::Practice(args)) => practice::run(args, &talk),
        Some(Command::Resume(args)) => resume::run(args, &talk),
        Some(Command::Completions(args)) => console::completions(*args, Cli::command()),
    }
}
