//! Texts as they are compared with each other.

/// A text without what the eye passes over: case, runs of spaces, curly quotes, and the stop at its
/// end.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' | '„' => '"',
            other => other,
        }));
    }
    folded.truncate(folded.trim_end_matches(['.', ':', '?', '!', '…', ' ']).len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_eye_passes_over_is_gone() {
        assert_eq!(folded("  It’s  “SO”\nhere. "), "it's \"so\" here");
        assert_eq!(folded("3 < 4"), "3 < 4");
        assert_eq!(folded("?"), "");
    }
}
