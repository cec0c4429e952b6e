//! How a text is written: the quotes, and what stands as an escape.
//!
//! A text stands in `"…"`. Where that would need a backslash, it stands in quotes that need none, if
//! there are such. A text with line breaks stands in multi-line quotes and begins on a line of its
//! own; one that was written on several lines stays so
//! unless it fits on one. A character that was written by its number
//! stays so, since it may not be seen otherwise.

/// The characters of a text as they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bit {
    Plain(char),
    /// By an escape other than those of quotes, backslashes and line breaks.
    Coded(char),
    /// A backslash at the end of a line: the text goes on without the break.
    Join,
}

use super::tree::Leaf;

use Bit::{Coded, Join, Plain};

/// The canonical form of a text that was written as `raw`, quotes included.
pub(super) fn rewritten(raw: &str) -> Leaf {
    let (bits, lines) = scan(&raw.replace("\r\n", "\n"));
    leaf(&bits, lines)
}

/// The canonical form of a text.
pub(super) fn fresh(text: &str) -> Leaf {
    leaf(&text.chars().map(Plain).collect::<Vec<_>>(), false)
}

/// The canonical form of a key in quotes that was written as `raw`, with or without quotes.
pub(super) fn quoted_key(raw: &str) -> String {
    if raw.starts_with(['"', '\'']) {
        one_line(&scan(raw).0, false)
    } else {
        one_line(&raw.chars().map(Plain).collect::<Vec<_>>(), false)
    }
}

/// Whether a key needs no quotes.
pub(super) fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// Reads the characters of a valid TOML string, and says whether it was written on several lines.
fn scan(raw: &str) -> (Vec<Bit>, bool) {
    for (quotes, literal) in [("\"\"\"", false), ("'''", true), ("\"", false), ("'", true)] {
        let inner = raw.strip_prefix(quotes).and_then(|rest| rest.strip_suffix(quotes));
        let Some(inner) = inner else { continue };
        let lines = inner.contains('\n');
        let inner = inner.strip_prefix('\n').unwrap_or(inner);
        let bits = if literal { inner.chars().map(Plain).collect() } else { unescape(inner) };
        return (bits, lines);
    }
    (raw.chars().map(Plain).collect(), false)
}

fn unescape(inner: &str) -> Vec<Bit> {
    let mut bits = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(char) = rest.chars().next() {
        rest = &rest[char.len_utf8()..];
        if char == '\\' {
            let (bit, left) = escape(rest);
            rest = left;
            // At the start, the line break after the quotes does the same.
            bits.extend(Some(bit).filter(|bit| *bit != Join || !bits.is_empty()));
        } else {
            bits.push(Plain(char));
        }
    }
    bits
}

