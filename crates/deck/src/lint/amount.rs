//! Amounts as options write them: a number or an interval, with its unit.

use std::cmp::Ordering;
use std::ops::Range;

use super::marks::Marks;
use super::number::Number;
use super::text::{Text, TokenKind};
use super::words::List;

/// An option with more words than these is a sentence, not an amount.
const MAX_TOKENS: usize = 8;

/// A number or an interval, as a text writes it.
#[derive(Debug, Clone, Copy)]
pub struct Amount<'t> {
    low: Bound,
    high: Bound,
    /// How it is written.
    pub shape: Shape,
    /// Its first number as it is written.
    pub numeral: &'t str,
    /// What stands before its number, such as `$`.
    before: &'t str,
    /// What stands behind it, such as `kg`.
    after: &'t str,
    /// Whether it is two numbers joined by "and" without "between": an interval only if the question
    /// asks between what.
    pub is_pair: bool,
}

/// How an amount is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One number.
    Point,
    /// From one number to another.
    Between,
    /// All numbers on one side of one.
    Open,
}

/// An end of an interval; without a value there is none.
#[derive(Debug, Clone, Copy)]
struct Bound {
    value: Option<Number>,
    included: bool,
}

impl Bound {
    const NONE: Self = Self { value: None, included: false };

    fn at(value: Number, included: bool) -> Self {
        Self { value: Some(value), included }
    }

    /// Whether an interval that begins here and one that ends there have a number in common.
    fn reaches(self, end: Self) -> bool {
        let (Some(low), Some(high)) = (self.value, end.value) else { return true };
        low < high || low == high && self.included && end.included
    }
}

impl<'t> Amount<'t> {
    /// Reads a whole text that is an amount: `5`, `$5`, `5 kg`, `10–20`, `[0, 10)`, `more than 3 m`.
    /// Code and mathematics are none.
    #[must_use]
    pub fn read(text: &'t Text<'_>) -> Option<Self> {
        let visible = text.visible();
        let is_short = text.tokens().len() <= MAX_TOKENS;
        let is_opaque = || text.tokens().iter().any(|token| token.kind == TokenKind::Opaque);
        if !text.marks().has(Marks::DIGIT) || !is_short || is_opaque() {
            return None;
        }
        let first = numeral(visible, 0)?;
        match numeral(visible, first.end) {
            None => one(text, first),
            Some(second) => {
                let is_last = numeral(visible, second.end).is_none();
                is_last.then(|| two(text, first, second)).flatten()
            }
        }
    }

    /// Whether two amounts have the same unit. One without a unit has any.
    #[must_use]
    pub fn has_unit_of(&self, other: &Self) -> bool {
        let bare = |amount: &Self| amount.before.is_empty() && amount.after.is_empty();
        bare(self) || bare(other) || self.is_written_like(other)
    }

    /// Whether two amounts are written with the same unit, or both with none.
    #[must_use]
    pub fn is_written_like(&self, other: &Self) -> bool {
        singular(self.before) == singular(other.before)
            && singular(self.after) == singular(other.after)
    }

    /// Whether some number belongs to both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.low.reaches(other.high) && other.low.reaches(self.high)
    }

    /// Whether one begins where the other ends.
    #[must_use]
    pub fn touches(&self, other: &Self) -> bool {
        let meet = |end: Bound, start: Bound| end.value.is_some() && end.value == start.value;
        meet(self.high, other.low) || meet(other.high, self.low)
    }

    /// Whether it is a span of years.
    #[must_use]
    pub fn is_years(&self) -> bool {
        let is_year = |bound: Bound| {
            let [Some(first), Some(last)] = ["1000", "2100"].map(Number::read) else {
                return false;
            };
            bound.value.is_some_and(|year| first <= year && year <= last)
        };
        let bare = self.before.is_empty() && self.after.is_empty();
        self.shape == Shape::Between && bare && is_year(self.low) && is_year(self.high)
    }

    /// Which of two amounts stands first in ascending order; `None` where that cannot be told.
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        let by = |one: Bound, other: Bound, missing: Ordering| match (one.value, other.value) {
            (Some(one), Some(other)) => one.partial_cmp(&other),
            (None, None) => Some(Ordering::Equal),
            (None, Some(_)) => Some(missing),
            (Some(_), None) => Some(missing.reverse()),
        };
        let low = by(self.low, other.low, Ordering::Less)?;
        Some(low.then(by(self.high, other.high, Ordering::Greater)?))
    }
}

/// Whether a text has a digit: what has none is no amount.
#[must_use]
pub fn has_digit(text: &str) -> bool {
    Marks::of(text).has(Marks::DIGIT)
}

