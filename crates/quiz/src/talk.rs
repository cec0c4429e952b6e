//! How a run talks: which front end on which stream, notes on standard error, and what is said when
//! it is interrupted.

use std::io::{self, BufReader, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};

use console::{Failure, Look, LookArgs, Sanitiser, Stdout, Terminal, stdout};
use session::record::Receipt;

use crate::args::Format;
use crate::front::{self, Front, LineFront, RichFront};

/// The settled ways of talking.
#[derive(Debug)]
pub(crate) struct Talk {
    args: LookArgs,
    /// How diagnostics look on standard error.
    pub(crate) errors: Look,
    /// What an interruption is told.
    farewell: Arc<Mutex<String>>,
}

impl Talk {
    pub(crate) fn new(args: LookArgs) -> Self {
        let terminal = Terminal::stderr();
        let errors = args.look(terminal, variable);
        Self { args, errors, farewell: Arc::new(Mutex::new("interrupted".to_owned())) }
    }

    /// Says something beside the dialogue, on standard error.
    pub(crate) fn notes(&self, notes: &[String]) {
        for note in notes {
            let note = Sanitiser::UNICODE.line(note);
            // That standard error cannot be written is not worth failing for.
            let _ = writeln!(io::stderr(), "quiz: {note}");
        }
    }

    /// Prints a text, in the look of standard output; what it holds must be safe.
    pub(crate) fn print(&self, text: impl FnOnce(&Look) -> String) -> Result<(), Failure> {
        let look = self.args.look(Terminal::stdout(), variable);
        let mut output = stdout(&look);
        output.text(&text(&look))?;
        output.flush()?;
        Ok(())
    }

    /// Keeps by what name the running sitting can be resumed, to say so when it is interrupted.
    pub(crate) fn remember(&self, handle: &str) {
        let handle = console::sanitise_line(handle);
        self.say_goodbye_with(format!(
            "interrupted; what you answered is saved. Go on with: quiz resume {handle}"
        ));
    }

    /// The same while the last answer waits for the word how sure the student is: a signal would
    /// leave it unsaved.
    pub(crate) fn remember_but_the_last(&self, handle: &str) {
        let handle = console::sanitise_line(handle);
        self.say_goodbye_with(format!(
            "interrupted; your last answer is not saved, what you answered before is. Go on with: \
             quiz resume {handle}"
        ));
    }

    /// Keeps by what code the record of an exam is known that was handed in: there is nothing to
    /// resume then.
    pub(crate) fn remember_receipt(&self, receipt: Receipt) {
        self.say_goodbye_with(format!("interrupted; the exam is handed in. Receipt: {receipt}"));
    }

    fn say_goodbye_with(&self, words: String) {
        *self.farewell.lock().unwrap_or_else(PoisonError::into_inner) = words;
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
        let farewell = Arc::clone(&self.farewell);
        // Without a handler the program ends all the same, only without a word.
        let _ = ctrlc::set_handler(move || {
            // Ctrl-C in an editor is the editor's.
            if front::is_editing() {
                return;
            }
            if prompts {
                front::restore();
            }
            let words = farewell.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let _ = writeln!(io::stderr(), "\nquiz: {words}");
            std::process::exit(i32::from(console::Exit::Interrupted.code()));
        });
    }

    /// The same words where a prompt was interrupted.
    fn interrupted(&self, failure: Failure) -> Failure {
        if failure.exit != console::Exit::Interrupted {
            return failure;
        }
        let words = self.farewell.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Failure { message: Some(words), ..failure }
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
