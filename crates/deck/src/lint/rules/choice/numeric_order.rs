//! Numbers that are shown in no order.

use std::cmp::Ordering;

use deck_format::Severity;

use crate::lint::{CHOICES, Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

use super::amounts::{Valued, amounts};

/// Two numbers are always in order.
const MIN_NUMBERS: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "numeric-order",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::MoreThan, List::AtLeast, List::LessThan, List::AtMost, List::RangeWord],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "The options are numbers, their order is fixed, and they neither rise nor fall.",
        why: "Readers look numbers up in the order of their size; another order costs time and may \
              hint at the key. Options that are shuffled are exempt. `--fix` sorts them.",
        bad: r#"prompt = "How many toes has the foot of a kiwi?"
shuffle = false
choices = { eight = "8", four = "4", six = "6" }
answer = "four""#,
        good: r#"prompt = "How many toes has the foot of a kiwi?"
shuffle = false
choices = { four = "4", six = "6", eight = "8" }
answer = "four""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 21",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    if item.is_shuffled() || item.options.len() < MIN_NUMBERS {
        return;
    }
    let Some(amounts) = amounts(item).filter(|amounts| are_comparable(amounts)) else { return };
    let goes = |order: Ordering| {
        amounts.windows(2).all(|pair| pair[0].1.order(&pair[1].1) != Some(order.reverse()))
    };
    if amounts.len() < MIN_NUMBERS || goes(Ordering::Less) || goes(Ordering::Greater) {
        return;
    }
    let finding = Finding::new(Spot::key(["choices"]), "the options are numbers in no order")
        .help("let them rise, or leave the order to the runner");
    out.report(match edits(&amounts) {
        Some(edits) => finding.fix("sort the options by size", edits),
        None => finding,
    });
}

/// Whether all have one unit, and each can be compared with each.
fn are_comparable(amounts: &[Valued<'_, '_>]) -> bool {
    amounts.iter().enumerate().all(|(at, (_, one))| {
        amounts[..at]
            .iter()
            .all(|(_, other)| one.is_written_like(other) && one.order(other).is_some())
    })
}

/// The edits that put the options in ascending order: each place gets the id and the text of the
/// option that belongs there, so that the key and what is said of each option stay true.
fn edits(amounts: &[Valued<'_, '_>]) -> Option<Vec<(Spot, String)>> {
    let mut sorted: Vec<&Valued<'_, '_>> = amounts.iter().collect();
    sorted.sort_by(|one, other| one.1.order(&other.1).unwrap_or(Ordering::Equal));
    let mut edits = Vec::new();
    for ((place, _), (option, _)) in amounts.iter().zip(sorted) {
        let (old, new) = (place.text.source(), option.text.source());
        // What would need escapes in one kind of quotation marks or another is left to the author.
        if new.contains(['"', '\'', '\\', '\n']) {
            return None;
        }
        if place.id != option.id {
            let path = ["choices", place.id.as_str()];
            edits.push((Spot::key(path), option.id.as_str().to_owned()));
            edits.push((Spot::bytes(path, 0..old.len()), new.to_owned()));
        }
    }
    Some(edits)
}

#[cfg(test)]
mod tests {
    use crate::lint::fix::fix;
    use crate::lint::test_support::{deck_of, fires};

    fn on(options: &str) -> bool {
        let question = format!(
            "prompt = 'How many?'\nshuffle = false\nchoices = {{ {options} }}\nanswer = 'a'"
        );
        fires(super::RULE.code, &question)
    }

    #[test]
    fn numbers_in_no_order_are_reported() {
        assert!(on("a = '8', b = '2', c = '4'"));
        assert!(on("a = '8 kg', b = '2 kg', c = '4 kg'"));
        assert!(on("a = '10–20', b = 'More than 20', c = '0–9'"));
        assert!(!on("a = '8', b = '4', c = '2'"), "descending");
        assert!(!on("a = '0–9', b = '10–20', c = 'More than 20'"));
        assert!(!on("a = '8 kg', b = '2 g', c = '4 kg'"), "units");
        assert!(!on("a = 'Kiwi', b = '2', c = '4'"));
    }

    #[test]
    fn the_fix_sorts_options_with_their_ids() {
        let text = deck_of(
            "prompt = 'How many?'\nshuffle = false\nchoices.a = \"8\"\nchoices.b = '2'\nchoices.c = \"4\"\nanswer = 'a'\nwhy.b = 'No.'",
        );
        let fixed = fix(&deck_format::parse(&text).unwrap(), &text).unwrap();
        let sorted = "choices.b = \"2\"\nchoices.c = '4'\nchoices.a = \"8\"\nanswer = 'a'";
        assert!(fixed.text.contains(sorted), "{}", fixed.text);
    }

    #[test]
    fn shuffled_options_are_exempt() {
        let question =
            "prompt = 'How many?'\nchoices = { a = '8', b = '2', c = '4' }\nanswer = 'a'";
        assert!(!fires(super::RULE.code, question));
    }
}
