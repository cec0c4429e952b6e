//! A text of a question as the rules see it: without Markdown, cut into words, each with its place.

mod visible;

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::marks::Marks;
use super::words::{Entry, List, ListSet, Words, ascii_word, word_hash};
use visible::{Segment, Sort, Visible};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of letters and digits that begins with a letter, with inner apostrophes and hyphens.
    Word,
    /// A run that begins with a digit, with an inner decimal point or comma.
    Number,
    /// A span of code or mathematics: one token, whatever is in it.
    Opaque,
    /// A blank of a cloze.
    Blank,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// The word, folded, as a number; see [`word_hash`].
    pub word: u64,
    /// The word's stem as a number.
    pub stem: u64,
    /// The lists that hold the word itself.
    pub lists: ListSet,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it is emphasised or bold.
    pub emphasis: bool,
    /// Whether it stands between quotation marks or in a block quotation.
    pub quoted: bool,
}

impl Token {
    /// Its bytes in [`Text::visible`].
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it carries content: a word or number that is no stop word.
    #[must_use]
    pub fn is_content(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number) && !self.lists.has(List::Stop)
    }
}

/// A prepared text.
#[derive(Debug)]
pub struct Text<'a> {
    source: &'a str,
    /// The sorts of bytes in the source.
    written: Marks,
    /// The sorts of bytes in the visible text.
    marks: Marks,
    visible: Cow<'a, str>,
    /// Where the visible text stands in the source; empty where the two are the same.
    segments: Vec<Segment>,
    tokens: Vec<Token>,
    /// Phrases that lists hold, as ranges of tokens.
    phrases: Vec<(List, Range<usize>)>,
    lists: ListSet,
    has_figure: bool,
}

impl<'a> Text<'a> {
    /// Prepares a text that is Markdown.
    #[must_use]
    pub fn new(words: &Words, source: &'a str) -> Self {
        Self::read(words, source, false)
    }

    /// Prepares the prompt of a cloze: `{{id}}` is a blank.
    #[must_use]
    pub fn cloze(words: &Words, source: &'a str) -> Self {
        Self::read(words, source, true)
    }

    fn read(words: &Words, source: &'a str, blanks: bool) -> Self {
        let written = Marks::of(source);
        let Visible { text, segments, has_figure } = visible::read(source, written);
        let marks = if segments.is_empty() { written } else { Marks::of(&text) };
        let mut reader = Tokens::new(words, &text, blanks);
        if segments.is_empty() {
            reader.read(&Segment::whole(text.len()));
        }
        segments.iter().for_each(|segment| reader.read(segment));
        let (phrases, lists) = reader.phrases();
        let mut tokens = reader.tokens;
        if marks.has(Marks::QUOTATION) {
            mark_quoted(&text, &mut tokens);
        }
        Self { written, marks, source, visible: text, segments, tokens, phrases, lists, has_figure }
    }

    /// The text as it was written, Markdown.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The sorts of bytes that the text has as it was written.
    pub(super) fn written_marks(&self) -> Marks {
        self.written
    }

    /// The sorts of bytes that the text has without Markdown.
    pub(super) fn marks(&self) -> Marks {
        self.marks
    }

    /// The text without Markdown; code and mathematics are in it as they are.
    #[must_use]
    pub fn visible(&self) -> &str {
        &self.visible
    }

    /// The tokens in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The characters of a token.
    #[must_use]
    pub fn word(&self, token: &Token) -> &str {
        self.visible.get(token.range()).unwrap_or_default()
    }

