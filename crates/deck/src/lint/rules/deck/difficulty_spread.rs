//! Questions that are all as hard.

use deck_format::{Difficulty, Severity};

use crate::lint::{Check, Explanation, Family, Finding, Findings, Items, Rule, Spot};

/// With fewer questions that say how hard they are, nothing is to be expected.
const MIN_DECLARED: usize = 10;

pub(super) static RULE: Rule = Rule {
    code: "difficulty-spread",
    severity: Severity::Info,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "Ten questions or more say how hard they are, and none is easy, or none is hard.",
        why: "Without easy questions a test tells weak students nothing about themselves, and without \
              hard ones it cannot tell good from very good. Where that is meant, allow it.",
        bad: BAD,
        good: r#"[[question]]
id = "kea"
prompt = "Keas live in the mountains."
answer = true
difficulty = "easy""#,
        source: "Quizdeck",
    },
};

const BAD: &str = r#"[[question]]
id = "q0"
prompt = "Keas live in the mountains."
answer = true
difficulty = "easy"
[[question]]
id = "q1"
prompt = "Tuis feed on meat."
answer = false
difficulty = "easy"
[[question]]
id = "q2"
prompt = "Kiwis smell their food."
answer = true
difficulty = "easy"
[[question]]
id = "q3"
prompt = "Wekas are gulls."
answer = false
difficulty = "easy"
[[question]]
id = "q4"
prompt = "Rurus hunt at night."
answer = true
difficulty = "easy"
[[question]]
id = "q5"
prompt = "Takahes live in Peru."
answer = false
difficulty = "easy"
[[question]]
id = "q6"
prompt = "Hoihos are penguins."
answer = true
difficulty = "easy"
[[question]]
id = "q7"
prompt = "Kakapos fly far."
answer = false
difficulty = "easy"
[[question]]
id = "q8"
prompt = "Huias died out."
answer = true
difficulty = "easy"
[[question]]
id = "q9"
prompt = "Moas are alive."
answer = false
difficulty = "easy""#;

fn check(items: &Items<'_>, out: &mut Findings) {
    let declared = |difficulty: Difficulty| {
        let faces = items.items.iter().map(|item| &item.question.face);
        faces.filter(|face| face.difficulty == Some(difficulty)).count()
    };
    let counts = Difficulty::ALL.iter().map(|difficulty| (*difficulty, declared(*difficulty)));
    let counts: Vec<(Difficulty, usize)> = counts.collect();
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let lacks = |difficulty| counts.contains(&(difficulty, 0));
    let message = match (lacks(Difficulty::Easy), lacks(Difficulty::Hard)) {
        _ if all < MIN_DECLARED => return,
        (false, false) => return,
        (true, true) => "all questions are of medium difficulty",
        (true, false) => "no question is easy",
        (false, true) => "no question is hard",
    };
    let told: Vec<String> =
        counts.iter().map(|(difficulty, count)| format!("{count} {difficulty}")).collect();
    out.report(
        Finding::new(Spot::header(), message)
            .under(told.join(", "))
            .help("add questions for those who know less, or more"),
    );
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    #[test]
    fn easy_and_hard_questions_are_looked_for() {
        let of = |difficulties: &[&str]| {
            let question = |(n, difficulty): (usize, &&str)| {
                format!(
                    "[[question]]\nid = 'q{n}'\nprompt = 'Bird {n} flies.'\nanswer = {}\ndifficulty = '{difficulty}'\n",
                    n % 2 == 0
                )
            };
            let deck: String = difficulties.iter().enumerate().map(question).collect();
            let found = found(super::RULE.code, &deck);
            found.into_iter().map(|(.., message)| message).collect::<Vec<_>>()
        };
        let medium = ["medium"; 10];
        assert_eq!(of(&medium), ["all questions are of medium difficulty"]);
        assert!(of(&medium[1..]).is_empty(), "too few");
        assert_eq!(of(&[&medium[..], &["hard"]].concat()), ["no question is easy"]);
        assert_eq!(of(&[&medium[..], &["easy"]].concat()), ["no question is hard"]);
        assert!(of(&[&medium[..], &["easy", "hard"]].concat()).is_empty());
    }
}