/// A unit without the plural s, and without the ending of an ordinal number.
fn singular(unit: &str) -> &str {
    let ordinal = ["st", "nd", "rd", "th"].into_iter().find_map(|ending| unit.strip_prefix(ending));
    let unit = ordinal.filter(|rest| !rest.starts_with(char::is_alphabetic)).unwrap_or(unit);
    if unit.len() > 2 { unit.strip_suffix('s').unwrap_or(unit) } else { unit }
}

/// The next number of a text from a byte on, its sign included.
fn numeral(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let start = (from..bytes.len()).find(|at| is_digit(*at))?;
    let mut end = start;
    while is_digit(end) || matches!(bytes.get(end), Some(b'.' | b',' | b'/')) && is_digit(end + 1) {
        end += 1;
    }
    let ahead = text.get(from..start)?;
    let point = ahead.ends_with('.').then_some(1);
    let ahead = &ahead[..ahead.len() - point.unwrap_or(0)];
    let sign = ahead.chars().next_back().filter(|c| matches!(c, '-' | '−'));
    let unsigned = sign.map_or(ahead, |sign| &ahead[..ahead.len() - sign.len_utf8()]);
    let opens = unsigned.chars().next_back().is_none_or(|c| c.is_whitespace() || "[(".contains(c));
    // Behind a number, a dash is no sign: 10-20.
    let is_sign = sign.is_some() && opens && (from == 0 || !unsigned.is_empty());
    Some(from + if is_sign { unsigned.len() } else { ahead.len() }..end)
}

/// An amount of one number.
fn one<'t>(text: &'t Text<'_>, place: Range<usize>) -> Option<Amount<'t>> {
    let visible = text.visible();
    let numeral = &visible[place.clone()];
    let value = Number::read(numeral)?;
    let mut before = visible[..place.start].trim();
    let mut after = unit_behind(&visible[place.end..]);
    if before.ends_with(char::is_alphanumeric)
        && visible[..place.start].trim_end().len() == place.start
    {
        return None;
    }
    let Some((side, words)) = side(text, &place) else {
        let (low, high) = (Bound::at(value, true), Bound::at(value, true));
        return Some(Amount {
            low,
            high,
            shape: Shape::Point,
            numeral,
            before,
            after,
            is_pair: false,
        });
    };
    if words.end <= place.start {
        let begins = visible[..words.start].trim().is_empty();
        before = begins.then(|| visible[words.end..place.start].trim())?;
    } else {
        let ends = unit_behind(&visible[words.end..]).is_empty();
        after = ends.then(|| visible[place.end..words.start].trim())?;
    }
    let (low, high) = match side {
        Side::Up { included } => (Bound::at(value, included), Bound::NONE),
        Side::Down { included } => (Bound::NONE, Bound::at(value, included)),
    };
    Some(Amount { low, high, shape: Shape::Open, numeral, before, after, is_pair: false })
}

