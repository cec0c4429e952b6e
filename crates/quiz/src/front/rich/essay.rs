//! An essay that is written in the student's own editor.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use console::{Failure, Look, Sanitiser, layout};
use session::{Presented, parse_answer, read_back};

use super::super::{Asking, Given};
use super::RichFront;
use super::board::{Board, MARGIN, Reaction, View};
use super::keys::Key;
use super::menu::Picked;
use super::run::{Ended, Stays};

/// Whether an editor has the terminal, and Ctrl-C with it.
static EDITING: AtomicBool = AtomicBool::new(false);

/// Whether an editor has the terminal.
pub(crate) fn is_editing() -> bool {
    EDITING.load(Ordering::SeqCst)
}

/// What is done with an essay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Edit,
    HandIn,
    TypeHere,
}

/// An essay as it stands.
struct Draft<'a> {
    text: &'a str,
    editor: &'a str,
    words: String,
}

impl Board for Draft<'_> {
    type Out = Next;

    fn key(&mut self, key: &Key) -> Reaction<Next> {
        match key {
            Key::Char('e' | 'E') => Reaction::Done(Next::Edit),
            Key::Char('t' | 'T') => Reaction::Done(Next::TypeHere),
            Key::Enter if self.text.trim().is_empty() => Reaction::Done(Next::Edit),
            Key::Enter => Reaction::Done(Next::HandIn),
            _ => Reaction::Stay,
        }
    }

    fn view(&self, look: &Look) -> View {
        let columns = look.text_width().saturating_sub(2 * MARGIN).max(10);
        let text = look.sanitiser().text(self.text);
        let body = if self.text.trim().is_empty() {
            Vec::new()
        } else {
            layout::indent(layout::wrap(&text, columns), MARGIN)
        };
        let dot = look.glyphs().dot;
        let help = if body.is_empty() {
            format!("Enter opens {} {dot} t types it here {dot} Esc menu", self.editor)
        } else {
            format!("Enter hands it in {dot} e opens {} {dot} Esc menu", self.editor)
        };
        View {
            focus: body.len()..body.len(),
            body,
            label: "Your text".into(),
            given: self.words.clone(),
            caret: None,
            help,
        }
    }
}

/// The editor that the environment names, if any.
fn editor() -> Option<String> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    named("VISUAL").or_else(|| named("EDITOR")).map(|command| name_of(&command))
}

/// The name of a program in a command: `nano` of `/usr/bin/nano -w`.
fn name_of(command: &OsString) -> String {
    let command = command.to_string_lossy();
    let program = command.split_whitespace().next().unwrap_or_default();
    let name = Path::new(program).file_name().unwrap_or_default().to_string_lossy();
    Sanitiser::UNICODE.line(&name).into_owned()
}

impl<W: Write> RichFront<W> {
    /// Asks for an essay in an editor; `None` where it is to be typed here: no editor is named, a
    /// clock runs that no editor would heed, or the student would rather.
    pub(super) fn essay_in_editor(
        &mut self,
        asking: &Asking<'_>,
    ) -> Result<Option<Given>, Failure> {
        let question = asking.question;
        let Some(editor) = editor().filter(|_| self.limit.is_none()) else { return Ok(None) };
        if self.types_here.as_ref() == Some(&question.id) {
            return Ok(None);
        }
        loop {
            let text = self.dialogue.essay_so_far(question).to_owned();
            let words = word_count(question, &text);
            let mut draft = Draft { text: &text, editor: &editor, words };
            self.part()?;
            match self.run(&mut draft, Stays::Nothing)? {
                Ended::Done(Next::Edit) => self.edit(question, &text)?,
                Ended::Done(Next::TypeHere) => {
                    self.types_here = Some(question.id.clone());
                    return Ok(None);
                }
                Ended::Done(Next::HandIn) => match parse_answer(question, &text) {
                    Ok(response) => {
                        self.dialogue.drop_begun();
                        return Ok(Some(Given::answer(response)));
                    }
                    Err(error) => self.tell(&error.to_string())?,
                },
                Ended::Esc | Ended::TimeUp => {
                    if let Picked::Command(command) = self.question_menu(asking)? {
                        return Ok(Some(Given::command(command)));
                    }
                }
                Ended::Colon => {
                    if let Picked::Command(command) = self.typed_command()? {
                        return Ok(Some(Given::command(command)));
                    }
                }
            }
        }
    }

    /// Opens the editor; what it gives back is the essay so far.
    fn edit(&mut self, question: &Presented, text: &str) -> Result<(), Failure> {
        EDITING.store(true, Ordering::SeqCst);
        let edited = edit::edit(text);
        EDITING.store(false, Ordering::SeqCst);
        match edited {
            Ok(text) => {
                self.dialogue.set_essay(question, text.trim_end());
                Ok(())
            }
            Err(error) => {
                let reason = console::reason(&error);
                self.tell(&format!("The editor could not be used: {reason}. Press t to type here."))
            }
        }
    }
}

/// `12 words`, or nothing of an empty text.
fn word_count(question: &Presented, text: &str) -> String {
    let Ok(response) = parse_answer(question, text) else { return String::new() };
    let words = read_back(question, &response).join(" ");
    words.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_goes_by_its_name() {
        assert_eq!(name_of(&"/usr/bin/nano -w".into()), "nano");
        assert_eq!(name_of(&"vi".into()), "vi");
        assert_eq!(name_of(&"e\u{1b}d".into()), "e␛d");
    }
}
