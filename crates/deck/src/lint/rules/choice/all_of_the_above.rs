//! An option that stands for all others.

use deck_format::Severity;

use crate::lint::{CHOICES, Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "all-of-the-above",
    severity: Severity::Warning,
    family: Family::Choice,
    lists: &[List::AllOfTheAbove],
    replaces: &["absolute-term"],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "An option says that all others are right.",
        why: "Who knows that two options are right has the answer, and who knows that one is wrong \
              has ruled out two. Where options are shuffled and it is not pinned last, it can stand \
              above others, and the question is wrong: that is an error.",
        bad: r#"prompt = "Which of these keep bees?"
choices = { farms = "Farms", towns = "Towns", schools = "Schools", all = "All of the above" }
answer = "all""#,
        good: r#"prompt = "Which of these keep bees?"
choices = { farms = "Farms", towns = "Towns", schools = "Schools", banks = "Banks" }
answer = ["farms", "towns", "schools"]"#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 26",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    for option in item.options.iter().filter(|option| option.text.is_wholly(List::AllOfTheAbove)) {
        let spot = Spot::value(["choices", option.id.as_str()]);
        let misplaced = item.is_shuffled() && !option.pinned;
        let finding = Finding::new(spot, "an option stands for all the others");
        out.report(if misplaced {
            finding
                .severity(Severity::Error)
                .under("shuffled, it may stand above others")
                .help("ask with a list of right answers (multiple select), or at least pin it last")
        } else {
            finding
                .under("two right options give it away")
                .help("ask with a list of right answers (multiple select)")
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn severities(option: &str, rest: &str) -> Vec<&'static str> {
        let question = format!(
            "prompt = \"Which?\"\nchoices = {{ a = 'Kiwi', b = 'Kea', c = '{option}' }}\nanswer = 'a'\n{rest}"
        );
        found(super::RULE.code, &question).into_iter().map(|(severity, ..)| severity).collect()
    }

    #[test]
    fn it_is_an_error_where_it_may_stand_above_others() {
        assert_eq!(severities("All of the above.", ""), ["error"]);
        assert_eq!(severities("All of these", "pin = ['c']"), ["warning"]);
        assert_eq!(severities("**All** are correct", "shuffle = false"), ["warning"]);
    }

    #[test]
    fn other_options_may_begin_alike() {
        assert!(severities("All of the above ground parts", "").is_empty());
        assert!(severities("All birds", "").is_empty());
        assert!(severities("`all these`", "").is_empty());
    }
}
