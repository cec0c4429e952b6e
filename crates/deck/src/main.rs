//! `deck`: an instructor writes, checks, formats and hands out decks.

mod commands;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use console::{CompletionsArgs, Failure, LookArgs};

/// Write, check and hand out quiz decks.
#[derive(Debug, Parser)]
#[command(name = "deck", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    look: LookArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(commands::new::NewArgs),
    Add(Box<commands::add::AddArgs>),
    Edit(commands::edit::EditArgs),
    Remove(commands::remove::RemoveArgs),
    List(commands::list::ListArgs),
    Show(commands::show::ShowArgs),
    Stats(commands::stats::StatsArgs),
    Check(commands::check::CheckArgs),
    Explain(commands::explain::ExplainArgs),
    Fmt(commands::fmt::FmtArgs),
    Handout(commands::handout::HandoutArgs),
    Release(commands::release::ReleaseArgs),
    Schema(commands::schema::SchemaArgs),
    Completions(CompletionsArgs),
}

fn main() -> ExitCode {
    console::program("deck", run)
}

fn run(cli: &Cli) -> Result<(), Failure> {
    match &cli.command {
        Command::New(args) => commands::new::run(args, &cli.look),
        Command::Add(args) => commands::add::run(args, &cli.look),
        Command::Edit(args) => commands::edit::run(args, &cli.look),
        Command::Remove(args) => commands::remove::run(args, &cli.look),
        Command::List(args) => commands::list::run(args, &cli.look),
        Command::Show(args) => commands::show::run(args, &cli.look),
        Command::Stats(args) => commands::stats::run(args, &cli.look),
        Command::Check(args) => commands::check::run(args, &cli.look),
        Command::Explain(args) => commands::explain::run(args, &cli.look),
        Command::Fmt(args) => commands::fmt::run(args, &cli.look),
        Command::Handout(args) => commands::handout::run(args, &cli.look),
        Command::Release(args) => commands::release::run(args, &cli.look),
        Command::Schema(args) => commands::schema::run(args),
        Command::Completions(args) => console::completions(*args, Cli::command()),
    }
}
