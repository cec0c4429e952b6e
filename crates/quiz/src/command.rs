//! Commands typed in the place of an answer: a colon and a word.

use session::Command;

/// The commands with what they do, for `:help`.
const COMMANDS: &[(&str, &str)] = &[
    (":repeat", "show the question again, with its passage"),
    (":hint", "show a hint, where there is one"),
    (":flag NOTE", "flag the question, with a note if you like; :flag alone takes the flag off"),
    (":skip", "pass the question over"),
    (":undo", "take your last answer back"),
    (":claim NOTE", "say that your last answer deserved more credit"),
    (":easy", "say that your last answer was easy, so that it comes back later"),
    (":back", "go to the question before"),
    (":go N", "go to question N"),
    (":list", "list the questions"),
    (":time", "say how long you have been at it"),
    (":pause", "stop the clock until you go on"),
    (":done", "end here and see the score"),
    (":quit", "save and leave; quiz resume goes on from here"),
    (":help", "list the commands"),
];

/// What some of them do in an exam instead; without a text they do nothing there.
const IN_EXAM: &[(&str, &str)] = &[
    (":hint", ""),
    (":flag NOTE", "flag the question, to come back to it; :flag again takes the flag off"),
    (":skip", "pass the question over; an answer that it has stays"),
    (":easy", ""),
    (":done", "look over what you gave, and hand in"),
];

/// The longest note to a flag or a claim, in characters.
const MAX_NOTE: usize = 1_000;

/// Whether a note is short enough; else what to say about it.
pub(crate) fn check_note(note: &str) -> Result<(), String> {
    if note.chars().count() > MAX_NOTE {
        return Err(format!("A note has at most {MAX_NOTE} characters."));
    }
    Ok(())
}

/// What was typed, if not an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typed<'a> {
    /// An answer.
    Answer(&'a str),
    /// A command.
    Command(Command),
    /// Something that begins like a command and is none; what to say about it.
    Unknown(String),
}

/// Tells answers from commands. `::x` answers `:x`.
pub(crate) fn read(line: &str) -> Typed<'_> {
    let trimmed = line.trim();
    let Some(command) = trimmed.strip_prefix(':') else { return Typed::Answer(line) };
    if command.starts_with(':') {
        return Typed::Answer(command);
    }
    let (word, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    let rest = rest.trim();
    let plain = |command: Command| match rest {
        "" => Typed::Command(command),
        _ => Typed::Unknown(format!("The command :{word} stands alone.")),
    };
    match word {
        "repeat" => plain(Command::Repeat),
        "hint" => plain(Command::Hint),
        "flag" => noted(rest, Command::Flag),
        "skip" => plain(Command::Skip),
        "undo" => plain(Command::Undo),
        "claim" => noted(rest, Command::Claim),
        "easy" => plain(Command::Easy),
        "back" => plain(Command::Back),
        "go" => match rest.parse() {
            Ok(number) => Typed::Command(Command::Go(number)),
            Err(_) => Typed::Unknown("Type the number of a question, such as :go 3.".into()),
        },
        "list" => plain(Command::List),
        "time" => plain(Command::Time),
        "pause" => plain(Command::Pause),
        "done" => plain(Command::Done),
        "quit" => plain(Command::Quit),
        "help" => plain(Command::Help),
        _ => Typed::Unknown(format!(
            "There is no command :{word}; :help lists them. To answer with a colon in front, type \
             two."
        )),
    }
}

fn noted(note: &str, command: impl FnOnce(String) -> Command) -> Typed<'static> {
    match check_note(note) {
        Ok(()) => Typed::Command(command(note.to_owned())),
        Err(message) => Typed::Unknown(message),
    }
}

/// The commands, one a line, as they work in an exam or elsewhere.
pub(crate) fn help(exam: bool) -> Vec<String> {
    let widest = COMMANDS.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    let here = COMMANDS.iter().map(|(command, does)| {
        let instead = IN_EXAM.iter().find(|(other, _)| exam && other == command);
        (command, instead.map_or(does, |(_, does)| does))
    });
    let here = here.filter(|(_, does)| !does.is_empty());
    here.map(|(command, does)| format!("{command:widest$}  {does}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_left_as_they_are() {
        assert_eq!(read(" Meiya Pico "), Typed::Answer(" Meiya Pico "));
        assert_eq!(read("a:b"), Typed::Answer("a:b"));
        assert_eq!(read("::x"), Typed::Answer(":x"), "two colons answer with one");
    }

    #[test]
    fn commands_are_read() {
        assert_eq!(read(" :skip "), Typed::Command(Command::Skip));
        assert_eq!(read(":go 3"), Typed::Command(Command::Go(3)));
        assert_eq!(read(":flag two keys?"), Typed::Command(Command::Flag("two keys?".into())));
        assert_eq!(read(":claim"), Typed::Command(Command::Claim(String::new())));
    }

    #[test]
    fn what_is_no_command_is_never_an_answer() {
        for line in [":x", ":", ":skip it", ":go", ":go x", ":quit now"] {
            assert!(matches!(read(line), Typed::Unknown(_)), "{line}");
        }
    }

    #[test]
    fn an_exam_has_help_of_its_own() {
        let help = |exam| super::help(exam).join("\n");
        assert!(help(true).contains("hand in") && !help(true).contains(":hint"));
        assert!(help(false).contains(":hint") && !help(false).contains("hand in"));
        assert!(IN_EXAM.iter().all(|(command, _)| COMMANDS.iter().any(|(one, _)| one == command)));
    }

    #[test]
    fn every_command_of_the_help_is_one() {
        for (command, _) in COMMANDS {
            let line = command.replace(" NOTE", " n").replace(" N", " 1");
            assert!(matches!(read(&line), Typed::Command(_)), "{line}");
        }
    }
}
