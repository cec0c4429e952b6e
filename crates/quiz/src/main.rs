//! `quiz`: a student quizzes themselves in a terminal.

mod args;
mod bundled;
mod clock;
mod command;
mod feedback;
mod front;
mod home;
mod library;
mod play;
mod practice;
mod records;
mod resume;
mod right;
mod scorecard;
mod talk;

use std::process::ExitCode;

use clap::Parser;
use console::Failure;

use crate::args::{Cli, Command};
use crate::talk::Talk;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => console::report("quiz", &failure),
    }
}

fn run(cli: &Cli) -> Result<(), Failure> {
    let talk = Talk::new(cli.look);
    match &cli.command {
        None => practice::run(&cli.practice, &talk),
        Some(Command::Practice(args)) => practice::run(args, &talk),
        Some(Command::Resume(args)) => resume::run(args, &talk),
    }
}
