//! Writes a deck in every manner that TOML allows, with comments wherever one can stand.

use std::fmt::Write as _;

/// A value of a generated deck.
#[derive(Debug, Clone)]
pub(super) enum Val {
    Text(String),
    /// A number or boolean as it is written.
    Raw(&'static str),
    List(Vec<Val>),
    Map(Vec<(String, Val)>),
}

/// Choices that shrink to the first of each.
#[derive(Debug)]
pub(super) struct Dice {
    bytes: Vec<u8>,
    at: usize,
}

impl Dice {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0 }
    }

    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        usize::from(byte) % sides
    }

    pub(super) fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == sides - 1
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            // No roll keeps the order.
            items.swap(at, at - self.roll(at + 1));
        }
    }
}

/// Writes blocks, each with the name of its list; the head has none.
pub(super) struct Scribbler<'a> {
    dice: &'a mut Dice,
    text: String,
    block: usize,
    remarks: usize,
}

pub(super) fn scribble(dice: &mut Dice, blocks: &[(&str, Vec<(String, Val)>)]) -> String {
    let mut scribbler = Scribbler { dice, text: String::new(), block: 0, remarks: 0 };
    for (block, (name, fields)) in blocks.iter().enumerate() {
        scribbler.block = block;
        if !name.is_empty() {
            scribbler.text.push('\n');
            scribbler.lines_above("", true);
            let _ = write!(scribbler.text, "[[{name}]]");
            scribbler.behind("");
        }
        scribbler.block_fields(name, fields);
        if scribbler.dice.one_in(4) {
            scribbler.remark("end", "");
            scribbler.text.push('\n');
        }
    }
    let crlf = scribbler.dice.one_in(4);
    if crlf { scribbler.text.replace('\n', "\r\n") } else { scribbler.text }
}

