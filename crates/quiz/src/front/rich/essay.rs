//! An essay that is written in the student's own editor.

use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use console::{Failure, Look, Sanitiser, layout};
use session::{Presented, parse_answer, read_back};

use super::super::{Asking, Front, Given};
use super::RichFront;
use super::board::{Board, MARGIN, Reaction, View};
use super::keys::Key;
use super::menu::Picked;
use super::run::{Ended, Stays};

/// How long it takes at most until a signal is heard.
const HEARD: Duration = Duration::from_millis(100);

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
        let body = lines_of(self.text, look);
        let opens = format!("opens {}", self.editor);
        let help = if body.is_empty() {
            vec![format!("Enter {opens}"), "t types it here".to_owned(), "Esc menu".to_owned()]
        } else {
            vec!["Enter hands it in".to_owned(), format!("e {opens}"), "Esc menu".to_owned()]
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

/// The lines of a text as it stands on the screen; none of a blank one.
fn lines_of(text: &str, look: &Look) -> Vec<String> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let columns = look.text_width().saturating_sub(2 * MARGIN).max(10);
    layout::indent(layout::wrap(&look.sanitiser().text(text), columns), MARGIN)
}

/// The name of the student's editor, if the environment says that there is one.
fn editor() -> Option<String> {
    let named = ["VISUAL", "EDITOR"].map(|name| std::env::var(name).unwrap_or_default());
    let program = |command: &str| command.split_whitespace().next().map(|p| name_of(Path::new(p)));
    // Another one that is found instead is not theirs.
    let found = edit::get_editor().ok().map(|path| name_of(&path));
    found.filter(|found| named.iter().any(|command| program(command).as_ref() == Some(found)))
}

/// The name of a program: `nano` of `/usr/bin/nano`.
fn name_of(program: &Path) -> String {
    let name = program.file_name().unwrap_or_default().to_string_lossy();
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
                        // It stays, to be compared with the model.
                        let look = self.look_now();
                        self.say(&lines_of(&text, &look))?;
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
                    if let Picked::Command(command) = self.typed_command(false)? {
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
        // A Ctrl-C that ended the editor is heard by us as well, a moment later.
        thread::sleep(HEARD);
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
        assert_eq!(name_of(Path::new("/usr/bin/nano")), "nano");
        assert_eq!(name_of(Path::new("vi")), "vi");
        assert_eq!(name_of(Path::new("e\u{1b}d")), "e␛d");
    }
}
