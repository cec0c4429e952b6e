//! How a run talks: which front end on which stream, notes on standard error, and what is said when
//! it is interrupted.

use std::io::{self, BufReader, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};

use console::{Failure, Look, LookArgs, Sanitiser, Stdout, Terminal, stdout};
use session::record::SessionId;

use crate::args::Format;
use crate::front::{self, Front, LineFront, RichFront};

/// The settled ways of talking.
#[derive(Debug)]
pub(crate) struct Talk {
    args: LookArgs,
    /// How diagnostics look on standard error.
    pub(crate) errors: Look,
    /// The sitting that an interruption would leave.
    running: Arc<Mutex<Option<String>>>,
}

impl Talk {
    pub(crate) fn new(args: LookArgs) -> Self {
        let terminal = Terminal::stderr();
        let errors = args.look(terminal, variable);
        Self { args, errors, running: Arc::default() }
    }

    /// Says something beside the dialogue, on standard error.
    pub(crate) fn notes(&self, notes: &[String]) {
        for note in notes {
            let note = Sanitiser::UNICODE.line(note);
            // That standard error cannot be written is not worth failing for.
            let _ = writeln!(io::stderr(), "quiz: {note}");
        }
    }

    /// Keeps which sitting is running, to say how to go on with it when it is interrupted.
    pub(crate) fn remember(&self, session: &SessionId) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = Some(session.to_string());
    }

    /// Has a dialogue, then prints the data that it gives, if any.
    pub(crate) fn converse(
        &self,
        format: Format,
        dialogue: impl FnOnce(&mut dyn Front) -> Result<Option<String>, Failure>,
    ) -> Result<(), Failure> {
        let data = match format {
            // The data has standard output to itself.
            Format::Json => {
                let look = self.args.look(Terminal::stderr().with_stdin(), variable);
                self.with_front(look, Stdout::new(io::stderr()), dialogue)
            }
            Format::Text => {
                let look = self.args.look(Terminal::stdout().with_stdin(), variable);
                if look.is_line() {
                    self.with_front(look, stdout(&look), dialogue)
                } else {
                    // A stream that takes colours away would take cursor movements with them.
                    self.with_front(look, Stdout::new(io::stdout()), dialogue)
                }
            }
        };
        let data = data.map_err(|failure| self.interrupted(failure))?;
        if let Some(data) = data {
            let mut output = Stdout::new(io::stdout());
            output.line(&data)?;
            output.flush()?;
        }
        Ok(())
    }

    fn with_front<W: Write>(
        &self,
        look: Look,
        output: Stdout<W>,
        dialogue: impl FnOnce(&mut dyn Front) -> Result<Option<String>, Failure>,
    ) -> Result<Option<String>, Failure> {
        self.on_interrupt(!look.is_line());
        if look.is_line() {
            let echo = !io::stdin().is_terminal();
            let input = BufReader::new(io::stdin());
            dialogue(&mut LineFront::new(input, output, look, echo))
        } else {
            front::probe()?;
            dialogue(&mut RichFront::new(output, look))
        }
    }

    /// Ctrl-C outside of a prompt, and the signals that end a program: what was answered is on the
    /// disk already, so only the terminal has to be put back as it was.
    fn on_interrupt(&self, prompts: bool) {
        let running = Arc::clone(&self.running);
        // Without a handler the program ends all the same, only without a word.
        let _ = ctrlc::set_handler(move || {
            // Ctrl-C in an editor is the editor's.
            if front::is_editing() {
                return;
            }
            if prompts {
                front::restore();
            }
            let session = running.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let _ = writeln!(io::stderr(), "\nquiz: {}", farewell(session.as_deref()));
            std::process::exit(i32::from(console::Exit::Interrupted.code()));
        });
    }

    /// The same words where a prompt was interrupted.
    fn interrupted(&self, failure: Failure) -> Failure {
        if failure.exit != console::Exit::Interrupted {
            return failure;
        }
        let session = self.running.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Failure { message: Some(farewell(session.as_deref())), ..failure }
    }
}

fn farewell(session: Option<&str>) -> String {
    match session {
        Some(session) => {
            format!("interrupted; what you answered is saved. Go on with: quiz resume {session}")
        }
        None => "interrupted".to_owned(),
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
