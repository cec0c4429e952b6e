//! Marks of Markdown that are opened and not closed, and so are shown as they are.

use std::ops::Range;

use deck_format::{Kind, Severity};

use crate::lint::marks::Marks;
use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Item, Rule, Spot, Text, TokenKind,
};

use super::texts::each;

pub(super) static RULE: Rule = Rule {
    code: "unbalanced-markup",
    severity: Severity::Warning,
    family: Family::Writing,
    lists: &[],
    replaces: &[],
    check: Check::Question(Kind::ALL, check),
    explanation: Explanation {
        what: "A mark is opened and not closed: `**`, a backtick, a link, a fence of code, a round \
               bracket.",
        why: "Readers see the mark instead of what it was to do, or look for the end of an aside. A backslash before it says that it is \
              meant: `\\*`.",
        bad: r#"prompt = "Which bird is **not a parrot?"
answer = "tui""#,
        good: r#"prompt = "Which bird is **not** a parrot?"
answer = "tui""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 11: edit and proof",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    each(item, |text, path| report(text, path, out));
    let Some(key) = &item.question.key else { return };
    let reasons = key.why.iter().map(|(id, text)| (vec!["why", id.as_str()], text));
    let explanation = key.explanation.iter().map(|text| (vec!["explanation"], text));
    for (path, markdown) in reasons.chain(explanation) {
        if Marks::of(markdown).has(Marks::OPENING) {
            report(&item.prepare(markdown), &path, out);
        }
    }
}

fn report(text: &Text<'_>, path: &[&str], out: &mut Findings) {
    if !text.written_marks().has(Marks::OPENING) {
        return;
    }
    let Some((bytes, mark)) = open_mark(text) else { return };
    out.report(
        Finding::new(Spot::bytes(path, bytes), format!("`{mark}` is opened and not closed"))
            .under("shown as it is")
            .help("close it, or write a backslash before it if it is meant"),
    );
}

/// The first mark that is left open, as bytes of the source.
fn open_mark(text: &Text<'_>) -> Option<(Range<usize>, &'static str)> {
    if let Some(at) = open_fence(text.source()) {
        return Some((at..at + 3, "```"));
    }
    // What Markdown has understood is no more to be seen; what is left is what it did not.
    let visible = text.visible();
    let left = ["**", "](", "*", "_", "`"].iter().find_map(|mark| {
        let mut places = visible.match_indices(mark).map(|(at, _)| at);
        let at = places.find(|at| is_open(text, *at, mark))?;
        let bytes = text.in_source(&(at..at + mark.len()));
        Some((bytes, if *mark == "](" { "[…](" } else { *mark }))
    });
    left.or_else(|| open_math(text)).or_else(|| open_bracket(text))
}

/// A round bracket that is opened and not closed. One that is only closed numbers a list, as `a)`,
/// and an interval may be closed by a square one: `(0, 1]`.
fn open_bracket(text: &Text<'_>) -> Option<(Range<usize>, &'static str)> {
    let visible = text.visible();
    let mut open = Vec::new();
    let code = |at: usize| {
        let mut opaque = text.tokens().iter().filter(|token| token.kind == TokenKind::Opaque);
        opaque.any(|token| token.range().contains(&at))
    };
    for (at, bracket) in visible.match_indices(['(', ')', ']']) {
        match bracket {
            "(" if !visible[..at].ends_with(':') && !is_escaped(text, at, "(") && !code(at) => {
                open.push(at);
            }
            "(" => {}
            ")" if code(at) => {}
            ")" => drop(open.pop()),
            _ => {
                // Half-open intervals are short.
                open.pop_if(|from| at - *from <= MAX_INTERVAL);
            }
        }
    }
    let at = *open.first()?;
    Some((text.in_source(&(at..at + 1)), "("))
}

/// The longest interval, in bytes.
const MAX_INTERVAL: usize = 24;

/// A fence of code that is never closed, by its place.
fn open_fence(source: &str) -> Option<usize> {
    let mut open = None;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if line.trim_start().starts_with("```") {
            open = match open {
                None => Some(at + line.len() - line.trim_start().len()),
                Some(_) => None,
            };
        }
        at += line.len();
    }
    open
}

