//! `quiz`: a student quizzes themselves in a terminal.

mod args;
mod begin;
mod bundled;
mod clock;
mod command;
mod config;
mod exam;
mod export;
mod feedback;
mod front;
mod history;
mod home;
mod library;
mod measured;
mod memory;
mod menu;
mod play;
mod practice;
mod progress;
mod records;
mod resume;
mod review;
mod right;
mod scorecard;
mod shared_work;
mod standing;
mod talk;

use std::process::ExitCode;

use clap::CommandFactory;
use console::Failure;

use crate::args::{Cli, Command};
use crate::config::Config;
use crate::talk::Talk;

/// Ten years of records are hundreds of thousands of small pieces, which two threads allocate.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    restore_on_panic();
    console::program("quiz", run)
}

/// A defect of ours must not leave a terminal that shows no keys. The usual words follow.
pub(crate) fn restore_on_panic() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        front::restore();
        usual(info);
    }));
}

fn run(cli: &Cli) -> Result<(), Failure> {
    // These two work whatever the configuration says.
    match &cli.command {
        Some(Command::Completions(args)) => return console::completions(*args, Cli::command()),
        Some(Command::Config(args)) if args.init => return config::init(),
        _ => {}
    }
    let config = Config::load(&cli.flags())?;
    let settings = &config.settings;
    let talk = Talk::new(settings.look());
    match &cli.command {
        None => practice::run(&cli.practice, settings, &talk),
        Some(Command::Practice(args)) => practice::run(args, settings, &talk),
        Some(Command::Exam(args)) => exam::run(args, settings, &talk),
        Some(Command::Review(args)) => review::run(args, settings, &talk),
        Some(Command::Resume(args)) => resume::run(args, settings, &talk),
        Some(Command::History(args)) => history::run(args, settings, &talk),
        Some(Command::Progress(args)) => progress::run(args, settings, &talk),
        Some(Command::Export(args)) => export::run(args, settings, &talk),
        Some(Command::Config(args)) => config::run(args, &config),
        Some(Command::Completions(_)) => Ok(()),
    }
}
