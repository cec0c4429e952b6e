//! Accepted answers that are accepted anyway.

use deck_format::{Kind, Severity, TextKey};
use session::fold;

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule};

use super::typed::{literals, spot, texts};

pub(super) static RULE: Rule = Rule {
    code: "case-only-variants",
    severity: Severity::Info,
    family: Family::Constructed,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::ShortAnswer, Kind::Cloze], check),
    explanation: Explanation {
        what: "An accepted answer differs from another only in what the comparison overlooks, such as \
               capitals.",
        why: "It adds nothing, and whoever reads the list next thinks that case counts.",
        bad: r#"prompt = "Which parrot lives in the mountains of New Zealand?"
answer = "kea"
accept = ["Kea", "KEA"]"#,
        good: r#"prompt = "Which parrot lives in the mountains of New Zealand?"
answer = "kea"
accept = ["Nestor notabilis"]"#,
        source: "Quizdeck",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    for (blank, key) in texts(item).filter(|(_, key)| !key.accept.is_empty()) {
        for (at, text) in literals(key).skip(1) {
            // The same text with another credit is an error, and has a rule of its own.
            if at.is_some_and(|at| key.accept[at].credit != deck_format::Fraction::ONE) {
                continue;
            }
            let before = literals(key).take_while(|(other, _)| *other != at);
            let Some((_, same)) =
                before.into_iter().find(|(_, other)| alike(item, key, other, text))
            else {
                continue;
            };
            let message = format!("`{}` is accepted anyway", short(text));
            out.report(
                Finding::new(spot(blank, at), message)
                    .under(format!("compared, it is the same as `{}`", short(same)))
                    .help("take it out; case and the like are overlooked unless `compare` says so"),
            );
        }
    }
}

/// Whether two texts are the same once they are folded.
fn alike(item: &Item<'_>, key: &TextKey, one: &str, other: &str) -> bool {
    let policy = key.compare;
    // Nearly all differ in a letter; that is seen without folding.
    let is_plain = one.is_ascii() && other.is_ascii() && !policy.articles && !policy.numbers;
    if is_plain && !letters(one).eq(letters(other)) {
        return false;
    }
    let fold = |text| fold(policy, &item.deck.face.language, text);
    fold(one) == fold(other)
}

/// The letters and digits of a text, in lower case.
fn letters(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn at(accept: &str) -> Vec<String> {
        let question = format!("prompt = 'Who?'\nanswer = 'Zoë'\naccept = [{accept}]");
        found(super::RULE.code, &question).into_iter().map(|(_, place, _)| place).collect()
    }

    #[test]
    fn what_folds_alike_is_named() {
        assert_eq!(at("'zoë', 'Zoe', ' zoe.'"), ["'zoë'", "' zoe.'"]);
        assert!(at("'Zoe'").is_empty(), "accents count");
        assert!(at("{ wildcard = 'zoë' }").is_empty());
    }

    #[test]
    fn what_the_policy_keeps_apart_is_not() {
        let cloze = "prompt = 'A {{a}}.'\nanswer = { a = 'kea' }\naccept.a = ['Kea']\n";
        assert_eq!(found(super::RULE.code, cloze).len(), 1);
        let kept = format!("{cloze}compare = {{ case = 'keep' }}");
        assert_eq!(found(super::RULE.code, &kept).len(), 0);
    }
}
