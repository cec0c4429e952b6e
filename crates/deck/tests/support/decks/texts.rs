//! Texts of a face, some of them hostile, and how TOML writes them.

use super::IMAGE_MARK;
use super::chance::Chance;

/// What is said of bees, and what nobody should say. None holds the mark of a token, an image, or
/// two braces.
const WORDS: &[&str] = &[
    "The bees",
    "dance in the dark",
    "honey and *wax*",
    "`code # with = signs`",
    "\"quoted\" 'twice'",
    "\"\"\" three \"\"\"",
    "''' three '''",
    "C:\\new\\table",
    "a back\\slash\\",
    "# no comment",
    "answer = true",
    "[[question]]",
    "two\nlines",
    "a\r\nline end",
    "\ta tab",
    "\u{1b}[2J\u{7}",
    "\u{202e}turned\u{202c}",
    "\u{feff}mark",
    "zero\u{200b}width \u{0}",
    "蜜蜂在跳舞",
    "naïve café ﬁ ²",
    "👩‍🌾 e\u{301}",
    "<script>x</script>",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "{ one } brace",
    "=cmd|' /C calc'!A0",
    "key: value",
];

/// Makes texts that are all different.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    count: usize,
}

impl Texts {
    /// A text with something in it.
    pub(crate) fn text(&mut self, chance: &mut Chance) -> String {
        self.count += 1;
        let (words, number) = (words(chance), self.count);
        match chance.between(0, 5) {
            0 => format!("{number} {words}"),
            // A paragraph of its own: in the midst of HTML or code it would be no image.
            1 => format!("{words} {number}\n\n{}", self.image(chance)),
            2 => self.image(chance),
            _ => format!("{words} {number}"),
        }
    }

    /// A text of one line without commas or outer spaces, as tags are.
    pub(crate) fn line(&mut self, chance: &mut Chance) -> String {
        self.count += 1;
        let words = words(chance).replace(|c: char| c == ',' || c.is_control(), " ");
        let words: String = words.chars().take(40).collect();
        format!("{} {}", words.trim(), self.count).trim().to_owned()
    }

    /// A unit.
    pub(crate) fn unit(&mut self, chance: &mut Chance) -> String {
        chance.pick(&["km", "m/s²", "%", "€ per \"kg\""]).to_owned()
    }

    fn image(&mut self, chance: &mut Chance) -> String {
        self.count += 1;
        let path = format!("img/{IMAGE_MARK}{:09}x.{}", self.count, chance.pick(&["png", "JPG"]));
        let number = self.count;
        match chance.between(0, 3) {
            0 => format!("![a curve]({path} \"a title\")"),
            1 => format!("![a curve][{number}]\n\n[{number}]: {path}\n"),
            2 => format!("![a curve]( <{path}> )"),
            _ => format!("![a curve]({path})"),
        }
    }
}

fn words(chance: &mut Chance) -> String {
    let count = chance.between(1, 2);
    (0..count).map(|_| chance.pick(WORDS)).collect::<Vec<_>>().join(" ")
}

/// A text as TOML writes it, in one of several ways.
pub(crate) fn quote(text: &str, chance: &mut Chance) -> String {
    let is_plain = text.chars().all(|c| c == '\t' || !c.is_control());
    match chance.between(0, 2) {
        0 if is_plain && !text.contains('\'') => format!("'{text}'"),
        1 => format!("\"\"\"\n{}\"\"\"", escape(text, true)),
        _ => format!("\"{}\"", escape(text, false)),
    }
}

fn escape(text: &str, keep_lines: bool) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' if keep_lines => escaped.push('\n'),
            c if c.is_control() => escaped.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}
