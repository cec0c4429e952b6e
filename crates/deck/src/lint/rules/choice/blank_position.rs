//! A blank that does not stand at the end of a prompt.

use std::ops::Range;

use deck_format::{Kind, Severity};

use crate::lint::{CHOICES, Check, Explanation, Family, Finding, Findings, Item, Rule, Spot, Text};

pub(super) static RULE: Rule = Rule {
    code: "blank-position",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "A blank (`____`) stands before the last quarter of its sentence, or a single choice \
               has two blanks or more.",
        why: "Readers have to keep a hole in mind until the sentence is over. With the blank at the \
              end, the options complete what was just read.",
        bad: r#"prompt = "____ is the largest parrot of New Zealand."
choices = { kakapo = "The kakapo", kea = "The kea", kaka = "The kaka" }
answer = "kakapo""#,
        good: r#"prompt = "The largest parrot of New Zealand is ____."
choices = { kakapo = "the kakapo", kea = "the kea", kaka = "the kaka" }
answer = "kakapo""#,
        source: "Haladyna, Downing and Rodriguez 2002, guidelines 14 and 15",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let visible = item.stem.visible();
    if !visible.contains("__") {
        return;
    }
    let is_code = |blank: &Range<usize>| {
        let mut tokens = item.stem.tokens().iter();
        tokens.any(|token| token.range().start < blank.end && blank.start < token.range().end)
    };
    let mut blanks = blanks(visible).filter(|blank| !is_code(blank));
    let Some(blank) = blanks.next() else { return };
    let bytes = item.stem.in_source(&blank);
    let spot = Spot::bytes(["prompt"], bytes);
    if item.kind() == Kind::SingleChoice && blanks.next().is_some() {
        out.report(
            Finding::new(spot, "the prompt has more than one blank")
                .under("the first")
                .help("ask for one thing, or ask with a cloze"),
        );
    } else if is_early(&item.stem, &blank) {
        out.report(
            Finding::new(spot, "the blank stands far from the end of its sentence")
                .under("kept in mind until the sentence is over")
                .help("turn the sentence round, or ask a question"),
        );
    }
}

/// The runs of two underscores or more.
fn blanks(visible: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + visible.get(at..)?.find("__")?;
        let rest = &visible[start..];
        at = start + rest.find(|c| c != '_').unwrap_or(rest.len());
        Some(start..at)
    })
}

/// Whether a blank stands before the last quarter of the words of its sentence.
fn is_early(text: &Text<'_>, blank: &Range<usize>) -> bool {
    let visible = text.visible();
    let ends = |part: &str| part.rfind(['.', '?', '!', '\n']).map_or(0, |at| at + 1);
    let start = ends(&visible[..blank.start]);
    let rest = &visible[blank.end..];
    let end = blank.end + rest.find(['.', '?', '!', '\n']).unwrap_or(rest.len());
    let words = |range: Range<usize>| {
        let inside = |place: &Range<usize>| range.start <= place.start && place.end <= range.end;
        text.tokens().iter().filter(|token| inside(&token.range())).count()
    };
    let (before, behind) = (words(start..blank.start), words(blank.end..end));
    before < 3 * behind
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn on(prompt: &str) -> Vec<String> {
        let question =
            format!("prompt = '{prompt}'\nchoices = {{ a = 'Kiwi', b = 'Kea' }}\nanswer = 'a'");
        found(super::RULE.code, &question).into_iter().map(|(.., message)| message).collect()
    }

    #[test]
    fn early_and_several_blanks_are_reported() {
        let early = "the blank stands far from the end of its sentence";
        assert_eq!(on("The ____ is the largest parrot."), [early]);
        assert_eq!(on("The ____ lives with the ____."), ["the prompt has more than one blank"]);
    }

    #[test]
    fn a_blank_at_the_end_is_not() {
        assert!(on("The largest parrot is the ____.").is_empty());
        assert!(
            on("The parrot digs holes with its ____. Choose the word that fits best here.")
                .is_empty()
        );
        assert!(on("Which is the largest parrot?").is_empty());
        assert!(on("What does `__init__` of a class do?").is_empty());
    }
}
