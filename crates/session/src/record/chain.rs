//! The chain of a record: every line ends with a hash over it and the line before.
//!
//! `h` is the first 8 bytes, as 16 lower-case hex digits, of SHA-256 over three fields, each with
//! its length before it in 8 bytes, little-endian: the text `quizdeck record 1`; the `h` of the
//! line before as it is written, or `start` for line 0; and the bytes of the line as they stand in
//! the file, up to `,"h":"`. It is checked on those bytes, so that any edit is seen. A line that
//! does not end with an `h` counts whole as its own bytes.
//!
//! The chain shows damage and careless edits. Whoever owns the machine can compute it anew: it is
//! evidence, not proof.

use std::fmt;

use deck_format::Digester;

/// What a line says of its own hash: `,"h":"`, 16 digits and `"}`.
const TAIL: usize = 6 + 16 + 2;

/// The hash that ends a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Link(u64);

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Link {
    /// Reads lower-case hex digits, of which there are 16.
    fn parse(digits: &[u8]) -> Option<Self> {
        let link = digits.iter().try_fold(0, |link, digit| {
            let digit = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            Some(link << 4 | u64::from(digit))
        });
        link.map(Self)
    }
}

/// A place between two lines: the hash of the line before, or none at the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chain(Option<Link>);

impl Chain {
    /// The hash of the line before; `None` at the beginning.
    #[must_use]
    pub fn last(self) -> Option<Link> {
        self.0
    }

    /// The hash for a line that comes here.
    fn link(self, body: &[u8]) -> Link {
        let mut digester = Digester::new("quizdeck record 1");
        match self.0 {
            Some(link) => digester.field(link.to_string()),
            None => digester.field("start"),
        };
        digester.field(body);
        let mut link = [0; 8];
        link.copy_from_slice(&digester.finish().as_bytes()[..8]);
        Link(u64::from_be_bytes(link))
    }

    /// Ends a line, which is a JSON object without `h`: the line as it stands in the file, and the
    /// place after it.
    #[must_use]
    pub fn seal(self, json: &str) -> (String, Self) {
        let body = json.strip_suffix('}').unwrap_or(json);
        let link = self.link(body.as_bytes());
        (format!("{body},\"h\":\"{link}\"}}\n"), Self(Some(link)))
    }

    /// Goes over a line of a file, without its line end: whether its hash fits here, and the place
    /// after it. That is reckoned from what the line says, so that one broken line does not break
    /// all that follow.
    #[must_use]
    pub fn follow(self, line: &[u8]) -> (bool, Self) {
        match split(line) {
            Some((body, link)) => (self.link(body) == link, Self(Some(link))),
            None => (false, self.pass(line)),
        }
    }

    /// The place after a line of a file, as [`Chain::follow`] gives it, without the question whether
    /// its hash fits.
    pub(super) fn pass(self, line: &[u8]) -> Self {
        Self(Some(split(line).map_or_else(|| self.link(line), |(_, link)| link)))
    }
}

/// The bytes of a line before its hash, and the hash; `None` when it does not end with one.
pub(super) fn split(line: &[u8]) -> Option<(&[u8], Link)> {
    let (body, tail) = line.split_at_checked(line.len().checked_sub(TAIL)?)?;
    let digits = tail.strip_prefix(b",\"h\":\"")?.strip_suffix(b"\"}")?;
    Some((body, Link::parse(digits)?))
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    fn two_lines() -> [String; 2] {
        let (first, chain) = Chain::default().seal(r#"{"n":0}"#);
        let (second, _) = chain.seal(r#"{"n":1}"#);
        [first, second]
    }

    /// The hash as the documentation of this module says it, without our own code.
    fn by_hand(fields: [&[u8]; 3]) -> String {
        let mut hash = Sha256::new();
        for field in fields {
            hash.update((field.len() as u64).to_le_bytes());
            hash.update(field);
        }
        hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_hash_is_the_one_that_is_documented() {
        let [first, second] = two_lines();
        let h0 = by_hand([b"quizdeck record 1", b"start", br#"{"n":0"#]);
        let h1 = by_hand([b"quizdeck record 1", h0.as_bytes(), br#"{"n":1"#]);
        assert_eq!(first, format!("{{\"n\":0,\"h\":\"{h0}\"}}\n"));
        assert_eq!(second, format!("{{\"n\":1,\"h\":\"{h1}\"}}\n"));
        assert_eq!(h0, "8fada6c00ea1601e");
        assert_eq!(h1, "687dbecf0ff30ed8");
    }

    #[test]
    fn what_is_sealed_fits() {
        let [first, second] = two_lines();
        let (fits, chain) = Chain::default().follow(first.trim_end().as_bytes());
        assert!(fits);
        assert!(chain.follow(second.trim_end().as_bytes()).0);
        assert!(!Chain::default().follow(second.trim_end().as_bytes()).0, "a line is missing");
    }

    #[test]
    fn every_changed_byte_is_seen() {
        let [first, _] = two_lines();
        let line = first.trim_end().as_bytes();
        for at in 0..line.len() {
            let mut edited = line.to_vec();
            edited[at] ^= 1;
            assert!(!Chain::default().follow(&edited).0, "byte {at}");
        }
    }

    #[test]
    fn a_line_without_a_hash_does_not_fit_but_the_chain_goes_on() {
        let (fits, chain) = Chain::default().follow(br#"{"n":0}"#);
        assert!(!fits);
        let (next, _) = chain.seal(r#"{"n":1}"#);
        assert!(chain.follow(next.trim_end().as_bytes()).0);
        for line in [&b""[..], b"}", br#","h":"0123456789abcdeF"}"#, br#"{"h":"0123456789abcdef"}"#]
        {
            assert!(split(line).is_none());
        }
    }
}
