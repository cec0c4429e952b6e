//! One question that stands twice.

use deck_format::{Body, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Items, Rule, Spot};

use super::contradicting_duplicates::contradict;
use super::same_stem::{MAX_COMPARED, groups, option_texts};

pub(super) static RULE: Rule = Rule {
    code: "duplicate-question",
    severity: Severity::Error,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "Two questions have the same prompt and the same options.",
        why: "One sitting may ask both, and count one piece of knowledge twice. Of a family only one \
              is asked: two wordings of one question belong in one.",
        bad: r#"[[question]]
id = "kiwi"
prompt = "Do kiwis fly?"
choices = { yes = "They do", no = "They do not" }
answer = "no"

[[question]]
id = "kiwi-again"
prompt = "do kiwis fly?"
choices = { no = "They do not", yes = "They do" }
answer = "no""#,
        good: r#"[[question]]
id = "kiwi"
prompt = "Do kiwis fly?"
choices = { yes = "They do", no = "They do not" }
answer = "no"

[[question]]
id = "kea"
prompt = "Do keas fly?"
choices = { yes = "They do", no = "They do not" }
answer = "yes""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 4: items independent of one another",
    },
};

fn check(items: &Items<'_>, out: &mut Findings) {
    for group in groups(items) {
        for (at, item) in group.iter().enumerate() {
            let first =
                group[..at.min(MAX_COMPARED)].iter().find(|other| is_same(items, other, item));
            let Some(first) = first else { continue };
            let id = first.question.face.id.as_str();
            let message = format!("the same question as `{id}`");
            out.report(
                Finding::new(Spot::value(["prompt"]).of(item.index), message)
                    .under("the second time")
                    .label(Spot::value(["prompt"]).of(first.index), "the first time")
                    .help("take one of them out, or give both one `family`"),
            );
        }
    }
}

/// Whether two questions with the same prompt are the same throughout, and agree in what is right.
fn is_same(items: &Items<'_>, one: &Item<'_>, other: &Item<'_>) -> bool {
    let same_family = one.question.face.family.is_some()
        && one.question.face.family == other.question.face.family;
    let same_entries = match (&one.question.face.body, &other.question.face.body) {
        (Body::Ordering { items: a, .. }, Body::Ordering { items: b, .. })
        | (Body::Matching { left: a, .. }, Body::Matching { left: b, .. }) => a
            .canonical(true)
            .iter()
            .map(|entry| &entry.text)
            .eq(b.canonical(true).iter().map(|entry| &entry.text)),
        _ => true,
    };
    one.kind() == other.kind()
        && !same_family
        && same_entries
        && option_texts(one) == option_texts(other)
        && !contradict(items, one, other)
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn pair(one: &str, other: &str) -> usize {
        let deck = format!("[[question]]\nid = 'a'\n{one}\n[[question]]\nid = 'b'\n{other}");
        found(super::RULE.code, &deck).len()
    }

    #[test]
    fn prompts_and_options_have_to_be_the_same() {
        let kiwi = "prompt = 'Kiwis fly.'\nanswer = false";
        assert_eq!(pair(kiwi, "prompt = 'kiwis  **fly**'\nanswer = false"), 1);
        assert_eq!(pair(kiwi, "prompt = 'Keas fly.'\nanswer = false"), 0);
        let which = "prompt = 'Which flies?'\nanswer = 'a'\nchoices = { a = 'Kea', b = ";
        assert_eq!(pair(&format!("{which}'Kiwi' }}"), &format!("{which}'Moa' }}")), 0);
        assert_eq!(
            pair("prompt = 'What is 3 - 2?'\nanswer = 1", "prompt = 'What is 3 + 2?'\nanswer = 1"),
            0
        );
    }

    #[test]
    fn figures_and_families_tell_questions_apart() {
        let code = |code: &str| {
            format!("prompt = '''\nWhat is printed?\n\n```\n{code}\n```\n'''\nanswer = 1")
        };
        assert_eq!(pair(&code("f(A)"), &code("f(a)")), 0);
        assert_eq!(pair(&code("f(a)"), &code("f(a)")), 1);
        let kin = "prompt = 'Kiwis fly.'\nanswer = false\nfamily = 'kiwi'";
        assert_eq!(pair(kin, kin), 0);
    }
}
