//! Letters for places: a to z, then aa, ab and so on.

/// The letter of a place, counted from 0: `a`, `b` … `z`, `aa`, `ab` …
#[must_use]
pub fn letter(index: usize) -> String {
    let mut letters = Vec::new();
    // Places are numbers in base 26 whose digits are a = 1 to z = 26: there is no zero.
    let mut rest = index.saturating_add(1);
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b"abcdefghijklmnopqrstuvwxyz"[rest % 26]));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The place of a letter, in either case; `None` where the text is no letter of this kind.
#[must_use]
pub fn letter_index(text: &str) -> Option<usize> {
    // Four letters name more places than any question has.
    if text.is_empty() || text.len() > 4 || !text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let digit = |byte: u8| usize::from(byte.to_ascii_lowercase() - b'a') + 1;
    Some(text.bytes().fold(0, |place, byte| place * 26 + digit(byte)) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        for (index, text) in [
            (0, "a"),
            (1, "b"),
            (25, "z"),
            (26, "aa"),
            (27, "ab"),
            (51, "az"),
            (52, "ba"),
            (701, "zz"),
            (702, "aaa"),
        ] {
            assert_eq!(letter(index), text);
            assert_eq!(letter_index(text), Some(index));
        }
        assert_eq!(letter_index("C"), Some(2));
    }

    #[test]
    fn every_letter_leads_back_to_its_place() {
        for index in 0..2000 {
            assert_eq!(letter_index(&letter(index)), Some(index));
        }
    }

    #[test]
    fn other_texts_are_no_letters() {
        for text in ["", "1", "a1", "ä", "a b", "-", "aaaaa", "ａ"] {
            assert_eq!(letter_index(text), None, "{text}");
        }
    }
}
