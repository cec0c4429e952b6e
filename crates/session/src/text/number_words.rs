//! English number words as digits, from zero to 999 999.

/// One word of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// zero to nineteen.
    Small(u32),
    /// twenty to ninety.
    Tens(u32),
    Hundred,
    Thousand,
    And,
    A,
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Writes every number of a text in plain digits: `two hundred and five` and `205` become the same,
/// as do `1,000` and `1000`. Words are parted by single spaces.
pub(super) fn to_digits(text: &str) -> String {
    let tokens: Vec<&str> = text.split(' ').collect();
    let mut written = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if let Some((number, used)) = leading_number(&tokens[at..]) {
            written.push(number);
            at += used;
        } else {
            written.push(ungrouped(tokens[at]));
            at += 1;
        }
    }
    written.join(" ")
}

/// The number at the start of the tokens, with the punctuation after it, and how many tokens it
/// takes up.
fn leading_number(tokens: &[&str]) -> Option<(String, usize)> {
    let mut words = Vec::new();
    let mut ends = Vec::new();
    // Seven words are the longest number of the range, and it may hold two `and`; a few more do no
    // harm. The bound keeps the whole linear.
    for token in tokens.iter().take(12) {
        let bare = token.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let Some(parts) = bare.split('-').map(word).collect::<Option<Vec<_>>>() else { break };
        words.extend(parts);
        ends.push(words.len());
        if bare.len() < token.len() {
            break;
        }
    }
    let (number, used) = number(&words)?;
    // A number that ends inside of `twenty-twenty` is none.
    let last = ends.iter().position(|end| *end == used)?;
    let token = tokens[last];
    let tail = &token[token.trim_end_matches(['.', ',', ';', ':', '!', '?']).len()..];
    Some((format!("{number}{tail}"), last + 1))
}

fn word(text: &str) -> Option<Word> {
    let text = text.to_ascii_lowercase();
    let index = |words: &[&str]| words.iter().position(|word| *word == text);
    let small = |at: usize| u32::try_from(at).ok();
    if let Some(value) = index(&SMALL).and_then(small) {
        return Some(Word::Small(value));
    }
    if let Some(value) = index(&TENS).and_then(small) {
        return Some(Word::Tens(value * 10 + 20));
    }
    match text.as_str() {
        "hundred" => Some(Word::Hundred),
        "thousand" => Some(Word::Thousand),
        "and" => Some(Word::And),
        "a" => Some(Word::A),
        _ => None,
    }
}

/// The number that the words begin with, and how many of them it takes up. Each function below does
/// the same for its range.
fn number(words: &[Word]) -> Option<(u32, usize)> {
    let (head, used) = match words {
        [Word::A, Word::Thousand, ..] => (1, 1),
        // Where an article was dropped: (a) thousand.
        [Word::Thousand, ..] => (1, 0),
        _ => below_thousand(words)?,
    };
    if !(1..1000).contains(&head) || words.get(used) != Some(&Word::Thousand) {
        return Some((head, used));
    }
    let used = used + 1;
    let (rest, more) = joined(&words[used..], below_thousand);
    Some((head * 1000 + rest, used + more))
}

fn below_thousand(words: &[Word]) -> Option<(u32, usize)> {
    let (hundreds, used) = match words {
        [Word::A, Word::Hundred, ..] => (1, 2),
        [Word::Hundred, ..] => (1, 1),
        [Word::Small(count @ 1..=19), Word::Hundred, ..] => (*count, 2),
        _ => return below_hundred(words),
    };
    let (rest, more) = joined(&words[used..], below_hundred);
    Some((hundreds * 100 + rest, used + more))
}

fn below_hundred(words: &[Word]) -> Option<(u32, usize)> {
    match words {
        [Word::Tens(tens), Word::Small(unit @ 1..=9), ..] => Some((tens + unit, 2)),
        [Word::Tens(value) | Word::Small(value), ..] => Some((*value, 1)),
        _ => None,
    }
}

/// What follows `hundred` or `thousand`, with or without `and`; nothing where no number does.
fn joined(words: &[Word], read: fn(&[Word]) -> Option<(u32, usize)>) -> (u32, usize) {
    let and = usize::from(words.first() == Some(&Word::And));
    match read(&words[and..]) {
        Some((value @ 1..=999, used)) => (value, used + and),
        _ => (0, 0),
    }
}

/// `12,300` without its commas; any other text as it is.
fn ungrouped(token: &str) -> String {
    let mut groups = token.split(',');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped =
        groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && digits(first))
            && groups.all(|group| group.len() == 3 && digits(group));
    if grouped { token.replace(',', "") } else { token.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_up_to_six_digits_are_read() {
        for (words, digits) in [
            ("zero", "0"),
            ("seventeen", "17"),
            ("forty", "40"),
            ("twenty-one", "21"),
            ("twenty one", "21"),
            ("one hundred and five", "105"),
            ("a hundred", "100"),
            ("hundred and one", "101"),
            ("eleven hundred", "1100"),
            ("a thousand and one", "1001"),
            ("two thousand seventeen", "2017"),
            ("thirty-two thousand four hundred and nine", "32409"),
            ("nine hundred and ninety-nine thousand nine hundred and ninety-nine", "999999"),
            ("1,000", "1000"),
            ("999,999", "999999"),
        ] {
            assert_eq!(to_digits(words), digits, "{words}");
        }
    }

    #[test]
    fn numbers_stand_inside_of_texts() {
        assert_eq!(to_digits("about thirty-two, or forty."), "about 32, or 40.");
        assert_eq!(to_digits("one and two"), "1 and 2");
        assert_eq!(to_digits("one two three"), "1 2 3");
        assert_eq!(to_digits("hundred and"), "100 and");
    }

    #[test]
    fn other_words_stay() {
        for text in
            ["a dozen", "and", "a", "twenty-twenty", "hundreds", "1,00", "x,000", "", "one-off"]
        {
            assert_eq!(to_digits(text), text);
        }
        assert_eq!(to_digits("two thousand thousand"), "2000 1000");
    }
}
