//! Rows of the blueprint that can run dry.

use deck_format::{BlueprintRow, Difficulty, Kind, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Items, Rule, Spot};

pub(super) static RULE: Rule = Rule {
    code: "tag-coverage",
    severity: Severity::Error,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "A row of the blueprint asks for more questions than are sure to be left for it.",
        why: "Rows are filled from top to bottom, no question is used twice, and of a family one \
              question is drawn at most. With some seeds the paper would come out short.",
        bad: r#"format = 1
id = "birds"
title = "Birds"

[[blueprint]]
tag = "flight"
count = 2

[[question]]
id = "kiwi"
prompt = "Kiwis fly."
answer = false
tags = ["flight"]"#,
        good: r#"format = 1
id = "birds"
title = "Birds"

[[blueprint]]
tag = "flight"
count = 1

[[question]]
id = "kiwi"
prompt = "Kiwis fly."
answer = false
tags = ["flight"]"#,
        source: "Quizdeck",
    },
};

fn check(items: &Items<'_>, out: &mut Findings) {
    for short in items.deck.blueprint_shortfalls() {
        let row = short.row.to_string();
        let Some(wanted) = items.deck.face.blueprint.get(short.row) else { continue };
        let message = format!("the blueprint asks for {} {}", short.wanted, described(wanted));
        let taken = match short.taken {
            0 => String::new(),
            taken => format!(", of which rows above may take {taken}"),
        };
        out.report(
            Finding::new(Spot::value(["blueprint", row.as_str(), "count"]), message)
                .under(format!("{} fit{taken}", short.fitting))
                .help("ask for fewer, write more, or put the narrower rows first"),
        );
    }
}

/// The questions of a row in words.
fn described(row: &BlueprintRow) -> String {
    let adjectives = [row.difficulty.map(Difficulty::as_str), row.kind.map(Kind::as_str)];
    let mut words: Vec<String> = adjectives.into_iter().flatten().map(str::to_owned).collect();
    words.push(if row.count == 1 { "question" } else { "questions" }.to_owned());
    if let Some(tag) = &row.tag {
        words.push(format!("on `{tag}`"));
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    #[test]
    fn the_row_that_runs_dry_is_named() {
        let deck = "format = 1\nid = 'd'\ntitle = 'T'\n\
                    [[blueprint]]\ncount = 1\n[[blueprint]]\ntag = 'x'\nkind = 'true-false'\ncount = 2\n\
                    [[question]]\nid = 'a'\nprompt = 'A.'\nanswer = true\ntags = ['x']\n\
                    [[question]]\nid = 'b'\nprompt = 'B.'\nanswer = true\ntags = ['x']\n";
        let message = "the blueprint asks for 2 true-false questions on `x`".to_owned();
        assert_eq!(found(super::RULE.code, deck), [("error", "2".to_owned(), message)]);
    }
}
