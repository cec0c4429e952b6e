//! Questions that are nearly the same, found in time that grows with the deck alone.
//!
//! Pairs worth comparing come from an index: two texts that share most of their words share one of
//! their rarest (the prefix filter of Chaudhuri, Ganti and Kaushik 2006), so only those are indexed,
//! and of each only the last few questions that have it.

mod likeness;

use deck_format::Severity;

use crate::lint::words::WordMap;
use crate::lint::{Check, Explanation, Family, Finding, Findings, Item, Items, Rule, Spot};

use likeness::{Likeness, Profile};

/// With how many earlier questions that share a rare word a question is compared.
const MAX_SHARING: usize = 4;

pub(super) static RULE: Rule = Rule {
    code: "near-duplicate",
    severity: Severity::Info,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "Two questions are nearly the same: of all runs of three words in prompt and key, four \
               in five are common, or the prompts have nine in ten letters in common.",
        why: "One sitting may ask both. A family, or a shared passage, exempts.",
        bad: r#"[[question]]
id = "kiwi"
prompt = "Which sense does the flightless kiwi of New Zealand use to find worms at night?"
answer = "smell"

[[question]]
id = "kiwi-again"
prompt = "Which sense does the flightless kiwi of New Zealand use to find its worms at night?"
answer = "smell""#,
        good: r#"[[question]]
id = "kiwi"
prompt = "Which sense does the flightless kiwi of New Zealand use to find worms at night?"
answer = "smell"
family = "kiwi"

[[question]]
id = "kiwi-again"
prompt = "Which sense does the flightless kiwi of New Zealand use to find its worms at night?"
answer = "smell"
family = "kiwi""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 4: items independent of one another",
    },
};

fn check(items: &Items<'_>, out: &mut Findings) {
    let frequency = items.frequency();
    let mut index: WordMap<Sharing> = WordMap::default();
    for item in &items.items {
        let rare = Profile::rarest(item, frequency);
        // One look into the index for each word: a large one is slow to look into.
        let mut earlier = Vec::new();
        for word in rare.into_iter().flatten() {
            let sharing = index.entry(word).or_default();
            earlier.extend_from_slice(sharing.kept());
            sharing.push(item.index);
        }
        if let Some((other, likeness)) = nearest(items, item, earlier) {
            report(item, other, &likeness, out);
        }
    }
}

/// The last few questions that have a word: near duplicates stand near each other more often than
/// not.
#[derive(Default)]
struct Sharing {
    count: usize,
    last: [usize; MAX_SHARING],
}

impl Sharing {
    fn push(&mut self, index: usize) {
        self.last[self.count % MAX_SHARING] = index;
        self.count += 1;
    }

    /// In no order.
    fn kept(&self) -> &[usize] {
        &self.last[..self.count.min(MAX_SHARING)]
    }
}

fn report(item: &Item<'_>, other: &Item<'_>, likeness: &Likeness, out: &mut Findings) {
    let message = format!("nearly the same question as `{}`", other.question.face.id.as_str());
    out.report(
        Finding::new(Spot::value(["prompt"]).of(item.index), message)
            .under(likeness.in_words())
            .label(Spot::value(["prompt"]).of(other.index), "the other one")
            .help("take one of them out, or give both one `family`"),
    );
}

/// The first of the questions that share a rare word with this one and is like it.
fn nearest<'i, 'a>(
    items: &'i Items<'a>,
    item: &Item<'_>,
    mut sharing: Vec<usize>,
) -> Option<(&'i Item<'a>, Likeness)> {
    if sharing.is_empty() {
        return None;
    }
    sharing.sort_unstable();
    sharing.dedup();
    let profile = Profile::new(item);
    sharing.into_iter().find_map(|at| {
        let other = items.items.get(at)?;
        // Families and passages are kin, and the same prompt with other options is another matter.
        if items.are_kin(item.index, at) || !profile.may_be_like(other) {
            return None;
        }
        profile.like(other).map(|likeness| (other, likeness))
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn pair(one: &str, other: &str) -> usize {
        let deck = format!("[[question]]\nid = 'a'\n{one}\n[[question]]\nid = 'b'\n{other}");
        found(super::RULE.code, &deck).len()
    }

    #[test]
    fn a_changed_word_in_a_long_prompt_is_near() {
        let question = |word: &str| {
            format!(
                "prompt = 'In which year did the last {word} of the South Island die out?'\nanswer = 1500"
            )
        };
        assert_eq!(pair(&question("moas"), &question("moa")), 1);
        assert_eq!(pair(&question("moa"), &question("huia and laughing owl")), 0);
    }

    #[test]
    fn numbers_and_answers_make_another_question() {
        assert_eq!(
            pair(
                "prompt = 'What is 17 times 23?'\nanswer = 391",
                "prompt = 'What is 17 times 24?'\nanswer = 408"
            ),
            0
        );
        let same = "prompt = 'Which of these birds of New Zealand can fly over the sea?'";
        assert_eq!(
            pair(&format!("{same}\nanswer = 'tern'"), &format!("{same}\nanswer = 'gull'")),
            0,
            "a duplicate, not near"
        );
    }

    #[test]
    fn kin_are_exempt() {
        let question = |s: &str| {
            format!(
                "prompt = 'In which year did the last moa{s} of the South Island die out?'\nanswer = 1500\nfamily = 'moa'"
            )
        };
        assert_eq!(pair(&question(""), &question("s")), 0);
    }

    #[test]
    fn one_prompt_many_times_over_takes_no_square_time() {
        let many: String = (0..3_000)
            .map(|n| format!("[[question]]\nid = 'q-{n}'\nprompt = 'Which bird of {n} birds flies?'\nanswer = {n}\n"))
            .collect();
        assert_eq!(found(super::RULE.code, &many).len(), 0, "the numbers differ");
    }
}
