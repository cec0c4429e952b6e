//! Which sorts of bytes stand in a text: one look at them answers what many rules ask first.

/// Sorts of bytes, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks(u8);

impl Marks {
    /// What Markdown may read as a mark, and the end of a line, behind which a block may begin.
    pub(super) const MARKDOWN: Self = Self(1);
    /// A straight quotation mark, or anything beyond ASCII: it may be a curly one.
    pub(super) const QUOTATION: Self = Self(1 << 1);
    /// What opens something that is to be closed, in Markdown or outside it.
    pub(super) const OPENING: Self = Self(1 << 2);
    /// A digit of ASCII.
    pub(super) const DIGIT: Self = Self(1 << 3);
    /// A hyphen.
    pub(super) const HYPHEN: Self = Self(1 << 4);

    /// The sorts of bytes that a text has.
    pub(super) fn of(text: &str) -> Self {
        // To look at all costs less than to ask at each whether to stop.
        Self(text.bytes().fold(0, |sorts, byte| sorts | SORTS[usize::from(byte)]))
    }

    /// Whether there is a byte of a sort.
    pub(super) fn has(self, sort: Self) -> bool {
        self.0 & sort.0 != 0
    }
}

/// The sorts that each byte is of.
const SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0;
    while byte < sorts.len() {
        sorts[byte] = sorts_of(byte as u8);
        byte += 1;
    }
    sorts
};

const fn sorts_of(byte: u8) -> u8 {
    let mut sorts = 0;
    if matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b'<' | b'&' | b'~' | b'\n') {
        sorts |= Marks::MARKDOWN.0;
    }
    if byte == b'"' || !byte.is_ascii() {
        sorts |= Marks::QUOTATION.0;
    }
    if matches!(byte, b'*' | b'_' | b'`' | b'[' | b'$' | b'(') {
        sorts |= Marks::OPENING.0;
    }
    if byte.is_ascii_digit() {
        sorts |= Marks::DIGIT.0;
    }
    if byte == b'-' {
        sorts |= Marks::HYPHEN.0;
    }
    sorts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for text in ["5 keas", "keas 5", "A kea has 5 eggs."] {
            assert!(Marks::of(text).has(Marks::DIGIT), "{text}");
            assert!(!Marks::of(text).has(Marks::HYPHEN), "{text}");
        }
        assert!(Marks::of("kea*").has(Marks::MARKDOWN) && Marks::of("kea*").has(Marks::OPENING));
        assert!(Marks::of("„kea“").has(Marks::QUOTATION));
        assert_eq!(Marks::of("A plain text: is it?"), Marks::default());
    }
}
