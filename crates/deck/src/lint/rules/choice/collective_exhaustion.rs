//! Three options that leave nothing else, and a fourth that is therefore wrong.

use deck_format::{Kind, Severity};

use crate::lint::{Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "collective-exhaustion",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::Upward, List::Downward, List::Unchanged],
    replaces: &[],
    check: Check::Question(&[Kind::SingleChoice], check),
    explanation: Explanation {
        what: "Three options are all that can be, such as more, less and the same, and other options \
               stand beside them.",
        why: "One of the three has to be right, so the others are ruled out without any knowledge.",
        bad: r#"prompt = "What happens to the weight of a kiwi while it breeds?"
choices = { up = "It increases", down = "It decreases", same = "It stays the same", wings = "It moves to the wings" }
answer = "down""#,
        good: r#"prompt = "What happens to the weight of a kiwi while it breeds?"
choices = { up = "It increases", down = "It decreases", same = "It stays the same" }
answer = "down""#,
        source: "NBME item-writing guide: logical cues, collectively exhaustive options",
    },
};

/// What the three options of a triple say.
const TRIPLE: [List; 3] = [List::Upward, List::Downward, List::Unchanged];

fn check(item: &Item<'_>, out: &mut Findings) {
    if item.options.len() <= TRIPLE.len() {
        return;
    }
    let [Some(up), Some(down), Some(same)] = TRIPLE.map(|list| only(item, list)) else {
        return relations(item, out);
    };
    if rest(up, TRIPLE[0]).eq(rest(down, TRIPLE[1])) && is_plain(same) {
        report(item, &[up, down, same], out);
    }
}

/// The options that compare with one value: `x < 0`, `x = 0`, `x > 0`.
fn relations(item: &Item<'_>, out: &mut Findings) {
    let cut = |option: &Choice<'_>, sign| {
        let (left, right) = option.text.visible().split_once(sign)?;
        Some((left.trim().to_owned(), right.trim().trim_end_matches('.').to_owned()))
    };
    let find = |sign| item.options.iter().find_map(|option| Some((option, cut(option, sign)?)));
    let (Some((less, a)), Some((more, b)), Some((equal, c))) = (find('<'), find('>'), find('='))
    else {
        return;
    };
    if a == b && b == c {
        report(item, &[less, more, equal], out);
    }
}

/// The one option that has a word of a list, and none of the other two lists.
fn only<'i, 'a>(item: &'i Item<'a>, list: List) -> Option<&'i Choice<'a>> {
    let others = TRIPLE.into_iter().filter(|other| *other != list);
    let mut found = item.options.iter().filter(|option| option.text.has(list));
    let option = found.next().filter(|_| found.next().is_none())?;
    let is_mixed = others.into_iter().any(|other| option.text.has(other));
    (!is_mixed).then_some(option)
}

/// The content of an option beside what a list holds, as stems.
fn rest<'i>(option: &'i Choice<'_>, list: List) -> impl Iterator<Item = u64> + use<'i> {
    let found = option.text.find(list);
    let tokens = option.text.tokens().iter().enumerate();
    let outside = tokens.filter(move |(at, _)| !found.iter().any(|range| range.contains(at)));
    outside.filter(|(_, token)| token.is_content()).map(|(_, token)| token.stem)
}

/// Whether an option says little but that nothing changes.
fn is_plain(option: &Choice<'_>) -> bool {
    rest(option, List::Unchanged).count() <= 1
}

fn report(item: &Item<'_>, three: &[&Choice<'_>; 3], out: &mut Findings) {
    let outside =
        item.options.iter().find(|option| three.iter().all(|inside| inside.id != option.id));
    let Some(outside) = outside else { return };
    let spot = |option: &Choice<'_>| Spot::value(["choices", option.id.as_str()]);
    let mut finding = Finding::new(spot(outside), "three other options are all that can be")
        .under("ruled out by the other three")
        .help("leave only the three, or take one of them out");
    for option in three {
        finding = finding.label(spot(option), "one of the three");
    }
    out.report(finding);
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn on(options: [&str; 4]) -> bool {
        let [a, b, c, d] = options;
        let question = format!(
            "prompt = 'How?'\nchoices = {{ a = '{a}', b = '{b}', c = '{c}', d = '{d}' }}\nanswer = 'a'"
        );
        fires(super::RULE.code, &question)
    }

    #[test]
    fn a_triple_and_another_option_are_reported() {
        assert!(on(["It rises", "It falls", "No change", "It rains"]));
        assert!(on(["x < 0", "x = 0", "x > 0", "x is no number"]));
    }

    #[test]
    fn less_than_a_triple_is_not() {
        assert!(!on(["It rises", "It falls", "It rains", "It snows"]));
        assert!(!on(["The price rises", "The wage falls", "No change", "It rains"]));
        assert!(!on(["x < 0", "x = 1", "x > 0", "x is no number"]));
        assert!(!on(["Rises, then falls", "Falls", "No change", "Rises"]));
    }
}
