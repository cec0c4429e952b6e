//! Where the comments of a layout stand, found by its lines alone.

use toml_parser::lexer::TokenKind;

/// The lines of a text in which each text in quotes is one letter, save in keys.
fn masked(text: &str) -> String {
    let mut masked = String::new();
    for token in toml_parser::Source::new(text).lex() {
        let raw = &text[token.span().start()..token.span().end()];
        let is_key = masked.ends_with('.');
        match token.kind() {
            TokenKind::BasicString | TokenKind::LiteralString if is_key => {
                masked.push_str(raw.trim_matches(['"', '\'']));
            }
            TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString => masked.push('S'),
            _ => masked.push_str(raw),
        }
    }
    masked
}

/// Where a comment stands in a layout: the block, and the key there, if any.
#[derive(Debug)]
pub(super) struct Place {
    comment: String,
    block: usize,
    key: String,
    /// The key before.
    previous: String,
}

impl Place {
    /// Whether that is where the comment says that it belongs. The end of what stood between braces
    /// may follow the last key of it.
    pub(super) fn is_home(&self) -> bool {
        let words: Vec<_> = self.comment.splitn(5, ' ').collect();
        let path = words[4].trim_matches('-');
        words[3] == self.block.to_string()
            && (related(path, &self.key) || (words[2] == "inside" && related(path, &self.previous)))
    }
}

/// Where each comment of a layout stands.
pub(super) fn places(text: &str) -> Vec<Place> {
    let mut walk = Walk::default();
    for line in masked(text).lines() {
        walk.line(line);
    }
    walk.place_waiting("");
    walk.places
}

/// What is known on the way through the lines of a layout.
#[derive(Debug, Default)]
struct Walk {
    block: usize,
    /// The header within the block, with a dot.
    section: String,
    key: String,
    after_blank: bool,
    /// Comments on lines of their own, until it is known what they stand above.
    waiting: Vec<String>,
    places: Vec<Place>,
}

impl Walk {
    fn line(&mut self, line: &str) {
        let at = line.find('#').unwrap_or(line.len());
        let (code, comment) = (&line[..at], Some(line[at..].to_owned()).filter(|c| !c.is_empty()));
        if line.is_empty() {
            // What stands directly below a block is its end, and what stands apart at the top
            // belongs to the file; other comments belong to what follows.
            let apart = std::mem::replace(&mut self.after_blank, true);
            if !apart || self.is_top() {
                self.place_waiting("");
            }
            return;
        }
        if code.is_empty() {
            self.waiting.extend(comment);
            return;
        }
        self.after_blank = false;
        let previous = self.key.clone();
        self.enter(code);
        self.waiting.extend(comment);
        self.place_waiting(&previous);
    }

    fn is_top(&self) -> bool {
        self.block == 0 && self.key.is_empty()
    }

    /// Takes note of the key or header on a line.
    fn enter(&mut self, code: &str) {
        if code.starts_with("[[") {
            (self.block, self.key, self.section) = (self.block + 1, String::new(), String::new());
        } else if code.starts_with('[') {
            self.key = code.trim().trim_matches(['[', ']']).to_owned();
            self.section = format!("{}.", self.key);
        } else if !code.starts_with([' ', ']'])
            && let Some((name, _)) = code.split_once(" = ")
        {
            self.key = format!("{}{name}", self.section);
        }
    }

    fn place_waiting(&mut self, previous: &str) {
        for comment in std::mem::take(&mut self.waiting) {
            let (block, key, previous) = (self.block, self.key.clone(), previous.to_owned());
            self.places.push(Place { comment, block, key, previous });
        }
    }
}

/// Whether one key is the other, or of a table that holds it.
fn related(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    one.is_empty() || other.is_empty() || within(one, other) || within(other, one)
}
