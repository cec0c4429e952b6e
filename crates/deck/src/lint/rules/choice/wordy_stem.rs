//! A prompt that makes readers read too much.

use std::ops::Range;

use deck_format::Severity;

use crate::lint::{
    CHOICES, Check, Explanation, Family, Finding, Findings, Item, List, Rule, Spot, TokenKind,
};

/// More words than these are many.
const MAX_WORDS: usize = 60;
/// More sentences than these may not stand before the question without a bearing on it.
const MAX_IDLE: usize = 2;

pub(super) static RULE: Rule = Rule {
    code: "wordy-stem",
    severity: Severity::Info,
    family: Family::Choice,
    lists: &[List::Stop],
    replaces: &[],
    check: Check::Question(CHOICES, check),
    explanation: Explanation {
        what: "The prompt has more than 60 words, or more than two sentences before the question that \
               have no word in common with the question or the options.",
        why: "Reading takes time that is not measured, and window dressing favours fast readers. \
              Code and quotations do not count.",
        bad: r#"prompt = "New Zealand lies in the Pacific. Its hills are green. Ships from Europe came late. Which bird is a parrot?"
choices = { kea = "Kea", kiwi = "Kiwi", tui = "Tui" }
answer = "kea""#,
        good: r#"prompt = "Which bird of New Zealand is a parrot?"
choices = { kea = "Kea", kiwi = "Kiwi", tui = "Tui" }
answer = "kea""#,
        source: "Haladyna, Downing and Rodriguez 2002, guidelines 13 and 16",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let tokens = item.stem.tokens();
    let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
    let words = tokens.iter().filter(|token| is_word(token.kind) && !token.quoted).count();
    if words > MAX_WORDS {
        let finding =
            Finding::new(Spot::value(["prompt"]), format!("the prompt has {words} words"));
        return out.report(finding.help("leave out what the question does not need"));
    }
    let stops = item.stem.visible().bytes().filter(|byte| b".?!".contains(byte)).count();
    if stops <= MAX_IDLE {
        return;
    }
    let idle = idle_sentences(item);
    if let [first, .., last] = &idle[..]
        && idle.len() > MAX_IDLE
    {
        let bytes = item.stem.tokens_in_source(&(first.start..last.end));
        let message = format!("{} sentences have no bearing on the question", idle.len());
        let finding = Finding::new(Spot::bytes(["prompt"], bytes), message);
        out.report(finding.help("leave out what the question does not need"));
    }
}

/// The sentences before the question that share no content with it or with the options.
fn idle_sentences(item: &Item<'_>) -> Vec<Range<usize>> {
    let tokens = item.stem.tokens();
    let sentences = item.stem.sentences();
    // A list may follow the question.
    let mark = item.stem.visible().rfind('?');
    let asked = mark.and_then(|mark| {
        let ends_there = |it: &&Range<usize>| tokens[it.end - 1].range().end <= mark;
        sentences.iter().rfind(ends_there).cloned()
    });
    let clause = asked.unwrap_or_else(|| item.question_clause());
    let in_clause = |stem: u64| {
        tokens[clause.clone()].iter().any(|token| token.is_content() && token.stem == stem)
    };
    let in_options = |stem: u64| {
        item.options.iter().flat_map(|option| option.text.content()).any(|it| it.stem == stem)
    };
    let is_idle = |sentence: &Range<usize>| {
        let mut content = tokens[sentence.clone()].iter().filter(|token| token.is_content());
        sentence.end <= clause.start && !content.any(|it| in_clause(it.stem) || in_options(it.stem))
    };
    sentences.iter().filter(|sentence| is_idle(sentence)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn on(prompt: &str) -> Vec<String> {
        let question =
            format!("prompt = '{prompt}'\nchoices = {{ a = 'Kiwi', b = 'Kea' }}\nanswer = 'a'");
        found(super::RULE.code, &question).into_iter().map(|(.., message)| message).collect()
    }

    #[test]
    fn long_prompts_are_reported() {
        let words = |count| "word ".repeat(count) + "which?";
        assert_eq!(on(&words(60)), ["the prompt has 61 words"]);
        assert!(on(&words(59)).is_empty());
        assert!(on(&format!("\"{}\" Which?", "word ".repeat(80))).is_empty(), "a quotation");
    }

    #[test]
    fn sentences_without_a_bearing_are_reported() {
        let idle = "Ships came. Hills were green. Rain fell.";
        let expected = "3 sentences have no bearing on the question";
        assert_eq!(on(&format!("{idle} Which bird walks?")), [expected]);
        assert!(on(&format!("{idle} Which hills had birds?")).is_empty());
        assert!(on("Ships came. Hills were green. Which bird walks?").is_empty());
        assert!(on("Which bird walks? I. A tui. II. A moa. III. A kaka.").is_empty(), "a list");
    }
}
