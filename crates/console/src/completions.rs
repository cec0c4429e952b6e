//! Scripts with which shells complete a command line.

use clap_complete::{Shell, generate};

use crate::exit::Failure;
use crate::look::Look;
use crate::stdout::stdout;

/// Print a script with which a shell completes the options of this program.
///
/// For bash, for example: source <(PROGRAM completions bash)
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

/// Prints the script for a program's command line.
///
/// # Errors
/// When standard output cannot be written.
pub fn completions(args: CompletionsArgs, command: clap::Command) -> Result<(), Failure> {
    let mut out = stdout(&Look::LINE);
    out.text(&script(args.shell, command))?;
    Ok(out.flush()?)
}

fn script(shell: Shell, mut command: clap::Command) -> String {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    generate(shell, &mut command, name, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    #[test]
    fn every_shell_has_a_script_that_knows_the_options() {
        let command = || clap::Command::new("quiz").arg(clap::arg!(--seed <SEED> "A number"));
        assert!(Shell::value_variants().len() >= 5);
        for shell in Shell::value_variants() {
            let script = script(*shell, command());
            assert!(script.contains("quiz") && script.contains("seed"), "{shell}: {script}");
        }
    }
}