fn unit_behind(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// On which side of a number an interval lies.
#[derive(Debug, Clone, Copy)]
enum Side {
    Up { included: bool },
    Down { included: bool },
}

/// The words or the sign that make an interval of a number, and where they stand.
fn side(text: &Text<'_>, number: &Range<usize>) -> Option<(Side, Range<usize>)> {
    let visible = text.visible();
    let behind = visible[number.end..].trim_end();
    if behind.starts_with('+') {
        return Some((Side::Up { included: true }, number.end..number.end + 1));
    }
    let ahead = visible[..number.start].trim_end();
    let sign = ahead.chars().next_back().and_then(|c| Some((of_sign(c)?, c.len_utf8())));
    if let Some((side, len)) = sign {
        return Some((side, ahead.len() - len..ahead.len()));
    }
    let lists = [
        (List::AtLeast, Side::Up { included: true }),
        (List::MoreThan, Side::Up { included: false }),
        (List::AtMost, Side::Down { included: true }),
        (List::LessThan, Side::Down { included: false }),
    ];
    let found = lists
        .into_iter()
        .flat_map(|(list, side)| text.find(list).into_iter().map(move |tokens| (tokens, side)));
    // "No more than" is longer than the "more than" in it.
    let (tokens, side) =
        found.min_by_key(|(tokens, _)| (tokens.start, usize::MAX - tokens.len()))?;
    let tokens = text.tokens().get(tokens)?;
    Some((side, tokens.first()?.range().start..tokens.last()?.range().end))
}

fn of_sign(sign: char) -> Option<Side> {
    Some(match sign {
        '>' => Side::Up { included: false },
        '≥' => Side::Up { included: true },
        '<' => Side::Down { included: false },
        '≤' => Side::Down { included: true },
        _ => return None,
    })
}

/// An amount from one number to another.
fn two<'t>(text: &'t Text<'_>, from: Range<usize>, to: Range<usize>) -> Option<Amount<'t>> {
    let visible = text.visible();
    let (low, high) = (Number::read(&visible[from.clone()])?, Number::read(&visible[to.clone()])?);
    let unit = unit_between(text, &(from.end..to.start))?;
    let mut before = visible[..from.start].trim();
    let mut after = unit_behind(&visible[to.end..]);
    let mut is_pair = visible[from.end..to.start].trim_end().ends_with("and");
    let (mut opens, mut closes) = (true, true);
    if let (Some(open), Some(close)) = (bracket(before, "[("), bracket(after, "])")) {
        (opens, closes) = (open == '[', close == ']');
        (before, after) = ("", "");
    } else {
        let word = text.tokens().first().filter(|token| token.range().end <= from.start);
        let is_between = word.is_some_and(|token| {
            token.lists.has(List::AtLeast) || text.word(token).eq_ignore_ascii_case("between")
        });
        if let Some(word) = word.filter(|_| is_between) {
            is_pair = false;
            before = visible[word.range().end..from.start].trim();
        }
    }
    // The first number may have part of the unit: 0° to 15° N.
    let same = |unit: &str| singular(after).starts_with(singular(unit)) || unit == before;
    (low < high && same(unit)).then_some(Amount {
        low: Bound::at(low, opens),
        high: Bound::at(high, closes),
        shape: Shape::Between,
        numeral: &visible[from],
        before,
        after,
        is_pair,
    })
}

fn bracket(text: &str, kinds: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|c| kinds.contains(*c) && chars.next().is_none())
}

/// What is left of the gap between two numbers without the dash or word that makes an interval of
/// them; `None` if there is none.
fn unit_between<'t>(text: &'t Text<'_>, gap: &Range<usize>) -> Option<&'t str> {
    let visible = text.visible();
    let between = visible.get(gap.clone())?.trim();
    let currency = |c: char| "$€£¥".contains(c);
    let plain = between.trim_end_matches(currency).trim_end();
    if let Some(unit) = plain.strip_suffix(['-', '–', '—', '−', ',', '…']) {
        return Some(unit.trim());
    }
    let inside = |range: &Range<usize>| gap.start <= range.start && range.end <= gap.end;
    let word = text.tokens().iter().rev().find(|token| inside(&token.range()))?;
    word.lists.has(List::RangeWord).then(|| visible[gap.start..word.range().start].trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::words::Words;

    /// Whether two texts are amounts with a number in common.
    fn overlap(one: &str, other: &str) -> Option<bool> {
        let words = Words::of("en");
        let (one, other) = (Text::new(&words, one), Text::new(&words, other));
        Some(Amount::read(&one)?.overlaps(&Amount::read(&other)?))
    }

    #[test]
    fn intervals_share_their_end_points() {
        for (one, other, expected) in [
            ("0–10", "10–20", true),
            ("0-9", "10-19", false),
            ("[0, 10)", "[10, 20)", false),
            ("0 to 10 kg", "10 to 20 kg", true),
            ("at least 5", "more than 3", true),
            ("no more than 5", "more than 5", false),
            ("Under 18", "18 or over", false),
            ("18+", "16 years or more", true),
            ("≤ 5", "5", true),
            ("< 5", "5", false),
            ("Between $10 and $20", "$15", true),
            ("-5", "-10 – -4", true),
            (".5", "1/2", true),
        ] {
            assert_eq!(overlap(one, other), Some(expected), "{one} and {other}");
        }
    }

    #[test]
    fn other_texts_are_no_amounts() {
        let words = Words::of("en");
        for text in ["ten", "H2O", "`5`", "x > 5", "20–10", "10:30", "4 July 1776", "1, 2 and 3"]
        {
            assert!(Amount::read(&Text::new(&words, text)).is_none(), "{text}");
        }
    }

    #[test]
    fn units_are_compared_without_their_plural() {
        let words = Words::of("en");
        let like = |one: &str, other: &str| {
            let (one, other) = (Text::new(&words, one), Text::new(&words, other));
            let (one, other) = (Amount::read(&one).unwrap(), Amount::read(&other).unwrap());
            one.is_written_like(&other)
        };
        assert!(like("1 hour", "2 hours"));
        assert!(like("21st century", "20th century"));
        assert!(!like("5 kg", "5 g"));
        assert!(!like("5", "5 %"));
        assert!(like("$5", "$6–$8"));
    }
}