/// Whether a mark that is still seen was meant to open or close something: it stands at one side of
/// a word, unlike in `2 * 3`, `2**3` and `____`.
fn is_open(text: &Text<'_>, at: usize, mark: &str) -> bool {
    let visible = text.visible();
    let (before, behind) =
        (visible[..at].chars().next_back(), visible[at + mark.len()..].chars().next());
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_gap =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '“'));
    let in_code = |range: Range<usize>| {
        let mut opaque = text.tokens().iter().filter(|token| token.kind == TokenKind::Opaque);
        opaque.any(|token| token.range().start < range.end && range.start < token.range().end)
    };
    let meant = match mark {
        "`" | "](" => true,
        "**" => is_gap(before) && is_word(behind) || is_word(before) && !is_word(behind),
        "*" | "_" => is_gap(before) && is_word(behind) && closes_nowhere(visible, at, mark),
        _ => false,
    };
    meant && !in_code(at..at + mark.len()) && !is_escaped(text, at, mark)
}

/// Whether the mark is the only one of its kind: two of them may be two footnotes.
fn closes_nowhere(visible: &str, at: usize, mark: &str) -> bool {
    !visible[at + mark.len()..].contains(mark) && !visible[..at].contains(mark)
}

fn is_escaped(text: &Text<'_>, at: usize, mark: &str) -> bool {
    let place = text.in_source(&(at..at + mark.len()));
    let before = text.source().get(..place.start).unwrap_or_default();
    before.ends_with('\\') || text.source().get(place).is_some_and(|it| it.starts_with('\\'))
}

/// A `$` that opens mathematics and has no other behind it: a backslash follows, or a power.
fn open_math(text: &Text<'_>) -> Option<(Range<usize>, &'static str)> {
    let visible = text.visible();
    let dollars = visible.matches('$').count();
    let at = visible.find('$').filter(|_| dollars == 1)?;
    let word: String = visible[at + 1..].chars().take_while(|c| !c.is_whitespace()).collect();
    let is_math = word.contains(['\\', '^', '_', '=']) && !is_escaped(text, at, "$");
    is_math.then(|| (text.in_source(&(at..at + 1)), "$"))
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn at(prompt: &str) -> Vec<String> {
        let question = format!("prompt = '''{prompt}'''\nanswer = 'kea'");
        found(super::RULE.code, &question).into_iter().map(|(_, place, _)| place).collect()
    }

    #[test]
    fn open_marks_are_found() {
        assert_eq!(at("Which is **not a bird?"), ["**"]);
        assert_eq!(at("Which is not** a bird?"), ["**"]);
        assert_eq!(at("Which is *not a bird?"), ["*"]);
        assert_eq!(at("What does `print(1) print?"), ["`"]);
        assert_eq!(at("Which [bird](https://example.org is it?"), ["]("]);
        assert_eq!(at("What is $x^2 of 3?"), ["$"]);
        assert_eq!(at("Which bird (of two is it?"), ["("]);
        assert_eq!(at("What is printed?\n\n```python\nprint(1)\n"), ["```"]);
    }

    #[test]
    fn marks_that_are_meant_are_not() {
        for prompt in [
            "What is 2 * 3?",
            "What is 2**3?",
            "Which is \\*not a bird?",
            "The ____ is a bird.",
            "Which **one** is *it* and `that`?",
            "What does `a * b` or `**kwargs` mean?",
            "It costs $5 and $6.",
            "What is printed?\n\n```\n**a `b\n```\n",
            "Kea* is it*?",
            "Which is it: a) a kea, or b) a kaka (a parrot)?",
            "Is 0 in (0, 1] or in `(0`?",
            "Who is sad :( today?",
        ] {
            assert!(at(prompt).is_empty(), "{prompt}");
        }
    }
}
