//! The bytes of a file of records, line by line.

/// How a record begins, as it is written. Inside a text its quotes would be escaped, so that it
/// cannot stand inside a whole line.
pub(super) const BEGINNING: &[u8] = b"{\"n\":0,\"at\":\"";

/// Where the last record of a piece of a file begins, as it is written, with a line end before it.
/// Whoever reads a file in pieces cuts it there: no reader of the whole file would go on with one
/// record beyond it. `None` where no record but the first begins.
#[must_use]
pub fn last_beginning(bytes: &[u8]) -> Option<usize> {
    let ends = memchr::memrchr_iter(b'\n', bytes);
    ends.map(|end| end + 1).find(|begin| bytes[*begin..].starts_with(BEGINNING))
}

/// The lines of a file of records.
#[derive(Debug, Clone)]
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    /// Where the next line begins.
    next: usize,
    /// The number of the next line in the file, from 1.
    number: usize,
}

/// One line as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawLine<'a> {
    /// Its bytes, without the line end.
    pub(super) bytes: &'a [u8],
    /// Whether it has a line end.
    pub(super) ended: bool,
    /// Whether it is the last one of its record as far as can be seen.
    pub(super) last: bool,
    /// Its number in the file, from 1.
    pub(super) number: usize,
    /// Where in the file it begins.
    pub(super) from: usize,
}

impl RawLine<'_> {
    /// Where in the file it ends, its line end included.
    pub(super) fn to(&self) -> usize {
        self.from + self.bytes.len() + usize::from(self.ended)
    }
}

impl<'a> Lines<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, next: 0, number: 1 }
    }

    /// What was not handed out yet.
    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.next..]
    }

    /// Whether only blank lines are left.
    pub(super) fn is_done(&self) -> bool {
        self.rest().trim_ascii_start().is_empty()
    }

    /// Goes to the next line that is not blank: where it begins, or the end.
    pub(super) fn begin(&mut self) -> usize {
        self.skip_blank();
        if self.is_done() { self.bytes.len() } else { self.next }
    }

    /// The number of the next line.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// Passes over blank lines, which some tools leave between files that they join.
    fn skip_blank(&mut self) {
        let rest = self.rest();
        let blank = &rest[..rest.len() - rest.trim_ascii_start().len()];
        if let Some(end) = blank.iter().rposition(|byte| *byte == b'\n') {
            self.number += blank.iter().filter(|byte| **byte == b'\n').count();
            self.next += end + 1;
        }
    }

    /// The next line that is not blank.
    pub(super) fn next(&mut self) -> Option<RawLine<'a>> {
        self.skip_blank();
        let rest = self.rest();
        if self.is_done() {
            return None;
        }
        let end = memchr::memchr(b'\n', rest);
        let bytes = &rest[..end.unwrap_or(rest.len())];
        let line = RawLine {
            bytes,
            ended: end.is_some(),
            last: false,
            number: self.number,
            from: self.next,
        };
        self.next = line.to();
        self.number += 1;
        Some(RawLine { last: self.is_done() || self.at_beginning(), ..line })
    }

    /// Whether the next line begins a record.
    pub(super) fn at_beginning(&self) -> bool {
        let tokens: [&[u8]; 5] = [b"{", b"\"n\"", b":", b"0", b","];
        let mut tokens = tokens.iter();
        tokens
            .try_fold(self.rest(), |rest, token| rest.trim_ascii_start().strip_prefix(*token))
            .is_some()
    }

    /// Goes to where the next record begins, or to the end.
    pub(super) fn skip_record(&mut self) {
        while !self.at_beginning() && self.next().is_some() {}
    }

    /// Parts a line in which another record begins, as when files were put one behind the other
    /// and the first had no line end: what stands before it, if so. The other record comes next.
    pub(super) fn part(&mut self, line: RawLine<'a>) -> Option<RawLine<'a>> {
        let found = line.bytes.windows(BEGINNING.len()).skip(1).position(|w| w == BEGINNING)?;
        let bytes = &line.bytes[..=found];
        self.next = line.from + bytes.len();
        self.number = line.number;
        Some(RawLine { bytes, ended: false, last: true, ..line })
    }
}