impl Scribbler<'_> {
    /// A comment that says where it stands.
    fn remark(&mut self, sort: &str, path: &str) {
        self.remarks += 1;
        let path = if path.is_empty() { "-" } else { path };
        let _ = write!(self.text, "# {} {sort} {} {path}", self.remarks, self.block);
    }

    fn lines_above(&mut self, path: &str, may_part: bool) {
        while self.dice.one_in(5) {
            self.space();
            self.remark("above", path);
            self.text.push('\n');
            if may_part && self.dice.one_in(3) {
                self.text.push('\n');
            }
        }
    }

    fn behind(&mut self, path: &str) {
        self.space();
        if self.dice.one_in(5) {
            self.remark("behind", path);
        }
        self.text.push('\n');
    }

    fn space(&mut self) {
        self.text.push_str(["", " ", "\t", "   "][self.dice.roll(4)]);
    }

    fn block_fields(&mut self, name: &str, fields: &[(String, Val)]) {
        let mut fields = fields.to_vec();
        self.dice.shuffle(&mut fields);
        let mut below = Vec::new();
        for (key, value) in fields {
            let table = matches!(value, Val::Map(_));
            let tables = matches!(&value, Val::List(list) if !list.is_empty()
                && list.iter().all(|item| matches!(item, Val::Map(_))))
                && !name.is_empty();
            if (table || tables) && self.dice.one_in(3) {
                below.push((key, value));
            } else {
                self.field(&key.clone(), &key, &value);
            }
        }
        for (key, value) in below {
            let header = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
            match value {
                Val::Map(entries) => self.headed(&format!("[{header}]"), &key, &entries),
                Val::List(items) => items.iter().for_each(|item| {
                    let Val::Map(entries) = item else { return };
                    self.headed(&format!("[[{header}]]"), &key, entries);
                }),
                Val::Text(_) | Val::Raw(_) => {}
            }
        }
    }

    fn headed(&mut self, header: &str, path: &str, entries: &[(String, Val)]) {
        self.lines_above(path, false);
        self.text.push_str(header);
        self.behind(path);
        for (key, value) in entries {
            self.field(&self.key(key), &format!("{path}.{key}"), value);
        }
    }

    /// Writes `key = value`, or a table with dotted keys.
    fn field(&mut self, written: &str, path: &str, value: &Val) {
        if self.dice.one_in(6) {
            self.text.push('\n');
        }
        match value {
            Val::Map(entries) if !entries.is_empty() && self.dice.one_in(2) => {
                for (key, value) in entries {
                    let written = format!("{written}.{}", self.key(key));
                    self.field(&written, &format!("{path}.{key}"), value);
                }
            }
            _ => {
                self.lines_above(path, true);
                self.space();
                self.text.push_str(written);
                self.space();
                self.text.push('=');
                self.space();
                self.value(path, value);
                self.behind(path);
            }
        }
    }

    fn key(&self, key: &str) -> String {
        let bare = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        // A function of the key, so that two spellings of one table agree.
        match (bare, key.len() % 3) {
            (true, 0) => key.to_owned(),
            (_, 1) => format!("'{key}'"),
            _ => format!("\"{key}\""),
        }
    }

    fn value(&mut self, path: &str, value: &Val) {
        match value {
            Val::Raw(raw) => self.text.push_str(raw),
            Val::Text(text) => {
                let spelt = spell(self.dice, text);
                self.text.push_str(&spelt);
            }
            Val::List(items) => {
                self.text.push('[');
                self.between(path);
                for item in items {
                    self.value(path, item);
                    self.between(path);
                    self.text.push(',');
                    self.between(path);
                }
                self.text.push(']');
            }
            Val::Map(entries) => {
                self.text.push('{');
                self.between(path);
                for (at, (key, value)) in entries.iter().enumerate() {
                    let key_text = self.key(key);
                    let _ = write!(self.text, "{key_text} =");
                    self.space();
                    self.value(&format!("{path}.{key}"), value);
                    self.between(path);
                    if at + 1 < entries.len() || self.dice.one_in(3) {
                        self.text.push(',');
                        self.between(path);
                    }
                }
                self.text.push('}');
            }
        }
    }

    /// White space within brackets or, since TOML 1.1, braces.
    fn between(&mut self, path: &str) {
        self.space();
        if self.dice.one_in(6) {
            if self.dice.one_in(2) {
                self.remark("inside", path);
            }
            self.text.push('\n');
            self.space();
        }
    }
}

/// One of the many ways to write a text.
fn spell(dice: &mut Dice, text: &str) -> String {
    let plain = text.chars().all(|char| !char.is_control() || char == '\n' || char == '\t');
    match dice.roll(5) {
        1 if plain && !text.contains(['\'', '\n']) => format!("'{text}'"),
        2 if plain && !text.contains("'''") && !text.ends_with('\'') => {
            let start = if dice.one_in(2) || text.starts_with('\n') { "\n" } else { "" };
            format!("'''{start}{text}'''")
        }
        3 => {
            let start = ["\n", "\\\n  \n "][dice.roll(2)];
            let joined = dice.one_in(3);
            let text = escape(dice, text, true);
            let text = if joined { text.replacen("e ", "e \\\n   ", 1) } else { text };
            format!("\"\"\"{start}{text}\"\"\"")
        }
        _ => format!("\"{}\"", escape(dice, text, false)),
    }
}

fn escape(dice: &mut Dice, text: &str, lines: bool) -> String {
    let mut escaped = String::new();
    for char in text.chars() {
        match char {
            '\n' if lines => escaped.push('\n'),
            '\n' => escaped.push_str("\\n"),
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\u{1b}' => escaped.push_str(["\\e", "\\u001b", "\\x1B"][dice.roll(3)]),
            '\t' => escaped.push_str(["\t", "\\t", "\\u0009"][dice.roll(3)]),
            '\r' => escaped.push_str("\\r"),
            char if dice.one_in(40) => {
                let _ = write!(escaped, "\\U{:08x}", u32::from(char));
            }
            char => escaped.push(char),
        }
    }
    escaped
}
