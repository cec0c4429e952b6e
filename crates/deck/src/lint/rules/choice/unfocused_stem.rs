//! A prompt that asks nothing, or nothing in particular.

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, Text, Token,
    TokenKind,
};

/// A prompt that is no question and has fewer words that carry content says too little.
const MIN_CONTENT: usize = 2;

pub(super) static RULE: Rule = Rule {
    code: "unfocused-stem",
    severity: Severity::Warning,
    family: Family::Choice,
    lists: &[List::Stop, List::Hollow, List::Imperative],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "The prompt asks nothing, or nothing in particular.",
        why: "Whoever covers the options should be able to answer; else the options are so many \
              true-false questions, and readers have to guess what is meant. A sentence that the \
              options complete may end in a colon, an ellipsis, a blank, or where it breaks off. \
              Prompts with a figure, a passage or code are exempt.",
        bad: r#"prompt = "Which of the following is true?"
choices = { kea = "Keas live in the mountains", kiwi = "Kiwis fly at night", tui = "Tuis eat fish" }
answer = "kea""#,
        good: r#"prompt = "Where do keas live?"
choices = { alps = "In the mountains", coast = "On the coast", lakes = "On lakes" }
answer = "alps""#,
        source: "Haladyna, Downing and Rodriguez 2002, guidelines 14 and 15",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let text = &item.stem;
    if text.has_figure() || item.question.face.passage.is_some() {
        return;
    }
    let finding = if !asks_for_something(text) {
        Finding::new(Spot::value(["prompt"]), "the prompt asks for nothing in particular")
            .under("cover the options: what would you answer?")
    } else if !asks(text) {
        Finding::new(Spot::value(["prompt"]), "the prompt asks nothing")
            .under("no question, no blank, nothing to do")
    } else {
        return;
    };
    out.report(finding.help("say in the prompt what is asked, so that it makes sense by itself"));
}

/// Whether a prompt has enough content, and not only words such as "which statement is true". In a
/// question one word can be enough: "Which of these are halogens?"
fn asks_for_something(text: &Text<'_>) -> bool {
    let enough = if text.visible().contains('?') { 1 } else { MIN_CONTENT };
    let mut count = 0;
    let mut is_hollow = true;
    for token in text.tokens() {
        if token.kind == TokenKind::Opaque {
            return true;
        }
        if token.is_content() {
            count += 1;
            is_hollow &= token.lists.has(List::Hollow);
        }
        if count >= enough && !is_hollow {
            return true;
        }
    }
    false
}

/// Whether a prompt is a question, an order, or a sentence to be completed.
fn asks(text: &Text<'_>) -> bool {
    let visible = text.visible().trim_end();
    let breaks_off = |token: &Token| token.lists.has(List::Stop);
    visible.contains('?')
        || visible.contains("__")
        || visible.ends_with([':', '…', '–', '—'])
        || visible.ends_with("(n)")
        || visible.contains("...")
        || visible.contains('…')
        || text.tokens().last().is_some_and(breaks_off)
        || text.sentences().into_iter().any(|sentence| {
            text.tokens().get(sentence.start).is_some_and(|it| it.lists.has(List::Imperative))
        })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::fires;

    fn on(prompt: &str) -> bool {
        let question = format!(
            "prompt = \"\"\"{prompt}\"\"\"\nchoices = {{ a = 'Kiwi', b = 'Kea' }}\nanswer = 'a'"
        );
        fires(super::RULE.code, &question)
    }

    #[test]
    fn prompts_that_ask_nothing_are_reported() {
        for prompt in [
            "Rust:",
            "Which of the following statements is correct?",
            "Select the true statement.",
            "Birds of New Zealand",
            "The kea of the mountains.",
        ] {
            assert!(on(prompt), "{prompt}");
        }
    }

    #[test]
    fn questions_orders_and_open_sentences_are_not() {
        for prompt in [
            "Which statement about the kea is true?",
            "Which of these are parrots?",
            "Name the largest parrot of New Zealand.",
            "The largest parrot lives in the",
            "A parrot of the mountains is called a(n)",
            "The largest parrot is the …",
            "The largest parrot is ____.",
            "What does `kea` do?",
            "What is it?\n\n```\nkea()\n```",
        ] {
            assert!(!on(prompt), "{prompt}");
        }
    }
}
