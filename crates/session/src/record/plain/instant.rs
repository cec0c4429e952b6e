//! Instants of plain records.

use jiff::Timestamp;

use super::cursor::Cursor;

/// The day of the last instant, which most often is that of the next.
#[derive(Debug, Default)]
pub(super) struct Dates {
    known: [u8; 11],
}

impl Dates {
    /// Goes over an instant as it is written, such as `2026-11-24T07:27:23.120Z`.
    #[inline]
    pub(super) fn instant(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        let text = cursor.bytes::<24>()?;
        let (date, time) = text.split_first_chunk::<11>()?;
        if *date != self.known {
            self.known = is_date(date).then_some(*date)?;
        }
        is_time(time).then_some(())
    }
}

/// Whether these are a date, of those years that every instant of can be held, and a `T`.
fn is_date(date: &[u8; 11]) -> bool {
    let Ok(text) = std::str::from_utf8(date) else { return false };
    let shaped = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        10 => byte == b'T',
        _ => byte.is_ascii_digit(),
    });
    shaped && text < "9999" && format!("{text}00:00:00.000Z").parse::<Timestamp>().is_ok()
}

/// Whether these are a time of a day to the millisecond, in UTC.
#[inline]
fn is_time(time: &[u8]) -> bool {
    let &[h1, h2, b':', m1, m2, b':', s1, s2, b'.', a, b, c, b'Z'] = time else { return false };
    let digits = [h1, h2, m1, m2, s1, s2, a, b, c];
    digits.iter().fold(true, |all, byte| all & byte.is_ascii_digit())
        && (h1 < b'2' || (h1 == b'2' && h2 < b'4'))
        && m1 < b'6'
        && s1 < b'6'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_an_instant() {
        let taken = |text: &str| Dates::default().instant(&mut Cursor(text.as_bytes())).is_some();
        for good in ["2026-11-24T07:27:23.120Z", "2024-02-29T23:59:59.999Z"] {
            assert!(taken(good) && good.parse::<Timestamp>().is_ok(), "{good}");
        }
        let bad = [
            "2026-02-29T00:00:00.000Z",
            "2026-13-01T00:00:00.000Z",
            "2026-11-24 07:27:23.120Z",
            "2026-11-24T24:00:00.000Z",
            "2026-11-24T07:60:00.000Z",
            "2026-11-24T07:00:60.000Z",
            "2026-11-24T07:00:00,000Z",
            "9999-12-31T23:00:00.000Z",
            "2026-11-24T07:27:23.120",
        ];
        for bad in bad {
            assert!(!taken(bad), "{bad}");
        }
    }
}
