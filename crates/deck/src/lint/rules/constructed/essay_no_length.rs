//! An essay that may have any length.

use deck_format::{Kind, Severity};

use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, TokenKind,
};

pub(super) static RULE: Rule = Rule {
    code: "essay-no-length",
    severity: Severity::Info,
    family: Family::Constructed,
    lists: &[List::AnswerLength, List::NumberWord],
    replaces: &[],
    check: Check::Question(&[Kind::Essay], check),
    explanation: Explanation {
        what: "An essay says neither how long the answer is to be nor how much time there is.",
        why: "Some will write a line and others three pages, and the marks then follow the length.",
        bad: r#"id = "kea"
kind = "essay"
points = 1
prompt = "Compare the kea with the kaka."
rubric = [{ id = "food", text = "Names a difference in food", points = 1 }]"#,
        good: r#"id = "kea"
kind = "essay"
points = 1
prompt = "Compare the kea with the kaka in about 100 words."
rubric = [{ id = "food", text = "Names a difference in food", points = 1 }]"#,
        source: "Haladyna and Rodriguez 2013 on essays; Quizdeck",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if item.question.face.time.is_none() && !says_length(item) {
        out.report(
            Finding::new(Spot::value(["prompt"]), "the essay has no length")
                .under("a line, or three pages?")
                .help("say how many words are meant (`in about 150 words`), or set `time`"),
        );
    }
}

/// Whether the prompt says a length: a phrase that says it all, or a unit with a number before it.
fn says_length(item: &Item<'_>) -> bool {
    let tokens = item.stem.tokens();
    item.stem.find(List::AnswerLength).into_iter().any(|found| {
        let is_phrase = found.len() > 1 || item.stem.word(&tokens[found.start]).ends_with("ly");
        // `150 words`, `150 to 200 words`, `two full pages`.
        let before = &tokens[found.start.saturating_sub(2)..found.start];
        let is_number = |token: &crate::lint::Token| {
            token.kind == TokenKind::Number || token.lists.has(List::NumberWord)
        };
        is_phrase || before.iter().any(is_number)
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn of(prompt: &str, rest: &str) -> bool {
        let rubric = "rubric = [{ id = 'a', text = 'A', points = 1 }]";
        fires(
            super::RULE.code,
            &format!("id = 'q'\nkind = 'essay'\npoints = 1\nprompt = '{prompt}'\n{rubric}\n{rest}"),
        )
    }

    #[test]
    fn lengths_are_read_in_many_forms() {
        for prompt in [
            "Compare them in 100 to 150 words.",
            "Compare them (two pages).",
            "Briefly compare them.",
            "Compare them in a short paragraph.",
            "Compare them in three or four sentences.",
        ] {
            assert!(!of(prompt, ""), "{prompt}");
        }
        assert!(!of("Compare them.", "time = '10m'"));
    }

    #[test]
    fn words_alone_are_no_length() {
        assert!(of("Compare them.", ""));
        assert!(of("Compare the words of both in 1848.", ""));
    }
}
