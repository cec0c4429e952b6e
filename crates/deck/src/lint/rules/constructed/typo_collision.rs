//! Typing errors that are forgiven although they are another answer.

use deck_format::{Kind, Severity, TextKey, Typos};
use session::{Note, compare_text};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Rule, Spot};

use super::typed::{Of, literals, spot, texts};

/// The most typing errors that are ever forgiven.
const MAX_TYPOS: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "typo-collision",
    severity: Severity::Warning,
    family: Family::Constructed,
    lists: &[],
    replaces: &[],
    check: Check::Question(&[Kind::ShortAnswer, Kind::Cloze], check),
    explanation: Explanation {
        what: "An answer passes as a typing error of another: that of another blank, or one that is \
               listed as wrong.",
        why: "Who types the wrong one of two like words earns the points, or who mistypes the wrong \
              one does. With `compare = { typos = 0 }` no typing error is forgiven.",
        bad: r#"prompt = "Which halogen is a solid at room temperature?"
answer = "iodine"
reject = { "iodide" = "That is its ion." }"#,
        good: r#"prompt = "Which halogen is a solid at room temperature?"
answer = "iodine"
reject = { "iodide" = "That is its ion." }
compare = { typos = 0 }"#,
        source: "Quizdeck",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let is_cloze = item.kind() == Kind::Cloze;
    for (blank, key) in texts(item).filter(|(_, key)| forgives(key)) {
        if !key.reject.is_empty() {
            check_rejects(item, (blank, key), out);
        }
        if is_cloze {
            check_blanks(item, (blank, key), out);
        }
    }
}

fn forgives(key: &TextKey) -> bool {
    !matches!(key.compare.typos, Typos::AtMost(0))
}

fn check_rejects(item: &Item<'_>, (blank, key): Of<'_, TextKey>, out: &mut Findings) {
    let rejects = key.reject.iter().map(|(text, _)| text.as_str());
    let near = rejects.filter(|text| may_collide(key, text));
    // A listed wrong answer is never forgiven itself, but what is nearly it may be.
    let mut open = None;
    for text in near {
        let open = open.get_or_insert_with(|| without_rejects(key));
        let Some(other) = forgiven(item, open, text) else { continue };
        let path = ["reject"].into_iter().chain(blank).chain([text]);
        let message = format!("`{}` is within the typing errors of `{other}`", short(text));
        out.report(
            Finding::new(Spot::key(path), message)
                .under("nearly this may pass as that")
                .help("forgive no typing errors here: `compare = { typos = 0 }`"),
        );
    }
}

fn without_rejects(key: &TextKey) -> TextKey {
    let mut open = key.clone();
    open.reject.clear();
    open
}

fn check_blanks(item: &Item<'_>, (blank, key): Of<'_, TextKey>, out: &mut Findings) {
    for (other_blank, other) in texts(item).filter(|(other, _)| *other != blank) {
        let mut near = literals(other).filter(|(_, text)| may_collide(key, text));
        let found = near.find_map(|(at, text)| Some((at, text, forgiven(item, key, text)?)));
        let Some((at, text, meant)) = found else { continue };
        let message = format!("`{}` passes as a typing error of `{meant}`", short(text));
        out.report(
            Finding::new(spot(blank, None), message)
                .under("takes the other for a slip")
                .label(spot(other_blank, at), "the other")
                .help("forgive no typing errors here: `compare = { typos = 0 }`"),
        );
    }
}

/// The answer that a text passes for with typing errors.
fn forgiven(item: &Item<'_>, key: &TextKey, text: &str) -> Option<String> {
    match compare_text(key, &item.deck.face.language, text).note {
        Some(Note::Spelling(meant)) => Some(short(&meant)),
        _ => None,
    }
}

/// Whether a text is about as long as an accepted one: else no number of typing errors is enough.
fn may_collide(key: &TextKey, text: &str) -> bool {
    let length = |text: &str| text.trim().chars().count();
    let of_text = length(text);
    literals(key).any(|(_, literal)| length(literal).abs_diff(of_text) <= MAX_TYPOS)
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn messages(question: &str) -> Vec<String> {
        found(super::RULE.code, question).into_iter().map(|(.., message)| message).collect()
    }

    #[test]
    fn listed_wrong_answers_collide_within_the_limit() {
        let of = |wrong: &str| {
            messages(&format!("prompt = 'Who?'\nanswer = 'hadrian'\nreject = {{ '{wrong}' = '' }}"))
        };
        assert_eq!(of("hadrien"), ["`hadrien` is within the typing errors of `hadrian`"]);
        assert!(of("trajan").is_empty());
        let exact = "prompt = 'Who?'\nanswer = 'kea'\nreject = { 'kia' = '' }";
        assert!(messages(exact).is_empty(), "short answers forgive nothing");
    }

    #[test]
    fn blanks_collide_with_each_other() {
        let cloze = "prompt = '{{a}} and {{b}}'\nanswer = { a = 'stalactite', b = 'stalagmite' }";
        assert_eq!(messages(cloze).len(), 2);
        let strict = format!("{cloze}\ncompare = {{ typos = 0 }}");
        assert!(messages(&strict).is_empty());
        let same = "prompt = '{{a}} and {{b}}'\nanswer = { a = 'parrot', b = 'parrot' }";
        assert!(messages(same).is_empty());
    }
}
