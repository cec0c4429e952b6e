//! Text from a file, made safe for a terminal.
//!
//! | what | becomes |
//! |---|---|
//! | newline, U+2028, U+2029 | a newline; in one line a space |
//! | tab | four spaces; in one line a space |
//! | other control characters (C0, DEL) | their picture, `␛` for escape, so that nothing vanishes |
//! | C1 controls (U+009B too) and noncharacters | `�`: they have no picture |
//! | bidirectional embeddings and overrides (U+202A to U+202E) | nothing |
//! | bidirectional isolates (U+2066 to U+2069) | kept in lines where they are balanced, else nothing |
//! | characters that only hide: soft hyphen, zero-width space, byte order mark, tags … | nothing |
//! | U+200E, U+200F and U+061C (directional marks), joiners, variation selectors | kept: scripts and emoji need them |
//!
//! Where the terminal knows ASCII only, a picture is `?`. Other letters stay as they are.

use std::borrow::Cow;

/// What a tab becomes in a text of several lines.
pub(crate) const TAB: &str = "    ";

/// Makes a text safe and keeps its lines. Tabs become spaces, CR LF becomes a newline.
#[must_use]
pub fn sanitise(text: &str) -> Cow<'_, str> {
    Sanitiser::UNICODE.text(text)
}

/// Makes a text safe and brings it on one line.
#[must_use]
pub fn sanitise_line(text: &str) -> Cow<'_, str> {
    Sanitiser::UNICODE.line(text)
}

/// The sanitiser of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sanitiser {
    unicode: bool,
}

/// What happens to a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Keep,
    Drop,
    Newline,
    Tab,
    Picture(char),
    Isolate,
}

impl Sanitiser {
    /// For a terminal that shows Unicode.
    pub const UNICODE: Self = Self { unicode: true };
    /// For a terminal that shows ASCII.
    pub const ASCII: Self = Self { unicode: false };

    /// See [`sanitise`].
    #[must_use]
    pub fn text(self, text: &str) -> Cow<'_, str> {
        self.apply(text, "\n", TAB)
    }

    /// See [`sanitise_line`].
    #[must_use]
    pub fn line(self, text: &str) -> Cow<'_, str> {
        self.apply(text, " ", " ")
    }

    /// A visible character in the place of one, so that a line of source keeps its columns. Only
    /// characters that are safe as they are stay; isolates never do.
    pub(crate) fn visible(self, c: char) -> char {
        match fate(c) {
            Fate::Keep => c,
            Fate::Tab => ' ',
            Fate::Picture(picture) => self.picture(picture),
            Fate::Drop | Fate::Newline | Fate::Isolate => self.picture('\u{fffd}'),
        }
    }

    fn picture(self, picture: char) -> char {
        if self.unicode { picture } else { '?' }
    }

    fn apply<'a>(self, text: &'a str, newline: &str, tab: &str) -> Cow<'a, str> {
        let untouched =
            |c: char| fate(c) == Fate::Keep || (fate(c) == Fate::Newline && newline == "\n");
        let clean = text.find(|c| !untouched(c) || is_separator(c)).unwrap_or(text.len());
        if clean == text.len() {
            return Cow::Borrowed(text);
        }
        let mut safe = String::with_capacity(text.len() + 16);
        safe.push_str(&text[..clean]);
        let mut isolates = false;
        let mut rest = text[clean..].chars().peekable();
        while let Some(c) = rest.next() {
            match fate(c) {
                Fate::Keep => safe.push(c),
                Fate::Newline => safe.push_str(newline),
                Fate::Tab => safe.push_str(tab),
                Fate::Picture(_) if c == '\r' && rest.peek() == Some(&'\n') => {}
                Fate::Picture(picture) => safe.push(self.picture(picture)),
                Fate::Isolate => {
                    isolates = true;
                    safe.push(c);
                }
                Fate::Drop => {}
            }
        }
        Cow::Owned(if isolates { drop_open_isolates(&safe) } else { safe })
    }
}

/// The line and paragraph separators, which terminals do not break at.
fn is_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