    /// The tokens that carry content.
    pub fn content(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| token.is_content())
    }

    /// How long the text looks: its graphemes, outer spaces left out.
    #[must_use]
    pub fn length(&self) -> usize {
        let text = self.visible.trim();
        if text.is_ascii() { text.len() } else { text.graphemes(true).count() }
    }

    /// Whether the text holds a block of code, a table or an image.
    #[must_use]
    pub fn has_figure(&self) -> bool {
        self.has_figure
    }

    /// Whether a word or phrase of a list stands in the text. This costs next to nothing: ask it
    /// before anything else.
    #[must_use]
    pub fn has(&self, list: List) -> bool {
        self.lists.has(list)
    }

    /// Where words and phrases of a list stand, as ranges of tokens, in order.
    #[must_use]
    pub fn find(&self, list: List) -> Vec<Range<usize>> {
        if !self.has(list) {
            return Vec::new();
        }
        let words = self.tokens.iter().enumerate().filter(|(_, token)| token.lists.has(list));
        let phrases = self.phrases.iter().filter(|(of, _)| *of == list);
        let mut found: Vec<Range<usize>> = words.map(|(at, _)| at..at + 1).collect();
        found.extend(phrases.map(|(_, range)| range.clone()));
        found.sort_by_key(|range| (range.start, range.end));
        found
    }

    /// Whether the whole text is a word or phrase of a list.
    #[must_use]
    pub fn is_wholly(&self, list: List) -> bool {
        self.find(list).contains(&(0..self.tokens.len()))
    }

    /// The bytes of the source behind some bytes of the visible text.
    #[must_use]
    pub fn in_source(&self, visible: &Range<usize>) -> Range<usize> {
        if self.segments.is_empty() {
            return visible.clone();
        }
        let of = |byte: usize| {
            let next = self.segments.partition_point(|segment| segment.visible.start <= byte);
            next.checked_sub(1).map(|at| &self.segments[at])
        };
        let start = of(visible.start).map_or(0, |segment| segment.source_of(visible.start));
        let last = visible.end.saturating_sub(1).max(visible.start);
        let end = of(last).map_or(start, |segment| segment.source_end(visible.end));
        start..end.max(start)
    }

    /// The bytes of the source behind some tokens.
    #[must_use]
    pub fn tokens_in_source(&self, tokens: &Range<usize>) -> Range<usize> {
        match self.tokens.get(tokens.clone()) {
            Some([first, .., last]) => self.in_source(&(first.range().start..last.range().end)),
            Some([only]) => self.in_source(&only.range()),
            _ => 0..self.source.len(),
        }
    }

    /// The sentences, as ranges of tokens. A sentence ends at `.`, `?`, `!` or `…` before a space
    /// and anything but a small letter, or at an empty line.
    #[must_use]
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for at in 1..self.tokens.len() {
            let gap = self.tokens[at - 1].range().end..self.tokens[at].range().start;
            let next = self.visible.get(gap.end..).and_then(|rest| rest.chars().next());
            if ends_sentence(self.visible.get(gap).unwrap_or_default(), next) {
                sentences.push(start..at);
                start = at;
            }
        }
        if start < self.tokens.len() {
            sentences.push(start..self.tokens.len());
        }
        sentences
    }

    /// The clause that asks: the last sentence with a word in it that is no mere instruction. As a
    /// range of tokens; empty where there is none.
    #[must_use]
    pub fn question_clause(&self) -> Range<usize> {
        let instructions = self.find(List::Instruction);
        let asks = |sentence: &Range<usize>| {
            let tokens = &self.tokens[sentence.clone()];
            let has_word = tokens.iter().any(|token| token.kind == TokenKind::Word);
            let instructs = instructions.iter().any(|found| found.start == sentence.start);
            has_word && !instructs
        };
        let sentences = self.sentences();
        sentences.into_iter().rev().find(asks).unwrap_or(0..0)
    }
}

/// Whether the characters between two tokens end a sentence. `next` begins the second token.
fn ends_sentence(gap: &str, next: Option<char>) -> bool {
    let breaks = gap.matches('\n').count() > 1;
    let stop = gap.find(['.', '?', '!', '…', ':']).map(|at| &gap[at..]);
    let stops = stop.is_some_and(|rest| rest.contains(char::is_whitespace));
    let is_colon = gap.contains(':') && !gap.contains(['.', '?', '!', '…']);
    breaks || stops && !is_colon && !next.is_some_and(char::is_lowercase)
}

/// Marks the tokens between quotation marks. A mark that is never closed quotes nothing.
fn mark_quoted(text: &str, tokens: &mut [Token]) {
    let mut opened = None;
    let mut before = 0;
    for at in 0..=tokens.len() {
        let gap = before..tokens.get(at).map_or(text.len(), |token| token.range().start);
        for mark in text.get(gap).unwrap_or_default().chars() {
            match (mark, opened) {
                ('"' | '“' | '„' | '«', None) => opened = Some(at),
                ('"' | '”' | '“' | '»', Some(from)) => {
                    tokens[from..at].iter_mut().for_each(|token| token.quoted = true);
                    opened = None;
                }
                _ => {}
            }
        }
        before = tokens.get(at).map_or(before, |token| token.range().end);
    }
}

/// Cuts visible text into tokens.
struct Tokens<'t> {
    words: &'t Words,
    text: &'t str,
    /// Whether `{{id}}` is a blank.
    blanks: bool,
    tokens: Vec<Token>,
    /// Tokens that begin a phrase of a list, with what the lists say of them.
    begin: Vec<(usize, &'t Entry)>,
    /// The lists that hold any of the tokens.
    lists: ListSet,
}

