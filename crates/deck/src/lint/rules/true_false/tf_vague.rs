//! A statement that leaves open how often, or whether at all.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Findings, Item, List, Rule, Token};

use super::at_first;

pub(super) static RULE: Rule = Rule {
    code: "tf-vague",
    severity: Severity::Info,
    family: Family::TrueFalse,
    lists: &[List::Hedge, List::NoHedge],
    replaces: &[],
    check: Check::Question(&[Kind::TrueFalse], check),
    explanation: Explanation {
        what: "A statement that is true or false leaves open how often or whether at all: often, \
               usually, may.",
        why: "Whether it is true depends on how a reader takes the word, and readers have learnt that \
              careful statements are true.",
        bad: r#"prompt = "Keas often eat roots."
answer = true"#,
        good: r#"prompt = "Roots are part of what keas eat."
answer = true"#,
        source: "NBME item-writing guide: vague frequency terms",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if !item.stem.has(List::Hedge) {
        return;
    }
    // A statement has no "may" with a capital: that is the month.
    let is_word = |token: &Token| item.stem.word(token) != "May";
    let Some(finding) =
        at_first(item, [List::Hedge, List::NoHedge], is_word, "the statement is vague")
    else {
        return;
    };
    out.report(finding.under("how often is that?").help("give a number, or a case"));
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    #[test]
    fn vague_words_are_reported() {
        let on =
            |prompt: &str| fires(super::RULE.code, &format!("prompt = '{prompt}'\nanswer = true"));
        assert!(on("Keas usually nest in rocks."));
        assert!(!on("Keas nest in rocks."));
        assert!(!on("In May the kea rests."));
        assert!(!on("The song is called \"Sometimes\"."));
        assert!(!on("The word `often` is an adverb."));
    }
}
