//! `gradebook`: an instructor grades a class from its records.

mod commands;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use console::{CompletionsArgs, Failure, LookArgs};

/// Grade a class from its records.
#[derive(Debug, Parser)]
#[command(name = "gradebook", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    look: LookArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(commands::init::InitArgs),
    Score(commands::score::ScoreArgs),
    Triage(commands::triage::TriageArgs),
    Regrade(commands::regrade::RegradeArgs),
    Items(commands::items::ItemsArgs),
    Mark(commands::mark::MarkArgs),
    Report(commands::report::ReportArgs),
    Export(commands::export::ExportArgs),
    Verify(commands::verify::VerifyArgs),
    Completions(CompletionsArgs),
}

fn main() -> ExitCode {
    console::program("gradebook", run)
}

fn run(cli: &Cli) -> Result<(), Failure> {
    match &cli.command {
        Command::Init(args) => commands::init::run(args, &cli.look),
        Command::Score(args) => commands::score::run(args, &cli.look),
        Command::Triage(args) => commands::triage::run(args, &cli.look),
        Command::Regrade(args) => commands::regrade::run(args, &cli.look),
        Command::Items(args) => commands::items::run(args, &cli.look),
        Command::Mark(args) => commands::mark::run(args, &cli.look),
        Command::Report(args) => commands::report::run(args, &cli.look),
        Command::Export(args) => commands::export::run(args, &cli.look),
        Command::Verify(args) => commands::verify::run(args, &cli.look),
        Command::Completions(args) => console::completions(*args, Cli::command()),
    }
}
