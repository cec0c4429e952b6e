//! Patterns in which `*` stands for any run of characters.

/// Stands for `*` while the literal parts of a pattern are folded. It is no character, so no typed
/// text holds it.
const STAR: char = '\u{fdd0}';

/// A pattern, cut at its stars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wildcard {
    /// The literal texts before, between and after the stars: one more than there are stars.
    parts: Vec<String>,
}

impl Wildcard {
    /// Reads a pattern, in which `\*` is a literal star, and folds it as a whole.
    pub(super) fn new(pattern: &str, fold: impl Fn(&str) -> String) -> Self {
        let mut marked = String::with_capacity(pattern.len());
        let mut rest = pattern;
        while let Some(at) = rest.find('*') {
            if let Some(before) = rest[..at].strip_suffix('\\') {
                marked.push_str(before);
                marked.push('*');
            } else {
                marked.push_str(&rest[..at]);
                marked.push(STAR);
            }
            rest = &rest[at + 1..];
        }
        marked.push_str(rest);
        Self { parts: fold(&marked).split(STAR).map(str::to_owned).collect() }
    }

    /// Whether a folded text fits.
    ///
    /// The first part must begin the text and the last must end it. Each part between is taken where
    /// it first occurs: an earlier place never leaves less for the parts after it, so nothing is
    /// ever tried twice, and the time is linear.
    pub(super) fn matches(&self, text: &str) -> bool {
        let [first, inner @ .., last] = self.parts.as_slice() else {
            return self.parts.first().is_some_and(|only| only == text);
        };
        let Some(rest) = text.strip_prefix(first.as_str()) else { return false };
        let Some(mut rest) = rest.strip_suffix(last.as_str()) else { return false };
        for part in inner {
            let Some(at) = rest.find(part.as_str()) else { return false };
            rest = &rest[at + part.len()..];
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fits(pattern: &str, text: &str) -> bool {
        Wildcard::new(pattern, str::to_owned).matches(text)
    }

    #[test]
    fn a_star_is_any_run() {
        for (pattern, text) in [
            ("meiya*", "meiya pico"),
            ("meiya*", "meiya"),
            ("*pico", "meiya pico"),
            ("m*a p*o", "meiya pico"),
            ("*", "anything"),
            ("**", ""),
            ("a*a", "aa"),
            ("a*b*b", "abb"),
            ("5 \\* 3", "5 * 3"),
            ("plain", "plain"),
        ] {
            assert!(fits(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("meiya*", "xiamen meiya"),
            ("a*a", "a"),
            ("a*b*b", "ab"),
            ("5 \\* 3", "5 x 3"),
            ("plain", "plainer"),
            ("", "a"),
        ] {
            assert!(!fits(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn a_hostile_pattern_takes_linear_time() {
        let pattern = "a*".repeat(20_000) + "b";
        assert!(!fits(&pattern, &"a".repeat(60_000)));
    }

    /// The plain definition, exponential.
    fn by_definition(pattern: &[char], text: &[char]) -> bool {
        match (pattern, text) {
            ([], text) => text.is_empty(),
            (['*', rest @ ..], text) => {
                (0..=text.len()).any(|skip| by_definition(rest, &text[skip..]))
            }
            ([p, pattern @ ..], [t, text @ ..]) => p == t && by_definition(pattern, text),
            (_, []) => false,
        }
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_definition(pattern in "[ab*]{0,8}", text in "[ab]{0,8}") {
            let p: Vec<char> = pattern.chars().collect();
            let t: Vec<char> = text.chars().collect();
            prop_assert_eq!(fits(&pattern, &text), by_definition(&p, &t));
        }
    }
}
