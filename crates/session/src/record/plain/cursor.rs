//! Going over bytes that are expected to have one shape; `None` as soon as they have another.
//!
//! A class has hundreds of millions of such pieces, each of a few bytes: a call for each would take
//! longer than what it does, so the small ones are always put in line.

/// What is left of some bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a>(pub(super) &'a [u8]);

impl<'a> Cursor<'a> {
    /// Goes over these bytes, whose number is known when this is compiled, which makes it quick.
    #[inline(always)]
    pub(super) fn take<const N: usize>(&mut self, expected: &[u8; N]) -> Option<()> {
        let (bytes, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        (bytes == expected).then_some(())
    }

    /// Goes over these bytes, if they are next; says whether they were.
    #[inline(always)]
    pub(super) fn has<const N: usize>(&mut self, expected: &[u8; N]) -> bool {
        let mut ahead = *self;
        let found = ahead.take(expected).is_some();
        if found {
            *self = ahead;
        }
        found
    }

    /// Goes over these bytes.
    #[inline]
    pub(super) fn take_all(&mut self, expected: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }

    /// Goes over so many bytes.
    #[inline(always)]
    pub(super) fn bytes<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(bytes)
    }

    /// Goes over a text up to the quote that ends it: UTF-8 without escapes and control characters.
    #[inline]
    pub(super) fn text(&mut self) -> Option<&'a str> {
        let text = self.until(b'"')?;
        let is_plain = |byte: &u8| *byte >= b' ' && *byte != b'\\';
        text.iter().all(is_plain).then(|| std::str::from_utf8(text).ok()).flatten()
    }

    /// Goes over what stands before a byte, and over the byte.
    #[inline]
    pub(super) fn until(&mut self, end: u8) -> Option<&'a [u8]> {
        let at = memchr::memchr(end, self.0)?;
        let (before, rest) = self.0.split_at(at);
        self.0 = &rest[1..];
        Some(before)
    }

    /// Goes over a whole number as JSON has it. One of more than 19 digits may not fit and is not
    /// taken.
    #[inline(always)]
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        let mut length = 0;
        while let Some(digit) = self.0.get(length).map(|byte| byte.wrapping_sub(b'0'))
            && digit < 10
        {
            if length == 19 {
                return None;
            }
            value = value * 10 + u64::from(digit);
            length += 1;
        }
        if length == 0 || (length > 1 && self.0[0] == b'0') {
            return None;
        }
        self.0 = &self.0[length..];
        Some(value)
    }

    /// Goes over so many lower-case hex digits.
    #[inline(always)]
    pub(super) fn hex<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let digits = self.bytes::<N>()?;
        let is_hex = |byte: &u8| byte.is_ascii_digit() | (b'a'..=b'f').contains(byte);
        digits.iter().fold(true, |all, byte| all & is_hex(byte)).then_some(digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_json() {
        let number = |text: &str| {
            let mut cursor = Cursor(text.as_bytes());
            cursor.number().map(|value| (value, cursor.0.len()))
        };
        assert_eq!(number("0,"), Some((0, 1)));
        assert_eq!(number("120}"), Some((120, 1)));
        assert_eq!(number("9999999999999999999"), Some((9_999_999_999_999_999_999, 0)));
        for bad in ["", "-1", "01", "00", "10000000000000000000", "x"] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_text_has_no_escapes() {
        let text = |text: &'static [u8]| Cursor(text).text();
        assert_eq!(text(b"no\xc3\xa9 \"rest"), Some("no\u{e9} "));
        for bad in [&b"a\\nb\""[..], b"a\nb\"", b"\xff\"", b"open"] {
            assert_eq!(text(bad), None);
        }
    }
}
