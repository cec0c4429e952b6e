//! The prompts that are inquire's: lines of text, lists to choose from, numbers.

use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use console::{Failure, Look, Sanitiser, layout};
use inquire::autocompletion::{Autocomplete, Replacement};
use inquire::error::{CustomUserError, InquireError};
use inquire::list_option::ListOption;
use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use inquire::validator::Validation;
use inquire::{CustomType, Select, Text};

use super::super::dialogue::Check;
use super::super::{Choice, Chosen};

/// How inquire's prompts look beside ours.
pub(super) fn configure(look: &Look) {
    let mut config =
        if look.colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
    let accent = |text: &'static str| {
        let styled = Styled::new(text);
        if look.colour { styled.with_fg(Color::DarkCyan) } else { styled }
    };
    config.prompt_prefix = accent("  ?");
    config.answered_prompt_prefix = accent("  ?");
    config.highlighted_option_prefix = accent(if look.unicode { "  ▸" } else { "  >" });
    config.unhighlighted_option_prefix = Styled::new("   ");
    config.scroll_up_prefix = Styled::new(if look.unicode { "  ▴" } else { "  ^" });
    config.scroll_down_prefix = Styled::new(if look.unicode { "  ▾" } else { "  v" });
    let complaint = Styled::new("  !");
    config.error_message = config.error_message.with_prefix(if look.colour {
        complaint.with_fg(Color::DarkYellow)
    } else {
        complaint
    });
    config.canceled_prompt_indicator = Styled::new("");
    if look.colour {
        config.help_message = StyleSheet::new().with_fg(Color::DarkGrey);
        config.answer = StyleSheet::new().with_fg(Color::DarkCyan);
    }
    inquire::set_global_render_config(config);
}

/// A check of a line in the form in which prompts take it.
pub(super) fn check(check: impl Fn(&str) -> Result<(), String> + 'static) -> Check {
    Rc::new(check)
}

/// The columns of a text in a prompt of inquire's, which breaks longer ones anywhere.
fn columns(look: &Look) -> usize {
    look.width.unwrap_or(usize::MAX).saturating_sub(6).max(4)
}

/// What was typed so far, since inquire does not tell when it is left.
#[derive(Debug, Clone, Default)]
struct Recorder(Arc<Mutex<String>>);

impl Recorder {
    fn text(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Autocomplete for Recorder {
    fn get_suggestions(&mut self, input: &str) -> Result<Vec<String>, CustomUserError> {
        input.clone_into(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(Vec::new())
    }

    fn get_completion(
        &mut self,
        _: &str,
        _: Option<String>,
    ) -> Result<Replacement, CustomUserError> {
        Ok(Replacement::None)
    }
}

/// Asks for a line that passes a check; the error is what was typed before Esc.
pub(super) fn line(
    label: &str,
    help: &str,
    check: &Check,
    begun: &str,
    look: &Look,
) -> Result<Result<String, String>, Failure> {
    let check = Rc::clone(check);
    let recorder = Recorder::default();
    let columns = columns(look);
    let help = layout::clip(help, columns, look);
    let mut prompt = Text::new(label)
        .with_initial_value(begun)
        .with_autocomplete(recorder.clone())
        .with_validator(move |line: &str| {
            Ok(match check(line) {
                Ok(()) => Validation::Valid,
                Err(message) => {
                    let message = Sanitiser::UNICODE.line(&message);
                    // Inquire would break the line anywhere.
                    Validation::Invalid(layout::wrap(&message, columns).join("\n    ").into())
                }
            })
        });
    if !help.is_empty() {
        prompt = prompt.with_help_message(&help);
    }
    Ok(answered(prompt.prompt())?.ok_or_else(|| recorder.text()))
}

/// Asks to choose one of several things, by arrows or by typing a part of it.
pub(super) fn choose(
    prompt: &str,
    choices: &[Choice],
    default: usize,
    look: &Look,
    rows: usize,
) -> Result<Chosen, Failure> {
    let columns = columns(look);
    let labels: Vec<String> =
        choices.iter().map(|choice| layout::clip(&choice.label, columns, look)).collect();
    // What was chosen stays on one line.
    let left = columns.saturating_sub(layout::width(prompt)).max(1);
    let formatter = move |chosen: ListOption<&String>| layout::clip(chosen.value, left, look);
    let arrows = super::one::arrows(look);
    let help = if columns < 50 {
        format!("{arrows} and Enter")
    } else {
        format!("{arrows} choose, Enter takes it, or type a part of it")
    };
    let select = Select::new(prompt, labels)
        .with_page_size(rows.saturating_sub(4).clamp(1, 12))
        .with_starting_cursor(default.min(choices.len().saturating_sub(1)))
        .with_formatter(&formatter)
        .with_help_message(&help);
    let chosen = answered(select.raw_prompt())?;
    Ok(chosen.map_or(Chosen::Nothing, |chosen| Chosen::One(chosen.index)))
}

/// Asks for a whole number from 1.
pub(super) fn number(
    prompt: &str,
    most: usize,
    default: usize,
    look: &Look,
) -> Result<Option<usize>, Failure> {
    let help = format!("1 to {most}; Enter alone takes {default}");
    let help = layout::clip(&help, columns(look), look);
    let error = format!("Type a whole number from 1 to {most}.");
    let refusal = error.clone();
    let prompt = CustomType::<usize>::new(prompt)
        .with_default(default)
        .with_help_message(&help)
        .with_error_message(&error)
        .with_validator(move |number: &usize| {
            Ok(if (1..=most).contains(number) {
                Validation::Valid
            } else {
                Validation::Invalid(refusal.as_str().into())
            })
        });
    answered(prompt.prompt())
}

/// Tells the endings of a prompt apart: `None` is Esc.
fn answered<T>(result: Result<T, InquireError>) -> Result<Option<T>, Failure> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(InquireError::OperationCanceled) => Ok(None),
        Err(InquireError::OperationInterrupted) => Err(Failure::interrupted()),
        Err(error) => Err(Failure::failed(format!("the terminal cannot be used: {error}"))
            .hint("use plain lines: --ui line")),
    }
}
