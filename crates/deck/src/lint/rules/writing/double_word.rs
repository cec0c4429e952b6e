//! A word that stands twice in a row.

use deck_format::{Kind, Severity};

use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, Text, TokenKind,
};

pub(super) static RULE: Rule = Rule {
    code: "double-word",
    severity: Severity::Info,
    family: Family::Writing,
    lists: &[List::Doubled],
    replaces: &[],
    check: Check::Question(Kind::ALL, check),
    explanation: Explanation {
        what: "A word stands twice in a row in a prompt or an option.",
        why: "It is a slip of the pen, and a reader stops at it. Words that can follow themselves, \
              such as `had had`, are exempt.",
        bad: r#"prompt = "Which of the the birds of New Zealand flies?"
answer = "kea""#,
        good: r#"prompt = "Which of the birds of New Zealand flies?"
answer = "kea""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 11: edit and proof",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    check_text(&item.stem, &["prompt"], out);
    for option in &item.options {
        check_text(&option.text, &["choices", option.id.as_str()], out);
    }
}

fn check_text(text: &Text<'_>, path: &[&str], out: &mut Findings) {
    for pair in text.tokens().windows(2) {
        let [one, other] = pair else { continue };
        let is_double = one.word == other.word
            && one.kind == TokenKind::Word
            && !one.lists.has(List::Doubled)
            && one.emphasis == other.emphasis;
        if !is_double {
            continue;
        }
        let (gap, word) = (one.range().end..other.range().start, text.word(other));
        let only_spaces = text.visible().get(gap.clone()).unwrap_or_default().trim().is_empty();
        // A capital alone may be a name: "New York, York" has a comma, "Pago Pago" has none.
        if !only_spaces || text.word(one) == word && word.starts_with(char::is_uppercase) {
            continue;
        }
        let second = text.in_source(&other.range());
        let doubled = text.in_source(&(gap.start..other.range().end));
        out.report(
            Finding::new(Spot::bytes(path, second), format!("`{word}` stands twice in a row"))
                .under("the second time")
                .fix(
                    format!("take out the second `{word}`"),
                    vec![(Spot::bytes(path, doubled), String::new())],
                ),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::{deck_of, findings, fires};

    #[test]
    fn the_second_word_is_taken_out_with_the_space_before_it() {
        let text = deck_of("prompt = 'Which of the The birds?'\nanswer = 'kea'");
        let [finding] = &findings(&text)[..] else { panic!("one finding") };
        assert_eq!(&text[finding.primary.span.clone()], "The");
        let fix = finding.fix.as_ref().unwrap();
        assert_eq!(&text[fix.edits[0].span.clone()], " The");
    }

    #[test]
    fn words_that_can_follow_themselves_are_exempt() {
        for prompt in
            ["It had had wings?", "Is it Pago Pago?", "Is that, that bird?", "Is `a a` it?"]
        {
            let question = format!("prompt = '{prompt}'\nanswer = 'kea'");
            assert!(!fires(super::RULE.code, &question), "{prompt}");
        }
    }

    #[test]
    fn a_text_with_escapes_has_no_fix() {
        let text = deck_of("prompt = \"Which of\\tthe the?\"\nanswer = 'kea'");
        let [finding] = &findings(&text)[..] else { panic!("one finding") };
        assert_eq!(finding.fix, None);
    }
}