/// What a backslash and the text after it stand for, and the rest of the text.
fn escape(rest: &str) -> (Bit, &str) {
    let Some(char) = rest.chars().next() else { return (Plain('\\'), rest) };
    let left = &rest[char.len_utf8()..];
    let coded = |digits: usize| {
        let code = left.get(..digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let char = code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
        let bit = if char == '\n' { Plain(char) } else { Coded(char) };
        (bit, left.get(digits..).unwrap_or_default())
    };
    match char {
        'b' => (Coded('\u{8}'), left),
        't' => (Coded('\t'), left),
        'f' => (Coded('\u{c}'), left),
        'r' => (Coded('\r'), left),
        'e' => (Coded('\u{1b}'), left),
        'n' => (Plain('\n'), left),
        'x' => coded(2),
        'u' => coded(4),
        'U' => coded(8),
        char if char.is_whitespace() => (Join, rest.trim_start_matches([' ', '\t', '\n', '\r'])),
        other => (Plain(other), left),
    }
}

fn leaf(bits: &[Bit], lines: bool) -> Leaf {
    let broken = bits.iter().any(|bit| matches!(bit, Plain('\n') | Join));
    if (lines && !bits.is_empty()) || broken {
        let short = (!broken).then(|| one_line(bits, true));
        Leaf { text: several_lines(bits), short }
    } else {
        Leaf { text: one_line(bits, true), short: None }
    }
}

/// The text, where every character can stand for itself.
fn plain(bits: &[Bit]) -> Option<String> {
    bits.iter()
        .map(|bit| match bit {
            Plain(char) => {
                Some(*char).filter(|char| !char.is_control() || matches!(char, '\t' | '\n'))
            }
            Coded(_) | Join => None,
        })
        .collect()
}

/// A text without line breaks; `long` quotes are not possible in a key.
fn one_line(bits: &[Bit], long: bool) -> String {
    let free = plain(bits).filter(|text| !text.contains('\n'));
    let Some(text) = free else { return format!("\"{}\"", escaped(bits, false)) };
    let within = |quotes: &str, mark: char| {
        let edges = text.starts_with(mark) || text.ends_with(mark);
        (!edges && !text.contains(quotes)).then(|| format!("{quotes}{text}{quotes}"))
    };
    let backslash = text.contains('\\');
    if !backslash && !text.contains('"') {
        format!("\"{text}\"")
    } else if !text.contains('\'') {
        format!("'{text}'")
    } else {
        let quotes = if backslash { within("'''", '\'') } else { within("\"\"\"", '"') };
        quotes.filter(|_| long).unwrap_or_else(|| format!("\"{}\"", escaped(bits, false)))
    }
}

fn several_lines(bits: &[Bit]) -> String {
    let needs_escape = bits.contains(&Plain('\\'))
        || bits.ends_with(&[Plain('"')])
        || bits.windows(3).any(|three| *three == [Plain('"'); 3]);
    let literal = plain(bits).filter(|text| !text.contains("'''") && !text.ends_with('\''));
    match literal {
        Some(text) if needs_escape => format!("'''\n{text}'''"),
        _ => format!("\"\"\"\n{}\"\"\"", escaped(bits, true)),
    }
}

/// The inside of basic quotes.
fn escaped(bits: &[Bit], lines: bool) -> String {
    let mut text = String::with_capacity(bits.len());
    let mut quotes = 0;
    for (at, bit) in bits.iter().enumerate() {
        quotes = if *bit == Plain('"') { quotes + 1 } else { 0 };
        match *bit {
            // Two quotes in a row are safe within three, but not before the end.
            Plain('"') if lines && quotes % 3 != 0 && at + 1 != bits.len() => text.push('"'),
            Plain('"') => text.push_str("\\\""),
            Plain('\\') => text.push_str("\\\\"),
            Plain('\n') if lines => text.push('\n'),
            Plain('\t') => text.push('\t'),
            Plain(char) if !char.is_control() => text.push(char),
            Plain(char) | Coded(char) => text.push_str(&code(char)),
            Join => text.push_str("\\\n"),
        }
    }
    text
}

/// The escape for a character; only those of TOML 1.0.
fn code(char: char) -> String {
    match char {
        '\u{8}' => "\\b".to_owned(),
        '\t' => "\\t".to_owned(),
        '\n' => "\\n".to_owned(),
        '\u{c}' => "\\f".to_owned(),
        '\r' => "\\r".to_owned(),
        char if u32::from(char) > 0xffff => format!("\\U{:08X}", u32::from(char)),
        char => format!("\\u{:04X}", u32::from(char)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_avoid_escapes() {
        for (raw, expected) in [
            (r#""plain""#, r#""plain""#),
            ("'plain'", r#""plain""#),
            (r#""say \"hi\"""#, r#"'say "hi"'"#),
            (r#""a \\{{b}}""#, r"'a \{{b}}'"),
            (r#""it's \"so\" now""#, r#""""it's "so" now""""#),
            (r#""it's \"so\"""#, r#""it's \"so\"""#),
            (r#""it's \\ now""#, r"'''it's \ now'''"),
            (r#""'\\'""#, r#""'\\'""#),
            (r#""""plain""""#, r#""plain""#),
            (r#""""""""#, r#""""#),
            ("\"\"\"\n\"\"\"", r#""""#),
        ] {
            assert_eq!(rewritten(raw).text, expected, "{raw}");
            assert_eq!(rewritten(expected).text, expected, "again: {raw}");
        }
    }

    #[test]
    fn breaks_and_codes_stay() {
        for (raw, expected) in [
            ("\"one\\ntwo\"", "\"\"\"\none\ntwo\"\"\""),
            ("\"\"\"one\r\ntwo\"\"\"", "\"\"\"\none\ntwo\"\"\""),
            ("\"\"\"one\ntwo\"\"\"", "\"\"\"\none\ntwo\"\"\""),
            ("\"\"\"\none\"\"\"", "\"\"\"\none\"\"\""),
            ("'''\none\n'''", "\"\"\"\none\n\"\"\""),
            ("\"\"\"\none \\\n   two\"\"\"", "\"\"\"\none \\\ntwo\"\"\""),
            ("\"\"\"\\\n  one\ntwo\"\"\"", "\"\"\"\none\ntwo\"\"\""),
            ("\"\"\"\na \\\\ b\n\"\"\"", "'''\na \\ b\n'''"),
            ("\"\"\"\nsaid \"no\\\"\"\"\"", "'''\nsaid \"no\"'''"),
            ("\"\"\"\n''' \"no\\\"\"\"\"", "\"\"\"\n''' \"no\\\"\"\"\""),
            ("\"tab\\tbell\\u0007\\e\\x41\"", "\"tab\\tbell\\u0007\\u001B\\u0041\""),
            ("\"\\u202Eso \\\"far\\\" \\U0001F41D\"", "\"\\u202Eso \\\"far\\\" \\U0001F41D\""),
        ] {
            assert_eq!(rewritten(raw).text, expected, "{raw}");
            assert_eq!(rewritten(expected).text, expected, "again: {raw}");
        }
    }

    #[test]
    fn a_text_of_one_line_has_a_short_form() {
        assert_eq!(rewritten("\"\"\"\none\"\"\"").short.as_deref(), Some("\"one\""));
        assert_eq!(rewritten("\"\"\"\none\\\ntwo\"\"\"").short, None);
        assert_eq!(rewritten("'''\none\ntwo'''").short, None);
        assert_eq!(rewritten("'one'").short, None);
    }

    #[test]
    fn keys_never_take_long_quotes() {
        assert_eq!(quoted_key("MSS"), "\"MSS\"");
        assert_eq!(quoted_key("'MSS'"), "\"MSS\"");
        assert_eq!(quoted_key("\"it's \\\"so\\\" now\""), "\"it's \\\"so\\\" now\"");
        assert_eq!(quoted_key("\"a\\nb\""), "\"a\\nb\"");
        assert!(is_bare("south-east_2") && !is_bare("a b") && !is_bare("") && !is_bare("é"));
    }

    #[test]
    fn fresh_texts_are_escaped_where_they_must_be() {
        assert_eq!(fresh("a\u{1b}b").text, "\"a\\u001Bb\"");
        assert_eq!(fresh("\"\"\"\n'''").text, "\"\"\"\n\"\"\\\"\n'''\"\"\"");
    }
}
