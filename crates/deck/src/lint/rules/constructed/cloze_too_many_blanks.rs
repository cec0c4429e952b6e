//! A cloze of which too little is left.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot, TokenKind};

/// The most blanks in a sentence.
const MAX_IN_SENTENCE: usize = 3;
/// One word in so many may be a blank.
const ONE_IN: usize = 5;

pub(super) static RULE: Rule = Rule {
    code: "cloze-too-many-blanks",
    severity: Severity::Warning,
    family: Family::Constructed,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::Cloze], check),
    explanation: Explanation {
        what: "A sentence has more than three blanks, or more than one word in five is a blank.",
        why: "With so little left, a reader has to guess what the sentence was about. A single blank \
              is never too many, and tables are exempt.",
        bad: r#"prompt = "A {{bird}} eats {{food}} in {{season}}."
answer = { bird = "kea", food = "berries", season = "autumn" }"#,
        good: r#"prompt = "In the mountains of New Zealand, a kea eats mostly {{food}} while it is autumn."
answer = { food = "berries" }"#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 15, applied to blanks",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if item.stem.has_figure() {
        return;
    }
    let tokens = item.stem.tokens();
    let is_blank = |at: &usize| tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Blank);
    let blanks = (0..tokens.len()).filter(is_blank).count();
    let crowded = item
        .stem
        .sentences()
        .into_iter()
        .map(|sentence| sentence.filter(is_blank).count())
        .find(|blanks| *blanks > MAX_IN_SENTENCE);
    let under = match crowded {
        Some(in_sentence) => format!("{in_sentence} blanks in one sentence"),
        None if blanks > 1 && blanks * ONE_IN > tokens.len() => {
            format!("{blanks} of {} words are blanks", tokens.len())
        }
        None => return,
    };
    out.report(
        Finding::new(Spot::value(["prompt"]), "too much of the text is blank")
            .under(under)
            .help("keep the blanks that matter most, or make several questions of it"),
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn of(prompt: &str, blanks: &[&str]) -> bool {
        let answers: String = blanks.iter().map(|id| format!("answer.{id} = 'x{id}'\n")).collect();
        fires(super::RULE.code, &format!("prompt = '''{prompt}'''\n{answers}"))
    }

    #[test]
    fn blanks_count_by_sentence_and_share() {
        let ten = "one two three four five six seven eight nine ten";
        assert!(!of(&format!("{ten} {{{{a}}}} {{{{b}}}} {{{{c}}}}, {ten}."), &["a", "b", "c"]));
        let four = "{{a}} {{b}} {{c}} {{d}}";
        assert!(of(&format!("{ten} {four}, {ten} {ten}."), &["a", "b", "c", "d"]));
        assert!(!of("One two three four five six seven {{a}} {{b}} ten.", &["a", "b"]));
        assert!(of("One two three four five six seven {{a}} {{b}}.", &["a", "b"]));
    }

    #[test]
    fn one_blank_and_tables_are_exempt() {
        assert!(!of("It is {{a}}.", &["a"]));
        let table = "\n| a | b |\n|---|---|\n| {{a}} | {{b}} |\n| {{c}} | {{d}} |\n";
        assert!(!of(table, &["a", "b", "c", "d"]));
    }
}
