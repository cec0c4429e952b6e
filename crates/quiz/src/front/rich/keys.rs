//! What a person does on the keyboard while a prompt of our own is up.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use console::Failure;
use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind,
    KeyModifiers,
};
use crossterm::terminal::{Clear, ClearType};
use crossterm::{cursor, execute, terminal};

use super::frame::leave_any;

/// How long a terminal has to stand still before a new size is taken for the last one.
const SETTLED: Duration = Duration::from_millis(80);

/// A key, as far as our prompts know keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Char(char),
    /// Several characters at once, on one line.
    Paste(String),
    /// A letter with Ctrl.
    Ctrl(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Backspace,
    Delete,
}

/// What happened while a prompt waited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Happened {
    Key(Key),
    /// The terminal has another size now.
    Resized,
    /// The instant came until which was waited.
    Waited,
}

/// The keyboard of a terminal in raw mode, which ends with it.
#[derive(Debug)]
pub(super) struct Keyboard {
    ahead: VecDeque<Event>,
}

impl Keyboard {
    /// Takes keys one by one from now on, unseen.
    pub(super) fn open() -> Result<Self, Failure> {
        terminal::enable_raw_mode().map_err(|error| unusable(&error))?;
        // From here on the terminal is put back, whatever happens.
        let keyboard = Self { ahead: VecDeque::new() };
        execute!(io::stderr(), EnableBracketedPaste).map_err(|error| unusable(&error))?;
        Ok(keyboard)
    }

    /// Waits for what happens next, at most until an instant.
    pub(super) fn wait(&mut self, until: Option<Instant>) -> Result<Happened, Failure> {
        loop {
            let event = match self.ahead.pop_front() {
                Some(event) => event,
                None => match self.next(until)? {
                    Some(event) => event,
                    None => return Ok(Happened::Waited),
                },
            };
            match event {
                Event::Key(key) => {
                    if let Some(key) = key_of(key) {
                        return Ok(Happened::Key(key));
                    }
                }
                Event::Paste(text) => return Ok(Happened::Key(Key::Paste(on_one_line(&text)))),
                Event::Resize(..) => {
                    self.settle()?;
                    return Ok(Happened::Resized);
                }
                _ => {}
            }
        }
    }

    fn next(&self, until: Option<Instant>) -> Result<Option<Event>, Failure> {
        let come = match until {
            Some(until) => event::poll(until.saturating_duration_since(Instant::now())),
            None => Ok(true),
        };
        match come {
            Ok(true) => event::read().map(Some).map_err(|error| unusable(&error)),
            Ok(false) => Ok(None),
            Err(error) => Err(unusable(&error)),
        }
    }

    /// Waits out a window that is being dragged: one drawing at the end is enough.
    fn settle(&mut self) -> Result<(), Failure> {
        while event::poll(SETTLED).map_err(|error| unusable(&error))? {
            match event::read().map_err(|error| unusable(&error))? {
                Event::Resize(..) => {}
                other => self.ahead.push_back(other),
            }
        }
        Ok(())
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        restore();
    }
}

/// Whether keys can be taken at all, before anything is begun.
pub(crate) fn probe() -> Result<(), Failure> {
    let possible = terminal::enable_raw_mode().and_then(|()| terminal::disable_raw_mode());
    possible.map_err(|error| unusable(&error))
}

/// Puts the terminal back as a shell expects it. That it cannot be done is not worth failing for.
pub(crate) fn restore() {
    let _ = leave_any(&mut io::stderr());
    let _ = terminal::disable_raw_mode();
    // Lists of inquire's stand below the cursor.
    let clear = Clear(ClearType::FromCursorDown);
    let _ = execute!(io::stderr(), clear, DisableBracketedPaste, cursor::Show);
    let _ = io::stderr().flush();
}

fn unusable(error: &io::Error) -> Failure {
    Failure::failed(format!("the terminal cannot be used: {}", console::reason(error)))
        .hint("use plain lines: --ui line")
}

/// A pasted text as a prompt of one line takes it.
fn on_one_line(text: &str) -> String {
    let words = text.trim_end_matches(['\r', '\n']).replace("\r\n", " ");
    words.replace(['\r', '\n', '\t'], " ")
}

fn key_of(key: KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(match key.code {
        // Enter, where it was typed before keys were taken one by one.
        KeyCode::Char('j') if ctrl => Key::Enter,
        KeyCode::Char(c) if ctrl => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(_) if key.modifiers.contains(KeyModifiers::ALT) => return None,
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        key_of(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_are_told_apart() {
        let none = KeyModifiers::NONE;
        assert_eq!(key(KeyCode::Char('b'), none), Some(Key::Char('b')));
        assert_eq!(key(KeyCode::Char('B'), KeyModifiers::SHIFT), Some(Key::Char('B')));
        assert_eq!(key(KeyCode::Char('C'), KeyModifiers::CONTROL), Some(Key::Ctrl('c')));
        assert_eq!(key(KeyCode::Char('x'), KeyModifiers::ALT), None);
        assert_eq!(key(KeyCode::F(1), none), None);
        let release = KeyEvent::new_with_kind(KeyCode::Enter, none, KeyEventKind::Release);
        assert_eq!(key_of(release), None);
    }

    #[test]
    fn a_pasted_text_is_one_line() {
        assert_eq!(on_one_line("one\r\ntwo\tthree\n"), "one two three");
    }

    #[test]
    #[ignore = "it panics; the next test runs it in a terminal of its own"]
    fn a_defect_at_a_prompt() {
        crate::restore_on_panic();
        // Not dropped, so that it is the hook that has to put the terminal back.
        std::mem::forget(Keyboard::open().unwrap());
        panic!("on purpose");
    }

    #[test]
    #[cfg(unix)]
    fn a_panic_restores_the_terminal() {
        use std::io::Read;

        use portable_pty::{CommandBuilder, PtySize, native_pty_system};

        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let before = format!("{:?}", pair.master.get_termios().unwrap());
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        let name = "front::rich::keys::tests::a_defect_at_a_prompt";
        command.args([name, "--exact", "--ignored", "--nocapture"]);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut said = Vec::new();
        // A terminal whose last program ended gives an error, which is an end like another.
        let _ = reader.read_to_end(&mut said);
        assert!(!child.wait().unwrap().success());
        let said = String::from_utf8_lossy(&said);
        let (_, after) = said.split_once("\u{1b}[?2004h").expect("it took keys");
        assert!(after.contains("\u{1b}[?2004l\u{1b}[?25h"), "{after:?}");
        assert!(after.contains("on purpose"), "{after:?}");
        assert_eq!(format!("{:?}", pair.master.get_termios().unwrap()), before);
    }
}