fn fate(c: char) -> Fate {
    match c {
        ' '..='~' => Fate::Keep,
        '\n' | '\u{2028}' | '\u{2029}' => Fate::Newline,
        '\t' => Fate::Tab,
        '\0'..='\u{1f}' => {
            Fate::Picture(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'))
        }
        '\u{7f}' => Fate::Picture('\u{2421}'),
        '\u{80}'..='\u{9f}' => Fate::Picture('\u{fffd}'),
        '\u{2066}'..='\u{2069}' => Fate::Isolate,
        _ if is_noncharacter(c) => Fate::Picture('\u{fffd}'),
        _ if hides(c) => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// A code point that Unicode keeps for a program's own use and that stands in no text.
pub(crate) fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

/// A format character that shows nothing and that no script needs: what it can do is to reorder
/// or to hide.
fn hides(c: char) -> bool {
    matches!(c,
        '\u{ad}'                        // soft hyphen
        | '\u{180e}'                    // Mongolian vowel separator, long deprecated
        | '\u{200b}'                    // zero-width space
        | '\u{202a}'..='\u{202e}'       // bidirectional embeddings and overrides
        | '\u{2060}'..='\u{2064}'       // word joiner, invisible operators
        | '\u{206a}'..='\u{206f}'       // deprecated format characters
        | '\u{feff}'                    // byte order mark
        | '\u{fff9}'..='\u{fffb}'       // interlinear annotation
        | '\u{1bca0}'..='\u{1bca3}'     // shorthand format controls
        | '\u{1d173}'..='\u{1d17a}'     // musical format controls
        | '\u{e0000}'..='\u{e007f}'     // tags
    )
}

/// Drops the bidirectional isolates of every line that opens or closes one too many. Whoever cuts
/// sanitised text into lines calls this on the lines.
pub(crate) fn drop_open_isolates(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if balanced(line) {
            safe.push_str(line);
        } else {
            safe.push_str(&without_isolates(line));
        }
    }
    safe
}

/// The text without its bidirectional isolates.
pub(crate) fn without_isolates(text: &str) -> String {
    text.chars().filter(|c| fate(*c) != Fate::Isolate).collect()
}

/// Whether every isolate of a line is closed in it, and nothing is closed that is not open.
pub(crate) fn balanced(line: &str) -> bool {
    let mut open = 0_usize;
    for c in line.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' if open == 0 => return false,
            '\u{2069}' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

/// Makes JSON safe for a terminal without changing what it says: what [`sanitise`] would touch is
/// written as `\u….`. Such characters stand in strings only, so that the escapes are valid.
#[must_use]
pub fn escape_json(json: &str) -> Cow<'_, str> {
    let touched = |c: char| c != '\n' && fate(c) != Fate::Keep;
    if !json.contains(touched) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if touched(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::hostile::{self, assert_safe};

    #[test]
    fn controls_become_visible() {
        assert_eq!(sanitise("a\u{1b}[2Jb\u{7}"), "a␛[2Jb␇");
        assert_eq!(sanitise("\0\u{7f}\u{9b}31m"), "␀␡�31m");
        assert_eq!(Sanitiser::ASCII.text("é\u{1b}\u{9b}"), "é??");
    }

    #[test]
    fn lines_are_kept_or_joined() {
        assert_eq!(sanitise("a\r\nb\u{2028}c\td\re"), "a\nb\nc    d␍e");
        assert_eq!(sanitise_line("a\r\nb\u{2029}c\td\n"), "a b c d ");
    }

    #[test]
    fn directions_never_stay_open() {
        assert_eq!(sanitise("pay \u{202e}001\u{202c} €"), "pay 001 €");
        let closed = "\u{2067}שלום\u{2069} and \u{200f}on";
        assert_eq!(sanitise(closed), closed);
        assert_eq!(sanitise("a\u{2067}b"), "ab");
        assert_eq!(sanitise("a\u{2069}\u{2067}b"), "ab");
        assert_eq!(
            sanitise("a\u{2066}b\u{2069}\nc\u{2066}d\n\u{2069}"),
            "a\u{2066}b\u{2069}\ncd\n",
            "each line stands for itself"
        );
    }

    #[test]
    fn what_only_hides_is_dropped_and_what_scripts_need_stays() {
        assert_eq!(sanitise("\u{feff}so\u{ad}ft\u{200b}\u{e0041}\u{2060}"), "soft");
        assert_eq!(sanitise("x\u{fdd0}\u{ffff}"), "x��");
        for kept in ["👨\u{200d}👩", "می\u{200c}خواهم", "❤\u{fe0f}", "\u{61c}\u{200e}", "e\u{301}"]
        {
            assert!(matches!(sanitise(kept), Cow::Borrowed(same) if same == kept));
        }
    }

    #[test]
    fn json_keeps_its_meaning() {
        let json = serde_json::to_string("\u{1b}\u{9b}\u{202e}\u{e0041}é\n").unwrap();
        let safe = escape_json(&json);
        assert_eq!(safe, r#""\u001b\u009b\u202e\udb40\udc41é\n""#);
        assert_eq!(
            serde_json::from_str::<String>(&safe).unwrap(),
            "\u{1b}\u{9b}\u{202e}\u{e0041}é\n"
        );
    }

    proptest! {
        #[test]
        fn text_is_safe_and_stays_so(text in hostile::text()) {
            for sanitiser in [Sanitiser::UNICODE, Sanitiser::ASCII] {
                let safe = sanitiser.text(&text);
                assert_safe(&safe, false);
                prop_assert_eq!(sanitiser.text(&safe), safe.as_ref());
                let line = sanitiser.line(&text);
                prop_assert!(!line.contains('\n'));
                assert_safe(&line, false);
                prop_assert_eq!(sanitiser.line(&line), line.as_ref());
            }
        }

        #[test]
        fn json_is_safe_and_equal(text in hostile::text()) {
            let json = serde_json::to_string(&text).unwrap();
            let safe = escape_json(&json);
            assert_safe(&safe, false);
            prop_assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
        }
    }
}
