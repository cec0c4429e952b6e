//! The answer of one question in the text of another.

use std::collections::HashMap;

use deck_format::{Answer, Severity};

use crate::lint::words::WordMap;
use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Item, Items, List, Rule, Spot, Text, TokenKind,
};

/// With how many answers that are looked for by one word a prompt is compared.
const MAX_SHARING: usize = 8;
/// Words that stand more often in prompts are what the deck is about, and give nothing away.
const MAX_COMMON: u32 = 64;
/// A word is rare that stands in so few prompts, or in one of fifty.
const RARE: usize = 3;
const ONE_IN: usize = 50;

pub(super) static RULE: Rule = Rule {
    code: "cross-item-cue",
    severity: Severity::Info,
    family: Family::Deck,
    lists: &[List::Stop],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "The right answer of a question stands in the prompt or the passage of another one that \
               is about the same thing.",
        why: "Who reads both finds the answer of one in the other. A family, or a shared passage, \
              exempts.",
        bad: r#"[[question]]
id = "nectar"
prompt = "Which bird feeds on the nectar of flax?"
choices = { tui = "Tui honeyeater", kea = "Kea", kiwi = "Kiwi" }
answer = "tui"

[[question]]
id = "beak"
prompt = "Why is the beak of the tui honeyeater bent like a flower of flax?"
answer = "to reach nectar""#,
        good: r#"[[question]]
id = "nectar"
prompt = "Which bird feeds on the nectar of flax?"
choices = { tui = "Tui honeyeater", kea = "Kea", kiwi = "Kiwi" }
answer = "tui"

[[question]]
id = "beak"
prompt = "Why is the beak of many honeyeaters bent?"
answer = "to reach nectar""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 4: items independent of one another",
    },
};

/// An answer that is looked for.
struct Cue {
    item: usize,
    words: Vec<u64>,
}

fn check(items: &Items<'_>, out: &mut Findings) {
    let passages = passages(items);
    let mut cues: WordMap<Vec<Cue>> = WordMap::default();
    for item in &items.items {
        let Some(words) = answer_words(items, item, !passages.is_empty()) else { continue };
        let frequency = |word: &u64| items.frequency().get(word).copied().unwrap_or(0);
        let Some(rarest) = words.iter().copied().min_by_key(frequency) else { continue };
        let sharing = cues.entry(rarest).or_default();
        if sharing.len() < MAX_SHARING && frequency(&rarest) <= MAX_COMMON {
            sharing.push(Cue { item: item.index, words });
        }
    }
    if cues.is_empty() {
        return;
    }
    let prompts = items.items.iter().map(|item| (item.index, "prompt", &item.stem));
    let mut told = vec![false; items.items.len()];
    for (at, field, text) in prompts.chain(passages.iter().map(|(at, text)| (*at, "passage", text)))
    {
        for cue in text.tokens().iter().filter_map(|token| cues.get(&token.stem)).flatten() {
            if !told[cue.item] && gives_away(items, cue, at, text) {
                told[cue.item] = true;
                report(items, cue.item, at, field, out);
            }
        }
    }
}

/// The passages, each with the first question about it.
fn passages<'a>(items: &Items<'a>) -> Vec<(usize, Text<'a>)> {
    let mut first = HashMap::new();
    for item in &items.items {
        if let Some(passage) = &item.question.face.passage {
            first.entry(passage).or_insert(item.index);
        }
    }
    let all = items.deck.face.passages.iter();
    all.filter_map(|passage| {
        Some((*first.get(&passage.id)?, Text::new(items.words, &passage.text)))
    })
    .collect()
}

fn report(items: &Items<'_>, item: usize, other: usize, field: &str, out: &mut Findings) {
    let Some(id) = items.items.get(other).map(|other| other.question.face.id.as_str()) else {
        return;
    };
    out.report(
        Finding::new(
            Spot::value(["answer"]).of(item),
            format!("the {field} of `{id}` gives this answer away"),
        )
        .under("the answer")
        .label(Spot::value([field]).of(other), "stands here")
        .help("say it in other words there, or give both one `family`"),
    );
}

/// The words of the answer that carry content, by their stems; `None` where they cannot give the
/// answer away: where one of them stands in no prompt, or they say too little.
fn answer_words(items: &Items<'_>, item: &Item<'_>, anywhere: bool) -> Option<Vec<u64>> {
    let prepared;
    let text = match item.answer()? {
        Answer::SingleChoice(_) => &item.only_key()?.text,
        Answer::ShortAnswer(key) => {
            prepared = item.prepare(&key.answer);
            &prepared
        }
        _ => return None,
    };
    // Nearly every answer has a word that no prompt has.
    let frequency = items.frequency();
    let stands = |word: &u64| anywhere || frequency.contains_key(word);
    if !text.content().all(|token| stands(&token.stem)) {
        return None;
    }
    let has_word = text.content().any(|token| token.kind == TokenKind::Word);
    let words: Vec<u64> = text.content().map(|token| token.stem).collect();
    let is_rare = || words.iter().all(|word| frequency.get(word).copied().unwrap_or(0) <= 1);
    let in_own = || words.iter().all(|word| item.stem.tokens().iter().any(|it| it.stem == *word));
    (has_word && (words.len() > 1 || is_rare()) && !in_own()).then_some(words)
}

/// Whether an answer stands in the text of another question that is about the same thing.
fn gives_away(items: &Items<'_>, cue: &Cue, at: usize, text: &Text<'_>) -> bool {
    let Some(item) = items.items.get(cue.item) else { return false };
    if cue.item == at || items.are_kin(cue.item, at) {
        return false;
    }
    let content: Vec<u64> = text.content().map(|token| token.stem).collect();
    let limit = RARE.max(items.items.len() / ONE_IN);
    let is_rare = |word: &u64| {
        let count = items.frequency().get(word).copied().unwrap_or(0);
        usize::try_from(count).is_ok_and(|count| count <= limit)
    };
    let is_shared =
        |word: u64| is_rare(&word) && content.contains(&word) && !cue.words.contains(&word);
    content.windows(cue.words.len()).any(|run| run == cue.words)
        && item.stem.content().any(|token| is_shared(token.stem))
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn count(rest: &str, other: &str) -> usize {
        let deck = format!(
            "[[question]]\nid = 'a'\nprompt = 'Which parrot lives on Stewart Island?'\nanswer = 'kakapo'\n{rest}\n\
             [[question]]\nid = 'b'\n{other}"
        );
        found(super::RULE.code, &deck).len()
    }

    #[test]
    fn an_answer_in_a_prompt_about_the_same_thing_is_found() {
        let prompt = "prompt = 'The kakapos of Stewart Island weigh how much?'\nanswer = 'a lot'";
        assert_eq!(count("", prompt), 1);
        assert_eq!(count("", "prompt = 'How much do kakapos weigh?'\nanswer = 'a lot'"), 0);
        assert_eq!(count("", "prompt = 'What lives on Stewart Island?'\nanswer = 'kakapo'"), 0);
    }

    #[test]
    fn kin_are_exempt() {
        let kin =
            "prompt = 'Kakapos of Stewart Island weigh what?'\nanswer = 'a lot'\nfamily = 'k'";
        assert_eq!(count("family = 'k'", kin), 0);
    }

    #[test]
    fn one_answer_many_times_over_takes_no_square_time() {
        let many: String = (0..3_000)
            .map(|n| {
                format!(
                    "[[question]]\nid = 'q{n}'\nprompt = 'Which red bird eats seed number {n}?'\nanswer = 'red bird'\n"
                )
            })
            .collect();
        assert_eq!(found(super::RULE.code, &many).len(), 0);
    }
}
