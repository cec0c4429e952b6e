//! Spaces where none belong.

use std::ops::Range;

use deck_format::{Kind, Severity};

use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Item, Rule, Spot, Text, TokenKind,
};

use super::texts::each;

pub(super) static RULE: Rule = Rule {
    code: "stray-space",
    severity: Severity::Info,
    family: Family::Writing,
    lists: &[],
    replaces: &[],
    check: Check::Question(Kind::ALL, check),
    explanation: Explanation {
        what: "A prompt or an option has two spaces in a row, a space before a comma or a full stop, \
               or a space at its beginning or end.",
        why: "It is a slip of the hand, and shows. Two spaces after a full stop, code and indented \
              lines are exempt.",
        bad: r#"prompt = "Which  bird is a parrot ?"
answer = "kea""#,
        good: r#"prompt = "Which bird is a parrot?"
answer = "kea""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 11: edit and proof",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    // In French a space stands before a colon, a question mark and the like.
    let is_french = deck_format::compare::primary(&item.deck.face.language) == "fr";
    each(item, |text, path| {
        let Some(spaces) = stray(text, is_french) else { return };
        let keep = if is_inner(text.source(), &spaces) { " " } else { "" };
        out.report(
            Finding::new(Spot::bytes(path, spaces.clone()), "a stray space")
                .fix("take out the space", vec![(Spot::bytes(path, spaces), keep.to_owned())]),
        );
    });
}

/// The first stray spaces of a text, as bytes of its source.
fn stray(text: &Text<'_>, is_french: bool) -> Option<Range<usize>> {
    let (source, bytes) = (text.source(), text.source().as_bytes());
    if bytes.first() == Some(&b' ') && bytes.get(1) != Some(&b' ') {
        return Some(0..1);
    }
    // Nearly all texts have none: one look at each pair of bytes says so.
    let is_stray =
        |pair: &[u8]| pair[0] == b' ' && matches!(pair[1], b' ' | b',' | b'.' | b';' | b'?' | b'!');
    let mut from = 0;
    while let Some(at) = bytes[from..].windows(2).position(is_stray).map(|at| from + at) {
        let start = source[..at].trim_end_matches(' ').len();
        let end = at + 1 + source[at + 1..].bytes().take_while(|byte| *byte == b' ').count();
        if is_fault(text, &(start..end), is_french) {
            return Some(start..end);
        }
        from = end;
    }
    (source.ends_with(' ') && !source.trim().is_empty())
        .then(|| source.trim_end().len()..source.len())
}

fn is_fault(text: &Text<'_>, spaces: &Range<usize>, is_french: bool) -> bool {
    let (before, behind) = (&text.source()[..spaces.start], &text.source()[spaces.end..]);
    // Indentation, and two spaces that break a line of Markdown.
    if before.is_empty() || before.ends_with('\n') || behind.is_empty() || behind.starts_with('\n')
    {
        return false;
    }
    let ends_sentence = before.ends_with(['.', '?', '!', ':', '|']);
    let fault = if is_inner(text.source(), spaces) {
        !ends_sentence && !behind.starts_with('|')
    } else {
        // Not ".5", "...", ".NET", "?x" or "!important".
        let next = behind.chars().nth(1);
        let is_mark =
            next.is_none_or(|next| next.is_whitespace() || matches!(next, '"' | '\'' | ')'));
        let after_mark = before.ends_with(|c: char| {
            c.is_ascii_punctuation() && !matches!(c, ')' | '"' | '\'' | '*' | '_')
        });
        is_mark && !after_mark && !(is_french && behind.starts_with([';', '?', '!']))
    };
    fault && !is_exempt(text, spaces)
}

/// Whether a space belongs there, if only one: between two words, and not before a mark.
fn is_inner(source: &str, spaces: &Range<usize>) -> bool {
    let behind = &source[spaces.end..];
    spaces.start > 0 && !behind.is_empty() && !behind.starts_with([',', '.', ';', '?', '!'])
}

/// Whether the spaces stand in code or beside mathematics, or behind the words of a quotation, which
/// may be in another language.
fn is_exempt(text: &Text<'_>, spaces: &Range<usize>) -> bool {
    text.tokens().iter().any(|token| {
        let place = text.in_source(&token.range());
        place.start <= spaces.end
            && spaces.start <= place.end
            && (token.quoted || token.kind == TokenKind::Opaque)
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::{deck_of, findings};

    /// The prompt after the fix; the same where nothing is found.
    fn fixed(prompt: &str) -> String {
        let text = deck_of(&format!("prompt = '''{prompt}'''\nanswer = 'kea'"));
        let found = findings(&text);
        let Some(fix) =
            found.iter().find(|it| it.code == super::RULE.code).and_then(|it| it.fix.clone())
        else {
            return prompt.to_owned();
        };
        let edit = &fix.edits[0];
        let mended = format!("{}{}{}", &text[..edit.span.start], edit.text, &text[edit.span.end..]);
        mended.split("'''").nth(1).unwrap_or_default().to_owned()
    }

    #[test]
    fn stray_spaces_are_taken_out() {
        assert_eq!(fixed("Which  bird?"), "Which bird?");
        assert_eq!(fixed("Which bird ?"), "Which bird?");
        assert_eq!(fixed("A kea , or a kaka?"), "A kea, or a kaka?");
        assert_eq!(fixed(" Which bird?"), "Which bird?");
        assert_eq!(fixed("Which bird? "), "Which bird?");
    }

    #[test]
    fn other_spaces_stay() {
        for prompt in [
            "It flies.  Which bird?",
            "Which bird has .5 kg?",
            "Which bird\n  is it?",
            "What is `a  b ,c`?",
            "Which line\n\n    a  b ,\n\nis it?",
            "Which bird ... is it?",
        ] {
            assert_eq!(fixed(prompt), prompt);
        }
    }
}
