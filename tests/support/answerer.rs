//! Someone who answers every question of any deck, though not well: by what the prompt expects.

/// Whether a text ends with a prompt that waits for a line.
pub(crate) fn is_prompt(text: &str) -> bool {
    text.ends_with("): ")
}

/// A line, or several, that the last prompt of a text takes.
pub(crate) fn answer_to(text: &str) -> String {
    let prompt = text.rsplit('\n').next().unwrap_or_default();
    let example = prompt.split_once("such as ").and_then(|(_, rest)| rest.split_once(", or"));
    let example = example.map(|(example, _)| example);
    let answer = match prompt {
        _ if prompt.starts_with("Your text") => "Because.\n.",
        _ if prompt.starts_with("Next") => "d",
        _ if prompt.starts_with("Blank") => "-",
        _ if prompt.contains("true or false") => "true",
        _ if prompt.contains("(a letter") => "a",
        _ if prompt.contains("(a number") => "1",
        // An example that is cut short is no answer.
        _ if example.is_some_and(|example| example.ends_with('…')) => ":skip",
        _ => example.unwrap_or("No idea"),
    };
    answer.to_owned()
}