impl<'t> Tokens<'t> {
    fn new(words: &'t Words, text: &'t str, blanks: bool) -> Self {
        let tokens = Vec::with_capacity(text.len() / 6 + 1);
        Self { words, text, blanks, tokens, begin: Vec::new(), lists: ListSet::default() }
    }

    /// The phrases of the lists that stand there, and all lists that have anything there.
    fn phrases(&self) -> (Vec<(List, Range<usize>)>, ListSet) {
        let mut found = Vec::new();
        let mut lists = self.lists;
        for (at, entry) in &self.begin {
            let Some(next) = self.tokens.get(at + 1) else { continue };
            for (list, rest) in entry.phrases_with(next.word) {
                let end = at + 1 + rest.len();
                let follow = self.tokens.get(at + 1..end).unwrap_or_default();
                let is_there = follow.len() == rest.len()
                    && follow.iter().zip(rest).all(|(token, word)| token.word == *word);
                if is_there {
                    found.push((*list, *at..end));
                    lists.insert(*list);
                }
            }
        }
        (found, lists)
    }

    fn read(&mut self, segment: &Segment) {
        let range = segment.visible.clone();
        if segment.sort == Sort::Opaque {
            return self.push(range, TokenKind::Opaque, segment);
        }
        let mut at = range.start;
        while let Some(c) = self.text[at..range.end].chars().next() {
            let rest = &self.text[at..range.end];
            // Nearly all of a text is spaces and plain words: these are read and hashed in one go.
            if c == ' ' {
                at += 1;
                continue;
            }
            if c.is_ascii_alphabetic()
                && let Some((len, hash)) = ascii_word(rest.as_bytes())
            {
                self.push_word(at..at + len, hash, TokenKind::Word, segment);
                at += len;
                continue;
            }
            let (len, kind) = match c {
                '{' if self.blanks => (blank(rest), TokenKind::Blank),
                '$' => (mathematics(rest), TokenKind::Opaque),
                c if c.is_numeric() => (run(rest, true), TokenKind::Number),
                c if c.is_alphanumeric() => (run(rest, false), TokenKind::Word),
                _ => (0, TokenKind::Opaque),
            };
            if len > 0 {
                self.push(at..at + len, kind, segment);
            }
            at += len.max(c.len_utf8());
        }
    }

    fn push(&mut self, range: Range<usize>, kind: TokenKind, segment: &Segment) {
        let word = word_hash(&self.text[range.clone()]);
        self.push_word(range, word, kind, segment);
    }

    /// Adds a token whose hash is known.
    fn push_word(&mut self, range: Range<usize>, word: u64, kind: TokenKind, segment: &Segment) {
        let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end)) else {
            return;
        };
        let written = &self.text[range];
        let (mut stem, mut lists) = (word, ListSet::default());
        if matches!(kind, TokenKind::Word | TokenKind::Number) {
            stem = self.words.stem_hash(written, word);
            if let Some(entry) = self.words.entry(word) {
                lists = entry.lists;
                self.lists.join(lists);
                if !entry.phrases.is_empty() {
                    self.begin.push((self.tokens.len(), entry));
                }
            }
        }
        let &Segment { emphasis, quoted, .. } = segment;
        self.tokens.push(Token { start, end, word, stem, lists, kind, emphasis, quoted });
    }
}

/// How many bytes a run of letters and digits has at the start of a text, inner apostrophes and
/// hyphens included; in a number, points and commas between digits.
fn run(text: &str, number: bool) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = match c {
            '\'' | '’' | '-' => next.is_some_and(char::is_alphanumeric),
            '.' | ',' => number && next.is_some_and(|next| next.is_ascii_digit()),
            // A combining mark belongs to its letter.
            '\u{300}'..='\u{36f}' => true,
            c => c.is_alphanumeric(),
        };
        if !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// How many bytes `{{id}}` has at the start of a text; 0 where there is none.
fn blank(text: &str) -> usize {
    let closed = text.strip_prefix("{{").and_then(|rest| rest.find("}}"));
    closed.map_or(0, |at| at + 4)
}

/// How many bytes `$…$` has at the start of a text; 0 where there is none. As in Pandoc, no space
/// stands inside next to a dollar, and no digit behind the second one: `$5 and $6` is money.
fn mathematics(text: &str) -> usize {
    let inner = &text[1..];
    let Some(len) = inner.find('$').filter(|len| *len > 0) else { return 0 };
    let (formula, behind) = (&inner[..len], &inner[len + 1..]);
    let spaced = formula.starts_with(char::is_whitespace) || formula.ends_with(char::is_whitespace);
    let is_money = behind.starts_with(|c: char| c.is_ascii_digit());
    if spaced || is_money { 0 } else { len + 2 }
}

#[cfg(test)]
mod tests;
