//! How an answer is asked for, kind by kind; the same in both front ends, which only differ in how
//! they ask for one line.

use std::collections::BTreeMap;
use std::rc::Rc;

use console::Failure;
use deck_format::limits::MAX_TEXT;
use deck_format::{DeckId, QuestionId};
use session::{
    Command, EntryError, Input, Limit, Presented, Response, Shown, ShownBlank, blank_expectation,
    expectation, parse_answer, parse_blank,
};

use super::Given;

/// The line that ends an essay.
const END: &str = ".";

/// Whether a text can be read as an answer; else what to say about it.
pub(super) type Check = Rc<dyn Fn(&str) -> Result<(), String>>;

/// What is asked for.
pub(super) struct Ask<'a> {
    /// What stands in front of the field.
    pub(super) label: &'a str,
    /// What is to be typed; empty where nothing need be said. It may hold text of the deck.
    pub(super) expected: &'a str,
    /// What can be read; the rest is asked for again.
    pub(super) check: Check,
}

/// What was typed.
pub(super) enum Asked {
    /// A text that passed the check.
    Text(String),
    /// A command.
    Command(Command),
    /// Nothing more before the time ran out, but for what was typed until then.
    TimeUp(String),
    /// Nothing, and nothing more will come.
    EndOfInput,
}

/// A way to ask for one line.
pub(super) trait Prompt {
    /// Asks until a line passes the check or is a command.
    fn ask(&mut self, ask: &Ask<'_>) -> Result<Asked, Failure>;
}

/// The dialogue about one answer. It keeps what was begun when a command comes in between.
#[derive(Debug, Default)]
pub(super) struct Dialogue {
    begun: Option<Begun>,
}

/// The lines of an answer that is not complete.
#[derive(Debug)]
struct Begun {
    question: (DeckId, QuestionId),
    blanks: BTreeMap<String, String>,
    /// How many blanks were dealt with; open ones are not among `blanks`.
    filled: usize,
    essay: String,
}

impl Dialogue {
    /// Asks for an answer to a question, under a limit if there is one.
    pub(super) fn answer(
        &mut self,
        prompt: &mut dyn Prompt,
        question: &Presented,
        limit: Option<Limit>,
    ) -> Result<Given, Failure> {
        let asked = match &question.shown {
            Shown::Cloze { blanks, .. } => self.cloze(prompt, question, blanks)?,
            Shown::Essay => self.essay(prompt, question)?,
            _ => one_line(prompt, question)?,
        };
        let given = match (asked, limit) {
            (Answer::Response(response), _) => Given::answer(response),
            (Answer::Command(command), _) => Given::command(command),
            (Answer::TimeUp(draft), Some(limit)) => Given::TimeUp(limit, draft),
            (Answer::TimeUp(_), None) | (Answer::EndOfInput, _) => Given::EndOfInput,
        };
        if matches!(given, Given::Input(Input::Answer(_)) | Given::TimeUp(..)) {
            self.begun = None;
        }
        Ok(given)
    }

    /// The essay that was begun for a question.
    pub(super) fn essay_so_far(&mut self, question: &Presented) -> &str {
        &self.begun(question).essay
    }

    /// Makes a text the essay that was begun for a question.
    pub(super) fn set_essay(&mut self, question: &Presented, text: &str) {
        text.clone_into(&mut self.begun(question).essay);
    }

    /// Forgets what was begun; whether there was anything.
    pub(super) fn drop_begun(&mut self) -> bool {
        self.begun.take().is_some_and(|begun| begun.filled > 0 || !begun.essay.is_empty())
    }

    /// Blanks, one line each.
    fn cloze(
        &mut self,
        prompt: &mut dyn Prompt,
        question: &Presented,
        blanks: &[ShownBlank],
    ) -> Result<Answer, Failure> {
        let begun = self.begun(question);
        while let Some(blank) = blanks.get(begun.filled) {
            let (of, language) = (blank.clone(), question.language.clone());
            let ask = Ask {
                label: &format!("Blank {}", begun.filled + 1),
                expected: &blank_expectation(blank),
                check: Rc::new(move |text| {
                    parse_blank(&of, &language, text).map(drop).map_err(|error| error.to_string())
                }),
            };
            let text = match prompt.ask(&ask)? {
                Asked::Text(text) => text,
                other => return Ok(other.into()),
            };
            begun.filled += 1;
            if let Ok(Some(typed)) = parse_blank(blank, &question.language, &text) {
                begun.blanks.insert(blank.id.as_str().to_owned(), typed);
            }
        }
        Ok(Answer::Response(Response::Blanks(std::mem::take(&mut begun.blanks))))
    }

