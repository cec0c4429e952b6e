//! `deck`: an instructor writes, checks, formats and hands out decks.

mod commands;

use std::io::Write;
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
    Schema(commands::schema::SchemaArgs),
    Completions(CompletionsArgs),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => console::report("deck", &failure),
    }
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
        Command::Schema(args) => commands::schema::run(args),
        Command::Completions(args) => console::completions(*args, Cli::command()),
    }
}
