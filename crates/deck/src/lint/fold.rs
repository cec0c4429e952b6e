//! Texts as they are compared with each other.

/// What stands at the end of a text and does not count.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | ':' | '?' | '!' | '…') || c.is_whitespace()
}

/// The characters of a word as they are compared.
fn folded_word(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase).map(|c| match c {
        '‘' | '’' => '\'',
        '“' | '”' | '„' => '"',
        other => other,
    })
}

/// Whether two texts are [`folded`] to the same. Most differ early, and nothing is written out.
pub(super) fn is_folded_like(one: &str, other: &str) -> bool {
    let words = |text| str::trim_end_matches(text, is_stop).split_whitespace();
    let (mut one, mut other) = (words(one), words(other));
    loop {
        match (one.next(), other.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if folded_word(a).eq(folded_word(b)) => {}
            _ => return false,
        }
    }
}

/// A text without what the eye passes over: case, runs of spaces, curly quotes, and the stop at its
/// end.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.trim_end_matches(is_stop).split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(folded_word(word));
    }
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

    #[test]
    fn texts_are_alike_that_are_folded_to_the_same() {
        let texts = [
            "",
            "?",
            "It’s",
            "it's.",
            "IT'S  . ",
            "it s",
            "its",
            "3 < 4",
            "3 <\n4!",
            "3 < 4 5",
            "“A” b",
            "\"a\" B",
            "İ",
            "i\u{307}",
            "ẞ",
            "ß",
            "a",
            "a b",
        ];
        for one in texts {
            for other in texts {
                assert_eq!(
                    is_folded_like(one, other),
                    folded(one) == folded(other),
                    "{one} and {other}"
                );
            }
        }
    }
}