    /// Lines up to one that holds only a full stop.
    fn essay(&mut self, prompt: &mut dyn Prompt, question: &Presented) -> Result<Answer, Failure> {
        let begun = self.begun(question);
        // Said again after a command; the lines that follow need no label.
        let mut label = "Your text goes on";
        loop {
            let first = begun.essay.is_empty();
            if first {
                label = "Your text";
            }
            let length = begun.essay.len();
            let ask = Ask {
                label: std::mem::take(&mut label),
                expected: "a line with only a full stop ends it",
                check: Rc::new(move |line| essay_line(line, length)),
            };
            let line = match prompt.ask(&ask)? {
                Asked::Text(line) => line,
                Asked::TimeUp(line) => {
                    let text = format!("{}{line}", begun.essay);
                    return Ok(Answer::TimeUp(parse_answer(question, &text).ok()));
                }
                other => return Ok(other.into()),
            };
            // What is pasted may have several.
            for line in line.split('\n').map(|line| line.trim_end_matches('\r')) {
                if line.trim() == END && !begun.essay.is_empty() {
                    // Every line was checked, so that nothing is wrong with the whole.
                    return match parse_answer(question, &begun.essay) {
                        Ok(response) => Ok(Answer::Response(response)),
                        Err(error) => Err(Failure::failed(error.to_string())),
                    };
                }
                if !(begun.essay.is_empty() && line.trim().is_empty()) {
                    begun.essay.push_str(line);
                    begun.essay.push('\n');
                }
            }
        }
    }

    /// What was begun of the answer to a question; begins anew where it was another question.
    fn begun(&mut self, question: &Presented) -> &mut Begun {
        let id = (question.deck.clone(), question.id.clone());
        if self.begun.as_ref().is_some_and(|begun| begun.question != id) {
            self.begun = None;
        }
        self.begun.get_or_insert_with(|| Begun {
            question: id,
            blanks: BTreeMap::new(),
            filled: 0,
            essay: String::new(),
        })
    }
}

/// Whether a line can follow on so many bytes of an essay.
fn essay_line(line: &str, length: usize) -> Result<(), String> {
    if line.trim() == END {
        return if length == 0 { Err("Type some text first.".to_owned()) } else { Ok(()) };
    }
    if length + line.len() > MAX_TEXT {
        return Err(EntryError::TooLong.to_string());
    }
    Ok(())
}

/// An answer that fits on one line.
fn one_line(prompt: &mut dyn Prompt, question: &Presented) -> Result<Answer, Failure> {
    let of = question.clone();
    let ask = Ask {
        label: "Answer",
        expected: &expectation(question),
        check: Rc::new(move |text| {
            parse_answer(&of, text).map(drop).map_err(|error| error.to_string())
        }),
    };
    match prompt.ask(&ask)? {
        // A line that was pasted with others is one line here.
        Asked::Text(text) => match parse_answer(question, &text.replace(['\n', '\r'], " ")) {
            Ok(response) => Ok(Answer::Response(response)),
            Err(error) => Err(Failure::failed(error.to_string())),
        },
        Asked::TimeUp(text) => Ok(Answer::TimeUp(parse_answer(question, &text).ok())),
        other => Ok(other.into()),
    }
}

/// What came of asking for a whole answer.
enum Answer {
    Response(Response),
    Command(Command),
    /// The time ran out; what was given until then, if it is an answer.
    TimeUp(Option<Response>),
    EndOfInput,
}

impl From<Asked> for Answer {
    /// What is no text: a text is for the kind to read.
    fn from(asked: Asked) -> Self {
        match asked {
            Asked::Command(command) => Self::Command(command),
            Asked::TimeUp(_) => Self::TimeUp(None),
            Asked::Text(_) | Asked::EndOfInput => Self::EndOfInput,
        }
    }
}
