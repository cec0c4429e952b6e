//! An essay that does not say what to do.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "vague-task-verb",
    severity: Severity::Info,
    family: Family::Constructed,
    lists: &[List::VagueTask, List::Task],
    replaces: &[],
    check: Check::Question(&[Kind::Essay], check),
    explanation: Explanation {
        what: "An essay asks to discuss, to comment or to know, and nothing more.",
        why: "Writers cannot tell what earns the points, and markers disagree. Say what the answer is \
              to show: compare, explain, list three.",
        bad: r#"id = "kea"
kind = "essay"
points = 1
prompt = "Discuss the birds of New Zealand."
rubric = [{ id = "flight", text = "Names flightless birds", points = 1 }]"#,
        good: r#"id = "kea"
kind = "essay"
points = 1
prompt = "Explain in 100 words why many birds of New Zealand do not fly."
rubric = [{ id = "flight", text = "Names the lack of mammals", points = 1 }]"#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 14, applied to essays",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if !item.stem.has(List::VagueTask) || item.stem.has(List::Task) {
        return;
    }
    let Some(verb) = item.stem.find(List::VagueTask).into_iter().next() else { return };
    let bytes = item.stem.tokens_in_source(&verb);
    out.report(
        Finding::new(Spot::bytes(["prompt"], bytes), "the prompt does not say what to show")
            .under("names a topic only")
            .help("say what the answer is to do: compare, explain, list, argue for or against"),
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    #[test]
    fn a_second_verb_may_say_what_to_do() {
        let of = |prompt: &str| {
            let rubric = "rubric = [{ id = 'a', text = 'A', points = 1 }]";
            fires(
                super::RULE.code,
                &format!("id = 'q'\nkind = 'essay'\npoints = 1\nprompt = '{prompt}'\n{rubric}"),
            )
        };
        assert!(of("Comment on the flight of the kea."));
        assert!(of("What do you know about keas?"));
        assert!(!of("Discuss the kea: list three of its foods."));
        assert!(!of("Compare the kea with the kaka."));
    }
}
