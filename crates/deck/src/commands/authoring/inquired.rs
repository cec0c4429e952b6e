//! Asking an author with inquire's prompts, which are drawn on standard error.

use std::io::Write as _;
use std::rc::Rc;

use console::{Failure, Look, Sanitiser, layout, sanitise_line};
use inquire::error::{CustomUserError, InquireError};
use inquire::list_option::ListOption;
use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use inquire::validator::Validation;
use inquire::{MultiSelect, Select, Text};

use super::ask::{Ask, Line};

/// How many rows of a list are shown at once.
const PAGE: usize = 9;
/// The columns that signs and margins of a list take.
const AROUND: usize = 8;

/// An author at a terminal.
#[derive(Debug)]
pub(crate) struct Inquired {
    look: Look,
}

impl Inquired {
    /// Prompts in a look.
    pub(crate) fn new(look: Look) -> Self {
        let mut config =
            if look.colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
        let accent = |text: &'static str| {
            let styled = Styled::new(text);
            if look.colour { styled.with_fg(Color::DarkCyan) } else { styled }
        };
        config.prompt_prefix = accent("?");
        config.answered_prompt_prefix = accent("?");
        config.highlighted_option_prefix = accent(if look.unicode { "▸" } else { ">" });
        config.canceled_prompt_indicator = Styled::new("");
        if look.colour {
            config.help_message = StyleSheet::new().with_fg(Color::DarkGrey);
            config.answer = StyleSheet::new().with_fg(Color::DarkCyan);
        }
        inquire::set_global_render_config(config);
        Self { look }
    }

    /// Texts as rows of a list: safe, and on one line each.
    fn rows(&self, choices: &[String]) -> Vec<String> {
        let columns = self.look.width.unwrap_or(usize::MAX).saturating_sub(AROUND).max(8);
        let row = |choice: &String| layout::clip(&sanitise_line(choice), columns, &self.look);
        choices.iter().map(row).collect()
    }
}

impl Ask for Inquired {
    fn line(&mut self, line: Line) -> Result<Option<String>, Failure> {
        let check = Rc::clone(&line.check);
        let words = Rc::clone(&line.words);
        let mut prompt = Text::new(&line.label).with_initial_value(&line.begun).with_validator(
            move |typed: &str| {
                Ok(match check(typed.trim()) {
                    Ok(()) => Validation::Valid,
                    Err(message) => {
                        Validation::Invalid(Sanitiser::UNICODE.line(&message).as_ref().into())
                    }
                })
            },
        );
        if !line.help.is_empty() {
            prompt = prompt.with_help_message(line.help);
        }
        if !words.is_empty() {
            prompt = prompt.with_autocomplete(move |typed: &str| {
                Ok::<_, CustomUserError>(completions(typed, &words))
            });
        }
        Ok(answered(prompt.prompt())?.map(|typed| typed.trim().to_owned()))
    }

    fn choose(
        &mut self,
        label: &str,
        choices: &[String],
        start: usize,
    ) -> Result<Option<usize>, Failure> {
        let select = Select::new(label, self.rows(choices))
            .with_page_size(PAGE)
            .with_starting_cursor(start.min(choices.len().saturating_sub(1)))
            .with_help_message(
                "arrows choose, Enter takes it, Esc goes back; or type a part of it",
            );
        Ok(answered(select.raw_prompt())?.map(|chosen| chosen.index))
    }

    fn choose_many(
        &mut self,
        label: &str,
        choices: &[String],
    ) -> Result<Option<Vec<usize>>, Failure> {
        let select =
            MultiSelect::new(label, self.rows(choices)).with_page_size(PAGE).with_help_message(
                "arrows move, space marks, Enter takes all that are marked, Esc goes back",
            );
        let chosen: Option<Vec<ListOption<String>>> = answered(select.raw_prompt())?;
        Ok(chosen.map(|chosen| chosen.into_iter().map(|option| option.index).collect()))
    }

    fn show(&mut self, lines: &[String]) {
        // Where standard error cannot be written, the next prompt fails.
        for line in lines {
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }
}

/// The words that the last part of a list may become, each with all that stands before it.
fn completions(typed: &str, words: &[String]) -> Vec<String> {
    let (before, last) = match typed.rfind(',') {
        Some(comma) => {
            (format!("{}, ", typed[..comma].trim_end()), typed[comma + 1..].trim_start())
        }
        None => (String::new(), typed.trim_start()),
    };
    let last = last.to_lowercase();
    let fitting = words.iter().filter(|word| {
        let word = word.to_lowercase();
        word.starts_with(&last) && word != last
    });
    fitting.map(|word| format!("{before}{}", sanitise_line(word))).collect()
}

/// Tells the endings of a prompt apart: `None` is Esc.
fn answered<T>(result: Result<T, InquireError>) -> Result<Option<T>, Failure> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(InquireError::OperationCanceled) => Ok(None),
        Err(InquireError::OperationInterrupted) => Err(Failure::interrupted()),
        Err(error) => Err(Failure::failed(format!("the terminal cannot be used: {error}"))
            .hint("give the fields as flags; see --help")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_of_a_list_is_completed() {
        let words = ["bees".to_owned(), "Beetles".to_owned(), "ants".to_owned()];
        assert_eq!(completions("be", &words), ["bees", "Beetles"]);
        assert_eq!(completions("ants,  BEE", &words), ["ants, bees", "ants, Beetles"]);
        assert_eq!(completions("bees", &words), Vec::<String>::new());
        assert_eq!(completions("ants, ", &words).len(), 3);
    }
}
